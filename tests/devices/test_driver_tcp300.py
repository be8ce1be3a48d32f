"""The rewritable-card printer on its simulator: cards in and out, faces, stripes, blocks lost and damaged."""

from __future__ import annotations

from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from tests.devices.rig import Rig
from tests.devices.virtual import VirtualRig

from memberpos.devices import tcp300
from memberpos.devices.drivers.kinds import driver_for
from memberpos.devices.drivers.msr605_jobs import CancelJob, EraseCard, WriteCard
from memberpos.devices.drivers.tcp300 import HOLD_S, PrintFace, ReturnCard, Tcp300Driver
from memberpos.devices.readings import (
    CardFace,
    CardPresented,
    CardRemoved,
    DeviceHealth,
    WriteProgress,
    WriteResult,
)
from memberpos.devices.simulator.knobs import Knobs
from memberpos.devices.simulator.tcp300 import Tcp300Model
from memberpos.devices.tcp300 import Block, BlockDecoder, Control, TextCommand

FACE = ("会员 张三", "余额 128.50", "2026-11-26")


def ready(knobs: Knobs | None = None) -> VirtualRig:
    rig = VirtualRig(Tcp300Driver(), Tcp300Model(), knobs)
    rig.expect_health("ready")
    return rig


# --- codec


@given(
    data=st.binary(max_size=60).map(lambda raw: raw.replace(b"\2", b"").replace(b"\3", b"")),
    command=st.integers(0x21, 0x96),
)
def test_a_block_comes_out_as_it_went_in(data: bytes, command: int) -> None:
    noise = bytes((tcp300.ACK, tcp300.STX)) + b"cut off"
    events = BlockDecoder().feed(noise + tcp300.encode(command, data) + bytes((tcp300.DLE,)))
    assert events == [Control(tcp300.ACK), Block(command, data), Control(tcp300.DLE)]


@given(at=st.integers(1, 8), bit=st.integers(0, 7))
def test_a_damaged_block_is_never_good(at: int, bit: int) -> None:
    raw = bytearray(tcp300.encode(0x41, b"0,0,23,A"))
    raw[at] ^= 1 << bit
    blocks = [event for event in BlockDecoder().feed(bytes(raw) + b"\0" * 4) if isinstance(event, Block)]
    assert not any(block.good for block in blocks)


def test_what_a_block_cannot_hold() -> None:
    for data in (b"\x03", b"\x02", bytes(tcp300.MAX_DATA + 1)):
        with pytest.raises(ValueError, match="block"):
            tcp300.encode(0x41, data)


@given(text=st.text(max_size=30))
def test_any_text_can_be_printed(text: str) -> None:
    data = tcp300.text_data(TextCommand(2, 0, 53, text))
    tcp300.encode(0x41, data)
    parsed = tcp300.parse_text(data)
    assert parsed is not None
    assert (parsed.mode, parsed.x, parsed.y) == (2, 0, 53)


def test_characters_of_the_two_byte_part_only() -> None:
    assert tcp300.gb_text("会a𠮷\n¥") == "会a???".encode("gb18030")
    assert tcp300.fitting("会" * 20) == "会" * 13
    assert tcp300.parse_text(b"9,0,0,x") is None
    assert [tcp300.rank(status) for status in (0x20, 0x42, 0x33, 0x22)] == ["", "A", "B", "C"]
    assert tcp300.discharge_erase_print(b"0,1,1") == tcp300.discharge_erase_print(b"011") == (0, 1, 1)
    assert tcp300.discharge_erase_print(b"2,1,1") is None


# --- driver


@pytest.mark.parametrize("chunking", ["whole", "one", "random", "glue"])
def test_a_card_is_read_gets_a_face_and_comes_out(chunking: str) -> None:
    rig = ready(Knobs(chunking=chunking, noise=True))
    rig.do("insert", card="a", track="800001=1")
    card = rig.expect(CardPresented)
    assert (card.number, card.tracks, card.source) == ("800001", ("", "800001=1", ""), "tcp300")
    assert rig.model.facts()["inside"] == "a"
    rig.post(PrintFace(FACE))
    assert rig.expect(CardFace).ok
    rig.expect(CardRemoved)
    facts = rig.model.facts()
    assert (facts["faces"]["a"], facts["waiting"], facts["prints"]) == (list(FACE), "a", 1)
    rig.wait(5.0)
    assert len(rig.of(CardPresented)) == 1, "a card that was not taken is not read again"
    rig.do("insert", card="a")
    rig.expect(CardPresented)
    rig.post(PrintFace(("余额 9.00",)))
    rig.expect(CardFace)
    assert rig.model.facts()["faces"]["a"] == ["余额 9.00"], "what stood there is gone"


def test_more_lines_and_longer_ones_than_fit() -> None:
    rig = ready()
    rig.do("insert", card="a", track="1")
    rig.expect(CardPresented)
    rig.post(PrintFace(tuple("会" * 40 for _ in range(40))))
    assert rig.expect(CardFace).ok
    assert len(rig.model.facts()["faces"]["a"]) == tcp300.MAX_LINES


def test_a_card_that_nobody_wants_comes_out_again() -> None:
    rig = ready()
    rig.do("insert", track="1")
    rig.expect(CardPresented)
    begun_s = rig.now_s
    rig.expect(CardRemoved, within_s=HOLD_S + 10)
    assert HOLD_S - 3 < rig.now_s - begun_s < HOLD_S + 5
    rig.do("insert", track="2")
    rig.expect(CardPresented)
    rig.post(ReturnCard())
    rig.expect(CardRemoved, within_s=2.0)


