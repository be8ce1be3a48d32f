"""Shifts, counts, Z reports."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from memberpos.store.database import Database


@dataclass(frozen=True)
class ShiftRow:
    """One shift of this terminal; `state` open | counting | closed."""

    id: str
    name: str
    state: str
    staff_id: str
    opened_at_ms: int
    opened_seq: int
    business_date: str
    float_fen: int
    closed_at_ms: int | None = None
    closed_seq: int | None = None
    z_number: int | None = None


_COLUMNS = ", ".join(ShiftRow.__dataclass_fields__)


def insert(db: Database, row: ShiftRow) -> None:
    """Adds a shift; a second open one is refused by an index."""
    values = tuple(getattr(row, name) for name in ShiftRow.__dataclass_fields__)
    db.execute(f"INSERT INTO shift({_COLUMNS}) VALUES({', '.join('?' * len(values))})", values)


def current(db: Database) -> ShiftRow | None:
    """The shift that is not closed."""
    row = db.one(f"SELECT {_COLUMNS} FROM shift WHERE state <> 'closed'")
    return None if row is None else ShiftRow(*row)


def by_id(db: Database, shift_id: str) -> ShiftRow | None:
    """The shift with this id."""
    row = db.one(f"SELECT {_COLUMNS} FROM shift WHERE id = ?", (shift_id,))
    return None if row is None else ShiftRow(*row)


def any_yet(db: Database) -> bool:
    """Whether this terminal ever had a shift."""
    return db.value("SELECT 1 FROM shift LIMIT 1") is not None


def close(db: Database, shift_id: str, *, at_ms: int, seq: int, z_number: int) -> None:
    """Marks a shift closed."""
    db.execute(
        "UPDATE shift SET state = 'closed', closed_at_ms = ?, closed_seq = ?, z_number = ? WHERE id = ?",
        (at_ms, seq, z_number, shift_id),
    )


def set_state(db: Database, shift_id: str, state: str) -> None:
    """open ⇄ counting."""
    db.execute("UPDATE shift SET state = ? WHERE id = ?", (state, shift_id))


def add_count(db: Database, shift_id: str, *, at_ms: int, staff_id: str, doc: dict[str, Any]) -> int:
    """Appends a count (the first is kept, recounts follow) and returns its number."""
    n = int(db.value("SELECT coalesce(max(n), 0) + 1 FROM shift_count WHERE shift_id = ?", (shift_id,)))
    db.execute(
        "INSERT INTO shift_count(shift_id, n, at_ms, staff_id, doc) VALUES(?, ?, ?, ?, ?)",
        (shift_id, n, at_ms, staff_id, json.dumps(doc)),
    )
    return n


def last_count(db: Database, shift_id: str) -> dict[str, Any] | None:
    """The newest count of a shift."""
    text = db.value("SELECT doc FROM shift_count WHERE shift_id = ? ORDER BY n DESC LIMIT 1", (shift_id,))
    return None if text is None else json.loads(text)


def add_z(db: Database, number: int, shift_id: str, seq: int, business_date: str, doc: dict[str, Any]) -> None:
    """Stores a Z report; its number is gapless."""
    db.execute(
        "INSERT INTO z_report(number, shift_id, seq, business_date, doc) VALUES(?, ?, ?, ?, ?)",
        (number, shift_id, seq, business_date, json.dumps(doc, ensure_ascii=False)),
    )


def z_by_number(db: Database, number: int) -> dict[str, Any] | None:
    """A Z report's document."""
    text = db.value("SELECT doc FROM z_report WHERE number = ?", (number,))
    return None if text is None else json.loads(text)


def last_z(db: Database) -> dict[str, Any] | None:
    """The newest Z report's document."""
    text = db.value("SELECT doc FROM z_report ORDER BY number DESC LIMIT 1")
    return None if text is None else json.loads(text)
