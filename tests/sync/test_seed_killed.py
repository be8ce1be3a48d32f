"""A till that is switched off while it is filled from a snapshot goes on where it was."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.hq.world import World
from tests.sync.seeds import Line, build, same_members
from tests.sync.shop import Shop

from memberpos.store import seeding, sync_state
from memberpos.store.checkpointing import Checkpointer
from memberpos.store.database import Database, open_database
from memberpos.store.schema_v1 import SEARCH_INDEXES
from memberpos.store.secrets import DEVICE_KEY, SecretBox
from memberpos.store.writer import Writer
from memberpos.sync import archive, pull
from memberpos.sync.client import Signer
from memberpos.sync.seed import DONE, Seeder


def test_killed_between_two_slices_it_copies_on(
    world: World, filled: Shop, new: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seeding, "SLICE_ROWS", 7)
    ready_but_not_copied(world, new)
    one_slice_a_step(new, monkeypatch)
    seen = set()

    def goes_on(at: str) -> bool:
        assert new.seeder is not None
        new.seeder.close()  # as a new start of the program finds it
        seen.update((bucket, table, row) for bucket, table, row in [place(at)] if table)
        return at != DONE

    steps_while(world, new, goes_on)
    assert {("s:1", "member", row) for row in (0, 7)} <= seen, "copied slice by slice"
    assert {"lot", "card", "doc", "row", "index", "part"} <= {table for _, table, _ in seen}
    monkeypatch.undo()
    new.seeder._clock = time.monotonic
    assert new.sync(world).state == "idle"
    same_members(filled, new)
    assert set(SEARCH_INDEXES) <= {row[0] for row in new.db.all("SELECT name FROM sqlite_master WHERE type = 'index'")}
    new.books_are_sound()


def test_killed_while_the_search_is_made_it_needs_the_snapshot_no_more(
    world: World, filled: Shop, new: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready_but_not_copied(world, new)
    one_slice_a_step(new, monkeypatch)
    steps_while(world, new, lambda at: place(at)[:2] != ("s:1", "index"))
    step(new)
    assert not [row for row in new.db.all("PRAGMA database_list") if row[1] == "snap"], "what it took is free again"
    assert not list(new.seeder._folder.glob("memberpos-seed-*"))
    new.seeder.close()
    monkeypatch.setattr(archive, "open_sealed", None)  # calling it would fail
    steps_while(world, new, lambda at: at != DONE)
    monkeypatch.undo()
    new.seeder._clock = time.monotonic
    assert new.sync(world).state == "idle"
    same_members(filled, new)
    assert seeding.missing_indexes(new.db) == []


def test_the_writer_checkpoints_not_meanwhile_and_again_afterwards(
    world: World, filled: Shop, new: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a till does it: a writer's thread, and checkpoints beside it."""

    def opened() -> Database:
        return open_database(new.db.path, b"k" * 32)

    held: list[int] = []
    writer = Writer(opened)
    copying = Checkpointer(writer, opened)
    new.seeder = Seeder(writer, Line(world), tmp_path / "own", new.clock, new.house.new_id, copying)
    ready_but_not_copied(world, new)

    def goes_on(at: str) -> bool:
        if place(at)[1] in ("member", "part"):
            held.append(writer._holds)
        return at != DONE

    one_slice_a_step(new, monkeypatch)
    steps_while(world, new, goes_on)
    new.seeder.close()
    new.seeder = None
    assert set(held) == {1}
    assert writer._holds == 0
    writer.close()
    same_members(filled, new)


def one_slice_a_step(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shop.seeder is not None
    monkeypatch.setattr("memberpos.sync.seed.COPY_S", 1.5)
    shop.seeder._clock = itertools.count(0.0).__next__  # each look takes a second


def place(at: str) -> tuple[str, str, int]:
    """The bucket, the table and the row where copying goes on."""
    state = {} if at in ("", DONE) else json.loads(at)
    return (state.get("todo") or [""])[0], state.get("table", ""), state.get("row", 0)


def steps_while(world: World, shop: Shop, at: Callable[[str], bool]) -> None:
    """Goes on as long as what is noted of the snapshots is so."""
    for _ in range(500):
        if not at(sync_state.get(shop.db, pull.SEEDED, "")):
            return
        build(world)
        step(shop)
    raise AssertionError("it does not come to an end")


def step(shop: Shop) -> float | None:
    hq, key = sync_state.headquarters(shop.db), SecretBox(shop.db).get(DEVICE_KEY)
    assert hq is not None
    assert key is not None
    assert shop.seeder is not None
    return shop.seeder.step(hq.url, Signer(str(shop.device), key), hq.keys)


def ready_but_not_copied(world: World, shop: Shop) -> None:
    shop.sync(world)
    build(world)
    hq = sync_state.headquarters(shop.db)
    assert hq is not None
