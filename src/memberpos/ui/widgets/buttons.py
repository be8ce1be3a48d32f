"""Things to press. A key cap stands right of the text; the text stays the button's own `text()`."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from memberpos.ui import fonts
from memberpos.ui.widgets.painted import repolish
from memberpos.ui.widgets.text import ElidedText, KeyCap

_GAP = 9


class Button(QPushButton):
    """kind: "" plain, "primary" (the one next step), "danger", "quiet"; size: "", "small", "large"."""

    def __init__(
        self, text: str = "", key: str = "", *, kind: str = "", size: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setProperty("scale", size)  # QWidget has a `size` of its own
        self.setFont(fonts.role({"large": "cta", "small": "small-strong"}.get(size, "button")))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._cap = KeyCap(key, self) if key else None

    def set_kind(self, kind: str) -> None:
        """Change the look."""
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self._look_anew()

    def _look_anew(self) -> None:
        repolish(self)

    def show_key(self, shown: bool) -> None:
        """Show the key cap, or hide it while the key means something else."""
        if self._cap is not None:
            self._cap.setVisible(shown)
            self.update()

    def sizeHint(self) -> QSize:
        extra = self._cap.sizeHint().width() + _GAP if self._cap else 0
        return super().sizeHint() + QSize(extra, 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        drawing = QPainter(self)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, drawing, self)
        option.rect = self._text_box()
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonLabel, option, drawing, self)

    def _text_box(self) -> QRect:
        box = self.rect()
        if self._cap is None or self._cap.isHidden():
            return box
        cap = self._cap.sizeHint().width()
        words = self.fontMetrics().horizontalAdvance(self.text())
        left = (self.width() - words - cap - _GAP) // 2
        self._cap.setGeometry(left + words + _GAP, (self.height() - 20) // 2, cap, 20)
        return QRect(left, 0, words + 2, self.height())


class PrimaryButton(Button):
    """The next step: filled, one a screen."""

    def __init__(self, text: str = "", key: str = "", *, size: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, key, kind="primary", size=size, parent=parent)


class TileButton(Button):
    """Two lines, a name and a quiet remark (price, key, balance): products and ways to pay."""

    def __init__(self, text: str = "", sub: str = "", *, kind: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, kind=kind, parent=parent)
        self.setFont(fonts.role("strong"))
        self._sub = ElidedText(sub, "caption", parent=self)
        self._sub.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sub.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._sub.setObjectName("sub")
        self.setMinimumHeight(54)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _look_anew(self) -> None:
        """Of the remark too."""
        super()._look_anew()
        repolish(self._sub)

    def set_sub(self, text: str) -> None:
        """Change the remark."""
        self._sub.setText(text)
        self.update()

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """A name longer than the button ends in …; then the tool tip says all of it."""
        super().initStyleOption(option)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 16)
        option.text = shown
        self.setToolTip(self.text() if shown != self.text() else "")

    def sizeHint(self) -> QSize:
        return QSize(min(super().sizeHint().width(), 120), 54)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(super().sizeHint().width(), 96), 54)

    def _text_box(self) -> QRect:
        if not self._sub.whole_text():
            return self.rect()
        top = (self.height() - 40) // 2
        self._sub.setGeometry(8, top + 22, self.width() - 16, 18)
        return QRect(0, top, self.width(), 22)


class TenderButton(TileButton):
    """A way to pay; the proposed one is filled."""

    def set_proposed(self, proposed: bool) -> None:
        """Fill it or not."""
        self.set_kind("primary" if proposed else "")


class ChoiceChip(QPushButton):
    """A small filter that stays pressed."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setFont(fonts.role("badge"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
