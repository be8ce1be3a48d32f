"""The repository keeps what it promises: the lock, the pins, the libraries, the wheel, the commands of README."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from tests.source_tree import ROOT, PythonFile, imports

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LOCKED = dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", LOCK, re.MULTILINE))


def declared() -> list[Requirement]:
    extras = [line for lines in PROJECT["optional-dependencies"].values() for line in lines]
    found = [Requirement(line) for line in [*PROJECT["dependencies"], *extras]]
    return [requirement for requirement in found if requirement.name != "memberpos"]


def test_every_dependency_is_locked_in_its_range() -> None:
    wrong = [str(r) for r in declared() if not r.specifier.contains(LOCKED.get(r.name.lower(), "none-locked-0"))]
    assert wrong == []


def test_every_locked_package_has_hashes() -> None:
    entries = re.split(r"^(?=[a-z0-9-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) > 40
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_lock_holds_requirements_and_nothing_else() -> None:
    line = re.compile(r"([a-z0-9-]+==\S+( ; [^/]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?)")
    assert [text for text in LOCK.splitlines() if not line.fullmatch(text)] == []


def test_the_pin_of_pyside6_goes_with_python_3_11() -> None:
    """See docs/decisions/0007-pyside6-pin.md: from Python 3.12 on the pin protects nothing."""
    pin = next(r.specifier for r in declared() if r.name == "PySide6-Essentials")
    assert pin.contains("6.12.0") != SpecifierSet(PROJECT["requires-python"]).contains("3.11.0")


def test_the_event_loop_gives_no_reference_away() -> None:
    """The defect behind the pin: on Python 3.11 each lost reference to None or True brings the abort nearer."""
    program = """
import sys
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
class Watcher(QObject):
    def eventFilter(self, watched, event):
        return event.type() == QEvent.Type.User
    def event(self, event):
        return True
app, watcher, target = QCoreApplication([]), Watcher(), QObject()
target.installEventFilter(watcher)
def turn():
    for _ in range(2000):
        QTimer.singleShot(0, lambda: None)
        app.postEvent(watcher, QEvent(QEvent.Type.User))
        app.postEvent(target, QEvent(QEvent.Type.User))
    app.processEvents()
turn()
before = sys.getrefcount(None), sys.getrefcount(True), sys.getrefcount(False)
turn()
after = sys.getrefcount(None), sys.getrefcount(True), sys.getrefcount(False)
print(max(abs(a - b) for a, b in zip(after, before)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert int(done.stdout) < 200


@pytest.mark.skipif(sys.platform != "linux", reason="the libraries of Linux")
@pytest.mark.parametrize("plugin", ["qxcb", "qoffscreen", "qwayland"])
def test_qt_finds_its_libraries(plugin: str) -> None:
    """`make setup` knows every library that these plugins link to."""
    spec = importlib.util.find_spec("PySide6")
    assert spec is not None
    assert spec.origin is not None
    file = Path(spec.origin).parent / "Qt" / "plugins" / "platforms" / f"lib{plugin}.so"
    linked = subprocess.run(["ldd", str(file)], capture_output=True, text=True, check=True).stdout
    assert "=>" in linked
    assert [line.strip() for line in linked.splitlines() if "not found" in line] == []


def test_verify_imports_the_database_and_the_standard_library_only() -> None:
    """It checks the books instead of repeating how they were made."""
    store = ROOT / "src" / "memberpos" / "store"
    files = [PythonFile(path) for path in (*store.glob("verify*.py"), store / "difference.py")]
    assert len(files) > 1
    own = {file.module for file in files} | {"memberpos.store.database"}
    wanted = {name for file in files for name in imports(file)}
    foreign = {
        name
        for name in wanted
        if name.split(".")[0] not in sys.stdlib_module_names
        and not any(name == module or name.startswith(module + ".") for module in own)
    }
    assert foreign <= {"memberpos.store"}


def test_the_wheel_brings_the_resources(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {f"memberpos/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "resources").rglob("*.toml")}
    assert shipped
    assert {"memberpos/cli.py", *shipped} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_every_text_is_compiled() -> None:
    """`make setup` made a `.qm` beside every `.ts`, and Qt can load it."""
    from PySide6.QtCore import QTranslator

    sources = sorted((ROOT / "resources" / "i18n").glob("*.ts"))
    assert sources
    assert [path.name for path in sources if not QTranslator().load(str(path.with_suffix(".qm")))] == []


def test_make_and_bootstrap_know_the_same_targets() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    listed = re.search(r"^TARGETS := (.*)$", makefile, re.MULTILINE)
    bootstrap = (ROOT / "scripts" / "bootstrap.py").read_text(encoding="utf-8")
    table = re.search(r"^TARGETS: .*?^}", bootstrap, re.MULTILINE | re.DOTALL)
    assert listed is not None
    assert table is not None
    assert set(listed[1].split()) == {"run", *re.findall(r'^    "(\w+)":', table[0], re.MULTILINE)}


@pytest.mark.parametrize("file", ["README.md", "CONTRIBUTING.md", ".ci/run"])
def test_named_make_targets_exist(file: str) -> None:
    listed = re.search(r"^TARGETS := (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert listed is not None
    named = re.findall(r"(?:^ *|`)make ((?:[a-z]+ ?)+)", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    assert named
    assert {word for words in named for word in words.split()} - set(listed[1].split()) == set()


def test_documents_link_to_files_that_exist() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [
        (path, to) for path in documents for to in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    ]
    dead = [f"{path.relative_to(ROOT)} → {to}" for path, to in links if not (path.parent / to).exists()]
    assert dead == []


def test_the_glossary_is_whole() -> None:
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [line.strip("|").split("|") for line in lines if line.startswith("| `")]
    names = [row[0].strip() for row in rows]
    assert len(rows) > 5
    assert [row for row in rows if len(row) != 4 or not all(cell.strip() for cell in row)] == []
    assert sorted(names) == sorted(set(names))


def test_the_version_stands_everywhere() -> None:
    import memberpos

    assert memberpos.__version__ == PROJECT["version"]


def test_the_ci_script_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_foreign_programs_of_tests_are_listed() -> None:
    listed = (ROOT / "scripts" / "debian-packages.txt").read_text(encoding="utf-8").splitlines()
    programs = {line.split()[0] for line in listed if line.strip() and not line.startswith("#")}
    marks = re.compile(r"mark\.foreign\(([^)]*)\)")
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py") if path != Path(__file__)]
    used = {name for text in texts for match in marks.findall(text) for name in re.findall(r'"([^"]+)"', match)}
    assert used == programs
