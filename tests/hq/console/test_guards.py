"""Each address and each form as somebody who may not: signed out, without the right, of another store, from elsewhere.

A page that is added must be named here with an example, or this fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.hq.console.browser import Answer, Browser, House
from tests.hq.console.chain import CHAIN_CHANGES, CHAIN_FORMS, add_examples, example
from tests.hq.console.scene import Scene
from tests.hq.fixtures import Clock, World
from tests.hq.laid_out import own_tables

from memberpos.hq.console import pages, people
from memberpos.hq.console.page import GET, POST, Page
from memberpos.hq.console.visit import ROOT

#: Open to all, or about the person itself.
FREE = {"/sign-in", "/welcome", "/look", "/sign-out", "/me"}
#: Chain-wide: a manager has no right to these at all.
CHAIN = {
    "/stores/new", "/stores/{store}", "/tills/approval", "/tills/{device}/approve", "/tills/{device}/release",
    "/cards/found", "/people", "/people/new", "/people/{operator}", "/people/{operator}/reset",
    "/people/{operator}/disable", "/audit", *CHAIN_CHANGES,
}  # fmt: skip
PARTS = {"{store}", "{device}", "{prefix}", "{seq}", "{why}", "{operator}", "{member}", "{sku}"}


class Guarded:
    """A chain with an owner, an auditor and a manager of 南京路店."""

    def __init__(self, house: House) -> None:
        self.house, self.scene = house, Scene(house)
        self.owner = house.person("olga")
        self.auditor = house.person("axel", "auditor")
        self.manager = house.person("mia", "manager", [self.scene.south])
        self.code = house.world.code("S2")
        for store in (self.scene.south, self.scene.east):
            add_examples(house.world, store)

    def path(self, page: Page, *, own: bool = False) -> str:
        """The page of something of 淮海路店, or of the manager's own store."""
        till = self.scene.tills["前台 1" if own else "收银台"]
        why = "no_right" if own else "double_coupon"
        values = {
            "{store}": str(self.scene.south if own else self.scene.east), "{device}": str(till), "{prefix}": self.code[:4],
            "{seq}": "1", "{why}": why, "{operator}": str(self.house.operator_id("olga")),
            "{name}": "points" if page.path.startswith("/reports") else "points.rate",
            **example(self.scene.south if own else self.scene.east),
        }  # fmt: skip
        path = page.path
        for part, value in values.items():
            path = path.replace(part, value)
        assert "{" not in path
        return ROOT + path

    def form(self, browser: Browser, **changes: str) -> dict[str, str]:
        """Fields that would do for each form, for something of 淮海路店."""
        values = {
            "csrf": browser.get(f"{ROOT}/").csrf, "name": "zoe", "slug": "S9", "role": "auditor", "on": "1",
            "store": str(self.scene.east), "number": "8600000277150002", "reason": "stolen", "sure": "yes", "seen": "{}",
            "action": "explained", "note": "looked at",
        }  # fmt: skip
        return values | changes

    def state(self) -> dict[str, Any]:
        """Everything a form could change, without who looked when and what was refused."""
        rows = self.house.world.rows
        tables = (
            "store",
            "device",
            "card",
            "review",
            "enrol_code",
            "operator",
            "operator_store",
            "hq_meta",
            "event",
            "member",
        )
        state: dict[str, Any] = {table: sorted(map(str, rows(f"SELECT t::text FROM {table} t"))) for table in tables}
        query = "SELECT count(*) FROM console_audit WHERE action NOT IN ('refused', 'sign_in', 'export.make')"
        return state | {"audit": rows(query)}


@pytest.fixture(scope="module")
def guarded(request: pytest.FixtureRequest) -> Iterator[Guarded]:
    """One chain for all of these: nothing here may change it."""
    with own_tables(request.config) as url:
        world = World(url, clock=Clock())
        yield Guarded(House(world))
        world.pool.close()


@pytest.fixture(autouse=True)
def _time_passes(guarded: Guarded) -> None:
    """Nobody asks twenty times a second for long."""
    guarded.house.world.clock.ms += 1000


def guards(method: str) -> list[Page]:
    return [page for page in pages.PAGES if page.method == method and page.path not in FREE]


def named(page: Page) -> str:
    return f"{page.method} {page.path}"


def ask(guarded: Guarded, browser: Browser, page: Page) -> Answer:
    if page.method == GET:
        return browser.get(guarded.path(page))
    return browser.post(guarded.path(page), guarded.form(browser))


