from __future__ import annotations

import pytest
from tests.hq.console.browser import House
from tests.hq.fixtures import clock, database, till, world
from tests.hq.world import World

__all__ = ["clock", "database", "till", "world"]


@pytest.fixture
def house(world: World) -> House:
    return House(world)
