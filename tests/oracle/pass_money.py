"""What a pass costs, earns, and gives back (domain rules §3, §5, §8)."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

from tests.oracle import earn, passes, tiers, wallet
from tests.oracle.arithmetic import floor, split
from tests.oracle.book import Fact, Refused, Row, Shop, money, row
from tests.oracle.points import Points, expired_of
from tests.oracle.tender import plain

#: What goes out last: missing points are kept off cash first, off stored value last.
LAST = {"cash": 0, "principal": 2, "bonus": 3}


def sell(shop: Shop, action: dict[str, Any]) -> dict[str, Any]:
    return sold(shop, action["member"], action["pass"], action["tenders"])


def renew(shop: Shop, action: dict[str, Any]) -> dict[str, Any]:
    """A new instance of the same kind at its present price (domain rules §8), paid in cash.

    From `end` its start day is the old last day, which is not counted, as with any pass: no day is had twice or lost.
    """
    old = shop.passes[action["pass"]]
    begin = shop.today if action["from"] == "today" or old["gone"] else None
    if action["from"] == "end" and old["valid_to"] is not None and not old["gone"]:
        begin = old["valid_to"]
        lasts = shop.pass_kinds[old["code"]].get("valid_days")
        if lasts is not None and begin + timedelta(days=lasts) < shop.today:
            raise Refused("pass_expired")  # it would have ended already
    return sold(shop, old["member"], old["code"], [{"kind": "cash", "fen": "rest"}], begin)


def sold(shop: Shop, member: str, code: str, tenders: list[dict[str, Any]], begin: Any = None) -> dict[str, Any]:
    shop.need_shift()
    kind = shop.pass_kinds[code]
    price = kind["price_fen"]
    flows, rows, parts = plain(shop, member, price, tenders)
    key = passes.make(shop, member, code, price, begin)
    rows += [row("paid_uses", member, key, kind["uses"]), row("gift_uses", member, key, kind["gift_uses"])]
    data: dict[str, Any] = {"key": key, "parts": parts, "earned": 0, "lot": None, "passes_sold_fen": price}
    data["multiplier"] = earn.multiplier_of(shop.rules, tiers.tier(shop, member))
    if shop.rules["points.pass_earns"] == "sale":
        pot = Points(shop, member)
        data["earned"] = earn.points(shop.rules, [base(shop.rules, parts)], [data["multiplier"]])
        data["lot"] = pot.grant_new("pass", data["earned"])
        rows += pot.rows
    shop.post("pass.sell", rows, member=member, money=flows, **data)
    tiers.up(shop, member, "pass.sell")
    return passes.shown(shop, key)


def base(rules: dict[str, Any], parts: list[dict[str, Any]]) -> int:
    """What of a pass's price earns: by the tenders that earn (domain rules §3)."""
    return sum(part["fen"] for part in parts if earn.earns(rules, part["kind"]))


def refund(shop: Shop, action: dict[str, Any]) -> dict[str, Any]:
    """`average`: the value of what is unused; `list_price`: paid less used at list price (domain rules §8)."""
    shop.need_shift()
    instance, key = shop.passes[action["pass"]], action["pass"]
    left = passes.left(shop, key)
    if instance["gone"] or left == 0:
        raise Refused("nothing_to_refund", "pass_used_up", "not_found")
    if action["method"] == "list_price" and instance["kind"].get("list_fen") is None:
        raise Refused("bad_setting")
    fen = passes.unused_value(shop, key)
    if action["method"] == "list_price":
        fen = max(0, instance["paid_fen"] - passes.used(shop, key) * instance["kind"]["list_fen"])
    units = ("paid_uses", "gift_uses")
    rows = [row(unit, instance["member"], key, -n) for unit in units if (n := passes.left(shop, key, unit))]
    sale = shop.of("pass.sell", key=key)[0]
    instance["gone"] = True
    before = shop.of("pass.refund", key=key)
    gone = [sum(f["shares"][n] for f in before) for n in range(len(sale["parts"]))]
    shares = split(fen, [part["fen"] - back for part, back in zip(sale["parts"], gone, strict=True)])
    pot = Points(shop, instance["member"])
    claw = claw_of(
        shop, sale, [a + b for a, b in zip(gone, shares, strict=True)], sum(f["points_clawed"] for f in before)
    )
    missing = pot.take(claw, first=sale["lot"])
    value, owed = worth(sale["rules"], missing, fen)
    pot.owe(owed)
    flows = pay_back(shop, sale, less(sale["parts"], shares, value), action.get("pay", "cash"), rows)
    data = {
        "reversed": claw - missing + owed,
        "points_clawed": claw,
        "key": key,
        "shares": shares,
        "uses_gone": left,
        "counts_on": sale["date"],
    }
    shop.post("pass.refund", rows + pot.rows, member=instance["member"], money=flows, **data)
    tiers.after_points(shop, instance["member"])
    return {"refund_fen": fen}


def claw_of(shop: Shop, sale: Fact, shares: list[int], clawed: int) -> int:
    """earned(base) - earned(base - what goes back of it) - already clawed, as for goods (domain rules §5)."""
    if sale["lot"] is None:
        return 0
    paid = base(sale["rules"], sale["parts"])
    back = base(sale["rules"], [part | {"fen": fen} for part, fen in zip(sale["parts"], shares, strict=True)])
    remaining = earn.points(sale["rules"], [paid - back], [sale["multiplier"]])
    return max(0, sale["earned"] - remaining - clawed - expired_of(shop, sale["lot"]))


def worth(rules: dict[str, Any], missing: int, fen: int) -> tuple[int, int]:
    """Missing points as money off this refund, or as a debt (domain rules §5)."""
    per_yuan = rules["points.per_yuan"]
    if rules["points.claw"] == "value" and per_yuan is not None:
        return min(fen, floor(Fraction(missing * 100, per_yuan))), 0
    return 0, missing


def less(parts: list[dict[str, Any]], shares: list[int], value: int) -> list[int]:
    """What goes out by each part when `value` stays here."""
    left = list(shares)
    for number in sorted(range(len(left)), key=lambda n: LAST.get(parts[n]["kind"], 1)):
        kept = min(value, left[number])
        left[number] -= kept
        value -= kept
    return left


def pay_back(shop: Shop, sale: Fact, fens: list[int], pay: str, rows: list[Row]) -> list[Row]:
    """Stored value returns to its lots, never to cash (domain rules §5); the rest goes back by `pay`."""
    out: dict[str, int] = {}
    for part, fen in zip(sale["parts"], fens, strict=True):
        if part["kind"] in {"principal", "bonus"}:
            purse = wallet.Wallet(shop, part["payer"])
            purse.give_back([r for r in sale["rows"] if r["n"] < 0], part["kind"], fen)
            rows += purse.rows
            out["stored_value"] = out.get("stored_value", 0) + fen
        elif pay == "stored_value" and fen:
            purse = wallet.Wallet(shop, sale["member"])
            purse.change("principal", shop.new_lot("refunded", recharge=None), fen)
            rows += purse.rows
            out["stored_value"] = out.get("stored_value", 0) + fen
        else:
            out[pay] = out.get(pay, 0) + fen
    return [money(kind, out_fen=fen) for kind, fen in out.items() if fen]
