"""The rules of the house that no linter knows. `[x]` in a pattern keeps it from finding itself here."""

from __future__ import annotations

import ast
import re
import statistics
import tomllib
from graphlib import CycleError, TopologicalSorter

import pytest

from memberpos.domain.errors import CODES
from tests.source_tree import ROOT, imports, last_name, python_files, size, text_files

SRC = python_files("src")
TESTS = python_files("tests")
ALL = (*SRC, *TESTS, *python_files("scripts"))

#: The ratchet: measured values may not grow past these, and these come down with them.
LIMITS = tomllib.loads((ROOT / "tests" / "data" / "tidy.toml").read_text(encoding="utf-8"))
SLACK = 0.2

OPEN_WORK = re.compile(r"\b(TO[D]O|FIX[M]E|XX[X]|NotImplemented[E]rror)\b|pass +# [s]tub")
ADDRESS = re.compile(
    r"--(extra-)?[i]ndex-url|https?://[^ )\"]*/[s]imple/|\"[r]esolved\": *\"https?:|files\.[p]ythonhosted"
)
WORKPLACE = r"/[w]ork/|\.\./[s]hared|\b[f]arm-[a-z]+|/[r]oot/"
SKIPS = re.compile(r"mark\.[s]kip\b|mark\.[x]fail|pytest\.[s]kip\(|[i]mportorskip|unittest\.[s]kip")
PLATFORM_ONLY = re.compile(r"sys\.platform|os\.name")
SLEEPS = {"time.sleep", "asyncio.sleep", "QTest.qSleep", "QTest.qWait", "qtbot.wait", "QThread.sleep", "QThread.msleep"}
MEASURES = re.compile(r"^(.*_)?(timeout|delay|interval|duration|elapsed|price|cash)$")


def found(pattern: re.Pattern[str]) -> list[str]:
    """`file:line` of each match in the repository's text files."""
    hits = []
    for path in text_files():
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if pattern.search(line):
                hits.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    return hits


def test_no_file_is_too_long() -> None:
    assert [f"{file.name}: {file.lines}" for file in ALL if file.lines > LIMITS["file_lines"]] == []


def test_no_function_is_too_long() -> None:
    functions = [(file, function, size(function)) for file in ALL for function in file.functions()]
    long = [f"{file.at(f)} {f.name}: {lines}" for file, f, lines in functions if lines > LIMITS["function_lines"]]
    assert long == []


@pytest.mark.parametrize("name", ["median_file_lines", "median_function_lines", "percent_no_test_names"])
def test_ratchet(name: str) -> None:
    measured = {
        "median_file_lines": statistics.median(file.lines for file in SRC if file.lines),
        "median_function_lines": statistics.median(size(f) for file in SRC for f in file.functions()),
        "percent_no_test_names": round(100 * len(modules_no_test_names()) / len([f for f in SRC if f.lines > 1])),
    }[name]
    limit = LIMITS[name]
    assert measured <= limit, f"{name} grew to {measured}"
    assert measured >= limit * (1 - SLACK) - 1, f"{name} is {measured} now: lower it in tests/data/tidy.toml"


def modules_no_test_names() -> list[str]:
    """Modules with code in them that no test imports by name."""
    named = {name for file in TESTS for name in imports(file)}
    return [file.module for file in SRC if file.lines > 1 and file.module not in named]


def test_tests_lie_where_their_code_lies() -> None:
    rooms = {path.name for path in (ROOT / "src" / "memberpos").iterdir()}
    extra = {"data", "scripts", "kill", "provoking", "e2e", "escpos_interpreter", "oracle", "screens", "soak"}
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders - rooms - extra == set()


def test_no_test_sleeps() -> None:
    waits = {"sleep", *(name.rpartition(".")[2] for name in SLEEPS)}
    called = [(file, call, ast.unparse(call.func)) for file in TESTS for name, call in file.calls() if name in waits]
    assert [file.at(call) for file, call, name in called if name in SLEEPS or name == "sleep"] == []


