"""Host to device: commands as an MSR605 receives them, for the simulator and for recorded traffic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from memberpos.devices.msr605 import BPI_CODES, CODES, ERASE_CODES, ESC, Command, RawThree, Three
from memberpos.devices.msr605_blocks import Cursor, MalformedError, read_iso, read_raw, scan

_COMMANDS = {code: command for command, code in CODES.items()}
#: 01 is another code for track 1 alone
_ERASE_TRACKS = {code: tuple(sorted(tracks)) for tracks, code in ERASE_CODES.items()} | {1: (1,)}


@dataclass(frozen=True)
class HostCommand:
    """`cmd` None: an ESC `code` that no device knows (real ones answer status 34).

    tracks: ISO write, without sentinels; raw: raw write; numbers: tracks of an erase or of set_bpi; zeros: leading
    zeros of tracks 1/3 and of track 2.
    """

    cmd: Command | None
    code: int
    tracks: Three = ("", "", "")
    raw: RawThree | None = None
    numbers: tuple[int, ...] = ()
    bpi: int | None = None
    bpc: tuple[int, int, int] | None = None
    zeros: tuple[int, int] | None = None


class HostDecoder:
    """Bytes of the host to commands; any chunking gives the same, noise is dropped, at most one block is held back."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[HostCommand]:
        """Commands completed by `data`, in order."""
        self._buffer += data
        return scan(self._buffer, bytes((ESC,)), _parse)

    @property
    def buffered(self) -> int:
        """Bytes of an unfinished command held back."""
        return len(self._buffer)


def _parse(cursor: Cursor) -> HostCommand:
    cursor.expect(ESC)
    code = cursor.take()
    if code == ESC:
        raise MalformedError
    cmd = _COMMANDS.get(code)
    plain = HostCommand(cmd, code)
    arguments = _ARGUMENTS.get(cmd) if cmd else None
    return arguments(plain, cursor) if arguments else plain


def _iso_write(plain: HostCommand, cursor: Cursor) -> HostCommand:
    cursor.expect(ESC, ord("s"))
    return replace(plain, tracks=read_iso(cursor).texts)


def _raw_write(plain: HostCommand, cursor: Cursor) -> HostCommand:
    cursor.expect(ESC, ord("s"))
    return replace(plain, raw=read_raw(cursor))


def _erase(plain: HostCommand, cursor: Cursor) -> HostCommand:
    tracks = _ERASE_TRACKS.get(cursor.take())
    if tracks is None:
        raise MalformedError
    return replace(plain, numbers=tracks)


def _zeros(plain: HostCommand, cursor: Cursor) -> HostCommand:
    return replace(plain, zeros=(cursor.take(), cursor.take()))


def _bpi(plain: HostCommand, cursor: Cursor) -> HostCommand:
    meaning = BPI_CODES.get(cursor.take())
    if meaning is None:
        raise MalformedError
    return replace(plain, numbers=(meaning[0],), bpi=meaning[1])


def _bpc(plain: HostCommand, cursor: Cursor) -> HostCommand:
    first, second, third = cursor.take_many(3)
    if not all(5 <= bits <= 8 for bits in (first, second, third)):
        raise MalformedError
    return replace(plain, bpc=(first, second, third))


_ARGUMENTS: dict[Command, Callable[[HostCommand, Cursor], HostCommand]] = {
    Command.ISO_WRITE: _iso_write,
    Command.RAW_WRITE: _raw_write,
    Command.ERASE: _erase,
    Command.SET_LEADING_ZERO: _zeros,
    Command.SET_BPI: _bpi,
    Command.SET_BPC: _bpc,
}
