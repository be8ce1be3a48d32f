"""What an offer gives with a top-up (domain rules §7; docs/rehearse.md): its steps, conditions, and the bonus that comes later."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from tests.oracle import coupons, days, limits, passes, tiers
from tests.oracle.arithmetic import floor, split
from tests.oracle.book import Fact, Refused, Row, Shop, row

Action = dict[str, Any]
Step = dict[str, Any]

#: An offer that is not for this top-up.
NOT_FOR = ("offer_not_applicable", "not_allowed", "limit_exceeded", "bad_amount", "not_found")
SENSELESS = ("bad_amount", "bad_line", "bad_setting")


def put(shop: Shop, action: Action) -> dict[str, Any]:
    """The same code again is a new version. Steps ascend; what is given is more than nothing or not named."""
    amounts = [step["amount_fen"] for step in action["steps"]]
    wrong = not amounts or amounts[0] <= 0 or any(low >= high for low, high in pairwise(amounts))
    wrong = wrong or any(action.get(name, 1) < 1 for name in ("member_limit", "total_limit"))
    if wrong or not all(sensible(step) for step in action["steps"]):
        raise Refused(*SENSELESS)
    versions = shop.recharge_offers.get(action["code"], ())
    shop.recharge_offers[action["code"]] = (*versions, action | {"since": shop.at})
    return {}


def sensible(step: Step) -> bool:
    given = [gift for what in ("coupons", "passes") for gift in step.get(what, [])]
    least = [step.get(name, 0) for name in ("bonus_fen", "bonus_percent", "points", "points_after_days")]
    least += [gift.get("charge_fen", 0) for gift in given] + [gift.get("count", 1) - 1 for gift in given]
    later = step.get("instalments", {"fen": 1, "count": 1})
    least += [later["fen"] - 1, later["count"] - 1, later.get("every_months", 1) - 1]
    least += [step["tier"]["months"] - 1] if "months" in step.get("tier", {}) else []
    return min(least) >= 0 and 1 <= later.get("day", 1) <= 31


def chosen(shop: Shop, action: Action) -> tuple[Step, int]:
    """The highest step the amount reaches, and how often its gifts are given."""
    versions = [one for one in shop.recharge_offers[action["offer"]] if one["since"] <= shop.at]
    if not versions:
        raise Refused("not_found", *NOT_FOR)
    offer = versions[-1]
    reached = [step for step in offer["steps"] if step["amount_fen"] <= action["amount_fen"]]
    if not reached or not holds(shop, offer, action["member"]):
        raise Refused(*NOT_FOR)
    step = max(reached, key=lambda one: one["amount_fen"])
    given = ((step.get("coupons", []), shop.coupon_kinds), (step.get("passes", []), shop.pass_kinds))
    if any(gift["code"] not in kinds for gifts, kinds in given for gift in gifts):
        raise Refused("not_found")
    if "tier" in step and step["tier"]["name"] not in [tier["name"] for tier in shop.rules["tiers"]]:
        raise Refused("bad_setting")
    return step, action["amount_fen"] // step["amount_fen"] if offer.get("repeats") else 1


def holds(shop: Shop, offer: Action, member: str) -> bool:
    """Dates, weekdays, tiers, first top-up, and limits; a top-up that was undone counts for none."""
    held = tiers.tier(shop, member)
    today = shop.today.isoformat()
    standing = [made for made in shop.of("recharge") if not shop.of("recharge.refund", recharge=made["recharge"])]
    mine = [made for made in standing if made["member"] == member]
    with_it = [made for made in standing if made["offer"] == offer["code"]]
    most = offer.get("member_limit")
    limit = None if most is None else f"{most}/{offer.get('per', 'ever')}"
    return all(
        (
            offer.get("active", True),
            offer.get("from") is None or offer["from"] <= today,
            offer.get("to") is None or today <= offer["to"],
            offer.get("weekdays") is None or shop.today.isoweekday() in offer["weekdays"],
            offer.get("tiers") is None or (held is not None and held["name"] in offer["tiers"]),
            not (offer.get("first_only") and mine),
            offer.get("total_limit") is None or len(with_it) < offer["total_limit"],
            not limits.reached(limit, [made["date"] for made in with_it if made["member"] == member], shop.today),
        )
    )


def bonus(step: Step, times: int, amount_fen: int) -> int:
    """`bonus_fen` for each time, and a percentage of what is paid, rounded down."""
    return int(step.get("bonus_fen", 0) * times + floor(amount_fen * step.get("bonus_percent", 0) // 100))


def plan(step: Step, times: int, today: date) -> list[tuple[date, int]]:
    """The instalments: when, and how much."""
    promised = step.get("instalments")
    if promised is None:
        return []
    shares = split(promised["fen"] * times, [1] * promised["count"])
    every, day = promised.get("every_months", 1), promised.get("day")
    dates = [days.add_months(today, every * (n + 1)) for n in range(promised["count"])]
    if day is not None:
        dates = [days.on_day(due, day) for due in dates]
    return [(due, fen) for due, fen in zip(dates, shares, strict=True) if fen]


def counts_from(shop: Shop, step: Step) -> date | None:
    """From which day on the points of a top-up count, those by hand with the offer's: they are one lot."""
    after = step.get("points_after_days", 0)
    return shop.today + timedelta(days=after) if after else None


