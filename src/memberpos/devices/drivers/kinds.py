"""The driver of each kind in the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from memberpos.devices.catalog import CATALOG
from memberpos.devices.drivers.base import Driver
from memberpos.devices.drivers.call_box import (
    DtmfBoxDriver,
    FskBoxDriver,
    NcidDriver,
    NetCallerIdDriver,
    WhozzDriver,
)
from memberpos.devices.drivers.caller import CallerDriver
from memberpos.devices.drivers.chip_reader import ChipReaderDriver
from memberpos.devices.drivers.display import Cd5220Driver, DmDDriver, Led8Driver
from memberpos.devices.drivers.er302 import Er302Driver
from memberpos.devices.drivers.gm72 import Gm72Driver
from memberpos.devices.drivers.handheld import HandheldDriver
from memberpos.devices.drivers.m1_library import LibraryDriver
from memberpos.devices.drivers.msr605 import Msr605Driver
from memberpos.devices.drivers.msr605x import Msr605xDriver
from memberpos.devices.drivers.pcsc import PcscDriver
from memberpos.devices.drivers.pn532 import Pn532Driver
from memberpos.devices.drivers.print_queue import QueueDriver
from memberpos.devices.drivers.printer import PrinterDriver
from memberpos.devices.drivers.rdm6300 import Rdm6300Driver
from memberpos.devices.drivers.scanner import ScannerDriver
from memberpos.devices.drivers.tcp300 import Tcp300Driver
from memberpos.devices.drivers.yhy522 import Yhy522Driver
from memberpos.devices.serial_port import DEFAULT_LINE, Line
from memberpos.domain.errors import PosError

DRIVERS: Mapping[str, Callable[[str], Driver]] = MappingProxyType(
    {
        "msr605": Msr605Driver,
        "msr605x": Msr605xDriver,
        "tcp300": Tcp300Driver,
        "tcp310": lambda name: Tcp300Driver(name, tracks=(2, 1, 3)),
        "pn532": Pn532Driver,
        "pcsc": PcscDriver,
        "yhy522": Yhy522Driver,
        "er302": Er302Driver,
        "m1_library": LibraryDriver,
        "rdm6300": Rdm6300Driver,
        "scanner": ScannerDriver,
        "gm72": Gm72Driver,
        "pen": HandheldDriver,
        "caller": CallerDriver,
        "fsk_box": FskBoxDriver,
        "dtmf_box": DtmfBoxDriver,
        "netcallerid": NetCallerIdDriver,
        "whozz": WhozzDriver,
        "ncid": NcidDriver,
        "led8": Led8Driver,
        "cd5220": Cd5220Driver,
        "dm_d": DmDDriver,
        "printer": PrinterDriver,
        "print_queue": QueueDriver,
    }
)


def driver_for(kind: str, notation: str = "") -> Driver:
    """A new driver named after its kind; PosError not_found for a kind without a port of its own.

    `notation`: how the shop writes numbers of ID cards and chips (domain.card_notations), "" = as usual.
    """
    if kind not in DRIVERS:
        raise PosError("not_found", kind=kind)
    driver = DRIVERS[kind](kind)
    if notation and isinstance(driver, ChipReaderDriver | Rdm6300Driver):
        driver.notation = notation
    return driver


def line_for(kind: str, baud: int = 0) -> Line:
    """The serial line of a kind; `baud` 0 = its own speed."""
    return Line(baud or (CATALOG[kind].baud if kind in CATALOG else 0) or DEFAULT_LINE.baud)
