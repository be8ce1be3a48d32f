"""Two tills of one shop, and one of another store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hq.world import Clock, World
from tests.sync.shop import Shop, open_shop

from memberpos.services import cards


@pytest.fixture
def two(world: World, clock: Clock, tmp_path: Path) -> Iterator[tuple[Shop, Shop]]:
    """Two tills of one shop, both joined."""
    with open_shop(tmp_path, clock) as first, open_shop(tmp_path, clock) as second:
        first.join(world)
        second.join(world)
        yield first, second


def settle(world: World, *shops: Shop) -> None:
    """All of them have heard of each other."""
    for _ in range(2):
        for shop in shops:
            assert shop.sync(world).state == "idle"


@pytest.fixture
def far(world: World, two: tuple[Shop, Shop], clock: Clock, tmp_path: Path) -> Iterator[Shop]:
    """A till of another store, which knows of a card of the first only that it was lost."""
    with open_shop(tmp_path, clock) as shop:
        shop.join(world, "S2")
        two[0].issue(two[0].enrol_member().member_id, "600123")
        cards.lost(two[0].use(), "600123")
        settle(world, *two, shop)
        yield shop
