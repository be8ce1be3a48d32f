"""NCID: a network caller-ID server (TCP 3333) that tells its clients of every call, in lines of starred fields.

Source: NCID's public test data. After a greeting (200) comes the list of earlier calls (CIDLOG: …), then 300; a live
call is CID: (or PID: from a smart phone); CIDINFO: tells its rings: 0 they stopped, -1 and -2 it ended.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from memberpos.devices.caller_number import absence_of
from memberpos.devices.text import decode_text

MAX_LINE = 1024
CALLS = frozenset(("CID", "PID"))
GREETING, STARTED = frozenset(("200",)), frozenset(("251", "252", "253", "300"))
_LINE = re.compile(r"(?:([A-Z]{2,10}):|(\d{3})\b)\s?(.*)", re.DOTALL)
_KEYS = "DATE|TIME|LINE|NMBR|MESG|NAME|RING|SCALL|ECALL|CTYPE|CAT|MTYPE|TYPE"
_FIELD = re.compile(rf"\*({_KEYS})\*(.*?)(?=\*(?:{_KEYS})\*|\*?$)", re.DOTALL)


@dataclass(frozen=True)
class NcidLine:
    """`kind`: CID, CIDINFO, MSG … or three digits; `text`: what stands behind it, `fields` of it; `live`: a call that
    comes in now.
    """

    kind: str
    text: str
    fields: tuple[tuple[str, str], ...] = ()
    live: bool = False

    def field(self, key: str) -> str | None:
        """Value of a field, None if the line has none."""
        return dict(reversed(self.fields)).get(key)

    @property
    def number(self) -> str | None:
        """The caller's number, None when there is none or it is withheld."""
        value = (self.field("NMBR") or "").strip()
        return None if absence_of(value) else value or None

    @property
    def absence(self) -> str | None:
        """Why there is no number: O out of area, P private."""
        return absence_of((self.field("NMBR") or "").strip())

    @property
    def ring(self) -> int | None:
        """Count of rings; 0, -1 or -2 when they are over."""
        value = self.field("RING") or ""
        return int(value) if re.fullmatch(r"-?\d{1,4}", value) else None


class NcidDecoder:
    """Bytes of the server to lines; any chunking gives the same. Longer lines than MAX_LINE are passed over."""

    IDLE_MS = 100

    def __init__(self) -> None:
        self._line = bytearray()
        self._too_long = False
        self._starting = False

    @property
    def buffered(self) -> int:
        """Bytes of an unfinished line held back."""
        return len(self._line)

    def feed(self, data: bytes) -> list[NcidLine]:
        """Lines completed by `data`, in order."""
        return [line for byte in data for line in self._byte(byte)]

    def tick(self, idle_ms: int) -> list[NcidLine]:
        """A server ends its lines: silence means nothing."""
        return []

    def _byte(self, byte: int) -> list[NcidLine]:
        if byte not in b"\r\n":
            self._line.append(byte)
            if len(self._line) > MAX_LINE:
                self._too_long = True
                self._line.clear()
            return []
        text = "" if self._too_long else decode_text(bytes(self._line)).strip()
        self._line.clear()
        self._too_long = False
        line = parse_line(text)
        return [self._in_time(line)] if line else []

    def _in_time(self, line: NcidLine) -> NcidLine:
        """Between the greeting and the end of the list no line is a new call."""
        if line.kind in GREETING:
            self._starting = True
        elif line.kind in STARTED:
            self._starting = False
        live = line.kind in CALLS and not self._starting
        return NcidLine(line.kind, line.text, line.fields, live)


def parse_line(text: str) -> NcidLine | None:
    """A line without its end; None for what is none of the protocol's."""
    match = _LINE.fullmatch(text)
    if not match:
        return None
    rest = match[3]
    return NcidLine(match[1] or match[2], rest, tuple(_FIELD.findall(rest)) if match[1] else ())


def call_line(kind: str, line: str, number: str, name: str, date: str, time: str) -> bytes:
    """A call as the server tells it: date MMDDYYYY, time HHMM."""
    text = f"{kind}: *DATE*{date}*TIME*{time}*LINE*{line}*NMBR*{number}*MESG*NONE*NAME*{name}*\r\n"
    return text.encode("utf-8")


def rings_line(line: str, rings: int, time: str) -> bytes:
    """How a call goes on: rings so far, 0 or less when they are over; time HH:MM:SS."""
    return f"CIDINFO: *LINE*{line}*RING*{rings}*TIME*{time}*\r\n".encode()
