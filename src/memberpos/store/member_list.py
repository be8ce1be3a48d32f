"""Members as rows of a list: card, balances and last visit beside the name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from memberpos.domain.ledger import BONUS, POINTS, PRINCIPAL
from memberpos.store.database import Database


@dataclass(frozen=True)
class MemberLine:
    """One row; `card_number` is a card in use, else a lost one (`card_lost`), `points` may be negative."""

    member_id: str
    name: str
    phone: str | None
    tier: str | None
    last_visit_on: str | None
    card_number: str | None
    card_lost: bool
    stored_fen: int
    points: int


_SELECT = (
    "SELECT m.id, m.name, m.phone, m.tier, m.last_visit_on,"
    " (SELECT number FROM card c WHERE c.member_id = m.id AND c.state IN ('active', 'lost') ORDER BY c.state LIMIT 1),"
    " (SELECT state = 'lost' FROM card c WHERE c.member_id = m.id AND c.state IN ('active', 'lost')"
    " ORDER BY c.state LIMIT 1),"
    f" (SELECT sum(amount + others) FROM balance b WHERE b.account = a.id AND b.kind IN ('{PRINCIPAL}', '{BONUS}')),"
    f" (SELECT sum(amount + others) FROM balance b WHERE b.account = a.id AND b.kind = '{POINTS}')"
    " FROM member m JOIN account a ON a.owner_id = m.id"
)
#: Filter → condition with its marks; the values come from the caller.
_CONDITIONS = {
    "all": "1",
    "birthday": "substr(m.birthday, 6, 2) = ?",
    "expiring": f"a.id IN (SELECT account FROM lot WHERE kind = '{POINTS}' AND open > 0 AND expires BETWEEN ? AND ?)",
    "away": "m.last_visit_on < ?",
    "stored": f"a.id IN (SELECT account FROM balance WHERE kind IN ('{PRINCIPAL}', '{BONUS}') GROUP BY account"
    " HAVING sum(amount + others) >= ?)",
}


def page(db: Database, wanted: str, values: Sequence[Any], after: int, limit: int) -> list[MemberLine]:
    """Rows of a filter (all | birthday | expiring | away | stored), newest members first."""
    sql = f"{_SELECT} WHERE {_CONDITIONS[wanted]} ORDER BY m.rowid DESC LIMIT ? OFFSET ?"
    return [_line(row) for row in db.all(sql, (*values, limit, after))]


def by_ids(db: Database, member_ids: Sequence[str]) -> list[MemberLine]:
    """The named members in the given order; unknown ids are left out."""
    rows = (db.one(f"{_SELECT} WHERE m.id = ?", (member_id,)) for member_id in member_ids)
    return [_line(row) for row in rows if row is not None]


def _line(row: Sequence[Any]) -> MemberLine:
    member_id, name, phone, tier, visit, card, lost, stored, points = row
    return MemberLine(member_id, name, phone, tier, visit, card, bool(lost), int(stored or 0), int(points or 0))
