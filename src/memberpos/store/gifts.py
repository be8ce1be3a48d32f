"""Gifts of the points mall, their stock, and who took what."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from memberpos.domain.gifts import Gift, document, from_document
from memberpos.store.database import Database

#: The shop's stock is an asset: pieces there are negative (decision: ledger sign).
STOCK = ("shop:stock", "STOCK")


@dataclass(frozen=True)
class RedemptionRow:
    """Gifts taken: its id is its event's. `points` and `fen` for all `qty` pieces."""

    id: str
    seq: int
    receipt_no: str
    member_id: str
    account_id: str
    gift: str
    name: str
    qty: int
    points: int
    fen: int
    tracked: int
    business_date: str
    returned_by: str | None = None


_COLUMNS = "sku, name, points, fen, tracked, doc"
_REDEMPTION = ", ".join(RedemptionRow.__dataclass_fields__)


def put(db: Database, gift: Gift) -> None:
    """Adds a gift or changes the one with its sku."""
    db.execute(
        f"INSERT INTO gift({_COLUMNS}) VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(sku) DO UPDATE SET name = excluded.name,"
        " points = excluded.points, fen = excluded.fen, tracked = excluded.tracked, doc = excluded.doc, active = 1",
        (gift.sku, gift.name, gift.points, gift.fen, int(gift.tracked),
         json.dumps(document(gift), ensure_ascii=False)),
    )  # fmt: skip


def by_sku(db: Database, sku: str) -> Gift | None:
    """The gift with this sku."""
    row = db.one(f"SELECT {_COLUMNS} FROM gift WHERE sku = ? AND active = 1", (sku,))
    return None if row is None else _gift(row)


def everything(db: Database) -> list[Gift]:
    """All gifts, the cheapest first."""
    return [_gift(row) for row in db.all(f"SELECT {_COLUMNS} FROM gift WHERE active = 1 ORDER BY points, sku")]


def stock(db: Database, sku: str) -> int:
    """Pieces there are by the ledger."""
    found = db.value(
        "SELECT amount FROM balance WHERE account = ? AND kind = ? AND instance = ? AND unit = 'PIECE'", (*STOCK, sku)
    )
    return -int(found or 0)


def insert(db: Database, row: RedemptionRow) -> None:
    """Stores a redemption; inside the caller's transaction."""
    values = tuple(getattr(row, name) for name in RedemptionRow.__dataclass_fields__)
    db.execute(f"INSERT INTO redemption({_REDEMPTION}) VALUES({', '.join('?' * len(values))})", values)


def find(db: Database, key: str) -> RedemptionRow | None:
    """A redemption by id or receipt number."""
    row = db.one(f"SELECT {_REDEMPTION} FROM redemption WHERE id = ? OR receipt_no = ?", (key, key))
    return None if row is None else RedemptionRow(*row)


def of_member(db: Database, member_id: str, limit: int = 20) -> list[RedemptionRow]:
    """A member's redemptions, newest first."""
    rows = db.all(
        f"SELECT {_REDEMPTION} FROM redemption WHERE member_id = ? ORDER BY seq DESC LIMIT ?", (member_id, limit)
    )
    return [RedemptionRow(*row) for row in rows]


def taken(db: Database, member_id: str, sku: str, since: str, until: str) -> int:
    """Pieces of a gift a member took in a span of business dates, less those given back."""
    return int(
        db.value(
            "SELECT coalesce(sum(qty), 0) FROM redemption WHERE member_id = ? AND gift = ?"
            " AND business_date BETWEEN ? AND ? AND returned_by IS NULL",
            (member_id, sku, since, until),
        )
    )


def mark_returned(db: Database, redemption_id: str, by_event: str) -> None:
    """Notes the event that gave a redemption back."""
    db.execute("UPDATE redemption SET returned_by = ? WHERE id = ?", (by_event, redemption_id))


def _gift(row: Sequence[Any]) -> Gift:
    sku, name, points, fen, tracked, doc = tuple(row)
    return Gift(sku, name, points, fen, tracked=bool(tracked), **from_document(json.loads(doc)))
