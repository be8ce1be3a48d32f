"""The devices screen with what it was given and asked."""

from __future__ import annotations

from typing import Any

from tests.ui.floor import Floor
from tests.ui.stage import NOW_MS, Stage, still_services

from memberpos.devices.port_finder import Port
from memberpos.devices.readings import DeviceHealth
from memberpos.devices.traffic import Traffic
from memberpos.settings import Settings
from memberpos.ui.context import UiContext
from memberpos.ui.screens.devices import DevicesScreen

CH340 = Port("/dev/ttyUSB0", "1a86", "7523", "", "1-1.2", "USB Serial")
SCANNER = Port("/dev/ttyACM0", "0525", "a4a7", "S1", "1-1.3", "Barcode Scanner")
ALL_READY = {role: DeviceHealth(role, role, "ready") for role in ("reader", "scanner", "caller", "printer")}


class Desk:
    """The screen with what it was given and asked."""

    def __init__(self, stage: Stage, till: Any, **services: Any) -> None:
        self.kept: list[Settings] = []
        self.settings = Settings()
        self.health: dict[str, DeviceHealth] = {}
        self.traffic = Traffic(lambda: NOW_MS)
        own = {
            "change_settings": self._keep,
            "device_health": lambda: self.health,
            "list_ports": lambda: self.ports,
            "traffic": self.traffic,
        }
        self.ports: list[Port] = []
        settings = {"read": lambda: self.settings}
        context = UiContext(till.runner, stage.window, stage.context.theme, settings, still_services() | own | services)
        self.floor = Floor(stage, till, context, "owner", "cashier")
        self.floor.work_as("owner", "owner")
        self.screen: DevicesScreen = self.floor.show("devices", DevicesScreen)

    def _keep(self, settings: Settings) -> None:
        self.kept.append(settings)
        self.settings = settings

    def hear(self, reading: Any) -> bool:
        """A device says something."""
        if isinstance(reading, DeviceHealth):
            self.health[reading.role] = reading
        return self.floor.stage.window.read(reading)
