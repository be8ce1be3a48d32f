"""A new till begins from a snapshot: whole, resumable, proved; a bad one costs time, never the till."""

from __future__ import annotations

import itertools
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlcipher3 import dbapi2
from tests.hq.world import Clock, World
from tests.refusals import code_of
from tests.sync.shop import Shop, open_shop

from memberpos.domain.errors import PosError
from memberpos.domain.search import phone_parts
from memberpos.hq import authoring, downloads, erasing, snapshots
from memberpos.services import cards, members, shop_settings
from memberpos.store import outbox, seeding, sync_state
from memberpos.store.checkpointing import Checkpointer
from memberpos.store.database import Database, open_database
from memberpos.store.schema_v1 import SEARCH_INDEXES
from memberpos.store.secrets import DEVICE_KEY, SecretBox
from memberpos.store.writer import Writer
from memberpos.sync import archive, ask, exchange, pull
from memberpos.sync.client import Answer, Signer
from memberpos.sync.seed import DONE, Seeder

MEMBERS = 12
TIERS = [{"name": "Blue", "threshold": 0}, {"name": "Gold", "threshold": 100}]


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


def test_a_new_till_has_everything_and_goes_on_with_the_feed(world: World, filled: Shop, new: Shop) -> None:
    ready(world, new)
    member = filled.enrol_member("后来", "13900139000").member_id
    filled.sell(member, 1000, "cash")
    filled.sync(world)
    assert new.sync(world).state == "idle"
    assert sync_state.get(new.db, pull.SEEDED) == DONE
    same_members(filled, new)
    assert cards.look_up(new.db, "60010003", new.clock.ms).verdict == "lost"
    assert [hit.member_id for hit in members.search(new.db, "hl")] == [member]
    assert seeding.missing_indexes(new.db) == []
    assert not list((new.seeder._folder).iterdir()), "nothing is left lying about"  # type: ignore[union-attr]
    new.books_are_sound()
    filled.books_are_sound()


def test_a_till_that_was_away_hears_from_the_snapshot_who_was_erased(
    world: World, filled: Shop, new: Shop, clock: Clock
) -> None:
    ready(world, new)
    new.sync(world)
    member = str(new.db.value("SELECT id FROM member WHERE name = '王2'"))
    world.act(lambda tx: authoring.erase_member(tx, os.urandom, UUID(member)))
    filled.sync(world)
    filled.sync(world)
    assert [one.device_id for one in world.run(erasing.owed)] == [new.device]
    pull.reset(new.db)
    clock.ms += 2 * 3_600_000  # the feed's row lies behind what the next snapshot holds
    ready(world, new)
    new.sync(world)
    assert sync_state.get(new.db, pull.SEEDED) == DONE
    assert new.db.value("SELECT count(*) FROM member WHERE name = '王2'") == 0
    new.sync(world)
    assert world.run(erasing.owed) == []
    new.books_are_sound()


def test_what_a_till_changed_since_is_not_undone_by_the_snapshot(world: World, filled: Shop, tmp_path: Path) -> None:
    """It joins with a long history: the snapshot is made of what it has sent so far."""
    shop_settings.change(filled.use(), {"tiers": TIERS})
    member = filled.enrol_member("后来", "13900139000").member_id
    filled.sync(world)
    pull.reset(filled.db)
    line = Line(world)
    filled.seeder = Seeder(filled.store, line, tmp_path / "own", filled.clock, filled.house.new_id)
    ready(world, filled)
    for _ in range(30):
        filled.sell(None, 1000, "cash")
    filled.sell(member, 100_000, "cash")
    tier = filled.profile(member).tier
    assert tier == TIERS[-1]["name"]
    pull.reset(filled.db)
    while sync_state.get(filled.db, pull.SEEDED) != DONE:
        exchange.step(filled.store, line, 1, filled.house)
    assert outbox.count_unsent(filled.db), "the change itself is not sent yet"
    assert filled.profile(member).tier == tier
    filled.sync(world)
    assert filled.profile(member).tier == tier
    filled.books_are_sound()
    filled.seeder.close()


def test_it_sells_and_looks_members_up_meanwhile(world: World, filled: Shop, new: Shop) -> None:
    assert new.sync(world).state == "idle", "the snapshot is not built yet"
    assert new.db.value("SELECT count(*) FROM member") == 0
    new.sell(None, 1000, "cash")
    assert ask.look_up_card(new.store, world, new.house, "60010007")
    found = cards.look_up(new.db, "60010007", new.clock.ms)
    assert found.profile is not None
    assert found.profile.principal_fen == 8000
    new.sell(found.profile.member_id, 1000, "cash", card="60010007")
    ready(world, new)
    filled.sync(world)
    assert new.sync(world).state == "idle"
    assert new.db.value("SELECT count(*) FROM member") == MEMBERS
    assert new.profile(found.profile.member_id).points == 1 * 10
    filled.sync(world)
    same_members(filled, new)
    new.books_are_sound()


