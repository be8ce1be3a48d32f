"""Coupons in a price: what each kind takes off, its conditions, its place in the order of steps, its group."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domain.priced import GOLD_MEMBER, at, cart, coupon, goods, nets, offer, price, said, typed

from memberpos.domain.quote import CouponUse

TEA, CAKE = goods("TEA", 2800, "drinks"), goods("CAKE", 3000, "food")
CIGARETTES, BAG = goods("CIG", 5000, discountable=False), goods("BAG", 100, kind="fee")


@pytest.mark.parametrize(
    ("kind", "value", "keys", "due_fen"),
    [
        ("amount", 1000, {}, 4800),
        ("amount", 9999, {}, 0),
        ("amount", 1000, {"skus": ["TEA"]}, 4800),
        ("amount", 3000, {"skus": ["TEA"]}, 3000),
        ("percent", 90, {}, 5220),
        ("percent", 0, {"categories": ["food"]}, 2800),
        ("percent", 85, {"skus": ["TEA"]}, 5380),
        ("goods", 1, {"skus": ["TEA"]}, 3000),
        ("goods", 1, {"categories": ["food", "drinks"]}, 2800),  # the dearer one
        ("goods", 5, {"skus": ["TEA", "CAKE"]}, 0),
        ("trial", 990, {"skus": ["TEA"]}, 3990),
        ("trial", 0, {"skus": ["TEA"]}, 3000),
    ],
)
def test_what_a_coupon_takes_off(kind: str, value: int, keys: dict[str, Any], due_fen: int) -> None:
    quoted = price(cart(TEA, CAKE), coupon(kind, value, **keys))
    assert quoted.due_fen == due_fen
    assert quoted.coupons == (CouponUse("c", "C", 5800 - due_fen),)


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"min_fen": 5800}, ""),
        ({"min_fen": 5801}, "coupon_below_minimum"),
        ({"min_fen": 2800, "skus": ["TEA"]}, ""),
        ({"min_fen": 2801, "skus": ["TEA"]}, "coupon_below_minimum"),
        ({"skus": ["NONE"]}, "coupon_not_for_goods"),
        ({"weekdays": [5]}, "coupon_not_now"),
        ({"hours": "09:00-09:59"}, "coupon_not_now"),
        ({"first": "2026-01-02"}, "coupon_not_now"),
        ({"last": "2025-12-31"}, "coupon_not_now"),
        ({"first": "2026-01-01", "last": "2026-01-01"}, ""),
    ],
)
def test_conditions_of_a_coupon(keys: dict[str, Any], why: str) -> None:
    quoted = price(cart(TEA, CAKE), coupon("amount", 100, **keys))
    assert (quoted.due_fen, quoted.coupons[0].why) == (5800 if why else 5700, why)


def test_the_least_spend_counts_goods_before_any_coupon_and_after_their_own_price() -> None:
    line, order = coupon("amount", 1000, "a", skus=["TEA"]), coupon("amount", 100, "b", min_fen=5800)
    assert price(cart(TEA, CAKE), line, order).due_fen == 4700
    assert price(cart(TEA, CAKE), order, line).due_fen == 4700
    assert price(cart(TEA, CAKE), order, profile=GOLD_MEMBER).coupons[0].why == "coupon_below_minimum"
    assert price(typed(cart(TEA, CAKE), 0, 2700), order).coupons[0].facts == {"min_fen": 5800, "missing_fen": 100}
    assert price(cart(TEA, CIGARETTES, BAG), order).coupons[0].why == "coupon_below_minimum"
    after_offer = offer("S", "spend_save", steps=[[1, 5000]])
    assert price(cart(TEA, CAKE), after_offer, order).due_fen == 700


def test_line_coupons_come_before_order_offers_and_order_coupons_after_them() -> None:
    percent = offer("P", "percent", percent=50, min_fen=1)
    quoted = price(
        cart(TEA, CAKE), coupon("amount", 1000, "b"), coupon("amount", 800, "a", skus=["TEA"]), percent, profile=None
    )
    assert quoted.due_fen == (2800 - 800 + 3000) // 2 - 1000
    assert [(d.source, d.code) for d in quoted.lines[0].discounts] == [("coupon", "A"), ("offer", "P"), ("coupon", "B")]


def test_coupons_are_used_in_the_order_they_were_handed_over() -> None:
    ten, half = coupon("amount", 1000, "ten"), coupon("percent", 50, "half")
    assert price(cart(TEA, CAKE), ten, half).due_fen == 2400
    assert price(cart(TEA, CAKE), half, ten).due_fen == 1900


def test_a_coupon_without_effect_is_not_used_up() -> None:
    all_of_it, more = coupon("amount", 9999, "a"), coupon("amount", 1, "b")
    quoted = price(cart(TEA), all_of_it, more)
    assert [(use.id, use.fen, use.why) for use in quoted.coupons] == [("a", 2800, ""), ("b", 0, "coupon_no_effect")]
    assert price(cart(TEA), coupon("percent", 100)).coupons[0].why == "coupon_no_effect"
    assert price(cart(TEA), coupon("trial", 2800, skus=["TEA"])).coupons[0].why == "coupon_no_effect"


def test_fees_and_what_may_not_be_lowered_are_out_of_reach() -> None:
    assert nets(price(cart(TEA, CIGARETTES, BAG), coupon("amount", 9999))) == [0, 5000, 100]
    assert price(cart(CIGARETTES, BAG), coupon("amount", 1)).coupons[0].why == "coupon_not_for_goods"


def test_one_of_a_named_group_across_steps() -> None:
    line = coupon("amount", 100, "a", skus=["TEA"], group="g")
    order = coupon("amount", 500, "b", group="g")
    save = offer("S", "spend_save", steps=[[1, 300]], group="g")
    quoted = price(cart(TEA, CAKE), line, order, save)
    assert (quoted.due_fen, quoted.coupons[1].why) == (5700, "coupon_group_taken")
    assert said(quoted, "S") == ["offer_group_taken"]
    quoted = price(cart(TEA, CAKE), order, save)
    assert (quoted.due_fen, quoted.coupons[0].why) == (5500, "coupon_group_taken")
    special = offer("X", "special_price", sku="TEA", price_fen=2000, group="g")
    assert nets(price(cart(TEA, CAKE), order, special)) == [2000, 2500]  # not on goods at the group's special price
    assert price(cart(TEA), order, special).coupons[0].why == "coupon_group_taken"


def test_an_exclusive_coupon_or_offer_stands_alone_when_that_is_cheaper() -> None:
    alone, plain = coupon("amount", 900, "x", group="exclusive"), coupon("amount", 500, "a")
    save = offer("S", "spend_save", steps=[[1, 300]])
    quoted = price(cart(TEA, CAKE), plain, alone, save)
    assert (quoted.due_fen, [use.why for use in quoted.coupons]) == (4900, ["coupon_group_taken", ""])
    assert said(quoted, "S") == ["offer_group_taken"]
    more = coupon("amount", 200, "b")
    quoted = price(cart(TEA, CAKE), plain, more, alone, save)
    assert (quoted.due_fen, [use.why for use in quoted.coupons]) == (4800, ["", "", "coupon_group_taken"])
    best = offer("E", "spend_save", steps=[[1, 1200]], group="exclusive")
    quoted = price(cart(TEA, CAKE), plain, more, alone, save, best)
    assert (quoted.due_fen, {use.why for use in quoted.coupons}) == (4600, {"coupon_group_taken"})


def test_a_condition_that_is_not_met_is_said_even_beside_an_exclusive_offer() -> None:
    late = coupon("amount", 100, min_fen=9999)
    quoted = price(cart(TEA), late, offer("E", "spend_save", steps=[[1, 100]], group="exclusive"))
    assert quoted.coupons[0].why == "coupon_below_minimum"


def test_days_of_a_coupon_are_business_dates() -> None:
    late = coupon("amount", 100, last="2026-01-01")
    rules_day = price(cart(TEA), late, now_ms=at("2026-01-02T00:00"))
    assert rules_day.coupons[0].why == "coupon_not_now"
