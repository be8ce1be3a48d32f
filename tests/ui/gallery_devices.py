"""States of the devices, their wizard, their bytes and their papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QApplication
from tests.ui.gallery_counter import counter_full
from tests.ui.gallery_settings import OWNER, PORTS, READY, SET_UP, devices, front
from tests.ui.stage import NOW_MS, Stage

from memberpos.devices.keyboard_wedge import Key
from memberpos.devices.port_finder import Port
from memberpos.devices.probe import Found
from memberpos.devices.readings import CardPresented, DeviceHealth, IncomingCall, PrinterState, Scan
from memberpos.devices.traffic import Traffic
from memberpos.domain.errors import PosError
from memberpos.settings import Wedge
from memberpos.store.print_jobs import PrintJobRow
from memberpos.ui.device_news import DeviceNews
from memberpos.ui.dialogs.device_bytes import BytesDialog
from memberpos.ui.dialogs.device_new import NewDeviceDialog
from memberpos.ui.dialogs.device_try import TryDialog
from memberpos.ui.dialogs.open_papers import OpenPapersDialog
from memberpos.ui.dialogs.wedge_calibrate import CalibrateDialog
from memberpos.ui.screens.devices import DevicesScreen
from memberpos.ui.simulator_panel import SimulatorPanel
from memberpos.ui.simulators import Simulators

Show = Callable[[Stage], None]
NEW = Port("/dev/ttyUSB2", "1a86", "7523", "", "1-1.4", "USB Serial")


def troubled(detail: str, role: str = "printer", state: str = "lost") -> Show:
    """A device with something to do about it."""

    def show(stage: Stage) -> None:
        devices(SET_UP, *READY)(stage)
        health = {each: DeviceHealth(each, each, "ready") for each, _ in READY}
        health[role] = DeviceHealth(role, role, state, detail)
        screen = stage.window.screen("devices")
        screen.context = replace(screen.context, services=screen.context.services | {"device_health": lambda: health})
        screen.show_ports([*PORTS, NEW], frozenset({"/dev/ttyACM0"}))
        screen.on_reading(health[role])
        screen.on_reading(PrinterState(True, "near_end", False, True))

    return show


def over(make: Callable[[Any], Any], fill: Callable[[Any], object] = lambda _dialog: None) -> Show:
    """A dialog over the devices."""

    def show(stage: Stage) -> None:
        devices(SET_UP, *READY)(stage)
        screen = stage.window.screen("devices")
        dialog = make(screen)
        dialog.open()
        fill(dialog)

    return show


def new_device(fill: Callable[[NewDeviceDialog], object]) -> Show:
    def filled(dialog: NewDeviceDialog) -> None:
        dialog.show_ports(PORTS)
        dialog.show_ports([*PORTS, NEW])
        fill(dialog)

    return over(lambda screen: NewDeviceDialog(screen, screen.context), filled)


def found(kind: str, state: str, detail: str = "") -> Callable[[NewDeviceDialog], object]:
    def fill(dialog: NewDeviceDialog) -> None:
        dialog._ask()
        dialog.show_found(Found("usb:1a86:7523,location=1-1.4", kind, state, detail))

    return fill


def keep(dialog: NewDeviceDialog) -> None:
    found("printer", "ready")(dialog)
    dialog.accept()


def keep_silent(dialog: NewDeviceDialog) -> None:
    found("", "degraded", "no_answer")(dialog)
    dialog._kind.setCurrentIndex(dialog._kind.findData("caller"))
    dialog.show_checked(Found("usb:1a86:7523,location=1-1.4", "", "degraded", "not_a_modem"))


def no_rights(dialog: NewDeviceDialog) -> None:
    dialog._ask()
    dialog._refused(PosError("device_denied", port="/dev/ttyUSB2", word="permission"))


def with_traffic(stage: Stage) -> None:
    traffic = Traffic(lambda: NOW_MS)
    traffic.note("card", "msr605", ">", b"\x1b\x72")
    traffic.note("card", "msr605", "<", b"\x1bs\x1b\x01\x1b+\x1b\x02;860000027715?\x1b\x03\x1b+?\x1c\x1b0")
    traffic.note("printer", "printer", ">", "会员 Lin".encode("gb18030"))
    stage.context = replace(stage.context, services=stage.context.services | {"traffic": traffic})
    over(lambda screen: BytesDialog(screen, screen.context))(stage)


def tried(slot: str, *readings: Any) -> Show:
    def fill(dialog: TryDialog) -> None:
        for reading in readings:
            dialog.on_reading(reading)

    return over(lambda screen: TryDialog(screen, screen.context, slot), fill)


def triggered(stage: Stage) -> None:
    """A scanner that waits to be told."""
    own = {"has_trigger": lambda: True, "start_scan": lambda: None, "stop_scan": lambda: None}
    stage.context = replace(stage.context, services=stage.context.services | own)
    tried("scanner")(stage)


def keys(gap_ms: int, text: str = "6901234567892", end: str = "Enter") -> list[Key]:
    """One burst."""
    return [Key(1000 + at * gap_ms, char, "") for at, char in enumerate(text)] + [
        Key(1000 + len(text) * gap_ms, "\r", end)
    ]


def measured(*gaps_ms: int) -> Callable[[CalibrateDialog], object]:
    def fill(dialog: CalibrateDialog) -> None:
        for gap_ms in gaps_ms:
            dialog._keys = keys(gap_ms)
            dialog._burst()

    return fill


def calibrate(*gaps_ms: int) -> Show:
    return over(lambda screen: CalibrateDialog(screen, screen.context, Wedge()), measured(*gaps_ms))


def jobs(*states: str) -> Callable[[OpenPapersDialog], object]:
    made = [
        PrintJobRow(f"j{at}", kind, "e", 0, state, NOW_MS - at * 600_000, NOW_MS, NOW_MS, "", b"")
        for at, (state, kind) in enumerate(zip(states, ("sale", "recharge_refund", "report", "label"), strict=False))
    ]
    return lambda dialog: dialog.show_jobs(made)


def papers(fill: Callable[[OpenPapersDialog], object] = lambda _dialog: None) -> Show:
    return over(lambda screen: OpenPapersDialog(screen, screen.context), fill)


def unplugged(stage: Stage) -> None:
    """Something new came while the screen was open."""
    screen = front(stage, "devices", DevicesScreen)
    stage.window.set_session(replace(stage.window.session(), rights=OWNER))
    screen.show_ports(PORTS)
    screen.show_ports([PORTS[0], NEW])


SIMULATED = {
    "msr605": {"plugged": True, "port": "/tmp/tty-msr605", "armed": "iso_read", "swipes": 3},
    "scanner": {"plugged": True, "scans": 12},
    "caller": {"plugged": False, "rings": 0},
    "printer": {"plugged": True, "paper": "near_end", "cover_open": False, "receipts": 8, "kicks": 2},
    "pn532": {"plugged": True, "card": ""},
}


def simulated(stage: Stage) -> None:
    """The panel beside a place."""
    devices(SET_UP, *READY)(stage)
    samples = Simulators(
        "", {"林晓棠 860000027715": ";8"}, {"拿铁 6901234567892": "6901234567892"}, {"13800136021": "1"}
    )
    panel = SimulatorPanel(stage.context, samples)
    panel.show_facts(SIMULATED)
    stage.window.toggle_panel(lambda: panel)


def told(*news: DeviceHealth) -> Show:
    """At the counter, when devices go and come."""

    def show(stage: Stage) -> None:
        counter_full(stage)
        teller = DeviceNews(stage.window.say, 0, stage.window)
        for health in news:
            teller.heard(health)
            QApplication.processEvents()

    return show


GONE = DeviceHealth("printer", "printer", "lost", "gone")
STATES: dict[str, Show] = {
    "device-went": told(GONE, DeviceHealth("reader", "reader", "lost", "not_found")),
    "device-is-back": told(GONE, DeviceHealth("printer", "printer", "ready")),
    "devices-printer-busy": troubled("busy"),
    "devices-reader-gone": troubled("gone_at_once", "reader"),
    "devices-no-rights": troubled("permission", "scanner"),
    "devices-kernel-driver": troubled("kernel_driver", "reader"),
    "devices-plugged-in": unplugged,
    "devices-new": new_device(lambda _dialog: None),
    "devices-new-asking": new_device(lambda dialog: dialog._ask()),
    "devices-new-answered": new_device(found("printer", "ready")),
    "devices-new-silent": new_device(found("", "degraded", "no_answer")),
    "devices-new-keep": new_device(keep),
    "devices-new-keep-silent": new_device(keep_silent),
    "devices-label-printer": devices(SET_UP, *READY, ("label", "lost")),
    "devices-new-refused": new_device(no_rights),
    "devices-bytes": with_traffic,
    "devices-try-card": tried("card", CardPresented("860000027715", "magstripe"), CardPresented("", "uid", fault="random_id")),
    "devices-try-scanner": tried("scanner", Scan("6901234567892")),
    "devices-try-triggered": triggered,
    "devices-try-caller": tried("caller", IncomingCall("13800136021")),
    "devices-try-none": tried("caller"),
    "devices-calibrate": calibrate(),
    "devices-calibrate-scan": calibrate(8, 9),
    "devices-calibrate-done": calibrate(38, 36, 38, 140),
    "devices-calibrate-slow": calibrate(38, 36, 38, 42),
    "devices-papers": papers(jobs("held", "unknown", "queued", "failed")),
    "devices-papers-none": papers(),
    "devices-simulated": simulated,
}  # fmt: skip
