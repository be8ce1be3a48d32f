"""Headquarters makes two members one, and two again: tills give their rights back first, and all books follow."""

from __future__ import annotations

import os
from contextlib import suppress
from random import Random
from typing import Any
from uuid import UUID

import pytest
from tests.hq.world import World
from tests.refusals import code_of
from tests.sync.chain import Chain, chain
from tests.sync.shop import Shop, asking_for

from memberpos.domain.errors import PosError
from memberpos.hq import authoring, joining, joins
from memberpos.services import cards, merging, refunds
from memberpos.services.refunds import RefundRequest
from memberpos.sync import ask

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
    chain.rights_agree()
    sound_but_for_debts(chain)


def sound_but_for_debts(chain: Chain) -> None:
    """The same where points are owed while a till holds rights to others."""
    for shop in (chain.home, chain.other):
        shop.books_are_sound()
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


def test_parting_after_points_were_clawed_back_from_both(chain: Chain, two: tuple[UUID, UUID]) -> None:
    """A refund took the loser's points for the winner's debt: what is gone does not go back, and no book is off."""
    winner, loser = two
    chain.other.sell(str(loser), 9_000, "cash")
    earned = chain.home.sell(str(winner), 20_000, "cash")
    chain.home.sell(str(winner), 1000, "cash", points=200)
    chain.settle()
    made = join(chain, two)
    chain.settle()
    refunds.refund(chain.home.use(), RefundRequest(earned.event_id, everything=True))
    chain.settle()
    sound_but_for_debts(chain)
    chain.world.act(lambda tx: joining.ask_to_part(tx, os.urandom, made))
    for _ in range(2):
        chain.settle()
    assert state(chain.world, loser) == ["parted"]
    sound_but_for_debts(chain)


def test_a_card_that_went_on_stays_where_it_is(chain: Chain, two: tuple[UUID, UUID]) -> None:
    _, loser = two
    made = join(chain, two)
    chain.settle()
    cards.replace_card(chain.other.use(), "600123", "600124")
    cards.return_card(chain.other.use(), "600124")
    third = chain.other.enrol_member("李雷", "13900139000")
    cards.restock(chain.other.use(), "600124")
    chain.other.issue(third.member_id, "600124")
    chain.settle()
    chain.world.act(lambda tx: joining.ask_to_part(tx, os.urandom, made))
    chain.settle()
    rows = chain.world.rows("SELECT number, member_id FROM card ORDER BY number")
    assert rows == [("600123", loser), ("600124", UUID(third.member_id))]
    sound(chain)


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


class Story:
    """Three members, two tills, and headquarters that merges and parts them while tills sell and are offline."""

    def __init__(self, chain: Chain, seed: int) -> None:
        self.chain, self.rng = chain, Random(seed)
        self.shops = (chain.home, chain.other)
        self.members = [
            shop.enrol_member(f"王{at}", "13800138000").member_id for at, shop in enumerate((*self.shops, chain.home))
        ]
        chain.settle()
        for shop in self.shops:
            for member in self.members:
                ask.look_up_phone(shop.store, chain.world, shop.house, "13800138000")
                assert shop.db.value("SELECT 1 FROM member WHERE id = ?", (member,))

    def go_on(self) -> str:
        """One deed; what nobody may do is not done."""
        deed = self.rng.choice(("recharge", "spend", "spend", "points", "sync", "sync", "work", "join", "part", "off"))
        with suppress(PosError):
            getattr(self, deed)()
        return deed

    def _pick(self) -> tuple[Shop, str]:
        return self.rng.choice(self.shops), self.rng.choice(self.members)

    def recharge(self) -> None:
        shop, member = self._pick()
        shop.recharge(member, self.rng.choice((1000, 5000)), self.rng.choice((0, 500)))

    def spend(self) -> None:
        shop, member = self._pick()
        sale = lambda: shop.sell(member, self.rng.choice((1000, 2000)))  # noqa: E731
        sale() if self.rng.random() < 0.5 else asking_for(sale, self.chain.authorise(shop))

    def points(self) -> None:
        shop, member = self._pick()
        shop.sell(member, 5000, "cash", points=self.rng.choice((0, 0, 100)))

    def sync(self) -> None:
        self.rng.choice(self.shops).sync(self.chain.world)

    def work(self) -> None:
        self.chain.worker.step()

    def join(self) -> None:
        winner, loser = (UUID(one) for one in self.rng.sample(self.members, 2))
        self.chain.world.act(lambda tx: joining.ask(tx, os.urandom, winner, loser))

    def part(self) -> None:
        self._one("done", joining.ask_to_part)

    def off(self) -> None:
        if self.rng.random() < 0.3:
            self._one("waiting", joining.call_off)

    def _one(self, state: str, work: Any) -> None:
        rows = self.chain.world.rows("SELECT join_id FROM member_join WHERE state = %s ORDER BY join_id", state)
        if rows:
            join_id = self.rng.choice(rows)[0]
            self.chain.world.act(lambda tx: work(tx, os.urandom, join_id))

    def ends_well(self) -> None:
        """Everybody heard of everything: both tills and headquarters have the same balances, and each book is sound."""
        for _ in range(4):
            self.chain.settle()
        sound(self.chain)
        assert self.chain.world.rows("SELECT state FROM member_join WHERE state IN ('waiting', 'parting')") == []
        for member in self.members:
            told = dict(
                self.chain.world.rows(
                    "SELECT kind, balance::bigint FROM account WHERE kind IN ('PRINCIPAL', 'BONUS', 'POINTS')"
                    " AND account_id = (SELECT account_id FROM member WHERE member_id = %s)",
                    UUID(member),
                )
            )
            want = tuple(told.get(kind, 0) for kind in ("PRINCIPAL", "BONUS", "POINTS"))
            assert [money(shop, UUID(member)) for shop in self.shops] == [want, want], member


def play(chain: Chain, seed: int, deeds: int) -> None:
    story = Story(chain, seed)
    for _ in range(deeds):
        story.go_on()
    story.ends_well()


@pytest.mark.parametrize("seed", range(3))
def test_merges_amid_sales_leave_every_book_sound(chain: Chain, seed: int) -> None:
    play(chain, seed, 60)


@pytest.mark.stress
@pytest.mark.parametrize("seed", range(100, 180))
def test_many_merges_amid_sales_leave_every_book_sound(chain: Chain, seed: int) -> None:
    play(chain, seed, 150)
