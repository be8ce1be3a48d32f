"""Commands of scanner modules in Symbol's serial interface, as far as Chinese modules (Grow GM72) know it.

Source: GM72 manual, serial port instructions. `length opcode source status data checksum(2)`: length counts all but the
checksum, which is the two's complement of the sum of what it counts. A sleeping module wants a 00 fifty milliseconds
before. What was scanned comes as plain lines between the frames.
"""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.devices.scanner_serial import ScanLine, ScannerDecoder

WAKE = b"\x00"
HOST, SCANNER = 0x04, 0x00
ACK, NAK = 0xD0, 0xD1
START, STOP, SET = 0xE4, 0xE5, 0xC6
NAMES = {
    ACK: "ACK", NAK: "NAK", START: "start decode", STOP: "stop decode", SET: "set parameter",
    0xA3: "version request", 0xA4: "version", 0xC7: "parameter request", 0xC8: "default parameters",
    0xE6: "beep", 0xE9: "scan enable", 0xEA: "scan disable", 0xF3: "decode data",
}  # fmt: skip
CAUSES = {1: "resend", 2: "unsupported", 6: "denied", 10: "cancel"}
#: The module obeys START in host mode only.
NOT_IN_HOST_MODE = 6
HEAD = 4
_SUM = 2


@dataclass(frozen=True)
class SsiFrame:
    """A command or its answer."""

    opcode: int
    source: int = HOST
    status: int = 0
    data: bytes = b""

    @property
    def cause(self) -> int | None:
        """Why a NAK was sent."""
        return self.data[0] if self.opcode == NAK and self.data else None


def encode(frame: SsiFrame) -> bytes:
    """The bytes of a frame; ValueError if its data is too long."""
    body = bytes((HEAD + len(frame.data), frame.opcode, frame.source, frame.status)) + frame.data
    return body + checksum(body)


def checksum(body: bytes) -> bytes:
    """Two's complement of the sum, two bytes."""
    return (-sum(body) % 0x10000).to_bytes(_SUM, "big")


def command(opcode: int, data: bytes = b"") -> bytes:
    """A command of the host."""
    return encode(SsiFrame(opcode, data=data))


class SsiDecoder:
    """Frames only, from either side; any chunking gives the same. What is no frame is passed over byte by byte."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def buffered(self) -> int:
        """Bytes of an unfinished frame held back."""
        return len(self._buffer)

    def feed(self, data: bytes) -> list[SsiFrame]:
        """Frames completed by `data`, in order."""
        self._buffer += data
        return self._take()

    def tick(self, idle_ms: int) -> list[SsiFrame]:
        """After ScannerDecoder.IDLE_MS of silence a frame that is not whole was none."""
        frames: list[SsiFrame] = []
        while idle_ms >= ScannerDecoder.IDLE_MS and self._buffer:
            del self._buffer[:1]
            frames += self._take()
        return frames

    def _take(self) -> list[SsiFrame]:
        frames = []
        while self._buffer:
            end = self._buffer[0] + _SUM
            if end >= HEAD + _SUM and len(self._buffer) < end:
                break
            frame = _frame(bytes(self._buffer[:end])) if end >= HEAD + _SUM else None
            del self._buffer[: end if frame else 1]
            frames += [frame] if frame else []
        return frames


def _frame(raw: bytes) -> SsiFrame | None:
    body = raw[:-_SUM]
    if checksum(body) != raw[-_SUM:]:
        return None
    return SsiFrame(body[1], body[2], body[3], body[HEAD:])


class MixedDecoder:
    """What a module says: lines that were scanned, and frames between them.

    A frame can only begin where a line could, with a length that no printable character is.
    """

    _LENGTHS = frozenset((4, 5, 6, 7, 8))

    def __init__(self, *, ends_lines: bool = False) -> None:
        self._lines = ScannerDecoder(ends_lines=ends_lines)
        self._frame = bytearray()

    @property
    def ends_lines(self) -> bool:
        """As of the scanner's lines."""
        return self._lines.ends_lines

    @property
    def wait_ms(self) -> int:
        """Silence that ends what is held back."""
        return ScannerDecoder.IDLE_MS if self._frame else self._lines.wait_ms

    @property
    def buffered(self) -> int:
        """Bytes held back."""
        return self._lines.buffered + len(self._frame)

    def feed(self, data: bytes) -> list[ScanLine | SsiFrame]:
        """Lines and frames completed by `data`, in order."""
        return [event for byte in data for event in self._byte(byte)]

    def tick(self, idle_ms: int) -> list[ScanLine | SsiFrame]:
        """`idle_ms` since the last byte ends a line without terminator; half a frame was noise."""
        if idle_ms >= ScannerDecoder.IDLE_MS:
            self._frame.clear()
        return list(self._lines.tick(idle_ms))

    def _byte(self, byte: int) -> list[ScanLine | SsiFrame]:
        if not self._frame and (self._lines.buffered or byte not in self._LENGTHS):
            return list(self._lines.feed(bytes((byte,)))) if byte else []  # 00: noise of waking up
        self._frame.append(byte)
        if len(self._frame) < self._frame[0] + _SUM:
            return []
        frame, rest = _frame(bytes(self._frame)), bytes(self._frame[1:])
        self._frame.clear()
        return [frame] if frame else self.feed(rest)
