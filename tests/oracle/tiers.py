"""Tiers (domain rules §6): what counts, the way up, the reviews, and the way back after a refund."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.oracle import days, earn, growth
from tests.oracle.book import Fact, Refused, Shop

Standing = dict[str, Any]


#: What may lift a member beside sales, where the criterion is points: nothing else adds to any.
COUNTING = {"pass.sell", "pass.use", "points.adjust", "birthday", "referral", "referred", "draw"}


def tier(shop: Shop, member: str) -> dict[str, Any] | None:
    """The tier a member holds, None in a shop without tiers."""
    tiers = shop.rules["tiers"]
    names = [tier["name"] for tier in tiers]
    given = [names.index(grant["tier"]) for grant in grants(shop, member) if grant["tier"] in names]
    return dict(tiers[max([place(shop, standing(shop, member)), *given])]) if tiers else None


def grant(shop: Shop, action: dict[str, Any]) -> dict[str, Any]:
    """An explicit grant with reason and end (domain rules §6)."""
    end = action.get("to")
    if action["tier"] not in [tier["name"] for tier in shop.rules["tiers"]]:
        raise Refused("not_found", "bad_setting")
    if end is not None and date.fromisoformat(end) < shop.today:
        raise Refused("bad_amount", "bad_line", "not_allowed")
    shop.post(
        "tier.grant", member=action["member"], tier=action["tier"], to=end and date.fromisoformat(end), cause=None
    )
    return {}


def grants(shop: Shop, member: str) -> list[Fact]:
    """Tiers given that have not ended: they stand beside the tier reached (decision 0092)."""
    ended = {fact["of"] for fact in shop.of("tier.grant.end", member=member)}
    return [fact for fact in shop.of("tier.grant", member=member) if fact["n"] not in ended]


def grant_ends(shop: Shop, member: str) -> list[date]:
    return [fact["to"] + days.ONE_DAY for fact in grants(shop, member) if fact["to"] is not None]


def end_grants(shop: Shop, member: str, when: date) -> None:
    for fact in grants(shop, member):
        if fact["to"] is not None and fact["to"] + days.ONE_DAY == when:
            shop.post("tier.grant.end", member=member, of=fact["n"], date=when)


def standing(shop: Shop, member: str) -> Standing:
    """The last fact about the member's tier; at first the lowest one, from the day of enrolment."""
    found = shop.of("tier", member=member)
    return found[-1]["standing"] if found else first(shop, member)


def first(shop: Shop, member: str) -> Standing:
    """The lowest tier from enrolment on; none yet for one enrolled before there were tiers."""
    enrolled = shop.of("enrol", member=member)[0]
    if enrolled["rules"]["tiers"]:
        return starting(enrolled["rules"], 0, enrolled["date"])
    return {"tier": None, "since": enrolled["date"], "last_day": None}


def current(shop: Shop, member: str, day: date) -> Standing:
    """The standing to judge by: who has none, or one that the shop has no more, begins with the lowest that day."""
    held = standing(shop, member)
    names = [tier["name"] for tier in shop.rules["tiers"]]
    return held if held["tier"] in names else starting(shop.rules, 0, day)


def starting(rules: dict[str, Any], number: int, since: date) -> Standing:
    """Validity from day S: the same day N months on is the last (domain rules §6)."""
    months = days.months_of(rules["tiers.validity"])
    last = None if months is None else days.add_months(since, months)
    return {"tier": rules["tiers"][number]["name"], "since": since, "last_day": last}


def place(shop: Shop, held: Standing) -> int:
    """Number of the held tier in today's list; one that was taken out of it is the lowest."""
    names = [tier["name"] for tier in shop.rules["tiers"]]
    return names.index(held["tier"]) if held["tier"] in names else 0


def reached(shop: Shop, amount: int) -> int:
    """Number of the highest tier whose threshold is reached; thresholds of `spend` are in yuan."""
    return max(n for n, tier in enumerate(shop.rules["tiers"]) if amount >= unit(shop) * tier["threshold"] or n == 0)


