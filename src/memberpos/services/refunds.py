"""Refunds: computed from the original's rows, never by running rules again (domain rules §5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from memberpos.domain import earning as spend_rules
from memberpos.domain import lots as lot_rules
from memberpos.domain import refunds as rules
from memberpos.domain import tenders
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import BONUS, GROWTH, POINTS, PRINCIPAL, Lot, Posting
from memberpos.domain.lots import Change
from memberpos.domain.refunds import Plan
from memberpos.domain.tenders import Part
from memberpos.services import caused, due, earning, money_moves, numbers, pass_tenders, sale_rows
from memberpos.services.booking import Draft, book
from memberpos.services.pass_tenders import Taken
from memberpos.services.refund_coupons import NONE_BACK, CouponsBack, coupons_back, coupons_of
from memberpos.services.refund_original import Sold, load, sale_view
from memberpos.services.refund_points import PointsBack, points_back
from memberpos.services.results import RefundDone, TenderDone
from memberpos.services.rights import require
from memberpos.services.sale_view import SaleView
from memberpos.services.shop import Shop, open_shift, shop_of
from memberpos.services.use import Use
from memberpos.store import coupons as coupon_rows
from memberpos.store import events, ledger, members, refunds, sales
from memberpos.store.database import Database
from memberpos.store.events import EventRow
from memberpos.store.refunds import RefundRow
from memberpos.store.sales import TenderRow

ORIGINAL, TO_STORED_VALUE = "original", "stored_value"


@dataclass(frozen=True)
class RefundRequest:
    """What goes back of a sale (id or receipt number): everything left, pieces of lines (line from 1 → thousandths),
    or an amount. `to` = stored_value puts cash and scan parts on the member's card. `event_id` makes a repeat harmless.
    """

    sale: str
    everything: bool = False
    lines: Mapping[int, int] | None = None
    fen: int | None = None
    to: str = ORIGINAL
    reason: str = ""
    event_id: str | None = None


@dataclass(frozen=True)
class Worked:
    """A refund worked out, before it is booked."""

    sold: Sold
    shop: Shop
    plan: Plan
    back: PointsBack
    parts: tuple[Part, ...]
    event_id: UUID
    stored: tuple[Change, ...] = ()
    passes: tuple[Taken, ...] = ()
    coupons: CouponsBack = NONE_BACK


def find(db: Database, key: str) -> SaleView:
    """A sale by receipt number or id. PosError not_found."""
    row = sales.find(db, key)
    if row is None:
        raise PosError("not_found", what="sale")
    return sale_view(db, row)


def recent(db: Database, text: str = "", limit: int = 30) -> list[SaleView]:
    """The newest sales, or those whose receipt number ends with `text`."""
    return [sale_view(db, row) for row in sales.recent(db, limit, text)]


def preview(use: Use, request: RefundRequest) -> RefundDone:
    """What the refund would do, done by the same code and then rolled back; nothing is booked."""
    with use.db.transaction(), use.db.tried():
        worked = work(use, request)
        facts = keep(use, request, worked, book(use, draft(request, worked, ""), worked.shop), "")
        return replace(result(worked, "", ""), facts=facts)


def refund(use: Use, request: RefundRequest) -> RefundDone:
    """Books a refund. PosError no_shift, not_found, over_refund, nothing_to_refund, bad_amount, not_allowed."""
    with use.db.transaction():
        if request.event_id and events.exists(use.db, request.event_id):
            return booked(use.db, request.event_id)
        require(use, "sale.refund")
        open_shift(use.db)
        worked = work(use, request)
        receipt_no = numbers.receipt(use.db)
        event = book(use, draft(request, worked, receipt_no), worked.shop)
        facts = keep(use, request, worked, event, receipt_no)
        return replace(booked(use.db, event.id), facts=facts)


def work(use: Use, request: RefundRequest) -> Worked:
    """Works a refund out inside the caller's transaction; books nothing but what was due for the member."""
    shop = shop_of(use.db)
    _do_due(use, request, shop)
    sold = load(use.db, request.sale)
    if request.to not in (ORIGINAL, TO_STORED_VALUE) or (request.to == TO_STORED_VALUE and sold.row.account_id is None):
        raise PosError("bad_amount", reason="to")
    event_id = UUID(request.event_id) if request.event_id else use.new_id()
    plan = rules.plan(sold.original, rules.Wish(request.everything, request.lines, request.fen))
    back = points_back(use, sold, plan, shop, str(event_id))
    parts = rules.payout(plan, sold.original.parts, request.to, back.value_fen)
    parts = tuple(replace(part, account=part.account or sold.row.account_id or "") for part in parts)
    stored = tuple(_stored_back(use, sold, parts, shop, str(event_id)))
    coupons = coupons_back(use, sold, shop) if plan.last else NONE_BACK
    passes = pass_tenders.give_back(use.db, sold, plan)
    return Worked(sold, shop, plan, back, parts, event_id, stored, passes, coupons)


