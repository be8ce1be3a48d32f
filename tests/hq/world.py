"""A headquarters on a real PostgreSQL and tills with real databases, joined by calls instead of sockets."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

import psycopg
import pytest

from memberpos.hq import enrolment, layout, schema
from memberpos.hq.api import Headquarters, Options, Reply, Request
from memberpos.hq.database import Pool, is_cluster
from memberpos.hq.embedded import EmbeddedPostgres
from memberpos.hq.server import Server, build_app, listen, url_of
from memberpos.hq.tx import Tx
from memberpos.store import outbox, sync_state
from memberpos.store.database import Database, open_database
from memberpos.store.migrations import migrate
from memberpos.sync import exchange, protocol, push, signing
from memberpos.sync.client import Answer, Signer
from memberpos.sync.enrol import enrol
from memberpos.sync.pull import House
from memberpos.sync.seed import Seeder

T = TypeVar("T")
HOST = "hq.example"
START_MS = 1_767_232_800_000  # 2026-01-01T02:00:00Z
_SERVER = pytest.StashKey[str]()


def public_folder() -> Path:
    """A temporary folder other users may pass, as a database of root's needs it."""
    folder = Path(tempfile.mkdtemp(prefix="memberpos-hq-"))
    folder.chmod(0o755)
    return folder


def server_url(config: pytest.Config) -> str:
    """The PostgreSQL of this test run: $MEMBERPOS_TEST_DATABASE, else one embedded server for all tests."""
    named = os.environ.get("MEMBERPOS_TEST_DATABASE")
    if named:
        return named
    if _SERVER not in config.stash:
        folder = public_folder()
        server = EmbeddedPostgres(folder / "hq", {"fsync": "off"})
        config.stash[_SERVER] = server.start()

        def end() -> None:
            server.destroy()
            shutil.rmtree(folder)

        config.add_cleanup(end)
    return config.stash[_SERVER]


def cluster() -> bool:
    """True when $MEMBERPOS_TEST_DATABASE is a Citus coordinator whose nodes are to hold the tables."""
    return bool(os.environ.get("MEMBERPOS_TEST_DISTRIBUTED"))


def schema_url(url: str, name: str) -> str:
    """A URL of the schema `name`; connections of it are known by that name."""
    few = "%20-ccitus.shard_count%3D4" if cluster() else ""
    return f"{url}{'&' if '?' in url else '?'}application_name={name}&options=-csearch_path%3D{name}{few}"


@contextmanager
def fresh_schema(url: str) -> Iterator[str]:
    """A URL whose tables are its own."""
    name = f"t_{uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f"CREATE SCHEMA {name}".encode())
        try:
            yield schema_url(url, name)
        finally:
            admin.execute("SET client_min_messages = warning")
            admin.execute(f"DROP SCHEMA {name} CASCADE".encode())


@dataclass
class Clock:
    """UTC milliseconds that only a test moves."""

    ms: int = START_MS

    def __call__(self) -> int:
        return self.ms


@dataclass
class DirectStore:
    """A till's database without its writer thread."""

    db: Database

    def call(self, work: Callable[[Database], T], priority: int = 0) -> T:
        assert priority >= 0
        return work(self.db)


