"""Rules that are small tables: steps of an offer, of a top-up, tiers, prizes of a draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from memberpos.ui.marketing_pages.fields import Entry, ListEntry, MoneyEntry
from memberpos.ui.widgets.text import Text


class RowsEntry(Entry):
    """A fixed number of rows of cells; a row whose first cell is empty is left out. `make()` gives a row's cells."""

    wide = True

    def __init__(self, key: str, most: int, make: Callable[[], Sequence[Entry]]) -> None:
        self.cells = [tuple(make()) for _ in range(most)]
        self.heads = [Text("", "caption", "muted", wrap=True) for _ in self.cells[0]]
        holder, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for at, head in enumerate(self.heads):
            grid.addWidget(head, 0, at)
            grid.setColumnStretch(at, 3 if at == 0 or isinstance(self.cells[0][at], ListEntry) else 2)
        for down, cells in enumerate(self.cells, 1):
            for at, cell in enumerate(cells):
                cell.field.setObjectName(f"rule-{key}-{down}-{cell.key}")
                if isinstance(cell, MoneyEntry):
                    cell.line.setPlaceholderText("")
                grid.addWidget(cell.field, down, at)
        holder.setLayout(grid)
        super().__init__(key, holder)

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


class StepRows(KeptRows):
    """Steps of a top-up: what is given later in parts stands in two cells, and in one object of the document."""

    def _row(self, cells: Sequence[Entry]) -> Any:
        row = super()._row(cells)
        fen, count = row.pop("parts_fen", None), row.pop("parts", None)
        if fen is None and count is None:
            row.pop("instalments", None)
        else:
            row["instalments"] = {**row.get("instalments", {}), "fen": fen or 0, "count": count or 0}
        return row

    def _show(self, cells: Sequence[Entry], row: Any) -> None:
        parts = (row or {}).get("instalments", {})
        super()._show(
            cells, None if row is None else {**row, "parts_fen": parts.get("fen"), "parts": parts.get("count")}
        )


class PrizeRows(KeptRows):
    """Prizes of a draw: a new one is called by its place."""

    def _row(self, cells: Sequence[Entry]) -> Any:
        return {"code": f"P{self.cells.index(tuple(cells)) + 1}", "weight": 0, **super()._row(cells)}


def _pieces(text: str) -> dict[str, Any]:
    code, _, count = text.partition("*")
    return {"code": code, "count": int(count) if count.isascii() and count.isdigit() else 1 if not count else 0}
