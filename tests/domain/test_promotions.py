"""Running promotions and order offers: each kind, filters, groups, and what is said of those that did not apply."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domain.priced import GOLD_MEMBER, at, cart, goods, nets, offer, price, said, typed, weighed

from memberpos.domain.conditions import moment
from memberpos.domain.line_prices import unit_price
from memberpos.domain.member import Profile
from memberpos.domain.offers import Scene
from memberpos.domain.promotions import order_offers

TEA, CAKE, BREAD = goods("TEA", 2800, "drinks"), goods("CAKE", 3000, "food"), goods("BREAD", 1000, "food")
CIGARETTES = goods("CIG", 5000, discountable=False)
BASIC = Profile("m2", "basic")


@pytest.mark.parametrize(
    ("pieces", "due_fen"),
    [(3, 8400), (4, 10200), (7, 18600), (8, 19400), (80, 221000)],
)
def test_spend_save_gives_the_highest_step_once(pieces: int, due_fen: int) -> None:
    save = offer("S", "spend_save", steps=[[20000, 3000], [10000, 1000]])
    assert price(cart((TEA, pieces)), save).due_fen == due_fen


def test_spend_save_is_shared_by_what_the_lines_cost_and_says_what_is_missing() -> None:
    save = offer("S", "spend_save", steps=[[5000, 1000], [9000, 2500]], name="满减")
    quoted = price(cart(TEA, CAKE), save)
    assert nets(quoted) == [2317, 2483]
    assert said(quoted, "S") == ["offer_applied", "offer_next_step"]
    assert quoted.notes[-1].facts == {"offer": "S", "name": "满减", "missing_fen": 3200, "fen": 2500}
    assert quoted.lines[0].discounts[0].label == "满减"
    below = price(cart(TEA), save).notes[-1]
    assert (below.code, below.facts["missing_fen"]) == ("offer_below_minimum", 2200)


@pytest.mark.parametrize(
    ("keys", "due_fen"),
    [
        ({"percent": 90, "min_fen": 5000}, 5220),
        ({"percent": 90, "min_fen": 5800}, 5220),
        ({"percent": 90, "min_fen": 5801}, 5800),
        ({"percent": 0, "min_fen": 1}, 0),
        ({"percent": 85, "min_fen": 1, "skus": ["TEA"]}, 2380 + 3000),
        ({"percent": 85, "min_fen": 1, "categories": ["food"]}, 2800 + 2550),
        ({"percent": 85, "min_fen": 1, "skus": ["TEA"], "categories": ["food"]}, 4930),
        ({"percent": 85, "min_fen": 3000, "skus": ["TEA"]}, 5800),
    ],
)
def test_a_percentage_off_the_order_needs_its_least_spend_on_its_goods(keys: dict[str, Any], due_fen: int) -> None:
    assert price(cart(TEA, CAKE), offer("P", "percent", **keys)).due_fen == due_fen


def test_the_order_percentage_is_rounded_once() -> None:
    lines = [(goods(f"G{n}", 333), 1) for n in range(3)]
    assert price(cart(*lines), offer("P", "percent", percent=85, min_fen=1)).due_fen == 849  # 849.15


@pytest.mark.parametrize(
    ("lines", "n", "m", "due_fen"),
    [
        ([(TEA, 3)], 3, 2, 5600),
        ([(TEA, 2)], 3, 2, 5600),
        ([(TEA, 5)], 3, 2, 11200),
        ([(TEA, 6)], 3, 2, 11200),
        ([TEA, CAKE, BREAD], 3, 2, 5800),  # the cheapest is free
        ([TEA, CAKE, (BREAD, 2)], 3, 2, 6800),
        ([(BREAD, 6)], 3, 1, 2000),
        ([(BREAD, 2)], 2, 0, 0),
    ],
)
def test_n_for_m_frees_the_cheapest_pieces(lines: list[Any], n: int, m: int, due_fen: int) -> None:
    assert price(cart(*lines), offer("N", "n_for_m", n=n, m=m)).due_fen == due_fen


def test_a_free_piece_lowers_all_goods_of_the_offer() -> None:
    """So that giving back the paid ones keeps nothing of the free one."""
    quoted = price(cart(TEA, CAKE, BREAD), offer("N", "n_for_m", n=3, m=2))
    assert nets(quoted) == [2388, 2559, 853]
    assert price(cart(TEA, CAKE), offer("N", "n_for_m", n=3, m=2)).notes[-1].facts["have"] == 2


@pytest.mark.parametrize(
    ("lines", "keys", "due_fen"),
    [
        ([TEA, CAKE], {"n": 2}, 3000),
        ([TEA, CAKE], {"n": 2, "percent": 70}, 4960),
        ([TEA, CAKE, BREAD], {"n": 2}, 5800),
        ([TEA, (BREAD, 3)], {"n": 2}, 3800),
    ],
)
def test_the_cheapest_of_every_few_is_cheaper(lines: list[Any], keys: dict[str, Any], due_fen: int) -> None:
    assert price(cart(*lines), offer("C", "cheapest", **keys)).due_fen == due_fen


@pytest.mark.parametrize(
    ("lines", "due_fen"),
    [
        ([(TEA, 1)], 2800),
        ([(TEA, 2)], 4200),
        ([(TEA, 3)], 7000),
        ([TEA, CAKE], 4400),
        ([(goods("ODD", 333), 2)], 500),  # 166.5 half up
    ],
)
def test_the_second_costs_half(lines: list[Any], due_fen: int) -> None:
    assert price(cart(*lines), offer("H", "second_half")).due_fen == due_fen


@pytest.mark.parametrize(
    ("lines", "skus", "fen", "due_fen"),
    [
        ([TEA, CAKE], ["TEA", "CAKE"], 5000, 5000),
        ([TEA, CAKE, BREAD], ["TEA", "CAKE"], 5000, 6000),
        ([(TEA, 3), (CAKE, 2)], ["TEA", "CAKE"], 5000, 12800),
        ([(TEA, 2), CAKE], ["TEA", "TEA", "CAKE"], 7000, 7000),
        ([TEA, CAKE], ["TEA", "TEA", "CAKE"], 7000, 5800),
        ([TEA, BREAD], ["TEA", "CAKE"], 5000, 3800),
        ([TEA, CAKE], ["TEA", "CAKE"], 5800, 5800),
        ([TEA, CAKE], ["TEA", "CAKE"], 9000, 5800),
        ([(BREAD, 5)], ["BREAD", "BREAD"], 1500, 4000),
    ],
)
def test_a_bundle_has_its_price_for_each_set(lines: list[Any], skus: list[str], fen: int, due_fen: int) -> None:
    assert price(cart(*lines), offer("B", "bundle", skus=skus, fen=fen)).due_fen == due_fen


def test_a_bundle_takes_the_dearest_pieces_and_stops_where_it_saves_nothing() -> None:
    made = typed(cart(TEA, TEA, CAKE, CAKE), 0, 1500)
    quoted = price(made, offer("B", "bundle", skus=["TEA", "CAKE"], fen=4800))
    assert quoted.due_fen == 4800 + 1500 + 3000  # a second set would cost 4800 instead of 4500


def test_weighed_goods_are_no_pieces() -> None:
    nuts = goods("NUT", 1000)
    assert price(weighed(nuts, 2500), offer("H", "second_half")).due_fen == 2500
    assert price(weighed(nuts, 2000), offer("H", "second_half")).due_fen == 1500
    assert price(weighed(nuts, 2500), offer("P", "percent", percent=50, min_fen=1)).due_fen == 1250


@pytest.mark.parametrize(
    ("profile", "keys", "due_fen", "source"),
    [
        (None, {"price_fen": 2000}, 2000, "offer"),
        (GOLD_MEMBER, {"price_fen": 2600}, 2520, "tier"),
        (GOLD_MEMBER, {"price_fen": 2520}, 2520, "tier"),
        (GOLD_MEMBER, {"price_fen": 2519}, 2519, "offer"),
        (GOLD_MEMBER, {"price_fen": 2000, "combinable": True}, 2000, "tier"),
        (None, {"price_fen": 3000}, 2800, "list"),
    ],
)
def test_a_special_price_is_one_of_the_prices_of_which_the_lowest_counts(
    profile: Profile | None, keys: dict[str, Any], due_fen: int, source: str
) -> None:
    quoted = price(cart(TEA), offer("X", "special_price", sku="TEA", **keys), profile=profile)
    assert (quoted.due_fen, quoted.lines[0].price_source) == (due_fen, source)


def test_a_running_percentage_competes_with_the_tier_and_a_combinable_one_follows_it() -> None:
    assert price(cart(TEA), offer("P", "percent", percent=80), profile=GOLD_MEMBER).due_fen == 2240
    assert price(cart(TEA), offer("P", "percent", percent=95), profile=GOLD_MEMBER).due_fen == 2520
    after = price(cart(TEA), offer("P", "percent", percent=80, combinable=True), profile=GOLD_MEMBER)
    assert after.due_fen == 2016
    assert [(d.source, d.code, d.fen) for d in after.lines[0].discounts] == [
        ("price", "tier", 280),
        ("offer", "P", 504),
    ]


def test_combinable_promotions_follow_in_order_of_code_each_on_the_price_so_far() -> None:
    odd = goods("ODD", 1005)
    a, b = (offer(code, "percent", percent=p, combinable=True) for code, p in (("A", 90), ("B", 55)))
    assert price(cart(odd), a, b).due_fen == 498  # 1005 → 904.5 → 905 → 497.75
    c, d = (offer(code, "percent", percent=p, combinable=True) for code, p in (("C", 55), ("D", 90)))
    assert price(cart(odd), c, d).due_fen == 498  # 552.75 → 553 → 497.7
    assert price(cart((odd, 3)), a).due_fen == 2715  # rounded a piece, not a line


def test_a_typed_price_stands_against_promotions_but_order_offers_see_it() -> None:
    made = typed(cart(TEA, CAKE), 0, 2500)
    running = (offer("X", "special_price", sku="TEA", price_fen=100), offer("P", "percent", percent=10))
    assert nets(price(made, *running)) == [2500, 300]
    assert price(made, offer("S", "spend_save", steps=[[5500, 500]])).due_fen == 5000


def test_what_may_not_be_lowered_is_left_out_and_does_not_count() -> None:
    save = offer("S", "spend_save", steps=[[5000, 1000]])
    assert price(cart(TEA, CIGARETTES), save).due_fen == 7800
    assert nets(price(cart(TEA, CAKE, CIGARETTES), save)) == [2317, 2483, 5000]
    assert price(cart(CIGARETTES), offer("X", "special_price", sku="CIG", price_fen=4000)).due_fen == 4000
    assert price(cart(CIGARETTES), offer("P", "percent", percent=50)).due_fen == 5000


def test_add_ons_by_price_need_other_goods() -> None:
    swap = offer("A", "add_on", sku="BREAD", price_fen=100, min_fen=2800)
    assert price(cart(TEA, BREAD), swap).due_fen == 2900
    assert price(cart(TEA, (BREAD, 2)), swap).due_fen == 3900  # one piece an order
    assert price(cart(BREAD), swap).due_fen == 1000
    assert price(cart(BREAD, goods("GUM", 200)), swap).due_fen == 1200
    two = offer("A", "add_on", sku="BREAD", price_fen=100, min_fen=2800, most=2)
    assert price(cart(TEA, (BREAD, 3)), two).due_fen == 4000
    drinks_only = offer("A", "add_on", sku="BREAD", price_fen=100, min_fen=2800, categories=["drinks"])
    assert price(cart(CAKE, BREAD), drinks_only).due_fen == 4000
    assert price(cart(TEA, BREAD), drinks_only).due_fen == 2900


def test_add_ons_for_points_are_given_when_asked_for_and_paid_with_points() -> None:
    swap = offer("A", "add_on", sku="BREAD", points=300, price_fen=200)
    silent = price(cart(TEA, BREAD), swap, profile=BASIC)
    assert (silent.due_fen, silent.notes[-1].code) == (3800, "offer_not_asked")
    rich = Profile("m", "basic", points=500)
    quoted = price(cart(TEA, BREAD, add_ons=("A",), points=100), swap, profile=rich)
    assert (quoted.due_fen, quoted.points_used, quoted.add_on_points) == (2900, 400, 300)
    assert quoted.points_discount_fen == 100
    poor = price(cart(TEA, BREAD, add_ons=("A",)), swap, profile=Profile("m", "basic", points=299))
    assert (poor.due_fen, poor.points_used, poor.notes[-1].code) == (3800, 0, "offer_points_short")


@pytest.mark.parametrize(
    ("now", "keys", "reason"),
    [
        ("2026-01-01T10:00", {"from_": "2026-01-02"}, "early"),
        ("2026-01-01T10:00", {"to": "2025-12-31"}, "late"),
        ("2026-01-01T10:00", {"from_": "2026-01-01", "to": "2026-01-01"}, ""),
        ("2026-01-01T10:00", {"weekdays": [4]}, ""),
        ("2026-01-01T10:00", {"weekdays": [1, 2, 3, 5, 6, 7]}, "weekday"),
        ("2026-01-01T10:00", {"hours": "10:00-11:00"}, ""),
        ("2026-01-01T11:00", {"hours": "10:00-11:00"}, "hours"),
        ("2026-01-01T23:30", {"hours": "22:00-02:00"}, ""),
        ("2026-01-02T01:59", {"hours": "22:00-02:00"}, ""),
        ("2026-01-02T02:00", {"hours": "22:00-02:00"}, "hours"),
        ("2026-01-01T23:59", {"hours": "20:00-24:00"}, ""),
    ],
)
def test_an_offer_stands_on_its_days_and_hours(now: str, keys: dict[str, Any], reason: str) -> None:
    quoted = price(cart(TEA), offer("S", "spend_save", steps=[[1, 1]], **keys), now_ms=at(now))
    assert quoted.due_fen == (2799 if reason == "" else 2800)
    if reason:
        assert (quoted.notes[-1].code, quoted.notes[-1].facts["reason"]) == ("offer_not_now", reason)


def test_an_offer_may_be_for_members_or_tiers_only() -> None:
    for keys, walk_in, basic, gold in (
        ({"members_only": True}, "offer_members_only", "offer_applied", "offer_applied"),
        ({"tiers": ["gold"]}, "offer_not_for_tier", "offer_not_for_tier", "offer_applied"),
    ):
        save = offer("S", "spend_save", steps=[[1, 1]], **keys)
        for profile, want in ((None, walk_in), (BASIC, basic), (GOLD_MEMBER, gold)):
            assert said(price(cart(TEA), save, profile=profile), "S") == [want]


def test_free_offers_follow_each_other_in_order_of_code() -> None:
    save = offer("A", "spend_save", steps=[[10000, 2000]])
    percent = offer("B", "percent", percent=50, min_fen=1)
    assert price(cart((TEA, 4)), save, percent).due_fen == 4600
    assert price(cart((TEA, 4)), offer("C", "spend_save", steps=[[10000, 2000]]), percent).due_fen == 5600


def test_of_a_named_group_the_best_is_given() -> None:
    small, big = (offer(code, "spend_save", steps=[[1, fen]], group="g") for code, fen in (("A", 10), ("B", 20)))
    other = offer("C", "spend_save", steps=[[1, 5]], group="h")
    quoted = price(cart(TEA), small, big, other)
    assert quoted.due_fen == 2775
    assert (said(quoted, "A"), said(quoted, "B"), said(quoted, "C")) == (
        *(["offer_group_taken"], ["offer_applied"], ["offer_applied"]),
    )
    dear = offer("B", "spend_save", steps=[[5000, 20]], group="g")
    quoted = price(cart(TEA), small, dear)
    assert (quoted.due_fen, said(quoted, "B")) == (2790, ["offer_below_minimum"])


def test_an_exclusive_offer_stands_alone_when_that_is_cheaper() -> None:
    alone = offer("X", "spend_save", steps=[[1, 500]], group="exclusive")
    free = [offer(code, "spend_save", steps=[[1, fen]]) for code, fen in (("A", 300), ("B", 100))]
    quoted = price(cart(TEA), alone, *free)
    assert (quoted.due_fen, said(quoted, "A"), said(quoted, "X")) == (2300, ["offer_group_taken"], ["offer_applied"])
    free.append(offer("C", "spend_save", steps=[[1, 100]]))
    quoted = price(cart(TEA), alone, *free)
    assert (quoted.due_fen, said(quoted, "X")) == (2300, ["offer_group_taken"])  # a tie leaves it out
    two = price(cart(TEA), alone, offer("Y", "spend_save", steps=[[1, 600]], group="exclusive"))
    assert (two.due_fen, said(two, "X")) == (2200, ["offer_group_taken"])


def test_on_a_line_only_one_promotion_of_a_group() -> None:
    running = offer("A", "special_price", sku="TEA", price_fen=2000, group="g")
    half, third = (offer(c, "percent", percent=p, combinable=True, group="g") for c, p in (("B", 50), ("C", 33)))
    assert nets(price(cart(TEA, CAKE), running, half, third)) == [2000, 990]
    save = offer("S", "spend_save", steps=[[1, 100]], group="g")
    assert nets(price(cart(TEA, CAKE), running, save)) == [2000, 2900]  # goods at a special price are left out of it


def test_order_offers_tell_the_groups_they_took() -> None:
    quoted = price(cart(TEA))
    free, named = offer("A", "spend_save", steps=[[1, 1]]), offer("B", "spend_save", steps=[[1, 1]], group="g")
    idle = offer("C", "spend_save", steps=[[9999, 1]], group="h")
    after, taken = order_offers(
        quoted, [free, named, idle], Scene(moment(at("2026-01-01T10:00"), "Asia/Shanghai", "00:00"))
    )
    assert (after.due_fen, taken) == (2798, frozenset({"g"}))


@pytest.mark.parametrize(
    ("kind", "keys", "unit_fen"),
    [
        ("special_price", {"sku": "TEA", "price_fen": 5}, 5),
        ("special_price", {"sku": "CAKE", "price_fen": 5}, None),
        ("percent", {"percent": 85}, 851),  # 850.85
        ("percent", {"percent": 85, "skus": ["CAKE"]}, None),
        ("spend_save", {"steps": [[1, 1]]}, None),
    ],
)
def test_the_unit_price_of_a_running_promotion(kind: str, keys: dict[str, Any], unit_fen: int | None) -> None:
    assert unit_price(offer("O", kind, **keys), TEA, 1001) == unit_fen


def test_an_offer_for_other_goods_says_so() -> None:
    for one in (
        offer("O", "spend_save", steps=[[1, 1]], skus=["NONE"]),
        offer("O", "n_for_m", n=2, m=1, skus=["NONE"]),
        offer("O", "bundle", skus=["NO", "NONE"], fen=1),
        offer("O", "special_price", sku="NONE", price_fen=1),
        offer("O", "add_on", sku="NONE"),
        offer("O", "multiplier", multiplier="2/1", skus=["NONE"]),
    ):
        assert said(price(cart(TEA), one), "O") == ["offer_not_for_goods"]
    assert said(price(cart(TEA), offer("O", "special_price", sku="TEA", price_fen=2800)), "O") == ["offer_no_effect"]


def test_an_empty_cart_says_nothing() -> None:
    for kind, keys in (("spend_save", {"steps": [[0, 1]]}), ("percent", {"percent": 1}), ("n_for_m", {"n": 2, "m": 1})):
        assert price(cart(), offer("O", kind, **keys)).notes == ()
