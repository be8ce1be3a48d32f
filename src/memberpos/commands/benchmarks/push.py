"""Sales of several tills taken by headquarters over HTTP, beside the same rows written by nobody but PostgreSQL.

Three schemas get the same events: `hq serve` fills one over HTTP; headquarters' code called directly fills another and
its writing statements are noted, as plain as it writes what is new; these statements alone fill the third (the floor),
as many connections at once as there are tills. Afterwards the second and the third hold the same rows, and the first
the same books.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from types import MappingProxyType
from typing import Any

from memberpos.commands.benchmarks import headquarters, tills
from memberpos.commands.benchmarks.figures import Floored, Goal, InvalidRunError, Rate, rounded, timed
from memberpos.commands.benchmarks.subject import START_MS
from memberpos.commands.benchmarks.tills import Line, Till

BATCH, TILLS, AT_ONCE = 100, 8, 16
#: What the chain's largest hour needs of one server of two processors, and of the way through the web server.
GOALS = (Floored("per_s", 10_000), Floored("ratio", 0.5), Goal("hq_memory_mb", 300))
_WRITES = ("INSERT", "UPDATE", "DELETE")
#: What both ways must agree in; headquarters' own work between requests (allowances) is not part of it.
_BOOKS: Mapping[str, str] = MappingProxyType(
    {
        "event": "device_id, seq, event_id, kind, kv, hlc, hash, body",
        "device": "device_id, store_id, status, last_seq, last_hash, last_hlc",
        "member": "member_id, home_store, home_device, account_id, status, ver",
        "member_store": "member_id, store_id, seen_on",
        "ledger": "account_id, business_month, event_id, line, kind, instance, unit, amount, store_id, seq, hlc",
        "account": "account_id, kind, instance, unit, name, member_id, store_id, balance",
        "lot": "account_id, lot_id, kind, instance, granted, open, expires, made_ms, event_id, gift, device_id",
        "lot_move": "account_id, event_id, n, lot_id, amount, by_right",
        "store_day": "store_id, business_date, event_kind, account, kind, unit, n, amount",
        "review": "device_id, seq, why",
        "dead_letter": "device_id, seq, why",
    }
)
_REST: Mapping[str, str] = MappingProxyType(
    {
        "purse": "account_id, member_id, ver, owes",
        "lot ": "account_id, lot_id, held, ver",
        "account ": "account_id, kind, instance, unit, escrowed",
        "feed": "shard, pos, bucket, entity, id, ver, base, device_id",
        "feed_head": "shard, pos",
    }
)
Statement = tuple[Any, Any]


class Recorder:
    """A connection that notes what is written through it."""

    def __init__(self, conn: Any) -> None:
        self._conn, self.written = conn, list[Statement]()

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        """As the connection's."""
        text = query.decode() if isinstance(query, bytes) else query
        if text.lstrip().startswith(_WRITES):
            self.written.append((query, params))
        return self._conn.execute(query, params, **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._conn, name)


def measure(folder: Path, rounds: int, named: str | None = None) -> Rate:
    """`named` is a database to use; None: one of its own. InvalidRunError; PosError when there is no PostgreSQL."""
    headquarters.needed()
    from memberpos.hq.database import connect

    with ExitStack() as stack:
        database = stack.enter_context(headquarters.postgres(folder, named))
        own, direct, floor = (stack.enter_context(headquarters.schema(database)) for _ in range(3))
        served = stack.enter_context(headquarters.served(own, folder))
        made = tills.make(TILLS, rounds * AT_ONCE, BATCH)
        for url in (own, direct, floor):
            _enrol(url, made)
        lines = [stack.enter_context(closing(Line(served.url, till))) for till in made]
        bare = [stack.enter_context(closing(connect(floor))) for _ in made]
        took = _rounds(made, lines, direct, bare)
        memory = served.peak_mb()
        _check(own, direct, floor, TILLS * (tills.MEMBERS + rounds * AT_ONCE * BATCH))
    count = rounds * AT_ONCE * TILLS * BATCH
    more = {"batch": BATCH, "tills": TILLS, "ingest_per_s": rounded(count / took["direct"])}
    goals = GOALS if memory is not None else GOALS[:2]
    if memory is not None:
        more["hq_memory_mb"] = rounded(memory)
    return Rate("push", count, count / took["own"], count / took["floor"], goals, more)


