"""What members agreed to: one row a consent, kept when it is withdrawn."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.store.database import Database


@dataclass(frozen=True)
class ConsentRow:
    """One consent; `withdrawn_at_ms` None as long as it holds, `guardian` who gave it for a child."""

    purpose: str
    text_version: str
    given_at_ms: int
    withdrawn_at_ms: int | None = None
    guardian: str | None = None


def of_member(db: Database, member_id: str) -> list[ConsentRow]:
    """All consents of a member, the newest first."""
    rows = db.all(
        "SELECT purpose, text_version, given_at_ms, withdrawn_at_ms, guardian FROM member_consent WHERE member_id = ?"
        " ORDER BY given_at_ms DESC, purpose",
        (member_id,),
    )
    return [ConsentRow(*row) for row in rows]


def add(db: Database, member_id: str, row: ConsentRow) -> None:
    """Keeps a consent; inside the caller's transaction."""
    db.execute(
        "INSERT INTO member_consent(member_id, purpose, text_version, given_at_ms, withdrawn_at_ms, guardian)"
        " VALUES(?, ?, ?, ?, ?, ?)",
        (member_id, row.purpose, row.text_version, row.given_at_ms, row.withdrawn_at_ms, row.guardian),
    )


def withdraw(db: Database, member_id: str, purpose: str, at_ms: int) -> int:
    """Ends the consents to a purpose that hold; gives how many."""
    cursor = db.execute(
        "UPDATE member_consent SET withdrawn_at_ms = ? WHERE member_id = ? AND purpose = ? AND withdrawn_at_ms IS NULL",
        (at_ms, member_id, purpose),
    )
    return int(cursor.rowcount)
