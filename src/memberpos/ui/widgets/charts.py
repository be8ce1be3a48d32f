"""Small charts, drawn by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from memberpos.ui import fonts
from memberpos.ui.widgets.painted import Painted, painter

_LABELS = 28


class BarChart(Painted):
    """One bar a value with its label below; the highest is strong. `set_bars([("9", 1200), …])`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[tuple[str, int], ...] = ()
        self.setMinimumHeight(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_bars(self, bars: Sequence[tuple[str, int]]) -> None:
        """Show other values; none may be negative."""
        self._bars = tuple(bars)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        drawing = painter(self)
        drawing.setFont(fonts.role("caption"))
        most = max((value for _, value in self._bars), default=0)
        share = self.width() / max(len(self._bars), 1)
        for place, (label, value) in enumerate(self._bars):
            self._bar(drawing, QRectF(place * share, 0, share, self.height()), label, value, most)

    def _bar(self, drawing: QPainter, room: QRectF, label: str, value: int, most: int) -> None:
        high = (room.height() - _LABELS) * value / most if most else 0.0
        wide = min(room.width() * 0.55, 32.0)
        drawing.setPen(Qt.PenStyle.NoPen)
        drawing.setBrush(self.paint_color("accent" if value == most else "soft"))
        drawing.drawRoundedRect(QRectF(room.center().x() - wide / 2, room.height() - _LABELS - high, wide, high), 4, 4)
        drawing.setPen(self.paint_color("ink"))
        drawing.drawText(QRectF(room.left(), room.height() - 22, room.width(), 20), Qt.AlignmentFlag.AlignCenter, label)


class LineChart(Painted):
    """A course of values over time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[int, ...] = ()
        self.setMinimumHeight(48)

    def set_values(self, values: Sequence[int]) -> None:
        """Show other values, oldest first."""
        self._values = tuple(values)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self._values) < 2:
            return
        drawing = painter(self)
        drawing.setPen(QPen(self.paint_color("accent"), 2))
        low, high = min(self._values), max(self._values)
        step = (self.width() - 4) / (len(self._values) - 1)
        scale = (self.height() - 4) / max(high - low, 1)
        points = [
            QPointF(2 + at * step, self.height() - 2 - (value - low) * scale) for at, value in enumerate(self._values)
        ]
        drawing.drawPolyline(QPolygonF(points))
