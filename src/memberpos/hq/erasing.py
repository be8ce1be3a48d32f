"""Erasing a member: personal values, here and on every till that ever had them; the ledger stays, without a name."""

from __future__ import annotations

import json
from uuid import UUID

from memberpos.hq.people import ERASED
from memberpos.hq.tx import Tx, buckets_of


def erase(tx: Tx, member: UUID) -> None:
    """Personal data go, here and on every till that ever had them; the ledger stays, without a name."""
    tx.conn.execute("UPDATE member SET status = %s, ver = ver + 1 WHERE member_id = %s", (ERASED, member))
    tx.conn.execute("DELETE FROM member_pii WHERE member_id = %s", (member,))
    tx.conn.execute("DELETE FROM phone_idx WHERE member_id = %s", (member,))
    _forget_events(tx, member)
    _forget_passwords(tx, member)
    stores = tx.conn.execute("SELECT store_id FROM member_store WHERE member_id = %s", (member,)).fetchall()
    row = tx.conn.execute("SELECT ver FROM member WHERE member_id = %s", (member,)).fetchone()
    buckets = {int(store) for (store,) in stores} | set(buckets_of(tx, [member])[member])
    tx.tell(sorted(buckets), "erase", str(member), int(row[0]) if row else 1, urgent=True)


def _forget_events(tx: Tx, member: UUID) -> None:
    """The personal values beside the member's events; bodies name only their digests."""
    writers = tx.conn.execute("SELECT home_device FROM member WHERE member_id = %s", (member,)).fetchall()
    stores = tx.conn.execute("SELECT store_id FROM member_store WHERE member_id = %s", (member,)).fetchall()
    tills = tx.conn.execute(
        "SELECT device_id FROM device WHERE store_id = ANY(%s)", ([row[0] for row in stores],)
    ).fetchall()
    devices = sorted({row[0] for row in (*writers, *tills)})
    named, owning = f'"member":"{member}"'.encode(), f'"account":"{_account(tx, member)}"'.encode()
    rows = tx.conn.execute(
        """SELECT p.device_id, p.seq FROM event_pii p JOIN event e ON e.device_id = p.device_id AND e.seq = p.seq
        WHERE p.device_id = ANY(%s) AND (position(%s::bytea IN e.body) > 0
          OR p.field LIKE 'password%%' AND position(%s::bytea IN e.body) > 0)""",
        (devices, named, owning),
    ).fetchall()
    for device, seq in sorted(set(rows)):
        tx.conn.execute("DELETE FROM event_pii WHERE device_id = %s AND seq = %s", (device, seq))


def _forget_passwords(tx: Tx, member: UUID) -> None:
    """What was told of the member's cards, without their passwords: whoever had one needs another."""
    account = _account(tx, member)
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


def _account(tx: Tx, member: UUID) -> UUID | None:
    row = tx.conn.execute("SELECT account_id FROM member WHERE member_id = %s", (member,)).fetchone()
    return None if row is None else row[0]