@pytest.mark.parametrize("page", [*guards(GET), *guards(POST)], ids=named)
def test_signed_out(guarded: Guarded, page: Page) -> None:
    before = guarded.state()
    browser = guarded.house.browser()
    csrf = browser.get(f"{ROOT}/sign-in").csrf
    path = guarded.path(page)
    answer = browser.get(path) if page.method == GET else browser.post(path, {"csrf": csrf})
    assert (answer.status, answer.header("location").split("?")[0]) == (303, f"{ROOT}/sign-in")
    assert guarded.state() == before


@pytest.mark.parametrize("page", guards(POST), ids=named)
def test_wrong_word_of_the_form(guarded: Guarded, page: Page) -> None:
    before = guarded.state()
    for csrf in ("", "0" * 64, guarded.manager.get(f"{ROOT}/").csrf):
        answer = guarded.owner.post(guarded.path(page), guarded.form(guarded.owner, csrf=csrf))
        assert answer.status == 400
    answer = guarded.owner.post(guarded.path(page), guarded.form(guarded.owner), origin="https://evil.example")
    assert answer.status == 400
    assert guarded.state() == before


@pytest.mark.parametrize("page", [*guards(GET), *guards(POST)], ids=named)
def test_auditor_changes_nothing(guarded: Guarded, page: Page) -> None:
    before = guarded.state()
    may = people.load_roles().allows("auditor", page.right or "")
    assert page.method == GET or not may
    answer = ask(guarded, guarded.auditor, page)
    assert answer.status == (200 if may else 403)
    assert guarded.state() == before


@pytest.mark.parametrize("page", [*guards(GET), *guards(POST)], ids=named)
def test_manager_of_another_store(guarded: Guarded, page: Page) -> None:
    before = guarded.state()
    answer = ask(guarded, guarded.manager, page)
    assert "淮海路店" not in answer.text
    assert "收银台" not in answer.text
    if page.path in CHAIN or (page.method == POST and page.path in CHAIN_FORMS):
        assert answer.status == 403
    elif page.method == POST or PARTS & set(page.path.split("/")):
        assert answer.status == 404
    else:
        assert answer.status == 200
    assert guarded.state() == before


@pytest.mark.parametrize("page", [page for page in guards(GET) if page.path != "/tills/enrol/{prefix}"], ids=named)
def test_manager_sees_their_own_store(guarded: Guarded, page: Page) -> None:
    answer = guarded.manager.get(guarded.path(page, own=True))
    assert answer.status == (403 if page.path in CHAIN else 200)
    assert "淮海路店" not in answer.text
    if page.path in ("/", "/stores", "/tills", "/cases"):
        assert "南京路店" in answer.text


@pytest.mark.parametrize(
    "query", ["?q=%E6%B7%AE%E6%B5%B7", "?sort=store&down=1", "?state=quarantined", "?format=csv", "?page=2"]
)
@pytest.mark.parametrize("path", ["/tills", "/stores", "/cases", "/cards"])
def test_no_search_order_or_file_shows_another_store(guarded: Guarded, path: str, query: str) -> None:
    answer = guarded.manager.get(f"{ROOT}{path}{query}")
    assert answer.status == 200
    text = answer.text.replace('value="淮海"', "")
    assert not [word for word in ("淮海路店", "备用机", "8600000277150002") if word in text]


def test_figures_are_those_of_their_store(guarded: Guarded) -> None:
    assert "¥ 18,642.50" in guarded.manager.get(f"{ROOT}/").text
    assert "¥ 22,665.50" in guarded.owner.get(f"{ROOT}/").text


def test_a_card_of_a_member_who_shops_here_is_seen(guarded: Guarded) -> None:
    number, world, scene = "8600000277150002", guarded.house.world, guarded.scene

    def look() -> bool:
        return "Report lost" in guarded.manager.get(f"{ROOT}/cards?q={number}").text

    assert not look()
    member = world.act(scene.member)
    world.run(lambda c: c.execute("UPDATE card SET member_id = %s WHERE number = %s", (member, number)))
    assert not look()
    world.act(lambda tx: scene.visit(tx, member, scene.south))
    assert look()
    world.run(lambda c: c.execute("UPDATE member_store SET seen_on = '2020-01-01' WHERE member_id = %s", (member,)))
    assert not look(), "years ago"
    world.run(lambda c: c.execute("DELETE FROM member_store WHERE member_id = %s", (member,)))
    world.run(lambda c: c.execute("DELETE FROM member WHERE member_id = %s", (member,)))
    world.run(lambda c: c.execute("UPDATE card SET member_id = NULL WHERE number = %s", (number,)))


def test_what_was_refused_is_in_the_audit(guarded: Guarded) -> None:
    guarded.auditor.get(f"{ROOT}/tills/enrol")
    rows = guarded.house.world.rows("SELECT operator, facts FROM console_audit WHERE action = 'refused'")
    assert ("axel", '{"method": "GET", "path": "/tills/enrol", "right": "till.enrol"}') in rows
