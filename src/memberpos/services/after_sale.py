"""What follows from a member's sale, in its transaction: tier, visit, referral, badges (domain rules §3, §6)."""

from __future__ import annotations

from memberpos.services import badges, earning, sources, upgrade
from memberpos.services.shop import Shop
from memberpos.services.use import Use
from memberpos.store import members
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow


def run(use: Use, shop: Shop, member: MemberRow, event: EventRow, due_fen: int) -> None:
    """`due_fen` of the sale: a referral needs money due."""
    members.add_visit(use.db, member.id, event.business_date)
    upgrade.gifts(use, shop, member, event, earning.move_tier(use, shop, member, event))
    sources.after_sale(use, shop, _again(use, member), event, due_fen)
    badges.award(use, shop, _again(use, member), event)


def _again(use: Use, member: MemberRow) -> MemberRow:
    """The member as the step before left the row."""
    return members.by_id(use.db, member.id) or member
