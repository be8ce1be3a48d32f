"""Cards and batches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from memberpos.store.database import Database


@dataclass(frozen=True)
class CardRow:
    """One card; `state` is one of the states of domain rules §11. `uid` is the chip's, kept and never trusted.

    `password_hash` is what the holder chose; `password_new` = the batch's initial password still holds.
    """

    number: str
    state: str
    account_id: str | None = None
    member_id: str | None = None
    role: str = "main"
    status_epoch: int = 0
    batch_id: str | None = None
    replaced_by: str | None = None
    day_limit_fen: int | None = None
    uid: str | None = None
    password_hash: str | None = None
    password_new: bool = False
    password_fails: int = 0
    password_locked_ms: int = 0
    expires_on: str | None = None


@dataclass(frozen=True)
class BatchRow:
    """A batch of cards. `password_kind`: "" none, chosen (one for all, its hash kept), generated (one a card)."""

    id: str
    first: str
    last: str
    made: int
    skip_four: bool
    check_digit: bool
    password_kind: str
    password_hash: str | None
    made_at_ms: int
    staff_id: str


_NAMES = tuple(CardRow.__dataclass_fields__)
_COLUMNS = ", ".join(_NAMES)
_KEPT = ", ".join(f"{name} = excluded.{name}" for name in _NAMES if name not in ("number", "batch_id"))
_BATCH = ", ".join(BatchRow.__dataclass_fields__)
_UNISSUED = "('stock', 'encoded', 'ready')"


def by_number(db: Database, number: str) -> CardRow | None:
    """The card with this number."""
    return _one(db, "WHERE number = ?", number)


def by_uid(db: Database, uid: str) -> CardRow | None:
    """The card whose chip has this UID, one in use first."""
    return _one(db, "WHERE uid = ? ORDER BY state <> 'active', state_at_ms DESC LIMIT 1", uid)


def state_at_ms(db: Database, number: str) -> int:
    """Since when a card that is here has its state (UTC ms)."""
    return int(db.value("SELECT state_at_ms FROM card WHERE number = ?", (number,)))


def known(db: Database, numbers: Sequence[str]) -> list[str]:
    """Those of a few hundred numbers at most that are cards."""
    marks = ", ".join("?" * len(numbers))
    return [
        str(row[0]) for row in db.all(f"SELECT number FROM card WHERE number IN ({marks}) ORDER BY number", numbers)
    ]


def put(db: Database, card: CardRow, at_ms: int) -> None:
    """Adds a card or keeps what it is now; `at_ms` is since when, where its state is another than before, or a card in
    use somebody else's.
    """
    values = tuple(int(value) if isinstance(value, bool) else value for value in _values(card))
    db.execute(
        f"INSERT INTO card({_COLUMNS}, state_at_ms) VALUES({', '.join('?' * len(values))}, ?)"
        f" ON CONFLICT(number) DO UPDATE SET {_KEPT}, state_at_ms = CASE WHEN card.state = excluded.state"
        " AND card.status_epoch = excluded.status_epoch AND (card.state <> 'active'"
        " OR card.account_id IS excluded.account_id) THEN card.state_at_ms ELSE excluded.state_at_ms END",
        (*values, at_ms),
    )


def set_attempts(db: Database, number: str, fails: int, locked_ms: int) -> None:
    """Keeps how often a wrong password was entered, and until when no other is looked at."""
    db.execute(
        "UPDATE card SET password_fails = ?, password_locked_ms = ? WHERE number = ?", (fails, locked_ms, number)
    )


def set_uid(db: Database, number: str, uid: str) -> None:
    """Notes the chip a card came with."""
    db.execute("UPDATE card SET uid = ? WHERE number = ?", (uid, number))


def forget(db: Database, number: str) -> None:
    """Takes away a card that is nobody's here."""
    db.execute("DELETE FROM card WHERE number = ? AND member_id IS NULL", (number,))


def of_member(db: Database, member_id: str) -> list[CardRow]:
    """A member's cards, active ones first."""
    return _all(db, "WHERE member_id = ? ORDER BY state <> 'active', state_at_ms DESC, number", member_id)


