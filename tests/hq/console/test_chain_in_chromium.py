"""In a real browser: a rule is changed for one store, goods are added, a report is read and taken along as a file."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.hq.console.browser import PASSWORD, House
from tests.hq.console.chain import Chain, week
from tests.hq.console.chromium import DESKTOP, PHONE, chromium, fits, picture, window
from tests.hq.fixtures import Clock, World
from tests.hq.laid_out import own_tables

from memberpos.hq import joining
from memberpos.hq.server import Server, listen, url_of
from memberpos.services import products, shop_settings

pytestmark = pytest.mark.foreign("chromium")
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


@dataclass
class Stage:
    chain: Chain
    house: House
    url: str
    browser: Browser

    def sign_in(self, page: Page, name: str) -> None:
        page.goto(f"{self.url}/console/")
        page.fill("[name=name]", name)
        page.fill("[name=password]", PASSWORD)
        page.fill("[name=code]", self.house.code(name))
        page.click("form button.primary")
        expect(page.locator(".bar")).to_be_visible()

    def go(self, page: Page, place: str) -> None:
        link = page.locator(".rail").get_by_role("link", name=place, exact=True)
        if not link.is_visible():
            page.locator(".menu summary").click()
            link = page.locator(".menu .sheet").get_by_role("link", name=place, exact=True)
        link.click()
        expect(page.locator("h1")).to_have_text(place)
        assert fits(page)


@pytest.fixture(scope="module")
def stage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    clock = Clock()
    with own_tables(request.config) as url:
        world = World(url, clock=clock)
        with week(world, clock, tmp_path_factory.mktemp("chain"), days=1) as chain:
            house = House(world)
            house.person("olga")
            house.person("mia", "manager", [2])
            sock, ready = listen(0), threading.Event()
            server = Server(house.app, ready.set)
            thread = threading.Thread(target=server.run, args=([sock],), name="hq-web", daemon=True)
            thread.start()
            assert ready.wait(30)
            with chromium() as browser:
                yield Stage(chain, house, url_of(sock), browser)
            server.should_exit = True
            thread.join(30)
            sock.close()
        world.pool.close()


@SIZES
def test_a_rule_is_changed_for_one_store(stage: Stage, size: tuple[int, int]) -> None:
    points = 3 if size == DESKTOP else 4
    with window(stage.browser, size) as page:
        stage.sign_in(page, "olga")
        stage.go(page, "规则参数")
        page.get_by_role("link", name="消费积分", exact=True).click()
        page.get_by_label("得多少").fill(str(points))
        page.get_by_label("每多少元").fill("1")
        page.get_by_label("适用门店").select_option(label="0002 西湖店")
        picture(page, f"rule-{size[0]}")
        page.get_by_role("button", name="保存").click()
        expect(page.locator(".told.ok")).to_contain_text("已修改")
        expect(page.locator("tr", has_text="0002 西湖店")).to_contain_text(f"每 1 元得 {points}")
        assert fits(page)
    stage.chain.settle()
    rates = [shop_settings.all_values(till.db)["points.rate"] for till in stage.chain.tills]
    assert rates == ["1/1", "1/1", f"{points}/1"]


@SIZES
def test_a_report_is_read_and_taken_along(stage: Stage, size: tuple[int, int], tmp_path: Path) -> None:
    with window(stage.browser, size) as page:
        stage.sign_in(page, "olga")
        stage.go(page, "报表")
        expect(page.locator("svg.chart")).to_have_count(2)
        picture(page, f"reports-{size[0]}")
        page.locator(".tile", has_text="销售统计").click()
        expect(page.get_by_role("img", name="净销售额")).to_be_visible()
        page.locator("select[name=store]").select_option(label="0002 西湖店")
        page.wait_for_url("**store=2**")
        expect(page.locator("tfoot")).to_contain_text("合计")
        assert fits(page)
        shown = page.locator("tfoot td").nth(2).inner_text()
        with page.expect_download() as download:
            page.get_by_role("link", name="CSV").click()
        file = tmp_path / "sales.csv"
        download.value.save_as(file)
        last = file.read_text(encoding="utf-8-sig").splitlines()[-1].split(",")
        assert (last[0], last[2]) == ("合计", shown.replace(",", ""))


def test_goods_are_added_by_keys_alone(stage: Stage) -> None:
    with window(stage.browser, DESKTOP) as page:
        stage.sign_in(page, "olga")
        page.goto(f"{stage.url}/console/goods/new")
        expect(page.locator("[name=sku]")).to_be_focused()
        page.keyboard.type("K-1")
        for text in ("", "Keys", "9.9"):
            page.keyboard.press("Tab")
            if text:
                page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(page.locator(".told.ok")).to_be_visible()
        expect(page.locator("main")).to_contain_text("K-1")
        expect(page.locator("main")).to_contain_text("¥ 9.90")
    stage.chain.settle()
    found = products.find(stage.chain.tills[2].db, "K-1")
    assert found is not None
    assert found.price_fen == 990


@SIZES
def test_members_of_two_stores_are_made_one(stage: Stage, size: tuple[int, int]) -> None:
    """From the list of shared phones; the tills' rights come back, and both tills show the one member."""
    chain, phone = stage.chain, f"139{size[0]:08}"
    one, other = chain.tills[0], chain.tills[2]
    winner, loser = one.enrol_member("赵敏", phone), other.enrol_member("小赵", phone)
    one.recharge(winner.member_id, 10_000)
    other.recharge(loser.member_id, 20_000)
    chain.settle()
    with window(stage.browser, size) as page:
        stage.sign_in(page, "olga")
        stage.go(page, "会员")
        page.get_by_role("link", name="手机号重复").click()
        page.locator("tr", has_text="小赵").get_by_role("link", name="合并").click()
        expect(page.locator(".columns .card").nth(0)).to_contain_text("¥ 100.00")
        expect(page.locator(".columns .card").nth(1)).to_contain_text("¥ 200.00")
        picture(page, f"merge-{size[0]}")
        assert fits(page)
        page.get_by_text("确认两位是同一个人").click()
        page.get_by_role("button", name="确认合并").click()
        expect(page.locator(".told.ok")).to_contain_text("已提交")
        expect(page.locator("main")).to_contain_text("等待与 小赵 合并")
        chain.settle()
        while chain.world.act(lambda tx: joining.step(tx, os.urandom)):
            pass
        chain.settle()
        page.reload()
        expect(page.locator("main")).to_contain_text("已合并 小赵")
        expect(page.locator(".figures")).to_contain_text("¥ 300.00")
        picture(page, f"merged-{size[0]}")
        assert fits(page)
    for till in (one, other):
        assert till.profile(winner.member_id).principal_fen == 30_000
        till.books_are_sound()


@SIZES
def test_a_manager_reads_one_store(stage: Stage, size: tuple[int, int]) -> None:
    with window(stage.browser, size) as page:
        stage.sign_in(page, "mia")
        for place in ("报表", "会员", "商品", "优惠活动", "规则参数"):
            stage.go(page, place)
            text = page.locator("body").inner_text()
            assert not {word for word in ("南京路店", "王小明", "13800138000") if word in text}, place
        assert page.get_by_role("link", name="添加商品").count() == 0
        page.goto(f"{stage.url}/console/members/{stage.chain.members['李雷']}")
        expect(page.locator("main")).to_contain_text("138****8001")
        assert fits(page)
