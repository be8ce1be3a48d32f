"""Top-ups, their return, closings and transfers (domain rules §7, §13)."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import Any

from tests.oracle import change, coupons, topups
from tests.oracle.arithmetic import floor
from tests.oracle.book import Fact, Refused, Row, Shop, money
from tests.oracle.points import Points, expired_of
from tests.oracle.wallet import Wallet

Action = dict[str, Any]

#: Principal a named card may hold after a top-up (domain rules §13).
LIMIT_FEN = 500000

#: What may be refunded in cash; more goes to an account of the same name (domain rules §13).
CASH_FEN = 10000


#: Facts that use stored value or bring it back.
USES = {"sale", "refund", "pass.sell", "pass.refund", "redeem"}


def recharge(shop: Shop, action: Action) -> dict[str, Any]:
    """A principal and a bonus lot with one recharge id; gifts by hand and those of an offer (domain rules §7)."""
    shop.need_shift()
    member, bonus = action["member"], action.get("bonus_fen", 0)
    if action["amount_fen"] <= 0 or bonus < 0 or action.get("points", 0) < 0:
        raise Refused("bad_amount", "bad_line", *(topups.NOT_FOR if "offer" in action else ()))
    step, times = topups.chosen(shop, action) if "offer" in action else ({}, 1)
    bonus += topups.bonus(step, times, action["amount_fen"])
    purse = Wallet(shop, member)
    if shop.rules["law.enforce"] and purse.balance("principal") + action["amount_fen"] > LIMIT_FEN:
        raise Refused("law_limit")
    key = shop.new_lot("recharge", member=member)
    purse.change("principal", key, action["amount_fen"])
    purse.change("bonus", key, bonus)
    pot, points = Points(shop, member), step.get("points", 0) * times + action.get("points", 0)
    lot = pot.grant_new("gift of a recharge", points, later=topups.counts_from(shop, step))
    tickets = [{"coupon": coupons.issue_one(shop, member, code), "charge_fen": 0} for code in action.get("coupons", [])]
    plan = topups.plan(step, times, shop.today)
    data = {"recharge": key, "issued": points, "lot": lot, "pay": action["pay"], "plan": plan}
    data |= {"recharge_fen": action["amount_fen"], "recharge_bonus_fen": bonus, "offer": action.get("offer")}
    data["gifts"] = tickets + topups.things(shop, member, step, times, purse.rows)
    flows = [money(action["pay"], in_fen=action["amount_fen"])]
    shop.post("recharge", purse.rows + pot.rows, member=member, money=flows, **data)
    topups.lift(shop, member, key, step)
    return {"recharge": key, "principal_fen": action["amount_fen"], "bonus_fen": bonus, "points": data["issued"]}


def refund(shop: Shop, action: Action) -> dict[str, Any]:
    """Open principal back; what it caused is taken back, what of it was used is charged (domain rules §7)."""
    shop.need_shift()
    made = shop.of("recharge", recharge=action["recharge"])[0]
    if shop.of("recharge.refund", recharge=made["recharge"]):
        raise Refused("nothing_to_refund")
    purse, lot = Wallet(shop, made["member"]), made["recharge"]
    principal, bonus = (purse.left[unit].get(lot, 0) for unit in ("principal", "bonus"))
    wrong = [] if principal else ["nothing_to_refund"]
    wrong += too_late(shop, made, action["cause"])
    if wrong:
        raise Refused(*wrong, *(["law_limit"] if shop.rules["law.enforce"] else []))
    pot, rows = Points(shop, made["member"]), []
    claw = max(0, made["issued"] - expired_of(shop, made["lot"]))
    missing = pot.take(claw, first=made["lot"])
    charged, owed = worth(shop.rules, missing)
    pot.owe(owed)
    charged += topups.charges(shop, made)
    fen = max(0, principal - bonus_used(shop, lot) - charged)
    if action["cause"] != "wrong_entry":
        check_cash(shop, action.get("pay", made["pay"]), fen)
    purse.change("principal", lot, -principal)
    purse.change("bonus", lot, -bonus)
    topups.take_back(shop, made, rows)
    flows = [money(action.get("pay", made["pay"]), out_fen=fen)]
    taken_back = claw - missing + owed
    rows += purse.rows + pot.rows
    shop.post("recharge.refund", rows, member=made["member"], money=flows, recharge=lot, reversed=taken_back)
    topups.call_off(shop, made)
    return {"refund_fen": fen}


def bonus_used(shop: Shop, lot: str) -> int:
    """Bonus of a recharge that paid for something and has not come back; what a closing took was not used."""
    return -sum(r["n"] for fact in shop.facts if fact["kind"] in USES for r in fact["rows"] if is_bonus(r, lot))


def is_bonus(r: Row, lot: str) -> bool:
    return bool(r["unit"] == "bonus" and r["lot"] == lot)


def worth(rules: dict[str, Any], missing: int) -> tuple[int, int]:
    """Missing points as money, or as a debt (domain rules §5)."""
    if rules["points.claw"] == "value" and rules["points.per_yuan"] is not None:
        return floor(Fraction(missing * 100, rules["points.per_yuan"])), 0
    return 0, missing


def too_late(shop: Shop, made: Fact, cause: str) -> list[str]:
    """The law's withdrawal ends with the seventh day after the payment; fixed when it was made (domain rules §1, §13)."""
    late = shop.today > made["date"] + timedelta(days=7)
    return ["undo_too_late"] if late and cause == "seven_days" and made["rules"]["law.enforce"] else []


