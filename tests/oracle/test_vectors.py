"""The vectors of the rules, each as a short history that both sides must play as the rules say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.oracle import engine
from tests.oracle.player import Player

Line = dict[str, Any]

GOLD = [{"name": "gold", "threshold": 0, "points_multiplier": "3/2"}]
LADDER = [
    {"name": "first", "threshold": 0},
    {"name": "second", "threshold": 2000},
    {"name": "third", "threshold": 5000},
]
MEMBER: Line = {"do": "member.enrol", "name": "林", "as": "m"}


def rules(**names: Any) -> Line:
    return {"do": "settings", "set": {name.replace("__", "."): value for name, value in names.items()}}


def goods(sku: str, fen: int, **more: Any) -> Line:
    return {"do": "product", "sku": sku, "name": sku, "price_fen": fen, **more}


def sale(sku: str, pay: str = "cash", **more: Any) -> Line:
    return {
        "do": "sale",
        "member": "m",
        "lines": [{"sku": sku, "qty": 1}],
        "tenders": [{"kind": pay, "fen": "rest"}],
        **more,
    }


def topped(principal: int, bonus: int) -> Line:
    return {"do": "recharge", "member": "m", "amount_fen": principal, "bonus_fen": bonus, "pay": "cash"}


def adjusted(n: int, **more: Any) -> Line:
    return {"do": "points.adjust", "member": "m", "points": n, "reason": "vector", **more}


def has(**keys: Any) -> Line:
    return {"do": "expect", "member": "m", **keys}


def back(fen: int, **want: Any) -> Line:
    return {"do": "refund", "sale": "s", "fen": fen, "want": want}


VECTORS: dict[str, list[Line]] = {
    **{
        f"§2 {mode} {fen}": [
            rules(rounding__mode=mode),
            goods("A", fen),
            MEMBER,
            sale("A", want={"due_fen": due, "discount_fen": fen - due}),
        ]
        for mode, fen, due in (
            ("none", 1234, 1234),
            ("drop_fen", 1234, 1230),
            ("drop_jiao", 1234, 1200),
            ("round_jiao", 1234, 1230),
            ("round_jiao", 1235, 1240),
            ("round_yuan", 1249, 1200),
            ("round_yuan", 1250, 1300),
        )
    },
    "§2 九折 pays 90 %, half up to the fen": [
        rules(tiers=[{"name": "gold", "threshold": 0, "price_percent": 90}]),
        goods("A", 10000),
        goods("B", 5),
        MEMBER,
        sale("A", want={"due_fen": 9000}),
        sale("B", lines=[{"sku": "B", "qty": 2}], want={"due_fen": 10}),
    ],
    "§2 points above the cap are reduced": [
        rules(points__discount_cap_percent=50, points__per_yuan=3),
        goods("A", 101),
        MEMBER,
        adjusted(9),
        sale("A", points=9, want={"points_used": 2, "due_fen": 51}),
    ],
    "§3 without a tier": [rules(points__rate="1/1"), goods("A", 9990), MEMBER, sale("A", want={"points_earned": 99})],
    "§3 every full 10 yuan": [
        rules(points__rate="2/10", points__whole_steps=True),
        goods("A", 2999),
        MEMBER,
        sale("A", want={"points_earned": 4}),
    ],
    "§3 gold ×3/2": [
        rules(points__rate="1/1", tiers=GOLD),
        goods("A", 9990),
        MEMBER,
        sale("A", want={"points_earned": 148}),
    ],
    "§3 with 20 yuan by points": [
        rules(points__rate="1/1", tiers=GOLD),
        goods("A", 9990),
        MEMBER,
        adjusted(2000),
        sale("A", points=2000, want={"points_earned": 118, "due_fen": 7990, "points_used": 2000}),
    ],
    "§3 rate 3/2": [rules(points__rate="3/2"), goods("A", 9990), MEMBER, sale("A", want={"points_earned": 149})],
    "§3 a top-up earns nothing": [rules(points__rate="1/1"), MEMBER, topped(100000, 0), has(points=0, growth=0)],
    "§4 soonest end first": [
        rules(points__expiry="months:0:end_of_month"),
        MEMBER,
        adjusted(100),
        rules(points__expiry="never"),
        adjusted(50),
        has(points_lots=[{"points": 100, "expires": "2026-01-31"}, {"points": 50, "expires": None}]),
        adjusted(-120),
        {"do": "tick", "at": "2026-02-01T00:00:00+08:00", "want": {"done": []}},
        has(points=30, points_lots=[{"points": 30, "expires": None}]),
    ],
    "§4 a year's last day": [
        rules(points__expiry="year:03-31"),
        MEMBER,
        adjusted(1),
        rules(points__expiry="months:1:end_of_month"),
        adjusted(1),
        has(points_lots=[{"points": 1, "expires": "2026-02-28"}, {"points": 1, "expires": "2027-03-31"}]),
    ],
    "§5 claws sum up": [
        rules(points__rate="1/10"),
        goods("A", 2190),
        MEMBER,
        sale("A", **{"as": "s", "want": {"points_earned": 2}}),
        *[back(fen) for fen in (500, 500, 500, 690)],
        has(points=0),
    ],
    "§5 stored value returns to its lots": [
        goods("A", 10000),
        MEMBER,
        topped(10000, 2000),
        sale("A", "stored_value", **{"as": "s", "want": {"stored_principal_fen": 8000, "stored_bonus_fen": 2000}}),
        back(5000, principal_fen=4000, bonus_fen=1000),
        back(5000),
        has(principal_fen=10000, bonus_fen=2000),
    ],
    "§5 no share of a part below nothing": [
        goods("A", 14),
        MEMBER,
        topped(6, 6),
        sale("A", **{"as": "s", "tenders": [{"kind": "stored_value", "fen": 12}, {"kind": "cash", "fen": 2}]}),
        *[back(fen, refund_fen=fen) for fen in (10, 1, 3)],
        has(principal_fen=6, bonus_fen=6),
    ],
    "§6 a fen below": [rules(tiers=LADDER), goods("A", 199999), MEMBER, sale("A"), has(tier="first")],
    "§6 reached": [rules(tiers=LADDER), goods("A", 200000), MEMBER, sale("A"), has(tier="second")],
    "§6 refund at the period's end": [
        rules(tiers=LADDER),
        goods("A", 200000),
        MEMBER,
        sale("A", **{"as": "s"}),
        back(1),
        has(tier="second"),
    ],
    "§6 refund at once": [
        rules(tiers=LADDER, tiers__refund_downgrade="immediate"),
        goods("A", 200000),
        MEMBER,
        sale("A", **{"as": "s"}),
        back(1),
        has(tier="first"),
    ],
    "§7 proportional": [
        rules(stored_value__spend_order="proportional"),
        goods("A", 18000),
        MEMBER,
        topped(10000, 2000),
        topped(10000, 5000),
        sale("A", "stored_value", want={"stored_principal_fen": 14000, "stored_bonus_fen": 4000}),
    ],
    "§7 closing": [
        goods("A", 359400),
        MEMBER,
        topped(300000, 100000),
        sale("A", "stored_value"),
        {
            "do": "card_close",
            "member": "m",
            "method": "bonus_first",
            "want": {
                "bonus_first_fen": 40600,
                "principal_first_fen": 0,
                "proportional_fen": 30450,
                "refund_fen": 40600,
            },
        },
    ],
    "§8 the start day is not counted, a freeze counts both its days": [
        {"do": "pass_kind", "code": "P", "price_fen": 100, "uses": 1, "valid_days": 30},
        MEMBER,
        {"do": "pass.sell", "member": "m", "pass": "P", "tenders": [{"kind": "cash", "fen": "rest"}], "as": "p"}
        | {"want": {"valid_from": "2026-01-01", "valid_to": "2026-01-31"}},
        {
            "do": "pass.freeze",
            "pass": "p",
            "from": "2026-01-05",
            "to": "2026-01-07",
            "want": {"valid_to": "2026-02-03"},
        },
        {"do": "pass.use", "member": "m", "pass": "p", "at": "2026-01-07T23:59:59+08:00"},
        {"do": "expect", "refused": "pass_frozen"},
        {"do": "pass.use", "member": "m", "pass": "p", "at": "2026-01-08T00:00:00+08:00", "want": {"left": 0}},
    ],
    "§8 average value": [
        {"do": "pass_kind", "code": "P", "price_fen": 50000, "uses": 10, "gift_uses": 2},
        MEMBER,
        {"do": "pass.sell", "member": "m", "pass": "P", "tenders": [{"kind": "cash", "fen": "rest"}], "as": "p"},
        {"do": "pass.use", "member": "m", "pass": "p", "persons": 5, "want": {"left": 7}},
        {"do": "pass.refund", "pass": "p", "method": "average", "pay": "cash", "want": {"refund_fen": 29165}},
    ],
    "§13 limit of principal": [
        rules(law__enforce=True),
        MEMBER,
        topped(500000, 0),
        topped(1, 0),
        {"do": "expect", "refused": "law_limit"},
    ],
    "§13 a refund in cash up to 100.00": [
        rules(law__enforce=True),
        MEMBER,
        {**topped(10000, 0), "as": "r"},
        {**topped(10001, 0), "as": "q"},
        {"do": "recharge.refund", "recharge": "q", "cause": "seven_days"},
        {"do": "expect", "refused": "law_limit"},
        {"do": "recharge.refund", "recharge": "r", "cause": "seven_days", "want": {"refund_fen": 10000}},
    ],
    "§13 the day of payment is not counted": [
        rules(law__enforce=True),
        MEMBER,
        {**topped(100, 0), "as": "r"},
        {**topped(200, 0), "as": "q"},
        {"do": "recharge.refund", "recharge": "r", "cause": "seven_days", "at": "2026-01-08T23:59:59+08:00"}
        | {"want": {"refund_fen": 100}},
        {"do": "recharge.refund", "recharge": "q", "cause": "seven_days"},
        {"do": "expect", "refused": "undo_too_late"},
    ],
    "§13 above at once": [
        rules(law__enforce=True),
        MEMBER,
        topped(500001, 0),
        {"do": "expect", "refused": "law_limit"},
    ],
}


@pytest.mark.parametrize("name", VECTORS)
def test_oracle(name: str) -> None:
    player = Player()
    wrong = [line for line in VECTORS[name] if player.play(json.dumps(line)).get("error") == "expect"]
    assert wrong == []


@pytest.mark.parametrize("name", VECTORS)
def test_engine(name: str) -> None:
    answers = engine.play([json.dumps(line) for line in VECTORS[name]])
    assert [answer for answer in answers if answer.get("error") in {"expect", "bad_line"}] == []
