"""Frames of EHUOYAN readers (YHY522 and ER302 families): `AA BB`, length, body, XOR; an AA in the body is sent AA 00.

The inserted 00 counts neither in the length nor in the checksum.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from memberpos.devices.checksums import xor

M = TypeVar("M")
HEADER = b"\xaa\xbb"
STUFFED = 0xAA


def stuffed(data: bytes) -> bytes:
    """With 00 behind each AA. (A reader that does not want one behind a checksum takes it for noise.)"""
    return data.replace(b"\xaa", b"\xaa\x00")


@dataclass(frozen=True)
class Layout:
    """`length_bytes`: little endian; `least`, `most`: smallest and largest length; `summed`: what the XOR runs over."""

    length_bytes: int
    least: int
    most: int
    counts_itself: bool

    def frame(self, body: bytes) -> bytes:
        """`body` framed. ValueError when it is too long."""
        length = len(body) + 1
        if not self.least <= length <= self.most:
            raise ValueError("length")
        head = length.to_bytes(self.length_bytes, "little")
        check = xor(body) ^ (length if self.counts_itself else 0)
        return HEADER + head + stuffed(body + bytes((check,)))


class FrameDecoder:
    """Bytes to bodies (without header, length and checksum); any chunking gives the same.

    Noise between frames is dropped, a frame with a wrong checksum counts in `broken`; at most one frame is held back.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._buffer = bytearray()
        self.broken = 0

    def feed(self, data: bytes) -> list[bytes]:
        """Bodies completed by `data`, in order."""
        self._buffer += data
        bodies: list[bytes] = []
        while self._take(bodies.append):
            pass
        return bodies

    @property
    def buffered(self) -> int:
        """Bytes of an unfinished frame held back."""
        return len(self._buffer)

    def _take(self, found: Callable[[bytes], None]) -> bool:
        """One frame or one piece of noise off the buffer; False when more bytes are needed."""
        start = self._buffer.find(HEADER)
        if start < 0:
            keep = 1 if self._buffer.endswith(HEADER[:1]) else 0
            del self._buffer[: len(self._buffer) - keep]
            return False
        del self._buffer[:start]
        body_at = len(HEADER) + self._layout.length_bytes
        if len(self._buffer) < body_at:
            return False
        length = int.from_bytes(self._buffer[len(HEADER) : body_at], "little")
        if not self._layout.least <= length <= self._layout.most:
            del self._buffer[:1]
            return True
        return self._take_body(length, body_at, found)

    def _take_body(self, length: int, at: int, found: Callable[[bytes], None]) -> bool:
        raw, used = _unstuffed(self._buffer, at, length)
        if raw is None:
            return False
        if used is None or xor(raw) != (length if self._layout.counts_itself else 0):
            self.broken += 1
            del self._buffer[:1]
            return True
        del self._buffer[:used]
        found(raw[:-1])
        return True


class MessageDecoder(ABC, Generic[M]):
    """Bytes of either side to messages; any chunking gives the same. Subclasses know the layout and read the bodies."""

    layout: Layout

    def __init__(self) -> None:
        self._frames = FrameDecoder(self.layout)

    def feed(self, data: bytes) -> list[M]:
        """Messages completed by `data`, in order."""
        return [self.message(body) for body in self._frames.feed(data)]

    @abstractmethod
    def message(self, body: bytes) -> M:
        """What a body says."""

    @property
    def broken(self) -> int:
        """Frames with a wrong checksum so far."""
        return self._frames.broken

    @property
    def buffered(self) -> int:
        """Bytes of an unfinished frame held back."""
        return self._frames.buffered


def _unstuffed(buffer: bytearray, at: int, count: int) -> tuple[bytes | None, int | None]:
    """`count` bytes from `at` on and where they end. (None, None): more is needed; (b"", None): a new frame begins."""
    raw = bytearray()
    while len(raw) < count:
        if at >= len(buffer):
            return None, None
        raw.append(buffer[at])
        at += 1
        if raw[-1] == STUFFED and len(raw) < count:
            if at >= len(buffer):
                return None, None
            if buffer[at] == HEADER[1]:
                return b"", None
            at += 1 if buffer[at] == 0 else 0
    return bytes(raw), at
