"""Badges side by side, as many as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from memberpos.ui.widgets.text import Badge

_GAP = 6


class BadgeRow(QWidget):
    """The first badges matter most; those that find no room are counted ("+2")."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badges: list[Badge] = []
        self._rest = Badge("", "", self)
        self._rest.hide()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set(self, badges: Sequence[tuple[str, str]]) -> None:
        """Other badges: (text, tone)."""
        for badge in self._badges:
            badge.hide()
            badge.deleteLater()
        self._badges = [Badge(text, tone, self) for text, tone in badges]
        self.setToolTip(" · ".join(text for text, _ in badges))
        self.updateGeometry()
        self._place()

    def sizeHint(self) -> QSize:
        heights = (badge.sizeHint().height() for badge in (*self._badges, self._rest))
        return QSize(0, max(heights) if self._badges else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._place()

    def _place(self) -> None:
        widths = [self._width(badge) for badge in self._badges]
        shown = self._fitting(widths)
        left = 0
        for at, badge in enumerate(self._badges):
            badge.setVisible(at < shown)
            badge.setGeometry(left, 0, widths[at], badge.sizeHint().height())
            left += widths[at] + _GAP if at < shown else 0
        hidden = len(self._badges) - shown
        self._rest.setText(f"+{hidden}")
        self._rest.setVisible(hidden > 0)
        self._rest.setGeometry(left, 0, self._width(self._rest), self._rest.sizeHint().height())

    def _fitting(self, widths: Sequence[int]) -> int:
        """How many there is room for, with the count of the others beside them."""
        for shown in range(len(widths), 0, -1):
            self._rest.setText(f"+{len(widths) - shown}")
            rest = self._width(self._rest) + _GAP if shown < len(widths) else 0
            if sum(widths[:shown]) + _GAP * (shown - 1) + rest <= self.width():
                return shown
        return 0

    @staticmethod
    def _width(badge: Badge) -> int:
        badge.ensurePolished()
        return badge.sizeHint().width()
