"""Headquarters' book and those of its tills side by side: what differs, and what may stand in none of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.kill.evidence import outbox_postings, outbox_rows
from tests.kill.shop import open_shop

from memberpos.hq import devices, feed
from memberpos.hq.database import Conn, Pool
from memberpos.hq.tx import EVERYBODY, GENERAL
from memberpos.hq.worker import _ALLOCATOR
from memberpos.store import outbox, sync_state
from memberpos.store.database import Database
from memberpos.sync import pull

#: What a member holds; nothing of it may go below its limit (points neither, where `points.claw` is "value").
VALUE = ("PRINCIPAL", "BONUS", "CHANGE", "POINTS", "PASS", "COUPON")
_VALUE = ", ".join(f"'{kind}'" for kind in VALUE)
_SHOWN = 20
_BUCKETS = {"g": GENERAL, "m": EVERYBODY}


@contextmanager
def read(folder: Path) -> Iterator[Database]:
    """A read-only connection to a home's database."""
    with open_shop(folder, exclusive=False) as home:
        db = home.open_database(read_only=True)
        try:
            yield db
        finally:
            db.close()


def device_of(db: Database) -> UUID:
    return sync_state.identity(db).device_id


def rows(pool: Pool, query: str, *params: Any) -> list[tuple[Any, ...]]:
    """Asks headquarters' database."""
    return pool.transact(lambda conn: conn.execute(query.encode(), params).fetchall())


def differences(pool: Pool, homes: Sequence[Path]) -> list[str]:
    """Every event exactly once, every posting, and headquarters' balances from its own rows."""
    here: Counter[tuple[Any, ...]] = Counter()
    found = []
    for folder in homes:
        with read(folder) as db:
            here.update(outbox_rows(db))
            found += _posting_differences(pool, db)
    there = Counter(
        (str(device), seq, bytes(digest).hex())
        for device, seq, digest in rows(
            pool,
            "SELECT device_id, seq, hash FROM event JOIN device USING(device_id) WHERE status <> %s",
            devices.HQ,
        )
    )
    found += [f"only the till has {event[:2]}" for event in (here - there)]
    found += [f"only headquarters has {event[:2]}, or twice" for event in (there - here)]
    return found[:_SHOWN] + _balance_differences(pool)


def _posting_differences(pool: Pool, db: Database) -> list[str]:
    mine, theirs = outbox_postings(db), _postings_of(pool, device_of(db))
    keys = sorted({*mine, *theirs})
    return [f"{key}: {mine.get(key)} {theirs.get(key)}" for key in keys if mine.get(key, 0) != theirs.get(key, 0)]


def _postings_of(pool: Pool, device: UUID) -> dict[tuple[str, ...], int]:
    found = rows(
        pool,
        """SELECT coalesce(nullif(a.name, ''), l.account_id::text), l.kind, l.instance, l.unit, sum(l.amount)
        FROM ledger l JOIN account a USING(account_id, kind, instance, unit) WHERE l.device_id = %s GROUP BY 1, 2, 3, 4""",
        device,
    )
    return {tuple(row[:4]): int(row[4]) for row in found}


def _balance_differences(pool: Pool) -> list[str]:
    found = rows(
        pool,
        """SELECT account_id, kind, a.balance, coalesce(sum(l.amount), 0) FROM account a
        LEFT JOIN ledger l USING(account_id, kind, instance, unit)
        GROUP BY account_id, kind, instance, unit, a.balance HAVING a.balance <> coalesce(sum(l.amount), 0)""",
    )
    return [f"balance of {row[0]} {row[1]} is {row[2]}, its rows say {row[3]}" for row in found]


def shown_differences(pool: Pool, homes: Sequence[Path]) -> list[str]:
    """What each till shows of the accounts it knows, balances and open lots, is what headquarters has."""
    balances = _known(pool, f"SELECT account_id, kind, instance, balance FROM account WHERE kind IN ({_VALUE})")
    lots = _known(pool, f"SELECT account_id, lot_id, '', open FROM lot WHERE open <> 0 AND kind IN ({_VALUE})")
    found = []
    for number, folder in enumerate(homes):
        with read(folder) as db:
            known = {row[0] for row in db.all(f"SELECT account FROM balance WHERE kind IN ({_VALUE})")}
            mine = _sums(
                db.all(f"SELECT account, kind, instance, amount + others FROM balance WHERE kind IN ({_VALUE})")
            )
            mine_lots = _sums(db.all(f"SELECT account, id, '', open FROM lot WHERE open <> 0 AND kind IN ({_VALUE})"))
        for what, ours, theirs in (("balance", mine, balances), ("lot", mine_lots, lots)):
            keys = {*ours, *(key for key in theirs if key[0] in known)}
            found += [
                f"{what} {key} at till {number} is {ours.get(key, 0)}, at headquarters {theirs.get(key, 0)}"
                for key in sorted(keys)
                if ours.get(key, 0) != theirs.get(key, 0)
            ]
    return found[:_SHOWN]


