"""A pass to choose or to look at: what is left in large figures, until when, what stands against it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from memberpos.services.results import PassView
from memberpos.ui.format import count
from memberpos.ui.pass_words import hold_words, left_words, state_words, validity_words
from memberpos.ui.widgets.card import Card, column, row
from memberpos.ui.widgets.painted import set_tone
from memberpos.ui.widgets.text import Badge, ElidedText, Text

NO_COUNT = "∞"


class PassCard(Card):
    """`pressed` carries the pass's id."""

    pressed = Signal(str)

    def __init__(self, view: PassView, parent: QWidget | None = None) -> None:
        super().__init__(tone="quiet", pad=12, spacing=8, parent=parent)
        self.view = view
        self._title, self._state = ElidedText(view.title, "strong"), Badge("", "")
        self._about = ElidedText("", "small", "muted")
        self._figure, self._unit = Text("", "figure", "brand"), Text("", "caption", "muted")
        for text in (self._figure, self._unit):
            text.setAlignment(Qt.AlignmentFlag.AlignRight)
        head = row(self._title, self._state, None, spacing=8)
        words = column(head, self._about, spacing=4)
        both = row(words, column(self._figure, self._unit, spacing=0), spacing=12)
        both.setStretch(0, 1)
        self.layout_.addLayout(both)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        view = self.view
        words, tone = state_words(view)
        self._state.set(words, tone)
        self._state.setVisible(bool(words))
        parts = (validity_words(view), hold_words(view.weekdays, view.hours))
        self._about.setText(" · ".join(part for part in parts if part))
        self._figure.setText(NO_COUNT if view.left is None else count(view.left))
        self._unit.setText(
            left_words(view.left) if view.left is None else self.tr("of {total}").format(total=count(view.total))
        )
        self.setAccessibleName(f"{view.title}, {left_words(view.left)}")

    def set_chosen(self, chosen: bool) -> None:
        """Marks it."""
        set_tone(self, "chosen" if chosen else "quiet")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit(self.view.pass_id)
        event.accept()
