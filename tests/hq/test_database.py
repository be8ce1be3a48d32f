"""The one way to change the database: whole or not at all, again when it must be, also without waiting in between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from memberpos.domain.errors import PosError
from memberpos.hq.database import ATTEMPTS, BY_INDEX, Once, Pool, unless_there


@pytest.fixture
def pool(empty_schema: str) -> Iterator[Pool]:
    made = Pool(empty_schema, size=1, sleep=lambda _s: None)
    made.transact(lambda conn: conn.execute("CREATE TABLE t(n int PRIMARY KEY)"))
    yield made
    made.close()


def rows(pool: Pool) -> list[int]:
    return [row[0] for row in pool.read(b"SELECT n FROM t ORDER BY n")]


@pytest.mark.parametrize("pipelined", [False, True])
def test_a_transaction_is_whole(pool: Pool, pipelined: bool) -> None:
    def work(conn: Any) -> int:
        for n in range(3):
            conn.execute("INSERT INTO t VALUES(%s)", (n,))
        row = conn.execute("SELECT count(*) FROM t").fetchone()
        return int(row[0])

    assert pool.transact(work, pipelined=pipelined) == 3
    assert rows(pool) == [0, 1, 2]


@pytest.mark.parametrize("pipelined", [False, True])
@pytest.mark.parametrize("reads", [False, True])
def test_a_statement_that_fails_undoes_all(pool: Pool, pipelined: bool, reads: bool) -> None:
    """Whether its failure is seen at once, at a later answer, or at the end; the connection is good again."""

    def work(conn: Any) -> None:
        conn.execute("INSERT INTO t VALUES(1)")
        conn.execute("INSERT INTO t VALUES(1)")
        cursor = conn.execute("SELECT n FROM t")
        if reads:
            cursor.fetchall()

    with pytest.raises(psycopg.errors.UniqueViolation):
        pool.transact(work, pipelined=pipelined)
    assert rows(pool) == []
    pool.transact(lambda conn: conn.execute("INSERT INTO t VALUES(5)"), pipelined=pipelined)
    assert rows(pool) == [5]


@pytest.mark.parametrize("pipelined", [False, True])
def test_it_begins_again_after_a_serialisation_failure(pool: Pool, pipelined: bool) -> None:
    tries = []

    def work(conn: Any) -> None:
        tries.append(1)
        conn.execute("INSERT INTO t VALUES(%s)", (len(tries),))
        if len(tries) < 3:
            conn.execute("DO $$ BEGIN RAISE EXCEPTION 'once more' USING ERRCODE = '40001'; END $$")

    pool.transact(work, pipelined=pipelined)
    assert (len(tries), rows(pool)) == (3, [3])


@pytest.mark.parametrize("pipelined", [False, True])
def test_it_gives_up_after_some_attempts(pool: Pool, pipelined: bool) -> None:
    tries = []

    def work(conn: Any) -> None:
        tries.append(1)
        conn.execute("SELECT pg_terminate_backend(pg_backend_pid())").fetchall()

    with pytest.raises(PosError, match="hq_unreachable"):
        pool.transact(work, pipelined=pipelined)
    assert len(tries) == ATTEMPTS
    assert rows(pool) == []


def test_only_new_rows_are_told(pool: Pool) -> None:
    insert = "INSERT INTO t SELECT * FROM unnest(%s::int[])"
    pool.transact(lambda conn: conn.execute(unless_there(insert, "n", careful=False), ([1, 2],)))
    told = pool.transact(lambda conn: conn.execute(unless_there(insert, "n", careful=True), ([2, 3],)).fetchall())
    assert told == [(3,)]
    new = Once(told)
    assert [new.take((3,)), new.take((3,)), new.take((2,))] == [True, False, False]


def test_a_connection_that_books_reads_by_index_while_tables_are_still_empty(empty_schema: str) -> None:
    """Its plans are kept, and the tables grow."""
    made = Pool(empty_schema, size=1, settings=BY_INDEX)
    made.transact(lambda conn: conn.execute("CREATE TABLE t(n int PRIMARY KEY, x text)"))
    rows = made.read(b"EXPLAIN SELECT x FROM t JOIN unnest(%s::int[]) AS w(n) USING(n)", ([1, 2],))
    plan = "\n".join(row[0] for row in rows)
    assert ("Index Scan" in plan, "Seq Scan" in plan) == (True, False), plan
    made.close()
