"""The outbox: every event of this till as the exact bytes headquarters will hold, in one hash chain.

A row is written in the transaction of its effect, so a refused action leaves no gap. Rows stay after headquarters has
them: the journal shows them, and a headquarters restored from a backup gets them again.

A till that was restored goes on under a new device id, whose chain begins behind the events of the old one: sequences
here count from 1 for the present device (`base` rows belong to the one before); only `append` and `last` name rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from memberpos.domain.chain import GENESIS, Pii, chain_hash, hlc_ms, next_hlc
from memberpos.domain.errors import PosError
from memberpos.store import sync_state
from memberpos.store.database import Database

__all__ = [
    "MAX_BODY_BYTES",
    "MAX_PII_CHARS",
    "OutboxEvent",
    "Pii",
    "acked",
    "append",
    "count_unsent",
    "head",
    "last",
    "last_hash",
    "made_after_ms",
    "mark_acked",
]  # fmt: skip

MAX_BODY_BYTES = 64 * 1024
SEEN_HLC = "seen_hlc"
#: Headquarters lets no clock be further ahead than five minutes; a till's own may be behind as much again.
SEEN_AHEAD_MS = 10 * 60 * 1000
#: The longest personal value headquarters takes (docs/protocol.md); a longer one would hold up the queue for ever.
MAX_PII_CHARS = 4096
#: Kinds that tell nothing about business; they do not raise the warning for unsent data.
HOUSEKEEPING = ("heartbeat", "grant.return", "erase.done", "audit", "rows", "card.known")
_KIND = re.compile(r"[a-z][a-z0-9_.]{0,63}")
_COLUMNS = "seq, kind, kv, event_id, hlc, body, hash"


@dataclass(frozen=True)
class OutboxEvent:
    """One stored event with the personal values that travel beside it."""

    seq: int
    kind: str
    kv: int
    event_id: UUID
    hlc: int
    body: bytes
    hash: bytes
    pii: tuple[Pii, ...] = ()


def append(
    db: Database, *, kind: str, kv: int, event_id: UUID, body: bytes, now_ms: int, pii: Sequence[Pii] = ()
) -> int:
    """Adds an event to the chain and returns its sequence; inside the caller's transaction (else RuntimeError).

    `body` is the UTF-8 JSON that is hashed, kept and sent unchanged; at most 64 KiB (PosError limit_exceeded).
    `now_ms` is the wall clock; the stored hybrid clock never goes back, whatever it says.
    """
    if not db.in_transaction:
        raise RuntimeError("an event belongs to the transaction of its effect")
    check(kind, kv, body, pii)
    device = sync_state.identity(db).device_id
    (chained, prev_hash), first = head(db), base(db)
    seq, hlc = first + chained + 1, next_hlc(latest_hlc(db), now_ms)
    digest = chain_hash(prev_hash, device, chained + 1, hlc, kind, kv, body)
    db.execute(
        f"INSERT INTO outbox({_COLUMNS}) VALUES(?, ?, ?, ?, ?, ?, ?)",
        (seq, kind, kv, event_id.bytes, hlc, body, digest),
    )
    for item in pii:
        db.execute("INSERT INTO outbox_pii VALUES(?, ?, ?, ?)", (seq, item.field, item.salt, item.value))
    sync_state.put(db, "hlc", hlc)
    return seq


def check(kind: str, kv: int, body: bytes, pii: Sequence[Pii]) -> None:
    """What no event may be: PosError limit_exceeded (event_bytes, text_chars), ValueError for a bad kind."""
    if not _KIND.fullmatch(kind) or not 0 <= kv <= 0xFFFF:
        raise ValueError(f"bad event kind {kind!r} version {kv}")
    if len(body) > MAX_BODY_BYTES:
        raise PosError("limit_exceeded", what="event_bytes", limit=MAX_BODY_BYTES)
    if any(len(item.value) > MAX_PII_CHARS for item in pii):
        raise PosError("limit_exceeded", what="text_chars", limit=MAX_PII_CHARS)


def latest_hlc(db: Database) -> int:
    """The newest clock value of this till's events, and of what it was told: what is done after is later."""
    return max(int(sync_state.get(db, "hlc", 0)), int(sync_state.get(db, SEEN_HLC, 0)))


def note_seen(db: Database, hlc: int, now_ms: int) -> None:
    """A clock value of another till was told; one far ahead of this till's clock is not believed."""
    if hlc_ms(hlc) <= now_ms + SEEN_AHEAD_MS and hlc > int(sync_state.get(db, SEEN_HLC, 0)):
        sync_state.put(db, SEEN_HLC, hlc)


def base(db: Database) -> int:
    """How many rows stand before the first event of the present device: 0 for a till that was never restored."""
    return int(sync_state.get(db, "base_seq", 0))


def head(db: Database) -> tuple[int, bytes]:
    """(sequence, hash) of the present device's newest event; (0, 32 zero bytes) of an empty chain."""
    (seq, digest), first = last(db), base(db)
    return (seq - first, digest) if seq > first else (0, GENESIS)


