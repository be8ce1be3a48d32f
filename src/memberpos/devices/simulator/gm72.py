"""A scanner module that looks when it is told, or when its button is pressed."""

from __future__ import annotations

from memberpos.devices import ssi
from memberpos.devices.simulator.model import Arguments, Facts, Frames
from memberpos.devices.simulator.scanner import ScannerModel
from memberpos.devices.ssi import SCANNER, SsiDecoder, SsiFrame

SLEEPS_AFTER_S = 3.0


class Gm72Model(ScannerModel):
    """`scan text=…` (a code held before it, read while it looks, or with `button=true`), `host-mode [on=true]`."""

    def __init__(self, *, host_mode: bool = True) -> None:
        super().__init__()
        self._host_mode = host_mode
        self.actions |= {"host-mode": self._set_host_mode}
        self.power_on()

    def power_on(self) -> None:
        self._decoder = SsiDecoder()
        self._looking = False
        self._awake_until_s = 0.0

    def facts(self) -> Facts:
        return {**super().facts(), "looking": self._looking, "host_mode": self._host_mode}

    def received(self, data: bytes, now_s: float) -> Frames:
        if data[:1] == ssi.WAKE:
            self._awake_until_s = now_s + SLEEPS_AFTER_S
        if now_s > self._awake_until_s:
            return []  # asleep: what came is lost
        return [answer for frame in self._decoder.feed(data) for answer in self._obey(frame)]

    def _obey(self, frame: SsiFrame) -> Frames:
        if frame.opcode not in (ssi.START, ssi.STOP):
            return [ssi.encode(SsiFrame(ssi.NAK, SCANNER, 0, b"\x02"))]
        if not self._host_mode:
            return [ssi.encode(SsiFrame(ssi.NAK, SCANNER, 0, bytes((ssi.NOT_IN_HOST_MODE,))))]
        self._looking = frame.opcode == ssi.START
        return [ssi.encode(SsiFrame(ssi.ACK, SCANNER))]

    def _scan(self, arguments: Arguments, now_s: float) -> Frames:
        if not self._looking and not arguments.get("button"):
            return []
        self._looking = False
        return super()._scan(arguments, now_s)

    def _set_host_mode(self, arguments: Arguments, now_s: float) -> Frames:
        self._host_mode = bool(arguments.get("on", True))
        return []
