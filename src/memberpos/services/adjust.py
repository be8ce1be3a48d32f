"""Manual points, with a reason and the right to give them (domain rules §3)."""

from __future__ import annotations

from memberpos.domain import lots as lot_rules
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import POINTS, Lot, Posting
from memberpos.domain.money import check_fen
from memberpos.services import due, money_moves
from memberpos.services.allowances import asking
from memberpos.services.booking import Draft, book
from memberpos.services.rights import require
from memberpos.services.shop import shop_of
from memberpos.services.use import Use
from memberpos.store import ledger, members


def points(use: Use, member_id: str, count: int, reason: str) -> int:
    """Gives (or, negative, takes) points and gives the balance after it.

    PosError bad_amount (0), insufficient_points, points_debt, not_found, not_allowed.
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
        today = shop.business_date(use.now_ms)
        lots = ledger.open_lots(use.db, member.account_id, (POINTS,))
        event_id = use.new_id()
        if count > 0:
            expires = shop.rules.points_expiry.last_day(today)
            lot = Lot(
                id=str(use.new_id()), account=member.account_id, kind=POINTS, granted=count, open=count,
                made_at_ms=use.now_ms, expires=expires.isoformat() if expires else None, event_id=str(event_id),
                gift=True,
            )  # fmt: skip
            change = lot_rules.grant(lots, lot)
        else:
            with asking(use.db, member.account_id, (POINTS,)):
                change = lot_rules.take(lots, -count, today)
        postings = [
            Posting(member.account_id, POINTS, "PT", count),
            money_moves.shop_side(money_moves.POINTS_ISSUED, "PT", -count),
        ]
        data = {"points": count, "reason": reason}
        book(use, Draft("points.adjust", data, postings, (change,), member.id, member.account_id, event_id), shop)
        return ledger.balances(use.db, member.account_id).get((POINTS, ""), 0)
