"""Allowances and recalls written: all that a plan came to in a few statements, under the locks of the accounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from memberpos.domain.ids import uuid7
from memberpos.hq.database import Conn
from memberpos.hq.tx import Tx, buckets_of

Random = Callable[[int], bytes]
Key = tuple[UUID, str, str]


@dataclass(frozen=True)
class Cut:
    """A new allowance of `amount` from a lot."""

    device: UUID
    lot_id: UUID
    amount: int


@dataclass(frozen=True)
class Recall:
    """A till shall give back what it holds of a lot above `keep`."""

    device: UUID
    lot_id: UUID
    grant: UUID | None
    keep: int


def lock(conn: Conn, accounts: Sequence[UUID]) -> list[tuple[UUID, UUID | None]]:
    """(account, member) of the named accounts, locked in the given order until the transaction ends.

    By the statement a push locks them by: it works over the nodes of a cluster, where a locking read does not.
    """
    return conn.execute(
        """INSERT INTO purse AS old(account_id, ver) SELECT a.id, 0 FROM unnest(%s::uuid[]) AS a(id)
        ON CONFLICT(account_id) DO UPDATE SET ver = old.ver RETURNING account_id, member_id""",
        (list(accounts),),
    ).fetchall()


def grant(tx: Tx, cuts: Sequence[tuple[Key, Cut]], until_ms: int, random: Random) -> list[UUID]:
    """Stores allowances and tells their tills; the caller holds the accounts' locks and looked at what is free."""
    if not cuts:
        return []
    made = [uuid7(tx.now_ms, random(10)) for _ in cuts]
    stores = stores_of(tx.conn, {cut.device for _, cut in cuts})
    tx.conn.execute(
        """INSERT INTO escrow(account_id, grant_id, kind, instance, lot_id, device_id, store_id, amount, state, made_ms,
          expires_ms)
        SELECT g.account, g.id, g.kind, g.instance, g.lot, g.device, g.store, g.amount, 'open', %s, %s
        FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::uuid[], %s::uuid[], %s::int[], %s::bigint[])
          AS g(account, id, kind, instance, lot, device, store, amount)""",
        (
            tx.now_ms,
            until_ms,
            [account for (account, _, _), _ in cuts],
            made,
            [kind for (_, kind, _), _ in cuts],
            [instance for (_, _, instance), _ in cuts],
            [cut.lot_id for _, cut in cuts],
            [cut.device for _, cut in cuts],
            [stores[cut.device] for _, cut in cuts],
            [cut.amount for _, cut in cuts],
        ),
    )
    sums: defaultdict[Key, int] = defaultdict(int)
    for (key, cut), grant_id in zip(cuts, made, strict=True):
        sums[key] += cut.amount
        tx.tell([stores[cut.device]], "grant", f"{key[0]}/{grant_id}", 1, device=cut.device, urgent=True)
    escrowed(tx.conn, sums)
    return made


def stores_of(conn: Conn, devices: Iterable[UUID]) -> dict[UUID, int]:
    """Where these tills stand."""
    wanted = sorted(set(devices))
    rows = conn.execute("SELECT device_id, store_id FROM device WHERE device_id = ANY(%s)", (wanted,)).fetchall()
    if len(rows) != len(wanted):
        raise RuntimeError("an allowance for a till that is not known")
    return {device: int(store) for device, store in rows}


def escrowed(conn: Conn, changes: Mapping[Key, int]) -> None:
    """What is under rights changed by so much."""
    keys = sorted(changes)
    if keys:
        conn.execute(
            """UPDATE account SET escrowed = escrowed + u.amount
            FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::bigint[]) AS u(a, k, i, amount)
            WHERE account_id = u.a AND kind = u.k AND instance = u.i""",
            (*([key[column] for key in keys] for column in range(3)), [changes[key] for key in keys]),
        )


def recall(tx: Tx, recalls: Sequence[tuple[Key, Recall]]) -> int:
    """Asks for rights back; how many of them are news. The tills answer with `grant.return`."""
    births = [(key[0], one) for key, one in recalls if one.grant is None]
    grants = [(key[0], one) for key, one in recalls if one.grant is not None]
    return _recall_births(tx, births) + _recall_grants(tx, grants)


def _recall_births(tx: Tx, recalls: Sequence[tuple[UUID, Recall]]) -> int:
    """The rights of tills that made a lot: their account has a new version, which holds the lots."""
    if not recalls:
        return 0
    rows = tx.conn.execute(
        """UPDATE lot l SET keep = u.keep, ver = p.ver + 1
        FROM unnest(%s::uuid[], %s::uuid[], %s::bigint[]) AS u(a, lot, keep), purse p
        WHERE p.account_id = l.account_id AND l.account_id = u.a AND l.lot_id = u.lot AND l.keep IS DISTINCT FROM u.keep
        RETURNING l.account_id""",
        (
            [account for account, _ in recalls],
            [one.lot_id for _, one in recalls],
            [one.keep for _, one in recalls],
        ),
    ).fetchall()
    retell(tx, sorted({row[0] for row in rows}))
    return len(rows)


def _recall_grants(tx: Tx, recalls: Sequence[tuple[UUID, Recall]]) -> int:
    if not recalls:
        return 0
    rows = tx.conn.execute(
        """UPDATE escrow SET keep = u.keep, ver = ver + 1
        FROM unnest(%s::uuid[], %s::uuid[], %s::bigint[]) AS u(a, g, keep)
        WHERE account_id = u.a AND grant_id = u.g AND escrow.keep IS DISTINCT FROM u.keep
        RETURNING account_id, grant_id, store_id, ver, device_id""",
        (
            [account for account, _ in recalls],
            [one.grant for _, one in recalls],
            [one.keep for _, one in recalls],
        ),
    ).fetchall()
    for account, grant_id, store, ver, device in rows:
        tx.tell([int(store)], "grant", f"{account}/{grant_id}", int(ver), device=device, urgent=True)
    return len(rows)


def retell(tx: Tx, accounts: Sequence[UUID]) -> None:
    """A new version of each account."""
    if not accounts:
        return
    rows = tx.conn.execute(
        "UPDATE purse SET ver = ver + 1 WHERE account_id = ANY(%s) RETURNING account_id, ver, member_id",
        (list(accounts),),
    ).fetchall()
    buckets = buckets_of(tx, [row[2] for row in rows if row[2] is not None])
    for account, ver, member in rows:
        if member is not None:
            tx.tell(buckets[member], "account", str(account), int(ver))
