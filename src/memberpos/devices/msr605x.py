"""The MSR605X: an MSR605 whose serial protocol travels in USB HID reports of 64 bytes (0801:0003).

Source: public MSR605X libraries. First byte: 80 on the first report of a message, 40 on the last, and its count of
bytes; what stands behind them is left over from before and means nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

VENDOR, PRODUCT = 0x0801, 0x0003
REPORT = 64
FIRST, LAST, COUNT = 0x80, 0x40, 0x3F


@dataclass(frozen=True)
class Piece:
    """What one report carries."""

    payload: bytes
    first: bool
    last: bool

    @property
    def header(self) -> int:
        """The first byte."""
        return FIRST * self.first | LAST * self.last | len(self.payload)


def reports(payload: bytes) -> list[bytes]:
    """Reports that carry a message."""
    parts = [payload[at : at + COUNT] for at in range(0, len(payload), COUNT)] or [b""]
    pieces = [Piece(part, at == 0, at == len(parts) - 1) for at, part in enumerate(parts)]
    return [bytes((piece.header,)) + piece.payload.ljust(REPORT - 1, b"\0") for piece in pieces]


class ReportDecoder:
    """A stream of reports to what they carry; any chunking gives the same."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def buffered(self) -> int:
        """Bytes of an unfinished report held back."""
        return len(self._buffer)

    def feed(self, data: bytes) -> list[Piece]:
        """Pieces completed by `data`, in order."""
        self._buffer += data
        pieces = []
        while len(self._buffer) >= REPORT:
            header, body = self._buffer[0], bytes(self._buffer[1:REPORT])
            del self._buffer[:REPORT]
            pieces.append(Piece(body[: header & COUNT], bool(header & FIRST), bool(header & LAST)))
        return pieces
