"""The panels of the shift's screen: facts, drawer movements, the count, the difference."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLineEdit, QWidget

from memberpos.domain.shift import Counted
from memberpos.services.shift_view import ShiftFacts
from memberpos.ui.day_words import exception_words
from memberpos.ui.format import MINUS, amount, clock, count, minutes, signed
from memberpos.ui.theme import Theme
from memberpos.ui.widgets.buttons import Button, ChoiceChip, PrimaryButton, TileButton
from memberpos.ui.widgets.card import Card, EmptyState, FactRow, FormRow, Rule, column, row
from memberpos.ui.widgets.count_sheet import CountSheet
from memberpos.ui.widgets.inputs import Field, MoneyEdit, NumberPad, type_key
from memberpos.ui.widgets.pay_panel import tender_words
from memberpos.ui.widgets.table import Cell, Column, Line, Table
from memberpos.ui.widgets.text import Badge, Text

MOVES = (("paid_in", "F4"), ("paid_out", "F6"), ("drop", "F7"), ("no_sale", "F9"))


class ShiftCard(Card):
    """Which shift this is and how much happened in it; no sums while it is counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=10, parent=parent)
        self._title, self._badge = Text("", "title"), Badge("", "ok")
        self._stale = Text("", "body", "warn", wrap=True)
        self._opened, self._by, self._float = FactRow(), FactRow(), FactRow()
        self._sales, self._refunds, self._recharges = FactRow(), FactRow(), FactRow()
        self._hint = Text("", "body", "muted", wrap=True)
        self._facts: tuple[ShiftFacts, bool] | None = None
        head = row(self._title, None, self._badge)
        for part in (head, self._stale, self._opened, self._by, self._float, Rule(), self._sales, self._refunds,
                     self._recharges, Rule(), self._hint):  # fmt: skip
            self.layout_.addWidget(part) if isinstance(part, QWidget) else self.layout_.addLayout(part)
        self.layout_.addStretch(1)

    def retranslate(self) -> None:
        """All words anew."""
        self._hint.setText(
            self.tr("What should be there is shown after you have counted. A difference is booked, never refused.")
        )
        self._stale.setText(self.tr("This shift is of an earlier day. Close it before you go on."))
        if self._facts is not None:
            self.show_facts(self._facts[0], blind=self._facts[1])

    def show_facts(self, facts: ShiftFacts, *, blind: bool) -> None:
        """The shift as it stands."""
        shift = facts.shift
        if shift is None:
            return
        self._facts = (facts, blind)
        self._title.setText(self.tr("Shift {name}").format(name=shift.name.rpartition("-")[2]))
        self._badge.set(self.tr("Being counted") if blind else self.tr("Open"), "warn" if blind else "ok")
        self._stale.setVisible(facts.stale)
        self._opened.set(self.tr("Opened"), minutes(shift.opened_at_ms, facts.zone))
        self._by.set(self.tr("By"), facts.staff)
        self._float.set(self.tr("Float"), amount(shift.float_fen))
        self._sales.set(self.tr("Sales"), count(facts.sales))
        self._refunds.set(self.tr("Refunds"), count(facts.refunds))
        self._recharges.set(self.tr("Top-ups"), count(facts.recharges))


