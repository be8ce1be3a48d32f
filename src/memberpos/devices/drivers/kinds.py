"""The driver of each kind in the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from memberpos.devices.catalog import CATALOG
from memberpos.devices.drivers.base import Driver
from memberpos.devices.drivers.caller import CallerDriver
from memberpos.devices.drivers.msr605 import Msr605Driver
from memberpos.devices.drivers.printer import PrinterDriver
from memberpos.devices.drivers.scanner import ScannerDriver
from memberpos.devices.serial_port import DEFAULT_LINE, Line
from memberpos.domain.errors import PosError

DRIVERS: Mapping[str, Callable[[str], Driver]] = MappingProxyType(
    {"msr605": Msr605Driver, "scanner": ScannerDriver, "caller": CallerDriver, "printer": PrinterDriver}
)


def driver_for(kind: str) -> Driver:
    """A new driver named after its kind; PosError not_found for a kind without a port of its own."""
    if kind not in CATALOG or CATALOG[kind].driver not in DRIVERS or "serial" not in CATALOG[kind].transports:
        raise PosError("not_found", kind=kind)
    return DRIVERS[CATALOG[kind].driver](kind)


def line_for(kind: str, baud: int = 0) -> Line:
    """The serial line of a kind; `baud` 0 = its own speed."""
    return Line(baud or (CATALOG[kind].baud if kind in CATALOG else 0) or DEFAULT_LINE.baud)
