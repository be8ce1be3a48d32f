"""Where a file goes: a path that may be typed, and the system's own window to choose one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from memberpos.ui.hints import KeyHint
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import row
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog


class SaveAsDialog(Dialog):
    """`chosen` carries the Path. The proposal stands there; Enter takes it. A name may end in any of `suffixes`."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, proposal: Path, suffixes: Sequence[str] = ()) -> None:
        super().__init__(window, width_px=640)
        self._suffix, self._suffixes = proposal.suffix, tuple(suffixes) or (proposal.suffix,)
        self._field = Field(str(proposal), latin=True)
        self._field.setObjectName("path")
        self._field.setMinimumHeight(44)
        self._field.returnPressed.connect(self.accept)
        self._browse = Button("")
        self._browse.setMinimumHeight(44)
        self._browse.clicked.connect(self._choose)
        line = row(self._field, self._browse)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(self.tr("Save as"), self.tr("Save"), self.tr("Back"))
        self._browse.setText(self.tr("Browse…"))

    def first_field(self) -> QWidget | None:
        return self._field

    def keys(self) -> Sequence[KeyHint]:
        """Enter saves."""
        return (KeyHint("Esc", self.tr("Back"), self.reject),)

    def accept(self) -> None:
        """Takes the path; the ending stays what the file is."""
        text = self._field.text().strip()
        if not text or not Path(text).is_absolute():
            self.set_problem(self.tr("Give the folder and the name of the file."))
            return
        path = Path(text)
        if path.suffix.lower() not in self._suffixes:
            path = path.with_name(path.name + self._suffix)
        self.finish(True)
        self.chosen.emit(path)

    def _choose(self) -> None:
        wanted = " ".join(f"*{suffix}" for suffix in self._suffixes)
        name, _ = QFileDialog.getSaveFileName(self.window(), self.tr("Save as"), self._field.text(), wanted)
        if name:
            self._field.setText(name)
