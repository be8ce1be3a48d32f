"""The panels of the end of day: figures at a glance, money received, hours, balances, exceptions, shifts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from memberpos.reports.end_of_day import EndOfDay, Tiles
from memberpos.reports.table import Cell as Figure
from memberpos.ui.day_words import exception_words, received_words, roll_words, weekday
from memberpos.ui.format import MINUS, amount, count, money, signed
from memberpos.ui.theme import Theme
from memberpos.ui.widgets.card import Card, EmptyState, FactRow, StatTile, column, row
from memberpos.ui.widgets.charts import BarChart
from memberpos.ui.widgets.table import Cell, Column, Line, Table
from memberpos.ui.widgets.text import Text

NOTHING = "—"
_EXCEPTION_COLUMNS = 3
#: Characters that a tile has room for in large figures.
_LONG_FIGURE = 16
#: Below a table at the bottom of a card, so that the corners stay round.
_FOOT_PX = 10
_TOUCH_ROW_PX = 34


def permille(value: int) -> str:
    """734 → "73.4%"."""
    return f"{MINUS if value < 0 else ''}{abs(value) // 10}.{abs(value) % 10}%"


class TilesRow(QWidget):
    """Five large figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles = [StatTile(longest=_LONG_FIGURE) for _ in range(5)]
        self.setLayout(row(*self._tiles, spacing=12))
        for at in range(5):
            self.layout().setStretch(at, 1)

    def show_day(self, day: EndOfDay, currency: str) -> None:
        """The figures of a date."""
        tiles = day.tiles
        sales, top_ups, share, points, joined = self._tiles
        trend, tone = self._trend(tiles, day.business_date)
        sales.set(self.tr("Sales"), money(tiles.sales_fen, currency), trend, tone)
        bonus = self.tr("plus bonus {fen}").format(fen=amount(tiles.bonus_fen))
        top_ups.set(self.tr("Top-ups"), money(tiles.top_up_fen, currency), bonus)
        orders = self.tr("{members} of {all} orders")
        orders = orders.format(members=count(tiles.member_orders), all=count(tiles.orders))
        share.set(self.tr("Member share"), permille(tiles.member_permille), orders)
        used = f"{count(tiles.points_issued)} / {count(tiles.points_used)}"
        net = self.tr("Net {points}").format(points=count(tiles.points_issued - tiles.points_used))
        points.set(self.tr("Points issued / used"), used, net)
        referred = self.tr("{number} by referral").format(number=count(tiles.referred))
        joined.set(self.tr("New members"), count(tiles.new_members), referred)

    def _trend(self, tiles: Tiles, business_date: str) -> tuple[str, str]:
        day = weekday(date.fromisoformat(business_date).weekday())
        change = tiles.trend_permille
        if change is None:
            return self.tr("Nothing to compare last {day}").format(day=day), "muted"
        text = self.tr("{change} on last {day}").format(change=("+" if change > 0 else "") + permille(change), day=day)
        return text, "ok" if change > 0 else "muted"


def figures_table(columns: Sequence[Column], theme: Theme) -> Table:
    """A table to look at: nothing is chosen in it, so its rows stay low in touch mode too."""
    table = Table(columns, theme)
    table.setSelectionMode(Table.SelectionMode.NoSelection)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.verticalHeader().setDefaultSectionSize(_TOUCH_ROW_PX if theme.touch else theme.size("row"))
    return table


