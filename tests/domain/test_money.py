"""Splitting, rounding, and amounts as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.errors import PosError
from memberpos.domain.money import (
    CURRENCIES,
    MAX_FEN,
    ceil_div,
    currency_of,
    format_amount,
    half_up,
    parse_amount,
    split,
)

amounts = st.integers(-(10**9), 10**9)
weights = st.lists(st.integers(0, 10**7), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("amount", "parts", "shares"),
    [
        (10, (6, 6, 2), (4, 4, 2)),
        (1, (2, 2, 0), (1, 0, 0)),
        (100, (1, 1, 1), (34, 33, 33)),
        (-100, (1, 1, 1), (-34, -33, -33)),
        (5, (0, 0), (5, 0)),
        (0, (), ()),
        (7, (0, 3, 0), (0, 7, 0)),
    ],
)
def test_split(amount, parts, shares):
    assert split(amount, parts) == shares


@given(amounts, weights)
def test_shares_sum_to_the_amount_and_stay_within_one_of_the_exact_share(amount, parts):
    shares = split(amount, parts)
    assert sum(shares) == amount
    total = sum(parts)
    if total:
        assert all(abs(share * total - amount * weight) < total for share, weight in zip(shares, parts, strict=True))


@given(weights, st.data())
def test_no_share_is_above_its_weight(parts, data):
    amount = data.draw(st.integers(0, sum(parts)))
    assert all(0 <= share <= weight for share, weight in zip(split(amount, parts), parts, strict=True))


@given(amounts, weights)
def test_equal_weights_never_favour_the_later(amount, parts):
    shares = split(abs(amount), parts)
    for i in range(len(parts)):
        for j in range(i + 1, len(parts)):
            if sum(parts) and parts[i] == parts[j]:
                assert shares[i] >= shares[j]


def test_split_refuses_what_makes_no_sense():
    with pytest.raises(ValueError, match="over nothing"):
        split(1, ())
    with pytest.raises(ValueError, match="never negative"):
        split(1, (2, -1))


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_half_up_is_the_nearest_and_halves_leave_zero(numerator, denominator):
    rounded = half_up(numerator, denominator)
    assert abs(2 * (rounded * denominator - numerator)) <= denominator
    assert half_up(-numerator, denominator) == -rounded
    assert half_up(numerator, -denominator) == -rounded
    assert half_up(2 * denominator + 1, 2) == denominator + 1


def test_ceil_div():
    assert [ceil_div(n, 3) for n in (0, 1, 3, 4)] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("12", 1200),
        ("1,234.5", 123450),
        ("￥１２．５０", 1250),
        (" ¥0.01 ", 1),
        (".5", 50),
        ("12.", 1200),
        ("-3.20", -320),
        ("CNY 8", 800),
        ("8元", 800),
        ("1.500", 150),
        ("1,000,000", 100000000),
    ],
)
def test_amounts_people_type(text, fen):
    assert parse_amount(text) == fen


@pytest.mark.parametrize(
    "text", ["", ".", "abc", "1.234", "1,23", "1 2", "--1", "1e3", "٣", "NaN", "²", "0x1", str(MAX_FEN), "1.2.3", "¥"]
)
def test_what_is_no_amount(text):
    with pytest.raises(PosError) as caught:
        parse_amount(text)
    assert caught.value.code == "bad_amount"


@given(st.integers(-MAX_FEN, MAX_FEN), st.sampled_from(sorted(CURRENCIES)))
def test_written_amounts_read_back(fen, code):
    assert parse_amount(format_amount(fen, code), code) == fen


def test_written_amounts():
    assert format_amount(123450) == "1,234.50"
    assert format_amount(-5, currency_of("HKD")) == "-0.05"
    assert {code: currency.exponent for code, currency in CURRENCIES.items()} == dict.fromkeys(
        ("CNY", "HKD", "MOP", "TWD", "USD", "SGD", "MYR"), 2
    )


def test_an_unknown_currency_is_a_bad_setting():
    with pytest.raises(PosError) as caught:
        currency_of("EUR")
    assert caught.value.code == "bad_setting"
