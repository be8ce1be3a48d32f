"""The call log: who rang, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.store.database import Database


@dataclass(frozen=True)
class CallRow:
    """One call; `state` ringing | missed | later | opened | noted."""

    id: str
    at_ms: int
    line: str
    number: str | None
    member_id: str | None
    state: str
    note: str = ""
    staff_id: str = ""


_COLUMNS = ", ".join(CallRow.__dataclass_fields__)


def insert(db: Database, row: CallRow) -> None:
    """Adds a call."""
    values = tuple(getattr(row, name) for name in CallRow.__dataclass_fields__)
    db.execute(f"INSERT INTO call_log({_COLUMNS}) VALUES({', '.join('?' * len(values))})", values)


def update(db: Database, call_id: str, state: str, note: str, staff_id: str, member_id: str | None) -> None:
    """Keeps what was done with a call."""
    db.execute(
        "UPDATE call_log SET state = ?, note = CASE WHEN ? = '' THEN note ELSE ? END, staff_id = ?,"
        " member_id = coalesce(?, member_id) WHERE id = ?",
        (state, note, note, staff_id, member_id, call_id),
    )


def by_id(db: Database, call_id: str) -> CallRow | None:
    """One call."""
    row = db.one(f"SELECT {_COLUMNS} FROM call_log WHERE id = ?", (call_id,))
    return None if row is None else CallRow(*row)


def recent(db: Database, limit: int) -> list[CallRow]:
    """Newest calls first."""
    return [CallRow(*row) for row in db.all(f"SELECT {_COLUMNS} FROM call_log ORDER BY at_ms DESC LIMIT ?", (limit,))]


def last_of_member(db: Database, member_id: str, before_ms: int) -> CallRow | None:
    """The member's call before this one."""
    row = db.one(
        f"SELECT {_COLUMNS} FROM call_log WHERE member_id = ? AND at_ms < ? ORDER BY at_ms DESC LIMIT 1",
        (member_id, before_ms),
    )
    return None if row is None else CallRow(*row)
