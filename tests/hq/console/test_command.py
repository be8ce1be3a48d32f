"""`memberpos hq operator` as typed, and `hq serve` with its console as a process."""

from __future__ import annotations

from pathlib import Path

import pytest
import urllib3
from tests.hq.console.browser import House
from tests.hq.processes import HqProcess

from memberpos.cli import main


def test_the_first_owner_comes_from_the_command_line(
    house: House, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def typed(*words: str) -> str:
        assert main(["hq", "operator", *words, "--database", database]) == 0
        return capsys.readouterr().out

    assert typed("list") == ""
    link = typed("add", "olga", "--role", "owner", "--url", "https://hq.example/").strip()
    assert link.startswith("https://hq.example/console/welcome?link=")
    assert typed("list") == "olga owner invited\n"
    house.store("S1")
    typed("add", "mia", "--role", "manager", "--store", "S1")
    assert "mia manager invited" in typed("list")
    assert typed("reset", "olga").startswith("http://127.0.0.1:8740/console/welcome?link=")
    assert typed("disable", "mia") == ""
    assert "mia manager disabled" in typed("list")
    rows = house.world.rows("SELECT operator, action, target FROM console_audit ORDER BY at_ms")
    assert rows[0] == ("command line", "operator.add", "olga")
    assert len(rows) == 4


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "a b", "--role", "owner"), "bad_setting"),
        (("add", "mia", "--role", "manager", "--store", "S99"), "not_found"),
        (("reset", "nobody"), "not_found"),
    ],
)
def test_refusals(database: str, words: tuple[str, ...], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hq", "operator", *words, "--database", database]) == 1
    assert capsys.readouterr().err.startswith(f"{code}: ")


def test_serve_answers_with_the_console(database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hq = HqProcess("--database", database, "--port", "0", errors=tmp_path / "errors")
    try:
        assert main(["hq", "operator", "add", "olga", "--role", "owner", "--url", hq.url, "--database", database]) == 0
        page = urllib3.request("GET", capsys.readouterr().out.strip(), headers={"Accept-Language": "en"})
        assert page.status == 200
        assert b"Welcome, olga" in page.data
        assert urllib3.request("GET", f"{hq.url}/").geturl() == "/console/sign-in?next=%2F"
    finally:
        hq.kill()
