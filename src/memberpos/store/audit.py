"""The audit table: one hash chain of who did what (domain rules §14)."""

from __future__ import annotations

from memberpos.security.audit import GENESIS, AuditRow, chain, first_break
from memberpos.store.database import Database

#: The action of a paper printed again; its detail names the shift.
REPRINT = "reprint"


def append(db: Database, *, at_ms: int, staff_id: str, action: str, subject: str, detail: str = "{}") -> None:
    """Adds a row to the chain; inside the caller's transaction. `detail` is a JSON object without personal data."""
    last = db.one("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
    seq, previous = (1, GENESIS) if last is None else (int(last[0]) + 1, bytes(last[1]))
    row = AuditRow(seq, at_ms, staff_id, action, subject, detail)
    db.execute(
        "INSERT INTO audit(seq, at_ms, staff_id, action, subject, detail, hash) VALUES(?, ?, ?, ?, ?, ?, ?)",
        (seq, at_ms, staff_id, action, subject, detail, chain(previous, row)),
    )


def broken_at(db: Database) -> int | None:
    """Seq of the first row the chain does not explain, or None when it is whole."""
    sql = "SELECT seq, at_ms, staff_id, action, subject, detail, hash FROM audit ORDER BY seq"
    return first_break((AuditRow(*tuple(row)[:6]), bytes(row["hash"])) for row in db.execute(sql))
