"""The push transaction: watermark, chain, events and their effects, all in one commit (docs/protocol.md, Push).

A batch that comes again, late, or cut differently converges, because the device's row is locked, what it already holds
is dropped, and the rest must continue its chain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from typing import Any
from uuid import UUID

from memberpos.domain.chain import chain_hash, hlc_ms
from memberpos.hq import booking, cases, devices
from memberpos.hq.cases import Fault
from memberpos.hq.database import Conn
from memberpos.hq.tx import Tx
from memberpos.sync.merge import CLOCK_AHEAD_MS
from memberpos.sync.protocol import PushRequest, WireEvent


@dataclass(frozen=True)
class Accepted:
    """Everything up to `acked` is durable here once the transaction commits; `digest` is that event's hash."""

    acked: int
    digest: bytes
    results: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Gap:
    """Events are missing before the batch; the next one wanted is `expected`."""

    expected: int


@dataclass(frozen=True)
class Fork:
    """Two histories of one device exist; it is quarantined."""

    seq: int


@dataclass(frozen=True)
class BrokenChain:
    """The hash of `seq` does not follow from what is held here; nothing was taken."""

    seq: int


@dataclass(frozen=True)
class Blocked:
    """The device may not push: `devices.REVOKED` or `devices.QUARANTINED`."""

    status: int


Outcome = Accepted | Gap | Fork | BrokenChain | Blocked


def push(tx: Tx, request: PushRequest, app: str, careful: bool = True) -> Outcome:
    """Takes a batch inside the caller's transaction; commits nothing by itself, refuses without any change.

    `careful` finds the event that the database does not take; without it one of `database.REFUSED` comes
    out, and the caller begins again with care.
    """
    conn, tx.shard_key = tx.conn, request.device
    device = devices.lock(conn, request.device)
    if device is None or device.status != devices.ACTIVE:
        return Blocked(devices.REVOKED if device is None else device.status)
    forked = _forked_at(conn, request, device.last_seq)
    if forked is not None:
        devices.quarantine(conn, request.device)
        cases.note(tx, device, [Fault(forked, "fork")])
        return Fork(forked)
    if request.first > device.last_seq + 1:
        return Gap(device.last_seq + 1)
    new = tuple(event for event in request.events if event.seq > device.last_seq)
    broken = _broken_at(request.device, device.last_hash, new)
    if broken is not None:
        return BrokenChain(broken)
    return _take(tx, device, request, new, app, careful=careful)


def _take(
    tx: Tx, device: devices.Device, request: PushRequest, new: Sequence[WireEvent], app: str, *, careful: bool
) -> Accepted:
    conn, now_ms = tx.conn, tx.now_ms
    known = [event.seq for event in request.events if event.seq <= device.last_seq]
    results = _noted(conn, device.device_id, known)
    if new:
        insert_events(conn, device.device_id, new, now_ms)
        results += booking.apply(tx, device, new, careful)
        results += _clock_ahead(tx, device, new)
    last_seq, last_hash = (new[-1].seq, new[-1].hash) if new else (device.last_seq, device.last_hash)
    hlc = new[-1].hlc if new else device.last_hlc
    heard = not request.events if request.left is None else request.left.count == 0
    devices.advance(conn, device.device_id, (last_seq, last_hash, hlc), app, now_ms, request.left, heard=heard)
    return Accepted(last_seq, last_hash, tuple(results))


def _forked_at(conn: Conn, request: PushRequest, last_seq: int) -> int | None:
    """The first sequence of the batch that stands here with another hash."""
    claimed = {event.seq: event.hash for event in request.events if event.seq <= last_seq}
    if not request.events and 1 <= request.first - 1 <= last_seq:
        claimed = {request.first - 1: request.head}
    if not claimed:
        return None
    rows = conn.execute(
        "SELECT seq, hash FROM event WHERE device_id = %s AND seq BETWEEN %s AND %s ORDER BY seq",
        (request.device, min(claimed), max(claimed)),
    ).fetchall()
    return next((int(seq) for seq, digest in rows if claimed[seq] != bytes(digest)), None)


def _broken_at(device: UUID, prev: bytes, events: Sequence[WireEvent]) -> int | None:
    for event in events:
        if chain_hash(prev, device, event.seq, event.hlc, event.kind, event.kv, event.body) != event.hash:
            return event.seq
        prev = event.hash
    return None


def insert_events(conn: Conn, device: UUID, events: Sequence[WireEvent], now_ms: int) -> None:
    """Stores events as they came; inside the caller's transaction, which holds the device's row.

    The bodies travel as one value that is cut there: as an array each byte would be written and read as hex digits.
    """
    sizes = [len(event.body) for event in events]
    conn.execute(
        """INSERT INTO event(device_id, seq, recv_month, event_id, kind, kv, hlc, hash, body, recv_ms)
        SELECT %s, e.seq, %s, e.id, e.kind, e.kv, e.hlc, e.hash, substring(%b::bytea FROM e.place FOR e.size), %s
        FROM unnest(%s::bigint[], %s::uuid[], %s::text[], %s::int[], %s::bigint[], %s::bytea[], %s::int[], %s::int[])
          AS e(seq, id, kind, kv, hlc, hash, place, size)""",
        (
            device,
            datetime.fromtimestamp(now_ms / 1000, UTC).date().replace(day=1),
            b"".join([event.body for event in events]),
            now_ms,
            [event.seq for event in events],
            [event.event_id for event in events],
            [event.kind for event in events],
            [event.kv for event in events],
            [event.hlc for event in events],
            [event.hash for event in events],
            [end - size + 1 for end, size in zip(accumulate(sizes), sizes, strict=True)],
            sizes,
        ),
    )


def _noted(conn: Conn, device: UUID, seqs: Sequence[int]) -> list[dict[str, Any]]:
    """What was found in events the till sends again because it never saw the answer."""
    if not seqs:
        return []
    rows = conn.execute(
        "SELECT seq, why FROM review WHERE device_id = %s AND seq BETWEEN %s AND %s ORDER BY seq, why",
        (device, seqs[0], seqs[-1]),
    ).fetchall()
    return [booking.exception(int(seq), str(why)) for seq, why in rows]


def _clock_ahead(tx: Tx, device: devices.Device, events: Sequence[WireEvent]) -> list[dict[str, Any]]:
    limit_ms = tx.now_ms + CLOCK_AHEAD_MS
    first = next((event.seq for event in events if hlc_ms(event.hlc) > limit_ms), None)
    if first is None or hlc_ms(device.last_hlc) > limit_ms:
        return []
    cases.note(tx, device, [Fault(first, "clock_ahead")])
    return [booking.exception(first, "clock_ahead")]
