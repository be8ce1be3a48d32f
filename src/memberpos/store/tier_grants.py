"""Tiers given by hand or by a top-up, with reason and end."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.store.database import Database


@dataclass(frozen=True)
class TierGrantRow:
    """A tier given by an event from `from_on` to `to_on` (None = for ever); `ended_event` took it back before."""

    id: str
    member_id: str
    tier: str
    reason: str
    from_on: str
    to_on: str | None
    event_id: str
    ended_event: str | None = None


_COLUMNS = ", ".join(TierGrantRow.__dataclass_fields__)


def insert(db: Database, row: TierGrantRow) -> None:
    """Stores a grant; inside the caller's transaction."""
    values = tuple(getattr(row, name) for name in TierGrantRow.__dataclass_fields__)
    db.execute(f"INSERT INTO tier_grant({_COLUMNS}) VALUES({', '.join('?' * len(values))})", values)


def of_member(db: Database, member_id: str) -> list[TierGrantRow]:
    """A member's grants, newest first."""
    rows = db.all(f"SELECT {_COLUMNS} FROM tier_grant WHERE member_id = ? ORDER BY rowid DESC", (member_id,))
    return [TierGrantRow(*row) for row in rows]


def by_event(db: Database, event_id: str) -> TierGrantRow | None:
    """The grant an event made."""
    row = db.one(f"SELECT {_COLUMNS} FROM tier_grant WHERE event_id = ?", (event_id,))
    return None if row is None else TierGrantRow(*row)


def end(db: Database, grant_id: str, event_id: str) -> None:
    """Notes that a grant was taken back."""
    db.execute("UPDATE tier_grant SET ended_event = ? WHERE id = ?", (event_id, grant_id))
