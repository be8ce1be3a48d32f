"""Work that time causes: done before every use case of an account, so that nothing needs a timer (domain rules §1).

Ids are derived from kind, subject and due date: any terminal may do the work, one takes effect.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from memberpos.services import (
    birthdays,
    coupon_ends,
    instalments,
    pass_expiry,
    points_expiry,
    settings_plans,
    tier_review,
)
from memberpos.services.shop import Shop, shop_of
from memberpos.services.timed import Work, shop_on
from memberpos.services.use import Use
from memberpos.store import members
from memberpos.store.database import Database
from memberpos.store.members import MemberRow

#: Every kind of work. On one due date they run in this order: what ends goes before what begins.
WORKS: tuple[Work, ...] = (
    settings_plans.WORK,
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
    """Does everything due in the shop up to now, each member in a transaction of its own; gives the sorted kinds.

    Settings that began are no work done for a member (contracts §3: `tick`).
    """
    return sorted((run_shop(use) | run_members(use, waiting(use.db, use.now_ms))) - {settings_plans.KIND})


def run_shop(use: Use) -> set[str]:
    """Does what is due of accounts that belong to no member, each kind in a transaction of its own."""
    done: set[str] = set()
    for work in WORKS:
        if work.of_shop is not None:
            with use.db.transaction():
                shop = shop_of(use.db)
                done |= {work.kind} if work.of_shop(use, shop, shop.business_date(use.now_ms)) else set()
    return done


def waiting(db: Database, now_ms: int) -> list[str]:
    """Ids of the members for whom something may be due now."""
    today = shop_of(db).business_date(now_ms)
    return sorted({member_id for work in WORKS for member_id in work.members(db, today)})


def run_members(use: Use, member_ids: Iterable[str]) -> set[str]:
    """Does what is due for some members, each in a transaction of its own; gives the kinds done."""
    done: set[str] = set()
    for member_id in member_ids:
        with use.db.transaction():
            member = members.by_id(use.db, member_id)
            if member is not None:
                done |= run_account(use, member, shop_of(use.db))
    return done


def _next(db: Database, member: MemberRow, today: date) -> tuple[date, Work] | None:
    """The earliest due date and its work; the first in the table on a tie."""
    found = [(due, work) for work in WORKS if (due := work.next_due(db, member, today)) is not None]
    return min(found, key=lambda step: step[0]) if found else None
