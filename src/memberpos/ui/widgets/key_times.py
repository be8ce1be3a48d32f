"""A picture of the times between keys: one bar a gap, the limit as a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from memberpos.ui import fonts
from memberpos.ui.widgets.painted import Painted, painter

#: Gaps above this are drawn as high as this.
FULL_MS = 200
_FOOT_PX, _LABEL_PX = 10, 46


class KeyTimesChart(Painted):
    """Bars of gaps in ms: those under the limit strong, longer ones soft. `set_times(gaps, limit)`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gaps: tuple[int, ...] = ()
        self._limit_ms = 0
        self.setMinimumHeight(150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_times(self, gaps_ms: Sequence[int], limit_ms: int) -> None:
        """Show other gaps and the longest that a scanner may have."""
        self._gaps, self._limit_ms = tuple(gaps_ms), limit_ms
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        drawing = painter(self)
        drawing.setFont(fonts.role("caption"))
        room = QRectF(_LABEL_PX, 12, self.width() - _LABEL_PX, self.height() - 12 - _FOOT_PX)
        share = min(room.width() / max(len(self._gaps), 1), 36.0)
        for at, gap_ms in enumerate(self._gaps):
            self._bar(drawing, room, QRectF(room.left() + at * share, room.top(), share, room.height()), gap_ms)
        self._line(drawing, room, 0)
        self._line(drawing, room, self._limit_ms, dashed=True)
        if self._limit_ms <= FULL_MS // 2:
            self._line(drawing, room, FULL_MS, dashed=True)

    def _bar(self, drawing: QPainter, room: QRectF, place: QRectF, gap_ms: int) -> None:
        top = self._height_of(room, gap_ms)
        drawing.setPen(Qt.PenStyle.NoPen)
        drawing.setBrush(self.paint_color("accent" if 0 < gap_ms <= self._limit_ms else "soft"))
        wide = max(place.width() * 0.7, 1.0)
        drawing.drawRoundedRect(QRectF(place.center().x() - wide / 2, top, wide, room.bottom() - top), 2, 2)

    def _line(self, drawing: QPainter, room: QRectF, ms: int, *, dashed: bool = False) -> None:
        y = self._height_of(room, ms)
        drawing.setPen(QPen(self.paint_color("ink"), 1, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
        drawing.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
        box = QRectF(0, y - 10, _LABEL_PX - 6, 20)
        drawing.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{ms} ms")

    def _height_of(self, room: QRectF, ms: int) -> float:
        return room.bottom() - room.height() * min(ms, FULL_MS) / FULL_MS
