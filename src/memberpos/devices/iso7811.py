"""Magnetic track text and bits by ISO 7811: characters with odd parity, sentinels, LRC, and their packing into bytes.

Track 1 has 7 bits a character (chr = 20h + value), tracks 2 and 3 have 5 (chr = 30h + value); data bits travel least
significant first, the parity bit last. The LRC is the XOR of all data bits including both sentinels.
Packed to 8 bits, an MSR605 reads with the first bit in time as the highest, and writes with it as the lowest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class TrackFormat:
    """`bits` a character with parity; character = chr(base + value); `max_chars` with sentinels and LRC."""

    bits: int
    base: int
    start: str
    end: str
    separator: str
    max_chars: int
    bpi: int


@dataclass(frozen=True)
class DecodedTrack:
    """`text` with sentinels, without LRC; `ok`: parity and LRC right; `bits`: format it was read by, 7 or 5."""

    text: str
    lrc: str
    ok: bool
    bits: int


_ALPHA = TrackFormat(7, 0x20, "%", "?", "^", 79, 210)
_DIGITS_75 = TrackFormat(5, 0x30, ";", "?", "=", 40, 75)
_DIGITS_210 = TrackFormat(5, 0x30, ";", "?", "=", 107, 210)
FORMATS: dict[int, TrackFormat] = {1: _ALPHA, 2: _DIGITS_75, 3: _DIGITS_210}


def lrc_char(text: str, fmt: TrackFormat) -> str:
    """LRC character of `text` (both sentinels included). ValueError on a character the track cannot hold."""
    total = 0
    for value in _values(text, fmt):
        total ^= value
    return chr(fmt.base + total)


def _values(text: str, fmt: TrackFormat) -> Iterator[int]:
    for char in text:
        value = ord(char) - fmt.base
        if not 0 <= value < 1 << (fmt.bits - 1):
            raise ValueError("character not on this track")
        yield value


def check_text(number: int, text: str) -> str:
    """Empty if `text` (with sentinels, no LRC) may stand on track `number`, else charset | sentinels | length."""
    fmt = FORMATS[number]
    try:
        lrc_char(text, fmt)
    except ValueError:
        return "charset"
    if len(text) < 2 or text[0] != fmt.start or text[-1] != fmt.end:
        return "sentinels"
    if fmt.start in text[1:] or fmt.end in text[:-1]:
        return "sentinels"
    return "length" if len(text) >= fmt.max_chars else ""


def with_sentinels(number: int, text: str) -> str:
    """`text` with missing sentinels added; "" (an empty track) stays ""."""
    fmt = FORMATS[number]
    if not text:
        return ""
    start = "" if text.startswith(fmt.start) else fmt.start
    return start + text + ("" if text.endswith(fmt.end) else fmt.end)


def strip_sentinels(text: str) -> str:
    """`text` without a start (% ; +) and an end (?) sentinel where present."""
    body = text[1:] if text[:1] in {"%", ";", "+"} else text
    return body.removesuffix("?")


def with_parity(value: int, bits: int) -> int:
    """Data `value` with the odd parity bit on top of its `bits` - 1 data bits."""
    return value | (1 - value.bit_count() % 2) << (bits - 1)


def encode_chars(number: int, text: str) -> bytes:
    """One byte a character, parity included, LRC last; `text` with sentinels. ValueError if check_text refuses."""
    reason = check_text(number, text)
    if reason:
        raise ValueError(reason)
    fmt = FORMATS[number]
    return bytes(with_parity(value, fmt.bits) for value in _values(text + lrc_char(text, fmt), fmt))


def pack_read(chars: bytes, bits: int) -> bytes:
    """Characters packed as an MSR605 answers a raw read at 8 bits: the first bit in time is the highest."""
    return bytes(_reversed(byte) for byte in pack_write(chars, bits))


def pack_write(chars: bytes, bits: int) -> bytes:
    """Characters packed as a host sends a raw write at 8 bits: the first bit in time is the lowest."""
    total = 0
    for index, char in enumerate(chars):
        total |= char << index * bits
    return total.to_bytes((len(chars) * bits + 7) // 8, "little")


def _reversed(byte: int) -> int:
    return int(f"{byte:08b}"[::-1], 2)


def decode_read(number: int, raw: bytes) -> DecodedTrack | None:
    """Track `number` in the bytes of a raw read (8 bits packed, or one character a byte); None if there is none."""
    return _decode(number, raw, bytes(_reversed(byte) for byte in raw))


def decode_written(number: int, raw: bytes) -> DecodedTrack | None:
    """Like decode_read for the bytes of a raw write."""
    return _decode(number, raw, raw)


def _decode(number: int, raw: bytes, lowest_first: bytes) -> DecodedTrack | None:
    bits = [byte >> shift & 1 for byte in lowest_first for shift in range(8)]
    unpacked = [_decode_codes(raw, fmt) for fmt in _formats(number) if fmt.bits == unpacked_bits(raw)]
    packed = [_decode_bits(bits, fmt) for fmt in _formats(number)]
    found = [track for track in unpacked + packed if track]
    return next((track for track in found if track.ok), found[0] if found else None)


def unpacked_bits(raw: bytes) -> int:
    """7 or 5 if `raw` is one character of that many bits a byte, else 0."""
    for fmt in (_ALPHA, _DIGITS_210):
        if raw and raw[0] == _start_code(fmt) and all(_odd(byte, fmt.bits) for byte in raw):
            return fmt.bits
    return 0


def _odd(code: int, bits: int) -> bool:
    return code < 1 << bits and code.bit_count() % 2 == 1


def _start_code(fmt: TrackFormat) -> int:
    return with_parity(ord(fmt.start) - fmt.base, fmt.bits)


def _formats(number: int) -> tuple[TrackFormat, ...]:
    """The usual format of a track first, then the other one (member cards are not always by the book)."""
    return (_ALPHA, _DIGITS_210) if number == 1 else (FORMATS[number], _ALPHA)


def _decode_bits(bits: list[int], fmt: TrackFormat) -> DecodedTrack | None:
    """Skips leading zeros: the first one-bit belongs to the start sentinel, whose lowest bit is 1 in both formats."""
    first = next((index for index, bit in enumerate(bits) if bit), len(bits))
    return _decode_codes(_codes(bits[first:], fmt.bits), fmt)


def _codes(bits: list[int], width: int) -> Iterator[int]:
    for at in range(0, len(bits) - width + 1, width):
        yield sum(bit << shift for shift, bit in enumerate(bits[at : at + width]))


def _decode_codes(codes: Iterable[int], fmt: TrackFormat) -> DecodedTrack | None:
    """Reads start sentinel .. end sentinel, LRC; None without both sentinels."""
    text, ok, total = "", True, 0
    for code in codes:
        value = code & (1 << (fmt.bits - 1)) - 1
        ok = ok and _odd(code, fmt.bits)
        char = chr(fmt.base + value)
        if text.endswith(fmt.end):
            return DecodedTrack(text, char, ok and value == total, fmt.bits)
        if not text and char != fmt.start:
            return None
        text += char
        total ^= value
    return DecodedTrack(text, "", False, fmt.bits) if text.endswith(fmt.end) else None


def card_number(tracks: tuple[str, str, str]) -> str:
    """The member card number on a card: track 2 up to its separator, else track 1, else track 3; "" if none."""
    for text in (tracks[1], tracks[0], tracks[2]):
        number = _first_field(strip_sentinels(text))
        if number:
            return number
    return ""


def _first_field(text: str) -> str:
    if text.startswith("B") and "^" in text:  # track 1 in the format of bank cards
        text = text[1:]
    return text.partition("=")[0].partition("^")[0].strip()
