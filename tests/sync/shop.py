"""A till that sells through the real services, for tests of replication."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from tests.hq.world import Clock, Till, World

from memberpos.domain.cart import Cart
from memberpos.domain.catalog import Product
from memberpos.domain.errors import PosError
from memberpos.domain.ids import IdSource, seeded_random
from memberpos.services import cards, checkout, members, products, recharges, setup, shifts
from memberpos.services.allowances import MOST_ASKED, Wanted, wanted_by
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.recharges import RechargeRequest
from memberpos.services.results import MemberProfile, SaleDone
from memberpos.services.use import Use
from memberpos.store.database import Database, open_database
from memberpos.store.migrations import migrate
from memberpos.store.rights import OPEN_HERE
from memberpos.store.verify import verify
from memberpos.sync import ask

TEA = Product("tea", "绿茶", 1000)


class Shop(Till):
    """`Till` with an owner, an open shift and tea at ¥10."""

    def __init__(self, path: Path, clock: Clock, name: str) -> None:
        db = open_database(path, b"k" * 32)
        migrate(db)
        super().__init__(db, clock)
        self.ids = IdSource(seeded_random(name))
        self.owner = ""
        rules = {"points.rate": "1/1", "points.expiry": "never"}
        self.owner = setup.create_shop(self.use(), setup.SetupRequest(name, "Owner", "2580", rules=rules)).owner_id
        shifts.open_shift(self.use(), 0)
        products.put(self.use(), TEA)

    def use(self) -> Use:
        self.clock.ms += 1
        now_ms = self.clock.ms
        return Use(self.db, now_ms, lambda: self.ids.new(now_ms), self.owner)

    def enrol_member(self, name: str = "王小明", phone: str = "13800138000") -> MemberProfile:
        return members.enrol(self.use(), members.EnrolRequest(name, phone))

    def recharge(self, member: str, fen: int, bonus_fen: int = 0) -> None:
        recharges.recharge(self.use(), RechargeRequest(member, fen, bonus_fen))

    def sell(
        self, member: str | None, fen: int, pay: str = "stored_value", points: int = 0, card: str | None = None
    ) -> SaleDone:
        """A sale of tea for `fen` (whole yuan tens)."""
        cart = Cart(str(self.ids.new(self.clock.ms)), member_id=member, card=card).add(TEA, qty_milli=fen)
        if points:
            cart = cart.set_points(points)
        return checkout.finish(self.use(), FinishSale(cart, (TenderRequest(pay, None),)))

    def look_up(self, world: World, card: str) -> None:
        assert ask.look_up_card(self.store, world, self.house, card)

    def profile(self, member: str) -> MemberProfile:
        return members.profile(self.db, member, self.clock.ms)

    def issue(self, member: str, number: str) -> None:
        cards.issue(self.use(), member, number)

    def books_are_sound(self) -> None:
        found = verify(self.db).differences
        assert found == (), found


T = TypeVar("T")


def asking_for(work: Callable[[], T], authorise: Callable[[Wanted], bool]) -> T:
    """Does `work` as a window does: what this till may not take alone is asked for, and `work` done again."""
    for _ in range(MOST_ASKED):
        try:
            return work()
        except PosError as error:
            wanted = wanted_by(error)
            if wanted is None or not authorise(wanted):
                raise
    return work()


def rights_left(db: Database, account: str) -> dict[str, int]:
    """What a till may take of an account's open lots without asking, by kind."""
    rows = db.all(
        f"SELECT l.kind, sum({OPEN_HERE}) FROM lot l WHERE l.account = ? AND l.open > 0 GROUP BY l.kind", (account,)
    )
    return {row[0]: int(row[1]) for row in rows}


_NAMES = itertools.count()


@contextmanager
def open_shop(folder: Path, clock: Clock) -> Iterator[Shop]:
    name = f"shop{next(_NAMES)}"
    shop = Shop(folder / f"{name}-{uuid4().hex}.db", clock, name)
    try:
        yield shop
    finally:
        shop.db.close()
