"""A note on a call."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memberpos.ui.hints import KeyHint
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog


class CallNoteDialog(Dialog):
    """`noted` carries what was written. `who` is the caller as the pop-up shows it."""

    noted = Signal(str)

    def __init__(self, window: QWidget, who: str, note: str = "") -> None:
        super().__init__(window, width_px=520)
        self._who = who
        self._field = Field(note)
        self._field.setObjectName("note")
        self._field.setMinimumHeight(48)
        self._field.setMaxLength(200)
        self._field.textChanged.connect(lambda _text: self._show())
        self.body.addWidget(self._field)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(self.tr("Note on the call"), self.tr("Save"), self.tr("Back"), self._who)
        self._field.setPlaceholderText(self.tr("What did the caller want?"))
        self._show()

    def first_field(self) -> QWidget | None:
        return self._field

    def keys(self) -> Sequence[KeyHint]:
        """Enter saves."""
        return (KeyHint("Esc", self.tr("Back"), self.reject),)

    def accept(self) -> None:
        """Hands the note on."""
        note = self._field.text().strip()
        if note:
            self.finish(True)
            self.noted.emit(note)

    def _show(self) -> None:
        self.next.setEnabled(bool(self._field.text().strip()))
