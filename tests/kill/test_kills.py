"""`kill -9` of tills that sell and of headquarters that take pushes: nothing is lost, doubled or printed twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.kill.campaign import COMMIT_TO_PRINT, PUSH_TO_ANSWER, TRANSACTION, Goal, kill_tills
from tests.kill.chain import Chain
from tests.kill.nursery import Nursery
from tests.kill.others import kill_backups, kill_first_starts, power_cuts, taking_orphans
from tests.kill.report import Report

#: One number changes every plan: MEMBERPOS_SEED=7 make test ARGS="tests/kill".
SEED = os.environ.get("MEMBERPOS_SEED", "1")


@pytest.mark.timeout(300)
def test_a_till_killed_anywhere_keeps_what_it_said_and_printed(
    nursery: Nursery, tmp_path: Path, report: Report
) -> None:
    goal = Goal(seconds=30, wanted={TRANSACTION: 20, COMMIT_TO_PRINT: 20})
    done = kill_tills(nursery, tmp_path, f"{SEED}/tills", goal)
    report.add(done)
    assert done.problems == []


@pytest.mark.timeout(300)
def test_headquarters_and_tills_killed_during_push_end_with_the_same_book(
    nursery: Nursery, tmp_path: Path, database: str, report: Report
) -> None:
    chain = Chain(nursery, tmp_path, database)
    try:
        chain.kill(f"{SEED}/push", Goal(seconds=31, wanted={PUSH_TO_ANSWER: 20}))
        chain.settle()
        held = command("hq", "events", "--database", database)
        own = [json.loads(command("--home", str(home), "verify", "--json")) for home in chain.homes]
    finally:
        chain.close()
    report.add(chain.report)
    assert chain.report.problems == []
    assert [proof["ok"] for proof in own] == [True, True]
    assert len(held.splitlines()) == sum(proof["events"] for proof in own) > 0


@pytest.mark.skipif(sys.platform != "linux", reason="/proc and prctl are Linux's")
def test_everything_killed_at_once_ends_with_the_same_book(nursery: Nursery, tmp_path: Path, report: Report) -> None:
    with taking_orphans():
        done = power_cuts(nursery, tmp_path, f"{SEED}/all", 1)
    report.add(done)
    assert done.problems == []


def test_a_first_start_killed_anywhere_ends_with_a_home(nursery: Nursery, tmp_path: Path, report: Report) -> None:
    done = kill_first_starts(nursery, tmp_path, f"{SEED}/first", 16)
    report.add(done)
    assert done.problems == []


def test_a_backup_killed_anywhere_leaves_a_whole_one_or_none(nursery: Nursery, tmp_path: Path, report: Report) -> None:
    done = kill_backups(nursery, tmp_path, f"{SEED}/backup", 8)
    report.add(done)
    assert done.problems == []


def command(*arguments: str) -> str:
    """What `memberpos …` prints; it must end well."""
    done = subprocess.run([sys.executable, "-m", "memberpos", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
