"""Offers, coupons, kept change and exchanges as rehearse lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.commands.test_rehearse import rehearse

from memberpos.commands.rehearsal import offering
from memberpos.domain.offer_documents import OFFER_KINDS

Line = dict[str, Any]
CASH = [{"kind": "cash", "fen": "rest"}]
SHOP: list[Line] = [
    {"do": "settings", "set": {
        "points.rate": "1/1",
        "tiers": [{"name": "basic", "threshold": 0}, {"name": "gold", "threshold": 500, "price_percent": 90}],
    }},
    {"do": "product", "sku": "TEA", "name": "茶", "price_fen": 2800, "category": "drinks"},
    {"do": "product", "sku": "CAKE", "name": "蛋糕", "price_fen": 3000, "category": "food"},
    {"do": "product", "sku": "FEE", "name": "服务费", "price_fen": 0, "kind": "fee"},
    {"do": "member.enrol", "name": "林", "phone": "13800136021", "as": "lin"},
    {"do": "member.enrol", "name": "周", "phone": "13800136022", "as": "zhou"},
]  # fmt: skip


def offer(code: str, kind: str, **keys: Any) -> Line:
    return {"do": "offer", "code": code, "kind": kind, **{name.rstrip("_"): value for name, value in keys.items()}}


def kind(code: str, kind: str, value: int, **keys: Any) -> Line:
    return {"do": "coupon_kind", "code": code, "kind": kind, "value": value, **keys}


def sale(*skus: str, **keys: Any) -> Line:
    lines = [{"sku": sku, "qty": 1} for sku in skus]
    return {"do": "sale", "lines": lines, "tenders": keys.pop("tenders", CASH), **keys}


def play(lines: list[Line], folder: Path) -> list[dict[str, Any]]:
    answers, status = rehearse([*SHOP, *lines], folder / "shop.db")
    assert [answer for answer in answers if answer.get("error") == "expect"] == []
    assert status == 0
    return answers[len(SHOP) :]


@pytest.mark.parametrize(
    ("line", "due_fen"),
    [
        (offer("O", "spend_save", steps=[[5000, 500], [20000, 9000]]), 8100),
        (offer("O", "percent", percent=90, min_fen=8600), 7740),
        (offer("O", "percent", percent=90, categories=["drinks"]), 8040),
        (offer("O", "n_for_m", n=3, m=2), 5800),
        (offer("O", "cheapest", n=2, percent=50), 7200),
        (offer("O", "second_half", skus=["TEA"]), 7200),
        (offer("O", "bundle", skus=["TEA", "CAKE"], fen=5000), 7800),
        (offer("O", "special_price", sku="TEA", price_fen=2000), 7000),
        (offer("O", "add_on", sku="CAKE", price_fen=1000, min_fen=5600), 6600),
        (offer("O", "service_charge", sku="FEE", percent=10), 9460),
        (offer("O", "minimum_spend", sku="FEE", fen=10000), 10000),
        (offer("O", "percent", percent=1, min_fen=1, from_="2026-01-02"), 8600),
        (offer("O", "percent", percent=1, min_fen=1, to="2025-12-31"), 8600),
        (offer("O", "percent", percent=1, min_fen=1, weekdays=[5]), 8600),
        (offer("O", "percent", percent=1, min_fen=1, tiers=["gold"]), 8600),
        (offer("O", "percent", percent=1, min_fen=1, hours="11:00-12:00"), 8600),
        (offer("O", "percent", percent=1, min_fen=1, members_only=True), 8600),
        (offer("O", "percent", percent=1, min_fen=1, active=False), 8600),
        (offer("O", "multiplier", multiplier="2/1"), 8600),
    ],
)
def test_each_kind_of_offer(line: Line, due_fen: int, tmp_path: Path) -> None:
    play([line, sale("TEA", "TEA", "CAKE", want={"due_fen": due_fen})], tmp_path)


def test_an_offer_with_the_same_code_is_changed(tmp_path: Path) -> None:
    play(
        [
            offer("O", "spend_save", steps=[[1, 100]]),
            sale("TEA", want={"due_fen": 2700, "lines": [{"sku": "TEA", "net_fen": 2700}]}),
            offer("O", "special_price", sku="TEA", price_fen=2000),
            sale("TEA", want={"due_fen": 2000}),
        ],
        tmp_path,
    )


def test_points_of_a_campaign(tmp_path: Path) -> None:
    double = offer("D", "multiplier", multiplier="2/1", categories=["drinks"])
    play([double, sale("TEA", "CAKE", member="lin", want={"points_earned": 28 * 2 + 30})], tmp_path)


def test_an_add_on_for_points_is_asked_for(tmp_path: Path) -> None:
    play(
        [
            offer("A", "add_on", sku="CAKE", points=100, price_fen=500),
            {"do": "points.adjust", "member": "lin", "points": 150, "reason": "test"},
            sale("TEA", "CAKE", member="lin", want={"due_fen": 5800, "points_used": 0}),
            sale("TEA", "CAKE", member="lin", add_ons=["A"], want={"due_fen": 3300, "points_used": 100}),
            sale("TEA", "CAKE", member="zhou", add_ons=["A"], want={"error": "insufficient_points"}),
        ],
        tmp_path,
    )


def test_the_life_of_a_coupon(tmp_path: Path) -> None:
    answers = play(
        [
            kind("TEN", "amount", 1000, min_fen=5000, valid_days=7),
            {"do": "coupon.issue", "member": "lin", "coupon": "TEN", "as": "c", "want": {"valid_to": "2026-01-08"}},
            {"do": "balance", "member": "lin", "want": {"coupons": [{"coupon": "TEN", "valid_to": "2026-01-08"}]}},
            sale("TEA", member="lin", coupons=["c"], want={"error": "coupon_not_applicable"}),
            {"do": "expect", "member": "lin", "refused": "coupon_not_applicable", "coupons": [{"coupon": "TEN"}]},
            sale("TEA", "CAKE", member="lin", coupons=["c"]) | {"as": "s", "want": {"due_fen": 4800}},
            {"do": "expect", "member": "lin", "coupons": []},
            sale("TEA", "CAKE", member="lin", coupons=["c"], want={"error": "coupon_used"}),
            {"do": "refund", "sale": "s", "fen": 4799},
            {"do": "expect", "member": "lin", "coupons": []},
            {"do": "refund", "sale": "s", "all": True, "want": {"refund_fen": 1}},
            {"do": "expect", "member": "lin", "coupons": [{"coupon": "TEN", "valid_to": "2026-01-08"}]},
            {"do": "tick", "at": "2026-01-08T23:59:59+08:00", "want": {"done": []}},
            {"do": "tick", "at": "2026-01-09T00:00:00+08:00", "want": {"done": ["coupon.expire"]}},
            sale("TEA", "CAKE", member="lin", coupons=["c"], want={"error": "coupon_expired"}),
        ],
        tmp_path,
    )
    assert answers[1]["number"].startswith("C")


def test_coupons_are_named_by_alias_id_number_and_kind(tmp_path: Path) -> None:
    given = {"do": "coupon.issue", "member": "lin", "coupon": "TEN"}
    first = play([kind("TEN", "amount", 1000), given | {"as": "c"}], tmp_path)[1]
    by_number = sale("TEA", member="lin", coupons=[first["number"]], want={"due_fen": 1800})
    by_id = sale("TEA", member="lin", coupons=[first["coupon"]], want={"error": "coupon_used"})
    top_up = {"do": "recharge", "member": "lin", "amount_fen": 5000, "pay": "cash", "coupons": ["TEN", "TEN"]}
    twice = sale("TEA", member="lin", coupons=["TEN", "TEN"], want={"due_fen": 800})
    answers, _ = rehearse(
        [*SHOP, kind("TEN", "amount", 1000), given, by_number, by_id, top_up, twice], tmp_path / "b.db"
    )
    assert [answer.get("error") for answer in answers[-4:]] == [None, "coupon_used", None, None]


def test_a_coupon_without_effect_is_kept(tmp_path: Path) -> None:
    lines = [
        kind("ALL", "percent", 0), kind("TEN", "amount", 1000),
        {"do": "coupon.issue", "member": "lin", "coupon": "ALL", "as": "a"},
        {"do": "coupon.issue", "member": "lin", "coupon": "TEN", "as": "t"},
        sale("TEA", member="lin", coupons=["a", "t"], tenders=[], want={"due_fen": 0}),
        {"do": "expect", "member": "lin", "coupons": [{"coupon": "TEN", "valid_to": None}]},
    ]  # fmt: skip
    play(lines, tmp_path)


def test_batches_handing_on_and_taking_back(tmp_path: Path) -> None:
    lines = [
        kind("TEN", "amount", 1000),
        {"do": "coupon.batch", "coupon": "TEN", "count": 2, "want": {"made": 2}},
        {"do": "coupon.issue", "member": "lin", "coupon": "TEN", "as": "c"},
        {"do": "coupon.transfer", "coupon": "c", "to": "zhou"},
        {"do": "expect", "member": "lin", "coupons": []},
        sale("TEA", member="zhou", coupons=["c"], want={"due_fen": 1800}),
        {"do": "coupon.issue", "member": "lin", "coupon": "TEN", "as": "d"},
        {"do": "coupon.void", "coupon": "d", "reason": "mistake"},
        sale("TEA", member="lin", coupons=["d"], want={"error": "coupon_not_applicable"}),
    ]
    numbers = play(lines, tmp_path)[1]["numbers"]
    assert len(set(numbers)) == 2


def test_kept_change_and_exchange(tmp_path: Path) -> None:
    lines = [
        sale("TEA", member="lin", tenders=[{"kind": "cash", "fen": 5000}], keep_change_fen=200, want={
            "change_fen": 2000, "kept_fen": 200,
        }) | {"as": "s"},
        {"do": "expect", "member": "lin", "change_fen": 200, "points": 28},
        {"do": "exchange", "member": "lin", "sale": "s", "back": [{"line": 1, "qty": 1}], "as": "x",
         "lines": [{"sku": "CAKE", "qty": 1}], "tenders": CASH,
         "want": {"to_pay_fen": 200, "due_fen": 3000, "refund": {"refund_fen": 2800, "points_clawed": 28}}},
        {"do": "expect", "member": "lin", "points": 30},
        {"do": "refund", "sale": "x", "all": True, "want": {"refund_fen": 3000}},
        {"do": "change.pay_out", "member": "lin", "want": {"paid_fen": 200}},
        {"do": "report.x", "want": {"expected_cash_fen": 0, "counts": {"sales": 2, "refunds": 2}}},
    ]  # fmt: skip
    play(lines, tmp_path)


def test_lines_that_are_no_offers_or_coupons(tmp_path: Path) -> None:
    bad = [
        offer("O", "gift"), offer("O", "spend_save"), offer("O", "spend_save", steps=[[1]]),
        offer("O", "percent", percent="90"), offer("O", "n_for_m", n=3), offer("O", "second_half", steps=[[1, 1]]),
        offer("O", "percent", percent=90, weekdays=["1"]), offer("O", "percent", percent=90, from_="2026-13-01"),
        kind("K", "gift", 1), {"do": "coupon_kind", "code": "K", "kind": "amount"},
        {"do": "coupon.issue", "member": "lin"}, sale("TEA", coupons="c"),
    ]  # fmt: skip
    wrong = [
        (offer("O", "percent", percent=101), "bad_setting"), (offer("O", "n_for_m", n=2, m=2), "bad_setting"),
        (offer("O", "spend_save", steps=[]), "bad_setting"), (kind("K", "amount", 0), "bad_setting"),
        (offer("O", "multiplier", multiplier="many"), "bad_setting"), (kind("K", "goods", 1), "bad_setting"),
        (offer("O", "service_charge", sku="NONE", percent=10), "not_found"),
        ({"do": "coupon.issue", "member": "lin", "coupon": "NONE"}, "not_found"),
        ({"do": "coupon.issue", "member": "nobody", "coupon": "NONE"}, "not_found"),
        ({"do": "recharge", "member": "lin", "amount_fen": 1, "pay": "cash", "coupons": ["NONE"]}, "not_found"),
    ]  # fmt: skip
    answers, status = rehearse([*SHOP, *bad, *(line for line, _ in wrong)], tmp_path / "a.db")
    got = [answer.get("error") for answer in answers[len(SHOP) :]]
    assert got == ["bad_line"] * len(bad) + [code for _, code in wrong]
    assert status == 1


def test_every_kind_has_keys_of_its_own() -> None:
    assert offering.OFFER.checks["kind"]("spend_save")
    assert [name for name in OFFER_KINDS if not offering.OFFER.checks["kind"](name)] == []


def test_money_off_by_hand_comes_after_coupons_and_before_points(tmp_path: Path) -> None:
    lines = [
        {"do": "points.adjust", "member": "lin", "points": 500, "reason": "test"},
        kind("TEN", "amount", 1000), {"do": "coupon.issue", "member": "lin", "coupon": "TEN"},
        sale("TEA", "CAKE", member="lin", coupons=["TEN"], off_fen=800, off_reason="waited long", points=500, **{"as": "s"},
             want={"total_fen": 5800, "due_fen": 3500, "points_used": 500}),
        {"do": "refund", "sale": "s", "all": True, "want": {"refund_fen": 3500, "points_returned": 500}},
        sale("TEA", off_fen=9000, off_reason="all of it", want={"due_fen": 0}),
    ]  # fmt: skip
    play(lines, tmp_path)


def test_money_off_below_nothing_is_refused(tmp_path: Path) -> None:
    answers, _ = rehearse([*SHOP, sale("TEA", off_fen=-1)], tmp_path / "a.db")
    assert answers[-1]["error"] == "bad_amount"
