"""Paying a pass back: what is unused on average, or the price less what was had at the list price (domain rules §8)."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from memberpos.domain import lots as lot_rules
from memberpos.domain import pass_values, refunds, tenders
from memberpos.domain import passes as rules
from memberpos.domain import points as point_rules
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import BONUS, POINTS, PRINCIPAL, Lot, LotMove, Posting
from memberpos.domain.lots import Change
from memberpos.domain.money import split
from memberpos.domain.pass_values import Figures
from memberpos.domain.passes import Pass
from memberpos.domain.tenders import Cell, Part
from memberpos.services import due, numbers, pass_books, pass_points, sale_rows
from memberpos.services.booking import Draft, book
from memberpos.services.money_moves import PASS_REVENUE, shop_side
from memberpos.services.pass_points import Earned
from memberpos.services.pass_results import PassRefunded
from memberpos.services.refund_original import parts_of
from memberpos.services.rights import require
from memberpos.services.shop import Shop, open_shift, shop_at, shop_of
from memberpos.services.use import Use
from memberpos.store import events, ledger, pass_uses, passes, sales
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow
from memberpos.store.pass_uses import PassRefundRow
from memberpos.store.sales import TenderRow

PAY_KINDS = (tenders.CASH, tenders.SCAN_PAY, tenders.BANK_CARD, tenders.STORED_VALUE)


@dataclass(frozen=True)
class RefundPass:
    """`method`: average | list_price. Money goes back by `pay`; what was paid with stored value returns to its lots."""

    pass_id: str
    method: str
    pay: str = tenders.CASH
    reason: str = ""
    event_id: str | None = None


@dataclass(frozen=True)
class _Worked:
    """A refund worked out: what of each part of the payment goes back, what reaches the customer, and the points."""

    one: Pass
    member: MemberRow
    shop: Shop
    sold: EventRow
    figures: Figures
    refund_fen: int
    by_part: tuple[int, ...]
    paid_out: tuple[Part, ...]
    clawed: int
    value_fen: int
    base_fen: int
    changes: tuple[Change, ...]
    points: tuple[Change, ...]


def preview(use: Use, request: RefundPass) -> PassRefunded:
    """Both figures and what a refund by `request.method` would do; nothing is booked. PosError as `refund`."""
    try:
        with use.db.transaction():
            raise _Preview(_work(use, request, str(use.new_id())))
    except _Preview as shown:
        return _result(shown.worked, "", "")


def refund(use: Use, request: RefundPass) -> PassRefunded:
    """Pays a pass back and ends it. PosError no_shift, not_found, pass_used_up, pass_expired, bad_setting (list price
    unknown), bad_amount (pay), not_allowed.
    """
    with use.db.transaction():
        if request.event_id and events.exists(use.db, request.event_id):
            return _booked_before(use, request.event_id)
        require(use, "pass.manage")
        open_shift(use.db)
        made = UUID(request.event_id) if request.event_id else use.new_id()
        worked = _work(use, request, str(made))
        receipt_no = numbers.receipt(use.db)
        event = book(use, _draft(worked, request, receipt_no, made), worked.shop)
        _store(use, request, worked, event, receipt_no)
        pass_points.step_back(use, worked.shop, worked.member, event)
        return _result(worked, event.id, receipt_no)


class _Preview(Exception):
    def __init__(self, worked: _Worked) -> None:
        super().__init__()
        self.worked = worked


def _work(use: Use, request: RefundPass, event_id: str) -> _Worked:
    if request.pay not in PAY_KINDS:
        raise PosError("bad_amount", reason="tender_kind", kind=request.pay)
    shop = shop_of(use.db)
    member = pass_books.holder(use.db, pass_books.only(use.db, request.pass_id))
    due.run_account(use, member, shop)
    one = pass_books.only(use.db, request.pass_id)
    row = passes.find(use.db, one.id)
    sold = events.by_id(use.db, row.made_event) if row else None
    if sold is None:
        raise PosError("not_found", what="pass")
    figures = pass_values.refund_figures(one, pass_uses.visits(use.db, one.id), shop.business_date(use.now_ms))
    refund_fen = figures.by(request.method)
    parts = parts_of(sales.tenders(use.db, sold.id))
    by_part = split(refund_fen, _left_of(use, one, parts)) if parts else ()
    earned = pass_points.earned_from(json.loads(sold.payload))
    clawed, value_fen, base_fen, points = _points(
        use, shop_at(use.db, sold.rule_version), (one, earned, parts), by_part, event_id
    )
    paid_out = _paid_out(parts, by_part, value_fen, request.pay, member)
    stored = _stored_back(use, shop, one, sold, paid_out, event_id)
    uses = pass_books.taken(use.db, one, one.left or 0)
    return _Worked(
        one, member, shop, sold, figures, refund_fen, by_part, paid_out, clawed, value_fen, base_fen,
        (*stored, *([uses] if uses.moves else [])), points,
    )  # fmt: skip


def _left_of(use: Use, one: Pass, parts: tuple[Part, ...]) -> list[int]:
    """What of each part of the payment was not paid back yet."""
    left = [part.fen for part in parts]
    for earlier in pass_uses.refunds_of(use.db, one.id):
        event = events.by_id(use.db, earlier.id)
        gone = json.loads(event.payload)["by_part"] if event else []
        left = [fen - back["fen"] for fen, back in zip(left, gone, strict=True)]
    return left


def _points(
    use: Use, then: Shop, what: tuple[Pass, Earned, tuple[Part, ...]], by_part: tuple[int, ...], event_id: str
) -> tuple[int, int, int, tuple[Change, ...]]:
    """Points of the sale taken back: how many, fen charged instead, the base they came from, and the changes."""
    one, earned, parts = what
    if not earned.base_fen:  # it was sold where passes earn when they are used
        return 0, 0, 0, ()
    base_fen = sum(
        fen for part, fen in zip(parts, by_part, strict=True) if point_rules.paid_earns(part.kind, then.rules)
    )
    before = pass_uses.refunds_of(use.db, one.id)
    points = pass_points.to_claw(
        use,
        earned,
        base_fen + sum(row.base_fen for row in before),
        sum(row.points_clawed for row in before),
        then.rules,
    )
    if not points:
        return 0, 0, base_fen, ()
    lots = ledger.open_lots(use.db, one.account, (POINTS,))
    debt = pass_points.debt_lot(use, one.account, event_id)
    today = then.business_date(use.now_ms)
    clawed = point_rules.claw(lots, points, earned.lot, then.rules, today, sum(by_part), debt)
    return points, clawed.value_fen, base_fen, ((clawed.change,) if clawed.change.moves else ())


def _paid_out(
    parts: tuple[Part, ...], by_part: tuple[int, ...], value_fen: int, pay: str, member: MemberRow
) -> tuple[Part, ...]:
    """By which way it goes back: stored value to its lots, a debt less owed, all other money by `pay`."""
    cells = tuple(Cell(1, number, fen) for number, fen in enumerate(by_part))
    backs = refunds.payout(refunds.Plan(cells, {}, 0, last=True), parts, claw_value_fen=value_fen)
    kind = PRINCIPAL if pay == tenders.STORED_VALUE else pay
    return tuple(
        back
        if back.kind in (PRINCIPAL, BONUS, tenders.ON_ACCOUNT)
        else replace(back, kind=kind, account=member.account_id)
        for back in backs
    )


def _stored_back(
    use: Use, shop: Shop, one: Pass, sold: EventRow, backs: tuple[Part, ...], event_id: str
) -> list[Change]:
    """Stored value returns to the lots it came from; money turned into stored value opens a new lot."""
    refunds_before = [events.by_id(use.db, row.id) for row in pass_uses.refunds_of(use.db, one.id)]
    moves = [m for event in (sold, *refunds_before) if event for m in ledger.moves_of(use.db, event.seq)]
    came_from = {row.n - 1 for row in sales.tenders(use.db, sold.id) if row.kind == tenders.STORED_VALUE}
    sums: dict[tuple[str, str, bool], int] = {}
    for back in backs:
        if back.kind in (PRINCIPAL, BONUS):
            key = (back.account, back.kind, back.tender in came_from)
            sums[key] = sums.get(key, 0) + back.fen
    found = []
    for (account, kind, returns), fen in sums.items():
        own = [move for move, of_kind, whose in moves if of_kind == kind and whose == account] if returns else []
        found.append(_given_back(use, shop, (account, kind, fen), own, event_id))
    return found


def _given_back(use: Use, shop: Shop, what: tuple[str, str, int], moves: list[LotMove], event_id: str) -> Change:
    account, kind, fen = what
    lots = ledger.lots_by_id(use.db, {move.lot_id for move in moves})
    fallback = Lot(
        id=str(use.new_id()), account=account, kind=kind, granted=fen, open=fen, made_at_ms=use.now_ms,
        event_id=event_id,
    )  # fmt: skip
    return lot_rules.give_back(tuple(lots.values()), moves, fen, shop.business_date(use.now_ms), fallback)


def _draft(worked: _Worked, request: RefundPass, receipt_no: str, made: UUID) -> Draft:
    one, unit = worked.one, worked.shop.currency
    after = rules.refunded(one)
    data: dict[str, Any] = {
        "receipt_no": receipt_no, "pass": one.id, "code": one.terms.code, "method": request.method,
        "average_fen": worked.figures.average_fen, "list_price_fen": worked.figures.list_price_fen,
        "refund_fen": worked.refund_fen, "claw_value_fen": worked.value_fen, "points_clawed": worked.clawed,
        "base_fen": worked.base_fen, "uses": one.left, "reason": request.reason,
        "by_part": [{"fen": fen} for fen in worked.by_part],
        "tenders": [sale_rows.tender_data(row, one.account) for row in _tender_rows("", worked.paid_out)],
        "pass_states": [pass_books.state_of(after)],
    }  # fmt: skip
    changes = (*worked.changes, *worked.points)
    return Draft(
        "pass.refund", data, _postings(worked, after, unit), changes, worked.member.id, worked.member.account_id, made,
        reverses=worked.sold.id,
    )  # fmt: skip


def _postings(worked: _Worked, after: Pass, unit: str) -> list[Posting]:
    """The prepaid money goes: to the customer, and what it was more (or less) to the shop."""
    out = [sale_rows.part_posting(part, unit, +1) for part in worked.paid_out]
    ended = pass_books.postings(worked.one, after, unit, None)
    difference = -sum(posting.amount for posting in (*out, *ended) if posting.unit == unit)
    kept = [shop_side(PASS_REVENUE, unit, difference)] if difference else []
    return [*out, *ended, *kept, *pass_points.postings(worked.one.account, worked.points)]


def _store(use: Use, request: RefundPass, worked: _Worked, event: EventRow, receipt_no: str) -> None:
    row = PassRefundRow(
        event.id, event.seq, worked.one.id, receipt_no, request.method, worked.figures.average_fen,
        worked.figures.list_price_fen, worked.refund_fen, worked.value_fen, worked.clawed, worked.base_fen,
        worked.one.left or 0, request.reason,
    )  # fmt: skip
    pass_uses.insert_refund(use.db, row)
    passes.save(use.db, rules.refunded(worked.one))
    sales.add_tenders(use.db, event.seq, _tender_rows(event.id, worked.paid_out))


def _tender_rows(event_id: str, parts: tuple[Part, ...]) -> list[TenderRow]:
    """Money going out, one row a way and payer."""
    sums: dict[tuple[str, str], list[int]] = {}
    for part in parts:
        stored = part.kind in (PRINCIPAL, BONUS)
        kind = tenders.STORED_VALUE if stored else part.kind
        entry = sums.setdefault((kind, part.account if kind in _WITH_PAYER else ""), [0, 0, 0])
        entry[0] -= part.fen
        entry[1] -= part.fen if part.kind == PRINCIPAL else 0
        entry[2] -= part.fen if part.kind == BONUS else 0
    return [
        TenderRow(event_id, n, kind, fen, fen, 0, payer or None, principal_fen, bonus_fen)
        for n, ((kind, payer), (fen, principal_fen, bonus_fen)) in enumerate(sums.items(), 1)
        if fen
    ]


_WITH_PAYER = (tenders.STORED_VALUE, tenders.ON_ACCOUNT)


def _result(worked: _Worked, event_id: str, receipt_no: str) -> PassRefunded:
    rows = _tender_rows(event_id, worked.paid_out)
    figures = worked.figures
    return PassRefunded(
        event_id, receipt_no, worked.one.id, figures.average_fen, figures.list_price_fen, worked.refund_fen,
        -sum(row.fen for row in rows if row.kind == tenders.CASH),
        -sum(row.fen for row in rows if row.kind == tenders.STORED_VALUE), worked.clawed, worked.value_fen,
    )  # fmt: skip


def _booked_before(use: Use, event_id: str) -> PassRefunded:
    row = pass_uses.refund(use.db, event_id)
    if row is None:
        raise PosError("not_found", what="pass")
    rows = sales.tenders(use.db, event_id)
    return PassRefunded(
        event_id, row.receipt_no, row.pass_id, row.average_fen, row.list_price_fen, row.refund_fen,
        -sum(tender.fen for tender in rows if tender.kind == tenders.CASH),
        -sum(tender.fen for tender in rows if tender.kind == tenders.STORED_VALUE), row.points_clawed,
        row.claw_value_fen,
    )  # fmt: skip
