"""Tiers that were given, with reason and end."""

from __future__ import annotations

from memberpos.store.database import Database


def add(db: Database, event_id: str, member_id: str, tier: str, reason: str, from_on: str, to_on: str | None) -> None:
    """Keeps a grant under the id of the event that gave it; inside the caller's transaction."""
    db.execute(
        "INSERT INTO tier_grant(id, member_id, tier, reason, from_on, to_on, event_id) VALUES(?, ?, ?, ?, ?, ?, ?)",
        (event_id, member_id, tier, reason, from_on, to_on, event_id),
    )


def of_event(db: Database, event_id: str) -> tuple[str, str] | None:
    """(member id, tier) of the grant an event made."""
    row = db.one("SELECT member_id, tier FROM tier_grant WHERE event_id = ?", (event_id,))
    return None if row is None else (str(row[0]), str(row[1]))


def drop(db: Database, event_id: str) -> None:
    """Takes a grant away; inside the caller's transaction."""
    db.execute("DELETE FROM tier_grant WHERE event_id = ?", (event_id,))
