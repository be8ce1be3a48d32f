"""A million members in a table: an order of row numbers in memory, the rows read a page at a time as they are seen."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from memberpos.store.member_list import MemberLine
from memberpos.ui.theme import Theme
from memberpos.ui.widgets.table import Cell, Column, Line, Lines, _AnyIndex

#: A page fills a screen, so a jump reads two at most; as many are kept as somebody scrolls through.
PAGE, KEPT = 32, 128
#: Pages wanted at once: of a bar that is dragged only where it has come to is read.
MOST_WANTED = 4
_WAITING = Cell("…", "faint")

Fetch = Callable[[Sequence[int], Callable[[list[MemberLine | None]], object]], None]


class MemberRows(Lines):
    """`fetch(numbers, then)` reads rows off the UI thread; `make_line` turns one into what stands in the table.
    `arrived` says that rows in sight came (or were there already).
    """

    arrived = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        theme: Theme,
        fetch: Fetch,
        make_line: Callable[[MemberLine], Line],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(columns, theme, parent)
        self._fetch, self._make_line = fetch, make_line
        self._order: Sequence[int] = ()
        self._pages: OrderedDict[int, tuple[MemberLine | None, ...]] = OrderedDict()
        self._wanted: list[int] = []
        self._reading: int | None = None
        self._generation = 0
        self._blank = Line(None, (_WAITING,) * len(columns))

    @property
    def numbers(self) -> Sequence[int]:
        """The order shown."""
        return self._order

    def set_order(self, order: Sequence[int]) -> None:
        """Other rows, or the same in another order."""
        if order and len(order) == len(self._order):
            # The view would lay out a million rows anew, which takes time and twice the memory.
            self._order = order
            self._forget()
            self._all_changed()
            return
        self.beginResetModel()
        self._order = order
        self._forget()
        self.endResetModel()

    def refresh(self) -> None:
        """The same rows, read anew; what is shown stays until it comes."""
        self._generation += 1
        self._wanted, self._reading = [], None
        *old, last = list(self._pages) or [0]
        for page in old[:-1]:
            del self._pages[page]
        for page in (*old[-1:], last):
            self._want(page)

    def retranslate(self) -> None:
        """The words of the cells anew."""
        if self._order:
            self._all_changed()

    def _all_changed(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._order) - 1, len(self.columns) - 1))

    def member(self, row: int) -> MemberLine | None:
        """The member in a row, if it was read."""
        lines = self._pages.get(row // PAGE, ())
        return lines[row % PAGE] if row % PAGE < len(lines) else None

    def line(self, row: int) -> Line | None:
        if not 0 <= row < len(self._order):
            return None
        page = row // PAGE
        if page not in self._pages:
            self._want(page)
            return self._blank
        self._pages.move_to_end(page)
        member = self.member(row)
        return self._blank if member is None else self._make_line(member)

    def rowCount(self, parent: _AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._order)

    def _forget(self) -> None:
        self._generation += 1
        self._pages.clear()
        self._wanted, self._reading = [], None

    def _want(self, page: int) -> None:
        """The page asked for last is read first; those left behind by a moving bar are dropped."""
        if page == self._reading:
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted = [*self._wanted, page][-MOST_WANTED:]
        self._read_on()

    def _read_on(self) -> None:
        if self._reading is not None or not self._wanted:
            return
        page = self._reading = self._wanted.pop()
        generation = self._generation
        numbers = self._order[page * PAGE : (page + 1) * PAGE]
        self._fetch(numbers, lambda lines: self._take(generation, page, lines))

    def _take(self, generation: int, page: int, lines: list[MemberLine | None]) -> None:
        if generation != self._generation:
            return
        self._reading = None
        self._pages[page] = tuple(lines)
        self._pages.move_to_end(page)
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        first = page * PAGE
        last = min(first + PAGE, len(self._order)) - 1
        self.dataChanged.emit(
            self.index(first, 0, QModelIndex()), self.index(last, len(self.columns) - 1, QModelIndex())
        )
        self._read_on()
        if self._reading is None:
            self.arrived.emit()
