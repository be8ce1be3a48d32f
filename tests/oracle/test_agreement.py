"""The engine and the oracle answer alike (how many more: `python -m tests.oracle`, docs/testing.md)."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.oracle import campaign, engine
from tests.oracle.compare import compare, compared
from tests.oracle.histories import Writer, history

FINDINGS = Path(__file__).parent / "findings"

#: Histories of each test here; a history takes about a tenth of a second.
DRAWN = 10
SEEDED = 40


def agree(told: Writer, source: str) -> None:
    if found := compared(told.lines, told.answers):
        pytest.fail(campaign.report(told.lines, found[0], source), pytrace=False)


# Histories are shrunk by their lines (shrink.py), which is much shorter than by the numbers they were drawn from.
@settings(
    max_examples=DRAWN,
    derandomize=True,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(rng=st.randoms(use_true_random=False))
def test_drawn_histories(rng: Random) -> None:
    agree(history(rng), "drawn by Hypothesis")


@pytest.mark.parametrize("seed", range(1, SEEDED + 1))
def test_seeded_histories(seed: int) -> None:
    agree(history(Random(seed)), f"seed {seed}")


@pytest.mark.parametrize("path", sorted(FINDINGS.glob("*.jsonl")), ids=lambda path: path.stem)
def test_what_was_once_found(path: Path) -> None:
    """Shrunk histories that the sides once played differently, with what the rules expect of each."""
    lines = path.read_text(encoding="utf-8").splitlines()
    answers, unproved = engine.play_and_verify(lines)
    assert [answer for answer in answers if answer.get("error") in {"expect", "bad_line"}] == []
    assert (compare(lines), unproved) == ([], [])
