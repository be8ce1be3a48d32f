"""Headquarters' tables that one test after the other begins with: on a cluster laying them out takes a second, emptying
them the fiftieth part.

Nothing is left of the test before: whoever may still write there is ended, every row of every table goes, what a new chain
begins with comes in anew, and tables that do not look as they were laid out are not used again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from tests.hq.world import cluster, fresh_schema, schema_url, server_url

from memberpos.hq import layout, schema
from memberpos.hq.database import Pool

_SHELF = pytest.StashKey["Shelf"]()
#: A lock somebody dead still holds on a node: then other tables are laid out.
_WAIT = "10s"
_OTHERS = "FROM pg_stat_activity WHERE application_name = %s AND pid <> pg_backend_pid()"
_TABLES = """SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace
AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1"""
#: All that can be changed of tables: names and kinds, columns, rules, indexes, other objects.
_SHAPE = """WITH here AS (SELECT * FROM pg_class WHERE relnamespace = current_schema()::regnamespace)
SELECT relname, relkind::text, relispartition::text || coalesce(reloptions::text, '') FROM here
UNION ALL SELECT relname, attname, format_type(atttypid, atttypmod) || attnotnull || attisdropped
  || coalesce(pg_get_expr(adbin, adrelid), '')
  FROM pg_attribute a JOIN here ON here.oid = attrelid LEFT JOIN pg_attrdef d ON adrelid = attrelid AND adnum = attnum
  WHERE attnum > 0
UNION ALL SELECT relname, conname, pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN here ON here.oid = conrelid
UNION ALL SELECT relname, '', pg_get_indexdef(oid) FROM here WHERE relkind IN ('i', 'I')
UNION ALL SELECT relname, tgname, '' FROM pg_trigger JOIN here ON here.oid = tgrelid
UNION ALL SELECT proname, '', prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"""
Shape = frozenset[tuple[Any, ...]]


class Shelf:
    """Schemas with headquarters' tables on one server, given to one user at a time."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._free: list[tuple[str, Shape]] = []
        self._all: list[str] = []

    @contextmanager
    def tables(self) -> Iterator[str]:
        """A URL with the tables of a new chain, the user's own until the end."""
        name, shape = self._take()
        yield schema_url(self._server, name)
        self._free.append((name, shape))

    def close(self) -> None:
        """Takes all of them away."""
        for name in self._all:
            with self._alone(name) as admin, suppress(psycopg.errors.LockNotAvailable):
                admin.execute(f"DROP SCHEMA {name} CASCADE".encode())

    def _take(self) -> tuple[str, Shape]:
        while self._free:
            name, shape = self._free.pop()
            if self._emptied(name, shape):
                return name, shape
        return self._laid_out()

    def _laid_out(self) -> tuple[str, Shape]:
        name = f"t_{uuid4().hex}"
        with psycopg.connect(self._server, autocommit=True) as admin:
            admin.execute(f"CREATE SCHEMA {name}".encode())
        self._all.append(name)
        pool = Pool(schema_url(self._server, name))
        schema.migrate(pool)
        if cluster():
            layout.distribute(pool)
        shape = frozenset(pool.read(_SHAPE.encode()))
        pool.close()
        return name, shape

    def _emptied(self, name: str, shape: Shape) -> bool:
        """False where the tables have another shape or cannot be emptied."""
        with self._alone(name) as admin:
            if frozenset(admin.execute(_SHAPE.encode()).fetchall()) != shape:
                return False
            tables = [row[0] for row in admin.execute(_TABLES.encode())]
            with suppress(psycopg.errors.LockNotAvailable), admin.transaction():
                admin.execute(";".join(f"DELETE FROM {table}" for table in tables).encode())
                for step in schema.STEPS:
                    admin.execute("INSERT INTO schema_version(version) VALUES(%s)", (step.version,))
                schema.begin(admin, os.urandom)
                return True
        return False

    @contextmanager
    def _alone(self, name: str) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
        """A connection to the schema when all others to it have ended."""
        with psycopg.connect(schema_url(self._server, name), autocommit=True) as admin:
            admin.execute("SET client_min_messages = warning")
            admin.execute(f"SET lock_timeout = '{_WAIT}'".encode())
            ended = admin.execute(f"SELECT pg_terminate_backend(pid, 10000) {_OTHERS}".encode(), (name,)).fetchall()
            assert all(gone for (gone,) in ended)
            if ended and cluster():
                admin.execute("SELECT recover_prepared_transactions()")
            yield admin


def shelf(config: pytest.Config) -> Shelf:
    """The one of this test process."""
    if _SHELF not in config.stash:
        config.stash[_SHELF] = Shelf(server_url(config))
        config.add_cleanup(config.stash[_SHELF].close)
    return config.stash[_SHELF]


@contextmanager
def own_tables(config: pytest.Config) -> Iterator[str]:
    """A URL for a headquarters of a test's own: an empty schema, on a cluster tables that are laid out already."""
    with shelf(config).tables() if cluster() else fresh_schema(server_url(config)) as url:
        yield url
