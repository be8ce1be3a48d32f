"""What every test starts from: no display, no home of the user's, no network, and nothing left behind."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn
from unittest.mock import patch

import hypothesis
import pytest
from argon2 import PasswordHasher

from memberpos.security import pin
from tests.kill import report as kill_report

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["MEMBERPOS_KEYSTORE"] = "file"

# The first example of a property may import half the program: time is the suite's matter, not an example's.
hypothesis.settings.register_profile("suite", deadline=None, print_blob=True)
hypothesis.settings.load_profile("suite")

#: Begins the reason of every test that a missing program kept from running.
NEEDS = "needs "
#: These are long, so they begin first: a process with nothing left to do waits for no other.
LONG = (
    "tests/kill/",
    "tests/ui/test_text_fit_",
    "tests/simulation/",
    "tests/e2e/",
    "tests/soak/",
    "tests/hq/test_openapi.py",
    "tests/hq/console/test_in_chromium.py",
    "tests/hq/console/test_chain_in_chromium.py",
    "tests/devices/test_driver_",
    "tests/test_newcomer.py",
    "tests/ui/test_marketing.py",
    "tests/commands/test_bench.py",
)


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that names no home gets an empty one, never the user's."""
    monkeypatch.setenv("MEMBERPOS_HOME", str(tmp_path / "default-home"))


@pytest.fixture(autouse=True, scope="session")
def quick_pins() -> Iterator[Callable[[], PasswordHasher]]:
    """A PIN is hashed as in the program, with less effort, which was a third of many tests. Gives the program's own hasher:
    `test_pin.py` proves its effort.
    """
    own, quick = pin._hasher, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with patch.object(pin, "_hasher", lambda: quick):
        yield own


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """A test ends the threads it began."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        if thread.daemon or isinstance(thread, threading._DummyThread):
            continue
        thread.join(timeout=5)
        assert not thread.is_alive(), f"the test left {thread.name} running"


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(kill_report.KillReport(), kill_report.NAME)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    yield  # the order is drawn
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """`@pytest.mark.foreign("Xvfb")`: as root a missing program fails the test, for others it is listed at the end.

    `root=True`: a service that only root can start.
    """
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    for mark in item.iter_markers("foreign"):
        missing = [name for name in mark.args if not shutil.which(name) and not Path(name).is_file()]
        if not missing and (is_root or not mark.kwargs.get("root")):
            continue
        reason = f"{NEEDS}{' '.join(missing) or 'root'}: see scripts/debian-packages.txt"
        if is_root:
            pytest.fail(reason + ", installed by `make setup`", pytrace=False)
        pytest.skip(reason)


def not_run(what: str, *, excused: bool = False) -> NoReturn:
    """The test that asks for this lacks `what`: it is listed as not run, and fails for root unless that is `excused`."""
    if not excused and hasattr(os, "geteuid") and os.geteuid() == 0:
        pytest.fail(NEEDS + what, pytrace=False)
    pytest.skip(NEEDS + what)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [(told.nodeid, str(told.longrepr[2])) for told in terminalreporter.stats.get("skipped", [])]
    not_run = [f"{test}: {reason}" for test, reason in skipped if reason.startswith(f"Skipped: {NEEDS}")]
    if not_run:
        terminalreporter.section("not run")
        terminalreporter.write("\n".join([*not_run, ""]))
