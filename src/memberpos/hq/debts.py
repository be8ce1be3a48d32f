"""Debts of lots: paid from what nobody holds a right to."""

from __future__ import annotations

from uuid import UUID, uuid5

from memberpos.hq.database import Conn
from memberpos.hq.lots import Rights
from memberpos.hq.tx import Tx


def settle(tx: Tx, rights: Rights, vers: dict[UUID, int], owing: frozenset[UUID]) -> None:
    """Where a till made a debt while another granted: the debt is paid from lots nobody holds a right to.

    Lots move, balances do not; no till has to know of it before it is told. A lot that a merge took elsewhere owes
    nothing here: what came late follows it (`hq.following`).
    """
    new = {lot.account for lot in rights.lots.values() if lot.open < 0 and lot.moved_to is None} - owing
    if new:
        tx.conn.execute("UPDATE purse SET owes = true WHERE account_id = ANY(%s)", (sorted(new),))
    accounts = sorted(new | owing)
    if not accounts:
        return
    debts = tx.conn.execute(
        """SELECT account_id, kind, instance, lot_id, open::bigint FROM lot
        WHERE account_id = ANY(%s) AND open < 0 AND moved_to IS NULL ORDER BY account_id, lot_id""",
        (accounts,),
    ).fetchall()
    for account, kind, instance, debt, owed in debts:
        left = -int(owed)
        for lot_id, free in _free_lots(tx.conn, account, kind, instance):
            part = min(left, free)
            if part <= 0:
                continue
            left -= part
            _shift(tx.conn, account, lot_id, debt, part, vers.get(account, 0))
    tx.conn.execute(
        """UPDATE purse SET owes = EXISTS (
          SELECT 1 FROM lot l WHERE l.account_id = purse.account_id AND l.open < 0 AND l.moved_to IS NULL)
        WHERE account_id = ANY(%s)""",
        (accounts,),
    )


def _free_lots(conn: Conn, account: UUID, kind: str, instance: str) -> list[tuple[UUID, int]]:
    rows = conn.execute(
        """SELECT l.lot_id, (l.open - l.held - coalesce((SELECT sum(e.amount - e.used - e.returned) FROM escrow e
          WHERE e.account_id = l.account_id AND e.lot_id = l.lot_id AND e.state = 'open'), 0))::bigint
        FROM lot l WHERE l.account_id = %s AND l.kind = %s AND l.instance = %s AND l.open > 0 AND l.moved_to IS NULL
        ORDER BY l.expires NULLS LAST, l.made_ms, l.lot_id""",
        (account, kind, instance),
    ).fetchall()
    return [(row[0], int(row[1])) for row in rows]


def _shift(conn: Conn, account: UUID, source: UUID, debt: UUID, amount: int, ver: int) -> None:
    event = uuid5(debt, f"{source}/{ver}")
    for n, (lot, change) in enumerate(((source, -amount), (debt, amount))):
        conn.execute(
            "INSERT INTO lot_move(account_id, event_id, n, lot_id, amount, by_right) VALUES(%s, %s, %s, %s, %s, '')",
            (account, event, n, lot, change),
        )
        conn.execute(
            "UPDATE lot SET open = open + %s, ver = %s WHERE account_id = %s AND lot_id = %s",
            (change, ver, account, lot),
        )
