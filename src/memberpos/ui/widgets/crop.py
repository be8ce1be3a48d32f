"""A picture with a square to move and stretch over it: what of a photo is kept."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from memberpos.ui.widgets.painted import Painted, painter

LEAST_SIDE = 0.1
_STEP, _GROW = 0.02, 1.08
_HANDLE_PX = 22


class CropBox(Painted):
    """Dragging moves the square, its corner or the wheel stretches it; by keys: arrows move, + and - stretch.

    `crop()` gives left, top, right, bottom as fractions of the picture.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self._center, self._side = QPointF(0.5, 0.5), 1.0
        self._held: QPointF | None = None
        self._stretching = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(320, 320)
        self.setCursor(Qt.CursorShape.SizeAllCursor)

    def set_picture(self, jpeg: bytes) -> None:
        """Another picture; the square is as large as it can be, in the middle, rather high: faces are."""
        self._picture = QPixmap()
        self._picture.loadFromData(jpeg)
        self._side = 1.0
        self._center = QPointF(0.5, 0.5)
        self._move_to(QPointF(0.5, 0.4))

    @property
    def empty(self) -> bool:
        """No picture yet."""
        return self._picture.isNull()

    def crop(self) -> tuple[float, float, float, float]:
        """The part that is kept."""
        wide, high = self._share()
        left, top = self._center.x() - wide / 2, self._center.y() - high / 2
        right, bottom = left + wide, top + high
        return max(left, 0.0), max(top, 0.0), min(right, 1.0), min(bottom, 1.0)

    def stretch(self, factor: float) -> None:
        """A larger or smaller square around the same middle."""
        self._side = min(max(self._side * factor, LEAST_SIDE), 1.0)
        self._move_to(self._center)

    def _share(self) -> tuple[float, float]:
        """Width and height of the square as fractions of the picture."""
        if self.empty:
            return 1.0, 1.0
        short = min(self._picture.width(), self._picture.height()) * self._side
        return short / self._picture.width(), short / self._picture.height()

    def _move_to(self, center: QPointF) -> None:
        wide, high = self._share()
        self._center = QPointF(
            min(max(center.x(), wide / 2), 1 - wide / 2), min(max(center.y(), high / 2), 1 - high / 2)
        )
        self.update()
        self.changed.emit()

    def _shown(self) -> QRectF:
        """Where the picture stands in the widget."""
        size = QSize(self._picture.size()).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(
            (self.width() - size.width()) / 2, (self.height() - size.height()) / 2, size.width(), size.height()
        )

    def _square(self) -> QRectF:
        shown, (left, top, right, bottom) = self._shown(), self.crop()
        return QRectF(
            shown.left() + left * shown.width(), shown.top() + top * shown.height(), (right - left) * shown.width(),
            (bottom - top) * shown.height(),
        )  # fmt: skip

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.empty:
            return
        drawing, shown, square = painter(self), self._shown(), self._square()
        drawing.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        drawing.setOpacity(0.35)
        drawing.drawPixmap(shown.toRect(), self._picture)
        drawing.setOpacity(1)
        left, top, right, bottom = self.crop()
        source = QRectF(
            left * self._picture.width(), top * self._picture.height(), (right - left) * self._picture.width(),
            (bottom - top) * self._picture.height(),
        )  # fmt: skip
        drawing.drawPixmap(square, self._picture, source)
        drawing.setPen(QPen(self.paint_color("accent"), 3 if self.hasFocus() else 2))
        drawing.drawRect(square)
        corner = square.bottomRight()
        drawing.setBrush(self.paint_color("accent"))
        drawing.drawEllipse(corner, 6, 6)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        corner = self._square().bottomRight()
        near = corner - event.position()
        self._stretching = abs(near.x()) < _HANDLE_PX and abs(near.y()) < _HANDLE_PX
        self._held = event.position()
        self.setFocus()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None or self.empty:
            return
        shown, moved = self._shown(), event.position() - self._held
        self._held = event.position()
        if self._stretching:
            square = self._square()
            self.stretch((square.width() + 2 * moved.x()) / max(square.width(), 1))
        else:
            self._move_to(self._center + QPointF(moved.x() / shown.width(), moved.y() / shown.height()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.stretch(1 / _GROW if event.angleDelta().y() > 0 else _GROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (-_STEP, 0), Qt.Key.Key_Right: (_STEP, 0),
            Qt.Key.Key_Up: (0, -_STEP), Qt.Key.Key_Down: (0, _STEP),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps:
            self._move_to(self._center + QPointF(*steps[key]))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.stretch(_GROW)
        elif key == Qt.Key.Key_Minus:
            self.stretch(1 / _GROW)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()
