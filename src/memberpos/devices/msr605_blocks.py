"""Data blocks of the MSR605, in both directions: `ESC s {ESC n ..} ? FS`, read with resynchronisation after noise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from memberpos.devices.msr605 import ESC, FS, RawThree, Three

T = TypeVar("T")
MAX_TEXT = 255
_EMPTY = 0x2B
_BAD = 0x2A


class IncompleteError(Exception):
    """The frame goes on after the last byte known so far."""


class MalformedError(Exception):
    """No frame begins here."""


class Cursor:
    """Reads bytes one after another; IncompleteError at the end of what is there."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data = data
        self.at = at

    def peek(self) -> int:
        if self.at >= len(self._data):
            raise IncompleteError
        return self._data[self.at]

    def take(self) -> int:
        byte = self.peek()
        self.at += 1
        return byte

    def take_many(self, count: int) -> bytes:
        if self.at + count > len(self._data):
            raise IncompleteError
        self.at += count
        return self._data[self.at - count : self.at]

    def expect(self, *wanted: int) -> None:
        for byte in wanted:
            if self.take() != byte:
                raise MalformedError


@dataclass(frozen=True)
class IsoTracks:
    """Text of tracks 1..3 as sent; the numbers of those without data and of those with a read error."""

    texts: Three
    empty: tuple[int, ...]
    bad: tuple[int, ...]


def scan(buffer: bytearray, starts: bytes, parse: Callable[[Cursor], T]) -> list[T]:
    """Takes every frame out of `buffer` (its start bytes are `starts`), drops noise, leaves an unfinished frame in it.

    `parse` has an upper limit to the length of a frame, so that what is left is bounded too.
    """
    data, at, frames = bytes(buffer), 0, []
    while at < len(data):
        if data[at] not in starts:
            at += 1
            continue
        cursor = Cursor(data, at)
        try:
            frames.append(parse(cursor))
            at = cursor.at
        except MalformedError:
            at += 1
        except IncompleteError:
            break
    del buffer[:at]
    return frames


def read_iso(cursor: Cursor) -> IsoTracks:
    """After `ESC s`: tracks 1..3 in order, headers may be missing, up to and including `? FS`."""
    texts = {1: "", 2: "", 3: ""}
    bad: list[int] = []
    last = 0
    while (number := _next_header(cursor, last)) is not None:
        text = _read_text(cursor)
        if text is None:
            bad.append(number)
        texts[number] = text or ""
        last = number
    empty = tuple(number for number, text in texts.items() if not text and number not in bad)
    return IsoTracks((texts[1], texts[2], texts[3]), empty, tuple(bad))


def _next_header(cursor: Cursor, last: int) -> int | None:
    """Number of the track that begins here, None at the end of the block."""
    byte = cursor.take()
    if byte == 0x3F:
        cursor.expect(FS)
        return None
    number = cursor.take() if byte == ESC else 0
    if not last < number <= 3:
        raise MalformedError
    return number


def _read_text(cursor: Cursor) -> str | None:
    """Characters of a track, "" for the empty marker or none, None for the error marker or for noise among them."""
    if cursor.peek() == ESC:
        return _read_marker(cursor)
    start, text = cursor.at, bytearray()
    while cursor.peek() not in (ESC, FS):
        text.append(cursor.take())
        if len(text) > MAX_TEXT:
            raise MalformedError
    if cursor.peek() == FS:
        if not text.endswith(b"?"):
            raise MalformedError
        cursor.at = start + len(text) - 1
        text.pop()
    return text.decode("ascii") if all(0x20 <= byte < 0x7F for byte in text) else None


def _read_marker(cursor: Cursor) -> str | None:
    start = cursor.at
    cursor.take()
    marker = cursor.take()
    if marker in (_EMPTY, _BAD):
        return "" if marker == _EMPTY else None
    cursor.at = start
    return ""


def read_raw(cursor: Cursor) -> RawThree:
    """After `ESC s`: `ESC n length bytes` for tracks in order, headers may be missing, up to and including `? FS`."""
    tracks = {1: b"", 2: b"", 3: b""}
    last = 0
    while (number := _next_header(cursor, last)) is not None:
        tracks[number] = cursor.take_many(cursor.take())
        last = number
    return tracks[1], tracks[2], tracks[3]
