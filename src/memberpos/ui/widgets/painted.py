"""Small things drawn by hand. Their colours come from the style sheet through `qproperty-…`."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Property, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from memberpos.resources import resource
from memberpos.ui import fonts


def painter(widget: QWidget) -> QPainter:
    """A painter with smooth edges."""
    drawing = QPainter(widget)
    drawing.setRenderHint(QPainter.RenderHint.Antialiasing)
    return drawing


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a widget another `tone` of app.qss."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        repolish(widget)


def repolish(widget: QWidget) -> None:
    """Read the style sheet again after a property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class Painted(QWidget):
    """A widget with four colours of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colors = {
            "ink": QColor("gray"),
            "accent": QColor("gray"),
            "soft": QColor("gray"),
            "onAccent": QColor("white"),
        }

    def paint_color(self, name: str) -> QColor:
        """Colour `name`: ink, accent, soft or onAccent."""
        return self._colors[name]

    def _color(name: str) -> Property:  # type: ignore[misc] # noqa: N805 (makes a Qt property in the class body)
        def read(self: Painted) -> QColor:
            return self._colors[name]

        def write(self: Painted, value: QColor) -> None:
            self._colors[name] = QColor(value)
            self.update()

        return Property(QColor, read, write)

    ink = _color("ink")
    accent = _color("accent")
    soft = _color("soft")
    onAccent = _color("onAccent")


def draw_icon(drawing: QPainter, name: str, box: QRectF, color: QColor) -> None:
    """Draw `resources/icons/<name>.svg` in one colour."""
    QSvgRenderer(_svg(name, color.name())).render(drawing, box)


@lru_cache(maxsize=256)
def _svg(name: str, color: str) -> bytes:
    """Read once, not at every repaint."""
    return resource("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", color).encode()


class Icon(Painted):
    """A stroke icon of one colour, `size_px` square."""

    def __init__(self, name: str, size_px: int = 20, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setFixedSize(size_px, size_px)
        self.setProperty("tone", tone)

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_icon(painter(self), self._name, QRectF(self.rect()), self.paint_color("ink"))


class Dot(Painted):
    """A lamp: tone ok, warn, bad, info or "" (off)."""

    def __init__(self, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(8, 8)
        self.setProperty("tone", tone)

    def set_tone(self, tone: str) -> None:
        """Change the colour."""
        set_tone(self, tone)

    def paintEvent(self, event: QPaintEvent) -> None:
        drawing = painter(self)
        drawing.setPen(Qt.PenStyle.NoPen)
        drawing.setBrush(self.paint_color("accent"))
        drawing.drawEllipse(self.rect())


class Avatar(Painted):
    """A photo, or the first character of a name, on a soft square (`size_px`), or a circle with tone "rail"."""

    def __init__(self, name: str = "", size_px: int = 72, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = name[:1].upper()
        self._photo: QPixmap | None = None
        self.setFixedSize(size_px, size_px)
        self.setProperty("tone", tone)

    def set_name(self, name: str) -> None:
        """Show the first character of `name`."""
        self._letter = name.strip()[:1].upper()
        self.update()

    def set_photo(self, jpeg: bytes | None) -> None:
        """Show a photo, cut to a square around its middle; None or no picture = the character again."""
        photo = QPixmap()
        if jpeg and photo.loadFromData(jpeg):
            side = min(photo.width(), photo.height())
            box = QRect((photo.width() - side) // 2, (photo.height() - side) // 2, side, side)
            self._photo = photo.copy(box)
        else:
            self._photo = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._photo is not None:
            self._paint_photo(self._photo)
            return
        drawing, side = painter(self), self.width()
        shade = QLinearGradient(0, 0, side, side)
        shade.setColorAt(0, self.paint_color("soft"))
        shade.setColorAt(1, self.paint_color("accent"))
        drawing.setPen(Qt.PenStyle.NoPen)
        drawing.setBrush(shade)
        radius = side / 2 if self.property("tone") == "rail" else side / 6
        drawing.drawRoundedRect(QRectF(self.rect()), radius, radius)
        drawing.setPen(self.paint_color("ink"))
        drawing.setFont(fonts.sized(round(side * 0.4), 700))
        drawing.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letter)

    def _paint_photo(self, photo: QPixmap) -> None:
        drawing, frame = painter(self), QPainterPath()
        drawing.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame.addRoundedRect(QRectF(self.rect()), self.width() / 6, self.width() / 6)
        drawing.setClipPath(frame)
        drawing.drawPixmap(self.rect(), photo)


class ProgressBar(Painted):
    """`part` of 1 done; tone gold (default) or brand."""

    def __init__(self, part: float = 0.0, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = part
        self.setProperty("tone", tone)
        self.setFixedHeight(8)

    def set_part(self, part: float) -> None:
        """Show `part`, 0 to 1."""
        self._part = min(max(part, 0.0), 1.0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        drawing, box = painter(self), QRectF(self.rect())
        drawing.setPen(Qt.PenStyle.NoPen)
        drawing.setBrush(self.paint_color("soft"))
        drawing.drawRoundedRect(box, 4, 4)
        if self._part > 0:
            drawing.setBrush(self.paint_color("accent"))
            drawing.drawRoundedRect(QRectF(0, 0, max(8.0, box.width() * self._part), box.height()), 4, 4)


class Toggle(QAbstractButton):
    """An on/off switch; its state is a place and a colour. `setText` names it for screen readers; not drawn."""

    accent_changed = Signal()

    def __init__(self, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setChecked(on)
        self.setFixedSize(40, 24)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._colors = {
            "accent": QColor("gray"),
            "soft": QColor("gray"),
            "onAccent": QColor("white"),
            "ink": QColor("gray"),
        }

    def _color(name: str) -> Property:  # type: ignore[misc] # noqa: N805
        def read(self: Toggle) -> QColor:
            return self._colors[name]

        def write(self: Toggle, value: QColor) -> None:
            self._colors[name] = QColor(value)
            self.update()

        return Property(QColor, read, write)

    ink = _color("ink")
    accent = _color("accent")
    soft = _color("soft")
    onAccent = _color("onAccent")

    def paintEvent(self, event: QPaintEvent) -> None:
        drawing = painter(self)
        track = QRectF(2, 2, 36, 20)
        drawing.setPen(QPen(self._colors["ink"], 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        drawing.setBrush(self._colors["accent" if self.isChecked() else "soft"])
        drawing.drawRoundedRect(track, 10, 10)
        drawing.setPen(Qt.PenStyle.NoPen)
        drawing.setBrush(self._colors["onAccent"])
        drawing.drawEllipse(QRectF(20 if self.isChecked() else 4, 4, 16, 16))


class PinDots(Painted):
    """How many digits of a PIN were given."""

    def __init__(self, places: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filled, self._places = 0, places
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_filled(self, filled: int) -> None:
        """Fill `filled` places; more than there are places widen the row."""
        self._filled = filled
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(self._places, self._filled) * 24, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        drawing = painter(self)
        for place in range(max(self._places, self._filled)):
            filled = place < self._filled
            drawing.setPen(QPen(self.paint_color("accent" if filled else "ink"), 2))
            drawing.setBrush(self.paint_color("accent") if filled else Qt.BrushStyle.NoBrush)
            drawing.drawEllipse(QRectF(place * 24 + 5, 3, 14, 14))


def text_width(text: str, role: str) -> int:
    """Pixels that `text` takes in a text role."""
    return QFontMetrics(fonts.role(role)).horizontalAdvance(text)
