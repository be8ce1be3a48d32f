"""What a simulated device is, apart from its wire: bytes and operator actions in, frames out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from memberpos.domain.errors import PosError

Frames = list[bytes]
Arguments = Mapping[str, Any]
Facts = dict[str, Any]
#: What an operator's action does: arguments and time in, frames out.
Action = Callable[[Arguments, float], Frames]


class Model:
    """A device as a state machine. Times are seconds of one monotonic clock."""

    def __init__(self) -> None:
        self.actions: dict[str, Action] = {}

    def power_on(self) -> None:
        """Plugged in: forget what a device forgets without power."""

    def power_off(self) -> None:
        """Unplugged."""

    def met(self, now_s: float) -> Frames:
        """A client has connected, where a device notices: what it says first."""
        return []

    def on_datagrams(self) -> None:
        """It hangs on a network: each frame is a packet from now on."""

    def received(self, data: bytes, now_s: float) -> Frames:
        """Bytes from the host."""
        return []

    def room(self) -> int:
        """How many bytes the device can take now (0 = it holds the host off)."""
        return 4096

    def operate(self, action: str, arguments: Arguments, now_s: float) -> Frames:
        """Something a person does to the device; PosError not_found for an unknown action."""
        if action not in self.actions:
            raise PosError("not_found", action=action)
        return self.actions[action](arguments, now_s)

    def tick(self, now_s: float) -> Frames:
        """Called at or after `deadline_s`."""
        return []

    def deadline_s(self) -> float | None:
        return None

    def facts(self) -> Facts:
        """State for operators and tests, as JSON values."""
        return {}
