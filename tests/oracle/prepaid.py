"""Top-ups, their return, closings and transfers (domain rules §7, §13)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.oracle import coupons
from tests.oracle.arithmetic import floor
from tests.oracle.book import Fact, Refused, Row, Shop, money
from tests.oracle.points import Points
from tests.oracle.wallet import Wallet

Action = dict[str, Any]

#: Principal a named card may hold after a top-up (domain rules §13).
LIMIT_FEN = 500000


def recharge(shop: Shop, action: Action) -> dict[str, Any]:
    """A principal and a bonus lot with one recharge id; points and coupons as gifts (domain rules §7)."""
    shop.need_shift()
    member, bonus = action["member"], action.get("bonus_fen", 0)
    if action["amount_fen"] <= 0 or bonus < 0 or action.get("points", 0) < 0:
        raise Refused("bad_amount", "bad_line")
    purse = Wallet(shop, member)
    if shop.rules["law.enforce"] and purse.balance("principal") + action["amount_fen"] > LIMIT_FEN:
        raise Refused("law_limit")
    key = shop.new_lot("recharge", member=member)
    purse.change("principal", key, action["amount_fen"])
    purse.change("bonus", key, bonus)
    pot, lot = Points(shop, member), None
    if action.get("points"):
        lot = pot.grant_new("gift of a recharge", action["points"])
    gifts = [coupons.issue_one(shop, member, code, cause=key) for code in action.get("coupons", [])]
    data = {"recharge": key, "issued": action.get("points", 0), "lot": lot, "coupons": gifts, "pay": action["pay"]}
    data |= {"recharge_fen": action["amount_fen"], "recharge_bonus_fen": bonus}
    flows = [money(action["pay"], in_fen=action["amount_fen"])]
    shop.post("recharge", purse.rows + pot.rows, member=member, money=flows, **data)
    return {"recharge": key, "principal_fen": action["amount_fen"], "bonus_fen": bonus}


def refund(shop: Shop, action: Action) -> dict[str, Any]:
    """Open principal back; what it caused is taken back, bonus that was spent is charged (domain rules §7)."""
    shop.need_shift()
    made = shop.of("recharge", recharge=action["recharge"])[0]
    if shop.of("recharge.refund", recharge=made["recharge"]):
        raise Refused("nothing_to_refund")
    purse, lot = Wallet(shop, made["member"]), made["recharge"]
    principal, bonus = (purse.left[unit].get(lot, 0) for unit in ("principal", "bonus"))
    if principal == 0:
        raise Refused("nothing_to_refund")
    charged = made["recharge_bonus_fen"] - bonus
    pot = Points(shop, made["member"])
    missing = pot.take(made["issued"], first=made["lot"])
    if shop.rules["points.claw"] == "value" and shop.rules["points.per_yuan"] is not None:
        charged += floor(Fraction(missing * 100, shop.rules["points.per_yuan"]))
    else:
        pot.owe(missing)
    fen = max(0, principal - charged)
    purse.change("principal", lot, -principal)
    purse.change("bonus", lot, -bonus)
    for key in made["coupons"]:
        if shop.coupons[key]["used"] is None:
            shop.coupons[key]["gone"] = "taken back"
    rows, flows = purse.rows + pot.rows, [money(made["pay"], out_fen=fen)]
    shop.post("recharge.refund", rows, member=made["member"], money=flows, recharge=lot, reversed=made["issued"])
    return {"refund_fen": fen}


def transfer(shop: Shop, action: Action) -> dict[str, Any]:
    """Moves principal only, oldest recharge first; lots keep their recharge and its date (domain rules §7)."""
    if action["fen"] <= 0:
        raise Refused("bad_amount", "bad_line")
    if action["from"] == action["to"]:
        raise Refused("not_allowed", "bad_line")
    giver, taker = Wallet(shop, action["from"]), Wallet(shop, action["to"])
    if action["fen"] > giver.balance("principal"):
        raise Refused("insufficient_stored_value")
    giver.take_unit("principal", action["fen"])
    for moved in giver.rows:
        taker.change("principal", moved["lot"], -moved["n"])
    shop.post("transfer", giver.rows + taker.rows)
    return {"from_fen": giver.balance("principal"), "to_fen": taker.balance("principal")}


def close(shop: Shop, action: Action) -> dict[str, Any]:
    """退卡 (domain rules §7): all three methods are counted; for cause `shop` at least proportional."""
    shop.need_shift()
    member = action["member"]
    purse = Wallet(shop, member)
    if not purse.recharges():
        raise Refused("nothing_to_refund")
    figures = methods(*totals(shop, member, purse))
    fen = figures[action["method"]]
    if action.get("cause", "consumer") == "shop":
        fen = max(fen, figures["proportional"])
    for lot in purse.recharges():
        for unit in ("principal", "bonus"):
            purse.change(unit, lot, -purse.left[unit].get(lot, 0))
    shop.post("card_close", purse.rows, member=member, money=[money(action.get("pay", "cash"), out_fen=fen)])
    return {f"{name}_fen": figure for name, figure in figures.items()} | {"refund_fen": fen}


def totals(shop: Shop, member: str, purse: Wallet) -> tuple[int, int, int]:
    """P, B, C = paid, gift, consumed of the recharges that are not exhausted."""
    paid = gift = consumed = 0
    for lot in purse.recharges():
        for fact in shop.facts:
            for r in [r for r in fact["rows"] if r.get("lot") == lot and r["member"] == member]:
                if spends(fact, r):
                    consumed -= r["n"]
                elif r["unit"] == "principal":
                    paid += r["n"]
                else:
                    gift += r["n"]
    return paid, gift, consumed


def spends(fact: Fact, r: Row) -> bool:
    """Whether a row is consumption (or its undoing); the others are what was paid in, given, or moved."""
    if fact["kind"] == "refund":
        return not r["lot"].startswith("refunded")
    return fact["kind"] in {"sale", "pass.sell", "redeem"}


def methods(paid: int, gift: int, consumed: int) -> dict[str, int]:
    by_both = floor(consumed * paid // (paid + gift)) if paid + gift else 0
    return {
        "bonus_first": paid - max(0, consumed - gift),
        "principal_first": max(0, paid - consumed),
        "proportional": paid - by_both,
    }
