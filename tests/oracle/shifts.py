"""Shifts and the figures of X and Z, counted from the facts of the shift (domain rules §10)."""

from __future__ import annotations

from typing import Any

from tests.oracle.book import Fact, Refused, Shop, money

Action = dict[str, Any]
COUNTED = ("cash", "scan_pay", "bank_card")
ROLLS = {
    "principal": ("principal",),
    "bonus": ("bonus",),
    "points": ("points",),
    "pass_uses": ("paid_uses", "gift_uses"),
}


def open_shift(shop: Shop, action: Action) -> dict[str, Any]:
    wrong = ["shift_open"] if shop.shift is not None else []
    if action["float_fen"] < 0:
        wrong += ["bad_amount", "bad_line"]
    if wrong:
        raise Refused(*wrong)
    shop.shifts.append({"float_fen": action["float_fen"], "first": len(shop.facts), "end": None, "date": shop.today})
    return {}


def move(shop: Shop, action: Action) -> dict[str, Any]:
    """Paid in, paid out, safe drop; the drawer opened without a sale moves nothing."""
    shop.need_shift()
    kind, fen = action["kind"], action.get("fen", 0)
    if fen < 0 or (fen == 0 and kind != "no_sale"):
        raise Refused("bad_amount", "bad_line")
    if fen and kind == "no_sale":
        raise Refused("bad_amount", "bad_line")
    into = fen if kind == "paid_in" else 0
    flows = [money("cash", in_fen=into, out_fen=fen - into)]
    shop.post("cash.move", moved=kind, money=flows, drawer_only=True)
    return {}


def facts_of(shop: Shop, shift: dict[str, Any]) -> list[Fact]:
    return shop.facts[shift["first"] : shift["end"]]


def flows(facts: list[Fact], kind: str) -> list[dict[str, Any]]:
    found = [flow for fact in facts for flow in fact["money"] if flow["kind"] == kind]
    return [flow for flow in found if flow["rows"]]


def expected(shop: Shop, shift: dict[str, Any], kind: str) -> int:
    """Float + in - out of every kind of event; a query, never a counter."""
    start = shift["float_fen"] if kind == "cash" else 0
    return int(start + sum(f["in_fen"] - f["out_fen"] for f in flows(facts_of(shop, shift), kind)))


def close(shop: Shop, action: Action) -> dict[str, Any]:
    """A difference is posted, never refused."""
    shop.need_shift()
    shift, counted = shop.shifts[-1], action["counted"]
    if any(fen < 0 for fen in counted.values()):
        raise Refused("bad_amount", "bad_line")
    tenders = {}
    for kind in [kind for kind in COUNTED if f"{kind}_fen" in counted]:
        want, got = expected(shop, shift, kind), counted[f"{kind}_fen"]
        tenders[kind] = {"expected_fen": want, "counted_fen": got, "difference_fen": got - want}
    shift["end"] = len(shop.facts)
    number = sum(1 for s in shop.shifts if s["end"] is not None)
    return tenders["cash"] | {"z_number": number, "tenders": tenders}


def report_x(shop: Shop, action: Action) -> dict[str, Any]:
    shop.need_shift()
    return figures(shop, shop.shifts[-1]) | {"z_number": None}


def report_z(shop: Shop, action: Action) -> dict[str, Any]:
    """Repeats the last Z."""
    closed = [shift for shift in shop.shifts if shift["end"] is not None]
    if not closed:
        raise Refused("not_found", "no_shift")
    return figures(shop, closed[-1]) | {"z_number": len(closed)}


def figures(shop: Shop, shift: dict[str, Any]) -> dict[str, Any]:
    facts = facts_of(shop, shift)
    sales = [f for f in facts if f["kind"] == "sale"]
    shown: dict[str, Any] = {
        "business_date": shift["date"].isoformat(),
        "tenders": tenders(facts),
        "sales_fen": total(sales, "due_fen"),
        "discount_fen": total(sales, "discount_fen"),
        "refunds_fen": total([f for f in facts if f["kind"] == "refund"], "refund_fen"),
        "rounding_fen": total(sales, "rounding_fen"),
        "recharges_fen": total(facts, "recharge_fen"),
        "recharge_bonus_fen": total(facts, "recharge_bonus_fen"),
        "passes_sold_fen": total(facts, "passes_sold_fen"),
        "expected_cash_fen": expected(shop, shift, "cash"),
        "points": points(facts),
        "rollforward": {name: roll(shop, shift, units) for name, units in ROLLS.items()},
        "counts": counts(facts, sales),
    }
    for unit in ("principal", "bonus"):
        parts = [part for sale in sales for part in sale["parts"] if part["kind"] == unit]
        shown[f"stored_{unit}_fen"] = total(parts, "fen")
    return shown


def total(things: list[Fact], name: str) -> int:
    return sum(thing.get(name, 0) for thing in things)


def tenders(facts: list[Fact]) -> dict[str, dict[str, int]]:
    """Money of customers by tender; paid in, paid out and drops are moves of the drawer, not tenders."""
    mine = [fact for fact in facts if not fact.get("drawer_only")]
    kinds = sorted({flow["kind"] for fact in mine for flow in fact["money"] if flow["rows"]})
    return {kind: one(flows(mine, kind)) for kind in kinds}


def one(found: list[dict[str, int]]) -> dict[str, int]:
    return {"in_fen": total(found, "in_fen"), "out_fen": total(found, "out_fen"), "n": total(found, "rows")}


def points(facts: list[Fact]) -> dict[str, int]:
    """Issued, redeemed, reversed (clawed), expired (block 4 of the end of day)."""
    expired = sum(-r["n"] for f in facts if f["kind"] == "points.expire" for r in f["rows"])
    by_hand = [fact.get("by_hand", 0) for fact in facts]
    return {
        "issued": total(facts, "earned") + total(facts, "issued") + sum(n for n in by_hand if n > 0),
        "redeemed": total(facts, "points_used") - total(facts, "points_returned"),
        "reversed": total(facts, "reversed") - sum(n for n in by_hand if n < 0),
        "expired": expired,
    }


def roll(shop: Shop, shift: dict[str, Any], units: tuple[str, ...]) -> dict[str, int]:
    """Opening + in - out = closing (block 5): every row of the shift is in or out."""
    before = [r["n"] for f in shop.facts[: shift["first"]] for r in f["rows"] if r["unit"] in units]
    during = [r["n"] for f in facts_of(shop, shift) for r in f["rows"] if r["unit"] in units]
    into, out = sum(n for n in during if n > 0), -sum(n for n in during if n < 0)
    return {"open": sum(before), "in": into, "out": out, "close": sum(before) + into - out}


def counts(facts: list[Fact], sales: list[Fact]) -> dict[str, int]:
    kinds = [f["kind"] for f in facts]
    return {
        "sales": kinds.count("sale"),
        "refunds": kinds.count("refund"),
        "voids": 0,
        "price_overrides": sum(1 for sale in sales for line in sale["lines"] if line["typed"]),
        "no_sale_drawer": sum(1 for f in facts if f.get("moved") == "no_sale"),
        "reprints": 0,
        "manual_points": kinds.count("points.adjust"),
    }
