"""What a refund would do, at the right of the refund screen: every row before it is booked."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from memberpos.domain.errors import PosError
from memberpos.services.grants import GRANT
from memberpos.services.refunds import ORIGINAL, TO_STORED_VALUE
from memberpos.services.results import RefundDone
from memberpos.services.sale_view import SaleView
from memberpos.ui.format import MINUS, amount, count, minutes, money, person
from memberpos.ui.messages import message
from memberpos.ui.widgets.buttons import ChoiceChip, PrimaryButton
from memberpos.ui.widgets.card import Card, FactRow, FormRow, Rule, column, row
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.pay_panel import tender_words
from memberpos.ui.widgets.text import Text


class RefundPanel(Card):
    """`asked`: book it. `sent` carries where the money is to go, original or stored_value."""

    asked = Signal()
    sent = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(pad=14, parent=parent)
        self._due_name, self.due = Text("", "heading"), Text("", "due")
        self._rows = column(spacing=10)
        self.hint = Text("", "body", "muted", wrap=True)
        self._to_name = Text("", "small", "muted")
        self.to = {name: ChoiceChip() for name in (ORIGINAL, TO_STORED_VALUE)}
        self._group = QButtonGroup(self)
        for name, chip in self.to.items():
            self._group.addButton(chip)
            chip.setObjectName(f"to-{name}")
            chip.clicked.connect(lambda _on=False, name=name: self.sent.emit(name))
        self.reason = Field()
        self.reason.setObjectName("reason")
        self._reason_row = FormRow(self.reason)
        self._quick = [ChoiceChip() for _ in range(3)]
        for chip in self._quick:
            chip.setCheckable(False)
            chip.clicked.connect(lambda _on=False, chip=chip: self.reason.setText(chip.text()))
        self.book = PrimaryButton("", "F12", size="large")
        self.book.setObjectName("refund")
        self.book.clicked.connect(self.asked)
        self._lay_out()

    def _lay_out(self) -> None:
        to = column(self._to_name, row(*self.to.values(), None, spacing=6), spacing=4)
        why = column(self._reason_row, row(*self._quick, None, spacing=6), spacing=6)
        for part in (self._rows, row(self._due_name, None, self.due), to, why):
            self.layout_.addLayout(part)
        self.layout_.insertWidget(1, Rule())
        self.layout_.insertWidget(3, self.hint)
        self.layout_.addStretch(1)
        self.layout_.addWidget(self.book)

    def retranslate(self) -> None:
        """All words that stay the same."""
        self._due_name.setText(self.tr("Customer gets"))
        self._to_name.setText(self.tr("Where it goes"))
        self.to[ORIGINAL].setText(self.tr("As it was paid"))
        self.to[TO_STORED_VALUE].setText(self.tr("To stored value"))
        self._reason_row.set(self.tr("Reason"))
        reasons = (self.tr("Quality"), self.tr("Wrong goods"), self.tr("Changed mind"))
        for chip, words in zip(self._quick, reasons, strict=True):
            chip.setText(words)

    def begin(self) -> None:
        """Another sale: nothing is chosen yet."""
        self.to[ORIGINAL].setChecked(True)
        self.reason.clear()

    def allow_stored_value(self, *, allowed: bool) -> None:
        """Only a member's sale can go to stored value."""
        self.to[TO_STORED_VALUE].setEnabled(allowed)

    def show_plan(self, plan: RefundDone | None, currency: str, *, busy: bool) -> None:
        """The rows of a plan, or none."""
        while (item := self._rows.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        nothing = [(self.tr("Goods back"), money(0, currency), "")]
        for label, value, tone in self.rows_of(plan, currency) if plan else nothing:
            self._rows.addWidget(FactRow(label, value, tone))
        gets = money(plan.refund_fen - plan.claw_value_fen if plan else 0, currency)
        self.due.setText(gets)
        self.book.setText(self.tr("Refund {amount}").format(amount=gets) if plan else self.tr("Refund"))
        self.book.setEnabled(plan is not None and not busy)

    def say(self, hint: str, problem: PosError | None, currency: str) -> None:
        """What is wrong, else a hint; "" is none."""
        words = message(problem, currency) if problem else None
        self.hint.setText(f"{words.sentence} {words.next_step}" if words else hint)
        self.hint.set_tone("bad" if words else "muted")
        self.hint.setVisible(bool(self.hint.text()))

    def rows_of(self, plan: RefundDone, currency: str) -> list[tuple[str, str, str]]:
        """(name, value, tone) of what goes back by which way, and of points taken and returned."""
        rows = [(self.tr("Goods back"), money(plan.refund_fen, currency), "")]
        if plan.claw_value_fen:
            rows.append((self.tr("Points spent elsewhere"), f"{MINUS} {amount(plan.claw_value_fen)}", "bad"))
        rows += [(tender_words(tender.kind), amount(tender.fen), "brand") for tender in plan.tenders if tender.fen]
        if plan.bonus_fen:
            rows.append((self.tr("of it gift"), amount(plan.bonus_fen), ""))
        if plan.points_clawed:
            rows.append((self.tr("Points taken back"), f"{MINUS}{count(plan.points_clawed)}", "gold"))
        if plan.points_returned:
            rows.append((self.tr("Points given back"), f"+{count(plan.points_returned)}", "gold"))
        used = sum(int(fact.partition(":")[2]) for fact in plan.facts if fact.startswith(f"{GRANT}:"))
        if used:
            rows.append((self.tr("Points it brought, used already"), count(used), "warn"))
        if plan.coupons_back:
            rows.append((self.tr("Coupons given back"), str(len(plan.coupons_back)), "brand"))
        if plan.coupons_lost:
            rows.append((self.tr("Coupons past their last day"), str(len(plan.coupons_lost)), "bad"))
        return rows


def who_words(sale: SaleView, zone: str) -> str:
    """Whose sale it was, when, and how it was paid."""
    paid = " + ".join(f"{tender_words(tender.kind)} {amount(tender.fen)}" for tender in sale.tenders)
    name = person(sale.member_name) or QCoreApplication.translate("RefundPanel", "Walk-in")
    return " · ".join(part for part in (name, minutes(sale.at_ms, zone), paid) if part)
