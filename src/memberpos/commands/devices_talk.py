"""One device for the length of a command: its driver at work, its answers waited for."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Self, TypeVar

from memberpos.devices.drivers.kinds import driver_for, line_for
from memberpos.devices.port_finder import PortFinder, parse_binding
from memberpos.devices.port_thread import DeviceLoop
from memberpos.devices.readings import DeviceHealth, Reading
from memberpos.domain.errors import PosError

LIMIT_S = 30.0
R = TypeVar("R")


class Talk:
    """A device of `kind` on a port. TransportError when the port cannot be opened, PosError device_timeout when the
    device does not become ready in `ready_s`.
    """

    def __init__(self, finder: PortFinder, address: str, kind: str, *, ready_s: float = LIMIT_S) -> None:
        binding, line = parse_binding(address), line_for(kind)
        finder.open(binding, line).close()  # whatever forbids it is the answer
        self._ready_s = ready_s
        self._heard: queue.SimpleQueue[Reading] = queue.SimpleQueue()
        self._loop = DeviceLoop(driver_for(kind), lambda: finder.open(binding, line), self._heard.put)
        self._thread = threading.Thread(target=self._loop.run, name=f"talk {kind}")

    def __enter__(self) -> Self:
        self._thread.start()
        try:
            self.answer(DeviceHealth, lambda health: health.state == "ready", limit_s=self._ready_s)
        except PosError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        self._loop.stop()
        self._thread.join()

    def post(self, command: object) -> None:
        """An order to the driver."""
        self._loop.post(command)

    def answer(self, kind: type[R], condition: Callable[[R], bool] = lambda _: True, *, limit_s: float = LIMIT_S) -> R:
        """The next reading of a kind that meets the condition; PosError device_timeout after `limit_s` of silence."""
        while True:
            try:
                reading = self._heard.get(timeout=limit_s)
            except queue.Empty as error:
                raise PosError("device_timeout") from error
            if isinstance(reading, kind) and condition(reading):
                return reading
