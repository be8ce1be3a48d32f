"""The sale (domain rules §2, §3, §7)."""

from __future__ import annotations

from typing import Any

from tests.oracle import change, coupons, earn, growth, pass_tender, price, sources, tender, tiers
from tests.oracle.book import Refused, Row, Shop
from tests.oracle.points import Points

#: A tender without its payer, in a sale that may be wrong in another way as well.
ANY = ("not_allowed", "bad_line", "tender_mismatch", "insufficient_stored_value", "bad_amount", "insufficient_points")


def sell(shop: Shop, action: dict[str, Any]) -> dict[str, Any]:
    """`sale` of the contracts: keys and answer."""
    shop.need_shift()
    if not action["lines"]:
        raise Refused(
            "empty_cart", "bad_line", "bad_amount", *(["card_state", "card_lost"] if "card" in action else [])
        )
    member = buyer(shop, action)
    for line in action["lines"]:
        check_line(shop, line)
    if member is None and any(needs_payer(t) for t in action["tenders"]):
        raise Refused("not_found", *ANY)
    if action.get("points", 0) < 0:
        raise Refused("bad_amount", "bad_line", "coupon_not_applicable", "coupon_used", "coupon_expired", "not_found")
    tier = tiers.tier(shop, member) if member else None
    cart = action | {"coupons": coupons.chosen(shop, member, action.get("coupons", []))}
    quoted = price.quote(shop, member, tier, cart)
    try:
        settled = tender.settle(shop, quoted, action["tenders"])
    except Refused as refused:
        raise Refused(*refused.codes, *pass_tender.faults(shop, member, action["tenders"])) from None
    kept = keeps(member, action, settled)
    lines = quoted["lines"]
    tender.round_lines(lines, settled["rounding"])
    try:
        by_pass = pass_tender.pay(shop, member, lines, settled["tenders"])
    except Refused as refused:
        raise Refused(*refused.codes, *tender.twice(member, action["tenders"])) from None
    owed = tender.owed_after(lines, by_pass)
    rows = change.pay(shop, member, settled["tenders"])
    wallets = tender.stored_value(shop, member, owed, settled, tender.bonus_cap(shop, settled["due"]))
    sale = {"lines": lines, "parts": [*by_pass, *tender.spread(owed, settled)], "rules": shop.rules}
    for line in lines:
        line["earns"] = line["product"]["earns"]
        line["multiplier"] = earn.multiplier_of(shop.rules, tier, line["campaign"])
    rows += [row for wallet in wallets.values() for row in wallet.rows]
    rows += [row for part in by_pass for row in part["rows"]]
    fact = post(shop, member, sale, quoted, settled, rows)
    if kept:
        change.keep(shop, member, kept, fact["sale"])
    shown = answer(fact) | ({"kept_fen": kept} if kept else {})
    return shown | {"change_fen": fact["change_fen"] - kept}


def keeps(member: str | None, action: dict[str, Any], settled: dict[str, Any]) -> int:
    """What of the change stays with the member."""
    kept = int(action.get("keep_change_fen", 0))
    if kept < 0 or kept > settled["change"]:
        raise Refused("bad_amount", "tender_mismatch", "bad_line")
    if kept and member is None:
        raise Refused("not_found", "not_allowed", "bad_line", "bad_amount")
    return kept


def needs_payer(t: dict[str, Any]) -> bool:
    """Each payer is identified (domain rules §2.7); on account it is the member of the sale."""
    return t["kind"] == "on_account" or (t["kind"] in {"stored_value", "kept_change"} and "member" not in t)


def buyer(shop: Shop, action: dict[str, Any]) -> str | None:
    """The member named, or the card's; a card that is not active is refused (domain rules §11)."""
    card = action.get("card")
    if card is not None:
        state = shop.cards[card]["state"]
        if state == "lost":
            raise Refused("card_lost", "card_state")
        if state != "active":
            raise Refused("card_state", "not_found")
        return str(shop.cards[card]["member"])
    return action.get("member")


def check_line(shop: Shop, line: dict[str, Any]) -> None:
    if line["sku"] not in shop.products:
        raise Refused("not_found")
    if line["qty"] <= 0 or line.get("price_fen", 0) < 0:
        raise Refused("bad_amount", "bad_line")


def post(
    shop: Shop, member: str | None, sale: dict[str, Any], quoted: price.Quote, settled: dict[str, Any], rows: list[Row]
) -> dict[str, Any]:
    """Spend points, then grant what is earned: a debt cannot stand in a sale that spends (domain rules §5)."""
    lines, key = sale["lines"], f"sale#{len(shop.facts)}"
    data: dict[str, Any] = {"sale": key, "member": member, "earned": 0, "growth": 0, "lot": None}
    if member:
        pot = Points(shop, member)
        pot.spend(quoted["points_used"])
        multipliers = [line["multiplier"] for line in lines]
        data["earned"] = earn.points(shop.rules, earn.bases(sale), multipliers)
        data["growth"] = earn.growth(shop.rules, earn.spend(sale))
        data["lot"] = pot.grant_new("earned", data["earned"])
        rows = [*rows, *pot.rows, *growth.grant(member, key, data["growth"])]
    total = sum(line["list"] for line in lines)
    data |= {"total_fen": total, "due_fen": settled["due"], "discount_fen": total - settled["due"]}
    data |= {"change_fen": settled["change"], "rounding_fen": settled["rounding"]}
    data |= {"points_used": quoted["points_used"], "coupons": quoted["coupons"]}
    data |= {
        "money": [tender.taken(t, settled["change"]) for t in settled["tenders"]],
        "lines": lines,
        "parts": sale["parts"],
    }
    fact = shop.post("sale", rows, **data)
    for coupon in quoted["coupons"]:
        shop.coupons[coupon]["used"] = key
    if member:
        tiers.up(shop, member, "sale")
        sources.referral(shop, fact)
    return fact


def answer(fact: dict[str, Any]) -> dict[str, Any]:
    keys = ("sale", "total_fen", "discount_fen", "due_fen", "change_fen", "points_used")
    shown = {key: fact[key] for key in keys} | {"points_earned": fact["earned"]}
    for unit in ("principal", "bonus"):
        shown[f"stored_{unit}_fen"] = sum(part["fen"] for part in fact["parts"] if part["kind"] == unit)
    return shown | {"lines": [{"sku": line["sku"], "net_fen": line["net"]} for line in fact["lines"]]}
