"""Passes past their last day: gift uses end, paid ones lapse, a time pass has been had (domain rules §8)."""

from __future__ import annotations

from datetime import date

from memberpos.domain import passes as rules
from memberpos.domain.events import PASS_EXPIRE
from memberpos.domain.passes import Pass
from memberpos.services import pass_books, timed
from memberpos.services.booking import Draft, book
from memberpos.services.money_moves import PASS_REVENUE
from memberpos.services.shop import Shop
from memberpos.services.timed import DAY, Work
from memberpos.services.use import Use
from memberpos.store import passes
from memberpos.store.database import Database
from memberpos.store.members import MemberRow


def _end(use: Use, member: MemberRow, shop: Shop, one: Pass, due: date) -> None:
    after = rules.lapse(one, due)
    change = pass_books.taken(use.db, one, one.gift_left, only_gift=True)
    data = {
        "pass": one.id, "code": one.terms.code, "expires": (due - DAY).isoformat(), "ended": one.gift_left,
        "lapsed": one.paid_left, "pass_states": [pass_books.state_of(after)],
    }  # fmt: skip
    event_id = timed.event_id(use, PASS_EXPIRE, one.id, due)  # another one when it lapsed on that day before
    draft = Draft(
        PASS_EXPIRE, data, pass_books.postings(one, after, shop.currency, PASS_REVENUE),
        (change,) if change.moves else (), member.id, member.account_id, event_id, due=due,
    )  # fmt: skip
    book(use, draft, shop)
    passes.save(use.db, after)


def _members(db: Database, today: date) -> list[str]:
    return passes.due_owners(db, today.isoformat())


def _next_due(db: Database, member: MemberRow, today: date) -> date | None:
    last_day = passes.first_due(db, member.account_id, today.isoformat())
    return date.fromisoformat(last_day) + DAY if last_day else None


def _run(use: Use, member: MemberRow, shop: Shop, due: date) -> bool:
    ending = passes.ending_on(use.db, member.account_id, (due - DAY).isoformat())
    for one in ending:
        _end(use, member, shop, one, due)
    return bool(ending)


WORK = Work(PASS_EXPIRE, _members, _next_due, _run)
