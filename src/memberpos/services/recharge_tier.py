"""A tier that comes with a top-up: a grant caused by it (domain rules §6, §7)."""

from __future__ import annotations

from datetime import date

from memberpos.domain.dates import validity_end
from memberpos.domain.errors import PosError
from memberpos.domain.recharge_gifts import TierGift
from memberpos.services import tier_grants
from memberpos.services.shop import Shop
from memberpos.services.tier_grants import Given
from memberpos.services.use import Use
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow

REASON = "recharge"


def give(use: Use, shop: Shop, member: MemberRow, gift: TierGift, event: EventRow) -> None:
    """The tier of a booked top-up, from today. PosError bad_setting when the shop has no such tier (any more)."""
    if shop.rules.tier(gift.name) is None:
        raise PosError("bad_setting", setting="tier", value=gift.name)
    until = validity_end(date.fromisoformat(event.business_date), gift.months) if gift.months else None
    tier_grants.give(use, shop, member, Given(gift.name, until, REASON, event.id))