def test_an_unreadable_card_is_told() -> None:
    rig = ready()
    rig.do("insert", fault="unreadable")
    assert rig.expect(CardPresented).fault == "unreadable"


def test_a_face_without_a_card_is_refused() -> None:
    rig = ready()
    rig.post(PrintFace(FACE))
    assert rig.expect(CardFace).code == "card_mismatch"
    rig.unplug()
    rig.post(PrintFace(FACE))
    assert rig.of(CardFace)[-1].code == "device_lost"


def test_a_stripe_is_written_and_read_back() -> None:
    rig = ready()
    rig.post(WriteCard(("", ";800002=7?", "")))
    assert rig.expect(WriteProgress).step == "swipe_to_write"
    rig.do("insert", card="new", track="")
    assert rig.expect(WriteResult).ok
    rig.expect(CardRemoved)
    assert rig.model.facts()["tracks"]["new"] == "800002=7"
    assert rig.of(CardPresented) == []
    rig.post(EraseCard((2,)))
    rig.do("insert", card="new")
    assert rig.expect(WriteResult).ok


def test_a_card_inside_is_not_overwritten_by_an_order_for_another() -> None:
    rig = ready()
    rig.do("insert", card="theirs", track="800001")
    rig.expect(CardPresented)
    rig.post(WriteCard(("", ";800002?", "")))
    rig.expect(CardRemoved)
    assert rig.model.facts()["tracks"]["theirs"] == "800001"
    rig.expect(WriteProgress)
    rig.do("insert", card="new", track="")
    assert rig.expect(WriteResult).ok


@pytest.mark.parametrize(
    ("tracks", "word"),
    [(("%A?", "", ""), "no_such_track"), (("", "ABC", ""), "bad_text"), (("", "", ""), "no_such_track")],
)
def test_what_the_model_cannot_write(tracks: tuple[str, str, str], word: str) -> None:
    rig = ready()
    rig.post(WriteCard(tracks))
    rig.do("insert", track="")
    result = rig.expect(WriteResult)
    assert (result.code, result.facts) == ("card_write_failed", {"word": word})


def test_waiting_for_a_card_ends_by_time_or_by_hand() -> None:
    rig = ready()
    rig.post(WriteCard(("", "1", ""), timeout_s=5.0))
    assert rig.expect(WriteResult).code == "device_timeout"
    rig.post(WriteCard(("", "1", "")))
    rig.post(WriteCard(("", "2", "")))
    assert rig.expect(WriteResult).code == "device_busy"
    rig.post(CancelJob())
    assert rig.expect(WriteResult).code == "cancelled"


@pytest.mark.parametrize(("action", "word"), [("cover-open", "cover_open"), ("jam", "card_jam")])
def test_trouble_is_named_and_passes(action: str, word: str) -> None:
    rig = ready()
    rig.do(action)
    assert rig.expect_health("degraded").detail == word
    rig.do("cover-close") if action == "cover-open" else rig.do("jam", on=False)
    rig.expect_health("ready")


@settings(max_examples=20)
@given(action=st.sampled_from(["refuse", "damage"]), times=st.integers(1, 2), seed=st.integers(0, 99))
def test_blocks_refused_or_damaged_are_sent_again(action: str, times: int, seed: int) -> None:
    rig = ready(Knobs(chunking="random", seed=seed))
    rig.do("insert", card="a", track="800001")
    rig.expect(CardPresented)
    rig.do(action, times=times)
    rig.post(PrintFace(FACE))
    assert rig.expect(CardFace).ok
    assert rig.model.facts()["faces"]["a"] == list(FACE)
    assert rig.model.facts()["prints"] == 1, "and printed once"


def test_a_silent_device_is_degraded_and_reset_until_it_answers() -> None:
    rig = VirtualRig(Tcp300Driver(), Tcp300Model(), Knobs(silent=True))
    assert rig.expect_health("degraded").detail == "no_answer"


def test_unplugged_with_a_card_inside() -> None:
    rig = ready()
    rig.do("insert", card="a", track="800001")
    rig.expect(CardPresented)
    rig.post(PrintFace(FACE))
    rig.unplug()
    rig.expect(CardRemoved)
    assert rig.of(CardFace)[-1].code in ("device_lost", "")
    rig.plug()
    rig.expect_health("ready")
    rig.do("insert", card="a")
    rig.expect(CardPresented)


def test_three_tracks() -> None:
    rig = VirtualRig(driver_for("tcp310"), Tcp300Model())
    rig.expect_health("ready")
    rig.do("insert", card="a", track="800001")
    rig.expect(CardPresented)
    rig.post(ReturnCard())
    rig.expect(CardRemoved)
    rig.post(WriteCard(("%AB^C?", ";800001?", "")))
    rig.do("insert", card="a")
    assert rig.expect(WriteResult).ok
    rig.do("insert", card="a")
    assert rig.expect(CardPresented).tracks == ("AB^C", "800001", "")


def test_on_a_real_wire(tmp_path: Path) -> None:
    with Rig(tmp_path, Tcp300Driver(), "tcp300") as rig:
        rig.expect_health("ready")
        rig.do("insert", card="a", track="800001")
        assert rig.expect(CardPresented).number == "800001"
        rig.loop.post(PrintFace(FACE))
        assert rig.expect(CardFace).ok
        rig.wait(lambda facts: facts["faces"]["a"] == list(FACE))
        assert [health.state for health in rig.of(DeviceHealth)] == ["connecting", "ready"]
