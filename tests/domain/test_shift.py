"""Counting the drawer."""

import pytest

from memberpos.domain.errors import PosError
from memberpos.domain.money import CURRENCIES
from memberpos.domain.shift import DENOMINATIONS, CashSum, counted_fen, expected_cash


def test_expected_cash_is_the_float_and_every_kind_of_event():
    sums = [CashSum("sale", 12_000, 500), CashSum("recharge", 50_000, 0), CashSum("drop", 0, 40_000)]
    assert expected_cash(20_000, sums) == 41_500
    assert expected_cash(0, []) == 0


def test_a_count_by_denomination():
    assert counted_fen({10_000: 3, 100: 2, 10: 5}) == 30_250
    assert counted_fen({200_000: 1}, "TWD") == 200_000
    assert counted_fen({}) == 0


@pytest.mark.parametrize("pieces", [{25: 1}, {100: -1}, {10_000: 10**12}])
def test_counts_that_are_none(pieces):
    with pytest.raises(PosError) as caught:
        counted_fen(pieces)
    assert caught.value.code == "bad_amount"


def test_every_currency_has_its_notes_and_coins():
    assert set(DENOMINATIONS) == set(CURRENCIES)
    assert all(list(values) == sorted(values, reverse=True) for values in DENOMINATIONS.values())
