"""Counter days on stored value, cards and the law, worked out by hand from the domain rules (§5, §7, §11, §13)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.commands.test_rehearse import rehearse

Line = dict[str, Any]
REST = [{"kind": "cash", "fen": "rest"}]
STORED = [{"kind": "stored_value", "fen": "rest"}]


def goods(sku: str, price_fen: int, **more: Any) -> Line:
    return {"do": "product", "sku": sku, "name": sku, "price_fen": price_fen, **more}


def rules(**values: Any) -> Line:
    return {"do": "settings", "set": {name.replace("__", "."): value for name, value in values.items()}}


def member(name: str = "m", **more: Any) -> Line:
    return {"do": "member.enrol", "name": name, "as": name, **more}


def sale(sku: str, who: str = "m", want: Line | None = None, **more: Any) -> Line:
    return {
        "do": "sale",
        "member": who,
        "lines": [{"sku": sku, "qty": 1}],
        "tenders": STORED,
        "want": want or {},
        **more,
    }


def top_up(amount_fen: int, bonus_fen: int = 0, who: str = "m", **more: Any) -> Line:
    return {"do": "recharge", "member": who, "amount_fen": amount_fen, "bonus_fen": bonus_fen, "pay": "cash", **more}


def undo(what: str, cause: str = "wrong_entry", want: Line | None = None, **more: Any) -> Line:
    return {"do": "recharge.refund", "recharge": what, "cause": cause, "want": want or {}, **more}


def close(method: str, want: Line | None = None, who: str = "m", **more: Any) -> Line:
    return {"do": "card_close", "member": who, "method": method, "want": want or {}, **more}


def holds(who: str = "m", **want: Any) -> Line:
    return {"do": "expect", "member": who, **want}


def refused(code: str) -> Line:
    return {"do": "expect", "refused": code}


def cash(fen: int, **more: Any) -> Line:
    return {"do": "report.x", "want": {"expected_cash_fen": fen, **more}}


VECTOR = [goods("T", 359400), member(), top_up(300000, 100000), sale("T")]
THREE = {"bonus_first_fen": 40600, "principal_first_fen": 0, "proportional_fen": 30450}
OFFER = {"do": "recharge_offer", "code": "A", "name": "充值有礼", "steps": [
    {"amount_fen": 10000, "bonus_fen": 1000, "points": 50},
    {"amount_fen": 50000, "bonus_fen": 6000, "instalments": {"fen": 1000, "count": 3}},
]}  # fmt: skip

DAYS: dict[str, list[Line]] = {
    "7 closing, bonus first": [*VECTOR, close("bonus_first", {**THREE, "refund_fen": 40600}), holds(principal_fen=0, bonus_fen=0), cash(259400)],
    "7 closing, principal first": [*VECTOR, close("principal_first", {**THREE, "refund_fen": 0, "forfeited_fen": 40600}), cash(300000)],
    "7 closing, proportional": [*VECTOR, close("proportional", {**THREE, "refund_fen": 30450}), holds(principal_fen=0, bonus_fen=0)],
    "7 closing for the shop's cause is proportional at least": [
        *VECTOR, close("principal_first", {**THREE, "refund_fen": 30450, "method": "proportional"}, cause="shop"),
    ],
    "7 closing for the shop's cause may be kinder": [*VECTOR, close("bonus_first", {"refund_fen": 40600}, cause="shop")],
    "7 without a method the contract's spend order counts": [
        rules(stored_value__spend_order="proportional"), goods("T", 3000), member(), top_up(10000, 2000), sale("T"),
        {"do": "card_close", "member": "m", "want": {"method": "proportional", "refund_fen": 7500, "forfeited_fen": 1500}},
    ],
    "7 used-up top-ups drop out of a closing": [
        goods("T", 12000), goods("U", 1000), member(), top_up(10000, 2000), sale("T"), top_up(5000, 1000), sale("U"),
        close("principal_first", {"bonus_first_fen": 5000, "principal_first_fen": 4000, "proportional_fen": 4167}),
    ],
    "7 closing takes the card back": [
        member(), {"do": "card.issue", "member": "m", "number": "A1"}, top_up(100), close("bonus_first", {"refund_fen": 100}, pay="scan_pay"),
        {"do": "card.verify", "number": "A1", "want": {"state": "returned", "verdict": "returned"}}, cash(100),
        close("bonus_first"), refused("nothing_to_refund"),
    ],
    "7 a wrong entry": [
        member(), top_up(10000, 2000, points=30, **{"as": "r"}), holds(principal_fen=10000, bonus_fen=2000, points=30),
        undo("r", want={"refund_fen": 10000, "charge_fen": 0}), holds(principal_fen=0, bonus_fen=0, points=0), cash(0),
        undo("r"), refused("nothing_to_refund"), undo("none"), refused("not_found"),
    ],
    "7 a wrong entry after some of it was spent": [
        goods("T", 1500), member(), top_up(10000, 2000, **{"as": "r"}), sale("T", want={"stored_bonus_fen": 1500}),
        undo("r", want={"refund_fen": 8500, "bonus_used_fen": 1500, "charge_fen": 1500}), holds(principal_fen=0, bonus_fen=0),
    ],
    "7 undoing one top-up leaves the others": [
        goods("T", 1000), member(), top_up(3000, 500, **{"as": "a"}), top_up(2000, 700, **{"as": "b"}), sale("T"),
        undo("b", want={"refund_fen": 1500}), holds(principal_fen=3000, bonus_fen=0), undo("a", want={"refund_fen": 2500}),
        holds(principal_fen=0, bonus_fen=0),
    ],
    "7 a transfer moves principal only and no consumption": [
        goods("T", 1000), member(), member("n"), top_up(5000, 1000),
        {"do": "transfer", "from": "m", "to": "n", "fen": 2000, "want": {"from_fen": 3000, "to_fen": 2000}},
        holds(bonus_fen=1000), holds("n", principal_fen=2000, bonus_fen=0),
        {"do": "transfer", "from": "m", "to": "n", "fen": 3001}, refused("insufficient_stored_value"),
        {"do": "transfer", "from": "m", "to": "m", "fen": 1}, refused("bad_amount"),
        sale("T", "n"), close("principal_first", {"refund_fen": 3000, "proportional_fen": 3000}),
        close("principal_first", {"refund_fen": 1000}, "n"),
    ],
    "7 a card goes with every lot": [
        goods("T", 1000), rules(points__rate="1/1"), member(), member("n"), {"do": "card.issue", "member": "m", "number": "A1"},
        top_up(5000, 1000, points=7), sale("T"), holds(principal_fen=5000, bonus_fen=0, points=7),
        {"do": "card.transfer", "number": "A1", "to": "n", "reason": "gift", "want": {"from_fen": 0, "to_fen": 5000}},
        holds(principal_fen=0, bonus_fen=0, points=0), holds("n", principal_fen=5000, bonus_fen=0, points=7),
        {"do": "sale", "card": "A1", "lines": [{"sku": "T", "qty": 1}], "tenders": STORED}, holds("n", principal_fen=4000),
        close("principal_first", {"bonus_first_fen": 4000, "principal_first_fen": 3000, "proportional_fen": 3334}, "n"),
    ],
    "7 offers with points and bonus in instalments": [
        OFFER, member(), top_up(10000, offer="A", want={"bonus_fen": 1000, "points": 50}), holds(points=50, bonus_fen=1000),
        top_up(9999, offer="A"), refused("offer_not_applicable"), top_up(10000, offer="B"), refused("not_found"),
        top_up(50000, offer="A", at="2026-01-31T12:00:00+08:00", want={"bonus_fen": 6000, "instalments": [
            {"due": "2026-02-28", "fen": 334}, {"due": "2026-03-31", "fen": 333}, {"due": "2026-04-30", "fen": 333}]},
            **{"as": "r"}),
        {"do": "tick", "at": "2026-02-27T23:59:59+08:00", "want": {"done": []}},
        {"do": "tick", "at": "2026-02-28T00:00:00+08:00", "want": {"done": ["bonus.instalment"]}}, holds(bonus_fen=7334),
        {"do": "tick", "want": {"done": []}},
        undo("r", want={"refund_fen": 50000, "bonus_fen": 6334, "called_off_fen": 666}), holds(bonus_fen=1000),
        {"do": "tick", "at": "2026-12-31T12:00:00+08:00", "want": {"done": []}},
    ],
    "7 missed instalments come one after another, each under its day": [
        OFFER, member(), top_up(50000, offer="A"),
        {"do": "tick", "at": "2027-01-01T12:00:00+08:00", "want": {"done": ["bonus.instalment"]}}, holds(bonus_fen=7000),
    ],
    "7 an offer's conditions": [
        rules(tiers=[{"name": "A", "threshold": 0}, {"name": "B", "threshold": 10}]), goods("T", 1000), member(),
        {**OFFER, "code": "B", "tiers": ["B"]}, {**OFFER, "code": "F", "first_only": True}, {**OFFER, "code": "L", "member_limit": 1, "per": "day"},
        {**OFFER, "code": "D", "from": "2026-02-01"}, {**OFFER, "code": "X", "steps": [{"amount_fen": 10000, "tier": {"name": "B"}}]},
        top_up(10000, offer="B"), refused("offer_not_applicable"), top_up(10000, offer="D"), refused("offer_not_applicable"),
        top_up(10000, offer="F", want={"bonus_fen": 1000}), top_up(10000, offer="F"), refused("offer_not_applicable"),
        top_up(10000, offer="L"), top_up(10000, offer="L"), refused("offer_not_applicable"),
        top_up(10000, offer="L", at="2026-01-02T10:00:00+08:00"), top_up(10000, offer="X"), holds(tier="B"),
        top_up(10000, offer="B", want={"bonus_fen": 1000}),
        {**OFFER, "steps": []}, refused("bad_setting"),
    ],
    "7 paid out and deducted": [
        member(), top_up(5000, 1000), {"do": "value.cash_out", "member": "m", "fen": 2000, "reason": "x", "want": {"principal_fen": 3000}},
        {"do": "value.deduct", "member": "m", "fen": 1500, "reason": "x", "want": {"principal_fen": 500, "bonus_fen": 1000}},
        holds(principal_fen=2500, bonus_fen=0), cash(3000), {"do": "value.freeze", "member": "m", "reason": "x"},
        top_up(1), refused("account_frozen"), {"do": "value.unfreeze", "member": "m", "reason": "x"}, top_up(1),
    ],
    "10 what members hold rolls forward through all of it": [
        *VECTOR, member("n"), close("proportional"), top_up(5000, 500), {"do": "transfer", "from": "m", "to": "n", "fen": 1000},
        cash(300000 - 30450 + 5000, rollforward={
            "principal": {"open": 0, "in": 306000, "out": 301000, "close": 5000}, "bonus": {"open": 0, "in": 100500, "out": 100000, "close": 500}},
            tenders={"cash": {"in_fen": 305000, "out_fen": 30450, "n": 3}}),
        {"do": "shift.close", "counted": {"cash_fen": 274550}, "want": {"difference_fen": 0}},
    ],
    "11 a replacement keeps everything and takes its fee": [
        member(), top_up(1000, 100, points=5), {"do": "card.issue", "member": "m", "number": "A1"}, {"do": "card.lost", "number": "A1"},
        {"do": "card.replace", "number": "A1", "new_number": "A2", "fee_fen": 500, "pay": "scan_pay", "want": {"card": "A2", "state": "active"}},
        {"do": "card.verify", "number": "A1", "want": {"verdict": "replaced"}}, holds("A2", principal_fen=1000, bonus_fen=100, points=5),
        {"do": "report.x", "want": {"tenders": {"scan_pay": {"in_fen": 500, "out_fen": 0, "n": 1}}}},
    ],
    "11 a sub card has a limit a day": [
        goods("T", 600), member(), top_up(5000), {"do": "card.issue", "member": "m", "number": "S1", "role": "sub", "day_limit_fen": 1000},
        {"do": "sale", "card": "S1", "lines": [{"sku": "T", "qty": 1}], "tenders": STORED},
        {"do": "sale", "card": "S1", "lines": [{"sku": "T", "qty": 1}], "tenders": STORED}, refused("limit_exceeded"),
        {"do": "sale", "card": "S1", "lines": [{"sku": "T", "qty": 1}], "tenders": STORED, "at": "2026-01-02T10:00:00+08:00"},
        holds(principal_fen=3800),
    ],
    "11 a card's password": [
        goods("T", 600), member(), top_up(5000), {"do": "card.issue", "member": "m", "number": "A1", "password": "246810"},
        {"do": "sale", "card": "A1", "lines": [{"sku": "T", "qty": 1}], "tenders": STORED}, refused("password_needed"),
        sale("T"), refused("password_needed"), sale("T", tenders=[{**STORED[0], "password": "111111"}]), refused("wrong_pin"),
        sale("T", tenders=[{**STORED[0], "password": "246810"}]), sale("T", tenders=REST), holds(principal_fen=4400),
    ],
    "11 a batch with prefix, check digit and no four": [
        {"do": "card.batch", "from": "800103", "count": 3, "skip_four": True, "check_digit": True, "passwords": "generated",
         "want": {"made": 3, "first": "8001059", "last": "8001075"}},
        {"do": "card.batch", "from": "8001059", "count": 1}, refused("number_taken"),
    ],
    "13 5000.00 is accepted, 5000.01 refused": [
        rules(law__enforce=True), member(), top_up(500000), top_up(1), refused("law_limit"), member("n"),
        top_up(500001, who="n"), refused("law_limit"), top_up(100, who="n"),
        {"do": "transfer", "from": "n", "to": "m", "fen": 1}, refused("law_limit"),
    ],
    "13 cards without a name hold a thousand": [
        rules(law__enforce=True), {"do": "member.enrol", "name": "+8613800000009", "phone": "13800000009", "as": "m"}, top_up(100000), top_up(1),
        refused("law_limit"),
    ],
    "13 organisations and cash, refunds and cash, seven days": [
        rules(law__enforce=True), member(), top_up(500000, organisation=True), refused("law_limit"), top_up(10001, **{"as": "r"}),
        undo("r", "seven_days"), refused("law_limit"), undo("r", "seven_days", pay="bank_card", want={"refund_fen": 10001}),
        top_up(10000, **{"as": "q"}), undo("q", "seven_days", at="2026-01-09T00:00:00+08:00"), refused("undo_too_late"),
        undo("q", "seven_days", at="2026-01-08T23:59:59+08:00", want={"refund_fen": 10000}),
        top_up(20000), close("bonus_first"), refused("law_limit"), close("bonus_first", {"refund_fen": 20000}, pay="bank_card"),
    ],
    "13 the law is off with another switch": [rules(law__enforce=False), member(), top_up(600000, organisation=True), holds(principal_fen=600000)],
}  # fmt: skip


@pytest.mark.parametrize("name", DAYS)
def test_a_day_worked_out_by_hand(tmp_path: Path, name: str) -> None:
    answers, status = rehearse(DAYS[name], tmp_path / "a.db")
    assert [answer for answer in answers if answer.get("error") in ("expect", "bad_line")] == []
    assert status == 0


@pytest.mark.parametrize(
    "line",
    [
        {"do": "card_close", "member": "m", "method": "average"},
        {"do": "card_close", "member": "m", "cause": "weather"},
        {"do": "recharge.refund", "recharge": "r"},
        {"do": "transfer", "from": "m", "to": "n", "fen": "1"},
        {"do": "value.deduct", "member": "m", "fen": 1},
        {"do": "recharge_offer", "code": "A", "name": "n", "steps": [], "per": "week"},
        {"do": "card.batch", "from": "1", "count": 1, "passwords": "none"},
    ],
)
def test_lines_that_are_no_actions(tmp_path: Path, line: Line) -> None:
    answers, status = rehearse([line], tmp_path / "a.db")
    assert (answers[0]["error"], status) == ("bad_line", 1)
