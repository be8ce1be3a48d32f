"""What an ESC/POS printer answers: DLE EOT, automatic status (ASB), GS r, XON/XOFF, told apart by fixed bits.

Sources: Epson's bit tables, Citizen CBM1000 appendix 3. Answers to DLE EOT carry no number, so one query is in flight
at a time. Many clones answer nothing: a fact that was not said stays None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from memberpos.devices.readings import PrinterState

XON, XOFF = 0x11, 0x13
_ASB_LENGTH = 4
_NAME_START, _NAME_LIMIT = 0x5F, 80
_DRAWER, _OFFLINE = 0x04, 0x08


@dataclass(frozen=True)
class StatusItem:
    """`kind`: dle_eot | asb | gs_r | gs_i | xon | xoff; `n`: number of the query it answers, None if none was asked."""

    kind: str
    n: int | None
    data: bytes


class StatusDecoder:
    """Bytes of the printer to items; any chunking gives the same, bytes that fit nothing are dropped."""

    def __init__(self) -> None:
        self._asked: tuple[str, int] | None = None
        self._held = bytearray()

    def expect(self, kind: str, n: int) -> None:
        """A query was sent: `kind` dle_eot | gs_r | gs_i, `n` its number. It replaces one that was not answered."""
        self._asked = (kind, n)

    def feed(self, data: bytes) -> list[StatusItem]:
        """Items completed by `data`, in order."""
        return [item for byte in data for item in self._byte(byte)]

    @property
    def buffered(self) -> int:
        """Bytes of an unfinished answer held back."""
        return len(self._held)

    def _byte(self, byte: int) -> list[StatusItem]:
        if self._in_name():
            return self._name_byte(byte)
        if byte in (XON, XOFF):
            return [StatusItem("xon" if byte == XON else "xoff", None, bytes((byte,)))]
        if self._held:
            if byte & 0x90 == 0:
                return self._asb_byte(byte)
            self._held.clear()
        return self._first_byte(byte)

    def _in_name(self) -> bool:
        return self._held[:1] == bytes((_NAME_START,))

    def _asb_byte(self, byte: int) -> list[StatusItem]:
        self._held.append(byte)
        return [StatusItem("asb", None, self._take())] if len(self._held) == _ASB_LENGTH else []

    def _first_byte(self, byte: int) -> list[StatusItem]:
        if byte & 0x93 == 0x12:
            return [StatusItem("dle_eot", self._answered("dle_eot"), bytes((byte,)))]
        if byte & 0x93 == 0x10 or (byte == _NAME_START and self._waits_for("gs_i")):
            self._held.append(byte)
        elif byte & 0x90 == 0:
            kind = "gs_i" if self._waits_for("gs_i") else "gs_r"
            return [StatusItem(kind, self._answered(kind), bytes((byte,)))]
        return []

    def _name_byte(self, byte: int) -> list[StatusItem]:
        """GS I answers with `_`, a name and NUL; what is longer than any name was noise."""
        self._held.append(byte)
        if byte == 0:
            return [StatusItem("gs_i", self._answered("gs_i"), self._take()[1:-1])]
        if len(self._held) > _NAME_LIMIT:
            self._held.clear()
        return []

    def _take(self) -> bytes:
        data = bytes(self._held)
        self._held.clear()
        return data

    def _waits_for(self, kind: str) -> bool:
        return self._asked is not None and self._asked[0] == kind

    def _answered(self, kind: str) -> int | None:
        if self._asked is None or self._asked[0] != kind:
            return None
        n = self._asked[1]
        self._asked = None
        return n


def merge(state: PrinterState, item: StatusItem, open_is_high: bool = True) -> PrinterState:
    """`state` with the facts of `item`; `open_is_high`: level of the drawer pin when open (drawers differ)."""
    reader = _READERS.get((item.kind, item.n))
    return reader(state, item.data, open_is_high) if reader else state


def drawer_pin_high(item: StatusItem) -> bool | None:
    """Level of the drawer pin (pin 3 of the connector), None if `item` does not say."""
    state = merge(PrinterState(), item)
    return state.drawer_open


def stopped_by_paper_end(item: StatusItem) -> bool | None:
    """Bit 20h of the answer to DLE EOT 2, None for other items."""
    return bool(item.data[0] & 0x20) if (item.kind, item.n) == ("dle_eot", 2) else None


def _printer(state: PrinterState, data: bytes, open_is_high: bool) -> PrinterState:
    high = bool(data[0] & _DRAWER)
    return replace(state, online=not data[0] & _OFFLINE, drawer_open=high == open_is_high)


def _offline_cause(state: PrinterState, data: bytes, _high: bool) -> PrinterState:
    state = replace(state, cover_open=bool(data[0] & 0x04))
    if data[0] & 0x20:
        state = replace(state, paper="out")
    return state


def _error(state: PrinterState, data: bytes, _high: bool) -> PrinterState:
    return replace(state, error=_error_word(data[0]))


def _error_word(byte: int) -> str | None:
    for bit, word in ((0x20, "unrecoverable"), (0x08, "cutter"), (0x40, "auto_recoverable"), (0x04, "recoverable")):
        if byte & bit:
            return word
    return None


def _paper_word(near: int, out: int) -> str:
    if out:
        return "out"
    return "near_end" if near else "ok"


def _paper(state: PrinterState, data: bytes, _high: bool) -> PrinterState:
    return replace(state, paper=_paper_word(data[0] & 0x0C, data[0] & 0x60))


def _gs_r_paper(state: PrinterState, data: bytes, _high: bool) -> PrinterState:
    return replace(state, paper=_paper_word(data[0] & 0x03, data[0] & 0x0C))


def _gs_r_drawer(state: PrinterState, data: bytes, open_is_high: bool) -> PrinterState:
    return replace(state, drawer_open=bool(data[0] & 0x01) == open_is_high)


def _asb(state: PrinterState, data: bytes, open_is_high: bool) -> PrinterState:
    first, second, third, _ = data
    paper, cover = _paper_word(third & 0x03, third & 0x0C), bool(first & 0x20)
    state = replace(state, paper=paper, cover_open=cover, error=_error_word(second))
    return _printer(state, data, open_is_high)


_READERS: dict[tuple[str, int | None], Callable[[PrinterState, bytes, bool], PrinterState]] = {
    ("dle_eot", 1): _printer,
    ("dle_eot", 2): _offline_cause,
    ("dle_eot", 3): _error,
    ("dle_eot", 4): _paper,
    ("gs_r", 1): _gs_r_paper,
    ("gs_r", 2): _gs_r_drawer,
    ("asb", None): _asb,
}
