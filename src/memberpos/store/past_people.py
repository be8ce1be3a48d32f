"""Members as a rehearsal of rules reads them: who joined, who has a birthday."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.store.database import Database


@dataclass(frozen=True)
class PastBirth:
    """A member's birthday as it was given (ISO text), the tier in force, and the date of joining."""

    id: str
    birthday: str
    lunar: bool
    leap: bool
    tier: str | None
    joined_on: str


def joined(db: Database, first: str, last: str) -> list[str]:
    """Ids of members enrolled on some business dates (inclusive)."""
    rows = db.all(
        "SELECT member_id FROM event WHERE business_date BETWEEN ? AND ? AND kind = 'member.enrol' ORDER BY seq",
        (first, last),
    )
    return [row[0] for row in rows]


def last_number(db: Database) -> int:
    """The highest number of a member."""
    return int(db.value("SELECT coalesce(max(n), 0) FROM member"))


def births(db: Database, start: int, stop: int) -> list[PastBirth]:
    """Members with a birthday, numbered from `start` to before `stop`; without those who were merged into others."""
    rows = db.all(
        "SELECT id, birthday, lunar, leap_month, tier, joined_on FROM member WHERE n >= ? AND n < ?"
        " AND birthday IS NOT NULL AND alias_of IS NULL ORDER BY n",
        (start, stop),
    )
    return [PastBirth(row[0], row[1], bool(row[2]), bool(row[3]), row[4], row[5]) for row in rows]
