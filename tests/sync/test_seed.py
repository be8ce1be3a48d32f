"""A new till begins from a snapshot: whole, resumable, proved; a bad one costs time, never the till."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlcipher3 import dbapi2
from tests.hq.world import Clock, World
from tests.refusals import code_of
from tests.sync.seeds import MEMBERS, Line, line_of, ready, same_members
from tests.sync.shop import Shop

from memberpos.hq import authoring, erasing, snapshots
from memberpos.services import cards, members, shop_settings
from memberpos.store import outbox, seeding, sync_state
from memberpos.sync import archive, ask, exchange, pull
from memberpos.sync.seed import DONE, Seeder

TIERS = [{"name": "Blue", "threshold": 0}, {"name": "Gold", "threshold": 100}]


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
