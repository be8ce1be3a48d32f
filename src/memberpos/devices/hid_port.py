"""A USB HID device as a Transport that moves whole reports, over hidapi (optional extra `memberpos[hid]`)."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any

from memberpos.devices.msr605x import PRODUCT, REPORT, VENDOR
from memberpos.devices.transport import TransportLost, port_errors

SCHEME = "hid:"
#: Devices that this program speaks to.
KNOWN = ((VENDOR, PRODUCT),)
SLICE_MS = 50  # a read cannot be interrupted


class HidPort:
    """An open device. `hid` is hidapi's module; `path` what it calls the device. TransportError if it cannot be had."""

    def __init__(self, path: str, hid: Any) -> None:
        self.name = SCHEME + path
        self._cancelled = False
        with port_errors(self.name):
            self._device: Any = hid.device()
            self._device.open_path(path.encode())

    def write(self, data: bytes) -> int:
        """Whole reports only: what is left of a started one stays with the caller."""
        with port_errors(self.name):
            count = len(data) // REPORT * REPORT
            for at in range(0, count, REPORT):
                # a report without a number begins with 00
                if self._device.write(b"\0" + data[at : at + REPORT]) < 0:
                    raise TransportLost(self.name)
            return count

    def read_some(self, timeout_s: float) -> bytes:
        until_s = time.monotonic() + timeout_s
        with port_errors(self.name):
            while not self._cancelled:
                left_ms = min(SLICE_MS, max(1, round((until_s - time.monotonic()) * 1000)))
                report = bytes(self._device.read(REPORT, left_ms))
                if report:
                    return report.ljust(REPORT, b"\0")
                if time.monotonic() >= until_s:
                    break
        self._cancelled = False
        return b""

    def cancel_read(self) -> None:
        self._cancelled = True

    def close(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._device.close()


def hid_module() -> ModuleType | None:
    """hidapi, None where it is not installed."""
    try:
        import hid
    except ImportError:
        return None
    found: ModuleType = hid
    return found


def open_device(address: str, hid: Any = None) -> HidPort:
    """The device at `hid:PATH`. TransportLost no_hid when hidapi is missing."""
    module = hid or hid_module()
    if module is None:
        raise TransportLost(address, "no_hid")
    return HidPort(address.removeprefix(SCHEME), module)


def known_devices(hid: Any = None) -> Sequence[Mapping[str, Any]]:
    """What hidapi says of devices in KNOWN that are plugged in; none where it is missing or may not look."""
    module = hid or hid_module()
    if module is None:
        return ()
    try:
        return [one for vendor, product in KNOWN for one in module.enumerate(vendor, product)]
    except OSError:
        return ()
