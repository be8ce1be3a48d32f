"""Stored value taken without a sale (paid out, deducted), and freezing an account: each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.domain.errors import PosError
from memberpos.services import freezing, value_moves
from memberpos.services.results import MemberProfile
from memberpos.services.use import Use
from memberpos.services.value_moves import ValueMoved
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.format import amount, money, person
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.widgets.card import FormRow
from memberpos.ui.widgets.inputs import Field, MoneyEdit
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.pay_ways import PayWays

CASH_OUT, DEDUCT, FREEZE, UNFREEZE = "cash_out", "deduct", "freeze", "unfreeze"


class ValueMoveDialog(Dialog):
    """`kind` is one of CASH_OUT, DEDUCT, FREEZE, UNFREEZE, for `profile`. `booked` when it is."""

    booked = Signal()

    def __init__(self, window: QWidget, context: UiContext, profile: MemberProfile, kind: str) -> None:
        super().__init__(window, width_px=520, accept_key="F12")
        self._context, self._profile, self._kind = context, profile, kind
        self._event_id = str(context.services["new_id"]())
        self._amount, self._reason, self._ways = MoneyEdit(large=True), Field(), PayWays()
        self._amount.setObjectName("amount")
        self._amount.setMinimumHeight(52)
        self._reason.setObjectName("reason")
        self._reason.setMinimumHeight(44)
        self._amount.returnPressed.connect(self._reason.setFocus)
        self._reason.returnPressed.connect(self.accept)
        self._amount_row, self._reason_row = FormRow(self._amount), FormRow(self._reason)
        self._amount_row.setVisible(kind in (CASH_OUT, DEDUCT))
        self._ways.setVisible(kind == CASH_OUT)
        for part in (self._amount_row, self._reason_row, self._ways):
            self.body.addWidget(part)
        self.retranslate()

    # --- dialog -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """All words anew."""
        title, do, hint = self._words()
        name = self.tr("{name} · balance {now}").format(
            name=person(self._profile.name), now=money(self._profile.stored_fen, self._context.currency)
        )
        self._amount_row.set(self.tr("Amount"), hint)
        self._reason_row.set(self.tr("Reason"), "" if self._kind in (CASH_OUT, DEDUCT) else hint)
        self._ways.set_name(self.tr("Paid out by"))
        self.set_texts(title, do, self.tr("Back"), name)

    def _words(self) -> tuple[str, str, str]:
        most = self.tr("At most the principal, {amount}").format(amount=amount(self._profile.principal_fen))
        return {
            CASH_OUT: (self.tr("Pay out stored value"), self.tr("Pay out"), most),
            DEDUCT: (self.tr("Deduct stored value"), self.tr("Deduct"), self.tr("Without a sale, in the spend order")),
            FREEZE: (
                self.tr("Freeze the account"),
                self.tr("Freeze"),
                self.tr("Nothing goes in or out until it is let go"),
            ),
            UNFREEZE: (self.tr("Let the account go"), self.tr("Let go"), self.tr("It can be used again at once")),
        }[self._kind]

    def first_field(self) -> QWidget | None:
        return self._amount if self._kind in (CASH_OUT, DEDUCT) else self._reason

    def keys(self) -> Sequence[KeyHint]:
        """F12 books; F5 to F7 choose how it is paid out."""
        ways = self._ways.keys() if self._kind == CASH_OUT else ()
        return (KeyHint("F12", self._words()[1], self.accept), *ways, KeyHint("Esc", self.tr("Back"), self.reject))

    def accept(self) -> None:
        """Books it."""
        fen, reason = self._amount.fen() or 0, self._reason.text().strip()
        if self._kind in (CASH_OUT, DEDUCT) and fen <= 0:
            self._amount_row.set_error(self.tr("Enter an amount."))
            self._amount.setFocus()
        elif not reason:
            self._reason_row.set_error(self.tr("Give a reason."))
            self._reason.setFocus()
        elif self.next.isEnabled():
            self.hold(booking=True)
            run_approved(self._context, self, self._work(fen, reason), self._done, self._refused)

    # --- what happens -----------------------------------------------------------------------------------------------

    def _work(self, fen: int, reason: str) -> Callable[[Use], object]:
        member_id, event_id, way = self._profile.member_id, self._event_id, self._ways.chosen()
        if self._kind == CASH_OUT:
            return lambda use: value_moves.cash_out(use, member_id, fen, reason, way, event_id)
        if self._kind == DEDUCT:
            return lambda use: value_moves.deduct(use, member_id, fen, reason, event_id)
        return lambda use: freezing.freeze(use, member_id, reason, on=self._kind == FREEZE)

    def _done(self, done: object) -> None:
        if isinstance(done, ValueMoved):
            self._context.services["print_event"](done.event_id, done.opens_drawer)
        self._context.shell.toast(self.tr("Booked."))
        self.finish(True)
        self.booked.emit()

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")
