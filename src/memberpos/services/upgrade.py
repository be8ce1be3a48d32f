"""What reaching a higher tier brings with it: the coupons of that tier, caused by the event that led there."""

from __future__ import annotations

from memberpos.services.shop import Shop
from memberpos.services.standing import Moved
from memberpos.services.use import Use
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow


def gifts(use: Use, shop: Shop, member: MemberRow, event: EventRow, moved: Moved | None) -> None:
    """Gives the coupons of a tier just reached; nothing for a way down or none at all."""
