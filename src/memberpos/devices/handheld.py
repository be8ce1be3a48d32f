"""A pen that remembers barcodes until it is read out (CyberPen and alike), over a serial line, 9600 8N1.

Source: published notes of its traffic. Commands of four bytes, answers `06 02 … LRC`, LRC the XOR of all before it:
wake tells the firmware, get the codes (`length, kind, code` each, 00 at the end), clear forgets them, off puts it to
sleep. The notes can be read as if 05 stood behind each code; both are understood.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from memberpos.devices.checksums import xor
from memberpos.devices.text import decode_text

OK, STX, NUL = 0x06, 0x02, 0x00
ID = 8
COUNTER = 4
MAX_ANSWER = 64 * 1024
_TAIL = 0x05
KINDS = {
    "A": "UPC/EAN", "B": "Code 39", "C": "Codabar", "D": "Code 128", "E": "Code 93", "F": "Interleaved 2 of 5",
    "G": "2 of 5", "J": "MSI", "K": "UCC/EAN-128", "L": "Bookland EAN", "M": "Trioptic Code 39", "N": "Coupon",
}  # fmt: skip


class Command(IntEnum):
    """What the pen can be told."""

    WAKE = 0x01
    CLEAR = 0x02
    OFF = 0x05
    GET = 0x07


#: Lengths of answers: 06 02 00 LRC; to wake; what stands before the codes.
SHORT, WAKE_LENGTH, GET_HEAD = 4, 22, 2 + ID + COUNTER


def command(code: Command) -> bytes:
    """The bytes of a command."""
    body = bytes((code, STX, NUL))
    return body + bytes((xor(body),))


@dataclass(frozen=True)
class Code:
    """One code; `kind`: its letter (KINDS)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Answer:
    """`ok`: the pen did as told, and the check byte is right; `good`: the check byte is. `low_battery`: of wake."""

    ok: bool
    good: bool
    lrc: int
    codes: tuple[Code, ...] = ()
    firmware: str = ""
    low_battery: bool = False


class PenDecoder:
    """Bytes of the pen to answers of the command that is `expect`-ed; any chunking gives the same."""

    def __init__(self) -> None:
        self.expect(None)

    @property
    def buffered(self) -> int:
        """Bytes of an unfinished answer held back."""
        return len(self._buffer)

    def expect(self, pending: Command | None) -> None:
        """The command in flight; what came before it is forgotten."""
        self._pending = pending
        self._buffer = bytearray()
        self._records = _Records(GET_HEAD)

    def feed(self, data: bytes) -> list[Answer]:
        """Answers completed by `data`, in order."""
        return [answer for byte in data for answer in self._byte(byte)]

    def _byte(self, byte: int) -> list[Answer]:
        self._buffer.append(byte)
        if not _is_head(self._buffer):
            return self._no_head(byte)
        done, answer = self._get() if self._pending is Command.GET else self._other()
        if done or len(self._buffer) > MAX_ANSWER:
            self.expect(self._pending)
        return [answer] if answer else []

    def _get(self) -> tuple[bool, Answer | None]:
        """Whether the answer with the codes is at its end, and what it is."""
        check_at = self._records.take(self._buffer)
        if check_at is None:
            return self._records.broken, None
        good = xor(self._buffer) == 0
        return True, Answer(good, good, self._buffer[check_at], tuple(self._records.codes))

    def _other(self) -> tuple[bool, Answer | None]:
        """The others have a fixed length and end in 00 and the check byte."""
        length = WAKE_LENGTH if self._pending is Command.WAKE else SHORT
        if len(self._buffer) < length:
            return False, None
        return True, _fixed(bytes(self._buffer)) if self._buffer[-2] == NUL else None

    def _no_head(self, byte: int) -> list[Answer]:
        """Noise, or a refusal (another byte than 06 before the same 02)."""
        refused = len(self._buffer) == 2 and byte == STX and 0x07 <= self._buffer[0] <= 0x0C
        self._buffer[:] = bytes((byte,)) if not refused and _could_begin(byte) else b""
        return [Answer(False, True, 0)] if refused else []


def _could_begin(byte: int) -> bool:
    return 0x06 <= byte <= 0x0C


def _is_head(data: bytes | bytearray) -> bool:
    if len(data) == 1:
        return _could_begin(data[0])
    return data[0] == OK and data[1] == STX


def _fixed(data: bytes) -> Answer:
    """A short answer, or the one to wake: protocol, state, user, firmware."""
    good = xor(data) == 0
    if len(data) == SHORT:
        return Answer(good, good, data[-1])
    firmware = data[4 + ID : 4 + 2 * ID].decode("latin-1").strip("\0 ")
    return Answer(good, good, data[-1], firmware=firmware, low_battery=data[3] != 0)


class _Records:
    """Codes in a buffer that grows, each looked at once. `broken`: what stands there is no code."""

    def __init__(self, at: int) -> None:
        self._at = at
        self.codes: list[Code] = []
        self.broken = False

    def take(self, data: bytes | bytearray) -> int | None:
        """Where the check byte is, None while something is missing. Two bytes more than a code are looked at."""
        while self._at + 1 < len(data):
            length = data[self._at]
            if length == NUL:
                return self._at + 1
            end = self._at + 1 + length
            if not _is_letter(data[self._at + 1]):
                self.broken = True
                return None
            if end + 1 >= len(data):
                return None
            self.codes.append(Code(chr(data[self._at + 1]), decode_text(bytes(data[self._at + 2 : end]))))
            self._at = end + int(data[end] == _TAIL and not _is_letter(data[end + 1]))
        return None


def _is_letter(byte: int) -> bool:
    return ord("A") <= byte <= ord("Z")


def records(data: bytes) -> tuple[Code, ...] | None:
    """The codes of a piece of an answer without its head; None if it is none."""
    found = _Records(0)
    found.take(data + bytes(2))
    return tuple(found.codes) if found.codes and not found.broken else None


def answer(body: bytes) -> bytes:
    """An answer as the pen gives it: `body` behind 06 02, before its check byte."""
    whole = bytes((OK, STX)) + body
    return whole + bytes((xor(whole),))


def codes_body(codes: list[Code], device: bytes = b"00000000", uploads: int = 1) -> bytes:
    """The body of the answer to get."""
    rows = (bytes((len(code.text) + 1,)) + (code.kind + code.text).encode("ascii") for code in codes)
    return device + uploads.to_bytes(2, "big") + b"\xff\xff" + b"".join(rows) + bytes((NUL,))