def _do_due(use: Use, request: RefundRequest, shop: Shop) -> None:
    row = sales.find(use.db, request.sale)
    member = members.by_id(use.db, row.member_id) if row is not None and row.member_id else None
    if member is not None:
        due.run_account(use, member, shop)


def _stored_back(use: Use, sold: Sold, parts: tuple[Part, ...], shop: Shop, event_id: str) -> list[Change]:
    """What was taken from lots returns to them; money turned into stored value opens a new lot."""
    from_card = {part.tender for part in sold.original.parts if part.kind in tenders.LOT_KINDS}
    sums: dict[tuple[str, str, bool], int] = {}
    for part in parts:
        if part.kind in tenders.LOT_KINDS and part.fen:
            key = (part.account, tenders.LOT_KINDS[part.kind], part.tender in from_card)
            sums[key] = sums.get(key, 0) + part.fen
    today = shop.business_date(use.now_ms)
    changes = []
    for (account, kind, returns), fen in sums.items():
        taken = sold.moves(account, kind) if returns else []
        lots = ledger.lots_by_id(use.db, {move.lot_id for move in taken})
        fallback = Lot(
            id=str(use.new_id()), account=account, kind=kind, granted=fen, open=fen, made_at_ms=use.now_ms,
            event_id=event_id,
        )  # fmt: skip
        changes.append(lot_rules.give_back(tuple(lots.values()), taken, fen, today, fallback))
    return changes


def draft(request: RefundRequest, worked: Worked, receipt_no: str) -> Draft:
    """The event of a refund."""
    row, plan, back = worked.sold.row, worked.plan, worked.back
    data = {
        "receipt_no": receipt_no, "sale": row.id, "sale_receipt_no": row.receipt_no, "refund_fen": plan.refund_fen,
        "claw_value_fen": back.value_fen, "points_clawed": back.clawed, "points_returned": back.returned,
        "growth_clawed": back.growth, "reason": request.reason, "coupons": list(worked.coupons.ids),
        "base_fen": back.base_fen, "spend_fen": _spend_fen(worked), "whole": int(plan.last),
        "tenders": [sale_rows.tender_data(t, row.account_id) for t in _tender_rows("", worked.parts)],
        "lines": [{"line": n, "qty_milli": qty, "fen": fen} for n, qty, fen in _lines(plan)],
    }  # fmt: skip
    own = Draft(
        "refund", data, [*_postings(worked), *worked.coupons.moved.postings],
        (*worked.stored, *back.changes, *worked.coupons.moved.lots), row.member_id, row.account_id,
        worked.event_id, reverses=row.id,
    )  # fmt: skip
    return pass_tenders.added_to(own, worked.passes, worked.shop.currency)


def _postings(worked: Worked) -> list[Posting]:
    unit, account, back = worked.shop.currency, worked.sold.row.account_id, worked.back
    paid = sum(part.fen for part in worked.parts)
    postings = [sale_rows.part_posting(part, unit, +1) for part in worked.parts if part.fen]
    if paid:
        postings.append(money_moves.shop_side(money_moves.SALES, unit, -paid))
    if account is None:
        return postings
    for kind, points_unit, amount, side in (
        (POINTS, "PT", back.returned, money_moves.POINTS_REDEEMED),
        (POINTS, "PT", -back.taken, money_moves.POINTS_ISSUED),
        (GROWTH, "GROW", -back.growth, money_moves.GROWTH),
    ):
        if amount:
            postings.append(Posting(account, kind, points_unit, amount))
            postings.append(money_moves.shop_side(side, points_unit, -amount))
    return postings