def rechain(db: Database, first: int, device: UUID) -> None:
    """Lets the chain of `device`, of which headquarters has nothing yet, begin behind row `first`: the rows after it
    are chained anew. Inside the caller's transaction.
    """
    sync_state.put(db, "base_seq", first)
    previous = GENESIS
    for row in db.all(f"SELECT {_COLUMNS} FROM outbox WHERE seq > ? ORDER BY seq", (first,)):
        seq, kind, kv, _, hlc, body, _ = row
        previous = chain_hash(previous, device, seq - first, hlc, kind, kv, bytes(body))
        db.execute("UPDATE outbox SET hash = ? WHERE seq = ?", (previous, seq))
        db.execute("UPDATE event SET device_id = ? WHERE seq = ?", (str(device), seq))


def last(db: Database) -> tuple[int, bytes]:
    """(row, hash) of the newest event; (0, 32 zero bytes) of an empty outbox."""
    row = db.one("SELECT seq, hash FROM outbox ORDER BY seq DESC LIMIT 1")
    return (0, GENESIS) if row is None else (int(row[0]), bytes(row[1]))


def last_hash(db: Database) -> bytes:
    """The head of the chain."""
    return last(db)[1]


def hash_at(db: Database, seq: int) -> bytes | None:
    """Hash of the event `seq`; 32 zero bytes for 0; None where there is none."""
    if seq == 0:
        return GENESIS
    value = db.value("SELECT hash FROM outbox WHERE seq = ?", (seq + base(db),))
    return None if value is None else bytes(value)


def row_hash(db: Database, row: int) -> bytes:
    """Hash of the row `row`, of whatever device. PosError not_found."""
    value = db.value("SELECT hash FROM outbox WHERE seq = ?", (row,))
    if value is None:
        raise PosError("not_found", what="event")
    return bytes(value)


def acked(db: Database) -> int:
    """The last sequence headquarters is known to hold."""
    return int(sync_state.get(db, "acked_seq", 0))


def mark_acked(db: Database, seq: int, receipt: bytes) -> None:
    """Headquarters holds everything up to `seq`; `receipt` is its signature. Inside the caller's transaction."""
    sync_state.put(db, "acked_seq", seq)
    sync_state.put(db, "hq_receipt", receipt)


def rewind(db: Database, seq: int) -> None:
    """Headquarters holds less than believed (it was restored): everything after `seq` is sent again."""
    sync_state.put(db, "acked_seq", seq)


def unsent(db: Database, limit: int) -> list[OutboxEvent]:
    """The oldest events headquarters does not hold yet, at most `limit`, in order."""
    return after(db, acked(db), limit)


def after(db: Database, seq: int, limit: int) -> list[OutboxEvent]:
    """The events after `seq`, at most `limit`, in order."""
    first = base(db)
    return [replace(event, seq=event.seq - first) for event in rows_after(db, seq + first, limit)]


def rows_after(db: Database, row: int, limit: int) -> list[OutboxEvent]:
    """The rows after `row`, of whatever device, numbered as they stand here."""
    rows = db.all(
        f"SELECT {_COLUMNS} FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?",
        (row, limit),
    )
    if not rows:
        return []
    beside = _pii_between(db, int(rows[0]["seq"]), int(rows[-1]["seq"]))
    return [_event(row, beside.get(int(row["seq"]), ())) for row in rows]


def count_unsent(db: Database) -> int:
    """Length of the queue to headquarters (of a till without one: all events)."""
    return head(db)[0] - acked(db)


def oldest_unsent_ms(db: Database) -> int | None:
    """When the oldest unsent event was made, by the till's hybrid clock, or None."""
    return made_after_ms(db, acked(db))


def made_after_ms(db: Database, seq: int) -> int | None:
    """When the event behind `seq` was made, by the till's hybrid clock, or None."""
    hlc = db.value("SELECT hlc FROM outbox WHERE seq > ? ORDER BY seq LIMIT 1", (base(db) + seq,))
    return None if hlc is None else hlc_ms(int(hlc))


def count_late(db: Database, before_ms: int) -> int:
    """Unsent business events made before `before_ms`: what the warning for unsent data counts."""
    marks = ", ".join("?" * len(HOUSEKEEPING))
    sql = f"SELECT count(*) FROM outbox WHERE seq > ? AND hlc < ? AND kind NOT IN ({marks})"
    return int(db.value(sql, (base(db) + acked(db), before_ms << 16, *HOUSEKEEPING)))


def _pii_between(db: Database, first: int, until: int) -> dict[int, tuple[Pii, ...]]:
    found: dict[int, tuple[Pii, ...]] = {}
    sql = "SELECT seq, field, salt, value FROM outbox_pii WHERE seq BETWEEN ? AND ? ORDER BY seq, field"
    for seq, field, salt, value in db.all(sql, (first, until)):
        found[seq] = (*found.get(seq, ()), Pii(field, bytes(salt), value))
    return found


def _event(row: Any, pii: tuple[Pii, ...]) -> OutboxEvent:
    seq, kind, kv, event_id, hlc, body, digest = row
    return OutboxEvent(seq, kind, kv, UUID(bytes=bytes(event_id)), hlc, bytes(body), bytes(digest), pii)
