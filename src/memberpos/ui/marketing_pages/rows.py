"""Rules that are small tables: steps of an offer, of a top-up, tiers, prizes of a draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from memberpos.ui.marketing_pages.fields import Entry, LineEntry, ListEntry, MoneyEntry
from memberpos.ui.widgets.text import Text


class RowsEntry(Entry):
    """A fixed number of rows of cells; a row whose first cell is empty is left out. `make()` gives a row's cells."""

    wide = True
    #: The first cell of a second line, None = all cells stand in one.
    second: int | None = None

    def __init__(self, key: str, most: int, make: Callable[[], Sequence[Entry]]) -> None:
        self.cells = [tuple(make()) for _ in range(most)]
        self.heads = [Text("", "caption", "muted", wrap=True) for _ in self.cells[0]]
        holder, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for at, head in enumerate(self.heads[: self.second]):
            grid.addWidget(head, 0, at)
            grid.setColumnStretch(at, 3 if at == 0 or isinstance(self.cells[0][at], ListEntry) else 2)
        for head in self.heads[self.second or len(self.heads) :]:
            head.setParent(holder)
            head.hide()
        for row, cells in enumerate(self.cells, 1):
            for at, cell in enumerate(cells):
                cell.field.setObjectName(f"rule-{key}-{row}-{cell.key}")
                if isinstance(cell, MoneyEntry):
                    cell.line.setPlaceholderText("")
                self._place(grid, cell.field, row, at)
        holder.setLayout(grid)
        super().__init__(key, holder)

    def _place(self, grid: QGridLayout, field: QWidget, row: int, at: int) -> None:
        """A line a row; cells from `second` on share a line below it."""
        if self.second is None:
            grid.addWidget(field, row, at)
        elif at < self.second:
            grid.addWidget(field, row * 2 - 1, at)
        else:
            rest = len(self.cells[0]) - self.second
            first, last = ((at - self.second + each) * self.second // rest for each in (0, 1))
            grid.addWidget(field, row * 2, first, 1, last - first)

    def value(self) -> Any:
        rows = [self._row(cells) for cells in self.cells if cells[0].value() is not None]
        return rows or None

    def show(self, value: Any) -> None:
        given = [*(value or ())]
        for at, cells in enumerate(self.cells):
            self._show(cells, given[at] if at < len(given) else None)

    def watch(self, changed: Callable[[], object]) -> None:
        for cells in self.cells:
            for cell in cells:
                cell.watch(changed)

    def rename(self, words: Mapping[str, str]) -> None:
        """Heads of the columns, by the cells' words."""
        for cell, head in zip(self.cells[0], self.heads, strict=True):
            head.setText(words[cell.word])

    def _row(self, cells: Sequence[Entry]) -> Any:
        return {cell.key: value for cell in cells if (value := cell.value()) is not None}

    def _show(self, cells: Sequence[Entry], row: Any) -> None:
        for cell in cells:
            cell.show(None if row is None else row.get(cell.key))


class PairsEntry(RowsEntry):
    """Rows that are pairs: [[20000, 3000], …]."""

    def _row(self, cells: Sequence[Entry]) -> Any:
        return [cell.value() or 0 for cell in cells]

    def _show(self, cells: Sequence[Entry], row: Any) -> None:
        for at, cell in enumerate(cells):
            cell.show(None if row is None else row[at])


class KeptRows(RowsEntry):
    """Rows of documents with more in them than there are cells: what has no cell stays as it was."""

    def __init__(self, key: str, most: int, make: Callable[[], Sequence[Entry]]) -> None:
        super().__init__(key, most, make)
        self._given: list[dict[str, Any]] = []

    def show(self, value: Any) -> None:
        self._given = [dict(row) for row in value or ()]
        super().show(self._given)

    def _row(self, cells: Sequence[Entry]) -> Any:
        at, own = self.cells.index(tuple(cells)), {cell.key for cell in cells}
        rest = self._given[at] if at < len(self._given) else {}
        return {**{key: value for key, value in rest.items() if key not in own}, **super()._row(cells)}


class PiecesEntry(ListEntry):
    """Codes with how many of each: A, B*2."""

    def value(self) -> Any:
        found = super().value()
        return [_pieces(each) for each in found] if found else None

    def show(self, value: Any) -> None:
        codes = (one["code"] if one.get("count", 1) == 1 else f"{one['code']}*{one['count']}" for one in value or ())
        self.line.setText(", ".join(codes))


class TwoLineRows(KeptRows):
    """What matters most in a line of its own, the rest of a row below it once the row has a first cell."""

    second = 5

    def __init__(self, key: str, most: int, make: Callable[[], Sequence[Entry]]) -> None:
        super().__init__(key, most, make)
        for cells in self.cells:
            cells[0].watch(partial(self._open, cells))
            self._open(cells)

    def _open(self, cells: Sequence[Entry]) -> None:
        for cell in cells[self.second :]:
            cell.field.setVisible(cells[0].value() is not None)

    def rename(self, words: Mapping[str, str]) -> None:
        """Heads above the first line; the fields of the second say themselves what they are for."""
        super().rename(words)
        for cells in self.cells:
            for cell in cells[self.second :]:
                if isinstance(cell, LineEntry):
                    cell.line.setPlaceholderText(words[cell.word])


class StepRows(TwoLineRows):
    """Steps of a top-up: what is given later in parts stands in two cells, and in one object of the document."""

    def _row(self, cells: Sequence[Entry]) -> Any:
        row = super()._row(cells)
        fen, count = row.pop("parts_fen", None), row.pop("parts", None)
        if fen is None and count is None:
            row.pop("instalments", None)
        else:
            row["instalments"] = {**row.get("instalments", {}), "fen": fen or 0, "count": count or 0}
        if tier := row.pop("tier", None):
            row["tier"] = {**self._months(cells), "name": tier}
        return row

    def _months(self, cells: Sequence[Entry]) -> dict[str, Any]:
        """How long a tier is given for has no cell: it stays as it was."""
        at = self.cells.index(tuple(cells))
        return dict(self._given[at].get("tier", {})) if at < len(self._given) else {}

    def _show(self, cells: Sequence[Entry], row: Any) -> None:
        parts, tier = (row or {}).get("instalments", {}), (row or {}).get("tier", {})
        shown = {"parts_fen": parts.get("fen"), "parts": parts.get("count"), "tier": tier.get("name")}
        super()._show(cells, None if row is None else {**row, **shown})


class CodedRows(KeptRows):
    """Rows that have a code which nobody types: a new one gets the first free one of a letter."""

    def __init__(self, key: str, most: int, make: Callable[[], Sequence[Entry]], letter: str) -> None:
        super().__init__(key, most, make)
        self._letter = letter

    def _row(self, cells: Sequence[Entry]) -> Any:
        row = super()._row(cells)
        return row if "code" in row else {"code": self._free(self.cells.index(tuple(cells))), **row}

    def _free(self, place: int) -> str:
        taken = {str(row.get("code")) for row in self._given}
        free = [code for n in range(1, len(self.cells) * 2 + 1) if (code := f"{self._letter}{n}") not in taken]
        return free[place - len(self._given)]


class PrizeRows(CodedRows):
    """Prizes of a draw."""

    def __init__(self, key: str, most: int, make: Callable[[], Sequence[Entry]]) -> None:
        super().__init__(key, most, make, "P")

    def _row(self, cells: Sequence[Entry]) -> Any:
        return {"weight": 0, **super()._row(cells)}


class MapRows(RowsEntry):
    """Rows of two cells that are an object: {first: second}; an empty second is 0."""

    def value(self) -> Any:
        name, number = (cell.key for cell in self.cells[0])
        rows = super().value()
        return {row[name]: row.get(number, 0) for row in rows} if rows else None

    def show(self, value: Any) -> None:
        name, number = (cell.key for cell in self.cells[0])
        super().show([{name: key, number: each} for key, each in (value or {}).items()])


class TierRows(TwoLineRows):
    """Tiers."""

    second = 6

    def _row(self, cells: Sequence[Entry]) -> Any:
        row = super()._row(cells)
        return {name: value for name, value in row.items() if name != "points_expiry" or value}


def _pieces(text: str) -> dict[str, Any]:
    code, _, count = text.partition("*")
    return {"code": code, "count": int(count) if count.isascii() and count.isdigit() else 1 if not count else 0}