def _known(pool: Pool, query: str) -> dict[tuple[str, ...], int]:
    return _sums(rows(pool, query))


def _sums(found: Sequence[Sequence[Any]]) -> dict[tuple[str, ...], int]:
    return {(str(row[0]), str(row[1]), str(row[2])): int(row[3]) for row in found if row[3]}


def right_differences(pool: Pool, homes: Sequence[Path]) -> list[str]:
    """What each till may spend alone is what headquarters counts as its right."""
    found = []
    for number, folder in enumerate(homes):
        with read(folder) as db:
            device = device_of(db)
            mine = _sums(db.all("SELECT account, id, 'held', held FROM lot WHERE held <> 0"))
            mine |= _sums(
                db.all("SELECT account, grant_id, 'grant', amount - used - returned FROM escrow WHERE state = 'open'")
            )
        theirs = _sums(
            rows(
                pool,
                """SELECT account_id, lot_id, 'held', held FROM lot WHERE device_id = %s AND held <> 0
                UNION ALL SELECT account_id, grant_id, 'grant', amount - used - returned FROM escrow
                WHERE device_id = %s AND state = 'open'""",
                device, device,
            )
        )  # fmt: skip
        found += [
            f"right {key} of till {number} is {mine.get(key, 0)}, at headquarters {theirs.get(key, 0)}"
            for key in sorted({*mine, *theirs})
            if mine.get(key, 0) != theirs.get(key, 0)
        ]
    return found[:_SHOWN]


def hq_breaches(conn: Conn) -> list[str]:
    """What headquarters may show at no moment: a balance below its limit, or below what tills may take of it."""
    found = conn.execute(
        f"""SELECT a.account_id, a.kind, a.instance, a.balance, a.overdraft, a.escrowed, coalesce(sum(r.x), 0)
        FROM account a LEFT JOIN (
          SELECT account_id, kind, instance, held AS x FROM lot
          UNION ALL SELECT account_id, kind, instance, amount - used - returned FROM escrow WHERE state = 'open'
        ) r USING(account_id, kind, instance)
        WHERE a.name = '' AND a.kind IN ({_VALUE}) GROUP BY 1, 2, 3, 4, 5, 6
        HAVING a.balance < -a.overdraft OR a.escrowed > a.balance + a.overdraft OR a.escrowed < 0
          OR a.escrowed <> coalesce(sum(r.x), 0)""".encode()
    ).fetchall()
    return [
        f"headquarters: {row[0]} {row[1]} {row[2]} balance {row[3]} limit {-row[4]} escrowed {row[5]} rights {row[6]}"
        for row in found
    ]


def till_breaches(db: Database) -> list[str]:
    """What a till may show at no moment."""
    below = db.all(
        f"SELECT account, kind, amount + others FROM balance WHERE kind IN ({_VALUE}) AND amount + others < 0"
    )
    over = db.all("SELECT grant_id, amount, used, returned FROM escrow WHERE amount < used + returned")
    held = db.all("SELECT id, held FROM lot WHERE held < 0")
    return [
        f"till: {what} {tuple(row)}"
        for what, found in (("below", below), ("over", over), ("held", held))
        for row in found
    ]


def unquiet(conn: Conn, homes: Sequence[Path]) -> list[str]:
    """What is still to be said, heard or planned."""
    newest = feed.heads(conn)
    state = conn.execute("SELECT state FROM worker WHERE name = %s", (_ALLOCATOR,)).fetchone()
    planned = {} if state is None else json.loads(state[0])
    found = ["headquarters plans"] if any(pos > planned.get(str(shard), 0) for shard, pos in newest.items()) else []
    for number, folder in enumerate(homes):
        with read(folder) as db:
            found += [f"till {number}: {what}" for what in _till_unquiet(conn, db)]
    return found


def _till_unquiet(conn: Conn, db: Database) -> Iterator[str]:
    if left := outbox.count_unsent(db):
        yield f"{left} events to send"
    if sync_state.get(db, pull.WANTED, "[]") != "[]":
        yield "members to ask for"
    asked = pull.request(db)
    if asked is None:
        yield "no buckets yet"
        return
    wanted = [_BUCKETS[name] if name in _BUCKETS else int(name.removeprefix("s:")) for name in asked.buckets]
    page = feed.read(conn, device_of(db), asked.cursor, wanted, 1)
    if isinstance(page, feed.Reset) or page.rows or page.more:
        yield "news to hear"
