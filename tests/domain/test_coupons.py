"""Numbers of coupons."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from memberpos.devices.scan_meaning import purpose
from memberpos.domain.coupons import new_number, read_number


@given(st.binary(min_size=8, max_size=8))
def test_a_number_is_read_back_however_it_is_typed(random: bytes) -> None:
    number = new_number(random)
    assert len(number) == 14
    assert read_number(number) == number
    assert read_number(f" {number[:5].lower()} {number[5:9]}-{number[9:]} ") == number
    assert purpose(number) == "code"


@given(st.binary(min_size=8, max_size=8), st.integers(1, 13), st.integers(1, 9))
def test_a_wrong_digit_is_noticed(random: bytes, at: int, more: int) -> None:
    number = new_number(random)
    wrong = f"{number[:at]}{(int(number[at]) + more) % 10}{number[at + 1 :]}"
    assert read_number(wrong) is None


def test_other_codes_are_no_coupons() -> None:
    for text in ("", "6901234567892", "C123", "D1234567890123", "C12345678901２３４", "C+1234567890123"):
        assert read_number(text) is None
