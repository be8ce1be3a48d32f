"""Talking to one port for a person: what is it, and what does it say?"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from memberpos.devices.drivers.kinds import driver_for, line_for
from memberpos.devices.port_finder import PortFinder, parse_binding
from memberpos.devices.port_thread import at_work
from memberpos.devices.probe import Prober
from memberpos.devices.serial_port import DEFAULT_LINE, Line
from memberpos.devices.tap import TappedPort, hex_line
from memberpos.devices.transport import Transport

LOOK_S = 0.25

Show = Callable[[str], None]


def probe(finder: PortFinder, address: str, kind: str, baud: int) -> dict[str, Any]:
    """Which kind answers on a port: `{port, kind, state, detail, next}`, kind "" when none did.

    TransportError if it cannot be opened. A scanner cannot be asked: it is known by its adapter only.
    """
    found = Prober(finder).probe(address, kind, baud)
    return {
        "port": address, "kind": found.kind, "state": found.state, "detail": found.detail, "next": found.next_step,
    }  # fmt: skip


def listen(
    finder: PortFinder,
    address: str,
    kind: str,
    baud: int,
    show: Show,
    stopped: threading.Event,
    seconds: float | None,
) -> None:
    """Show the traffic of a port until `stopped` or for `seconds`.

    With a `kind` its driver works there and its readings are shown; without, nothing is sent, and a TransportError
    leaves when the port cannot be opened or is lost.
    """
    begun_s = time.monotonic()
    until_s = None if seconds is None else begun_s + seconds
    binding = parse_binding(address)

    def tapped() -> Transport:
        line = line_for(kind, baud) if kind else Line(baud or DEFAULT_LINE.baud)
        port = finder.open(binding, line)
        return TappedPort(port, lambda way, data: show(hex_line(time.monotonic() - begun_s, way, data)))

    if kind:
        _drive(kind, tapped, lambda text: show(f"{time.monotonic() - begun_s:10.3f} = {text}"), stopped, seconds)
        return
    port = tapped()
    try:
        while not stopped.is_set() and (until_s is None or time.monotonic() < until_s):
            port.read_some(LOOK_S)
    finally:
        port.close()


def _drive(
    kind: str, open_port: Callable[[], Transport], show: Show, stopped: threading.Event, seconds: float | None
) -> None:
    with at_work(driver_for(kind), open_port, lambda reading: show(repr(reading))):
        stopped.wait(seconds)
