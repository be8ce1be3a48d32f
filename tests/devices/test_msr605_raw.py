"""Cards that are not of ISO 7811, on the simulated writer: bits in, the same bits out, settings put back."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from tests.devices.virtual import VirtualRig

from memberpos.devices import iso7811
from memberpos.devices.drivers.msr605 import Msr605Driver
from memberpos.devices.drivers.msr605_jobs import (
    USUAL_BPC,
    CancelJob,
    ReadRaw,
    WriteCard,
    WriteRaw,
    differing_raw,
    mirrored,
    settings_of,
    texts_of,
)
from memberpos.devices.readings import CardPresented, RawStripes, WriteProgress, WriteResult
from memberpos.devices.simulator.knobs import Knobs
from memberpos.devices.simulator.msr605 import Msr605Model

STRIPE = st.binary(min_size=1, max_size=40).filter(lambda raw: raw.strip(b"\0") != b"")


def ready(knobs: Knobs | None = None) -> VirtualRig:
    rig = VirtualRig(Msr605Driver(), Msr605Model(), knobs)
    rig.expect_health("ready")
    return rig


@settings(max_examples=25)
@given(one=STRIPE, two=STRIPE, seed=st.integers(0, 99))
def test_bits_come_back_as_they_were_written(one: bytes, two: bytes, seed: int) -> None:
    rig = ready(Knobs(chunking="random", seed=seed))
    rig.post(WriteRaw((one, two, b""), bpi=(75, 210, 75), bpc=(7, 5, 5)))
    assert rig.expect(WriteProgress).step == "swipe_to_write"
    rig.do("swipe", card="a")
    assert rig.expect(WriteProgress).step == "swipe_to_verify"
    rig.do("swipe", card="a")
    assert rig.expect(WriteResult).ok
    rig.wait(3.0)
    assert rig.model.facts()["bpc"] == list(USUAL_BPC), "cards of ISO are written as before"
    rig.post(ReadRaw())
    assert rig.expect(WriteProgress).step == "swipe_to_read"
    rig.do("swipe", card="a")
    stripes = rig.expect(RawStripes)
    assert (stripes.ok, stripes.tracks) == (True, (one, two, b""))


def test_what_an_iso_card_says_bit_by_bit() -> None:
    rig = ready()
    rig.do("present", card="a", tracks=["%AB?", ";800001=1?", ""])
    rig.post(ReadRaw())
    rig.expect(WriteProgress)
    rig.do("swipe", card="a")
    stripes = rig.expect(RawStripes)
    assert stripes.texts == ("%AB?", ";800001=1?", "")
    assert texts_of((b"\xff", b"", b"")) == ("", "", "")
    rig.wait(1.0)
    rig.do("swipe", card="a")
    assert rig.expect(CardPresented).number == "800001", "armed for cards again"


def test_other_bits_than_were_wanted_are_told() -> None:
    rig = ready()
    rig.post(WriteRaw((b"", b"\x55\x55", b"")))
    rig.expect(WriteProgress)
    rig.do("swipe", card="a")
    rig.expect(WriteProgress)
    rig.do("swipe", card="b", tracks=["", ";1?", ""])
    result = rig.expect(WriteResult)
    assert (result.code, result.facts) == ("card_mismatch", {"tracks": [2]})
    wanted = iso7811.pack_write(iso7811.encode_chars(2, ";12?"), 5)
    assert differing_raw((b"", wanted, b""), (b"", mirrored(wanted) + b"\0", b"")) == []
    assert differing_raw((b"", wanted, b""), None) == [2]


def test_settings_that_no_device_has_are_refused() -> None:
    rig = ready()
    rig.post(WriteRaw((b"\x01", b"", b""), bpi=(100, 75, 210)))
    assert rig.expect(WriteResult).facts == {"word": "bad_setting"}
    rig.post(WriteRaw((b"\x01" * 300, b"", b"")))
    assert rig.expect(WriteResult).facts == {"word": "bad_text"}
    with pytest.raises(ValueError, match="bpc"):
        settings_of((210, 75, 210), (9, 5, 5))


def test_every_order_ends_once() -> None:
    rig = ready()
    rig.post(ReadRaw(timeout_s=5.0))
    rig.post(WriteCard(("", ";1?", "")))
    assert rig.expect(WriteResult).code == "device_busy"
    assert rig.expect(RawStripes).code == "device_timeout"
    rig.post(ReadRaw())
    rig.expect(WriteProgress)
    rig.post(CancelJob())
    assert rig.expect(RawStripes).code == "cancelled"
    rig.post(ReadRaw())
    rig.unplug()
    assert rig.expect(RawStripes).code == "device_lost"
    rig.post(ReadRaw())
    assert rig.of(RawStripes)[-1].code == "device_lost"
