"""More that happens in a shop: exchanges, kept change, top-ups with an offer, draws, tiers given."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.oracle import moves
from tests.oracle.histories import Writer

Action = dict[str, Any]


def exchange(w: Writer) -> Action | None:
    """What a refund says, and a cart; money is what each of them moves."""
    back = moves.refund(w)
    if back is None:
        return None
    if w.chance(60) and not w.trial({"do": "refund", **back})["ok"]:
        return None  # most who come have something to give back
    goods = moves.sale(w)
    if "lines" in back:
        back["back"] = back.pop("lines")
    return goods | back


def keeping(w: Writer, action: Action) -> Action:
    """A sale of which some change stays with the member."""
    if "member" not in action or not w.chance(15):
        return action
    if w.chance(75):
        due = w.trial({"do": "sale", **action, "tenders": [{"kind": "cash", "fen": "rest"}]}).get("due_fen", 0)
        action = action | {"tenders": [{"kind": "cash", "fen": due + w.pick((1, 50, 999))}]}
    change = w.trial({"do": "sale", **action}).get("change_fen", 0)
    return action | {"keep_change_fen": w.near(change)} if change or w.chance(5) else action


def pay_out(w: Writer) -> Action | None:
    name = moves.member(w)
    held = w.balance(name).get("change_fen", 0)
    if not held and w.chance(90):
        return None
    return {"member": name} | ({"fen": w.near(held)} if w.chance(60) else {})


def draw(w: Writer) -> Action | None:
    draws = w.player.shop.draws
    return {"member": moves.member(w), "draw": w.pick(draws)} if draws else None


def tier_grant(w: Writer) -> Action | None:
    tiers = w.player.shop.rules["tiers"]
    if not tiers:
        return None
    action: Action = {"member": moves.member(w), "tier": w.pick(tiers)["name"], "reason": "guest of the house"}
    if w.chance(75):
        action["to"] = (w.player.shop.today + timedelta(days=w.pick((0, 1, 30, 90, -1)))).isoformat()
    return action


def with_offer(w: Writer, action: Action) -> Action:
    """A top-up takes an offer, its amount near a step."""
    offers = w.player.shop.recharge_offers
    if not offers or w.chance(40):
        return action
    code = w.pick(offers)
    amount = w.pick(offers[code][-1]["steps"])["amount_fen"]
    return action | {"offer": code, "amount_fen": amount * w.pick((1, 1, 2)) + w.pick((0, 0, -1, 100))}


def redeem(w: Writer) -> Action | None:
    gifts = w.player.shop.gifts
    if not gifts:
        return None
    sku, qty = w.pick(gifts), w.pick((1, 1, 2))
    action: Action = {"member": moves.member(w), "gift": sku, "qty": qty}
    if not gifts[sku]["fen"] or w.chance(5):
        return action
    kinds = w.some(("stored_value", "scan_pay", "cash")) if w.chance(40) else ["cash"]
    parts: list[Action] = [{"kind": kind, "fen": w.rng.randint(0, gifts[sku]["fen"] * qty)} for kind in kinds[:-1]]
    return action | {"tenders": [*parts, {"kind": kinds[-1], "fen": "rest"}]}
