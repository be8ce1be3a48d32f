"""APDUs and ATRs of PC/SC part 3, as the manuals print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.devices import pcsc_apdu
from memberpos.devices.pcsc_apdu import Apdu, Atr, Response

KEY = b"\xff" * 6
ATR_1K = bytes.fromhex("3b8f8001804f0ca000000306030001000000006a")


@pytest.mark.parametrize(
    ("made", "hex_"),
    [
        (pcsc_apdu.get_uid(), "ffca000000"),
        (pcsc_apdu.load_key(KEY), "ff82000006ffffffffffff"),
        (pcsc_apdu.authenticate(4), "ff860000050100046000"),
        (pcsc_apdu.authenticate(4, 1, key_b=True), "ff860000050100046101"),
        (pcsc_apdu.read(4), "ffb0000410"),
        (pcsc_apdu.update(5, bytes(4)), "ffd600050400000000"),
        (pcsc_apdu.direct(bytes.fromhex("d44a0100")), "ff00000004d44a0100"),
        (pcsc_apdu.change_value(5, pcsc_apdu.VALUE_STORE, -2), "ffd700050500fffffffe"),
        (pcsc_apdu.copy_value(5, 6), "ffd70005020306"),
        (pcsc_apdu.get_response(17), "ffc0000011"),
    ],
)
def test_commands(made: bytes, hex_: str) -> None:
    assert made.hex() == hex_


def test_atrs() -> None:
    assert pcsc_apdu.storage_atr(1) == ATR_1K
    assert pcsc_apdu.parse_atr(ATR_1K) == Atr(True, 0x08)
    assert pcsc_apdu.parse_atr(pcsc_apdu.storage_atr(2)) == Atr(True, 0x18)
    assert pcsc_apdu.parse_atr(pcsc_apdu.storage_atr(3)) == Atr(True, 0x00)
    assert pcsc_apdu.parse_atr(pcsc_apdu.storage_atr(0xF004)) == Atr(True, None)
    assert pcsc_apdu.parse_atr(bytes.fromhex("3b8180018080")) == Atr(False)


@given(st.binary(max_size=40))
def test_any_atr_is_read(raw: bytes) -> None:
    pcsc_apdu.parse_atr(raw)


@pytest.mark.parametrize(
    ("raw", "want"),
    [
        ("00a40400", Apdu(0, 0xA4, 4, 0)),
        ("ffca000000", Apdu(0xFF, 0xCA, 0, 0, le=0)),
        ("ff820000021122", Apdu(0xFF, 0x82, 0, 0, b"\x11\x22")),
        ("ff82000002112203", Apdu(0xFF, 0x82, 0, 0, b"\x11\x22", 3)),
        ("ff8200", None),
        ("ff8200000211", None),
        ("ff820000021122aabb", None),
    ],
)
def test_parts_of_an_apdu(raw: str, want: Apdu | None) -> None:
    assert pcsc_apdu.parse_apdu(bytes.fromhex(raw)) == want


def test_responses() -> None:
    assert pcsc_apdu.parse_response(b"\x01\x90\x00") == Response(b"\x01", 0x9000)
    assert pcsc_apdu.parse_response(b"\x90") is None
    waiting = pcsc_apdu.parse_response(b"\x61\x11")
    assert waiting is not None
    assert (waiting.more, waiting.ok) == (0x11, False)