@dataclass
class World:
    """One headquarters. `post` is the whole way of a request: signed, packed, answered."""

    url: str
    options: Options = field(default_factory=lambda: Options(rate_per_s=1e6, burst=10**6))
    clock: Clock = field(default_factory=Clock)
    folder: Path | None = None

    def __post_init__(self) -> None:
        self.pool = Pool(self.url)
        schema.migrate(self.pool)
        if self.pool.transact(is_cluster):
            layout.distribute(self.pool)
        self.start()

    def start(self) -> None:
        """A new server process on the same database."""
        self.hq = Headquarters(self.pool, self.clock, os.urandom, self.options, folder=self.folder)

    def code(self, store: str = "S1") -> str:
        return self.pool.transact(lambda c: enrolment.make_code(c, store, None, self.clock(), os.urandom))

    def rows(self, query: str, *params: Any) -> list[tuple[Any, ...]]:
        with self.pool.connection() as conn:
            return conn.execute(query.encode(), params).fetchall()

    def holds_up(self, pid: int | None) -> bool:
        """Whether somebody waits for a lock of that connection's; on a cluster, on whichever node."""
        behind = "SELECT count(*) FROM pg_stat_activity WHERE %s = ANY(pg_blocking_pids(pid))"
        if cluster():
            behind = "SELECT count(*) FROM citus_lock_waits WHERE blocking_gpid %% 10000000000 = %s"
        return bool(self.rows(behind, pid)[0][0])

    def run(self, work: Callable[[Any], T]) -> T:
        return self.pool.transact(work)

    def act(self, work: Callable[[Tx], T]) -> T:
        """One transaction of headquarters, told to tills."""
        return self.hq.transact(work)

    def signed(self, path: str, value: dict[str, Any], signer: Signer, **changes: Any) -> Request:
        """A request as `HqClient` makes it; `changes`: created_s, nonce."""
        body = protocol.squeeze(protocol.dump(value))
        created_s = changes.get("created_s", self.clock() // 1000)
        nonce = changes.get("nonce", uuid4().hex)
        headers = signing.signature_headers(signer.key, signer.keyid, "POST", HOST, path, body, created_s, nonce)
        low = {name.lower(): text for name, text in headers.items()}
        low |= {"host": HOST, "content-encoding": "gzip", "user-agent": "memberpos/0.1.0"}
        return Request("POST", path, low, body, "192.0.2.7")

    def post(self, url: str, path: str, value: dict[str, Any], signer: Signer) -> Answer:
        assert url
        return answer_of(self.hq.handle(self.signed(path, value, signer)))

    def get(self, url: str, target: str, signer: Signer) -> Answer:
        assert url
        path, _, query = target.partition("?")
        headers = signing.signature_headers(
            signer.key, signer.keyid, "GET", HOST, target, b"", self.clock() // 1000, uuid4().hex
        )
        low = {name.lower(): text for name, text in headers.items()} | {"host": HOST, "user-agent": "memberpos/0.1.0"}
        return answer_of(self.hq.handle(Request("GET", path, low, b"", "192.0.2.7", query)))

    def download(self, url: str, target: str, start: int, end: int, sink: Callable[[bytes], object]) -> int:
        assert url
        reply = self.hq.handle(Request("GET", target, {"range": f"bytes={start}-{end - 1}"}))
        assert reply.status == 206
        assert reply.file is not None
        with reply.file.path.open("rb") as file:
            file.seek(reply.file.start)
            data = file.read(reply.file.end - reply.file.start)
        sink(data)
        return len(data)


def answer_of(reply: Reply) -> Answer:
    """What a client sees of a reply."""
    value = json.loads(protocol.dump(reply.value))
    return Answer(reply.status, {name.lower(): text for name, text in reply.headers.items()}, value)


@dataclass
class Till:
    """One till's database. `add` books recharges, as the services would."""

    db: Database
    clock: Clock

    @property
    def store(self) -> DirectStore:
        return DirectStore(self.db)

    @property
    def device(self) -> UUID:
        return sync_state.identity(self.db).device_id

    def add(self, count: int = 1, **changes: Any) -> None:
        for _ in range(count):
            self.add_body(body(**changes), kind=changes.get("kind", "recharge"), event_id=changes.get("event_id"))

    def add_body(self, data: bytes, *, kind: str = "recharge", event_id: UUID | None = None, pii: Any = ()) -> int:
        with self.db.transaction():
            return outbox.append(
                self.db, kind=kind, kv=1, event_id=event_id or uuid4(), body=data, now_ms=self.clock(), pii=pii
            )

    def join(self, world: World, store: str = "S1") -> None:
        enrol(self.store, world.post, "https://hq.example", world.code(store), "0.1.0", os.urandom)

    def drain(self, post: push.Post) -> push.Step:
        return push.drain(self.store, post)

    seeder: Seeder | None = None

    @property
    def house(self) -> House:
        return House(self.clock, uuid4, self.seeder.step if self.seeder else None)

    def sync(self, world: World) -> push.Step:
        """Rounds until both sides have everything."""
        return exchange.drain(self.store, world, self.house)

    def chain(self) -> list[tuple[int, bytes]]:
        return [(int(row[0]), bytes(row[1])) for row in self.db.all("SELECT seq, hash FROM outbox ORDER BY seq")]

    def request(self, first: int, until: int) -> protocol.PushRequest:
        """The events `first`…`until` as a batch, whatever is acknowledged."""
        events = tuple(map(push.wire, outbox.after(self.db, first - 1, until - first + 1)))
        head = events[-1].hash if events else outbox.hash_at(self.db, first - 1)
        assert head is not None
        return protocol.PushRequest(self.device, first, events, head)


def body(
    *,
    account: str = "6e5a3c0e-0000-7000-8000-000000000001",
    fen: int = 100,
    day: str = "2026-01-01",
    other: int | None = None,
    **_: Any,
) -> bytes:
    """An event's body that moves `fen` from the drawer to a member's principal."""
    postings = [
        {"account": account, "kind": "PRINCIPAL", "instance": "", "unit": "CNY", "amount": str(fen)},
        {
            "account": "shop:cash",
            "kind": "CASH",
            "instance": "",
            "unit": "CNY",
            "amount": str(-fen if other is None else other),
        },
    ]
    value = {
        "at_ms": str(START_MS),
        "offset_min": 480,
        "business_date": day,
        "member": account,
        "account": account,
        "postings": postings,
        "data": {"备注": "充值"},
        "pii": [],
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def open_till(path: Path, clock: Clock, device: UUID | None = None) -> Till:
    """A new till, standalone."""
    db = open_database(path, b"k" * 32)
    migrate(db)
    with db.transaction():
        sync_state.start_standalone(db, device or uuid4())
    return Till(db, clock)


def same_books(world: World, till: Till) -> None:
    """(device, seq, hash) equal on both sides, and what each account got from this till."""
    events = world.rows("SELECT seq, hash FROM event WHERE device_id = %s ORDER BY seq", till.device)
    assert [(seq, bytes(digest)) for seq, digest in events] == till.chain()
    assert postings_of(world, till.device) == expected_postings(till)


def postings_of(world: World, device: UUID) -> dict[tuple[str, ...], int]:
    """Σ of the ledger rows of one till at headquarters, the shop's own accounts by name."""
    rows = world.rows(
        """SELECT coalesce(nullif(a.name, ''), l.account_id::text), l.kind, l.instance, l.unit, sum(l.amount)
        FROM ledger l JOIN account a USING(account_id, kind, instance, unit)
        WHERE l.device_id = %s GROUP BY 1, 2, 3, 4""",
        device,
    )
    return {tuple(row[:4]): int(row[4]) for row in rows}


def expected_postings(till: Till) -> dict[tuple[str, ...], int]:
    """The same from the bodies the till keeps; those that are no bodies move nothing."""
    sums: dict[tuple[str, ...], int] = {}
    for (data,) in till.db.all("SELECT body FROM outbox"):
        for item in json.loads(bytes(data))["postings"]:
            key = (item["account"], item["kind"], item["instance"], item["unit"])
            sums[key] = sums.get(key, 0) + int(item["amount"])
    return sums


@contextmanager
def served(headquarters: Headquarters, port: int = 0, **tls: str) -> Iterator[str]:
    """The real web server on a thread; gives its base URL. `tls`: certfile and keyfile."""
    sock, ready = listen(port), threading.Event()
    server = Server(build_app(headquarters), ready.set)
    if tls:
        server.config.ssl_certfile, server.config.ssl_keyfile = tls["certfile"], tls["keyfile"]
    thread = threading.Thread(target=server.run, args=([sock],), name="hq-web")
    thread.start()
    try:
        assert ready.wait(10)
        yield url_of(sock).replace("http", "https" if tls else "http", 1)
    finally:
        server.should_exit = True
        thread.join(15)
        sock.close()
        assert not thread.is_alive()
