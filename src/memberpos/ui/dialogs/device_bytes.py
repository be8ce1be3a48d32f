"""The bytes of all ports as they pass, and a file of them for a maker's support."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from memberpos import __version__
from memberpos.devices.tap import hex_line
from memberpos.devices.traffic import Piece, Traffic, report
from memberpos.files import write_whole
from memberpos.ui import fonts
from memberpos.ui.context import UiContext
from memberpos.ui.device_words import ROLES, slot_words
from memberpos.ui.dialogs.save_as import SaveAsDialog
from memberpos.ui.format import day, moment
from memberpos.ui.hints import KeyHint
from memberpos.ui.settings_pages.base import choice, rename
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import row
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.text import Text

LOOK_EVERY_MS = 250
MOST_LINES = 2000


class BytesDialog(Dialog):
    """Live: time, device, direction, hexadecimal, text. F9 stops and goes on, F10 writes the file."""

    def __init__(self, window: QWidget, context: UiContext) -> None:
        super().__init__(window, width_px=1000)
        self._context = context
        self._traffic: Traffic = context.services["traffic"]
        self._seen = 0
        self._device = choice({"": "", **dict.fromkeys(ROLES, "")})
        self._device.setObjectName("bytes-device")
        self._text = QPlainTextEdit()
        self._text.setObjectName("bytes")
        self._text.setReadOnly(True)
        self._text.setFont(fonts.fixed(13))
        self._text.setMaximumBlockCount(MOST_LINES)
        self._text.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self._text.setMinimumHeight(340)
        self._pause, self._export, self._note = (
            Button("", "F9"),
            Button("", "F10"),
            Text("", "small", "muted", wrap=True),
        )
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._wire()
        self.retranslate()
        self._look()

    def _wire(self) -> None:
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._device.currentIndexChanged.connect(lambda _at: self._anew())
        self._pause.clicked.connect(self.pause)
        self._export.clicked.connect(self.export)
        self.body.addLayout(row(self._device, None, self._pause, self._export))
        self.body.addWidget(self._text)
        self.body.addWidget(self._note)

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(self.tr("Bytes of the devices"), self.tr("Close"), "")
        rename(self._device, {"": self.tr("All devices"), **{slot: slot_words(slot) for slot in ROLES}})
        self._pause.setText(self.tr("Stop") if self._timer.isActive() else self.tr("Go on"))
        self._export.setText(self.tr("File for support"))
        self._note.setText(
            self.tr("Shown here as they are and kept in memory only. In the file, numbers and texts are blanked.")
        )

    def first_field(self) -> QWidget | None:
        return self._device

    def keys(self) -> Sequence[KeyHint]:
        """Stop, export, close."""
        return (
            KeyHint("F9", self._pause.text(), self.pause),
            KeyHint("F10", self.tr("File for support"), self.export),
            KeyHint("Esc", self.tr("Close"), self.reject),
        )

    def pause(self) -> None:
        """Holds the view, or goes on with what came meanwhile."""
        if self._timer.isActive():
            self._timer.stop()
        else:
            self._timer.start()
        self.retranslate()

    def export(self) -> None:
        """Asks where, then writes what is in memory, blanked."""
        today = day(self._context.services["now_ms"](), self._context.time_zone)
        dialog = SaveAsDialog(self.window(), Path.home() / f"memberpos-devices-{today}.txt")
        dialog.chosen.connect(self._write)
        dialog.open()

    def _write(self, path: Path) -> None:
        pieces = self._traffic.pieces(device=str(self._device.currentData()))
        text = support_file(pieces, self._context.time_zone)
        shell, saved = self._context.shell, self.tr("Written: {path}").format(path=path)
        self._context.runner.aside(
            lambda: write_whole(path, text.encode()), lambda _none: shell.toast(saved), None, self
        )

    def _anew(self) -> None:
        self._seen = 0
        self._text.clear()
        self._look()

    def _look(self) -> None:
        pieces = self._traffic.pieces(self._seen, str(self._device.currentData()))[-MOST_LINES:]
        if pieces:
            self._seen = pieces[-1].number
            self._text.appendPlainText("\n".join(_line(piece, self._context.time_zone) for piece in pieces))


def _line(piece: Piece, zone: str) -> str:
    shown = hex_line(0.0, piece.way, piece.data).lstrip().partition(" ")[2]
    return f"{moment(piece.at_ms, zone)} {slot_words(piece.device)} {shown}"


def support_file(pieces: Sequence[Piece], zone: str) -> str:
    """What support gets: version, which kinds, and the pieces without anybody's data; times of the shop's `zone`."""
    kinds = sorted({f"{piece.device}={piece.kind}" for piece in pieces})
    head = f"memberpos {__version__}\ndevices {' '.join(kinds)}\n"
    return f"{head}{zone}; dd digit, aa letter, hh above 7f, .. other\n\n{report(pieces, lambda ms: moment(ms, zone))}"
