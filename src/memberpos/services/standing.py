"""A member's tier: what is held, what has been reached, and moving up, down or through reviews."""

from __future__ import annotations

import json
from datetime import date

from memberpos.domain import tiers
from memberpos.domain.rules import Rules
from memberpos.domain.tiers import Activity, Standing
from memberpos.store import history, members
from memberpos.store.database import Database
from memberpos.store.members import MemberRow


def of(member: MemberRow) -> Standing | None:
    """The standing kept with a member; None without a tier."""
    if member.tier is None or member.tier_from is None:
        return None
    grant = json.loads(member.tier_grant) if member.tier_grant else {}
    return Standing(
        tier=member.tier,
        since=date.fromisoformat(member.tier_from),
        valid_to=_date(member.tier_to),
        floor=grant.get("floor"),
        floor_to=_date(grant.get("to")),
    )


def keep(db: Database, member_id: str, held: Standing) -> None:
    """Stores a standing; inside the caller's transaction."""
    grant = json.dumps({"floor": held.floor, "to": _text(held.floor_to)}) if held.floor else ""
    members.set_tier(db, member_id, held.tier, held.since.isoformat(), _text(held.valid_to), grant)


def current(member: MemberRow, rules: Rules, today: date) -> Standing | None:
    """The standing to judge by: a shop that switches tiers on gives every member the first one."""
    held = of(member)
    if held is None or rules.tier(held.tier) is None:
        return tiers.first_standing(rules, today)
    return held


def past(db: Database, member: MemberRow, rules: Rules) -> tuple[Standing, ...]:
    """The standings before the present one, oldest first: the first tier, then every change."""
    first = tiers.first_standing(rules, date.fromisoformat(member.joined_on))
    rows = members.tier_changes(db, member.id)
    changes = [Standing(tier, date.fromisoformat(since), _date(to)) for tier, since, to in rows if rules.tier(tier)]
    return ((first,) if first else ()) + tuple(changes[:-1])


def reached(db: Database, member: MemberRow, rules: Rules, end: date) -> int:
    """The criterion's amount over its window ending on `end` (fen for spend, else counts)."""
    held = current(member, rules, end)
    if held is None:
        return 0
    return tiers.amount(activity(db, member.id, rules, end, held.since), rules, end, held.since)


def activity(db: Database, member_id: str, rules: Rules, end: date, since: date) -> list[Activity]:
    """The business dates the window may reach back to."""
    first = tiers.window_start(rules.tiers_window, end, since) or date.min
    rows = history.activity(db, member_id, first.isoformat(), end.isoformat())
    return [Activity(date.fromisoformat(day), *amounts) for day, *amounts in rows]


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
