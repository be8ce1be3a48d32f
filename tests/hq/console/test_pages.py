"""What holds for every page there is."""

from __future__ import annotations

import pytest
from tests.hq.console.browser import House
from tests.source_tree import ROOT

from memberpos.hq.console import look, overview, page, pages, people, render, texts, visit
from memberpos.hq.database import Pool


def test_every_page_needs_a_right_or_is_for_all() -> None:
    known = people.load_roles().names
    open_to_all = {one.path for one in pages.PAGES if one.right is None}
    assert open_to_all == {"/sign-in", "/welcome", "/look"}
    assert {one.right for one in pages.PAGES} - {None} <= known
    assert {one.method for one in pages.PAGES} == {page.GET, page.POST}
    assert len({(one.method, one.path) for one in pages.PAGES}) == len(pages.PAGES)


def test_places_lead_to_pages_of_the_same_right() -> None:
    rights = {one.path: one.right for one in pages.PAGES if one.method == page.GET}
    assert {place.path: place.right for place in pages.PLACES}.items() <= rights.items()
    for place in pages.PLACES:
        assert "<svg" in render.icon(place.icon)


def test_roles() -> None:
    roles = people.load_roles()
    assert set(roles.rights) == set(people.ROLES) == set(people.ROLE_NAMES)
    writes = {name for name in roles.names if not name.endswith((".see", "export.make"))}
    assert not roles.rights["auditor"] & writes
    assert roles.rights["manager"] < roles.rights["chain"] < roles.rights["owner"] == roles.names


def test_colours_are_those_of_the_till() -> None:
    sheet = look.stylesheet()
    assert "--brand:#0B6E69" in sheet
    assert "--shadow:#101C2230" in sheet
    used = {part.split(")")[0] for part in sheet.split("var(--")[1:]}
    made = {part.split(":")[0] for part in sheet.split("--")[1:]}
    assert used <= made


def test_templates_have_no_words_of_their_own(house: House) -> None:
    """Each Chinese sign on an English page comes from data or is a language's own name."""
    names = set("".join(texts.LANGUAGES.values()))
    browser = house.person("olga")
    for one in pages.PAGES:
        if one.method == page.GET and "{" not in one.path and one.path != "/look":
            answer = browser.get(visit.ROOT + one.path)
            assert answer.status in (200, 303, 404), (one.path, answer.text)
            found = {sign for sign in answer.text if "一" <= sign <= "鿿"} - names
            assert found == set(), one.path


def test_without_htmx_headquarters_starts_all_the_same(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert len(house.browser().get("/console/static/htmx.js").body) > 40_000
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    browser = House(house.world).browser()
    assert browser.get("/console/static/htmx.js").body == b""
    assert browser.get("/console/sign-in").status == 200
    assert "django-htmx is missing" in caplog.text


def test_a_bug_is_a_page_and_a_log_entry(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    browser = house.person("olga")
    monkeypatch.setattr(overview, "counts", lambda *_: 1 // 0)
    answer = browser.get("/console/")
    assert answer.status == 500
    assert "Something went wrong." in answer.text
    assert "ZeroDivisionError" in caplog.text
    monkeypatch.setattr(house.world.hq, "_pool", Pool("postgresql://nobody@/none?host=/nowhere", sleep=lambda _: None))
    assert browser.get("/console/").status == 503


def test_third_party_code_is_not_in_the_repository() -> None:
    scripts = [path.name for path in (ROOT / "resources" / "console").rglob("*.js")]
    assert scripts == ["app.js"]
