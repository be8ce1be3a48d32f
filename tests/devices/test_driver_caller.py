"""The caller-ID driver on its modem: start-up by trial, calls with and without a name, cables."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.devices.rig import Rig

from memberpos.devices.drivers import caller
from memberpos.devices.drivers.base import Send
from memberpos.devices.drivers.caller import CallerDriver
from memberpos.devices.readings import CallEnded, DeviceHealth, IncomingCall
from memberpos.devices.simulator.knobs import Knobs
from memberpos.devices.simulator.modem import ModemModel


@pytest.fixture
def rig(tmp_path: Path):
    with Rig(tmp_path, CallerDriver(line="2"), "caller") as started:
        started.expect_health("ready")
        yield started


def test_a_call_without_a_name_is_known_before_the_second_ring(rig: Rig) -> None:
    rig.bench.ring("caller", "13800000001", cadence_s=1.2, rings=2)
    call = rig.expect(IncomingCall)
    assert (call.number, call.name, call.line) == ("13800000001", None, "2")
    rig.bench.wait("caller", lambda facts: facts["rings"] == 1)


def test_two_lines_are_two_modems(rig: Rig, tmp_path: Path) -> None:
    with Rig(tmp_path / "second", CallerDriver("caller-2", line="1"), "caller-2") as other:
        other.expect_health("ready")
        rig.bench.ring("caller", "13800000001", cadence_s=0.2)
        other.bench.ring("caller-2", "13800000002", cadence_s=0.2)
        calls = [each.expect(IncomingCall) for each in (rig, other)]
    assert [(call.line, call.number) for call in calls] == [("2", "13800000001"), ("1", "13800000002")]


@pytest.mark.parametrize("chunking", ["one", "random", "glue"])
def test_a_name_is_kept_in_any_chunking(tmp_path: Path, chunking: str) -> None:
    with Rig(tmp_path, CallerDriver(), "caller", knobs=Knobs(chunking=chunking)) as rig:
        rig.expect_health("ready")
        rig.bench.ring("caller", "13800000001", name="A=B", cadence_s=0.2, rings=3)
        call = rig.expect(IncomingCall)
        assert (call.number, call.name) == ("13800000001", "A=B")
        rig.wait(lambda facts: not facts["ringing"])
        if chunking == "one":
            rig.expect(CallEnded, timeout_s=12)
        assert len(rig.of(IncomingCall)) == 1


def test_a_withheld_number(rig: Rig) -> None:
    rig.bench.ring("caller", "", withheld="P", cadence_s=0.2)
    call = rig.expect(IncomingCall)
    assert (call.number, call.absence) == (None, "P")


def test_number_before_the_first_ring(rig: Rig) -> None:
    rig.bench.ring("caller", "13800000003", early=True, cadence_s=0.2)
    assert rig.expect(IncomingCall).number == "13800000003"


@pytest.mark.parametrize(
    "knobs", [Knobs(modem_manager=True), Knobs(noise=True, seed=5), Knobs(late_s=0.3), Knobs(echo=True)], ids=str
)
def test_start_up_survives_noise(tmp_path: Path, knobs: Knobs) -> None:
    with Rig(tmp_path, CallerDriver(), "caller", knobs=knobs) as rig:
        rig.expect_health("ready")
        rig.wait(lambda facts: facts["reports"])
        rig.bench.ring("caller", "13800000004", cadence_s=0.2)
        assert rig.expect(IncomingCall).number == "13800000004"


@pytest.mark.parametrize("command", ["AT#CID=1", "AT*ID1"])
def test_the_command_that_this_modem_knows_is_found(tmp_path: Path, command: str) -> None:
    with Rig(tmp_path, CallerDriver(), "caller", model=ModemModel((command,))) as rig:
        rig.expect_health("ready")
        rig.bench.wait("caller", lambda facts: bool(facts["reports"]))


def test_a_modem_without_caller_id_is_degraded(tmp_path: Path) -> None:
    with Rig(tmp_path, CallerDriver(), "caller", model=ModemModel(())) as rig:
        assert rig.expect_health("degraded").detail == "no_caller_id"


@pytest.mark.parametrize("link", ["", "tty-elsewhere"])
@pytest.mark.parametrize("state", ["starting", "ready", "ringing", "known"])
def test_unplugged_in_any_state_it_comes_back(tmp_path: Path, state: str, link: str) -> None:
    with Rig(tmp_path, CallerDriver(), "caller") as rig:
        rig.expect_health("connecting" if state == "starting" else "ready")
        if state in ("ringing", "known"):
            rig.bench.ring("caller", "13800000005", cadence_s=9 if state == "ringing" else 0.2)
        if state == "known":
            rig.expect(IncomingCall)
        rig.bench.unplug("caller")
        if state == "known":
            rig.expect(CallEnded)
        rig.expect_health("lost")
        rig.bench.replug("caller", link)
        rig.expect_health("ready")
        rig.bench.ring("caller", "13800000006", cadence_s=0.2)
        assert rig.expect(IncomingCall).number == "13800000006"


# --- without a wire: the clock is an argument


def test_silence_is_noticed_and_tried_again() -> None:
    driver = CallerDriver()
    driver.opened(0.0)
    health = [out for second in range(1, 9) for out in driver.tick(float(second)) if isinstance(out, DeviceHealth)]
    assert health == [DeviceHealth("caller", "caller", "degraded", "no_answer")]
    assert Send(b"ATZ\r") in driver.tick(8.0 + caller.RETRY_S)


def test_an_error_out_of_turn_starts_over() -> None:
    """A stray OK of ModemManager counted for ours; the real answer comes late, and is no."""
    driver = CallerDriver()
    driver.opened(0.0)
    driver.tick(1.0)
    driver.received(b"\r\nOK\r\n" * len(caller.STAGES), 1.1)
    assert driver.health.state == "ready"
    driver.received(b"\r\nERROR\r\n", 1.2)
    assert Send(b"ATZ\r") in driver.tick(1.2 + caller.QUIET_S)


def test_a_modem_is_told_again_now_and_then_but_not_during_a_call() -> None:
    driver = CallerDriver()
    driver.opened(0.0)
    driver.tick(1.0)
    driver.received(b"\r\nOK\r\n" * len(caller.STAGES), 1.0)
    due_s = 1.0 + caller.REFRESH_S
    driver.received(b"\r\nRING\r\n", due_s - 0.1)
    assert [out for out in driver.tick(due_s) if isinstance(out, Send)] == []
    assert CallEnded("1") not in driver.tick(due_s)
    assert driver.tick(due_s + 8.1), "the call is over"
    again = driver.tick(due_s + 8.1 + caller.RETRY_S)
    assert [out for out in again if isinstance(out, Send)] == [Send(caller.STAGES[-1].commands[0])], "and no reset"
