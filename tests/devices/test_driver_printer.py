"""The printer driver on its simulator: how each job ends, and that nobody ever waits for paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.devices.rig import Rig

from memberpos.devices import escpos
from memberpos.devices.drivers.base import HangUp, Output, Send
from memberpos.devices.drivers.printer import KickDrawer, PrinterDriver, PrintJob
from memberpos.devices.port_thread import DeviceLoop
from memberpos.devices.readings import DeviceHealth, JobState, PrinterState
from memberpos.devices.simulator.knobs import Knobs
from memberpos.devices.simulator.printer import PrinterModel

RECEIPT = escpos.init() + escpos.kanji_on() + "会员小票\n合计 12.00\n".encode("gb18030") + escpos.cut()
LONG = escpos.init() + b"0123456789012345678901234567890\n" * 1000 + escpos.cut()


@pytest.fixture
def rig(tmp_path: Path):
    with Rig(tmp_path, PrinterDriver(), "printer") as started:
        started.expect_health("ready", "")
        yield started


def job_ends(rig: Rig, job_id: str) -> JobState:
    return rig.expect(JobState, lambda job: job.job_id == job_id and job.state != "sent", timeout_s=20)


@pytest.mark.parametrize(
    ("knobs", "tcp"),
    [
        (Knobs(), ()),
        (Knobs(), ("printer",)),
        (Knobs(chunking="one"), ()),
        (Knobs(noise=True, seed=2), ()),
        (Knobs(late_s=0.3), ()),
    ],
    ids=["pty", "tcp", "one", "noise", "late"],
)
def test_a_job_is_sent_then_confirmed(tmp_path: Path, knobs: Knobs, tcp: tuple[str, ...]) -> None:
    with Rig(tmp_path, PrinterDriver(), "printer", knobs=knobs, tcp=tcp) as rig:
        rig.expect_health("ready", "")
        rig.loop.post(PrintJob("a", RECEIPT))
        rig.loop.post(PrintJob("b", RECEIPT))
        for job_id in "ab":
            assert rig.expect(JobState) == JobState(job_id, "sent")
            assert rig.expect(JobState) == JobState(job_id, "confirmed")
        assert rig.bench.receipts() == [RECEIPT, RECEIPT]
        assert rig.bench.transcripts()[0] == "会员小票\n合计 12.00\n"


def test_status_is_told_as_it_changes(rig: Rig) -> None:
    rig.do("paper-low")
    rig.expect(PrinterState, lambda state: state.paper == "near_end")
    rig.do("paper-out")
    assert rig.expect(PrinterState, lambda state: state.paper == "out").online is False
    rig.expect_health("degraded", "paper_out")
    rig.do("paper-in")
    rig.do("cover-open")
    rig.expect(PrinterState, lambda state: state.cover_open is True and state.paper == "ok")
    rig.do("cover-close")
    rig.expect(PrinterState, lambda state: state.online is True and state.cover_open is False)
    rig.expect_health("ready", "")


def test_status_is_still_told_after_a_job_that_initialised_the_printer(rig: Rig) -> None:
    rig.loop.post(PrintJob("a", RECEIPT))
    job_ends(rig, "a")
    assert rig.bench.facts("printer")["auto_status"] != 0


@pytest.mark.parametrize(("trouble", "code"), [("paper-out", "paper_out"), ("cover-open", "printer_offline")])
def test_a_job_for_a_printer_that_cannot_print_fails_at_once(rig: Rig, trouble: str, code: str) -> None:
    rig.do(trouble)
    rig.expect(PrinterState, lambda state: state.paper == "out" or state.cover_open is True)
    rig.loop.post(PrintJob("a", RECEIPT))
    assert job_ends(rig, "a") == JobState("a", "failed", code)
    assert rig.bench.receipts() == []


def test_paper_that_ends_inside_a_job_holds_it_until_there_is_more(rig: Rig) -> None:
    rig.do("paper-out", after_lines=1)
    rig.loop.post(PrintJob("a", RECEIPT))
    rig.expect(PrinterState, lambda state: state.paper == "out")
    assert rig.of(JobState) in ([], [JobState("a", "sent")])
    rig.do("paper-in")
    assert job_ends(rig, "a").state == "confirmed"
    assert rig.bench.receipts() == [RECEIPT]


def test_a_stalled_printer_blocks_neither_the_counter_nor_the_loop(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    rig.do("stall")
    rig.loop.post(PrintJob("a", LONG))
    rig.expect_health("degraded", "stalled")
    rig.loop.post(PrintJob("b", RECEIPT))
    rig.do("go-on")
    assert job_ends(rig, "a").state == "confirmed"
    assert job_ends(rig, "b").state == "confirmed"
    assert rig.bench.receipts() == [LONG, RECEIPT]


def test_stopping_does_not_wait_for_a_stalled_printer(tmp_path: Path) -> None:
    with Rig(tmp_path, PrinterDriver(), "printer") as rig:
        rig.expect_health("ready", "")
        rig.do("stall")
        rig.loop.post(PrintJob("a", LONG))
        rig.expect_health("degraded", "stalled")
    assert rig.of(JobState) == [JobState("a", "unknown", "device_lost")]


def test_a_clone_that_never_answers_prints_but_proves_nothing(tmp_path: Path) -> None:
    with Rig(tmp_path, PrinterDriver(), "printer", model=PrinterModel(mute=True)) as rig:
        rig.loop.post(PrintJob("a", RECEIPT))
        assert job_ends(rig, "a") == JobState("a", "unknown", "device_timeout")
        assert rig.bench.receipts() == [RECEIPT]
        assert rig.of(PrinterState) == []


def test_the_drawer_opens_once_a_second_at_most(rig: Rig) -> None:
    rig.loop.post(KickDrawer())
    rig.loop.post(KickDrawer())
    rig.expect(PrinterState, lambda state: state.drawer_open is True)
    rig.bench.wait("printer", lambda facts: facts["kicks"] == 1)
    rig.do("drawer-close")
    rig.expect(PrinterState, lambda state: state.drawer_open is False)
    rig.bench.wait("printer", lambda facts: facts["kicks"] == 1)


def test_a_drawer_with_the_other_polarity(tmp_path: Path) -> None:
    model = PrinterModel(open_is_high=False)
    with Rig(tmp_path, PrinterDriver(open_is_high=False), "printer", model=model) as rig:
        rig.expect(PrinterState, lambda state: state.drawer_open is False)
        rig.loop.post(KickDrawer())
        rig.expect(PrinterState, lambda state: state.drawer_open is True)


# --- cables


def sending(rig: Rig) -> None:
    rig.do("stall")
    rig.loop.post(PrintJob("a", LONG))
    rig.loop.post(PrintJob("b", RECEIPT))
    rig.expect_health("degraded", "stalled")


def out_of_paper(rig: Rig) -> None:
    rig.do("paper-out", after_lines=1)
    rig.loop.post(PrintJob("a", RECEIPT))
    rig.loop.post(PrintJob("b", RECEIPT))
    rig.expect(JobState, lambda job: job.state == "sent")
    rig.expect(PrinterState, lambda state: state.paper == "out")


@pytest.mark.parametrize("link", ["", "tty-elsewhere"])
@pytest.mark.parametrize("state", [None, sending, out_of_paper])
def test_unplugged_in_any_state_it_comes_back(rig: Rig, state: Callable[[Rig], None] | None, link: str) -> None:
    if state:
        state(rig)
    rig.bench.unplug("printer")
    if state:
        assert job_ends(rig, "a") == JobState("a", "unknown", "device_lost")
        assert job_ends(rig, "b") == JobState("b", "failed", "device_lost")
    rig.expect_health("lost")
    assert rig.of(PrinterState)[-1] == PrinterState()
    rig.loop.post(PrintJob("c", RECEIPT))
    assert job_ends(rig, "c") == JobState("c", "failed", "device_lost")
    rig.loop.post(KickDrawer())
    assert job_ends(rig, "drawer").code == "device_lost"
    for action in ("go-on", "paper-in"):
        rig.do(action)
    rig.bench.replug("printer", link)
    rig.expect_health("ready", "")
    rig.loop.post(PrintJob("d", RECEIPT))
    assert job_ends(rig, "d").state == "confirmed"
    assert rig.bench.receipts()[-1] == RECEIPT


# --- without a wire: the clock is an argument


def started(driver: PrinterDriver) -> PrinterDriver:
    """Opened, and every query of the first round answered: online, cover shut, no error, paper there."""
    driver.opened(0.0)
    all_taken(driver, 0.0)
    for _ in range(4):
        driver.received(b"\x12", 0.1)
    return driver


def all_taken(driver: PrinterDriver, now_s: float) -> list[Output]:
    return driver.sent(driver._given - driver._taken, now_s)


def watched(driver: PrinterDriver, from_s: float, to_s: float, answer: bytes = b"\x12") -> list[Output]:
    """What comes out while every tick is answered with `answer`."""
    outputs: list[Output] = []
    for tenths in range(round(from_s * 10), round(to_s * 10)):
        asked = driver.tick(tenths / 10)
        outputs += asked
        if any(isinstance(out, Send) and out.data.startswith(b"\x10\x04") for out in asked):
            for _ in range(3):
                outputs += driver.received(answer, tenths / 10)
    return outputs


def ended(outputs: list[Output]) -> list[JobState]:
    return [out for out in outputs if isinstance(out, JobState) and out.state != "sent"]


def test_a_printer_that_answers_dle_eot_only_is_confirmed_by_it() -> None:
    driver = started(PrinterDriver(auto_status=False))
    driver.command(PrintJob("a", b"x\n"), 1.0)
    assert JobState("a", "sent") in all_taken(driver, 1.0)
    assert ended(watched(driver, 1.1, 15.0)) == []
    assert ended(watched(driver, 15.0, 30.0)) == [JobState("a", "confirmed")]
    driver.command(PrintJob("b", b"x\n"), 31.0)
    all_taken(driver, 31.0)
    assert ended(watched(driver, 31.1, 34.0)) == [JobState("b", "confirmed")], "the second time it is known"


def test_an_open_cover_holds_the_proof_until_patience_ends() -> None:
    driver = started(PrinterDriver(auto_status=False))
    driver.command(PrintJob("a", b"x\n"), 1.0)
    all_taken(driver, 1.0)
    assert ended(watched(driver, 1.1, 100.0, b"\x1e")) == []
    assert HangUp("stalled") in watched(driver, 100.0, 130.0, b"\x1e")
    assert JobState("a", "unknown", "device_lost") in driver.closed("stalled", 130.0)


def test_a_late_proof_of_one_job_is_no_proof_of_the_next() -> None:
    driver = started(PrinterDriver(auto_status=False))
    driver.command(PrintJob("a", b"x\n"), 1.0)
    all_taken(driver, 1.0)
    driver.tick(3.0)
    assert ended(driver.tick(4.0)) == [JobState("a", "unknown", "device_timeout")]
    driver.command(PrintJob("b", b"x\n"), 4.0)
    all_taken(driver, 4.0)
    assert ended(driver.received(b"\x00", 4.1)) == []
    assert ended(driver.received(b"\x00", 4.2)) == [JobState("b", "confirmed")]


def test_facts_are_dropped_when_the_printer_falls_silent_and_then_the_line() -> None:
    driver = started(PrinterDriver())
    outputs = [out for tenths in range(2, 400) for out in driver.tick(tenths / 10)]
    assert PrinterState() in outputs
    assert DeviceHealth("printer", "printer", "degraded", "no_answer") in outputs
    assert "HangUp" in [type(out).__name__ for out in outputs]


def test_print_returns_at_once_without_any_port() -> None:
    """Nobody runs the loop: posting still returns."""
    loop = DeviceLoop(PrinterDriver(), lambda: pytest.fail("not opened"), lambda reading: None)
    for number in range(1000):
        loop.post(PrintJob(str(number), LONG))
