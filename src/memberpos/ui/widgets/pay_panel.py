"""What is due and how it is paid, at the right of the counter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from memberpos.domain.pricing import Quote
from memberpos.ui.format import MINUS, amount, count, money
from memberpos.ui.widgets.buttons import PrimaryButton, TenderButton, TileButton
from memberpos.ui.widgets.card import Card, FactRow, Rule, column, row
from memberpos.ui.widgets.painted import Toggle
from memberpos.ui.widgets.text import Text

KINDS = ("stored_value", "cash", "scan_pay", "bank_card", "mixed", "pass")
#: Rows of what came off; more of them stand in one.
MOST_REDUCTIONS = 4


@dataclass(frozen=True)
class PayFacts:
    """What the panel shows: the quote, points it would earn, the stored value that could pay, the chosen tender, how
    many coupons the member has, and in an exchange what comes back in money.
    """

    quote: Quote | None = None
    pieces: int = 0
    earns: int = 0
    multiplier: str = "1/1"
    tier: str | None = None
    stored_fen: int | None = None
    points: int = 0
    chosen: str = "cash"
    passes: int = 0
    coupons: int = 0
    back_fen: int | None = None

    @property
    def to_pay_fen(self) -> int:
        """What the customer pays; negative: gets."""
        return (self.quote.due_fen if self.quote else 0) - (self.back_fen or 0)


class PayPanel(Card):
    """`chosen` carries a pressed way to pay, `asked` pay | points | offers | shift."""

    chosen = Signal(str)
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(pad=14, spacing=10, parent=parent)
        self._facts, self._currency = PayFacts(), "CNY"
        self._rows = column(spacing=10)
        self._due_name, self._due = Text("", "heading"), Text("", "due")
        self._due.setObjectName("due")
        self._earns = Text("", "body", "faint", wrap=True)
        self._tenders = {kind: TenderButton() for kind in KINDS}
        self._points, self._offers = TileButton(), TileButton()
        self.print_toggle, self._print_name = Toggle(on=True), Text("", "strong")
        self.print_toggle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pay = PrimaryButton("", "F12", size="large")
        self.pay.setObjectName("pay")
        self.pay.setMinimumHeight(58)
        self.pay.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._is_open = True
        self.pay.clicked.connect(lambda: self.asked.emit("pay" if self._is_open else "shift"))
        self._lay_out()

    def _lay_out(self) -> None:
        self.layout_.addLayout(self._rows)
        self.layout_.addWidget(Rule())
        self.layout_.addLayout(row(self._due_name, None, self._due))
        self.layout_.addWidget(self._earns)
        self.layout_.addLayout(self._tiles())
        self.layout_.addStretch(1)
        self.layout_.addWidget(Card(row(self._print_name, None, self.print_toggle), tone="quiet", pad=10))
        self.layout_.addWidget(self.pay)

    def _tiles(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        self._points.setObjectName("use-points")
        self._points.clicked.connect(lambda: self.asked.emit("points"))
        self._offers.setObjectName("offers")
        self._offers.clicked.connect(lambda: self.asked.emit("offers"))
        mixed, by_pass = self._tenders["mixed"], self._tenders["pass"]
        usual = [button for button in self._tenders.values() if button not in (mixed, by_pass)]
        pair = QWidget()  # without a pass the other one has the whole row
        pair.setLayout(row(mixed, by_pass, spacing=8))
        for at, button in enumerate((*usual, self._points, self._offers)):
            line = at // 2 + (at >= len(usual))
            grid.addWidget(button, line, at % 2)
            grid.setColumnStretch(at % 2, 1)
        grid.addWidget(pair, len(usual) // 2, 0, 1, 2)
        for button in (*self._tenders.values(), self._points, self._offers):
            button.setMinimumHeight(56)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for kind, button in self._tenders.items():
            button.setObjectName(f"tender-{kind}")
            button.clicked.connect(lambda _on=False, kind=kind: self.chosen.emit(kind))
        return grid

    def show_facts(self, facts: PayFacts, currency: str) -> None:
        """Shows another quote."""
        self._facts, self._currency = facts, currency
        self._fill_rows(facts)
        self._due_name.setText(self.tr("Due") if facts.to_pay_fen >= 0 else self.tr("Customer gets"))
        self._due.setText(money(abs(facts.to_pay_fen), currency))
        self._earns.setText(self._earn_words(facts))
        self._earns.setVisible(bool(self._earns.text()))
        self._show_tenders(facts)
        self._show_points(facts)
        self._show_offers(facts)
        self._show_pay()

    def show_open(self, *, is_open: bool) -> None:
        """Without a shift the next step is to open one."""
        if is_open == self._is_open:
            return
        self._is_open = is_open
        self._show_tenders(self._facts)
        self._show_pay()

    def _show_pay(self) -> None:
        quote = self._facts.quote
        self.pay.setText(self.tr("Take payment") if self._is_open else self.tr("Open shift"))
        self.pay.setEnabled(not self._is_open or bool(quote and quote.lines))

    def _show_points(self, facts: PayFacts) -> None:
        self._points.setText(self.tr("Points discount"))
        self._points.setEnabled(facts.points > 0 and bool(facts.quote and facts.quote.lines))
        if facts.stored_fen is None:
            self._points.set_sub(self.tr("Members only"))
        else:
            self._points.set_sub(self.tr("F7 · {points} points").format(points=count(facts.points)))

    def _show_offers(self, facts: PayFacts) -> None:
        self._offers.setText(self.tr("Offers, coupons"))
        self._offers.setEnabled(bool(facts.quote and facts.quote.lines) or facts.coupons > 0)
        used = sum(1 for each in facts.quote.coupons if each.fen) if facts.quote else 0
        have = self.tr("%n coupon(s)", "", facts.coupons) if facts.coupons else self.tr("price details")
        words = self.tr("%n used", "", used) if used else have
        self._offers.set_sub(f"F8 · {words}")

    def retranslate(self) -> None:
        """All words anew."""
        self._print_name.setText(self.tr("Print points receipt"))
        self.print_toggle.setText(self._print_name.text())
        self.show_facts(self._facts, self._currency)

    def _fill_rows(self, facts: PayFacts) -> None:
        quote = facts.quote
        total = money(quote.total_fen if quote else 0, self._currency)
        lines = [(self.tr("Total, %n item(s)", "", facts.pieces), total, "")]
        if quote is not None:
            lines += [_reduction(words, fen) for words, fen in self._few(self._reductions(quote))]
        if facts.back_fen is not None:
            lines.append((self.tr("Goods back"), f"{MINUS} {amount(facts.back_fen)}", "ok"))
        while self._rows.count() < len(lines):
            self._rows.addWidget(FactRow())
        for at in range(self._rows.count()):
            shown = self._rows.itemAt(at).widget()
            assert isinstance(shown, FactRow)
            shown.setVisible(at < len(lines))
            if at < len(lines):
                shown.set(*lines[at])

    def _few(self, rows: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
        """As many as there is room for, the rest in one."""
        if len(rows) <= MOST_REDUCTIONS:
            return rows
        rest = rows[MOST_REDUCTIONS - 1 :]
        more = (self.tr("%n more, F8 shows them", "", len(rest)), sum(fen for _, fen in rest))
        return [*rows[: MOST_REDUCTIONS - 1], more]

    def _reductions(self, quote: Quote) -> Sequence[tuple[str, int]]:
        sums: dict[tuple[str, str], tuple[str, int]] = {}
        for line in quote.lines:
            for discount in line.discounts:
                key = (discount.source, discount.code)
                label, fen = sums.get(key, (discount.label, 0))
                sums[key] = (label, fen + discount.fen)
        return [
            (label or self._source_words(source, code, quote), fen)
            for (source, code), (label, fen) in sums.items()
            if fen
        ]

    def _source_words(self, source: str, code: str, quote: Quote) -> str:
        if source == "points":
            return self.tr("Points discount, {points} points").format(points=count(quote.points_used))
        if source == "rounding":
            return self.tr("Rounding")
        if source == "manual":
            return self.tr("Discount by hand")
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
        due = max(facts.to_pay_fen, 0)
        for kind, button in self._tenders.items():
            button.setText(tender_words(kind))
            button.setEnabled(self._is_open)
            button.set_proposed(kind == facts.chosen and bool(facts.quote and facts.quote.lines))
        stored = self._tenders["stored_value"]
        stored.setEnabled(self._is_open and facts.stored_fen is not None)
        if facts.stored_fen is None:
            stored.set_sub(self.tr("Members only"))
        elif facts.stored_fen < due:
            stored.set_sub(self.tr("Balance {fen}").format(fen=amount(facts.stored_fen)))
        else:
            stored.set_sub(f"{amount(facts.stored_fen)} → {amount(facts.stored_fen - due)}")
        self._tenders["cash"].set_sub(self.tr("F11 exact"))
        self._tenders["mixed"].set_sub(self.tr("Two ways or more"))
        self._tenders["pass"].setVisible(facts.passes > 0)
        self._tenders["pass"].setEnabled(self._is_open and bool(due))
        self._tenders["pass"].set_sub(self.tr("F1 · %n can pay", "", facts.passes))


def _reduction(words: str, fen: int) -> tuple[str, str, str]:
    """A row of what came off (or, by a dearer price or rounding up, came on)."""
    return (words, f"{MINUS} {amount(fen)}", "ok") if fen >= 0 else (words, f"+ {amount(-fen)}", "warn")


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
        "kept_change": QCoreApplication.translate("tenders", "Kept change"),
    }.get(kind, kind)
