"""ID card readers on their simulator: one presentation a card, however often the reader repeats its number."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.devices.rig import Rig
from tests.devices.virtual import VirtualRig

from memberpos.devices.drivers.kinds import driver_for
from memberpos.devices.drivers.rdm6300 import GONE_S, Rdm6300Driver
from memberpos.devices.rdm6300 import Variant, encode
from memberpos.devices.readings import CardPresented, CardRemoved
from memberpos.devices.simulator.knobs import Knobs
from memberpos.devices.simulator.rdm6300 import Rdm6300Model
from memberpos.domain.errors import PosError

CODE = "0D00319CD0"


def rigged(variant: Variant = Variant.XOR, knobs: Knobs | None = None, notation: str = "") -> VirtualRig:
    return VirtualRig(driver_for("rdm6300", notation), Rdm6300Model(variant), knobs)


def test_a_card_that_lies_there_is_presented_once() -> None:
    rig = rigged()
    rig.do("present", code=CODE)
    card = rig.expect(CardPresented)
    assert (card.number, card.kind, card.uid, card.source) == ("0003251408", "uid", CODE, "rdm6300")
    rig.wait(600)
    rig.do("remove")
    removed_s = rig.now_s
    rig.expect(CardRemoved)
    assert rig.now_s - removed_s <= GONE_S
    rig.do("present", code=CODE)
    rig.expect(CardPresented)
    assert len(rig.of(CardPresented)) == 2


def test_another_card_right_after() -> None:
    rig = rigged()
    rig.do("present", code=CODE)
    rig.wait(0.3)
    rig.do("present", code="01000734E0")
    rig.wait(0.3)
    assert [card.uid for card in rig.of(CardPresented)] == [CODE, "01000734E0"]
    assert rig.of(CardRemoved) == [CardRemoved("rdm6300")]


@pytest.mark.parametrize("variant", [Variant.XOR_BYTE, Variant.SUM, Variant.LINE])
def test_clones_are_found_out(variant: Variant) -> None:
    rig = rigged(variant)
    rig.do("present", code=CODE)
    assert rig.expect(CardPresented).uid == CODE
    rig.do("remove")
    rig.expect(CardRemoved)


def test_flickering_frames_are_never_presented() -> None:
    rig = rigged()
    rig.do("present", code=CODE, flicker=4)
    assert rig.expect(CardPresented).uid == CODE
    rig.wait(5)
    assert len(rig.of(CardPresented)) == 1


@pytest.mark.parametrize(
    "knobs",
    [
        Knobs(chunking="one"),
        Knobs(chunking="glue"),
        Knobs(noise=True),
        Knobs(duplicate=1.0),
        Knobs(seed=2, drop=0.01, flip=0.01),
    ],
    ids=str,
)
def test_every_wire_gives_the_same_card_once(knobs: Knobs) -> None:
    rig = rigged(knobs=knobs)
    rig.do("present", code=CODE)
    rig.wait(20)
    rig.do("remove")
    rig.wait(5)
    assert {card.uid for card in rig.of(CardPresented)} == {CODE}
    assert len(rig.of(CardPresented)) == len(rig.of(CardRemoved)) == 1


@pytest.mark.parametrize(
    ("notation", "number", "other"),
    [
        ("", "0003251408", "055837826256"),
        ("8H-10D", "0003251408", CODE),
        ("2H.4H", "049,40144", "0003251408"),
        ("6H-8D", "03251408", "049 40144"),
        ("10H", CODE, "0003251408"),
    ],
)
def test_the_shops_notation(notation: str, number: str, other: str) -> None:
    rig = rigged(notation=notation)
    rig.do("present", code=CODE)
    card = rig.expect(CardPresented)
    assert card.number == number
    assert other in card.others
    assert number not in card.others


def test_a_cable_pulled_forgets_the_card() -> None:
    rig = rigged()
    rig.do("present", code=CODE)
    rig.expect(CardPresented)
    rig.unplug()
    rig.expect_health("lost")
    rig.plug()
    rig.do("present", code=CODE)
    rig.expect(CardPresented)
    assert len(rig.of(CardPresented)) == 2


def test_a_reader_told_which_clone_it_is() -> None:
    driver = Rdm6300Driver(variant=Variant.LINE_DECIMAL)
    driver.opened(0.0)
    (card,) = driver.received(encode(bytes.fromhex(CODE), Variant.LINE_DECIMAL), 0.0)
    assert isinstance(card, CardPresented)
    assert card.number == "0003251408"


@pytest.mark.parametrize("code", ["xx", "00"])
def test_an_operator_may_not_hold_nonsense_to_it(code: str) -> None:
    with pytest.raises(PosError):
        rigged().do("present", code=code)


def test_on_a_real_wire(tmp_path: Path) -> None:
    with Rig(tmp_path, driver_for("rdm6300"), "rdm6300") as rig:
        rig.expect_health("ready")
        rig.do("present", code=CODE)
        assert rig.expect(CardPresented).uid == CODE
        rig.do("remove")
        rig.expect(CardRemoved)
