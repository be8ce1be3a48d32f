"""One line of the cart: how many, and a typed price with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.domain.cart import CartLine, TypedPrice
from memberpos.domain.catalog import format_qty, parse_qty
from memberpos.domain.errors import PosError
from memberpos.ui.hints import KeyHint
from memberpos.ui.widgets.card import FormRow, row
from memberpos.ui.widgets.inputs import Field, MoneyEdit
from memberpos.ui.widgets.overlay import Dialog


class LineDialog(Dialog):
    """`changed` carries (thousandths, TypedPrice or None). Who may type a price is the caller's to ask."""

    changed = Signal(int, object)

    def __init__(self, window: QWidget, line: CartLine) -> None:
        super().__init__(window, width_px=480)
        self._line = line
        self._qty = Field(format_qty(line.qty_milli), latin=True, pattern=r"\d{0,7}(\.\d{0,3})?")
        self._qty.setObjectName("line-qty")
        self._price = MoneyEdit(line.typed.price_fen if line.typed else line.product.price_fen)
        self._price.setObjectName("line-price")
        self._reason = Field(line.typed.reason if line.typed else "")
        self._reason.setObjectName("line-reason")
        self._rows = [FormRow(self._qty), FormRow(self._price), FormRow(self._reason)]
        for field in (self._qty, self._price, self._reason):
            field.returnPressed.connect(self.accept)
        self.body.addLayout(row(self._rows[0], self._rows[1], spacing=12))
        self.body.addWidget(self._rows[2])
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(self._line.product.name, self.tr("Save"), self.tr("Back"))
        self._rows[0].set(self.tr("Quantity"))
        self._rows[1].set(self.tr("Unit price"))
        self._rows[2].set(self.tr("Reason for another price"))

    def first_field(self) -> QWidget | None:
        self._qty.selectAll()
        return self._qty

    def keys(self) -> Sequence[KeyHint]:
        """Enter keeps it."""
        return (KeyHint("Esc", self.tr("Back"), self.reject),)

    def accept(self) -> None:
        """A changed price needs a reason."""
        try:
            milli = parse_qty(self._qty.text())
        except PosError:
            self.set_problem(self.tr("Enter a quantity above zero."))
            return
        price, typed = self._price.fen(), self._line.typed
        if price is not None:
            typed = None if price == self._line.product.price_fen else TypedPrice(price, self._reason.text().strip())
        if typed is not None and not typed.reason:
            self.set_problem(self.tr("Say why the price is another one."))
            self._reason.setFocus()
            return
        self.finish(True)
        self.changed.emit(milli, typed)
