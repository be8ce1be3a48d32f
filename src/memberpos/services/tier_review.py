"""A tier's validity, or a tier given for a time, has ended: what follows from it (domain rules §6)."""

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
    before = standing.of(member)
    due = tiers.next_due(before) if before is not None else None
    if before is None or due is None or due > today or timed.waits(db, member, due, today):
        return None
    return due if shop_of(db).rules.tier(before.tier) is not None else None


def _run(use: Use, member: MemberRow, shop: Shop, due: date) -> bool:
    before = standing.of(member)
    if before is None:
        return False
    if shop.rules.tier(before.tier) is None:  # it came into the rules after that date
        shop = shop_of(use.db)
    reviewed = before.valid_to is not None and before.valid_to < due
    data: dict[str, object] = {}
    after = tiers.without_ended(before, due)
    if reviewed:
        data["reached"] = reached = standing.amount(use.db, member, shop.rules, due - DAY, before.since)
        after = tiers.review(after, reached, shop.rules)
    data = {
        "old": member.tier, "new": tiers.held(after, shop.rules, due), "own_old": before.tier, "own_new": after.tier,
        **data,
    }  # fmt: skip
    event = book(
        use,
        Draft(
            TIER_REVIEW, data, _growth_reset(use, member, shop) if reviewed else (), (), member.id, member.account_id,
            timed.event_id(use, TIER_REVIEW, member.id, due), due=due,
        ),
        shop,
    )  # fmt: skip
    standing.change(use.db, member, event, (before, after), shop.rules, "review" if reviewed else "grant_end")
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
