"""The points side of a refund: earned points taken back, redeemed ones returned, growth clawed (domain rules §5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from memberpos.domain import lots as lot_rules
from memberpos.domain import points as point_rules
from memberpos.domain import refunds as rules
from memberpos.domain.earning import spend_fen
from memberpos.domain.ledger import POINTS, Lot
from memberpos.domain.lots import Change
from memberpos.domain.refunds import Plan
from memberpos.domain.tenders import PASS, Cell, Settled
from memberpos.services.refund_original import Sold
from memberpos.services.shop import Shop
from memberpos.services.use import Use
from memberpos.store import history, ledger


@dataclass(frozen=True)
class PointsBack:
    """`clawed` points taken back, of which `taken` left lots or became a debt; `value_fen` charged instead."""

    clawed: int = 0
    taken: int = 0
    returned: int = 0
    value_fen: int = 0
    growth: int = 0
    base_fen: int = 0
    changes: tuple[Change, ...] = ()


def points_back(use: Use, sold: Sold, plan: Plan, shop: Shop, event_id: str) -> PointsBack:
    """Redeemed points return first, then what the refunded part had earned is taken."""
    account = sold.row.account_id
    if account is None:
        return PointsBack()
    today = shop.business_date(use.now_ms)
    lots = list(ledger.open_lots(use.db, account, (POINTS,)))
    changes: list[Change] = []
    if plan.points_returned:
        taken = [move for move in sold.moves(account, POINTS) if move.lot_id != sold.earn_lot]
        gone = ledger.lots_by_id(use.db, {move.lot_id for move in taken} - {lot.id for lot in lots})
        until = today + timedelta(days=sold.shop.rules.points_reinstatement_days)
        fallback = _lot(use, account, event_id, plan.points_returned, until.isoformat())
        changes.append(lot_rules.give_back([*lots, *gone.values()], taken, plan.points_returned, today, fallback))
        lots = list(lot_rules.apply([*lots, *gone.values()], changes[0]))
    refunded = _refunded_base(sold, plan)
    base_now = sum(_line_base(sold, plan.cells).values())
    points = rules.points_to_claw(sold.earn, refunded, _already(use, sold), sold.shop.rules, _items_lost(sold, plan))
    value_fen, taken_points = 0, 0
    if points > 0:
        debt = _lot(use, account, event_id, 0, None)
        clawed = point_rules.claw(lots, points, sold.earn_lot, sold.shop.rules, today, _money(sold, plan), debt)
        value_fen, taken_points = clawed.value_fen, -clawed.change.amount
        changes.append(clawed.change)
    return PointsBack(
        max(points, 0),
        taken_points,
        plan.points_returned,
        value_fen,
        _growth(use, sold, plan),
        base_now,
        tuple(changes),
    )


def _money(sold: Sold, plan: Plan) -> int:
    """What of the refund is money that a charge may be taken from: not the uses that go back to a pass."""
    return sum(cell.fen for cell in plan.cells if sold.original.parts[cell.part].kind != PASS)


def _refunded_base(sold: Sold, plan: Plan) -> dict[int, int]:
    """{line: earning base refunded by all refunds with this one}."""
    original = sold.original
    before = [
        Cell(cell.line, cell.part, cell.fen - left.fen)
        for cell, left in zip(original.cells, original.left, strict=True)
    ]
    return _line_base(sold, (*before, *plan.cells))


def _line_base(sold: Sold, cells: tuple[Cell, ...]) -> dict[int, int]:
    earning_lines = {line.line for line in sold.earn}
    counted = point_rules.earning_cells(Settled(sold.original.parts, tuple(cells), 0), sold.shop.rules)
    sums: dict[int, int] = {}
    for cell in counted:
        if cell.line in earning_lines:
            sums[cell.line] = sums.get(cell.line, 0) + cell.fen
    return sums


def _items_lost(sold: Sold, plan: Plan) -> int:
    """Points of the pieces given back by all refunds with this one."""
    left = {line.line: line.left_milli - plan.qty_milli.get(line.line, 0) for line in sold.original.lines}
    kept = [replace(item, milli=left[item.line]) for item in sold.items]
    return point_rules.item_points(sold.items) - point_rules.item_points(kept)


def _already(use: Use, sold: Sold) -> int:
    """What earlier refunds clawed, and what of the granted lot has expired (it counts as clawed)."""
    expired = ledger.expired_of_lot(use.db, sold.earn_lot) if sold.earn_lot else 0
    return sum(refund.points_clawed for refund in sold.before) + expired


def _growth(use: Use, sold: Sold, plan: Plan) -> int:
    """Growth is clawed like points; what a review has cleared meanwhile counts as clawed."""
    account, until = sold.row.account_id or "", date.max.isoformat()
    if history.growth_cleared(use.db, account, until) > sold.row.seq:
        return 0
    now_fen = spend_fen(plan.cells, sold.original.parts, sold.spend_lines, sold.shop.rules)
    before_fen = sum(refund.spend_fen for refund in sold.before)
    left = point_rules.growth(sold.row.spend_fen - before_fen - now_fen, sold.shop.rules)
    return sold.row.growth_earned - left - sum(refund.growth_clawed for refund in sold.before)


def _lot(use: Use, account: str, event_id: str, granted: int, expires: str | None) -> Lot:
    return Lot(
        id=str(use.new_id()), account=account, kind=POINTS, granted=granted, open=granted, made_at_ms=use.now_ms,
        expires=expires, event_id=event_id,
    )  # fmt: skip
