"""What brings points besides spending: joining, coming, checking in, tasks, bringing somebody (domain rules §3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from memberpos.domain.errors import PosError
from memberpos.domain.ledger import POINTS
from memberpos.domain.limits import period_span
from memberpos.services import badges, due, grants
from memberpos.services.grants import Gift
from memberpos.services.rights import require
from memberpos.services.shop import Shop, shop_of
from memberpos.services.use import Use
from memberpos.store import ledger, members, points_grants, sales
from memberpos.store.database import Database
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow

REGISTRATION, VISIT, CHECK_IN, TASK = "registration", "visit", "check_in", "task"
REFERRAL, REFERRED = "referral", "referred"


@dataclass(frozen=True)
class PointsGiven:
    """Points just given and the balance after them."""

    event_id: str
    points: int
    balance: int
    changed: frozenset[str] = field(default=frozenset({"member", "queue"}))


def registration(use: Use, shop: Shop, member_id: str, enrolled: EventRow) -> None:
    """Points for joining; inside the enrolment's transaction."""
    member = members.by_id(use.db, member_id)
    if member is not None and shop.rules.points_registration:
        grants.give(use, shop, member, Gift(REGISTRATION, shop.rules.points_registration, cause=enrolled.id))


def check_in(use: Use, member_id: str) -> PointsGiven:
    """Points for coming by (签到). PosError not_found (no points set for it), limit_exceeded, not_allowed."""
    with use.db.transaction():
        shop, member = _begin(use, member_id)
        points = shop.rules.points_check_in
        if not points:
            raise PosError("not_found", what="check_in")
        _need_room(use, shop, member, Gift(CHECK_IN, points))
        return _given(use, shop, member, Gift(CHECK_IN, points))


def task(use: Use, member_id: str, code: str) -> PointsGiven:
    """Points for a task done. PosError not_found (task), limit_exceeded, not_allowed."""
    with use.db.transaction():
        shop, member = _begin(use, member_id)
        wanted = next((entry for entry in shop.rules.points_tasks if entry.code == code), None)
        if wanted is None:
            raise PosError("not_found", what="task")
        gift = Gift(TASK, wanted.points, wanted.code, data={"name": wanted.name})
        _need_room(use, shop, member, gift)
        return _given(use, shop, member, gift)


def check_in_points(db: Database, member_id: str, shop: Shop, today: date) -> int | None:
    """What a check-in would bring now; None when there is none to be had."""
    points = shop.rules.points_check_in
    if not points or not grants.room(db, member_id, CHECK_IN, shop.rules.points_check_in_limit, today):
        return None
    return points


def after_sale(use: Use, shop: Shop, member: MemberRow, event: EventRow, due_fen: int) -> None:
    """A sale is a visit, and a brought member's first sale with money due rewards both sides."""
    today = date.fromisoformat(event.business_date)
    rules = shop.rules
    if rules.points_visit and grants.room(use.db, member.id, VISIT, rules.points_visit_limit, today):
        grants.give(use, shop, member, Gift(VISIT, rules.points_visit, cause=event.id))
    if due_fen > 0 and member.referrer_id and (rules.points_referral or rules.points_referred):
        _referral(use, shop, member, event, today)


def undo(use: Use, shop: Shop, made: EventRow, by: EventRow) -> int | None:
    """`grants.undo`, but a visit stays while another sale of its day stands."""
    row = points_grants.by_event(use.db, made.id)
    if row is not None and row.source == VISIT and sales.stands_on(use.db, row.member_id, row.business_date):
        return None
    return grants.undo(use, shop, made, by)


def _referral(use: Use, shop: Shop, member: MemberRow, event: EventRow, today: date) -> None:
    """Sales that were given back in full do not count as the first; nothing is given twice for one member."""
    rules, db = shop.rules, use.db
    if sales.paid_before(db, member.id, event.seq) or points_grants.count(db, member.id, REFERRED, "", "9999", None):
        return
    referrer = members.by_id(db, member.referrer_id or "")
    if referrer is None or referrer.id == member.id or points_grants.for_subject(db, referrer.id, REFERRAL, member.id):
        return
    if rules.points_referred:
        grants.give(use, shop, member, Gift(REFERRED, rules.points_referred, referrer.id, event.id))
    given = points_grants.count(db, referrer.id, REFERRAL, *period_span("month", today))
    if rules.points_referral and (rules.points_referral_limit is None or given < rules.points_referral_limit):
        due.run_account(use, referrer, shop)
        referrer = members.by_id(db, referrer.id) or referrer
        reward = grants.give(use, shop, referrer, Gift(REFERRAL, rules.points_referral, member.id, event.id))
        badges.award(use, shop, referrer, reward)


def _begin(use: Use, member_id: str) -> tuple[Shop, MemberRow]:
    require(use, "points.give")
    member = members.by_id(use.db, member_id)
    if member is None:
        raise PosError("not_found", what="member")
    shop = shop_of(use.db)
    due.run_account(use, member, shop)
    return shop, members.by_id(use.db, member_id) or member


def _need_room(use: Use, shop: Shop, member: MemberRow, gift: Gift) -> None:
    limit = shop.rules.points_check_in_limit
    if gift.source == TASK:
        limit = next(entry.limit for entry in shop.rules.points_tasks if entry.code == gift.subject)
    today = shop.business_date(use.now_ms)
    if limit is not None and not grants.room(use.db, member.id, gift.source, limit, today, gift.subject or None):
        raise PosError("limit_exceeded", what=gift.source, limit=limit.most, period=limit.period)


def _given(use: Use, shop: Shop, member: MemberRow, gift: Gift) -> PointsGiven:
    event = grants.give(use, shop, member, gift)
    badges.award(use, shop, members.by_id(use.db, member.id) or member, event)
    balance = ledger.balances(use.db, member.account_id).get((POINTS, ""), 0)
    return PointsGiven(event.id, gift.points, balance)
