"""How long until a sale is seen at another online till: from its commit to the balance in the other's database.

Two tills with real data folders, writers and sync threads, one headquarters as a process. The floor is the same road
walked by hand, without anybody waiting for news: the first till's round, then the second's.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from memberpos.commands.benchmarks import headquarters
from memberpos.commands.benchmarks.figures import Figure, Goal, InvalidRunError, Samples, percentile, rounded, timed
from memberpos.commands.benchmarks.subject import Subject, subject
from memberpos.domain.cart import Cart
from memberpos.domain.catalog import Product
from memberpos.services import checkout, members
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.store.database import Database
from memberpos.store.writer import Writer

GOALS = (Goal("p95_ms", 3000),)
#: Longest a sale is looked for, and how often.
_LIMIT_S, _LOOK_S = 60.0, 0.005
_POINTS = (
    "SELECT coalesce(sum(b.amount + b.others), 0) FROM balance b JOIN account a ON a.id = b.account"
    " WHERE a.owner_id = ? AND b.kind = 'POINTS'"
)


def measure(folder: Path, rounds: int, named: str | None = None) -> Figure:
    """So many sales, one after the other. InvalidRunError; LeftOutError without PostgreSQL."""
    with ExitStack() as stack:
        database = stack.enter_context(headquarters.schema(stack.enter_context(headquarters.postgres(folder, named))))
        served = stack.enter_context(headquarters.served(database, folder))
        shops = [stack.enter_context(subject(folder / name, 0, name)) for name in ("one", "other")]
        first, second = (stack.enter_context(_online(shop, served.url, database)) for shop in shops)
        member = first.writer.call(lambda db: _enrol(first.shop, db))
        for till in (first, second):
            till.round()
        floor_s = [timed(lambda: _by_hand(first, second, member))[0] for _ in range(rounds)]
        for till in (first, second):
            stack.enter_context(till.in_background())
        own_s = [_seen(first, second, member) for _ in range(rounds)]
        told, known = second.points(member), first.points(member)
    if not 0 < told == known:
        raise InvalidRunError(f"visible: {told} points instead of {known}")
    p95_ms = rounded(percentile(own_s, 95) * 1000)
    return Samples(own_s, floor_s).figure("visible", *GOALS, p95_ms=p95_ms)


@dataclass
class _Online:
    """A till that belongs to headquarters."""

    shop: Subject
    writer: Writer
    wake: Callable[[], None] = lambda: None

    def points(self, member: str) -> int:
        """What this till shows."""
        return int(self.writer.call(lambda db: db.value(_POINTS, (member,))))

    def round(self) -> None:
        """Both directions until nothing is left; InvalidRunError."""
        from memberpos.sync import exchange
        from memberpos.sync.client import system_link
        from memberpos.sync.pull import House

        link = system_link("0.1.0")
        done = exchange.drain(self.writer, link, House(_now_ms, lambda: self.shop.ids.new(_now_ms())))
        link.close()
        if done.state != "idle" or done.code:
            raise InvalidRunError(f"visible: {done}")

    @contextmanager
    def in_background(self) -> Iterator[None]:
        """The sync thread as the window has it."""
        from memberpos.sync.client import system_link
        from memberpos.sync.loop import SyncLoop
        from memberpos.sync.pace import Pacer
        from memberpos.sync.pull import House

        link = system_link("0.1.0")
        ear = link.twin()
        house = House(_now_ms, lambda: self.shop.ids.new(_now_ms()))
        loop = SyncLoop(self.writer, link, lambda _status: None, Pacer(lambda: 0.5), house, ear)
        self.wake = loop.wake
        loop.start()
        try:
            yield
        finally:
            loop.stop()
            link.close()
            ear.close()


@contextmanager
def _online(shop: Subject, url: str, database: str) -> Iterator[_Online]:
    """The shop's till in store S1."""
    from memberpos.hq import enrolment
    from memberpos.hq.database import Pool
    from memberpos.sync.client import system_link
    from memberpos.sync.enrol import enrol

    shop.now_ms = _now_ms()
    writer, link, pool = shop.home.open_writer(), system_link("0.1.0"), Pool(database, size=1)
    try:
        code = pool.transact(lambda conn: enrolment.make_code(conn, "S1", None, _now_ms(), os.urandom))
        enrol(writer, link.post, url, code, "0.1.0", os.urandom)
        yield _Online(shop, writer)
    finally:
        pool.close()
        link.close()
        writer.close()


def _enrol(shop: Subject, db: Database) -> str:
    return members.enrol(shop.use(db), members.EnrolRequest("王小明", "13800138000")).member_id


def _sell(till: _Online, member: str) -> None:
    """A sale that earns points."""

    def sell(db: Database) -> None:
        till.shop.now_ms = _now_ms()
        use = till.shop.use(db)
        cart = Cart(str(use.new_id()), member_id=member).add(
            Product("100", "商品0", 500, category="c0"), qty_milli=2000
        )
        checkout.finish(use, FinishSale(cart, (TenderRequest("cash", None),)))

    till.writer.call(sell)


def _by_hand(first: _Online, second: _Online, member: str) -> None:
    before = second.points(member)
    _sell(first, member)
    first.round()
    second.round()
    if second.points(member) <= before:
        raise InvalidRunError("visible: a sale was not seen")


def _seen(first: _Online, second: _Online, member: str) -> float:
    """Seconds from a sale's commit until the other till shows it."""
    before = second.points(member)
    _sell(first, member)
    begun_s = time.perf_counter()
    first.wake()
    while second.points(member) == before:
        if time.perf_counter() - begun_s > _LIMIT_S:
            raise InvalidRunError("visible: a sale was not seen")
        time.sleep(_LOOK_S)
    return time.perf_counter() - begun_s


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
