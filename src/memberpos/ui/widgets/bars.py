"""The frame of the window: rail of places, omnibox, chips, key bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from memberpos.ui import fonts
from memberpos.ui.hints import KeyHint
from memberpos.ui.widgets.card import row
from memberpos.ui.widgets.painted import Dot, Icon, Painted, draw_icon, painter, repolish
from memberpos.ui.widgets.text import KeyCap, Text

_BAR_GAP = 16


class Logo(Painted):
    """The mark at the top of the rail."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(40, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        drawing = painter(self)
        drawing.setPen(Qt.PenStyle.NoPen)
        drawing.setBrush(self.paint_color("accent"))
        drawing.drawRoundedRect(self.rect(), 10, 10)
        drawing.setPen(self.paint_color("onAccent"))
        drawing.setFont(fonts.sized(18, 700))
        drawing.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "M")


#: Height of a place where there is room for it, and in a low window.
RAIL_PX, RAIL_LOW_PX = 56, 44


class RailButton(QPushButton):
    """One place: icon above its name."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = RailFace(icon, self)
        self.setFont(fonts.role("caption"))
        self.setCheckable(True)
        self.setFixedSize(66, RAIL_PX)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_height(self, px: int) -> None:
        """Lower where many places share a low window."""
        self.setFixedHeight(px)
        self._face.setFixedHeight(px)

    def paintEvent(self, event: QPaintEvent) -> None:
        """All is drawn by the face."""

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._face.update()
        return super().event(event)


class RailFace(Painted):
    """What a `RailButton` looks like."""

    def __init__(self, icon: str, button: RailButton) -> None:
        super().__init__(button)
        self._icon, self._button = icon, button
        self.setFixedSize(66, RAIL_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        button.toggled.connect(lambda _on: self.update())

    def paintEvent(self, event: QPaintEvent) -> None:
        drawing, on = painter(self), self._button.isChecked()
        ink = self.paint_color("onAccent" if on or self._button.underMouse() else "ink")
        if on or self._button.hasFocus():
            drawing.setPen(ink if self._button.hasFocus() else Qt.PenStyle.NoPen)
            drawing.setBrush(self.paint_color("accent") if on else Qt.BrushStyle.NoBrush)
            drawing.drawRoundedRect(QRectF(1, 0.5, 64, self.height() - 1), 10, 10)
        top = (self.height() - RAIL_LOW_PX) / 2
        draw_icon(drawing, self._icon, QRectF(23, top + 2, 20, 20), ink)
        drawing.setPen(ink)
        drawing.setFont(self._button.font())
        words = self._button.fontMetrics().elidedText(self._button.text(), Qt.TextElideMode.ElideRight, 64)
        drawing.drawText(QRect(0, round(top) + 24, 66, 18), Qt.AlignmentFlag.AlignCenter, words)


class Chip(QFrame):
    """A lamp with words: a device, headquarters. `tone` ok, warn, bad, info or ""."""

    clicked = Signal()

    def __init__(self, text: str = "", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dot = Dot(tone)
        self._text = Text(text, "small")
        self.setLayout(row(self._dot, self._text, spacing=7, margins=(10, 0, 10, 0)))
        self.setFixedHeight(28)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set(self, text: str, tone: str) -> None:
        """Change words and lamp."""
        self._text.setText(text)
        self._dot.set_tone(tone)

    def text(self) -> str:
        """The words shown."""
        return self._text.text()

    def mouseReleaseEvent(self, event: QEvent) -> None:
        self.clicked.emit()


class Omnibox(QFrame):
    """One box for all: card, barcode, phone, name or its pinyin. `entered` on Enter, `edited` while typing."""

    entered = Signal(str)
    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setObjectName("omnibox")
        self.field.setFont(fonts.role("body"))
        self.field.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.field.installEventFilter(self)
        self.setLayout(row(Icon("search", 16), self.field, KeyCap("F2"), spacing=10, margins=(12, 0, 12, 0)))
        self.setFixedHeight(38)
        self.field.returnPressed.connect(lambda: self.entered.emit(self.field.text().strip()))
        self.field.textEdited.connect(self.edited)

    def sizeHint(self) -> QSize:
        return QSize(430, 38)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focus", "true" if event.type() == QEvent.Type.FocusIn else "false")
            repolish(self)
        return False


class KeyHintButton(QPushButton):
    """A key and what it does, for the bottom bar; can be pressed too."""

    def __init__(self, hint: KeyHint, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._hint, self._cap, self._label = hint, KeyCap(""), Text("", "small", "muted")
        box = row(self._cap, self._label, spacing=5, margins=(3, 0, 3, 0))
        box.setSizeConstraint(QHBoxLayout.SizeConstraint.SetMinimumSize)
        self.setLayout(box)
        self.clicked.connect(lambda: self._hint.action())
        self.set_hint(hint)

    def set_hint(self, hint: KeyHint) -> None:
        """Be another key."""
        self._hint = hint
        self._cap.setText(hint.key)
        self._label.setText(hint.label)
        self._label.set_tone("muted" if hint.enabled else "faint")
        self.setEnabled(hint.enabled)
        self.setAccessibleName(hint.label)

    def sizeHint(self) -> QSize:
        return QSize(self.layout().sizeHint().width(), super().sizeHint().height())


class KeyBar(QFrame):
    """The keys that work now; at the right who works here."""

    def __init__(self, height_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("foot")
        self.setFixedHeight(height_px)
        self._hints = row(spacing=8)
        self._buttons: list[KeyHintButton] = []
        self._count = 0
        self.who = Text("", "small", "muted")
        self.setLayout(row(self._hints, None, self.who, spacing=_BAR_GAP, margins=(13, 0, 16, 0)))

    def set_hints(self, hints: Sequence[KeyHint]) -> None:
        """Show other keys. Buttons are used again: making and polishing new ones costs more than a sale."""
        shown = [hint for hint in hints if hint.label]
        while len(self._buttons) < len(shown):
            self._buttons.append(KeyHintButton(shown[len(self._buttons)]))
            self._hints.addWidget(self._buttons[-1])
        for button, hint in zip(self._buttons, shown, strict=False):
            button.set_hint(hint)
        self._count = len(shown)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The last hints are left out where there is no room; their keys work all the same."""
        room = self.width() - self.who.sizeHint().width() - 3 * _BAR_GAP
        for at, button in enumerate(self._buttons):
            room -= button.sizeHint().width() + self._hints.spacing()
            button.setVisible(at < self._count and room >= 0)