class ReceivedCard(Card):
    """By way to pay: how often, for sales, for top-ups and passes, what the system says, what was counted, the
    difference.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(pad=0, spacing=0, parent=parent)
        self._title, self._remark = Text("", "heading"), Text("", "small", "muted")
        columns = (Column("tender"), Column("n", 60, number=True), Column("sales", 100, number=True),
                   Column("top_ups", 94, number=True), Column("system", 100, number=True),
                   Column("counted", 100, number=True), Column("difference", 84, number=True))  # fmt: skip
        self.table = figures_table(columns, theme)
        self.layout_.addLayout(row(self._title, None, self._remark, margins=(14, 12, 14, 10)))
        self.layout_.addWidget(self.table, 1)
        self.layout_.addSpacing(_FOOT_PX)

    def show_day(self, day: EndOfDay) -> None:
        """The money of a date."""
        self._title.setText(self.tr("Money received"))
        self._remark.setText(self.tr("Not counted yet") if day.open_shift else "")
        self.table.set_heads(
            self.tr("Way to pay"), self.tr("Count"), self.tr("Sales"),
            self.tr("Prepaid") if _has(day, "passes") else self.tr("Top-ups"), self.tr("System"),
            self.tr("Counted"), self.tr("Difference"),
        )  # fmt: skip
        self.table.set_lines([*self._money(day), *self._stored(day), self._total(day)])

    def _money(self, day: EndOfDay) -> list[Line]:
        made = day.table("received")
        names = ("system", "counted", "difference")
        return [
            self._line(
                str(each[0]), each[made.place("n")],
                [each[made.place("sales")], _prepaid(day, each), *(each[made.place(name)] for name in names)],
            )
            for each in made.rows
        ]  # fmt: skip

    def _stored(self, day: EndOfDay) -> list[Line]:
        made = day.table("sales_value")
        kinds = ["stored_principal", "stored_bonus", *(["pass"] if any(row[0] == "pass" for row in made.rows) else [])]
        nets = {kind: made.figure(kind, "net") for kind in kinds}
        return [self._line(kind, made.figure(kind, "n"), [nets[kind], None, None, None, ""]) for kind in kinds]

    def _line(self, kind: str, n: Figure, figures: Sequence[Figure], *, strong: bool = False) -> Line:
        *plain, difference = figures
        cells = [_money(fen) for fen in plain]
        name = self.tr("Total") if kind == "total" else received_words(kind)
        return Line(kind, (name, _count(n), *cells, _difference(difference)), strong=strong)

    def _total(self, day: EndOfDay) -> Line:
        received, value = day.table("received"), day.table("sales_value")
        rest = [received.total(name) for name in ("system", "counted", "difference")]
        prepaid = _prepaid(day, received.totals or ())
        return self._line("total", value.total("n"), [value.total("net"), prepaid, *rest], strong=True)


def _has(day: EndOfDay, column: str) -> bool:
    """Whether the money received has such a column on this day."""
    return any(each.key == column for each in day.table("received").columns)


def _prepaid(day: EndOfDay, cells: Sequence[Figure]) -> Figure:
    """Top-ups and passes of a row: money that is not revenue yet."""
    made = day.table("received")
    kept = [cells[made.place(name)] for name in ("top_ups", "passes") if _has(day, name) and cells]
    return sum(_int(fen) for fen in kept)


def _money(fen: Figure) -> str:
    return amount(fen) if isinstance(fen, int) else NOTHING


def _count(n: Figure) -> str:
    return count(n) if isinstance(n, int) else ""


def _difference(fen: Figure) -> Cell:
    if not isinstance(fen, int):
        return Cell("" if fen == "" else NOTHING, "muted")
    return Cell(signed(fen), "bad" if fen else "ok")


class HoursCard(Card):
    """Sales by hour as bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=10, parent=parent)
        self._title, self._peak = Text("", "heading"), Text("", "small", "muted")
        self._bars, self._empty = BarChart(), EmptyState("chart")
        self.layout_.addLayout(row(self._title, None, self._peak))
        self.layout_.addWidget(self._bars, 1)
        self.layout_.addWidget(self._empty, 1)

    def show_day(self, day: EndOfDay, currency: str) -> None:
        """The hours of a date."""
        self._title.setText(self.tr("Sales by hour"))
        self._bars.set_bars([(str(hour), fen) for hour, fen in day.hours])
        self._bars.setVisible(bool(day.hours))
        self._empty.setVisible(not day.hours)
        self._empty.set(self.tr("No sales on this day"))
        top = max(day.hours, key=lambda bar: bar[1], default=None)
        words = self.tr("Peak at {hour}:00, {fen}")
        self._peak.setText(words.format(hour=top[0], fen=money(top[1], currency)) if top else "")


