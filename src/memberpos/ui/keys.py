"""The one application event filter for keys: wedge scanners, then the bottom bar, then the widgets.

Where an input method takes a scan to pieces, `foreseen` has heard it before.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from memberpos.devices.keyboard_wedge import Burst, Key, Replay, WedgeDetector, WedgeSettings
from memberpos.settings import Wedge
from memberpos.ui.foreseen import Foresight
from memberpos.ui.native_keys import NativeKeys, code_of

_NAMES = {
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "KP_Enter",
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Alt: "Alt",
    Qt.Key.Key_Shift: "Shift",
}
_ENDS = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab))


class Detector(Protocol):
    """What is needed of `devices.keyboard_wedge.WedgeDetector`."""

    def feed(self, key: Key) -> list[Burst | Replay]: ...
    def flush(self) -> list[Burst | Replay]: ...
    @property
    def waiting(self) -> bool: ...


def wedge_settings(chosen: Wedge) -> WedgeSettings:
    """The detector's settings as this machine has them."""
    return WedgeSettings(max_gap_ms=chosen.max_gap_ms, mean_gap_ms=chosen.mean_gap_ms, prefix=chosen.prefix)


def sequence_of(event: QKeyEvent) -> str:
    """The key as a `KeyHint` names it: "F12", "Esc", "Ctrl+P"; the keypad's Enter is "Enter"."""
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return "Enter"
    combined = QKeySequence(event.keyCombination()) if event.key() > 0 else QKeySequence()
    return combined.toString(QKeySequence.SequenceFormat.PortableText).replace("Num+", "")


class KeyRouter(QObject):
    """`take_key(name) -> bool` runs an action of the bottom bar. `read` carries what a wedge device said.

    Keys held back while a burst may be under way are replayed unchanged to whoever has the focus then. A key whose
    time is unknown (0) is never part of a scan; the detector gives it back at once.
    """

    read = Signal(object)

    def __init__(
        self,
        take_key: Callable[[str], bool],
        detector: Detector | None = None,
        idle_ms: int = 80,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._take_key, self._detector = take_key, detector
        self._replaying = False
        self.foresight = Foresight(self.read.emit, self._drop, self._send, self)
        self.native = NativeKeys(self._foresee)
        self._watcher: Callable[[Key], object] | None = None
        self._lead_ms, self._last_ms = 0, 0
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(idle_ms)
        self._idle.timeout.connect(self._rest)

    def install(self, app: QApplication) -> None:
        """Begin to see all keys."""
        app.installEventFilter(self)
        self.native.install(app)

    def remove(self, app: QApplication) -> None:
        """Stop seeing keys."""
        app.removeEventFilter(self)
        app.removeNativeEventFilter(self.native)

    def _foresee(self, key: Key) -> None:
        """A key that may not arrive."""
        if self._watcher is None and self._detector is not None:
            self.foresight.key(key)

    def _drop(self) -> None:
        """What is held back was part of a scan."""
        if self._detector is not None:
            self._detector.flush()

    def _send(self, field: QWidget, event: QInputMethodEvent) -> None:
        self._replaying = True
        try:
            QApplication.sendEvent(field, event)
        finally:
            self._replaying = False

    def use(self, settings: WedgeSettings) -> None:
        """Other times or another prefix from now on; keys held back are given back first."""
        self._rest()
        self._detector = WedgeDetector(settings)
        self._idle.setInterval(settings.wait_ms)
        self.foresight.use(settings)

    def watch(self, watcher: Callable[[Key], object] | None) -> None:
        """Until None is given, characters, Enter and Tab go to `watcher` and nowhere else (measuring a scanner)."""
        self._rest()
        self._watcher = watcher

    @property
    def waiting(self) -> bool:
        """True while keys are held back, because a scan may be under way."""
        return self._detector is not None and self._detector.waiting

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent) and not self._replaying and watched is _target(watched):
            return self._committed(event)
        if not isinstance(event, QKeyEvent) or self._replaying:  # nearly all events of the program end here
            return False
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) or watched is not _target(watched):
            return False
        return self._key(event, released=kind == QEvent.Type.KeyRelease)

    def _key(self, event: QKeyEvent, *, released: bool) -> bool:
        if self._watcher is not None and (_types(event) or event.key() in _ENDS):
            if not released and not event.isAutoRepeat():
                self._watcher(_key_of(event, released=False))
            return True
        if not released and self.foresight.came(code_of(event.nativeScanCode()), event.timestamp()):
            return True
        if self._detector is None or (released and event.key() != Qt.Key.Key_Alt):
            return not released and self._take_key(sequence_of(event))
        key = _key_of(event, released=released)
        if key.timestamp_ms:
            self._lead_ms, self._last_ms = key.timestamp_ms - _arrival_ms(), key.timestamp_ms
        if self._feed(key):
            return True
        return not released and self._take_key(sequence_of(event))

    def _committed(self, event: QInputMethodEvent) -> bool:
        """One character through an input method: part of a scan perhaps (it makes `；` of a card's `;`). It has no time
        of its own and gets that of its arrival on the clock of the keys; whole words and compositions are a person's.
        """
        text = event.commitString()
        if self._watcher is not None:
            self._watcher(Key(0, text))  # whoever measures should know that an input method is on
            return True
        if self.foresight.composes(event):
            return True
        if self._detector is None or len(text) != 1 or event.preeditString() or event.replacementLength():
            self._rest()
            return False
        self._last_ms = max(self._last_ms + 1, _arrival_ms() + self._lead_ms)
        token = QInputMethodEvent("", [])
        token.setCommitString(text)
        return self._feed(Key(self._last_ms, unicodedata.normalize("NFKC", text), token=token))

    def _feed(self, key: Key) -> bool:
        """Whether the key was held back, or used; else it goes its way at once."""
        detector = self._detector
        if detector is None:
            return False
        found = self.foresight.judge(detector.feed(key))
        if detector.waiting:
            self._idle.start()
        if found == [Replay((key,))]:
            return False
        self._act(found)
        return True

    def _rest(self) -> None:
        if self._detector is not None:
            self._act(self.foresight.judge(self._detector.flush()))

    def _act(self, found: list[Burst | Replay]) -> None:
        for each in found:
            if isinstance(each, Burst):
                self.read.emit(each.reading)
            else:
                self._replay(each)

    def _replay(self, replay: Replay) -> None:
        self._replaying = True
        try:
            for key in replay.keys:
                _give(key.token, self._take_key)
        finally:
            self._replaying = False
        self.foresight.given()


