"""The console's main paths in a real browser, at the size of a desk and of a phone, with a real till on the other end."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.hq.console.browser import PASSWORD, House
from tests.hq.console.chromium import DESKTOP, PATIENCE_MS, PHONE, chromium, fits, picture, window
from tests.hq.console.scene import Scene
from tests.hq.fixtures import Clock, World
from tests.hq.laid_out import own_tables
from tests.hq.world import Till, open_till

from memberpos.hq.server import Server, listen, url_of
from memberpos.store import sync_state
from memberpos.sync import push
from memberpos.sync.enrol import enrol

pytestmark = pytest.mark.foreign("chromium")
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


@dataclass
class Stage:
    """A served console, a browser, and the chain of `Scene`."""

    house: House
    scene: Scene
    url: str
    browser: Browser

    def open(self, page: Page, path: str) -> None:
        page.goto(f"{self.url}/console{path}")

    def sign_in(self, page: Page, name: str) -> None:
        self.open(page, "/")
        page.fill("[name=name]", name)
        page.fill("[name=password]", PASSWORD)
        page.fill("[name=code]", self.house.code(name))
        page.click("form button.primary")
        expect(page.locator(".bar")).to_be_visible()

    def go(self, page: Page, place: str) -> None:
        """By the navigation: the rail, or on a phone its menu."""
        rail = page.locator(".rail").get_by_role("link", name=place, exact=True)
        if not rail.is_visible():
            page.locator(".menu summary").click()
            rail = page.locator(".menu .sheet").get_by_role("link", name=place, exact=True)
        rail.click()
        expect(page.locator("h1")).to_have_text(place)
        assert fits(page)


@contextmanager
def serving(house: House) -> Iterator[str]:
    """The console on a thread; gives its base URL."""
    sock, ready = listen(0), threading.Event()
    server = Server(house.app, ready.set)
    thread = threading.Thread(target=server.run, args=([sock],), name="hq-web", daemon=True)
    thread.start()
    try:
        assert ready.wait(60)
        yield url_of(sock)
    finally:
        server.should_exit = True
        thread.join(60)
        sock.close()


@pytest.fixture(scope="module")
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    with own_tables(request.config) as url:
        world = World(url, clock=Clock())
        try:
            house = House(world)
            scene = Scene(house)
            house.person("olga")
            house.person("mia", "manager", [scene.south])
            with serving(house) as base, chromium() as browser:
                yield Stage(house, scene, base, browser)
        finally:
            world.pool.close()


@pytest.fixture
def till(stage: Stage, tmp_path: Path) -> Iterator[Till]:
    made = open_till(tmp_path / "till.db", stage.house.world.clock)
    yield made
    made.db.close()


def join(stage: Stage, till: Till, code: str) -> None:
    """As somebody at the till does it."""
    enrol(till.store, stage.house.world.post, "https://hq.example", code, "1.4.0", os.urandom)


@SIZES
def test_a_till_is_enrolled_and_revoked_when_stolen(stage: Stage, till: Till, size: tuple[int, int]) -> None:
    with window(stage.browser, size) as page:
        stage.sign_in(page, "olga")
        stage.go(page, "收银机")
        page.get_by_role("link", name="接入收银机").click()
        page.get_by_label("门店").select_option(label="淮海路店")
        page.get_by_label("收银机名称").fill(f"外卖台 {size[0]}")
        page.get_by_role("button", name="生成接入码").click()
        expect(page.locator("svg.qr")).to_be_visible()
        expect(page.locator("#joined")).to_contain_text("等待收银机接入")
        join(stage, till, page.locator("#code").inner_text())
        expect(page.locator("#joined")).to_contain_text(f"已接入：外卖台 {size[0]}")
        assert till.sync(stage.house.world).state == push.IDLE
        page.get_by_role("link", name="查看收银机").click()
        expect(page.locator("h1")).to_have_text(f"外卖台 {size[0]}")
        assert fits(page)
        stage.house.world.act(lambda tx: stage.scene.right(tx, till.device, 23450))
        page.get_by_role("link", name="吊销").click()
        expect(page.locator("main")).to_contain_text("¥ 234.50")
        picture(page, f"test-revoke-{size[0]}")
        page.get_by_label("原因").select_option(label="被盗")
        page.get_by_text("我已阅读").click()
        page.get_by_role("button", name="吊销这台收银机").click()
        expect(page.locator(".told.ok")).to_contain_text("储值本金 ¥ 234.50")
        expect(page.locator("main .badge").first).to_have_text("已吊销")
        assert fits(page)
    assert till.sync(stage.house.world).state == push.REVOKED
    assert sync_state.state(till.db) == (sync_state.REVOKED, "revoked")


@SIZES
def test_a_lost_card_is_blocked_and_found(stage: Stage, till: Till, size: tuple[int, int]) -> None:
    world, number = stage.house.world, f"860000030000{size[0]:04}"
    stage.scene.issue(number)
    join(stage, till, world.code("S1"))
    with window(stage.browser, size) as page:
        stage.sign_in(page, "mia")
        stage.go(page, "会员卡")
        page.get_by_placeholder("输入卡号或扫码").fill(number)
        page.get_by_role("button", name="查询").click()
        page.get_by_role("button", name="挂失").click()
        expect(page.locator(".told.ok")).to_contain_text("已挂失")
        expect(page.locator("#list")).to_contain_text(number)
        assert fits(page)
        till.sync(world)
        assert card_of(till, number) == "lost"
        page.locator("#list").get_by_role("link", name=number).click()
        expect(page.locator("main .badge").first).to_have_text("已挂失")
        assert page.get_by_role("button", name="解除挂失").count() == 0  # a store manager may not
    with window(stage.browser, size) as page:
        stage.sign_in(page, "olga")
        stage.open(page, f"/cards?q={number}")
        page.get_by_role("button", name="解除挂失").click()
        expect(page.locator(".told.ok")).to_contain_text("已恢复使用")
    till.sync(world)
    assert card_of(till, number) is None  # good again and nobody's here: it is looked up when it comes


def card_of(till: Till, number: str) -> str | None:
    row = till.db.one("SELECT state FROM card WHERE number = ?", (number,))
    return None if row is None else str(row[0])


@SIZES
def test_a_manager_sees_one_store(stage: Stage, size: tuple[int, int]) -> None:
    with window(stage.browser, size, refused=1) as page:
        stage.sign_in(page, "mia")
        for place in ("总览", "门店", "收银机", "会员卡", "异常处理"):
            stage.go(page, place)
            text = page.locator("body").inner_text()
            assert "淮海路店" not in text
            assert place == "会员卡" or "南京路店" in text
        names = page.locator(".rail a, .menu .sheet a").all_text_contents()
        assert not {"人员", "操作日志"} & set(names)
        stage.open(page, f"/tills/{stage.scene.tills['收银台']}")
        expect(page.locator("main")).to_contain_text("没有找到，或您无权查看。")


def test_a_table_sorts_and_searches_without_a_new_page(stage: Stage) -> None:
    with window(stage.browser, DESKTOP, "en-US", "dark") as page:
        stage.sign_in(page, "olga")
        stage.go(page, "Tills")
        page.evaluate("window.here = true")
        page.get_by_role("link", name="Till", exact=True).click()
        expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Till ↑")
        page.locator("input[type=search]").fill("备用")
        expect(page.locator("#list tbody tr")).to_have_count(1)
        assert page.evaluate("window.here")
        assert "q=%E5%A4%87%E7%94%A8" in page.url
        page.reload()
        expect(page.locator("#list tbody tr")).to_have_count(1)


def test_links_beside_a_list_follow_the_filter_on_screen(stage: Stage) -> None:
    """Files, filters, search and language take what a search or a sorting without a new page has changed."""
    with window(stage.browser, DESKTOP, "en-US") as page:
        stage.sign_in(page, "olga")
        stage.go(page, "Tills")
        page.evaluate("window.here = true")
        page.locator("input[type=search]").fill("前台")
        expect(page.locator("#list tbody tr")).to_have_count(2)
        with page.expect_download() as download:
            page.get_by_role("link", name="CSV").click()
        lines = Path(download.value.path()).read_text("utf-8-sig").splitlines()
        assert sorted(line.split(",")[0] for line in lines) == ["Till", "前台 1", "前台 2"]
        page.get_by_role("link", name="Till", exact=True).click()
        expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Till ↑")
        assert page.evaluate("window.here")
        page.locator("select[name=state]").select_option(label="Silent")
        page.wait_for_url("**state=silent**")
        expect(page.locator("#list tbody tr")).to_have_count(1)
        expect(page.locator("#list tbody tr")).to_contain_text("前台 2")
        expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Till ↑")
        page.locator("input[type=search]").fill("")
        page.wait_for_url(lambda url: "q=" not in url or url.partition("q=")[2].startswith("&"))
        expect(page.locator("select[name=state]")).to_have_value("silent")
        assert "state=silent" in page.url
        assert "sort=name" in page.url
        page.locator("#look summary").click()
        page.get_by_role("link", name="简体中文").click()
        expect(page.locator("h1")).to_have_text("收银机")
        assert "state=silent" in page.url


def test_without_scripts_everything_works(stage: Stage) -> None:
    context = stage.browser.new_context(java_script_enabled=False, locale="en-US")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    stage.sign_in(page, "olga")
    stage.open(page, "/tills")
    page.get_by_role("link", name="Till", exact=True).click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Till ↑")
    page.locator("details summary").last.click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("[name=password]")).to_be_visible()
    context.close()
