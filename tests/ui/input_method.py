"""An input method between the keyboard and a field, as those for pinyin work: it composes letters, chooses by digits,
takes Enter and the keys that turn its pages, and makes full-width signs. Nothing of it is Qt's: what it takes, Qt
never sees; what it gives arrives as Qt's input method events, at once or a moment later (another process).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from memberpos.devices import scan_codes
from memberpos.ui.keys import KeyRouter

_SIGNS = {";": "；", ",": "，", ".": "。", "?": "？", ":": "：", "/": "、"}
_CODES = {
    text: (code, at) for code, pair in scan_codes._CHARACTERS.items() for at, text in reversed([*enumerate(pair)])
}
_X_OFFSET = 8
SHIFT = 42


class Pinyin:
    """`press` a character or "Enter"/"Tab"; `on`: whether it composes; `later_ms`: how late it answers (None = at once)."""

    def __init__(self, router: KeyRouter, *, on: bool = True, later_ms: int | None = None) -> None:
        self.router, self.on, self.later_ms = router, on, later_ms
        self.at_ms = 100_000
        self.composed = ""
        self._answers: deque[Callable[[], None]] = deque()

    @property
    def under_way(self) -> bool:
        """Answers are to come."""
        return bool(self._answers)

    def press(self, char: str, gap_ms: int) -> None:
        """One key as the keyboard sends it, Shift before it where it needs one."""
        self.at_ms += gap_ms
        code, shifted = {"Enter": (scan_codes.ENTER, 0), "Tab": (scan_codes.TAB, 0)}.get(char) or _CODES[char]
        if shifted:
            self.router._foresee(scan_codes.key_of(SHIFT, self.at_ms))
            self._key(Qt.Key.Key_Shift, "", SHIFT)
        self.router._foresee(scan_codes.key_of(code, self.at_ms, shift=bool(shifted)))
        answer = self._takes(char, code)
        if self.later_ms is None:
            answer()
            return
        self._answers.append(answer)
        QTimer.singleShot(self.later_ms, self.router, self._late)

    def type(self, text: str, gap_ms: int | Callable[[], int], end: str = "") -> None:
        """Characters one after the other, then `end`."""
        for char in [*text, *([end] if end else [])]:
            self.press(char, gap_ms if isinstance(gap_ms, int) else gap_ms())

    def _late(self) -> None:
        self._answers.popleft()()

    def _takes(self, char: str, code: int) -> Callable[[], None]:
        """What becomes of a key; the state of the composition changes now, what it leads to is told by the answer."""
        if not self.on:
            return self._passes(char, code)
        if char.isalpha() and char.islower():
            self.composed += char
            return self._says(preedit=self.composed)
        composed, self.composed = self.composed, ""
        if composed and char in "-=":
            self.composed = composed
            return self._says(preedit=composed)
        if composed and char == "Enter":
            return self._says(commit=composed)
        if composed and (char.isdigit() or char == " "):
            return self._says(commit=f"字{len(composed)}")
        told = [self._says(commit=f"字{len(composed)}")] if composed else []
        told.append(self._says(commit=_SIGNS[char]) if char in _SIGNS else self._passes(char, code))
        return lambda: [each() for each in told] and None

    def _says(self, commit: str = "", preedit: str = "") -> Callable[[], None]:
        def tell() -> None:
            event = QInputMethodEvent(preedit, [])
            if commit:
                event.setCommitString(commit)
            QApplication.sendEvent(QApplication.focusWidget(), event)

        return tell

    def _passes(self, char: str, code: int) -> Callable[[], None]:
        key = {"Enter": Qt.Key.Key_Return, "Tab": Qt.Key.Key_Tab}.get(char, Qt.Key(ord(char.upper())) if len(char) == 1 else 0)  # fmt: skip
        text, at_ms = {"Enter": "\r", "Tab": "\t"}.get(char, char), self.at_ms
        return lambda: self._key(key, text, code, at_ms)

    def _key(self, key: Qt.Key | int, text: str, code: int, at_ms: int | None = None) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, code + _X_OFFSET, 0, 0, text)
            event.setTimestamp(self.at_ms if at_ms is None else at_ms)
            QApplication.sendEvent(QApplication.focusWidget(), event)
