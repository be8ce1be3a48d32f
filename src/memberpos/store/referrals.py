"""Who brought whom."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.store.database import Database


@dataclass(frozen=True)
class Brought:
    """A member in the tree; `brought` how many members that one brought in turn."""

    member_id: str
    name: str
    joined_on: str
    tier: str | None
    visits: int
    brought: int


_COLUMNS = (
    "m.id, m.name, m.joined_on, m.tier, m.visits,"
    " (SELECT count(*) FROM member c WHERE c.referrer_id = m.id AND c.alias_of IS NULL)"
)


def one(db: Database, member_id: str) -> Brought | None:
    """A member as the tree shows it."""
    row = db.one(f"SELECT {_COLUMNS} FROM member m WHERE m.id = ?", (member_id,))
    return None if row is None else Brought(*row)


def children(db: Database, member_id: str, limit: int) -> list[Brought]:
    """Those a member brought, the latest first."""
    rows = db.all(
        f"SELECT {_COLUMNS} FROM member m WHERE m.referrer_id = ? AND m.alias_of IS NULL"
        " ORDER BY m.joined_on DESC, m.n DESC LIMIT ?",
        (member_id, limit),
    )
    return [Brought(*row) for row in rows]


def totals(db: Database, member_id: str) -> tuple[int, int]:
    """(members below, of them with at least one visit), however far down."""
    row = db.one(
        "WITH RECURSIVE below(id) AS (SELECT id FROM member WHERE referrer_id = ?1 AND alias_of IS NULL"
        " UNION SELECT m.id FROM below b JOIN member m ON m.referrer_id = b.id WHERE m.alias_of IS NULL)"
        " SELECT count(*), coalesce(sum(m.visits > 0), 0) FROM below b JOIN member m ON m.id = b.id WHERE m.id <> ?1",
        (member_id,),
    )
    return (0, 0) if row is None else (int(row[0]), int(row[1]))
