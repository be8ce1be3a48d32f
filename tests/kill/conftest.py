"""Fixtures of the kill tests."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from tests.hq.fixtures import database
from tests.kill import report as kill_report
from tests.kill.nursery import Nursery

__all__ = ["database"]

collect_ignore_glob = ["test_*.py"] if os.name == "nt" else []  # there is no fork to live and die by


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    with Nursery() as made:
        yield made


@pytest.fixture
def report(request: pytest.FixtureRequest) -> kill_report.Report:
    """What all kill tests of this run did; printed at its end, and written to $MEMBERPOS_KILL_REPORT."""
    return request.config.pluginmanager.get_plugin(kill_report.NAME).report
