"""What a sale earns: points lots, growth, and the tier that follows from it (domain rules §3, §6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from memberpos.domain import lots as lot_rules
from memberpos.domain import points, tiers
from memberpos.domain.catalog import FEE
from memberpos.domain.ledger import BONUS, POINTS, Lot
from memberpos.domain.lots import Change
from memberpos.domain.points import EarnLine
from memberpos.domain.pricing import Quote
from memberpos.domain.rules import Rules
from memberpos.domain.tenders import Cell, Part, Settled
from memberpos.services import standing
from memberpos.services.shop import Shop
from memberpos.services.use import Use
from memberpos.store import ledger, members
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow


@dataclass(frozen=True)
class Earned:
    """Points and growth a sale earns, what they were computed from, and the changes on the member's points lots."""

    points: int = 0
    growth: int = 0
    spend_fen: int = 0
    lines: tuple[EarnLine, ...] = ()
    points_used: int = 0
    changes: tuple[Change, ...] = ()
    doc: dict[str, Any] = field(default_factory=dict)


def of_sale(use: Use, shop: Shop, member: MemberRow | None, quote: Quote, settled: Settled, sale_id: str) -> Earned:
    """Redeemed points leave their lots first, then what the sale earns is granted."""
    spend_fen = spend_of(quote, settled, shop.rules)
    if member is None:
        return Earned(spend_fen=spend_fen)
    lines = earn_lines(quote, settled, shop.rules)
    count = points.earned(lines, shop.rules)
    growth = points.growth(spend_fen, shop.rules)
    today = shop.business_date(use.now_ms)
    lots: Sequence[Lot] = ledger.open_lots(use.db, member.account_id, (POINTS,))
    changes = []
    if quote.points_used:
        changes.append(lot_rules.take(lots, quote.points_used, today))
        lots = lot_rules.apply(lots, changes[0])
    lot_id = ""
    if count:
        expires = shop.rules.points_expiry.last_day(today)
        lot_id = str(use.new_id())
        lot = Lot(
            id=lot_id, account=member.account_id, kind=POINTS, granted=count, open=count, made_at_ms=use.now_ms,
            expires=expires.isoformat() if expires else None, event_id=sale_id,
        )  # fmt: skip
        changes.append(lot_rules.grant(lots, lot))
    doc = {
        "lot": lot_id,
        "lines": [[line.line, line.base_fen, str(line.multiplier)] for line in lines],
    }
    return Earned(count, growth, spend_fen, lines, quote.points_used, tuple(changes), doc)


def earn_lines(quote: Quote, settled: Settled, rules: Rules) -> tuple[EarnLine, ...]:
    """The base of each line that earns, by what paid it; the tier is the one held when the cart was quoted."""
    factor = points.multiplier(rules, rules.tier(quote.tier))
    counted = points.earning_cells(settled, rules)
    earning = {line.line for line in quote.lines if line.product.earns and line.product.kind != FEE}
    sums: dict[int, int] = {}
    for cell in counted:
        if cell.line in earning:
            sums[cell.line] = sums.get(cell.line, 0) + cell.fen
    return tuple(EarnLine(line, fen, factor) for line, fen in sorted(sums.items()))


def spend_of(quote: Quote, settled: Settled, rules: Rules) -> int:
    """What counts as spend: goods and service lines, less the BONUS share unless it earns (§6)."""
    kinds = {line.line: line.product.kind for line in quote.lines}
    return spend_cells_fen(settled.cells, settled.parts, kinds, rules)


def spend_cells_fen(cells: Sequence[Cell], parts: Sequence[Part], kinds: dict[int, str], rules: Rules) -> int:
    """The spend in a set of cells; `kinds` maps a line to goods | service | fee."""
    return sum(
        cell.fen
        for cell in cells
        if kinds[cell.line] != FEE and (rules.points_bonus_earns or parts[cell.part].kind != BONUS)
    )


def move_tier(use: Use, shop: Shop, member: MemberRow, event: EventRow) -> str | None:
    """Goes up at once when the amount reaches a higher tier; gives its name."""
    return _keep_tier(use, shop, member, event, after_refund=False)


def move_tier_after_refund(use: Use, shop: Shop, member: MemberRow, event: EventRow) -> str | None:
    """Goes down at once under `immediate`; gives the new tier's name."""
    return _keep_tier(use, shop, member, event, after_refund=True)


def _keep_tier(use: Use, shop: Shop, member: MemberRow, event: EventRow, *, after_refund: bool) -> str | None:
    today = shop.business_date(use.now_ms)
    held = standing.current(member, shop.rules, today)
    if held is None:
        return None
    reached = standing.reached(use.db, member, shop.rules, today)
    judge = tiers.after_refund if after_refund else tiers.after_activity
    after = judge(held, reached, shop.rules, today)
    if after == standing.of(member):
        return None
    standing.keep(use.db, member.id, after)
    if after.tier == held.tier:
        return None
    validity = (after.since.isoformat(), after.valid_to.isoformat() if after.valid_to else None)
    why = "refund" if after_refund else "sale"
    members.add_tier_change(use.db, event.id, member.id, held.tier, after.tier, validity, why)
    return after.tier
