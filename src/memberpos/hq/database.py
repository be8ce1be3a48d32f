"""Connections to PostgreSQL (15 or newer) and the one way to change it: `Pool.transact`."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from queue import Empty, LifoQueue
from threading import BoundedSemaphore
from types import MappingProxyType
from typing import Any, TypeVar

import psycopg
from psycopg import Connection

from memberpos.domain.errors import PosError
from memberpos.hq.arrays import ArrayDumper

#: The database does not take a row: it is there, or a value is none. A cluster's nodes may say so without the class.
REFUSED = (psycopg.DataError, psycopg.IntegrityError, psycopg.errors.InternalError_)
T = TypeVar("T")
Conn = Connection[tuple[Any, ...]]

ATTEMPTS = 6
_FIRST_WAIT_S = 0.01
_CONNECT_TIMEOUT_S = 10
#: No request may hold a till's row for longer.
_LIMITS = {"statement_timeout": "30s", "lock_timeout": "10s", "idle_in_transaction_session_timeout": "60s"}
#: For connections that only book: every row they ask for has an index. A plan is kept from when the tables of a new
#: chain were nearly empty, and reading them whole looked cheap.
BY_INDEX: Mapping[str, str] = MappingProxyType({"enable_seqscan": "off"})
_NO_MORE: Mapping[str, str] = MappingProxyType({})


def connect(url: str, settings: Mapping[str, str] = _NO_MORE) -> Conn:
    """A connection in autocommit mode, with PostgreSQL's `settings`; PosError hq_unreachable when the server does not
    answer.
    """
    try:
        conn = psycopg.connect(url, autocommit=True, connect_timeout=_CONNECT_TIMEOUT_S)
    except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
        raise PosError("hq_unreachable", what="database") from error
    conn.adapters.register_dumper(list, ArrayDumper)
    for name, value in (*_LIMITS.items(), *settings.items()):
        conn.execute("SELECT set_config(%s, %s, false)", (name, value))
    return conn


@contextmanager
def _pipelined(conn: Conn) -> Iterator[None]:
    try:
        with conn.pipeline() as pipeline:
            try:
                conn.execute(b"BEGIN")
                yield
                conn.execute(b"COMMIT")
            except BaseException:
                with suppress(psycopg.Error):  # what was sent behind the failure is not done
                    pipeline.sync()
                raise
    except BaseException:
        if not conn.closed:
            conn.rollback()
        raise


def is_cluster(conn: Conn) -> bool:
    """True for the coordinator of a Citus cluster."""
    return conn.execute("SELECT 1 FROM pg_extension WHERE extname = 'citus'").fetchone() is not None


def like(text: str) -> str:
    """Typed text as a part of a pattern: its own % and _ mean themselves."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def unless_there(insert: str, told: str, *, careful: bool) -> bytes:
    """The statement `insert` as it is, or (`careful`) only of rows that are not there yet, telling `told` of them."""
    return f"{insert} ON CONFLICT DO NOTHING RETURNING {told}".encode() if careful else insert.encode()


class Once:
    """Rows that were inserted: each is taken once, also when a till sends two events of one id."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._left = set(rows)

    def take(self, row: tuple[Any, ...]) -> bool:
        """True the first time, for a row that is one of them."""
        new = row in self._left
        self._left.discard(row)
        return new


def _within(around: AbstractContextManager[object], conn: Conn, work: Callable[[Conn], T]) -> T:
    with around:
        return work(conn)


class Pool:
    """At most `size` connections, used last-in-first-out; broken ones are thrown away.

    `sleep` waits between attempts of a transaction; an argument so that a simulation needs no time. `settings` are
    PostgreSQL's for these connections.
    """

    def __init__(
        self,
        url: str,
        size: int = 8,
        sleep: Callable[[float], None] = time.sleep,
        settings: Mapping[str, str] = _NO_MORE,
    ) -> None:
        self.url, self._settings = url, settings
        self._free: LifoQueue[Conn] = LifoQueue()
        self._slots = BoundedSemaphore(size)
        self._sleep = sleep
        self._cluster: bool | None = None

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
                return connect(self.url, self._settings)
            if not conn.closed and not conn.broken:
                return conn

    def _give(self, conn: Conn) -> None:
        if conn.closed or conn.broken or conn.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
            conn.close()
        else:
            self._free.put(conn)

    def transact(self, work: Callable[[Conn], T], *, pipelined: bool = False) -> T:
        """Runs `work` in one transaction and commits; again from the start on a deadlock, a serialisation failure or a
        lost connection, so `work` must be repeatable even when its commit went through unseen.

        With `pipelined` a statement is sent without waiting for the one before; `work` waits where it reads rows (and
        nowhere learns how many rows a statement changed). PosError hq_unreachable after the last attempt.
        """
        around = _pipelined if pipelined else Conn.transaction
        return self._repeated(lambda conn: _within(around(conn), conn, work))

    def read(self, query: bytes, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of one statement that changes nothing. PosError hq_unreachable."""
        return self._repeated(lambda conn: conn.execute(query, params).fetchall())

    def _repeated(self, work: Callable[[Conn], T]) -> T:
        for attempt in range(ATTEMPTS):
            try:
                with self.connection() as conn:
                    return work(conn)
            except psycopg.OperationalError as error:
                if attempt == ATTEMPTS - 1:
                    raise PosError("hq_unreachable", what="database", sqlstate=error.sqlstate or "") from error
            self._sleep(random.uniform(0, _FIRST_WAIT_S * 2**attempt))  # noqa: S311
        raise AssertionError("unreachable")

    def snapshot(self, work: Callable[[Conn], T]) -> T:
        """Runs `work` in one transaction that only reads and sees one state throughout; also on a replica.

        The nodes of a cluster have no such state in common: there each statement sees what is committed then, so `work`
        asks for the news first and after that for what they tell of.
        """
        if self._cluster is None:
            self._cluster = self.transact(is_cluster)
        level = b"READ COMMITTED" if self._cluster else b"REPEATABLE READ"

        def read(conn: Conn) -> T:
            conn.execute(b"SET TRANSACTION ISOLATION LEVEL " + level + b" READ ONLY")
            return work(conn)

        return self.transact(read)

    def close(self) -> None:
        """Closes the idle connections."""
        while True:
            try:
                self._free.get_nowait().close()
            except Empty:
                return
