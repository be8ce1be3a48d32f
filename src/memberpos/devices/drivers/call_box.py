"""Boxes and servers that tell who is calling by themselves: raw FSK messages, DTMF digits, NetCallerID, Whozz Calling,
NCID. Nothing is asked of them; one that is silent may just have no call.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from memberpos.devices.caller_number import plain_number
from memberpos.devices.cid_dtmf import DtmfCall, DtmfDecoder
from memberpos.devices.cid_fsk import FskDecoder, FskMessage
from memberpos.devices.cid_ncid import CALLS, GREETING, STARTED, NcidDecoder, NcidLine
from memberpos.devices.cid_netcallerid import BoxCall, NetCallerIdDecoder
from memberpos.devices.cid_whozz import WhozzDecoder, WhozzRecord
from memberpos.devices.drivers.base import Driver, Outputs, earliest
from memberpos.devices.readings import CallEnded, IncomingCall

#: A box that tells no rings: how long a telephone rings before people give up.
RINGS_S = 40.0
REPEAT_S = 5.0  # the same call again within this is the same packet twice
GREETING_S = 5.0
_MOST_LINES = 32


@dataclass(frozen=True)
class _Told:
    """A call given out: `key` tells it from another, `until_s` when it is taken to be over."""

    key: object
    since_s: float
    until_s: float


class CallBoxDriver(Driver):
    """Calls → `IncomingCall`, then `CallEnded` when the box says so or RINGS_S later. `line` names the telephone line
    of a box that has one only.
    """

    role = "caller"

    def __init__(self, name: str, make: Callable[[], Any], *, line: str = "1") -> None:
        super().__init__(name)
        self._make = make
        self._line = line
        self._forget()

    def _forget(self) -> None:
        self._decoder = self._make()
        self._calls: dict[str, _Told] = {}
        self._heard_s: float | None = None  # None = silence has been noticed

    def start(self, now_s: float) -> Outputs:
        self._forget()
        return self.say("ready")

    def received(self, data: bytes, now_s: float) -> Outputs:
        self._heard_s = now_s
        return self._events(self._decoder.feed(data), now_s)

    def tick(self, now_s: float) -> Outputs:
        outputs: Outputs = []
        if self._heard_s is not None and now_s >= self._quiet_s(self._heard_s):
            idle_ms = round((now_s - self._heard_s) * 1000)
            self._heard_s = None
            outputs += self._events(self._decoder.tick(idle_ms), now_s)
        over = [line for line, told in self._calls.items() if told.until_s <= now_s]
        return [*outputs, *(ended for line in over for ended in self._end(line))]

    def deadline_s(self) -> float | None:
        quiet_s = None if self._heard_s is None else self._quiet_s(self._heard_s)
        return earliest((quiet_s, *(told.until_s for told in self._calls.values())))

    def give_up(self, now_s: float) -> Outputs:
        ended: Outputs = [CallEnded(line) for line in self._calls]
        self._forget()
        return ended

    def _quiet_s(self, heard_s: float) -> float:
        return heard_s + (int(self._decoder.IDLE_MS) + 1) / 1000

    def _events(self, events: Sequence[Any], now_s: float) -> Outputs:
        return [output for event in events for output in self._event(event, now_s)]

    def _event(self, event: Any, now_s: float) -> Outputs:
        if isinstance(event, FskMessage) and (event.number or event.absence):
            return self._call(event, self._line, event.date, event.time, event.name, now_s)
        if isinstance(event, DtmfCall):
            return self._call(event, self._line, None, None, None, now_s)
        if isinstance(event, BoxCall) and event.lamp is None:
            return self._call(event, self._line, event.date, event.time, event.name, now_s)
        return []

    def _call(
        self, event: Any, line: str, date: str | None, time: str | None, name: str | None, now_s: float
    ) -> Outputs:
        """A call that begins: told unless it was just now. Another one on the same line ends the one before."""
        number = None if event.number is None else plain_number(event.number)
        key = (number, event.absence, date, time)
        before = self._calls.get(line)
        if before is not None and before.key == key and now_s - before.since_s < REPEAT_S:
            return []
        ended = self._end(line)
        if len(self._calls) >= _MOST_LINES:
            return ended
        self._calls[line] = _Told(key, now_s, now_s + RINGS_S)
        return [*ended, IncomingCall(number, name, line, event.absence, date, time)]

    def _go_on(self, line: str, now_s: float) -> Outputs:
        """It still rings."""
        told = self._calls.get(line)
        if told is not None:
            self._calls[line] = replace(told, until_s=now_s + RINGS_S)
        return []

    def _end(self, line: str) -> Outputs:
        return [CallEnded(line)] if self._calls.pop(line, None) is not None else []


class FskBoxDriver(CallBoxDriver):
    """A box that passes on the bytes of the line (Bellcore messages)."""

    def __init__(self, name: str = "fsk_box", *, line: str = "1") -> None:
        super().__init__(name, FskDecoder, line=line)


class DtmfBoxDriver(CallBoxDriver):
    """A box that passes on the tones of the line."""

    def __init__(self, name: str = "dtmf_box", *, line: str = "1") -> None:
        super().__init__(name, DtmfDecoder, line=line)


class NetCallerIdDriver(CallBoxDriver):
    """A NetCallerID box."""

    def __init__(self, name: str = "netcallerid", *, line: str = "1") -> None:
        super().__init__(name, NetCallerIdDecoder, line=line)


class WhozzDriver(CallBoxDriver):
    """A Whozz Calling unit: several lines, each with the start and the end of its calls."""

    def __init__(self, name: str = "whozz") -> None:
        super().__init__(name, WhozzDecoder)

    def _event(self, event: Any, now_s: float) -> Outputs:
        if not isinstance(event, WhozzRecord):
            return []
        line = str(event.line)
        if event.kind in ("off_hook", "on_hook") or (event.io == "I" and event.se == "E"):
            return self._end(line)
        if event.kind == "ring":
            return self._go_on(line, now_s)
        if event.kind != "call" or event.io != "I":
            return []
        date, time = event.date.replace("/", ""), event.time.replace(":", "")
        return self._call(event, line, date, time, event.name, now_s)


class NcidDriver(CallBoxDriver):
    """A client of an NCID server."""

    def __init__(self, name: str = "ncid") -> None:
        super().__init__(name, NcidDecoder)
        self._greeting_s: float | None = None

    def start(self, now_s: float) -> Outputs:
        self._forget()
        self._greeting_s = now_s + GREETING_S
        return []

    def tick(self, now_s: float) -> Outputs:
        if self._greeting_s is None or now_s < self._greeting_s:
            return super().tick(now_s)
        self._greeting_s = None
        return [*super().tick(now_s), *self.say("degraded", "no_answer")]

    def deadline_s(self) -> float | None:
        return earliest((super().deadline_s(), self._greeting_s))

    def _event(self, event: Any, now_s: float) -> Outputs:
        if not isinstance(event, NcidLine):
            return []
        if event.kind in GREETING | STARTED | CALLS:
            self._greeting_s = None
            return [*self.say("ready"), *(self._live(event, now_s) if event.live else [])]
        if event.kind != "CIDINFO" or event.ring is None:
            return []
        return self._go_on(_line(event), now_s) if event.ring > 0 else self._end(_line(event))

    def _live(self, event: NcidLine, now_s: float) -> Outputs:
        name = event.field("NAME")
        known = name if name and name.upper() not in ("NO NAME", "NONAME") else None
        date = (event.field("DATE") or "")[:4]
        return self._call(event, _line(event), date or None, event.field("TIME"), known, now_s)


def _line(event: NcidLine) -> str:
    """Name of the telephone line; - stands for the only one."""
    line = (event.field("LINE") or "-").strip()
    return "1" if line in ("", "-") else line[:_MOST_LINES]
