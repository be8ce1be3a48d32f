"""Undoing a top-up: why, what comes back, what is charged for gifts that were used."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from memberpos.domain.errors import PosError
from memberpos.services import recharge_refunds
from memberpos.services.recharge_refunds import SEVEN_DAYS, WRONG_ENTRY, RechargeRefundDone, RechargeRefundRequest
from memberpos.services.value_view import TopUpView
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.format import MINUS, amount, count, money
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.widgets.buttons import TileButton
from memberpos.ui.widgets.card import Card, FactRow, FormRow, Rule, column, row
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.pay_ways import PayWays
from memberpos.ui.widgets.text import Text

OTHER = "other"
CAUSES = (WRONG_ENTRY, SEVEN_DAYS, OTHER)


class RechargeRefundDialog(Dialog):
    """Undoes `top_up` and prints its paper. `undone` carries the `RechargeRefundDone`."""

    undone = Signal(object)

    def __init__(self, window: QWidget, context: UiContext, top_up: TopUpView) -> None:
        super().__init__(window, width_px=600, accept_key="F12")
        self._context, self._top_up = context, top_up
        self._event_id = str(context.services["new_id"]())
        self._shown: RechargeRefundDone | None = None
        self._causes = {cause: TileButton() for cause in CAUSES}
        self._group = QButtonGroup(self)
        self._cause_name = Text("", "small", "muted")
        self._reason = Field()
        self._reason.setObjectName("reason")
        self._reason.setMinimumHeight(44)
        self._reason_row = FormRow(self._reason)
        self._ways = PayWays()
        self._facts = column(spacing=6)
        self._refund = FactRow()
        self._lay_out()
        self.retranslate()
        self._ask()

    def _lay_out(self) -> None:
        for cause, button in self._causes.items():
            button.setCheckable(True)
            button.setObjectName(f"cause-{cause}")
            button.setMinimumHeight(48)
            button.clicked.connect(self._show)
            self._group.addButton(button)
        self._causes[SEVEN_DAYS if self._top_up.withdrawable else WRONG_ENTRY].setChecked(True)
        self.body.addLayout(column(self._cause_name, row(*self._causes.values()), spacing=4))
        self.body.addWidget(self._reason_row)
        self.body.addWidget(self._ways)
        self._refund.value.set_role("cta")
        self.body.addWidget(Card(self._facts, Rule(), self._refund, tone="quiet", spacing=8, pad=12))

    # --- dialog -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """All words anew."""
        self._cause_name.setText(self.tr("Why"))
        self._causes[WRONG_ENTRY].setText(self.tr("Wrong entry"))
        self._causes[SEVEN_DAYS].setText(self.tr("Within seven days"))
        self._causes[OTHER].setText(self.tr("Another reason"))
        self._reason_row.set(self.tr("Reason"))
        self._ways.set_name(self.tr("Paid back by"))
        self._show()

    def first_field(self) -> QWidget | None:
        return self._causes[self._cause()]

    def keys(self) -> Sequence[KeyHint]:
        """F12 books; F2 to F4 choose the cause, F5 to F7 the way back."""
        causes = (
            KeyHint(f"F{2 + at}", button.text(), lambda cause=cause: self.choose(cause))  # type: ignore[misc]
            for at, (cause, button) in enumerate(self._causes.items())
        )
        book, back = KeyHint("F12", self.tr("Undo"), self.accept), KeyHint("Esc", self.tr("Back"), self.reject)
        return (book, *causes, *self._ways.keys(), back)

    def choose(self, cause: str) -> None:
        """Another cause."""
        self._causes[cause].setChecked(True)
        self._show()

    def accept(self) -> None:
        """Books it."""
        cause = self._cause()
        if cause == OTHER:
            cause = self._reason.text().strip()
            if not cause:
                self._reason_row.set_error(self.tr("Give a reason."))
                self._reason.setFocus()
                return
        if self._shown is None or not self.next.isEnabled():
            return
        self.hold(booking=True)
        request = RechargeRefundRequest(self._top_up.recharge_id, cause, self._ways.chosen(), self._event_id)
        run_approved(self._context, self, lambda use: recharge_refunds.refund(use, request), self._done, self._refused)

    # --- what happens -----------------------------------------------------------------------------------------------

    def _cause(self) -> str:
        return next(cause for cause, button in self._causes.items() if button.isChecked())

    def _ask(self) -> None:
        """What it would give, worked out where it is booked."""
        request = RechargeRefundRequest(self._top_up.recharge_id)
        self.next.setEnabled(False)
        self._context.run(lambda use: recharge_refunds.preview(use, request), self.show_plan, self._refused, self)

    def show_plan(self, plan: RechargeRefundDone) -> None:
        """The figures as they are now, and the way it was paid."""
        self._shown = plan
        self.next.setEnabled(True)
        self._ways.choose(plan.pay)
        self._show()

    def _done(self, done: RechargeRefundDone) -> None:
        self._context.services["print_event"](done.event_id, done.opens_drawer)
        back = money(done.refund_fen, self._context.currency)
        self._context.shell.toast(self.tr("Top-up undone, {amount} paid back.").format(amount=back))
        self.finish(True)
        self.undone.emit(done)

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        self.next.setEnabled(self._shown is not None)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")

    def _show(self) -> None:
        made, plan = self._top_up, self._shown
        self._reason_row.setVisible(self._cause() == OTHER)
        while (item := self._facts.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for name, value, tone in self._lines(plan) if plan else ():
            self._facts.addWidget(FactRow(name, value, tone))
        refund = money(plan.refund_fen, self._context.currency) if plan else "…"
        self._refund.set(self.tr("Paid back"), refund, "brand")
        remark = self.tr("{receipt} of {date}, {amount}").format(
            receipt=made.receipt_no, date=made.date, amount=money(made.amount_fen, self._context.currency)
        )
        self.set_problem("")
        self.set_texts(
            self.tr("Undo a top-up"), self.tr("Pay back {amount}").format(amount=refund), self.tr("Back"), remark
        )

    def _lines(self, plan: RechargeRefundDone) -> list[tuple[str, str, str]]:
        lines = [(self.tr("Principal not used"), amount(plan.principal_fen), "")]
        if plan.bonus_used_fen:
            lines.append((self.tr("Bonus that was used"), amount(plan.bonus_used_fen), "warn"))
        lines += [(f"{each.code} × {each.n}", amount(each.charge_fen), "warn") for each in plan.used]
        if plan.charge_fen:
            lines.append((self.tr("Charged for gifts used"), f"{MINUS} {amount(plan.charge_fen)}", "bad"))
        if plan.bonus_fen:
            lines.append((self.tr("Bonus taken back"), amount(plan.bonus_fen), ""))
        if plan.points:
            lines.append((self.tr("Points taken back"), count(plan.points), ""))
        if plan.called_off_fen:
            lines.append((self.tr("Bonus to come, called off"), amount(plan.called_off_fen), ""))
        return lines
