"""What an event caused: given with it, and taken back when it is undone in full (domain rules §1, §5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from memberpos.domain.events import COUPON_ISSUE, PASS_GIFT
from memberpos.services import badges, coupon_ends, grants, pass_gifts, sources, tier_grants
from memberpos.services.shop import Shop
from memberpos.services.use import Use
from memberpos.store import events
from memberpos.store.events import EventRow

#: Takes back what an event (third) of one kind gave, because of an undoing event (fourth); gives how much of it was
#: used and stays: a fact to show. None: nothing to take back, and what it caused in its turn stays too.
Undo = Callable[[Use, Shop, EventRow, EventRow], int | None]

#: Every kind of event that another event can cause and that can be taken back.
UNDOS: Mapping[str, Undo] = MappingProxyType(
    {
        grants.GRANT: sources.undo,
        badges.AWARD: badges.undo,
        tier_grants.GRANT: tier_grants.undo,
        COUPON_ISSUE: coupon_ends.undo,
        PASS_GIFT: pass_gifts.undo,
    }
)


def undo(use: Use, shop: Shop, event_id: str, by: EventRow) -> tuple[str, ...]:
    """Takes back everything that `event_id` caused, last first; facts `<kind>:<how much was used>` for the screen."""
    facts: list[str] = []
    for made in reversed(events.caused_by(use.db, event_id)):
        work = UNDOS.get(made.kind)
        used = work(use, shop, made, by) if work is not None else None
        if used is None:
            continue
        facts += (f"{made.kind}:{used}",) if used else ()
        facts += undo(use, shop, made.id, by)
    return tuple(facts)
