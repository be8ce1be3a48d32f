"""A tier that comes with a top-up, and its taking back (domain rules §6, §7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from memberpos.domain import tiers
from memberpos.domain.dates import validity_end
from memberpos.domain.errors import PosError
from memberpos.domain.recharge_gifts import TierGift
from memberpos.domain.tiers import Standing
from memberpos.services import standing
from memberpos.services.shop import Shop
from memberpos.services.use import Use
from memberpos.store import members, tier_grants
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow

REASON = "recharge"


def give(use: Use, shop: Shop, member: MemberRow, gift: TierGift, event: EventRow) -> None:
    """The tier of a booked top-up, from today. PosError bad_setting when the shop has no such tier (any more)."""
    today = date.fromisoformat(event.business_date)
    held = standing.current(member, shop.rules, today)
    if held is None or shop.rules.tier(gift.name) is None:
        raise PosError("bad_setting", setting="tier", value=gift.name)
    until = validity_end(today, gift.months) if gift.months else None
    tier_grants.add(
        use.db, event.id, member.id, gift.name, REASON, today.isoformat(), until.isoformat() if until else None
    )
    _keep(use, member, event, held, tiers.grant_tier(held, gift.name, until, shop.rules, today))


def take_back(use: Use, shop: Shop, member: MemberRow, recharge_id: str, event: EventRow) -> None:
    """The tier a top-up gave is no floor any more; where it had lifted the member, the tier before comes back."""
    grant = tier_grants.of_event(use.db, recharge_id)
    today = date.fromisoformat(event.business_date)
    held = standing.current(member, shop.rules, today)
    if grant is None or held is None:
        return
    tier_grants.drop(use.db, recharge_id)
    lifted = members.tier_before(use.db, recharge_id, member.id)
    after = replace(held, floor=None, floor_to=None)
    if lifted is not None and lifted[0] is not None and held.tier == grant[1]:
        after = replace(after, tier=lifted[0])
        after = tiers.after_activity(after, standing.reached(use.db, member, shop.rules, today), shop.rules, today)
    _keep(use, member, event, held, after)


def _keep(use: Use, member: MemberRow, event: EventRow, held: Standing, after: Standing) -> None:
    standing.keep(use.db, member.id, after)
    if after.tier != held.tier:
        validity = (after.since.isoformat(), after.valid_to.isoformat() if after.valid_to else None)
        members.add_tier_change(use.db, event.id, member.id, held.tier, after.tier, validity, REASON)
