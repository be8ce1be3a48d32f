"""Scanners on a serial line or USB-COM: lines ended by CR, LF, ETX or TAB, with AIM symbology ids.

Sources: NCR 7895, Datalogic KA-01477 and Zebra DS457 tables of AIM ids. GS separators (1D) stay in the data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from memberpos.devices.readings import Scan
from memberpos.devices.scan_meaning import ean_ok, expand_upc_e, purpose
from memberpos.devices.text import decode_text

MAX_LINE = 4096
_ENDS = frozenset(b"\r\n\x03\t")
_STX = b"\x02"
_AIM = re.compile(r"\]([A-Za-z])([0-9A-Za-z])")

_FAMILIES = {
    "A": "Code 39",
    "B": "Telepen",
    "C": "Code 128",
    "E": "EAN-13",
    "F": "Codabar",
    "G": "Code 93",
    "H": "Code 11",
    "I": "Interleaved 2 of 5",
    "L": "PDF417",
    "M": "MSI",
    "Q": "QR Code",
    "R": "2 of 5",
    "S": "2 of 5",
    "U": "MaxiCode",
    "X": "Other",
    "d": "Data Matrix",
    "e": "GS1 DataBar",
    "h": "Han Xin",
    "z": "Aztec",
}
_MEMBERS = {
    "C1": "GS1-128",
    "E1": "EAN add-on 2",
    "E2": "EAN add-on 5",
    "E3": "EAN-13 with add-on",
    "E4": "EAN-8",
    "Q3": "GS1 QR Code",
    "d2": "GS1 Data Matrix",
}


@dataclass(frozen=True)
class ScanLine:
    """`data` without prefix and AIM id; `aim` like "]C1" or ""; `check_digit_ok` None where there is none to check."""

    data: str
    aim: str = ""
    symbology: str = ""
    check_digit_ok: bool | None = None


class ScannerDecoder:
    """Bytes of the scanner to lines; any chunking gives the same. `prefix`: bytes set up in the scanner, dropped.

    A line longer than MAX_LINE is noise and dropped up to its end. A scanner that has ended a line by a character
    (`ends_lines`) does so always: a pause in the next is a stumbling adapter, and half a code must not be looked up.
    """

    IDLE_MS = 60
    PATIENT_MS = 500

    def __init__(self, prefix: bytes = b"", *, ends_lines: bool = False) -> None:
        self._prefix, self.ends_lines = prefix, ends_lines
        self._line = bytearray()
        self._too_long = False

    def feed(self, data: bytes) -> list[ScanLine]:
        """Lines completed by `data`, in order."""
        return [line for byte in data for line in self._byte(byte)]

    def tick(self, idle_ms: int) -> list[ScanLine]:
        """`idle_ms` since the last byte: `wait_ms` and more end a line without terminator."""
        return self._end() if idle_ms >= self.wait_ms else []

    @property
    def wait_ms(self) -> int:
        """Silence that ends a line."""
        return self.PATIENT_MS if self.ends_lines else self.IDLE_MS

    @property
    def buffered(self) -> int:
        """Bytes of an unfinished line held back."""
        return len(self._line)

    def _byte(self, byte: int) -> list[ScanLine]:
        if byte in _ENDS:
            self.ends_lines = self.ends_lines or bool(self._line)
            return self._end()
        self._line.append(byte)
        if len(self._line) > MAX_LINE:
            self._too_long = True
            self._line.clear()
        return []

    def _end(self) -> list[ScanLine]:
        raw, too_long = bytes(self._line), self._too_long
        self._line.clear()
        self._too_long = False
        body = raw.removeprefix(_STX).removeprefix(self._prefix)
        return [] if too_long or not body else [parse_line(decode_text(body))]


def parse_line(text: str) -> ScanLine:
    """A scanned text with its AIM id taken off, if it begins with a known one."""
    match = _AIM.match(text)
    if not match or match[1] not in _FAMILIES:
        return ScanLine(text)
    code, data = match[1] + match[2], text[match.end() :]
    symbology = _MEMBERS.get(code, _FAMILIES[match[1]])
    if code == "E0" and len(data) in (8, 12):
        symbology = "UPC-A" if len(data) == 12 else "UPC-E"
    return ScanLine(data, match[0], symbology, _check(code, data))


def _check(code: str, data: str) -> bool | None:
    if code == "E0" and len(data) == 8:
        return ean_ok(expand_upc_e(data))
    if code == "E3":
        return ean_ok(data[:13])
    return ean_ok(data) if code in ("E0", "E4") else None


def to_reading(line: ScanLine, source: str = "scanner") -> Scan:
    """The reading for the counter; a payment code is marked as such."""
    return Scan(line.data, line.aim, line.symbology, purpose(line.data), source)
