from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from tests.source_tree import ROOT


@pytest.fixture
def bootstrap(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    return importlib.import_module("bootstrap")


@pytest.fixture
def libraries(bootstrap: ModuleType) -> ModuleType:
    return sys.modules["system_libraries"]


def no_display(monkeypatch: pytest.MonkeyPatch, **variables: str) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.setenv(name, variables.get(name, ""))


def test_run_opens_the_window_where_there_is_a_display(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    no_display(monkeypatch, DISPLAY=":0")
    assert bootstrap.demo() == ("-m", "memberpos", "demo")
    no_display(monkeypatch, WAYLAND_DISPLAY="wayland-0")
    assert bootstrap.demo() == ("-m", "memberpos", "demo")


def test_run_plays_the_day_without_a_display(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    no_display(monkeypatch)
    assert bootstrap.demo()[3:] == ("--headless", "--out", "demo-out")


def test_a_wrong_target_is_wrong_usage_and_sets_nothing_up() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "bootstrap.py"), "no-such-target"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
    assert done.returncode == 2
    assert "targets: run setup test check" in done.stderr


@pytest.mark.parametrize("file", ["pyproject.toml", "requirements.lock", "scripts/debian-packages.txt"])
def test_a_change_of_what_the_setup_is_made_from_sets_up_anew(
    file: str, bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scripts").mkdir()
    for name in ("pyproject.toml", "requirements.lock", "scripts/debian-packages.txt"):
        (tmp_path / name).write_text("before", encoding="utf-8")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    before = bootstrap.fingerprint()
    assert bootstrap.fingerprint() == before
    (tmp_path / file).write_text("after", encoding="utf-8")
    assert bootstrap.fingerprint() != before


def test_an_old_python_gets_a_sentence(tmp_path: Path) -> None:
    """The check stands before anything an old Python could stumble over."""
    script = (ROOT / "scripts" / "bootstrap.py").read_text(encoding="utf-8")
    old = tmp_path / "bootstrap.py"
    old.write_text(script.replace("import sys\n", "import sys\nsys.version_info = (3, 9, 2)\n", 1), encoding="utf-8")
    done = subprocess.run([sys.executable, str(old)], capture_output=True, text=True, check=False, timeout=20)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "needs Python 3.11 or newer" in done.stderr


def test_the_environment_of_another_python_stays_outside(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("VIRTUAL_ENV", "elsewhere")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    made = bootstrap.environment()
    assert not {"PYTHONPATH", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"} & set(made)
    assert made["PATH"].split(os.pathsep)[0] == str(bootstrap.BIN)


def test_without_root_the_exact_line_is_named(libraries: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "is_root", lambda: False)
    with pytest.raises(SystemExit, match=r"sudo apt-get install libegl1 libxcb-cursor0$"):
        libraries.install(["libegl1", "libxcb-cursor0"], "memberpos", print)


def test_a_library_that_is_not_there_is_missed(libraries: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "QT_LIBRARIES", {"libc.so.6": "libc6", "libno-such.so.9": "libno-such9"})
    assert libraries.missing_libraries() == ["libno-such9"]


def test_missing_programs_are_named_by_package_once(libraries: ModuleType, tmp_path: Path) -> None:
    table = tmp_path / "packages.txt"
    table.write_text("# programs\nsh dash\nno-such-1 tools\nno-such-2 tools # two of one package\n\n", encoding="utf-8")
    assert libraries.missing_programs(table) == ["tools"]


def test_without_root_the_tests_programs_are_only_named(
    libraries: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "is_root", lambda: False)
    monkeypatch.setattr(libraries, "QT_LIBRARIES", {})
    table = tmp_path / "packages.txt"
    table.write_text("no-such-1 tools\n", encoding="utf-8")
    said: list[str] = []
    libraries.ensure([], table, said.append)
    assert len(said) == 1
    assert said[0].endswith("sudo apt-get install tools")


@pytest.mark.parametrize(
    ("free", "flags", "named", "in_memory"),
    [
        (4 << 30, 0, "", True),
        ((4 << 30) - 1, 0, "", False),
        (4 << 30, 8, "", False),  # ST_NOEXEC: tests run programs they wrote
        (4 << 30, 0, "/var/tmp", False),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="there is no such file system")
def test_tests_keep_their_files_in_memory_where_that_has_room(
    bootstrap: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    free: int,
    flags: int,
    named: str,
    *,
    in_memory: bool,
) -> None:
    monkeypatch.setenv("TMPDIR", named)
    monkeypatch.setattr(bootstrap, "MEMORY", tmp_path)
    monkeypatch.setattr(os, "ST_NOEXEC", 8, raising=False)
    told = os.statvfs_result((4096, 1, free, free, free, 1, 1, 1, flags, 255))
    monkeypatch.setattr(os, "statvfs", lambda _path: told)
    assert bootstrap.scratch() == ({"TMPDIR": str(tmp_path)} if in_memory else {})
    monkeypatch.setattr(bootstrap, "MEMORY", tmp_path / "none")
    assert bootstrap.scratch() == {}
