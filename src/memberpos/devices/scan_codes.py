"""What the keys of a US keyboard type, by scan code: scanners type as such a keyboard unless told otherwise.

The codes are those of keyboards of set 1, which Windows hands on as they are and Linux with 8 added under X.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from memberpos.devices.keyboard_wedge import Key

_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
)
#: Code → what it types without and with Shift.
_CHARACTERS: Mapping[int, tuple[str, str]] = MappingProxyType(
    {first + at: pair for first, plain, shifted in _ROWS for at, pair in enumerate(zip(plain, shifted, strict=True))}
    | {57: (" ", " "), 55: ("*", "*"), 74: ("-", "-"), 78: ("+", "+"), 98: ("/", "/")}
)
#: The keypad: its digits and its point, while Num Lock is on.
_KEYPAD: Mapping[int, str] = MappingProxyType(
    {71: "7", 72: "8", 73: "9", 75: "4", 76: "5", 77: "6", 79: "1", 80: "2", 81: "3", 82: "0", 83: "."}
)
ENTER, TAB, KEYPAD_ENTER = 28, 15, 96
_NAMES: Mapping[int, str] = MappingProxyType(
    {
        ENTER: "Enter", TAB: "Tab", KEYPAD_ENTER: "KP_Enter", 42: "Shift", 54: "Shift", 29: "Control", 97: "Control",
        56: "Alt", 100: "AltGr", 58: "CapsLock", 69: "NumLock", 125: "Meta", 126: "Meta",
    }
)  # fmt: skip
#: Keys that only change what others mean.
MODIFIERS = frozenset((29, 42, 54, 58, 69, 97, 100, 125, 126))


def key_of(
    code: int,
    at_ms: int,
    *,
    shift: bool = False,
    caps: bool = False,
    alt: bool = False,
    repeat: bool = False,
    release: bool = False,
) -> Key:
    """The key of a scan code, for the detector of scanners; its `token` is the code."""
    name, text = _NAMES.get(code, ""), ""
    if not name:
        plain, shifted = _CHARACTERS.get(code, (_KEYPAD.get(code, ""),) * 2)
        text = shifted if shift != (caps and plain.isalpha()) else plain
        name = "" if text else "?"
    return Key(at_ms, text, name, alt=alt, keypad=code in _KEYPAD, repeat=repeat, release=release, token=code)
