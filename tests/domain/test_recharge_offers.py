"""Top-up offers: steps, conditions, gifts, instalments, and their documents."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.errors import PosError
from memberpos.domain.recharge_gifts import Gifts, Instalments, Pieces, TierGift, gifts_document, gifts_from
from memberpos.domain.recharge_offers import (
    PERIODS,
    Asked,
    RechargeOffer,
    Step,
    gifts_for,
    offer_document,
    offer_from,
    step_for,
    why_not,
)

MONDAY = date(2026, 11, 23)
LADDER = RechargeOffer(
    "LADDER", "充值有礼",
    (
        Step(20_000, Gifts(bonus_fen=1_000)),
        Step(50_000, Gifts(bonus_fen=6_000, points=500)),
        Step(100_000, Gifts(coupons=(Pieces("C5", 2, 500),), passes=(Pieces("WASH"),), tier=TierGift("金卡", 12))),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("fen", "step"), [(19_999, None), (20_000, 0), (49_999, 0), (50_000, 1), (99_999, 1), (100_000, 2), (10**12, 2)]
)
def test_the_highest_step_reached_counts(fen, step):
    assert step_for(LADDER, fen) == (None if step is None else LADDER.steps[step])


def test_a_percentage_is_of_the_amount_and_rounded_down():
    offer = replace(LADDER, steps=(Step(10_000, Gifts(bonus_fen=7), bonus_percent=15),))
    assert gifts_for(offer, Asked(33_333, MONDAY)).bonus_fen == 7 + 4_999


def test_repeating_gifts_come_once_for_each_time_the_step_fits_but_a_tier_once():
    gifts = Gifts(30, 3, coupons=(Pieces("A", 2),), instalments=Instalments(100, 3), tier=TierGift("金卡"))
    offer = replace(LADDER, steps=(Step(10_000, gifts),), repeats=True)
    assert gifts_for(offer, Asked(39_999, MONDAY)) == Gifts(
        90, 9, coupons=(Pieces("A", 6),), instalments=Instalments(300, 3), tier=TierGift("金卡")
    )
    with pytest.raises(PosError, match="bad_amount"):
        gifts_for(offer, Asked(10_000 * 501, MONDAY))


@pytest.mark.parametrize(
    ("change", "asked", "reason"),
    [
        ({"active": False}, {}, "ended"),
        ({"from_on": date(2026, 11, 24)}, {}, "not_yet"),
        ({"from_on": MONDAY, "to_on": MONDAY}, {}, None),
        ({"to_on": date(2026, 11, 22)}, {}, "over"),
        ({"weekdays": (2, 7)}, {}, "weekday"),
        ({"weekdays": (1,)}, {}, None),
        ({"tiers": ("金卡",)}, {"tier": "普卡"}, "tier"),
        ({"tiers": ("金卡",)}, {"tier": None}, "tier"),
        ({"tiers": ("金卡",)}, {"tier": "金卡"}, None),
        ({"first_only": True}, {"top_ups": 1}, "first_only"),
        ({"first_only": True}, {"top_ups": 0}, None),
        ({"member_limit": 2}, {"member_uses": 2}, "member_limit"),
        ({"member_limit": 2}, {"member_uses": 1}, None),
        ({"total_limit": 1}, {"total_uses": 1}, "total_limit"),
        ({}, {"amount_fen": 19_999}, "amount"),
    ],
)
def test_conditions(change, asked, reason):
    offer, who = replace(LADDER, **change), Asked(**({"amount_fen": 20_000, "today": MONDAY} | asked))
    assert why_not(offer, who) == reason
    if reason is None:
        assert gifts_for(offer, who) == Gifts(bonus_fen=1_000)
        return
    with pytest.raises(PosError) as caught:
        gifts_for(offer, who)
    assert (caught.value.code, caught.value.facts) == ("offer_not_applicable", {"offer": "LADDER", "reason": reason})


def test_instalments_keep_the_day_or_take_the_months_last():
    assert Instalments(1000, 3).due(date(2026, 1, 31)) == (
        (date(2026, 2, 28), 334), (date(2026, 3, 31), 333), (date(2026, 4, 30), 333),
    )  # fmt: skip
    assert [day for day, _ in Instalments(4, 4, 1, 31).due(date(2026, 1, 5))] == [
        date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31),
    ]  # fmt: skip
    assert [day for day, _ in Instalments(2, 2, 6, 1).due(date(2026, 8, 30))] == [date(2027, 2, 1), date(2027, 8, 1)]


@given(st.integers(1, 10**9), st.integers(1, 120), st.integers(1, 24), st.none() | st.integers(1, 31), st.dates(
    date(2020, 1, 1), date(2030, 1, 1)))  # fmt: skip
def test_instalments_sum_to_what_was_promised_and_never_fall_on_one_day(fen, count, every, day, start):
    parts = Instalments(fen, count, every, day).due(start)
    assert sum(part for _, part in parts) == fen
    assert len(parts) == min(count, fen)
    days = [due for due, _ in parts]
    assert days == sorted(set(days))
    assert days[0] > start
    assert max(part for _, part in parts) - min(part for _, part in parts) <= 1


pieces = st.builds(Pieces, st.text("ABC", min_size=1), st.integers(1, 1000), st.integers(0, 9999))
gifts = st.builds(
    Gifts, st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 365), st.lists(pieces, max_size=2).map(tuple),
    st.lists(pieces, max_size=2).map(tuple),
    st.none() | st.builds(Instalments, st.integers(1, 10**6), st.integers(1, 120), st.integers(1, 12), st.none() | st.integers(1, 31)),
    st.none() | st.builds(TierGift, st.text("金银", min_size=1), st.none() | st.integers(1, 60)),
)  # fmt: skip
limits = st.none() | st.integers(1, 100)


@st.composite
def offers(draw):
    amounts = draw(st.lists(st.integers(1, 10**7), min_size=1, max_size=4, unique=True).map(sorted))
    begins = draw(st.none() | st.dates(date(2020, 1, 1), date(2026, 1, 1)))
    return RechargeOffer(
        "CODE", draw(st.text("名字", min_size=1)),
        tuple(Step(fen, draw(gifts), draw(st.integers(0, 1000))) for fen in amounts), begins,
        draw(st.none() | st.dates(date(2026, 1, 2), date(2030, 1, 1))),
        tuple(draw(st.lists(st.integers(1, 7), unique=True))), tuple(draw(st.lists(st.text("金银", min_size=1), unique=True))),
        draw(st.booleans()), draw(limits), draw(st.sampled_from(PERIODS)), draw(limits), draw(st.booleans()),
        draw(st.booleans()),
    )  # fmt: skip


@given(gifts)
def test_gifts_come_back_from_their_document(one):
    assert gifts_from(gifts_document(one)) == one


@given(offers())
def test_offers_come_back_from_their_document(offer):
    assert offer_from(offer.code, offer_document(offer)) == offer


GOOD = {"name": "n", "steps": [{"amount_fen": 100}]}


@pytest.mark.parametrize(
    ("change", "setting"),
    [
        ({"name": " "}, "name"),
        ({"nmae": "n"}, "nmae"),
        ({"steps": []}, "steps"),
        ({"steps": [{"amount_fen": 100}, {"amount_fen": 100}]}, "steps"),
        ({"steps": ["x"]}, "steps"),
        ({"steps": [{"amount_fen": 0}]}, "amount_fen"),
        ({"steps": [{"amount_fen": True}]}, "amount_fen"),
        ({"steps": [{"amount_fen": 1, "bonus_fen": -1}]}, "bonus_fen"),
        ({"steps": [{"amount_fen": 1, "gift": 1}]}, "gift"),
        ({"steps": [{"amount_fen": 1, "coupons": "C5"}]}, "coupons"),
        ({"steps": [{"amount_fen": 1, "coupons": [{"count": 1}]}]}, "code"),
        ({"steps": [{"amount_fen": 1, "passes": [{"code": "P", "n": 1}]}]}, "n"),
        ({"steps": [{"amount_fen": 1, "instalments": {"fen": 3}}]}, "count"),
        ({"steps": [{"amount_fen": 1, "instalments": {"fen": 3, "count": 2, "day": 32}}]}, "day"),
        ({"steps": [{"amount_fen": 1, "tier": "金卡"}]}, "tier"),
        ({"steps": [{"amount_fen": 1, "tier": {"name": ""}}]}, "name"),
        ({"from": "2026-13-01"}, "from"),
        ({"from": "2026-02-01", "to": "2026-01-31"}, "to"),
        ({"weekdays": [0]}, "weekdays"),
        ({"weekdays": [True]}, "weekdays"),
        ({"tiers": [""]}, "tiers"),
        ({"first_only": 1}, "first_only"),
        ({"member_limit": 0}, "member_limit"),
        ({"per": "week"}, "per"),
    ],
)
def test_what_is_wrong_is_named(change, setting):
    with pytest.raises(PosError) as caught:
        offer_from("CODE", GOOD | change)
    assert (caught.value.code, caught.value.facts["setting"]) == ("bad_setting", setting)


@pytest.mark.parametrize("code", ["", " ", "x" * 65, "a\nb"])
def test_codes_are_something_to_type(code):
    with pytest.raises(PosError, match="bad_setting"):
        offer_from(code, GOOD)
