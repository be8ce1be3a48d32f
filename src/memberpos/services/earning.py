"""What a sale earns: points lots, growth, and the tier that follows from it (domain rules §3, §6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from memberpos.domain import earning as rules
from memberpos.domain import lots as lot_rules
from memberpos.domain import points, tiers
from memberpos.domain.ledger import POINTS, Lot
from memberpos.domain.lots import Change
from memberpos.domain.points import EarnLine
from memberpos.domain.pricing import Quote
from memberpos.domain.tenders import Settled
from memberpos.services import standing
from memberpos.services.allowances import asking
from memberpos.services.shop import Shop
from memberpos.services.standing import Moved
from memberpos.services.use import Use
from memberpos.store import ledger
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
    spend_fen = rules.spend_fen(settled.cells, settled.parts, rules.spend_lines(quote), shop.rules)
    if member is None:
        return Earned(spend_fen=spend_fen)
    lines = rules.earn_lines(quote, settled.cells, settled.parts, shop.rules)
    items = rules.item_lines(quote, shop.rules)
    count = points.earned(lines, shop.rules) + points.item_points(items)
    growth = points.growth(spend_fen, shop.rules)
    today = shop.business_date(use.now_ms)
    lots = _lots_touched(use, member.account_id, quote.points_used)
    changes = []
    if quote.points_used:
        with asking(use.db, member.account_id, (POINTS,)):
            changes.append(lot_rules.take(lots, quote.points_used, today))
        lots = lot_rules.apply(lots, changes[0])
    lot_id = ""
    if count:
        expires = points.expiry_of(shop.rules, shop.rules.tier(quote.tier)).last_day(today)
        lot_id = str(use.new_id())
        lot = Lot(
            id=lot_id, account=member.account_id, kind=POINTS, granted=count, open=count, made_at_ms=use.now_ms,
            expires=expires.isoformat() if expires else None, event_id=sale_id,
        )  # fmt: skip
        changes.append(lot_rules.grant(lots, lot))
    doc = {
        "lot": lot_id,
        "lines": [[line.line, line.base_fen, str(line.multiplier)] for line in lines],
        **({"items": [[item.line, item.points, item.milli] for item in items]} if items else {}),
    }
    return Earned(count, growth, spend_fen, lines, quote.points_used, tuple(changes), doc)


def _lots_touched(use: Use, account: str, points_used: int) -> Sequence[Lot]:
    """The lots a sale can touch: all when points are spent, the debt when there is one, else none of the many."""
    owes = ledger.balances(use.db, account).get((POINTS, ""), 0) < 0
    return ledger.open_lots(use.db, account, (POINTS,)) if points_used or owes else ()


def move_tier(use: Use, shop: Shop, member: MemberRow, event: EventRow, why: str = "sale") -> Moved | None:
    """Goes up at once when the amount reaches a higher tier; None when the tier in force is as it was."""
    today = date.fromisoformat(event.business_date)
    before = standing.current(member, shop.rules, today)
    if before is None:
        return None
    after = before
    if before.tier != shop.rules.tiers[-1].name:  # from the highest nothing leads up: its history need not be read
        after = tiers.after_activity(before, standing.reached(use.db, member, shop.rules, today), shop.rules, today)
    return standing.change(use.db, member, event, (before, after), shop.rules, why)


def step_back(use: Use, shop: Shop, member: MemberRow, event: EventRow, why: str = "refund") -> None:
    """Under `immediate`, takes back a step up that a refunded sale had made."""
    today = date.fromisoformat(event.business_date)
    before = standing.current(member, shop.rules, today)
    if before is None or shop.rules.tiers_refund_downgrade != "immediate":
        return
    past = standing.past(use.db, member, shop.rules)
    latest = max(today, *(one.since for one in (*past, before)))  # later than today where the clock was set back
    activity = standing.activity(use.db, member, shop.rules, date.min, latest)  # windows of old steps reach far back
    after = tiers.step_back((*past, before), activity, shop.rules, today)
    standing.change(use.db, member, event, (before, after), shop.rules, why)
