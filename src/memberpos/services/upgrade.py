"""What reaching a higher tier brings with it, and coupons that an event gives: caused by that event."""

from __future__ import annotations

from memberpos.services.shop import Shop
from memberpos.services.standing import Moved
from memberpos.services.use import Use
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow


def gifts(use: Use, shop: Shop, member: MemberRow, event: EventRow, moved: Moved | None) -> None:
    """Gives the coupons of a tier just reached; nothing for a way down or none at all."""
    tier = shop.rules.tier(moved.new) if moved is not None and moved.up else None
    for code in tier.upgrade_coupons if tier is not None else ():
        coupon(use, shop, member, code, event)


def coupon(use: Use, shop: Shop, member: MemberRow, code: str, event: EventRow) -> None:
    """Issues a coupon of a kind because of `event`, in its transaction."""
