"""Work that time causes: done before every use case of an account, so that nothing needs a timer (domain rules §1).

Ids are derived from kind, subject and due date: any terminal may do the work, one takes effect.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from memberpos.domain import lots as lot_rules
from memberpos.domain import tiers
from memberpos.domain.events import POINTS_EXPIRE, TIER_REVIEW
from memberpos.domain.ids import derived_id
from memberpos.domain.ledger import GROWTH, POINTS, Posting
from memberpos.services import money_moves, standing
from memberpos.services.booking import Draft, book
from memberpos.services.shop import Shop, shop_of
from memberpos.services.use import Use
from memberpos.store import events, ledger, members, sync_state
from memberpos.store.members import MemberRow


def run_account(use: Use, member: MemberRow, shop: Shop) -> set[str]:
    """Does what is due for one member up to now, in the caller's transaction; gives the kinds done."""
    today = shop.business_date(use.now_ms)
    return _expire_points(use, member.account_id, member.id, shop, today) | _review_tier(use, member, shop, today)


def run_all(use: Use) -> list[str]:
    """Does everything due in the shop up to now, each account in a transaction of its own; gives the sorted kinds."""
    done: set[str] = set()
    today = shop_of(use.db).business_date(use.now_ms).isoformat()
    owners = (members.by_account(use.db, account) for account, _ in ledger.accounts_with_expiry(use.db, today))
    subjects = {owner.id for owner in owners if owner is not None} | set(members.due_reviews(use.db, today))
    for member_id in sorted(subjects):
        with use.db.transaction():
            member = members.by_id(use.db, member_id)
            if member is not None:
                done |= run_account(use, member, shop_of(use.db))
    return sorted(done)


def _expire_points(use: Use, account: str, member_id: str, shop: Shop, today: date) -> set[str]:
    done = set()
    lots = ledger.own_lots_ending(use.db, account, POINTS, (today - timedelta(days=1)).isoformat())
    for last_day in sorted({lot.expires for lot in lots if lot.expires}):
        due = date.fromisoformat(last_day) + timedelta(days=1)
        change = lot_rules.expire(lots, due)
        event_id = _free_id(use, POINTS_EXPIRE, _holder(use, account), due)
        postings = [
            Posting(account, POINTS, "PT", change.amount),
            money_moves.shop_side(money_moves.POINTS_EXPIRED, "PT", -change.amount),
        ]
        draft = Draft(
            POINTS_EXPIRE, {"points": -change.amount, "expires": last_day}, postings, (change,), member_id, account,
            event_id, due=due,
        )  # fmt: skip
        book(use, draft, shop)
        lots = list(lot_rules.apply(lots, change))
        done.add(POINTS_EXPIRE)
    return done


def _holder(use: Use, account: str) -> str:
    """In a chain every till expires what it holds itself, so each of them has an event of its own."""
    alone = sync_state.headquarters(use.db) is None
    return account if alone else f"{account}/{sync_state.identity(use.db).device_id}"


def _free_id(use: Use, kind: str, subject: str, due: date) -> UUID:
    """The derived id; a lot granted later with a day already past (a clock set back) takes a fresh one."""
    derived = derived_id(kind, subject, due)
    return use.new_id() if events.exists(use.db, str(derived)) else derived


def _review_tier(use: Use, member: MemberRow, shop: Shop, today: date) -> set[str]:
    held = standing.of(member)
    done = set()
    while held is not None and shop.rules.tier(held.tier) is not None:
        due = tiers.review_due(held, today)
        if due is None:
            break
        window_end = due - timedelta(days=1)
        activity = standing.activity(use.db, member.id, shop.rules, window_end, held.since)
        reached = tiers.amount(activity, shop.rules, window_end, held.since)
        after = tiers.review(held, reached, shop.rules)
        data = {"old": held.tier, "new": after.tier, "reached": reached}
        postings = _growth_reset(use, member, shop)
        event = book(
            use,
            Draft(
                TIER_REVIEW, data, postings, (), member.id, member.account_id,
                _free_id(use, TIER_REVIEW, member.id, due), due=due,
            ),
            shop,
        )  # fmt: skip
        validity = (after.since.isoformat(), after.valid_to.isoformat() if after.valid_to else None)
        members.add_tier_change(use.db, event.id, member.id, held.tier, after.tier, validity, "review")
        standing.keep(use.db, member.id, after)
        held = after
        done.add(TIER_REVIEW)
    return done


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
