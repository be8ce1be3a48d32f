"""What all screens have in common."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from memberpos.devices.readings import Reading
from memberpos.ui.context import UiContext
from memberpos.ui.hints import KeyHint


class Screen(QWidget):
    """One place of the window. Subclasses build in the constructor and set every text in `retranslate()`."""

    keys_changed = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.setObjectName("page")

    def title(self) -> str:
        """Name of the screen in the user's language."""
        return ""

    def keys(self) -> Sequence[KeyHint]:
        """Keys that work now, in the order of the bottom bar."""
        return ()

    def on_shown(self, **facts: object) -> None:
        """The screen came to the front; `facts` are those given to `shell.go`."""

    def on_reading(self, reading: Reading) -> bool:
        """A card, scan or device state while this screen is in front; True when it was of use."""
        return False

    def on_text(self, text: str) -> bool:
        """Something was entered in the omnibox; True when it was of use."""
        return False

    def on_changed(self, what: frozenset[str]) -> None:
        """Facts changed elsewhere, such as {"member", "shift"}."""

    def retranslate(self) -> None:
        """Set every visible text anew."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.keys_changed.emit()
        super().changeEvent(event)
