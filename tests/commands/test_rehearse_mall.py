"""Points, tiers, gifts, draws and time, worked out by hand from the domain rules (section numbers in the names)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.commands.test_rehearse import rehearse
from tests.commands.test_rehearse_vectors import REST, back, goods, holds, member, points, rules, sale, top_up

from memberpos.commands.rehearsal import action, mall

Line = dict[str, Any]
LADDER = [{"name": "A", "threshold": 0}, {"name": "B", "threshold": 100}, {"name": "C", "threshold": 300}]
MUG = {"do": "gift", "sku": "MUG", "name": "杯", "points": 100}


def redeem(want: Line | None = None, **more: Any) -> Line:
    return {"do": "redeem", "member": "m", "gift": "MUG", "want": want or {}, **more}


def tick(at: str, *kinds: str) -> Line:
    return {"do": "tick", "at": f"{at}+08:00", "want": {"done": list(kinds)}}


def refused(code: str) -> Line:
    return {"do": "expect", "refused": code}


DAYS: dict[str, list[Line]] = {
    "3 lines of different multipliers share the base points by split": [
        rules(points__rate="1/1", tiers=[{"name": "G", "threshold": 0, "points_multiplier": "3/2"}]),
        goods("A", 1050), goods("B", 1050), member(), sale("A", "B", member="m", want={"points_earned": 31}),
    ],
    "3 neither top-ups nor goods that do not earn, and stored value only if it earns": [
        rules(points__rate="1/1", points__stored_value_earns=False), goods("A", 10000), goods("N", 5000, earns=False),
        member(), top_up(10000, 2000), holds(points=0),
        sale("A", "N", member="m", want={"points_earned": 100}),
        sale("A", member="m", tenders=[{"kind": "stored_value", "fen": "rest"}], want={"points_earned": 0}),
        rules(points__stored_value_earns=True, points__bonus_earns=True), top_up(5000, 5000),
        sale("A", member="m", tenders=[{"kind": "stored_value", "fen": "rest"}], want={"points_earned": 100}),
    ],
    "3 referral: both sides at the first sale with money due, so many a month": [
        rules(points__referral=50, points__referred=20, points__referral_limit=1), goods("T", 1000),
        member(), member("b", referrer="m"), member("c", referrer="m"), holds(points=0),
        sale("T", member="b", **{"as": "s"}), holds(points=50), {"do": "expect", "member": "b", "points": 20},
        sale("T", member="c"), holds(points=50), {"do": "expect", "member": "c", "points": 20},
        back({}), holds(points=0), {"do": "expect", "member": "b", "points": 0},
    ],
    "3 birthday by both calendars, once a year": [
        rules(points__birthday=88), member(birthday="1990-01-03"),
        member("l", birthday="1990-08-15", lunar=True), member("f", birthday="1992-02-29"),
        member("x", birthday="2020-04-10", lunar=True, leap_month=True),
        tick("2026-01-02T23:59:59"), tick("2026-01-03T00:00:00", "birthday"), holds(points=88),
        tick("2026-01-04T00:00:00"), tick("2026-02-28T00:00:00", "birthday"), tick("2026-05-26T00:00:00", "birthday"),
        tick("2026-09-24T23:59:59"), tick("2026-09-25T00:00:00", "birthday"), tick("2026-12-31T23:59:59"),
        tick("2027-01-03T00:00:00", "birthday"), holds(points=176),
        {"do": "member.enrol", "name": "y", "birthday": "1990-02-30"},
        {"do": "member.enrol", "name": "z", "birthday": "1990-02-31", "lunar": True},
    ],
    "4 expiry at the start of the next business date, whenever that begins": [
        rules(points__expiry="months:0:end_of_month", day_starts_at="04:00"), member(), points(100),
        tick("2026-02-01T03:59:57"), holds(points=100), tick("2026-02-01T04:00:00", "points.expire"), holds(points=0),
    ],
    "4 a changed setting touches new lots only": [
        rules(points__expiry="year:03-31"), member(), points(10), rules(points__expiry="months:12:end_of_month"),
        points(20), rules(points__expiry="never"), points(30),
        holds(points_lots=[{"points": 20, "expires": "2027-01-31"}, {"points": 10, "expires": "2027-03-31"},
                           {"points": 30, "expires": None}]),
    ],
    "6 visits are business dates with a sale that stands": [
        rules(tiers=[{"name": "A", "threshold": 0}, {"name": "B", "threshold": 2}], tiers__criterion="visits",
              tiers__refund_downgrade="immediate"),
        goods("T", 1000), member(), sale("T", member="m"), sale("T", member="m"), holds(tier="A"),
        sale("T", member="m", at="2026-01-02T10:00:00+08:00", **{"as": "s"}), holds(tier="B"),
        {"do": "refund", "sale": "s", "fen": 999}, holds(tier="B"), {"do": "refund", "sale": "s", "all": True},
        holds(tier="A"),
    ],
    "6 points ever earned less clawed, spent ones too": [
        rules(points__rate="1/1", tiers=LADDER, tiers__criterion="points", tiers__refund_downgrade="immediate"),
        goods("T", 10000), member(), sale("T", member="m", **{"as": "s"}), holds(tier="B"),
        goods("U", 100), sale("U", member="m", points=100, tenders=[{"kind": "cash", "fen": 0}]), holds(tier="B", points=0),
        back({}), holds(tier="A", points=-100),
    ],
    "6 growth, kept by reaching it anew after each review that clears it": [
        rules(tiers=LADDER, tiers__criterion="growth", growth__rate="2/1", tiers__validity="months:1",
              tiers__growth_resets=True),
        goods("T", 5000), member(), sale("T", member="m"), holds(tier="B", growth=100),
        tick("2026-02-02T00:00:00", "tier.review"), holds(tier="B", growth=0),
        tick("2026-03-03T00:00:00", "tier.review"), holds(tier="A", growth=0),
    ],
    "6 one down, by balance, and a lower bar to stay": [
        rules(tiers=[*LADDER[:2], {"name": "C", "threshold": 300, "keep": 90}], tiers__validity="months:1",
              tiers__window="since_tier_start"),
        goods("T", 30000), goods("U", 9000), member(), sale("T", member="m"), holds(tier="C"),
        sale("U", member="m", at="2026-01-02T10:00:00+08:00"), tick("2026-02-02T00:00:00", "tier.review"), holds(tier="C"),
        tick("2026-03-03T00:00:00", "tier.review"), holds(tier="B"),
        rules(tiers__down="by_balance"), sale("T", member="m"), holds(tier="C"),
        tick("2026-04-04T00:00:00", "tier.review"), tick("2026-05-05T00:00:00", "tier.review"), holds(tier="A"),
    ],
    "6 by balance a review may end two lower, one down never does": [
        rules(tiers=LADDER, tiers__validity="months:1", tiers__window="since_tier_start", tiers__down="by_balance"),
        goods("T", 30000), goods("U", 10000), member(), member("n"), sale("T", member="m"),
        tick("2026-02-02T00:00:00", "tier.review"), holds(tier="C"),
        tick("2026-03-03T00:00:00", "tier.review"), holds(tier="A"),
    ],
    "6 a window of the calendar year": [
        rules(tiers=LADDER, tiers__window="calendar_year", tiers__validity="months:2"), goods("T", 10000), member(),
        sale("T", member="m", at="2026-11-15T10:00:00+08:00"), holds(tier="B"),
        tick("2027-01-16T00:00:00", "tier.review"), holds(tier="A"),
    ],
    "6 a tier given for a time": [
        rules(tiers=LADDER), goods("T", 10000), member(),
        {"do": "tier.grant", "member": "m", "tier": "C", "to": "2026-01-31", "reason": "trial", "want": {"tier": "C"}},
        sale("T", member="m"), holds(tier="C"),
        tick("2026-02-01T00:00:00", "tier.review"), holds(tier="B"), tick("2026-02-02T00:00:00"),
        {"do": "tier.grant", "member": "m", "tier": "Z", "reason": "x"}, refused("not_found"),
    ],
    "9 gifts: stock, tier price, money part, limit": [
        rules(tiers=[{"name": "A", "threshold": 0}, {"name": "B", "threshold": 100}]), goods("T", 10000), member(),
        points(1000), {**MUG, "fen": 500, "stock": 3, "prices": {"B": 80}, "limit": "3/month"},
        redeem({"points_used": 100, "fen": 500, "change_fen": 500}, tenders=[{"kind": "cash", "fen": 1000}], **{"as": "r"}),
        redeem(), refused("tender_mismatch"), sale("T", member="m"),
        redeem({"points_used": 160, "fen": 1000}, qty="2", tenders=REST), redeem(tenders=REST), refused("limit_exceeded"),
        {"do": "report.x", "want": {"expected_cash_fen": 11500, "sales_fen": 10000}},
        {"do": "gift.return", "redeem": "r", "want": {"points_returned": 100, "fen": 500}},
        {**MUG, "fen": 500, "stock": 0}, redeem(tenders=REST), refused("out_of_stock"),
        redeem(qty="0.5"), refused("bad_amount"), redeem(gift="CAR"), refused("not_found"), holds(points=840),
    ],
    "9 gifts: not enough points, a debt, not now": [
        rules(points__rate="1/1"), goods("T", 10000), member(), MUG, redeem(), refused("insufficient_points"),
        sale("T", member="m", **{"as": "s"}), redeem({"points_used": 100, "fen": 0}), back({}), holds(points=-100),
        redeem(), refused("points_debt"), points(300), {**MUG, "from": "2027-01-01"}, redeem(), refused("not_now"),
        {**MUG, "to": "2025-12-31"}, redeem(), refused("not_now"), {**MUG, "tiers": ["G"]}, redeem(), refused("not_now"),
    ],
    "9 a draw shows the seed whose hash was published": [
        member(), points(100),
        {"do": "draw.put", "code": "W", "name": "转盘", "points": 10, "limit": "2/day", "prizes": [
            {"code": "p", "name": "5分", "weight": 1, "kind": "points", "points": 5}]},
        {"do": "draw", "member": "m", "draw": "W", "want": {"prize": "p", "points_used": 10}}, holds(points=95),
        {"do": "draw", "member": "m", "draw": "W", "hash": "0"}, refused("quote_changed"),
        {"do": "draw", "member": "m", "draw": "W"}, {"do": "draw", "member": "m", "draw": "W"}, refused("limit_exceeded"),
        {"do": "draw.put", "code": "W", "name": "转盘", "points": 10, "limit": "2", "prizes": []}, refused("bad_setting"),
    ],
    "3 check-ins and tasks": [
        rules(points__check_in=2, points__check_in_limit="1/day", points__registration=10,
              points__tasks=[{"code": "t", "name": "t", "points": 5, "limit": "1/ever"}]),
        member(), holds(points=10), {"do": "check_in", "member": "m", "want": {"points": 12}},
        {"do": "check_in", "member": "m"}, refused("limit_exceeded"),
        {"do": "task", "member": "m", "task": "t", "want": {"points": 17}}, {"do": "task", "member": "m", "task": "t"},
        refused("limit_exceeded"),
    ],
    "10 a wrong clock is confirmed by the owner who plays": [
        goods("T", 1000), member(), sale("T", at="2026-02-01T10:00:00+08:00"), sale("T", at="2026-01-01T10:00:00+08:00"),
        {"do": "report.x", "want": {"sales_fen": 2000}},
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", DAYS)
def test_figures(tmp_path: Path, name: str) -> None:
    answers, _ = rehearse(DAYS[name], tmp_path / "a.db")
    wrong = [answer for answer in answers if answer.get("error") in ("expect", "bad_line")]
    if name == "3 birthday by both calendars, once a year":
        codes = [answer.get("error") for answer in answers[-2:]]
        assert codes == ["bad_line", "bad_setting"]
        wrong = [answer for answer in wrong if answer["line"] != len(answers) - 1]
    assert wrong == []


def test_the_mall_belongs_to_the_language() -> None:
    assert {"gift", "redeem"} <= set(mall.ACTIONS)
    assert all(isinstance(entry, action.Action) for entry in mall.ACTIONS.values())
