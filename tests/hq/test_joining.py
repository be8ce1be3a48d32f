"""Headquarters makes two members one, and two again: tills give their rights back first, and all books follow."""

from __future__ import annotations

import os
from uuid import UUID

import pytest
from tests.hq.world import World
from tests.refusals import code_of
from tests.sync.chain import Chain, chain
from tests.sync.shop import Shop

from memberpos.domain.pass_terms import PassTerms
from memberpos.hq import authoring, joining, joins
from memberpos.services import coupons, merging, offers, pass_kinds, pass_sales, refunds
from memberpos.services.checkout import TenderRequest
from memberpos.services.pass_sales import SellPass
from memberpos.services.refunds import RefundRequest

__all__ = ["chain"]


@pytest.fixture
def two(chain: Chain) -> tuple[UUID, UUID]:
    """(王小明 of the first store with ¥100, 小明 of the second with ¥200 and a card): one person with one phone."""
    home, other = chain.home, chain.other
    winner, loser = home.enrol_member("王小明", "13800138000"), other.enrol_member("小明", "13800138000")
    home.recharge(winner.member_id, 10_000)
    other.recharge(loser.member_id, 20_000, 3_000)
    other.issue(loser.member_id, "600123")
    other.sell(loser.member_id, 4000)
    chain.settle()
    return UUID(winner.member_id), UUID(loser.member_id)


def join(chain: Chain, two: tuple[UUID, UUID]) -> UUID:
    return chain.world.act(lambda tx: joining.ask(tx, os.urandom, *two))


def state(world: World, member: UUID) -> list[str]:
    return [one.state for one in world.run(lambda c: joins.of_member(c, member))]


def money(shop: Shop, member: UUID) -> tuple[int, int, int]:
    found = shop.profile(str(member))
    return found.principal_fen, found.bonus_fen, found.points


def sound(chain: Chain) -> None:
    """Books of both tills, rights and balances of headquarters, lots under balances."""
    for shop in (chain.home, chain.other):
        shop.books_are_sound()
    chain.rights_agree()
    rows = chain.world.rows(
        """SELECT a.account_id, a.kind, a.balance, coalesce(sum(l.open), 0) FROM account a LEFT JOIN lot l
          ON l.account_id = a.account_id AND l.kind = a.kind AND l.instance = a.instance AND l.moved_to IS NULL
        WHERE a.name = '' AND a.kind IN ('PRINCIPAL', 'BONUS', 'POINTS', 'PASS', 'COUPON') GROUP BY 1, 2, 3"""
    )
    assert [row for row in rows if row[2] != row[3]] == []


def test_members_of_two_stores_are_made_one_when_their_rights_have_come_back(
    chain: Chain, two: tuple[UUID, UUID]
) -> None:
    winner, loser = two
    made = join(chain, two)
    assert set(chain.world.run(lambda c: joins.holders(c, [joins.account_of(c, loser)]))) == {chain.other.device}
    while chain.worker.step():
        pass
    assert state(chain.world, loser) == ["waiting"]
    chain.settle()
    assert state(chain.world, winner) == state(chain.world, loser) == ["done"]
    for shop in (chain.home, chain.other):
        assert money(shop, winner) == (29_000, 0, 10), "both tills show the one member"
        assert shop.db.value("SELECT member_id FROM card WHERE number = '600123'") == str(winner)
    assert money(chain.other, loser) == (0, 0, 0)
    assert chain.other.db.value("SELECT alias_of FROM member WHERE id = ?", (str(loser),)) == str(winner)
    sound(chain)
    chain.other.sell(str(winner), 1000, card="600123")
    chain.settle()
    sound(chain)
    assert chain.world.rows("SELECT event_id FROM event WHERE kind = 'member.merge'") == [(made,)]


def test_a_till_with_rights_is_waited_for_and_what_it_sells_meanwhile_counts(
    chain: Chain, two: tuple[UUID, UUID]
) -> None:
    winner, loser = two
    join(chain, two)
    chain.settle(chain.home)
    assert state(chain.world, loser) == ["waiting"]
    chain.other.sell(str(loser), 2000, card="600123")
    chain.home.sell(str(winner), 1000)
    assert money(chain.other, loser) == (17_000, 0, 30), "offline, by the right it still has"
    chain.settle()
    for shop in (chain.home, chain.other):
        assert money(shop, winner) == (26_000, 0, 40)
    sound(chain)


def test_what_is_called_off_leaves_all_as_it_was(chain: Chain, two: tuple[UUID, UUID]) -> None:
    _, loser = two
    before = chain.out(chain.other.profile(str(loser)).account_id)
    made = join(chain, two)
    assert code_of(join, chain, two) == "not_now"
    assert code_of(join, chain, two[::-1]) == "not_now"
    chain.settle(chain.home)
    chain.world.act(lambda tx: joining.call_off(tx, os.urandom, made))
    chain.settle()
    assert chain.out(chain.other.profile(str(loser)).account_id) == before
    assert state(chain.world, loser) == []
    assert money(chain.other, loser) == (19_000, 0, 10)
    assert code_of(chain.world.act, lambda tx: joining.call_off(tx, os.urandom, made)) == "not_now"
    sound(chain)


def test_passes_and_coupons_go_along_and_come_back(chain: Chain, two: tuple[UUID, UUID]) -> None:
    winner, loser = two
    other = chain.other
    give_pass_and_coupon(chain, str(loser))
    chain.settle()
    held = holdings(other, loser)
    assert [len(one) for one in held] == [1, 1]
    made = join(chain, two)
    chain.settle()
    for shop in (chain.home, other):
        assert holdings(shop, winner) == held
    assert holdings(other, loser) == ([], [])
    sound(chain)
    chain.world.act(lambda tx: joining.ask_to_part(tx, os.urandom, made))
    chain.settle()
    assert holdings(other, loser) == held
    assert holdings(other, winner) == ([], [])
    sound(chain)


