"""Papers waiting for a printer, and what became of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from memberpos.store.database import Database


@dataclass(frozen=True)
class PrintJobRow:
    """One paper. `kind` is a template's name, `event_id` what it documents ("" for reports), `copy` 0 the first print.

    `state` queued | held | sent | confirmed | unknown | failed | dropped; `wanted_at_ms`: when somebody last wanted it
    printed (made, or let go after it was held); `content` as `printing.content` packs it.
    """

    id: str
    kind: str
    event_id: str
    copy: int
    state: str
    made_at_ms: int
    wanted_at_ms: int
    changed_at_ms: int
    printer: str
    content: bytes


_COLUMNS = ", ".join(PrintJobRow.__dataclass_fields__)


def insert(db: Database, row: PrintJobRow) -> None:
    """Stores a job; inside the caller's transaction, like everything here."""
    values = tuple(getattr(row, name) for name in PrintJobRow.__dataclass_fields__)
    db.execute(f"INSERT INTO print_job({_COLUMNS}) VALUES({', '.join('?' * len(values))})", values)


def by_id(db: Database, job_id: str) -> PrintJobRow | None:
    row = db.one(f"SELECT {_COLUMNS} FROM print_job WHERE id = ?", (job_id,))
    return None if row is None else PrintJobRow(*row)


def next_queued(db: Database, printer: str) -> PrintJobRow | None:
    """The oldest job waiting for this printer."""
    row = db.one(
        f"SELECT {_COLUMNS} FROM print_job WHERE state = 'queued' AND printer = ? ORDER BY made_at_ms, id LIMIT 1",
        (printer,),
    )
    return None if row is None else PrintJobRow(*row)


def change(db: Database, job_id: str, state: str, now_ms: int, *, allowed: Collection[str]) -> bool:
    """Sets the state if the present one is among `allowed`; whether it did."""
    marks = ", ".join("?" * len(allowed))
    cursor = db.execute(
        f"UPDATE print_job SET state = ?, changed_at_ms = ? WHERE id = ? AND state IN ({marks})",
        (state, now_ms, job_id, *allowed),
    )
    return cursor.rowcount == 1


def want(db: Database, job_id: str, now_ms: int) -> None:
    """Somebody wants a paper now."""
    db.execute("UPDATE print_job SET wanted_at_ms = ? WHERE id = ?", (now_ms, job_id))


def open_jobs(db: Database) -> list[PrintJobRow]:
    """Papers that wait or that a person has to look at, of all printers, oldest first."""
    states = "'queued', 'held', 'unknown', 'failed'"
    rows = db.all(f"SELECT {_COLUMNS} FROM print_job WHERE state IN ({states}) ORDER BY made_at_ms, id")
    return [PrintJobRow(*row) for row in rows]


def sent_to_unknown(db: Database, printer: str, now_ms: int) -> int:
    """Jobs of a printer that a dead process left half way may be on paper or not; how many there were."""
    cursor = db.execute(
        "UPDATE print_job SET state = 'unknown', changed_at_ms = ? WHERE state = 'sent' AND printer = ?",
        (now_ms, printer),
    )
    return int(cursor.rowcount)


def last_copy(db: Database, kind: str, event_id: str) -> int:
    """The highest copy number of a paper; -1 if it was never queued."""
    found = db.value("SELECT max(copy) FROM print_job WHERE kind = ? AND event_id = ?", (kind, event_id))
    return -1 if found is None else int(found)


def of_event(db: Database, event_id: str) -> list[PrintJobRow]:
    """All papers of an event, oldest first."""
    rows = db.all(f"SELECT {_COLUMNS} FROM print_job WHERE event_id = ? ORDER BY made_at_ms, id", (event_id,))
    return [PrintJobRow(*row) for row in rows]


def everything(db: Database) -> list[PrintJobRow]:
    """All papers, oldest first."""
    return [PrintJobRow(*row) for row in db.all(f"SELECT {_COLUMNS} FROM print_job ORDER BY made_at_ms, id")]


def counts(db: Database, printer: str) -> dict[str, int]:
    """How many jobs of a printer stand in each state."""
    rows = db.all("SELECT state, count(*) FROM print_job WHERE printer = ? GROUP BY state", (printer,))
    return {str(state): int(n) for state, n in rows}


def forget(db: Database, before_ms: int) -> None:
    """Drops jobs that ended before `before_ms`; what they documented stands in the ledger."""
    db.execute(
        "DELETE FROM print_job WHERE state NOT IN ('queued', 'held', 'sent') AND changed_at_ms < ?", (before_ms,)
    )
