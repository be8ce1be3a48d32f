"""The commands `backup` and `restore` as people type them."""

import io
import json

import pytest

from memberpos.cli import main
from memberpos.home import home_layout, open_home, open_layout
from memberpos.security.keys import Cost
from memberpos.store import sync_state

FAST = Cost(time=1, memory_kib=8, lanes=1)


@pytest.fixture
def shop(tmp_path):
    home = open_layout(home_layout(tmp_path / "shop", None), create=True, exclusive=True, cost=FAST)
    (tmp_path / "code").write_text(home.recovery_code + "\n")
    home.close()
    return tmp_path / "shop"


def test_backup_and_restore(shop, tmp_path, capsys):
    assert main(["--home", str(shop), "backup", str(tmp_path / "b"), "--json"]) == 0
    manifest = json.loads(capsys.readouterr().out)
    assert manifest["schema"] == 1
    command = ["restore", str(tmp_path / "b"), "--home", str(tmp_path / "new")]
    assert main([*command, "--recovery-file", str(tmp_path / "code")]) == 0
    assert "restored" in capsys.readouterr().out
    with open_home(tmp_path / "new") as home:
        db = home.open_database()
        assert sync_state.get(db, "till") == 2
        db.close()
    assert main([*command, "--recovery-file", str(tmp_path / "code")]) == 1
    assert capsys.readouterr().err.startswith("not_empty: ")


def test_backup_beside_a_running_till(shop, tmp_path):
    with open_home(shop) as home:
        writer = home.open_writer()
        assert main(["--home", str(shop), "backup", str(tmp_path / "b")]) == 0
        writer.close()


def test_the_code_from_standard_input(shop, tmp_path, monkeypatch):
    assert main(["--home", str(shop), "backup", str(tmp_path / "b")]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO((tmp_path / "code").read_text()))
    assert main(["--home", str(tmp_path / "new"), "restore", str(tmp_path / "b")]) == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["backup", "b", "--home", "none"], "not_found"),
        (["restore", "code", "--home", "new", "--recovery-file", "code"], "bad_file"),
        (["restore", "none", "--home", "new", "--recovery-file", "code"], "not_found"),
        (["restore", "b", "--home", "new", "--recovery-file", "none"], "not_found"),
        (["restore", "b", "--home", "new", "--recovery-file", "b"], "wrong_code"),
        (["backup", "no/such/folder/b", "--home", "shop"], "not_found"),
        (["backup", "shop", "--home", "shop"], "bad_file"),
    ],
)
def test_refusals(shop, tmp_path, capsys, monkeypatch, words, code):
    monkeypatch.chdir(tmp_path)
    assert main(["backup", "b", "--home", "shop"]) == 0
    capsys.readouterr()
    assert main(words) == 1
    out = capsys.readouterr()
    assert out.out == ""
    assert out.err.startswith(f"{code}: ")
