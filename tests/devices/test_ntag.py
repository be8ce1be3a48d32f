"""Type 2 cards: products, check bytes, blocks of the data area, NDEF records."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.devices import ntag

LOCKS = bytes.fromhex("0103a00c340300fe")
URL = bytes.fromhex("d1010b5504676f6f676c652e636f6d")


@pytest.mark.parametrize(
    ("data", "name", "last"),
    [
        ("0004040201000f03", "NTAG213", 39),
        ("0004040201001103", "NTAG215", 129),
        ("0004040201001303", "NTAG216", 225),
        ("0004030101000b03", "Mifare Ultralight EV1 (MF0UL11)", 15),
        ("0004040201007f03", "", 0),
    ],
)
def test_products(data: str, name: str, last: int) -> None:
    product = ntag.parse_version(bytes.fromhex(data))
    assert product == ntag.Product(name, last, 4)


@pytest.mark.parametrize("data", ["", "00040402", "0104040201000f03", "0004040201000f0300"])
def test_no_version(data: str) -> None:
    assert ntag.parse_version(bytes.fromhex(data)) is None


@given(st.binary(min_size=7, max_size=7), st.integers(0, 71))
def test_uids_have_check_bytes(uid: bytes, bit: int) -> None:
    pages = ntag.uid_pages(uid)
    assert ntag.uid_of(pages) == uid
    changed = bytearray(pages)
    changed[bit // 8] ^= 1 << bit % 8
    assert ntag.uid_of(bytes(changed)) is None


@given(st.binary(max_size=200), st.binary(max_size=9))
def test_a_message_is_found_behind_lock_blocks(message: bytes, after: bytes) -> None:
    area = LOCKS[:5] + ntag.ndef_tlv(message) + after
    assert ntag.ndef_message(area) == message
    assert ntag.ndef_place(area) == 5
    assert ntag.complete(area)
    assert not ntag.complete(area[: 5 + 1 + len(message)])


def test_blank_areas() -> None:
    assert ntag.ndef_message(bytes(48)) is None
    assert ntag.ndef_place(bytes(48)) == 0
    assert ntag.ndef_place(LOCKS) == 5
    assert not ntag.complete(bytes(48))
    assert ntag.complete(LOCKS[:5] + b"\xfe")


def test_long_lengths_and_cut_blocks() -> None:
    area = b"\x03\xff\x01\x00" + bytes(256)
    assert ntag.ndef_message(area) == bytes(256)
    assert ntag.ndef_message(area[:-1]) is None
    assert ntag.ndef_message(b"\x03") is None
    with pytest.raises(ValueError, match="length"):
        ntag.ndef_tlv(bytes(255))


def test_records() -> None:
    mine = ntag.external_record("memberpos:c", b"1=2")
    assert ntag.records(mine) == [ntag.Record(4, b"memberpos:c", b"1=2")]
    assert ntag.records(URL) == [ntag.Record(1, b"U", b"\x04google.com")]
    long = bytes((0xC1, 1)) + (300).to_bytes(4, "big") + b"T" + bytes(300)
    assert ntag.records(long) == [ntag.Record(1, b"T", bytes(300))]
    with_id = bytes((0xD9, 1, 2, 1)) + b"T" + b"i" + b"ab"
    assert ntag.records(with_id) == [ntag.Record(1, b"T", b"ab")]


@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_left_alone(data: bytes) -> None:
    ntag.records(data)
    list(ntag.tlvs(data))
    assert ntag.ndef_place(data) <= len(data)


def test_capability() -> None:
    assert ntag.parse_capability(ntag.capability(144)) == ntag.Capability(144, writable=True)
    assert ntag.parse_capability(bytes.fromhex("e110120f")) == ntag.Capability(144, writable=False)
    assert ntag.parse_capability(bytes(4)) is None
