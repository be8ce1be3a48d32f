"""The test of the test: each planted bug is found, and the product is itself again afterwards."""

from __future__ import annotations

import pytest

from memberpos.hq import booking, ingest
from memberpos.simulation import run
from memberpos.simulation.house import fresh_schema
from memberpos.simulation.plants import PLANTS, planted
from memberpos.simulation.tills import Moulds

SEEDS, OPS, TILLS = 20, 500, 3


@pytest.mark.parametrize("name", PLANTS)
def test_each_is_found(server: str, moulds: Moulds, name: str) -> None:
    for seed in range(1, SEEDS + 1):
        with fresh_schema(server) as url, planted(name):
            report = run.run(url, TILLS, OPS, seed, moulds, rough=True)
        if report.violations:
            return
    pytest.fail(f"{SEEDS} seeds did not find {name}")


def test_a_plant_is_gone_afterwards() -> None:
    before = (ingest._take, booking._ledger)
    with planted("effect_twice"):
        assert ingest._take is not before[0]
        assert booking._ledger is not before[1]
    assert (ingest._take, booking._ledger) == before
