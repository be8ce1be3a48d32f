"""Giving coupons to all members of a filter, in pieces, so that the counter sells in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from memberpos.domain.errors import PosError
from memberpos.domain.member_filter import MemberFilter
from memberpos.services import coupon_ends, due, usable
from memberpos.services.coupons import RIGHT
from memberpos.services.rights import require
from memberpos.services.shop import shop_of
from memberpos.services.use import Use
from memberpos.store import member_list, members
from memberpos.store.database import Database

#: Members given to in one transaction: a sale waits no longer than that.
PIECE = 25


@dataclass(frozen=True)
class Round:
    """`given` coupons; `left_out` members who may have no more of the kind, or are stopped."""

    given: int = 0
    left_out: int = 0

    def plus(self, other: Round) -> Round:
        """Two pieces together."""
        return Round(self.given + other.given, self.left_out + other.left_out)


def members_of(db: Database, wanted: MemberFilter, now_ms: int) -> Sequence[int]:
    """Row numbers of a filter's members, in the order in which they joined."""
    return member_list.order(db, wanted, shop_of(db).business_date(now_ms), descending=False)


def give(use: Use, kind_code: str, numbers: Sequence[int]) -> Round:
    """Gives each member of some row numbers one coupon, all of the piece or none.

    PosError not_found (coupon_kind), coupon_expired, limit_exceeded (the kind's total), not_allowed.
    """
    with use.db.transaction():
        require(use, RIGHT)
        done = Round()
        for member_id in members.ids_of_numbers(use.db, numbers):
            done = done.plus(Round(1) if _given(use, kind_code, member_id) else Round(0, 1))
        return done


def _given(use: Use, kind_code: str, member_id: str) -> bool:
    shop, member = shop_of(use.db), members.by_id(use.db, member_id)
    if member is None:
        return False
    try:
        usable.check(member, shop.business_date(use.now_ms))
        due.run_account(use, member, shop)
        coupon_ends.give(use, shop, kind_code, member.account_id)
    except PosError as error:  # both are raised before anything is written
        if error.code == "member_blocked" or error.facts.get("what") == "coupons_per_member":
            return False
        raise
    return True