def _target(watched: QObject) -> QObject | None:
    """Where a key is looked at: once, at the widget that has the focus (else the active window), not at its parents."""
    if not isinstance(watched, QWidget):
        return None
    return QApplication.focusWidget() or watched.window()


def _give(token: Any, take_key: Callable[[str], bool]) -> None:
    if not isinstance(token, QKeyEvent | QInputMethodEvent):
        return
    if isinstance(token, QKeyEvent) and token.type() == QEvent.Type.KeyPress and take_key(sequence_of(token)):
        return
    receiver = QApplication.focusWidget() or QApplication.activeWindow()
    if receiver is not None:
        QApplication.sendEvent(receiver, token)


def _key_of(event: QKeyEvent, *, released: bool) -> Key:
    modifiers = event.modifiers()
    code = Qt.Key(event.key()) if event.key() in Qt.Key._value2member_map_ else Qt.Key.Key_unknown
    name = _NAMES.get(code, "")
    if not name and not _types(event):
        name = sequence_of(event) or "?"
    return Key(
        timestamp_ms=event.timestamp(),
        text=event.text(),
        name=name,
        alt=bool(modifiers & Qt.KeyboardModifier.AltModifier),
        keypad=bool(modifiers & Qt.KeyboardModifier.KeypadModifier),
        repeat=event.isAutoRepeat(),
        release=released,
        token=_copy(event),
    )


def _types(event: QKeyEvent) -> bool:
    return bool(event.text()) and event.text().isprintable()


def _arrival_ms() -> int:
    return time.monotonic_ns() // 1_000_000


def _copy(event: QKeyEvent) -> QKeyEvent:
    copy = QKeyEvent(
        event.type(), event.key(), event.modifiers(), event.nativeScanCode(), event.nativeVirtualKey(),
        event.nativeModifiers(), event.text(), event.isAutoRepeat(), event.count(),
    )  # fmt: skip
    copy.setTimestamp(event.timestamp())
    return copy
