"""What of a device's bytes may be shown to strangers: their frame, never what somebody's card, call or receipt said.

A hidden byte becomes its class: `dd` a digit, `aa` a letter, `hh` a byte above 7F, `..` any other. How much stays
depends on the protocol; of one that is not known, only line ends and the letters of escape commands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_ESCAPES = frozenset((0x10, 0x1B, 0x1C, 0x1D, 0x1F))
_LINE_ENDS = frozenset((0x0A, 0x0D))
#: Words of modems and readers; nobody is called so.
_WORDS = re.compile(
    rb"\b(RING|OK|ERROR|NO CARRIER|CONNECT|DATE|TIME|NMBR|NAME|MESG|DDN_NMBR|REV|AT[EVQSZ+#&][A-Z0-9=+#;]*)\b"
)
#: Binary protocols: what a frame begins with, and how many bytes after that say what kind of frame it is.
_FRAMES: Mapping[str, tuple[bytes, int]] = MappingProxyType(
    {"pn532": (b"\x00\x00\xff", 4), "yhy522": (b"\xaa\xbb", 2), "er302": (b"\xaa\xbb", 6)}
)
#: Lines and marks around text that is somebody's: control characters and punctuation stay.
_TEXTS = frozenset(("msr605", "rdm6300", "scanner", "caller"))
#: Nothing of anybody's goes this way.
_OPEN = frozenset((("caller", ">"), ("printer", "<")))


class Blank:
    """One direction (`way` "<" or ">") of one device of a `kind`. Feed pieces in order; each gives one word a byte."""

    def __init__(self, kind: str, way: str) -> None:
        self._kind, self._open = kind, (kind, way) in _OPEN
        self._frame = _FRAMES.get(kind)
        self._before = b""
        self._keep = 0

    def feed(self, data: bytes) -> list[str]:
        """Two characters for each byte of `data`."""
        if self._open:
            return [f"{byte:02x}" for byte in data]
        if self._frame is not None:
            return [self._framed(byte, *self._frame) for byte in data]
        known = _places(data) if self._kind in _TEXTS else frozenset()
        return [self._in_text(byte, known=at in known) for at, byte in enumerate(data)]

    def _framed(self, byte: int, start: bytes, header: int) -> str:
        self._before = (self._before + bytes((byte,)))[-len(start) :]
        if self._before == start:
            self._keep = header
            return f"{byte:02x}"
        if self._keep:
            self._keep -= 1
            return f"{byte:02x}"
        return f"{byte:02x}" if byte in (start[0], start[-1]) else _class(byte)

    def _in_text(self, byte: int, *, known: bool) -> str:
        command = bool(self._before) and self._before[0] in _ESCAPES
        self._before = bytes((byte,))
        plain = self._kind in _TEXTS and not (chr(byte).isalnum() or byte > 0x7F)
        shown = command or known or plain or byte in _ESCAPES or byte in _LINE_ENDS
        return f"{byte:02x}" if shown else _class(byte)


def _places(data: bytes) -> frozenset[int]:
    """Where known words of the protocol stand."""
    return frozenset(at for word in _WORDS.finditer(data) for at in range(*word.span()))


def _class(byte: int) -> str:
    if 0x30 <= byte <= 0x39:
        return "dd"
    if 0x41 <= byte <= 0x5A or 0x61 <= byte <= 0x7A:
        return "aa"
    return "hh" if byte > 0x7F else ".."
