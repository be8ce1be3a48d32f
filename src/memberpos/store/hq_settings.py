"""Parameters headquarters set, with the time from which each holds; `sync.parameters` merges them into the rules."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from memberpos.store.database import Database


@dataclass(frozen=True)
class Parameter:
    """`rank` 0 a till of this store, 1 the chain, 2 this store by headquarters: the higher wins, then the later."""

    id: str
    rank: int
    starts_at_ms: int
    ver: int
    name: str
    value: Any


def put(db: Database, one: Parameter) -> None:
    """Stores a parameter; inside the caller's transaction."""
    db.execute(
        "INSERT INTO hq_setting(id, scope, starts_at_ms, ver, doc) VALUES(?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET"
        " scope = excluded.scope, starts_at_ms = excluded.starts_at_ms, ver = excluded.ver, doc = excluded.doc,"
        " applied = 0",
        (one.id, one.rank, one.starts_at_ms, one.ver, json.dumps([one.name, one.value], ensure_ascii=False)),
    )


def drop(db: Database, row_id: str) -> None:
    """Headquarters took it back: what the chain or this store set otherwise holds again; where there is nothing, what
    it set stays until something else is set.
    """
    doc = db.value("SELECT doc FROM hq_setting WHERE id = ?", (row_id,))
    if doc is not None:
        db.execute("DELETE FROM hq_setting WHERE id = ?", (row_id,))
        name = json.loads(doc)[0]
        db.execute("UPDATE hq_setting SET applied = 0 WHERE json_extract(doc, '$[0]') = ?", (name,))


def in_force(db: Database, now_ms: int) -> list[Parameter]:
    """Parameters that hold by now, the weaker ones first."""
    rows = db.all(
        "SELECT id, scope, starts_at_ms, ver, doc FROM hq_setting WHERE starts_at_ms <= ?"
        " ORDER BY scope, starts_at_ms, ver, id",
        (now_ms,),
    )
    found = [(row, json.loads(row[4])) for row in rows]
    return [Parameter(row[0], row[1], row[2], row[3], str(doc[0]), doc[1]) for row, doc in found]


def news(db: Database, now_ms: int) -> bool:
    """True when one holds by now that the shop's rules do not contain yet."""
    sql = "SELECT 1 FROM hq_setting WHERE starts_at_ms <= ? AND applied = 0 LIMIT 1"
    return db.value(sql, (now_ms,)) is not None


def mark_applied(db: Database, now_ms: int) -> None:
    """The rules contain everything that holds by now."""
    db.execute("UPDATE hq_setting SET applied = 1 WHERE starts_at_ms <= ?", (now_ms,))


def next_start_ms(db: Database, now_ms: int) -> int | None:
    """When the next one begins to hold, or None."""
    found = db.value("SELECT min(starts_at_ms) FROM hq_setting WHERE starts_at_ms > ? AND applied = 0", (now_ms,))
    return None if found is None else int(found)


def names_by_hq(db: Database) -> frozenset[str]:
    """Parameters that headquarters decides: no till changes them."""
    return frozenset(json.loads(row[0])[0] for row in db.all("SELECT doc FROM hq_setting WHERE scope > 0"))


def value(db: Database, name: str, now_ms: int) -> Any:
    """The value in force of one parameter, None when headquarters set none."""
    found = [one.value for one in in_force(db, now_ms) if one.name == name]
    return found[-1] if found else None
