"""Every device loses its plug at the worst moments: the window goes on, and takes the device up again by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ui.running import BARCODE, MEMBER, NAMES, Running, running

from memberpos.devices.readings import IncomingCall, JobState, WriteProgress, WriteResult
from memberpos.devices.simulator.knobs import Knobs
from memberpos.services import members
from memberpos.ui.dialogs.write_card import CHOOSE, FAILED, VERIFY, WRITE, WriteCardDialog

#: A frame takes a tenth of a second and more: time to pull the plug inside it.
SLOW = Knobs(pace_baud=2400)
PHONE = MEMBER.phone.removeprefix("+86")


@pytest.fixture
def till(tmp_path: Path, qapp, ui_guard) -> Iterator[Running]:
    with running(tmp_path, qapp, ui_guard) as made:
        yield made


@pytest.fixture
def slow_till(tmp_path: Path, qapp, ui_guard) -> Iterator[Running]:
    with running(tmp_path, qapp, ui_guard, {"msr605": SLOW, "scanner": SLOW}) as made:
        yield made


def prove_all_work(till: Running) -> None:
    """Reader, scanner, telephone and printer do what they are for."""
    till.swipe()
    till.hand.wait(lambda: till.member == MEMBER.card, "the profile")
    till.bench.scan("scanner", BARCODE)
    till.hand.wait(lambda: till.lines == 1, "the article")
    till.bench.ring("caller", PHONE, rings=1, cadence_s=0.05)
    till.hand.wait(lambda: till.app.window.calls.top() is not None, "the call")
    printed = len(till.bench.receipts())
    till.hand.key("F11")
    till.hand.key("Return")
    till.hand.wait(lambda: len(till.bench.receipts()) == printed + 1, "the receipt")


def test_each_device_at_rest(till: Running) -> None:
    for name in NAMES:
        till.unplug(name)
        till.sell()
        till.replug(name)
    till.hand.wait(lambda: till.jobs() == ["confirmed"] * len(NAMES), "all receipts")
    assert len(till.bench.receipts()) == len(NAMES)
    prove_all_work(till)


def test_all_devices_at_once(till: Running) -> None:
    for name in NAMES:
        till.bench.unplug(name)
    till.sell()
    seen = len(till.readings)
    for name in NAMES:
        till.bench.replug(name, f"tty-{name}-moved")
    for name in NAMES:
        till.until_ready(name, seen)
    prove_all_work(till)


def test_the_reader_in_the_middle_of_a_swipe(slow_till: Running) -> None:
    slow_till.swipe()
    slow_till.unplug("msr605")
    assert slow_till.member == ""
    slow_till.sell()
    slow_till.replug("msr605")
    assert slow_till.member == ""
    slow_till.swipe()
    slow_till.hand.wait(lambda: slow_till.member == MEMBER.card, "the profile")


@pytest.mark.parametrize("step", [WRITE, VERIFY])
def test_the_writer_while_a_card_is_written(till: Running, step: str) -> None:
    dialog = writing(till)
    issued: list[object] = []
    dialog.issued.connect(issued.append)
    if step == VERIFY:
        till.bench.swipe("msr605", card="blank")
        till.hand.wait(lambda: dialog.state == VERIFY, "the second swipe to be asked for")
    till.unplug("msr605")
    till.hand.wait(lambda: dialog.state == FAILED, "the refusal")
    assert till.hand.sees("The device is disconnected.", "Check plug and power")
    assert WriteResult(False, "device_lost") in till.readings
    till.replug("msr605")
    till.hand.key("Return")
    till.hand.wait(lambda: dialog.state == WRITE, "the first swipe to be asked for")
    for wanted in ("iso_write", "iso_read"):
        till.hand.wait(lambda wanted=wanted: till.fact("msr605", "armed") == wanted, wanted)
        till.bench.swipe("msr605", card="blank")
    till.hand.wait(lambda: bool(issued), "the card to be issued")
    mine = till.app.till.writer.call(lambda db: members.profile(db, MEMBER.id, 0)).cards
    assert {(card.number, card.state) for card in mine} == {("777", "active"), (MEMBER.card, "active")}


def writing(till: Running) -> WriteCardDialog:
    """The dialog that waits for the swipe of a new card."""
    profile = till.app.till.writer.call(lambda db: members.profile(db, MEMBER.id, 0))
    dialog = WriteCardDialog(till.app.window, till.app.context, profile)
    dialog.open()
    till.hand.settle()
    till.hand.clear_field()
    till.hand.type("777")
    assert dialog.state == CHOOSE
    till.hand.key("Return")
    till.hand.wait(lambda: WriteProgress("swipe_to_write") in till.readings, "the writer")
    till.hand.wait(lambda: till.fact("msr605", "armed") == "iso_write", "the writer to be armed")
    return dialog


def test_the_scanner_in_the_middle_of_a_code(slow_till: Running) -> None:
    slow_till.bench.scan("scanner", BARCODE)
    slow_till.unplug("scanner")
    slow_till.replug("scanner")
    assert slow_till.lines == 0
    slow_till.bench.scan("scanner", BARCODE)
    slow_till.hand.wait(lambda: slow_till.lines == 1, "the article")


def test_the_telephone_while_it_rings(till: Running) -> None:
    till.bench.ring("caller", PHONE, rings=3, cadence_s=5)
    till.hand.wait(lambda: till.fact("caller", "rings") == 1, "the first ring")
    till.unplug("caller")
    till.sell()
    till.replug("caller")
    till.bench.ring("caller", PHONE, rings=1, cadence_s=0.05)
    till.hand.wait(lambda: till.app.window.calls.top() is not None, "the call")
    assert len([each for each in till.readings if isinstance(each, IncomingCall) and each.number]) == 1


def test_the_printer_in_the_middle_of_a_receipt(till: Running) -> None:
    """What may be on paper is not printed again by itself; what comes after it is."""
    till.bench.do("printer", "stall")
    till.sell()
    till.hand.wait(lambda: till.jobs() == ["sent"], "the receipt to be under way")
    till.unplug("printer")
    till.hand.wait(lambda: till.jobs() == ["unknown"], "the doubt to be written down")
    ended = [each for each in till.readings if isinstance(each, JobState) and each.state != "sent"]
    assert [(each.state, each.code) for each in ended] == [("unknown", "device_lost")]
    till.bench.do("printer", "go-on")
    till.replug("printer")
    before = len(till.bench.receipts())
    till.sell()
    till.hand.wait(lambda: till.jobs() == ["unknown", "confirmed"], "the next receipt")
    assert len(till.bench.receipts()) == before + 1


def test_a_receipt_that_never_reached_the_printer_is_printed_once(till: Running) -> None:
    till.unplug("printer")
    till.sell()
    till.hand.wait(lambda: till.jobs() == ["queued"], "the receipt to wait")
    assert till.bench.receipts() == []
    till.replug("printer")
    till.hand.wait(lambda: till.jobs() == ["confirmed"], "the receipt")
    assert len(till.bench.receipts()) == 1
