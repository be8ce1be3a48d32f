from __future__ import annotations

from fractions import Fraction

import pytest

from memberpos.domain.catalog import Product
from memberpos.domain.draws import Draw, Prize
from memberpos.domain.gifts import Gift
from memberpos.domain.offer_documents import OFFER_KINDS, coupon_kind_from, offer_from
from memberpos.domain.pass_terms import PassTerms
from memberpos.domain.recharge_offers import offer_from as ladder_from
from memberpos.domain.rule_examples import (
    Costs,
    Earns,
    coupon_costs,
    earns,
    expected_fen,
    gift_worth,
    odds,
    offer_costs,
    per_use,
    spend_for,
    top_up,
)
from memberpos.domain.rules import Rate, Rules, Tier

RULES = Rules(points_rate=Rate(1, 1), tiers=(Tier("普卡", 0), Tier("金卡", 200, points_multiplier=Fraction(3, 2))))
TEA = Product("TEA", "茶", 3_000, category="drinks")


def test_the_vector_of_the_rules() -> None:
    assert earns(RULES) == (Earns("普卡", 9_990, 99, 99), Earns("金卡", 9_990, 148, 148))
    assert earns(Rules()) == (Earns(None, 9_990, 0, 0),)


@pytest.mark.parametrize(
    ("doc", "total", "due"),
    [
        ({"kind": "spend_save", "steps": [[20_000, 3_000]]}, 25_600, 22_600),
        ({"kind": "percent", "percent": 90}, 3_000, 2_700),
        ({"kind": "second_half"}, 6_000, 4_500),
        ({"kind": "n_for_m", "n": 3, "m": 2}, 9_000, 6_000),
        ({"kind": "bundle", "skus": ["TEA", "CUP"], "fen": 4_000}, 5_000, 4_000),
        ({"kind": "special_price", "sku": "TEA", "price_fen": 1_990}, 3_000, 1_990),
        ({"kind": "add_on", "sku": "TEA", "price_fen": 990, "min_fen": 5_000}, 9_400, 7_390),
        ({"kind": "service_charge", "sku": "FEE", "percent": 10}, 10_000, 11_000),
        ({"kind": "minimum_spend", "sku": "FEE", "fen": 8_000}, 4_000, 8_000),
    ],
)
def test_an_offer_shows_itself_on_goods_it_is_for(doc: dict[str, object], total: int, due: int) -> None:
    offer = offer_from({"code": "A", "hours": "01:00-01:01", **doc}, lambda _sku: None)
    costs = offer_costs(offer, (TEA,), RULES)
    assert (costs.total_fen, costs.due_fen) == (total, due)


def test_more_points_are_shown_in_points() -> None:
    offer = offer_from({"code": "A", "kind": "multiplier", "multiplier": "2/1", "tiers": ["金卡"]}, lambda _sku: None)
    assert offer_costs(offer, (), RULES) == Costs(1, 10_000, 10_000, 300, 150)
    assert set(OFFER_KINDS) >= {"multiplier", "cheapest"}


@pytest.mark.parametrize(
    ("doc", "total", "due"),
    [
        ({"kind": "amount", "value": 1_000, "min_fen": 5_000}, 12_800, 11_800),
        ({"kind": "percent", "value": 80}, 12_800, 10_240),
        ({"kind": "goods", "value": 1, "skus": ["TEA"]}, 6_000, 3_000),
        ({"kind": "trial", "value": 100, "skus": ["TEA"]}, 3_000, 100),
    ],
)
def test_a_coupon_shows_itself(doc: dict[str, object], total: int, due: int) -> None:
    costs = coupon_costs(coupon_kind_from({"code": "C", **doc}), (TEA,), RULES)
    assert (costs.total_fen, costs.due_fen) == (total, due)


def test_what_is_handed_over() -> None:
    steps = [
        {"amount_fen": 30_000, "bonus_fen": 3_000},
        {"amount_fen": 200_000, "instalments": {"fen": 48_000, "count": 6}},
    ]
    ladder = ladder_from("R", {"name": "x", "steps": steps, "first_only": True, "to": "2000-01-01"})
    assert top_up(ladder)[1:] == (200_000, 48_000)
    assert top_up(ladder, 30_000)[1:] == (30_000, 3_000)
    assert per_use(PassTerms("K", 20_000, 10, 1, 180)) == 1_818
    assert per_use(PassTerms("K", 20_000, None, months=1)) is None
    assert gift_worth(Gift("G", "x", 300), RULES) == (300, 30_000)
    assert spend_for(Rules(), 10) is None
    draw = Draw("D", "x", 50, (Prize("A", "a", 1, value_fen=1_000), Prize("B", "b", 3)))
    assert odds(draw) == (("a", Fraction(1, 4)), ("b", Fraction(3, 4)))
    assert expected_fen(draw) == 250
