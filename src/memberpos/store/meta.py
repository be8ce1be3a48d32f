"""Small facts of this till and its gapless counters (receipt, Z and cart numbers)."""

from __future__ import annotations

from typing import Any

from memberpos.store.database import Database


def get(db: Database, key: str, default: Any = None) -> Any:
    """The value stored under `key`, or `default`."""
    row = db.one("SELECT v FROM meta WHERE k = ?", (key,))
    return default if row is None else row[0]


def put(db: Database, key: str, value: str | int) -> None:
    """Stores `value` under `key`; inside the caller's transaction."""
    db.execute("INSERT INTO meta(k, v) VALUES(?, ?) ON CONFLICT(k) DO UPDATE SET v = excluded.v", (key, value))


def next_number(db: Database, counter: str) -> int:
    """Takes the next number (1, 2, 3 …) of a counter; gapless because it commits with what uses it."""
    return int(
        db.value("INSERT INTO meta(k, v) VALUES(?, 1) ON CONFLICT(k) DO UPDATE SET v = v + 1 RETURNING v", (counter,))
    )
