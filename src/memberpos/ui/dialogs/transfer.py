"""Stored value to another member: an amount of principal, or a card with everything on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.domain.errors import PosError
from memberpos.services import members, transfers
from memberpos.services.results import MemberProfile
from memberpos.services.transfers import TransferDone
from memberpos.services.use import Use
from memberpos.store.database import Database
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.dialogs.pick import Choice, PickDialog
from memberpos.ui.format import amount, grouped, money, person, phone
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.widgets.card import Card, FactRow, FormRow
from memberpos.ui.widgets.inputs import Field, MoneyEdit
from memberpos.ui.widgets.overlay import Dialog

MOST = 12


def pick_member(
    window: QWidget, context: UiContext, title: str, other_than: str, then: Callable[[MemberProfile], None]
) -> PickDialog:
    """Asks for another member than `other_than`, and gives the profile."""
    now_ms = int(context.services["now_ms"]())

    def search(db: Database, text: str) -> Sequence[Choice]:
        found = members.search(db, text, MOST)
        return [
            Choice(hit.member_id, person(hit.name), phone((hit.phone or "").removeprefix("+86")), hit.tier or "")
            for hit in found
            if hit.member_id != other_than
        ]

    dialog = PickDialog(window, context, title, (), search)
    dialog.picked.connect(
        lambda member_id: context.read(lambda db: members.profile(db, member_id, now_ms), then, None, window)
    )
    dialog.open()
    return dialog


class TransferDialog(Dialog):
    """From `giver` to `taker`; with `card` everything goes with it. `moved` carries the `TransferDone`."""

    moved = Signal(object)

    def __init__(
        self, window: QWidget, context: UiContext, giver: MemberProfile, taker: MemberProfile, card: str = ""
    ) -> None:
        super().__init__(window, width_px=520, accept_key="F12")
        self._context, self._giver, self._taker, self._card = context, giver, taker, card
        self._event_id = str(context.services["new_id"]())
        self._amount, self._reason = MoneyEdit(large=True), Field()
        self._amount.setObjectName("amount")
        self._amount.setMinimumHeight(52)
        self._reason.setObjectName("reason")
        self._reason.setMinimumHeight(44)
        self._amount_row, self._reason_row = FormRow(self._amount), FormRow(self._reason)
        self._from, self._to, self._all = FactRow(), FactRow(), FactRow()
        self._amount_row.setVisible(not card)
        self._all.setVisible(bool(card))
        self._amount.fen_changed.connect(lambda _fen: self._show())
        self._amount.returnPressed.connect(self._reason.setFocus)
        self._reason.returnPressed.connect(self.accept)
        self.body.addWidget(self._amount_row)
        self.body.addWidget(self._reason_row)
        self.body.addWidget(Card(self._from, self._to, self._all, tone="quiet", spacing=6, pad=12))
        self.retranslate()

    # --- dialog -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """All words anew."""
        most = self.tr("At most {amount}: bonus stays").format(amount=amount(self._giver.principal_fen))
        self._amount_row.set(self.tr("Principal to move"), most)
        self._reason_row.set(self.tr("Reason"))
        self._show()

    def first_field(self) -> QWidget | None:
        return self._reason if self._card else self._amount

    def keys(self) -> Sequence[KeyHint]:
        """F12 books; F11 takes all there is."""
        every = () if self._card else (KeyHint("F11", self.tr("Everything"), self._take_all),)
        return (KeyHint("F12", self.tr("Move"), self.accept), *every, KeyHint("Esc", self.tr("Back"), self.reject))

    def accept(self) -> None:
        """Books it."""
        fen, reason = self._amount.fen() or 0, self._reason.text().strip()
        if not self._card and fen <= 0:
            self._amount_row.set_error(self.tr("Enter an amount."))
            self._amount.setFocus()
        elif self._card and not reason:
            self._reason_row.set_error(self.tr("Give a reason."))
            self._reason.setFocus()
        elif self.next.isEnabled():
            self.hold(booking=True)
            run_approved(self._context, self, self._work(fen, reason), self._done, self._refused)

    # --- what happens -----------------------------------------------------------------------------------------------

    def _work(self, fen: int, reason: str) -> Callable[[Use], TransferDone]:
        giver, taker, card, event_id = self._giver.member_id, self._taker.member_id, self._card, self._event_id
        if card:
            return lambda use: transfers.move_card(use, card, taker, reason)
        return lambda use: transfers.transfer(use, giver, taker, fen, reason, event_id)

    def _take_all(self) -> None:
        self._amount.set_fen(self._giver.principal_fen)
        self._reason.setFocus()

    def _done(self, done: TransferDone) -> None:
        self._context.services["print_event"](done.event_id, False)
        moved = money(done.fen, self._context.currency)
        to = person(self._taker.name)
        self._context.shell.toast(self.tr("{amount} moved to {name}.").format(amount=moved, name=to))
        self.finish(True)
        self.moved.emit(done)

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")

    def _show(self) -> None:
        giver, taker = self._giver, self._taker
        fen = giver.principal_fen if self._card else (self._amount.fen() or 0)
        self._from.set(self.tr("Principal left here"), amount(giver.principal_fen - fen))
        self._to.set(self.tr("Principal there"), amount(taker.principal_fen + fen))
        self._all.set(self.tr("Also bonus, points, passes and coupons"), grouped(self._card), "warn")
        self.set_problem("")
        both = self.tr("{giver} to {taker}").format(giver=person(giver.name), taker=person(taker.name))
        title = self.tr("Hand a card over") if self._card else self.tr("Transfer")
        self.set_texts(
            title, self.tr("Move {amount}").format(amount=money(fen, self._context.currency)), self.tr("Back"), both
        )
