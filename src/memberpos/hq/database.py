"""Connections to PostgreSQL (15 or newer) and the one way to change it: `Pool.transact`."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue
from threading import BoundedSemaphore
from typing import Any, TypeVar

import psycopg
from psycopg import Connection

from memberpos.domain.errors import PosError

T = TypeVar("T")
Conn = Connection[tuple[Any, ...]]

ATTEMPTS = 6
_FIRST_WAIT_S = 0.01
_CONNECT_TIMEOUT_S = 10
#: No request may hold a till's row for longer.
_LIMITS = {"statement_timeout": "30s", "lock_timeout": "10s", "idle_in_transaction_session_timeout": "60s"}


def connect(url: str) -> Conn:
    """A connection in autocommit mode; PosError hq_unreachable when the server does not answer."""
    try:
        conn = psycopg.connect(url, autocommit=True, connect_timeout=_CONNECT_TIMEOUT_S)
    except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
        raise PosError("hq_unreachable", what="database") from error
    for name, value in _LIMITS.items():
        conn.execute("SELECT set_config(%s, %s, false)", (name, value))
    return conn


class Pool:
    """At most `size` connections, used last-in-first-out; broken ones are thrown away.

    `sleep` waits between attempts of a transaction; an argument so that a simulation needs no time.
    """

    def __init__(self, url: str, size: int = 8, sleep: Callable[[float], None] = time.sleep) -> None:
        self._url = url
        self._free: LifoQueue[Conn] = LifoQueue()
        self._slots = BoundedSemaphore(size)
        self._sleep = sleep

    @contextmanager
    def connection(self) -> Iterator[Conn]:
        """Borrows a connection; one that raised a database error outside a transaction's rules is closed."""
        with self._slots:
            conn = self._take()
            try:
                yield conn
            finally:
                self._give(conn)

    def _take(self) -> Conn:
        while True:
            try:
                conn = self._free.get_nowait()
            except Empty:
                return connect(self._url)
            if not conn.closed and not conn.broken:
                return conn

    def _give(self, conn: Conn) -> None:
        if conn.closed or conn.broken or conn.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
            conn.close()
        else:
            self._free.put(conn)

    def transact(self, work: Callable[[Conn], T]) -> T:
        """Runs `work` in one transaction and commits; again from the start on a deadlock, a serialisation failure or a
        lost connection, so `work` must be repeatable even when its commit went through unseen.

        PosError hq_unreachable after the last attempt.
        """
        for attempt in range(ATTEMPTS):
            try:
                with self.connection() as conn, conn.transaction():
                    return work(conn)
            except psycopg.OperationalError as error:
                if attempt == ATTEMPTS - 1:
                    raise PosError("hq_unreachable", what="database", sqlstate=error.sqlstate or "") from error
            self._sleep(random.uniform(0, _FIRST_WAIT_S * 2**attempt))  # noqa: S311
        raise AssertionError("unreachable")

    def snapshot(self, work: Callable[[Conn], T]) -> T:
        """Runs `work` in one transaction that only reads and sees one state throughout; also on a replica."""

        def read(conn: Conn) -> T:
            conn.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            return work(conn)

        return self.transact(read)

    def close(self) -> None:
        """Closes the idle connections."""
        while True:
            try:
                self._free.get_nowait().close()
            except Empty:
                return
