"""Every chip card reader on its simulator: cards read once, written and proved, cables and cards pulled away.

Most of it on a clock of its own (VirtualRig); the last part with real ptys and threads.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.devices.rig import Rig
from tests.devices.virtual import VirtualRig

from memberpos.devices.drivers.chip_reader import ChipReaderDriver
from memberpos.devices.drivers.er302 import Er302Driver
from memberpos.devices.drivers.kinds import driver_for, line_for
from memberpos.devices.drivers.m1_library import LibraryDriver
from memberpos.devices.drivers.msr605_jobs import CancelJob, EraseCard, WriteCard
from memberpos.devices.drivers.pcsc import PcscDriver
from memberpos.devices.drivers.pn532 import Pn532Driver
from memberpos.devices.drivers.yhy522 import Yhy522Driver
from memberpos.devices.mifare import FACTORY_ACCESS
from memberpos.devices.readings import CardPresented, CardRemoved, WriteProgress, WriteResult
from memberpos.devices.simulator.chips import MifareClassic
from memberpos.devices.simulator.er302 import Er302Model
from memberpos.devices.simulator.knobs import Knobs
from memberpos.devices.simulator.m1_library import LibraryModel
from memberpos.devices.simulator.model import Model
from memberpos.devices.simulator.pcsc import PcscModel
from memberpos.devices.simulator.pn532 import Pn532Model
from memberpos.devices.simulator.yhy522 import Yhy522Model

KINDS: dict[str, tuple[type[ChipReaderDriver], Callable[[], Model]]] = {
    "pn532": (Pn532Driver, Pn532Model),
    "pcsc": (PcscDriver, PcscModel),
    "yhy522": (Yhy522Driver, Yhy522Model),
    "er302": (Er302Driver, Er302Model),
    "m1_library": (LibraryDriver, LibraryModel),
}
WITH_PAGES = [kind for kind in KINDS if kind != "m1_library"]
TEXT = "80000123=12345678"
TRACKS = ("", f";{TEXT}?", "")
WRITE = WriteCard(TRACKS)


def rigged(kind: str, knobs: Knobs | None = None, model: Model | None = None) -> VirtualRig:
    return VirtualRig(driver_for(kind), model or KINDS[kind][1](), knobs)


@pytest.fixture(params=KINDS)
def rig(request: pytest.FixtureRequest) -> VirtualRig:
    started = rigged(request.param)
    started.expect_health("ready")
    return started


def written(rig: VirtualRig, job: WriteCard | EraseCard = WRITE) -> WriteResult:
    rig.post(job)
    return rig.expect(WriteResult)


def change(rig: VirtualRig, card: str, **arguments: object) -> None:
    """Another card, after the one before has gone."""
    rig.do("remove")
    rig.expect(CardRemoved)
    rig.do("present", card=card, **arguments)


def cards(rig: VirtualRig) -> dict[str, str]:
    """Our text on each card."""
    return {name: card["text"] for name, card in rig.model.facts()["cards"].items()}


def test_each_kind_has_its_driver() -> None:
    assert {kind: type(driver_for(kind)) for kind in KINDS} == {kind: made for kind, (made, _) in KINDS.items()}


def test_a_card_is_presented_once_until_it_is_taken_away(rig: VirtualRig) -> None:
    rig.do("present", card="a", text=TEXT)
    card = rig.expect(CardPresented)
    assert (card.number, card.kind, card.tracks, card.source) == ("80000123", "chip", TRACKS, rig.name)
    assert card.uid == rig.model.facts()["cards"]["a"]["uid"].upper()
    change(rig, "b", text="9=1")
    assert rig.expect(CardPresented).number == "9"
    assert len(rig.of(CardPresented)) == 2
    assert rig.of(CardRemoved) == [CardRemoved(rig.name)]


def test_a_card_without_our_text_is_known_by_its_own_number(rig: VirtualRig) -> None:
    rig.do("present", card="a", uid="529D06E3")
    card = rig.expect(CardPresented)
    assert (card.number, card.kind, card.uid) == ("529D06E3", "uid", "529D06E3")


def test_the_shops_own_notation_of_chip_numbers() -> None:
    rig = VirtualRig(driver_for("pn532", "dec_lsb_first"), Pn532Model())
    rig.expect_health("ready")
    rig.do("present", uid="529D06E3")
    assert rig.expect(CardPresented).number == "3808861522"


def test_a_telephone_is_no_member_card(rig: VirtualRig) -> None:
    rig.do("present", card="phone", type="phone")
    assert rig.expect(CardPresented) == CardPresented("", "uid", source=rig.name, fault="random_id")
    change(rig, "a", text=TEXT)
    assert rig.expect(CardPresented).number == "80000123"
    assert len(rig.of(CardPresented)) == 2, "another number at each look is the same telephone"


def test_a_card_of_another_system_is_known_by_its_own_number(rig: VirtualRig) -> None:
    strange = MifareClassic(bytes.fromhex("11223344"))
    for sector in range(16):
        strange.set_keys(sector, b"secret", b"secret", FACTORY_ACCESS)
    rig.model.cards["strange"] = strange
    rig.do("present", card="strange")
    assert rig.expect(CardPresented).number == "11223344"
    assert written(rig) == WriteResult(False, "card_write_failed", {"word": "auth"})


def test_half_a_record_presents_nobody(rig: VirtualRig) -> None:
    rig.do("present", card="a", text=TEXT)
    rig.expect(CardPresented)
    rig.do("remove")
    rig.expect(CardRemoved)
    rig.model.cards["a"].blocks[5][0] ^= 1
    rig.do("present", card="a")
    card = rig.expect(CardPresented)
    assert (card.number, card.fault) == ("", "damaged")


# --- writing


@pytest.mark.parametrize(
    ("kind", "card"), [(kind, "m1") for kind in KINDS] + [(kind, "ntag213") for kind in WITH_PAGES]
)
def test_a_card_is_written_and_read_back(kind: str, card: str) -> None:
    rig = rigged(kind)
    rig.expect_health("ready")
    rig.post(WriteCard(TRACKS))
    assert rig.expect(WriteProgress).step == "hold_to_write"
    facts = rig.do("present", card="new", type=card)
    assert facts["cards"]["new"]["text"] == ""
    assert rig.expect(WriteProgress).step == "hold_to_verify"
    uid = rig.model.facts()["cards"]["new"]["uid"].upper()
    assert rig.expect(WriteResult) == WriteResult(True, "", {"uid": uid})
    assert cards(rig)["new"] == TEXT
    change(rig, "new")
    assert rig.expect(CardPresented).tracks == TRACKS
    assert len(rig.of(CardPresented)) == 1, "the card that was written presents nobody"


def test_a_card_that_lies_there_already_is_written(rig: VirtualRig) -> None:
    rig.do("present", card="a")
    rig.expect(CardPresented)
    assert written(rig).ok


def test_a_card_with_another_number_is_refused(rig: VirtualRig) -> None:
    rig.do("present", card="a", text="7=1")
    assert written(rig) == WriteResult(False, "card_not_blank", {"word": "other_number"})
    assert cards(rig)["a"] == "7=1"
    assert written(rig, WriteCard(TRACKS, overwrite=True)).ok


def test_a_card_is_erased(rig: VirtualRig) -> None:
    rig.do("present", card="a", text=TEXT)
    rig.post(EraseCard())
    assert rig.expect(WriteProgress).step == "hold_to_erase"
    assert rig.expect(WriteResult).ok
    assert cards(rig)["a"] == ""


def test_a_card_pulled_away_is_not_proved(rig: VirtualRig) -> None:
    rig.do("present", card="a", writes_left=1)
    result = written(rig)
    assert (result.ok, result.code) == (False, "card_write_failed")
    change(rig, "a")
    assert written(rig).ok


def test_a_telephone_is_not_written(rig: VirtualRig) -> None:
    rig.do("present", type="phone")
    assert written(rig).facts == {"word": "random_id"}


def test_text_that_no_card_can_hold(rig: VirtualRig) -> None:
    rig.do("present", card="a")
    assert written(rig, WriteCard(("", ";letters?", ""))).facts == {"word": "bad_text"}


def test_cancel_and_time_out_go_back_to_reading(rig: VirtualRig) -> None:
    rig.post(WriteCard(TRACKS))
    rig.expect(WriteProgress)
    rig.post(WriteCard(TRACKS))
    assert rig.expect(WriteResult).code == "device_busy"
    rig.post(CancelJob())
    assert rig.expect(WriteResult).code == "cancelled"
    assert written(rig, WriteCard(TRACKS, timeout_s=0.05)).code == "device_timeout"
    rig.post(CancelJob())
    rig.do("present", card="a", text=TEXT)
    assert rig.expect(CardPresented).number == "80000123"
    assert len(rig.of(WriteResult)) == 3


# --- wires


@pytest.mark.parametrize("kind", ["pn532", "yhy522", "er302"])
@pytest.mark.parametrize(
    "knobs",
    [
        Knobs(chunking="one"),
        Knobs(chunking="random", seed=7),
        Knobs(chunking="glue"),
        Knobs(noise=True, seed=3),
        Knobs(modem_manager=True),
        Knobs(pace_baud=19200),
        Knobs(duplicate=1.0),
        Knobs(late_s=0.05),
    ],
    ids=str,
)
def test_every_wire_gives_the_same_card_once(kind: str, knobs: Knobs) -> None:
    rig = rigged(kind, knobs=knobs)
    rig.expect_health("ready")
    rig.do("present", card="a", text=TEXT)
    assert rig.expect(CardPresented).tracks == TRACKS
    change(rig, "b")
    assert rig.expect(CardPresented).kind == "uid"
    assert written(rig).ok
    assert len(rig.of(CardPresented)) == 2


@pytest.mark.parametrize("kind", ["pn532", "yhy522", "er302"])
def test_a_wire_that_loses_and_changes_bytes_gives_no_wrong_number(kind: str) -> None:
    """Bytes are lost and bits change on the way to the till, for some hours of a busy counter."""
    for seed in range(6):
        rig = rigged(kind, Knobs(seed=seed, drop=0.004, flip=0.004))
        for turn in range(20):
            rig.do("present", card=f"card-{turn}", text=f"{seed}{turn}=12345678")
            rig.expect(CardPresented, lambda card, text=f"{seed}{turn}": card.number == text, 600)
            rig.do("remove")
            rig.wait(2.0)
        known = {f"{seed}{turn}" for turn in range(20)}
        assert {card.number for card in rig.of(CardPresented) if card.kind == "chip"} - {""} == known


@pytest.mark.parametrize("kind", KINDS)
def test_a_silent_reader_is_degraded_and_a_job_ends(kind: str) -> None:
    rig = rigged(kind, Knobs(silent=True))
    assert rig.expect_health("degraded").detail == "no_answer"
    rig.post(WriteCard(TRACKS, timeout_s=5))
    assert rig.expect(WriteResult).code == "device_timeout"
    rig.post(WRITE)
    rig.post(CancelJob())
    assert rig.expect(WriteResult).code == "cancelled"


@pytest.mark.parametrize("job", [None, WriteCard(TRACKS), EraseCard()])
def test_unplugged_in_any_state_it_comes_back(rig: VirtualRig, job: WriteCard | EraseCard | None) -> None:
    if job is not None:
        rig.post(job)
        rig.expect(WriteProgress)
    rig.unplug()
    if job is not None:
        assert rig.expect(WriteResult) == WriteResult(False, "device_lost")
    rig.expect_health("lost")
    rig.post(WriteCard(TRACKS))
    assert rig.expect(WriteResult).code == "device_lost"
    rig.plug()
    rig.expect_health("ready")
    rig.do("present", card="a", text=TEXT)
    assert rig.expect(CardPresented).number == "80000123"


# --- what only one family does


def test_a_pn532_that_swallows_its_first_commands() -> None:
    rig = rigged("pn532", model=Pn532Model(lose_acks=2))
    rig.expect_health("ready")


def test_a_yhy522_in_automatic_mode_is_quieted() -> None:
    rig = rigged("yhy522", model=Yhy522Model(auto=True))
    rig.expect_health("ready")
    assert rig.model.facts()["auto"] is False


def test_an_acr122u_with_old_firmware_passes_commands_through() -> None:
    rig = rigged("pcsc", model=PcscModel(old_firmware=True))
    rig.expect_health("ready")
    rig.do("present", card="a", text=TEXT)
    assert rig.expect(CardPresented).number == "80000123"
    assert written(rig).ok


def test_readers_show_that_a_card_was_written(rig: VirtualRig) -> None:
    rig.do("present", card="a")
    assert written(rig).ok
    if rig.name != "pn532":
        assert rig.model.facts()["signals"] == 1


# --- real ptys, real threads


@pytest.mark.parametrize("kind", KINDS)
def test_on_a_real_wire(tmp_path: Path, kind: str) -> None:
    """Read, write, cable off and on under another name."""
    with Rig(tmp_path, driver_for(kind), kind, knobs=Knobs(chunking="random"), baud=line_for(kind).baud) as rig:
        rig.expect_health("ready")
        rig.do("present", card="a", text="1=2")
        assert rig.expect(CardPresented).number == "1"
        rig.bench.unplug(kind)
        rig.expect_health("lost")
        rig.do("present", card="b")
        rig.bench.replug(kind, "tty-elsewhere")
        rig.expect_health("ready")
        rig.loop.post(WRITE)
        assert rig.expect(WriteResult).ok
        assert rig.bench.facts(kind)["cards"]["b"]["text"] == TEXT


@pytest.mark.parametrize("kind", ["pn532", "yhy522", "er302"])
def test_a_reader_at_another_speed_is_degraded(tmp_path: Path, kind: str) -> None:
    with Rig(tmp_path, driver_for(kind), kind, knobs=Knobs(line_baud=9600), baud=line_for(kind).baud) as rig:
        assert rig.expect_health("degraded").detail == "no_answer"
