"""Badges (勋章): given when a member reaches what the owner asks for, taken back with the event that led there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from memberpos.domain.earn_rules import Badge
from memberpos.domain.limits import period_start
from memberpos.services import grants, standing
from memberpos.services.booking import Draft, book
from memberpos.services.grants import Gift
from memberpos.services.results import BadgeView
from memberpos.services.shop import Shop
from memberpos.services.use import Use
from memberpos.store import badges as rows
from memberpos.store import members
from memberpos.store.badges import BadgeRow
from memberpos.store.database import Database
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow

AWARD, AWARD_UNDO = "badge.award", "badge.award_undo"
YUAN_FEN = 100


def of_member(db: Database, member_id: str) -> tuple[BadgeView, ...]:
    """A member's badges, oldest first."""
    return tuple(BadgeView(row.code, row.name, row.awarded_on) for row in rows.of_member(db, member_id))


def award(use: Use, shop: Shop, member: MemberRow, event: EventRow) -> None:
    """Gives the badges that `event` completed, with their points; in the caller's transaction."""
    if not shop.rules.badges:
        return
    held = {row.code for row in rows.of_member(use.db, member.id)}
    today = date.fromisoformat(event.business_date)
    for badge in shop.rules.badges:
        if badge.code not in held and _measure(use.db, shop, member, badge, today) >= badge.at_least:
            _give(use, shop, member, badge, event)


def undo(use: Use, shop: Shop, made: EventRow, by: EventRow) -> int | None:
    """Takes a badge back if what it was for is no longer reached; None when it stays."""
    row, member = rows.by_event(use.db, made.id), members.by_id(use.db, made.member_id or "")
    if row is None or row.undone_event is not None or member is None:
        return None
    badge = next((entry for entry in shop.rules.badges if entry.code == row.code), None)
    today = shop.business_date(use.now_ms)
    if badge is None or _measure(use.db, shop, member, badge, today) >= badge.at_least:
        return None
    draft = Draft(
        AWARD_UNDO, {"code": row.code, "name": row.name}, member_id=member.id, account_id=member.account_id,
        cause=by.id, reverses=made.id,
    )  # fmt: skip
    rows.undo(use.db, made.id, book(use, draft, shop).id)
    return 0


def _give(use: Use, shop: Shop, member: MemberRow, badge: Badge, event: EventRow) -> None:
    data = {"code": badge.code, "name": badge.name, "criterion": badge.criterion, "at_least": badge.at_least}
    made = book(use, Draft(AWARD, data, member_id=member.id, account_id=member.account_id, cause=event.id), shop)
    rows.insert(use.db, BadgeRow(made.id, made.seq, member.id, badge.code, badge.name, made.business_date))
    if badge.points:
        grants.give(use, shop, member, Gift("badge", badge.points, badge.code, made.id))


def _measure(db: Database, shop: Shop, member: MemberRow, badge: Badge, today: date) -> int:
    """How far the member has come in the badge's window, which ends today."""
    start = date.min if badge.window == "lifetime" else period_start(badge.window, today)
    if badge.criterion in ("visits", "spend", "points", "growth"):
        days = standing.activity(db, member, shop.rules, start, today, with_grants=True)
        total = sum(
            {"visits": day.visits, "spend": day.spend_fen, "points": day.points, "growth": day.growth}[badge.criterion]
            for day in days
        )
        return total // YUAN_FEN if badge.criterion == "spend" else total
    return _COUNTS[badge.criterion](db, member.id, badge.sku, (start.isoformat(), today.isoformat()))


_COUNTS: Mapping[str, Callable[[Database, str, str, tuple[str, str]], int]] = MappingProxyType(
    {
        "referrals": lambda db, member_id, _sku, span: rows.referrals(db, member_id, span),
        "check_ins": lambda db, member_id, _sku, span: rows.grants(db, member_id, "check_in", span),
        "tasks": lambda db, member_id, _sku, span: rows.grants(db, member_id, "task", span),
        "draws": lambda db, member_id, _sku, span: rows.draws(db, member_id, span),
        "item": rows.pieces,
    }
)
