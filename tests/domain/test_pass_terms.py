"""Kinds of passes: what makes sense, when they hold, and reading them back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.errors import PosError
from memberpos.domain.pass_terms import FIRST_USE, SALE, Hours, PassTerms, check, document, terms_from

TEN = PassTerms("P10", 50000, 10, 2)


@pytest.mark.parametrize(
    ("change", "code", "fact"),
    [
        ({"price_fen": -1}, "bad_amount", "price_fen"),
        ({"price_fen": 10**16}, "bad_amount", "price_fen"),
        ({"uses": 0}, "bad_amount", "uses"),
        ({"gift_uses": -1}, "bad_amount", "gift_uses"),
        ({"valid_days": -1}, "bad_amount", "valid_days"),
        ({"months": 0}, "bad_amount", "months"),
        ({"list_fen": -1}, "bad_amount", "list_fen"),
        ({"persons": 0}, "bad_amount", "persons"),
        ({"code": " "}, "bad_setting", "setting"),
        ({"weekdays": (0,)}, "bad_setting", "setting"),
        ({"weekdays": (8,)}, "bad_setting", "setting"),
        ({"weekdays": (1, 1)}, "bad_setting", "setting"),
        ({"starts": "later"}, "bad_setting", "setting"),
        ({"valid_days": 3, "months": 3}, "bad_setting", "setting"),
        ({"uses": None}, "bad_setting", "setting"),
        ({"uses": None, "gift_uses": 0}, "bad_setting", "setting"),
    ],
)
def test_terms_that_make_no_sense(change, code, fact):
    with pytest.raises(PosError) as caught:
        check(replace(TEN, **change))
    assert caught.value.code == code
    assert fact in caught.value.facts


@pytest.mark.parametrize("text", ["9:00-17:00", "09:00", "09:00-09:00", "24:00-25:00", "09:00-24:01", "09:60-17:00", 7])
def test_hours_that_make_no_sense(text):
    with pytest.raises(PosError) as caught:
        terms_from({"code": "A", "price_fen": 1, "uses": 1, "hours": text})
    assert (caught.value.code, caught.value.facts) == ("bad_setting", {"setting": "hours"})


@pytest.mark.parametrize("more", [{}, {"hours": ""}, {"hours": None}])
def test_no_hours(more):
    assert terms_from({"code": "A", "price_fen": 1, "uses": 1, **more}).hours is None


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("09:00-17:00", (540, 1019), (539, 1020, 0)),
        ("00:00-24:00", (0, 1439), ()),
        ("22:00-06:00", (1320, 1439, 0, 359), (360, 1319)),
    ],
)
def test_hours_end_before_their_end_and_go_over_midnight(text, inside, outside):
    hours = Hours.parse(text)
    assert str(hours) == text
    assert all(hours.covers(minute) for minute in inside)
    assert not any(hours.covers(minute) for minute in outside)


def test_weekdays_and_hours_together():
    terms = replace(TEN, weekdays=(1, 7), hours=Hours.parse("09:00-12:00"))
    assert terms.admits(1, 540)
    assert not terms.admits(2, 540)
    assert not terms.admits(7, 720)
    assert TEN.admits(3, 0)


def test_what_a_pass_pays_for():
    assert TEN.pays_for("TEA", "goods")
    assert not TEN.pays_for("SERVICE", "fee")
    wash = replace(TEN, skus=("WASH",))
    assert wash.pays_for("WASH", "service")
    assert not wash.pays_for("TEA", "goods")


def test_names_totals_persons():
    assert (TEN.title, replace(TEN, name="洗车十次").title) == ("P10", "洗车十次")
    assert TEN.total == 12
    assert TEN.most_persons is None
    monthly = PassTerms("M", 30000, None, valid_days=30)
    assert (monthly.total, monthly.most_persons, replace(monthly, persons=2).most_persons) == (0, 1, 2)


KINDS = st.builds(
    PassTerms,
    code=st.text(min_size=1).filter(lambda text: bool(text.strip())),
    price_fen=st.integers(0, 10**9),
    uses=st.integers(1, 1000),
    gift_uses=st.integers(0, 100),
    valid_days=st.none() | st.integers(0, 999),
    weekdays=st.lists(st.integers(1, 7), unique=True).map(tuple),
    hours=st.none() | st.sampled_from(["09:00-17:00", "22:00-06:00"]).map(Hours.parse),
    starts=st.sampled_from([SALE, FIRST_USE]),
    list_fen=st.none() | st.integers(0, 10**6),
    persons=st.none() | st.integers(1, 9),
    skus=st.lists(st.text(min_size=1, max_size=5), max_size=3).map(tuple),
    name=st.text(max_size=8),
)


@given(KINDS)
def test_terms_read_back_are_the_same(terms):
    assert terms_from(document(terms)) == terms
