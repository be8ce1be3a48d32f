"""Two members of two stores are made one from the console: compared, asked for, waited for, called off, undone."""

from __future__ import annotations

import re

import pytest
from tests.hq.console.browser import Browser, House
from tests.refusals import code_of
from tests.sync.chain import Chain, chain

from memberpos.hq import allowance
from memberpos.hq.console import ids, member_facts, merge_pages

__all__ = ["chain"]


@pytest.fixture
def two(chain: Chain) -> tuple[str, str]:
    """王小明 of store 1 with ¥100, 小明 of store 2 with ¥200; the other store's till holds rights to it."""
    winner, loser = chain.home.enrol_member("王小明", "13800138000"), chain.other.enrol_member("小明", "13800138000")
    chain.home.recharge(winner.member_id, 10_000)
    chain.other.recharge(loser.member_id, 20_000)
    chain.settle()
    return winner.member_id, loser.member_id


@pytest.fixture
def house(chain: Chain) -> House:
    return House(chain.world)


@pytest.fixture
def owner(house: House) -> Browser:
    return house.person("olga")


def place(two: tuple[str, str]) -> str:
    return f"/console/members/merge?winner={two[0]}&loser={two[1]}"


def merge(owner: Browser, two: tuple[str, str]) -> str:
    """Asks for it; the winner's page."""
    values = {"winner": two[0], "loser": two[1], "sure": "yes"}
    return owner.follow(owner.submit(place(two), values, "/console/members/merge")).text


def form(text: str, end: str) -> str:
    found = re.search(rf'action="(/console/members/merge/[0-9a-f-]+/{end})"', text)
    assert found, text
    return found[1]


def test_two_are_compared_made_one_and_parted(chain: Chain, house: House, owner: Browser, two: tuple[str, str]) -> None:
    winner, loser = two
    same = owner.get("/console/members/same").text
    assert f"winner={winner}&amp;loser={loser}" in same
    page = owner.get(place(two)).text
    for words in ("王小明", "小明", "¥ 100.00", "¥ 200.00", "These tills may spend", "The other way round"):
        assert words in page
    assert page.index("¥ 100.00") < page.index("¥ 200.00")
    unsure = owner.submit(place(two), {"winner": winner, "loser": loser}, "/console/members/merge")
    assert (unsure.status, "Tick the box" in unsure.text) == (422, True)
    assert "Waits to be made one with 小明" in merge(owner, two)
    assert "have not given back yet" in owner.get(f"/console/members/{loser}").text
    assert "waits to be merged or parted already" in owner.get(place(two)).text
    chain.settle()
    for shop in (chain.home, chain.other):
        assert shop.profile(winner).principal_fen == 30_000
        shop.books_are_sound()
    page = owner.get(f"/console/members/{winner}").text
    assert "Made one with 小明" in page
    assert "¥ 300.00" in page
    assert "No two members share a phone" in owner.get("/console/members/same").text
    assert "Went up in 王小明" in owner.get(f"/console/members/{loser}").text
    told = owner.submit(f"/console/members/{winner}", {"member": winner}, form(page, "part"))
    assert "Waits to be parted from 小明" in owner.follow(told).text
    chain.settle()
    assert [chain.other.profile(one).principal_fen for one in two] == [10_000, 20_000]
    audit = house.world.rows("SELECT action, target FROM console_audit WHERE action LIKE 'member.%%' ORDER BY action")
    assert audit == [("member.merge", winner), ("member.part", winner)]


def test_what_waits_is_called_off_and_what_came_later_is_fetched(
    chain: Chain, owner: Browser, two: tuple[str, str]
) -> None:
    winner, loser = two
    page = merge(owner, two)
    assert (
        "Called off"
        in owner.follow(owner.submit(f"/console/members/{winner}", {"member": winner}, form(page, "call-off"))).text
    )
    chain.settle()
    assert chain.home.profile(winner).principal_fen == 10_000
    merge(owner, two)
    for _ in range(2):
        chain.other.sync(chain.world)
    chain.other.recharge(loser, 5_000)
    chain.settle(chain.home)
    chain.settle()
    page = owner.get(f"/console/members/{winner}").text
    assert "To 小明 came since, from a till that was offline: Principal ¥ 50.00." in page
    merge(owner, two)
    chain.settle()
    assert chain.other.profile(winner).principal_fen == 35_000
    assert "came since" not in owner.get(f"/console/members/{winner}").text


def test_the_second_is_found_by_a_search(chain: Chain, owner: Browser, two: tuple[str, str]) -> None:
    winner, loser = two
    page = owner.get(f"/console/members/merge?winner={winner}&q=13800138000").text
    assert f"winner={winner}&amp;loser={loser}" in page
    assert f"loser={winner}" not in page
    assert "Type a name" in owner.get(f"/console/members/merge?winner={winner}").text
    assert "same member" in owner.get(f"/console/members/merge?winner={winner}&loser={winner}").text
    for number in range(merge_pages.MOST_CHOICES):
        chain.home.enrol_member(f"小明{number}", f"1390000{number:04}")
    chain.settle()
    page = owner.get(f"/console/members/merge?winner={winner}&q=%E5%B0%8F%E6%98%8E").text
    assert page.count("&amp;loser=") == merge_pages.MOST_CHOICES
    assert "More fit than are shown" in page
    for address in ("?winner=x", f"?winner={winner}&loser=x", "", "?winner=00000000-0000-0000-0000-000000000001"):
        assert owner.get(f"/console/members/merge{address}").status == 404


def test_everything_that_can_be_merged_has_a_name() -> None:
    assert set(allowance.KINDS) <= set(member_facts.KIND_NAMES)
    assert code_of(ids.uuid_of, "x", "merge") == "not_found"


def test_only_who_changes_the_chain_merges(chain: Chain, house: House, owner: Browser, two: tuple[str, str]) -> None:
    page = merge(owner, two)
    for who in (house.person("mia", "manager", [1]), house.person("ada", "auditor")):
        assert who.get(place(two)).status == 403
        values = {"winner": two[0], "loser": two[1], "sure": "yes", "member": two[0]}
        for target in ("/console/members/merge", form(page, "call-off"), form(page, "call-off")[:-8] + "part"):
            assert who.submit("/console/members", values, target).status == 403
        assert "merge" not in who.get("/console/members/same").text
        assert "call-off" not in who.get(f"/console/members/{two[0]}").text
    assert [row[0] for row in chain.world.rows("SELECT state FROM member_join")] == ["waiting"]
