"""A PN532 board on a serial line: sleeps until it is woken, acknowledges, answers, and can be called off."""

from __future__ import annotations

from memberpos.devices import pn532
from memberpos.devices.pn532 import Frame, FrameDecoder
from memberpos.devices.pn532_commands import Code
from memberpos.devices.simulator.chip_field import ChipField
from memberpos.devices.simulator.chips import ChipCard
from memberpos.devices.simulator.model import Facts, Frames
from memberpos.devices.simulator.pn532_core import Pn532Core

WAKE_BYTES = 2


class Pn532Model(ChipField):
    """Cards as in ChipField. `lose_acks`: so many first commands are not acknowledged, as boards do after power-up."""

    def __init__(self, *, lose_acks: int = 0) -> None:
        super().__init__()
        self._lose_acks = lose_acks
        self._commands = 0
        self.power_on()

    def power_on(self) -> None:
        super().power_on()
        self._decoder = FrameDecoder()
        self._core = Pn532Core(self)
        self._awake = 0
        self._waiting: bytes | None = None
        self._last = b""
        self._lost = 0

    def facts(self) -> Facts:
        return {**super().facts(), "commands": self._commands, "awake": self._awake >= WAKE_BYTES}

    def received(self, data: bytes, now_s: float) -> Frames:
        """The first bytes only wake the chip."""
        if self._awake < WAKE_BYTES:
            used = min(len(data), WAKE_BYTES - self._awake)
            self._awake += used
            data = data[used:]
        return [answer for frame in self._decoder.feed(data) for answer in self._heard(frame)]

    def _heard(self, frame: Frame) -> Frames:
        if frame.kind == "ack":
            self._waiting = None
            return []
        if frame.kind == "nack":
            return [self._last] if self._last else []
        if frame.code is None or frame.payload[0] != pn532.HOST:
            return [pn532.ACK, pn532.ERROR]
        if self._lost < self._lose_acks:
            self._lost += 1
            return []
        self._commands += 1
        return [pn532.ACK, *self._run(frame.code, frame.data)]

    def _run(self, code: int, data: bytes) -> Frames:
        self._waiting = None
        answer = self._core.command(code, data)
        if answer is None:
            self._waiting = data
            return []
        self._last = pn532.ERROR if isinstance(answer, tuple) else pn532.response(code + 1, answer)
        if code == Code.PowerDown:
            self._awake, self._decoder = 0, FrameDecoder()
        return [self._last]

    def appeared(self, card: ChipCard) -> Frames:
        """A search without end finds its card."""
        return [] if self._waiting is None else self._run(Code.InListPassiveTarget, self._waiting)
