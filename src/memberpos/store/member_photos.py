"""Photos of members, as JPEG in the database: they travel with its backups and its encryption."""

from __future__ import annotations

from memberpos.store.database import Database


def get(db: Database, member_id: str) -> bytes | None:
    """The JPEG of a member."""
    value = db.value("SELECT jpeg FROM member_photo WHERE member_id = ?", (member_id,))
    return None if value is None else bytes(value)