def give_pass_and_coupon(chain: Chain, member: str) -> None:
    for shop in (chain.home, chain.other):
        offers.put_kind(shop.use(), {"code": "FIVE", "kind": "amount", "value": 500, "valid_days": 30})
        pass_kinds.put(shop.use(), PassTerms("SWIM", 10_000, 5, valid_days=90))
    coupons.issue(chain.other.use(), member, "FIVE")
    pass_sales.sell(chain.other.use(), SellPass(member, "SWIM", (TenderRequest("cash", None),)))


def holdings(shop: Shop, member: UUID) -> tuple[list[str], list[str]]:
    account = shop.profile(str(member)).account_id
    found = [
        [row[0] for row in shop.db.all(f"SELECT id FROM {table} WHERE account_id = ? ORDER BY id", (account,))]
        for table in ("pass", "coupon")
    ]
    return found[0], found[1]


def test_a_merge_is_undone_with_what_is_left(chain: Chain, two: tuple[UUID, UUID]) -> None:
    winner, loser = two
    made = join(chain, two)
    chain.settle()
    chain.other.sell(str(winner), 3000, card="600123")
    chain.settle()
    chain.world.act(lambda tx: joining.ask_to_part(tx, os.urandom, made))
    assert state(chain.world, winner) == ["parting"]
    chain.settle()
    assert state(chain.world, winner) == ["parted"]
    left = [money(chain.other, one) for one in (winner, loser)]
    assert sum(one[0] for one in left) == 26_000
    assert left[0] == money(chain.home, winner)
    assert sum(one[2] for one in left) == 40
    assert chain.other.db.value("SELECT member_id FROM card WHERE number = '600123'") == str(loser)
    assert chain.other.db.value("SELECT alias_of FROM member WHERE id = ?", (str(loser),)) is None
    sound(chain)
    again = join(chain, two)
    chain.settle()
    assert money(chain.home, winner)[0] == 26_000
    assert code_of(chain.world.act, lambda tx: joining.ask_to_part(tx, os.urandom, made)) == "not_now"
    chain.world.clock.ms += joins.UNDO_MS + 1
    assert code_of(chain.world.act, lambda tx: joining.ask_to_part(tx, os.urandom, again)) == "undo_too_late"


def test_what_comes_to_a_merged_member_later_is_fetched_and_parts_with_the_merge(
    chain: Chain, two: tuple[UUID, UUID]
) -> None:
    winner, loser = two
    made = join(chain, two)
    for _ in range(2):
        chain.other.sync(chain.world)
    chain.other.recharge(str(loser), 5_000)  # nobody can know of it before it is sent
    chain.settle(chain.home)
    assert state(chain.world, loser) == ["done"]
    chain.settle()
    assert money(chain.other, winner)[0] == 29_000
    left = chain.world.run(lambda c: joins.left_behind(c, [winner, loser]))
    assert left == {loser: [("PRINCIPAL", "", "CNY", 5_000)]}
    sound(chain)
    join(chain, two)
    chain.settle()
    assert [money(shop, winner)[0] for shop in (chain.home, chain.other)] == [34_000, 34_000]
    assert code_of(join, chain, two) == "not_now", "nothing is left"
    assert chain.world.run(lambda c: joins.left_behind(c, [loser])) == {}
    sound(chain)
    chain.world.act(lambda tx: joining.ask_to_part(tx, os.urandom, made))
    chain.settle()
    assert [money(chain.other, one)[0] for one in two] == [10_000, 24_000]
    assert state(chain.world, loser) == ["parted", "parted"]
    sound(chain)


def test_a_debt_of_points_is_paid_by_who_the_member_is_now(chain: Chain, two: tuple[UUID, UUID]) -> None:
    winner, loser = two
    chain.home.sell(str(winner), 30_000, "cash")
    earned = chain.other.sell(str(loser), 20_000, "cash")
    chain.other.sell(str(loser), 1000, "cash", points=200)
    refunds.refund(chain.other.use(), RefundRequest(earned.event_id, everything=True))
    owed = money(chain.other, loser)[2]
    assert owed < 0
    chain.settle()
    join(chain, two)
    chain.settle()
    chain.settle()  # the rights to the winner's points come back, too: the debt is paid of them
    for shop in (chain.home, chain.other):
        assert money(shop, winner)[2] == 300 + owed
    sound(chain)
    assert chain.world.rows("SELECT count(*) FROM lot WHERE open < 0") == [(0,)]


def test_who_cannot_be_made_one(chain: Chain, two: tuple[UUID, UUID]) -> None:
    winner, loser = two
    world = chain.world
    assert code_of(join, chain, (winner, winner)) == "bad_setting"
    assert code_of(join, chain, (winner, UUID(int=5))) == "not_found"
    third = UUID(chain.home.enrol_member("小明三", "13800138000").member_id)
    chain.settle()
    merging.merge(chain.home.use(), str(winner), str(third))
    chain.settle()
    assert code_of(join, chain, (loser, third)) == "bad_setting"
    assert code_of(join, chain, (third, loser)) == "bad_setting"
    join(chain, two)
    world.act(lambda tx: authoring.erase_member(tx, os.urandom, loser, "boss"))
    chain.settle()
    assert state(world, winner) == []
    assert money(chain.home, winner)[0] == 10_000
    sound(chain)
    assert code_of(world.act, lambda tx: joining.call_off(tx, os.urandom, UUID(int=7))) == "not_found"
