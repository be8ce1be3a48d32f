"""The durable sale: `checkout.finish` through the till's writer, beside the same rows on a bare connection."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from memberpos.commands.benchmarks.figures import Figure, Goal, InvalidRunError, Samples, rounded, timed
from memberpos.commands.benchmarks.subject import GOODS, Dice, Subject
from memberpos.domain.cart import Cart
from memberpos.domain.catalog import Product
from memberpos.services import checkout, products
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.results import SaleDone
from memberpos.store import outbox
from memberpos.store.database import Database, Params, open_database
from memberpos.store.verify import verify
from memberpos.store.writer import Writer

GOALS = (Goal("ratio", 4), Goal("p99_ms", 10))
#: A floor further than this from the bare disk is none.
FLOOR_LIMIT = 5.0
WARM = 40
#: The till's writer checkpoints whenever it has nothing to do; here that is after this many sales, outside the clock.
BETWEEN_CHECKPOINTS = 25
PAGE_BYTES, HEADER_BYTES = 4096, 24
FRAME_BYTES = PAGE_BYTES + HEADER_BYTES
_WRITES = ("INSERT", "UPDATE", "DELETE")

Statement = tuple[str, Params]
Batches = Sequence[tuple[str, list[Params]]]


class Recorder(Database):
    """A till's connection that notes what it writes."""

    written: list[Statement]

    @classmethod
    def around(cls, db: Database) -> Recorder:
        """The same connection, noting."""
        made = cls(db.connection, db.path, guard=db.guard)
        made.written = []
        return made

    def execute(self, sql: str, params: Params = ()) -> Any:
        if sql.startswith(_WRITES):
            self.written.append((sql, params))
        return super().execute(sql, params)

    def executemany(self, sql: str, rows: Iterable[Params]) -> Any:
        listed = list(rows)
        self.written += [(sql, row) for row in listed]
        return super().executemany(sql, listed)


