"""Members across the chain: found, shown, erased; a store's manager sees the store's members only."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from tests.hq.world import Clock, World
from tests.refusals import code_of
from tests.sync.shop import Shop, open_shop

from memberpos.hq import authoring, erasing, member_lists, member_profile, worker
from memberpos.hq.database import Conn
from memberpos.hq.scopes import CHAIN, Scope, Turn
from memberpos.services import merging

ONE, TWO = Scope((1,)), Scope((2,))


@pytest.fixture
def tills(world: World, clock: Clock, tmp_path: Path) -> Iterator[tuple[Shop, Shop]]:
    with ExitStack() as stack:
        found = [stack.enter_context(open_shop(tmp_path, clock)) for _ in range(2)]
        for shop, store in zip(found, ("1", "2"), strict=True):
            shop.join(world, store)
            shop.sync(world)
        yield found[0], found[1]


def found(world: World, text: str, scope: Scope = CHAIN) -> list[str]:
    def read(conn: Conn) -> list[member_lists.Found]:
        if not text:
            return member_lists.latest(conn, scope, world.clock.ms)
        return member_lists.search(conn, scope, text, world.clock.ms)

    return [one.name for one in world.run(read)]


def settle(world: World, tills: tuple[Shop, Shop]) -> None:
    for _ in range(2):
        for shop in tills:
            assert shop.sync(world).state == "idle"


def test_members_are_found_by_name_pinyin_phone_and_card(world: World, tills: tuple[Shop, Shop]) -> None:
    first, second = tills
    wang = first.enrol_member("王小明", "13800138000").member_id
    first.issue(wang, "600123")
    second.enrol_member("李雷", "13900139111")
    second.enrol_member("王芳", "+85291234567")
    settle(world, tills)
    assert found(world, "王") == found(world, "w")[::-1] == ["王小明", "王芳"]
    for text in ("王小", "wangxiao", "wxm", "13800138000", "+86 138 0013 8000", "8000", "600123", "0123"):
        assert found(world, text) == ["王小明"], text
    assert found(world, "４５６７") == ["王芳"], "digits as a Chinese keyboard types them"
    assert found(world, "9111") == ["李雷"]
    for text in ("王小明明", "zzz", "777", "1380013", "%", "_", "wang%"):
        assert found(world, text) == [], text
    assert found(world, "") == ["王芳", "李雷", "王小明"], "the newest first"
    line = world.run(lambda c: member_lists.search(c, CHAIN, "600123", world.clock.ms))[0]
    assert (line.phone, line.card, line.home) == ("+8613800138000", "600123", 1)


def test_a_store_sees_the_members_it_knows_and_no_others(world: World, tills: tuple[Shop, Shop]) -> None:
    first, _ = tills
    wang = first.enrol_member("王小明", "13800138000").member_id
    first.issue(wang, "600123")
    settle(world, tills)
    texts = ("王", "wxm", "13800138000", "8000", "600123", "0123", "")
    assert [found(world, text, TWO) for text in texts] == [[]] * len(texts)
    assert [found(world, text, ONE) for text in texts] == [["王小明"]] * len(texts)
    assert code_of(world.run, lambda c: member_profile.profile(c, TWO, UUID(wang), world.clock.ms)) == "not_found"
    assert code_of(world.run, lambda c: member_profile.profile(c, TWO, uuid4(), world.clock.ms)) == "not_found"
    world.run(lambda c: c.execute("INSERT INTO member_store VALUES(%s, 2, '2025-12-01')", (UUID(wang),)))
    assert [found(world, text, TWO) for text in texts] == [["王小明"]] * len(texts), "seen there within half a year"
    world.clock.ms += 180 * 86_400_000
    assert [found(world, text, TWO) for text in texts] == [[]] * len(texts)
    assert found(world, "王", ONE) == ["王小明"], "its home is its home"


def test_a_profile_shows_balances_cards_allowances_and_the_latest_entries(
    world: World, tills: tuple[Shop, Shop]
) -> None:
    first, _ = tills
    member = first.enrol_member().member_id
    first.issue(member, "600123")
    first.recharge(member, 10_000, 2_000)
    first.sell(member, 3000)
    settle(world, tills)
    while world.act(lambda tx: worker.allocate(tx, os.urandom)):
        pass
    shown = world.run(lambda c: member_profile.profile(c, ONE, UUID(member), world.clock.ms))
    assert (shown.fields["name"], shown.home, shown.erased) == ("王小明", 1, False)
    assert [(card.number, card.state) for card in shown.cards] == [("600123", "active")]
    amounts = {(one.kind, one.unit): one.amount for one in shown.balances}
    assert (amounts["PRINCIPAL", "CNY"], amounts["BONUS", "CNY"]) == (9_000, 0)
    assert amounts["POINTS", "PT"] == 10
    out = sum(one.left for one in shown.allowances if one.kind == "PRINCIPAL")
    assert out == next(one.out for one in shown.balances if one.kind == "PRINCIPAL") == 9_000
    assert {one.device_id for one in shown.allowances} == {first.device}
    assert [(one.event, one.kind, one.amount) for one in shown.entries if one.kind == "PRINCIPAL"] == [
        ("sale", "PRINCIPAL", -1_000), ("recharge", "PRINCIPAL", 10_000),
    ]  # fmt: skip
    assert shown.stores is not None
    assert list(shown.stores) == [1]


def test_members_who_share_a_phone_are_shown_until_they_are_one(world: World, tills: tuple[Shop, Shop]) -> None:
    first, second = tills
    winner = first.enrol_member("王小明", "13800138000").member_id
    second.enrol_member("小明", "13800138000")
    second.enrol_member("李雷", "13900139000")
    settle(world, tills)
    same = world.run(lambda c: member_lists.same_phone(c, CHAIN, world.clock.ms))
    assert [[one.name for one in group] for group in same] == [["王小明", "小明"]]
    assert world.run(lambda c: member_lists.same_phone(c, ONE, world.clock.ms)) == []
    loser = first.enrol_member("王晓明", "13800138000").member_id
    merging.merge(first.use(), winner, loser)
    settle(world, tills)
    assert found(world, "13800138000") == ["王小明", "小明"], "who was merged is found as the other"
    shown = world.run(lambda c: member_profile.profile(c, CHAIN, UUID(winner), world.clock.ms))
    assert [one.name for one in shown.merged] == ["王晓明"]
    assert [len(g) for g in world.run(lambda c: member_lists.same_phone(c, CHAIN, world.clock.ms))] == [2]


def test_lists_of_members_have_pages(world: World, tills: tuple[Shop, Shop]) -> None:
    first, _ = tills
    names = [f"王{sign}" for sign in "一二三四五六七"]
    for at, name in enumerate(names):
        first.enrol_member(name, f"1380000{at // 2:04}")
    settle(world, tills)

    def latest(turn: Turn, limit: int = 3) -> list[member_lists.Found]:
        return world.run(lambda c: member_lists.latest(c, CHAIN, world.clock.ms, limit, turn))

    newest = latest(Turn(), 9)
    assert [one.name for one in newest] == names[::-1]
    page = latest(Turn(str(newest[2].member_id)))
    assert [one.name for one in page] == names[3:0:-1]
    back = latest(Turn(str(page[0].member_id), back=True))
    assert back == newest[:3]
    assert latest(Turn("no id")) == newest[:3]
    for text, order in (("王", None), ("w", newest)):
        whole = world.run(lambda c, t=text: member_lists.search(c, CHAIN, t, world.clock.ms))
        assert order is None or whole == order
        parts = [
            one for offset in (0, 3, 6)
            for one in world.run(lambda c, t=text, o=offset: member_lists.search(c, CHAIN, t, world.clock.ms, 3, o))
        ]  # fmt: skip
        assert parts == whole
    groups = world.run(lambda c: member_lists.same_phone(c, CHAIN, world.clock.ms))
    assert sorted(tuple(one.name for one in group) for group in groups) == sorted(
        zip(*[iter(names[:6])] * 2, strict=True)
    )
    for offset in range(3):
        part = world.run(lambda c, o=offset: member_lists.same_phone(c, CHAIN, world.clock.ms, 2, o))
        assert part == groups[offset : offset + 2]


def test_an_erased_member_is_owed_by_each_till_until_it_says_done(world: World, tills: tuple[Shop, Shop]) -> None:
    first, second = tills
    member = UUID(first.enrol_member("王小明", "13800138000").member_id)
    settle(world, tills)
    world.run(lambda c: c.execute("INSERT INTO member_store VALUES(%s, 2, '2025-12-30')", (member,)))
    world.act(lambda tx: authoring.erase_member(tx, os.urandom, member, "boss"))
    assert world.rows("SELECT DISTINCT store_id FROM member_store ORDER BY 1") == [(1,), (2,)], (
        "headquarters is no store"
    )
    owed = world.run(erasing.owed)
    assert sorted((one.member_id, one.device_id) for one in owed) == sorted(
        [(member, first.device), (member, second.device)]
    )
    assert [one.store_id for one in world.run(lambda c: erasing.owed(c, [2]))] == [2]
    first.sync(world)
    first.sync(world)
    assert [one.device_id for one in world.run(erasing.owed)] == [second.device]
    second.sync(world)
    second.sync(world)
    assert world.run(erasing.owed) == [], "also from a till that never had the member"
    for text in ("王", "wxm", "13800138000", "8000", ""):
        assert found(world, text) == [], text
    keys = "SELECT k_pinyin || k_initials || k_phone4 FROM member WHERE status = 9"
    assert world.rows(keys) == [("",)]
    shown = world.run(lambda c: member_profile.profile(c, CHAIN, member, world.clock.ms))
    assert (shown.erased, dict(shown.fields)) == (True, {})
