"""Rules and shop data as versioned documents; an event's rule version is the number here (decision: settings)."""

from __future__ import annotations

import json
from typing import Any

from memberpos.store.database import Database


def current(db: Database) -> tuple[int, dict[str, Any]]:
    """(version, document) in force; (0, {}) before set-up."""
    number, text = newest(db)
    return number, json.loads(text)


def newest(db: Database) -> tuple[int, str]:
    """`current` with the document as it is stored, for a caller who has read this version before."""
    row = db.one("SELECT version, doc FROM settings_version ORDER BY version DESC LIMIT 1")
    return (0, "{}") if row is None else (int(row[0]), str(row[1]))


def version(db: Database, number: int) -> dict[str, Any]:
    """The document an old event was booked under."""
    text = db.value("SELECT doc FROM settings_version WHERE version = ?", (number,))
    return json.loads(text) if text else {}


def before(db: Database, at_ms: int) -> int | None:
    """The number of the version in force just before a moment; None when there was none yet."""
    found = db.value("SELECT max(version) FROM settings_version WHERE starts_at_ms < ?", (at_ms,))
    return None if found is None else int(found)


def add(db: Database, doc: dict[str, Any], *, at_ms: int, staff_id: str, changes: dict[str, Any]) -> int:
    """Stores a new version and returns its number."""
    number, _ = current(db)
    db.execute(
        "INSERT INTO settings_version(version, at_ms, starts_at_ms, staff_id, doc, changes) VALUES(?, ?, ?, ?, ?, ?)",
        (
            number + 1,
            at_ms,
            at_ms,
            staff_id,
            json.dumps(doc, ensure_ascii=False),
            json.dumps(changes, ensure_ascii=False),
        ),
    )
    return number + 1


def started(db: Database, number: int, starts_at_ms: int) -> None:
    """Says that a version holds since an earlier moment than it was written: a plan's."""
    db.execute("UPDATE settings_version SET starts_at_ms = ? WHERE version = ?", (starts_at_ms, number))


def everything(db: Database, limit: int) -> list[tuple[int, int, int, str, str]]:
    """(version, at_ms, starts_at_ms, staff_id, document) of the newest versions, newest first."""
    rows = db.all(
        "SELECT version, at_ms, starts_at_ms, staff_id, doc FROM settings_version ORDER BY version DESC LIMIT ?",
        (limit,),
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]
