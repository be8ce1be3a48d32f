"""What happens in a shop, drawn at random."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.oracle import more_moves, setting_up
from tests.oracle.histories import Writer

Action = dict[str, Any]
Move = Callable[[Writer], Action | None]
OTHERS = ("scan_pay", "scan_pay", "bank_card", "bank_card", "on_account")
PAYS = ("cash", "scan_pay", "bank_card")
CARDS = ("1000", "1001", "1003", "2040", "2044")


#: Unit in seconds and how many of them at most.
SPANS = {"minutes": (60, 60), "hours": (3600, 20), "days": (86400, 9), "month": (86400, 40), "months": (86400, 400)}


def move(w: Writer) -> None:
    """Some time passes, then one action."""
    w.wait = passing(w)
    if w.player.shop.shift is None and w.chance(40):
        w.say({"do": "shift.open", "float_fen": w.amount(20000)})
    do = w.rng.choices(list(MOVES), [weight for weight, _ in MOVES.values()])[0]
    action = MOVES[do][1](w)
    if action is not None:
        action = {"do": do, **action}
        w.say(hostile(w, action) if w.chance(2) else action)


def hostile(w: Writer, action: Action) -> Action:
    """A line with something wrong in it: a key too many or too few, or a value of another type."""
    key = w.pick([key for key in action if key not in {"as", "member", "refused"} or action["do"] != "expect"])
    if action["do"] == "cash.move" and key == "reason":
        key = "kind"
    value = w.pick((None, True, "", "x", -1, 1.5, [], {}, [1], {"a": 1}))
    return w.pick(({k: v for k, v in action.items() if k != key}, action | {"extra": 1}, action | {key: value}))


def passing(w: Writer) -> timedelta:
    """Mostly seconds; else minutes to months as the history's pace is, now and then back: a wrong clock."""
    if w.chance(65):
        return timedelta()
    if w.chance(4):
        return -timedelta(seconds=w.pick((1, 3600, 86400, 86400 * 40)))
    unit_s, most = SPANS[w.pick(w.pace)]
    return timedelta(seconds=unit_s * w.rng.randint(1, most))


# ------------------------------------------------------------------------------------------------------------- selling
def sale(w: Writer) -> Action:
    """A cart, a member or not, and tenders that mostly fit."""
    action: Action = {"lines": [line(w) for _ in range(w.rng.randint(1, 4))]}
    if w.chance(80):
        action |= {"member": member(w)}
    elif w.player.shop.cards:
        action |= {"card": card(w)}
    got = w.balance(action["member"]) if "member" in action else {}
    if got.get("points", 0) > 0 and w.chance(40):
        action["points"] = w.near(got["points"])
    elif w.chance(2):
        action["points"] = w.pick((1, 100, -5))
    if w.has("coupon") and w.chance(40):
        action["coupons"] = coupons(w, action.get("member", ""))
    add_ons = [code for code, offer in w.player.shop.offers.items() if offer["kind"] == "add_on" and "points" in offer]
    if add_ons and w.chance(50):
        action["add_ons"] = w.some(add_ons)
    action["tenders"] = tenders(w, action, got)
    return more_moves.keeping(w, action) | {"as": w.name("sale")}


def coupons(w: Writer, buyer: str) -> list[str]:
    """Mostly coupons of the buyer, by alias or by kind."""
    shop = w.player.shop
    held = [coupon["coupon"] for coupon in w.balance(buyer).get("coupons", [])]
    own = [name for name in w.made["coupon"] if buyer in shop.names and is_of(w, name, buyer)]
    pool = [*own, *held] if own and w.chance(85) else [*w.made["coupon"], *shop.coupon_kinds]
    return [w.pick(pool) for _ in range(2 if w.chance(20) else 1)]


def is_of(w: Writer, coupon: str, buyer: str) -> bool:
    shop = w.player.shop
    return bool(shop.coupons[shop.names[coupon][1]]["member"] == shop.names[buyer][1])


def line(w: Writer) -> Action:
    skus = list(w.player.shop.products) or ["TEA"]
    drawn: Action = {"sku": "NOTHING" if w.chance(1) else w.pick(skus), "qty": quantity(w)}
    return drawn | ({"price_fen": w.amount(20000)} if w.chance(10) else {})


def quantity(w: Writer) -> int | str:
    if w.chance(2):
        return w.pick((0, -1, "0", "0.000", "-0.5"))
    if w.chance(15):
        return w.pick(("0.5", "1.25", "0.333", "2.001", "0.005", "3"))
    return w.pick((1, 1, 1, 2, 3, 5))


