"""Versions of headquarters' tables, and the rules that keep them fit for a distributed PostgreSQL."""

from __future__ import annotations

import re
import threading

import psycopg
import pytest
from tests.hq.world import World

from memberpos.domain.errors import PosError
from memberpos.hq import schema
from memberpos.hq.database import Pool
from memberpos.hq.schema import Step


def test_a_second_run_does_nothing(empty_schema: str) -> None:
    pool = Pool(empty_schema)
    assert (schema.version(pool), schema.migrate(pool), schema.migrate(pool), schema.version(pool)) == (0, 1, 0, 1)
    pool.close()


def test_two_servers_may_start_at_once(empty_schema: str) -> None:
    done: list[int] = []
    gate = threading.Barrier(4)

    def work() -> None:
        pool = Pool(empty_schema)
        gate.wait()
        done.append(schema.migrate(pool))
        pool.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [0, 0, 0, 1]


def test_a_step_that_fails_leaves_the_version_before(world: World) -> None:
    bad = (*schema.STEPS, Step(2, ("CREATE TABLE half(n int)", "CREATE TABLE broken(")))
    with pytest.raises(psycopg.errors.SyntaxError):
        schema.migrate(world.pool, bad)
    assert schema.version(world.pool) == 1
    assert world.rows("SELECT to_regclass('half') IS NULL") == [(True,)]
    good = (*schema.STEPS, Step(2, ("CREATE TABLE half(n int)",)))
    assert schema.migrate(world.pool, good) == 1
    with pytest.raises(PosError, match="db_newer"):
        schema.migrate(world.pool)


def test_a_month_with_rows_already_keeps_its_default_partition(world: World) -> None:
    schema.add_partition(world.pool, "event", "2026-12-01")
    schema.add_partition(world.pool, "event", "2026-12-01")
    row = "gen_random_uuid(), 1, '2027-01-05', gen_random_uuid(), 'x', 1, 1, '', '', 1"
    world.run(lambda conn: conn.execute(f"INSERT INTO event SELECT {row}".encode()))
    schema.add_partition(world.pool, "event", "2027-01-01")
    assert world.rows("SELECT count(*) FROM event_default") == [(1,)]


def test_what_a_distributed_postgresql_cannot_take_is_not_there() -> None:
    text = "\n".join(statement for step in schema.STEPS for statement in step.statements).lower()
    for word in ("serial", "sequence", "identity", "trigger", "references", "advisory", "exclude"):
        assert not re.search(rf"\b{word}", text), word


def test_every_unique_key_begins_with_what_its_table_is_distributed_by(world: World) -> None:
    small = {"store", "operator"}  # reference tables: whole on every node
    rows = world.rows(
        """SELECT t.relname, c.attname, array_agg(k.attname::text) FROM pg_index i
        JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
        JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum = 1
        JOIN pg_attribute k ON k.attrelid = t.oid AND k.attnum = ANY(i.indkey)
        WHERE i.indisunique AND n.nspname = current_schema() AND NOT t.relispartition GROUP BY i.indexrelid, 1, 2"""
    )
    assert len(rows) >= 14
    for table, first, columns in rows:
        assert first in columns or table in small, table
