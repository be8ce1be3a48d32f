"""A member's passes as screens and papers show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from memberpos.domain.passes import LAPSED, UNDO_MS, Pass, spending_order
from memberpos.services.results import PassView
from memberpos.store import members, pass_uses, passes, staff
from memberpos.store.database import Database

#: Check-ins that can be taken back are looked for so far; a manager may undo older ones than 10 minutes.
UNDO_DAYS = 2
MOST_USES = 6


@dataclass(frozen=True)
class RecentUse:
    """A check-in that stands. `alone`: the one who looks may take it back without a manager."""

    event_id: str
    at_ms: int
    title: str
    persons: int
    booked_by: str
    served_by: str
    alone: bool


def held(db: Database, account: str, today: date) -> tuple[PassView, ...]:
    """What an account holds, soonest last day first; used up, ended and paid-back passes are not among them."""
    found = (one for one in passes.of_account(db, account) if one.holds_something)
    return tuple(view(one, today) for one in spending_order(found))


def view(one: Pass, today: date) -> PassView:
    """One pass."""
    frozen, terms = one.frozen_on(today), one.terms
    later = next((each for each in one.freezes if each.from_on > today), None)
    return PassView(
        pass_id=one.id, code=terms.code, left=one.left, valid_to=_text(one.valid_to), title=terms.title,
        valid_from=_text(one.valid_from), total=terms.total, paid_fen=one.paid_fen, lapsed=one.state == LAPSED,
        frozen_to=_text(frozen.to_on) if frozen else None, freezes_from=_text(later.from_on) if later else None,
        weekdays=terms.weekdays, hours=str(terms.hours) if terms.hours else "", most_persons=terms.most_persons,
    )  # fmt: skip


def recent_uses(db: Database, member_id: str, staff_id: str, now_ms: int) -> tuple[RecentUse, ...]:
    """The newest check-ins of a member, for taking one back."""
    member = members.by_id(db, member_id)
    if member is None:
        return ()
    since_ms = now_ms - UNDO_DAYS * 24 * 3600 * 1000
    names = {row.id: row.name for row in staff.everyone(db)}
    return tuple(
        RecentUse(
            use.event_id, at_ms, title, use.persons, names.get(booked_by, ""), names.get(use.staff_id or "", ""),
            booked_by == staff_id and now_ms - at_ms <= UNDO_MS,
        )
        for use, at_ms, booked_by, title in pass_uses.recent(db, member.account_id, since_ms, MOST_USES)
    )  # fmt: skip


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
