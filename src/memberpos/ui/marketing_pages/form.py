"""A document as a form of entries: two columns, those that a kind does not know hidden."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from memberpos.domain.errors import PosError
from memberpos.ui.marketing_pages import words
from memberpos.ui.marketing_pages.fields import ChoiceEntry, DaysEntry, Entry, LimitEntry
from memberpos.ui.marketing_pages.rows import RowsEntry

_QUIET_MS = 150


class Tall(QWidget):
    """Never lower than its layout needs at its width: an area that scrolls asks only for the least size, and sentences
    that wrap would be laid over what follows.
    """

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        layout = self.layout()
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and layout is not None:
            self.setMinimumHeight(max(layout.totalHeightForWidth(self.width()), 0))
        return done


class DocumentForm(Tall):
    """`changed` comes when somebody has stopped typing for a moment."""

    changed = Signal()

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.entries = {entry.key: entry for entry in entries}
        self._shown = tuple(self.entries)
        self._rest: dict[str, Any] = {}
        self._marked: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET_MS)
        self._timer.timeout.connect(self.changed)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        for at in (0, 1):
            self._grid.setColumnStretch(at, 1)
        self.setLayout(self._grid)
        for entry in entries:
            entry.box.setParent(self)
            entry.watch(self._timer.start)
        self.use(self._shown)

    def use(self, keys: Collection[str]) -> None:
        """Shows the entries of these keys only."""
        self._shown = tuple(key for key in self.entries if key in keys)
        while self._grid.takeAt(0):
            pass
        down, right = 0, 0
        for entry in self.entries.values():
            entry.box.setVisible(entry.key in keys)
            if entry.key not in keys:
                continue
            if entry.wide:
                down, right = down + (1 if right else 0), 0
                self._grid.addWidget(entry.box, down, 0, 1, 2)
                down += 1
            else:
                self._grid.addWidget(entry.box, down, right)
                down, right = (down + 1, 0) if right else (down, 1)

    def document(self) -> dict[str, Any]:
        """What the fields say, and what of the shown document has no field."""
        said = {key: self.entries[key].value() for key in self._shown}
        return {**self._rest, **{key: value for key, value in said.items() if value is not None}}

    def show_document(self, doc: dict[str, Any]) -> None:
        """Fills the fields; nothing is wrong yet."""
        self._rest = {key: value for key, value in doc.items() if key not in self.entries}
        for key, entry in self.entries.items():
            entry.show(doc.get(key))
        self.mark(None)
        self._timer.stop()

    def marked(self) -> QWidget | None:
        """Where something is wrong."""
        return self._marked

    def mark(self, error: PosError | None) -> bool:
        """Says at its field what is wrong; False when the error names none of them."""
        self._marked = None
        key = "" if error is None else _named(error)
        for entry in self.entries.values():
            entry.mark("")
        entry_ = self.entries.get(key)
        if entry_ is None or key not in self._shown:
            return False
        entry_.mark(words.wrong(words.fields()[entry_.word][1]))
        self._marked = entry_.box
        return True

    def retranslate(self) -> None:
        """Names of all fields and their values."""
        names = words.fields()
        for entry in self.entries.values():
            entry.set_words(*names[entry.word])
            if isinstance(entry, ChoiceEntry):
                entry.rename(words.values(entry.word))
            elif isinstance(entry, DaysEntry):
                entry.rename(words.weekdays())
            elif isinstance(entry, LimitEntry):
                entry.rename(words.values("period"))
            elif isinstance(entry, RowsEntry):
                self._name_rows(entry)

    @staticmethod
    def _name_rows(entry: RowsEntry) -> None:
        entry.rename(words.heads())
        for cells in entry.cells:
            for cell in cells:
                if isinstance(cell, ChoiceEntry):
                    cell.rename(words.values(cell.word))
                elif isinstance(cell, LimitEntry):
                    cell.rename(words.values("period"))


def _named(error: PosError) -> str:
    """The key an error is about: offer.min_fen → min_fen, points.rate → points.rate's own field."""
    setting = str(error.facts.get("setting", ""))
    if error.code == "bad_amount":
        return next((key for key in error.facts if key != "reason"), str(error.facts.get("reason", "")))
    for part in ("offer.", "coupon_kind."):
        setting = setting.removeprefix(part)
    return setting
