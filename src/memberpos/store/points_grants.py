"""Points that no sale earned: where each grant came from, and what was taken back of it."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.store.database import Database


@dataclass(frozen=True)
class GrantRow:
    """One grant: its event's id, its source (visit, birthday, referral …) and subject (a task's code, who was brought).

    `lot_id` None: points taken by hand. `taken` of it was taken back by `undone_event`.
    """

    event_id: str
    seq: int
    member_id: str
    source: str
    subject: str
    points: int
    lot_id: str | None
    business_date: str
    cause_event_id: str | None
    undone_event: str | None = None
    taken: int = 0


_COLUMNS = ", ".join(GrantRow.__dataclass_fields__)
_MARKS = ", ".join("?" * len(GrantRow.__dataclass_fields__))


def insert(db: Database, row: GrantRow) -> None:
    """Stores a grant; inside the caller's transaction."""
    values = tuple(getattr(row, name) for name in GrantRow.__dataclass_fields__)
    db.execute(f"INSERT INTO points_grant({_COLUMNS}) VALUES({_MARKS})", values)


def by_event(db: Database, event_id: str) -> GrantRow | None:
    """The grant an event made."""
    row = db.one(f"SELECT {_COLUMNS} FROM points_grant WHERE event_id = ?", (event_id,))
    return None if row is None else GrantRow(*row)


def of_cause(db: Database, event_id: str, member_id: str) -> list[GrantRow]:
    """What an event brought one member, in order."""
    rows = db.all(
        f"SELECT {_COLUMNS} FROM points_grant WHERE cause_event_id = ? AND member_id = ? ORDER BY seq",
        (event_id, member_id),
    )
    return [GrantRow(*row) for row in rows]


def undo(db: Database, event_id: str, by_event_id: str, taken: int) -> None:
    """Notes that a grant was taken back, and how much of it there still was."""
    db.execute("UPDATE points_grant SET undone_event = ?, taken = ? WHERE event_id = ?", (by_event_id, taken, event_id))


def count(db: Database, member_id: str, source: str, since: str, until: str, subject: str | None = None) -> int:
    """How many grants of a source stand (not taken back whole) in a span of business dates, of one or all subjects."""
    return int(
        db.value(
            "SELECT count(*) FROM points_grant WHERE member_id = ?1 AND source = ?2 AND business_date BETWEEN ?3 AND ?4"
            " AND taken < points AND (?5 IS NULL OR subject = ?5)",
            (member_id, source, since, until, subject),
        )
    )


def for_subject(db: Database, member_id: str, source: str, subject: str) -> bool:
    """Whether a grant of a source for one subject stands."""
    return bool(
        db.value(
            "SELECT 1 FROM points_grant WHERE member_id = ? AND source = ? AND subject = ? AND taken < points",
            (member_id, source, subject),
        )
    )


def total(db: Database, member_id: str, source: str, since: str, until: str) -> int:
    """Points given (not those taken) by a source in a span of business dates."""
    return int(
        db.value(
            "SELECT coalesce(sum(max(points, 0)), 0) FROM points_grant"
            " WHERE member_id = ? AND source = ? AND business_date BETWEEN ? AND ?",
            (member_id, source, since, until),
        )
    )


def last_date(db: Database, member_id: str, source: str) -> str | None:
    """The newest business date of a source's grants."""
    found = db.value(
        "SELECT max(business_date) FROM points_grant WHERE member_id = ? AND source = ?", (member_id, source)
    )
    return None if found is None else str(found)
