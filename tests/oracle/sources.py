"""Points that no purchase earned: referral and birthday (domain rules §3, §12)."""

from __future__ import annotations

from datetime import date

from tests.oracle import lunar, tiers
from tests.oracle.book import Fact, Shop
from tests.oracle.points import Points


def give(shop: Shop, kind: str, member: str, n: int, on: date | None = None, **data: object) -> None:
    pot = Points(shop, member)
    lot = pot.grant_new(kind, n, on)
    shop.post(kind, pot.rows, member=member, issued=n, lot=lot, date=on or shop.today, **data)
    tiers.up(shop, member, kind, on)


def referral(shop: Shop, sale: Fact) -> None:
    """Both sides, at the referred member's first sale with money due; the referrer's limit counts per month (domain rules §3).

    A reward that stands is never given twice; one that was taken back with its sale comes with the next.
    """
    member = sale["member"]
    referrer = shop.members[member].get("referrer")
    standing = [s for s in shop.of("sale", member=member) if s["due_fen"] > 0 and not tiers.all_back(s, shop.facts)]
    if referrer is None or standing != [sale]:
        return
    sides = (("referred", member), ("referral", referrer))
    if any(fact["cause"] == member for kind, to in sides for fact in given(shop, kind, to)):
        return
    for kind, to in sides:
        this_month = [f for f in given(shop, kind, to) if same_month(f["date"], shop.today)]
        limit = shop.rules["points.referral_limit"] if kind == "referral" else None
        if shop.rules[f"points.{kind}"] and (limit is None or len(this_month) < limit):
            give(shop, kind, to, shop.rules[f"points.{kind}"], cause=member, sale_of=sale["sale"])


def given(shop: Shop, kind: str, member: str) -> list[Fact]:
    """Rewards that still stand, if only in what of them was used."""
    gone = {f["of"] for f in shop.of("taken_back") if f["whole"]}
    return [f for f in shop.of(kind, member=member) if f["n"] not in gone]


def take_back(shop: Shop, sale: Fact) -> None:
    """What a sale caused goes when it is undone in full; what of it was used is a fact to show (domain rules §5)."""
    for kind in ("referred", "referral"):
        for fact in shop.of(kind, sale_of=sale["sale"]):
            pot = Points(shop, fact["member"])
            n = pot.left.get(fact["lot"], 0)
            pot.change(fact["lot"], -n)
            shop.post(
                "taken_back",
                pot.rows,
                member=fact["member"],
                of=fact["n"],
                reversed=n,
                whole=n == fact["issued"],
                date=fact["date"],
            )
            tiers.after_points(shop, fact["member"])


def same_month(a: date, b: date) -> bool:
    return (a.year, a.month) == (b.year, b.month)


def birthdays(shop: Shop, member: str) -> list[date]:
    """Birthdays since enrolment that brought no gift yet; one gift a year (domain rules §1, §12)."""
    born = shop.members[member].get("birthday")
    enrolled = shop.members[member]["enrolled"]
    if born is None or not shop.rules["points.birthday"]:
        return []
    if shop.members[member].get("lunar"):
        return lunar_birthdays(shop, member)
    done = {f["date"].year for f in shop.of("birthday", member=member)}
    years = [year for year in range(enrolled.year, shop.today.year + 1) if year not in done]
    first = shop.members[member].get("birthdays_from", enrolled)
    return [day for day in (in_year(born, year) for year in years) if first <= day <= shop.today]


def lunar_birthdays(shop: Shop, member: str) -> list[date]:
    """The same by the lunar calendar, one gift a lunar year (decision 0090)."""
    person = shop.members[member]
    month = (int(person["birthday"][5:7]), person.get("leap_month", False))
    done = {lunar.year_of(f["date"]) for f in shop.of("birthday", member=member)}
    first = person.get("birthdays_from", person["enrolled"])
    years = [year for year in range(first.year - 1, shop.today.year + 1) if year not in done]
    found = [lunar.in_year(month, int(person["birthday"][8:]), year) for year in years]
    return [day for day in found if first <= day <= shop.today]


def in_year(born: date, year: int) -> date:
    """29 February falls on the 28th in other years: a month's last day, as everywhere in the rules."""
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
