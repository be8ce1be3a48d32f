"""The MSR605 driver on its simulator: swipes, writes proved by a second swipe, cables pulled at the worst moment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.devices.rig import Rig

from memberpos.devices.drivers.msr605 import Msr605Driver
from memberpos.devices.drivers.msr605_jobs import CancelJob, EraseCard, WriteCard
from memberpos.devices.iso7811 import card_number
from memberpos.devices.readings import CardPresented, DeviceHealth, WriteProgress, WriteResult
from memberpos.devices.simulator.knobs import Knobs
from memberpos.devices.simulator.msr605 import Msr605Model

TRACKS = ["%B800001^MEMBER?", ";800001=9912?", ""]
READ = tuple(TRACKS)


def armed(what: str) -> Callable[[dict[str, object]], bool]:
    return lambda facts: facts["armed"] == what


@pytest.fixture
def rig(tmp_path: Path):
    with Rig(tmp_path, Msr605Driver(), "msr605") as started:
        started.expect_health("ready")
        started.wait(armed("iso_read"))
        yield started


def test_a_swipe_is_a_card_and_the_reader_stays_armed(rig: Rig) -> None:
    rig.bench.swipe("msr605", TRACKS)
    assert rig.expect(CardPresented) == CardPresented("800001", "magstripe", READ, "msr605")
    rig.wait(armed("iso_read"))
    rig.bench.swipe("msr605", ["", ";123456?", ""], card="other")
    assert rig.expect(CardPresented).number == "123456"


def test_an_unreadable_card_is_presented_without_a_number(rig: Rig) -> None:
    rig.bench.swipe("msr605", TRACKS, fault="speed")
    assert rig.expect(CardPresented).number == ""
    rig.wait(armed("iso_read"))


@pytest.mark.parametrize(
    "knobs",
    [
        Knobs(chunking="one"),
        Knobs(chunking="random", seed=7),
        Knobs(chunking="glue"),
        Knobs(noise=True, seed=3),
        Knobs(pace_baud=9600),
        Knobs(late_s=0.2),
        Knobs(duplicate=1.0),
        Knobs(echo=True),
    ],
    ids=str,
)
def test_every_wire_gives_the_same_card_once(tmp_path: Path, knobs: Knobs) -> None:
    with Rig(tmp_path, Msr605Driver(), "msr605", knobs=knobs) as rig:
        rig.expect_health("ready")
        rig.wait(armed("iso_read"))
        rig.bench.swipe("msr605", TRACKS)
        assert rig.expect(CardPresented).tracks == READ
        rig.wait(armed("iso_read"))
        rig.bench.swipe("msr605", ["", ";99?", ""], card="last")
        assert rig.expect(CardPresented).number == "99"
        assert [card.number for card in rig.of(CardPresented)] == ["800001", "99"]


def test_a_test_answer_without_its_escape_is_accepted(tmp_path: Path) -> None:
    with Rig(tmp_path, Msr605Driver(), "msr605", model=Msr605Model(lone_test_answer=True)) as rig:
        rig.expect_health("ready")


@pytest.mark.parametrize("hico", [True, False])
def test_a_card_is_written_and_read_back(rig: Rig, hico: bool) -> None:
    rig.loop.post(WriteCard(("", ";800002?", ""), hico=hico))
    assert rig.expect(WriteProgress).step == "swipe_to_write"
    assert rig.wait(armed("iso_write"))["hico"] is hico
    rig.bench.swipe("msr605", card="blank")
    assert rig.expect(WriteProgress).step == "swipe_to_verify"
    rig.wait(armed("iso_read"))
    assert rig.bench.swipe("msr605", card="blank")["cards"]["blank"] == ["", ";800002?", ""]
    assert rig.expect(WriteResult) == WriteResult(True)
    rig.wait(armed("iso_read"))
    assert rig.of(CardPresented) == [], "the swipe that proves a card presents nobody"
    rig.bench.swipe("msr605", card="blank")
    assert rig.expect(CardPresented).number == "800002"


def test_another_card_at_the_second_swipe_is_a_mismatch(rig: Rig) -> None:
    rig.loop.post(WriteCard(("", ";800003?", "")))
    rig.wait(armed("iso_write"))
    rig.bench.swipe("msr605", card="new")
    rig.expect(WriteProgress, lambda progress: progress.step == "swipe_to_verify")
    rig.wait(armed("iso_read"))
    rig.bench.swipe("msr605", ["", ";1?", ""], card="other")
    assert rig.expect(WriteResult) == WriteResult(False, "card_mismatch", {"tracks": [2]})


def test_a_bad_swipe_is_asked_for_again_then_refused(rig: Rig) -> None:
    rig.loop.post(WriteCard(("", ";800004?", "")))
    for _ in range(3):
        rig.expect(WriteProgress, lambda progress: progress.step == "swipe_to_write")
        rig.wait(armed("iso_write"))
        rig.bench.swipe("msr605", card="new", fault="speed")
    assert rig.expect(WriteResult) == WriteResult(False, "card_write_failed", {"status": 0x39})
    rig.wait(armed("iso_read"))


def test_text_that_no_track_can_hold_is_refused(rig: Rig) -> None:
    rig.loop.post(WriteCard(("", ";letters?", "")))
    assert rig.expect(WriteResult).code == "card_write_failed"
    rig.wait(armed("iso_read"))


def test_a_card_is_erased(rig: Rig) -> None:
    rig.do("present", card="old", tracks=TRACKS)
    rig.loop.post(EraseCard((2, 3)))
    assert rig.expect(WriteProgress).step == "swipe_to_erase"
    rig.wait(armed("erase"))
    rig.bench.swipe("msr605")
    assert rig.expect(WriteResult).ok
    assert rig.bench.facts("msr605")["cards"]["old"] == [TRACKS[0], "", ""]


def test_cancel_and_time_out_go_back_to_reading(rig: Rig) -> None:
    rig.loop.post(WriteCard(("", ";1?", "")))
    rig.wait(armed("iso_write"))
    rig.loop.post(WriteCard(("", ";2?", "")))
    assert rig.expect(WriteResult).code == "device_busy"
    rig.loop.post(CancelJob())
    assert rig.expect(WriteResult).code == "cancelled"
    rig.wait(armed("iso_read"))
    rig.loop.post(WriteCard(("", ";1?", ""), timeout_s=0.1))
    assert rig.expect(WriteResult).code == "device_timeout"
    rig.wait(armed("iso_read"))


def test_a_reader_at_another_speed_is_degraded(tmp_path: Path) -> None:
    with Rig(tmp_path, Msr605Driver(), "msr605", knobs=Knobs(line_baud=9600), baud=19200) as rig:
        assert rig.expect_health("degraded").detail == "no_answer"


# --- cables


def write_job(rig: Rig) -> None:
    rig.loop.post(WriteCard(("", ";5?", "")))
    rig.wait(armed("iso_write"))


def verify_job(rig: Rig) -> None:
    write_job(rig)
    rig.bench.swipe("msr605", card="new")
    rig.expect(WriteProgress, lambda progress: progress.step == "swipe_to_verify")


def erase_job(rig: Rig) -> None:
    rig.loop.post(EraseCard())
    rig.wait(armed("erase"))


@pytest.mark.parametrize("link", ["", "tty-elsewhere"])
@pytest.mark.parametrize("state", [None, write_job, verify_job, erase_job])
def test_unplugged_in_any_state_it_comes_back(rig: Rig, state: Callable[[Rig], None] | None, link: str) -> None:
    if state:
        state(rig)
    rig.bench.unplug("msr605")
    if state:
        assert rig.expect(WriteResult) == WriteResult(False, "device_lost")
    rig.expect_health("lost")
    rig.loop.post(WriteCard(("", ";5?", "")))
    assert rig.expect(WriteResult).code == "device_lost"
    rig.bench.replug("msr605", link)
    rig.expect_health("ready")
    rig.wait(armed("iso_read"))
    rig.bench.swipe("msr605", TRACKS, card="member")
    assert rig.expect(CardPresented).number == "800001"


def test_unplugged_while_starting_it_comes_back(tmp_path: Path) -> None:
    with Rig(tmp_path, Msr605Driver(), "msr605") as rig:
        rig.expect_health("connecting")
        rig.bench.unplug("msr605")
        rig.expect_health("lost")
        rig.bench.replug("msr605")
        rig.expect_health("ready")


def test_unplugged_inside_a_block_presents_nothing(tmp_path: Path) -> None:
    with Rig(tmp_path, Msr605Driver(), "msr605", knobs=Knobs(pace_baud=600)) as rig:
        rig.expect_health("ready")
        rig.wait(armed("iso_read"))
        rig.bench.swipe("msr605", TRACKS)
        rig.bench.unplug("msr605")
        rig.expect_health("lost")
        rig.bench.replug("msr605")
        rig.expect_health("ready")
        assert rig.of(CardPresented) == []


def test_readings_end_with_off(tmp_path: Path) -> None:
    with Rig(tmp_path, Msr605Driver(), "msr605") as rig:
        rig.expect_health("ready")
    assert rig.readings[-1] == DeviceHealth("msr605", "reader", "off", "stopped")


@pytest.mark.parametrize(
    ("tracks", "number"),
    [
        (("%B123^X?", ";800001=99?", ""), "800001"),
        (("%B123^X?", "", ""), "123"),
        (("%NO.800001?", "", ""), "NO.800001"),
        (("", "", ";77=1?"), "77"),
        (("", "", ""), ""),
    ],
)
def test_card_number(tracks: tuple[str, str, str], number: str) -> None:
    assert card_number(tracks) == number