def check_cash(shop: Shop, pay: str, fen: int) -> None:
    if shop.rules["law.enforce"] and pay == "cash" and fen > CASH_FEN:
        raise Refused("law_limit")


def transfer(shop: Shop, action: Action) -> dict[str, Any]:
    """Moves principal only, oldest recharge first; lots keep their recharge and its date (domain rules §7)."""
    if action["fen"] <= 0:
        raise Refused("bad_amount", "bad_line")
    if action["from"] == action["to"]:
        raise Refused("not_allowed", "bad_line", "bad_amount")
    giver, taker = Wallet(shop, action["from"]), Wallet(shop, action["to"])
    wrong = ["insufficient_stored_value"] if action["fen"] > giver.balance("principal") else []
    if shop.rules["law.enforce"] and taker.balance("principal") + action["fen"] > LIMIT_FEN:
        wrong.append("law_limit")  # the limit is on what a card holds, however it came
    if wrong:
        raise Refused(*wrong)
    giver.take_unit("principal", action["fen"])
    for moved in giver.rows:
        taker.change("principal", moved["lot"], -moved["n"])
    shop.post("transfer", giver.rows + taker.rows)
    return {"from_fen": giver.balance("principal"), "to_fen": taker.balance("principal")}


def close(shop: Shop, action: Action) -> dict[str, Any]:
    """退卡 (domain rules §7): all three methods are counted; for cause `shop` at least proportional."""
    shop.need_shift()
    member = action["member"]
    purse, kept = Wallet(shop, member), shop.balance("change", member)
    plans = [made for made in shop.of("recharge", member=member) if topups.waiting(shop, made)]
    if not purse.recharges() and not kept and not plans:
        raise Refused("nothing_to_refund")
    open_ones = [made for made in shop.of("recharge") if made["recharge"] in purse.recharges()]
    late = [code for made in open_ones for code in too_late(shop, made, action.get("cause", "consumer"))]
    if late:
        raise Refused(*late, "law_limit")
    figures = methods(*totals(shop, member, purse))
    fen = figures[action.get("method", shop.rules["stored_value.spend_order"])]
    if action.get("cause", "consumer") == "shop":
        fen = max(fen, figures["proportional"])
    check_cash(shop, action.get("pay", "cash"), fen)
    rest = -fen
    for lot in purse.recharges():
        for unit in ("principal", "bonus"):
            rest += purse.left[unit].get(lot, 0)
            purse.change(unit, lot, -purse.left[unit].get(lot, 0))
    for card in shop.cards.values():
        if card["member"] == member and card["state"] in {"active", "lost"}:  # a lost one cannot be handed back
            card["state"] = "returned" if card["state"] == "active" else "void"
    flows, rows = [money(action.get("pay", "cash"), out_fen=fen + kept)], change.taken(shop, member, kept, [])
    shop.post("card_close", purse.rows + rows, member=member, money=flows)
    for made in plans:
        topups.call_off(shop, made)
    shown = {f"{name}_fen": figure for name, figure in figures.items()} | {"refund_fen": fen}
    return shown | {"kept_change_fen": kept, "forfeited_fen": rest}


def totals(shop: Shop, member: str, purse: Wallet) -> tuple[int, int, int]:
    """P, B, C = paid, gift, consumed of the recharges that are not exhausted."""
    paid = gift = consumed = 0
    seen: set[str] = set()
    for lot in purse.recharges():
        for fact in shop.facts:
            for r in [r for r in fact["rows"] if r.get("lot") == lot and r["member"] == member]:
                if spends(fact, r, seen):
                    consumed -= r["n"]
                elif r["unit"] == "principal":
                    paid += r["n"]
                else:
                    gift += r["n"]
                seen.add(lot)
    return paid, gift, consumed


def spends(fact: Fact, r: Row, seen: set[str]) -> bool:
    """Whether a row is consumption (or its undoing); the others are what was paid in, given, or moved.

    Money refunded to stored value opens a lot of its own: that first row is paid in, what comes back to it later is not.
    """
    if fact["kind"] in {"refund", "pass.refund"}:
        return not r["lot"].startswith("refunded") or r["lot"] in seen
    return fact["kind"] in {"sale", "pass.sell", "redeem"}


def methods(paid: int, gift: int, consumed: int) -> dict[str, int]:
    by_both = floor(consumed * paid // (paid + gift)) if paid + gift else 0
    return {
        "bonus_first": paid - max(0, consumed - gift),
        "principal_first": max(0, paid - consumed),
        "proportional": paid - by_both,
    }
