"""Customer displays: they are written to and never answer; all that is known of one is that its cable takes bytes."""

from __future__ import annotations

from collections.abc import Callable

from memberpos.devices import led8, vfd
from memberpos.devices.customer_view import CustomerView, ShowCustomer
from memberpos.devices.drivers.base import Driver, Outputs, Send

REFRESH_S = 30.0  # a display that lost its power behind a live adapter comes back dark


class DisplayDriver(Driver):
    """`ShowCustomer` → the picture. Of pictures that come faster than the line takes them the last one is shown."""

    role = "display"

    def __init__(self, name: str, render: Callable[[CustomerView], bytes], init: bytes = b"") -> None:
        super().__init__(name)
        self._render, self._init = render, init
        self._view = CustomerView()
        self._waiting = False  # the picture changed while bytes were on their way
        self._unsent = 0
        self._due_s: float | None = None

    def start(self, now_s: float) -> Outputs:
        self._unsent, self._waiting = 0, False
        return [*self._put(self._init), *self._show(now_s), *self.say("ready", "write_only")]

    def received(self, data: bytes, now_s: float) -> Outputs:
        return []  # noise of the adapter

    def command(self, command: object, now_s: float) -> Outputs:
        if not isinstance(command, ShowCustomer):
            return super().command(command, now_s)
        if command.view == self._view:
            return []
        self._view = command.view
        if not self.connected:
            return []  # shown as soon as it is there
        self._waiting = self._unsent > 0
        return [] if self._waiting else self._show(now_s)

    def sent(self, count: int, now_s: float) -> Outputs:
        self._unsent = max(0, self._unsent - count)
        if self._unsent or not self._waiting:
            return []
        self._waiting = False
        return self._show(now_s)

    def tick(self, now_s: float) -> Outputs:
        return self._show(now_s) if self._due_s is not None and now_s >= self._due_s and not self._unsent else []

    def deadline_s(self) -> float | None:
        return None if self._unsent else self._due_s

    def give_up(self, now_s: float) -> Outputs:
        self._unsent, self._waiting, self._due_s = 0, False, None
        return []

    def _show(self, now_s: float) -> Outputs:
        self._due_s = now_s + REFRESH_S
        return self._put(self._render(self._view))

    def _put(self, data: bytes) -> Outputs:
        self._unsent += len(data)
        return [Send(data)] if data else []


class Led8Driver(DisplayDriver):
    """An LED8 display (eight digits, four lamps)."""

    def __init__(self, name: str = "led8") -> None:
        super().__init__(name, led8.render, led8.CLEAR)


class Cd5220Driver(DisplayDriver):
    """A CD5220 or VFD220 (two rows by twenty)."""

    def __init__(self, name: str = "cd5220") -> None:
        super().__init__(name, vfd.cd5220, vfd.CLEAR + vfd.INIT)


class DmDDriver(DisplayDriver):
    """An Epson DM-D or Bixolon BCD on a cable of its own."""

    def __init__(self, name: str = "dm_d") -> None:
        super().__init__(name, vfd.dm_d, vfd.INIT + vfd.CLEAR)