class MovesPanel(Card):
    """Drawer movements and what was moved so far. `asked` carries the kind."""

    asked = Signal(str)
    close_asked = Signal()
    x_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(spacing=12, parent=parent)
        self._title = Text("", "heading")
        self._tiles = {kind: TileButton() for kind, _ in MOVES}
        grid = QGridLayout()
        grid.setSpacing(10)
        for at, (kind, key) in enumerate(MOVES):
            button = self._tiles[kind]
            button.setObjectName(kind)
            button.set_sub(key)
            button.setMinimumHeight(60)
            button.clicked.connect(lambda _on=False, kind=kind: self.asked.emit(kind))
            grid.addWidget(button, 0, at)
        self._empty = EmptyState("drawer")
        columns = (Column("at", 76), Column("kind", 160), Column("reason"), Column("staff", 120),
                   Column("amount", 110, number=True))  # fmt: skip
        self._table = Table(columns, theme, self._empty)
        self._x, self._close = Button("", "F5"), PrimaryButton("", "F12", size="large")
        self._x.clicked.connect(self.x_asked)
        self._close.clicked.connect(self.close_asked)
        self._close.setMinimumWidth(280)
        self.layout_.addWidget(self._title)
        self.layout_.addLayout(grid)
        self.layout_.addWidget(self._table, 1)
        self.layout_.addLayout(row(self._x, None, self._close))

    def retranslate(self) -> None:
        """All words anew."""
        self._title.setText(self.tr("Drawer"))
        names = (self.tr("Pay in"), self.tr("Pay out"), self.tr("To the safe"), self.tr("Open drawer"))
        for (kind, _), name in zip(MOVES, names, strict=True):
            self._tiles[kind].setText(name)
        self._table.set_heads(self.tr("Time"), self.tr("What"), self.tr("Reason"), self.tr("Staff"), self.tr("Amount"))
        self._empty.set(self.tr("No movements in this shift"), self.tr("Sales and top-ups are not listed here."))
        self._x.setText(self.tr("X report"))
        self._close.setText(self.tr("Count and close"))

    def show_facts(self, facts: ShiftFacts, *, may_x: bool) -> None:
        """The shift's movements."""
        self._x.setVisible(may_x)
        lines = []
        for at, move in enumerate(facts.moves):
            sign = "+" if move.kind == "paid_in" else MINUS
            text = f"{sign}{amount(move.fen)}" if move.fen else ""
            lines.append(
                Line(at, (Cell(clock(move.at_ms, facts.zone), "muted"), exception_words(move.kind), move.reason,
                          Cell(move.staff, "muted"), Cell(text, strong=True)))
            )  # fmt: skip
        self._table.set_lines(lines)


class CountPanel(Card):
    """The blind count: cash by pieces, other tenders as their own terminals say."""

    done = Signal()
    back = Signal()

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(spacing=12, parent=parent)
        self._title = Text("", "heading")
        self._sheet = CountSheet(currency)
        self._others = {kind: MoneyEdit(large=True, signed=True) for kind in ("scan_pay", "bank_card")}
        self._rows = {kind: FormRow(field) for kind, field in self._others.items()}
        self._others_title, self._problem = Text("", "heading"), Text("", "body", "bad", wrap=True)
        self._next, self._back = PrimaryButton("", "F12", size="large"), Button("", "Esc")
        self._next.clicked.connect(self.done)
        self._back.clicked.connect(self.back)
        self._next.setMinimumWidth(240)
        for kind, field in self._others.items():
            field.setObjectName(f"count-{kind}")
            field.setMinimumHeight(52)
        self._sheet.done.connect(lambda: self._others["scan_pay"].setFocus())
        self._others["scan_pay"].returnPressed.connect(lambda: self._others["bank_card"].setFocus())
        self._others["bank_card"].returnPressed.connect(self.done)
        self._pad = NumberPad(signed=True, height_px=48)
        self._pad.key.connect(self._pressed)
        self._pad.setMinimumWidth(260)
        others = column(self._others_title, *self._rows.values(), 4, self._pad, None, spacing=10)
        both = row(self._sheet, others, spacing=32)
        both.setStretch(0, 3)
        both.setStretch(1, 1)
        self.layout_.addWidget(self._title)
        self.layout_.addLayout(both, 1)
        self.layout_.addWidget(self._problem)
        self.layout_.addLayout(row(self._back, None, self._next))
        self._problem.hide()

    def retranslate(self) -> None:
        """All words anew."""
        self._title.setText(self.tr("Count the drawer, the float included"))
        self._sheet.set_words(self.tr("Cash in the drawer"), self.tr("Count by pieces, or enter the sum here."))
        self._others_title.setText(self.tr("From the payment terminals"))
        for kind, line in self._rows.items():
            line.set(tender_words(kind), self.tr("Empty = not checked, minus = paid back"))
        self._next.setText(self.tr("Count is done"))
        self._back.setText(self.tr("Go on selling"))
        self._problem.setText(self.tr("Count the cash first. An empty drawer is 0."))

    def _pressed(self, key: str) -> None:
        """The pad types where the keys go."""
        field = self.focusWidget()
        if isinstance(field, QLineEdit):
            type_key(field, key)

    def first_field(self) -> QWidget:
        """Where counting begins."""
        return self._sheet.first_field()

    def clear(self) -> None:
        """A new count."""
        self._sheet.clear()
        for field in self._others.values():
            field.clear()
        self._problem.hide()

    def counted(self) -> dict[str, int] | None:
        """{cash_fen, scan_pay_fen, bank_card_fen} as far as entered; None (and a word why) without cash."""
        cash = self._sheet.fen()
        self._problem.setVisible(cash is None)
        if cash is None:
            self._sheet.first_field().setFocus()
            return None
        others = {f"{kind}_fen": fen for kind, field in self._others.items() if (fen := field.fen()) is not None}
        return {"cash_fen": cash, **others}


