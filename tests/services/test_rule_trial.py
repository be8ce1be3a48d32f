"""Rehearsing rules on past sales: what is in force changes nothing, and a draft costs what it says."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memberpos.domain.cart import TypedPrice
from memberpos.domain.catalog import FEE, Product
from memberpos.domain.errors import PosError
from memberpos.domain.pass_terms import PassTerms
from memberpos.domain.rule_trial import Result
from memberpos.services import (
    checkout,
    pass_kinds,
    pass_sales,
    products,
    recharge_offers,
    refunds,
    rule_trial,
    shop_settings,
)
from memberpos.services import offers as offer_service
from memberpos.services.checkout import TenderRequest
from memberpos.services.recharges import RechargeRequest, recharge
from memberpos.services.refunds import RefundRequest
from memberpos.services.rule_trial import Draft, Outcome
from memberpos.store import past_sales
from tests.refusals import refused
from tests.services.shop import DAY_MS, GOODS, Shop, new_shop

#: Raise it for a long run.
EXAMPLES = 8
FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
SKUS = [product.sku for product in GOODS]
RULES = st.fixed_dictionaries(
    {
        "points.rate": st.sampled_from(["1/1", "1/10", "3/2"]),
        "points.whole_steps": st.booleans(),
        "points.bonus_earns": st.booleans(),
        "points.discount_cap_percent": st.sampled_from([20, 100]),
        "points.items": st.sampled_from([{}, {"CUP": 7}]),
        "rounding.mode": st.sampled_from(["none", "drop_fen", "drop_jiao", "round_yuan"]),
        "rounding.scope": st.sampled_from(["order", "cash"]),
        "stored_value.spend_order": st.sampled_from(["bonus_first", "principal_first", "proportional"]),
    }
)
OFFERS: tuple[dict[str, Any], ...] = (
    {"code": "A", "kind": "spend_save", "steps": [[5000, 500], [20000, 3000]]},
    {"code": "B", "kind": "percent", "percent": 85, "categories": ["goods"], "members_only": True},
    {"code": "C", "kind": "multiplier", "multiplier": "2/1", "group": "x"},
    {"code": "D", "kind": "second_half", "skus": ["LATTE"], "group": "exclusive"},
    {"code": "E", "kind": "special_price", "sku": "CUP", "price_fen": 2999, "hours": "09:00-12:00"},
    {"code": "F", "kind": "add_on", "sku": "GIFT", "price_fen": 0, "points": 30, "min_fen": 2000},
    {"code": "G", "kind": "service_charge", "sku": "FEE", "percent": 10},
)
SALE = st.fixed_dictionaries(
    {
        "who": st.integers(-1, 1),
        "lines": st.lists(st.tuples(st.sampled_from(SKUS), st.sampled_from([500, 1000, 3000])), min_size=1, max_size=4),
        "stored": st.sampled_from([0, 700, 4000]),
        "points": st.sampled_from([0, 15, 400]),
        "other": st.sampled_from(["cash", "scan_pay"]),
        "coupon": st.booleans(),
        "days": st.integers(0, 9),
        "pass": st.sampled_from([0, 0, 2_800, 3_000, 5_600]),
        "back": st.lists(
            st.one_of(st.integers(1, 9_000), st.tuples(st.integers(1, 4), st.sampled_from([500, 1000]))), max_size=2
        ),
    }
)


@contextmanager
def traded(rules: dict[str, Any], codes: set[str], sales: list[dict[str, Any]]) -> Iterator[Shop]:
    """A shop with some rules and what it sold under them."""
    with tempfile.TemporaryDirectory() as folder:
        shop = new_shop(Path(folder), rules)
        shop.coupon_kind("TEN", "amount", 1000, min_fen=3000)
        products.put(shop.use(), Product("FEE", "服务费", 0, kind=FEE, earns=False))
        for offer in OFFERS:
            if offer["code"] in codes:
                offer_service.put(shop.use(), offer)
        members = [shop.enrol("甲", "13800000001").member_id, shop.enrol("乙", "13800000002").member_id]
        pass_kinds.put(shop.use(), PassTerms("TEN", 10_000, 10, skus=("LATTE", "CUP")))
        for member in members:
            shop.recharge(member, 30_000, 5_000)
            pass_sales.sell(shop.use(), pass_sales.SellPass(member, "TEN", (TenderRequest("cash", None),)))
        for sale in sales:
            shop.now_ms += sale["days"] * DAY_MS + 1_800_000
            sell(shop, members, sale)
        try:
            yield shop
        finally:
            shop.db.close()


def sell(shop: Shop, members: list[str], sale: dict[str, Any]) -> None:
    member = members[sale["who"]] if sale["who"] >= 0 else None
    stored = (TenderRequest("stored_value", sale["stored"]),) if member and sale["stored"] else ()
    coupons = (shop.coupon(member, "TEN"),) if member and sale["coupon"] else ()
    by_pass = (TenderRequest("pass", sale["pass"], pass_id="TEN"),) if member and sale["pass"] else ()
    tenders = (*by_pass, *stored, TenderRequest(sale["other"], None))
    try:
        points = sale["points"] if member else 0
        done = shop.sell(member, *sale["lines"], tenders=tenders, points=points, coupons=coupons)
        for back in sale["back"]:
            lines, fen = ({back[0]: back[1]}, None) if isinstance(back, tuple) else (None, back)
            refunds.refund(shop.use(), RefundRequest(done.event_id, lines=lines, fen=fen))
    except PosError as error:
        assert error.code in {
            "tender_mismatch", "insufficient_stored_value", "insufficient_points", "coupon_not_applicable",
            "pass_used_up", "over_refund", "nothing_to_refund", "not_found",
        }, error  # fmt: skip


def booked(shop: Shop, sale_id: str) -> Result:
    """Money and points a sale left in the books: without uses of passes, after its refunds."""
    paid = shop.db.value(
        "SELECT coalesce(sum(t.fen), 0) FROM tender t WHERE t.kind <> 'pass'"
        " AND (t.event_id = ? OR t.event_id IN (SELECT id FROM refund WHERE sale_id = ?))",
        (sale_id, sale_id),
    )
    clawed = shop.db.value("SELECT coalesce(sum(points_clawed), 0) FROM refund WHERE sale_id = ?", (sale_id,))
    return Result(paid, past_sales.by_id(shop.db, sale_id).points_earned - clawed)


def fingerprint(shop: Shop) -> list[Any]:
    tables = [row[0] for row in shop.db.all("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return [shop.db.all(f"SELECT * FROM {table}") for table in tables]


@settings(max_examples=EXAMPLES, deadline=None)
@given(rules=RULES, codes=st.sets(st.sampled_from([each["code"] for each in OFFERS])), sales=st.lists(SALE, max_size=6))
def test_rules_in_force_change_nothing(rules: dict[str, Any], codes: set[str], sales: list[dict[str, Any]]) -> None:
    with traded(rules, codes, sales) as shop:
        before = fingerprint(shop)
        whole = Draft(
            shop_settings.all_values(shop.db), tuple(offer_service.everything(shop.db)), tuple(offer_service.kinds(shop.db)),
        )  # fmt: skip
        for draft in (Draft(), whole):
            done = rule_trial.try_draft(shop.db, draft, FIRST, LAST)
            kept = "SELECT count(*) FROM sale s WHERE NOT EXISTS (SELECT 1 FROM refund r WHERE r.sale_id = s.id AND r.whole)"
            assert done == Outcome(sales=shop.db.value(kept))
        assert fingerprint(shop) == before


@settings(max_examples=EXAMPLES, deadline=None)
@given(rules=RULES, codes=st.sets(st.sampled_from([each["code"] for each in OFFERS])), sales=st.lists(SALE, max_size=6))
def test_a_sale_priced_again_is_the_one_that_was_booked(
    rules: dict[str, Any], codes: set[str], sales: list[dict[str, Any]]
) -> None:
    with traded(rules, codes, sales) as shop:
        trial = rule_trial.prepare(shop.db, Draft(), FIRST, LAST)
        for sale_id in trial.sales:
            row = past_sales.by_id(shop.db, sale_id)
            result = rule_trial.priced(shop.db, row, row.tier, trial.now)
            assert result == booked(shop, sale_id)


def test_a_draft_offer_costs_what_it_takes_off(shop: Shop) -> None:
    member = shop.enrol().member_id
    shop.sell(member, ("LATTE", 4000))
    shop.sell(None, ("LATTE", 1000))
    shop.sell(None, ("LATTE", 10_000))
    draft = Draft(offers=({"code": "NEW", "kind": "spend_save", "steps": [[10_000, 1_500]]},))
    done = rule_trial.try_draft(shop.db, draft, FIRST, LAST)
    assert (done.sales, done.changed, done.members, done.cost_fen) == (3, 2, 1, 3_000)
    assert done.points_more == -15
    assert [(each.was.due_fen, each.now.due_fen) for each in done.top] == [(11_200, 9_700), (28_000, 26_500)]


def test_a_draft_of_points_costs_points(shop: Shop) -> None:
    member = shop.enrol().member_id
    shop.sell(member, ("BEANS", 1000))
    shop.sell(None, ("BEANS", 1000))
    done = rule_trial.try_draft(shop.db, Draft({"points.rate": "3/1"}), FIRST, LAST)
    assert (done.changed, done.cost_fen, done.points_more) == (1, 0, 180)
    assert done.top[0].now == Result(9_000, 270)


def test_other_steps_put_members_where_they_would_have_been(shop: Shop) -> None:
    member = shop.enrol().member_id
    shop.sell(member, ("BEANS", 1000))
    shop.now_ms += DAY_MS
    shop.sell(member, ("LATTE", 1000))
    tiers = [{"name": "普卡", "threshold": 0}, {"name": "金卡", "threshold": 50, "price_percent": 50}]
    done = rule_trial.try_draft(shop.db, Draft({"tiers": tiers}), FIRST, LAST)
    assert (done.changed, done.cost_fen) == (1, 1_400)


def test_an_offer_put_aside_is_missed(shop: Shop) -> None:
    shop.offer("A", "percent", percent=50)
    shop.sell(None)
    draft = Draft(offers=({"code": "A", "kind": "percent", "percent": 50, "active": False},))
    assert rule_trial.try_draft(shop.db, draft, FIRST, LAST).cost_fen == -1_400


def test_sales_given_back_and_other_months_do_not_count(shop: Shop) -> None:
    first = shop.sell(None)
    refunds.refund(shop.use(), RefundRequest(first.event_id, everything=True))
    shop.now_ms += 40 * DAY_MS
    shop.sell(None)
    assert rule_trial.try_draft(shop.db, Draft(), date(2026, 1, 1), date(2026, 1, 31)).sales == 0
    assert rule_trial.last_month(date(2026, 3, 14)) == (date(2026, 2, 1), date(2026, 2, 28))


def test_a_pass_goes_on_paying_its_line(shop: Shop) -> None:
    member = shop.enrol().member_id
    pass_kinds.put(shop.use(), PassTerms("TEN", 10_000, 10, skus=("LATTE",)))
    pass_sales.sell(shop.use(), pass_sales.SellPass(member, "TEN", (TenderRequest("cash", None),)))
    by_pass = TenderRequest("pass", 2_800, pass_id="TEN")
    shop.sell(member, ("LATTE", 1000), ("GIFT", 20_000), tenders=(by_pass, TenderRequest("cash", None)))
    draft = Draft(offers=({"code": "A", "kind": "percent", "percent": 50},))
    done = rule_trial.try_draft(shop.db, draft, FIRST, LAST)
    assert (done.sales, done.changed, done.cost_fen) == (1, 1, 1_500)


def test_what_came_back_is_given_back_at_the_drafts_prices(shop: Shop) -> None:
    sale = shop.sell(None, ("LATTE", 4000))
    refunds.refund(shop.use(), RefundRequest(sale.event_id, lines={1: 1000}))
    draft = Draft(offers=({"code": "A", "kind": "percent", "percent": 50},))
    assert rule_trial.try_draft(shop.db, draft, FIRST, LAST).cost_fen == 3 * 1_400
    refunds.refund(shop.use(), RefundRequest(sale.event_id, fen=5_000))
    assert rule_trial.try_draft(shop.db, draft, FIRST, LAST).cost_fen == 3_400, "5000 of 8400, but all of 4200"


def test_joining_and_birthdays_of_the_days_are_counted(shop: Shop) -> None:
    shop.enrol("甲", "13800000001", birthday="1990-01-20")
    shop.enrol("乙", "13800000002", birthday="1990-02-20")
    shop.enrol("丙", "13800000003", birthday="1989-12-05", lunar=True)  # 23 January 2026 by the lunar calendar
    shop.enrol("丁", "13800000004", birthday="1990-12-31")
    shop.now_ms += 20 * DAY_MS
    shop.enrol("戊", "13800000005", birthday="1990-01-02")  # joined after the day
    days = date(2026, 1, 1), date(2026, 1, 31)
    joining = rule_trial.try_draft(shop.db, Draft({"points.registration": 30}), *days)
    assert (joining.points_more, joining.gifts_more, joining.members, joining.cost_fen) == (150, 150, 5, 0)
    birthdays = rule_trial.try_draft(shop.db, Draft({"points.birthday": 88}), *days)
    assert (birthdays.points_more, birthdays.members) == (2 * 88, 2)
    shop_settings.change(shop.use(), {"points.birthday": 88, "points.registration": 30})
    less = rule_trial.try_draft(shop.db, Draft({"points.birthday": 8}), *days)
    assert (less.points_more, less.gifts_more) == (-160, -160)
    tiers = [{"name": "普卡", "threshold": 0, "birthday_points": 100}, {"name": "金卡", "threshold": 200}]
    assert rule_trial.try_draft(shop.db, Draft({"tiers": tiers}), *days).points_more == 2 * 12


def test_members_are_looked_through_in_pieces(shop: Shop) -> None:
    for at in range(5):
        shop.enrol(f"m{at}", f"1380000000{at}", birthday="1990-01-20")
    trial = rule_trial.prepare(shop.db, Draft({"points.birthday": 10}), FIRST, LAST)
    pieces = [rule_trial.birthdays(shop.db, trial, range(at, at + 2)) for at in range(0, trial.people + 1, 2)]
    assert sum(each.points_more for each in pieces) == 50
    assert rule_trial.prepare(shop.db, Draft({"points.rate": "9/1"}), FIRST, LAST).people == 0


def test_a_price_typed_by_staff_stays(shop: Shop) -> None:
    cart = shop.cart(None, ("LATTE", 1000)).override_price(0, TypedPrice(2_000, "broken")).set_order_discount(100, "x")
    checkout.finish(shop.use(), checkout.FinishSale(cart, (TenderRequest("cash", None),)))
    draft = Draft(offers=({"code": "A", "kind": "percent", "percent": 50},))
    assert rule_trial.try_draft(shop.db, draft, FIRST, LAST).changed == 0


def test_pieces_are_the_whole(shop: Shop) -> None:
    for _ in range(5):
        shop.sell(None, ("LATTE", 4000))
    draft = Draft(offers=({"code": "A", "kind": "percent", "percent": 90},))
    trial = rule_trial.prepare(shop.db, draft, FIRST, LAST)
    pieces = [rule_trial.piece(shop.db, trial, trial.sales[at : at + 2]) for at in (0, 2, 4)]
    total = pieces[0].plus(pieces[1]).plus(pieces[2])
    assert total == rule_trial.try_draft(shop.db, draft, FIRST, LAST)
    assert (total.changed, total.cost_fen) == (5, 5 * 1_120)


@pytest.mark.parametrize("draft", [Draft({"points.rate": 1}), Draft(offers=({"code": "A", "kind": "no"},))])
def test_a_draft_that_is_none_is_refused(shop: Shop, draft: Draft) -> None:
    assert refused(lambda: rule_trial.prepare(shop.db, draft, FIRST, LAST)).code == "bad_setting"


def test_a_ladder_is_tried_on_top_ups(shop: Shop) -> None:
    member = shop.enrol("甲", "13800000001").member_id
    steps = {"name": "x", "steps": [{"amount_fen": 10_000, "bonus_fen": 1_000}]}
    more = {
        "name": "x",
        "steps": [{"amount_fen": 10_000, "bonus_fen": 1_000}, {"amount_fen": 30_000, "bonus_fen": 5_000}],
    }
    shop.recharge(member, 10_000)
    tried = rule_trial.try_ladder(shop.db, "A", steps, FIRST, LAST, shop.now_ms)
    assert (tried.changed, tried.cost_fen, tried.members) == (1, 1_000, 1)
    recharge_offers.put(shop.use(), "A", steps)
    recharge(shop.use(), RechargeRequest(member, 40_000, offer="A"))
    assert rule_trial.try_ladder(shop.db, "A", steps, FIRST, LAST, shop.now_ms) == Outcome(sales=1)
    assert rule_trial.try_ladder(shop.db, "A", more, FIRST, LAST, shop.now_ms).cost_fen == 4_000
