"""Accounts, postings and lots: every balance is explained by ledger rows (domain rules §1).

A ledger key is (account, kind, instance, unit). `account` is a member account's UUID as text, or `shop:<name>` for
the shop's own side (cash, bank, sales, points_issued, bonus_cost …). `kind` and `unit` are open sets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

POINTS, GROWTH, PRINCIPAL, BONUS, CHANGE = "POINTS", "GROWTH", "PRINCIPAL", "BONUS", "CHANGE"
RECEIVABLE, PASS, COUPON = "RECEIVABLE", "PASS", "COUPON"
#: Units beside currencies (ISO 4217).
PT, GROW, USE, PIECE = "PT", "GROW", "USE", "PIECE"


@dataclass(frozen=True)
class Posting:
    """One signed integer amount on one ledger key; `line` is the sale line it belongs to (0 = none)."""

    account: str
    kind: str
    unit: str
    amount: int
    instance: str = ""
    line: int = 0


@dataclass(frozen=True)
class Lot:
    """An open or spent grant. `expires`, `available_from`: ISO dates or None; `open` < 0 only for the one debt lot.

    `shared`: of work that time causes, which several tills of a chain may do alike; no till has a right to it by birth.
    """

    id: str
    account: str
    kind: str
    granted: int
    open: int
    made_at_ms: int
    instance: str = ""
    expires: str | None = None
    available_from: str | None = None
    recharge_id: str | None = None
    event_id: str = ""
    gift: bool = False
    shared: bool = False


@dataclass(frozen=True)
class LotMove:
    """What an event did to one lot: negative = taken from it, positive = granted or returned to it."""

    lot_id: str
    amount: int


def unit_sums(postings: Iterable[Posting]) -> dict[str, int]:
    """Sum of the postings of one event per unit; every value of a sound event is 0."""
    sums: defaultdict[str, int] = defaultdict(int)
    for posting in postings:
        sums[posting.unit] += posting.amount
    return dict(sums)
