"""PN532 on a serial line (HSU): frames in both directions, found again after noise.

Sources: NXP UM0701-02 (PN532 user manual), libnfc's and nfcpy's traffic. 115200 8N1. A normal frame is
`00 00 FF LEN LCS TFI … DCS 00`, an extended one `00 00 FF FF FF LENM LENL LCS TFI … DCS 00`. The preamble may be
shorter, and answer and acknowledgement may come glued or in pieces, so the decoder looks for `00 FF` alone.
"""

from __future__ import annotations

from dataclasses import dataclass

HOST, CHIP = 0xD4, 0xD5
ACK = bytes.fromhex("0000ff00ff00")
NACK = bytes.fromhex("0000ffff0000")
ERROR = bytes.fromhex("0000ff01ff7f8100")
#: Wakes a chip from low power; the command follows at once.
WAKE_UP = b"\x55\x55" + bytes(14)
MAX_PAYLOAD = 265
_START = b"\x00\xff"
_MAX_NORMAL = 255
_SYNTAX_ERROR = 0x7F


@dataclass(frozen=True)
class Frame:
    """`kind`: ack | nack | error | normal | extended. `payload`: TFI and data (the code alone for an error)."""

    kind: str
    payload: bytes = b""

    @property
    def code(self) -> int | None:
        """The command or response code; None where there is none."""
        return self.payload[1] if self.kind in ("normal", "extended") and len(self.payload) > 1 else None

    @property
    def data(self) -> bytes:
        """What follows the code."""
        return self.payload[2:]


def _checksum(data: bytes) -> int:
    return -sum(data) & 0xFF


def frame(payload: bytes) -> bytes:
    """TFI and data as a frame, extended where it must be. ValueError above 265 bytes."""
    if not 0 < len(payload) <= MAX_PAYLOAD:
        raise ValueError("length")
    if len(payload) <= _MAX_NORMAL:
        head = bytes((len(payload), -len(payload) & 0xFF))
    else:
        length = len(payload).to_bytes(2, "big")
        head = b"\xff\xff" + length + bytes((_checksum(length),))
    return b"\x00\x00\xff" + head + payload + bytes((_checksum(payload), 0))


def command(code: int, data: bytes = b"") -> bytes:
    """A command of the host."""
    return frame(bytes((HOST, code)) + data)


def response(code: int, data: bytes = b"") -> bytes:
    """An answer of the chip to the command before `code`."""
    return frame(bytes((CHIP, code)) + data)


class FrameDecoder:
    """Bytes of either side to frames; any chunking gives the same.

    Noise is dropped; a frame with a wrong checksum counts in `broken` and is dropped; at most one frame is held back.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        self.broken = 0

    def feed(self, data: bytes) -> list[Frame]:
        """Frames completed by `data`, in order."""
        self._buffer += data
        frames: list[Frame] = []
        while (start := self._buffer.find(_START)) >= 0:
            del self._buffer[:start]
            found, used = self._parse()
            if used == 0:
                return frames
            del self._buffer[:used]
            if found is not None:
                frames.append(found)
        keep = 1 if self._buffer.endswith(b"\0") else 0
        del self._buffer[: len(self._buffer) - keep]
        return frames

    @property
    def buffered(self) -> int:
        """Bytes of an unfinished frame held back."""
        return len(self._buffer)

    def _parse(self) -> tuple[Frame | None, int]:
        """The frame at the start of the buffer and the bytes it takes; 0 = more is needed, None = none begins here."""
        head = self._buffer[2:4]
        if len(head) < 2:
            return None, 0
        if head == b"\x00\xff":
            return Frame("ack"), 4
        if head == b"\xff\x00":
            return Frame("nack"), 4
        if head == b"\xff\xff":
            return self._extended()
        if sum(head) & 0xFF or head[0] == 0:
            return self._wrong()
        return self._body("normal", 4, head[0])

    def _extended(self) -> tuple[Frame | None, int]:
        head = self._buffer[4:7]
        if len(head) < 3:
            return None, 0
        length = int.from_bytes(head[:2], "big")
        if sum(head) & 0xFF or not 0 < length <= MAX_PAYLOAD:
            return self._wrong()
        return self._body("extended", 7, length)

    def _body(self, kind: str, at: int, length: int) -> tuple[Frame | None, int]:
        body = bytes(self._buffer[at : at + length + 1])
        if len(body) <= length:
            return None, 0
        if sum(body) & 0xFF:
            return self._wrong()
        payload = body[:-1]
        if payload == bytes((_SYNTAX_ERROR,)):
            kind = "error"
        elif payload[0] not in (HOST, CHIP):
            return self._wrong()
        return Frame(kind, payload), at + length + 1

    def _wrong(self) -> tuple[None, int]:
        self.broken += 1
        return None, 1
