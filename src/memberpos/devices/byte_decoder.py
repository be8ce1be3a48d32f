"""Decoders that go byte by byte: they hold back what is unfinished, and any chunking gives the same."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

E = TypeVar("E")


class ByteDecoder(ABC, Generic[E]):
    """Bytes to events; subclasses say what each byte completes and keep the unfinished rest in `_buffer`."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def buffered(self) -> int:
        """Bytes held back that are no event yet."""
        return len(self._buffer)

    def feed(self, data: bytes) -> list[E]:
        """What the bytes mean, in order."""
        return [event for byte in data for event in self.byte(byte)]

    @abstractmethod
    def byte(self, byte: int) -> Sequence[E]:
        """What one more byte completes."""
