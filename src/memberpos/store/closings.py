"""Closed cards: the three figures, the one that was paid, and what was left."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.store.database import Database


@dataclass(frozen=True)
class ClosingRow:
    """One closing. `principal_fen`, `bonus_fen` and `change_fen` were held; `refund_fen` (by `method`) and the kept
    change were paid; `forfeited_fen` stayed with the shop.
    """

    id: str
    seq: int
    member_id: str
    account_id: str
    receipt_no: str
    method: str
    cause: str
    principal_fen: int
    bonus_fen: int
    change_fen: int
    bonus_first_fen: int
    principal_first_fen: int
    proportional_fen: int
    refund_fen: int
    forfeited_fen: int


_COLUMNS = ", ".join(ClosingRow.__dataclass_fields__)


def insert(db: Database, row: ClosingRow) -> None:
    """Stores a closing; inside the caller's transaction."""
    values = tuple(getattr(row, name) for name in ClosingRow.__dataclass_fields__)
    db.execute(f"INSERT INTO closing({_COLUMNS}) VALUES({', '.join('?' * len(values))})", values)


def find(db: Database, event_id: str) -> ClosingRow | None:
    """The closing with this event id."""
    row = db.one(f"SELECT {_COLUMNS} FROM closing WHERE id = ?", (event_id,))
    return None if row is None else ClosingRow(*row)
