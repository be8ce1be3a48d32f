"""Caller ID of AT modems (Conexant, USR, TRENDnet class): formatted lines between the first two rings.

Sources: NCID's modem notes and test data, a Chinese AT-modem log. Lines end CR LF, CR CR LF or LF. Chinese lines never
send NAME, so a call is told when its number is known and NAME was seen, or 300 ms of silence or the next RING came.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from memberpos.devices.caller_number import absence_of
from memberpos.devices.cid_fsk import message_of
from memberpos.devices.readings import CallEnded, IncomingCall
from memberpos.devices.text import decode_text

RESET_COMMANDS: tuple[bytes, ...] = (b"ATZ\r", b"ATE0V1Q0S0=0\r")
#: some modems report no number until they know the country; their firmware disagrees on the code of China
REGION_COMMANDS: tuple[bytes, ...] = (b"AT+GCI=B5\r", b"AT+GCI=26\r")
#: the first one accepted wins
CALLER_ID_COMMANDS: tuple[bytes, ...] = (
    b"AT+VCID=1\r",
    b"AT#CID=1\r",
    b"AT+FCLASS=8;+VCID=1\r",
    b"AT#CLS=8#CID=1\r",
    b"AT#CC1\r",
    b"AT*ID1\r",
)
MAX_LINE = 512
_DLE = 0x10
_DLE_RING, _DLE_FIELDS_END = ord("R"), ord("X")
_ANSWERS = frozenset(("OK", "ERROR", "NO CARRIER", "NO DIALTONE", "BUSY", "NO ANSWER", "CONNECT", "VCON"))
#: noise that is no letter may stand before a line; a key inside a NAME does not count
_FIELD = re.compile(rb"[^A-Za-z]*(DATE|TIME|NMBR|DDN_NMBR|NAME|MESG)\s*=(.*)", re.DOTALL | re.IGNORECASE)
_RING = re.compile(rb"[^A-Za-z]*RING(?:\s+([A-Za-z0-9]))?\s*", re.IGNORECASE)
_NUMBER_KEYS = ("NMBR", "DDN_NMBR")


@dataclass(frozen=True)
class Ring:
    """`count`: rings of this call so far; `cadence`: letter or digit of a distinctive ring."""

    count: int
    cadence: str = ""


@dataclass(frozen=True)
class Answer:
    """Result code of an AT command: OK, ERROR …"""

    text: str


@dataclass(frozen=True)
class CallInfo:
    """One call as far as it is known. `number` as sent, None if withheld; `absence`: O out of area, P private.

    date MMDD; time HHMM, or `time_raw` if it is malformed; mesg: value of MESG, hex as sent.
    """

    number: str | None = None
    name: str | None = None
    absence: str | None = None
    date: str | None = None
    time: str | None = None
    time_raw: str | None = None
    mesg: str | None = None
    rings: int = 0


@dataclass(frozen=True)
class CallEnd:
    """No RING for 8 s. `info` as known by then; `told`: it was given out as a CallInfo before."""

    rings: int
    info: CallInfo
    told: bool


ModemEvent = Ring | Answer | CallInfo | CallEnd


class CallerIdDecoder:
    """Bytes of the modem to events; any chunking gives the same, never raises, holds back one line at most."""

    EMIT_IDLE_MS = 300
    END_MS = 8000

    def __init__(self) -> None:
        self._line = bytearray()
        self._too_long = False
        self._shielded = False
        self._calls = _Calls()
        self._since_ring_ms = 0
        self._idle_ms = 0

    @property
    def buffered(self) -> int:
        """Bytes of an unfinished line held back."""
        return len(self._line)

    def feed(self, data: bytes) -> list[ModemEvent]:
        """Events completed by `data`, in order."""
        if data:
            self._since_ring_ms += self._idle_ms
            self._idle_ms = 0
        return [event for byte in data for event in self._byte(byte)]

    def tick(self, idle_ms: int) -> list[ModemEvent]:
        """`idle_ms` since the last byte, growing until the next feed: ends lines, tells and ends calls."""
        self._idle_ms = idle_ms
        if idle_ms < self.EMIT_IDLE_MS:
            return []
        events = [*self._end_line(), *self._calls.tell()]
        if self._since_ring_ms + idle_ms >= self.END_MS:
            events += self._calls.end()
        return events

    def _byte(self, byte: int) -> list[ModemEvent]:
        if self._shielded:
            return self._dle_code(byte)
        if byte == _DLE:
            self._shielded = True
            return []
        if byte in b"\r\n":
            return self._end_line()
        self._line.append(byte)
        if len(self._line) > MAX_LINE:
            self._too_long = True
            self._line.clear()
        return []

    def _dle_code(self, byte: int) -> list[ModemEvent]:
        """In voice mode events come as DLE and a letter; letters other than these are of no use here."""
        self._shielded = byte == _DLE
        if byte == _DLE_RING:
            return [*self._end_line(), *self._ring("")]
        return self._end_line() if byte == _DLE_FIELDS_END else []

    def _end_line(self) -> list[ModemEvent]:
        raw = b"" if self._too_long else bytes(self._line).strip(b" \0")
        self._line.clear()
        self._too_long = False
        return self._read_line(raw) if raw else []

    def _read_line(self, raw: bytes) -> list[ModemEvent]:
        ring = _RING.fullmatch(raw)
        if ring:
            return self._ring((ring[1] or b"").decode("ascii"))
        field = _FIELD.fullmatch(raw)
        if field:
            if not self._calls.active:
                self._since_ring_ms = 0
            return self._calls.field(field[1].decode("ascii").upper(), decode_text(field[2].strip()))
        text = raw.decode("latin-1").upper()
        return [Answer(text)] if text in _ANSWERS else []

    def _ring(self, cadence: str) -> list[ModemEvent]:
        self._since_ring_ms = 0
        return self._calls.ring(cadence)


class _Calls:
    """The call in progress. `_next`: fields of a second block after it was told, which may belong to another call."""

    def __init__(self) -> None:
        self._call: CallInfo | None = None
        self._next: CallInfo | None = None
        self._name_seen = False
        self._told = False

    @property
    def active(self) -> bool:
        return self._call is not None

    def ring(self, cadence: str) -> list[ModemEvent]:
        told = self.tell()
        call = self._call or CallInfo()
        self._call = replace(call, rings=call.rings + 1)
        self._next = CallInfo(rings=1) if self._told else None
        return [*told, Ring(self._call.rings, cadence)]

    def field(self, key: str, value: str) -> list[ModemEvent]:
        if self._told and self._next is None and self._call and self._call.date and key == "DATE":
            self._next = CallInfo()
        if self._next is not None:
            return self._field_of_next(key, value)
        self._call = _with_field(self._call or CallInfo(), key, value)
        self._name_seen = self._name_seen or key == "NAME"
        return self.tell() if self._name_seen else []

    def _field_of_next(self, key: str, value: str) -> list[ModemEvent]:
        """Another number after a new RING or DATE is another call, the same number the same call said twice."""
        self._next = _with_field(self._next or CallInfo(), key, value)
        number = self._next.number
        if self._call is None or number is None or self._next.absence or number == self._call.number:
            return []
        following, ended = self._next, self.end()
        self._call, self._name_seen = following, following.name is not None
        return [*ended, *(self.tell() if self._name_seen else [])]

    def tell(self) -> list[ModemEvent]:
        """The call, once, as soon as there is a number or the reason why there is none."""
        if self._call is None or self._told or (self._call.number is None and self._call.absence is None):
            return []
        self._told = True
        return [self._call]

    def end(self) -> list[ModemEvent]:
        if self._call is None:
            return []
        events = [*self.tell(), CallEnd(self._call.rings, self._call, self._told)]
        self._call, self._next, self._name_seen, self._told = None, None, False, False
        return events


def _with_field(call: CallInfo, key: str, value: str) -> CallInfo:
    """The first value of each field wins; an empty one says nothing."""
    if not value:
        return call
    if key in _NUMBER_KEYS:
        return _with_number(call, value)
    if key == "TIME":
        good = len(value) == 4 and value.isdigit()
        return replace(call, time=call.time or value) if good else replace(call, time_raw=call.time_raw or value)
    if key == "DATE":
        return replace(call, date=call.date or value)
    return replace(call, name=call.name or value) if key == "NAME" else _with_message(call, value)


def _with_message(call: CallInfo, digits: str) -> CallInfo:
    """MESG = hexadecimal: the whole message as it came over the line, where a modem does not format it."""
    call = replace(call, mesg=call.mesg or digits)
    message = message_of(digits)
    if message is None:
        return call
    number = message.absence or message.number
    call = _with_number(call, number) if number else call
    when = {"DATE": message.date, "TIME": message.time, "NAME": message.name}
    for key, value in when.items():
        call = _with_field(call, key, value or "")
    return call


def _with_number(call: CallInfo, value: str) -> CallInfo:
    """Some lines send the digits and then `O`, others the reverse: the first real number stays."""
    absence = absence_of(value)
    if absence is None:
        return call if call.number and not call.absence else replace(call, number=value, absence=None)
    if call.number or call.absence:
        return call
    return replace(call, number=value if value.isdigit() else None, absence=absence)


def to_reading(event: ModemEvent, line: str = "1") -> IncomingCall | CallEnded | None:
    """The reading for the counter; None for what concerns only the driver. An absent number is None."""
    if isinstance(event, CallEnd):
        return CallEnded(line)
    if not isinstance(event, CallInfo):
        return None
    number = None if event.absence else event.number
    name = None if event.name is None or absence_of(event.name) else event.name
    return IncomingCall(number, name, line, event.absence, event.date, event.time)