def _rounds(made: Sequence[Till], lines: Sequence[Line], direct: str, bare: Sequence[Any]) -> dict[str, float]:
    """Seconds of each way, round by round; the members come first and are not counted."""
    took = {"own": 0.0, "direct": 0.0, "floor": 0.0}
    steps = [[till.enrolments for till in made]]
    batches = len(made[0].sales)
    steps += [[till.sales[at : at + AT_ONCE] for till in made] for at in range(0, batches, AT_ONCE)]
    for number, step in enumerate(steps):
        ready = [[line.ready(text) for text in texts] for line, texts in zip(lines, step, strict=True)]
        for line in lines:
            line.close()  # a till's pause is longer than a server keeps a connection
        own_s = _together(lambda n, r=ready: [lines[n].send(one) for one in r[n]], len(made))  # type: ignore[misc]
        direct_s, written = _directly(direct, step)
        floor_s = _together(lambda n, w=written: _write(bare[n], w[n]), len(made))  # type: ignore[misc]
        if number:
            took = {"own": took["own"] + own_s, "direct": took["direct"] + direct_s, "floor": took["floor"] + floor_s}
    return took


def _together(work: Callable[[int], object], count: int) -> float:
    """Seconds until the work of every till is done, all at once."""
    failed: list[BaseException] = []

    def guarded(number: int) -> None:
        try:
            work(number)
        except BaseException as error:  # noqa: BLE001  a thread's failure is the run's
            failed.append(error)

    threads = [threading.Thread(target=guarded, args=(number,)) for number in range(count)]

    def run() -> None:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    took_s, _ = timed(run)
    if failed:
        raise InvalidRunError(f"push: {failed[0]!r}")
    return took_s


def _write(conn: Any, batches: Sequence[Sequence[Statement]]) -> None:
    """Each batch in one transaction, statement by statement."""
    for batch in batches:
        with conn.transaction():
            for query, params in batch:
                conn.execute(query, params, prepare=True)


def _directly(url: str, step: Sequence[Sequence[bytes]]) -> tuple[float, list[list[list[Statement]]]]:
    """Seconds of headquarters' own code without a web server, and what it wrote: by till, by batch."""
    from memberpos.hq import ingest, schema
    from memberpos.hq.database import Pool
    from memberpos.hq.tx import Tx
    from memberpos.sync import protocol

    pool = Pool(url)
    chain = pool.transact(schema.chain_of)

    def take(text: bytes) -> list[Statement]:
        request = protocol.decode_push(protocol.load(text))

        def work(conn: Any) -> list[Statement]:
            recorder: Any = Recorder(conn)
            tx = Tx(recorder, time.time_ns() // 1_000_000, chain, 1)
            if not isinstance(ingest.push(tx, request, "bench", careful=False), ingest.Accepted):
                raise InvalidRunError("push: a batch was refused")
            tx.publish()
            return list(recorder.written)

        return pool.transact(work)

    took_s, written = timed(lambda: [[take(text) for text in texts] for texts in step])
    pool.close()
    return took_s, written


def _enrol(url: str, made: Iterable[Till]) -> None:
    from memberpos.hq import devices
    from memberpos.hq.database import Pool
    from memberpos.sync.protocol import public_key

    pool = Pool(url)
    for till in made:
        key = public_key(till.key)
        pool.transact(
            lambda conn, t=till, k=key: devices.insert(conn, t.device, (t.store, 1), "bench", k, "bench", START_MS)  # type: ignore[misc]
        )
    pool.close()


def _check(own: str, direct: str, floor: str, events: int) -> None:
    """Everything is there once, and the same however it came; InvalidRunError."""
    for table, columns in {**_BOOKS, **_REST}.items():
        if _rows(direct, table, columns) != _rows(floor, table, columns):
            raise InvalidRunError(f"push: the floor did not write the same rows of {table}")
    for table, columns in _BOOKS.items():
        if _rows(own, table, columns) != _rows(direct, table, columns):
            raise InvalidRunError(f"push: {table} differs over HTTP")
    if len(_rows(own, "event", "device_id, seq")) != events:
        raise InvalidRunError(f"push: not {events} events")
    if any(total for _, total in _rows(own, "ledger", "unit, sum(amount)", " GROUP BY unit")):
        raise InvalidRunError("push: the ledger is not balanced")


def _rows(url: str, table: str, columns: str, end: str = "") -> list[tuple[Any, ...]]:
    from memberpos.hq.database import connect

    with connect(url) as conn:
        found = conn.execute(f"SELECT {columns} FROM {table}{end}".encode()).fetchall()  # noqa: S608  names of ours
    return sorted(found, key=repr)
