"""Manual points, with a reason and the right to give them (domain rules §3)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from memberpos.domain import lots as lot_rules
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import POINTS
from memberpos.domain.lots import Change
from memberpos.domain.money import check_fen
from memberpos.services import due, grants
from memberpos.services.allowances import asking
from memberpos.services.grants import Gift
from memberpos.services.rights import require
from memberpos.services.shop import Shop, shop_of
from memberpos.services.use import Use
from memberpos.store import ledger, members, points_grants
from memberpos.store.members import MemberRow

MANUAL = "manual"


def points(use: Use, member_id: str, count: int, reason: str) -> int:
    """Gives (or, negative, takes) points and gives the balance after it.

    PosError bad_amount (0), insufficient_points, points_debt, limit_exceeded (`points.manual_limit`), not_found,
    not_allowed.
    """
    check_fen(abs(count), 1, "points")
    if not reason.strip():
        raise PosError("bad_amount", reason="reason")
    with use.db.transaction():
        require(use, "points.adjust")
        member = members.by_id(use.db, member_id)
        if member is None:
            raise PosError("not_found", what="member")
        shop = shop_of(use.db)
        due.run_account(use, member, shop)
        member = members.by_id(use.db, member_id) or member
        today = shop.business_date(use.now_ms)
        _check_limit(use, shop, member, count, today)
        event_id = use.new_id()
        change, lot_id = _change(use, shop, member, count, event_id)
        gift = Gift(MANUAL, count, kind="points.adjust", data={"reason": reason})
        grants.note(use, shop, member, gift, change, event_id, lot_id)
        return ledger.balances(use.db, member.account_id).get((POINTS, ""), 0)


def _check_limit(use: Use, shop: Shop, member: MemberRow, count: int, today: date) -> None:
    limit = shop.rules.points_manual_limit
    if limit is None or count < 0:
        return
    given = points_grants.total(use.db, member.id, MANUAL, *limit.span(today))
    if given + count > limit.most:
        raise PosError("limit_exceeded", what=MANUAL, limit=limit.most, period=limit.period)


def _change(use: Use, shop: Shop, member: MemberRow, count: int, event_id: UUID) -> tuple[Change, str | None]:
    """What it does to the lots, and the new lot's id."""
    today = shop.business_date(use.now_ms)
    lots = ledger.open_lots(use.db, member.account_id, (POINTS,))
    if count < 0:
        with asking(use.db, member.account_id, (POINTS,)):
            return lot_rules.take(lots, -count, today), None
    lot = grants.new_lot(use, shop, member, count, str(event_id), today)
    return lot_rules.grant(lots, lot), lot.id
