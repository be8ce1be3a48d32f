"""The devices screen: what is plugged in, the wizard, trying, measuring, bytes, papers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from tests.ui.desk import CH340, SCANNER, Desk
from tests.ui.stage import NOW_MS, Stage

from memberpos.devices.diagnosis import NEXT_STEPS
from memberpos.devices.port_finder import PortFinder
from memberpos.devices.probe import Found, Prober
from memberpos.devices.readings import CardPresented, DeviceHealth, IncomingCall, JobState, PrinterState, Scan
from memberpos.devices.simulator.bench import SimulatorBench
from memberpos.devices.traffic import Traffic
from memberpos.domain.errors import PosError
from memberpos.printing.spool import REACHED_FROM
from memberpos.settings import Device, Devices, Printer, Settings
from memberpos.store.print_jobs import PrintJobRow
from memberpos.ui.device_hub import DeviceHub
from memberpos.ui.device_words import ROLES, job_words, printer_words, state_words, step_words
from memberpos.ui.dialogs.device_bytes import BytesDialog, support_file
from memberpos.ui.dialogs.device_new import NewDeviceDialog
from memberpos.ui.dialogs.device_try import TryDialog
from memberpos.ui.dialogs.open_papers import CHOICES, OpenPapersDialog
from memberpos.ui.dialogs.save_as import SaveAsDialog
from memberpos.ui.dialogs.wedge_calibrate import CalibrateDialog
from memberpos.ui.guard import UiGuard


@pytest.fixture
def empty_till(no_books: Any) -> Any:
    """Screens of devices need no books."""
    return no_books


@pytest.fixture
def desk(qtbot: Any, stage: Stage, empty_till: Any) -> Desk:
    return Desk(stage, empty_till)


def toasts(desk: Desk) -> str:
    """What the window said last."""
    return " ".join(label.text() for toast in desk.floor.stage.window.toasts._toasts for label in toast.findChildren(object) if hasattr(label, "text"))  # fmt: skip


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", [word for word, step in NEXT_STEPS.items() if step])
def test_every_trouble_has_a_next_step_on_the_screen(english: None, word: str) -> None:
    assert step_words(word)
    assert step_words("nonsense") == ""


@pytest.mark.parametrize("state", ["ready", "connecting", "degraded", "lost", "off"])
def test_every_state_has_a_word(english: None, state: str) -> None:
    assert state_words(state) not in ("", state)


def test_a_printer_is_described_by_what_it_said(english: None) -> None:
    assert printer_words(PrinterState()) == ""
    said = printer_words(PrinterState(True, "near_end", False, True))
    assert said == "paper nearly used up · cover closed · drawer open"
    assert job_words("sent") == ""
    assert job_words("unknown") != job_words("confirmed") != ""


# --- what is plugged in -----------------------------------------------------------------------------------------------


def test_ports_are_listed_with_what_they_are_and_used_as(qtbot: Any, desk: Desk) -> None:
    desk.settings = Settings(devices=Devices(scanner=Device("scanner", "", "usb:0525:a4a7,serial=S1")))
    desk.screen.show_ports([CH340, SCANNER], frozenset({CH340.device}))
    model = desk.screen._ports._table.model()
    rows = [[str(model.index(row, at).data()) for at in range(7)] for row in range(2)]
    assert rows[0][:3] == ["/dev/ttyUSB0", "USB Serial", "1a86:7523"]
    assert rows[0][6] == "no rights"
    assert (rows[1][3], rows[1][4], rows[1][6]) == ("S1", "1-1.3", "Scanner")
    assert "ESC/POS printer" in rows[0][5]
    desk.settings = Settings(devices=Devices(printer=Printer("printer", CH340.device)))
    desk.screen.show_ports([CH340, SCANNER], frozenset())
    assert [str(model.index(row, 6).data()) for row in range(2)] == ["Receipt printer", ""], "rights and use of now"


def test_the_screen_notices_what_is_plugged_in_and_pulled_out_by_itself(qtbot: Any, desk: Desk) -> None:
    qtbot.waitUntil(lambda: desk.screen._known is not None)
    desk.ports = [CH340]
    desk.screen._timer.setInterval(20)
    qtbot.waitUntil(lambda: "Plugged in: USB Serial. F6 sets it up." in toasts(desk))
    assert desk.screen._cards["card"].port.findText("/dev/ttyUSB0", Qt.MatchFlag.MatchStartsWith) >= 0
    desk.ports = []
    qtbot.waitUntil(lambda: "Pulled out: USB Serial" in toasts(desk))
    desk.floor.stage.window.go("settings")
    assert not desk.screen._timer.isActive()
    qtbot.waitUntil(lambda: desk.floor.till.runner.idle)


@pytest.mark.parametrize(
    ("detail", "state", "words"),
    [("paper_out", "degraded", "new roll"), ("permission", "lost", "usermod"), ("gone_at_once", "lost", "brltty"),
     ("kernel_driver", "lost", "pn533_usb"), ("no_status", "ready", "stays unknown")],
)  # fmt: skip
def test_trouble_comes_with_what_to_do(desk: Desk, detail: str, state: str, words: str) -> None:
    desk.hear(DeviceHealth("printer", "printer", state, detail))
    assert words in desk.screen._cards["printer"].step.text()
    desk.hear(DeviceHealth("printer", "printer", "ready"))
    assert not desk.screen._cards["printer"].step.isVisible()


def test_who_holds_a_port_is_named(qtbot: Any, stage: Stage, empty_till: Any) -> None:
    desk = Desk(stage, empty_till, port_holders=lambda: ["ModemManager"])
    desk.hear(DeviceHealth("caller", "caller", "lost", "busy"))
    qtbot.waitUntil(lambda: "(ModemManager)" in desk.screen._cards["caller"].step.text())


def test_the_live_state_of_printer_and_page_shows(desk: Desk) -> None:
    desk.hear(PrinterState(True, "ok", False, False))
    assert desk.screen._cards["printer"].heard.whole_text() == "paper in · cover closed · drawer closed"
    desk.hear(JobState("j", "unknown", "device_timeout"))
    assert "did not confirm" in desk.screen._cards["printer"].heard.whole_text()


def test_everything_can_be_reached_by_keys(desk: Desk) -> None:
    assert {"F4", "F5", "F6", "F7", "F8", "Ctrl+S", "Esc"} <= {hint.key for hint in desk.floor.stage.window.hints()}
    for key, kind in (("F4", OpenPapersDialog), ("F6", NewDeviceDialog), ("F7", BytesDialog), ("F8", CalibrateDialog)):
        desk.floor.press(key)
        assert desk.floor.dialog(kind)
        desk.floor.press("Esc")
    for name in ("try-card", "try-scanner", "try-caller", "print-test", "open-drawer", "label-test"):
        assert desk.floor.field(name).focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_cashier_tries_and_changes_nothing(desk: Desk) -> None:
    desk.floor.work_as(desk.floor.cashier, "cashier")
    desk.screen.on_shown(add=True)
    assert desk.floor.dialog(NewDeviceDialog) is None
    assert not {"F6", "F8", "Ctrl+S"} & {hint.key for hint in desk.floor.stage.window.hints()}
    desk.floor.click("try-scanner")
    assert desk.floor.dialog(TryDialog)


def test_both_printers_are_kept_with_their_paper_and_copies(desk: Desk) -> None:
    screen = desk.screen
    screen._cards["printer"].show_device(Device("printer", "10.0.0.9:9100"))
    screen._cards["label"].show_device(Device("printer", "10.0.0.8:9100"))
    for box, value in ((screen._widths["label"], "58"), (screen._merchant, "always")):
        box.setCurrentIndex(box.findData(value))
    desk.floor.press("Ctrl+S")
    devices = desk.kept[0].devices
    assert devices.printer == Printer("printer", "10.0.0.9:9100", merchant_copy="always")
    assert devices.label == Printer("printer", "10.0.0.8:9100", width_mm=58)


# --- trying -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slot", "reading", "words"),
    [
        ("card", CardPresented("860000027715", "magstripe"), "8600 0002 7715"),
        ("card", CardPresented("", "uid", fault="random_id"), "a telephone or bank card"),
        ("card", CardPresented("", "magstripe"), "no readable track"),
        ("scanner", Scan("6901234567892"), "6901234567892"),
        ("scanner", Scan("134567890123456789", purpose="payment"), "a payment code"),
        ("caller", IncomingCall("13800136021"), "Line 1: 13800136021"),
        ("caller", IncomingCall(None, absence="P"), "Line 1: number withheld"),
    ],
)
def test_what_is_tried_is_shown_and_goes_nowhere_else(desk: Desk, slot: str, reading: Any, words: str) -> None:
    desk.floor.click(f"try-{slot}")
    assert desk.floor.field("tried").text() == "Nothing yet"
    assert desk.floor.stage.window.tries(reading)
    assert desk.floor.field("tried").text() == words
    desk.floor.press("Esc")
    assert not desk.floor.stage.window.tries(reading)


@pytest.mark.parametrize("late", [False, True])
def test_a_scanner_that_waits_to_be_told_looks_while_it_is_tried(stage: Stage, empty_till: Any, late: bool) -> None:
    """In host mode its own button does nothing. `late`: only just set up, it is not there yet."""
    told, there = list[str](), [] if late else [True]
    services = {"start_scan": lambda: told.append("start"), "stop_scan": lambda: told.append("stop")}
    desk = Desk(stage, empty_till, has_trigger=lambda: bool(there), **services)
    desk.floor.click("try-scanner")
    there.append(True)
    desk.floor.stage.window.read(DeviceHealth("scanner", "scanner", "ready"))
    assert told == ["start"]
    desk.floor.stage.window.tries(Scan("6901234567892"))
    desk.floor.press("Ctrl+Space")
    desk.floor.click("try-again")
    assert told == ["start"] * 3
    desk.floor.press("Esc")
    assert told == ["start"] * 3 + ["stop"]


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


# --- bytes ------------------------------------------------------------------------------------------------------------


def test_bytes_show_as_they_pass_and_the_file_has_nobodys_number(
    qtbot: Any, desk: Desk, tmp_path: Path, ui_guard: UiGuard
) -> None:
    desk.traffic.note("card", "msr605", "<", b"\x1bs\x1b\x02;860000027715?")
    desk.floor.press("F7")
    dialog = desk.floor.dialog(BytesDialog)
    view = desk.floor.field("bytes")
    assert isinstance(view, QPlainTextEdit)
    assert "860000027715" in view.toPlainText()
    desk.traffic.note("scanner", "scanner", "<", b"6901\r")
    qtbot.waitUntil(lambda: "Scanner < 36 39 30 31 0d" in view.toPlainText())
    desk.floor.press("F9")
    desk.traffic.note("scanner", "scanner", "<", b"4711\r")
    assert not dialog._timer.isActive()
    desk.floor.press("F9")
    qtbot.waitUntil(lambda: "34 37 31 31" in view.toPlainText())
    dialog._device.setCurrentIndex(dialog._device.findData("card"))
    assert "Scanner" not in view.toPlainText()
    desk.floor.press("F10")
    target = tmp_path / "bytes.txt"
    save = desk.floor.dialog(SaveAsDialog)
    save._field.setText(str(target))
    save.accept()
    qtbot.waitUntil(target.exists)
    with ui_guard.allowed():
        text = target.read_text()
    assert "card=msr605" in text
    assert "1b 73 1b 02 3b dd dd" in text
    assert "38 36" not in text
    qtbot.waitUntil(lambda: desk.floor.till.runner.idle)


def test_what_passes_on_real_ports_is_kept(qtbot: Any, qapp: QApplication, tmp_path: Path) -> None:
    with SimulatorBench(tmp_path, ["msr605", "printer", "printer-2"]) as bench:
        heard: list[Any] = []
        traffic = Traffic(lambda: NOW_MS)
        hub = DeviceHub(PortFinder(bench.ports), {"label": heard.append}, traffic)
        readings: list[Any] = []
        hub.read.connect(readings.append)
        devices = Devices(
            card=Device("msr605", "", bench.address("msr605")), printer=Printer("printer", bench.port("printer")),
            label=Printer("printer", bench.port("printer-2")),
        )  # fmt: skip
        hub.start(devices)
        qtbot.waitUntil(lambda: {role for role, one in hub.health().items() if one.state == "ready"} == {"reader", "printer", "label"}, timeout=8000)  # fmt: skip
        hub.close()
        assert {piece.device for piece in traffic.pieces()} == {"card", "printer", "label"}
        assert any(piece.way == "<" for piece in traffic.pieces(device="label"))
        assert {one.role for one in heard if isinstance(one, DeviceHealth)} == {"label"}
        swipes = support_file(traffic.pieces(), "Asia/Shanghai").splitlines()
        assert swipes[0].startswith("memberpos ")


# --- papers -----------------------------------------------------------------------------------------------------------


def paper(state: str, name: str = "j1") -> PrintJobRow:
    """A job of the queue."""
    return PrintJobRow(name, "sale", "e1", 0, state, NOW_MS, NOW_MS, NOW_MS, "", b"")


@pytest.mark.parametrize("state", list(CHOICES))
def test_what_may_be_decided_about_a_paper(qtbot: Any, stage: Stage, empty_till: Any, state: str) -> None:
    decided: list[tuple[str, str]] = []
    jobs = [paper(state)]

    def decide(job: PrintJobRow, what: str, then: Any) -> None:
        decided.append((job.id, what))
        jobs.clear()
        then()

    desk = Desk(stage, empty_till, open_papers=lambda: list(jobs), decide_paper=decide)
    desk.floor.press("F4")
    dialog = desk.floor.dialog(OpenPapersDialog)
    qtbot.waitUntil(lambda: dialog._job() is not None)
    assert {what for what, button in dialog._buttons.items() if button.isEnabled()} == set(CHOICES[state])
    for what in ("print", "printed", "drop"):
        if what not in CHOICES[state]:
            dialog.decide(what)
    assert decided == []
    desk.floor.press({"print": "F9", "printed": "F10", "drop": "Del"}[CHOICES[state][-1]])
    assert decided == [("j1", CHOICES[state][-1])]
    qtbot.waitUntil(lambda: dialog._jobs == [])
    assert desk.floor.sees("Nothing waits")


@pytest.mark.parametrize("state", list(CHOICES))
def test_every_decision_is_a_step_a_job_may_take(state: str) -> None:
    ends = {"drop": "dropped", "printed": "confirmed", "print": "queued" if state in ("held", "failed") else "dropped"}
    for what in CHOICES[state]:
        assert state in REACHED_FROM[ends[what]]


def test_roles_name_every_device_of_the_settings() -> None:
    assert set(ROLES) <= set(Devices.__dataclass_fields__)
