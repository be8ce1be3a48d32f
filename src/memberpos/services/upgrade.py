"""What reaching a higher tier brings with it, and coupons that an event gives: caused by that event."""

from __future__ import annotations

import json

from memberpos.domain.errors import PosError
from memberpos.services import coupon_ends
from memberpos.services.shop import Shop
from memberpos.services.standing import Moved
from memberpos.services.use import Use
from memberpos.store import audit
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow


def gifts(use: Use, shop: Shop, member: MemberRow, event: EventRow, moved: Moved | None) -> None:
    """Gives the coupons of a tier just reached; nothing for a way down or none at all.

    A kind that has ended or is used up refuses no sale: the log says that it was not given.
    """
    tier = shop.rules.tier(moved.new) if moved is not None and moved.up else None
    for code in tier.upgrade_coupons if tier is not None else ():
        try:
            coupon(use, shop, member, code, event)
        except PosError as error:
            _not_given(use, member, code, error)


def coupon(use: Use, shop: Shop, member: MemberRow, code: str, event: EventRow) -> None:
    """Gives a coupon of a kind because of `event`, in its transaction.

    PosError not_found (coupon_kind), coupon_expired, limit_exceeded.
    """
    coupon_ends.give(use, shop, code, member.account_id, cause=event.id)


def _not_given(use: Use, member: MemberRow, code: str, error: PosError) -> None:
    detail = json.dumps({"coupon": code, "error": error.code})
    audit.append(
        use.db, at_ms=use.now_ms, staff_id=use.staff_id, action="coupon.not_given", subject=member.id, detail=detail
    )
