"""Calls of a reader without a line of its own (PC/SC, vendor library) as bytes: kind, length (2, high first), data.

They run between a driver and the port in the same process, so that such readers share loop, log and simulators with
those on a serial line. Each request has exactly one answer of the same kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

HEAD = 3
MAX_DATA = 1024


class PcscCall(IntEnum):
    """CONNECT (data 01: reset the card) → the ATR, b"" without a card; TRANSMIT an APDU → its answer, b"" if lost."""

    CONNECT = 1
    TRANSMIT = 2


class LibraryCall(IntEnum):
    """FIND → SAK, ATQA (2), UID; AUTHENTICATE key type, block, key; READ block → 16 bytes; WRITE block, 16 bytes;
    INCREMENT, DECREMENT block, amount (4, low first); RESTORE, TRANSFER block; BEEP time in 10 ms.

    Answers begin with a byte: 0 = done, 1 = refused; FIND gives 1 when there is no card.
    """

    FIND = 16
    AUTHENTICATE = 17
    READ = 18
    WRITE = 19
    INCREMENT = 20
    DECREMENT = 21
    RESTORE = 22
    TRANSFER = 23
    BEEP = 24


DONE, REFUSED = b"\x00", b"\x01"


@dataclass(frozen=True)
class Call:
    """One request or answer."""

    kind: int
    data: bytes = b""


def encode(kind: int, data: bytes = b"") -> bytes:
    """ValueError above MAX_DATA bytes."""
    if len(data) > MAX_DATA:
        raise ValueError("length")
    return bytes((kind,)) + len(data).to_bytes(2, "big") + data


class CallDecoder:
    """Bytes to calls; any chunking gives the same. A length that no call has is noise."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Call]:
        """Calls completed by `data`, in order."""
        self._buffer += data
        calls: list[Call] = []
        while len(self._buffer) >= HEAD:
            end = HEAD + int.from_bytes(self._buffer[1:HEAD], "big")
            if end > HEAD + MAX_DATA:
                del self._buffer[:1]
                continue
            if len(self._buffer) < end:
                break
            calls.append(Call(self._buffer[0], bytes(self._buffer[HEAD:end])))
            del self._buffer[:end]
        return calls

    @property
    def buffered(self) -> int:
        """Bytes of an unfinished call held back."""
        return len(self._buffer)
