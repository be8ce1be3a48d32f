"""Bonus that comes in instalments: what is planned, what was given, what was called off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from memberpos.store.database import Database

PLANNED, GIVEN, CALLED_OFF = "planned", "given", "called_off"


@dataclass(frozen=True)
class InstalmentRow:
    """One part of a top-up's bonus; `due` is an ISO date, `event_id` what gave it or called it off."""

    recharge_id: str
    n: int
    account_id: str
    due: str
    fen: int
    state: str = PLANNED
    event_id: str | None = None


_COLUMNS = ", ".join(InstalmentRow.__dataclass_fields__)


def plan(db: Database, recharge_id: str, account: str, parts: Iterable[tuple[str, int]]) -> None:
    """Keeps the parts (due date, fen) of a top-up; inside the caller's transaction."""
    db.executemany(
        "INSERT INTO instalment(recharge_id, n, account_id, due, fen) VALUES(?, ?, ?, ?, ?)",
        [(recharge_id, n, account, due, fen) for n, (due, fen) in enumerate(parts, 1)],
    )


def due(db: Database, account: str, today: str) -> list[InstalmentRow]:
    """What an account is owed up to a date, in order of date."""
    return _rows(
        db, "WHERE account_id = ? AND state = 'planned' AND due <= ? ORDER BY due, recharge_id", account, today
    )


def planned(db: Database, account: str) -> list[InstalmentRow]:
    """What is still to come of an account's bonus, in order of date."""
    return _rows(db, "WHERE account_id = ? AND state = 'planned' ORDER BY due, recharge_id", account)


def of_recharge(db: Database, recharge_id: str) -> list[InstalmentRow]:
    """All parts of a top-up in order."""
    return _rows(db, "WHERE recharge_id = ? ORDER BY n", recharge_id)


def of_event(db: Database, event_id: str) -> list[InstalmentRow]:
    """The parts an event called off."""
    return _rows(db, "WHERE event_id = ? AND state = 'called_off' ORDER BY recharge_id, n", event_id)


def accounts_due(db: Database, today: str) -> list[str]:
    """Accounts that are owed a part up to a date."""
    rows = db.all("SELECT DISTINCT account_id FROM instalment WHERE state = 'planned' AND due <= ?", (today,))
    return [str(row[0]) for row in rows]


def settle(db: Database, row: InstalmentRow, state: str, event_id: str) -> None:
    """Notes that a part was given or called off, and by which event."""
    db.execute(
        "UPDATE instalment SET state = ?, event_id = ? WHERE recharge_id = ? AND n = ?",
        (state, event_id, row.recharge_id, row.n),
    )


def _rows(db: Database, where: str, *params: str) -> list[InstalmentRow]:
    return [InstalmentRow(*row) for row in db.all(f"SELECT {_COLUMNS} FROM instalment {where}", params)]
