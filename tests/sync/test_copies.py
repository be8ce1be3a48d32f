"""Copies of a till's disk: brought back twice, after a fork, while it waited; what two may have is in doubt."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from tests.hq.world import Clock, World
from tests.refusals import code_of
from tests.sync.chain import Chain
from tests.sync.shop import Shop, open_shop
from tests.sync.test_rebirth import Copy, join_again, loses, member_with

from memberpos.hq import devices
from memberpos.services import adjust
from memberpos.store import outbox, rebirth, replica
from memberpos.store.verify import verify
from memberpos.sync import enrol, exchange, merge


@pytest.fixture
def home(world: World, clock: Clock, tmp_path: Path) -> Iterator[Shop]:
    with open_shop(tmp_path, clock) as shop:
        shop.join(world)
        yield shop


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


def test_a_copy_that_was_heard_further_than_this_till_has_sent_is_a_fork(
    world: World, home: Shop, tmp_path: Path
) -> None:
    """What both have is known at headquarters, and its receipt is for what only the copy has behind it."""
    member = member_with(home, 10_000)
    clone = Copy(home, tmp_path / "clone.db")
    clone.sell(member, 2_000)
    clone.sync(world)
    home.sell(member, 1_000)
    home.sell(None, 5_000, "cash")
    assert exchange.step(home.store, world, 1, home.house).code == "fork"
    join_again(home, world)
    assert clone.sync(world).state == "refused"
    chain = Chain(world, home, home)
    chain.settle(home)
    assert home.profile(member).principal_fen == 7_000
    chain.rights_agree()
    home.books_are_sound()
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


def test_until_headquarters_moves_what_was_booked_late_two_accounts_of_a_person_are_proved_together(home: Shop) -> None:
    loser, winner = home.enrol_member(), home.enrol_member("李四", "13800138001")
    home.recharge(loser.member_id, 20_000)
    lot, included = home.db.one("SELECT id, made_at_ms FROM lot WHERE kind = 'PRINCIPAL'"), outbox.last(home.db)[0]
    assert lot is not None
    home.sell(loser.member_id, 5_000)
    told = replica.LotState(lot[0], "PRINCIPAL", "", 20_000, 20_000, lot[1], None, None, None, "", False)
    with home.db.transaction():
        replica.put_others(home.db, winner.account_id, {("PRINCIPAL", "", "CNY"): 20_000})
        replica.put_lots(home.db, winner.account_id, [told], included, whole=False)
    home.books_are_sound()
    home.db.execute("UPDATE lot SET others = others + 1, open = open + 1 WHERE id = ?", (lot[0],))
    assert {one.kind for one in verify(home.db).differences} == {"lot"}
