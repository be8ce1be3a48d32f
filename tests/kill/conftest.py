"""Fixtures of the kill tests, and their report: how many kills fell where."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hq.fixtures import database
from tests.kill.campaign import Report
from tests.kill.nursery import Nursery

__all__ = ["database"]

collect_ignore_glob = ["test_*.py"] if os.name == "nt" else []  # there is no fork to live and die by
REPORT = pytest.StashKey[Report]()


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    with Nursery() as made:
        yield made


@pytest.fixture
def report(request: pytest.FixtureRequest) -> Report:
    """What all kill tests of this run did; printed at its end, and written to $MEMBERPOS_KILL_REPORT."""
    return request.config.stash.setdefault(REPORT, Report())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    report = config.stash.get(REPORT, None)
    if report is None:
        return
    document = report.document()
    kills = " ".join(f"{name} {count}" for name, count in sorted(report.kills.items()))
    terminalreporter.section("kills")
    terminalreporter.line(f"{report.kills.total()} in {report.seconds:.0f} s ({kills}), {report.sales} sales")
    for name, count in report.fell.most_common():
        terminalreporter.line(f"  {name}: {count}")
    if target := os.environ.get("MEMBERPOS_KILL_REPORT"):
        Path(target).write_text(json.dumps(document, indent=1) + "\n", "utf-8")
    elif getattr(config, "cache", None):
        config.cache.set("memberpos/kills", document)  # type: ignore[union-attr]
