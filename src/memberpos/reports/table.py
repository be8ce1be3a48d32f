"""The one shape of figures that screens, XLSX, PDF, CSV and receipts know.

A table holds machine keys and integers; whoever shows it makes the words (`reports.words`, or the window's own) and
the formats. A cell is None where a figure does not apply or is not known yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Cell = str | int | None

#: Kinds of columns: plain text, a key of a family of words, fen, a signed difference in fen, a whole number,
#: thousandths of a unit, an hour, an ISO date, UTC milliseconds.
TEXT, WORD, MONEY, DIFFERENCE, COUNT, QTY, HOUR, DATE, TIME = (
    "text", "word", "money", "difference", "count", "qty", "hour", "date", "time",
)  # fmt: skip
#: What stands at the right and can be summed.
FIGURES = frozenset({MONEY, DIFFERENCE, COUNT, QTY})


@dataclass(frozen=True)
class Column:
    """`key` names the heading (word `column.<key>`) and the cell; `words` is the family of a `word` column's keys."""

    key: str
    kind: str = MONEY
    words: str = ""

    @property
    def is_figure(self) -> bool:
        return self.kind in FIGURES


@dataclass(frozen=True)
class Table:
    """`key` names the title (word `table.<key>`); `totals`, if any, is a row without the meaning of its first cell."""

    key: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] | None = None

    def place(self, column: str) -> int:
        """Where a column stands; KeyError for one that is not there."""
        for at, each in enumerate(self.columns):
            if each.key == column:
                return at
        raise KeyError(column)

    def figure(self, name: Cell, column: str) -> Cell:
        """The cell of the row whose first cell is `name`; None without such a row."""
        at = self.place(column)
        return next((row[at] for row in self.rows if row[0] == name), None)

    def total(self, column: str) -> Cell:
        """The total of a column; None without totals."""
        return None if self.totals is None else self.totals[self.place(column)]


def table(key: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, total: bool = False) -> Table:
    """A table; with `total` every column of figures is summed (None where no cell has a figure)."""
    fixed = tuple(tuple(row) for row in rows)
    totals = tuple(_total(column, [row[at] for row in fixed], at) for at, column in enumerate(columns))
    return Table(key, tuple(columns), fixed, totals if total and fixed else None)


def _total(column: Column, cells: Sequence[Cell], at: int) -> Cell:
    figures = [cell for cell in cells if isinstance(cell, int)]
    if at == 0 or not column.is_figure or not figures:
        return None
    return sum(figures)
