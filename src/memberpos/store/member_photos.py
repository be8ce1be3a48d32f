"""Photos of members, as JPEG in the database: they travel with its backups and its encryption."""

from __future__ import annotations

from memberpos.store.database import Database


def get(db: Database, member_id: str) -> bytes | None:
    """The JPEG of a member."""
    value = db.value("SELECT jpeg FROM member_photo WHERE member_id = ?", (member_id,))
    return None if value is None else bytes(value)


def put(db: Database, member_id: str, jpeg: bytes) -> None:
    """Keeps a photo in place of an older one; inside the caller's transaction."""
    db.execute(
        "INSERT INTO member_photo(member_id, jpeg) VALUES(?, ?)"
        " ON CONFLICT(member_id) DO UPDATE SET jpeg = excluded.jpeg",
        (member_id, jpeg),
    )


def remove(db: Database, member_id: str) -> bool:
    """Takes a photo away; False when there was none."""
    return db.execute("DELETE FROM member_photo WHERE member_id = ?", (member_id,)).rowcount > 0
