"""What every driver has in common: its calls, its outputs and the report of its health."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

from memberpos.devices.readings import DeviceHealth, Reading


@dataclass(frozen=True)
class Send:
    """Bytes to put on the wire, in order."""

    data: bytes


@dataclass(frozen=True)
class HangUp:
    """Close the port and open it again; `word` says why."""

    word: str


Output = Send | HangUp | Reading
Outputs = list[Output]


class Driver(ABC):
    """A device as a state machine. The owner calls it from one thread and carries out what it returns.

    Times are seconds of one monotonic clock. Between `opened` and `closed` the device is there; commands that come
    while it is not are answered at once with their failure.
    """

    role = ""
    #: Seconds without a byte taken after which the connection is dropped; None = the driver deals with it.
    stall_limit_s: float | None = 5.0

    def __init__(self, name: str) -> None:
        self.name = name
        self.health = DeviceHealth(name, self.role, "off")
        self._opened_s: float | None = None

    def play(self, role: str) -> None:
        """Before the first opening: take another role, and its name (a second printer, for labels)."""
        self.name = self.role = role
        self.health = DeviceHealth(role, role, "off")

    @property
    def connected(self) -> bool:
        return self._opened_s is not None

    def opened(self, now_s: float) -> Outputs:
        """The port is open: start over."""
        self._opened_s = now_s
        return [*self.say("connecting"), *self.start(now_s)]

    def closed(self, word: str, now_s: float) -> Outputs:
        """The port is gone, or could not be opened; `word` says why. Pending work ends here."""
        was_open, self._opened_s = self._opened_s, None
        if word == "gone" and was_open is not None and now_s - was_open < 1.0:
            word = "gone_at_once"  # what brltty does to CH340 adapters
        pending = self.give_up(now_s) if was_open is not None else []
        return [*pending, *self.say("off" if word == "stopped" else "lost", word)]

    def say(self, state: str, detail: str = "") -> Outputs:
        """A DeviceHealth reading if anything changed."""
        health = DeviceHealth(self.name, self.role, state, detail)
        if health == self.health:
            return []
        self.health = health
        return [health]

    @abstractmethod
    def start(self, now_s: float) -> Outputs:
        """First bytes after opening."""

    @abstractmethod
    def received(self, data: bytes, now_s: float) -> Outputs:
        """Bytes have arrived, cut anywhere."""

    def sent(self, count: int, now_s: float) -> Outputs:
        """The device has taken `count` more bytes of what was given to send."""
        return []

    def command(self, command: object, now_s: float) -> Outputs:
        """An order from the counter."""
        raise TypeError(f"{type(self).__name__} does not know {type(command).__name__}")

    def tick(self, now_s: float) -> Outputs:
        """Called at or after `deadline_s`."""
        return []

    def deadline_s(self) -> float | None:
        """When the driver wants its next `tick`; None = only when something happens."""
        return None

    def give_up(self, now_s: float) -> Outputs:
        """The connection ended: readings for whatever was under way."""
        return []


def earliest(times: Iterable[float | None]) -> float | None:
    """The smallest of the times that are set."""
    return min((time for time in times if time is not None), default=None)
