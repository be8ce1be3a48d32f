"""Counter days whose figures were worked out by hand from the domain rules (section numbers in the names)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.commands.test_rehearse import rehearse

Line = dict[str, Any]
REST = [{"kind": "cash", "fen": "rest"}]


def goods(sku: str, price_fen: int, **more: Any) -> Line:
    return {"do": "product", "sku": sku, "name": sku, "price_fen": price_fen, **more}


def rules(**values: Any) -> Line:
    return {"do": "settings", "set": {name.replace("__", "."): value for name, value in values.items()}}


def member(name: str = "m", **more: Any) -> Line:
    return {"do": "member.enrol", "name": name, "as": name, **more}


def sale(*skus: str, want: Line | None = None, tenders: list[Line] | None = None, **more: Any) -> Line:
    lines = [{"sku": sku, "qty": 1} for sku in skus]
    return {"do": "sale", "lines": lines, "tenders": tenders or REST, "want": want or {}, **more}


def points(count: int, who: str = "m") -> Line:
    return {"do": "points.adjust", "member": who, "points": count, "reason": "test"}


def top_up(amount_fen: int, bonus_fen: int = 0, **more: Any) -> Line:
    return {"do": "recharge", "member": "m", "amount_fen": amount_fen, "bonus_fen": bonus_fen, "pay": "cash", **more}


def back(want: Line, what: str = "s", **how: Any) -> Line:
    return {"do": "refund", "sale": what, "want": want, **(how or {"all": True})}


def holds(**want: Any) -> Line:
    return {"do": "expect", "member": "m", **want}


GOLD = [{"name": "G", "threshold": 0, "points_multiplier": "3/2"}]
STORED = [{"kind": "stored_value", "fen": "rest"}]
LADDER = [{"name": "A", "threshold": 0}, {"name": "B", "threshold": 2000}, {"name": "C", "threshold": 5000}]
NINETY = [{"name": "G", "threshold": 0, "price_percent": 90}]

DAYS: dict[str, list[Line]] = {
    "3 gold earns 148, with 20.00 by points 118, and a top-up nothing": [
        rules(points__rate="1/1", tiers=GOLD), goods("T", 9990), member(),
        top_up(100000), holds(points=0),
        sale("T", member="m", want={"points_earned": 148}),
        points(1852), sale("T", member="m", points=2000, want={"due_fen": 7990, "points_used": 2000, "points_earned": 118}),
        holds(points=118, growth=99 + 79),
    ],
    "3 three points for two yuan": [
        rules(points__rate="3/2"), goods("T", 9990), member(), sale("T", member="m", want={"points_earned": 149}),
    ],
    "3 whole steps and a capped multiplier": [
        rules(points__rate="10/100", points__whole_steps=True), goods("T", 19990), member(),
        sale("T", member="m", want={"points_earned": 10}),
        rules(points__whole_steps=False), sale("T", member="m", want={"points_earned": 19}),
        rules(points__rate="1/1", tiers=GOLD, points__multiplier_cap="6/5"), goods("U", 9990),
        sale("U", member="m", want={"points_earned": 118}),
    ],
    "3 a line that earns loses only its own bonus share": [
        rules(points__rate="1/1"), goods("A", 10000), goods("B", 10000, earns=False), member(), top_up(1, 5000),
        sale("A", "B", member="m", tenders=[{"kind": "stored_value", "fen": 5000}, *REST],
             want={"points_earned": 75, "stored_bonus_fen": 5000, "stored_principal_fen": 0}),
        holds(growth=150),
    ],
    "4 soonest expiring first": [
        goods("T", 1000), member(), rules(points__expiry="months:0:end_of_month"), points(100),
        rules(points__expiry="never"), points(50),
        sale("T", member="m", points=120, want={"due_fen": 880}),
        {"do": "tick", "at": "2026-02-01T00:00:00+08:00", "want": {"done": []}},
        holds(points=30, points_lots=[{"points": 30, "expires": None}]),
    ],
    "5 four refunds claw what was earned and no more": [
        rules(points__rate="1/10"), goods("T", 2190), member(), sale("T", member="m", **{"as": "s"}),
        *(back({"points_clawed": claw}, fen=fen) for fen, claw in ((500, 1), (500, 0), (500, 1), (690, 0))),
        holds(points=0, growth=0),
    ],
    "5 stored value goes back to its lots": [
        goods("T", 10000), member(), top_up(10000, 2000), sale("T", member="m", tenders=STORED, **{"as": "s"}),
        holds(principal_fen=2000, bonus_fen=0),
        back({"principal_fen": 4000, "bonus_fen": 1000, "cash_fen": 0}, fen=5000),
        holds(principal_fen=6000, bonus_fen=1000), back({"refund_fen": 5000}), holds(principal_fen=10000, bonus_fen=2000),
    ],
    "5 no share of any tender stays with the shop": [
        goods("T", 14),
        sale("T", tenders=[{"kind": "scan_pay", "fen": 6}, {"kind": "bank_card", "fen": 6}, {"kind": "cash", "fen": 2}],
             **{"as": "s"}),
        back({"tenders": [{"kind": "scan_pay", "fen": 4}, {"kind": "bank_card", "fen": 4}, {"kind": "cash", "fen": 2}]}, fen=10),
        back({"tenders": [{"kind": "scan_pay", "fen": 1}]}, fen=1),
        back({"tenders": [{"kind": "scan_pay", "fen": 1}, {"kind": "bank_card", "fen": 2}]}, fen=3),
        {"do": "refund", "sale": "s", "fen": 1}, {"do": "expect", "refused": "nothing_to_refund"},
    ],
    "5 missing points become a debt that the next grant pays": [
        rules(points__rate="1/1"), goods("T", 10000), goods("U", 1000), member(), sale("T", member="m", **{"as": "s"}),
        sale("U", member="m", points=80, want={"due_fen": 920, "points_earned": 9}),
        back({"points_clawed": 100, "claw_value_fen": 0, "cash_fen": 10000}), holds(points=-71),
        sale("U", member="m", points=1), {"do": "expect", "refused": "points_debt"},
        points(-1), {"do": "expect", "refused": "points_debt"},
        top_up(100, points=100), holds(points=29, points_lots=[{"points": 29, "expires": None}]),
    ],
    "5 missing points are charged by value": [
        rules(points__rate="1/1", points__claw="value"), goods("T", 10000), goods("U", 80), member(),
        sale("T", member="m", **{"as": "s"}), sale("U", member="m", points=80, tenders=[{"kind": "cash", "fen": 0}]),
        back({"refund_fen": 10000, "claw_value_fen": 80, "cash_fen": 9920, "points_clawed": 100}), holds(points=0),
        {"do": "report.x", "want": {"expected_cash_fen": 80, "points": {"issued": 100, "redeemed": 80, "reversed": 20}}},
    ],
    "5 points of an expired lot come back for thirty days, and an expired grant counts as clawed": [
        rules(points__expiry="months:0:end_of_month"), goods("T", 10000), member(), points(50),
        sale("T", member="m", points=50, **{"as": "u"}), rules(points__rate="1/1"), sale("T", member="m", **{"as": "s"}),
        {"do": "tick", "at": "2026-02-05T10:00:00+08:00", "want": {"done": ["points.expire"]}}, holds(points=0),
        back({"points_clawed": 0}), back({"points_clawed": 0, "points_returned": 50}, "u"),
        holds(points_lots=[{"points": 50, "expires": "2026-03-07"}]),
    ],
    "5 pieces of a line, then everything": [
        goods("T", 333), {"do": "sale", "lines": [{"sku": "T", "qty": 3}], "tenders": REST, "as": "s"},
        back({"refund_fen": 333}, lines=[{"line": 1, "qty": 1}]),
        {"do": "refund", "sale": "s", "lines": [{"line": 1, "qty": 1}, {"line": 1, "qty": 2}]},
        {"do": "expect", "refused": "over_refund"},
        back({"refund_fen": 666}, lines=[{"line": 1, "qty": 1}, {"line": 1, "qty": "1.000"}]),
    ],
    "5 with consent onto the card": [
        goods("T", 900), member(), sale("T", member="m", tenders=[{"kind": "scan_pay", "fen": 400}, *REST], **{"as": "s"}),
        back({"cash_fen": 0, "principal_fen": 900, "tenders": [{"kind": "stored_value", "fen": 900}]}, all=True, to="stored_value"),
        holds(principal_fen=900),
    ],
    "6 a fen decides, and a refund of it changes nothing before the period's end": [
        rules(tiers=LADDER), goods("T", 199999), goods("F", 1), member(), sale("T", member="m"), holds(tier="A"),
        sale("F", member="m", **{"as": "s"}), holds(tier="B"), back({}), holds(tier="B"),
    ],
    "6 a fen decides, and a refund of it takes the step back at once": [
        rules(tiers=LADDER, tiers__refund_downgrade="immediate"), goods("T", 199999), goods("F", 1), member(),
        sale("T", member="m"), sale("F", member="m", **{"as": "s"}), holds(tier="B"), back({}), holds(tier="A"),
    ],
    "6 tiers switched on later put everybody on the first": [
        goods("T", 1000), member(), holds(tier=None), rules(tiers=NINETY), holds(tier="G"),
        sale("T", member="m", want={"due_fen": 900}),
    ],
    "6 missed reviews run one after another, each on its own window": [
        rules(tiers=LADDER, tiers__validity="months:12", tiers__window="rolling:12"), goods("T", 200000), member(),
        sale("T", member="m"), holds(tier="B"), sale("T", member="m", at="2026-06-01T10:00:00+08:00"),
        {"do": "tick", "at": "2027-01-01T23:59:59+08:00", "want": {"done": []}}, holds(tier="B"),
        {"do": "tick", "at": "2028-01-02T10:00:00+08:00", "want": {"done": []}}, holds(tier="B"),
        {"do": "tick", "at": "2028-01-03T10:00:00+08:00", "want": {"done": ["tier.review"]}}, holds(tier="A"),
        {"do": "tick", "want": {"done": []}},
    ],
    "7 proportional goes recharge by recharge": [
        rules(stored_value__spend_order="proportional"), goods("T", 18000), member(), top_up(10000, 2000), top_up(10000, 5000),
        sale("T", member="m", tenders=STORED, want={"stored_principal_fen": 14000, "stored_bonus_fen": 4000}),
        holds(principal_fen=6000, bonus_fen=3000),
    ],
    "7 principal first, then a cap on bonus": [
        rules(stored_value__spend_order="principal_first"), goods("T", 10000), member(), top_up(6000, 9000),
        sale("T", member="m", tenders=STORED, want={"stored_principal_fen": 6000, "stored_bonus_fen": 4000}),
        rules(stored_value__spend_order="bonus_first", stored_value__bonus_cap_percent=30), top_up(9000),
        sale("T", member="m", tenders=STORED, want={"stored_principal_fen": 7000, "stored_bonus_fen": 3000}),
        sale("T", member="m", tenders=STORED), {"do": "expect", "refused": "insufficient_stored_value"},
        holds(principal_fen=2000, bonus_fen=2000),
    ],
    "7 another member pays, and the buyer earns": [
        rules(points__rate="1/1"), goods("T", 10000), member(), member("n", phone="13800000009"),
        top_up(10000), sale("T", member="n", tenders=[{"kind": "stored_value", "fen": "rest", "member": "m"}],
                            want={"points_earned": 100, "stored_principal_fen": 10000}),
        holds(points=0, principal_fen=0), {"do": "expect", "member": "13800000009", "points": 100},
    ],
    "2 prices": [
        rules(tiers=NINETY), goods("T", 3333), goods("M", 1000, member_price_fen=950),
        goods("P", 1000, member_price_fen=950, prices={"G": 970}), goods("N", 1000, discountable=False), member(),
        {"do": "sale", "member": "m", "lines": [{"sku": "T", "qty": 2}], "tenders": REST, "want": {"due_fen": 6000}},
        sale("M", "P", "N", member="m", want={"total_fen": 3000, "discount_fen": 150, "lines": [
            {"net_fen": 900}, {"net_fen": 950}, {"net_fen": 1000}]}),
        sale("M", "T", want={"due_fen": 4333}),
        {"do": "sale", "lines": [{"sku": "T", "qty": "1.235"}], "tenders": REST, "want": {"due_fen": 4116}},
        {"do": "sale", "member": "m", "lines": [{"sku": "T", "qty": 1, "price_fen": 5000}], "tenders": REST,
         "want": {"total_fen": 3333, "discount_fen": -1667, "due_fen": 5000}},
    ],
    "2 rounding of the order": [
        goods("T", 1235), goods("H", 1250),
        *(line for mode, due in (("drop_fen", 1230), ("drop_jiao", 1200), ("round_jiao", 1240), ("round_yuan", 1200), ("none", 1235))
          for line in (rules(rounding__mode=mode), sale("T", want={"due_fen": due, "discount_fen": 1235 - due}))),
        rules(rounding__mode="round_yuan"), sale("H", want={"due_fen": 1300, "discount_fen": -50}),
        {"do": "report.x", "want": {"rounding_fen": 5 + 35 - 5 + 35 - 50}},
    ],
    "2 rounding of the cash part": [
        rules(rounding__mode="drop_fen", rounding__scope="cash"), goods("T", 1234),
        sale("T", tenders=[{"kind": "scan_pay", "fen": 1000}, *REST], want={"due_fen": 1230, "discount_fen": 4}),
        sale("T", tenders=[{"kind": "scan_pay", "fen": "rest"}], want={"due_fen": 1234}),
        sale("T", tenders=[{"kind": "cash", "fen": 2000}], want={"due_fen": 1230, "change_fen": 770}),
    ],
    "2 points discount: cap, odd value, none": [
        rules(points__discount_cap_percent=50), goods("T", 1000), member(), points(2000),
        sale("T", member="m", points=900, want={"points_used": 500, "due_fen": 500}),
        rules(points__per_yuan=7), sale("T", member="m", points=10, want={"points_used": 10, "due_fen": 858}),
        rules(points__per_yuan=None), sale("T", member="m", points=10, want={"points_used": 0, "due_fen": 1000}),
        sale("T", member="m", points=1491), {"do": "expect", "refused": "insufficient_points"}, holds(points=1490),
    ],
    "2 on account and pieces of tenders": [
        goods("T", 1000), member(), sale("T", member="m", tenders=[{"kind": "on_account", "fen": "rest"}]),
        *(line for tenders in (
            [{"kind": "scan_pay", "fen": 1001}], [{"kind": "cash", "fen": 999}], [{"kind": "scan_pay", "fen": 900}],
            [{"kind": "scan_pay", "fen": 1001}, {"kind": "cash", "fen": 5}], [*REST, *REST], [{"kind": "cash", "fen": 0}],
            [{"kind": "stored_value", "fen": 0}, {"kind": "stored_value", "fen": "rest"}])
          for line in (sale("T", member="m", tenders=tenders), {"do": "expect", "refused": "tender_mismatch"})),
        {"do": "report.x", "want": {"sales_fen": 1000, "expected_cash_fen": 0, "counts": {"sales": 1},
                                    "tenders": {"on_account": {"in_fen": 1000, "out_fen": 0, "n": 1}}}},
    ],
    "10 expected cash is every kind of cash, a Z after a refused close has no hole": [
        goods("T", 990), member(), {"do": "card.issue", "member": "m", "number": "C1"}, top_up(10000, 500),
        sale("T", tenders=[{"kind": "cash", "fen": 1000}], want={"change_fen": 10, "receipt_no": "S0000-01-00000002"}, **{"as": "s"}),
        {"do": "card.replace", "number": "C1", "new_number": "C2", "fee_fen": 500},
        {"do": "cash.move", "kind": "paid_in", "fen": 300, "reason": "a"},
        {"do": "cash.move", "kind": "paid_out", "fen": 200, "reason": "b"},
        {"do": "cash.move", "kind": "drop", "fen": 5000, "reason": "c"},
        {"do": "cash.move", "kind": "no_sale", "fen": 0, "reason": "d"},
        sale("T", tenders=[{"kind": "cash", "fen": 1}]), back({"cash_fen": 490, "receipt_no": "S0000-01-00000003"}, fen=490),
        {"do": "report.x", "want": {"expected_cash_fen": 6100, "z_number": None, "recharges_fen": 10000,
                                    "recharge_bonus_fen": 500, "refunds_fen": 490,
                                    "tenders": {"cash": {"in_fen": 11490, "out_fen": 490, "n": 4}},
                                    "rollforward": {"principal": {"open": 0, "in": 10000, "out": 0, "close": 10000}},
                                    "counts": {"sales": 1, "refunds": 1, "no_sale_drawer": 1, "reprints": 0}}},
        {"do": "shift.close", "counted": {"cash_fen": -1}}, {"do": "expect", "refused": "bad_amount"},
        {"do": "shift.open", "float_fen": 0}, {"do": "expect", "refused": "shift_open"},
        {"do": "shift.close", "counted": {"cash_fen": 6000}, "want": {
            "expected_fen": 6100, "difference_fen": -100, "z_number": 1, "tenders": {"cash": {"counted_fen": 6000}}}},
        sale("T"), {"do": "expect", "refused": "no_shift"}, top_up(1), {"do": "expect", "refused": "no_shift"},
        {"do": "report.x"}, {"do": "expect", "refused": "no_shift"},
        {"do": "shift.close", "counted": {"cash_fen": 0}}, {"do": "expect", "refused": "no_shift"},
        {"do": "shift.open", "float_fen": 1000}, {"do": "report.x", "want": {"expected_cash_fen": 1000, "shift": "20260101-B"}},
        {"do": "shift.close", "counted": {"cash_fen": 1000}, "want": {"z_number": 2, "difference_fen": 0}},
        {"do": "report.z", "want": {"z_number": 2, "rollforward": {"principal": {"open": 10000, "in": 0, "out": 0}}}},
    ],
    "10 a shift over midnight keeps its date, sales have their own": [
        rules(day_starts_at="04:00", tiers=LADDER, points__rate="1/1"), goods("T", 100), member(),
        sale("T", at="2026-01-02T03:59:59+08:00"), sale("T", at="2026-01-02T04:00:00+08:00", member="m"),
        sale("T", at="2026-01-01T09:00:00+08:00", member="m"),
        {"do": "report.x", "want": {"business_date": "2026-01-01", "shift": "20260101-A", "sales_fen": 300}}, holds(points=2),
        {"do": "shift.close", "counted": {"cash_fen": 300, "scan_pay_fen": 0}, "want": {
            "difference_fen": 0, "tenders": {"scan_pay": {"expected_fen": 0, "counted_fen": 0, "difference_fen": 0}}}},
    ],
    "11 the life of a card": [
        member(), {"do": "card.batch", "from": "A0398", "count": 3, "skip_four": True, "want": {"last": "A0500", "made": 3}},
        {"do": "card.found", "number": "A0398"}, {"do": "expect", "refused": "card_state"},
        {"do": "card.lost", "number": "A0398"}, {"do": "expect", "refused": "card_state"},
        {"do": "card.issue", "member": "m", "number": "A0398", "as": "c"},
        {"do": "card.issue", "member": "m", "number": "A0398"}, {"do": "expect", "refused": "number_taken"},
        {"do": "card.batch", "from": "A0397", "count": 2}, {"do": "expect", "refused": "number_taken"},
        {"do": "card.verify", "number": "c", "want": {"card": "A0398", "state": "active", "verdict": "ok"}},
        {"do": "card.verify", "number": "A0397", "want": {"state": None, "verdict": "unknown"}},
        {"do": "card.lost", "number": "c", "want": {"state": "lost"}},
        {"do": "card.replace", "number": "c", "new_number": "A0398"}, {"do": "expect", "refused": "number_taken"},
        {"do": "card.replace", "number": "c", "new_number": "A0399", "as": "d", "want": {"state": "active"}},
        {"do": "card.found", "number": "c"}, {"do": "expect", "refused": "card_state"},
        {"do": "card.return", "number": "d", "want": {"state": "returned"}},
        {"do": "card.return", "number": "d"}, {"do": "expect", "refused": "card_state"},
        {"do": "card.lost", "number": "none"}, {"do": "expect", "refused": "not_found"},
    ],
    "naming: alias, id, natural key": [
        goods("T", 100), member(phone="13800000001"), member("n", phone="+86 138 0000 0001"),
        {"do": "balance", "member": "13800000001"}, {"do": "expect", "refused": "not_found"},
        {"do": "card.issue", "member": "n", "number": "13800000001"}, points(5, "13800000001"),
        {"do": "expect", "member": "n", "points": 5},
        member("13800000001", phone="13800000002"), points(7, "13800000001"),
        {"do": "expect", "member": "13800000002", "points": 7}, {"do": "expect", "member": "n", "points": 5},
        sale("T", **{"as": "n"}), {"do": "balance", "member": "n"}, {"do": "expect", "refused": "not_found"},
        back({"refund_fen": 100}, "S0000-01-00000001"), sale("X", **{"as": "z"}), back({}, "z"), {"do": "expect", "refused": "not_found"},
    ],
    "law: the limit is on what is held after the top-up": [
        rules(law__enforce=True), member(), top_up(500000), top_up(1), {"do": "expect", "refused": "law_limit"},
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", DAYS)
def test_a_day_worked_out_by_hand(tmp_path: Path, name: str) -> None:
    answers, status = rehearse(DAYS[name], tmp_path / "a.db")
    assert [answer for answer in answers if answer.get("error") == "expect"] == []
    assert status == 0
