"""A member's tier: what is held, what has been reached, and moving up, down or through reviews (domain rules §6)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta

from memberpos.domain import tiers
from memberpos.domain.events import RowState
from memberpos.domain.rules import Rules
from memberpos.domain.tiers import Activity, Standing, TierGrant
from memberpos.store import history, members
from memberpos.store.database import Database
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow, TierChange, TierColumns


@dataclass(frozen=True)
class Moved:
    """The tiers in force before and after an event; `up`: the later one is higher."""

    old: str | None
    new: str
    up: bool


def of(member: MemberRow) -> Standing | None:
    """The standing kept with a member; None without a tier."""
    own = member.tier_own or member.tier
    if own is None or member.tier_from is None:
        return None
    given = json.loads(member.tier_grant) if member.tier_grant else []
    return Standing(
        tier=own,
        since=date.fromisoformat(member.tier_from),
        valid_to=_date(member.tier_to),
        grants=tuple(TierGrant(name, date.fromisoformat(start), _date(end)) for name, start, end in given),
    )


def row_state(member: MemberRow) -> RowState:
    """The standing of a new member as it is told with the event that made it."""
    due = (date.fromisoformat(member.tier_to) + timedelta(days=1)).isoformat() if member.tier_to else None
    fields = {
        "id": member.id, "tier": member.tier, "tier_own": member.tier_own or member.tier, "tier_from": member.tier_from,
        "tier_to": member.tier_to, "tier_grant": member.tier_grant, "tier_due": due,
    }  # fmt: skip
    return RowState("standing", member.id, fields)


def keep(db: Database, member_id: str, standing: Standing, rules: Rules, today: date) -> None:
    """Stores a standing and the tier in force today; inside the caller's transaction."""
    given = [[grant.tier, grant.start.isoformat(), _text(grant.end)] for grant in standing.grants]
    own = TierColumns(
        standing.tier,
        standing.since.isoformat(),
        _text(standing.valid_to),
        json.dumps(given, ensure_ascii=False) if given else "",
        _text(tiers.next_due(standing)),
    )
    members.set_tier(db, member_id, tiers.held(standing, rules, today), own)


def change(
    db: Database, member: MemberRow, event: EventRow, moved: tuple[Standing, Standing], rules: Rules, why: str
) -> Moved | None:
    """Stores what an event made of a standing (before, after) and records it; None when no tier changed.

    `today` is the event's business date. `why`: sale | refund | points | review | grant | grant_end.
    """
    before, after = moved
    today = date.fromisoformat(event.business_date)
    new = tiers.held(after, rules, today)
    old = member.tier if of(member) else tiers.held(before, rules, today)
    if after != of(member) or new != old:
        keep(db, member.id, after, rules, today)
    if after.tier == before.tier and old == new and why not in ("review", "grant"):
        return None
    validity = after.since.isoformat(), _text(after.valid_to)
    members.add_tier_change(db, event.id, member.id, TierChange(before.tier, after.tier, *validity, why, old, new))
    return Moved(old, new, tiers.rank(rules, new) > tiers.rank(rules, old or ""))


def current(member: MemberRow, rules: Rules, today: date) -> Standing | None:
    """The standing to judge by: a shop that switches tiers on gives every member the first one."""
    standing = of(member)
    if standing is None or rules.tier(standing.tier) is None:
        return tiers.first_standing(rules, today)
    return standing


def held(member: MemberRow, rules: Rules, today: date) -> str | None:
    """The tier in force for a member today; None without tiers."""
    standing = current(member, rules, today)
    return tiers.held(standing, rules, today) if standing is not None else None


def past(db: Database, member: MemberRow, rules: Rules) -> tuple[Standing, ...]:
    """The standings before the present one, oldest first: the first tier, then every change.

    Steps that a refund has taken back are gone from it: the steps below them can be taken back in their turn. Tiers
    that the shop has no more are left out.
    """
    first = tiers.first_standing(rules, date.fromisoformat(member.joined_on))
    steps = [first] if first else []
    changes = members.tier_changes(db, member.id)
    for tier, since, to, why in changes:
        standing = Standing(tier, date.fromisoformat(since), _date(to))
        steps = [*(_below(steps, standing, rules) if why == "refund" else steps), standing]
    return tuple(step for step in (steps[:-1] if changes else steps) if rules.tier(step.tier))


def _below(steps: list[Standing], back: Standing, rules: Rules) -> list[Standing]:
    """What lies below the standing to which a refund led: what came before it the first time, reviews included; for
    one that began with the refund the steps of lower tiers.
    """
    if back in steps:
        return steps[: len(steps) - 1 - steps[::-1].index(back)]
    lower = [number for number, step in enumerate(steps, 1) if _lies_below(step, back, rules)]
    return steps[: lower[-1]] if lower else []


def _lies_below(step: Standing, back: Standing, rules: Rules) -> bool:
    return rules.tier(step.tier) is not None and tiers.rank(rules, step.tier) < tiers.rank(rules, back.tier)


def reached(db: Database, member: MemberRow, rules: Rules, end: date) -> int:
    """The criterion's amount over its window ending on `end` (fen for spend, else counts)."""
    standing = current(member, rules, end)
    if standing is None:
        return 0
    return amount(db, member, rules, end, standing.since)


def amount(db: Database, member: MemberRow, rules: Rules, end: date, since: date) -> int:
    """The criterion's amount over the window ending on `end` of a standing held since `since`."""
    start = tiers.window_start(rules.tiers_window, end, since) or date.min
    return tiers.amount(activity(db, member, rules, start, end), rules, end, since)


def activity(
    db: Database, member: MemberRow, rules: Rules, start: date, end: date, *, with_grants: bool = False
) -> list[Activity]:
    """What each business date adds to the criteria, from `start` to `end`; points of other sources than sales (passes,
    visits, gifts of the shop, by hand) only where they are asked for or are the tiers' criterion.
    """
    span = start.isoformat(), end.isoformat()
    by_growth = rules.tiers_criterion == "growth"
    cleared = history.growth_cleared(db, member.account_id, end.isoformat()) if by_growth else 0
    rows = history.activity(db, member.id, *span, cleared)
    days = [Activity(date.fromisoformat(day), *amounts) for day, *amounts in rows]
    if not with_grants and rules.tiers_criterion != "points":
        return days
    given = history.granted(db, member.id, *span) + history.earned_by_passes(db, member.id, *span)
    return days + [Activity(date.fromisoformat(day), points=count) for day, count in given]


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