def of_account(db: Database, account: str) -> list[CardRow]:
    """All cards of an account, main cards in use first."""
    return _all(
        db, "WHERE account_id = ? ORDER BY state <> 'active', role <> 'main', state_at_ms DESC, number", account
    )


def add_batch(db: Database, batch: BatchRow, numbers: Sequence[str]) -> None:
    """Stores a batch and its cards in stock."""
    values = tuple(int(value) if isinstance(value, bool) else value for value in _values(batch))
    db.execute(f"INSERT INTO card_batch({_BATCH}) VALUES({', '.join('?' * len(values))})", values)
    db.executemany(
        "INSERT INTO card(number, state, batch_id, password_new, state_at_ms) VALUES(?, 'stock', ?, ?, ?)",
        [(number, batch.id, int(bool(batch.password_kind)), batch.made_at_ms) for number in numbers],
    )


def has_batches(db: Database) -> bool:
    """Whether this till ever made cards."""
    return db.value("SELECT 1 FROM card_batch LIMIT 1") is not None


def batch(db: Database, batch_id: str) -> BatchRow | None:
    """The batch with this id."""
    row = db.one(f"SELECT {_BATCH} FROM card_batch WHERE id = ?", (batch_id,))
    return None if row is None else _batch(row)


def batches(db: Database, limit: int = 100) -> list[tuple[BatchRow, dict[str, int]]]:
    """Batches, newest first, each with how many of its cards are in which state."""
    rows = db.all(f"SELECT {_BATCH} FROM card_batch ORDER BY made_at_ms DESC, id DESC LIMIT ?", (limit,))
    return [(found := _batch(row), _states(db, found.id)) for row in rows]


def of_batch(db: Database, batch_id: str, states: Sequence[str] = ()) -> list[CardRow]:
    """The cards of a batch in order of number; only those in `states` if given."""
    marks = f" AND state IN ({', '.join('?' * len(states))})" if states else ""
    return _all(db, f"WHERE batch_id = ?{marks} ORDER BY number", batch_id, *states)


def next_of_batch(db: Database, batch_id: str) -> str:
    """The lowest number of a batch that is not written and read back; "" when all are."""
    return str(
        db.value(
            "SELECT coalesce(min(number), '') FROM card WHERE batch_id = ? AND state IN ('stock', 'encoded')"
            " AND member_id IS NULL",
            (batch_id,),
        )
    )


def next_in_stock(db: Database) -> str | None:
    """The lowest number that waits in stock or is ready to be issued; ready ones first."""
    return _next(db, "state = 'ready'") or _next(db, f"state IN {_UNISSUED}")


def taken(db: Database, numbers: Sequence[str]) -> str | None:
    """The first of the numbers (in their order) that a card has already."""
    return next((number for number in numbers if by_number(db, number) is not None), None)


def _next(db: Database, where: str) -> str | None:
    found = db.value(f"SELECT min(number) FROM card WHERE {where}")
    return None if found is None else str(found)


def _states(db: Database, batch_id: str) -> dict[str, int]:
    rows = db.all("SELECT state, count(*) FROM card WHERE batch_id = ? GROUP BY state", (batch_id,))
    return {str(row[0]): int(row[1]) for row in rows}


def _values(row: CardRow | BatchRow) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in type(row).__dataclass_fields__)


def _one(db: Database, where: str, *params: object) -> CardRow | None:
    found = _all(db, where, *params)
    return found[0] if found else None


def _all(db: Database, where: str, *params: object) -> list[CardRow]:
    return [_card(row) for row in db.all(f"SELECT {_COLUMNS} FROM card {where}", params)]


def _card(row: Sequence[object]) -> CardRow:
    values = dict(zip(_NAMES, tuple(row), strict=True))
    return CardRow(**{**values, "password_new": bool(values["password_new"])})  # type: ignore[arg-type]


def _batch(row: Sequence[object]) -> BatchRow:
    values = dict(zip(BatchRow.__dataclass_fields__, tuple(row), strict=True))
    flags = {name: bool(values[name]) for name in ("skip_four", "check_digit")}
    return BatchRow(**{**values, **flags})  # type: ignore[arg-type]
