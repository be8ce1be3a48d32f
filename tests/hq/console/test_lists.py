"""Long lists have pages: whoever turns them sees every row once, and no code is given twice because it lies behind."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from uuid import UUID

import pytest
from tests.hq.console.browser import Browser, House

from memberpos.domain import cards as card_rules
from memberpos.hq import card_states, statistics
from memberpos.hq.console import cards, listing, report_pages
from memberpos.hq.database import Conn

ROWS = 120
TILL = UUID(int=9)


@pytest.fixture
def owner(house: House) -> Browser:
    house.store()
    return house.person("olga")


def fill(house: House, entity: str, doc: dict[str, object], count: int = ROWS) -> list[str]:
    """Rows of the chain, `count` codes."""
    codes = [f"N{number:04}" for number in range(count)]

    def work(conn: Conn) -> None:
        for code in codes:
            row_id, text = code, doc | {"sku" if entity == "product" else "code": code, "name": code}
            if entity == "recharge.offer":
                row_id, text = f"{code}@5", {"code": code, "starts_at_ms": 5, "doc": doc | {"name": code}}
            conn.execute(
                "INSERT INTO catalog(entity, id, scope, doc, ver, hlc, device_id) VALUES(%s, %s, 0, %s, 1, 1, %s)",
                (entity, row_id, json.dumps(text), TILL),
            )

    house.world.run(work)
    return codes


def fill_members(house: House) -> list[str]:
    """Members of store 1 with a phone each two share, each owed by a till."""
    members = [UUID(int=2**100 + number) for number in range(ROWS)]

    def work(conn: Conn) -> None:
        conn.execute(
            """INSERT INTO device(device_id, store_id, till, name, pubkey, status, last_hash, app, enrolled_ms, seen_ms)
            VALUES(%s, 1, 1, '台', '', 1, '', '', 1, 1)""",
            (TILL,),
        )
        for at, one in enumerate(members):
            conn.execute("INSERT INTO member(member_id, home_store, home_device) VALUES(%s, 1, %s)", (one, TILL))
            conn.execute("INSERT INTO member_pii VALUES(%s, 'name', %s, 1, %s)", (one, f"王{at:04}".encode(), TILL))
            conn.execute("INSERT INTO phone_idx VALUES(%s, %s)", (f"{at // 2:016}".encode(), one))
            conn.execute(
                "INSERT INTO erase_owed(member_id, device_id, store_id, asked_ms) VALUES(%s, %s, 1, 5)", (one, TILL)
            )

    house.world.run(work)
    return [str(one) for one in members]


def link(page: str, rel: str) -> str:
    found = re.search(rf'rel="{rel}"\s+href="([^"]+)"', page)
    return unescape(found[1]) if found else ""


def walk(browser: Browser, address: str, row: str) -> list[list[str]]:
    """What `row` finds on each page, from the first to the last; then all the way back the same."""
    pages, addresses = [], [address]
    while addresses[-1]:
        text = browser.get(addresses[-1]).text
        pages.append(re.findall(row, text))
        addresses.append(link(text, "next"))
    back, address = pages[-1:], link(text, "prev")
    while address:
        text = browser.get(address).text
        back.append(re.findall(row, text))
        address = link(text, "prev")
    assert back[::-1] == pages
    return pages


@pytest.mark.parametrize(
    ("entity", "doc", "address", "row"),
    [
        ("product", {"price_fen": 100}, "/goods", r'href="/console/goods/(N\d+)"'),
        ("offer", {"kind": "percent", "percent": 90}, "/offers", r'href="/console/offers/(N\d+)\?scope=0"'),
        ("coupon_kind", {"kind": "amount", "value": 5}, "/coupons", r'href="/console/coupons/(N\d+)\?scope=0"'),
        ("recharge.offer", {"steps": []}, "/top-ups", r'href="/console/top-ups/(N\d+)\?scope=0"'),
    ],
)  # fmt: skip
def test_what_headquarters_writes_has_pages(
    house: House, owner: Browser, entity: str, doc: dict[str, object], address: str, row: str
) -> None:
    codes = fill(house, entity, doc)
    pages = walk(owner, f"/console{address}", row)
    assert [code for page in pages for code in page] == codes
    assert [len(page) for page in pages] == [50, 50, 20]
    first = owner.get(f"/console{address}").text
    assert ("Rows 1 to 50" if entity == "product" else "Rows 1 to 50 of 120") in first


def test_who_puts_an_offer_aside_stays_on_the_page(house: House, owner: Browser) -> None:
    codes = fill(house, "offer", {"kind": "percent", "percent": 90})
    page = "/console/offers?page=3"
    target = f"/console/offers/{codes[-1]}/switch?page=3"
    assert target in owner.get(page).text
    answer = owner.submit(page, {"scope": "0", "active": "0"}, target)
    assert answer.header("location") == page
    assert "Put aside" in owner.follow(answer).text


def test_members_have_pages(house: House, owner: Browser) -> None:
    members = fill_members(house)
    row = r'href="/console/members/([0-9a-f-]{36})"'
    assert [one for page in walk(owner, "/console/members", row) for one in page] == members[::-1]
    found = [one for page in walk(owner, "/console/members?q=%E7%8E%8B", row) for one in page]
    assert found == members
    assert sorted(one for page in walk(owner, "/console/members/same", row) for one in page) == sorted(members)
    owed = [one for page in walk(owner, "/console/members/erasing", row) for one in page]
    assert owed == members
    assert '<span class="badge warn">120</span>' in owner.get("/console/members").text


def test_lost_cards_have_pages_for_who_sees_some_of_them(
    house: House, owner: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards, "_AT_ONCE", 7)
    store = house.store("S2", "二号店")
    mine, other = UUID(int=1), UUID(int=2)

    def work(conn: Conn) -> None:
        for at, (device, of) in enumerate(((mine, store), (other, 1))):
            conn.execute(
                """INSERT INTO device(device_id, store_id, till, name, pubkey, status, last_hash, app, enrolled_ms,
                  seen_ms) VALUES(%s, %s, %s, '台', '', 1, '', '', 1, 1)""",
                (device, of, at),
            )
        for number in range(ROWS):
            conn.execute(
                """INSERT INTO card(card_h, number, role, state, severity, epoch, device_id, seq, hlc)
                VALUES(%s, %s, 'main', 'lost', %s, 0, %s, 1, %s)""",
                (card_states.card_hash(f"C{number:04}"), f"C{number:04}", card_rules.severity("lost"),
                 mine if number % 2 else other, number << 16),
            )  # fmt: skip

    house.world.run(work)
    row = r">(C\d{4})<"
    everything = [one for page in walk(owner, "/console/cards?sort=number", row) for one in page]
    assert everything == [f"C{number:04}" for number in range(ROWS)]
    manager = house.person("mia", "manager", [store])
    assert [one for page in walk(manager, "/console/cards?sort=number", row) for one in page] == everything[1::2]


@pytest.mark.parametrize("entity", ["offer", "coupon_kind", "recharge.offer", "product"])
def test_a_code_far_behind_is_in_use_all_the_same(house: House, owner: Browser, entity: str) -> None:
    doc: dict[str, object] = {"kind": "percent", "percent": 90, "value": 90, "price_fen": 1}
    last = fill(house, entity, doc, 620)[-1]
    form, target, values = {
        "offer": ("/offers/new?kind=percent", "/offers", {"kind": "percent", "percent": "80"}),
        "coupon_kind": ("/coupons/new?kind=percent", "/coupons", {"kind": "percent", "value": "80"}),
        "recharge.offer": ("/top-ups/new", "/top-ups", {"steps": "100 10", "flags": "active"}),
        "product": ("/goods/new", "/goods/new", {"sku": last, "price": "1", "kind": "goods"}),
    }[entity]
    given = {"new": "1", "code": last, "name": "x", "scope": "0", **values}
    answer = owner.submit(f"/console{form}", given, f"/console{target}")
    assert answer.status == 422, answer.text
    assert house.world.rows("SELECT count(*) FROM event") == [(0,)]
    free = given | ({"sku": "FREE"} if entity == "product" else {"code": "FREE"})
    assert owner.submit(f"/console{form}", free, f"/console{target}").status == 303


def test_a_file_is_whole_or_not_made(house: House, owner: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(house, "product", {"price_fen": 100})
    rows = list(csv.reader(io.StringIO(owner.get("/console/goods?format=csv&page=2").body.decode("utf-8-sig"))))
    assert len(rows) == ROWS + 1
    monkeypatch.setattr(listing, "MOST_IN_FILE", 100)
    refused = owner.get("/console/goods?format=csv&q=N&page=2")
    assert refused.header("location") == "/console/goods?q=N"
    assert "more than 100 rows" in owner.follow(refused).text
    assert owner.get("/console/goods?format=csv&q=N000").header("content-type").startswith("text/csv")


def test_a_report_of_the_best_says_how_many_they_are() -> None:
    assert f"The {statistics.TOP_GOODS} goods" in report_pages.REPORTS["goods"][1]
