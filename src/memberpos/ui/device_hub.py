"""All devices of this till: started from the settings, their readings in one signal, orders by role."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from memberpos.devices.catalog import CATALOG
from memberpos.devices.drivers.base import Driver
from memberpos.devices.drivers.gm72 import StartScan, StopScan
from memberpos.devices.drivers.kinds import driver_for
from memberpos.devices.drivers.msr605_jobs import CancelJob, WriteCard
from memberpos.devices.drivers.printer import KickDrawer
from memberpos.devices.drivers.tcp300 import PrintFace, ReturnCard
from memberpos.devices.port_finder import PortFinder
from memberpos.devices.readings import DeviceHealth, Reading
from memberpos.devices.serial_port import Line
from memberpos.devices.tap import TappedPort
from memberpos.devices.traffic import Traffic
from memberpos.devices.transport import Transport
from memberpos.settings import Device, Devices
from memberpos.ui.device_thread import DeviceThread

#: The kind of scanners that start on command.
TRIGGERED = "gm72"


@dataclass(frozen=True)
class Slot:
    """One device to start: its slot's name in the settings ("card", "scanner", "printer" …) and its settings."""

    name: str
    device: Device


def slots(devices: Devices) -> list[Slot]:
    """The devices that have a port (a keyboard wedge has none)."""
    named = (
        Slot("card", devices.card), Slot("scanner", devices.scanner), Slot("caller", devices.caller),
        Slot("printer", devices.printer), Slot("label", devices.label), Slot("display", devices.display),
    )  # fmt: skip
    return [
        slot
        for slot in named
        if slot.device.kind in CATALOG and CATALOG[slot.device.kind].has_port and _address(slot.device)
    ]


class DeviceHub(QObject):
    """`read` carries every reading on the UI thread; `heard` hears those of some slots ("printer", "label") on the
    device's own thread. `traffic` keeps the bytes of all ports for a while.
    """

    read = Signal(object)

    def __init__(
        self,
        finder: PortFinder,
        heard: Mapping[str, Callable[[Reading], None]],
        traffic: Traffic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._finder, self._heard, self.traffic = finder, heard, traffic
        self._threads: dict[str, DeviceThread] = {}
        self._health: dict[str, DeviceHealth] = {}
        self._writes = self._triggers = False
        self.read.connect(self._remember)

    def start(self, devices: Devices) -> None:
        """Starts what the settings name; what ran before is stopped first."""
        self.close()
        wanted = slots(devices)
        self._finder.know(_address(slot.device) for slot in wanted)
        self._leave_out({role_of(slot) for slot in wanted})
        for slot in wanted:
            thread = DeviceThread(_driver(slot), self._opener(slot), self._heard.get(slot.name), self)
            thread.read.connect(self.read)
            self._threads[slot.name] = thread
            thread.start()
        self._triggers = any(slot.name == "scanner" and slot.device.kind == TRIGGERED for slot in wanted)
        self._writes = any(slot.name == "card" and CATALOG[slot.device.kind].writes_cards for slot in wanted)

    def post(self, name: str, command: object) -> bool:
        """Hands a command to a device by its role; False when the till has none."""
        thread = self._threads.get(name)
        if thread is None:
            return False
        thread.post(command)
        return True

    def has(self, name: str) -> bool:
        """A device of this role is set up."""
        return name in self._threads

    def has_trigger(self) -> bool:
        """The scanner that is set up can be told to look (StartScan)."""
        return self._triggers

    def has_writer(self) -> bool:
        """The card reader that is set up can write cards."""
        return self._writes

    def health(self) -> Mapping[str, DeviceHealth]:
        """The last state of each role (reader, scanner, caller, printer, label, display)."""
        return dict(self._health)

    def services(self) -> dict[str, Any]:
        """What screens may ask of devices, by name (`UiContext.services`)."""
        return {
            "has_device": self.has,
            "has_writer": self.has_writer,
            "has_trigger": self.has_trigger,
            "device_health": self.health,
            "traffic": self.traffic,
            "kick_drawer": lambda: self.post("printer", KickDrawer()),
            "write_card": lambda tracks: self.post("card", WriteCard(tracks)),
            "cancel_card": lambda: self.post("card", CancelJob()),
            "print_face": lambda lines: self.post("card", PrintFace(tuple(lines))),
            "return_card": lambda: self.post("card", ReturnCard()),
            "start_scan": lambda: self.post("scanner", StartScan()),
            "stop_scan": lambda: self.post("scanner", StopScan()),
        }

    def close(self) -> None:
        """Stops all devices."""
        for thread in self._threads.values():
            thread.loop.stop()
        for thread in self._threads.values():
            thread.close()
        self._threads = {}

    def _remember(self, reading: Reading) -> None:
        if isinstance(reading, DeviceHealth):
            self._health[reading.role] = reading

    def _leave_out(self, roles: set[str]) -> None:
        """Roles that are no longer set up say so."""
        for role in set(self._health) - roles:
            self.read.emit(DeviceHealth(self._health[role].name, role, "off"))

    def _opener(self, slot: Slot) -> Callable[[], Transport]:
        device = slot.device
        baud = device.baud or CATALOG[device.kind].baud or 9600
        address, listener = _address(device), self.traffic.listener(slot.name, device.kind)
        return lambda: TappedPort(self._finder.open_address(address, Line(baud)), listener)


def role_of(slot: Slot) -> str:
    """Under which role a device reports its health: that of its kind; a second printer has its own."""
    return slot.name if slot.name == "label" else CATALOG[slot.device.kind].role


def _driver(slot: Slot) -> Driver:
    driver = driver_for(slot.device.kind, slot.device.notation)
    if driver.role != role_of(slot):
        driver.play(role_of(slot))
    return driver


def _address(device: Device) -> str:
    """Where a device is: its identity (found under any port name) before a fixed port."""
    return device.identity or device.port
