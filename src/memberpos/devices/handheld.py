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


#: Commands whose answers tell something; the others get four bytes.
LONG = (Command.WAKE, Command.GET)
SHORT = 4


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
        self._pending: Command | None = None
        self._buffer = bytearray()

    @property
    def buffered(self) -> int:
        """Bytes of an unfinished answer held back."""
        return len(self._buffer)

    def expect(self, pending: Command | None) -> None:
        """The command in flight; what came before it is forgotten."""
        self._pending = pending
        self._buffer.clear()

    def feed(self, data: bytes) -> list[Answer]:
        """Answers completed by `data`, in order."""
        return [answer for byte in data for answer in self._byte(byte)]

    def _byte(self, byte: int) -> list[Answer]:
        self._buffer.append(byte)
        if len(self._buffer) > MAX_ANSWER:
            self._buffer.clear()
            return []
        if not _is_head(self._buffer):
            return self._no_head(byte)
        answer = parse(bytes(self._buffer), self._pending) if _may_end(self._buffer, self._pending) else None
        if answer is not None or (len(self._buffer) >= SHORT and self._pending not in LONG):
            self._buffer.clear()
        return [answer] if answer is not None else []

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


def _may_end(data: bytes | bytearray, pending: Command | None) -> bool:
    """Whether an answer can be whole: a short one is four bytes, the others end in 00 and the check byte."""
    return len(data) >= SHORT and data[-2] == NUL and (pending in LONG or len(data) == SHORT)


def parse(data: bytes, pending: Command | None) -> Answer | None:
    """The answer that `data` is from its first to its last byte; None while something is missing."""
    good = xor(data) == 0
    if pending is Command.GET:
        found = _records(data, 2 + ID + COUNTER)
        return None if found is None or found[1] != len(data) - 1 else Answer(good, good, data[-1], found[0])
    if pending is Command.WAKE:
        # head, protocol, state, user, firmware, end, check
        if len(data) != 3 + 1 + ID + ID + 2:
            return None
        firmware = data[4 + ID : 4 + 2 * ID].decode("latin-1").strip("\0 ")
        return Answer(good, good, data[-1], firmware=firmware, low_battery=data[3] != 0)
    return Answer(good, good, data[-1]) if len(data) == SHORT else None


def _records(data: bytes, at: int) -> tuple[tuple[Code, ...], int] | None:
    """Codes from `at` to the 00 that ends them, and where the check byte is; None while something is missing."""
    codes: list[Code] = []
    while at < len(data):
        length = data[at]
        if length == NUL:
            return tuple(codes), at + 1
        if at + length + 1 >= len(data):
            return None
        codes.append(_code(data[at + 1 : at + 1 + length]))
        at += 1 + length
        if data[at] == _TAIL and at + 1 < len(data) and not _is_letter(data[at + 1]):
            at += 1
    return None


def _is_letter(byte: int) -> bool:
    return ord("A") <= byte <= ord("Z")


def _code(raw: bytes) -> Code:
    return Code(chr(raw[0]), decode_text(raw[1:]))


def records(data: bytes) -> tuple[Code, ...] | None:
    """The codes of a piece of an answer without its head; None if it is none."""
    found = _records(data, 0)
    codes = found[0] if found else ()
    return codes if codes and all("A" <= code.kind <= "Z" for code in codes) else None


def answer(body: bytes) -> bytes:
    """An answer as the pen gives it: `body` behind 06 02, before its check byte."""
    whole = bytes((OK, STX)) + body
    return whole + bytes((xor(whole),))


def codes_body(codes: list[Code], device: bytes = b"00000000", uploads: int = 1) -> bytes:
    """The body of the answer to get."""
    rows = (bytes((len(code.text) + 1,)) + (code.kind + code.text).encode("ascii") for code in codes)
    return device + uploads.to_bytes(2, "big") + b"\xff\xff" + b"".join(rows) + bytes((NUL,))
