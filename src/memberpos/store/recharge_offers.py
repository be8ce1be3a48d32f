"""Top-up offers as versioned documents: a change is a new version with the moment it begins."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.store.database import Database


@dataclass(frozen=True)
class OfferVersion:
    """One version of an offer; `doc` is its JSON text."""

    code: str
    version: int
    starts_at_ms: int
    at_ms: int
    staff_id: str
    doc: str
    withdrawn: int = 0


_COLUMNS = ", ".join(OfferVersion.__dataclass_fields__)


def add(db: Database, code: str, doc: str, *, starts_at_ms: int, at_ms: int, staff_id: str) -> int:
    """Stores a new version and gives its number; inside the caller's transaction."""
    number = 1 + int(db.value("SELECT coalesce(max(version), 0) FROM recharge_offer WHERE code = ?", (code,)))
    db.execute(
        f"INSERT INTO recharge_offer({_COLUMNS}) VALUES(?, ?, ?, ?, ?, ?, 0)",
        (code, number, starts_at_ms, at_ms, staff_id, doc),
    )
    return number


def in_force(db: Database, now_ms: int) -> list[OfferVersion]:
    """Of each offer the newest version that has begun, by code."""
    rows = db.all(
        f"SELECT {_COLUMNS} FROM recharge_offer o WHERE version = (SELECT max(version) FROM recharge_offer n"
        " WHERE n.code = o.code AND n.starts_at_ms <= ? AND n.withdrawn = 0) ORDER BY code",
        (now_ms,),
    )
    return [OfferVersion(*row) for row in rows]


def versions(db: Database, code: str) -> list[OfferVersion]:
    """All versions of an offer, newest first."""
    rows = db.all(f"SELECT {_COLUMNS} FROM recharge_offer WHERE code = ? ORDER BY version DESC", (code,))
    return [OfferVersion(*row) for row in rows]


def codes(db: Database) -> list[str]:
    """The codes of all offers, in order."""
    return [row[0] for row in db.all("SELECT DISTINCT code FROM recharge_offer ORDER BY code")]


def withdraw(db: Database, code: str, version: int) -> None:
    """A version that has not begun will not begin."""
    db.execute("UPDATE recharge_offer SET withdrawn = 1 WHERE code = ? AND version = ?", (code, version))
