"""Tills that come back as another device: restored, cloned, forked, shut out."""

from __future__ import annotations

import dataclasses
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
from memberpos.services import adjust
from memberpos.store import outbox, rebirth, replica, sync_state, tasks
from memberpos.store.database import open_database
from memberpos.store.secrets import OLD_DEVICE_KEY, SecretBox
from memberpos.store.verify import verify
from memberpos.sync import enrol, exchange, merge


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


def reborn(shop: Shop, path: Path) -> Copy:
    """A backup of the till that was brought back."""
    copy = Copy(shop, path)
    with copy.db.transaction():
        rebirth.leave_device(copy.db, uuid4())
    return copy


def rights_of(world: World, device: UUID) -> int:
    return int(
        world.rows(
            """SELECT (SELECT coalesce(sum(held), 0) FROM lot WHERE device_id = %s)
            + (SELECT coalesce(sum(amount - used - returned), 0) FROM escrow WHERE device_id = %s AND state = 'open')""",
            device,
            device,
        )[0][0]
    )


def test_brought_back_twice_from_one_backup_only_the_newest_goes_on(world: World, home: Shop, tmp_path: Path) -> None:
    member = member_with(home, 50_000)
    home.sync(world)
    first, second = reborn(home, tmp_path / "first.db"), reborn(home, tmp_path / "second.db")
    join_again(first, world)
    chain = Chain(world, first, first)
    chain.settle(first)
    first.recharge(member, 20_000)
    chain.settle(first)
    assert rights_of(world, first.device) > 0
    join_again(second, world)
    assert world.rows("SELECT status FROM device WHERE device_id = %s", first.device) == [(devices.REPLACED,)]
    assert rights_of(world, first.device) == 0
    assert first.sync(world).state == "refused"
    chain.settle(second)
    second.sell(member, 60_000)
    chain.settle(second)
    chain.rights_agree()
    first.db.close()
    second.db.close()


def test_joined_unheard_and_ended_by_another_copy_it_joins_as_yet_another(
    world: World, home: Shop, tmp_path: Path
) -> None:
    member_with(home, 50_000)
    home.sync(world)
    first, second = reborn(home, tmp_path / "first.db"), reborn(home, tmp_path / "second.db")
    unheard, lost = first.device, loses(world, "/v1/enrol")
    assert code_of(enrol.enrol, first.store, lost, "https://hq.example", world.code("S1"), "0.1.0", os.urandom)
    join_again(second, world)
    join_again(first, world)
    assert first.device not in (unheard, second.device)
    assert first.sync(world).state == "idle"
    assert world.rows("SELECT status FROM device WHERE device_id = %s", unheard) == [(devices.REPLACED,)]
    first.books_are_sound()
    first.db.close()
    second.db.close()


def test_what_a_backup_made_while_it_waited_to_join_is_nobodys_right(world: World, home: Shop, tmp_path: Path) -> None:
    member = member_with(home, 10_000)
    home.sync(world)
    first = reborn(home, tmp_path / "first.db")
    first.recharge(member, 20_000)  # before it has joined; its backup is brought back, too
    second = reborn(first, tmp_path / "second.db")
    first.sell(member, 15_000)
    join_again(second, world)
    assert code_of(second.sell, member, 20_000) == "hq_needed"
    assert second.sync(world).state == "idle"
    assert second.sync(world).state == "idle"
    assert rights_of(world, second.device) == 0
    assert world.rows("SELECT exposure FROM device WHERE device_id = %s", second.device) == [(20_000,)]
    assert world.rows("SELECT count(*) FROM review") == [(0,)]
    join_again(first, world)
    chain = Chain(world, first, first)
    chain.settle(first)
    assert first.profile(member).principal_fen == 15_000
    chain.rights_agree()
    first.books_are_sound()
    first.db.close()
    second.db.close()


