"""What time causes (domain rules §1): done before each line, each with its due date, the earliest first."""

from __future__ import annotations

from datetime import date

from tests.oracle import coupons, days, passes, sources, tiers, topups
from tests.oracle.book import Shop
from tests.oracle.points import Points

Due = tuple[date, str, str]

#: A given tier's end is a review without a window (decision 0092).
KINDS = {"tier.end": "tier.review"}


def run(shop: Shop) -> set[str]:
    """Do all that is due on the business date of the line; the kinds that were done."""
    done = set()
    while found := [due for due in everything(shop) if due[0] <= shop.today]:
        when, kind, subject = min(found)
        perform(shop, when, kind, subject)
        done.add(KINDS.get(kind, kind))
    return done


def everything(shop: Shop) -> list[Due]:
    found: list[Due] = []
    for member in shop.members:
        found += [(end, "points.expire", member) for end in expiries(shop, member)]
        found += [(day, "birthday", member) for day in sources.birthdays(shop, member)]
        due = tiers.review_due(shop, tiers.standing(shop, member))
        found += [(due, "tier.review", member)] if due else []
        found += [(day, "tier.end", member) for day in tiers.grant_ends(shop, member)]
    found += [(day, "bonus.instalment", key) for day, key in topups.dues(shop)]
    found += [(end, "coupon.expire", key) for end, key in coupons.ends(shop)]
    found += [(end, "pass.expire", key) for end, key in passes.ends(shop)]
    return found


def expiries(shop: Shop, member: str) -> set[date]:
    """A date E means to the end of business date E: due at the start of the next (domain rules §4)."""
    pot = Points(shop, member)
    ends = [pot.expires(lot) for lot in pot.open()]
    return {end + days.ONE_DAY for end in ends if end is not None}


def perform(shop: Shop, when: date, kind: str, subject: str) -> None:
    """Under the rules in force at the end of the due date, as if no day had been missed (decision 0090)."""
    present = shop.rules
    shop.rules = shop.rules_on(when)
    if kind == "points.expire":
        expire_points(shop, when, subject)
    elif kind == "birthday":
        sources.give(shop, "birthday", subject, shop.rules["points.birthday"], on=when)
    elif kind == "tier.review":
        tiers.review(shop, subject, present)
    elif kind == "tier.end":
        tiers.end_grants(shop, subject, when)
    elif kind == "bonus.instalment":
        topups.instalment(shop, subject, when)
    elif kind == "coupon.expire":
        shop.coupons[subject]["gone"] = "expired"
    else:
        passes.expire(shop, subject, when)
    shop.rules = present


def expire_points(shop: Shop, when: date, member: str) -> None:
    pot = Points(shop, member)
    for lot in pot.open():
        end = pot.expires(lot)
        if end is not None and end + days.ONE_DAY == when:
            pot.change(lot, -pot.left[lot])
    shop.post("points.expire", pot.rows, member=member, date=when)