def test_texts_can_be_found_by_lupdate() -> None:
    """`tr` takes a plain text: an f-string or an alias is invisible to lupdate."""
    calls = [(file, call) for file in SRC for name, call in file.calls() if name in {"tr", "translate"}]
    built = [file.at(call) for file, call in calls if any(isinstance(text, ast.JoinedStr) for text in call.args)]
    assigned = [(file, node) for file in SRC for node in file.nodes if isinstance(node, ast.Assign)]
    aliases = [file.at(node) for file, node in assigned if last_name(node.value) in {"tr", "translate"}]
    assert built + aliases == []


def test_error_codes_exist() -> None:
    raised = [(file, call) for file in SRC for name, call in file.calls() if name == "PosError" and call.args]
    literal = [(file, call, call.args[0].value) for file, call in raised if isinstance(call.args[0], ast.Constant)]
    assert [f"{file.at(call)} {code}" for file, call, code in literal if code not in CODES] == []


def test_names_of_measures_end_in_their_unit() -> None:
    hits = []
    for file in SRC:
        for node in file.nodes:
            name, kind = annotated(node)
            if MEASURES.match(name) and kind in {"int", "float"}:
                hits.append(f"{file.at(node)} {name}")
    assert hits == []


def annotated(node: ast.AST) -> tuple[str, str]:
    """Name and plain type of an annotated argument or field."""
    if isinstance(node, ast.arg) and node.annotation:
        return node.arg, last_name(node.annotation)
    if isinstance(node, ast.AnnAssign):
        return last_name(node.target), last_name(node.annotation)
    return "", ""


def test_nothing_is_left_open() -> None:
    assert found(OPEN_WORK) == []


def test_no_registry_address_and_no_path_of_a_machine() -> None:
    here = "|" + re.escape(f"{ROOT.parent}/") if len(ROOT.parent.parts) > 2 else ""
    assert found(ADDRESS) == []
    assert found(re.compile(WORKPLACE + here)) == []


def test_no_test_is_skipped() -> None:
    hits = [hit for hit in found(SKIPS) if hit.startswith("tests/") and not hit.startswith("tests/conftest.py")]
    conditions = [
        f"{file.at(call)}: only for a platform"
        for file in TESTS
        for name, call in file.calls()
        if name == "skipif" and not PLATFORM_ONLY.search(ast.unparse(call))
    ]
    assert hits + conditions == []


def test_counts_are_not_kept_by_triggers() -> None:
    """sqlite-utils offers them; they would turn each sale into one more contended row."""
    assert [file.name for file in SRC if "enable_counts" in file.text] == []


def test_no_module_imports_in_a_circle() -> None:
    modules = {file.module: set(imports(file)) for file in SRC}
    graph = {name: {other for other in wanted & set(modules) if apart(name, other)} for name, wanted in modules.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def apart(name: str, other: str) -> bool:
    """Neither is the other's package: that one is imported on the way and is no circle."""
    return not f"{name}.".startswith(f"{other}.") and not f"{other}.".startswith(f"{name}.")


def test_decisions_are_numbered_and_short() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").iterdir())
    wrong = [path.name for path in decisions if not re.fullmatch(r"\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.md", path.name)]
    numbers = [path.name[:4] for path in decisions]
    long = [path.name for path in decisions if len(path.read_text(encoding="utf-8")) > 4500]
    assert (wrong, sorted({n for n in numbers if numbers.count(n) > 1}), long) == ([], [], [])


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (OPEN_WORK, "# TO{}DO: later"),
        (OPEN_WORK, "raise NotImplemented{}Error"),
        (ADDRESS, "pip install --index{}-url https://example.org"),
        (ADDRESS, "https://example.org/sim{}ple/"),
        (re.compile(WORKPLACE), "cat /wo{}rk/main"),
        (SKIPS, "@pytest.mark.sk{}ip"),
        (MEASURES, "read_timeout{}"),
    ],
)
def test_rules_find_what_they_forbid(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text.format(""))
    assert not pattern.search(text.format("_s"))
