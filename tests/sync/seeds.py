"""A store with members whose snapshot a new till begins from."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.hq.world import Clock, World
from tests.sync.shop import Shop, open_shop

from memberpos.domain.errors import PosError
from memberpos.domain.search import phone_parts
from memberpos.hq import downloads
from memberpos.services import cards
from memberpos.sync.client import Answer, Signer
from memberpos.sync.seed import Seeder

MEMBERS = 12


class Line:
    """The way to headquarters; a test may stand in it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.manifest: Callable[[dict[str, Any]], dict[str, Any]] = lambda value: value
        self.data: Callable[[bytes], bytes] = lambda data: data
        self.downloads = 0
        self.cut_after: int | None = None

    def get(self, url: str, target: str, signer: Signer) -> Answer:
        answer = self.world.get(url, target, signer)
        return replace(answer, value=self.manifest(dict(answer.value))) if answer.status == 200 else answer

    def post(self, *given: Any) -> Answer:
        return self.world.post(*given)

    def download(self, url: str, target: str, start: int, end: int, sink: Callable[[bytes], object]) -> int:
        self.downloads += 1
        if self.cut_after is not None and end > self.cut_after:
            half = min(end, self.cut_after)
            if half > start:
                self.world.download(url, target, start, half, lambda data: sink(self.data(data)))
            raise PosError("hq_unreachable")
        return self.world.download(url, target, start, end, lambda data: sink(self.data(data)))


@pytest.fixture
def filled(world: World, clock: Clock, tmp_path: Path) -> Iterator[Shop]:
    """A store with members, cards and value, at headquarters."""
    world.folder = tmp_path / "snapshots"
    world.start()
    with open_shop(tmp_path, clock) as shop:
        shop.join(world)
        for number in range(MEMBERS):
            member = shop.enrol_member(f"王{number}", f"1380013{number:04d}").member_id
            shop.issue(member, f"6001{number:04d}")
            shop.recharge(member, 1000 * (number + 1), 100)
        cards.lost(shop.use(), "60010003")
        shop.sync(world)
        yield shop


def build(world: World) -> int:
    assert world.folder is not None
    return downloads.build_wanted(world.pool, world.folder, world.clock(), os.urandom)


@pytest.fixture
def new(world: World, filled: Shop, clock: Clock, tmp_path: Path) -> Iterator[Shop]:
    with open_shop(tmp_path, clock) as shop:
        shop.join(world)
        shop.seeder = Seeder(
            shop.store, Line(world), tmp_path / "till-snapshots", clock, shop.house.new_id, memory=tmp_path / "no"
        )
        yield shop
        if shop.seeder is not None:
            shop.seeder.close()


def line_of(shop: Shop) -> Line:
    assert shop.seeder is not None
    assert isinstance(shop.seeder._line, Line)
    return shop.seeder._line


def ready(world: World, shop: Shop) -> None:
    """The snapshots of both buckets are there."""
    for _ in range(3):
        shop.sync(world)
        build(world)


def same_members(one: Shop, other: Shop) -> None:
    query = "SELECT id, name, phone, joined_on, home_store, k_pinyin, k_phone_rev FROM member ORDER BY id"
    assert [tuple(row) for row in one.db.all(query)] == [tuple(row) for row in other.db.all(query)]
    for (member,) in one.db.all("SELECT id FROM member"):
        here, there = one.profile(member), other.profile(member)
        assert (here.principal_fen, here.bonus_fen, here.points) == (there.principal_fen, there.bonus_fen, there.points)
        assert here.cards == there.cards
    for shop in (one, other):
        parts = {tuple(row) for row in shop.db.all("SELECT part, n FROM member_phone_part")}
        phones = shop.db.all("SELECT n, k_phone FROM member")
        assert parts == {(part, n) for n, digits in phones for part in phone_parts(digits)}
        assert parts
