"""A sale read back for refunding: what it was, and what of it is left."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from memberpos.domain import tenders
from memberpos.domain.catalog import FEE
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import BONUS, POINTS, PRINCIPAL, LotMove
from memberpos.domain.points import EarnLine, ItemLine
from memberpos.domain.refunds import LineLeft, Original
from memberpos.domain.tenders import Cell, Part
from memberpos.services.sale_rows import tender_done
from memberpos.services.sale_view import RefundableLine, SaleView
from memberpos.services.shop import Shop, shop_at
from memberpos.store import events, ledger, members, merges, refunds, sales
from memberpos.store.database import Database
from memberpos.store.events import EventRow
from memberpos.store.refunds import RefundRow
from memberpos.store.sales import CellRow, LineRow, SaleRow, TenderRow


@dataclass(frozen=True)
class Sold:
    """A sale with its event, the shop's rules it was booked under, and everything refunded before."""

    row: SaleRow
    event: EventRow
    shop: Shop
    lines: tuple[LineRow, ...]
    original: Original
    earn: tuple[EarnLine, ...]
    earn_lot: str
    before: tuple[RefundRow, ...]
    lot_moves: tuple[tuple[LotMove, str, str], ...]
    items: tuple[ItemLine, ...] = ()

    @property
    def spend_lines(self) -> frozenset[int]:
        """Lines that count as spend: goods and services."""
        return frozenset(line.n for line in self.lines if line.kind != FEE)

    def moves(self, account: str, kind: str) -> list[LotMove]:
        """What the sale took from one account's lots of a kind and its refunds gave back, in order."""
        return [move for move, of_kind, of_account in self.lot_moves if of_kind == kind and of_account == account]


def load(db: Database, key: str) -> Sold:
    """A sale by id or receipt number. PosError not_found."""
    row = sales.find(db, key)
    event = events.by_id(db, row.id) if row else None
    if row is None or event is None:
        raise PosError("not_found", what="sale")
    row = _now(db, row)
    before = refunds.of_sale(db, row.id)
    doc = json.loads(row.earn_doc)
    taken = _taken(ledger.moves_of(db, row.seq), row)
    given_back = [move for one in before for move in ledger.moves_of(db, one.seq) if move[0].amount > 0]
    lines = sales.lines(db, row.id)
    return Sold(
        row=row, event=event, shop=shop_at(db, event.rule_version), lines=tuple(lines),
        original=_original(db, row, lines, before),
        earn=tuple(EarnLine(line, fen, Fraction(factor)) for line, fen, factor in doc.get("lines", ())),
        earn_lot=doc.get("lot", ""), before=tuple(before), lot_moves=(*taken, *given_back),
        items=tuple(ItemLine(*item) for item in doc.get("items", ())),
    )  # fmt: skip


def _taken(moves: list[tuple[LotMove, str, str]], row: SaleRow) -> list[tuple[LotMove, str, str]]:
    """What the sale took: without the points that an exchange takes back before, for the goods returned."""
    taken = [each for each in moves if each[0].amount < 0]
    mine = (POINTS, row.account_id)
    clawed = -sum(move.amount for move, *of in taken if tuple(of) == mine) - row.points_used
    kept = []
    for each in taken:
        if each[1:] == mine and clawed > 0:
            clawed += each[0].amount
        else:
            kept.append(each)
    return kept


def _now(db: Database, row: SaleRow) -> SaleRow:
    """The sale of a member who was merged into another since is that member's."""
    if row.member_id is None or row.account_id is None:
        return row
    account = merges.account_now(db, row.account_id)
    return replace(row, member_id=merges.member_now(db, row.member_id), account_id=account)


def _tenders_now(db: Database, sale_id: str) -> list[TenderRow]:
    """The tenders of a sale, each with the account that holds its payer's value today."""
    rows = sales.tenders(db, sale_id)
    return [replace(row, payer_account=merges.account_now(db, row.payer_account)) if row.payer_account else row
            for row in rows]  # fmt: skip


def parts_of(rows: Sequence[TenderRow]) -> tuple[Part, ...]:
    """The parts of a settled sale in spreading order: passes, bonus, principal, other non-cash, cash."""
    passes: list[Part] = []
    others: list[Part] = []
    bonus, principal, cash = [], [], []
    for row in rows:
        index = row.n - 1
        if row.kind == tenders.STORED_VALUE:
            bonus.append(Part(BONUS, row.bonus_fen, index, row.payer_account or ""))
            principal.append(Part(PRINCIPAL, row.principal_fen, index, row.payer_account or ""))
        elif row.kind == tenders.CASH:
            cash.append(Part(row.kind, row.fen, index))
        else:
            part = Part(row.kind, row.fen, index, row.payer_account or "", row.instance)
            (passes if row.kind == tenders.PASS else others).append(part)
    return tuple(part for part in (*passes, *bonus, *principal, *others, *cash) if part.fen)


def sale_view(db: Database, row: SaleRow) -> SaleView:
    """A sale as the refund screen shows it."""
    event = events.by_id(db, row.id)
    gone = refunds.lines_refunded(db, row.id)
    member = members.by_id(db, row.member_id) if row.member_id else None
    lines = [
        RefundableLine(
            line.n, line.sku, line.name, line.qty_milli, line.net_fen, line.qty_milli - gone.get(line.n, (0, 0))[0],
            line.net_fen - gone.get(line.n, (0, 0))[1],
        )
        for line in sales.lines(db, row.id)
    ]  # fmt: skip
    return SaleView(
        sale_id=row.id, receipt_no=row.receipt_no, at_ms=event.at_ms if event else 0, member_id=row.member_id,
        member_name=member.name if member else "", due_fen=row.due_fen, left_fen=sum(line.left_fen for line in lines),
        lines=tuple(lines), tenders=tuple(tender_done(t) for t in sales.tenders(db, row.id)),
        points_earned=row.points_earned, points_used=row.points_used,
    )  # fmt: skip


def _original(db: Database, row: SaleRow, lines: Sequence[LineRow], before: Sequence[RefundRow]) -> Original:
    parts = parts_of(_tenders_now(db, row.id))
    gone_lines = refunds.lines_refunded(db, row.id)
    gone_cells = refunds.cells_refunded(db, row.id)
    points_fen: dict[int, int] = {}
    for discount in sales.discounts(db, row.id):
        if discount.source == "points":
            points_fen[discount.line_n] = points_fen.get(discount.line_n, 0) + discount.fen
    stored = _ordered(sales.cells(db, row.id), parts)
    return Original(
        lines=tuple(
            LineLeft(
                line.n, line.qty_milli, line.qty_milli - gone_lines.get(line.n, (0, 0))[0], points_fen.get(line.n, 0)
            )
            for line in lines
        ),
        parts=parts,
        cells=tuple(_cell(cell, parts) for cell in stored),
        left=tuple(_cell(cell, parts, gone_cells.get((cell.line_n, cell.tender_n, cell.part), 0)) for cell in stored),
        points_used=row.points_used,
        points_back=sum(refund.points_returned for refund in before),
    )


def _ordered(cells: Sequence[CellRow], parts: Sequence[Part]) -> list[CellRow]:
    return sorted(cells, key=lambda cell: (_part_of(cell, parts), cell.line_n))


def _cell(cell: CellRow, parts: Sequence[Part], gone_fen: int = 0) -> Cell:
    return Cell(cell.line_n, _part_of(cell, parts), cell.fen - gone_fen)


def _part_of(cell: CellRow, parts: Sequence[Part]) -> int:
    return next(n for n, part in enumerate(parts) if (part.tender + 1, part.kind) == (cell.tender_n, cell.part))
