"""Surfaces and how things stand on them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.painted import Icon
from memberpos.ui.widgets.text import ElidedText, Text

#: Characters of a figure that fit a tile in its usual size.
LONG_FIGURE = 11
Item = QWidget | QLayout | int | None
_NONE = (0, 0, 0, 0)


def column(*items: Item, spacing: int = 8, margins: tuple[int, int, int, int] = _NONE) -> QVBoxLayout:
    """Widgets and layouts one below the other; an int is a gap in pixels, None takes the spare room."""
    layout = QVBoxLayout()
    _fill(layout, items, spacing, margins)
    return layout


def row(*items: Item, spacing: int = 8, margins: tuple[int, int, int, int] = _NONE) -> QHBoxLayout:
    """Widgets and layouts side by side, as in `column`."""
    layout = QHBoxLayout()
    _fill(layout, items, spacing, margins)
    return layout


def _fill(layout: QBoxLayout, items: tuple[Item, ...], spacing: int, margins: tuple[int, int, int, int]) -> None:
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)


class Card(QFrame):
    """A white (or quiet) panel with a frame; `layout_` is its column."""

    def __init__(
        self, *items: Item, tone: str = "", spacing: int = 12, pad: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("tone", tone)
        self.layout_ = column(*items, spacing=spacing, margins=(pad, pad, pad, pad))
        self.setLayout(self.layout_)


class Rule(QFrame):
    """A thin line across."""


class StatTile(QFrame):
    """A small heading, one large figure, one quiet remark; tone "", "brand" or "gold"."""

    def __init__(
        self, label: str = "", figure: str = "", remark: str = "", tone: str = "", parent: QWidget | None = None,
        *, longest: int = LONG_FIGURE,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._longest = longest
        self.setProperty("tone", tone)
        self._label = ElidedText(label, "small", "muted")
        self._figure = Text(figure, "figure", tone)
        self._remark = Text(remark, "caption", "muted", wrap=True)
        self.setLayout(column(self._label, self._figure, self._remark, None, spacing=2, margins=(14, 10, 14, 10)))

    def set(self, label: str, figure: str, remark: str = "", remark_tone: str = "muted") -> None:
        """Change all three texts."""
        self._label.setText(label)
        self._figure.setText(figure)
        self._figure.set_role("figure" if len(figure) <= self._longest else "cta")
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        self._remark.set_tone(remark_tone)


class EmptyState(QWidget):
    """What to do where nothing is yet: icon, sentence, quiet remark, one button (or none)."""

    def __init__(
        self,
        icon: str,
        title: str = "",
        remark: str = "",
        button: Button | None = None,
        tone: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = Icon(icon, 56, tone)
        self._title = Text(title, "cta", wrap=True)
        self._remark = Text(remark, "body", "muted", wrap=True)
        layout = column(None, spacing=6, margins=(24, 24, 24, 24))
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(10)
        for text in (self._title, self._remark):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(text)
        if button is not None:
            layout.addSpacing(8)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        self.setLayout(layout)

    def set(self, title: str, remark: str = "", icon: str = "", tone: str = "") -> None:
        """Change the texts, and the icon if given."""
        self._title.setText(title)
        self._remark.setText(remark)
        if icon:
            self._icon.set_icon(icon)
        if tone:
            self._icon.setProperty("tone", tone)


class FormRow(QWidget):
    """A field with its name above, and below it a quiet hint or what is wrong."""

    def __init__(self, field: QWidget, label: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._label = Text(label, "small", "muted")
        self._label.setBuddy(field)
        self._hint_text = hint
        self._hint = Text(hint, "caption", "faint", wrap=True)
        self._hint.setVisible(bool(hint))
        self.setLayout(column(self._label, field, self._hint, None, spacing=4))

    def set(self, label: str, hint: str = "") -> None:
        """Change name and hint."""
        self._label.setText(label)
        self._hint_text = hint
        self.set_error("")

    def set_error(self, sentence: str) -> None:
        """Show what is wrong instead of the hint; "" takes it away."""
        self._hint.setText(sentence or self._hint_text)
        self._hint.set_tone("bad" if sentence else "faint")
        self._hint.setVisible(bool(sentence or self._hint_text))


class FactRow(QWidget):
    """A name at the left, a value at the right."""

    def __init__(self, label: str = "", value: str = "", tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = ElidedText(label, "body", "muted")
        self.value = Text(value, "body", tone)
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = row(self.label, self.value, spacing=12)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    def set(self, label: str, value: str, tone: str = "") -> None:
        """Change both."""
        self.label.setText(label)
        self.value.setText(value)
        self.value.set_tone(tone)


def scrolled(content: QWidget) -> QScrollArea:
    """`content` in an area that scrolls down only."""
    area = QScrollArea()
    content.setObjectName("scrolled")
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
