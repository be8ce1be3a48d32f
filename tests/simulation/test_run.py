"""Whole runs: nothing wrong, the same again from the same seed, in another process too."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from memberpos.simulation import run
from memberpos.simulation.house import fresh_schema
from memberpos.simulation.tills import Moulds

pytestmark = pytest.mark.timeout(900)  # counted in steps: a busy machine takes its time
#: Seeds and steps of `make test`, and of `make stress` (docs/testing.md).
SEEDS, OPS = range(1, 21), 2000
LONG_SEEDS, LONG_OPS, LONG_TILLS = range(1, 4), 20_000, 20


def play(server: str, moulds: Moulds, seed: int, ops: int, tills: int = 4, *, rough: bool = False) -> run.Report:
    with fresh_schema(server) as url:
        return run.run(url, tills, ops, seed, moulds, rough=rough)


def assert_sound(report: run.Report) -> None:
    assert report.violations == (), "\n".join([*report.last, *report.violations])


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_wrong(server: str, moulds: Moulds, seed: int) -> None:
    report = play(server, moulds, seed, OPS, rough=seed % 4 == 0)
    assert_sound(report)
    assert report.ops == OPS
    assert report.events > 400
    assert report.checks > report.ops
    assert report.kills > 0


@pytest.mark.stress
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", LONG_SEEDS)
def test_nothing_is_wrong_for_long(server: str, moulds: Moulds, seed: int) -> None:
    assert_sound(play(server, moulds, seed, LONG_OPS, LONG_TILLS))


def test_the_same_seed_is_the_same_run_in_another_process_too(server: str, moulds: Moulds) -> None:
    here = play(server, moulds, 3, 250)
    command = [sys.executable, "-m", "memberpos", "simulate", "--tills", "4", "--ops", "250", "--seed", "3", "--json"]
    other = subprocess.run(
        [*command, "--database", server], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )  # fmt: skip
    assert other.returncode == 0, other.stderr
    there = json.loads(other.stdout)
    assert (there["digest"], there["events"], there["checks"]) == (here.digest, here.events, here.checks)
    assert play(server, moulds, 4, 250).digest != here.digest
