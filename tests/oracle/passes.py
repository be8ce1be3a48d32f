"""Passes (domain rules §8)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.oracle import days, earn, tiers
from tests.oracle.arithmetic import split
from tests.oracle.book import Fact, Refused, Row, Shop, money, row
from tests.oracle.points import Points
from tests.oracle.tender import plain

Pass = dict[str, Any]


def make(shop: Shop, member: str, code: str, paid_fen: int, begin: date | None = None) -> str:
    """A new instance; it starts at once or at its first use."""
    kind, key = shop.pass_kinds[code], f"pass#{len(shop.passes)}"
    started = shop.today if begin is None else begin
    instance = {"key": key, "code": code, "kind": kind, "member": member, "paid_fen": paid_fen, "gone": False}
    instance |= {"valid_from": None, "valid_to": None, "freezes": [], "born": len(shop.passes)}
    shop.passes[key] = instance
    if kind["starts"] == "sale" or begin is not None:
        start(instance, started)
    return key


def start(instance: Pass, day: date) -> None:
    """`valid_days` N: the start day is not counted, the last day is start + N (domain rules §8)."""
    lasts = instance["kind"].get("valid_days")
    instance["valid_from"] = day
    instance["valid_to"] = None if lasts is None else day + timedelta(days=lasts)


def sell(shop: Shop, action: dict[str, Any]) -> dict[str, Any]:
    shop.need_shift()
    kind, member = shop.pass_kinds[action["pass"]], action["member"]
    flows, rows = plain(shop, member, kind["price_fen"], action["tenders"])
    key = make(shop, member, action["pass"], kind["price_fen"])
    rows += new_uses(member, key, kind)
    bonus = -sum(r["n"] for r in rows if r["unit"] == "bonus")
    earned = earn_of(shop, member, kind["price_fen"] - (0 if shop.rules["points.bonus_earns"] else bonus), "sale")
    rows += earned
    shop.post("pass.sell", rows, member=member, money=flows, passes_sold_fen=kind["price_fen"], issued=issued(earned))
    tiers.up(shop, member)
    return shown(shop, key)


def new_uses(member: str, key: str, kind: dict[str, Any]) -> list[Row]:
    return [row("paid_uses", member, key, kind["uses"]), row("gift_uses", member, key, kind["gift_uses"])]


def earn_of(shop: Shop, member: str, base_fen: int, when: str) -> list[Row]:
    """A pass earns at sale or at use, by the setting (domain rules §3)."""
    if shop.rules["points.pass_earns"] != when:
        return []
    tier = tiers.tier(shop, member)
    multiplier = earn.multiplier_of(shop.rules, tier, [], {})
    pot = Points(shop, member)
    pot.grant_new("pass", earn.points(shop.rules, [base_fen], [multiplier]))
    return pot.rows


def issued(rows: list[Row]) -> int:
    return sum(r["n"] for r in rows)


def left(shop: Shop, key: str, *units: str) -> int:
    return sum(r["n"] for unit in units or ("paid_uses", "gift_uses") for r in shop.rows(unit) if r["lot"] == key)


def shown(shop: Shop, key: str) -> dict[str, Any]:
    instance = shop.passes[key]
    ends = {name: instance[name] and instance[name].isoformat() for name in ("valid_from", "valid_to")}
    return {"pass": key, "left": left(shop, key)} | ends


def of_member(shop: Shop, member: str) -> list[str]:
    """Instances that can still be used one day, soonest end first (domain rules §8)."""
    mine = [key for key, p in shop.passes.items() if p["member"] == member and not p["gone"] and left(shop, key) > 0]
    alive = [key for key in mine if not over(shop, shop.passes[key])]
    return sorted(alive, key=lambda key: (days.sooner(shop.passes[key]["valid_to"]), shop.passes[key]["born"]))


def over(shop: Shop, instance: Pass) -> bool:
    return instance["valid_to"] is not None and instance["valid_to"] < shop.today


def problem(shop: Shop, key: str, persons: int) -> str | None:
    """Why this instance cannot be used now."""
    instance = shop.passes[key]
    if over(shop, instance):
        return "pass_expired"
    if instance["gone"] or left(shop, key) < persons:
        return "pass_used_up"
    if any(begin <= shop.today <= end for begin, end in instance["freezes"]):
        return "pass_frozen"
    weekdays = instance["kind"].get("weekdays")
    wrong_day = weekdays is not None and shop.today.isoweekday() not in weekdays
    early = instance["valid_from"] is not None and shop.today < instance["valid_from"]
    return "pass_not_now" if wrong_day or early else None


def pick(shop: Shop, member: str, name: str, persons: int) -> str:
    """The instance named, or the first of the kind that can be used."""
    keys = [name] if name in shop.passes else [k for k in of_member(shop, member) if shop.passes[k]["code"] == name]
    if not keys:
        raise Refused("not_found", "pass_used_up", "pass_expired")
    if name in shop.passes and shop.passes[name]["member"] != member:
        raise Refused("not_found", "not_allowed")
    problems = [problem(shop, key, persons) for key in keys]
    if None in problems:
        return keys[problems.index(None)]
    raise Refused(*[found for found in problems if found])


def use(shop: Shop, action: dict[str, Any]) -> dict[str, Any]:
    persons = action.get("persons", 1)
    if persons <= 0:
        raise Refused("bad_amount", "bad_line")
    key = pick(shop, action["member"], action["pass"], persons)
    rows, value = taken(shop, key, persons)
    rows += earn_of(shop, action["member"], value, "use")
    name = f"use#{len(shop.facts)}"
    first_use(shop, key)
    shop.post("pass.use", rows, member=action["member"], use=name, key=key, persons=persons)
    return {"use": name, "left": left(shop, key)}


def first_use(shop: Shop, key: str) -> None:
    if shop.passes[key]["valid_from"] is None:
        start(shop.passes[key], shop.today)


def taken(shop: Shop, key: str, persons: int) -> tuple[list[Row], int]:
    """Paid uses first, gift uses last; and what those uses are worth."""
    instance, rows = shop.passes[key], []
    values = values_of(instance)
    used = len(values) - left(shop, key)
    paid = min(persons, left(shop, key, "paid_uses"))
    for unit, n in (("paid_uses", paid), ("gift_uses", persons - paid)):
        if n:
            rows.append(row(unit, instance["member"], key, -n))
    return rows, sum(values[used : used + persons])


def values_of(instance: Pass) -> list[int]:
    """Value per use = paid / (paid + gift uses), to the fen by `split` (vector: 500 / 12, 7 left, 291.65)."""
    kind = instance["kind"]
    return split(instance["paid_fen"], [1] * (kind["uses"] + kind["gift_uses"]))


def undo(shop: Shop, action: dict[str, Any]) -> dict[str, Any]:
    """Within 10 minutes by the same person, later by a manager; the owner alone in the shop is both."""
    done = shop.of("pass.use", use=action["use"])[0]
    if shop.of("pass.undo", use=action["use"]) or shop.passes[done["key"]]["gone"]:
        raise Refused("nothing_to_refund", "not_found", "undo_too_late", "pass_used_up")
    rows = [r | {"n": -r["n"]} for r in done["rows"]]
    shop.post("pass.undo", rows, member=done["member"], use=action["use"])
    return {"left": left(shop, done["key"])}


def freeze(shop: Shop, action: dict[str, Any]) -> dict[str, Any]:
    """Counts both its days and moves the end; only passes with an end (domain rules §8)."""
    instance = shop.passes[action["pass"]]
    begin, end = date.fromisoformat(action["from"]), date.fromisoformat(action["to"])
    if instance["valid_to"] is None:
        raise Refused("not_allowed", "bad_line")
    if end < begin:
        raise Refused("bad_line", "bad_amount", "not_allowed")
    if over(shop, instance) or instance["gone"]:
        raise Refused("pass_expired", "not_allowed", "pass_used_up", "not_found")
    instance["freezes"].append((begin, end))
    instance["valid_to"] += end - begin + days.ONE_DAY
    return {"valid_to": instance["valid_to"].isoformat()}


def refund(shop: Shop, action: dict[str, Any]) -> dict[str, Any]:
    shop.need_shift()
    instance, key = shop.passes[action["pass"]], action["pass"]
    if instance["gone"] or left(shop, key) == 0:
        raise Refused("nothing_to_refund", "pass_used_up", "not_found")
    values = values_of(instance)
    used = len(values) - left(shop, key)
    fen = sum(values[used:])
    if action.get("method", "average") == "list_price":
        fen = max(0, instance["paid_fen"] - used * (instance["kind"].get("list_fen") or 0))
    rows = [row(unit, instance["member"], key, -left(shop, key, unit)) for unit in ("paid_uses", "gift_uses")]
    instance["gone"] = True
    flows = [money(action.get("pay", "cash"), out_fen=fen)]
    shop.post("pass.refund", [r for r in rows if r["n"]], member=instance["member"], money=flows)
    return {"refund_fen": fen}


def renew(shop: Shop, action: dict[str, Any]) -> dict[str, Any]:
    """A new instance (domain rules §8), from today or from the day after the old one's end, paid in cash."""
    shop.need_shift()
    old = shop.passes[action["pass"]]
    begin = shop.today
    if action.get("from", "end") == "end" and old["valid_to"] is not None:
        begin = max(begin, old["valid_to"] + days.ONE_DAY)
    key = make(shop, old["member"], old["code"], old["kind"]["price_fen"], begin)
    flows = [money("cash", in_fen=old["kind"]["price_fen"])]
    rows = new_uses(old["member"], key, old["kind"])
    shop.post("pass.sell", rows, member=old["member"], money=flows, passes_sold_fen=old["kind"]["price_fen"], issued=0)
    return shown(shop, key)


