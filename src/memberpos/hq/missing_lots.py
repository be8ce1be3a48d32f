"""Lots that nobody can tell of any more: what was moved of them becomes a lot of its own, most often a debt.

Headquarters was put back to a backup, and before the till that had made a lot could send that again it was revoked, or
came back from a backup itself. What others spent of the lot is in the balance and in no lot; once every till has been
heard, it never will be. The debt is paid like any other (`hq.debts`). Should the lot turn up all the same, it is
open for all that was granted: the movements before it are made up for.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from uuid import UUID, uuid5

from memberpos.hq import authoring, debts, granting
from memberpos.hq.allowance import KINDS
from memberpos.hq.database import REFUSED, Conn
from memberpos.hq.devices import ACTIVE, QUARANTINED, WAITING
from memberpos.hq.lots import Rights
from memberpos.hq.tx import Tx

_log = logging.getLogger("memberpos.hq")
#: Accounts of one step; how long one waits that cannot be settled when no till is in use.
_MOST, _PAUSE_MS = 20, 60 * 60 * 1000
#: Tills that may still have something to tell.
_IN_USE = (ACTIVE, QUARANTINED, WAITING)
Part = tuple[UUID, int]
Gap = tuple[str, str, int]


def step(tx: Tx) -> int:
    """Settles some of the accounts that wait for such lots though every till was heard since; gives how many."""
    rows = tx.conn.execute(
        "SELECT account_id, missed_ms FROM purse WHERE missed_ms IS NOT NULL ORDER BY missed_ms, account_id LIMIT %s",
        (_MOST,),
    ).fetchall()
    heard_ms = _all_heard_ms(tx) if rows else 0
    due = sorted(account for account, missed_ms in rows if missed_ms < heard_ms)
    if not due:
        return 0
    granting.lock(tx.conn, due)
    return sum(_guarded(tx, account, heard_ms) for account in due)


def _all_heard_ms(tx: Tx) -> int:
    """Since when each till in use has been heard with nothing left to send (UTC ms)."""
    row = tx.conn.execute("SELECT min(heard_ms) FROM device WHERE status = ANY(%s)", (list(_IN_USE),)).fetchone()
    return tx.now_ms - _PAUSE_MS if row is None or row[0] is None else int(row[0])


def _guarded(tx: Tx, account: UUID, heard_ms: int) -> bool:
    """False where it is not the missing lots alone that the balance lacks: it is looked at again later."""
    row = tx.conn.execute("SELECT missed_ms FROM purse WHERE account_id = %s", (account,)).fetchone()
    if row is None or row[0] is None or row[0] >= heard_ms:
        return False  # another worker was here, or more came before the lock
    before, explained = tx.told(), False
    with suppress(*REFUSED), tx.conn.transaction():
        explained = _settle(tx, account)
    if not explained:
        tx.forget_since(before)
        tx.conn.execute("UPDATE purse SET missed_ms = %s WHERE account_id = %s", (tx.now_ms, account))
        _log.warning("lots do not explain a balance", extra={"facts": {"account": str(account)}})
    return explained


def _settle(tx: Tx, account: UUID) -> bool:
    moved, gaps = _moved(tx.conn, account), _gaps(tx.conn, account)
    if sum(amount for _, amount in moved) != sum(amount for *_, amount in gaps) or (gaps and not moved):
        return False
    tx.conn.execute("UPDATE purse SET missed_ms = NULL WHERE account_id = %s", (account,))
    if moved:
        granting.retell(tx, [account])
        row = tx.conn.execute("SELECT ver FROM purse WHERE account_id = %s", (account,)).fetchone()
        assert row is not None
        _write(tx, account, int(row[0]), moved, gaps)
        debts.settle(tx, Rights({}, {}), {account: int(row[0])}, frozenset({account}))
        _log.info("lots never came", extra={"facts": {"account": str(account), "lots": len(moved)}})
    return True


def _moved(conn: Conn, account: UUID) -> list[Part]:
    """What was moved of each lot that is not here."""
    rows = conn.execute(
        """SELECT m.lot_id, sum(m.amount)::bigint FROM lot_move m LEFT JOIN lot l USING(account_id, lot_id)
        WHERE m.account_id = %s AND l.lot_id IS NULL GROUP BY m.lot_id HAVING sum(m.amount) <> 0 ORDER BY m.lot_id""",
        (account,),
    ).fetchall()
    return [(row[0], int(row[1])) for row in rows]


def _gaps(conn: Conn, account: UUID) -> list[Gap]:
    """Where the balance is not what the lots hold."""
    rows = conn.execute(
        """SELECT kind, instance, amount FROM (
          SELECT a.kind, a.instance, (sum(a.balance) - coalesce((SELECT sum(l.open) FROM lot l
            WHERE l.account_id = %s AND l.kind = a.kind AND l.instance = a.instance), 0))::bigint AS amount
          FROM account a WHERE a.account_id = %s AND a.kind = ANY(%s) GROUP BY a.kind, a.instance) AS gap
        WHERE amount <> 0 ORDER BY kind, instance""",
        (account, account, list(KINDS)),
    ).fetchall()
    return [(row[0], row[1], int(row[2])) for row in rows]


def _write(tx: Tx, account: UUID, ver: int, moved: list[Part], gaps: list[Gap]) -> None:
    """A lot for each gap, and movements that take what was moved of the missing lots over to them."""
    event = uuid5(account, f"missing/{ver}")
    lots = [(uuid5(event, f"{kind}/{instance}"), amount) for kind, instance, amount in gaps]
    for n, (lot, amount) in enumerate([*((lot, -amount) for lot, amount in moved), *lots]):
        tx.conn.execute(
            "INSERT INTO lot_move(account_id, event_id, n, lot_id, amount, by_right) VALUES(%s, %s, %s, %s, %s, '')",
            (account, event, n, lot, amount),
        )
    for (kind, instance, amount), (lot, _) in zip(gaps, lots, strict=True):
        tx.conn.execute(
            """INSERT INTO lot(account_id, lot_id, kind, instance, granted, open, made_ms, recharge_id, event_id, gift,
              device_id, ver) VALUES(%s, %s, %s, %s, %s, %s, %s, '', %s, false, %s, %s)""",
            (
                account, lot, kind, instance, max(0, amount), amount, tx.now_ms, event, authoring.device_id(tx), ver
            ),
        )  # fmt: skip
