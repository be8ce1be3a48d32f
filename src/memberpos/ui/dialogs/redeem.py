"""A gift of the points mall: how many, how its money part is paid, what is left afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from memberpos.domain.errors import PosError
from memberpos.services import gifts
from memberpos.services.gifts import GiftTender, RedeemRequest
from memberpos.services.results import GiftDone, GiftView, MemberProfile
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.format import count, money, person
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.widgets.buttons import Button, TileButton
from memberpos.ui.widgets.card import Card, FactRow, FormRow, column, row
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.pay_panel import tender_words
from memberpos.ui.widgets.text import Text

KINDS = ("cash", "scan_pay", "bank_card", "stored_value")
FIELD_PX = 48


class RedeemDialog(Dialog):
    """Books a gift and prints its slip. `booked` is emitted then."""

    booked = Signal()

    def __init__(self, window: QWidget, context: UiContext, profile: MemberProfile, gift: GiftView) -> None:
        super().__init__(window, width_px=560, accept_key="F12")
        self._context, self._profile, self._gift = context, profile, gift
        self._event_id = str(context.services["new_id"]())
        self._qty = Field("1", latin=True, pattern=r"\d{0,4}")
        self._qty.setObjectName("gift-qty")
        self._qty_row = FormRow(self._qty)
        self._less, self._more = Button("−"), Button("+")
        self._kinds = {kind: TileButton() for kind in KINDS}
        self._group, self._pay_name = QButtonGroup(self), Text("", "small", "muted")
        self._cost, self._after, self._money = FactRow(), FactRow(), FactRow()
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        self._qty.setMinimumHeight(FIELD_PX)
        self._qty.textChanged.connect(lambda _text: self._show())
        self._qty.returnPressed.connect(self.accept)
        for button, step in ((self._less, -1), (self._more, 1)):
            button.setMinimumSize(FIELD_PX, FIELD_PX)
            button.clicked.connect(lambda _on=False, step=step: self._step(step))
        for kind, tile in self._kinds.items():
            tile.setCheckable(True)
            tile.setObjectName(f"pay-{kind}")
            tile.setMinimumHeight(FIELD_PX)
            self._group.addButton(tile)
        self._kinds["stored_value"].setEnabled(self._profile.stored_fen > 0)
        self._kinds["cash"].setChecked(True)
        steps = column(None, row(self._less, self._more), spacing=0)
        line = row(self._qty_row, steps, spacing=8)
        line.setStretch(0, 1)
        self._ways = QWidget()
        self._ways.setLayout(column(self._pay_name, row(*self._kinds.values()), spacing=4))
        self._ways.setVisible(self._gift.fen > 0)
        self.body.addLayout(line)
        self.body.addWidget(self._ways)
        self.body.addWidget(Card(self._cost, self._after, self._money, tone="quiet", spacing=6, pad=12))
        self._money.setVisible(self._gift.fen > 0)

    def retranslate(self) -> None:
        """All words anew."""
        left = "" if self._gift.left is None else " · " + self.tr("%n left", "", self._gift.left)
        self.set_texts(self._gift.name, self.tr("Hand out"), self.tr("Back"), f"{person(self._profile.name)}{left}")
        self._qty_row.set(self.tr("Pieces"))
        self._pay_name.setText(self.tr("Paid by"))
        for kind, button in self._kinds.items():
            button.setText(tender_words(kind))
        self._show()

    def first_field(self) -> QWidget | None:
        return self._qty

    def keys(self) -> Sequence[KeyHint]:
        """F12 books; F5 to F8 choose the way to pay."""
        ways = [
            KeyHint(f"F{5 + at}", tender_words(kind), lambda kind=kind: self._kinds[kind].setChecked(True))  # type: ignore[misc]
            for at, kind in enumerate(KINDS)
            if self._gift.fen and self._kinds[kind].isEnabled()
        ]
        return (KeyHint("F12", self.tr("Hand out"), self.accept), *ways, KeyHint("Esc", self.tr("Back"), self.reject))

    def accept(self) -> None:
        """Books it."""
        if not self._pieces():
            self.set_problem(self.tr("Enter how many."))
            self._qty.setFocus()
            return
        if not self.next.isEnabled():
            return
        self.hold(booking=True)
        kind = next(kind for kind, button in self._kinds.items() if button.isChecked())
        tenders = (GiftTender(kind, None),) if self._gift.fen else ()
        request = RedeemRequest(self._profile.member_id, self._gift.sku, self._pieces(), tenders, self._event_id)
        run_approved(self._context, self, lambda use: gifts.redeem(use, request), self._done, self._refused)

    def _pieces(self) -> int:
        return int(self._qty.text() or "0")

    def _step(self, step: int) -> None:
        self._qty.setText(str(max(self._pieces() + step, 1)))

    def _show(self) -> None:
        points, pieces = self._gift.points * self._pieces(), self._pieces()
        left = self._profile.points - points
        self._cost.set(self.tr("Points"), count(-points) if points else "0", "gold")
        self._after.set(self.tr("Points after"), count(left), "bad" if left < 0 else "")
        self._money.set(self.tr("To pay"), money(self._gift.fen * pieces, self._context.currency), "brand")
        self.set_problem("")

    def _done(self, done: GiftDone) -> None:
        self._context.services["print_event"](done.event_id, done.opens_drawer)
        said = self.tr("{gift} handed out. {points} points left.")
        self._context.shell.toast(said.format(gift=done.name, points=count(done.balance)))
        self.finish(True)
        self.booked.emit()

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")
