"""One device for the length of a command: its driver at work, its answers waited for."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from memberpos.devices.drivers.kinds import driver_for, line_for
from memberpos.devices.port_finder import PortFinder, parse_binding
from memberpos.devices.port_thread import DeviceLoop, at_work
from memberpos.devices.readings import DeviceHealth, Reading
from memberpos.domain.errors import PosError

LIMIT_S = 30.0
R = TypeVar("R")


@dataclass(frozen=True)
class Talk:
    """A device at work and what it has said."""

    loop: DeviceLoop
    heard: queue.SimpleQueue[Reading]

    def post(self, command: object) -> None:
        """An order to the driver."""
        self.loop.post(command)

    def answer(self, kind: type[R], condition: Callable[[R], bool] = lambda _: True, *, limit_s: float = LIMIT_S) -> R:
        """The next reading of a kind that meets the condition; PosError device_timeout after `limit_s` of silence."""
        while True:
            try:
                reading = self.heard.get(timeout=limit_s)
            except queue.Empty as error:
                raise PosError("device_timeout") from error
            if isinstance(reading, kind) and condition(reading):
                return reading


@contextmanager
def talk(finder: PortFinder, address: str, kind: str, *, ready_s: float = LIMIT_S) -> Iterator[Talk]:
    """A device of `kind` on a port, ready. TransportError when the port cannot be opened, PosError device_timeout when
    the device does not become ready in `ready_s`.
    """
    binding, line = parse_binding(address), line_for(kind)
    finder.open(binding, line).close()  # whatever forbids it is the answer
    heard: queue.SimpleQueue[Reading] = queue.SimpleQueue()
    with at_work(driver_for(kind), lambda: finder.open(binding, line), heard.put) as loop:
        made = Talk(loop, heard)
        made.answer(DeviceHealth, lambda health: health.state == "ready", limit_s=ready_s)
        yield made
