"""Points whose last day has passed leave at the start of the next one (domain rules §4)."""

from __future__ import annotations

from datetime import date

from memberpos.domain import lots as lot_rules
from memberpos.domain.events import POINTS_EXPIRE
from memberpos.domain.ledger import POINTS, Posting
from memberpos.services import money_moves, timed
from memberpos.services.booking import Draft, book
from memberpos.services.shop import Shop
from memberpos.services.timed import DAY, Work
from memberpos.services.use import Use
from memberpos.store import ledger
from memberpos.store.database import Database
from memberpos.store.members import MemberRow


def _members(db: Database, today: date) -> list[str]:
    return ledger.owners_with_expiry(db, POINTS, today.isoformat())


def _next_due(db: Database, member: MemberRow, today: date) -> date | None:
    first = ledger.first_expiry(db, member.account_id, POINTS, today.isoformat())
    return date.fromisoformat(first) + DAY if first else None


def _run(use: Use, member: MemberRow, shop: Shop, due: date) -> bool:
    account, last_day = member.account_id, (due - DAY).isoformat()
    change = lot_rules.expire(ledger.own_lots_ending(use.db, account, POINTS, last_day), due)
    postings = [
        Posting(account, POINTS, "PT", change.amount),
        money_moves.shop_side(money_moves.POINTS_EXPIRED, "PT", -change.amount),
    ]
    draft = Draft(
        POINTS_EXPIRE, {"points": -change.amount, "expires": last_day}, postings, (change,), member.id, account,
        timed.event_id(use, POINTS_EXPIRE, timed.holder(use, account), due), due=due,
    )  # fmt: skip
    book(use, draft, shop)
    return True


WORK = Work(POINTS_EXPIRE, _members, _next_due, _run)
