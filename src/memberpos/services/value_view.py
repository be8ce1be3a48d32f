"""A member's stored value for the window: top-ups and what is left of them, bonus to come, frozen or not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from memberpos.domain.errors import PosError
from memberpos.domain.ledger import BONUS, PRINCIPAL
from memberpos.services.shop import shop_of
from memberpos.store import events, instalments, members, recharges, value_lots
from memberpos.store.database import Database


@dataclass(frozen=True)
class TopUpView:
    """A top-up and what is open of it; `withdrawable`: the right to have it back without a cause still holds."""

    recharge_id: str
    receipt_no: str
    date: str
    amount_fen: int
    bonus_fen: int
    principal_left_fen: int
    bonus_left_fen: int
    undone: bool
    withdrawable: bool

    @property
    def can_be_undone(self) -> bool:
        """Some of its principal is left."""
        return not self.undone and self.principal_left_fen > 0


@dataclass(frozen=True)
class ValueView:
    """Everything of an account's stored value; `to_come` = ((ISO date, fen), …)."""

    member_id: str
    frozen: bool
    top_ups: tuple[TopUpView, ...]
    to_come: tuple[tuple[str, int], ...]


def value_of(db: Database, member_id: str, now_ms: int) -> ValueView:
    """PosError not_found."""
    member = members.by_id(db, member_id)
    if member is None:
        raise PosError("not_found", what="member")
    today = shop_of(db).business_date(now_ms).isoformat()
    left: defaultdict[tuple[str, str], int] = defaultdict(int)
    for lot in value_lots.all_lots(db, member.account_id):
        left[lot.recharge_id or "", lot.kind] += max(lot.open, 0)
    views = []
    for row in recharges.of_account(db, member.account_id):
        event = events.by_id(db, row.id)
        views.append(
            TopUpView(
                row.id, row.receipt_no, event.business_date if event else "", row.amount_fen, row.bonus_fen,
                left[row.id, PRINCIPAL], left[row.id, BONUS], row.refunded_by is not None,
                row.withdraw_until is not None and today <= row.withdraw_until,
            )
        )  # fmt: skip
    to_come = tuple((part.due, part.fen) for part in instalments.planned(db, member.account_id))
    return ValueView(member_id, value_lots.frozen(db, member.account_id), tuple(views), to_come)
