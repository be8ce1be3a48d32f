"""A chain of two stores with a till each, for tests."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.hq.world import Clock, World
from tests.sync.shop import Shop, open_shop

from memberpos.hq.worker import Worker
from memberpos.services.allowances import Wanted
from memberpos.sync import ask


class Chain:
    """Two stores with a till each, and headquarters' worker called by hand."""

    def __init__(self, world: World, home: Shop, other: Shop) -> None:
        self.world, self.home, self.other = world, home, other
        self.worker = Worker(world.hq, os.urandom)

    def settle(self, *shops: Shop) -> None:
        """Everybody hears of everything, rights are given, given back and given anew."""
        for _ in range(4):
            for shop in shops or (self.home, self.other):
                assert shop.sync(self.world).state == "idle"
            while self.worker.step():
                pass

    def authorise(self, shop: Shop) -> Callable[[Wanted], bool]:
        return lambda w: ask.authorise(shop.store, self.world, shop.house, w.account, w.kinds, w.instance, w.missing)

    def out(self, account: str) -> dict[str, int]:
        """What each till may take of an account, as headquarters has it."""
        rows = self.world.rows(
            """SELECT d.till, d.store_id, sum(x.left) FROM (
              SELECT device_id, held AS left FROM lot WHERE account_id = %s AND kind = 'PRINCIPAL'
              UNION ALL SELECT device_id, amount - used - returned FROM escrow
                WHERE account_id = %s AND kind = 'PRINCIPAL' AND state = 'open') x
            JOIN device d USING(device_id) GROUP BY 1, 2""",
            account, account,
        )  # fmt: skip
        return {f"S{store}": int(left) for _, store, left in rows if left}

    def rights_agree(self) -> None:
        """Outstanding rights are the sum of what tills hold, on both sides, and never above the balance."""
        for account, kind, instance, balance, overdraft, escrowed in self.world.rows(
            "SELECT account_id, kind, instance, balance, overdraft, escrowed FROM account WHERE name = ''"
        ):
            held = self.world.rows(
                """SELECT coalesce(sum(left_), 0) FROM (
                  SELECT held AS left_ FROM lot WHERE account_id = %s AND kind = %s AND instance = %s
                  UNION ALL SELECT amount - used - returned FROM escrow WHERE account_id = %s AND kind = %s
                    AND instance = %s AND state = 'open') x""",
                account, kind, instance, account, kind, instance,
            )[0][0]  # fmt: skip
            assert held == escrowed, (account, kind)
            assert escrowed <= balance + overdraft, (account, kind)


@pytest.fixture
def chain(world: World, clock: Clock, tmp_path: Path) -> Iterator[Chain]:
    with open_shop(tmp_path, clock) as home, open_shop(tmp_path, clock) as other:
        home.join(world, "S1")
        other.join(world, "S2")
        yield Chain(world, home, other)


@pytest.fixture
def member(chain: Chain) -> str:
    """A member of the first store with ¥500, known in the second."""
    found = chain.home.enrol_member()
    chain.home.issue(found.member_id, "600123")
    chain.home.recharge(found.member_id, 50_000)
    chain.home.sync(chain.world)
    assert ask.look_up_card(chain.other.store, chain.world, chain.other.house, "600123")
    chain.settle()
    return found.member_id


def account_of(shop: Shop, member: str) -> str:
    return shop.profile(member).account_id
