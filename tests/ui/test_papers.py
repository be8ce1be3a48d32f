from __future__ import annotations

import pytest

from memberpos.printing.spool import Tally
from memberpos.printing.worker import SpoolState
from memberpos.ui.papers import Papers

WAITS, EMPTY = Tally(queued=1), Tally()


@pytest.fixture
def papers(qapp) -> Papers:
    return Papers(None, None, lambda _slot: False, lambda: "en")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("states", "told"),
    [
        ([SpoolState(WAITS, "paper_out")] * 3, ["paper_out"]),
        ([SpoolState(WAITS, "paper_out"), SpoolState(WAITS), SpoolState(WAITS, "paper_out")], ["paper_out"]),
        ([SpoolState(WAITS, "paper_out"), SpoolState(WAITS, "device_lost")], ["paper_out", "device_lost"]),
        ([SpoolState(WAITS, "paper_out"), SpoolState(EMPTY), SpoolState(WAITS, "paper_out")], ["paper_out"] * 2),
        ([SpoolState(EMPTY)], []),
    ],
    ids=["again and again", "a retry", "another reason", "after all was printed", "nothing wrong"],
)
def test_why_nothing_prints_is_said_once(papers: Papers, states: list[SpoolState], told: list[str]) -> None:
    heard = []
    papers.refused.connect(lambda error: heard.append(error.code))
    for state in states:
        papers.heard(state)
    assert heard == told


def test_a_till_without_a_printer_prints_no_receipt(papers: Papers) -> None:
    papers.print_event("e1", drawer=True)
