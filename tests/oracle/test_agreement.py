"""The engine and the oracle answer alike (how many more: `python -m tests.oracle`, docs/testing.md)."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.oracle import campaign, engine
from tests.oracle.compare import compare
from tests.oracle.histories import history

#: Histories of each test here; a history takes about a quarter of a second.
DRAWN = 8
SEEDED = 15


def agree(lines: list[str], source: str) -> None:
    if found := compare(lines):
        pytest.fail(campaign.report(lines, found[0], source), pytrace=False)


# Histories are shrunk by their lines (shrink.py), which is much shorter than by the numbers they were drawn from.
@settings(
    max_examples=DRAWN,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(rng=st.randoms(use_true_random=False))
def test_drawn_histories(rng: Random) -> None:
    agree(history(rng, engine.known_actions()), "drawn by Hypothesis")


@pytest.mark.parametrize("seed", range(1, SEEDED + 1))
def test_seeded_histories(seed: int) -> None:
    agree(campaign.written(seed), f"seed {seed}")
