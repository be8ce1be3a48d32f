"""What comes down from headquarters: rows applied to a till, a new till filled from a snapshot."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from memberpos.commands.benchmarks import headquarters
from memberpos.commands.benchmarks.figures import Floored, Goal, InvalidRunError, Rate, timed
from memberpos.commands.benchmarks.subject import START_MS, Subject

PULL_GOALS = (Floored("per_s", 10_000),)
#: Beyond the download: until all members are found, not until the last page is folded into the database.
BOOTSTRAP_GOAL, A_MILLION = Goal("seconds", 20), 1_000_000
_PAGE_ROWS = 2000


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
    _check_pulled(shop)
    return Rate("pull", done, done / own_s, done / floor_s, PULL_GOALS, {"page": _PAGE_ROWS})


def _check_pulled(shop: Subject) -> None:
    """The last page's balances stand in the database; InvalidRunError."""
    db = shop.home.open_database(read_only=True)
    try:
        told = {shop.person(index * 7919 % shop.count).account_id: 100 + index for index in range(_PAGE_ROWS)}
        query = "SELECT account, amount + others FROM balance WHERE kind = 'POINTS'"
        here = {str(account): int(points) for account, points in db.all(query)}
    finally:
        db.close()
    if any(here.get(account) != points for account, points in told.items()):
        raise InvalidRunError("pull: a balance is not the one that was told")


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
    from memberpos.store.checkpointing import Checkpointer
    from memberpos.sync.seed import Seeder

    headquarters.needed()
    sealed = _snapshot(shop, folder)
    with open_home(folder / "new", create=True, environ={"MEMBERPOS_KEYSTORE": "file"}) as home:
        writer = home.open_writer()
        try:
            line = _FileLine(sealed, shop.count)
            checkpoints = Checkpointer(writer, home.open_database)
            seeder = Seeder(writer, line, folder / "part", lambda: START_MS, uuid4, checkpoints)
            writer.call(line.prepare)
            took_s = timed(lambda: _seed(seeder, line))[0] - line.download_s
            seeder.close()
            members = writer.call(lambda db: db.value("SELECT count(*) FROM member"))
        finally:
            writer.close()
        size = home.layout.database.stat().st_size
    if members != shop.count:
        raise InvalidRunError(f"bootstrap: {members} members of {shop.count}")
    floor_s = _written_s(folder / "floor", size)
    more = {"seconds": round(took_s, 2), "download_mb": round(sealed.path.stat().st_size / 1e6, 1)}
    goals = (BOOTSTRAP_GOAL,) if shop.count >= A_MILLION else ()
    return Rate("bootstrap", shop.count, shop.count / took_s, shop.count / floor_s, goals, more)


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
        self.download_s = 0.0
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
        self.download_s += timed(lambda: sink(data))[0]
        return len(data)
