"""Erasing a member: here, at every till that ever had their data, and the list of the tills that still owe it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from memberpos.domain.events import ERASE_DONE
from memberpos.hq import devices
from memberpos.hq.database import Conn
from memberpos.hq.devices import Device
from memberpos.hq.effects import Effect
from memberpos.hq.people import ERASED
from memberpos.hq.tx import Tx, buckets_of

#: Rows of `_owing`.
_OWED = "done_ms IS NULL AND (%s::int[] IS NULL OR store_id = ANY(%s)) AND device_id <> ALL(%s)"


@dataclass(frozen=True)
class Owed:
    """A till that was told to forget a member at `asked_ms` and has not said that it did."""

    member_id: UUID
    device_id: UUID
    store_id: int
    till: int
    name: str
    asked_ms: int
    seen_ms: int
    status: int


def erase(tx: Tx, member: UUID) -> None:
    """Personal data go, here and on every till that ever had them; the ledger stays, without a name."""
    tx.conn.execute(
        """UPDATE member SET status = %s, ver = ver + 1, k_pinyin = '', k_initials = '', k_phone4 = ''
        WHERE member_id = %s""",
        (ERASED, member),
    )
    tx.conn.execute("DELETE FROM member_pii WHERE member_id = %s", (member,))
    tx.conn.execute("DELETE FROM phone_idx WHERE member_id = %s", (member,))
    seen = tx.conn.execute("SELECT store_id FROM member_store WHERE member_id = %s", (member,)).fetchall()
    stores = [int(store) for (store,) in seen]
    row = tx.conn.execute("SELECT ver, account_id, home_device FROM member WHERE member_id = %s", (member,)).fetchone()
    ver, account, writer = row or (1, None, None)
    _forget_events(tx, member, account, writer, stores)
    _forget_passwords(tx, account)
    _ask(tx, member, stores)
    tx.tell(sorted({*stores, *buckets_of(tx, [member])[member]}), "erase", str(member), int(ver), urgent=True)


def _ask(tx: Tx, member: UUID, stores: Sequence[int]) -> None:
    """Every till of a store that knew the member owes it; in a chain that gives all members to all, every till."""
    tills = tx.conn.execute(
        """SELECT device_id, store_id FROM device WHERE status <> ALL(%s)
          AND (%s OR store_id = ANY(%s)) ORDER BY device_id""",
        ([devices.HQ, devices.REPLACED, devices.WAITING], tx.chain.all_members, list(stores)),
    ).fetchall()
    tx.conn.execute(
        """INSERT INTO erase_owed(member_id, device_id, store_id, asked_ms)
        SELECT %s, d.device, d.store, %s FROM unnest(%s::uuid[], %s::int[]) AS d(device, store)
        ON CONFLICT DO NOTHING""",
        (member, tx.now_ms, [row[0] for row in tills], [int(row[1]) for row in tills]),
    )


def done(tx: Tx, device: Device, effects: Sequence[Effect]) -> None:
    """Tills that say they have forgotten members owe it no longer."""
    members = sorted({e.member_id for e in effects if e.kind == ERASE_DONE and e.member_id})
    if members:
        tx.conn.execute(
            """UPDATE erase_owed SET done_ms = %s WHERE member_id = ANY(%s) AND device_id = %s AND done_ms IS NULL""",
            (tx.now_ms, members, device.device_id),
        )


def owed(conn: Conn, stores: Sequence[int] | None = None, limit: int | None = None, offset: int = 0) -> list[Owed]:
    """Who still owes what, the oldest first; `stores`: of these only. A revoked till was ordered to wipe itself, a
    replaced one owes nothing.
    """
    rows = conn.execute(
        f"""SELECT member_id, device_id, asked_ms FROM erase_owed WHERE {_OWED}
        ORDER BY asked_ms, device_id, member_id LIMIT %s OFFSET %s""".encode(),
        (*_owing(conn, stores), limit, offset),
    ).fetchall()
    tills = {
        row[0]: row
        for row in conn.execute(
            "SELECT device_id, store_id, till, name, seen_ms, status FROM device WHERE device_id = ANY(%s)",
            (sorted({row[1] for row in rows}),),
        ).fetchall()
    }
    return [_owed(member, int(asked), tills[device]) for member, device, asked in rows if device in tills]


def count_owed(conn: Conn, stores: Sequence[int] | None = None) -> int:
    """How many rows `owed` has."""
    row = conn.execute(f"SELECT count(*) FROM erase_owed WHERE {_OWED}".encode(), _owing(conn, stores)).fetchone()
    return 0 if row is None else int(row[0])


def _owing(conn: Conn, stores: Sequence[int] | None) -> tuple[Sequence[int] | None, Sequence[int] | None, list[UUID]]:
    gone = conn.execute("SELECT device_id FROM device WHERE status = %s", (devices.REPLACED,)).fetchall()
    return stores, stores, [row[0] for row in gone]


def _forget_events(tx: Tx, member: UUID, account: UUID | None, writer: UUID | None, stores: Sequence[int]) -> None:
    """The personal values beside the member's events; bodies name only their digests."""
    tills = tx.conn.execute("SELECT device_id FROM device WHERE store_id = ANY(%s)", (list(stores),)).fetchall()
    writing = sorted({row[0] for row in tills} | ({writer} if writer else set()))
    named, owning = f'"member":"{member}"'.encode(), f'"account":"{account}"'.encode()
    rows = tx.conn.execute(
        """SELECT p.device_id, p.seq FROM event_pii p JOIN event e ON e.device_id = p.device_id AND e.seq = p.seq
        WHERE p.device_id = ANY(%s) AND (position(%s::bytea IN e.body) > 0
          OR p.field LIKE 'password%%' AND position(%s::bytea IN e.body) > 0)""",
        (writing, named, owning),
    ).fetchall()
    for device, seq in sorted(set(rows)):
        tx.conn.execute("DELETE FROM event_pii WHERE device_id = %s AND seq = %s", (device, seq))


def _forget_passwords(tx: Tx, account: UUID | None) -> None:
    """What was told of the member's cards, without their passwords: whoever had one needs another."""
    rows = tx.conn.execute(
        "SELECT id, doc FROM holding WHERE account_id = %s AND entity = 'card_terms' ORDER BY id", (account,)
    ).fetchall()
    for row_id, text in rows:
        doc = json.loads(text)
        if doc.get("password_hash") is not None:
            doc |= {"password_hash": None, "password_new": 1}
            tx.conn.execute(
                "UPDATE holding SET doc = %s WHERE account_id = %s AND entity = 'card_terms' AND id = %s",
                (json.dumps(doc, separators=(",", ":")), account, row_id),
            )


def _owed(member: UUID, asked_ms: int, row: tuple[Any, ...]) -> Owed:
    device, store, till, name, seen_ms, status = row
    return Owed(member, device, store, till, name, asked_ms, int(seen_ms), status)
