"""The long run of `make stress`: MEMBERPOS_KILLS kills (2,000) by the plans of MEMBERPOS_SEED."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from tests.kill.campaign import COMMIT_TO_PRINT, PUSH_TO_ANSWER, TRANSACTION, Goal, kill_tills
from tests.kill.chain import Chain
from tests.kill.nursery import Nursery
from tests.kill.others import kill_backups, kill_first_starts, power_cuts, taking_orphans
from tests.kill.report import Report

pytestmark = pytest.mark.stress
KILLS = int(os.environ.get("MEMBERPOS_KILLS", "2000"))
SEED = "stress/" + os.environ.get("MEMBERPOS_SEED", "1")


def test_tills(nursery: Nursery, tmp_path: Path, report: Report) -> None:
    goal = Goal(kills=KILLS * 6 // 10, wanted={TRANSACTION: 20, COMMIT_TO_PRINT: 20})
    done = kill_tills(nursery, tmp_path, f"{SEED}/tills", goal)
    report.add(done)
    assert done.problems == []


@pytest.mark.parametrize("tills", [1, 3])
def test_headquarters_and_tills(nursery: Nursery, tmp_path: Path, database: str, report: Report, tills: int) -> None:
    """Chain after chain, so that the books stay short enough to be proved after each kill."""
    chain = Chain(nursery, tmp_path, database, tills=tills)
    try:
        chain.kill(f"{SEED}/push/{tills}", Goal(kills=KILLS * 15 // 100, wanted={PUSH_TO_ANSWER: 20}))
        chain.settle()
    finally:
        chain.close()
    report.add(chain.report)
    assert chain.report.problems == []


def test_first_starts(nursery: Nursery, tmp_path: Path, report: Report) -> None:
    done = kill_first_starts(nursery, tmp_path, f"{SEED}/first", KILLS * 8 // 100)
    report.add(done)
    assert done.problems == []


def test_backups(nursery: Nursery, tmp_path: Path, report: Report) -> None:
    done = kill_backups(nursery, tmp_path, f"{SEED}/backup", KILLS * 3 // 100)
    report.add(done)
    assert done.problems == []


@pytest.mark.skipif(sys.platform != "linux", reason="/proc and prctl are Linux's")
def test_everything_at_once(nursery: Nursery, tmp_path: Path, report: Report) -> None:
    with taking_orphans():
        done = power_cuts(nursery, tmp_path, f"{SEED}/all", max(3, KILLS // 100))
    report.add(done)
    assert done.problems == []
