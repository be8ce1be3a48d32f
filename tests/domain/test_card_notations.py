"""Numbers of ID cards and chips in the notations of readers, cards and old member lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain import card_notations as notations

CODE = bytes.fromhex("01026f6c3a")
CODES = st.binary(min_size=5, max_size=5)


@pytest.mark.parametrize(
    ("notation", "number"),
    [
        ("10H", "01026F6C3A"),
        ("10H-12D", "004335823930"),
        ("8H-10D", "0040856634"),
        ("6H-8D", "07302202"),
        ("2H.4H", "111,27706"),
        ("4H.4H", "00623,27706"),
        ("unknown", "0040856634"),
    ],
)
def test_the_formats_of_a_readers_list(notation: str, number: str) -> None:
    assert notations.id_card_number(CODE, notation) == number


@pytest.mark.parametrize(
    ("notation", "number"), [("hex", "529D06E3"), ("dec_msb_first", "1386022627"), ("dec_lsb_first", "3808861522")]
)
def test_one_chip_has_three_numbers(notation: str, number: str) -> None:
    assert notations.chip_number(bytes.fromhex("529D06E3"), notation) == number


@given(CODES, st.sampled_from(notations.ID_CARD_NOTATIONS), st.sampled_from(notations.ID_CARD_NOTATIONS))
def test_a_list_in_any_whole_notation_is_found(code: bytes, shop: str, listed: str) -> None:
    own, others = notations.id_card_number(code, shop), notations.other_numbers(code, shop)
    if listed not in notations.LOSSY or shop in notations.LOSSY:
        assert notations.id_card_number(code, listed) in (own, *others)
    assert own not in others
    assert len(set(others)) == len(others)


@given(CODES, CODES)
def test_whole_numbers_never_mean_two_cards(code: bytes, other: bytes) -> None:
    """But for the version byte, which most notations leave out."""
    numbers = {notations.id_card_number(code), *notations.other_numbers(code)}
    others = {notations.id_card_number(other), *notations.other_numbers(other)}
    ten_plain = {text for text in numbers & others if not text.isdigit()}
    assert not ten_plain or code[1:] == other[1:]


def test_a_shop_with_its_own_eight_digit_numbers_is_not_mistaken() -> None:
    low = notations.id_card_number(CODE, "6H-8D")
    assert low not in notations.other_numbers(CODE, "8H-10D")
    assert low in notations.other_numbers(CODE, "2H.4H")


@given(CODES)
def test_three_and_five_digits_find_ten_and_back(code: bytes) -> None:
    ten, short = notations.id_card_number(code), notations.id_card_number(code, "2H.4H")
    assert ten in notations.alike(short)
    assert ten in notations.alike(short.replace(",", " "))
    assert short in notations.alike(ten)
    assert short.replace(",", " ") in notations.alike(short)


@pytest.mark.parametrize(
    "text", ["21302000", "999,00001", "001,99999", "4294967296", "80000123", "13,02000", "abc", ""]
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert notations.alike(text) == ()


def test_a_short_number_may_mean_256_cards() -> None:
    found = notations.alike("213,02000")
    assert len(found) == 257
    assert found[:3] == ("213 02000", "0013961168", "0030738384")
