"""The real headquarters on a schema of its own, whose process can die at any statement and whose disk can go back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import uuid4

import psycopg
from psycopg import sql

from memberpos.hq import enrolment, schema
from memberpos.hq.api import Headquarters, Options
from memberpos.hq.database import Conn, Pool
from memberpos.hq.tx import Tx
from memberpos.hq.web import Request
from memberpos.hq.worker import Worker
from memberpos.simulation.network import Told
from memberpos.sync import protocol

T = TypeVar("T")
Random = Callable[[int], bytes]
#: What makes a PostgreSQL server quick when nothing on it is worth keeping.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


@contextmanager
def fresh_schema(url: str) -> Iterator[str]:
    """A URL whose tables are its own, gone afterwards."""
    name = sql.Identifier(f"sim_{uuid4().hex}")
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE SCHEMA {}").format(name))
        try:
            mark = "&" if "?" in url else "?"
            yield f"{url}{mark}options=-csearch_path%3D{name.as_string(admin)[1:-1]}"
        finally:
            admin.execute("SET client_min_messages = warning")
            admin.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(name))


class HqDied(BaseException):
    """Headquarters' process was killed; nothing may catch it."""


class _Connection(psycopg.Connection[tuple[Any, ...]]):
    """Counts statements down to a death."""

    statements_left = -1

    def execute(self, *args: Any, **kwargs: Any) -> Any:
        if self.statements_left >= 0:
            if self.statements_left == 0:
                raise HqDied
            self.statements_left -= 1
        return super().execute(*args, **kwargs)


class _Pool(Pool):
    """One connection, and planned deaths."""

    def __init__(self, url: str) -> None:
        super().__init__(url, sleep=lambda _: None)
        self._connection: _Connection = _Connection.connect(url, autocommit=True)
        self._after_commit = False

    @contextmanager
    def connection(self) -> Iterator[Conn]:
        yield self._connection

    def die_in(self, statements: int | None) -> None:
        """Plans a death at that statement of what comes, or (None) right after a commit that changed something."""
        self._connection.statements_left = -1 if statements is None else statements
        self._after_commit = statements is None

    def spare(self) -> None:
        """Calls a planned death off."""
        self._connection.statements_left, self._after_commit = -1, False

    def transact(self, work: Callable[[Conn], T], *, pipelined: bool = False) -> T:
        written = False

        def noting(conn: Conn) -> T:
            nonlocal written
            result = work(conn)
            written = self._wrote(conn)
            return result

        result = super().transact(noting, pipelined=pipelined)
        if written and self._after_commit:
            raise HqDied
        return result

    def _wrote(self, conn: Conn) -> bool:
        """Whether the transaction has changed anything."""
        if not self._after_commit:
            return False
        row = conn.execute("SELECT pg_current_xact_id_if_assigned() IS NOT NULL").fetchone()
        return bool(row and row[0])

    def close(self) -> None:
        self._connection.close()


#: No till of a run is away for longer: there are no snapshots to begin from.
_FEED_DAYS = 36_500


class House:
    """One headquarters. `kills` counts its deaths; `process` begins anew after each."""

    def __init__(self, url: str, now_ms: Callable[[], int], random: Random, *, members_to: str) -> None:
        self._now_ms, self.random = now_ms, random
        self.pool = _Pool(url)
        schema.migrate(self.pool, random=random)
        schema.choose(self.pool, members_to=members_to)
        self.kills = 0
        #: When the process dies in its next work: as `_Pool.die_in`, in a tuple; empty for not at all.
        self.plan: tuple[int | None, ...] = ()
        self._kept: tuple[str, ...] = ()
        self.start()

    def start(self) -> None:
        """A new process on the same database."""
        self.pool.spare()
        options = Options(rate_per_s=1e6, burst=10**6)
        self.process = Headquarters(self.pool, self._now_ms, self.random, options)
        self.worker = Worker(self.process, self.random, feed_days=_FEED_DAYS)

    def handle(self, request: Request) -> Told | None:
        """The answer's bytes; None when the process died before it could answer."""
        reply = self.alive(lambda: self.process.handle(request))
        if reply is None:
            return None
        headers = {name.lower(): text for name, text in reply.headers.items()}
        return Told(reply.status, headers, protocol.dump(reply.value))

    def alive(self, work: Callable[[], T]) -> T | None:
        """Does `work`; None when the process died in it (`plan`), and another was started."""
        if self.plan:
            self.pool.die_in(*self.plan)
        self.plan = ()
        try:
            return work()
        except HqDied:
            self.kills += 1
            self.start()
            return None
        finally:
            self.pool.spare()

    def act(self, work: Callable[[Tx], T]) -> T | None:
        """Something a person does at headquarters."""
        return self.alive(lambda: self.process.transact(work))

    def code(self, store: str) -> str:
        """An enrolment code."""
        return self.pool.transact(lambda c: enrolment.make_code(c, store, None, self._now_ms(), self.random))

    def rows(self, query: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """For looking in from outside."""
        with self.pool.connection() as conn:
            return conn.execute(query.encode(), params).fetchall()

    # -- its disk

    def keep(self) -> None:
        """Copies every table, as a backup of the database would be."""
        names = [row[0] for row in self.rows(_TABLES)]
        for name in self._kept:
            self._run("DROP TABLE {}", f"kept_{name}")
        for name in names:
            self._run("CREATE UNLOGGED TABLE {} AS TABLE {}", f"kept_{name}", name)
        self._kept = tuple(names)

    def go_back(self) -> None:
        """The database is what it was at `keep`; the process on it is a new one."""
        for name in self._kept:
            self._run("DELETE FROM {}", name)
            self._run("INSERT INTO {} SELECT * FROM {}", name, f"kept_{name}")
        self.start()

    def _run(self, statement: str, *names: str) -> None:
        self.pool.transact(lambda conn: conn.execute(sql.SQL(statement).format(*map(sql.Identifier, names))))

    def close(self) -> None:
        self.pool.close()


_TABLES = """SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace
AND relkind IN ('r', 'p') AND NOT relispartition AND relname NOT LIKE 'kept\\_%%' ORDER BY relname"""
