"""Cards and batches."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.store.database import Database


@dataclass(frozen=True)
class CardRow:
    """One card; `state` is one of the states of domain rules §11."""

    number: str
    state: str
    account_id: str | None = None
    member_id: str | None = None
    role: str = "main"
    status_epoch: int = 0
    batch_id: str | None = None
    replaced_by: str | None = None


_COLUMNS = "number, state, account_id, member_id, role, status_epoch, batch_id, replaced_by"


def by_number(db: Database, number: str) -> CardRow | None:
    """The card with this number."""
    row = db.one(f"SELECT {_COLUMNS} FROM card WHERE number = ?", (number,))
    return None if row is None else CardRow(*row)


def put(db: Database, card: CardRow, at_ms: int) -> None:
    """Adds a card or keeps its new state."""
    db.execute(
        f"INSERT INTO card({_COLUMNS}, state_at_ms) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(number) DO UPDATE SET state = excluded.state, account_id = excluded.account_id,"
        " member_id = excluded.member_id, role = excluded.role, status_epoch = excluded.status_epoch,"
        " replaced_by = excluded.replaced_by, state_at_ms = excluded.state_at_ms",
        (card.number, card.state, card.account_id, card.member_id, card.role, card.status_epoch, card.batch_id,
         card.replaced_by, at_ms),
    )  # fmt: skip


def forget(db: Database, number: str) -> None:
    """Takes away a card that is nobody's here."""
    db.execute("DELETE FROM card WHERE number = ? AND member_id IS NULL", (number,))


def of_member(db: Database, member_id: str) -> list[CardRow]:
    """A member's cards, active ones first."""
    rows = db.all(
        f"SELECT {_COLUMNS} FROM card WHERE member_id = ? ORDER BY state <> 'active', state_at_ms DESC",
        (member_id,),
    )
    return [CardRow(*row) for row in rows]


def add_batch(db: Database, batch_id: str, numbers: list[str], *, skip_four: bool, at_ms: int, staff_id: str) -> None:
    """Stores a batch and its cards in stock; numbers already there are kept as they are."""
    db.execute(
        "INSERT INTO card_batch(id, first, last, made, skip_four, made_at_ms, staff_id) VALUES(?, ?, ?, ?, ?, ?, ?)",
        (batch_id, numbers[0], numbers[-1], len(numbers), int(skip_four), at_ms, staff_id),
    )
    db.executemany(
        "INSERT INTO card(number, state, batch_id, state_at_ms) VALUES(?, 'stock', ?, ?)",
        [(number, batch_id, at_ms) for number in numbers],
    )


def next_in_stock(db: Database) -> str | None:
    """The lowest number that waits in stock or is ready to be issued."""
    found = db.value("SELECT min(number) FROM card WHERE state IN ('stock', 'encoded', 'ready')")
    return None if found is None else str(found)
