"""Tasks: what headquarters found wrong with events of this store, until somebody has looked at it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from memberpos.store.database import Database


@dataclass(frozen=True)
class Task:
    """A case: why, which event, the event of another till it collides with ("" if none), who acted; times UTC ms."""

    id: str
    why: str
    seq: int | None
    event_id: str | None
    other: str
    staff_id: str
    facts: Mapping[str, Any]
    made_at_ms: int


def put(db: Database, task: Task, done_at_ms: int | None, ver: int) -> None:
    """Adds a task or takes its newer state; inside the caller's transaction."""
    db.execute(
        "INSERT INTO task(id, why, seq, event_id, other, staff_id, facts, made_at_ms, done_at_ms, ver)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET other = excluded.other,"
        " facts = excluded.facts, done_at_ms = coalesce(done_at_ms, excluded.done_at_ms), ver = excluded.ver"
        " WHERE excluded.ver > ver",
        (task.id, task.why, task.seq, task.event_id, task.other, task.staff_id,
         json.dumps(task.facts, ensure_ascii=False), task.made_at_ms, done_at_ms, ver),
    )  # fmt: skip


def open_tasks(db: Database, limit: int = 200) -> list[Task]:
    """Tasks nobody has looked at, newest first."""
    rows = db.all(
        "SELECT id, why, seq, event_id, other, staff_id, facts, made_at_ms FROM task WHERE done_at_ms IS NULL"
        " ORDER BY made_at_ms DESC, id LIMIT ?",
        (limit,),
    )
    return [Task(row[0], row[1], row[2], row[3], row[4], row[5], json.loads(row[6]), row[7]) for row in rows]


def count_open(db: Database) -> int:
    """How many there are."""
    return int(db.value("SELECT count(*) FROM task WHERE done_at_ms IS NULL"))


def finish(db: Database, task_id: str, at_ms: int) -> bool:
    """Somebody has looked at it here; False when it is not open. Inside the caller's transaction."""
    sql = "UPDATE task SET done_at_ms = ? WHERE id = ? AND done_at_ms IS NULL"
    return db.execute(sql, (at_ms, task_id)).rowcount == 1
