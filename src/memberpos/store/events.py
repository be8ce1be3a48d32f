"""Event rows: one immutable row an action, numbered like its outbox row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from memberpos.store.database import Database


@dataclass(frozen=True)
class EventRow:
    """A stored event. Ids are UUID text; `payload` is the JSON text of its data."""

    seq: int
    id: str
    device_id: str
    kind: str
    kv: int
    at_ms: int
    offset_min: int
    business_date: str
    staff_id: str
    approver_id: str | None
    shift_id: str | None
    rule_version: int
    cause_event_id: str | None
    reverses_id: str | None
    member_id: str | None
    account_id: str | None
    payload: str


_COLUMNS = ", ".join(EventRow.__dataclass_fields__)
_MARKS = ", ".join("?" * len(EventRow.__dataclass_fields__))


def insert(db: Database, row: EventRow) -> None:
    """Stores an event; inside the caller's transaction."""
    values = tuple(getattr(row, name) for name in EventRow.__dataclass_fields__)
    db.execute(f"INSERT INTO event({_COLUMNS}) VALUES({_MARKS})", values)


def by_id(db: Database, event_id: str) -> EventRow | None:
    """The event with this id."""
    return _row(db.one(f"SELECT {_COLUMNS} FROM event WHERE id = ?", (event_id,)))


def by_seq(db: Database, seq: int) -> EventRow | None:
    """The event with this sequence."""
    return _row(db.one(f"SELECT {_COLUMNS} FROM event WHERE seq = ?", (seq,)))


def exists(db: Database, event_id: str) -> bool:
    """True when an event with this id was booked here before."""
    return db.value("SELECT 1 FROM event WHERE id = ?", (event_id,)) is not None


def receipt_of(db: Database, event_id: str) -> str:
    """The receipt number an event printed, "" when it has none."""
    found = db.value("SELECT json_extract(payload, '$.receipt_no') FROM event WHERE id = ?", (event_id,))
    return "" if found is None else str(found)


def last(db: Database) -> EventRow | None:
    """The newest event of this till."""
    return _row(db.one(f"SELECT {_COLUMNS} FROM event ORDER BY seq DESC LIMIT 1"))


def caused_by(db: Database, event_id: str, kind: str | None = None) -> list[EventRow]:
    """The events (of one kind, if given) that an event caused, in order."""
    rows = db.all(
        f"SELECT {_COLUMNS} FROM event WHERE cause_event_id = ?1 AND (?2 IS NULL OR kind = ?2) ORDER BY seq",
        (event_id, kind),
    )
    return [EventRow(*row) for row in rows]


def of_member(db: Database, member_id: str, limit: int) -> list[EventRow]:
    """A member's newest events first."""
    rows = db.all(
        f"SELECT {_COLUMNS} FROM event WHERE member_id = ? ORDER BY seq DESC LIMIT ?",
        (member_id, limit),
    )
    return [EventRow(*row) for row in rows]


def _row(row: Sequence[Any] | None) -> EventRow | None:
    return None if row is None else EventRow(*row)
