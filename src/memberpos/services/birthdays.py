"""Birthdays: the columns kept with a member, and points on the day, once a year (domain rules §1, §3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from memberpos.domain.birthdays import Birthday, birthday_of, is_second_gift
from memberpos.domain.events import BIRTHDAY
from memberpos.domain.ids import derived_id
from memberpos.services import grants, standing
from memberpos.services.shop import Shop
from memberpos.services.timed import DAY, Work, waits
from memberpos.services.use import Use
from memberpos.store import events, members, points_grants
from memberpos.store.database import Database
from memberpos.store.members import MemberRow


def born(member: MemberRow) -> Birthday | None:
    """A member's birthday as it was given."""
    return birthday_of(member.birthday, is_lunar=member.lunar, is_leap=member.leap_month)


def next_text(birthday: Birthday | None, today: date) -> str | None:
    """The column `birthday_next`: the first day from today; beyond the years its calendar knows, never."""
    return (birthday.next_on(today) or date.max).isoformat() if birthday is not None else None


def days_to(member: MemberRow, today: date) -> int | None:
    """Days to the next birthday, None when there is none."""
    birthday = born(member)
    following = birthday.next_on(today) if birthday is not None else None
    return (following - today).days if following is not None else None


def changed(member: MemberRow, values: Mapping[str, object], today: date) -> dict[str, object]:
    """The birthday columns after a change of some of `birthday`, `lunar`, `leap_month`; none if none is named.

    PosError bad_setting (birthday).
    """
    if not {"birthday", "lunar", "leap_month"} & set(values):
        return {}
    text = values.get("birthday", member.birthday)
    lunar = bool(values.get("lunar", member.lunar))
    leap = lunar and bool(values.get("leap_month", member.leap_month))
    birthday = birthday_of(str(text) if text else None, is_lunar=lunar, is_leap=leap)
    return {
        "birthday": str(birthday) if birthday else None, "lunar": int(lunar), "leap_month": int(leap),
        "birthday_next": next_text(birthday, today),
    }  # fmt: skip


def _members(db: Database, today: date) -> list[str]:
    return members.due_birthdays(db, today.isoformat())


def _next_due(db: Database, member: MemberRow, today: date) -> date | None:
    """A birthday never worked out (an older import, a member told of) begins today."""
    if not member.birthday:
        return None
    if not member.birthday_next:
        return today
    day = date.fromisoformat(member.birthday_next)
    return day if day <= today and not waits(db, member, day, today) else None


def _run(use: Use, member: MemberRow, shop: Shop, due: date) -> bool:
    """Grants the points of that day's rules unless this year's were given, and goes on to the next birthday."""
    birthday = born(member)
    if birthday is None:
        return False
    if not member.birthday_next and waits(use.db, member, due, due):
        members.set_birthday_next(use.db, member.id, next_text(birthday, due) or date.max.isoformat())
        return False
    day = due if member.birthday_next else birthday.next_on(due) or date.max
    following = day if day > due else birthday.next_on(due + DAY) or date.max
    members.set_birthday_next(use.db, member.id, following.isoformat())
    tier = shop.rules.tier(standing.held(member, shop.rules, due) or "")
    own = None if tier is None else tier.birthday_points
    points = shop.rules.points_birthday if own is None else own
    if day > due or not points:
        return False
    event_id = _event_id(use.db, member, birthday, due)
    if event_id is not None:
        grants.give(use, shop, member, grants.Gift("birthday", points, on=due, kind=BIRTHDAY, event_id=event_id))
    return event_id is not None


def _event_id(db: Database, member: MemberRow, birthday: Birthday, due: date) -> UUID | None:
    """The one id of a member and a year; None when that gift was given."""
    event_id = derived_id(BIRTHDAY, member.id, str(birthday.year_of(due)))
    last = points_grants.last_date(db, member.id, "birthday")
    if events.exists(db, str(event_id)):
        return None
    return None if is_second_gift(birthday, due, date.fromisoformat(last) if last else None) else event_id


WORK = Work(BIRTHDAY, _members, _next_due, _run)
