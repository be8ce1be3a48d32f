"""What paper and pop-ups show of a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.masks import mask_card, mask_name, mask_phone


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("+8613800138000", "138****8000"),
        ("13800138000", "138****8000"),
        ("+85291234567", "852****4567"),
        ("+862112345678", "******5678"),
        ("91234567", "****4567"),
        ("12345", "***45"),
        ("", ""),
        (None, ""),
    ],
)
def test_phones(phone, shown):
    assert mask_phone(phone) == shown


@given(st.from_regex(r"\+86\d{7,12}", fullmatch=True))
def test_a_masked_phone_hides_at_least_three_digits(phone):
    shown = mask_phone(phone)
    assert shown.count("*") >= 3
    assert shown.endswith(phone[-4:])


def test_cards_and_names():
    assert mask_card("80010001") == "******01"
    assert mask_card("8001000123") == "******0123"
    assert (mask_card(""), mask_name("")) == ("", "")
    assert mask_name("欧阳修") == "欧**"