class BalancesCard(Card):
    """What the shop owes its members: stored value and points, from opening to closing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=8, parent=parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self.layout_.addLayout(self._grid)

    def show_day(self, day: EndOfDay) -> None:
        """The balances of a date."""
        _empty_grid(self._grid)
        stored = [(roll_words(name), fen, name) for name, fen in day.liability]
        self._part(0, self.tr("Stored value owed"), stored, money=True)
        self._grid.setRowMinimumHeight(3, 10)
        self._part(4, self.tr("Points held"), self._points(day), money=False)

    def _points(self, day: EndOfDay) -> list[tuple[str, int, str]]:
        held, moved = day.table("rolls_units"), day.table("points")
        opening, closing = _int(held.figure("points", "opening")), _int(held.figure("points", "closing"))
        issued, used = _int(moved.figure("issued", "points")), -_int(moved.figure("redeemed", "points"))
        other = closing - opening - issued - used
        steps = {"opening": opening, "issued": issued, "redeemed": used, "other": other, "closing": closing}
        return [(roll_words(name), n, name) for name, n in steps.items()]

    def _part(self, at: int, title: str, steps: Sequence[tuple[str, int, str]], *, money: bool) -> None:
        """A heading, and below it each step as a name over its figure; steps without a figure are left out."""
        self._grid.addWidget(Text(title, "heading"), at, 0, 1, 5)
        kept = [step for step in steps if step[1] or step[2] in ("opening", "closing")]
        for place, (label, value, name) in enumerate(kept):
            end = name in ("opening", "closing")
            text = amount(value) if money else count(value)
            sign = "+" if value > 0 and not end else ""
            edge = Qt.AlignmentFlag.AlignRight if name == "closing" else Qt.AlignmentFlag.AlignLeft
            column_at = 4 if name == "closing" else place
            self._grid.addWidget(Text(label, "small", "muted"), at + 1, column_at, edge)
            self._grid.addWidget(Text(sign + text, "strong" if end else "body"), at + 2, column_at, edge)
        for place in range(5):
            self._grid.setColumnStretch(place, 1)


class ExceptionsCard(Card):
    """What somebody should look at; a quiet line when there is nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(spacing=10, parent=parent)
        self._title, self._none = Text("", "heading"), Text("", "body", "muted")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        self.layout_.addLayout(row(self._title, None, self._none))
        self.layout_.addLayout(self._grid)

    def show_day(self, day: EndOfDay) -> None:
        """The exceptions of a date."""
        self._title.setText(self.tr("Worth a look"))
        found = [each for each in day.table("exceptions").rows if each[1]]
        self._none.setText("" if found else self.tr("Nothing unusual"))
        _empty_grid(self._grid)
        for at, (kind, n, fen) in enumerate(found):
            figure = count(_int(n)) + (f" · {amount(fen)}" if isinstance(fen, int) else "")
            fact = FactRow(exception_words(str(kind)), figure)
            self._grid.addWidget(fact, at // _EXCEPTION_COLUMNS, at % _EXCEPTION_COLUMNS)
        for place in range(_EXCEPTION_COLUMNS):
            self._grid.setColumnStretch(place, 1)


class ShiftsCard(Card):
    """The shifts of the date with what was in their drawers."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(pad=0, spacing=0, parent=parent)
        self._title = Text("", "heading")
        columns = (Column("shift", 130), Column("z", 64, number=True), Column("staff"),
                   Column("float", 100, number=True), Column("expected", 100, number=True),
                   Column("counted", 100, number=True), Column("difference", 84, number=True))  # fmt: skip
        self.table = figures_table(columns, theme)
        self.layout_.addLayout(row(self._title, None, margins=(14, 12, 14, 10)))
        self.layout_.addWidget(self.table, 1)
        self.layout_.addSpacing(_FOOT_PX)

    def show_day(self, day: EndOfDay) -> None:
        """The shifts of a date."""
        self._title.setText(self.tr("Shifts"))
        self.table.set_heads(
            self.tr("Shift"), self.tr("Z no."), self.tr("Staff"), self.tr("Float"), self.tr("Expected"),
            self.tr("Counted"), self.tr("Difference"),
        )  # fmt: skip
        self.table.set_lines([self._line(each) for each in day.table("drawer").rows])

    def _line(self, cells: Sequence[Figure]) -> Line:
        name, z, staff, float_fen, expected, counted, difference, _reason = cells
        z_cell = Cell(str(z)) if z is not None else Cell(self.tr("open"), "warn")
        figures = (_money(float_fen), _money(expected), _money(counted), _difference(difference))
        return Line(name, (str(name), z_cell, str(staff), *figures))


def _empty_grid(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        if old := item.widget():
            old.hide()
            old.deleteLater()


def _int(cell: Figure) -> int:
    return cell if isinstance(cell, int) else 0


def panels(*parts: QWidget, stretch: Sequence[int]) -> QWidget:
    """Panels one below the other."""
    box = QWidget()
    layout = column(*parts, spacing=14)
    for at, share in enumerate(stretch):
        layout.setStretch(at, share)
    box.setLayout(layout)
    return box
