"""Between till and headquarters: events taken over HTTP, rows applied to a till, a new till filled from a snapshot."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from memberpos.commands.benchmarks.figures import Floored, InvalidRunError, Rate, timed
from memberpos.commands.benchmarks.subject import START_MS, Subject
from memberpos.domain import events
from memberpos.domain.chain import GENESIS, chain_hash
from memberpos.domain.ids import seeded_random, uuid7
from memberpos.domain.ledger import Posting

BATCH, TILLS = 100, 8
#: What the chain's largest hour needs of one server of two processors, and of the way through the web server.
PUSH_GOALS = (Floored("per_s", 10_000), Floored("ratio", 0.5))
PULL_GOALS = (Floored("per_s", 10_000),)
_PAGE_ROWS = 2000


@dataclass(frozen=True)
class _Load:
    """One till's key and the bodies of its pushes, packed; `requests` are the same decoded."""

    device: UUID
    key: bytes
    bodies: tuple[bytes, ...]


def push(folder: Path, rounds: int, named: str | None = None) -> Rate:
    """Batches of 100 events of eight tills over HTTP; the floor is the same ingest called without a web server.

    `named` is a database to use (empty, its schema made); None: one of its own.
    """
    with _database(folder, named) as database, _served(database) as url:
        own, floor = 0.0, 0.0
        loads = _loads(2 * rounds)
        _enrol(database, loads)
        for number in range(rounds):
            own += timed(lambda n=number: _over_http(url, loads, 2 * n))[0]  # type: ignore[misc]
            floor += timed(lambda n=number: _directly(database, loads, 2 * n + 1))[0]  # type: ignore[misc]
        _all_there(database, 2 * rounds * TILLS * BATCH)
    count = rounds * TILLS * BATCH
    return Rate("push", count, count / own, count / floor, PUSH_GOALS, {"batch": BATCH})


@contextmanager
def _database(folder: Path, named: str | None) -> Iterator[str]:
    from memberpos.hq.embedded import EmbeddedPostgres

    if named is not None:
        yield named
        return
    place = folder / "hq"
    place.mkdir(mode=0o755)
    folder.chmod(0o755)
    with EmbeddedPostgres(place) as server:
        yield server.url


