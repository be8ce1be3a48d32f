"""Check-ins that stand, each with a button that takes it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from memberpos.services.pass_views import RecentUse
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import column, row
from memberpos.ui.widgets.text import ElidedText, Text


class UseLines(QWidget):
    """`undo` carries the `RecentUse`. `when` writes a time; `key` stands on the first button."""

    undo = Signal(object)

    def __init__(self, when: Callable[[int], str], *, key: str = "", touch: bool = False) -> None:
        super().__init__()
        self._when, self._key, self._touch = when, key, touch
        self.uses: tuple[RecentUse, ...] = ()
        self._name, self._lines = Text("", "small", "muted"), column(spacing=4)
        self.setLayout(column(self._name, self._lines, spacing=4))

    def show_uses(self, uses: Sequence[RecentUse]) -> None:
        """Other ones; without any there is nothing to see."""
        self.uses = tuple(uses)
        while (item := self._lines.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for at, use in enumerate(self.uses):
            self._lines.addWidget(self._line(use, first=at == 0))
        self.setVisible(bool(self.uses))

    def retranslate(self) -> None:
        """All words anew."""
        self._name.setText(self.tr("Checked in lately"))
        self.show_uses(self.uses)

    def _line(self, use: RecentUse, *, first: bool) -> QWidget:
        parts = (
            self._when(use.at_ms), use.title, self.tr("%n person(s)", "", use.persons), use.served_by or use.booked_by,
        )  # fmt: skip
        back = Button(self.tr("Take back"), self._key if first else "", size="small")
        back.setObjectName(f"undo-{use.event_id}")
        back.setMinimumHeight(44 if self._touch else 32)
        back.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        back.clicked.connect(lambda: self.undo.emit(use))
        line = row(ElidedText(" · ".join(part for part in parts if part), "body"), back, spacing=8)
        line.setStretch(0, 1)
        holder = QWidget()
        holder.setLayout(line)
        return holder
