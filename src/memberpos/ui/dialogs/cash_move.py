"""Money into or out of the drawer that is no payment, and opening it without a sale: always with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from memberpos.domain.errors import PosError
from memberpos.services import shifts
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.widgets.buttons import ChoiceChip
from memberpos.ui.widgets.card import FormRow, row
from memberpos.ui.widgets.inputs import Field, MoneyEdit
from memberpos.ui.widgets.overlay import Dialog

NO_SALE = "no_sale"


class CashMoveDialog(Dialog):
    """`kind` is paid_in, paid_out, drop or no_sale; books it and opens the drawer."""

    def __init__(self, window: QWidget, context: UiContext, kind: str) -> None:
        super().__init__(window, width_px=480, accept_key="F12")
        self._context, self._kind = context, kind
        self._amount, self._reason = MoneyEdit(large=True), Field()
        self._amount.setObjectName("amount")
        self._reason.setObjectName("reason")
        self._amount.setMinimumHeight(52)
        self._reason.setMinimumHeight(44)
        self._amount.returnPressed.connect(self._reason.setFocus)
        self._reason.returnPressed.connect(self.accept)
        self._amount_row, self._reason_row = FormRow(self._amount), FormRow(self._reason)
        self._chips = [ChoiceChip() for _ in range(3)]
        for chip in self._chips:
            chip.setCheckable(False)
            chip.clicked.connect(lambda _on=False, chip=chip: self._reason.setText(chip.text()))
        self.body.addWidget(self._amount_row)
        self._amount_row.setVisible(kind != NO_SALE)
        self.body.addWidget(self._reason_row)
        self.body.addLayout(row(*self._chips, None))
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        title, remark, reasons = self._words()
        self.set_texts(title, self.tr("Book"), self.tr("Back"), remark)
        self._amount_row.set(self.tr("Amount"))
        self._reason_row.set(self.tr("Reason"))
        for chip, reason in zip(self._chips, reasons, strict=True):
            chip.setText(reason)

    def _words(self) -> tuple[str, str, tuple[str, str, str]]:
        if self._kind == "paid_in":
            reasons = (self.tr("Change from the bank"), self.tr("Float topped up"), self.tr("Returned advance"))
            return self.tr("Pay into the drawer"), self.tr("Cash that is no sale and no top-up."), reasons
        if self._kind == "paid_out":
            reasons = (self.tr("Small purchase"), self.tr("Courier"), self.tr("Advance"))
            return self.tr("Pay out of the drawer"), self.tr("Cash for expenses of the shop."), reasons
        if self._kind == "drop":
            reasons = (self.tr("To the safe"), self.tr("To the bank"), self.tr("To the manager"))
            return self.tr("Take cash to the safe"), self.tr("Less cash in the drawer is safer."), reasons
        reasons = (self.tr("Give change"), self.tr("Look into the drawer"), self.tr("Opened by mistake"))
        return self.tr("Open the drawer"), self.tr("Without a sale. It is noted in the shift's report."), reasons

    def first_field(self) -> QWidget | None:
        return self._reason if self._kind == NO_SALE else self._amount

    def keys(self) -> Sequence[KeyHint]:
        """F12 books."""
        return (KeyHint("F12", self.tr("Book"), self.accept), KeyHint("Esc", self.tr("Back"), self.reject))

    def accept(self) -> None:
        """Books what was entered."""
        kind, fen, reason = self._kind, self._amount.fen() or 0, self._reason.text().strip()
        if kind != NO_SALE and fen == 0:
            self.set_problem(self.tr("Enter an amount."))
            self._amount.setFocus()
        elif not reason:
            self.set_problem(self.tr("Give a reason."))
            self._reason.setFocus()
        elif self.next.isEnabled():
            self.hold(booking=True)
            work = lambda use: shifts.cash_move(use, kind, fen, reason)  # noqa: E731 - captured for a second try
            run_approved(self._context, self, work, self._booked, self._refused)

    def _booked(self, _event_id: str) -> None:
        self._context.services["kick_drawer"]()
        self._context.shell.toast(self.tr("Booked. The drawer opens."))
        self.finish(True)

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")
