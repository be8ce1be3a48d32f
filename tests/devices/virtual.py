"""A driver and a simulated device joined without threads and ptys, on a clock of their own: hours pass in a second.

The wire misbehaves as knobs say (simulator.knobs); `Rig` is the same with a real pty and a real thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from memberpos.devices.drivers.base import Driver, HangUp, Output, Outputs, Send
from memberpos.devices.readings import DeviceHealth, Reading
from memberpos.devices.simulator.knobs import Knobs, Shaper
from memberpos.devices.simulator.model import Model

R = TypeVar("R")
MANY = 20_000


class VirtualRig:
    """`expect` lets time pass until a reading comes; `do` is the operator; `post` gives the driver an order."""

    def __init__(self, driver: Driver, model: Model, knobs: Knobs | None = None) -> None:
        self.driver, self.model = driver, model
        self.name = driver.name
        self.now_s = 0.0
        self.readings: list[Reading] = []
        self._seen = 0
        self._shaper = Shaper(knobs or Knobs())
        self._air: list[tuple[float, bytes]] = []
        self.plug()

    # --- the cable

    def plug(self) -> None:
        self.model.power_on()
        self._shaper.plugged()
        self._take(self.driver.opened(self.now_s))
        self._shape(self.model.met(self.now_s))

    def unplug(self, word: str = "gone") -> None:
        self._air.clear()
        self.model.power_off()
        self._take(self.driver.closed(word, self.now_s))

    # --- people

    def do(self, action: str, /, **arguments: Any) -> dict[str, Any]:
        frames = self.model.operate(action, arguments, self.now_s)
        self._shape(frames if self.driver.connected else [])
        return self.model.facts()

    def post(self, command: object) -> None:
        self._take(self.driver.command(command, self.now_s))

    # --- time

    def expect(self, kind: type[R], condition: Callable[[R], bool] = lambda reading: True, within_s: float = 60.0) -> R:
        """The next reading of this kind that meets the condition; those before it are passed over."""
        until_s = self.now_s + within_s
        for _ in range(MANY):
            while self._seen < len(self.readings):
                reading = self.readings[self._seen]
                self._seen += 1
                if isinstance(reading, kind) and condition(reading):
                    return reading
            if not self._step(until_s):
                break
        raise AssertionError(f"no such {kind.__name__} in {within_s} s, last of {self.readings[-8:]}")

    def expect_health(self, state: str) -> DeviceHealth:
        return self.expect(DeviceHealth, lambda health: health.state == state)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        until_s = self.now_s + seconds
        for _ in range(MANY):
            if not self._step(until_s):
                return
        raise AssertionError("something asks for time without end")

    def of(self, kind: type[R]) -> list[R]:
        """All readings of a kind so far."""
        return [reading for reading in self.readings if isinstance(reading, kind)]

    def _step(self, until_s: float) -> bool:
        """The next thing that happens; False when nothing does before `until_s`."""
        times = [self._air[0][0]] if self._air else []
        times += [due_s for due_s in (self.driver.deadline_s(), self.model.deadline_s()) if due_s is not None]
        if not self.driver.connected or not times or min(times) > until_s:
            self.now_s = until_s
            return False
        self.now_s = max(self.now_s, min(times))
        if self._air and self._air[0][0] <= self.now_s:
            self._take(self.driver.received(self._air.pop(0)[1], self.now_s))
        elif (due_s := self.model.deadline_s()) is not None and due_s <= self.now_s:
            self._shape(self.model.tick(self.now_s))
        else:
            self._take(self.driver.tick(self.now_s))
        return True

    # --- bytes

    def _take(self, outputs: Outputs) -> None:
        for output in outputs:
            self._put(output)

    def _put(self, output: Output) -> None:
        if isinstance(output, Send):
            noise = self._shaper.first_noise()
            echo = [output.data] if self._shaper.knobs.echo else []
            answers = self.model.received(output.data, self.now_s)
            self._shape([*([noise] if noise else []), *echo, *answers])
            self._take(self.driver.sent(len(output.data), self.now_s))
        elif isinstance(output, HangUp):
            self.unplug(output.word)
        else:
            self.readings.append(output)

    def _shape(self, frames: list[bytes]) -> None:
        due_s = max(self.now_s, self._air[-1][0] if self._air else self.now_s)
        for delay_s, piece in self._shaper.shape(frames):
            due_s += delay_s
            self._air.append((due_s, piece))
        if self._shaper.knobs.chunking == "glue" and self._air:
            self._air = [(self._air[-1][0], b"".join(piece for _, piece in self._air))]
