"""Scanner modules that can be told to look (Grow GM72 class): lines as of any serial scanner, and a trigger.

The module obeys only in host mode, which a code of its manual switches on; this program does not change it by itself,
because a module in host mode no longer heeds its own button.
"""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.devices import ssi
from memberpos.devices.drivers.base import Driver, Outputs, Send, earliest
from memberpos.devices.scanner_serial import ScanLine, to_reading
from memberpos.devices.ssi import MixedDecoder, SsiFrame

WAKE_S = 0.05
ANSWER_S = 1.0
TRIES = 3


@dataclass(frozen=True)
class StartScan:
    """Look for a code now, until one is read, StopScan, or the module's own time is over."""


@dataclass(frozen=True)
class StopScan:
    """Stop looking."""


class Gm72Driver(Driver):
    """Lines → `Scan`; `StartScan`, `StopScan` → the trigger."""

    role = "scanner"

    def __init__(self, name: str = "gm72") -> None:
        super().__init__(name)
        self._decoder = MixedDecoder()
        self._forget()

    def _forget(self) -> None:
        self._decoder = MixedDecoder(ends_lines=self._decoder.ends_lines)
        self._heard_s: float | None = None
        self._opcode = 0  # in flight, 0 = none
        self._awake = False
        self._tries = 0
        self._due_s: float | None = None

    def start(self, now_s: float) -> Outputs:
        self._forget()
        return self.say("ready")

    def received(self, data: bytes, now_s: float) -> Outputs:
        self._heard_s = now_s
        return self._events(self._decoder.feed(data), now_s)

    def command(self, command: object, now_s: float) -> Outputs:
        if not isinstance(command, StartScan | StopScan):
            return super().command(command, now_s)
        if not self.connected:
            return []
        self._opcode, self._tries = (ssi.START if isinstance(command, StartScan) else ssi.STOP), 0
        return self._wake(now_s)

    def tick(self, now_s: float) -> Outputs:
        outputs: Outputs = []
        if self._heard_s is not None and now_s >= self._quiet_s(self._heard_s):
            idle_ms = round((now_s - self._heard_s) * 1000)
            self._heard_s = None
            outputs += self._events(self._decoder.tick(idle_ms), now_s)
        if self._due_s is not None and now_s >= self._due_s:
            outputs += self._late(now_s) if self._awake else self._ask(now_s)
        return outputs

    def deadline_s(self) -> float | None:
        return earliest((self._due_s, None if self._heard_s is None else self._quiet_s(self._heard_s)))

    def _quiet_s(self, heard_s: float) -> float:
        return heard_s + (self._decoder.wait_ms + 1) / 1000

    def _events(self, events: list[ScanLine | SsiFrame], now_s: float) -> Outputs:
        outputs: Outputs = []
        for event in events:
            outputs += [to_reading(event, self.name)] if isinstance(event, ScanLine) else self._frame(event)
        return outputs

    def _frame(self, frame: SsiFrame) -> Outputs:
        if not self._opcode or frame.opcode not in (ssi.ACK, ssi.NAK):
            return []
        self._opcode, self._due_s = 0, None
        if frame.opcode == ssi.ACK:
            return self.say("ready")
        return self.say("degraded", "not_host_mode" if frame.cause == ssi.NOT_IN_HOST_MODE else "no_trigger")

    def _wake(self, now_s: float) -> Outputs:
        self._awake, self._due_s = False, now_s + WAKE_S
        return [Send(ssi.WAKE)]

    def _ask(self, now_s: float) -> Outputs:
        self._awake, self._due_s = True, now_s + ANSWER_S
        return [Send(ssi.command(self._opcode))]

    def _late(self, now_s: float) -> Outputs:
        self._tries += 1
        if self._tries < TRIES:
            return self._wake(now_s)
        self._opcode, self._due_s = 0, None
        return self.say("degraded", "no_trigger")
