"""Points that no purchase earned: referral and birthday (domain rules §3, §12)."""

from __future__ import annotations

from datetime import date

from tests.oracle.book import Shop
from tests.oracle.points import Points


def give(shop: Shop, kind: str, member: str, n: int, on: date | None = None, **data: object) -> None:
    pot = Points(shop, member)
    pot.grant_new(kind, n, on)
    shop.post(kind, pot.rows, member=member, issued=n, date=on or shop.today, **data)


def referral(shop: Shop, member: str) -> None:
    """Both sides, at the referred member's first sale with money due; the referrer's limit counts per month."""
    referrer = shop.members[member].get("referrer")
    paid = [sale for sale in shop.of("sale", member=member) if sale["due_fen"] > 0]
    if referrer is None or len(paid) != 1 or shop.of("referred.done", member=member):
        return
    shop.post("referred.done", member=member)
    if shop.rules["points.referred"]:
        give(shop, "referred", member, shop.rules["points.referred"], cause=member)
    this_month = [f for f in shop.of("referral", member=referrer) if same_month(f["date"], shop.today)]
    limit = shop.rules["points.referral_limit"]
    if shop.rules["points.referral"] and (limit is None or len(this_month) < limit):
        give(shop, "referral", referrer, shop.rules["points.referral"], cause=member)


def same_month(a: date, b: date) -> bool:
    return (a.year, a.month) == (b.year, b.month)


def birthdays(shop: Shop, member: str) -> list[date]:
    """Birthdays since enrolment that brought no gift yet; one gift a year (domain rules §1, §12)."""
    born = shop.members[member].get("birthday")
    if born is None or not shop.rules["points.birthday"] or shop.members[member].get("lunar"):
        return []
    enrolled = shop.members[member]["enrolled"]
    done = {f["date"].year for f in shop.of("birthday", member=member)}
    years = [year for year in range(enrolled.year, shop.today.year + 1) if year not in done]
    first = max(enrolled, shop.birthdays_since)
    return [day for day in (in_year(born, year) for year in years) if first <= day <= shop.today]


def in_year(born: date, year: int) -> date:
    """29 February falls on the 28th in other years: a month's last day, as everywhere in the rules."""
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
