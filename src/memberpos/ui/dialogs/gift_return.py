"""A gift that comes back: points, money and stock return after a reason is given."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.domain.errors import PosError
from memberpos.services import gifts
from memberpos.services.results import GiftDone, GiftReturned
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.format import count, money
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.widgets.card import Card, FactRow, FormRow
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog


class GiftReturnDialog(Dialog):
    """Takes back the gift of a redemption and prints the slip. `booked` is emitted then."""

    booked = Signal()

    def __init__(self, window: QWidget, context: UiContext, gift: GiftDone) -> None:
        super().__init__(window, width_px=480, accept_key="F12")
        self._context, self._gift = context, gift
        self._reason = Field("")
        self._reason.setObjectName("return-reason")
        self._reason.setMinimumHeight(48)
        self._reason.returnPressed.connect(self.accept)
        self._reason_row, self._points, self._money = FormRow(self._reason), FactRow(), FactRow()
        self.body.addWidget(Card(self._points, self._money, tone="quiet", spacing=6, pad=12))
        self.body.addWidget(self._reason_row)
        self._money.setVisible(gift.fen > 0)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(
            self.tr("Take back {gift} × {qty}").format(gift=self._gift.name, qty=self._gift.qty),
            self.tr("Take back"), self.tr("Back"), self.tr("Slip {number}").format(number=self._gift.receipt_no),
        )  # fmt: skip
        self._reason_row.set(self.tr("Reason"))
        self._points.set(self.tr("Points returned"), f"+{count(self._gift.points_used)}", "gold")
        self._money.set(self.tr("Money returned"), money(self._gift.fen, self._context.currency), "brand")

    def first_field(self) -> QWidget | None:
        return self._reason

    def keys(self) -> Sequence[KeyHint]:
        """F12 books."""
        return (KeyHint("F12", self.tr("Take back"), self.accept), KeyHint("Esc", self.tr("Back"), self.reject))

    def accept(self) -> None:
        """Books it."""
        if not self._reason.text().strip():
            self.set_problem(self.tr("Give a reason."))
            self._reason.setFocus()
            return
        if not self.next.isEnabled():
            return
        self.hold(booking=True)
        key, reason = self._gift.event_id, self._reason.text().strip()
        run_approved(self._context, self, lambda use: gifts.give_back(use, key, reason), self._done, self._refused)

    def _done(self, done: GiftReturned) -> None:
        cash = any(tender.kind == "cash" for tender in done.tenders)
        self._context.services["print_event"](done.event_id, cash)
        self._context.shell.toast(
            self.tr("Taken back. {points} points returned.").format(points=count(done.points_returned))
        )
        self.finish(True)
        self.booked.emit()

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")
