"""Money off the whole cart by hand, with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.domain.cart import Cart
from memberpos.ui.hints import KeyHint
from memberpos.ui.widgets.card import FormRow
from memberpos.ui.widgets.inputs import Field, MoneyEdit
from memberpos.ui.widgets.overlay import Dialog


class DiscountDialog(Dialog):
    """`changed` carries (fen, reason); 0 takes it back. Who may do that is the caller's to ask."""

    changed = Signal(int, str)

    def __init__(self, window: QWidget, cart: Cart, most_fen: int) -> None:
        super().__init__(window, width_px=480)
        self._most_fen = most_fen
        self._amount, self._reason = MoneyEdit(cart.order_discount_fen or None), Field(cart.order_discount_reason)
        self._amount.setObjectName("discount-amount")
        self._reason.setObjectName("discount-reason")
        self._rows = [FormRow(self._amount), FormRow(self._reason)]
        for field, form_row in zip((self._amount, self._reason), self._rows, strict=True):
            field.returnPressed.connect(self.accept)
            self.body.addWidget(form_row)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(self.tr("Money off by hand"), self.tr("Save"), self.tr("Back"))
        self._rows[0].set(self.tr("Off the whole bill"), self.tr("Empty: nothing."))
        self._rows[1].set(self.tr("Reason"))

    def first_field(self) -> QWidget | None:
        return self._amount

    def keys(self) -> Sequence[KeyHint]:
        """Enter keeps it."""
        return (KeyHint("Esc", self.tr("Back"), self.reject),)

    def accept(self) -> None:
        """No more than the bill, and never without a reason."""
        fen, reason = self._amount.fen() or 0, self._reason.text().strip()
        if fen > self._most_fen:
            self.set_problem(self.tr("That is more than the bill."))
            return
        if fen and not reason:
            self.set_problem(self.tr("Say why money is taken off."))
            self._reason.setFocus()
            return
        self.finish(True)
        self.changed.emit(fen, reason)
