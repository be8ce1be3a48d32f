"""Keeps the coupons of the open cart held in the books, whatever undo, clearing or another member does to the cart."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from memberpos.domain.cart import Cart
from memberpos.domain.coupons import Coupon
from memberpos.domain.errors import PosError
from memberpos.services import coupon_holds
from memberpos.ui.context import UiContext


class CouponKeeper(QObject):
    """`known` carries the coupons as a quote takes them; `lost` a PosError and the ids that the cart may keep."""

    known = Signal(object)
    lost = Signal(object, object)

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._cart, self._held = "", tuple[str, ...]()

    def keep(self, cart: Cart) -> None:
        """Holds exactly the cart's coupons. Another cart begins without any: the one before was sold or put aside."""
        if cart.id != self._cart:
            self._cart, self._held = cart.id, ()
        if cart.coupons == self._held:
            return
        before, self._held = self._held, cart.coupons
        cart_id, wanted, member_id = cart.id, cart.coupons, cart.member_id

        def refused(error: PosError) -> None:
            if self._cart == cart_id and self._held == wanted:
                self._held = before
                self.lost.emit(error, before)

        self._context.run(
            lambda use: coupon_holds.hold(use, cart_id, wanted, member_id),
            lambda found: self._found(cart_id, found),
            refused,
            self,
        )

    def _found(self, cart_id: str, found: tuple[Coupon, ...]) -> None:
        if self._cart == cart_id:
            self.known.emit(found)
