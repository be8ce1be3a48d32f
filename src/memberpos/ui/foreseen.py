"""Scans that an input method takes to pieces, found by the keys as they were before it.

In a field for names an input method composes the letters of a scan, takes its digits for the choice of a word and its
Enter for the end of a composition. Where the system shows keys before that (`native_keys`), a second detector hears
them; when it hears a scan and not all of its keys arrive, the scan is told from there, and the field gets back the
text it had.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from memberpos.devices.keyboard_wedge import Burst, Key, Replay, WedgeDetector, WedgeSettings
from memberpos.devices.readings import CardPresented, Scan
from memberpos.devices.scan_codes import MODIFIERS

#: How long keys of a scan may be under way through an input method of another process.
UNDER_WAY_MS = 120
#: And how long after that what it made of them may still come, unless somebody types before.
AFTERMATH_MS = 2000
_SEPARATORS = str.maketrans("", "", " '")

Found = Burst | Replay


@dataclass(frozen=True)
class Before:
    """A field as it was before the first key of what may be a scan. `composed`: what was being composed in it."""

    field: QWidget
    text: str
    cursor: int
    composed: str


class Foresight(QObject):
    """Stands beside the router's own detector and only matters where an input method may be at work.

    `tell` gets the reading of a scan that did not arrive whole; before that `drop` forgets the keys of it that the
    router holds back. `send` delivers an event past all filters.
    """

    def __init__(
        self,
        tell: Callable[[Scan | CardPresented], object],
        drop: Callable[[], object],
        send: Callable[[QWidget, QInputMethodEvent], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tell, self._drop, self._send = tell, drop, send
        self._before: Before | None = None
        self._scan: Burst | None = None
        self._to_come: list[object] = []
        self._composed = ""
        self._ended_ms = self._gap_ms = 0
        self._told_ms = (1, 0)
        self._idle, self._under_way, self._aftermath = (QTimer(self) for _ in range(3))
        for timer, ended in ((self._idle, self._rest), (self._under_way, self._settle), (self._aftermath, self._over)):
            timer.setSingleShot(True)
            timer.timeout.connect(ended)
        self._under_way.setInterval(UNDER_WAY_MS)
        self._aftermath.setInterval(AFTERMATH_MS)
        self.use(WedgeSettings())

    def use(self, settings: WedgeSettings) -> None:
        """Other times from now on."""
        self._detector, self._gap_ms = WedgeDetector(settings), settings.max_gap_ms
        self._idle.setInterval(settings.wait_ms)

    # --- what the keyboard did --------------------------------------------------------------------------------------

    def key(self, key: Key) -> None:
        """A key has gone down; whether it arrives is not known yet."""
        if 0 <= key.timestamp_ms - self._ended_ms <= self._gap_ms:
            self._to_come.append(key.token)  # the scanner's line feed after its carriage return
            return
        self._settle()  # somebody goes on: what has not come by now was taken
        if key.token not in MODIFIERS:
            self._over()
        field = _composing_field()
        if field is None:
            self._detector.flush()
            return
        found = self._detector.feed(key)
        if len(self._detector.held) == 1 and self._detector.held[0] is key:
            self._before, self._to_come = self._look(field), []
        if self._detector.waiting:
            self._idle.start()
        if key.token not in MODIFIERS and not key.repeat and not key.release:
            self._to_come.append(key.token)
        self._found(found)

    def _look(self, field: QWidget) -> Before:
        text, cursor = _text_of(field)
        return Before(field, text, cursor, self._composed)

    def _rest(self) -> None:
        self._found(self._detector.flush())

    def _found(self, found: Sequence[Found]) -> None:
        scan = next((each for each in found if isinstance(each, Burst)), None)
        if scan is not None:
            self._scan, self._ended_ms = scan, scan.keys[-1].timestamp_ms
            self._under_way.start()

    # --- what arrives -----------------------------------------------------------------------------------------------

    def came(self, code: int, at_ms: int) -> bool:
        """A key has arrived, after an input method if there is one; True when it is part of a scan already told. In X
        it has the time at which it was pressed, however late it comes.
        """
        first_ms, last_ms = self._told_ms
        if first_ms <= at_ms <= last_ms:
            return True
        if code in self._to_come:
            self._to_come.remove(code)
            return self._aftermath.isActive()
        return False

    def composes(self, event: QInputMethodEvent) -> bool:
        """An input method says something; True when it comes of a scan that was told."""
        if self._aftermath.isActive():
            return True
        self._composed = event.preeditString()
        return False

    def given(self) -> None:
        """Keys of before were given to the field only now: they are no part of what may be a scan."""
        if self._before is not None and len(self._detector.held) == 1 and shiboken6.isValid(self._before.field):
            self._before = replace(self._look(self._before.field), composed=self._before.composed)

    def judge(self, found: Sequence[Found]) -> list[Found]:
        """What is to be done of what the router's detector found among the keys that arrived."""
        scan, whole = self._scan, [each for each in found if isinstance(each, Burst)]
        if scan is not None:
            if not any(len(each.keys) == len(scan.keys) for each in whole):
                return []  # pieces: the scan is told as a whole
            self._scan = None
            self._under_way.stop()
            return list(found)
        part = len(self._detector.held)
        return [Replay(each.keys) if isinstance(each, Burst) and len(each.keys) < part else each for each in found]

    # --- the end of a scan that was taken to pieces -----------------------------------------------------------------

    def _settle(self) -> None:
        """No more of its keys will come: the field gets back its text, and the scan is told."""
        scan, before = self._scan, self._before
        if scan is None:
            return
        self._scan = self._before = None
        self._under_way.stop()
        self._aftermath.start()
        self._told_ms = scan.keys[0].timestamp_ms, scan.keys[-1].timestamp_ms
        self._drop()
        if before is not None and shiboken6.isValid(before.field):
            self._give_back(before)
        self._tell(scan.reading)

    def _give_back(self, before: Before) -> None:
        """The input method forgets what it composed; what a person had composed before stands there as typed."""
        QGuiApplication.inputMethod().reset()
        self._send(before.field, QInputMethodEvent())
        self._composed = ""
        _set_text(before.field, before.text, before.cursor, before.composed.translate(_SEPARATORS))

    def _over(self) -> None:
        if self._aftermath.isActive():
            self._aftermath.stop()
            self._to_come = []


def _composing_field() -> QWidget | None:
    """The field that has the focus, if an input method may work in it."""
    field = QApplication.focusWidget()
    if not isinstance(field, QLineEdit | QPlainTextEdit):
        return None
    return field if field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled) else None


def _text_of(field: QWidget) -> tuple[str, int]:
    if isinstance(field, QLineEdit):
        return field.text(), field.cursorPosition()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText(), field.textCursor().position()
    return "", 0


def _set_text(field: QWidget, text: str, at: int, more: str) -> None:
    """`text` with the cursor `at` a place, and `more` put in there."""
    if isinstance(field, QLineEdit):
        if field.text() != text:
            field.setText(text)
        field.setCursorPosition(at)
        field.insert(more)
    elif isinstance(field, QPlainTextEdit):
        if field.toPlainText() != text:
            field.setPlainText(text)
        cursor = QTextCursor(field.document())
        cursor.setPosition(at)
        field.setTextCursor(cursor)
        field.insertPlainText(more)
