"""Lucky draws: their documents, the seed that is committed for the next play, and every play."""

from __future__ import annotations

import json
from dataclasses import dataclass

from memberpos.domain.draws import Draw, document, from_document
from memberpos.store.database import Database


@dataclass(frozen=True)
class PlayRow:
    """One play: `roll` of the seed fell into `prize`; `doc` the weights it was drawn with, as JSON."""

    id: str
    seq: int
    receipt_no: str
    member_id: str
    code: str
    cost: int
    seed_hash: str
    seed: str
    roll: int
    prize: str
    doc: str
    business_date: str


_PLAY = ", ".join(PlayRow.__dataclass_fields__)


def put(db: Database, draw: Draw) -> None:
    """Adds a draw or changes the one with its code."""
    db.execute(
        "INSERT INTO draw(code, name, doc) VALUES(?, ?, ?)"
        " ON CONFLICT(code) DO UPDATE SET name = excluded.name, doc = excluded.doc, active = 1",
        (draw.code, draw.name, json.dumps(document(draw), ensure_ascii=False)),
    )


def by_code(db: Database, code: str) -> Draw | None:
    """The draw with this code."""
    row = db.one("SELECT code, name, doc FROM draw WHERE code = ? AND active = 1", (code,))
    return None if row is None else from_document(row[0], row[1], json.loads(row[2]))


def everything(db: Database) -> list[Draw]:
    """All draws by code."""
    rows = db.all("SELECT code, name, doc FROM draw WHERE active = 1 ORDER BY code")
    return [from_document(row[0], row[1], json.loads(row[2])) for row in rows]


def has_coupon(db: Database, code: str) -> bool:
    """Whether there is a kind of coupon with this code."""
    return db.value("SELECT 1 FROM coupon_kind WHERE code = ?", (code,)) is not None


def commit(db: Database, code: str, seed_hash: str, seed: bytes, event_id: str) -> None:
    """Keeps the seed of the next play, whose hash `event_id` has booked."""
    db.execute(
        "INSERT INTO draw_seed(hash, code, seed, made_event) VALUES(?, ?, ?, ?)", (seed_hash, code, seed, event_id)
    )


def committed(db: Database, code: str) -> tuple[str, bytes] | None:
    """(hash, seed) of the next play; None before the draw is set up."""
    row = db.one("SELECT hash, seed FROM draw_seed WHERE code = ? AND used_event IS NULL", (code,))
    return None if row is None else (str(row[0]), bytes(row[1]))


def use_up(db: Database, seed_hash: str, event_id: str) -> None:
    """The seed was shown by an event."""
    db.execute("UPDATE draw_seed SET used_event = ? WHERE hash = ?", (event_id, seed_hash))


def insert(db: Database, row: PlayRow) -> None:
    """Stores a play; inside the caller's transaction."""
    values = tuple(getattr(row, name) for name in PlayRow.__dataclass_fields__)
    db.execute(f"INSERT INTO draw_play({_PLAY}) VALUES({', '.join('?' * len(values))})", values)


def find(db: Database, key: str) -> PlayRow | None:
    """A play by id or receipt number."""
    row = db.one(f"SELECT {_PLAY} FROM draw_play WHERE id = ? OR receipt_no = ?", (key, key))
    return None if row is None else PlayRow(*row)


def count(db: Database, member_id: str, code: str, since: str = "", until: str = "9999") -> int:
    """A member's plays of a draw in a span of business dates."""
    return int(
        db.value(
            "SELECT count(*) FROM draw_play WHERE member_id = ? AND code = ? AND business_date BETWEEN ? AND ?",
            (member_id, code, since, until),
        )
    )
