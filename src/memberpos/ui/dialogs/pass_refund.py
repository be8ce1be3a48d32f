"""Paying a pass back: both figures before anything is confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from memberpos.domain.errors import PosError
from memberpos.domain.pass_values import AVERAGE, LIST_PRICE, METHODS
from memberpos.services import pass_refunds
from memberpos.services.pass_refunds import PAY_KINDS, RefundPass
from memberpos.services.pass_results import PassRefunded
from memberpos.services.results import PassView
from memberpos.ui import fonts
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.format import MINUS, amount, count, money
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.pass_words import left_words
from memberpos.ui.widgets.buttons import TileButton
from memberpos.ui.widgets.card import Card, FactRow, FormRow, column, row
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.pay_panel import tender_words
from memberpos.ui.widgets.text import Text

NOTHING = "—"


class RefundPassDialog(Dialog):
    """`refunded` carries the `PassRefunded`. What was paid with stored value goes back there, the rest by `pay`."""

    refunded = Signal(object)

    def __init__(self, window: QWidget, context: UiContext, view: PassView) -> None:
        super().__init__(window, width_px=600, accept_key="F12")
        self._context, self._view = context, view
        self._event_id = str(context.services["new_id"]())
        self._shown: PassRefunded | None = None
        self._method, self._pay = AVERAGE, PAY_KINDS[0]
        self._methods = {method: TileButton() for method in METHODS}
        self._ways = {kind: TileButton() for kind in PAY_KINDS}
        self._groups = (QButtonGroup(self), QButtonGroup(self))
        self._ways_name = Text("", "small", "muted")
        self._reason = Field()
        self._reason.setObjectName("reason")
        self._reason.setMinimumHeight(44)
        self._reason_row = FormRow(self._reason)
        self._rows = column(spacing=6)
        self._lay_out()
        self.retranslate()
        self._look()

    def _lay_out(self) -> None:
        for group, buttons, choose, name in (
            (self._groups[0], self._methods, self.choose, "method"),
            (self._groups[1], self._ways, self.pay_by, "pay"),
        ):
            for value, button in buttons.items():
                button.setCheckable(True)
                button.setObjectName(f"{name}-{value}")
                button.setMinimumHeight(64 if name == "method" else 48)
                button.clicked.connect(lambda _on=False, choose=choose, value=value: choose(value))
                group.addButton(button)
        for button in self._methods.values():
            button.setFont(fonts.role("cta"))
        self._methods[self._method].setChecked(True)
        self._ways[self._pay].setChecked(True)
        holder = Card(tone="quiet", spacing=6, pad=12)
        holder.layout_.addLayout(self._rows)
        self.body.addLayout(row(*self._methods.values(), spacing=12))
        self.body.addLayout(column(self._ways_name, row(*self._ways.values(), spacing=8), spacing=4))
        self.body.addWidget(self._reason_row)
        self.body.addWidget(holder)

    def _look(self) -> None:
        """Both figures and what the chosen one would do; nothing is booked."""
        self.next.setEnabled(False)
        request = self._request("")
        self._context.run(lambda use: pass_refunds.preview(use, request), self.show_plan, self._refused, self)

    def _request(self, event_id: str) -> RefundPass:
        return RefundPass(self._view.pass_id, self._method, self._pay, self._reason.text().strip(), event_id or None)

    def show_plan(self, plan: PassRefunded) -> None:
        """What would be paid back."""
        self._shown = plan
        self._show()

    def retranslate(self) -> None:
        """All words anew."""
        self._methods[AVERAGE].set_sub(self.tr("What is unused, on average"))
        self._methods[LIST_PRICE].set_sub(self.tr("Price less uses at list price"))
        self._ways_name.setText(self.tr("Paid out by"))
        for kind, button in self._ways.items():
            button.setText(tender_words(kind))
        self._reason_row.set(self.tr("Reason"))
        self._show()

    def keys(self) -> Sequence[KeyHint]:
        """F5 and F6 choose the figure, F12 pays out."""
        plan = self._shown
        return (
            KeyHint("F12", self.tr("Refund"), self.accept, self.next.isEnabled()),
            KeyHint("F5", self.tr("On average"), lambda: self.choose(AVERAGE)),
            KeyHint(
                "F6", self.tr("By list price"), lambda: self.choose(LIST_PRICE),
                plan is not None and plan.list_price_fen is not None,
            ),
            KeyHint("Esc", self.tr("Back"), self.reject),
        )  # fmt: skip

    def choose(self, method: str) -> None:
        """The other figure."""
        self._method = method
        self._methods[method].setChecked(True)
        self._look()

    def pay_by(self, kind: str) -> None:
        """Another way out."""
        self._pay = kind
        self._ways[kind].setChecked(True)
        self._look()

    def _show(self) -> None:
        plan, currency = self._shown, self._context.currency
        figures = (plan.average_fen, plan.list_price_fen) if plan else (None, None)
        for method, fen in zip(METHODS, figures, strict=True):
            self._methods[method].setText(NOTHING if fen is None else money(fen, currency))
        self._methods[LIST_PRICE].setEnabled(plan is None or plan.list_price_fen is not None)
        while (item := self._rows.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for label, value, tone in self._facts(plan, currency):
            self._rows.addWidget(FactRow(label, value, tone))
        gets = money(plan.refund_fen - plan.claw_value_fen, currency) if plan else ""
        words = self.tr("Refund {amount}").format(amount=gets) if plan else self.tr("Refund")
        remark = f"{self._view.title} · {left_words(self._view.left)} · {money(self._view.paid_fen, currency)}"
        self.set_texts(self.tr("Refund a pass"), words, self.tr("Back"), remark)
        self.next.setEnabled(plan is not None)

    def _facts(self, plan: PassRefunded | None, currency: str) -> list[tuple[str, str, str]]:
        if plan is None:
            return [(self.tr("Customer gets"), "…", "")]
        paid_fen = plan.refund_fen - plan.claw_value_fen
        facts = []
        if plan.claw_value_fen:
            facts.append((self.tr("Refund"), money(plan.refund_fen, currency), ""))
            facts.append((self.tr("Points spent elsewhere"), f"{MINUS} {amount(plan.claw_value_fen)}", "bad"))
        facts.append((self.tr("Customer gets"), money(paid_fen, currency), "brand"))
        if plan.stored_fen:
            facts.append((self.tr("of it to stored value"), amount(plan.stored_fen), ""))
        if plan.points_clawed:
            facts.append((self.tr("Points taken back"), f"{MINUS}{count(plan.points_clawed)}", "gold"))
        return facts

    def accept(self) -> None:
        """Pays out."""
        if not self.next.isEnabled():
            return
        self.hold(booking=True)
        request = self._request(self._event_id)
        run_approved(self._context, self, lambda use: pass_refunds.refund(use, request), self._done, self._refused)

    def _done(self, done: PassRefunded) -> None:
        self._context.services["print_event"](done.event_id, done.cash_fen > 0)
        paid = money(done.refund_fen - done.claw_value_fen, self._context.currency)
        self._context.shell.toast(self.tr("{title}: {amount} refunded.").format(title=self._view.title, amount=paid))
        self.finish(True)
        self.refunded.emit(done)

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        self.next.setEnabled(self._shown is not None)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")
