"""What a pass is worth: the vector of the rules, and that every fen of the price is somewhere."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain import passes as rules
from memberpos.domain.errors import PosError
from memberpos.domain.money import split
from memberpos.domain.pass_terms import PassTerms
from memberpos.domain.pass_values import (
    Figures,
    first_uses_fen,
    liability_fen,
    prepaid_fen,
    refund_figures,
    unused_fen,
)
from memberpos.domain.passes import ENDED, REFUNDED, Freeze

TODAY = date(2026, 1, 1)
TEN = PassTerms("P10", 50000, 10, 2, valid_days=30, list_fen=6000)
MONTHLY = PassTerms("M", 30000, None, valid_days=30, list_fen=5000)


def day(offset):
    return TODAY + timedelta(days=offset)


def made(terms=TEN, used=0):
    return rules.used(rules.sold("p", "a", terms, TODAY, 0), used, TODAY)[0]


def test_the_vector_of_the_rules():
    """500.00 for 12 uses, 5 used → 291.65."""
    figures = refund_figures(made(used=5), 0, TODAY)
    assert (figures.average_fen, figures.list_price_fen) == (29165, 20000)


@pytest.mark.parametrize(("used", "list_price"), [(0, 50000), (8, 2000), (9, 0), (11, 0)])
def test_the_list_price_is_never_below_zero(used, list_price):
    assert refund_figures(made(used=used), 0, TODAY).list_price_fen == list_price


def test_a_list_price_that_is_not_known():
    figures = refund_figures(made(replace(TEN, list_fen=None)), 0, TODAY)
    assert figures == Figures(50000, None)
    for method, setting in (("list_price", "list_fen"), ("best", "method")):
        with pytest.raises(PosError) as caught:
            figures.by(method)
        assert (caught.value.code, caught.value.facts) == ("bad_setting", {"setting": setting})
    assert figures.by("average") == 50000


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (made(used=12), "pass_used_up"),
        (replace(made(), state=REFUNDED), "pass_used_up"),
        (replace(made(MONTHLY), state=REFUNDED), "pass_used_up"),
        (replace(made(MONTHLY), state=ENDED), "pass_expired"),
        (replace(made(), state=ENDED, paid_left=0, gift_left=0), "pass_used_up"),
    ],
)
def test_what_is_not_paid_back(one, code):
    with pytest.raises(PosError) as caught:
        refund_figures(one, 0, TODAY)
    assert caught.value.code == code


@given(st.integers(0, 10**7), st.integers(1, 60), st.integers(0, 60))
def test_the_first_uses_are_the_first_shares_of_the_price(paid_fen, total, count):
    count = min(count, total)
    assert first_uses_fen(paid_fen, total, count) == sum(split(paid_fen, [1] * total)[:count])
    assert first_uses_fen(paid_fen, total, total) == paid_fen


@given(st.integers(0, 10**6), st.integers(1, 30), st.integers(0, 10), st.lists(st.integers(1, 5), max_size=20))
def test_the_uses_and_what_is_left_are_the_price(price_fen, paid, gift, counts):
    one = rules.sold("p", "a", PassTerms("P", price_fen, paid, gift), TODAY, 0)
    had = 0
    for count in counts:
        if count <= one.left:
            after, _, _ = rules.used(one, count, TODAY)
            had += prepaid_fen(one) - prepaid_fen(after)
            assert prepaid_fen(one) >= prepaid_fen(after)
            one = after
    assert had + prepaid_fen(one) == price_fen
    assert refund_figures(one, 0, TODAY).average_fen == prepaid_fen(one) if one.left else prepaid_fen(one) == 0


@pytest.mark.parametrize(("when", "unused"), [(0, 30000), (1, 29000), (15, 15000), (30, 0), (31, 0)])
def test_a_time_pass_is_worth_its_days_to_come(when, unused):
    assert unused_fen(made(MONTHLY), day(when)) == unused
    assert prepaid_fen(made(MONTHLY)) == 30000


def test_frozen_days_are_not_had():
    one = rules.freeze(made(MONTHLY), Freeze(day(5), day(14)), [], TODAY)
    assert [unused_fen(one, day(n)) for n in (0, 4, 5, 10, 14, 15, 40)] == [
        30000, 26000, 26000, 26000, 26000, 25000, 0,
    ]  # fmt: skip


def test_a_time_pass_that_has_not_begun_is_worth_all():
    one = rules.sold("p", "a", replace(MONTHLY, starts="first_use"), TODAY, 0)
    assert unused_fen(one, day(500)) == 30000
    assert refund_figures(one, 0, TODAY) == Figures(30000, 30000)
    assert refund_figures(made(MONTHLY), 3, day(3)) == Figures(27000, 15000)


def test_a_day_ticket_is_worth_its_price_until_it_ends():
    ticket = made(replace(MONTHLY, valid_days=0))
    assert unused_fen(ticket, TODAY) == 0
    assert prepaid_fen(ticket) == 30000


@given(st.integers(0, 10**6), st.integers(0, 90), st.integers(0, 120))
def test_a_day_never_adds_to_what_is_owed(price_fen, days, when):
    one = rules.sold("p", "a", PassTerms("M", price_fen, None, valid_days=days), TODAY, 0)
    assert price_fen >= unused_fen(one, day(when)) >= unused_fen(one, day(when + 1)) >= 0


def test_lapsed_paid_uses_are_still_owed():
    lapsed = rules.lapse(made(used=5), day(31))
    assert (lapsed.left, lapsed.ended) == (5, 2)
    assert unused_fen(lapsed, day(31)) == 3 * 4167 + 2 * 4166
    assert liability_fen([lapsed, made(MONTHLY), replace(made(MONTHLY), state=ENDED)], day(10)) == 20833 + 20000
