"""`hq`, `enrol` and `sync` as typed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from tests.hq.processes import HqProcess
from tests.hq.world import START_MS, body, public_folder

from memberpos.cli import main
from memberpos.home import open_home
from memberpos.hq.embedded import EmbeddedPostgres
from memberpos.store import outbox, sync_state


@pytest.fixture
def till_home(tmp_path: Path) -> Path:
    """A till's home with three events."""
    folder = tmp_path / "till"
    with open_home(folder, create=True) as home:
        db = home.open_database()
        with db.transaction():
            sync_state.start_standalone(db, uuid4())
            for _ in range(3):
                outbox.append(db, kind="recharge", kv=1, event_id=uuid4(), body=body(), now_ms=START_MS)
        db.close()
    return folder


@pytest.fixture
def hq(database: str, tmp_path: Path) -> Iterator[HqProcess]:
    process = HqProcess("--database", database, "--port", "0", errors=tmp_path / "errors")
    yield process
    process.kill()


def test_a_till_joins_and_syncs(
    hq: HqProcess, database: str, till_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = str(till_home)
    assert main(["sync", "--once", "--json", "--home", home]) == 0
    assert json.loads(capsys.readouterr().out) == {"pushed": 0, "pulled": 0, "queued": 3, "state": "standalone"}
    assert main(["hq", "enrol-code", "--store", "S7", "--name", "七号店", "--database", database]) == 0
    code = capsys.readouterr().out.strip()
    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", code)
    assert main(["enrol", hq.url, "AAAA-AAAA", "--home", home]) == 1
    assert capsys.readouterr().err.startswith("wrong_code: ")
    assert main(["--home", home, "enrol", hq.url, code]) == 0
    assert capsys.readouterr().out.startswith("store 1 till 1 chain chain-")
    assert main(["sync", "--once", "--json", "--home", home]) == 0
    assert json.loads(capsys.readouterr().out) == {"pushed": 3, "pulled": 0, "queued": 0, "state": "idle"}
    hq.kill()
    assert main(["sync", "--once", "--home", home]) == 1
    assert capsys.readouterr().out == "offline (hq_unreachable): 0 sent, 0 fetched, 0 waiting\n"


def test_migrate_tells_the_version(empty_schema: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hq", "migrate", "--database", empty_schema]) == 0
    assert main(["hq", "migrate", "--database", empty_schema]) == 0
    assert capsys.readouterr().out == "schema 1, 1 steps\nschema 1, 0 steps\n"


@pytest.mark.parametrize("url", ["postgresql://nobody@/none?host=/nowhere", "not a url"])
def test_a_database_that_is_not_there(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hq", "migrate", "--database", url]) == 1
    assert capsys.readouterr().err.startswith("hq_unreachable: ")


def test_an_address_without_tls_is_refused(till_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["enrol", "http://hq.example", "AAAA-AAAA", "--home", str(till_home)]) == 1
    assert capsys.readouterr().err.startswith("bad_setting: ")


def test_codes_of_an_own_database_whether_served_or_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = public_folder()
    home = str(folder / "hq")
    assert main(["hq", "migrate", "--members", "all", "--home", home]) == 0
    assert capsys.readouterr().out == "schema 1, 1 steps\n"
    assert main(["hq", "enrol-code", "--store", "S1", "--home", home]) == 0
    server = EmbeddedPostgres(folder / "hq")
    assert not server.is_running(), "what it started it stopped"
    process = HqProcess("--home", home, "--port", "0", errors=tmp_path / "errors")
    assert main(["hq", "enrol-code", "--store", "S2", "--home", home]) == 0
    assert server.is_running(), "what serves goes on"
    assert process.terminate() == 0
    assert len(capsys.readouterr().out.split()) == 2
    server.destroy()
    (folder / "hq" / "lock").unlink()
    (folder / "hq").rmdir()
    folder.rmdir()


@pytest.mark.parametrize(
    "words", [["hq"], ["hq", "serve", "--port", "x"], ["hq", "migrate", "--members", "x"], ["enrol", "u"]]
)
def test_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert "usage:" in capsys.readouterr().err
