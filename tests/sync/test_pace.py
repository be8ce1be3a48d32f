"""Back-off and batch size."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from memberpos.sync.pace import Pacer


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