@contextmanager
def _served(database: str) -> Iterator[str]:
    """A headquarters as a process; its URL."""
    command = [sys.executable, "-m", "memberpos", "hq", "serve", "--database", database, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"}) as process:  # noqa: S603
        try:
            assert process.stdout is not None
            line = process.stdout.readline().decode()
            if not line.startswith("ready "):
                raise InvalidRunError(f"push: headquarters did not start: {line!r}")
            yield line.split()[1]
        finally:
            process.terminate()


def _loads(batches: int) -> list[_Load]:
    random = seeded_random("push")
    return [_load(random(32), uuid7(START_MS, random(10)), batches, number) for number in range(TILLS)]


def _load(key: bytes, device: UUID, batches: int, number: int) -> _Load:
    from memberpos.sync import protocol

    bodies, previous, random = [], GENESIS, seeded_random(f"till{number}")
    for batch in range(batches):
        made = []
        for seq in range(batch * BATCH + 1, (batch + 1) * BATCH + 1):
            body, hlc = _sale(number, seq, random), (START_MS + seq * 1000) << 16
            previous = chain_hash(previous, device, seq, hlc, "sale", 1, body)
            made.append(protocol.WireEvent(seq, "sale", 1, uuid7(START_MS + seq, random(10)), hlc, body, previous))
        request = protocol.PushRequest(device, batch * BATCH + 1, tuple(made), previous)
        bodies.append(protocol.dump(protocol.encode_push(request)))
    return _Load(device, key, tuple(bodies))


def _sale(till: int, seq: int, random: Any) -> bytes:
    """A sale as a till books it: every other one of a member, who earns points."""
    postings = [Posting("shop:cash", "CASH", "CNY", -2800), Posting("shop:sales", "SALES", "CNY", 2800)]
    head: dict[str, Any] = {}
    lots = []
    if seq % 2:
        member = f"00000000-0000-7000-8{till:03x}-{seq % 400:012x}"
        account = f"00000000-0000-7000-9{till:03x}-{seq % 400:012x}"
        head = {"member": member, "account": account}
        postings += [
            Posting(account, "POINTS", "PT", 28),
            Posting("shop:points_issued", "POINTS_ISSUED", "PT", -28),
        ]
        lot = str(uuid7(START_MS + seq, random(10)))
        new = {
            "id": lot, "kind": "POINTS", "instance": "", "granted": "28", "made_at_ms": str(START_MS),
            "expires": "2026-12-31", "available_from": None, "recharge": None, "gift": False,
        }  # fmt: skip
        lots = [{"account": account, "new": [new], "moves": [[lot, "28", "own"]]}]
    event = events.Event("", "sale", START_MS + seq * 1000, 480, date(2026, 1, 1), "s", **head)
    data = {"receipt_no": f"S0001-{till:02d}-{seq:08d}", "due_fen": 2800, "lines": [{"sku": "100", "qty_milli": 1000}]}
    return events.body(event, postings, data, (), lots)


def _enrol(database: str, loads: Sequence[_Load]) -> None:
    from memberpos.hq import devices
    from memberpos.hq.database import Pool
    from memberpos.sync.protocol import public_key

    pool = Pool(database)
    for number, load in enumerate(loads, 1):
        place, key = (number, 1), public_key(load.key)
        pool.transact(
            lambda conn, d=load.device, p=place, k=key: devices.insert(conn, d, p, "bench", k, "bench", START_MS)  # type: ignore[misc]
        )
    pool.close()


def _over_http(url: str, loads: Sequence[_Load], batch: int) -> None:
    """Each till sends its batch on a connection of its own, all at once."""
    from memberpos.sync.client import HqClient, Signer

    failed: list[str] = []

    def send(load: _Load) -> None:
        client = HqClient(url, lambda: int(time.time()), lambda: os.urandom(12).hex(), "0.1.0")
        answer = client.send("/v1/push", load.bodies[batch], Signer(str(load.device), load.key))
        if answer.status != 200:
            failed.append(f"{answer.status} {answer.code}")
        client.close()

    threads = [threading.Thread(target=send, args=(load,)) for load in loads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise InvalidRunError(f"push: {failed[0]}")


def _directly(database: str, loads: Sequence[_Load], batch: int) -> None:
    from memberpos.hq import ingest, schema
    from memberpos.hq.database import Pool
    from memberpos.hq.tx import Tx
    from memberpos.sync import protocol

    pool = Pool(database)
    chain = pool.transact(schema.chain_of)
    for load in loads:
        request = protocol.decode_push(protocol.load(load.bodies[batch]))

        def work(conn: Any, request: protocol.PushRequest = request) -> None:
            tx = Tx(conn, time.time_ns() // 1_000_000, chain, 1)
            outcome = ingest.push(tx, request, "bench")
            if not isinstance(outcome, ingest.Accepted):
                raise InvalidRunError(f"push: {outcome}")
            tx.publish()

        pool.transact(work)
    pool.close()


def _all_there(database: str, count: int) -> None:
    from memberpos.hq.database import Pool

    pool = Pool(database)
    rows = pool.transact(lambda conn: conn.execute("SELECT count(*) FROM event").fetchone())
    pool.close()
    if rows is None or rows[0] != count:
        raise InvalidRunError(f"push: {rows} events of {count}")


def pull(shop: Subject, rounds: int) -> Rate:
    """Pages of accounts applied to the till's encrypted database; the floor updates as many rows with one statement."""
    from memberpos.store.writer import Writer
    from memberpos.sync import pull as pulling

    own_s, floor_s, done = 0.0, 0.0, 0
    writer = Writer(lambda: shop.home.open_database())
    try:
        house = pulling.House(lambda: START_MS, lambda: shop.ids.new(START_MS))
        for number in range(rounds):
            page = _page(shop, number)
            took_s, pulled = timed(lambda p=page: pulling.take(writer, house, p, 0))  # type: ignore[misc]
            own_s, done = own_s + took_s, done + pulled.rows
            floor_s += timed(lambda n=number: _update(writer, shop, n))[0]  # type: ignore[misc]
    finally:
        writer.close()
    if done != rounds * _PAGE_ROWS:
        raise InvalidRunError(f"pull: {done} rows of {rounds * _PAGE_ROWS} applied")
    return Rate("pull", done, done / own_s, done / floor_s, PULL_GOALS, {"page": _PAGE_ROWS})


def _page(shop: Subject, number: int) -> dict[str, Any]:
    rows = []
    for index in range(_PAGE_ROWS):
        one = shop.person(index * 7919 % shop.count)
        fields = {
            "member": one.id,
            "balances": [["POINTS", "", "PT", str(100 + index)], ["PRINCIPAL", "", "CNY", "0"]],
            "lots": [],
            "rows": [],
        }
        ver = {"ver": number + 2, "base": number + 1 if number else 0}
        rows.append({"e": "account", "id": one.account_id, **ver, "f": fields})
    return {"cursor": {"16": [number + 1, 5]}, "rows": rows, "more": False, "incl_seq": 1 << 40}


def _update(writer: Any, shop: Subject, number: int) -> None:
    for first in range(0, _PAGE_ROWS, 100):
        ids = [(number, shop.person(index * 7919 % shop.count).account_id) for index in range(first, first + 100)]

        def work(db: Any, ids: list[tuple[int, str]] = ids) -> None:
            with db.transaction():
                db.executemany(
                    "UPDATE account SET closed_at_ms = nullif(?, ?) WHERE id = ?", [(n, n, i) for n, i in ids]
                )

        writer.call(work, 1)


def bootstrap(shop: Subject, folder: Path) -> Rate:
    """A till without members filled from a snapshot of the shop's; the floor writes and syncs the final bytes."""
    from memberpos.home import open_home
    from memberpos.sync.seed import Seeder

    sealed = _snapshot(shop, folder)
    with open_home(folder / "new", create=True, environ={"MEMBERPOS_KEYSTORE": "file"}) as home:
        writer = home.open_writer()
        try:
            line = _FileLine(sealed, shop.count)
            seeder = Seeder(writer, line, folder / "part", lambda: START_MS)
            writer.call(line.prepare)
            took_s, _ = timed(lambda: _seed(seeder, line))
            members = writer.call(lambda db: db.value("SELECT count(*) FROM member"))
        finally:
            writer.close()
        size = home.layout.database.stat().st_size
    if members != shop.count:
        raise InvalidRunError(f"bootstrap: {members} members of {shop.count}")
    floor_s = _written_s(folder / "floor", size)
    more = {"seconds": round(took_s, 2), "download_mb": round(sealed.path.stat().st_size / 1e6, 1)}
    return Rate("bootstrap", shop.count, shop.count / took_s, shop.count / floor_s, (), more)


def _seed(seeder: Any, line: Any) -> None:
    while seeder.step("https://hq", line.signer, (line.public,)) is not None:
        pass


def _written_s(path: Path, size: int) -> float:
    block = os.urandom(1 << 20)

    def write() -> None:
        with path.open("wb") as file:
            for _ in range(size >> 20):
                file.write(block)
            file.flush()
            os.fsync(file.fileno())

    return timed(write)[0]


@dataclass(frozen=True)
class _Sealed:
    path: Path
    sha256: str
    size: int
    secret: bytes


def _snapshot(shop: Subject, folder: Path) -> _Sealed:
    """What headquarters would have made of the shop's members."""
    from memberpos.hq import snapshots

    plain, sealed, secret = folder / "plain", folder / "sealed", b"s" * 32
    db = shop.home.open_database()
    try:
        snapshots.from_till(db, plain)
    finally:
        db.close()
    digest, size = snapshots.seal(plain, sealed, secret)
    plain.unlink()
    return _Sealed(sealed, digest, size, secret)


class _FileLine:
    """A headquarters that is a file."""

    def __init__(self, sealed: _Sealed, rows: int) -> None:
        from memberpos.sync.client import Signer
        from memberpos.sync.protocol import public_key

        self._sealed, self._rows, self._key = sealed, rows, b"h" * 32
        self.public, self.signer = public_key(self._key), Signer(str(UUID(int=1)), b"d" * 32)

    def prepare(self, db: Any) -> None:
        """The till knows its bucket."""
        from memberpos.store import sync_state

        with db.transaction():
            sync_state.start_standalone(db, UUID(int=1))
            sync_state.put(db, "buckets", json.dumps(["s:1"]))

    def get(self, _url: str, _target: str, _signer: Any) -> Any:
        from memberpos.sync import archive, protocol
        from memberpos.sync.client import Answer

        value = {
            "bucket": "s:1", "url": "/snapshot", "bytes": self._sealed.size, "sha256": self._sealed.sha256,
            "secret": protocol.b64(self._sealed.secret), "cursor": {}, "rows": self._rows, "schema": 1,
        }  # fmt: skip
        signature = protocol.sign(self._key, archive.manifest_bytes(value))
        return Answer(200, {}, {**value, "sig": protocol.b64(signature)})

    def download(self, _url: str, _target: str, start: int, end: int, sink: Any) -> int:
        with self._sealed.path.open("rb") as file:
            file.seek(start)
            data = file.read(end - start)
        sink(data)
        return len(data)