def keep(
    use: Use, request: RefundRequest, worked: Worked, event: EventRow, receipt_no: str, refund_id: str = ""
) -> tuple[str, ...]:
    """The rows of a booked refund and what follows from it: coupons and passes back, the tier, what the sale caused.

    `refund_id` is the event's unless the event has another document too. Gives the facts of what stays (`caused.undo`).
    """
    row, plan, back, sold = worked.sold.row, worked.plan, worked.back, worked.sold
    header = RefundRow(
        id=refund_id or event.id, seq=event.seq, sale_id=row.id, receipt_no=receipt_no, member_id=row.member_id,
        account_id=row.account_id, refund_fen=plan.refund_fen, claw_value_fen=back.value_fen, points_clawed=back.clawed,
        points_returned=back.returned, growth_clawed=back.growth, base_fen=back.base_fen,
        spend_fen=_spend_fen(worked), reason=request.reason, whole=int(plan.last),
    )  # fmt: skip
    refunds.insert(use.db, header, sale_rows.cell_rows(plan.cells, sold.original.parts), _lines(plan))
    sales.add_tenders(use.db, event.seq, _tender_rows(header.id, worked.parts))
    for coupon in worked.coupons.back:
        coupon_rows.give_back(use.db, coupon.id)
    pass_tenders.store_back(use, event, row.id, worked.passes)
    member = members.by_id(use.db, row.member_id) if row.member_id else None
    if member is not None:
        earning.step_back(use, worked.shop, member, event)
    return caused.undo(use, worked.shop, sold.event.id, event) if plan.last else ()


def _spend_fen(worked: Worked) -> int:
    """What the refund takes off the member's spending."""
    sold = worked.sold
    return spend_rules.spend_fen(worked.plan.cells, sold.original.parts, sold.spend_lines, sold.shop.rules)


def _tender_rows(event_id: str, parts: tuple[Part, ...]) -> list[TenderRow]:
    """One row a tender kind and payer, amounts negative: money going out."""
    merged: dict[tuple[str, str], dict[str, int]] = {}
    for part in parts:
        kind = tenders.STORED_VALUE if part.kind in (PRINCIPAL, BONUS) else part.kind
        payer = part.account if kind in tenders.OF_ACCOUNTS else ""
        sums = merged.setdefault((kind, payer), {"": 0, PRINCIPAL: 0, BONUS: 0})
        sums[""] -= part.fen
        if part.kind in (PRINCIPAL, BONUS):
            sums[part.kind] -= part.fen
    return [
        TenderRow(event_id, n, kind, sums[""], sums[""], 0, payer or None, sums[PRINCIPAL], sums[BONUS])
        for n, ((kind, payer), sums) in enumerate(merged.items(), 1)
        if sums[""]
    ]


def _lines(plan: Plan) -> list[tuple[int, int, int]]:
    fen: dict[int, int] = dict.fromkeys(plan.qty_milli, 0)
    for cell in plan.cells:
        fen[cell.line] = fen.get(cell.line, 0) + cell.fen
    return [(line, plan.qty_milli.get(line, 0), amount) for line, amount in sorted(fen.items())]


def result(worked: Worked, event_id: str, receipt_no: str) -> RefundDone:
    """What a refund does, for screens."""
    rows = _tender_rows(event_id, worked.parts)
    made = _done(
        event_id, receipt_no, worked.sold.row.id, worked.plan.refund_fen, rows, worked.back, tuple(_lines(worked.plan))
    )
    coupons = worked.coupons
    return replace(
        made, coupons_back=tuple(row.code for row in coupons.back), coupons_lost=tuple(row.code for row in coupons.lost)
    )


def _done(
    event_id: str, receipt_no: str, sale_id: str, refund_fen: int, rows: list[TenderRow], back: PointsBack,
    lines: tuple[tuple[int, int, int], ...],
) -> RefundDone:  # fmt: skip
    return RefundDone(
        event_id=event_id, receipt_no=receipt_no, sale_id=sale_id, refund_fen=refund_fen,
        cash_fen=-sum(row.fen for row in rows if row.kind == tenders.CASH),
        principal_fen=-sum(row.principal_fen for row in rows), bonus_fen=-sum(row.bonus_fen for row in rows),
        tenders=tuple(
            TenderDone(row.kind, -row.fen, principal_fen=-row.principal_fen, bonus_fen=-row.bonus_fen) for row in rows
        ),
        points_clawed=back.clawed, points_returned=back.returned, claw_value_fen=back.value_fen,
        growth_clawed=back.growth, lines=lines,
    )  # fmt: skip


def booked(db: Database, event_id: str) -> RefundDone:
    """A booked refund read back by its id. PosError not_found."""
    row = refunds.find(db, event_id)
    if row is None or row.sale_id is None:
        raise PosError("not_found", what="refund")
    back = PointsBack(row.points_clawed, 0, row.points_returned, row.claw_value_fen, row.growth_clawed, row.base_fen)
    lines = tuple(refunds.lines_of(db, event_id))
    made = _done(row.id, row.receipt_no, row.sale_id, row.refund_fen, sales.tenders(db, event_id), back, lines)
    coupons_back, coupons_lost, gifts_used = coupons_of(db, row)
    return replace(made, coupons_back=coupons_back, coupons_lost=coupons_lost, gifts_used=gifts_used)
