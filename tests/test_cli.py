from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import pytest

from memberpos import cli
from memberpos.domain.errors import PosError

HEAVY = (
    "PySide6",
    "sqlcipher3",
    "sqlite_utils",
    "keyring",
    "escpos",
    "xlsxwriter",
    "fpdf",
    "PIL",
    "starlette",
    "psycopg",
)


def run_cli(*words: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "memberpos", *words]
    environment = os.environ | ({"MEMBERPOS_HOME": str(home)} if home else {})
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=60)


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A command `probe` that notes the home it got and then does what `planted["then"]` says."""
    notes: dict[str, object] = {"then": lambda: None}

    class Module:
        @staticmethod
        def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
            nested = commands.add_parser("probe").add_subparsers(required=True).add_parser("deep")
            nested.set_defaults(run=Module.run)

        @staticmethod
        def run(arguments: argparse.Namespace) -> int | None:
            notes["home"] = arguments.home
            return notes["then"]()

    monkeypatch.setitem(cli.COMMANDS, "probe", ("probe", "for a test"))
    monkeypatch.setattr(cli, "import_module", lambda name: Module)
    return notes


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_is_there_and_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        cli.main([name, "--help"])
    assert leaving.value.code == 0
    assert f"usage: memberpos {name}" in capsys.readouterr().out


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        cli.main(["--help"])
    shown = capsys.readouterr().out
    assert leaving.value.code == 0
    assert [
        name for name, (_, summary) in cli.COMMANDS.items() if f"    {name} " not in shown or summary not in shown
    ] == []


@pytest.mark.parametrize(
    "words", [["no-such-command"], ["--no-such-option"], ["--home"], ["probe"], ["probe", "deep", "more"]]
)
def test_wrong_usage_is_2(words: list[str], planted: dict[str, object], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        cli.main(words)
    assert leaving.value.code == 2
    assert "usage: memberpos" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["--home", "there", "probe", "deep"],
        ["probe", "--home", "there", "deep"],
        ["probe", "deep", "--home=there"],
    ],
)
def test_home_may_stand_anywhere(words: list[str], planted: dict[str, object]) -> None:
    assert cli.main(words) == 0
    assert planted["home"] == Path("there")


def test_without_home_the_command_finds_its_own(planted: dict[str, object]) -> None:
    assert cli.main(["probe", "deep"]) == 0
    assert planted["home"] is None


def raising(error: BaseException) -> object:
    def then() -> None:
        raise error

    return then


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (PosError("no_shift"), 1, "no_shift: No shift is open. Open one first.\n"),
        (PosError("over_refund", left_fen=120), 1, "over_refund: This is more than is left to refund."),
        (FileNotFoundError(2, "No such file or directory", "gone.jsonl"), 1, "bad_file: gone.jsonl: No such file"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_failures_become_a_sentence_and_a_status(
    error: BaseException, status: int, said: str, planted: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    planted["then"] = raising(error)
    assert cli.main(["probe", "deep"]) == status
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(said)


def test_facts_stand_behind_the_sentence(planted: dict[str, object], capsys: pytest.CaptureFixture[str]) -> None:
    planted["then"] = raising(PosError("over_refund", left_fen=120, asked_fen=200))
    cli.main(["probe", "deep"])
    assert capsys.readouterr().err.endswith("(asked_fen 200, left_fen 120)\n")


def test_a_bug_is_not_made_pretty(planted: dict[str, object]) -> None:
    planted["then"] = raising(RuntimeError("a bug"))
    with pytest.raises(RuntimeError, match="a bug"):
        cli.main(["probe", "deep"])


def test_the_module_answers_without_loading_what_it_does_not_need() -> None:
    program = (
        "import contextlib, sys\nfrom memberpos import cli\n"
        "with contextlib.suppress(SystemExit): cli.main(['--help'])\n"
        f"print('loaded', [name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "loaded []"


def test_a_reader_that_leaves_early_gets_no_traceback() -> None:
    command = f"{sys.executable} -m memberpos --help | true"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False, timeout=60)  # noqa: S602
    assert "Traceback" not in done.stderr


def test_python_m_memberpos() -> None:
    assert run_cli("--help").returncode == 0
    wrong = run_cli("no-such-command")
    assert (wrong.returncode, wrong.stdout) == (2, "")
