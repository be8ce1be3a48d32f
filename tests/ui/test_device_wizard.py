"""A new device in three steps, and a scanner that types is measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from tests.ui.desk import Desk, NoBooks
from tests.ui.stage import Stage

from memberpos.devices.keyboard_wedge import WedgeDetector
from memberpos.devices.port_finder import Port, PortFinder
from memberpos.devices.probe import Found, Prober
from memberpos.devices.readings import DeviceHealth
from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.domain.errors import PosError
from memberpos.settings import Device, Devices, Printer, Settings, Wedge
from memberpos.ui.background import Background
from memberpos.ui.dialogs.device_new import NewDeviceDialog
from memberpos.ui.dialogs.device_try import TryDialog
from memberpos.ui.dialogs.wedge_calibrate import CalibrateDialog
from memberpos.ui.keys import KeyRouter

CH340 = Port("/dev/ttyUSB0", "1a86", "7523", "", "1-1.2", "USB Serial")
SCANNER = Port("/dev/ttyACM0", "0525", "a4a7", "S1", "1-1.3", "Barcode Scanner")
ALL_READY = {role: DeviceHealth(role, role, "ready") for role in ("reader", "scanner", "caller", "printer")}


@pytest.fixture
def empty_till(qapp: QApplication) -> Iterator[NoBooks]:
    writer: Any = None  # nothing here books anything
    till = NoBooks(None)  # type: ignore[arg-type]
    till.runner = Background(writer, lambda _db: writer, lambda: till)  # type: ignore[arg-type,return-value]
    yield till
    till.runner.close()
    till.runner.deleteLater()


@pytest.fixture
def desk(qtbot: Any, stage: Stage, empty_till: Any) -> Desk:
    return Desk(stage, empty_till)


# --- the wizard -------------------------------------------------------------------------------------------------------


@pytest.fixture
def modem(tmp_path: Path) -> Iterator[SimulatorBench]:
    with SimulatorBench(tmp_path, ["caller"]) as bench:
        yield bench


def test_a_device_is_plugged_in_answers_and_is_kept(
    qtbot: Any, modem: SimulatorBench, stage: Stage, empty_till: Any
) -> None:
    modem.unplug("caller")
    prober = Prober(PortFinder(modem.ports))
    desk = Desk(stage, empty_till, list_ports=modem.ports, probe_port=prober.probe)
    desk.floor.press("F6")
    dialog = desk.floor.dialog(NewDeviceDialog)
    qtbot.waitUntil(lambda: dialog._ports == [])
    assert not dialog.next.isEnabled()
    modem.replug("caller", "tty-caller-9")
    dialog._timer.setInterval(20)
    qtbot.waitUntil(lambda: dialog._table.choice() == modem.port("caller"))
    dialog.accept()
    qtbot.waitUntil(lambda: dialog._kind.currentData() == "caller")
    assert desk.floor.sees("It answered: Modem with caller ID")
    dialog.accept()
    dialog.accept()
    assert desk.kept[0].devices.caller == Device("caller", "", modem.address("caller"))
    assert desk.floor.dialog(TryDialog)
    qtbot.waitUntil(lambda: empty_till.runner.idle)


def test_a_silent_device_is_asked_once_and_then_named_by_a_person(qtbot: Any, stage: Stage, empty_till: Any) -> None:
    asked: list[tuple[Any, ...]] = []

    def probe(*question: Any) -> Found:
        asked.append(question)
        return Found(question[0], "", "degraded", "no_answer")

    desk = Desk(stage, empty_till, probe_port=probe)
    desk.floor.press("F6")
    dialog = desk.floor.dialog(NewDeviceDialog)
    dialog.show_ports([CH340])
    dialog._address.setText("192.168.1.87:9100")
    dialog.accept()
    qtbot.waitUntil(lambda: dialog._found is not None)
    assert not dialog.next.isEnabled()
    assert desk.floor.sees("Choose what it is")
    dialog._kind.setCurrentIndex(dialog._kind.findData("printer"))
    dialog._speed.setCurrentIndex(dialog._speed.findData("19200"))
    dialog.accept()
    qtbot.waitUntil(lambda: dialog._checked is not None)
    assert desk.floor.sees("Nothing answers")
    dialog._slot.setCurrentIndex(dialog._slot.findData("label"))
    dialog.accept()
    assert asked == [("192.168.1.87:9100", ""), ("192.168.1.87:9100", "printer", 19200)]
    assert desk.kept[0].devices.label == Printer("printer", "192.168.1.87:9100", baud=19200)
    assert desk.kept[0].devices.printer == Printer()


def test_a_port_in_use_is_said_so_and_not_asked(desk: Desk) -> None:
    desk.settings = Settings(devices=Devices(caller=Device("caller", "", "usb:1a86:7523,location=1-1.2")))
    desk.floor.press("F6")
    dialog = desk.floor.dialog(NewDeviceDialog)
    dialog.show_ports([CH340])
    assert dialog._table.model().index(0, 2).data() == "Caller ID"
    dialog.accept()
    assert dialog.problem.text() == "This port is the one of: Caller ID. Choose another."
    assert not dialog._asking


def test_a_port_without_rights_says_what_to_do_and_leads_back(qtbot: Any, stage: Stage, empty_till: Any) -> None:
    def probe(*_question: str) -> Found:
        raise PosError("device_denied", port="/dev/ttyUSB0", word="permission")

    desk = Desk(stage, empty_till, probe_port=probe)
    desk.floor.press("F6")
    dialog = desk.floor.dialog(NewDeviceDialog)
    dialog.show_ports([CH340])
    dialog.accept()
    qtbot.waitUntil(lambda: "usermod" in dialog.problem.text())
    assert dialog._table.isVisible()
    dialog._address.setText("usb:nonsense")
    dialog.accept()
    assert "cannot be used" in dialog.problem.text()
    desk.floor.press("Esc")
    assert desk.kept == []


# --- measuring a scanner that types -----------------------------------------------------------------------------------


class Typist:
    """Keys with times, as a window system brings them."""

    def __init__(self) -> None:
        self.at_ms = 1000

    def __call__(self, text: str, gap_ms: int, *, enter: bool = True) -> None:
        self.at_ms += 2000
        for char in text:
            self._press(char, ord(char))
            self.at_ms += gap_ms
        if enter:
            self._press("\r", Qt.Key.Key_Return)

    def _press(self, text: str, key: int) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self.at_ms)
            QApplication.sendEvent(QApplication.focusWidget(), event)


@pytest.fixture
def routed(qtbot: Any, qapp: QApplication, stage: Stage, empty_till: Any) -> Any:
    """The desk with the real key filter."""
    router = KeyRouter(stage.window.take_key, WedgeDetector())
    router.install(qapp)
    desk = Desk(stage, empty_till, watch_keys=router.watch)
    stage.window.activateWindow()
    desk.readings = []  # type: ignore[attr-defined]
    router.read.connect(desk.readings.append)  # type: ignore[attr-defined]
    yield desk
    qapp.removeEventFilter(router)


def test_three_scans_and_a_line_typed_set_the_times(qtbot: Any, routed: Any) -> None:
    routed.floor.press("F8")
    dialog, type_ = routed.floor.dialog(CalibrateDialog), Typist()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    for done in range(3):
        type_("6901234567892", 40)
        qtbot.waitUntil(lambda done=done: dialog._at == done + 1)
        assert dialog.isVisible(), "the Enter of a scan pressed a button"
    assert not dialog.next.isEnabled()
    type_("13800136021", 130)
    qtbot.waitUntil(lambda: dialog._done)
    assert routed.readings == []
    assert not dialog.problem.isVisible()
    type_("", 0)  # Enter alone: a person's again
    qtbot.waitUntil(lambda: bool(routed.kept))
    assert routed.kept[0].devices.wedge == Wedge(56, 56)
    assert "56 ms" in routed.screen._wedge_state.text()


def test_keys_without_times_are_refused_and_one_may_start_over(qtbot: Any, routed: Any) -> None:
    routed.floor.press("F8")
    dialog, type_ = routed.floor.dialog(CalibrateDialog), Typist()
    for done in range(3):
        type_("6901234567892", 0)
        qtbot.waitUntil(lambda done=done: dialog._at == done + 1)
    routed.floor.press("F9")
    assert "no times of their own" in dialog.problem.text()
    assert not dialog.next.isEnabled()
    routed.floor.press("F5")
    assert dialog._at == 0
    routed.floor.press("Esc")
    type_("6901234567892", 5)
    qtbot.waitUntil(lambda: len(routed.readings) == 1)
    assert routed.kept == []


def test_other_times_are_used_at_once(qtbot: Any, qapp: QApplication, stage: Stage) -> None:
    from memberpos.devices.keyboard_wedge import WedgeSettings

    router, readings = KeyRouter(lambda _key: False, WedgeDetector()), []
    router.read.connect(readings.append)
    router.install(qapp)
    stage.window.activateWindow()
    stage.window.setFocus()
    type_ = Typist()
    type_("6901234567892", 45)
    assert readings == []
    times = WedgeSettings(max_gap_ms=62, mean_gap_ms=60)
    router.use_detector(WedgeDetector(times), times.wait_ms)
    type_("6901234567892", 45)
    qapp.removeEventFilter(router)
    assert [reading.text for reading in readings] == ["6901234567892"]
