"""Two real PostgreSQL servers: pulls from the streaming replica, and the replica as the next headquarters."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from tests.hq.test_feed import NOBODY, write
from tests.hq.world import Clock, World, open_till, public_folder, same_books
from tests.waiting import wait_until

from memberpos.hq import feed
from memberpos.hq.api import Headquarters
from memberpos.hq.database import Pool
from memberpos.hq.embedded import EmbeddedPostgres
from memberpos.hq.feed import Page

QUICK = {"fsync": "off", "shared_buffers": "16MB", "wal_level": "replica", "hot_standby": "on"}


@dataclass
class Pair:
    """A server and its replica, which has everything before a commit there is answered."""

    first: EmbeddedPostgres
    second: EmbeddedPostgres

    def caught_up(self) -> None:
        with (
            psycopg.connect(self.first.url, autocommit=True) as one,
            psycopg.connect(self.second.url, autocommit=True) as two,
        ):
            row = one.execute("SELECT pg_current_wal_lsn()::text").fetchone()
            assert row is not None
            wait_until(lambda: _reached(two, row[0]), 20)


def _reached(conn: psycopg.Connection, lsn: str) -> bool:
    row = conn.execute("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", (lsn,)).fetchone()
    return bool(row and row[0])


@pytest.fixture
def pair() -> Iterator[Pair]:
    folder = public_folder()
    first, second = EmbeddedPostgres(folder / "a", QUICK), EmbeddedPostgres(folder / "b", QUICK)
    try:
        first.start()
        copy_to(first, second)
        second.start()
        with psycopg.connect(first.url, autocommit=True) as conn:
            conn.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            conn.execute("ALTER SYSTEM SET synchronous_commit = 'remote_apply'")
            conn.execute("SELECT pg_reload_conf()")
        yield Pair(first, second)
    finally:
        for server in (second, first):
            server.destroy()
        shutil.rmtree(folder, ignore_errors=True)


def copy_to(first: EmbeddedPostgres, second: EmbeddedPostgres) -> None:
    """As an operator makes a standby: a base backup that knows where to stream from."""
    sockets = first._places.sockets
    second._make_folder(second.data)
    first._program(
        "pg_basebackup",
        "-h",
        str(sockets),
        "-p",
        "5432",
        "-U",
        "postgres",
        "-D",
        str(second.data),
        "-R",
        "-X",
        "stream",
        "-c",
        "fast",
    )
    for name in (".s.PGSQL.5432.lock", "server.log"):  # the first server keeps its socket beside its data
        (second.data / name).unlink(missing_ok=True)


def test_pulls_come_from_the_replica_and_lose_nothing_while_others_write(
    pair: Pair, clock: Clock, tmp_path: Path
) -> None:
    world, replica = World(pair.first.url, clock=clock), Pool(pair.second.url)
    pair.caught_up()  # with the tables: the servers may not wait for each other yet
    seen: list[str] = []
    stop = threading.Event()

    def reader() -> None:
        cursor: dict[int, tuple[int, int]] = {}
        while True:
            last = stop.is_set()
            page = replica.snapshot(lambda conn: feed.read(conn, NOBODY, cursor, (1,), 9))  # noqa: B023
            assert isinstance(page, Page)
            seen.extend(row["id"] for row in page.rows)
            cursor = dict(page.cursor)
            if last and not page.more:
                return

    def writer(number: int) -> None:
        for n in range(15):
            write(world, UUID(int=number), [f"{number}-{n}"])

    threads = [threading.Thread(target=writer, args=(number,)) for number in range(4)]
    watcher = threading.Thread(target=reader)
    for thread in (*threads, watcher):
        thread.start()
    for thread in threads:
        thread.join()
    pair.caught_up()
    stop.set()
    watcher.join()
    assert sorted(seen) == sorted(f"1/{number}-{n}" for number in range(4) for n in range(15))
    world.hq = Headquarters(world.pool, clock, os.urandom, world.options, reader=replica)
    till = open_till(tmp_path / "till.db", clock)
    till.join(world)
    till.add(1, account=str(uuid4()), kind="member.enrol")
    till.sync(world)
    pair.caught_up()
    assert till.sync(world).state == "idle"
    assert till.db.value("SELECT count(*) FROM member") == 1
    till.db.close()
    replica.close()
    world.pool.close()


def test_the_replica_takes_over_and_nothing_that_was_acknowledged_is_lost(
    pair: Pair, clock: Clock, tmp_path: Path
) -> None:
    world = World(pair.first.url, clock=clock)
    till = open_till(tmp_path / "till.db", clock)
    till.join(world)
    till.add(40)
    till.sync(world)
    world.pool.close()
    pair.first._program("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(pair.first.data))
    pair.second._program("pg_ctl", "promote", "-w", "-D", str(pair.second.data))
    with psycopg.connect(pair.second.url, autocommit=True) as conn:
        conn.execute("ALTER SYSTEM RESET synchronous_standby_names")
        conn.execute("ALTER SYSTEM RESET synchronous_commit")
        conn.execute("SELECT pg_reload_conf()")
    after = World(pair.second.url, clock=clock)
    till.add(5)
    done = till.sync(after)
    assert (done.state, done.pushed, done.code) == ("idle", 5, "")
    same_books(after, till)
    after.pool.close()
    till.db.close()
