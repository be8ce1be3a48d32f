"""Stores, cards, cases, people, audit, the overview and lists as files."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest
from tests.hq.console.browser import Browser, House
from tests.hq.console.scene import ACCOUNT, Scene

from memberpos.hq import card_states as cards_of
from memberpos.hq.console import audit_pages, cards, case_facts, case_pages, listing, operator_pages, overview, people
from memberpos.hq.scopes import CHAIN


@pytest.fixture
def scene(house: House) -> Scene:
    return Scene(house)


@pytest.fixture
def owner(house: House) -> Browser:
    return house.person("olga")


# -- stores


def test_a_store_is_added_and_renamed(house: House, owner: Browser) -> None:
    answer = owner.submit("/console/stores/new", {"name": "中山路店", "slug": "S7"})
    assert "Enrol its tills next" in owner.follow(answer).text
    assert owner.submit("/console/stores/new", {"name": "x", "slug": "S7"}).status == 409
    assert owner.submit("/console/stores/new", {"name": "x", "slug": "a b"}).status == 422
    assert owner.submit("/console/stores/new", {"name": "", "slug": "S8"}).status == 422
    assert owner.submit("/console/stores/1", {"name": "中山东路店"}).status == 303
    long = "中" * 61
    refused = owner.submit("/console/stores/1", {"name": long})
    assert refused.status == 422
    assert f'value="{long}"' in refused.text, "what was typed is still there"
    assert 'action="/console/stores/1"' in refused.text
    assert owner.get("/console/stores/99").status == 404
    assert owner.get("/console/stores/x").status == 404
    assert house.world.rows("SELECT store_id, slug, name FROM store") == [(1, "S7", "中山东路店")]


# -- cards


def test_a_card_is_blocked_and_found(house: House, scene: Scene, owner: Browser) -> None:
    number = "8600000277150001"
    assert "Report lost" in owner.get(f"/console/cards?q={number}").text
    assert owner.submit("/console/cards", {"number": number}, "/console/cards/found").status == 409
    assert owner.submit("/console/cards", {"number": number}, "/console/cards/block").status == 303
    assert owner.submit("/console/cards", {"number": number}, "/console/cards/block").status == 409
    assert "Found again" in owner.get(f"/console/cards?q={number}").text
    assert owner.submit("/console/cards", {"number": number}, "/console/cards/found").status == 303
    assert owner.submit("/console/cards", {"number": "1"}, "/console/cards/block").status == 404
    rows = house.world.rows("SELECT state, epoch FROM card WHERE card_h = %s", cards_of.card_hash(number))
    assert rows == [("active", 1)]
    kinds = house.world.rows("SELECT kind FROM event WHERE kind LIKE 'card.%%' ORDER BY seq")
    assert kinds == [("card.lost",), ("card.found",)]
    assert house.world.rows("SELECT DISTINCT target FROM console_audit WHERE action LIKE 'card.%%'") == [("…0001",)]
    assert set(cards.STATES) >= {"stock", "active", "lost", "replaced", "returned", "void"}


# -- cases


def test_a_case_shows_both_sides_and_is_settled(house: House, scene: Scene, owner: Browser) -> None:
    path = f"/console/cases/{scene.tills['前台 1']}/1/no_right"
    page = owner.get(path)
    for words in ("Spent without a right to it", "This booking", "The one it collides with", "−¥ 50.00", "−¥ 80.00"):
        assert words in page.text
    for values in (
        {"action": "explained", "note": ""},
        {"action": "x", "note": "y"},
        {"action": "explained", "note": "x" * 201},
    ):
        assert owner.submit(path, values).status == 422
    assert owner.submit(path, {"action": "recovered", "note": "客人补付"}).status == 303
    assert owner.submit("/console/", {"action": "recovered", "note": "x"}, path).status == 404
    rows = house.world.rows("SELECT action, done_by FROM review WHERE why = 'no_right'")
    assert rows == [("recovered: 客人补付", "olga")]
    assert "客人补付" in owner.get(path).text
    assert "Spent without" not in owner.get("/console/cases").text
    assert "Spent without" in owner.get("/console/cases?state=done").text
    assert "客人" not in str(house.world.rows("SELECT * FROM console_audit"))
    assert set(case_pages.ACTIONS) == set(case_facts.ACTIONS)


@pytest.mark.parametrize("body", [None, b"\xff", b"[]", b'{"postings": 5}', b'{"postings": [{"amount": "x"}, 7]}'])
def test_a_case_of_an_event_that_cannot_be_read(house: House, scene: Scene, owner: Browser, body: bytes | None) -> None:
    house.world.run(lambda c: c.execute("UPDATE event SET body = %s", (body,)))
    assert owner.get(f"/console/cases/{scene.tills['前台 1']}/1/no_right").status == 200


@pytest.mark.parametrize(
    "path", ["x/1/no_right", f"{ACCOUNT}/1/no_right", f"{ACCOUNT}/x/no_right", f"{ACCOUNT}/{'9' * 30}/a"]
)
def test_cases_that_are_not_there(owner: Browser, path: str) -> None:
    assert owner.get(f"/console/cases/{path}").status == 404


# -- people


def test_a_manager_is_invited_changed_reset_and_shut_out(house: House, scene: Scene, owner: Browser) -> None:
    new = "/console/people/new"
    assert owner.submit(new, {"name": "mia", "role": "manager"}).status == 422
    assert owner.submit(new, {"name": "m a", "role": "auditor"}).status == 422
    answer = owner.submit(new, {"name": "mia", "role": "manager", "stores": str(scene.south)})
    link = answer.text.split("welcome?link=")[1].split('"')[0]
    mia = house.accept("mia", link)
    assert mia.get("/console/stores").status == 200
    assert owner.submit(new, {"name": "MIA", "role": "auditor"}).status == 409
    path = f"/console/people/{house.operator_id('mia')}"
    assert "checked" in owner.get(path).text
    assert owner.submit(path, {"role": "manager", "stores": str(scene.east)}).status == 303
    assert "淮海路店" in mia.get("/console/stores").text
    assert "南京路店" not in mia.get("/console/stores").text
    assert owner.submit(path, {"role": "king"}).status == 422
    again = owner.submit(path, {}, f"{path}/reset")
    assert "welcome?link=" in again.text
    assert mia.get("/console/stores").status == 303
    mia = house.accept("mia", again.text.split("welcome?link=")[1].split('"')[0])
    assert owner.submit(path, {}, f"{path}/disable").status == 303
    assert mia.get("/console/stores").status == 303
    assert owner.get(f"/console/people/{ACCOUNT}").status == 404
    assert set(operator_pages.ROLE_WORDS) == set(people.ROLES)


def test_the_last_owner_is_told_why(house: House, owner: Browser) -> None:
    path = f"/console/people/{house.operator_id('olga')}"
    for target, values in ((path, {"role": "auditor"}), (f"{path}/disable", {}), (f"{path}/reset", {})):
        answer = owner.submit(path, values, target)
        assert answer.status == 403
        assert "make another owner first" in answer.text


# -- audit, overview, files


def test_the_audit_names_who_did_what(house: House, scene: Scene, owner: Browser) -> None:
    owner.submit("/console/stores/new", {"name": "中山路店", "slug": "S7"})
    text = owner.get("/console/audit").text
    assert "Added a store" in text
    assert "S7" in text
    assert "Added a store" not in owner.get("/console/audit?q=sign").text
    owner.submit("/console/tills/enrol", {"store": str(scene.east), "name": ""})
    narrowed = owner.get("/console/audit?q=%E6%B7%AE%E6%B5%B7").text
    assert narrowed.count("<tr>") == 2
    assert "Made a code for a till" in narrowed
    known = {row[0] for row in house.world.rows("SELECT DISTINCT action FROM console_audit")}
    assert known <= set(audit_pages.ACTIONS)


def test_every_act_of_the_console_has_a_name() -> None:
    source = "".join(path.read_text("utf-8") for path in Path(audit_pages.__file__).parent.glob("*.py"))
    acts = set(re.findall(r'(?:visit\.act|audit\.note|_change)\(\s*(?:[a-z_.]+,\s*)*"([a-z_]+\.[a-z_]+)"', source))
    assert len(acts) > 20
    assert acts <= set(audit_pages.ACTIONS)


def test_the_overview_counts_trouble(house: House, scene: Scene, owner: Browser) -> None:
    counts = house.world.run(lambda c: overview.counts(c, CHAIN, house.world.clock()))
    assert counts == {"tills": 3, "quarantined": 1, "silent": 1, "waiting": 1, "exposure_fen": 12350, "cases": 2}
    text = owner.get("/console/").text
    for words in ("¥ 22,665.50", "a week ago ¥ 17,200.00", "¥ 6,500.00", "¥ 123.50", "备用机", "Coupon used twice"):
        assert words in text


def test_a_list_as_a_file(house: House, scene: Scene, owner: Browser) -> None:
    house.world.run(lambda c: c.execute("UPDATE device SET name = '=1+1', last_seq = 1234 WHERE name = '旧机'"))
    csv = owner.get("/console/tills?format=csv")
    assert csv.header("content-disposition") == 'attachment; filename="tills.csv"'
    assert csv.body.startswith("\ufeffTill,Store".encode())
    assert "'=1+1,淮海路店,3,Revoked,10 days ago,1.4.0,1234,—,123.5" in csv.text.replace("¥ ", "").replace(
        "123.50", "123.5"
    )
    book = openpyxl.load_workbook(io.BytesIO(owner.get("/console/tills?format=xlsx").body))
    rows = list(book.active.values)
    assert len(rows) == 7
    assert next(row for row in rows if row[0] == "=1+1")[6] == 1234
    assert "Made a file" in owner.get("/console/audit").text
    assert owner.get("/console/tills?format=exe").header("content-type").startswith("text/html")


def test_pages_of_a_list(house: House, scene: Scene, owner: Browser) -> None:
    for number in range(listing.PER_PAGE):
        scene.till(scene.south, 10 + number, f"台 {number:03}")
    first, second = owner.get("/console/tills?sort=name"), owner.get("/console/tills?sort=name&page=2")
    assert first.text.count("<tr>") == listing.PER_PAGE + 1
    assert 'rel="next"' in first.text
    assert second.text.count("<tr>") == 6 + 1
    assert 'rel="prev"' in second.text
    assert 'rel="next"' not in second.text
