"""A barcode pen with a memory: it says nothing until it is asked, and forgets only when it is told."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.devices import handheld
from memberpos.devices.code_file import counted
from memberpos.devices.drivers.base import Driver, Outputs, Send
from memberpos.devices.handheld import Answer, Command, PenDecoder
from memberpos.devices.readings import CodesCleared, CodesFetched

SILENCE_S = 1.5  # since the last byte
TRIES = 3


@dataclass(frozen=True)
class FetchCodes:
    """Read out what the pen remembers."""


@dataclass(frozen=True)
class ClearCodes:
    """Let it forget, after what was fetched has been kept."""


_STEPS = {FetchCodes: (Command.WAKE, Command.GET), ClearCodes: (Command.WAKE, Command.CLEAR, Command.OFF)}


class HandheldDriver(Driver):
    """`FetchCodes` → `CodesFetched`, `ClearCodes` → `CodesCleared`; one at a time."""

    role = "handheld"

    def __init__(self, name: str = "pen") -> None:
        super().__init__(name)
        self._decoder = PenDecoder()
        self._forget()

    def _forget(self) -> None:
        self._order: FetchCodes | ClearCodes | None = None
        self._at = self._tries = 0
        self._due_s: float | None = None

    def start(self, now_s: float) -> Outputs:
        self._forget()
        return self.say("ready")

    def command(self, command: object, now_s: float) -> Outputs:
        if not isinstance(command, FetchCodes | ClearCodes):
            return super().command(command, now_s)
        if not self.connected or self._order is not None:
            return _failed(command, "device_busy" if self.connected else "device_lost")
        self._order, self._at, self._tries = command, 0, 0
        return self._ask(now_s)

    def received(self, data: bytes, now_s: float) -> Outputs:
        if self._order is None:
            return []
        self._due_s = now_s + SILENCE_S
        answers = self._decoder.feed(data)
        return self._answered(answers[0], self._order, now_s) if answers else []

    def tick(self, now_s: float) -> Outputs:
        return self._again(now_s) if self._due_s is not None and now_s >= self._due_s else []

    def deadline_s(self) -> float | None:
        return self._due_s

    def give_up(self, now_s: float) -> Outputs:
        order = self._order
        self._forget()
        return _failed(order, "device_lost") if order is not None else []

    def _ask(self, now_s: float) -> Outputs:
        if self._order is None:
            return []
        code = _STEPS[type(self._order)][self._at]
        self._decoder.expect(code)
        self._due_s = now_s + SILENCE_S
        return [Send(handheld.command(code))]

    def _answered(self, answer: Answer, order: FetchCodes | ClearCodes, now_s: float) -> Outputs:
        if not answer.ok:  # refused, or damaged on the way
            return self._again(now_s)
        health = self.say("degraded", "low_battery") if answer.low_battery else self.say("ready")
        self._at, self._tries = self._at + 1, 0
        steps = _STEPS[type(order)]
        if self._at < len(steps):
            return [*health, *self._ask(now_s)]
        self._forget()
        if isinstance(order, ClearCodes):
            return [*health, CodesCleared(True)]
        return [*health, CodesFetched(True, counted((code.text, 1) for code in answer.codes))]

    def _again(self, now_s: float) -> Outputs:
        self._tries += 1
        if self._tries < TRIES or self._order is None:
            return self._ask(now_s)
        order, cleared = self._order, self._order.__class__ is ClearCodes and self._at == 2
        self._forget()
        if cleared:  # only going to sleep failed
            return [CodesCleared(True)]
        return [*_failed(order, "device_timeout"), *self.say("degraded", "no_answer")]


def _failed(order: FetchCodes | ClearCodes, code: str) -> Outputs:
    return [CodesFetched(False, (), code) if isinstance(order, FetchCodes) else CodesCleared(False, code)]
