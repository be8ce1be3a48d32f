"""Tiers given by hand or by a top-up: with a reason and an end, beside the tier that is reached (domain rules §6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from memberpos.domain.errors import PosError
from memberpos.domain.tiers import TierGrant
from memberpos.services import due, standing, upgrade
from memberpos.services.booking import Draft, book
from memberpos.services.members import profile
from memberpos.services.results import MemberProfile
from memberpos.services.rights import require
from memberpos.services.shop import Shop, shop_of
from memberpos.services.use import Use
from memberpos.store import members
from memberpos.store import tier_grants as rows
from memberpos.store.database import Database
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow
from memberpos.store.tier_grants import TierGrantRow

GRANT, GRANT_END = "tier.grant", "tier.grant_end"


@dataclass(frozen=True)
class Given:
    """A tier to give until `until` (inclusive; None = for ever) for a reason; `cause`: the top-up that brings it."""

    tier: str
    until: date | None
    reason: str
    cause: str | None = None


def grant(use: Use, member_id: str, tier: str, until: date | None, reason: str) -> MemberProfile:
    """Gives a tier by hand. PosError bad_amount (no reason, an end that has passed), not_found (tier), not_allowed."""
    with use.db.transaction():
        require(use, "tier.grant")
        member, shop = _member(use, member_id)
        give(use, shop, member, Given(tier, until, reason))
    return profile(use.db, member_id, use.now_ms)


def end(use: Use, member_id: str, event_id: str, reason: str) -> MemberProfile:
    """Takes a given tier back before its end. PosError not_found, bad_amount (no reason), not_allowed."""
    if not reason.strip():
        raise PosError("bad_amount", reason="reason")
    with use.db.transaction():
        require(use, "tier.grant")
        member, shop = _member(use, member_id)
        row = rows.by_event(use.db, event_id)
        if row is None or row.member_id != member.id or row.ended_event is not None:
            raise PosError("not_found", what="tier_grant")
        _end(use, shop, member, row, {"reason": reason})
    return profile(use.db, member_id, use.now_ms)


def give(use: Use, shop: Shop, member: MemberRow, given: Given) -> EventRow:
    """Books a given tier in the caller's transaction, in force at once if it is above the present one."""
    today = shop.business_date(use.now_ms)
    if not given.reason.strip() or (given.until is not None and given.until < today):
        raise PosError("bad_amount", reason="reason" if not given.reason.strip() else "until")
    if shop.rules.tier(given.tier) is None:
        raise PosError("not_found", what="tier")
    before = standing.current(member, shop.rules, today)
    assert before is not None  # the shop has this tier, so it has a first one
    after = replace(before, grants=(*before.grants, TierGrant(given.tier, today, given.until)))
    until = given.until.isoformat() if given.until else None
    data = {"tier": given.tier, "from": today.isoformat(), "until": until, "reason": given.reason}
    draft = Draft(GRANT, data, member_id=member.id, account_id=member.account_id, cause=given.cause)
    event = book(use, draft, shop)
    row = TierGrantRow(event.id, member.id, given.tier, given.reason, today.isoformat(), until, event.id)
    rows.insert(use.db, row)
    moved = standing.change(use.db, member, event, (before, after), shop.rules, "grant")
    upgrade.gifts(use, shop, member, event, moved)
    return event


def undo(use: Use, shop: Shop, made: EventRow, by: EventRow) -> int | None:
    """Takes back a tier that an undone event (a top-up) had given; None when it has ended by itself."""
    row, member = rows.by_event(use.db, made.id), members.by_id(use.db, made.member_id or "")
    if row is None or row.ended_event is not None or member is None:
        return None
    _end(use, shop, member, row, {"cause": by.id}, by.id)
    return 0


def of_member(db: Database, member_id: str) -> list[TierGrantRow]:
    """The tiers given to a member, newest first."""
    return rows.of_member(db, member_id)


def _end(
    use: Use, shop: Shop, member: MemberRow, row: TierGrantRow, data: dict[str, str], cause: str | None = None
) -> None:
    draft = Draft(
        GRANT_END, {"grant": row.id, "tier": row.tier, **data}, member_id=member.id, account_id=member.account_id,
        cause=cause, reverses=row.event_id,
    )  # fmt: skip
    event = book(use, draft, shop)
    rows.end(use.db, row.id, event.id)
    before = standing.current(member, shop.rules, date.fromisoformat(event.business_date))
    if before is None:
        return
    until = date.fromisoformat(row.to_on) if row.to_on else None
    ended = TierGrant(row.tier, date.fromisoformat(row.from_on), until)
    left = list(before.grants)
    if ended in left:
        left.remove(ended)
    standing.change(use.db, member, event, (before, replace(before, grants=tuple(left))), shop.rules, "grant_end")


def _member(use: Use, member_id: str) -> tuple[MemberRow, Shop]:
    member, shop = members.by_id(use.db, member_id), shop_of(use.db)
    if member is None:
        raise PosError("not_found", what="member")
    due.run_account(use, member, shop)
    return members.by_id(use.db, member_id) or member, shop
