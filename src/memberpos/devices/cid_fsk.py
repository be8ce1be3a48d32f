"""Caller ID as it comes over the line: Bellcore single and multiple data messages (SDMF, MDMF), by FSK.

Sources: melabs on caller ID, a Chinese example of both forms, minimodem's test data. Checksums of published examples
are wrong as often as not, so a message with a wrong one is told, and told to be wrong. China sends number and date, as
a rule no name.
"""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.devices.caller_number import absence_of
from memberpos.devices.text import decode_text

SDMF, MDMF = 0x04, 0x80
#: A lamp for messages that wait; no call.
MWI_SINGLE, MWI_MULTIPLE = 0x06, 0x82
TYPES = {SDMF: "SDMF", MDMF: "MDMF", MWI_SINGLE: "MWI", MWI_MULTIPLE: "MWI"}
HEAD = 2
WHEN = 8  # MMDDHHMM
DATE, NUMBER, DIALABLE, NO_NUMBER, NAME, NO_NAME = 0x01, 0x02, 0x03, 0x04, 0x07, 0x08
KNOWN = frozenset((DATE, NUMBER, DIALABLE, NO_NUMBER, NAME, NO_NAME))
_LARGEST_PART = 0x40  # no known parameter is numbered or as long as that


@dataclass(frozen=True)
class FskMessage:
    """`kind`: SDMF | MDMF | MWI. date MMDD, time HHMM; absence, name_absence: O out of area, P private; `parts`: type
    and bytes of each parameter (of SDMF none).
    """

    kind: str
    checksum_ok: bool
    number: str | None = None
    name: str | None = None
    absence: str | None = None
    name_absence: str | None = None
    date: str | None = None
    time: str | None = None
    parts: tuple[tuple[int, bytes], ...] = ()


class FskDecoder:
    """Bytes of a line or box to messages; any chunking gives the same. Channel seizure (55) and marks are passed over.

    After IDLE_MS of silence a message whose length is wrong is given up; what came behind its head is looked at again.
    """

    IDLE_MS = 500

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def buffered(self) -> int:
        """Bytes of an unfinished message held back."""
        return len(self._buffer)

    def feed(self, data: bytes) -> list[FskMessage]:
        """Messages completed by `data`, in order."""
        self._buffer += data
        return self._take()

    def tick(self, idle_ms: int) -> list[FskMessage]:
        """`idle_ms` since the last byte."""
        messages: list[FskMessage] = []
        while idle_ms >= self.IDLE_MS and self._buffer:
            del self._buffer[:1]
            messages += self._take()
        return messages

    def _take(self) -> list[FskMessage]:
        messages: list[FskMessage] = []
        while True:
            at = next((at for at, byte in enumerate(self._buffer) if byte in TYPES), len(self._buffer))
            del self._buffer[:at]
            if len(self._buffer) < HEAD or len(self._buffer) < (end := HEAD + self._buffer[1] + 1):
                return messages
            message = parse(bytes(self._buffer[:end]))
            del self._buffer[: end if message else 1]
            messages += [message] if message else []


def parse(frame: bytes) -> FskMessage | None:
    """The message of a frame with type, length and checksum; None if its parts make no sense."""
    kind, body = frame[0], frame[HEAD:-1]
    good = sum(frame) % 256 == 0
    if kind in (SDMF, MWI_SINGLE):
        return _single(kind, body, good)
    parts = _parts(body)
    return None if parts is None else _multiple(kind, parts, good)


def _single(kind: int, body: bytes, good: bool) -> FskMessage | None:
    if not body[:WHEN].isdigit() or len(body) < WHEN:
        # What a lamp is told need not have a date.
        return FskMessage(TYPES[kind], good) if kind == MWI_SINGLE and good else None
    date, time = _when(body)
    if kind == MWI_SINGLE:
        return FskMessage(TYPES[kind], good, date=date, time=time)
    number, absence = _number(body[WHEN:])
    return FskMessage(TYPES[kind], good, number, absence=absence, date=date, time=time)


def _parts(body: bytes) -> tuple[tuple[int, bytes], ...] | None:
    """Type and bytes of each parameter; None unless they fill the body exactly."""
    parts, at = [], 0
    while at < len(body):
        end = at + HEAD + (body[at + 1] if at + 1 < len(body) else len(body))
        if end > len(body) or body[at] >= _LARGEST_PART:
            return None
        parts.append((body[at], body[at + HEAD : end]))
        at = end
    return tuple(parts) if parts else None


def _multiple(kind: int, parts: tuple[tuple[int, bytes], ...], good: bool) -> FskMessage:
    known = dict(reversed(parts))  # the first of a type counts
    date, time = _when(known.get(DATE, b""))
    number, absence = _number(known.get(NUMBER) or known.get(DIALABLE, b""))
    absence = absence or (None if number else _letter(known.get(NO_NUMBER, b"")))
    name, no_name = known.get(NAME, b""), _letter(known.get(NO_NAME, b""))
    if len(name) == 1 and _letter(name):
        name, no_name = b"", _letter(name)
    said = decode_text(name).strip() or None
    return FskMessage(TYPES[kind], good, number, said, absence, no_name, date, time, parts)


def _when(raw: bytes) -> tuple[str | None, str | None]:
    text = raw[:WHEN].decode("latin-1")
    return (text[:4], text[4:]) if len(text) == WHEN and text.isdigit() else (None, None)


def _number(raw: bytes) -> tuple[str | None, str | None]:
    text = decode_text(raw).strip()
    absence = absence_of(text)
    return (None, absence) if absence else (text or None, None)


def _letter(raw: bytes) -> str | None:
    letter = raw[:1].decode("latin-1").upper()
    return letter if letter in ("O", "P") else None


def encode(frame: bytes) -> bytes:
    """`frame` (type and parts) with its length and checksum; ValueError if it is too long."""
    body = bytes((frame[0], len(frame) - 1)) + frame[1:]
    return body + bytes((-sum(body) % 256,))


def single(when: str, number: str) -> bytes:
    """An SDMF message; `when` MMDDHHMM, `number` or O or P."""
    return encode(bytes((SDMF,)) + (when + number).encode("ascii"))


def multiple(*parts: tuple[int, bytes]) -> bytes:
    """An MDMF message of parameters (type, bytes)."""
    return encode(bytes((MDMF,)) + b"".join(bytes((kind, len(data))) + data for kind, data in parts))


def message_of(digits: str) -> FskMessage | None:
    """The message in hexadecimal digits, as modems give it that do not format it; None if there is none."""
    try:
        data = bytes.fromhex(digits)
    except ValueError:
        return None
    decoder = FskDecoder()
    return next(iter(decoder.feed(data) + decoder.tick(FskDecoder.IDLE_MS)), None)
