"""Keys as the system brings them, before an input method may take them: under X and on Windows.

Elsewhere (Wayland, macOS) a program sees only what the input method leaves.
"""

from __future__ import annotations

import ctypes
import struct
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray
from PySide6.QtGui import QGuiApplication

from memberpos.devices import scan_codes
from memberpos.devices.keyboard_wedge import Key

PLATFORMS = ("xcb", "windows")
#: xcb_key_press_event_t: response type, detail, sequence, time, three windows, four coordinates, state.
_X_EVENT = struct.Struct("=BBHI12x8xH2x")
_X_PRESS, _X_RELEASE, _X_SENT = 2, 3, 0x80
_X_SHIFT, _X_LOCK, _X_ALT = 1, 2, 8
_X_OFFSET = 8
_KEY_DOWN, _KEY_UP, _SYSTEM_DOWN, _SYSTEM_UP = 0x100, 0x101, 0x104, 0x105
_VK_SHIFT, _VK_CAPITAL, _VK_MENU = 0x10, 0x14, 0x12
#: Scan codes with a prefix, as X numbers them.
_EXTENDED = {0x1C: 96, 0x1D: 97, 0x35: 98, 0x38: 100, 0x5B: 125, 0x5C: 126}


def code_of(native: int) -> int:
    """The scan code of a key event as Qt hands it on (`QKeyEvent.nativeScanCode`)."""
    if native & 0x100 and sys.platform == "win32":
        return _EXTENDED.get(native & 0xFF, 0)
    return native if sys.platform == "win32" else native - _X_OFFSET


class NativeKeys(QAbstractNativeEventFilter):
    """Gives every key that goes down (of Alt also its going up) to `see`; it changes nothing."""

    def __init__(self, see: Callable[[Key], object]) -> None:
        super().__init__()
        self._see = see
        self._down: set[int] = set()
        self._released = (0, 0)

    def install(self, app: QGuiApplication) -> bool:
        """Begin to see keys; False where the platform does not show them."""
        if app.platformName() not in PLATFORMS:
            return False
        app.installNativeEventFilter(self)
        return True

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: Any) -> object:
        """Called by Qt for each event of the system."""
        if kind == b"xcb_generic_event_t":
            self.x_event(ctypes.string_at(int(message), _X_EVENT.size))
        elif kind == b"windows_generic_MSG":
            self._windows_message(int(message))
        return False, 0

    def x_event(self, data: bytes) -> None:
        """An X event of 32 bytes, perhaps of a key."""
        kind, detail, _, at_ms, state = _X_EVENT.unpack(data)
        kind &= ~_X_SENT
        if kind not in (_X_PRESS, _X_RELEASE):
            return
        flags = {"shift": bool(state & _X_SHIFT), "caps": bool(state & _X_LOCK), "alt": bool(state & _X_ALT)}
        self._key(detail - _X_OFFSET, at_ms, released=kind == _X_RELEASE, **flags)

    def _windows_message(self, address: int) -> None:
        from ctypes import wintypes

        message = wintypes.MSG.from_address(address)
        if message.message not in (_KEY_DOWN, _KEY_UP, _SYSTEM_DOWN, _SYSTEM_UP):
            return
        state = ctypes.windll.user32.GetKeyState  # type: ignore[attr-defined,unused-ignore]
        shift, caps, alt = state(_VK_SHIFT) < 0, bool(state(_VK_CAPITAL) & 1), state(_VK_MENU) < 0
        self.windows_key(message.message, message.lParam, message.time, shift=shift, caps=caps, alt=alt)

    def windows_key(self, kind: int, facts: int, at_ms: int, *, shift: bool, caps: bool, alt: bool) -> None:
        """A message of a key: its scan code stands in `facts` (lParam) also when an input method has taken it."""
        code, extended = facts >> 16 & 0xFF, bool(facts >> 24 & 1)
        code = _EXTENDED.get(code, 0) if extended else code
        self._key(code, at_ms, released=kind in (_KEY_UP, _SYSTEM_UP), shift=shift, caps=caps, alt=alt)

    def _key(self, code: int, at_ms: int, *, released: bool, shift: bool, caps: bool, alt: bool) -> None:
        """A key that is held repeats: it goes down again, under X with or without having come up at that moment."""
        repeat = not released and (code in self._down or self._released == (code, at_ms))
        (self._down.discard if released else self._down.add)(code)
        if released:
            self._released = (code, at_ms)
        key = scan_codes.key_of(code, at_ms, shift=shift, caps=caps, alt=alt, repeat=repeat, release=released)
        if not released or key.name == "Alt":
            self._see(key)
