"""Whozz Calling units of CallerID.com: records on a serial line (9600) or in UDP packets to port 3520.

Source: the maker's manuals. A packet is `^^<U>`, unit (6 bytes), `<S>`, serial number (6 bytes), `$` or not, and a
record as on the serial line without its line end: a call (62 characters; start or end of it, inbound or outbound) or a
detail (31 characters: ring, off hook, on hook, flash). On the serial line a short form of the call exists too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from memberpos.devices.caller_number import absence_of
from memberpos.devices.text import decode_text

MARK = b"^^<U>"
SERIAL_MARK = b"<S>"
ID = 6
HEAD = len(MARK) + ID + len(SERIAL_MARK) + ID
CALL_LENGTH, DETAIL_LENGTH = 62, 31
MAX_LINE = 160
_NUMBER = 14
_ENDS = b"\r\n"
_CALL = re.compile(r"\$?(\d\d) ([IO]) ([SE]) (\d{4}) (\S) (\S\d) (\d\d/\d\d) (\d\d:\d\d) ?([AP]M) (.*)", re.DOTALL)
_SHORT = re.compile(r"\$?(\d\d)\s+(\d\d/\d\d)\s+(\d\d:\d\d)\s*([AP]M)\s+(\S.*?)\s+([IO])(?:\s+(.*))?", re.DOTALL)
_DETAIL = re.compile(r"\$?(\d\d) ([RFNH])\s+(\d\d/\d\d) (\d\d:\d\d)(?::(\d\d))?")


@dataclass(frozen=True)
class WhozzRecord:
    """`kind`: call | ring | off_hook | on_hook | flash; `io` I or O, `se` S (start) or E (end) of a call; date MM/DD,
    time HH:MM by 24 hours; number as sent, None when withheld; `unit`, `serial`: hexadecimal, of a packet.
    """

    kind: str
    line: int
    date: str
    time: str
    io: str = ""
    se: str = ""
    duration_s: int | None = None
    checksum: str = ""
    ring: str = ""
    number: str | None = None
    absence: str | None = None
    name: str | None = None
    unit: str = ""
    serial: str = ""


class WhozzDecoder:
    """Bytes of a unit to records; any chunking gives the same. What is no record is passed over.

    IDLE_MS of silence end a packet that is shorter than it should be, and a line without its end.
    """

    IDLE_MS = 250

    def __init__(self) -> None:
        self._buffer = bytearray()

    @property
    def buffered(self) -> int:
        """Bytes of an unfinished record held back."""
        return len(self._buffer)

    def feed(self, data: bytes) -> list[WhozzRecord]:
        """Records completed by `data`, in order."""
        return [record for byte in data for record in self._byte(byte)]

    def tick(self, idle_ms: int) -> list[WhozzRecord]:
        """`idle_ms` since the last byte."""
        return self._end() if idle_ms >= self.IDLE_MS and self._buffer else []

    def _byte(self, byte: int) -> list[WhozzRecord]:
        packet = self._buffer.startswith(MARK)
        if byte in _ENDS and not (packet and len(self._buffer) < HEAD):
            return self._end()
        self._buffer.append(byte)
        if packet:
            return self._end() if len(self._buffer) == self._wanted() else []
        if self._buffer.endswith(MARK):  # the line before was cut off
            cut, self._buffer = bytes(self._buffer[: -len(MARK)]), bytearray(MARK)
            return _records(cut)
        if len(self._buffer) > MAX_LINE:
            self._buffer.clear()
        return []

    def _wanted(self) -> int:
        """Length of the packet in the buffer as far as it can be told, else more than it has."""
        body = bytes(self._buffer[HEAD:])
        dollar = body.startswith(b"$")
        kind = body[3 + dollar : 4 + dollar]
        if not kind:
            return len(self._buffer) + 1
        return HEAD + dollar + (DETAIL_LENGTH if kind in b"RFNH" else CALL_LENGTH)

    def _end(self) -> list[WhozzRecord]:
        data = bytes(self._buffer)
        self._buffer.clear()
        return _records(data)


def _records(data: bytes) -> list[WhozzRecord]:
    if not data.startswith(MARK):
        record = parse_line(decode_text(data))
        return [record] if record else []
    if data[len(MARK) + ID : -ID][: len(SERIAL_MARK)] != SERIAL_MARK:
        return []
    record = parse_line(decode_text(data[HEAD:]))
    if record is None:
        return []
    return [replace(record, unit=data[len(MARK) : len(MARK) + ID].hex(), serial=data[HEAD - ID : HEAD].hex())]


def parse_line(text: str) -> WhozzRecord | None:
    """The record of a line without its end; None for anything else."""
    call = _CALL.match(text)
    if call:
        return _call(call)
    detail = _DETAIL.match(text)
    if detail:
        kind = {"R": "ring", "F": "off_hook", "N": "on_hook", "H": "flash"}[detail[2]]
        return WhozzRecord(kind, int(detail[1]), detail[3], detail[4])
    short = _SHORT.fullmatch(text.strip())
    if not short:
        return None
    number, absence = _number(short[5])
    name = (short[7] or "").strip() or None
    time = _by_24_hours(short[3], short[4])
    record = WhozzRecord("call", int(short[1]), short[2], time, short[6], "S")
    return replace(record, number=number, absence=absence, name=name)


def _call(match: re.Match[str]) -> WhozzRecord:
    line, io, se, duration, checksum, ring, date, time, half, rest = match.groups()
    number, absence = _number(rest[:_NUMBER])
    name = rest[_NUMBER:].strip() or None
    return WhozzRecord(
        "call", int(line), date, _by_24_hours(time, half), io, se, int(duration), checksum, ring, number, absence,
        None if name and absence_of(name) else name,
    )  # fmt: skip


def _number(text: str) -> tuple[str | None, str | None]:
    token = text.strip()
    absence = absence_of(token)
    return (None, absence) if absence or not token else (token, None)


def _by_24_hours(time: str, half: str) -> str:
    """12 AM is 00."""
    hours, minutes = int(time[:2]) % 12, time[3:]
    return f"{hours + (12 if half == 'PM' else 0):02d}:{minutes}"


def call_line(line: int, number: str, name: str = "", *, se: str = "S", when: str = "01/01 10:00 AM") -> bytes:
    """An inbound call as on the serial line, without its end."""
    return f"{line:02d} I {se} 0000 G A1 {when} {number:<14.14} {name:<15.15}".encode("gb18030", "replace")


def packet(record: bytes, unit: int = 1, serial: int = 1, *, dollar: bool = True) -> bytes:
    """A record as a UDP packet."""
    ids = MARK + unit.to_bytes(ID, "big") + SERIAL_MARK + serial.to_bytes(ID, "big")
    return ids + (b"$" if dollar else b"") + record
