"""Top-ups of stored value."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.store.database import Database


@dataclass(frozen=True)
class RechargeRow:
    """A top-up: its id is its event's; lots carry the same id."""

    id: str
    seq: int
    member_id: str
    account_id: str
    receipt_no: str
    amount_fen: int
    bonus_fen: int
    points: int = 0
    refunded_by: str | None = None


_COLUMNS = ", ".join(RechargeRow.__dataclass_fields__)


def insert(db: Database, row: RechargeRow) -> None:
    """Stores a top-up; inside the caller's transaction."""
    values = tuple(getattr(row, name) for name in RechargeRow.__dataclass_fields__)
    db.execute(f"INSERT INTO recharge({_COLUMNS}) VALUES({', '.join('?' * len(values))})", values)


def find(db: Database, key: str) -> RechargeRow | None:
    """A top-up by id or receipt number."""
    row = db.one(f"SELECT {_COLUMNS} FROM recharge WHERE id = ? OR receipt_no = ?", (key, key))
    return None if row is None else RechargeRow(*row)
