"""Several simulated devices in one folder: their links, their identities, their operator."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from memberpos.devices.port_finder import Port, simulated_ports, usb_address, write_simulated_ports
from memberpos.devices.simulator.call_box import (
    DtmfBoxModel,
    FskBoxModel,
    NcidModel,
    NetCallerIdModel,
    WhozzModel,
)
from memberpos.devices.simulator.device import SimulatedDevice
from memberpos.devices.simulator.display import DmDModel, Led8Model, VfdModel
from memberpos.devices.simulator.er302 import Er302Model
from memberpos.devices.simulator.gm72 import Gm72Model
from memberpos.devices.simulator.handheld import HandheldModel
from memberpos.devices.simulator.knobs import Knobs
from memberpos.devices.simulator.m1_library import LibraryModel
from memberpos.devices.simulator.model import Facts, Model
from memberpos.devices.simulator.modem import ModemModel
from memberpos.devices.simulator.msr605 import Msr605Model
from memberpos.devices.simulator.msr605x import Msr605xModel
from memberpos.devices.simulator.operator_socket import OperatorSocket
from memberpos.devices.simulator.pcsc import PcscModel
from memberpos.devices.simulator.pn532 import Pn532Model
from memberpos.devices.simulator.printer import PrinterModel
from memberpos.devices.simulator.rdm6300 import Rdm6300Model
from memberpos.devices.simulator.scanner import ScannerModel
from memberpos.devices.simulator.tcp300 import Tcp300Model
from memberpos.devices.simulator.wire import PtyWire, TcpWire, UdpWire, Wire
from memberpos.devices.simulator.yhy522 import Yhy522Model
from memberpos.domain.errors import PosError

MODELS: Mapping[str, Callable[[], Model]] = {
    "msr605": Msr605Model,
    "pn532": Pn532Model,
    "pcsc": PcscModel,
    "yhy522": Yhy522Model,
    "er302": Er302Model,
    "m1_library": LibraryModel,
    "rdm6300": Rdm6300Model,
    "scanner": ScannerModel,
    "caller": ModemModel,
    "fsk_box": FskBoxModel,
    "dtmf_box": DtmfBoxModel,
    "netcallerid": NetCallerIdModel,
    "whozz": WhozzModel,
    "ncid": NcidModel,
    "msr605x": Msr605xModel,
    "tcp300": Tcp300Model,
    "tcp310": Tcp300Model,
    "gm72": Gm72Model,
    "pen": HandheldModel,
    "led8": Led8Model,
    "cd5220": VfdModel,
    "dm_d": DmDModel,
    "printer": PrinterModel,
}
#: What each says about itself on USB. The CH340 of the printer has no serial number, as in life.
IDENTITIES: Mapping[str, Port] = {
    "msr605": Port("", "067b", "2303", "", "1-1", "USB-Serial Controller (simulated MSR605)"),
    "pn532": Port("", "1a86", "7523", "", "1-5", "USB serial (simulated PN532)"),
    "pcsc": Port("", "072f", "2200", "", "1-6", "ACR122U (simulated)"),
    "yhy522": Port("", "1a86", "7523", "", "1-7", "USB serial (simulated YHY522)"),
    "er302": Port("", "10c4", "ea60", "E0001", "1-8", "CP2102 (simulated ER302)"),
    "m1_library": Port("", "0471", "0055", "", "1-9", "URF-R330 (simulated)"),
    "rdm6300": Port("", "1a86", "7523", "", "1-10", "USB serial (simulated RDM6300)"),
    "scanner": Port("", "0525", "a4a7", "S0001", "1-2", "USB-COM barcode scanner (simulated)"),
    "caller": Port("", "0572", "1329", "24680246", "1-3", "USB modem (simulated)"),
    "fsk_box": Port("", "1a86", "7523", "", "1-11", "USB serial (simulated caller ID box)"),
    "dtmf_box": Port("", "1a86", "7523", "", "1-12", "USB serial (simulated DTMF box)"),
    "netcallerid": Port("", "067b", "2303", "", "1-13", "USB-Serial Controller (simulated NetCallerID)"),
    "whozz": Port("", "0403", "6001", "W0001", "1-14", "USB serial (simulated Whozz Calling)"),
    "ncid": Port("", description="NCID server (simulated)"),
    "led8": Port("", "1a86", "7523", "", "1-15", "USB serial (simulated LED8 display)"),
    "cd5220": Port("", "1a86", "7523", "", "1-16", "USB serial (simulated CD5220 display)"),
    "dm_d": Port("", "067b", "2303", "", "1-17", "USB-Serial Controller (simulated DM-D display)"),
    "msr605x": Port("", "0801", "0003", "", "1-18", "MSR605X (simulated)"),
    "tcp300": Port("", "067b", "2303", "", "1-19", "USB-Serial Controller (simulated TCP300)"),
    "tcp310": Port("", "067b", "2303", "", "1-22", "USB-Serial Controller (simulated TCP310)"),
    "gm72": Port("", "10c4", "ea60", "G0001", "1-20", "CP2102 (simulated GM72)"),
    "pen": Port("", "0403", "6001", "P0001", "1-21", "USB serial (simulated stock pen)"),
    "printer": Port("", "1a86", "7523", "", "1-4", "USB serial (simulated ESC/POS printer)"),
}

#: Those that are no device on a cable.
SERVERS = frozenset({"ncid"})


def kind_of(name: str) -> str:
    """`caller-2` is a second `caller`; PosError not_found for what nobody simulates."""
    kind = name.partition("-")[0]
    if kind not in MODELS:
        raise PosError("not_found", device=name)
    return kind


class SimulatorBench:
    """Simulators by name (the keys of MODELS, a second one as `caller-2`), running while in use as a
    context manager. `folder` gets one link a device, `ports.json` and the operator socket.

    `models` replaces single models (for one with other abilities); `tcp`: names that listen on TCP instead of a pty
    (all of them where there are no ptys, and servers in any case); `udp`: names that send packets.
    """

    def __init__(
        self,
        folder: Path,
        names: Iterable[str],
        *,
        knobs: Mapping[str, Knobs] | None = None,
        models: Mapping[str, Model] | None = None,
        tcp: Sequence[str] = (),
        udp: Sequence[str] = (),
    ) -> None:
        self.folder = folder
        self._announcing = threading.Lock()
        self._devices: dict[str, SimulatedDevice] = {}
        self._identities: dict[str, Port] = {}
        for name in names:
            kind = kind_of(name)
            model = (models or {}).get(name) or MODELS[kind]()
            wire = self._wire(name, kind, tcp, udp)
            if name in udp:
                model.on_datagrams()
            self._devices[name] = SimulatedDevice(model, wire, (knobs or {}).get(name, Knobs()), self._announce)
            self._identities[name] = _identity(name, kind)
        self._operator = OperatorSocket(folder, self.command)

    def _wire(self, name: str, kind: str, tcp: Sequence[str], udp: Sequence[str]) -> Wire:
        if name in udp:
            return UdpWire()
        if not hasattr(os, "openpty") or name in tcp or kind in SERVERS:
            return TcpWire()
        return PtyWire(self.folder, f"tty-{name}")

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        for device in self._devices.values():
            device.start()
        self._announce()
        self._operator.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._operator.stop()
        for device in self._devices.values():
            device.stop()

    # --- where things are

    @property
    def names(self) -> list[str]:
        return list(self._devices)

    @property
    def operator_address(self) -> str:
        """Path of the Unix socket, or `socket://host:port`."""
        return self._operator.address

    def port(self, name: str) -> str:
        """What a client opens: the link, or `socket://host:port`."""
        return self._device(name).wire.address

    def address(self, name: str) -> str:
        """The `usb:` address that finds the device again under any link; of a server, where it is."""
        return usb_address(replace(self._identities[name], device=self.port(name)))

    def ports(self) -> list[Port]:
        """An enumerator: what is plugged in now."""
        return simulated_ports(self.folder)

    # --- the operator's side, in process

    def do(self, name: str, action: str, /, **arguments: Any) -> Facts:
        """Any action of a device, or `unplug`, `replug [link=NAME]`; the facts after it."""
        return self._device(name).act(action, arguments)

    def swipe(self, name: str, tracks: Sequence[str] | None = None, *, card: str = "", fault: str = "") -> Facts:
        """Pull a card through, writing `tracks` on it first if given."""
        given = {"tracks": tracks, "card": card or None, "fault": fault}
        return self.do(name, "swipe", **{key: value for key, value in given.items() if value})

    def scan(self, name: str, text: str, /, **arguments: Any) -> Facts:
        return self.do(name, "scan", text=text, **arguments)

    def ring(self, name: str, number: str, /, **arguments: Any) -> Facts:
        return self.do(name, "ring", number=number, **arguments)

    def hangup(self, name: str) -> Facts:
        return self.do(name, "hangup")

    def unplug(self, name: str) -> Facts:
        return self.do(name, "unplug")

    def replug(self, name: str, link: str = "") -> Facts:
        """Plug in again, under another link if one is named: the port was renumbered."""
        return self.do(name, "replug", link=link)

    def receipts(self, name: str = "printer") -> list[bytes]:
        """Bytes of all receipts so far, each up to and with its cut."""
        return [receipt.data for receipt in self._printer(name)]

    def transcripts(self, name: str = "printer") -> list[str]:
        """Text of the same receipts."""
        return [receipt.text for receipt in self._printer(name)]

    def facts(self, name: str) -> Facts:
        """What is known of a device now; what it has answered is already among them."""
        return self._device(name).facts()

    def wait(self, name: str, condition: Callable[[Facts], bool], timeout_s: float = 5.0) -> Facts:
        """Facts of a device as soon as they meet `condition`; TimeoutError otherwise."""
        return self._device(name).wait(condition, timeout_s)

    # --- the same over the socket

    def command(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """One line of the operator socket: `{"do": …, "device": …, …}`; PosError bad_line, not_found."""
        given = dict(request)
        action, name = str(given.pop("do", "")), str(given.pop("device", ""))
        if action == "list":
            return {"devices": {each: self.facts(each) for each in self._devices}}
        if action == "receipts":
            name = name or "printer"
            receipts = self._printer(name)
            return {"receipts": [{"hex": one.data.hex(), "text": one.text, "whole": one.whole} for one in receipts]}
        if not action or not name:
            raise PosError("bad_line", wanted="do device")
        return self.do(name, action, **given)

    def _printer(self, name: str) -> list[Any]:
        def printed(model: Model) -> list[Any]:
            if not isinstance(model, PrinterModel):
                raise PosError("not_found", device=name, action="receipts")
            return list(model.printed)

        found: list[Any] = self._device(name).ask(printed)
        return found

    def _device(self, name: str) -> SimulatedDevice:
        if name not in self._devices:
            raise PosError("not_found", device=name)
        return self._devices[name]

    def _announce(self) -> None:
        with self._announcing:  # two plugs may be pulled at once
            plugged = [(name, device) for name, device in self._devices.items() if device.plugged]
            ports = [replace(self._identities[name], device=device.wire.address) for name, device in plugged]
            write_simulated_ports(self.folder, ports)


def _identity(name: str, kind: str) -> Port:
    """A second device of a kind has another serial number, or hangs elsewhere."""
    _, _, number = name.partition("-")
    first = IDENTITIES[kind]
    if not number:
        return first
    serial = f"{first.serial_number}-{number}" if first.serial_number else ""
    return replace(first, serial_number=serial, location=f"{first.location}.{number}")
