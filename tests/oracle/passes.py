"""Passes (domain rules §8)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.oracle import days, earn, tiers
from tests.oracle.arithmetic import split
from tests.oracle.book import Refused, Row, Shop, row
from tests.oracle.points import Points, expired_of

Pass = dict[str, Any]


def make(shop: Shop, member: str, code: str, paid_fen: int, begin: date | None = None) -> str:
    """A new instance; it starts at once or at its first use."""
    kind, key = shop.pass_kinds[code], f"pass#{len(shop.passes)}"
    started = shop.today if begin is None else begin
    instance = {"key": key, "code": code, "kind": kind, "member": member, "paid_fen": paid_fen, "gone": False}
    instance |= {
        "valid_from": None,
        "valid_to": None,
        "freezes": [],
        "expired": False,
        "renewed": begin is not None,
        "born": len(shop.passes),
    }
    shop.passes[key] = instance
    if kind["starts"] == "sale" or begin is not None:
        start(instance, started)
    return key


def start(instance: Pass, day: date) -> None:
    """`valid_days` N: the start day is not counted, the last day is start + N (domain rules §8)."""
    lasts = instance["kind"].get("valid_days")
    instance["valid_from"] = day
    instance["valid_to"] = None if lasts is None else day + timedelta(days=lasts)


def left(shop: Shop, key: str, *units: str) -> int:
    return sum(r["n"] for unit in units or ("paid_uses", "gift_uses") for r in shop.rows(unit) if r["lot"] == key)


def shown(shop: Shop, key: str) -> dict[str, Any]:
    instance = shop.passes[key]
    ends = {name: instance[name] and instance[name].isoformat() for name in ("valid_from", "valid_to")}
    return {"pass": key, "left": left(shop, key)} | ends


def of_member(shop: Shop, member: str) -> list[str]:
    """Instances with uses left, soonest end first (domain rules §8); paid uses of one that ended are lapsed, not destroyed."""
    mine = [key for key, p in shop.passes.items() if p["member"] == member and not p["gone"] and left(shop, key) > 0]
    return sorted(mine, key=lambda key: (days.sooner(shop.passes[key]["valid_to"]), shop.passes[key]["born"]))


def over(shop: Shop, instance: Pass) -> bool:
    return instance["valid_to"] is not None and instance["valid_to"] < shop.today


def problem(shop: Shop, key: str, persons: int) -> list[str]:
    """Why this instance cannot be used now."""
    instance, weekdays = shop.passes[key], shop.passes[key]["kind"].get("weekdays")
    begun = instance["valid_from"] is None or shop.today >= instance["valid_from"]
    reasons = {
        "pass_expired": over(shop, instance) or instance["expired"],
        "pass_used_up": instance["gone"] or left(shop, key) < persons,
        "pass_frozen": any(begin <= shop.today <= end for begin, end in instance["freezes"]),
        "pass_not_now": not begun or (weekdays is not None and shop.today.isoweekday() not in weekdays),
    }
    return [code for code, holds in reasons.items() if holds and persons]


def pick(shop: Shop, member: str, name: str, persons: int) -> str:
    """The instance named, or the first of the kind that can be used."""
    keys = [name] if name in shop.passes else [k for k in of_member(shop, member) if shop.passes[k]["code"] == name]
    if not keys:
        raise Refused("not_found", "pass_used_up", "pass_expired")
    if name in shop.passes and shop.passes[name]["member"] != member:
        raise Refused("not_found", "not_allowed")
    problems = [problem(shop, key, persons) for key in keys]
    if [] in problems:
        return keys[problems.index([])]
    raise Refused(*[code for found in problems for code in found])


def use(shop: Shop, action: dict[str, Any]) -> dict[str, Any]:
    """A check-in; named by kind, its persons are spread over the passes that admit now, the soonest last day first."""
    persons = action.get("persons", 1)
    if persons <= 0:
        raise Refused("bad_amount", "bad_line")
    shares = spread(shop, action["member"], action["pass"], persons)
    rows: list[Row] = []
    value = 0
    for key, n in shares:
        taken_rows, worth = taken(shop, key, n)
        rows, value = rows + taken_rows, value + worth
    data: dict[str, Any] = {"lot": None, "earned": 0}
    if shop.rules["points.pass_earns"] == "use":
        pot = Points(shop, action["member"])
        multiplier = earn.multiplier_of(shop.rules, tiers.tier(shop, action["member"]))
        data["earned"] = earn.points(shop.rules, [value], [multiplier])
        data["lot"] = pot.grant_new("use of a pass", data["earned"])
        rows += pot.rows
    name = f"use#{len(shop.facts)}"
    for key, _ in shares:
        first_use(shop, key)
    keys = [key for key, _ in shares]
    shop.post("pass.use", rows, member=action["member"], use=name, keys=keys, persons=persons, **data)
    tiers.up(shop, action["member"], "pass.use")
    return {"use": name, "left": left(shop, keys[-1])}


def spread(shop: Shop, member: str, name: str, persons: int) -> list[tuple[str, int]]:
    if name in shop.passes:
        return [(pick(shop, member, name, persons), persons)]
    mine = [key for key in of_member(shop, member) if shop.passes[key]["code"] == name]
    shares, wanted = [], persons
    for key in [key for key in mine if not problem(shop, key, 1)]:
        n = min(wanted, left(shop, key))
        shares += [(key, n)] if n else []
        wanted -= n
    if wanted:
        codes = [code for key in mine for code in problem(shop, key, persons)]
        raise Refused(*(codes or ["not_found", "pass_used_up", "pass_expired"]))
    return shares


def first_use(shop: Shop, key: str) -> None:
    if shop.passes[key]["valid_from"] is None:
        start(shop.passes[key], shop.today)


def taken(shop: Shop, key: str, persons: int) -> tuple[list[Row], int]:
    """Paid uses first, gift uses last; and what those uses are worth."""
    instance, rows = shop.passes[key], []
    before = unused_value(shop, key)
    paid = min(persons, left(shop, key, "paid_uses"))
    for unit, n in (("paid_uses", paid), ("gift_uses", persons - paid)):
        if n:
            rows.append(row(unit, instance["member"], key, -n))
    return rows, before - unused_value(shop, key, paid, persons - paid)


def unused_value(shop: Shop, key: str, paid_gone: int = 0, gift_gone: int = 0) -> int:
    """Σ value of the unused (domain rules §8): paid uses are the first shares of the price, gift uses the last."""
    instance = shop.passes[key]
    values, most = values_of(instance), instance["kind"]["uses"]
    paid, gift = left(shop, key, "paid_uses") - paid_gone, left(shop, key, "gift_uses") - gift_gone
    return sum(values[most - paid : most]) + sum(values[len(values) - gift :] if gift else [])


def used(shop: Shop, key: str) -> int:
    """Uses had: not those that ended unused."""
    paid_back = sum(f["uses_gone"] for f in shop.of("pass.refund", key=key))
    return len(values_of(shop.passes[key])) - left(shop, key) - ended(shop, key) - paid_back


def ended(shop: Shop, key: str) -> int:
    """Gift uses that went with the last day."""
    return -sum(r["n"] for f in shop.of("pass.expire", key=key) for r in f["rows"])


def values_of(instance: Pass) -> list[int]:
    """Value per use = paid / (paid + gift uses), to the fen by `split` (vector: 500 / 12, 7 left, 291.65)."""
    kind = instance["kind"]
    return split(instance["paid_fen"], [1] * (kind["uses"] + kind["gift_uses"]))


def undo(shop: Shop, action: dict[str, Any]) -> dict[str, Any]:
    """Within 10 minutes by the same person, later by a manager; the owner alone in the shop is both (domain rules §8)."""
    done = shop.of("pass.use", use=action["use"])[0]
    instances = [shop.passes[key] for key in done["keys"]]
    if shop.of("pass.undo", use=action["use"]):
        raise Refused("nothing_to_refund", "not_found", "undo_too_late", "pass_used_up")
    if any(instance["gone"] for instance in instances):
        raise Refused("undo_too_late", "nothing_to_refund", "not_found")
    rows = [r | {"n": -r["n"]} for r in done["rows"] if r["unit"] != "points"]
    pot = Points(shop, done["member"])
    claw = max(0, done["earned"] - expired_of(shop, done["lot"])) if done["lot"] else 0
    pot.owe(pot.take(claw, first=done["lot"]))
    shop.post(
        "pass.undo", rows + pot.rows, member=done["member"], use=action["use"], reversed=claw, counts_on=done["date"]
    )
    tiers.after_points(shop, done["member"])
    for key in done["keys"]:
        comes_back(shop, key, rows)
        for due in [day for day, ended_key in ends(shop) if ended_key == key and day <= shop.today]:
            expire(shop, key, due)
    return {"left": left(shop, done["keys"][-1])}


def comes_back(shop: Shop, key: str, rows: list[Row]) -> None:
    """Uses came back, also to a pass that was paid back or has ended: it is open again, until time ends it anew.

    When no use stands any more a pass that begins with its first use has not begun.
    """
    instance = shop.passes[key]
    back = {
        unit: sum(r["n"] for r in rows if r["unit"] == unit and r["lot"] == key) for unit in ("paid_uses", "gift_uses")
    }
    if back["gift_uses"] or (back["paid_uses"] and (instance["gone"] or left(shop, key) == back["paid_uses"])):
        instance["expired"] = instance["gone"] = False
    waits = instance["kind"]["starts"] == "first_use" and not instance["renewed"] and not instance["freezes"]
    waits = waits and not shop.of("pass.refund", key=key)
    if waits and not ended(shop, key) and not used_on(shop, key):
        instance["valid_from"] = instance["valid_to"] = None


def used_on(shop: Shop, key: str) -> list[date]:
    """Days of uses that stand: check-ins, and sales that the pass paid."""
    undone = {f["use"] for f in shop.of("pass.undo")}
    days_of = [f["date"] for f in shop.of("pass.use") if key in f["keys"] and f["use"] not in undone]
    for sale in shop.of("sale"):
        for number, part in enumerate(sale["parts"]):
            if part["kind"] == "pass" and part["key"] == key:
                back = sum(sum(f["uses"][number]) for f in shop.of("refund", sale=sale["sale"]))
                days_of += [sale["date"]] if sum(part["uses"]) > back else []
    return days_of


def freeze(shop: Shop, action: dict[str, Any]) -> dict[str, Any]:
    """Counts both its days and moves the end; only passes with an end (domain rules §8)."""
    instance = shop.passes[action["pass"]]
    begin, end = date.fromisoformat(action["from"]), date.fromisoformat(action["to"])
    wrong = ["bad_line", "bad_amount", "not_allowed"] if end < begin else []
    if instance["gone"]:
        wrong += ["pass_used_up", "not_found"]
    if instance["valid_to"] is None:
        raise Refused("pass_no_end", *wrong)
    if over(shop, instance) or instance["expired"]:
        wrong.append("pass_expired")
    if begin > instance["valid_to"] or begin < instance["valid_from"]:
        wrong += ["bad_amount", "not_allowed"]
    if any(begin <= other[1] and other[0] <= end for other in instance["freezes"]):
        wrong += ["pass_frozen", "bad_amount", "not_allowed"]
    if any(begin <= day <= end for day in used_on(shop, action["pass"])):
        wrong += ["bad_amount", "not_allowed"]
    if wrong:
        raise Refused(*wrong)
    instance["freezes"] = [*instance["freezes"], (begin, end)]
    instance["valid_to"] += end - begin + days.ONE_DAY
    return {"valid_to": instance["valid_to"].isoformat()}


def ends(shop: Shop) -> list[tuple[date, str]]:
    """When instances with uses left end: due the day after their last."""
    alive = [(p["valid_to"], key) for key, p in shop.passes.items() if not p["gone"] and not p["expired"]]
    return [(end + days.ONE_DAY, key) for end, key in alive if end is not None and left(shop, key)]


def expire(shop: Shop, key: str, due: date) -> None:
    """Gift uses end; unused paid ones are lapsed, not destroyed (domain rules §8)."""
    gift = left(shop, key, "gift_uses")
    rows = [row("gift_uses", shop.passes[key]["member"], key, -gift)] if gift else []
    shop.passes[key]["expired"] = True
    shop.post("pass.expire", rows, key=key, member=shop.passes[key]["member"], date=due)
