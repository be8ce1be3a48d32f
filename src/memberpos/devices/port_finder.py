"""Which port is the reader on today? Ports are bound by what is plugged in, not by a name that changes at each replug.

Addresses as written in settings.toml:
`/dev/ttyS0`, `COM3`, a pty path · `socket://host:port`, `host:9100` · `udp://:3520` (heard on this port) ·
`usb:067b:2303[,serial=S][,location=L]` ·
`pcsc:NAME` (a smart-card reader, by the beginning of its name) · `library:FILE[,port=N]` (a vendor's library) ·
`hid:PATH` (a USB device without a line, as hidapi calls it) · `queue:NAME` (a print queue of the system).
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from memberpos.devices import hid_port, pcsc_port, print_queue, queue_port, udp_port
from memberpos.devices.library_port import library_port
from memberpos.devices.m1_reader import LIBRARY_SCHEME, open_library
from memberpos.devices.serial_port import DEFAULT_LINE, Line, SerialPort
from memberpos.devices.tcp_port import TcpPort
from memberpos.devices.transport import Transport, TransportDenied, TransportLost
from memberpos.domain.errors import PosError

IDENTITY_FILE = "ports.json"


@dataclass(frozen=True)
class Port:
    """One port present now. `vid`/`pid` are four hex digits, "" when the port is not USB."""

    device: str
    vid: str = ""
    pid: str = ""
    serial_number: str = ""
    location: str = ""
    description: str = ""


@dataclass(frozen=True)
class Binding:
    """What to look for: a fixed `device`, or a USB identity with an optional serial number and place."""

    device: str = ""
    vid: str = ""
    pid: str = ""
    serial_number: str = ""
    location: str = ""


Enumerator = Callable[[], Sequence[Port]]


def parse_binding(address: str) -> Binding:
    """The binding that an address means; PosError bad_setting for a malformed `usb:` address."""
    if not address.startswith("usb:"):
        return Binding(device=address)
    identity, *rest = address.removeprefix("usb:").split(",")
    parts = identity.lower().split(":")
    extra = dict(item.partition("=")[::2] for item in rest)
    if len(parts) != 2 or not all(_is_hex4(part) for part in parts) or extra.keys() - {"serial", "location"}:
        raise PosError("bad_setting", setting="address", value=address)
    return Binding("", parts[0], parts[1], extra.get("serial", ""), extra.get("location", ""))


def _is_hex4(text: str) -> bool:
    return len(text) == 4 and all(char in "0123456789abcdef" for char in text)


def usb_address(port: Port) -> str:
    """The address that finds this port again under any name: by serial number, else by its place (CH340 has none)."""
    if not port.vid:
        return port.device
    if port.serial_number:
        return f"usb:{port.vid}:{port.pid},serial={port.serial_number}"
    return f"usb:{port.vid}:{port.pid}" + (f",location={port.location}" if port.location else "")


def match(binding: Binding, ports: Sequence[Port], others: Sequence[Binding] = ()) -> Port:
    """The port that is meant. TransportLost `not_found`, TransportDenied `ambiguous` if several look the same.

    An adapter without a serial number is looked for in another socket when it is not in its own, but never where one of
    the `others` belongs: two alike may be out at once, and the first to come back is not both.
    """
    name = f"usb:{binding.vid}:{binding.pid}"
    alike = [port for port in ports if (port.vid.lower(), port.pid.lower()) == (binding.vid, binding.pid)]
    if binding.serial_number:
        alike = [port for port in alike if port.serial_number == binding.serial_number]
    elif binding.location:
        taken = {other.location for other in others if other != binding and other.location}
        free = [port for port in alike if port.location not in taken]
        alike = [port for port in alike if port.location == binding.location] or free
    if not alike:
        raise TransportLost(name, "not_found")
    if len(alike) > 1:
        raise TransportDenied(name, "ambiguous")
    return alike[0]


class PortFinder:
    """Lists ports (one listing at a time: it may not race with itself on Windows) and opens bindings."""

    def __init__(self, enumerate_ports: Enumerator) -> None:
        self._enumerate = enumerate_ports
        self._lock = threading.Lock()
        self._set_up: Sequence[Binding] = ()

    def know(self, addresses: Iterable[str]) -> None:
        """The addresses of all devices that are set up: none is taken for another. Malformed ones are nobody's."""
        found = []
        for address in addresses:
            with contextlib.suppress(PosError):
                found.append(parse_binding(address))
        self._set_up = tuple(found)

    def open_address(self, address: str, line: Line = DEFAULT_LINE) -> Transport:
        """`open` for an address as written in the settings; a malformed one is not found. Raises TransportError."""
        try:
            binding = parse_binding(address)
        except PosError as error:
            raise TransportLost(address, "not_found") from error
        return self.open(binding, line)

    def ports(self) -> Sequence[Port]:
        """All ports present now."""
        with self._lock:
            return self._enumerate()

    def locate(self, binding: Binding) -> str:
        """The device name to open now; TransportLost when nothing fits."""
        return binding.device or match(binding, self.ports(), self._set_up).device

    def open(self, binding: Binding, line: Line = DEFAULT_LINE) -> Transport:
        """Find and open; raises TransportError."""
        device = self.locate(binding)
        if device.startswith(pcsc_port.SCHEME):
            return pcsc_port.open_reader(device)
        if device.startswith(LIBRARY_SCHEME):
            return library_port(device, open_library(device))
        if device.startswith(hid_port.SCHEME):
            return hid_port.open_device(device)
        if device.startswith(print_queue.SCHEME):
            return queue_port.open_queue(device)
        if device.startswith(udp_port.SCHEME):
            return udp_port.UdpPort(*udp_target(device))
        network = tcp_target(device)
        return TcpPort(*network) if network else SerialPort(device, line)


