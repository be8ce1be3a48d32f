"""Choosing one of a few: found members and goods, carts put aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from memberpos.ui.context import UiContext
from memberpos.ui.hints import KeyHint
from memberpos.ui.widgets.card import EmptyState
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.table import Cell, Column, Line, Table

SEARCH_AFTER_MS = 120


@dataclass(frozen=True)
class Choice:
    """One row to choose: what it stands for, two texts and a figure."""

    value: Any
    text: str
    remark: str = ""
    figure: str = ""


class PickDialog(Dialog):
    """`picked` carries the value of the chosen row. With `search` the list follows what is typed (reader thread)."""

    picked = Signal(object)

    def __init__(
        self,
        window: QWidget,
        context: UiContext,
        title: str,
        choices: Sequence[Choice] = (),
        search: Callable[[Any, str], Sequence[Choice]] | None = None,
        text: str = "",
    ) -> None:
        super().__init__(window, width_px=620)
        self._context, self._search, self._heading = context, search, title
        self._field = Field(text)
        self._field.setObjectName("pick-search")
        self._field.setMinimumHeight(44)
        if search is None:
            self._field.hide()
        self._empty = EmptyState("search")
        self._table = Table(
            (Column("text"), Column("remark", 220), Column("figure", 110, number=True)), context.theme, self._empty
        )
        self._table.horizontalHeader().hide()
        self._table.setMinimumHeight(320)
        self._table.opened.connect(self._take)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SEARCH_AFTER_MS)
        self._wait.timeout.connect(self._look)
        self._field.textEdited.connect(lambda _text: self._wait.start())
        self._field.returnPressed.connect(self.accept)
        self.body.addWidget(self._field)
        self.body.addWidget(self._table)
        self.show_choices(choices)
        self.retranslate()
        if search is not None:
            self._look()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(self._heading, self.tr("Choose"), self.tr("Back"))
        self._empty.set(self.tr("Nothing found"), self.tr("Try fewer characters, pinyin, or the last four digits"))

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Another list; the first row is chosen."""
        self._choices = list(choices)
        lines = [Line(at, (c.text, Cell(c.remark, "muted"), c.figure)) for at, c in enumerate(choices)]
        self._table.set_lines(lines, 0 if lines else None)

    def first_field(self) -> QWidget | None:
        return self._field if self._search is not None else self._table

    def keys(self) -> Sequence[KeyHint]:
        """Arrows move, Enter takes."""
        return (KeyHint("Esc", self.tr("Back"), self.reject),)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the choice while the field has the keys."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        at = self._table.currentIndex().row() + step
        if 0 <= at < len(self._choices):
            self._table.selectRow(at)

    def accept(self) -> None:
        """Takes the chosen row."""
        choice = self._table.choice()
        if choice is not None:
            self._take(choice)

    def _take(self, at: int) -> None:
        value = self._choices[at].value
        self.finish(True)
        self.picked.emit(value)

    def _look(self) -> None:
        text, search = self._field.text(), self._search
        if search is not None:
            self._context.read(lambda db: search(db, text), self.show_choices, None, self)
