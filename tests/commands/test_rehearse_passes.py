"""Passes in the language of `rehearse`, as domain rules §8 has them, worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.commands.test_rehearse import rehearse
from tests.commands.test_rehearse_hostile import BEYOND, refusals
from tests.commands.test_rehearse_vectors import REST, Line, back, goods, holds, member, rules, sale, top_up

from memberpos.commands.rehearsal import passes
from memberpos.commands.rehearsal.actions import ACTIONS


def kind(code: str = "P", price_fen: int = 50000, uses: int | None = 10, **more: Any) -> Line:
    return {"do": "pass_kind", "code": code, "price_fen": price_fen, "uses": uses, **more}


def sold(code: str = "P", name: str = "p", want: Line | None = None, **more: Any) -> Line:
    return {"do": "pass.sell", "member": "m", "pass": code, "tenders": REST, "as": name, "want": want or {}, **more}


def used(one: str = "p", want: Line | None = None, **more: Any) -> Line:
    return {"do": "pass.use", "member": "m", "pass": one, "want": want or {}, **more}


def on(day: str, time: str = "10:00:00") -> str:
    return f"2026-{day}T{time}+08:00"


def refused(code: str) -> Line:
    return {"do": "expect", "refused": code}


TWELVE = kind(gift_uses=2, valid_days=30, list_fen=6000)
START = [
    TWELVE,
    member(phone="13800000001"),
    sold(want={"left": 12, "valid_from": "2026-01-01", "valid_to": "2026-01-31"}),
]

DAYS: dict[str, list[Line]] = {
    "8 average: 500.00 for 12 uses, 5 used": [
        *START, used(persons=5, want={"left": 7}),
        {"do": "pass.refund", "pass": "p", "method": "average", "pay": "cash", "want": {"refund_fen": 29165}},
        holds(passes=[]), {"do": "report.x", "want": {"expected_cash_fen": 20835, "passes_sold_fen": 50000}},
    ],
    "8 list price: 500.00 less 5 at 60.00, never below zero": [
        *START, used(persons=5),
        {"do": "pass.refund", "pass": "p", "method": "list_price", "pay": "scan_pay", "want": {"refund_fen": 20000}},
        sold(name="q"), used("q", persons=9),
        {"do": "pass.refund", "pass": "q", "method": "list_price", "pay": "cash", "want": {"refund_fen": 0}},
        used("q"), refused("pass_used_up"),
    ],
    "8 the last day is the start and N, the start not counted": [
        *START, used(at=on("01-31", "23:59:59"), want={"left": 11}),
        used(at=on("02-01", "00:00:00")), refused("pass_expired"),
    ],
    "8 soonest last day first, paid uses first, gift last": [
        kind("A", valid_days=10), kind("B", valid_days=5, gift_uses=1), member(), sold("A", "a"), sold("B", "b"),
        used("B", persons=9), used("b", want={"left": 1}),
        holds(passes=[{"pass": "B", "left": 1, "valid_to": "2026-01-06"}, {"pass": "A", "left": 10}]),
        {"do": "tick", "at": on("01-07"), "want": {"done": ["pass.expire"]}}, holds(passes=[{"pass": "A", "left": 10}]),
    ],
    "8 two of a kind: the soonest first, by code": [
        kind(valid_days=10), member(), sold(name="a"), sold(name="b", at=on("01-03")),
        used("P", persons=9, want={"left": 1, "valid_to": "2026-01-11"}), used("P", persons=2, want={"left": 9}),
        holds(passes=[{"left": 9, "valid_to": "2026-01-13"}]),
    ],
    "8 the same person may undo, and nothing is undone twice": [
        *START, used(**{"as": "u"}, at=on("01-02")),
        {"do": "pass.undo", "use": "u", "at": on("01-02", "10:10:00"), "want": {"left": 12}},
        {"do": "pass.undo", "use": "u"}, refused("not_found"), holds(passes=[{"left": 12}]),
    ],
    "8 a freeze counts both its days and moves the last day": [
        *START, {"do": "pass.freeze", "pass": "p", "from": "2026-01-05", "to": "2026-01-14", "want": {"valid_to": "2026-02-10"}},
        used(at=on("01-05")), refused("pass_frozen"), used(at=on("01-14", "23:59:59")), refused("pass_frozen"),
        used(at=on("01-15"), want={"left": 11}), used(at=on("02-10"), want={"left": 10}),
        kind("E"), sold("E", "e"), {"do": "pass.freeze", "pass": "e", "from": "2026-02-11", "to": "2026-02-12"},
        refused("pass_no_end"),
    ],
    "8 a freeze ended early": [
        *START, {"do": "pass.freeze", "pass": "p", "from": "2026-01-05", "to": "2026-01-14"},
        {"do": "pass.unfreeze", "pass": "p", "at": on("01-08"), "want": {"valid_to": "2026-02-03"}}, used(want={"left": 11}),
    ],
    "8 lapsed, not destroyed": [
        *START, used(persons=3), {"do": "tick", "at": on("02-01"), "want": {"done": ["pass.expire"]}},
        holds(passes=[{"pass": "P", "left": 7, "valid_to": "2026-01-31"}]), used("P"), refused("pass_expired"),
        {"do": "report.x", "want": {"rollforward": {"pass_uses": {"in": 12, "out": 5, "close": 7}}}},
        {"do": "pass.reactivate", "pass": "p", "to": "2026-02-15", "want": {"left": 7, "valid_to": "2026-02-15"}},
        used("P", want={"left": 6}), {"do": "pass.reactivate", "pass": "p", "to": "2026-02-20"}, refused("pass_used_up"),
    ],
    "8 a renewal is a new pass": [
        *START, {"do": "pass.renew", "pass": "p", "from": "end", "as": "q",
                 "want": {"left": 12, "valid_from": "2026-01-31", "valid_to": "2026-03-02"}},
        used("q"), refused("pass_not_now"), used("p", want={"left": 11}),
        {"do": "pass.renew", "pass": "p", "from": "today", "tenders": [{"kind": "scan_pay", "fen": 50000}],
         "at": on("01-10"), "want": {"valid_from": "2026-01-10", "valid_to": "2026-02-09"}},
        holds(passes=[{"left": 11}, {"left": 12, "valid_to": "2026-02-09"}, {"left": 12}]),
        {"do": "report.x", "want": {"passes_sold_fen": 150000, "expected_cash_fen": 100000}},
    ],
    "8 first use": [
        kind(valid_days=10, starts="first_use"), member(), sold(want={"valid_from": None, "valid_to": None}),
        used(at=on("03-01"), want={"valid_to": "2026-03-11"}, **{"as": "u"}), {"do": "pass.undo", "use": "u"},
        holds(passes=[{"left": 10, "valid_to": None}]), used(at=on("04-01"), want={"valid_to": "2026-04-11"}),
    ],
    "8 months, weekdays, hours, persons": [
        kind("M", 30000, None, months=1, weekdays=[6, 7], hours="09:00-12:00", persons=2), member(),
        sold("M", want={"left": None, "valid_to": "2026-02-01"}), used(), refused("pass_not_now"),
        used(at=on("01-03", "12:00:00")), refused("pass_not_now"), used(at=on("01-04"), persons=3), refused("limit_exceeded"),
        used(persons=2, want={"left": None}), holds(passes=[{"pass": "M", "left": None, "valid_to": "2026-02-01"}]),
        {"do": "pass.refund", "pass": "p", "method": "average", "at": on("01-11"), "want": {"refund_fen": 20320}},
    ],
    "3 a pass earns at its sale": [
        rules(points__rate="1/1"), *START, holds(points=500, growth=0), goods("T", 6000),
        sale("T", member="m", tenders=[{"kind": "pass", "fen": "rest", "pass": "p"}], want={"points_earned": 0, "due_fen": 6000}),
        holds(points=500, passes=[{"left": 11}]), used(want={"points_earned": 0}),
        {"do": "pass.refund", "pass": "p", "method": "average", "pay": "cash", "want": {"refund_fen": 41666, "points_clawed": 417}},
        holds(points=83),
    ],
    "3 or at its use": [
        rules(points__rate="1/1", points__pass_earns="use"), *START, holds(points=0), used(**{"as": "u"}, want={"points_earned": 41}),
        goods("T", 6000), sale("T", member="m", tenders=[{"kind": "pass", "fen": "rest", "pass": "p"}], want={"points_earned": 60}),
        holds(points=101), {"do": "pass.undo", "use": "u"}, holds(points=60, passes=[{"left": 11}]),
    ],
    "5 a sale that a pass paid in part gives its uses back": [
        *START, goods("VISIT", 6000), goods("TEA", 2000),
        {"do": "sale", "member": "m", "lines": [{"sku": "TEA", "qty": 1}, {"sku": "VISIT", "qty": 2}],
         "tenders": [{"kind": "pass", "fen": 12000, "pass": "p"}, *REST], "as": "s", "want": {"due_fen": 14000}},
        holds(passes=[{"left": 10}]), back({"tenders": [{"kind": "cash", "fen": 2000}]}, lines=[{"line": 1, "qty": 1}]),
        back({"tenders": [{"kind": "pass", "fen": 6000}]}, lines=[{"line": 2, "qty": 1}]), holds(passes=[{"left": 11}]),
        back({"cash_fen": 0}), holds(passes=[{"left": 12}]), {"do": "report.x", "want": {
            "tenders": {"pass": {"in_fen": 12000, "out_fen": 12000, "n": 3}}, "expected_cash_fen": 50000,
            "rollforward": {"pass_uses": {"open": 0, "in": 14, "out": 2, "close": 12}}}},
    ],
    "7 a pass bought with stored value goes back to it": [
        kind(), member(), top_up(40000, 10000),
        sold(tenders=[{"kind": "stored_value", "fen": "rest"}]), holds(principal_fen=0, bonus_fen=0),
        {"do": "pass.refund", "pass": "p", "method": "average", "pay": "cash", "want": {"refund_fen": 50000, "cash_fen": 0}},
        holds(principal_fen=40000, bonus_fen=10000),
    ],
    "10 an end of day with passes": [
        *START, used(persons=2), {"do": "shift.close", "counted": {"cash_fen": 50000}, "want": {"difference_fen": 0}},
        {"do": "report.z", "want": {"passes_sold_fen": 50000, "sales_fen": 0,
                                    "rollforward": {"pass_uses": {"open": 0, "in": 12, "out": 2, "close": 10}}}},
        sold(name="q"), refused("no_shift"), used(want={"left": 9}),
    ],
    "naming: alias, id, kind, the only one of a kind": [
        *START, used("P", want={"left": 11}), {"do": "pass.freeze", "pass": "P", "from": "2026-01-05", "to": "2026-01-05"},
        sold(name="q"), {"do": "pass.freeze", "pass": "P", "from": "2026-01-05", "to": "2026-01-05"}, refused("not_found"),
        used("p", staff="1"), used("p", staff="nobody"), refused("not_found"), {"do": "pass.undo", "use": "p"}, refused("not_found"),
        member("n"), {"do": "pass.use", "member": "n", "pass": "p"}, refused("not_found"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", DAYS)
def test_a_day_worked_out_by_hand(tmp_path: Path, name: str) -> None:
    answers, status = rehearse(DAYS[name], tmp_path / "a.db")
    assert [answer for answer in answers if answer.get("error") == "expect"] == []
    assert status == 0


def numbers(value: int) -> list[Line]:
    """The number wherever a kind takes one; -1 where 0 is sound."""
    return [
        kind("X", value or -1), kind("X", uses=value), kind("X", gift_uses=value or -1), kind("X", valid_days=value or -1),
        kind("X", months=value), kind("X", list_fen=value or -1), kind("X", persons=value), used("P", persons=value),
    ]  # fmt: skip


def test_numbers_no_pass_takes(tmp_path: Path) -> None:
    lines = [line for value in (0, -1, *BEYOND) for line in numbers(value)]
    assert refusals(lines, tmp_path) == ["bad_amount"] * len(lines)


def test_dates_beyond_the_calendar(tmp_path: Path) -> None:
    lines = [
        *START, {"do": "pass.freeze", "pass": "p", "from": "2026-01-05", "to": "9999-12-31"}, refused("bad_amount"),
        {"do": "pass.freeze", "pass": "p", "from": "2026-01-05", "to": "8999-12-31"},
        {"do": "pass.unfreeze", "pass": "p"}, {"do": "tick", "at": on("02-01")},
        {"do": "pass.reactivate", "pass": "p", "to": "9999-12-31"}, refused("bad_amount"),
        {"do": "pass.reactivate", "pass": "p", "to": "9000-01-01"}, kind(valid_days=36500),
        {"do": "pass.renew", "pass": "p", "from": "end", "as": "q"},
        {"do": "pass.renew", "pass": "q", "from": "end"}, refused("bad_amount"),
    ]  # fmt: skip
    answers, status = rehearse(lines, tmp_path / "a.db")
    assert (status, [answer for answer in answers if answer.get("error") == "bad_line"]) == (0, [])


BAD = [
    kind(uses="ten"), {"do": "pass_kind", "code": "P", "price_fen": 1}, kind(weekdays=["Monday"]), kind(starts="soon"),
    {"do": "pass.sell", "member": "m", "pass": "P"}, {"do": "pass.refund", "pass": "p", "method": "best", "pay": "cash"},
    {"do": "pass.freeze", "pass": "p", "from": "soon", "to": "2026-01-05"}, {"do": "pass.renew", "pass": "p", "from": "never"},
    {"do": "pass.undo"}, used(persons="two"),
]  # fmt: skip


def test_bad_lines(tmp_path: Path) -> None:
    assert refusals(BAD, tmp_path) == ["bad_line"] * len(BAD)


def test_what_no_owner_means(tmp_path: Path) -> None:
    lines = [kind(weekdays=[8]), kind(hours="9 to 5"), kind(uses=None), kind(valid_days=1, months=1)]
    assert refusals(lines, tmp_path) == ["bad_setting"] * len(lines)


def test_every_action_on_passes_has_its_keys() -> None:
    keys = passes.keys(lambda _tenders: True)
    assert {name for name in ACTIONS if name.startswith("pass")} == set(keys)
    assert [name for name, one in keys.items() if set(one.needed) - set(one.checks)] == []
