"""Staff rows: who may sign in, with the state of the PIN's attempts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from memberpos.store.database import Database


@dataclass(frozen=True)
class StaffRow:
    """One member of staff; `locked_until_ms` is a UTC time."""

    id: str
    code: str
    name: str
    role: str
    pin_hash: str
    active: bool
    fails: int
    locked_until_ms: int


_COLUMNS = "id, code, name, role, pin_hash, active, fails, locked_until_ms"


def insert(db: Database, row: StaffRow) -> None:
    """Adds staff; inside the caller's transaction."""
    db.execute(
        f"INSERT INTO staff({_COLUMNS}) VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
        (row.id, row.code, row.name, row.role, row.pin_hash, int(row.active), row.fails, row.locked_until_ms),
    )


def _row(row: Sequence[Any]) -> StaffRow:
    values = list(row)
    values[5] = bool(values[5])
    return StaffRow(*values)


def by_id(db: Database, staff_id: str) -> StaffRow | None:
    """The staff row with this id."""
    row = db.one(f"SELECT {_COLUMNS} FROM staff WHERE id = ?", (staff_id,))
    return None if row is None else _row(row)


def everyone(db: Database) -> list[StaffRow]:
    """Active staff by code."""
    rows = db.all(f"SELECT {_COLUMNS} FROM staff WHERE active = 1 ORDER BY code")
    return [_row(row) for row in rows]


def set_attempts(db: Database, staff_id: str, fails: int, locked_until_ms: int) -> None:
    """Keeps the count of wrong PINs, so that a restart does not reset it."""
    db.execute("UPDATE staff SET fails = ?, locked_until_ms = ? WHERE id = ?", (fails, locked_until_ms, staff_id))


def set_pin(db: Database, staff_id: str, pin_hash: str) -> None:
    """Replaces a PIN and clears its attempts."""
    db.execute("UPDATE staff SET pin_hash = ?, fails = 0, locked_until_ms = 0 WHERE id = ?", (pin_hash, staff_id))
