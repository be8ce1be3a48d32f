"""Members, goods, rules, offers and reports: what people see, what forms do, and that a manager sees their store only."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from urllib.parse import quote

import openpyxl
import pytest
from tests.hq.console.browser import Answer, Browser, House
from tests.hq.console.chain import Chain, sell, week
from tests.hq.laid_out import own_tables
from tests.hq.world import Clock, World

from memberpos.domain.catalog import Product
from memberpos.hq import goods
from memberpos.hq.console.charts import Chart, Point, columns, nice_top, rows
from memberpos.hq.console.report_pages import REPORTS
from memberpos.hq.goods import Good
from memberpos.services import offers, products, recharge_offers, shop_settings
from memberpos.store import hq_settings
from memberpos.sync import apply_goods

#: Pages for reading; `{member}` is one of store 1.
PAGES = (
    "/members", "/members?q=wxm", "/members/erasing", "/members/same", "/members/{member}", "/goods", "/goods?off=1",
    "/goods/T-LATTE", "/categories", "/rules", "/rules/points.rate", "/rules/tiers", "/rules/tiers.validity",
    "/rules/allowance.cap_fen", "/rules/day_starts_at", "/rules/law.enforce", "/offers", "/coupons", "/top-ups", "/reports",
    *(f"/reports/{name}" for name in REPORTS), "/reports/sales?group=till", "/reports/sales?period=7&group=month",
)  # fmt: skip
FORMS = (
    "/members/{member}/erase", "/goods/new", "/goods/T-LATTE/edit", "/goods/T-LATTE/edit?scope=2", "/offers/LUNCH?scope=2",
    *(f"/coupons/new?kind={kind}" for kind in ("amount", "goods")), "/top-ups/new",
    *(f"/offers/new?kind={kind}" for kind in ("spend_save", "bundle", "add_on", "minimum_spend", "cheapest")),
)  # fmt: skip


@pytest.fixture(scope="module")
def chain(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chain]:
    clock = Clock()
    with own_tables(request.config) as url:
        world = World(url, clock=clock)
        with week(world, clock, tmp_path_factory.mktemp("chain"), days=2) as made:
            yield made
        world.pool.close()


@pytest.fixture(autouse=True)
def a_minute_later(chain: Chain) -> None:
    """So that nobody asks too often."""
    chain.world.clock.ms += 60_000


@pytest.fixture(scope="module")
def shop(chain: Chain) -> House:
    return House(chain.world)


@pytest.fixture(scope="module")
def owner(shop: House) -> Browser:
    return shop.person("olga")


@pytest.fixture(scope="module")
def manager(shop: House) -> Browser:
    """Of store 2."""
    return shop.person("mia", "manager", [2])


def at(chain: Chain, path: str) -> str:
    return "/console" + path.replace("{member}", chain.members["王小明"])


def told(browser: Browser, answer: Answer) -> str:
    """The page after a form that was taken."""
    assert answer.status == 303, answer.text
    return browser.follow(answer).text


def table_of(browser: Browser, name: str, query: str = "") -> list[list[str]]:
    answer = browser.get(f"/console/reports/{name}?format=csv{query}")
    assert answer.body.startswith(b"\xef\xbb\xbf"), "spreadsheets look for it before they read Chinese"
    return list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"))))


def test_every_page_opens(chain: Chain, owner: Browser) -> None:
    """In one language after the other; that words are whole in each is looked at elsewhere."""
    for number, path in enumerate((*PAGES, *FORMS)):
        language = ("zh-CN", "zh-TW", "en")[number % 3]
        answer = owner.get(at(chain, path), accept_language=language)
        assert answer.status == 200, (path, answer.text)
        assert "%(" not in answer.text, path
    assert owner.get(at(chain, "/reports/gossip")).status == 404
    assert owner.get(at(chain, "/rules/colour")).status == 404
    assert owner.get(at(chain, "/members/nobody")).status == 404
    assert owner.get(at(chain, "/goods/none")).status == 404


def test_a_manager_sees_one_store_at_every_address(chain: Chain, owner: Browser, manager: Browser) -> None:
    for path in (path for path in PAGES if "{member}" not in path):
        answer = manager.get(at(chain, path))
        assert answer.status == 200, path
        for word in ("王小明", "韩梅梅", "13800138000", "0001 南京路店 0"):
            assert word not in answer.text, (path, word)
        split = "&" if "?" in path else "?"
        if path.startswith("/reports"):
            assert manager.get(at(chain, f"{path}{split}store=1")).status == 404
    assert "李雷" in manager.get(at(chain, "/members")).text
    assert manager.get(at(chain, "/members/{member}")).status == 404
    for path in FORMS:
        assert manager.get(at(chain, path)).status in (403, 404), path
    for name in REPORTS:
        everything, mine = table_of(owner, name), table_of(manager, name)
        assert mine == table_of(owner, name, "&store=2"), name
        assert mine != everything or name == "passes", name


@pytest.mark.parametrize(
    ("path", "values"),
    [("/rules/points.rate", {"value": "9", "per": "1", "scope": "2"}), ("/goods/new", {"sku": "X", "name": "x", "price": "1"}),
     ("/goods/T-LATTE/switch", {"scope": "2", "active": "0"}), ("/goods/T-LATTE/price", {"price": "1", "scope": "2"}),
     ("/offers", {"kind": "percent", "code": "X", "percent": "1", "scope": "2"}), ("/categories", {"name": "x"}),
     ("/offers/LUNCH/switch", {"scope": "2", "active": "0"}), ("/members/{member}/erase", {"sure": "yes"})],
)  # fmt: skip
def test_a_manager_and_an_auditor_change_nothing(
    chain: Chain, shop: House, manager: Browser, path: str, values: dict[str, str]
) -> None:
    before = chain.world.rows("SELECT count(*) FROM event")
    assert manager.submit(at(chain, "/members"), values, at(chain, path)).status == 403
    assert chain.world.rows("SELECT count(*) FROM event") == before
    assert shop.world.rows("SELECT count(*) FROM console_audit WHERE action = 'refused'")[0][0] > 0


def rate(chain: Chain) -> list[str]:
    return [shop_settings.all_values(till.db)["points.rate"] for till in chain.tills]


def test_a_rule_for_one_store_is_changed_planned_and_taken_back(chain: Chain, owner: Browser) -> None:
    page = at(chain, "/rules/points.rate")
    answer = owner.submit(page, {"value": "5", "per": "2", "scope": "1", "starts": ""})
    assert "Changed." in told(owner, answer)
    chain.settle()
    assert rate(chain) == ["5/2", "5/2", "2/1"]
    wrong = owner.submit(page, {"value": "seven", "per": "2", "scope": "1"})
    assert (wrong.status, 'value="seven"' in wrong.text) == (422, True)
    assert owner.submit(page, {"value": "1", "per": "0", "scope": "0"}).status == 422
    assert owner.submit(page, {"value": "1", "per": "1", "scope": "77"}).status == 404
    later = owner.submit(page, {"value": "7", "per": "1", "scope": "1", "starts": "2027-01-01T08:00"})
    assert "Planned" in told(owner, later)
    assert "2027-01-01 08:00" in owner.get(page).text
    chain.settle()
    assert hq_settings.next_start_ms(chain.tills[0].db, 0) is not None
    rows_of = "SELECT id, scope FROM catalog WHERE entity = 'setting' AND NOT gone AND scope = 1"
    for row_id, scope in chain.world.rows(rows_of):
        told(owner, owner.submit(page, {"row": row_id, "scope": str(scope)}, f"{page}/withdraw"))
    assert owner.submit(page, {"row": "points.rate", "scope": "2"}, f"{page}/withdraw").status == 404
    chain.settle()
    assert rate(chain) == ["1/1", "1/1", "2/1"]


def test_tiers_and_other_kinds_of_rules_are_written_in_their_forms(chain: Chain, owner: Browser) -> None:
    names = [
        "name",
        "threshold",
        "keep",
        "price_percent",
        "points_multiplier",
        "birthday_points",
        "upgrade_coupons",
        "benefits",
    ]
    tiers = [
        ("普卡", "0", "", "", "", "", "", ""),
        ("银卡", "1000", "800", "98", "1.2", "66", "", "生日蛋糕、专座"),
        ("",) * 8,
    ]
    csrf = owner.get(at(chain, "/rules/tiers")).csrf
    fields = [("csrf", csrf), ("scope", "0")] + [pair for row in tiers for pair in zip(names, row, strict=True)]
    told(owner, owner.post(at(chain, "/rules/tiers"), fields))
    for name, values, want in (
        ("tiers.validity", {"value": "months:12"}, "months:12"), ("points.referral_limit", {"value": ""}, None),
        ("points.multiplier_cap", {"value": "2.5"}, "5/2"), ("points.whole_steps", {"value": "1"}, True),
        ("day_starts_at", {"value": "04:00"}, "04:00"),
    ):  # fmt: skip
        told(owner, owner.submit(at(chain, f"/rules/{name}"), {**values, "scope": "0", "starts": ""}))
        chain.settle()
        assert shop_settings.all_values(chain.tills[2].db)[name] == want
    told(owner, owner.submit(at(chain, "/rules/day_starts_at"), {"value": "00:00", "scope": "0", "starts": ""}))
    found = shop_settings.all_values(chain.tills[0].db)["tiers"]
    assert [(tier["name"], tier["threshold"], tier["keep"]) for tier in found] == [("普卡", 0, 0), ("银卡", 1000, 800)]
    assert (found[1]["points_multiplier"], found[1]["birthday_points"]) == ("6/5", 66)
    assert found[1]["benefits"] == ["生日蛋糕", "专座"]
    bad = [("csrf", csrf), ("scope", "0"), *zip(names, tiers[1], strict=True)]
    assert owner.post(at(chain, "/rules/tiers"), bad).status == 422, "the first tier begins at 0"
    told(owner, owner.submit(at(chain, "/rules/allowance.cap_fen"), {"value": "88.80", "scope": "0", "starts": ""}))
    assert 'value="88.80"' in owner.get(at(chain, "/rules/allowance.cap_fen")).text


def test_goods_are_added_priced_and_switched_off(chain: Chain, owner: Browser) -> None:
    new = {"sku": "N-TEA", "name": "新茶", "price": "１２.5", "scope": "0", "kind": "goods", "category": "奶茶",
           "barcodes": "690111\n690222", "flags": "earns", "tier:普卡": "12", "member_price": ""}  # fmt: skip
    page = told(owner, owner.submit(at(chain, "/goods/new"), new))
    assert "¥ 12.50" in page
    chain.settle()
    tea = products.find(chain.tills[0].db, "690222")
    assert tea is not None
    assert (tea.price_fen, tea.discountable, tea.prices_by_tier) == (1250, False, {"普卡": 1200})
    again = owner.submit(at(chain, "/goods/new"), new)
    assert (again.status, "Please correct this" in again.text) == (422, True)
    assert owner.submit(at(chain, "/goods/new"), {**new, "sku": "M", "price": "much"}).status == 422
    place = at(chain, "/goods/N-TEA")
    apart = {**new, "price": "15", "scope": "2"}
    told(owner, owner.submit(f"{place}/edit?scope=2", apart, place))
    told(owner, owner.submit(place, {"scope": "0", "price": "20", "starts": "2026-12-01T00:00"}, f"{place}/price"))
    chain.settle()
    assert [price(chain, number) for number in (0, 2)] == [1250, 1500]
    starts_ms = next(iter(chain.world.run(lambda c: goods.find(c, "N-TEA", 0)).later)).starts_at_ms
    apply_goods.begin_planned(chain.tills[0].db, starts_ms)
    assert price(chain, 0) == 2000
    told(owner, owner.submit(place, {"scope": "0", "at": str(starts_ms)}, f"{place}/call-off"))
    told(owner, owner.submit(place, {"scope": "2"}, f"{place}/take-back"))
    chain.settle()
    assert [price(chain, number) for number in (0, 2)] == [1250, 1250]
    told(owner, owner.submit(place, {"scope": "0", "active": "0"}, f"{place}/switch"))
    chain.settle()
    assert products.find(chain.tills[0].db, "N-TEA") is None
    assert "N-TEA" not in owner.get(at(chain, "/goods")).text
    assert "N-TEA" in owner.get(at(chain, "/goods?off=1&q=新茶".replace("新茶", quote("新茶")))).text


def price(chain: Chain, number: int) -> int:
    found = products.find(chain.tills[number].db, "N-TEA")
    assert found is not None
    return found.price_fen


def test_categories_are_added_and_renamed_with_their_goods(chain: Chain, owner: Browser) -> None:
    page = at(chain, "/categories")
    told(owner, owner.submit(page, {"name": "周边", "note": "杯子", "place": "9"}))
    told(owner, owner.submit(page, {"old": "点心", "name": "糕点", "place": "3", "active": "1"}))
    found = owner.get(page).text
    assert "周边" in found
    assert "点心" not in found
    chain.settle()
    cake = products.find(chain.tills[0].db, "C-CAKE")
    assert cake is not None
    assert cake.category == "糕点"


def test_an_offer_for_one_store_is_written_read_and_put_aside(chain: Chain, owner: Browser) -> None:
    form = at(chain, "/offers/new?kind=percent")
    values = {
        "new": "1",
        "kind": "percent",
        "code": "HALF",
        "scope": "2",
        "percent": "50",
        "name": "半价日",
        "skus": "C-TART",
    }
    told(owner, owner.submit(form, values, at(chain, "/offers")))
    assert "Customers pay 50%. Only: C-TART." in owner.get(at(chain, "/offers")).text
    chain.settle()
    assert [sold(chain, number) for number in (0, 2)] == [900, 450]
    assert owner.submit(form, values, at(chain, "/offers")).status == 422, "the code is in use"
    assert owner.submit(form, {**values, "code": "B", "percent": "200"}, at(chain, "/offers")).status == 422
    assert owner.submit(form, {**values, "code": "B", "hours": "9-5"}, at(chain, "/offers")).status == 422
    place = at(chain, "/offers/HALF")
    told(owner, owner.submit(f"{place}?scope=2", {"scope": "2", "active": "0"}, f"{place}/switch"))
    chain.settle()
    assert sold(chain, 2) == 900
    steps = {"new": "1", "kind": "spend_save", "code": "BIG", "scope": "0", "steps": "100 10\n200，30", "weekdays": "6"}
    told(owner, owner.submit(form, steps, at(chain, "/offers")))
    assert "From ¥ 100.00: ¥ 10.00 off; From ¥ 200.00: ¥ 30.00 off. Sat." in owner.get(at(chain, "/offers")).text
    told(owner, owner.submit(f"{place}?scope=2", {"scope": "2"}, f"{place}/take-back"))
    assert owner.get(f"{place}?scope=2").status == 404


def sold(chain: Chain, number: int) -> int:
    """What a tart costs at a till."""
    till = chain.tills[number]
    event = sell(till, None, {"C-TART": 1}, "cash")
    return int(till.db.value("SELECT due_fen FROM sale WHERE id = ?", (event,)))


def test_coupons_and_top_ups_are_written_for_one_store(chain: Chain, owner: Browser) -> None:
    form, page = at(chain, "/coupons/new?kind=amount"), at(chain, "/coupons")
    values = {
        "new": "1",
        "kind": "amount",
        "code": "TEN",
        "scope": "2",
        "value": "10",
        "min_fen": "50",
        "valid_days": "30",
    }
    told(owner, owner.submit(form, values, page))
    assert 'action="/console/coupons/new"' in owner.get(page).text
    assert 'href="/console/coupons" aria-current="page"' in owner.get(page).text
    assert "¥ 10.00 off. On bills from ¥ 50.00. Good for 30 days." in owner.get(page).text
    assert owner.submit(form, values, page).status == 422, "the code is in use"
    assert owner.submit(form, {**values, "code": "B", "value": "0"}, page).status == 422
    changed = owner.submit(f"{page}/TEN?scope=2", {**values, "new": "", "value": "12"}, page)
    assert "¥ 12.00 off." in told(owner, changed)
    form, page = at(chain, "/top-ups/new"), at(chain, "/top-ups")
    offer = {
        "new": "1",
        "code": "BIG",
        "scope": "2",
        "name": "充五百",
        "steps": "500 50\n1000，150 200",
        "flags": "active",
    }
    told(owner, owner.submit(form, offer, page))
    assert "Pay in ¥ 1,000.00, get ¥ 150.00 and 200 points." in owner.get(page).text
    assert owner.submit(form, {**offer, "code": "C", "steps": "1000 1\n500 1"}, page).status == 422
    later = {**offer, "new": "", "steps": "500 80", "starts": "2027-01-01T00:00"}
    told(owner, owner.submit(f"{page}/BIG?scope=2", later, page))
    assert "2027-01-01 00:00" in owner.get(page).text
    chain.settle()
    assert [recharge_offers.codes(till.db) for till in chain.tills] == [[], [], ["BIG"]]
    assert [[kind["code"] for kind in offers.kinds(till.db)] for till in chain.tills] == [[], [], ["TEN"]]


def test_reports_export_what_they_show(chain: Chain, owner: Browser) -> None:
    query = "&from=2026-01-01&to=2026-01-31"
    table = table_of(owner, "sales", query)
    total = table[-1]
    assert total[0] == "Total"
    assert sum(float(row[2]) for row in table[1:-1]) == pytest.approx(float(total[2]))
    answer = owner.get(f"/console/reports/sales?format=xlsx{query}")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.body)).active
    assert sheet is not None
    assert [str(cell.value) for cell in sheet[1]] == table[0]
    last = list(sheet.iter_rows(values_only=True))[-1]
    assert float(str(last[2])) == pytest.approx(float(total[2]))
    assert "attachment" in answer.header("content-disposition")
    audited = chain.world.rows(
        "SELECT count(*) FROM console_audit WHERE action = 'export.make' AND target = 'report sales'"
    )
    assert audited[0][0] >= 2
    assert owner.get("/console/reports/sales?from=2020-01-01&to=1999-01-01").status == 200
    assert owner.get("/console/reports/sales?from=0001-02-01&to=0001-01-01").status == 200


def test_no_cell_of_a_file_is_run_as_a_formula(chain: Chain, owner: Browser) -> None:
    chain.put(goods.save, Good(Product("EVIL", '=HYPERLINK("http://x","茶")', 100, category="@x")))
    chain.settle()
    sell(chain.tills[0], None, {"EVIL": 1}, "cash")
    chain.settle()
    row = next(row for row in table_of(owner, "goods") if row[0] == "EVIL")
    assert row[1:3] == ['\'=HYPERLINK("http://x","茶")', "'@x"]
    book = openpyxl.load_workbook(io.BytesIO(owner.get("/console/reports/goods?format=xlsx").body)).active
    assert book is not None
    cells = [cell for line in book.iter_rows() for cell in line if str(cell.value).startswith("=")]
    assert [cell.data_type for cell in cells] == ["s"]
    assert "HYPERLINK(&#34;" in owner.get("/console/reports/goods").text


def test_phones_are_masked_where_nobody_changes_members(chain: Chain, owner: Browser, manager: Browser) -> None:
    listed = owner.get(at(chain, "/members?q=13800138001")).text
    assert "138****8001" in listed
    assert "+8613800138001" not in listed
    place = "/console/members/" + chain.members["李雷"]
    assert "+8613800138001" in owner.get(place).text
    seen = manager.get(place).text
    assert "138****8001" in seen
    assert "+8613800138001" not in seen


def test_a_member_is_erased_after_a_question(chain: Chain, owner: Browser) -> None:
    place = "/console/members/" + chain.members["张伟"]
    assert owner.submit(f"{place}/erase", {}).status == 422
    page = told(owner, owner.submit(f"{place}/erase", {"sure": "yes"}))
    assert "2-1" in page, "the till that knew the member owes it"
    assert "Erased member" in owner.get(place).text
    chain.settle()
    assert "No till owes" in owner.get("/console/members/erasing").text
    assert "张伟" not in owner.get("/console/members").text
    assert owner.submit("/console/members", {"sure": "yes"}, f"{place}/erase").status == 422


def test_charts_are_read_without_seeing() -> None:
    points = [Point("<b>", 5, "5"), Point("二月", -3, "−3"), Point("三月", 0, "0")]
    for drawn in (columns(Chart("标题", "三个 & 最高", points), str), rows(Chart("标题", "三个 & 最高", points))):
        svg = ET.fromstring(str(drawn))
        assert svg.attrib["role"] == "img"
        assert svg.attrib["aria-label"] == "标题. 三个 & 最高"
        assert [each.text for each in svg.iter() if each.tag.endswith("title")][1:] == ["<b>: 5", "二月: −3", "三月: 0"]
        assert "style" not in str(drawn)
        for bar in (each for each in svg.iter() if each.tag.endswith("rect")):
            assert float(bar.attrib["height"]) >= 0
    assert str(columns(Chart("", "", []), str)).count("<rect") == 0
    assert [nice_top(value) for value in (0, 1, 7, 11, 24, 26, 99, 100, 101)] == [1, 1, 10, 20, 25, 50, 100, 100, 200]