class Floor:
    """A copy of the database that gets the same rows with prepared statements: no checks, no Python between them."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.db = open_database(path, key)
        self.db.all("PRAGMA foreign_keys=OFF")

    def write(self, batches: Batches) -> None:
        """One transaction of the same durability (WAL, synchronous=FULL)."""
        connection = self.db.connection
        connection.execute("BEGIN IMMEDIATE")
        for sql, rows in batches:
            connection.executemany(sql, rows)
        connection.execute("COMMIT")


def batches(written: Sequence[Statement]) -> Batches:
    """What was written, a batch a statement; changes of rows after all new rows."""
    found: dict[str, list[Params]] = {}
    for sql, params in sorted(written, key=lambda statement: not statement[0].startswith("INSERT")):
        found.setdefault(sql.partition(" RETURNING ")[0], []).append(params)
    return list(found.items())


class Disk:
    """A file of the size of a write-ahead log, to put the bare bytes of a sale into as the log gets them: page by page,
    each after its header, then down to the disk.
    """

    def __init__(self, path: Path, frames: int) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self._frames, self._at = frames, 0
        self._size = frames * FRAME_BYTES * BETWEEN_CHECKPOINTS
        self._page = os.urandom(PAGE_BYTES)
        os.pwrite(self._file, bytes(self._size), 0)
        os.fsync(self._file)

    def write(self) -> None:
        """One sale, behind the last."""
        for at in range(self._at, self._at + self._frames * FRAME_BYTES, FRAME_BYTES):
            os.pwrite(self._file, self._page[:HEADER_BYTES], at)
            os.pwrite(self._file, self._page, at + HEADER_BYTES)
        getattr(os, "fdatasync", os.fsync)(self._file)
        self._at = (self._at + self._frames * FRAME_BYTES) % self._size

    def close(self) -> None:
        """Give the file back."""
        os.close(self._file)


class Seller:
    """Sales of a member with three goods, paid with stored value and cash."""

    def __init__(self, shop: Subject, seed: str) -> None:
        self.shop, self._dice = shop, Dice(seed)
        self._payers = shop.payers
        self._goods: dict[int, Product] = {}

    def request(self, db: Database) -> FinishSale:
        """A cart as the window hands it over; goods are read once, as by the quick keys."""
        use = self.shop.use(db)
        payer = self._payers[self._dice.below(len(self._payers))]
        cart = Cart(str(use.new_id())).set_member(payer.id, payer.card)
        for _ in range(3):
            cart = cart.add(self._good(db, self._dice.below(GOODS)))
        return FinishSale(cart, (TenderRequest("stored_value", 500), TenderRequest("cash", None)))

    def sell(self, db: Database, request: FinishSale) -> SaleDone:
        """The use case."""
        return checkout.finish(self.shop.use(db), request)

    def _good(self, db: Database, number: int) -> Product:
        if number not in self._goods:
            found = products.find(db, str(100 + number))
            assert found is not None
            self._goods[number] = found
        return self._goods[number]


class Contest:
    """Till and floor side by side on two equal databases."""

    def __init__(self, shop: Subject, folder: Path) -> None:
        copy = folder / "floor.db"
        shutil.copyfile(shop.home.layout.database, copy)
        self._seller = Seller(shop, "sales")
        self._writer = Writer(self._open)
        self._floor = Floor(copy, shop.home.key)
        self.samples = Samples()

    def _open(self) -> Database:
        self._db = Recorder.around(self._seller.shop.home.open_database())
        return self._db

    def round(self) -> None:
        """One sale and the same rows again."""
        request = self._writer.call(self._seller.request)
        self._db.written.clear()
        own_s, _ = timed(lambda: self._writer.call(lambda db: self._seller.sell(db, request)))
        same = batches(self._db.written)
        floor_s, _ = timed(lambda: self._floor.write(same))
        self.samples.own_s.append(own_s)
        self.samples.floor_s.append(floor_s)

    def checkpoint(self) -> int:
        """Both logs into their databases; frames the till's log held."""
        _, frames, _ = self._writer.call(lambda db: tuple(db.all("PRAGMA wal_checkpoint(PASSIVE)")[0]))
        self._floor.db.all("PRAGMA wal_checkpoint(PASSIVE)")
        return int(frames)

    def frames_a_sale(self) -> int:
        """What one sale writes, after some to warm up."""
        for _ in range(WARM):
            self.round()
        self.checkpoint()
        for _ in range(BETWEEN_CHECKPOINTS):
            self.round()
        frames = self.checkpoint() // BETWEEN_CHECKPOINTS
        self.samples = Samples()
        return frames

    def check(self) -> None:
        """Both databases hold the same, and the books agree. InvalidRunError."""
        proof = self._writer.call(verify)
        if not proof.ok:
            raise InvalidRunError(f"sale: the books do not agree after the run: {proof.differences[:3]}")
        if self._writer.call(_heads) != _heads(self._floor.db):
            raise InvalidRunError("sale: the floor did not write the same rows")

    def close(self) -> None:
        """Both connections."""
        self._writer.close()
        self._floor.db.close()


_SIZES = (
    "event", "audit", "ledger", "balance", "lot", "lot_move", "sale", "sale_line", "sale_discount", "sale_cell",
    "tender",
)  # fmt: skip
_SUMS = (("balance", "amount"), ("lot", "open"), ("member", "visits"))


def _heads(db: Database) -> list[Any]:
    """What two databases with the same rows have in common."""
    sizes = [db.value(f"SELECT count(*) FROM {table}") for table in _SIZES]  # noqa: S608 - names from above
    sums = [db.value(f"SELECT total({column}) FROM {table}") for table, column in _SUMS]  # noqa: S608
    return [*sizes, *sums, outbox.last(db)]


def measure(shop: Subject, folder: Path, rounds: int, floor_limit: float = FLOOR_LIMIT) -> Figure:
    """`rounds` sales, each followed by its floor and by the disk alone. InvalidRunError."""
    contest = Contest(shop, folder)
    try:
        disk = Disk(folder / "disk", contest.frames_a_sale())
        disk_s = []
        for number in range(rounds):
            contest.round()
            disk_s.append(timed(disk.write)[0])
            if number % BETWEEN_CHECKPOINTS == BETWEEN_CHECKPOINTS - 1:
                contest.checkpoint()
        disk.close()
        contest.check()
    finally:
        contest.close()
    figure = contest.samples.figure("sale", *GOALS, fdatasync_ms=rounded(median(disk_s) * 1000))
    if figure.floor_ms > floor_limit * figure.more["fdatasync_ms"]:
        raise InvalidRunError(
            f"sale: its floor ({figure.floor_ms} ms) is over {floor_limit:g} times the disk"
            f" ({figure.more['fdatasync_ms']} ms): a busy machine, or a folder that is not on a disk (--dir)"
        )
    return figure
