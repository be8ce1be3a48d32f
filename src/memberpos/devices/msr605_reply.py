"""Device to host: answers of an MSR605, read by what was asked (1B 79 is "test passed" here, "set Lo-Co" there)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from memberpos.devices.msr605 import ESC, STATUS_OK, STATUS_WORDS, Command, RawThree, Three
from memberpos.devices.msr605_blocks import Cursor, MalformedError, read_iso, read_raw, scan

_FIRMWARE_CHARS = 8
_TEST_PASSED = 0x79


@dataclass(frozen=True)
class Reply:
    """One answer of the device to `to`; fields that the answer does not carry stay at their defaults.

    status: byte of STATUS_WORDS or another; tracks: ISO read, with sentinels ("" = empty or bad); empty, bad: track
    numbers; zeros: leading zeros of tracks 1/3 and of track 2; text: model ("3S") or firmware ("REVG1.00").
    """

    to: Command
    ok: bool
    status: int | None = None
    tracks: Three = ("", "", "")
    empty: tuple[int, ...] = ()
    bad: tuple[int, ...] = ()
    raw: RawThree | None = None
    bpc: tuple[int, int, int] | None = None
    hico: bool | None = None
    zeros: tuple[int, int] | None = None
    text: str = ""


class Msr605Decoder:
    """Bytes of the device to replies. `pending` is the command in flight; without one everything is noise.

    Any chunking gives the same replies; noise before, inside and after a frame is dropped; an unfinished frame keeps
    at most one block (< 1.1 kB).
    """

    def __init__(self, pending: Command | None = None) -> None:
        self._pending = pending
        self._buffer = bytearray()

    def expect(self, pending: Command | None) -> None:
        """Another command is in flight; bytes held back belong to no answer and are dropped."""
        self._pending = pending
        self._buffer.clear()

    def feed(self, data: bytes) -> list[Reply]:
        """Replies completed by `data`, in order."""
        parse = _PARSERS.get(self._pending) if self._pending else None
        if parse is None or self._pending is None:
            return []
        self._buffer += data
        pending = self._pending
        starts = bytes((_TEST_PASSED,)) if pending is Command.COMM_TEST else bytes((ESC,))
        return scan(self._buffer, starts, lambda cursor: parse(pending, cursor))

    @property
    def buffered(self) -> int:
        """Bytes of an unfinished answer held back."""
        return len(self._buffer)


def _comm_test(to: Command, cursor: Cursor) -> Reply:
    """`ESC y`, or `y` alone: the ESC gets lost on some USB adapters."""
    cursor.expect(_TEST_PASSED)
    return Reply(to, True)


def _status_byte(cursor: Cursor) -> int:
    cursor.expect(ESC)
    status = cursor.take()
    if status not in STATUS_WORDS:
        raise MalformedError
    return status


def _status(to: Command, cursor: Cursor) -> Reply:
    status = _status_byte(cursor)
    return Reply(to, status == STATUS_OK, status)


def _begin_block(to: Command, cursor: Cursor) -> Reply | None:
    """Enters a block; a bare `ESC error` is a whole answer (some firmware sends no block then)."""
    cursor.expect(ESC)
    code = cursor.take()
    if code == ord("s"):
        return None
    if code == STATUS_OK or code not in STATUS_WORDS:
        raise MalformedError
    return Reply(to, False, code)


def _end_block(cursor: Cursor) -> int:
    cursor.expect(ESC)
    return cursor.take()


def _iso(to: Command, cursor: Cursor) -> Reply:
    failed = _begin_block(to, cursor)
    if failed:
        return failed
    block = read_iso(cursor)
    status = _end_block(cursor)
    return Reply(to, status == STATUS_OK, status, block.texts, block.empty, block.bad)


def _raw(to: Command, cursor: Cursor) -> Reply:
    failed = _begin_block(to, cursor)
    if failed:
        return failed
    raw = read_raw(cursor)
    status = _end_block(cursor)
    empty = tuple(number for number, data in enumerate(raw, 1) if not data)
    return Reply(to, status == STATUS_OK, status, empty=empty, raw=raw)


def _bpc(to: Command, cursor: Cursor) -> Reply:
    status = _status_byte(cursor)
    if status != STATUS_OK:
        return Reply(to, False, status)
    first, second, third = cursor.take_many(3)
    if not all(5 <= bits <= 8 for bits in (first, second, third)):
        raise MalformedError
    return Reply(to, True, status, bpc=(first, second, third))


def _zeros(to: Command, cursor: Cursor) -> Reply:
    cursor.expect(ESC)
    return Reply(to, True, zeros=(cursor.take(), cursor.take()))


def _coercivity(to: Command, cursor: Cursor) -> Reply:
    """The manual says H or L, units in the field say h or l."""
    cursor.expect(ESC)
    letter = chr(cursor.take()).upper()
    if letter not in {"H", "L"}:
        raise MalformedError
    return Reply(to, True, hico=letter == "H")


def _printable(data: bytes) -> str:
    if not all(0x20 <= byte < 0x7F for byte in data):
        raise MalformedError
    return data.decode("ascii")


def _model(to: Command, cursor: Cursor) -> Reply:
    cursor.expect(ESC)
    text = _printable(cursor.take_many(2))
    if text[1] != "S":
        raise MalformedError
    return Reply(to, True, text=text)


def _firmware(to: Command, cursor: Cursor) -> Reply:
    cursor.expect(ESC)
    return Reply(to, True, text=_printable(cursor.take_many(_FIRMWARE_CHARS)))


_PARSERS: dict[Command, Callable[[Command, Cursor], Reply]] = {
    Command.COMM_TEST: _comm_test,
    Command.ISO_READ: _iso,
    Command.RAW_READ: _raw,
    Command.SET_BPC: _bpc,
    Command.CHECK_LEADING_ZERO: _zeros,
    Command.GET_COERCIVITY: _coercivity,
    Command.GET_MODEL: _model,
    Command.GET_FIRMWARE: _firmware,
    Command.ISO_WRITE: _status,
    Command.RAW_WRITE: _status,
    Command.ERASE: _status,
    Command.SENSOR_TEST: _status,
    Command.RAM_TEST: _status,
    Command.SET_LEADING_ZERO: _status,
    Command.SET_BPI: _status,
    Command.SET_HICO: _status,
    Command.SET_LOCO: _status,
}
