"""The cart on the counter: frozen, so that undo is the previous one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from memberpos.domain.catalog import MAX_QTY_MILLI, MILLI, Product
from memberpos.domain.errors import PosError

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_KEEP = 100


@dataclass(frozen=True)
class TypedPrice:
    """A unit price typed by staff (改价) with its reason code and who approved it ("" = own right)."""

    price_fen: int
    reason: str = ""
    approver: str = ""


@dataclass(frozen=True)
class StaffShare:
    """Who sold or served and their part of it in parts (1/1 alone, 1/2 each of two)."""

    staff: str
    parts: int = 1
    role: str = "seller"


@dataclass(frozen=True)
class CartLine:
    product: Product
    qty_milli: int
    typed: TypedPrice | None = None
    staff: tuple[StaffShare, ...] = ()
    note: str = ""
    parent: int = 0


@dataclass(frozen=True)
class Cart:
    """`id` becomes the event id of its sale. Lines are counted from 0. `points` is what the member wants to spend,
    `coupons` the ids handed over, `add_ons` the codes of the offers for points that were asked for (换购).
    """

    id: str
    lines: tuple[CartLine, ...] = ()
    member_id: str | None = None
    card: str | None = None
    points: int = 0
    coupons: tuple[str, ...] = ()
    add_ons: tuple[str, ...] = ()
    order_discount_fen: int = 0
    order_discount_reason: str = ""
    order_discount_approver: str = ""
    note: str = ""
    place: str = ""

    @property
    def short_name(self) -> str:
        """Four characters to call a parked cart by, from the random end of its id."""
        value = int(self.id.replace("-", "")[-8:], 16)
        return "".join(_ALPHABET[value >> shift & 31] for shift in (15, 10, 5, 0))

    @property
    def empty(self) -> bool:
        return not self.lines

    def add(self, product: Product, qty_milli: int = MILLI) -> Cart:
        """One more of a product: onto the last untouched line of the same product, else as a new line."""
        for index in reversed(range(len(self.lines))):
            line = self.lines[index]
            if line.product == product and line == CartLine(product, line.qty_milli):
                return self.set_qty(index, line.qty_milli + qty_milli)
        return replace(self, lines=(*self.lines, CartLine(product, _checked_qty(qty_milli))))

    def add_line(self, line: CartLine) -> Cart:
        """A new line of its own, also if the product is already there."""
        _checked_qty(line.qty_milli)
        return replace(self, lines=(*self.lines, line))

    def set_qty(self, index: int, qty_milli: int) -> Cart:
        return self._with_line(index, replace(self._line(index), qty_milli=_checked_qty(qty_milli)))

    def remove(self, index: int) -> Cart:
        self._line(index)
        return replace(self, lines=self.lines[:index] + self.lines[index + 1 :])

    def override_price(self, index: int, price: TypedPrice | None) -> Cart:
        """Types a unit price (None takes it back); PosError bad_amount below 0."""
        if price is not None and price.price_fen < 0:
            raise PosError("bad_amount", reason="price")
        return self._with_line(index, replace(self._line(index), typed=price))

    def set_note(self, index: int, note: str) -> Cart:
        return self._with_line(index, replace(self._line(index), note=note))

    def set_staff(self, index: int, staff: tuple[StaffShare, ...]) -> Cart:
        return self._with_line(index, replace(self._line(index), staff=staff))

    def set_member(self, member_id: str | None, card: str | None = None) -> Cart:
        """Changes whose cart it is; what only the former member could spend goes with him."""
        if member_id == self.member_id:
            return replace(self, card=card or self.card)
        return replace(self, member_id=member_id, card=card, points=0, coupons=(), add_ons=())

    def set_points(self, points: int) -> Cart:
        if points < 0:
            raise PosError("bad_amount", reason="points")
        return replace(self, points=points)

    def set_coupons(self, coupons: Sequence[str]) -> Cart:
        return replace(self, coupons=tuple(coupons))

    def set_add_ons(self, codes: Sequence[str]) -> Cart:
        return replace(self, add_ons=tuple(codes))

    def set_order_discount(self, fen: int, reason: str, approver: str = "") -> Cart:
        """Takes money off by hand (0 = no more); PosError bad_amount below 0."""
        if fen < 0:
            raise PosError("bad_amount", reason="discount")
        return replace(
            self, order_discount_fen=fen, order_discount_reason=reason, order_discount_approver=approver,
        )  # fmt: skip

    def _line(self, index: int) -> CartLine:
        if not 0 <= index < len(self.lines):
            raise PosError("not_found", what="cart_line", line=index)
        return self.lines[index]

    def _with_line(self, index: int, line: CartLine) -> Cart:
        return replace(self, lines=(*self.lines[:index], line, *self.lines[index + 1 :]))


@dataclass(frozen=True)
class CartHistory:
    """The cart now and the ones before it. `do` with an equal cart keeps nothing: undo always shows a change."""

    now: Cart
    before: tuple[Cart, ...] = field(default=())

    def do(self, cart: Cart) -> CartHistory:
        if cart == self.now:
            return self
        return CartHistory(cart, (*self.before, self.now)[-_KEEP:])

    def undo(self) -> CartHistory:
        """The state before the last change; itself if there was none."""
        return CartHistory(self.before[-1], self.before[:-1]) if self.before else self

    @property
    def can_undo(self) -> bool:
        return bool(self.before)


def _checked_qty(qty_milli: int) -> int:
    if not 0 < qty_milli <= MAX_QTY_MILLI:
        raise PosError("bad_amount", reason="qty")
    return qty_milli
