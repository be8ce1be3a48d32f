"""What is due and how it is paid, at the right of the counter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from memberpos.domain.pricing import Quote
from memberpos.ui.format import MINUS, amount, count, money
from memberpos.ui.widgets.buttons import Button, PrimaryButton, TenderButton
from memberpos.ui.widgets.card import Card, FactRow, Rule, column, row
from memberpos.ui.widgets.painted import Toggle
from memberpos.ui.widgets.text import Text

KINDS = ("stored_value", "cash", "scan_pay", "bank_card", "mixed")


@dataclass(frozen=True)
class PayFacts:
    """What the panel shows: the quote, points it would earn, the stored value that could pay, the chosen tender."""

    quote: Quote | None = None
    pieces: int = 0
    earns: int = 0
    multiplier: str = "1/1"
    tier: str | None = None
    stored_fen: int | None = None
    points: int = 0
    chosen: str = "cash"


class PayPanel(Card):
    """`chosen` carries a pressed way to pay, `asked` pay | points."""

    chosen = Signal(str)
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(pad=14, spacing=10, parent=parent)
        self._facts, self._currency = PayFacts(), "CNY"
        self._rows = column(spacing=10)
        self._due_name, self._due = Text("", "heading"), Text("", "due")
        self._due.setObjectName("due")
        self._earns = Text("", "body", "faint", wrap=True)
        self._points = Button("", "F7", kind="quiet")
        self._points.clicked.connect(lambda: self.asked.emit("points"))
        self._tenders = {kind: TenderButton() for kind in KINDS}
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, (kind, button) in enumerate(self._tenders.items()):
            button.setObjectName(f"tender-{kind}")
            button.setMinimumHeight(56)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, kind=kind: self.chosen.emit(kind))
            grid.addWidget(button, at // 2, at % 2)
        self.print_toggle, self._print_name = Toggle(on=True), Text("", "strong")
        self.print_toggle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        printing = Card(row(self._print_name, None, self.print_toggle), tone="quiet", pad=10)
        self.pay = PrimaryButton("", "F12", size="large")
        self.pay.setMinimumHeight(58)
        self.pay.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pay.clicked.connect(lambda: self.asked.emit("pay"))
        grid.addWidget(self._points, 2, 1)
        self.layout_.addLayout(self._rows)
        self.layout_.addWidget(Rule())
        self.layout_.addLayout(row(self._due_name, None, self._due))
        self.layout_.addWidget(self._earns)
        self.layout_.addLayout(grid)
        self.layout_.addStretch(1)
        self.layout_.addWidget(printing)
        self.layout_.addWidget(self.pay)

    def show_facts(self, facts: PayFacts, currency: str) -> None:
        """Shows another quote."""
        self._facts, self._currency = facts, currency
        quote = facts.quote
        self._fill_rows(facts)
        self._due.setText(money(quote.due_fen if quote else 0, currency))
        self._earns.setText(self._earn_words(facts))
        self._show_tenders(facts)
        self.pay.setEnabled(bool(quote and quote.lines))
        self._points.setVisible(facts.points > 0)

    def retranslate(self) -> None:
        """All words anew."""
        self._due_name.setText(self.tr("Due"))
        self._print_name.setText(self.tr("Print points receipt"))
        self.print_toggle.setText(self._print_name.text())
        self.pay.setText(self.tr("Take payment"))
        self._points.setText(self.tr("Use points"))
        self.show_facts(self._facts, self._currency)

    def _fill_rows(self, facts: PayFacts) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        quote = facts.quote
        total = quote.total_fen if quote else 0
        rows: list[tuple[str, str, str]] = [
            (self.tr("Total, %n item(s)", "", facts.pieces), money(total, self._currency), "")
        ]
        if quote is not None:
            rows += [(words, f"{MINUS} {amount(fen)}", "ok") for words, fen in self._reductions(quote)]
        for label, value, tone in rows:
            self._rows.addWidget(FactRow(label, value, tone))

    def _reductions(self, quote: Quote) -> Sequence[tuple[str, int]]:
        sums: dict[tuple[str, str], int] = {}
        for line in quote.lines:
            for discount in line.discounts:
                key = (discount.source, discount.code)
                sums[key] = sums.get(key, 0) + discount.fen
        return [(self._source_words(source, code, quote), fen) for (source, code), fen in sums.items() if fen]

    def _source_words(self, source: str, code: str, quote: Quote) -> str:
        if source == "points":
            return self.tr("Points discount, {points} points").format(points=count(quote.points_used))
        if source == "rounding":
            return self.tr("Rounding")
        if source == "price":
            return {
                "tier": self.tr("{tier} price").format(tier=quote.tier or ""),
                "member": self.tr("Member price"),
                "typed": self.tr("Price changed"),
            }.get(code, code or self.tr("Member price"))
        return code or source

    def _earn_words(self, facts: PayFacts) -> str:
        if not facts.earns or (facts.tier is None and not facts.earns):
            return ""
        if facts.multiplier == "1/1" or facts.tier is None:
            return self.tr("Earns {points} points").format(points=count(facts.earns))
        top, _, bottom = facts.multiplier.partition("/")
        times = f"{int(top) / int(bottom):g}"
        return self.tr("Earns {points} points ({tier} × {times})").format(
            points=count(facts.earns), tier=facts.tier, times=times
        )

    def _show_tenders(self, facts: PayFacts) -> None:
        due = facts.quote.due_fen if facts.quote else 0
        for kind, button in self._tenders.items():
            button.setText(tender_words(kind))
            button.set_proposed(kind == facts.chosen and bool(facts.quote and facts.quote.lines))
        stored = self._tenders["stored_value"]
        stored.setEnabled(facts.stored_fen is not None)
        if facts.stored_fen is None:
            stored.set_sub(self.tr("Members only"))
        elif facts.stored_fen < due:
            stored.set_sub(self.tr("Balance {fen}").format(fen=amount(facts.stored_fen)))
        else:
            stored.set_sub(f"{amount(facts.stored_fen)} → {amount(facts.stored_fen - due)}")
        self._tenders["cash"].set_sub(self.tr("F11 exact"))
        self._tenders["mixed"].set_sub(self.tr("Two ways or more"))


def tender_words(kind: str) -> str:
    """A way to pay in the user's language."""
    return {
        "stored_value": QCoreApplication.translate("tenders", "Stored value"),
        "cash": QCoreApplication.translate("tenders", "Cash"),
        "scan_pay": QCoreApplication.translate("tenders", "WeChat / Alipay"),
        "bank_card": QCoreApplication.translate("tenders", "Bank card"),
        "mixed": QCoreApplication.translate("tenders", "Split payment"),
        "on_account": QCoreApplication.translate("tenders", "On account"),
        "pass": QCoreApplication.translate("tenders", "Pass"),
    }.get(kind, kind)