def test_what_was_made_between_a_fork_and_its_discovery_is_given_back(world: World, home: Shop, tmp_path: Path) -> None:
    member = member_with(home, 10_000)
    home.sync(world)
    clone = Copy(home, tmp_path / "clone.db")
    home.sell(None, 1000, "cash")
    home.sync(world)
    clone.recharge(member, 20_000)
    clone.sell(member, 5_000)
    assert clone.sync(world).state == "refused"
    join_again(clone, world)
    assert code_of(clone.sell, member, 20_000) == "hq_needed"
    chain = Chain(world, clone, clone)
    chain.settle(clone)
    chain.rights_agree()
    clone.books_are_sound()
    clone.sell(member, 20_000)
    chain.settle(clone)
    assert clone.profile(member).principal_fen == 5_000
    chain.rights_agree()
    clone.db.close()


def test_what_headquarters_has_from_another_copy_is_not_counted_twice(world: World, home: Shop, tmp_path: Path) -> None:
    first = reborn(home, tmp_path / "first.db")
    member = member_with(first, 20_000)
    first.sell(member, 20_000)
    second = reborn(first, tmp_path / "second.db")
    join_again(first, world)
    first.sync(world)
    first.recharge(member, 3_000)
    first.sync(world)
    join_again(second, world)
    shown = set()
    while second.profile(member).principal_fen != 3_000:
        exchange.step(second.store, world, 1, second.house)
        second.books_are_sound()
        shown.add(second.profile(member).principal_fen)
    assert shown <= {0, 3_000}
    first.db.close()
    second.db.close()


def test_a_lot_that_others_emptied_meanwhile_is_a_debt_by_what_this_till_took(home: Shop) -> None:
    member = member_with(home, 20_000)
    home.sell(member, 20_000)
    account = home.profile(member).account_id
    last = outbox.last(home.db)[0]
    with home.db.transaction():
        after = replica.own_after(home.db, account, last - 1)
        own = replica.own_balances(home.db, account)
        replica.put_others(home.db, account, merge.others(dict.fromkeys(own, 0), own, after))
        replica.put_lots(home.db, account, [], last - 1, whole=True)
    assert home.profile(member).principal_fen == -20_000
    home.books_are_sound()


def test_a_debt_that_was_paid_here_and_elsewhere_is_sound(home: Shop) -> None:
    member = home.enrol_member()
    account, debt = (
        member.account_id,
        replica.LotState(str(uuid4()), "POINTS", "", 0, -7, 0, None, None, None, "", False),
    )

    def told(amount: int) -> None:
        last = outbox.last(home.db)[0]
        own = replica.own_balances(home.db, account)
        with home.db.transaction():
            replica.put_others(home.db, account, merge.others({("POINTS", "", "PT"): amount}, own, {}))
            replica.put_lots(home.db, account, [dataclasses.replace(debt, open=amount)], last, whole=True)

    told(-7)
    adjust.points(home.use(), member.member_id, 7, "paid")
    told(7)
    assert tuple(home.db.one("SELECT open, others FROM lot WHERE id = ?", (debt.id,)) or ()) == (7, 0)
    home.books_are_sound()


def test_a_lot_that_a_merge_elsewhere_gave_on_takes_its_part_of_the_balance_along(home: Shop) -> None:
    """The row of the account it came from may be told later, or by another page."""
    loser, winner = home.enrol_member(), home.enrol_member("李四", "13800138001")
    home.recharge(loser.member_id, 20_000)
    lot = home.db.one("SELECT id, made_at_ms FROM lot WHERE kind = 'PRINCIPAL'")
    assert lot is not None
    told = replica.LotState(lot[0], "PRINCIPAL", "", 20_000, 20_000, lot[1], None, None, None, "", False)
    with home.db.transaction():
        replica.put_others(home.db, winner.account_id, {("PRINCIPAL", "", "CNY"): 20_000})
        replica.put_lots(home.db, winner.account_id, [told], outbox.last(home.db)[0], whole=False)
    assert home.profile(winner.member_id).principal_fen == 20_000
    assert home.profile(loser.member_id).principal_fen == 0
    home.books_are_sound()
