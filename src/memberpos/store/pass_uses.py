"""Uses of passes, and passes that were paid back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from memberpos.store.database import Database


@dataclass(frozen=True)
class PassUseRow:
    """What one event took of one pass: `uses` (0 of a time pass) for `persons`, of which `back` were returned.

    `undone_by`: the event after which nothing of it stands. `staff_id` served, `service` is what (a sku or words).
    """

    event_id: str
    pass_id: str
    persons: int
    uses: int
    on_date: str
    back: int = 0
    service: str = ""
    staff_id: str | None = None
    undone_by: str | None = None


@dataclass(frozen=True)
class PassRefundRow:
    """A pass paid back: both figures, what was paid, and the points taken back."""

    id: str
    seq: int
    pass_id: str
    receipt_no: str
    method: str
    average_fen: int
    list_price_fen: int | None
    refund_fen: int
    claw_value_fen: int
    points_clawed: int
    base_fen: int
    uses: int
    reason: str = ""


_USE = ", ".join(PassUseRow.__dataclass_fields__)
_REFUND = ", ".join(PassRefundRow.__dataclass_fields__)
_STANDS = "undone_by IS NULL"


def insert(db: Database, row: PassUseRow) -> None:
    """Stores a use; inside the caller's transaction."""
    values = tuple(getattr(row, name) for name in PassUseRow.__dataclass_fields__)
    db.execute(f"INSERT INTO pass_use({_USE}) VALUES({', '.join('?' * len(values))})", values)


def of_event(db: Database, event_id: str) -> list[PassUseRow]:
    """What an event took, pass by pass."""
    rows = db.all(f"SELECT {_USE} FROM pass_use WHERE event_id = ? ORDER BY pass_id", (event_id,))
    return [PassUseRow(*row) for row in rows]


def give_back(db: Database, event_id: str, pass_id: str, uses: int, undone_by: str | None) -> None:
    """Notes that uses of an event were returned; `undone_by` when nothing of it stands any more."""
    db.execute(
        "UPDATE pass_use SET back = back + ?, undone_by = coalesce(?, undone_by) WHERE event_id = ? AND pass_id = ?",
        (uses, undone_by, event_id, pass_id),
    )


def dates(db: Database, pass_id: str) -> list[date]:
    """The dates of the uses that stand."""
    rows = db.all(f"SELECT DISTINCT on_date FROM pass_use WHERE pass_id = ? AND {_STANDS}", (pass_id,))
    return [date.fromisoformat(row[0]) for row in rows]


def visits(db: Database, pass_id: str) -> int:
    """Persons admitted by the uses that stand."""
    return int(db.value(f"SELECT coalesce(sum(persons), 0) FROM pass_use WHERE pass_id = ? AND {_STANDS}", (pass_id,)))


def others_stand(db: Database, pass_id: str, event_id: str) -> bool:
    """Whether a use of another event stands."""
    sql = f"SELECT 1 FROM pass_use WHERE pass_id = ? AND event_id <> ? AND {_STANDS}"
    return db.value(sql, (pass_id, event_id)) is not None


def recent(db: Database, account: str, since_ms: int, limit: int) -> list[tuple[PassUseRow, int, str, str]]:
    """(use, its time, who booked it, the pass's name) of check-ins that stand, newest first, sales left out."""
    rows = db.all(
        f"SELECT {', '.join('u.' + name for name in PassUseRow.__dataclass_fields__)}, e.at_ms, e.staff_id,"
        " coalesce(nullif(json_extract(p.terms, '$.name'), ''), p.code)"
        " FROM pass p JOIN pass_use u ON u.pass_id = p.id JOIN event e ON e.id = u.event_id"
        " WHERE p.account_id = ? AND e.kind = 'pass.use' AND u.undone_by IS NULL AND e.at_ms >= ?"
        " ORDER BY e.seq DESC LIMIT ?",
        (account, since_ms, limit),
    )
    return [(PassUseRow(*tuple(row)[:-3]), int(row[-3]), str(row[-2]), str(row[-1])) for row in rows]


def insert_refund(db: Database, row: PassRefundRow) -> None:
    """Stores a pass that was paid back."""
    values = tuple(getattr(row, name) for name in PassRefundRow.__dataclass_fields__)
    db.execute(f"INSERT INTO pass_refund({_REFUND}) VALUES({', '.join('?' * len(values))})", values)


def refunds_of(db: Database, pass_id: str) -> list[PassRefundRow]:
    """How often and how a pass was paid back (again after a sale it had paid was refunded)."""
    rows = db.all(f"SELECT {_REFUND} FROM pass_refund WHERE pass_id = ? ORDER BY seq", (pass_id,))
    return [PassRefundRow(*row) for row in rows]


def refund(db: Database, event_id: str) -> PassRefundRow | None:
    """The refund booked by an event."""
    row = db.one(f"SELECT {_REFUND} FROM pass_refund WHERE id = ?", (event_id,))
    return None if row is None else PassRefundRow(*row)
