"""RDM6300, RDM630 and their clones: readers of 125 kHz ID cards (EM4100) that only speak, 9600 8N1.

The documented frame is `02`, ten hexadecimal digits (version and four ID bytes), two of their XOR, `03`. Clones send
the XOR as one raw byte (13 bytes in all), or the sum instead of the XOR, or ten digits and a line end without any
check. The documented frame counts at once; a clone's only when two equal ones came, and is believed from then on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from memberpos.devices.checksums import xor

STX, ETX, CR, LF = 0x02, 0x03, 0x0D, 0x0A
DIGITS = 10
MAX_FRAME = 16
_HEX = frozenset(b"0123456789abcdefABCDEF")
_DECIMAL = frozenset(b"0123456789")


class Variant(StrEnum):
    """How frames look: `xor` (documented), `xor_byte` (checksum as one raw byte), `sum`, `line` (hexadecimal digits
    and a line end), `line_decimal` (the 32-bit ID in decimal digits; never guessed).
    """

    AUTO = "auto"
    XOR = "xor"
    XOR_BYTE = "xor_byte"
    SUM = "sum"
    LINE = "line"
    LINE_DECIMAL = "line_decimal"


@dataclass(frozen=True)
class IdFrame:
    """A frame whose check is right (or that has none). `code`: version byte and four ID bytes."""

    code: bytes
    variant: Variant


@dataclass(frozen=True)
class _Candidate:
    frame: IdFrame | None
    used: int


class Rdm6300Decoder:
    """Bytes of the reader to frames; any chunking gives the same. Frames that are no good count in `broken`.

    `variant` AUTO finds out itself: `locked` is the clone that was found, None for the documented frame. Two equal
    frames of another kind change it again, so that no noise can lock a reader out.
    """

    def __init__(self, variant: Variant = Variant.AUTO) -> None:
        self._only: Variant | None = None if variant is Variant.AUTO else variant
        self.locked: Variant | None = self._only
        self._before: IdFrame | None = None
        self._buffer = bytearray()
        self._too_long = False
        self.broken = 0

    def feed(self, data: bytes) -> list[IdFrame]:
        """Frames completed by `data`, in order."""
        self._buffer += data
        frames: list[IdFrame] = []
        while self._buffer:
            found = self._next()
            if found is None:
                break
            del self._buffer[: found.used]
            if found.frame is not None:
                frames += self._believed(found.frame)
        return frames

    @property
    def buffered(self) -> int:
        """Bytes of an unfinished frame held back."""
        return len(self._buffer)

    def _may_be(self, *variants: Variant) -> bool:
        return self._only is None or self._only in variants

    def _next(self) -> _Candidate | None:
        """The frame, or the piece of noise, at the start of the buffer; None when more bytes are needed."""
        if self._buffer[0] == STX and self._may_be(Variant.XOR, Variant.XOR_BYTE, Variant.SUM):
            return self._framed()
        return self._line() if self._may_be(Variant.LINE, Variant.LINE_DECIMAL) else _Candidate(None, 1)

    def _believed(self, frame: IdFrame) -> list[IdFrame]:
        """The documented frame, or one of the kind that was found, counts at once; of another kind two equal ones."""
        before, self._before = self._before, frame
        if self._only is None and frame.variant is Variant.XOR:
            self.locked = None
        elif frame.variant is not self.locked:
            if before != frame:
                return []
            self.locked = frame.variant
        return [frame]

    # --- 02 … 03

    def _framed(self) -> _Candidate | None:
        """Length decides, not the next 03: a raw checksum byte may be one."""
        body = self._buffer[1 : DIGITS + 1]
        if any(byte not in _HEX for byte in body):
            return self._noise(1)
        if len(body) < DIGITS:
            return None
        code = bytes.fromhex(body.decode("ascii"))
        short = self._short(code)
        return short if short is not None and short.frame is not None else self._long(code, short)

    def _short(self, code: bytes) -> _Candidate | None:
        """With one raw checksum byte; None = more is needed, no frame = not this kind."""
        tail = self._buffer[DIGITS + 1 : DIGITS + 3]
        if not self._may_be(Variant.XOR_BYTE) or (tail and tail[0] != xor(code)):
            return _Candidate(None, 0)
        if len(tail) < 2:
            return None
        return _Candidate(IdFrame(code, Variant.XOR_BYTE), DIGITS + 3) if tail[1] == ETX else _Candidate(None, 0)

    def _long(self, code: bytes, short: _Candidate | None) -> _Candidate | None:
        tail = self._buffer[DIGITS + 1 : MAX_FRAME]
        digits = tail[:2]
        if any(byte not in _HEX for byte in digits):
            return None if short is None else self._noise(1)
        if len(digits) < 2:
            return None
        rest = tail[2:]
        gap = len(rest) - len(rest.lstrip(b"\r\n"))
        if gap > 2:
            return self._noise(1)
        if len(rest) == gap:
            return None
        if rest[gap] != ETX:
            return self._noise(1)
        return self._checked(code, int(digits, 16), DIGITS + 4 + gap)

    def _checked(self, code: bytes, check: int, used: int) -> _Candidate:
        kinds = [(Variant.XOR, xor(code)), (Variant.SUM, sum(code) & 0xFF)]
        for variant, right in reversed(kinds) if self.locked is Variant.SUM else kinds:
            if check == right and self._may_be(variant):
                return _Candidate(IdFrame(code, variant), used)
        return self._noise(used)

    def _noise(self, used: int) -> _Candidate:
        self.broken += 1
        return _Candidate(None, used)

    # --- digits and a line end

    def _line(self) -> _Candidate | None:
        """Exactly ten digits and a line end; a longer row of digits is dropped as a whole."""
        kind = self._only or Variant.LINE
        allowed = _DECIMAL if kind is Variant.LINE_DECIMAL else _HEX
        length = next((at for at, byte in enumerate(self._buffer) if byte not in allowed), len(self._buffer))
        whole = length < len(self._buffer)
        if self._too_long or length > DIGITS:
            self._too_long = not whole
            return self._noise(length) if length else _Candidate(None, 1 if self._buffer[0] != STX else 0)
        if not whole:
            return None
        if length != DIGITS or self._buffer[length] not in (CR, LF):
            return self._noise(length) if length else _Candidate(None, 1)
        code = _line_code(bytes(self._buffer[:DIGITS]), kind)
        return self._noise(DIGITS + 1) if code is None else _Candidate(IdFrame(code, kind), DIGITS + 1)


def _line_code(digits: bytes, kind: Variant) -> bytes | None:
    if kind is Variant.LINE:
        return bytes.fromhex(digits.decode("ascii"))
    number = int(digits)
    return b"\0" + number.to_bytes(4, "big") if number < 1 << 32 else None


def encode(code: bytes, variant: Variant = Variant.XOR) -> bytes:
    """What a reader of this kind sends for a card. ValueError unless `code` has five bytes."""
    if len(code) != 5:
        raise ValueError("length")
    digits = code.hex().upper().encode("ascii")
    if variant is Variant.LINE:
        return digits + b"\r\n"
    if variant is Variant.LINE_DECIMAL:
        return b"%010d\r\n" % int.from_bytes(code[1:], "big")
    check = xor(code) if variant in (Variant.XOR, Variant.XOR_BYTE, Variant.AUTO) else sum(code) & 0xFF
    tail = bytes((check,)) if variant is Variant.XOR_BYTE else b"%02X" % check
    return b"\x02" + digits + tail + b"\x03"
