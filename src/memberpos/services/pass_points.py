"""What a pass earns, at its sale or at each use (`points.pass_earns`, domain rules §3), and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from memberpos.domain import lots as lot_rules
from memberpos.domain import points as point_rules
from memberpos.domain.ledger import POINTS, Lot, Posting
from memberpos.domain.lots import Change
from memberpos.domain.points import EarnLine
from memberpos.domain.rules import Rules
from memberpos.services import earning, money_moves, standing
from memberpos.services.shop import Shop
from memberpos.services.use import Use
from memberpos.store import ledger
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow


@dataclass(frozen=True)
class Earned:
    """Points of a pass sold or used: what they were computed from, for the event's data, and the change on lots."""

    points: int = 0
    base_fen: int = 0
    multiplier: Fraction = Fraction(1)
    lot: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def data(self) -> dict[str, Any]:
        """What a refund or an undo needs."""
        return {
            "points_earned": self.points, "base_fen": self.base_fen, "multiplier": str(self.multiplier),
            "points_lot": self.lot,
        }  # fmt: skip


def earned_from(data: dict[str, Any]) -> Earned:
    """`Earned.data` read back from an event."""
    return Earned(data["points_earned"], data["base_fen"], Fraction(data["multiplier"]), data["points_lot"])


def earn(use: Use, shop: Shop, member: MemberRow, base_fen: int, event_id: str) -> Earned:
    """Points for a base in fen, with the tier held now."""
    today = shop.business_date(use.now_ms)
    multiplier = point_rules.multiplier(shop.rules, shop.rules.tier(standing.held(member, shop.rules, today)))
    count = point_rules.earned([EarnLine(1, base_fen, multiplier)], shop.rules)
    if not count:
        return Earned(0, base_fen, multiplier)
    expires = shop.rules.points_expiry.last_day(today)
    lot = Lot(
        id=str(use.new_id()), account=member.account_id, kind=POINTS, granted=count, open=count, made_at_ms=use.now_ms,
        expires=expires.isoformat() if expires else None, event_id=event_id,
    )  # fmt: skip
    change = lot_rules.grant(ledger.open_lots(use.db, member.account_id, (POINTS,)), lot)
    return Earned(count, base_fen, multiplier, lot.id, (change,))


def move_tier(use: Use, shop: Shop, member: MemberRow, event: EventRow) -> None:
    """Points of a pass are earned points: they lead up where points are the criterion, and nowhere else (§6)."""
    if shop.rules.tiers_criterion == "points":
        earning.move_tier(use, shop, member, event, "points")


def step_back(use: Use, shop: Shop, member: MemberRow, event: EventRow) -> None:
    """A tier that points of a pass led to goes with them, if the shop takes tiers back at once."""
    if shop.rules.tiers_criterion == "points":
        earning.step_back(use, shop, member, event)


def to_claw(use: Use, sold: Earned, refunded_fen: int, clawed_before: int, rules: Rules) -> int:
    """Points that a refunded base had earned and nobody took back yet; what expired of their lot counts as taken."""
    lines = [EarnLine(1, sold.base_fen, sold.multiplier)]
    left = [EarnLine(1, sold.base_fen - refunded_fen, sold.multiplier)]
    expired = ledger.expired_of_lot(use.db, sold.lot) if sold.lot else 0
    due = point_rules.earned(lines, rules) - point_rules.earned(left, rules) - clawed_before - expired
    return max(due, 0)


def take_back(use: Use, shop: Shop, sold: Earned, points: int, account: str, event_id: str) -> Change:
    """Takes points back from the lot of the event, then others in spending order; the rest is owed."""
    lots = ledger.open_lots(use.db, account, (POINTS,))
    return lot_rules.take_or_owe(
        lots, points, shop.business_date(use.now_ms), debt_lot(use, account, event_id), sold.lot
    )


def debt_lot(use: Use, account: str, event_id: str) -> Lot:
    """The lot of a debt, should there be one."""
    return Lot(
        id=str(use.new_id()), account=account, kind=POINTS, granted=0, open=0, made_at_ms=use.now_ms, event_id=event_id
    )


def postings(account: str, changes: Sequence[Change]) -> list[Posting]:
    """Points granted (or taken back) by these changes."""
    amount = sum(change.amount for change in changes)
    if not amount:
        return []
    return [
        Posting(account, POINTS, "PT", amount),
        money_moves.shop_side(money_moves.POINTS_ISSUED, "PT", -amount),
    ]
