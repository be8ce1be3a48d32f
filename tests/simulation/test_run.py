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
#: Seeds of `make test`; many more under `stress` (docs/testing.md).
SEEDS, OPS = (1, 2, 3, 4, 6, 7), 700
#: Not clean yet (docs/testing.md): looked at by `make stress`.
OPEN = (8,)
LONG_SEEDS, LONG_OPS = 20, 2000


def play(server: str, moulds: Moulds, seed: int, ops: int, tills: int = 4, *, rough: bool = False) -> run.Report:
    with fresh_schema(server) as url:
        return run.run(url, tills, ops, seed, moulds, rough=rough)


def assert_sound(report: run.Report) -> None:
    assert report.violations == (), "\n".join([*report.last, *report.violations])


@pytest.mark.parametrize("seed", [*SEEDS, *(pytest.param(seed, marks=pytest.mark.stress) for seed in OPEN)])
def test_nothing_is_wrong(server: str, moulds: Moulds, seed: int) -> None:
    report = play(server, moulds, seed, OPS, rough=seed % 2 == 0)
    assert_sound(report)
    assert report.ops == OPS
    assert report.events > 100
    assert report.checks > report.ops
    assert report.kills > 0


@pytest.mark.stress
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(1, LONG_SEEDS + 1))
def test_nothing_is_wrong_for_long(server: str, moulds: Moulds, seed: int) -> None:
    assert_sound(play(server, moulds, seed, LONG_OPS, 5))


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
