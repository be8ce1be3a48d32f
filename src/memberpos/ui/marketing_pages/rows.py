"""Rules that are small tables: steps of an offer, of a top-up, tiers, prizes of a draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from memberpos.ui.marketing_pages.fields import Entry, ListEntry, MoneyEntry
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import row as in_line
from memberpos.ui.widgets.text import Text


class RowsEntry(Entry):
    """A fixed number of rows of cells; a row whose first cell is empty is left out. `make()` gives a row's cells."""

    wide = True
    #: Where further lines of a row begin: numbers of cells, ascending. Their cells have their names above them.
    lines: tuple[int, ...] = ()

    def __init__(self, key: str, most: int, make: Callable[[], Sequence[Entry]]) -> None:
        self.cells = [tuple(make()) for _ in range(most)]
        first = self.lines[0] if self.lines else len(self.cells[0])
        self.heads = [Text("", "caption", "muted", wrap=True) for _ in self.cells[0][:first]]
        holder, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for at, head in enumerate(self.heads):
            grid.addWidget(head, 0, at)
            grid.setColumnStretch(at, 3 if at == 0 or isinstance(self.cells[0][at], ListEntry) else 2)
        for row, cells in enumerate(self.cells):
            for cell in cells:
                cell.field.setObjectName(f"rule-{key}-{row + 1}-{cell.key}")
                if isinstance(cell, MoneyEntry):
                    cell.line.setPlaceholderText("")
            self._place(grid, cells, 1 + row * (1 + len(self.lines)), first)
        holder.setLayout(grid)
        super().__init__(key, holder)

    def _place(self, grid: QGridLayout, cells: Sequence[Entry], down: int, first: int) -> None:
        for at, cell in enumerate(cells[:first]):
            grid.addWidget(cell.field, down, at)
        for line, (start, end) in enumerate(pairwise((*self.lines, len(cells))), 1):
            shared = in_line(*(cell.box for cell in cells[start:end]), spacing=6)
            for at, cell in enumerate(cells[start:end]):
                shared.setStretch(at, 3 if isinstance(cell, ListEntry) else 2)
            grid.addLayout(shared, down + line, 0, 1, first)

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
        for cell, head in zip(self.cells[0], self.heads, strict=False):
            head.setText(words[cell.word])
        for cells in self.cells:
            for cell in cells[len(self.heads) :]:
                cell.box.set(words[cell.word])

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


class OpenRows(KeptRows):
    """What matters most in a line of its own, the rest of a row in lines below it once the row has a first cell."""

    def __init__(self, key: str, most: int, make: Callable[[], Sequence[Entry]]) -> None:
        super().__init__(key, most, make)
        for cells in self.cells:
            cells[0].watch(partial(self._open, cells))
            self._open(cells)

    def _open(self, cells: Sequence[Entry]) -> None:
        for cell in cells[len(self.heads) :]:
            cell.box.setVisible(self._wants(cells))

    def _wants(self, cells: Sequence[Entry]) -> bool:
        """Whether the lines below a row are shown."""
        return cells[0].value() is not None


#: Cell → key in the object of the document that holds it.
_PARTS = {"parts_fen": "fen", "parts": "count", "parts_every": "every_months", "parts_day": "day"}
_TIER = {"tier": "name", "tier_months": "months"}
_CHARGES = {"coupons": "coupon_charge", "passes": "pass_charge"}


class StepRows(OpenRows):
    """Steps of a top-up: what is given later in parts, and the tier given, are objects in the document; what a used
    coupon or pass costs when the top-up is undone stands with each of them there, and once in the form.
    """

    lines = (5, 9, 13)

    def __init__(self, key: str, most: int, make: Callable[[], Sequence[Entry]]) -> None:
        self._more: dict[Sequence[Entry], Button] = {}
        super().__init__(key, most, make)
        grid = self.field.layout()
        assert isinstance(grid, QGridLayout)
        for at, cells in enumerate(self.cells):
            more = Button("", size="small")
            more.setCheckable(True)
            more.setObjectName(f"rule-{key}-{at + 1}-more")
            more.toggled.connect(lambda _on, row=cells: self._open(row))
            grid.addWidget(more, 1 + at * (1 + len(self.lines)), len(self.heads))
            self._more[cells] = more
            self._open(cells)

    def rename(self, words: Mapping[str, str]) -> None:
        """Heads of the columns, and what opens the rest of a row."""
        super().rename(words)
        for more in self._more.values():
            more.setText(words["more"])

    def _wants(self, cells: Sequence[Entry]) -> bool:
        """When asked for: most steps bring only money and points."""
        more = self._more.get(cells)
        if more is None:
            return False
        more.setVisible(super()._wants(cells))
        return super()._wants(cells) and more.isChecked()

    def _row(self, cells: Sequence[Entry]) -> Any:
        row = super()._row(cells)
        parts, tier = _taken(row, _PARTS), _taken(row, _TIER)
        row.pop("instalments", None)
        if parts:
            row["instalments"] = {"fen": 0, "count": 0, **parts}
        row.pop("tier", None)
        if tier:
            row["tier"] = {"name": "", **tier}
        for key, cell in _CHARGES.items():
            charge = row.pop(cell, None)
            if key in row:
                row[key] = [self._charged(cells, key, piece, charge) for piece in row[key]]
        return row

    def _charged(self, cells: Sequence[Entry], key: str, piece: dict[str, Any], charge: int | None) -> dict[str, Any]:
        """A piece with the charge of the form; an empty field leaves charges that differ as they were."""
        at = self.cells.index(tuple(cells))
        given = self._given[at].get(key, ()) if at < len(self._given) else ()
        if charge is None and _charge(given) is None:
            charge = next((each.get("charge_fen", 0) for each in given if each["code"] == piece["code"]), 0)
        return {**piece, "charge_fen": charge} if charge else piece

    def _show(self, cells: Sequence[Entry], row: Any) -> None:
        given = row or {}
        parts, tier = given.get("instalments", {}), given.get("tier", {})
        shown = {cell: parts.get(key) for cell, key in _PARTS.items()}
        shown |= {cell: tier.get(key) for cell, key in _TIER.items()}
        shown |= {cell: _charge(given.get(key, ())) or None for key, cell in _CHARGES.items()}
        super()._show(cells, {**given, **shown})
        self._more[cells].setChecked(any(cell.value() is not None for cell in cells[len(self.heads) :]))


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


class TierRows(OpenRows):
    """Tiers."""

    lines = (6,)

    def _row(self, cells: Sequence[Entry]) -> Any:
        row = super()._row(cells)
        return {name: value for name, value in row.items() if name != "points_expiry" or value}


def _taken(row: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """The cells of an object, out of a row, under their keys there."""
    found = {key: row.pop(cell, None) for cell, key in names.items()}
    return {key: value for key, value in found.items() if value is not None}


def _charge(pieces: Sequence[Mapping[str, Any]]) -> int | None:
    """What each of them costs when it was used; None when they differ."""
    charges = {piece.get("charge_fen", 0) for piece in pieces}
    return None if len(charges) > 1 else next(iter(charges), 0)


def _pieces(text: str) -> dict[str, Any]:
    code, _, count = text.partition("*")
    return {"code": code, "count": int(count) if count.isascii() and count.isdigit() else 1 if not count else 0}
