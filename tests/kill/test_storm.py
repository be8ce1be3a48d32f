"""A chain in a storm: whatever is killed, lost, cut, reset or kept waiting, both sides end with the same book."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from tests.kill.nursery import Nursery
from tests.kill.report import Report
from tests.kill.storm import Storm

SEED = os.environ.get("MEMBERPOS_SEED", "1")
MINUTES = float(os.environ.get("MEMBERPOS_STORM_MINUTES", "20"))
#: How long the long run may take to be quiet after the last fault.
QUIET_S = 60
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc and prctl are Linux's")


@pytest.mark.timeout(400)
def test_a_chain_in_a_storm(nursery: Nursery, tmp_path: Path, report: Report) -> None:
    """The last blow falls on everybody, so that no back-off is left to be waited for."""
    with Storm(nursery, tmp_path, f"{SEED}/storm", faulty=0.35, pause_s=0.02) as storm:
        witness = storm.witness(0.25)
        witness.start()
        try:
            storm.rage(8)
            storm.weather.clear_up()
            storm.everything()
            storm.settle(180)
        finally:
            witness.stop()
        storm.compare()
    report.add(storm.report)
    assert [*storm.report.problems, *witness.seen] == []
    assert witness.samples > 5
    assert storm.report.sales > 20


@pytest.mark.stress
def test_twenty_minutes_of_storm(nursery: Nursery, tmp_path: Path, report: Report) -> None:
    """The tills that live when the faults end go on by themselves, with whatever back-off they have come to."""
    with Storm(nursery, tmp_path, f"{SEED}/stress/storm", faulty=0.2, pause_s=0.3) as storm:
        witness = storm.witness(1.0)
        witness.start()
        try:
            storm.rage(MINUTES * 60)
            quiet_s = storm.settle(QUIET_S + 120)
        finally:
            witness.stop()
        storm.compare()
    report.add(storm.report)
    print(f"{witness.samples} samples; quiet after {quiet_s:.1f} s")
    assert [*storm.report.problems, *witness.seen] == []
    assert quiet_s <= QUIET_S