class ReviewPanel(Card):
    """What was counted against what should be there; a difference asks for its reason."""

    again = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(spacing=12, parent=parent)
        self._title = Text("", "heading")
        self._name, self._difference, self._word = Text("", "strong", "muted"), Text("", "due"), Badge("", "ok")
        columns = (Column("tender"), Column("expected", 130, number=True), Column("counted", 130, number=True),
                   Column("difference", 130, number=True))  # fmt: skip
        self._table = Table(columns, theme)
        self._table.setSelectionMode(Table.SelectionMode.NoSelection)
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.setFixedHeight(theme.size("header") + 3 * theme.size("row") + 4)
        self._reason = Field()
        self._reason.setObjectName("difference-reason")
        self._reason.setMinimumHeight(44)
        self._reason.returnPressed.connect(self.closed)
        self._reason_row = FormRow(self._reason)
        self._chips = [ChoiceChip() for _ in range(4)]
        self._group = QButtonGroup(self)
        for chip in self._chips:
            chip.setCheckable(False)
            chip.clicked.connect(lambda _on=False, chip=chip: self._reason.setText(chip.text()))
        self._again, self._close = Button("", "F9"), PrimaryButton("", "F12", size="large")
        self._again.clicked.connect(self.again)
        self._close.clicked.connect(self.closed)
        self._close.setMinimumWidth(240)
        self._problem = Text("", "body", "bad", wrap=True)
        self._problem.hide()
        self._tenders: Mapping[str, Counted] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        self._ask = QWidget()
        self._ask.setLayout(column(self._reason_row, row(*self._chips, None), spacing=8))
        self.layout_.addWidget(self._title)
        self.layout_.addLayout(column(self._name, row(self._difference, self._word, None, spacing=12), spacing=2))
        self.layout_.addWidget(self._table)
        self.layout_.addWidget(self._ask)
        self.layout_.addWidget(self._problem)
        self.layout_.addStretch(1)
        self.layout_.addLayout(row(self._again, None, self._close))

    def retranslate(self) -> None:
        """All words anew."""
        self._title.setText(self.tr("Counted against booked"))
        self._name.setText(self.tr("Difference in cash"))
        self._table.set_heads(self.tr("Way to pay"), self.tr("Expected"), self.tr("Counted"), self.tr("Difference"))
        self._reason_row.set(self.tr("Reason of the difference"))
        words = (
            self.tr("Wrong change given"), self.tr("Counted wrongly"), self.tr("Wrong way to pay"), self.tr("Unknown"),
        )  # fmt: skip
        for chip, word in zip(self._chips, words, strict=True):
            chip.setText(word)
        self._again.setText(self.tr("Count again"))
        self._close.setText(self.tr("Close shift (Z)"))
        self._problem.setText(self.tr("Say why there is a difference. “Unknown” is an answer too."))
        if self._tenders:
            self.show_count(self._tenders)

    def show_count(self, tenders: Mapping[str, Counted]) -> None:
        """The verdict on a kept count."""
        self._tenders = tenders
        difference = tenders["cash"].difference_fen
        self._difference.setText(signed(difference))
        self._difference.set_tone("bad" if difference else "ok")
        off = self.tr("Too much") if difference > 0 else self.tr("Too little")
        self._word.set(off if difference else self.tr("Cash is right"), "bad" if difference else "ok")
        self._table.set_lines([self._line(kind, one) for kind, one in tenders.items()])
        self._ask.setVisible(self._differs)
        self._problem.hide()

    def _line(self, kind: str, one: Counted) -> Line:
        verdict = Cell(signed(one.difference_fen), "bad" if one.difference_fen else "ok", strong=True)
        return Line(kind, (tender_words(kind), amount(one.expected_fen), amount(one.counted_fen), verdict))

    @property
    def _differs(self) -> bool:
        return any(one.difference_fen for one in self._tenders.values())

    def first_field(self) -> QWidget:
        """The reason when one is asked, else the next step."""
        return self._reason if self._differs else self._close

    def reason(self) -> str | None:
        """The reason; "" when none is needed, None (and a word why) when one is missing."""
        text = self._reason.text().strip()
        missing = self._differs and not text
        self._problem.setVisible(missing)
        if missing:
            self._reason.setFocus()
            return None
        return text if self._differs else ""