def test_a_download_goes_on_where_it_was_cut(
    world: World, filled: Shop, new: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memberpos.sync.seed.PIECE_BYTES", 1000)
    line = line_of(new)
    line.cut_after = 1500
    ready(world, new)
    cut = line.downloads
    assert cut >= 2
    line.cut_after = None
    assert new.sync(world).state == "idle"
    same_members(filled, new)


def test_killed_between_two_slices_it_copies_on(
    world: World, filled: Shop, new: Shop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
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


@pytest.mark.parametrize("spoil", ["signature", "hash", "bytes", "cut", "key", "newer"])
def test_a_spoilt_snapshot_is_not_used_and_the_feed_is_read_instead(
    world: World, filled: Shop, new: Shop, spoil: str
) -> None:
    line = line_of(new)

    def manifest(value: dict[str, Any]) -> dict[str, Any]:
        if "sha256" not in value:
            return value
        forged = {
            "signature": {"rows": value["rows"] + 1},
            "hash": {"sha256": "0" * 64, "url": value["url"]},
            "key": {"secret": "A" * 43 + "="},
            "newer": {"schema": 2},
        }.get(spoil, {})
        changed = {**value, **forged}
        if spoil in ("hash", "key", "newer"):
            changed["sig"] = sign(world, changed)
        return changed

    line.manifest = manifest
    if spoil == "bytes":
        line.data = lambda data: bytes([data[0] ^ 1]) + data[1:]
    if spoil == "cut":
        line.data = lambda data: data + b"x"
    ready(world, new)
    assert new.sync(world).state == "idle"
    assert sync_state.get(new.db, pull.SEEDED) == DONE
    same_members(filled, new)
    new.books_are_sound()


def sign(world: World, value: dict[str, Any]) -> str:
    from memberpos.sync import protocol

    return protocol.b64(protocol.sign(world.hq.key.private, archive.manifest_bytes(value)))


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW extra AS SELECT randomblob(1)",
        "CREATE TRIGGER t AFTER INSERT ON member BEGIN DELETE FROM member; END",
        "DROP TABLE balance",
        "UPDATE balance SET amount = 'much'",
        "UPDATE member SET id = NULL",
    ],
)
def test_sql_in_a_snapshot_does_nothing(
    world: World, filled: Shop, new: Shop, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = snapshots.seal

    def sealed(path: Path, target: Path, secret: bytes) -> tuple[str, int]:
        db = dbapi2.connect(str(path), isolation_level=None)
        db.execute(statement)
        db.close()
        return plain(path, target, secret)

    monkeypatch.setattr(snapshots, "seal", sealed)
    ready(world, new)
    assert new.sync(world).state == "idle"
    same_members(filled, new)
    new.books_are_sound()


def test_what_is_no_snapshot_is_refused(tmp_path: Path) -> None:
    sealed, plain = tmp_path / "s", tmp_path / "p"
    for data in (
        b"",
        b"x" * 100,
        archive.MAGIC,
        archive.MAGIC + b"\x00\x00\x00\x05abcde",
        archive.MAGIC + b"\xff\xff\xff\xff",
    ):
        sealed.write_bytes(data)
        assert code_of(archive.open_sealed, sealed, plain, b"k" * 32) == "bad_file"


def test_a_snapshot_file_opens_only_whole(tmp_path: Path) -> None:
    source, sealed, plain = tmp_path / "a", tmp_path / "b", tmp_path / "c"
    data = os.urandom(3 * archive.CHUNK_BYTES + 17)
    source.write_bytes(data)
    digest, size = snapshots.seal(source, sealed, b"k" * 32)
    assert (archive.digest_of(sealed), sealed.stat().st_size) == (digest, size)
    archive.open_sealed(sealed, plain, b"k" * 32)
    assert plain.read_bytes() == data
    whole = sealed.read_bytes()
    first = 8 + 4 + int.from_bytes(whole[8:12], "big")
    sealed.write_bytes(whole[:first])  # the first chunk alone, itself unharmed
    assert code_of(archive.open_sealed, sealed, plain, b"k" * 32) == "bad_file"