def things(shop: Shop, member: str, step: Step, times: int, rows: list[Row]) -> list[dict[str, Any]]:
    """Coupons and passes; each with what it costs if it was used when the top-up is undone. Appends uses to `rows`."""
    given: list[dict[str, Any]] = []
    for what in ("coupons", "passes"):
        for gift in step.get(what, []):
            charge = {"charge_fen": gift.get("charge_fen", 0)}
            for _ in range(gift.get("count", 1) * times):
                if what == "coupons":
                    given.append(charge | {"coupon": coupons.issue_one(shop, member, gift["code"])})
                else:
                    key, kind = passes.make(shop, member, gift["code"], 0), shop.pass_kinds[gift["code"]]
                    given.append(charge | {"pass": key})
                    rows += [row("paid_uses", member, key, kind["uses"])]
                    rows += [row("gift_uses", member, key, kind["gift_uses"])] if kind["gift_uses"] else []
    return given


def lift(shop: Shop, member: str, recharge: str, step: Step) -> None:
    """A top-up may give a tier, for so many months: an explicit grant with its end (domain rules §6)."""
    if "tier" in step:
        months = step["tier"].get("months")
        end = None if months is None else days.add_months(shop.today, months)
        shop.post("tier.grant", member=member, tier=step["tier"]["name"], to=end, cause=recharge)


def charges(shop: Shop, made: Fact) -> int:
    """What used coupons, and each use of a pass, of a top-up cost when it is undone, as its offer says."""
    return sum(gift["charge_fen"] * uses(shop, gift) for gift in made["gifts"])


def uses(shop: Shop, gift: dict[str, Any]) -> int:
    if "coupon" in gift:
        return int(shop.coupons[gift["coupon"]]["used"] is not None)
    return passes.used(shop, gift["pass"])


def take_back(shop: Shop, made: Fact, rows: list[Row]) -> None:
    """What is unused goes, what was used is a fact to show (domain rules §5); its tier goes. Appends to `rows`."""
    for gift in made["gifts"]:
        if "coupon" in gift:
            if not uses(shop, gift):
                shop.coupons[gift["coupon"]]["gone"] = "taken back"
        else:
            shop.passes[gift["pass"]]["gone"] = True
            left = {unit: passes.left(shop, gift["pass"], unit) for unit in ("paid_uses", "gift_uses")}
            rows += [row(unit, made["member"], gift["pass"], -n) for unit, n in left.items() if n]
    for grant in shop.of("tier.grant", cause=made["recharge"]):
        shop.post("tier.grant.end", member=made["member"], of=grant["n"])


def dues(shop: Shop) -> list[tuple[date, str]]:
    """The next instalment of each top-up."""
    found = []
    for made in shop.of("recharge"):
        left = waiting(shop, made)
        found += [(left[0][0], made["recharge"])] if left else []
    return found


def waiting(shop: Shop, made: Fact) -> list[tuple[date, int]]:
    if shop.of("instalments.off", recharge=made["recharge"]):
        return []
    given = len(shop.of("bonus.instalment", recharge=made["recharge"]))
    return list(made["plan"][given:])


def instalment(shop: Shop, recharge: str, when: date) -> None:
    """It becomes bonus of its top-up when its day comes (decision 0096)."""
    made = shop.of("recharge", recharge=recharge)[0]
    fen = waiting(shop, made)[0][1]
    rows = [row("bonus", made["member"], recharge, fen)] if fen else []
    shop.post("bonus.instalment", rows, member=made["member"], recharge=recharge, date=when)


def call_off(shop: Shop, made: Fact) -> None:
    shop.post("instalments.off", recharge=made["recharge"])
