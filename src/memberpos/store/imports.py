"""What an import asks of the books: whether a number, a phone or a name is here already."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from memberpos.store.database import Database

_FREE = ("stock", "encoded", "ready")


@dataclass(frozen=True)
class Here:
    """What the shop has of what a batch of rows brings: card numbers that are taken, {phone: names (as compared) of
    those who have it}, names of members without a phone and without a card.
    """

    cards: frozenset[str] = frozenset()
    phones: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()


def here(db: Database, cards: Iterable[str], phones: Iterable[str], names: Iterable[str]) -> Here:
    """What of these is in the books: numbers, phones in national digits, names as they are compared."""
    taken = db.all(
        f"SELECT c.number FROM json_each(?) j CROSS JOIN card c ON c.number = j.value WHERE c.member_id IS NOT NULL"
        f" OR c.state NOT IN {_FREE}",
        (json.dumps(list(cards)),),
    )
    people: dict[str, set[str]] = {}
    for phone, name in db.all(
        "SELECT m.k_phone, m.k_name FROM json_each(?) j CROSS JOIN member m ON m.k_phone = j.value",
        (json.dumps(list(phones)),),
    ):
        people.setdefault(phone, set()).add(name)
    alone = db.all(
        "SELECT DISTINCT m.k_name FROM json_each(?) j CROSS JOIN member m ON m.k_name = j.value WHERE m.k_phone = ''"
        " AND NOT EXISTS(SELECT 1 FROM card c WHERE c.member_id = m.id)",
        (json.dumps(list(names)),),
    )
    return Here(
        frozenset(row[0] for row in taken), {phone: frozenset(found) for phone, found in people.items()},
        frozenset(row[0] for row in alone),
    )  # fmt: skip


def last_event(db: Database) -> int:
    """Sequence of the newest event."""
    return int(db.value("SELECT coalesce(max(seq), 0) FROM event"))


def member_by_card_or_phone(db: Database, number: str, digits: str) -> str | None:
    """Who has a card or a phone; None for nobody, or for a phone that several have."""
    found = db.value("SELECT member_id FROM card WHERE number = ? AND member_id IS NOT NULL", (number,))
    if found is not None:
        return str(found)
    people = db.all("SELECT id FROM member WHERE k_phone = ? AND alias_of IS NULL LIMIT 2", (digits,)) if digits else []
    return str(people[0][0]) if len(people) == 1 else None