def unit(shop: Shop) -> int:
    return 100 if shop.rules["tiers.criterion"] == "spend" else 1


def window(shop: Shop, end: date, since: date) -> date:
    """First day of the window that ends on `end` (domain rules §6)."""
    kind = shop.rules["tiers.window"]
    if kind == "since_tier_start":
        return since
    if kind == "calendar_year":
        return date(end.year, 1, 1)
    if kind.startswith("rolling:"):
        return days.add_months(end, -(days.months_of(kind) or 0)) + timedelta(days=1)
    return date.min


def amount(shop: Shop, member: str, facts: list[Fact], end: date, since: date) -> int:
    """What counts in the window ending on `end`, by the criterion; a refund counts on its sale's date."""
    begin = window(shop, end, since)
    mine = [f for f in facts if f.get("member") == member]
    sales = [f for f in mine if f["kind"] == "sale" and begin <= f["date"] <= end]
    criterion = shop.rules["tiers.criterion"]
    if criterion == "spend":
        return sum(earn.spend(sale, cells_back(sale, facts)) for sale in sales)
    if criterion == "visits":
        return len({sale["date"] for sale in sales if not all_back(sale, facts)})
    if criterion == "points":
        return sum(points_of(f, facts) for f in mine if begin <= f.get("counts_on", f["date"]) <= end)
    resets = [f["n"] for f in mine if f["kind"] == "growth.reset"]
    since_reset = [sale for sale in sales if sale["n"] > max(resets, default=-1)]
    return sum(sale["growth"] - back(sale, facts, "growth_clawed") for sale in since_reset)


def refunds(sale: Fact, facts: list[Fact]) -> list[Fact]:
    return [f for f in facts if f["kind"] == "refund" and f["sale"] == sale["sale"]]


def back(sale: Fact, facts: list[Fact], what: str) -> int:
    return sum(refund[what] for refund in refunds(sale, facts))


def cells_back(sale: Fact, facts: list[Fact]) -> list[list[int]]:
    """By part and line, what refunds have taken so far."""
    total = [[0] * len(sale["lines"]) for _ in sale["parts"]]
    for refund in refunds(sale, facts):
        for number, cells in enumerate(refund["cells"]):
            total[number] = [a + b for a, b in zip(total[number], cells, strict=True)]
    return total


def all_back(sale: Fact, facts: list[Fact]) -> bool:
    """Fully refunded: Σ refunds = paid; a sale that cost nothing, when no piece is left."""
    done = refunds(sale, facts)
    if sale["due_fen"]:
        return sum(refund["refund_fen"] for refund in done) == sale["due_fen"]
    return all(sum(f["pieces"][n] for f in done) == line["qty"] for n, line in enumerate(sale["lines"]))


def points_of(fact: Fact, facts: list[Fact]) -> int:
    """Points ever earned less clawed: every source that §3 lists, points by hand too; not the gift of a top-up (§3, §6)."""
    if fact["kind"] == "sale":
        return int(fact["earned"] - back(fact, facts, "points_clawed"))
    if fact["kind"] in {"recharge", "recharge.refund"}:
        return 0
    counted = fact.get("earned", 0) + fact.get("issued", 0) + fact.get("by_hand", 0)
    return int(counted - (0 if fact["kind"] == "refund" else fact.get("points_clawed", fact.get("reversed", 0))))


def counts(shop: Shop, kind: str) -> bool:
    return kind == "sale" or (kind in COUNTING and shop.rules["tiers.criterion"] == "points")


def up(shop: Shop, member: str, by: str, on: date | None = None) -> None:
    """Up at once, by a fact that counts, on its day; going up restarts the validity."""
    day = on or shop.today
    if shop.rules["tiers"] and counts(shop, by):
        held = current(shop, member, day)
        kept(shop, member, held)
        risen = raised(shop, member, held, shop.facts, day)
        if risen is not held:
            change(shop, member, risen)


