"""The whole till with its devices: what the devices screen shows and does is what happens on the ports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.ui.running import Running, running

from memberpos.devices.port_finder import usb_address
from memberpos.services import calls
from memberpos.ui.dialogs.device_bytes import BytesDialog
from memberpos.ui.dialogs.device_new import NewDeviceDialog
from memberpos.ui.dialogs.device_try import TryDialog
from memberpos.ui.screens.devices import DevicesScreen


@pytest.fixture
def till(tmp_path: Path, qapp, ui_guard) -> Iterator[Running]:
    with running(tmp_path, qapp, ui_guard) as made:
        yield made


def screen(till: Running) -> DevicesScreen:
    """The devices in front."""
    till.app.window.go("devices")
    found = till.app.window.screen("devices")
    assert isinstance(found, DevicesScreen)
    return found


def calls_known(till: Running) -> int:
    return len(till.app.till.writer.call(calls.recent))


def test_devices_are_tried_watched_and_set_up_in_the_running_till(till: Running) -> None:
    devices = screen(till)
    till.hand.wait(lambda: bool(devices._known), "the ports")
    assert {usb_address(port) for port in devices._known or ()} >= {till.bench.address("printer")}

    before = calls_known(till)
    till.hand.click("try-caller")
    till.bench.ring("caller", "13800136021", rings=1, cadence_s=0.05)
    till.hand.expect("Line 1: 13800136021")
    till.hand.key("Esc")
    till.hand.click("try-scanner")
    till.bench.scan("scanner", "4711471147")
    till.hand.expect("4711471147")
    till.hand.key("Return")
    assert calls_known(till) == before, "a call that is tried is in no list"

    printed = len(till.bench.receipts())
    till.hand.click("print-test")
    till.hand.expect("The printer confirmed the page.")
    assert len(till.bench.receipts()) == printed + 1

    till.hand.key("F7")
    dialog = till.app.window.findChild(BytesDialog)
    assert dialog is not None
    till.hand.wait(lambda: "4711471147" in dialog._text.toPlainText(), "the scan's bytes")
    assert "AT" in dialog._text.toPlainText()
    till.hand.key("Esc")

    till.hand.key("F6")
    assert till.app.window.findChild(NewDeviceDialog)
    till.hand.key("Esc")
    till.hand.settle()
    assert till.app.window.findChild(TryDialog) is None


def test_the_panel_of_simulated_devices_works_beside_the_counter(till: Running) -> None:
    till.hand.key("Ctrl+D")
    till.hand.wait(lambda: till.hand.has("sim-scanner-scan"), "the panel")
    till.hand.click("sim-scanner-scan")
    till.hand.wait(lambda: till.lines == 1, "the article in the cart")
    till.hand.click("sim-printer-paper-out")
    till.hand.wait(lambda: till.fact("printer", "paper") == "out", "the paper to be out")
    till.hand.key("Ctrl+D")
    assert not till.hand.has("sim-scanner-scan")


def test_a_receipt_comes_twice_when_the_settings_say_so(till: Running) -> None:
    settings = till.app.till.settings
    printer = replace(settings.devices.printer, merchant_copy="always")
    seen = len(till.readings)
    till.app.change_settings(replace(settings, devices=replace(settings.devices, printer=printer)))
    till.hand.wait(lambda: till.app.till.settings.devices.printer.merchant_copy == "always", "the setting")
    till.until_ready("printer", seen)
    till.app.window.go("counter")
    before = len(till.bench.receipts())
    till.sell()
    till.hand.wait(lambda: len(till.bench.receipts()) == before + 2, "both sheets")
    till.hand.wait(lambda: till.jobs() == ["confirmed"], "one job for both")
    first, second = till.bench.transcripts()[-2:]
    assert "Customer copy" in first
    assert "Shop copy" in second
    assert "Signature" in second
    assert till.fact("printer", "kicks") == 1
