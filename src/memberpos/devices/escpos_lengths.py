"""How long each ESC/POS command is; without this, arguments would print as text. Source: Epson's command reference."""

from __future__ import annotations

from collections.abc import Callable

COMMAND_BYTES = frozenset((0x10, 0x1B, 0x1C, 0x1D))
#: longest stretch of a command that must be seen to know its length
HEAD = 260
#: more data than any paper needs: a length above it is noise
MAX_DATA = 512 * 1024
_TABS, _BARCODE = 32, 255

#: argument bytes after the two command bytes, where their number is fixed
_FIXED: dict[int, dict[int, int]] = {
    0x10: {0x05: 1},
    0x1B: dict.fromkeys(b"@2<LSimv\x0c", 0)
    | dict.fromkeys(b" !%-3=?EGJKMRTUVadertu{", 1)
    | dict.fromkeys(b"$\\cB", 2)
    | {0x70: 3, 0x57: 8},
    0x1C: dict.fromkeys(b"&.", 0) | dict.fromkeys(b"!-CW", 1) | dict.fromkeys(b"?Sp", 2) | {0x32: 74},
    0x1D: dict.fromkeys(b":c\x0c", 0) | dict.fromkeys(b"!/BEHITabfhrw", 1) | dict.fromkeys(b"$LPW\\", 2) | {0x5E: 3},
}


def measure(head: bytes) -> int | None:
    """Length of the command that `head` begins with, None if more of it must be seen; two for an unknown command.

    `head`: the next bytes, up to HEAD of them, the first one of COMMAND_BYTES.
    """
    if len(head) < 2:
        return None
    fixed = _FIXED[head[0]].get(head[1])
    if fixed is not None:
        return 2 + fixed
    special = _SPECIAL.get(head[:2])
    return special(head) if special else 2


def _real_time_status(head: bytes) -> int | None:
    if len(head) < 3:
        return None
    return 4 if head[2] in (7, 8) else 3


def _real_time_request(head: bytes) -> int | None:
    """DLE DC4: 1 pulse and 2 power-off have two arguments, 8 clears the buffer by a word of seven bytes."""
    if len(head) < 3:
        return None
    return 3 + {1: 2, 2: 2, 8: 7}.get(head[2], 0)


def _cut(head: bytes) -> int | None:
    if len(head) < 3:
        return None
    return 4 if head[2] in b"ABabgh" else 3


def _tabs(head: bytes) -> int | None:
    return _until_nul(head, 2, _TABS)


def _barcode(head: bytes) -> int | None:
    if len(head) < 3:
        return None
    if head[2] <= 6:
        return _until_nul(head, 3, _BARCODE)
    if not 65 <= head[2] <= 79:
        return 3
    return None if len(head) < 4 else 4 + head[3]


def _until_nul(head: bytes, at: int, limit: int) -> int | None:
    end = head.find(0, at, at + limit + 1)
    if end >= 0:
        return end + 1
    return None if len(head) < at + limit + 1 else 2


def _words(head: bytes, at: int, size: int = 2) -> int | None:
    return int.from_bytes(head[at : at + size], "little") if len(head) >= at + size else None


def _parametric(head: bytes) -> int | None:
    """ESC ( x, FS ( x, GS ( x: a function letter, two bytes of length, data."""
    length = _words(head, 3)
    return None if length is None else 5 + length


def _large(head: bytes) -> int | None:
    """GS 8 L: like GS ( L with four bytes of length."""
    length = _words(head, 3, 4)
    return None if length is None else _data(7, length)


def _raster(head: bytes) -> int | None:
    width, height = _words(head, 4), _words(head, 6)
    return None if width is None or height is None else _data(8, width * height)


def _bit_image(head: bytes) -> int | None:
    columns = _words(head, 3)
    return None if columns is None else 5 + columns * (3 if head[2] in (32, 33) else 1)


def _stored_image(head: bytes) -> int | None:
    return None if len(head) < 4 else 4 + head[2] * head[3] * 8


def _data(start: int, length: int) -> int:
    return start + length if length <= MAX_DATA else 2


_SPECIAL: dict[bytes, Callable[[bytes], int | None]] = {
    b"\x10\x04": _real_time_status,
    b"\x10\x14": _real_time_request,
    b"\x1b(": _parametric,
    b"\x1b*": _bit_image,
    b"\x1bD": _tabs,
    b"\x1c(": _parametric,
    b"\x1d(": _parametric,
    b"\x1d*": _stored_image,
    b"\x1d8": _large,
    b"\x1dV": _cut,
    b"\x1dk": _barcode,
    b"\x1dv": _raster,
}
