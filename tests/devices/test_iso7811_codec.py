from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.devices import iso7811

ALPHA = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x5F, exclude_characters="%?"), max_size=76)
DIGITS = st.text(st.sampled_from("0123456789:<=>"), max_size=37)
TRACKS = st.one_of(
    st.tuples(st.just(1), ALPHA.map(lambda text: f"%{text}?")),
    st.tuples(st.sampled_from((2, 3)), DIGITS.map(lambda text: f";{text}?")),
)


@given(TRACKS)
def test_a_track_survives_both_packings(track: tuple[int, str]) -> None:
    number, text = track
    chars = iso7811.encode_chars(number, text)
    bits = iso7811.FORMATS[number].bits
    read = iso7811.decode_read(number, iso7811.pack_read(chars, bits))
    written = iso7811.decode_written(number, iso7811.pack_write(chars, bits))
    unpacked = iso7811.decode_read(number, chars)
    assert read == written == unpacked
    assert read is not None
    assert (read.text, read.ok, read.bits) == (text, True, bits)


@given(TRACKS, st.integers(0, 700))
def test_one_flipped_bit_is_noticed(track: tuple[int, str], bit: int) -> None:
    number, text = track
    packed = bytearray(iso7811.pack_read(iso7811.encode_chars(number, text), iso7811.FORMATS[number].bits))
    bit %= len(packed) * 8
    packed[bit // 8] ^= 0x80 >> bit % 8
    found = iso7811.decode_read(number, bytes(packed))
    assert found is None or not found.ok or found.text == text


def test_leading_zeros_and_the_bits_of_the_manual() -> None:
    packed = bytes.fromhex("c5b07814954e3e2a")
    late = (int.from_bytes(packed, "little") << 13).to_bytes(10, "little")
    for raw in (packed, late):
        found = iso7811.decode_written(1, raw)
        assert found is not None
        assert (found.text, found.lrc, found.ok) == ("%ABC123?", "J", True)


def test_digits_on_track_1_are_read_too() -> None:
    chars = iso7811.encode_chars(2, ";800001?")
    found = iso7811.decode_read(1, iso7811.pack_read(chars, 5))
    assert found is not None
    assert (found.text, found.bits) == (";800001?", 5)


@pytest.mark.parametrize(("text", "lrc"), [(";60058541029558180=9904?", "<"), (";800001?", "=")])
def test_lrc_of_real_cards(text: str, lrc: str) -> None:
    assert iso7811.lrc_char(text, iso7811.FORMATS[2]) == lrc


@pytest.mark.parametrize(
    ("number", "text", "reason"),
    [
        (1, "%ABC?", ""),
        (1, "%abc?", "charset"),
        (2, ";12A?", "charset"),
        (2, "123", "sentinels"),
        (2, ";1;2?", "sentinels"),
        (2, ";1?2?", "sentinels"),
        (1, "%1%2?", "sentinels"),
        (2, ";" + "1" * 37 + "?", ""),
        (2, ";" + "1" * 38 + "?", "length"),
        (1, "%" + "A" * 77 + "?", "length"),
        (3, ";" + "1" * 104 + "?", ""),
        (3, ";" + "1" * 105 + "?", "length"),
    ],
)
def test_what_a_track_can_hold(number: int, text: str, reason: str) -> None:
    assert iso7811.check_text(number, text) == reason


def test_sentinels_come_and_go() -> None:
    assert [iso7811.with_sentinels(2, text) for text in ("12", ";12", "12?", ";12?", "")] == [";12?"] * 4 + [""]
    assert [iso7811.strip_sentinels(text) for text in ("%A?", ";1?", "+1?", "1", "")] == ["A", "1", "1", "1", ""]
