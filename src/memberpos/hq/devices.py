"""Rows of tills: their key, place, watermark and state, and the list of what a person should look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from memberpos.domain.chain import GENESIS
from memberpos.hq.database import Conn, Pool
from memberpos.sync.protocol import Left

#: WAITING: it has joined, and somebody has yet to let it in.
ACTIVE, REVOKED, QUARANTINED, REPLACED, WAITING, HQ = 1, 2, 3, 4, 5, 9
#: A till that pulls is noted as seen at most once in this time.
SEEN_MS = 5 * 60 * 1000

_COLUMNS = b"device_id, store_id, till, pubkey, status, last_seq, last_hash, last_hlc, seen_ms"
_FIND = b"SELECT " + _COLUMNS + b" FROM device WHERE device_id = %s"
_LOCK = b"SELECT " + _COLUMNS + b" FROM device WHERE device_id = %s FOR UPDATE"


@dataclass(frozen=True)
class Device:
    """One till. `last_seq` and `last_hash` are the watermark: everything up to there is held here."""

    device_id: UUID
    store_id: int
    till: int
    pubkey: bytes
    status: int
    last_seq: int
    last_hash: bytes
    last_hlc: int
    seen_ms: int


def find(conn: Conn, device: UUID) -> Device | None:
    """The device, or None."""
    return _device(conn.execute(_FIND, (device,)).fetchone())


def look_up(pool: Pool, device: UUID) -> Device | None:
    """`find` outside of any transaction: one way there and back."""
    return next(map(_device, pool.read(_FIND, (device,))), None)


def lock(conn: Conn, device: UUID) -> Device | None:
    """The device with its row locked until the transaction ends."""
    return _device(conn.execute(_LOCK, (device,)).fetchone())


def _device(row: Sequence[Any] | None) -> Device | None:
    if row is None:
        return None
    return Device(row[0], row[1], row[2], bytes(row[3]), row[4], row[5], bytes(row[6]), row[7], row[8])


def insert(
    conn: Conn,
    device: UUID,
    place: tuple[int, int],
    name: str,
    pubkey: bytes,
    app: str,
    now_ms: int,
    *,
    status: int = ACTIVE,
) -> None:
    """A new till at `place` (store, till number) with an empty watermark."""
    conn.execute(
        """INSERT INTO device(device_id, store_id, till, name, pubkey, status, last_hash, app, enrolled_ms, seen_ms)
        VALUES(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)""",
        (device, *place, name, pubkey, status, GENESIS, app, now_ms, now_ms),
    )


def advance(
    conn: Conn,
    device: UUID,
    head: tuple[int, bytes, int],
    app: str,
    now_ms: int,
    left: Left | None = None,
    *,
    heard: bool = False,
) -> None:
    """Moves the watermark to `head` (sequence, hash, clock); the row is locked by `lock`. `left`: what the till has yet
    to send, where it says so; `heard`: nothing.
    """
    count, since_ms = (None, None) if left is None else (left.count, max(0, now_ms - left.age_s * 1000))
    conn.execute(
        """UPDATE device SET last_seq = %s, last_hash = %s, last_hlc = greatest(last_hlc, %s), app = %s, seen_ms = %s,
          left_n = %s, left_since_ms = %s, heard_ms = CASE WHEN %s THEN %s ELSE heard_ms END WHERE device_id = %s""",
        (*head, app, now_ms, count, since_ms, heard, now_ms, device),
    )


def quarantine(conn: Conn, device: UUID) -> None:
    """Two histories were seen: nothing more is taken until a person has looked."""
    _set_status(conn, device, QUARANTINED)


def revoke(conn: Conn, device: UUID) -> bool:
    """A lost or stolen till: it gets a signed order to wipe itself. False when it is unknown."""
    return _set_status(conn, device, REVOKED)


def release(conn: Conn, device: UUID) -> bool:
    """Ends a quarantine or a revocation. False when the till is unknown."""
    return _set_status(conn, device, ACTIVE)


def change(conn: Conn, device: UUID, before: Sequence[int], status: int) -> bool:
    """From one of these states to another; False when it is in none of them."""
    query = "UPDATE device SET status = %s WHERE device_id = %s AND status = ANY(%s)"
    return conn.execute(query, (status, device, list(before))).rowcount == 1


def seen(conn: Conn, device: UUID, now_ms: int) -> None:
    """The till has asked, though it had nothing to send."""
    conn.execute("UPDATE device SET seen_ms = greatest(seen_ms, %s) WHERE device_id = %s", (now_ms, device))


def _set_status(conn: Conn, device: UUID, status: int) -> bool:
    return conn.execute("UPDATE device SET status = %s WHERE device_id = %s", (status, device)).rowcount == 1
