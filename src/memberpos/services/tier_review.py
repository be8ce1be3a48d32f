"""A tier's validity has ended: the review of its window decides what follows (domain rules §6)."""

from __future__ import annotations

from datetime import date

from memberpos.domain import tiers
from memberpos.domain.events import TIER_REVIEW
from memberpos.domain.ledger import GROWTH, Posting
from memberpos.services import money_moves, standing, timed
from memberpos.services.booking import Draft, book
from memberpos.services.shop import Shop, shop_of
from memberpos.services.timed import DAY, Work
from memberpos.services.use import Use
from memberpos.store import ledger, members
from memberpos.store.database import Database
from memberpos.store.members import MemberRow


def _members(db: Database, today: date) -> list[str]:
    return members.due_reviews(db, today.isoformat())


def _next_due(db: Database, member: MemberRow, today: date) -> date | None:
    """A member of a tier the shop has given up is not reviewed."""
    held = standing.of(member)
    due = tiers.review_due(held, today) if held is not None else None
    return due if held is not None and due is not None and shop_of(db).rules.tier(held.tier) is not None else None


def _run(use: Use, member: MemberRow, shop: Shop, due: date) -> bool:
    held = standing.of(member)
    if held is None:
        return False
    if shop.rules.tier(held.tier) is None:  # it came into the rules after that date
        shop = shop_of(use.db)
    window_end = due - DAY
    activity = standing.activity(use.db, member.id, shop.rules, window_end, held.since)
    reached = tiers.amount(activity, shop.rules, window_end, held.since)
    after = tiers.review(held, reached, shop.rules)
    draft = Draft(
        TIER_REVIEW, {"old": held.tier, "new": after.tier, "reached": reached}, _growth_reset(use, member, shop), (),
        member.id, member.account_id, timed.event_id(use, TIER_REVIEW, member.id, due), due=due,
    )  # fmt: skip
    event = book(use, draft, shop)
    validity = (after.since.isoformat(), after.valid_to.isoformat() if after.valid_to else None)
    members.add_tier_change(use.db, event.id, member.id, held.tier, after.tier, validity, "review")
    standing.keep(use.db, member.id, after)
    return True


def _growth_reset(use: Use, member: MemberRow, shop: Shop) -> list[Posting]:
    if not shop.rules.tiers_growth_resets:
        return []
    amount = ledger.balances(use.db, member.account_id).get((GROWTH, ""), 0)
    if amount == 0:
        return []
    return [
        Posting(member.account_id, GROWTH, "GROW", -amount),
        money_moves.shop_side(money_moves.GROWTH, "GROW", amount),
    ]


WORK = Work(TIER_REVIEW, _members, _next_due, _run)
