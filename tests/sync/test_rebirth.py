"""Tills that come back as another device: restored, cloned, forked, shut out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.hq.world import Clock, Till, World
from tests.refusals import code_of
from tests.sync.chain import Chain
from tests.sync.shop import Shop, open_shop

from memberpos.domain.errors import PosError
from memberpos.hq import authoring, devices
from memberpos.store import outbox, rebirth, sync_state, tasks
from memberpos.store.database import open_database
from memberpos.store.secrets import OLD_DEVICE_KEY, SecretBox
from memberpos.store.verify import verify
from memberpos.sync import enrol


class Copy(Shop):
    """The same database on another disk."""

    def __init__(self, shop: Shop, path: Path) -> None:
        db = open_database(path, b"k" * 32)
        shop.db.connection.backup(db.connection)
        Till.__init__(self, db, shop.clock)
        self.ids, self.owner = shop.ids, shop.owner


@pytest.fixture
def home(world: World, clock: Clock, tmp_path: Path):  # type: ignore[no-untyped-def]
    with open_shop(tmp_path, clock) as shop:
        shop.join(world)
        yield shop


def member_with(shop: Shop, fen: int) -> str:
    member = shop.enrol_member().member_id
    shop.recharge(member, fen)
    return member


def join_again(shop: Shop, world: World) -> enrol.Enrolled:
    return enrol.enrol(shop.store, world.post, "https://hq.example", world.code("S1"), "0.1.0", os.urandom)


def held_at_hq(world: World, device: UUID) -> list[str]:
    return [str(row[0]) for row in world.rows("SELECT event_id FROM event WHERE device_id = %s ORDER BY seq", device)]


def ids(shop: Shop) -> list[str]:
    return [row[0] for row in shop.db.all("SELECT id FROM event ORDER BY seq")]


def test_a_restored_till_holds_no_rights_and_sends_what_the_backup_had_not(
    world: World, home: Shop, tmp_path: Path
) -> None:
    member = member_with(home, 50_000)
    home.sync(world)
    home.sell(member, 10_000)  # in the backup, not at headquarters
    restored = Copy(home, tmp_path / "restored.db")
    home.sell(member, 20_000)  # after the backup, sent before the machine died
    home.sync(world)
    with restored.db.transaction():
        rebirth.leave_device(restored.db, uuid4())
    old = home.device
    assert restored.device != old
    assert code_of(restored.sell, member, 1000) == "hq_needed"
    assert restored.sync(world).state == "refused"
    restored.sell(None, 1000, "cash")
    place = join_again(restored, world)
    assert (place.store_id, place.till) == (1, 2), "a number never used before"
    assert restored.sync(world).state == "idle"
    assert restored.profile(member).principal_fen == 20_000
    assert held_at_hq(world, old)[: outbox.base(restored.db)] == ids(restored)[: outbox.base(restored.db)]
    assert held_at_hq(world, restored.device)[0] in ids(restored)
    assert world.rows("SELECT status FROM device WHERE device_id = %s", old) == [(devices.REPLACED,)]
    assert world.rows("SELECT exposure FROM device WHERE device_id = %s", old) == [(20_000,)]
    assert SecretBox(restored.db).get(OLD_DEVICE_KEY) is None
    restored.books_are_sound()
    chain = Chain(world, restored, restored)
    chain.settle(restored)
    restored.sell(member, 20_000)
    chain.settle(restored)
    chain.rights_agree()
    restored.db.close()


def test_what_headquarters_never_got_and_does_not_take_any_more_is_published_anew(
    world: World, home: Shop, tmp_path: Path
) -> None:
    member = member_with(home, 50_000)
    home.sync(world)
    clone = Copy(home, tmp_path / "clone.db")
    home.sell(member, 10_000)
    clone.sell(member, 20_000)
    clone.sell(None, 3_000, "cash")
    home.sync(world)
    assert (clone.sync(world).state, sync_state.state(clone.db)[1]) == ("refused", "fork")
    assert world.rows("SELECT status FROM device") == [(devices.QUARANTINED,)]
    assert home.sync(world).state == "refused"
    place = join_again(clone, world)
    assert place.till == 2
    assert clone.sync(world).state == "idle"
    held = {row[0] for row in world.rows("SELECT event_id FROM event")}
    assert {UUID(one) for one in (*ids(home), *ids(clone))} <= held
    assert clone.profile(member).principal_fen == 20_000, "10,000 here, 20,000 there"
    clone.books_are_sound()
    assert code_of(clone.sell, member, 20_000) == "hq_needed"
    assert {task.why for task in tasks.open_tasks(clone.db)} == {"no_right", "fork"}
    join_again(home, world)
    assert home.sync(world).state == "idle"
    assert home.profile(member).principal_fen == 20_000
    assert verify(home.db).differences == ()
    clone.db.close()


def test_restored_twice_before_it_joins_again(world: World, home: Shop, tmp_path: Path) -> None:
    member_with(home, 10_000)
    home.sync(world)
    first = Copy(home, tmp_path / "first.db")
    with first.db.transaction():
        rebirth.leave_device(first.db, uuid4())
    first.sell(None, 1000, "cash")
    second = Copy(first, tmp_path / "second.db")
    with second.db.transaction():
        rebirth.leave_device(second.db, uuid4())
    assert verify(second.db).differences == ()
    join_again(second, world)
    assert second.sync(world).state == "idle"
    assert sync_state.get(second.db, "old_device_id") is None
    second.books_are_sound()
    first.db.close()
    second.db.close()


def test_a_till_that_is_shut_out_wipes_itself(world: World, home: Shop) -> None:
    member = member_with(home, 10_000)
    home.issue(member, "600123")
    home.sync(world)
    world.act(lambda tx: authoring.revoke_device(tx, os.urandom, home.device))
    assert home.sync(world).state == "revoked"
    text = "\n".join(home.db.connection.iterdump()) if hasattr(home.db.connection, "iterdump") else ""
    assert "王小明" not in text
    assert home.db.value("SELECT count(*) FROM secret") == 0
    assert home.db.value("SELECT count(*) FROM member WHERE name <> '' OR phone IS NOT NULL") == 0
    assert home.db.value("SELECT sum(held) FROM lot") == 0
    assert home.db.value("SELECT count(*) FROM outbox_pii") == 0
    assert home.sync(world).state == "revoked"
    home.books_are_sound()


def test_an_order_to_wipe_that_headquarters_did_not_sign_is_not_obeyed(world: World, home: Shop) -> None:
    from memberpos.sync.client import Answer

    member = member_with(home, 10_000)

    def forged(url: str, path: str, value: object, signer: object) -> Answer:
        return Answer(403, {}, {"code": "revoked", "order": "wipe", "sig": "AAAA"})

    world.post = forged  # type: ignore[method-assign, assignment]
    assert home.sync(world).state == "refused"
    assert home.profile(member).name == "王小明"


def loses(world: World, path: str) -> object:
    """A network that loses the first answer to a path."""
    lost: list[str] = []

    def post(url: str, asked: str, value: dict[str, object], signer: object) -> object:
        answer = world.post(url, asked, value, signer)  # type: ignore[arg-type]
        if asked == path and not lost:
            lost.append(asked)
            raise PosError("hq_unreachable", why="lost")
        return answer

    return post


@pytest.mark.parametrize("path", ["/v1/enrol", "/v1/chain"])
def test_joining_again_goes_on_where_an_answer_was_lost(world: World, home: Shop, tmp_path: Path, path: str) -> None:
    member = member_with(home, 50_000)
    home.sync(world)
    restored = Copy(home, tmp_path / "restored.db")
    restored.sell(member, 10_000)  # only the backup has it
    home.sell(None, 1000, "cash")
    home.sync(world)  # so headquarters has another event of this number: the backup's is published anew
    with restored.db.transaction():
        rebirth.leave_device(restored.db, uuid4())
    post = loses(world, path)
    assert (
        code_of(enrol.enrol, restored.store, post, "https://hq.example", world.code("S1"), "0.1.0", os.urandom)
        == "hq_unreachable"
    )
    assert restored.sync(world).state == "refused", "headquarters may know it, it does not know that"
    assert world.rows("SELECT count(*) FROM event WHERE device_id = %s", restored.device) == [(0,)]
    place = join_again(restored, world)
    assert (place.store_id, place.till) == (1, 2)
    assert sync_state.identity(restored.db).till == 2
    assert restored.sync(world).state == "idle"
    held = {row[0] for row in world.rows("SELECT event_id FROM event")}
    assert {UUID(one) for one in ids(restored)} <= held
    restored.books_are_sound()
    restored.db.close()


def test_a_till_that_headquarters_forgot_joins_again_as_itself(world: World, home: Shop) -> None:
    member_with(home, 50_000)
    home.sync(world)
    device = home.device

    def forget(conn: Any) -> None:  # headquarters was put back to before this till joined
        for table in (
            "device",
            "event",
            "event_pii",
            "ledger",
            "account",
            "purse",
            "lot",
            "lot_move",
            "member",
            "feed",
        ):
            conn.execute(f"DELETE FROM {table}")
        conn.execute("UPDATE feed_head SET pos = 0")

    world.run(forget)
    world.start()
    assert (home.sync(world).state, sync_state.state(home.db)[1]) == ("refused", "unknown_device")
    join_again(home, world)
    assert home.device == device
    assert home.sync(world).state == "idle"
    assert held_at_hq(world, device) == ids(home)
    home.books_are_sound()


def test_restored_again_before_it_heard_that_it_had_joined(world: World, home: Shop, tmp_path: Path) -> None:
    member = member_with(home, 10_000)
    home.sync(world)
    first = Copy(home, tmp_path / "first.db")
    first.sell(member, 1000)  # only the backup has it
    with first.db.transaction():
        rebirth.leave_device(first.db, uuid4())
    lost = loses(world, "/v1/enrol")
    assert code_of(enrol.enrol, first.store, lost, "https://hq.example", world.code(), "0.1.0", os.urandom)
    second = Copy(first, tmp_path / "second.db")
    with second.db.transaction():
        rebirth.leave_device(second.db, uuid4())
    join_again(second, world)
    assert second.sync(world).state == "idle"
    held = {row[0] for row in world.rows("SELECT event_id FROM event")}
    assert {UUID(one) for one in ids(second)} <= held
    second.books_are_sound()
    first.db.close()
    second.db.close()
