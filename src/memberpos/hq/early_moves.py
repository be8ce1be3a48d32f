"""Movements of lots that headquarters does not know yet.

After it was put back to a backup the tills send again what it forgot, each in its own order: one may have spent of a
lot whose maker, or the till whose merge brought it to the account, has not sent that again. The movement is written
down; the lot takes it over when it comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from memberpos.hq.database import Conn
from memberpos.hq.effects import Effect


def note(conn: Conn, accounts: Iterable[UUID], now_ms: int) -> None:
    """These accounts, which are locked, have such movements."""
    wanted = sorted(set(accounts))
    if wanted:
        conn.execute("UPDATE purse SET missed_ms = %s WHERE account_id = ANY(%s)", (now_ms, wanted))


def of(conn: Conn, missing: frozenset[UUID], effects: Sequence[Effect]) -> dict[tuple[UUID, UUID], int]:
    """{(account, lot): amount} of lots that events make, where others have moved them before."""
    made = [(account, lot.lot_id) for effect in effects for account, lot in effect.new_lots if account in missing]
    if not made:
        return {}
    rows = conn.execute(
        """SELECT account_id, lot_id, sum(amount)::bigint FROM lot_move JOIN unnest(%s::uuid[], %s::uuid[])
        AS w(account_id, lot_id) USING(account_id, lot_id) WHERE event_id <> ALL(%s) GROUP BY 1, 2""",
        ([account for account, _ in made], [lot for _, lot in made], [effect.event_id for effect in effects]),
    ).fetchall()
    return {(row[0], row[1]): int(row[2]) for row in rows}


def of_unknown(conn: Conn, account: UUID, lots: Sequence[UUID]) -> dict[UUID, int]:
    """{lot: amount} of these lots that the account never had, where others have moved them there before."""
    rows = conn.execute(
        """SELECT m.lot_id, sum(m.amount)::bigint FROM lot_move m LEFT JOIN lot l USING(account_id, lot_id)
        WHERE m.account_id = %s AND m.lot_id = ANY(%s) AND l.lot_id IS NULL GROUP BY 1""",
        (account, list(lots)),
    ).fetchall()
    return {row[0]: int(row[1]) for row in rows}


def take_over(conn: Conn, account: UUID, early: Mapping[UUID, int]) -> None:
    """Lots that came to the account are open for so much more (or less)."""
    if early:
        conn.execute(
            """UPDATE lot SET open = open + u.amount FROM unnest(%s::uuid[], %s::bigint[]) AS u(id, amount)
            WHERE account_id = %s AND lot_id = u.id""",
            (list(early), list(early.values()), account),
        )
