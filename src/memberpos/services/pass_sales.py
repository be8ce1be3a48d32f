"""Selling passes and renewing them: money that is not revenue yet (domain rules §8)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from memberpos.domain import pass_terms, tenders
from memberpos.domain import passes as rules
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import Posting
from memberpos.domain.lots import Change
from memberpos.domain.pass_terms import PassTerms
from memberpos.domain.passes import Pass
from memberpos.domain.points import bases
from memberpos.domain.tenders import PayLine, Settled, Tender
from memberpos.services import checkout, due, numbers, pass_books, pass_points, sale_rows
from memberpos.services.booking import Draft, book
from memberpos.services.checkout import Spending, TenderRequest
from memberpos.services.pass_points import Earned
from memberpos.services.pass_results import PassSold
from memberpos.services.rights import require
from memberpos.services.shop import Shop, open_shift, shop_of
from memberpos.services.use import Use
from memberpos.store import events, members, passes, sales
from memberpos.store.database import Database
from memberpos.store.members import MemberRow
from memberpos.store.passes import PassRow

CASH_REST = (TenderRequest(tenders.CASH, None),)


@dataclass(frozen=True)
class SellPass:
    """A pass of a kind for a member. `event_id` makes a repeat harmless."""

    member_id: str
    code: str
    tenders: tuple[TenderRequest, ...]
    event_id: str | None = None


@dataclass(frozen=True)
class RenewPass:
    """Another pass of the same kind, from the old one's last day (`end`) or `today`, at today's price."""

    pass_id: str
    start: str
    tenders: tuple[TenderRequest, ...] = CASH_REST
    event_id: str | None = None


@dataclass(frozen=True)
class Paid:
    """How the price was paid: tenders as given, spread, and what left stored value."""

    given: tuple[Tender, ...]
    settled: Settled
    stored: Spending


def sell(use: Use, request: SellPass) -> PassSold:
    """Books a pass. PosError no_shift, not_found (member, pass_kind), tender_mismatch, insufficient_stored_value,
    not_allowed.
    """
    with use.db.transaction():
        if request.event_id and events.exists(use.db, request.event_id):
            return _done(use, request.event_id)
        shop = _begin(use)
        member = members.by_id(use.db, request.member_id)
        if member is None:
            raise PosError("not_found", what="member")
        terms = kind(use.db, request.code)
        return _book(use, shop, member, (terms, None), request.tenders, Draft("pass.sell", {}), request.event_id)


def renew(use: Use, request: RenewPass) -> PassSold:
    """Books a new pass that follows an old one. PosError as `sell`; pass_expired if it would have ended already."""
    with use.db.transaction():
        if request.event_id and events.exists(use.db, request.event_id):
            return _done(use, request.event_id)
        shop = _begin(use)
        old = pass_books.only(use.db, request.pass_id)
        member = pass_books.holder(use.db, old)
        start = rules.renewal_start(old, request.start, shop.business_date(use.now_ms))
        draft = Draft("pass.renew", {"renews": old.id, "from": request.start})
        return _book(use, shop, member, (kind(use.db, old.terms.code), start), request.tenders, draft, request.event_id)


def _begin(use: Use) -> Shop:
    require(use, "pass.sell")
    open_shift(use.db)
    return shop_of(use.db)


def kind(db: Database, code: str) -> PassTerms:
    """A kind as it is sold now. PosError not_found."""
    terms = passes.kind(db, code)
    if terms is None:
        raise PosError("not_found", what="pass_kind")
    return terms


def _book(
    use: Use, shop: Shop, member: MemberRow, what: tuple[PassTerms, date | None],
    asked: tuple[TenderRequest, ...], draft: Draft, event_id: str | None,
) -> PassSold:  # fmt: skip
    due.run_account(use, member, shop)
    member = members.by_id(use.db, member.id) or member
    terms, start = what
    today = shop.business_date(use.now_ms)
    one = rules.sold(str(use.new_id()), member.account_id, terms, today, use.now_ms, start)
    made = UUID(event_id) if event_id else use.new_id()
    paid = _paid(use, shop, member, terms.price_fen, asked)
    earned = _earned(use, shop, member, paid, str(made))
    changes = (*paid.stored.changes, *pass_books.granted(use, one, str(made)), *earned.changes)
    receipt_no = numbers.receipt(use.db)
    data = {**_data(one, receipt_no, paid), **draft.data, **earned.data, "pass_states": [pass_books.state_of(one)]}
    postings = _postings(shop, one, paid.settled, earned.changes)
    event = book(use, Draft(draft.kind, data, postings, _lots(changes), member.id, member.account_id, made), shop)
    passes.insert(use.db, PassRow(one, event.id, receipt_no))
    sales.add_tenders(use.db, event.seq, sale_rows.tender_rows(event.id, paid.given, paid.settled))
    pass_points.move_tier(use, shop, member, event)
    return _done(use, event.id)


def _paid(use: Use, shop: Shop, member: MemberRow, price_fen: int, asked: tuple[TenderRequest, ...]) -> Paid:
    if any(tender.kind == tenders.PASS for tender in asked):
        raise PosError("tender_mismatch", reason="pass_for_a_pass")
    today = shop.business_date(use.now_ms)
    given = tenders.resolve([checkout.tender_of(use.db, tender, member, today) for tender in asked], price_fen)
    lines = [PayLine(1, price_fen)]
    stored = checkout.spend_stored(use, shop, given, lines)
    return Paid(given, tenders.settle(lines, given, stored.splits), stored)


def _earned(use: Use, shop: Shop, member: MemberRow, paid: Paid, event_id: str) -> Earned:
    """Nothing when passes earn at use; else as any sale, without what was paid with bonus."""
    if shop.rules.points_pass_earns != pass_terms.SALE:
        return Earned()
    base_fen = bases(paid.settled.cells, paid.settled.parts, shop.rules).get(1, 0)
    return pass_points.earn(use, shop, member, base_fen, event_id)


def _data(one: Pass, receipt_no: str, paid: Paid) -> dict[str, Any]:
    return {
        "receipt_no": receipt_no, "pass": one.id, "code": one.terms.code, "paid_fen": one.paid_fen,
        "uses": one.terms.uses, "gift_uses": one.terms.gift_uses, "terms": pass_terms.document(one.terms),
        "change_fen": paid.settled.change_fen,
        "tenders": [sale_rows.tender_data(t, one.account) for t in sale_rows.tender_rows("", paid.given, paid.settled)],
    }  # fmt: skip


def _postings(shop: Shop, one: Pass, settled: Settled, points: tuple[Change, ...]) -> list[Posting]:
    unit = shop.currency
    return [
        *(sale_rows.part_posting(part, unit, -1) for part in settled.parts),
        *pass_books.postings(None, one, unit, None),
        *pass_points.postings(one.account, points),
    ]


def _lots(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    return tuple(change for change in changes if change.moves)


def _done(use: Use, event_id: str) -> PassSold:
    event, row = events.by_id(use.db, event_id), passes.made_by(use.db, event_id)
    if event is None or row is None or row.receipt_no is None:
        raise PosError("not_found", what="pass")
    data, one = json.loads(event.payload), row.one
    return PassSold(
        event_id=event_id, receipt_no=row.receipt_no, pass_id=one.id, code=one.terms.code, title=one.terms.title,
        left=one.left, valid_from=one.valid_from.isoformat() if one.valid_from else None,
        valid_to=one.valid_to.isoformat() if one.valid_to else None, paid_fen=one.paid_fen,
        change_fen=data["change_fen"], points_earned=data["points_earned"],
        cash=any(tender["kind"] == tenders.CASH for tender in data["tenders"]),
    )  # fmt: skip
