"""Passes that are given: caused by an event, worth nothing in the books, taken back unused when it is undone."""

from __future__ import annotations

from dataclasses import replace

from memberpos.domain import pass_terms
from memberpos.domain import passes as rules
from memberpos.domain.events import PASS_GIFT, PASS_VOID
from memberpos.domain.pass_terms import PassTerms
from memberpos.domain.passes import Pass
from memberpos.services import pass_books
from memberpos.services.booking import Draft, book
from memberpos.services.pass_points import Earned
from memberpos.services.shop import Shop
from memberpos.services.use import Use
from memberpos.store import pass_uses, passes
from memberpos.store.database import Database
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow
from memberpos.store.passes import PassRow


def give(use: Use, shop: Shop, member: MemberRow, terms: PassTerms, count: int, cause: str) -> None:
    """`count` passes for which nothing was paid, each an event caused by `cause`; in the caller's transaction."""
    for _ in range(count):
        _give(use, shop, member, terms, cause)


def _give(use: Use, shop: Shop, member: MemberRow, terms: PassTerms, cause: str) -> None:
    today, made = shop.business_date(use.now_ms), use.new_id()
    one = replace(rules.sold(str(use.new_id()), member.account_id, terms, today, use.now_ms), paid_fen=0)
    data = {
        "pass": one.id, "code": terms.code, "paid_fen": 0, "uses": terms.uses, "gift_uses": terms.gift_uses,
        "terms": pass_terms.document(terms), **Earned().data, "pass_states": [pass_books.state_of(one)],
    }  # fmt: skip
    lots = tuple(change for change in pass_books.granted(use, one, str(made)) if change.moves)
    postings = pass_books.postings(None, one, shop.currency, None)
    event = book(use, Draft(PASS_GIFT, data, postings, lots, member.id, member.account_id, made, cause), shop)
    passes.insert(use.db, PassRow(one, event.id, None))


def used(db: Database, one: Pass) -> int:
    """Uses that stand: those of a count pass, persons admitted by a time pass."""
    return pass_uses.visits(db, one.id) if one.terms.uses is None else one.used


def undo(use: Use, shop: Shop, made: EventRow, by: EventRow) -> int:
    """Ends the pass an event gave, because `by` undoes what caused it; gives how many of its uses were had."""
    row = passes.made_by(use.db, made.id)
    if row is None:
        return 0
    if row.one.holds_something:
        _void(use, shop, row.one, made, by)
    return used(use.db, row.one)


def _void(use: Use, shop: Shop, one: Pass, made: EventRow, by: EventRow) -> None:
    after, taken = rules.refunded(one), pass_books.taken(use.db, one, one.left or 0)
    data = {
        "pass": one.id, "code": one.terms.code, "uses": one.left, "reason": "undone",
        "pass_states": [pass_books.state_of(after)],
    }  # fmt: skip
    draft = Draft(
        PASS_VOID, data, pass_books.postings(one, after, shop.currency, None), (taken,) if taken.moves else (),
        made.member_id, one.account, cause=by.id,
    )  # fmt: skip
    book(use, draft, shop)
    passes.save(use.db, after)