def tcp_target(device: str) -> tuple[str, int] | None:
    """Host and port of `socket://host:port` or `host:port`; None for the name of a local port."""
    text = device.removeprefix("socket://")
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or "/" in host:
        return None
    return host.strip("[]"), int(port)


def udp_target(device: str) -> tuple[str, int]:
    """Host ("" = all of this machine) and port of `udp://host:port`; TransportLost not_found if it is malformed."""
    host, _, port = device.removeprefix(udp_port.SCHEME).rpartition(":")
    if not port.isdecimal() or int(port) > 0xFFFF:
        raise TransportLost(device, "not_found")
    return host, int(port)


def denied_ports(ports: Sequence[Port]) -> frozenset[str]:
    """Names of ports that this user may not open."""
    local = [port.device for port in ports if Path(port.device).exists()]
    return frozenset(device for device in local if not os.access(device, os.R_OK | os.W_OK))


def system_ports() -> list[Port]:
    """The serial ports, smart-card readers and print queues of this machine."""
    from serial.tools import list_ports

    readers = [Port(pcsc_port.SCHEME + name, description=name) for name in pcsc_port.reader_names()]
    others = [_hid_port(found) for found in hid_port.known_devices()]
    queues = [Port(print_queue.SCHEME + name, description=name) for name in print_queue.queue_names()]
    return [*readers, *others, *queues] + [
        Port(
            device=found.device,
            vid=f"{found.vid:04x}" if found.vid is not None else "",
            pid=f"{found.pid:04x}" if found.pid is not None else "",
            serial_number=found.serial_number or "",
            location=found.location or "",
            description=found.description or "",
        )
        for found in list_ports.comports()
    ]


def _hid_port(found: Mapping[str, Any]) -> Port:
    path = found["path"].decode("utf-8", "replace")
    vid, pid = f"{found['vendor_id']:04x}", f"{found['product_id']:04x}"
    serial, name = found.get("serial_number") or "", found.get("product_string") or ""
    return Port(hid_port.SCHEME + path, vid, pid, serial, description=name)


def simulated_ports(folder: Path) -> list[Port]:
    """The ports that simulators announce in `folder`; empty when none run there."""
    try:
        entries = json.loads((folder / IDENTITY_FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return []
    return [Port(**entry) for entry in entries]


def write_simulated_ports(folder: Path, ports: Sequence[Port]) -> None:
    """Announce simulated ports; readers see the old list or the new one, never a half."""
    target = folder / IDENTITY_FILE
    draft = target.with_suffix(".new")
    draft.write_text(json.dumps([asdict(port) for port in ports], ensure_ascii=False), encoding="utf-8")
    draft.replace(target)


def with_simulators(folder: Path, real: Enumerator = system_ports) -> Enumerator:
    """An enumerator of the machine's ports and of the simulators in `folder`."""
    return lambda: [*real(), *simulated_ports(folder)]


def machine_ports() -> Enumerator:
    """The ports of this machine, and the simulators in the folder that MEMBERPOS_SIMULATORS names."""
    folder = os.environ.get("MEMBERPOS_SIMULATORS")
    return with_simulators(Path(folder)) if folder else system_ports
