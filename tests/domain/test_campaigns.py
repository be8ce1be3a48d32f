"""Points campaigns and fees of the shop."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.domain.priced import GOLD_MEMBER, RULES, cart, coupon, goods, nets, offer, price, said

from memberpos.domain.campaigns import with_campaigns
from memberpos.domain.charges import with_charges
from memberpos.domain.earning import preview
from memberpos.domain.member import Profile

TEA, CAKE = goods("TEA", 9990, "drinks"), goods("CAKE", 5000, "food")
BAG = goods("BAG", 100, kind="fee")
BASIC = Profile("m", "basic")


def factors(*given: object, **more: object) -> list[str]:
    quoted = price(cart(TEA, CAKE), *given, profile=BASIC, **more)  # type: ignore[arg-type]
    return [str(line.campaign) for line in quoted.lines]


def test_a_campaign_multiplies_the_points_of_its_goods() -> None:
    double = offer("D", "multiplier", multiplier="2/1")
    assert factors(double) == ["2", "2"]
    assert factors(offer("D", "multiplier", multiplier="2/1", skus=["TEA"])) == ["2", "1"]
    quoted = price(cart(TEA), double, profile=GOLD_MEMBER)
    assert (quoted.due_fen, preview(quoted, RULES)) == (8991, 89 * 3)  # gold pays 90 %, 3/2 × 2
    assert (quoted.notes[-1].code, quoted.notes[-1].facts["factor"]) == ("offer_points", "2/1")


def test_tier_and_campaign_are_multiplied_exactly_and_floored_once() -> None:
    quoted = price(cart(goods("G", 11100)), offer("D", "multiplier", multiplier="4/3"), profile=GOLD_MEMBER)
    assert preview(quoted, RULES) == 198  # 99 × 3/2 × 4/3


def test_the_highest_campaign_counts_and_combinable_ones_multiply_it() -> None:
    two, three = (offer(code, "multiplier", multiplier=m) for code, m in (("A", "2/1"), ("B", "3/1")))
    more = offer("C", "multiplier", multiplier="3/2", combinable=True)
    assert factors(two, three) == ["3", "3"]
    assert factors(two, three, more) == ["9/2", "9/2"]
    assert factors(offer("Z", "multiplier", multiplier="0/1", skus=["CAKE"])) == ["1", "0"]
    assert factors(offer("Z", "multiplier", multiplier="1/2")) == ["1/2", "1/2"]


def test_campaigns_share_the_groups_of_prices() -> None:
    double = offer("D", "multiplier", multiplier="2/1", group="g")
    save = offer("S", "spend_save", steps=[[1, 1]], group="g")
    assert factors(double, save) == ["1", "1"]
    assert factors(double, coupon("amount", 1, group="g")) == ["1", "1"]
    special = offer("X", "special_price", sku="TEA", price_fen=9000, group="g")
    assert factors(double, special) == ["1", "2"]
    pair = [
        offer(code, "multiplier", multiplier=m, combinable=True, group="g") for code, m in (("A", "2/1"), ("B", "3/1"))
    ]
    assert factors(*pair) == ["3", "3"]


def test_an_exclusive_campaign_stands_beside_nothing() -> None:
    alone, double = (
        offer(c, "multiplier", multiplier=m, group=g) for c, m, g in (("X", "3/1", "exclusive"), ("D", "2/1", ""))
    )
    save = offer("S", "spend_save", steps=[[1, 1]])
    assert factors(alone) == ["3", "3"]
    assert factors(alone, double) == ["3", "3"]
    assert factors(alone, double, save) == ["2", "2"]
    exclusive = offer("E", "spend_save", steps=[[1, 1]], group="exclusive")
    assert factors(exclusive, double) == ["1", "1"]
    quoted = price(cart(TEA), alone, save, profile=BASIC)
    assert said(quoted, "X") == ["offer_group_taken"]


def test_fees_have_no_campaign() -> None:
    quoted = price(cart(TEA, BAG), offer("D", "multiplier", multiplier="2/1"))
    assert [line.campaign for line in quoted.lines] == [Fraction(2), Fraction(1)]


def test_the_way_that_multiplies_most_money_is_taken() -> None:
    quoted = price(cart(TEA, CAKE))
    ways = [
        [offer("A", "multiplier", multiplier="2/1", skus=["CAKE"])],
        [offer("B", "multiplier", multiplier="2/1", skus=["TEA"])],
    ]
    assert [line.campaign for line in with_campaigns(quoted, ways, frozenset()).lines] == [2, 1]
    assert [line.campaign for line in with_campaigns(quoted, ways[:1], frozenset({"g"})).lines] == [1, 2]


def test_fees_number_on_from_the_lines() -> None:
    charges = [offer(code, "service_charge", sku="FEE", percent=p) for code, p in (("B", 2), ("A", 1))]
    charged = with_charges(price(cart(TEA)), charges)
    assert [(line.line, line.net_fen) for line in charged.lines] == [(1, 9990), (2, 100), (3, 200)]


@pytest.mark.parametrize(("percent", "fee"), [(10, 1499), (1, 150), (15, 2249)])
def test_a_service_charge_is_a_line_of_its_own(percent: int, fee: int) -> None:
    quoted = price(cart(TEA, CAKE, BAG), offer("F", "service_charge", sku="FEE", percent=percent), profile=BASIC)
    assert nets(quoted) == [9990, 5000, 100, fee]
    line = quoted.lines[-1]
    assert (line.line, line.list_fen, line.price_source, line.product.kind) == (4, fee, "charge", "fee")
    assert quoted.total_fen == 15090 + fee
    assert preview(quoted, RULES) == 149


def test_fees_follow_every_discount_on_goods_and_nothing_lowers_them() -> None:
    charge = offer("F", "service_charge", sku="FEE", percent=10)
    quoted = price(
        cart(TEA, order_discount_fen=90), charge, offer("S", "spend_save", steps=[[1, 900]]), coupon("amount", 1000)
    )
    assert nets(quoted) == [8000, 800]


def test_points_pay_for_fees_too() -> None:
    charge = offer("F", "service_charge", sku="FEE", percent=10)
    quoted = price(cart(goods("G", 1000), points=10_000), charge, profile=GOLD_MEMBER)
    assert (quoted.points_used, quoted.due_fen) == (990, 0)


def test_the_minimum_spend_charges_what_is_missing() -> None:
    least = offer("M", "minimum_spend", sku="FEE", fen=20000)
    assert nets(price(cart(TEA, CAKE, BAG), least)) == [9990, 5000, 100, 5010]
    assert nets(price(cart((TEA, 3)), least)) == [29970]
    assert nets(price(cart(BAG), least)) == [100]  # nothing was had
    assert price(cart(), least).lines == ()
    gold_free = offer("M", "minimum_spend", sku="FEE", fen=20000, tiers=["basic"])
    assert len(price(cart(TEA), gold_free, profile=GOLD_MEMBER).lines) == 1
