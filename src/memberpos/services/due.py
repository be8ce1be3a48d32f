"""Work that time causes: done before every use case of an account, so that nothing needs a timer (domain rules §1).

Ids are derived from kind, subject and due date: any terminal may do the work, one takes effect.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from memberpos.domain.events import COUPON_EXPIRE
from memberpos.services import birthdays, coupon_ends, instalments, pass_expiry, points_expiry, tier_review
from memberpos.services.shop import Shop, shop_of
from memberpos.services.timed import Work, shop_on
from memberpos.services.use import Use
from memberpos.store import members
from memberpos.store.database import Database
from memberpos.store.members import MemberRow

#: Every kind of work. On one due date they run in this order: what ends goes before what begins.
WORKS: tuple[Work, ...] = (
    points_expiry.WORK,
    coupon_ends.WORK,
    pass_expiry.WORK,
    tier_review.WORK,
    birthdays.WORK,
    instalments.WORK,
)


def run_account(use: Use, member: MemberRow, shop: Shop) -> set[str]:
    """Does what is due for one member up to now, in the caller's transaction; gives the kinds done.

    Dates come in order whatever the kind, so that months of absence are made up for as if no day had been missed.
    """
    today = shop.business_date(use.now_ms)
    done: set[str] = set()
    before: tuple[date, str] | None = None
    while (step := _next(use.db, member, today)) is not None:
        due, work = step
        if before == (due, work.kind):
            raise RuntimeError(f"{work.kind} of {due} was done and is still due")
        before = (due, work.kind)
        if work.run(use, member, shop_on(use.db, shop, due), due):
            done.add(work.kind)
        member = members.by_id(use.db, member.id) or member
    return done


def run_all(use: Use) -> list[str]:
    """Does everything due in the shop up to now, each member in a transaction of its own; gives the sorted kinds."""
    return sorted(run_members(use, waiting(use.db, use.now_ms)))


def waiting(db: Database, now_ms: int) -> list[str]:
    """Ids of the members for whom something may be due now, and that of coupons which belong to nobody."""
    today = shop_of(db).business_date(now_ms)
    bearer = {coupon_ends.BEARER} if coupon_ends.bearer_waits(db, today) else set()
    return sorted({member_id for work in WORKS for member_id in work.members(db, today)} | bearer)


def run_members(use: Use, member_ids: Iterable[str]) -> set[str]:
    """Does what is due for some members, each in a transaction of its own; gives the kinds done."""
    done: set[str] = set()
    for member_id in member_ids:
        with use.db.transaction():
            member, shop = members.by_id(use.db, member_id), shop_of(use.db)
            if member is not None:
                done |= run_account(use, member, shop)
            elif member_id == coupon_ends.BEARER:
                coupon_ends.expire(use, shop, member_id, shop.business_date(use.now_ms))
                done.add(COUPON_EXPIRE)
    return done


def _next(db: Database, member: MemberRow, today: date) -> tuple[date, Work] | None:
    """The earliest due date and its work; the first in the table on a tie."""
    found = [(due, work) for work in WORKS if (due := work.next_due(db, member, today)) is not None]
    return min(found, key=lambda step: step[0]) if found else None