def kept(shop: Shop, member: str, held: Standing) -> None:
    """A standing that begins with the first activity is written down then."""
    if held != standing(shop, member):
        shop.post("tier", member=member, standing=held, past=past_of(shop, member))


def raised(shop: Shop, member: str, held: Standing, facts: list[Fact], day: date) -> Standing:
    number = reached(shop, amount(shop, member, facts, day, held["since"]))
    return starting(shop.rules, number, day) if number > place(shop, held) else held


def review_due(shop: Shop, held: Standing) -> date | None:
    """The day after the last day; without validity never; nor in a tier that the shop has no more."""
    if held["last_day"] is None or held["tier"] not in [tier["name"] for tier in shop.rules["tiers"]]:
        return None
    return held["last_day"] + days.ONE_DAY


def reviewed(shop: Shop, member: str, held: Standing, facts: list[Fact]) -> Standing:
    """Amount ≥ keep: same tier, new validity; else one down or by balance (domain rules §6)."""
    count = amount(shop, member, facts, held["last_day"], held["since"])
    number = place(shop, held)
    now = shop.rules["tiers"][number]
    if count < unit(shop) * now.get("keep", now["threshold"]):
        by_balance = shop.rules["tiers.down"] == "by_balance"
        number = min(reached(shop, count), number) if by_balance else max(number - 1, 0)
    return starting(shop.rules, number, held["last_day"] + days.ONE_DAY)


def review(shop: Shop, member: str, present: dict[str, Any]) -> None:
    """Under the rules of its day, or the present ones if the tier came later."""
    held = standing(shop, member)
    if held["tier"] not in [tier["name"] for tier in shop.rules["tiers"]]:
        shop.rules = present
    due = held["last_day"] + days.ONE_DAY
    new = reviewed(shop, member, held, shop.facts)
    change(shop, member, new, date=due, review=True)
    if shop.rules["tiers.growth_resets"]:
        shop.post("growth.reset", growth.reset(shop, member), member=member, date=due)


def after_refund(shop: Shop, member: str) -> None:
    """`immediate`: a step up that neither its day's amount nor today's reaches any more is taken back (domain rules §5, §6).

    The standing before it comes back, with its own validity; a review that kept the tier is no step. Where the amounts
    still reach a tier between the two, that one begins today.
    """
    if not shop.rules["tiers"] or shop.rules["tiers.refund_downgrade"] != "immediate":
        return
    held, past = current(shop, member, shop.today), past_of(shop, member)
    kept(shop, member, held)
    step, new, left = held, held, past
    while past:
        before, past = past[-1], past[:-1]
        if before["tier"] == step["tier"]:
            step = before
            continue
        ends = (step["since"], shop.today)
        number = max(reached(shop, amount(shop, member, shop.facts, end, before["since"])) for end in ends)
        if max(number, place(shop, before)) >= place(shop, step):
            break
        if number > place(shop, before):
            new, left = starting(shop.rules, number, shop.today), (*past, before)
            break
        step, new, left = before, before, past
    if new is not held:
        shop.post("tier", member=member, standing=new, past=left)


def after_points(shop: Shop, member: str) -> None:
    """Points that no sale earned went back: that concerns the tier where points are the criterion."""
    if shop.rules["tiers.criterion"] == "points":
        after_refund(shop, member)


def past_of(shop: Shop, member: str) -> tuple[Standing, ...]:
    """The standings before the present one, oldest first; tiers that the shop has no more are left out."""
    found, enrolled = shop.of("tier", member=member), shop.of("enrol", member=member)[0]
    names = {tier["name"] for tier in shop.rules["tiers"]}
    past = found[-1]["past"] if found else ()
    return (
        *(starting(shop.rules, 0, enrolled["date"]) for _ in past[:1]),
        *[one for one in past[1:] if one["tier"] in names],
    )


def change(shop: Shop, member: str, new: Standing, **data: Any) -> None:
    """A step up, or a review."""
    past = (*past_of(shop, member), standing(shop, member))
    shop.post("tier", member=member, standing=new, past=past, **data)
