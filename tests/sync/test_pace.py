"""Back-off and batch size."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from memberpos.sync.pace import STEADY, Pacer


def test_waits_double_up_to_five_minutes_and_begin_again_after_an_answer() -> None:
    pacer = Pacer(lambda: 1.0)
    assert [pacer.failed() for _ in range(11)] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    pacer.succeeded(0.1)
    assert pacer.failed() == 1


@given(st.integers(1, 60), st.floats(0, 1, exclude_max=True))
def test_the_jitter_takes_the_whole_span(failures: int, random: float) -> None:
    pacer = Pacer(lambda: random)
    waits = [pacer.failed() for _ in range(failures)]
    assert waits[-1] == random * min(300, 2 ** (failures - 1))


def test_batches_grow_while_answers_are_fast() -> None:
    pacer = Pacer(lambda: 0.5)
    sizes = []
    for _ in range(11):
        sizes.append(pacer.batch)
        pacer.succeeded(0.1)
    assert sizes == [1, 2, 4, 8, 16, 32, 64, 128, 256, 500, 500]
    pacer.succeeded(2.0)
    assert pacer.batch == 250
    pacer.shrank()
    assert pacer.batch == 125
    pacer.failed()
    assert pacer.batch == 1
    pacer.shrank()
    assert pacer.batch == 1


def test_a_slow_line_is_not_sent_one_event_at_a_time() -> None:
    """Three seconds an answer, for ever: the batch still grows to where its size could be the reason, and stays."""
    pacer = Pacer(lambda: 0.5)
    sizes = []
    for _ in range(9):
        sizes.append(pacer.batch)
        pacer.succeeded(3.0)
    assert sizes == [1, 2, 4, 8, 16, 32, 64, 64, 64]
    for _ in range(3):
        pacer.succeeded(0.1)
    assert pacer.batch == 500
    for _ in range(9):
        pacer.succeeded(3.0)
    assert pacer.batch == STEADY