def pay(shop: Shop, member: str | None, tender: dict[str, Any]) -> list[Row]:
    """A pass as a tender: one use."""
    owner = tender.get("member") or member
    if owner is None:
        raise Refused("not_found", "not_allowed", "bad_line")
    key = pick(shop, owner, tender["pass"], 1)
    first_use(shop, key)
    return taken(shop, key, 1)[0]


def come_back(shop: Shop, sale: Fact) -> list[Row]:
    """Uses that paid a sale return when the sale is undone in full."""
    return [r | {"n": -r["n"]} for r in sale["rows"] if r["unit"] in {"paid_uses", "gift_uses"}]


def ends(shop: Shop) -> list[tuple[date, str]]:
    """When instances with uses left end: due the day after their last."""
    over = {f["key"] for f in shop.of("pass.expire")}
    alive = [(p["valid_to"], key) for key, p in shop.passes.items() if not p["gone"] and key not in over]
    return [(end + days.ONE_DAY, key) for end, key in alive if end is not None and left(shop, key)]


def expire(shop: Shop, key: str, due: date) -> None:
    """Gift uses end; unused paid ones are lapsed, not destroyed (domain rules §8)."""
    gift = left(shop, key, "gift_uses")
    rows = [row("gift_uses", shop.passes[key]["member"], key, -gift)] if gift else []
    shop.post("pass.expire", rows, key=key, member=shop.passes[key]["member"], date=due)
