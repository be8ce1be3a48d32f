"""Headquarters' tables and their versions; SQL within PostgreSQL 15.

Rules that let a distributed PostgreSQL take the same tables by DDL alone: every unique key holds the column its table
would be distributed by (first column here), no foreign keys between tables, no triggers, no sequences, no advisory
locks. Kinds, units and account kinds are open sets, so they are text.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from zoneinfo import available_timezones

from psycopg import errors, sql

from memberpos.domain.errors import PosError
from memberpos.domain.money import CURRENCIES
from memberpos.hq import schema_v1
from memberpos.hq.database import Conn, Pool
from memberpos.hq.tx import Chain

#: Shards of one lane of the feed; a chain of thousands of stores takes 64 (`hq migrate --feed-shards`).
FEED_SHARDS = 16


@dataclass(frozen=True)
class Step:
    """One version of the schema: `statements` run in one transaction."""

    version: int
    statements: tuple[str, ...]


STEPS: tuple[Step, ...] = (Step(1, schema_v1.STATEMENTS),)


def migrate(pool: Pool, steps: Sequence[Step] = STEPS, random: Callable[[int], bytes] = secrets.token_bytes) -> int:
    """Brings the schema to the newest version; returns how many steps ran. Safe to call from several servers at once.
    `random(n)` gives the bytes a new chain is named by.

    PosError db_newer when a newer program was here.
    """
    # Another server may make it in this moment; which of the three it gets depends on how far the other is.
    with suppress(errors.UniqueViolation, errors.DuplicateTable, errors.DuplicateObject):
        pool.transact(lambda conn: conn.execute("CREATE TABLE IF NOT EXISTS schema_version(version int PRIMARY KEY)"))
    found = version(pool)
    if found > steps[-1].version:
        raise PosError("db_newer", found=found, known=steps[-1].version)
    return sum(_apply(pool, step, random) for step in steps if step.version > found)


def version(pool: Pool) -> int:
    """The schema's version; 0 for an empty database."""

    def work(conn: Conn) -> int:
        if _one(conn, "SELECT to_regclass('schema_version') IS NULL"):
            return 0
        return int(_one(conn, "SELECT coalesce(max(version), 0) FROM schema_version"))

    return pool.transact(work)


def _one(conn: Conn, query: str) -> int:
    row = conn.execute(query.encode()).fetchone()
    return 0 if row is None else row[0]


def _apply(pool: Pool, step: Step, random: Callable[[int], bytes]) -> int:
    def work(conn: Conn) -> int:
        # The row comes first: a second server waits here and then finds the step done.
        conn.execute("INSERT INTO schema_version(version) VALUES(%s)", (step.version,))
        for statement in step.statements:
            conn.execute(statement.encode())
        if step.version == 1:
            begin(conn, random)
        return 1

    try:
        return pool.transact(work)
    except errors.UniqueViolation:
        return 0


def begin(conn: Conn, random: Callable[[int], bytes]) -> None:
    """Writes what a new chain begins with into the empty tables; `random` as for `migrate`."""
    conn.execute("INSERT INTO hq_meta VALUES('chain_id', %s)", (f"chain-{random(4).hex()}",))
    conn.execute("INSERT INTO hq_meta VALUES('feed_shards', %s)", (str(FEED_SHARDS),))
    conn.execute(
        "INSERT INTO feed_head(shard, pos) SELECT s, 0 FROM unnest(%s::int[]) AS s(s)", (list(range(2 * FEED_SHARDS)),)
    )


def chain_id(conn: Conn) -> str:
    """The slug of this chain."""
    row = conn.execute("SELECT v FROM hq_meta WHERE k = 'chain_id'").fetchone()
    if row is None:
        raise PosError("not_found", what="chain_id")
    return str(row[0])


def chain_of(conn: Conn) -> Chain:
    """What is fixed for this chain."""
    rows: dict[str, str] = dict(
        conn.execute("SELECT k, v FROM hq_meta WHERE k IN ('feed_shards', 'members_to')").fetchall()
    )
    return Chain(int(rows.get("feed_shards", FEED_SHARDS)), rows.get("members_to") == "all")


@dataclass(frozen=True)
class Custom:
    """How people of the chain read times and amounts: an IANA zone, an ISO 4217 currency."""

    zone: str = "Asia/Shanghai"
    currency: str = "CNY"


def custom_of(conn: Conn) -> Custom:
    """What was chosen, else the defaults."""
    rows: dict[str, str] = dict(conn.execute("SELECT k, v FROM hq_meta WHERE k IN ('zone', 'currency')").fetchall())
    return Custom(**rows)


def _check(zone: str | None, currency: str | None) -> None:
    if currency is not None and currency not in CURRENCIES:
        raise PosError("bad_setting", setting="currency")
    if zone is not None and zone not in available_timezones():
        raise PosError("bad_setting", setting="zone")


def choose(
    pool: Pool,
    *,
    feed_shards: int | None = None,
    members_to: str | None = None,
    zone: str | None = None,
    currency: str | None = None,
) -> None:
    """What an owner chooses for a chain; the feed's shards only before the first event.

    PosError bad_setting for shards chosen later, a zone or currency that is none.
    """
    _check(zone, currency)
    chosen = {"members_to": members_to, "zone": zone, "currency": currency}

    def work(conn: Conn) -> None:
        if feed_shards is not None and feed_shards != chain_of(conn).shards:
            if conn.execute("SELECT 1 FROM event LIMIT 1").fetchone() is not None:
                raise PosError("bad_setting", setting="feed_shards")
            conn.execute("UPDATE hq_meta SET v = %s WHERE k = 'feed_shards'", (str(feed_shards),))
            conn.execute("DELETE FROM feed_head")
            conn.execute(
                "INSERT INTO feed_head(shard, pos) SELECT s, 0 FROM unnest(%s::int[]) AS s(s)",
                (list(range(2 * feed_shards)),),
            )
        for name, value in chosen.items():
            if value is not None:
                conn.execute(
                    "INSERT INTO hq_meta VALUES(%s, %s) ON CONFLICT(k) DO UPDATE SET v = excluded.v", (name, value)
                )

    pool.transact(work)


def add_partition(pool: Pool, table: str, month: str) -> None:
    """Makes the partition of `table` for the month `YYYY-MM-01`; rows already in the default partition stay there."""
    year, number = int(month[:4]), int(month[5:7])
    until = f"{year + number // 12:04d}-{number % 12 + 1:02d}-01"
    name = sql.Identifier(f"{table}_{month[:4]}_{month[5:7]}")
    statement = sql.SQL("CREATE TABLE IF NOT EXISTS {} PARTITION OF {} FOR VALUES FROM ({}) TO ({})").format(
        name, sql.Identifier(table), sql.Literal(month), sql.Literal(until)
    )
    try:
        pool.transact(lambda conn: conn.execute(statement))
    except (errors.CheckViolation, errors.DuplicateTable, errors.DuplicateObject, errors.UniqueViolation):
        return  # another server was first, or the default partition has rows of that month
