"""The door: a line of `memberpos rehearse` in, its answer out (contracts)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from tests.oracle import (
    catalogue,
    change,
    coupons,
    draws,
    due,
    exchange,
    grammar,
    pass_money,
    passes,
    people,
    points,
    prepaid,
    refunds,
    sales,
    shifts,
    tiers,
    topups,
)
from tests.oracle.book import Refused, Shop

Action = dict[str, Any]
Answer = dict[str, Any]

#: What each name in an action stands for.
NAMES: dict[str, dict[str, str]] = {
    "member.enrol": {"referrer": "member"},
    "card.issue": {"member": "member"},
    "recharge": {"member": "member", "offer": "recharge_offer"},
    "exchange": {"sale": "sale", "member": "member", "card": "card"},
    "change.pay_out": {"member": "member"},
    "draw": {"member": "member", "draw": "draw"},
    "tier.grant": {"member": "member"},
    "recharge.refund": {"recharge": "recharge"},
    "sale": {"member": "member", "card": "card"},
    "refund": {"sale": "sale"},
    "redeem": {"member": "member", "gift": "gift"},
    "coupon.issue": {"member": "member", "coupon": "coupon_kind"},
    "pass.sell": {"member": "member", "pass": "pass_kind"},
    "pass.use": {"member": "member", "pass": "pass or kind"},
    "pass.undo": {"use": "use"},
    "pass.freeze": {"pass": "pass"},
    "pass.refund": {"pass": "pass"},
    "pass.renew": {"pass": "pass"},
    "points.adjust": {"member": "member"},
    "transfer": {"from": "member", "to": "member"},
    "card_close": {"member": "member"},
    "balance": {"member": "member"},
    "expect": {"member": "member"},
}


def adjust(shop: Shop, action: Action) -> Answer:
    """Manual points with a reason (domain rules §3): above the balance refused, as any spending."""
    n, pot = action["points"], points.Points(shop, action["member"])
    if n == 0:
        raise Refused("bad_amount", "bad_line")
    if n > 0:
        pot.grant_new("by hand", n)
    else:
        pot.spend(-n)
    shop.post("points.adjust", pot.rows, member=action["member"], by_hand=n)
    tiers.up(shop, action["member"], "points.adjust")
    return {"points": pot.balance}


def balance(shop: Shop, action: Action) -> Answer:
    member = action["member"]
    held = tiers.tier(shop, member)
    mine = [shop.passes[key] for key in passes.of_member(shop, member)]
    tickets = [shop.coupons[key] for key in coupons.of_member(shop, member)]
    return {
        "points": shop.balance("points", member),
        "growth": shop.balance("growth", member),
        "principal_fen": shop.balance("principal", member),
        "bonus_fen": shop.balance("bonus", member),
        "change_fen": shop.balance("change", member),
        "tier": held and held["name"],
        "points_lots": points.lots_shown(shop, member),
        "passes": [
            {"pass": p["code"], "left": passes.left(shop, p["key"]), "valid_to": iso(p["valid_to"])} for p in mine
        ],
        "coupons": [{"coupon": c["code"], "valid_to": iso(c["valid_to"])} for c in tickets],
    }


def iso(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())


DOORS: dict[str, Callable[[Shop, Action], Answer]] = {
    "settings": catalogue.change_settings,
    "product": catalogue.put_product,
    "gift": catalogue.put_gift,
    "coupon_kind": catalogue.put_coupon_kind,
    "pass_kind": catalogue.put_pass_kind,
    "offer": catalogue.put_offer,
    "member.enrol": people.enrol,
    "card.batch": people.batch,
    "card.issue": people.issue,
    "card.lost": people.step,
    "card.found": people.step,
    "card.return": people.step,
    "card.replace": people.replace,
    "card.verify": people.verify,
    "recharge": prepaid.recharge,
    "recharge.refund": prepaid.refund,
    "sale": sales.sell,
    "refund": refunds.refund,
    "exchange": exchange.exchange,
    "change.pay_out": change.pay_out,
    "recharge_offer": topups.put,
    "draw.put": draws.put,
    "draw": draws.play,
    "tier.grant": tiers.grant,
    "redeem": coupons.redeem,
    "coupon.issue": coupons.issue,
    "pass.sell": pass_money.sell,
    "pass.use": passes.use,
    "pass.undo": passes.undo,
    "pass.freeze": passes.freeze,
    "pass.refund": pass_money.refund,
    "pass.renew": pass_money.renew,
    "points.adjust": adjust,
    "transfer": prepaid.transfer,
    "card_close": prepaid.close,
    "cash.move": shifts.move,
    "shift.open": shifts.open_shift,
    "shift.close": shifts.close,
    "report.x": shifts.report_x,
    "report.z": shifts.report_z,
    "balance": balance,
}

#: Actions that may move money of the drawer.
MONEY = {
    "sale",
    "exchange",
    "refund",
    "change.pay_out",
    "draw",
    "recharge",
    "recharge.refund",
    "redeem",
    "pass.sell",
    "pass.refund",
    "pass.renew",
    "card_close",
}
MONEY |= {"card.replace", "cash.move", "shift.close", "report.x"}

#: A name that stands deep in a line may be looked up after other things of that line were refused.
DEEP = ("card_state", "card_lost", "bad_amount", "empty_cart", "tender_mismatch", "coupon_used", "coupon_expired")
DEEP += ("coupon_not_applicable", "insufficient_points", "points_debt", "insufficient_stored_value")

#: Answer keys that name what an action made, so that `as` can name it too.
MADE = ("member", "card", "recharge", "sale", "coupon", "pass", "use")


class Player:
    """Plays lines on a shop of its own."""

    def __init__(self) -> None:
        self.shop = Shop()
        self.before: Answer = {}
        #: Whether all codes of a refusal are looked for: not where only an amount is asked.
        self.thorough = True

    def copy(self) -> Player:
        """A player of the same shop, to try what is not to be remembered."""
        other = Player()
        other.shop, other.before = self.shop.copy(), self.before
        return other

    def play(self, text: str, told: Answer | None = None) -> Answer:
        """The answer of one line; `codes` = all codes that a refusal may carry, `error` = the likeliest.

        `told`: the engine's answer, where chance decides (draws.py).
        """
        try:
            line = json.loads(text)
        except ValueError:
            line = None
        chance = {"told": told} if told and grammar.good(line) and line["do"] in {"draw", "draw.put"} else {}
        answer = self.answer(line | chance) if grammar.good(line) else refusal(Refused("bad_line"))
        if answer["ok"] and grammar.good(line) and "want" in line:
            answer = wanted(answer, line["want"])
        self.before = answer
        return answer

    def answer(self, line: Action) -> Answer:
        shop = self.shop
        shop.at = datetime.fromisoformat(line["at"]) if "at" in line else shop.at + timedelta(seconds=1)
        shop.shifts[0].setdefault("date", shop.today)
        done = due.run(shop)
        if line["do"] == "tick":
            return {"ok": True, "done": sorted(done)}
        try:
            if line["do"] == "expect":
                return self.expect(line)
            shop = shop.copy()  # refused actions change nothing (domain rules §1)
            answer = {"ok": True, **DOORS[line["do"]](shop, self.named(line))}
            self.shop = shop
        except Refused as refused:
            if not self.thorough:
                return refusal(refused)
            if line["do"] in {"sale", "exchange"}:
                refused = self.without_one_fault(line, refused)
            return refusal(refused if self.shop.shift else self.without_shift(line, refused))
        if "as" in line:
            for kind in [kind for kind in MADE if kind in answer]:
                shop.names[line["as"]] = (kind, answer[kind])
        return answer

    def without_one_fault(self, line: Action, refused: Refused) -> Refused:
        """Where coupons, points or tenders are one reason to refuse a sale, what else would be wrong is right as well."""
        cash = [{"kind": "cash", "fen": "rest"}]
        faults: list[Action] = [
            {"coupons": []},
            {"points": 0, "add_ons": []},
            {"tenders": cash},
            {"keep_change_fen": 0},
        ]
        codes = refused.codes
        tries = [{}, *faults, *[one | other for one, other in combinations(faults, 2)]]
        for goods in [line] if line["do"] == "sale" else [line, exchange.goods_of(line)]:
            for fault in tries:
                trial = self.copy()
                try:
                    DOORS[goods["do"]](trial.shop, trial.named(goods | fault))
                except Refused as also:
                    codes += also.codes
        return Refused(*codes)

    def without_shift(self, line: Action, refused: Refused) -> Refused:
        """Where no shift is open that is one reason; what would be wrong with an open one is right as well."""
        trial = self.copy()
        trial.shop.shifts.append({"float_fen": 0, "first": 0, "end": None, "date": self.shop.today})
        again = trial.answer(line)
        codes = refused.codes + tuple(again.get("codes", ()))
        return Refused(*codes, *(["no_shift"] if line["do"] in MONEY else []))

    def expect(self, line: Action) -> Answer:
        """Only given keys are compared, lists by length and given keys (contracts)."""
        if "refused" in line:
            if line["refused"] in self.before.get("codes", ()):
                return {"ok": True}
            return {"ok": False, "error": "expect", "codes": ("expect",)}
        if "member" not in line:
            return refusal(Refused("bad_line", "expect"))
        try:
            got = balance(self.shop, self.named(line))
        except Refused as refused:
            return refusal(Refused("expect", *refused.codes))
        return wanted({"ok": True}, {k: v for k, v in line.items() if k in got and k != "member"}, got)

    def named(self, line: Action) -> Action:
        """The action with each name replaced by the key it stands for, quantities in thousandths."""
        action = {key: value for key, value in line.items() if key not in {"at", "as", "want"}}
        for key, kind in NAMES.get(line["do"], {}).items():
            if key in action:
                action[key] = self.resolve(kind, action[key])
        if "lines" in action:
            action["lines"] = [entry | {"qty": grammar.thousandths(entry["qty"])} for entry in action["lines"]]
        if "back" in action:
            action["back"] = [entry | {"qty": grammar.thousandths(entry["qty"])} for entry in action["back"]]
        if line["do"] in {"sale", "exchange"}:
            action["coupons"] = [self.resolve("coupon or kind", name) for name in action.get("coupons", [])]
        if line["do"] == "recharge":
            action["coupons"] = [self.resolve("coupon_kind", name) for name in action.get("coupons", [])]
        tenders = action.get("tenders", [])
        return action | ({"tenders": [self.tender(t) for t in tenders]} if "tenders" in action else {})

    def tender(self, tender: Action) -> Action:
        named = dict(tender)
        if tender["kind"] == "pass" and "pass" not in tender:
            raise Refused("bad_line", "not_found")
        try:
            for key, kind in (("member", "member"), ("pass", "pass or kind")):
                if key in named:
                    named[key] = self.resolve(kind, named[key])
        except Refused as refused:
            raise Refused(*refused.codes, *DEEP) from None
        return named

    def resolve(self, kind: str, name: str) -> str:
        """An alias, or a natural key (contracts, naming)."""
        shop = self.shop
        alias = shop.names.get(name)
        if alias and alias[0] == kind.partition(" ")[0]:
            return alias[1]
        if alias and (alias[0], kind) == ("card", "member"):
            name = alias[1]
        catalogues = {
            "gift": shop.gifts,
            "coupon_kind": shop.coupon_kinds,
            "pass_kind": shop.pass_kinds,
            "card": shop.cards,
            "recharge_offer": shop.recharge_offers,
            "draw": shop.draws,
        }
        catalogues |= {"coupon or kind": shop.coupon_kinds, "pass or kind": shop.pass_kinds}
        if name in catalogues.get(kind, {}):
            return name
        if kind == "member" and (found := self.by_key(name)):
            return found
        raise Refused("not_found")

    def by_key(self, name: str) -> str | None:
        """A phone if it is unique, or the number of an active card."""
        mine = [key for key, member in self.shop.members.items() if member.get("phone") == name]
        card = self.shop.cards.get(name)
        if len(mine) == 1:
            return mine[0]
        return str(card["member"]) if card and card["state"] == "active" else None


def refusal(refused: Refused) -> Answer:
    return {"ok": False, "error": refused.codes[0], "codes": tuple(dict.fromkeys(refused.codes))}


def wanted(answer: Answer, want: dict[str, Any], got: dict[str, Any] | None = None) -> Answer:
    """`want` and `expect`: each given key is as given."""
    shown = answer if got is None else got
    wrong = sorted(key for key, value in want.items() if not same(value, shown.get(key, ...)))
    return answer if not wrong else {"ok": False, "error": "expect", "codes": ("expect",), "wrong": wrong}


def same(want: Any, got: Any) -> bool:
    if isinstance(want, dict):
        return isinstance(got, dict) and all(key in got and same(value, got[key]) for key, value in want.items())
    if isinstance(want, list):
        long = isinstance(got, list) and len(got) == len(want)
        return long and all(same(w, g) for w, g in zip(want, got, strict=True))
    return type(want) is type(got) and bool(want == got)