def tenders(w: Writer, action: Action, got: Action) -> list[Action]:
    """One or several; the due amount is asked of the oracle, so that figures in fen are right or off by one."""
    do = {"do": "sale", **action}
    answer = w.trial(do | {"tenders": [{"kind": "cash", "fen": "rest"}]})
    due = answer.get("due_fen", 1000)
    first: list[Action] = []
    stored = got.get("principal_fen", 0) + got.get("bonus_fen", 0)
    if stored > 0 and w.chance(70):
        if w.chance(50) and stored >= due:
            return [{"kind": "stored_value", "fen": "rest" if w.chance(80) else w.near(due)}]
        first.append({"kind": "stored_value", "fen": max(0, w.near(min(stored, due)))})
    elif stored == 0 and w.chance(2):
        return [{"kind": "stored_value", "fen": "rest"}]
    if w.chance(10) and len(w.made.get("member", [])) > 1:
        first.append({"kind": "stored_value", "fen": w.rng.randint(0, max(1, due // 3)), "member": w.old("member")})
    if w.chance(25):
        first.append({"kind": w.pick(OTHERS), "fen": w.rng.randint(0, max(1, due // 2))})
    if got.get("change_fen", 0) > 0 and w.chance(60):
        first.append({"kind": "kept_change", "fen": w.near(got["change_fen"])})
    elif w.chance(1):
        first.append({"kind": "kept_change", "fen": w.pick((0, 1, 100))})
    if got.get("passes") and w.chance(30):
        line_fen = w.pick(answer.get("lines") or [{"net_fen": 100}])["net_fen"]
        first.append({"kind": "pass", "fen": line_fen, "pass": w.pick(got["passes"])["pass"]})
    elif w.has("pass") and w.chance(5):
        first.append({"kind": "pass", "fen": w.rng.randint(0, max(1, due // 2)), "pass": w.old("pass")})
    return [*first, last_tender(w, due - sum(t["fen"] for t in first))]


def last_tender(w: Writer, left: int) -> Action:
    if w.chance(20):
        return {"kind": w.pick(("scan_pay", "bank_card")), "fen": "rest"}
    if w.chance(60):
        return {"kind": "cash", "fen": "rest"}
    return {"kind": "cash", "fen": max(0, left) + w.pick((0, 0, 1, 50, 10000, -1))}


def member(w: Writer) -> str:
    """By alias, phone, or card."""
    alias = w.old("member")
    key = w.player.shop.names.get(alias, ("", ""))[1]
    phone = w.player.shop.members.get(key, {}).get("phone")
    return phone if phone and w.chance(10) else alias


# ----------------------------------------------------------------------------------------------------------- refunding
def refund(w: Writer) -> Action | None:
    """A part or all of an earlier sale, most of all of a late one."""
    if not w.has("sale"):
        return None
    alias = w.made["sale"][-1] if w.chance(50) else w.old("sale")
    sold = next((f for f in w.player.shop.of("sale") if f["sale"] == w.player.shop.names.get(alias, ("", ""))[1]), None)
    action: Action = {"sale": alias}
    if w.chance(10):
        action["to"] = w.pick(("stored_value", "stored_value", "original"))
    if sold is None or w.chance(25):
        return action | {"all": True}
    if w.chance(50):
        gone = sum(f["refund_fen"] for f in w.player.shop.of("refund", sale=sold["sale"]))
        return action | {"fen": w.near(sold["due_fen"] - gone)}
    return action | {"lines": [back(w, sold) for _ in range(1 if w.chance(70) else 2)]}


def back(w: Writer, sold: Action) -> Action:
    number = w.rng.randint(1, len(sold["lines"]))
    if w.chance(2):
        return {"line": w.pick((0, -1, 99)), "qty": 1}
    qty = sold["lines"][number - 1]["qty"]
    if qty % 1000 or w.chance(5):
        return {"line": number, "qty": w.pick((f"{qty / 1000:.3f}", f"{qty / 3000:.3f}", "0.1"))}
    return {"line": number, "qty": w.rng.randint(1, qty // 1000 + w.chance(3))}


# -------------------------------------------------------------------------------------------------------- stored value
def recharge(w: Writer) -> Action:
    action: Action = {"member": member(w), "amount_fen": w.amount(100000), "pay": w.pick(PAYS)}
    if w.chance(60):
        action["bonus_fen"] = w.amount(20000)
    if w.chance(15):
        action["points"] = w.amount(200)
    if w.player.shop.coupon_kinds and w.chance(15):
        action["coupons"] = w.some(w.player.shop.coupon_kinds)
    return more_moves.with_offer(w, action) | {"as": w.name("recharge")}


def recharge_refund(w: Writer) -> Action | None:
    if not w.has("recharge"):
        return None
    cause = w.pick(("consumer", "shop", "seven_days", "wrong_entry"))
    return {"recharge": w.old("recharge"), "cause": cause} | ({"pay": w.pick(PAYS)} if w.chance(15) else {})


def transfer(w: Writer) -> Action:
    members = w.some(w.made.get("member", ["nobody"]))
    giver = max(members, key=lambda name: w.balance(name).get("principal_fen", 0))
    got = w.balance(giver)
    others = [name for name in w.made.get("member", []) if name != giver]
    taker = w.pick(others) if others and w.chance(95) else giver
    return {"from": giver, "to": taker, "fen": w.near(got.get("principal_fen", 100))}


def card_close(w: Writer) -> Action:
    action: Action = {"member": member(w), "method": w.pick(("bonus_first", "principal_first", "proportional"))}
    action |= {"cause": w.pick(("consumer", "shop", "seven_days"))} if w.chance(60) else {}
    return action | ({"pay": w.pick(PAYS)} if w.chance(20) else {})


def adjust(w: Writer) -> Action:
    name = member(w)
    held = w.balance(name).get("points", 0)
    n = -w.near(held) if held > 0 and w.chance(40) else w.pick((10, 100, 1000, 7, -1, -10))
    return {"member": name, "points": n, "reason": "counted again"}


# ------------------------------------------------------------------------------------------------- coupons and passes
def coupon_issue(w: Writer) -> Action | None:
    kinds = w.player.shop.coupon_kinds
    return {"member": member(w), "coupon": w.pick(kinds), "as": w.name("coupon")} if kinds else None


def pass_sell(w: Writer) -> Action | None:
    kinds = w.player.shop.pass_kinds
    if not kinds:
        return None
    code, pay = w.pick(kinds), w.pick(("cash", "scan_pay", "stored_value", "kept_change"))
    fen = "rest" if w.chance(90) else w.near(kinds[code]["price_fen"])
    return {"member": member(w), "pass": code, "tenders": [{"kind": pay, "fen": fen}], "as": w.name("pass")}


def pass_use(w: Writer) -> Action | None:
    if not w.has("pass"):
        return None
    alive = [name for name in w.made["pass"] if not over(w, name)]
    alias = w.pick(alive) if alive and w.chance(90) else w.old("pass")
    key = w.player.shop.names.get(alias, ("", ""))[1]
    owner = w.player.shop.passes.get(key, {}).get("member")
    names = [name for name, (_, k) in w.player.shop.names.items() if k == owner]
    which = alias if w.chance(75) else f"P{w.rng.randint(0, 2)}"
    action: Action = {
        "member": names[0] if names and w.chance(97) else w.old("member"),
        "pass": which,
        "as": w.name("use"),
    }
    return action | ({"persons": w.pick((1, 2, 3))} if w.chance(15) else {})


def over(w: Writer, alias: str) -> bool:
    instance = w.player.shop.passes[w.player.shop.names[alias][1]]
    return bool(instance["gone"] or (instance["valid_to"] and instance["valid_to"] < w.player.shop.today))


def of_pass(w: Writer) -> Action | None:
    return {"pass": w.old("pass")} if w.has("pass") else None


def pass_freeze(w: Writer) -> Action | None:
    if not w.has("pass"):
        return None
    begin = w.player.shop.today + timedelta(days=w.rng.randint(0, 5))
    end = begin + timedelta(days=w.pick((0, 1, 10, 30)))
    return {"pass": w.old("pass"), "from": begin.isoformat(), "to": end.isoformat()}


def pass_renew(w: Writer) -> Action | None:
    found = of_pass(w)
    return found and found | {"from": w.pick(("end", "today"))}


def pass_refund(w: Writer) -> Action | None:
    found = of_pass(w)
    return found and found | {
        "method": w.pick(("average", "list_price")),
        "pay": w.pick(("cash", *PAYS, "stored_value")),
    }


# -------------------------------------------------------------------------------------------------------------- others
def card_batch(w: Writer) -> Action:
    return {"from": w.pick(("1000", "2039", "0098")), "count": w.rng.randint(1, 8), "skip_four": w.chance(50)}


def card_issue(w: Writer) -> Action:
    return {"member": member(w), "number": w.pick(CARDS)} | ({"role": w.pick(("main", "sub"))} if w.chance(20) else {})


def card(w: Writer) -> str:
    """A number the shop knows, or one of the others."""
    known = list(w.player.shop.cards)
    return w.pick(known) if known and w.chance(85) else w.pick(CARDS)


def card_in(*states: str) -> Move:
    """Mostly a card in a state in which the action makes sense."""

    def step(w: Writer) -> Action | None:
        if not w.player.shop.cards and w.chance(90):
            return None
        fitting = [number for number, known in w.player.shop.cards.items() if known["state"] in states]
        return {"number": w.pick(fitting) if fitting and w.chance(75) else card(w)}

    return step


def card_replace(w: Writer) -> Action | None:
    action = card_in("active", "lost")(w)
    if action is None:
        return None
    action |= {"new_number": w.pick((*CARDS, "3000", "3001"))}
    return action | ({"fee_fen": w.amount(1000), "pay": w.pick(PAYS)} if w.chance(50) else {})


def cash_move(w: Writer) -> Action:
    kind = w.pick(("paid_in", "paid_out", "drop", "no_sale"))
    return {"kind": kind, "fen": 0 if kind == "no_sale" else w.amount(10000), "reason": "coins"}


def shift_close(w: Writer) -> Action:
    counted = {"cash_fen": w.near(10000)}
    for kind in ("scan_pay_fen", "bank_card_fen"):
        if w.chance(30):
            counted[kind] = w.near(5000)
    return {"counted": counted}


def expect(w: Writer) -> Action:
    """What the oracle knows of a member, now and then made wrong; or the refusal of the line before."""
    codes = w.player.before.get("codes", ())
    if len(codes) == 1 and codes[0] != "expect" and w.chance(50):
        return {"refused": codes[0]}
    name = member(w)
    got = {key: value for key, value in w.balance(name).items() if key not in {"ok", "error", "codes"}}
    keys = w.some(got) if got else []
    return {"member": name} | {key: 77 if type(got[key]) is int and w.chance(5) else got[key] for key in keys}


def settings(w: Writer) -> Action:
    """One rule changes in the middle of the history; now and then to nonsense."""
    if w.chance(10):
        return {"set": w.pick(({"points.rate": "1"}, {"no.such": 1}, {"tiers.down": "up"}, {"points.per_yuan": 0}))}
    if w.player.shop.rules["tiers"] and w.chance(25):
        held = w.player.shop.rules
        return {"set": setting_up.tiers(w, max(1, len(held["tiers"]) - 1))}
    name = w.pick(setting_up.VALUES)
    return {"set": {name: w.pick(setting_up.VALUES[name])}}


MOVES: dict[str, tuple[int, Move]] = {
    "sale": (30, sale),
    "refund": (20, refund),
    "exchange": (7, more_moves.exchange),
    "change.pay_out": (3, more_moves.pay_out),
    "draw": (4, more_moves.draw),
    "tier.grant": (1, more_moves.tier_grant),
    "recharge": (10, recharge),
    "points.adjust": (4, adjust),
    "balance": (6, lambda w: {"member": member(w)}),
    "expect": (3, expect),
    "tick": (4, lambda w: {}),
    "report.x": (3, lambda w: {}),
    "report.z": (1, lambda w: {}),
    "cash.move": (3, cash_move),
    "shift.close": (1, shift_close),
    "shift.open": (1, lambda w: {"float_fen": w.amount(20000)}),
    "settings": (3, settings),
    "product": (1, lambda w: {k: v for k, v in setting_up.product(w, w.pick(setting_up.SKUS)).items() if k != "do"}),
    "card.batch": (1, card_batch),
    "card.issue": (2, card_issue),
    "card.lost": (2, card_in("active")),
    "card.found": (1, card_in("lost")),
    "card.return": (1, card_in("active")),
    "card.verify": (1, card_in("active", "lost", "replaced")),
    "card.replace": (1, card_replace),
    "coupon.issue": (6, coupon_issue),
    "redeem": (4, more_moves.redeem),
    "pass.sell": (3, pass_sell),
    "pass.use": (6, pass_use),
    "pass.undo": (2, lambda w: {"use": w.old("use")} if w.has("use") else None),
    "pass.freeze": (1, pass_freeze),
    "pass.refund": (1, pass_refund),
    "pass.renew": (1, pass_renew),
    "recharge.refund": (3, recharge_refund),
    "transfer": (3, transfer),
    "card_close": (2, card_close),
}
