"""Headquarters' tables and their versions; SQL within PostgreSQL 15.

Rules that let a distributed PostgreSQL take the same tables by DDL alone: every unique key holds the column its table
would be distributed by (first column here), no foreign keys between tables, no triggers, no sequences, no advisory
locks. Kinds, units and account kinds are open sets, so they are text.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from psycopg import errors, sql

from memberpos.domain.errors import PosError
from memberpos.hq.database import Conn, Pool


@dataclass(frozen=True)
class Step:
    """One version of the schema: `statements` run in one transaction."""

    version: int
    statements: tuple[str, ...]


_V1 = (
    "CREATE TABLE hq_meta(k text PRIMARY KEY, v text NOT NULL)",
    # Signs receipts and revocations; in the database so that a restored or second server signs with the same key.
    "CREATE TABLE hq_key(key_id smallint PRIMARY KEY, private bytea NOT NULL, public bytea NOT NULL)",
    """CREATE TABLE store(
      store_id int PRIMARY KEY, slug text NOT NULL UNIQUE, name text NOT NULL, last_till int NOT NULL)""",
    """CREATE TABLE enrol_code(
      prefix text PRIMARY KEY, code_h bytea NOT NULL, store_id int NOT NULL, name text NOT NULL,
      expires_ms bigint NOT NULL,
      tries int NOT NULL DEFAULT 0, used_by uuid)""",
    """CREATE TABLE device(
      device_id uuid PRIMARY KEY, store_id int NOT NULL, till int NOT NULL, name text NOT NULL,
      epoch int NOT NULL DEFAULT 1,
      pubkey bytea NOT NULL, status smallint NOT NULL, last_seq bigint NOT NULL DEFAULT 0, last_hash bytea NOT NULL,
      last_hlc bigint NOT NULL DEFAULT 0, app text NOT NULL, enrolled_ms bigint NOT NULL, seen_ms bigint NOT NULL)
      WITH (fillfactor=50)""",
    """CREATE TABLE event(
      device_id uuid NOT NULL, seq bigint NOT NULL, recv_month date NOT NULL, event_id uuid NOT NULL,
      kind text NOT NULL,
      kv int NOT NULL, hlc bigint NOT NULL, hash bytea NOT NULL, body bytea, recv_ms bigint NOT NULL,
      PRIMARY KEY(device_id, seq, recv_month)) PARTITION BY RANGE(recv_month)""",
    "CREATE TABLE event_default PARTITION OF event DEFAULT",
    """CREATE TABLE event_pii(
      device_id uuid NOT NULL, seq bigint NOT NULL, field text NOT NULL, salt bytea NOT NULL, value bytea NOT NULL,
      PRIMARY KEY(device_id, seq, field))""",
    """CREATE TABLE dead_letter(
      device_id uuid NOT NULL, seq bigint NOT NULL, why text NOT NULL, at_ms bigint NOT NULL,
      PRIMARY KEY(device_id, seq))""",
    """CREATE TABLE review(
      device_id uuid NOT NULL, seq bigint NOT NULL, why text NOT NULL, at_ms bigint NOT NULL, done_ms bigint,
      PRIMARY KEY(device_id, seq, why))""",
    # Work that time causes has the same id on every till; the first to arrive takes effect.
    "CREATE TABLE due_event(event_id uuid PRIMARY KEY, device_id uuid NOT NULL, seq bigint NOT NULL)",
    """CREATE TABLE member(
      member_id uuid PRIMARY KEY, home_store int NOT NULL, home_device uuid NOT NULL,
      status smallint NOT NULL DEFAULT 1,
      status_epoch int NOT NULL DEFAULT 0, ver bigint NOT NULL DEFAULT 1, alias_of uuid) WITH (fillfactor=80)""",
    """CREATE TABLE member_pii(
      member_id uuid NOT NULL, field text NOT NULL, value bytea NOT NULL, hlc bigint NOT NULL,
      device_id uuid NOT NULL,
      PRIMARY KEY(member_id, field))""",
    """CREATE TABLE account(
      account_id uuid NOT NULL, kind text NOT NULL, instance text NOT NULL, unit text NOT NULL, name text NOT NULL,
      member_id uuid, store_id int NOT NULL, balance numeric NOT NULL, escrowed bigint NOT NULL DEFAULT 0,
      overdraft bigint NOT NULL DEFAULT 0, ver bigint NOT NULL DEFAULT 1, PRIMARY KEY(account_id, kind,
      instance, unit),
      CHECK (escrowed >= 0)) WITH (fillfactor=50)""",
    """CREATE TABLE ledger(
      account_id uuid NOT NULL, business_month date NOT NULL, event_id uuid NOT NULL, line int NOT NULL,
      kind text NOT NULL,
      instance text NOT NULL, unit text NOT NULL, amount bigint NOT NULL, business_date date NOT NULL,
      store_id int NOT NULL,
      device_id uuid NOT NULL, seq bigint NOT NULL, hlc bigint NOT NULL,
      PRIMARY KEY(account_id, event_id, line, business_month)) PARTITION BY RANGE(business_month)""",
    "CREATE TABLE ledger_default PARTITION OF ledger DEFAULT",
    "CREATE INDEX ledger_device ON ledger(device_id, seq)",
    """CREATE TABLE store_day(
      store_id int NOT NULL, business_date date NOT NULL, event_kind text NOT NULL, account text NOT NULL,
      kind text NOT NULL,
      unit text NOT NULL, n bigint NOT NULL, amount numeric NOT NULL,
      PRIMARY KEY(store_id, business_date, event_kind, account, kind, unit)) WITH (fillfactor=50)""",
)

STEPS: tuple[Step, ...] = (Step(1, _V1),)


def migrate(pool: Pool, steps: Sequence[Step] = STEPS) -> int:
    """Brings the schema to the newest version; returns how many steps ran. Safe to call from several servers at once.

    PosError db_newer when a newer program was here.
    """
    # Another server may make it in this moment; which of the three it gets depends on how far the other is.
    with suppress(errors.UniqueViolation, errors.DuplicateTable, errors.DuplicateObject):
        pool.transact(lambda conn: conn.execute("CREATE TABLE IF NOT EXISTS schema_version(version int PRIMARY KEY)"))
    found = version(pool)
    if found > steps[-1].version:
        raise PosError("db_newer", found=found, known=steps[-1].version)
    return sum(_apply(pool, step) for step in steps if step.version > found)


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


def _apply(pool: Pool, step: Step) -> int:
    def work(conn: Conn) -> int:
        # The row comes first: a second server waits here and then finds the step done.
        conn.execute("INSERT INTO schema_version(version) VALUES(%s)", (step.version,))
        for statement in step.statements:
            conn.execute(statement.encode())
        if step.version == 1:
            conn.execute("INSERT INTO hq_meta VALUES('chain_id', %s)", (f"chain-{secrets.token_hex(4)}",))
        return 1

    try:
        return pool.transact(work)
    except errors.UniqueViolation:
        return 0


def chain_id(conn: Conn) -> str:
    """The slug of this chain."""
    row = conn.execute("SELECT v FROM hq_meta WHERE k = 'chain_id'").fetchone()
    if row is None:
        raise PosError("not_found", what="chain_id")
    return str(row[0])


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
