"""Talking to one port for a person: what is it, and what does it say?"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import Any

from memberpos.devices.catalog import kinds_of_usb
from memberpos.devices.diagnosis import next_step
from memberpos.devices.drivers.kinds import driver_for, line_for
from memberpos.devices.port_finder import Binding, PortFinder, parse_binding
from memberpos.devices.port_thread import DeviceLoop
from memberpos.devices.readings import DeviceHealth, Reading
from memberpos.devices.serial_port import DEFAULT_LINE, Line
from memberpos.devices.tap import TappedPort, hex_line
from memberpos.devices.transport import Transport

PROBE_S = 6.0
#: Harmless to the others first: a printer would print what is meant for a modem.
PROBE_ORDER = ("printer", "msr605", "caller")
LOOK_S = 0.25

Show = Callable[[str], None]


def probe(finder: PortFinder, address: str, kind: str, baud: int) -> dict[str, Any]:
    """Which kind answers on a port: `{port, kind, state, detail, next}`, kind "" when none did.

    TransportError if it cannot be opened. A scanner cannot be asked: it is found by its adapter only.
    """
    binding = parse_binding(address)
    tried: dict[str, DeviceHealth] = {}
    for candidate in [kind] if kind else _candidates(finder, binding):
        finder.open(binding, line_for(candidate, baud)).close()  # whatever forbids it is the answer
        health = tried[candidate] = _health(finder, binding, candidate, baud)
        if health.state == "ready" and (kind or health.detail != "no_status"):
            return _found(address, candidate, health)
    first = next(iter(tried.values()), None)
    return _found(address, "", first)


def _candidates(finder: PortFinder, binding: Binding) -> list[str]:
    device = finder.locate(binding)
    likely = {
        kind.name for port in finder.ports() if port.device == device for kind in kinds_of_usb(port.vid, port.pid)
    }
    return [kind for kind in PROBE_ORDER if not likely or kind in likely]


def _health(finder: PortFinder, binding: Binding, kind: str, baud: int) -> DeviceHealth:
    """What the driver of `kind` says of the device after it has tried."""
    heard: queue.SimpleQueue[Reading] = queue.SimpleQueue()
    loop = DeviceLoop(driver_for(kind), lambda: finder.open(binding, line_for(kind, baud)), heard.put)
    thread = threading.Thread(target=loop.run, name=f"probe {kind}")
    thread.start()
    try:
        return _settled(heard, DeviceHealth(kind, loop.driver.role, "degraded", "no_answer"))
    finally:
        loop.stop()
        thread.join()


def _settled(heard: queue.SimpleQueue[Reading], otherwise: DeviceHealth) -> DeviceHealth:
    until_s = time.monotonic() + PROBE_S
    while (left_s := until_s - time.monotonic()) > 0:
        try:
            reading = heard.get(timeout=left_s)
        except queue.Empty:
            break
        if isinstance(reading, DeviceHealth) and reading.state != "connecting":
            return reading
    return otherwise


def _found(address: str, kind: str, health: DeviceHealth | None) -> dict[str, Any]:
    state, detail = (health.state, health.detail) if health else ("unknown", "")
    return {"port": address, "kind": kind, "state": state, "detail": detail, "next": next_step(detail)}


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
    loop = DeviceLoop(driver_for(kind), open_port, lambda reading: show(repr(reading)))
    thread = threading.Thread(target=loop.run, name=f"monitor {kind}")
    thread.start()
    try:
        stopped.wait(seconds)
    finally:
        loop.stop()
        thread.join()
