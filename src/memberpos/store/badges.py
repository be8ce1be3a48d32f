"""Badges of members, and the counts they are given for."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.store import points_grants
from memberpos.store.database import Database

Span = tuple[str, str]


@dataclass(frozen=True)
class BadgeRow:
    """A badge given by an event; `undone_event` took it back."""

    event_id: str
    seq: int
    member_id: str
    code: str
    name: str
    awarded_on: str
    undone_event: str | None = None


_COLUMNS = ", ".join(BadgeRow.__dataclass_fields__)


def insert(db: Database, row: BadgeRow) -> None:
    """Stores a badge; inside the caller's transaction."""
    values = tuple(getattr(row, name) for name in BadgeRow.__dataclass_fields__)
    db.execute(f"INSERT INTO member_badge({_COLUMNS}) VALUES(?, ?, ?, ?, ?, ?, ?)", values)


def of_member(db: Database, member_id: str) -> list[BadgeRow]:
    """The badges a member has, oldest first."""
    rows = db.all(
        f"SELECT {_COLUMNS} FROM member_badge WHERE member_id = ? AND undone_event IS NULL"
        " ORDER BY awarded_on, event_id",
        (member_id,),
    )
    return [BadgeRow(*row) for row in rows]


def of_cause(db: Database, event_id: str) -> list[BadgeRow]:
    """The badges that an event brought."""
    names = ", ".join(f"b.{name}" for name in BadgeRow.__dataclass_fields__)
    rows = db.all(
        f"SELECT {names} FROM event e JOIN member_badge b ON b.event_id = e.id"
        " WHERE e.cause_event_id = ? ORDER BY b.seq",
        (event_id,),
    )
    return [BadgeRow(*row) for row in rows]


def by_event(db: Database, event_id: str) -> BadgeRow | None:
    """The badge an event gave."""
    row = db.one(f"SELECT {_COLUMNS} FROM member_badge WHERE event_id = ?", (event_id,))
    return None if row is None else BadgeRow(*row)


def undo(db: Database, event_id: str, by_event_id: str) -> None:
    """Takes a badge back."""
    db.execute("UPDATE member_badge SET undone_event = ? WHERE event_id = ?", (by_event_id, event_id))


def referrals(db: Database, member_id: str, span: Span) -> int:
    """Members brought whose first standing sale with money due lies in a span of business dates."""
    return int(
        db.value(
            "SELECT count(*) FROM (SELECT min(e.business_date) AS first FROM member m JOIN sale s ON s.member_id = m.id"
            " JOIN event e ON e.seq = s.seq WHERE m.referrer_id = ? AND s.due_fen > 0"
            " AND NOT EXISTS (SELECT 1 FROM refund r WHERE r.sale_id = s.id AND r.whole = 1) GROUP BY m.id)"
            " WHERE first BETWEEN ? AND ?",
            (member_id, *span),
        )
    )


def grants(db: Database, member_id: str, source: str, span: Span) -> int:
    """Standing grants of a source."""
    return points_grants.count(db, member_id, source, *span)


def draws(db: Database, member_id: str, span: Span) -> int:
    """Lucky draws played."""
    return int(
        db.value(
            "SELECT count(*) FROM draw_play WHERE member_id = ? AND business_date BETWEEN ? AND ?", (member_id, *span)
        )
    )


def pieces(db: Database, member_id: str, sku: str, span: Span) -> int:
    """Whole pieces of a product bought, less those given back (on the date of their sale)."""
    return int(
        db.value(
            "SELECT coalesce(sum(l.qty_milli - coalesce((SELECT sum(g.qty_milli) FROM refund_line g"
            " JOIN refund r ON r.id = g.refund_id WHERE r.sale_id = s.id AND g.line_n = l.n), 0)), 0) / 1000"
            " FROM sale s JOIN event e ON e.seq = s.seq JOIN sale_line l ON l.sale_id = s.id AND l.sku = ?"
            " WHERE s.member_id = ? AND e.business_date BETWEEN ? AND ?",
            (sku, member_id, *span),
        )
    )
