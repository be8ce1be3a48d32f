"""Rehearsing points that no sale earns: joining and birthdays of the days that are looked at (decision 0130)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from memberpos.domain.birthdays import birthday_of
from memberpos.domain.rules import Rules
from memberpos.store import past_people
from memberpos.store.database import Database
from memberpos.store.past_people import PastBirth

Span = tuple[date, date]
#: The tier a member would have had on a day under the draft.
TierOn = Callable[[str, date], str | None]


def joined(db: Database, now: Rules, then: Rules, span: Span) -> Mapping[str, int]:
    """{member: points more} of those who joined."""
    more = then.points_registration - now.points_registration
    if not more:
        return {}
    return dict.fromkeys(past_people.joined(db, span[0].isoformat(), span[1].isoformat()), more)


def looked_through(db: Database, now: Rules, then: Rules) -> int:
    """How far the members' numbers go that `birthdays` has to look through; 0 where no draft of birthdays differs."""
    return past_people.last_number(db) if _birthdays(now) != _birthdays(then) else 0


def birthdays(db: Database, now: Rules, then: Rules, span: Span, numbers: range, tier_on: TierOn) -> Mapping[str, int]:
    """{member: points more} of those with a birthday, among members of some numbers.

    The tier in force is the one held today; `tier_on` says where the draft would have had a member.
    """
    more: dict[str, int] = {}
    for row in past_people.births(db, numbers.start, numbers.stop):
        for day in _days(row, span):
            points = _points(then, tier_on(row.id, day)) - _points(now, row.tier)
            if points:
                more[row.id] = more.get(row.id, 0) + points
    return more


def _days(row: PastBirth, span: Span) -> list[date]:
    """Birthdays in the span of somebody who was a member by then."""
    first, last = span
    birthday = birthday_of(row.birthday, is_lunar=row.lunar, is_leap=row.leap)
    if birthday is None:
        return []
    days = (day for year in range(first.year, last.year + 1) for day in birthday.in_year(year))
    return [day for day in days if first <= day <= last and row.joined_on <= day.isoformat()]


def _points(rules: Rules, tier: str | None) -> int:
    own = rules.tier(tier)
    return rules.points_birthday if own is None or own.birthday_points is None else own.birthday_points


def _birthdays(rules: Rules) -> tuple[object, ...]:
    """All that decides what a birthday brings."""
    own = tuple((tier.name, tier.threshold, tier.birthday_points) for tier in rules.tiers)
    if all(points is None for _, _, points in own):
        return (rules.points_birthday,)
    return rules.points_birthday, own, rules.tiers_criterion, rules.tiers_window
