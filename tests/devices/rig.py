"""A driver at work on a simulated device: real pty, real thread, readings collected for waiting on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Self, TypeVar

from memberpos.devices.drivers.base import Driver
from memberpos.devices.port_finder import PortFinder, parse_binding
from memberpos.devices.port_thread import DeviceLoop, Patience
from memberpos.devices.readings import DeviceHealth, Reading
from memberpos.devices.serial_port import Line
from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.devices.simulator.knobs import Knobs
from memberpos.devices.simulator.model import Model
from memberpos.devices.transport import Transport

R = TypeVar("R")
GOOD = Knobs()
QUICK = Patience(first_s=0.02, limit_s=0.1, reopen_s=0.01)


class Rig:
    """`with Rig(folder, driver, "msr605") as rig: rig.expect(CardPresented)`; `address` overrides the usb: binding."""

    def __init__(
        self,
        folder: Path,
        driver: Driver,
        name: str,
        *,
        knobs: Knobs = GOOD,
        model: Model | None = None,
        tcp: Iterable[str] = (),
        udp: Iterable[str] = (),
        baud: int = 9600,
    ) -> None:
        models: Mapping[str, Model] = {name: model} if model else {}
        self.name = name
        self.bench = SimulatorBench(folder, [name], knobs={name: knobs}, models=models, tcp=tuple(tcp), udp=tuple(udp))
        finder = PortFinder(self.bench.ports)

        def opened() -> Transport:
            return finder.open(parse_binding(self.bench.address(name)), Line(baud))

        self.loop = DeviceLoop(driver, opened, self._collect, patience=QUICK)
        self._thread = threading.Thread(target=self.loop.run, name=f"loop {name}")
        self._news = threading.Condition()
        self.readings: list[Reading] = []
        self._seen = 0

    def __enter__(self) -> Self:
        self.bench.__enter__()
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.loop.stop()
        self._thread.join(10)
        self.bench.__exit__(*error)  # type: ignore[arg-type]
        assert not self._thread.is_alive()

    def _collect(self, reading: Reading) -> None:
        with self._news:
            self.readings.append(reading)
            self._news.notify_all()

    def expect(self, kind: type[R], condition: Callable[[R], bool] = lambda reading: True, timeout_s: float = 10) -> R:
        """The next reading of this kind that meets the condition; those before it are passed over."""
        with self._news:
            found = self._news.wait_for(lambda: self._next(kind, condition), timeout_s)
            assert found, f"no such {kind.__name__} among {self.readings[self._seen :]}"
            return found[0]

    def _next(self, kind: type[R], condition: Callable[[R], bool]) -> list[R]:
        for at in range(self._seen, len(self.readings)):
            reading = self.readings[at]
            if isinstance(reading, kind) and condition(reading):
                self._seen = at + 1
                return [reading]
        return []

    def expect_health(self, state: str, detail: str | None = None) -> DeviceHealth:
        return self.expect(DeviceHealth, lambda h: h.state == state and detail in (None, h.detail))

    def of(self, kind: type[R]) -> list[R]:
        """All readings of a kind so far."""
        with self._news:
            return [reading for reading in self.readings if isinstance(reading, kind)]

    def do(self, action: str, /, **arguments: Any) -> dict[str, Any]:
        return self.bench.do(self.name, action, **arguments)

    def wait(self, condition: Callable[[dict[str, Any]], bool], timeout_s: float = 10) -> dict[str, Any]:
        return self.bench.wait(self.name, condition, timeout_s)
