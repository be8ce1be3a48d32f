"""The command `import` as owners and their scripts type it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest
from tests.commands.test_export import FAST, fill
from tests.waiting import wait_until

from memberpos.cli import main
from memberpos.commands import import_members
from memberpos.domain.errors import PosError
from memberpos.home import home_layout, open_home, open_layout
from memberpos.services import members
from memberpos.store.verify import verify

ROWS = "卡号,姓名,手机,余额,积分\n00000042,林晓棠,13811138111,12.50,7\n00000043,陈默,电话,1,1\n"
KEYS = {"rows", "ok", "refused", "warnings", "verdicts"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    open_layout(home_layout(folder, None), create=True, exclusive=True, cost=FAST).close()
    fill(folder)
    return folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.csv"
    path.write_text(ROWS, "gbk")
    return path


def run(home: Path, *words: str) -> int:
    return main(["--home", str(home), "import", *words])


def state(home: Path) -> tuple[int, int, bool]:
    """(members, events, the books agree)."""
    with open_home(home, exclusive=False) as opened:
        db = opened.open_database(read_only=True)
        try:
            return members.count(db), int(db.value("SELECT max(seq) FROM event")), verify(db).ok
        finally:
            db.close()


def test_json_says_a_verdict_a_row(home: Path, old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(home, str(old), "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said.keys() >= KEYS
    assert [said[key] for key in ("rows", "ok", "refused", "warnings")] == [2, 1, 1, 0]
    assert [{k: one[k] for k in ("row", "verdict", "code", "column")} for one in said["verdicts"]] == [
        {"row": 2, "verdict": "ok", "code": "", "column": ""},
        {"row": 3, "verdict": "refused", "code": "bad_phone", "column": "手机"},
    ]
    assert old.with_name("old.refused.xlsx").is_file()
    assert state(home)[2]


def test_a_dry_run_changes_nothing(home: Path, old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(home)
    assert run(home, str(old), "--dry-run", "--refused", str(old.with_name("no.csv"))) == 0
    assert state(home) == before
    said = capsys.readouterr()
    assert "would be taken over" in said.out
    assert "row 3: bad_phone" in said.err
    assert old.with_name("no.csv").read_text("utf-8-sig").splitlines()[1].startswith("00000043,陈默,电话")


def test_a_map_and_what_is_wrong_with_one(
    home: Path, old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad, broken = tmp_path / "good.toml", tmp_path / "bad.toml", tmp_path / "broken.toml"
    good.write_text('[columns]\nname = "姓名"\nphone = "C"\n', "utf-8")
    bad.write_text('[columns]\nname = "没有"\n', "utf-8")
    broken.write_text("[columns\n", "utf-8")
    assert run(home, str(old), "--map", str(bad)) == 1
    assert run(home, str(old), "--map", str(broken)) == 1
    assert run(home, str(old), "--map", str(tmp_path / "none.toml")) == 1
    assert [line.split(":")[0] for line in capsys.readouterr().err.splitlines()] == [
        "bad_setting",
        "bad_file",
        "not_found",
    ]
    assert run(home, str(old), "--map", str(good)) == 0


def test_a_file_that_is_no_table(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04nothing")
    assert run(home, str(tmp_path / "x.xlsx")) == 1
    assert capsys.readouterr().err.startswith("bad_file")


def test_nothing_taken_is_a_refusal(home: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("姓名,手机\n王,电话\n", "utf-8")
    assert run(home, str(tmp_path / "x.csv")) == 1


def test_an_open_till_is_left_alone(home: Path, old: Path) -> None:
    with open_home(home):
        assert run(home, str(old)) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_interrupted_it_leaves_nothing(home: Path, tmp_path: Path, number: signal.Signals) -> None:
    path = tmp_path / "many.csv"
    path.write_text("姓名,手机,余额\n" + "".join(f"人{n},139{n:08},1\n" for n in range(20_000)), "utf-8")
    before = state(home)
    command = [sys.executable, "-m", "memberpos", "--home", str(home), "import", str(path)]
    with subprocess.Popen(
        command, env=os.environ | {"MEMBERPOS_KEYSTORE": "file"}, stderr=subprocess.PIPE, text=True
    ) as process:
        wait_until(lambda: any(left.stat().st_size > 1 << 20 for left in home.glob("import-*")), 30)
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    assert process.returncode == (1 if number == signal.SIGINT else -number)
    assert number == signal.SIGKILL or "cancelled" in said
    assert state(home) == before
    with open_home(home):
        assert list(home.glob("import-*")) == []


def test_without_a_shop_there_is_nobody_to_import_for(tmp_path: Path, old: Path) -> None:
    folder = tmp_path / "empty"
    open_layout(home_layout(folder, None), create=True, exclusive=True, cost=FAST).close()
    asked = Namespace(file=old, map=None, dry_run=True, refused=None, json=True, home=folder)
    with pytest.raises(PosError) as caught:
        import_members.run(asked)
    assert caught.value.code == "not_found"
