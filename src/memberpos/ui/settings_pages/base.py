"""What the pages of the settings have in common."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox, QWidget

from memberpos.ui import fonts
from memberpos.ui.context import UiContext


class Page(QWidget):
    """One subject. Pages read their facts in `load` and set all words in `retranslate`."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.context = context

    def title(self) -> str:
        """Name of the subject."""
        return ""

    def load(self) -> None:
        """Reads what is in force and shows it."""

    def retranslate(self) -> None:
        """All words anew."""


def choice(items: Mapping[str, str]) -> QComboBox:
    """A box to choose one of few values from: {value: text}."""
    box = QComboBox()
    box.setFont(fonts.role("body"))
    box.view().setFont(fonts.role("body"))
    for value, text in items.items():
        box.addItem(text, value)
    return box


def choose(box: QComboBox, value: str) -> None:
    """Shows the entry with `value`; an unknown one is added as it is."""
    at = box.findData(value)
    if at < 0:
        box.addItem(value, value)
        at = box.count() - 1
    box.setCurrentIndex(at)


def rename(box: QComboBox, items: Mapping[str, str]) -> None:
    """Sets the texts of entries anew."""
    for value, text in items.items():
        at = box.findData(value)
        if at >= 0:
            box.setItemText(at, text)
