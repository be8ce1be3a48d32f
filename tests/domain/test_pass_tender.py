"""A pass among the tenders: which lines it pays, how many uses that takes, how many come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.errors import PosError
from memberpos.domain.pass_tender import Owing, Share, returned, shares, uses_for

TEA, WASH, WAX = Owing(1, 2000, 2000, 1000), Owing(2, 6000, 6000, 1000), Owing(3, 4000, 4000, 2000)


@pytest.mark.parametrize(
    ("fen", "paid"),
    [
        (6000, [Share(2, 6000, 1)]),
        (4000, [Share(3, 4000, 2)]),
        (8000, [Share(1, 2000, 1), Share(2, 6000, 1)]),
        (12000, [Share(1, 2000, 1), Share(2, 6000, 1), Share(3, 4000, 2)]),
        (3000, [Share(1, 2000, 1), Share(2, 1000, 1)]),
        (0, []),
    ],
)
def test_the_fewest_whole_lines_else_one_after_another(fen, paid):
    assert list(shares([TEA, WASH, WAX], fen)) == paid


def test_what_another_tender_paid_is_not_paid_again():
    assert shares([Owing(1, 6000, 1000, 1000)], 1000) == (Share(1, 1000, 1),)
    with pytest.raises(PosError) as caught:
        shares([Owing(1, 6000, 1000, 1000)], 1001)
    assert caught.value.code == "tender_mismatch"


@pytest.mark.parametrize(
    ("milli", "fen", "net", "uses"),
    [(1000, 6000, 6000, 1), (3000, 10000, 10000, 3), (500, 900, 900, 1), (2500, 5000, 5000, 3), (2000, 1, 6000, 1),
     (2000, 3001, 6000, 2), (1000, 0, 0, 0)],
)  # fmt: skip
def test_one_use_for_each_piece_begun(milli, fen, net, uses):
    assert uses_for(milli, fen, net) == uses


def test_odd_fen_do_not_keep_a_use():
    """Three pieces for 100.00: each third is 33.33, and yet each brings a use back."""
    assert [returned(3, 10000, 3000, gone, milli) for gone, milli in ((3333, 1000), (6666, 2000), (10000, 3000))] == [
        1, 2, 3,
    ]  # fmt: skip
    assert returned(3, 10000, 3000, 6000, 0) == 1
    assert returned(2, 10000, 2000, 0, 2000) == 0


LINES = st.lists(st.tuples(st.integers(1, 9000), st.integers(1, 5)), min_size=1, max_size=15)


@given(LINES, st.data())
def test_shares_sum_to_the_tender_and_no_line_is_paid_twice(lines, data):
    owing = [Owing(n, net, net, pieces * 1000) for n, (net, pieces) in enumerate(lines, 1)]
    fen = data.draw(st.integers(0, sum(line.owes_fen for line in owing)))
    paid = shares(owing, fen)
    by_line = {line.line: line for line in owing}
    assert sum(share.fen for share in paid) == fen
    assert len({share.line for share in paid}) == len(paid)
    assert all(0 < share.fen <= by_line[share.line].owes_fen for share in paid)
    assert all(1 <= share.uses <= by_line[share.line].qty_milli // 1000 for share in paid)


@given(
    st.integers(1, 20),
    st.integers(1, 9999),
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 2000)), max_size=8),
)
def test_what_comes_back_only_grows_and_ends_with_all_of_it(uses, fen, steps):
    milli, gone, gone_milli, before = uses * 1000, 0, 0, 0
    for more, more_milli in steps:
        gone, gone_milli = min(gone + more, fen), min(gone_milli + more_milli, milli)
        now = returned(uses, fen, milli, gone, gone_milli)
        assert before <= now <= uses
        before = now
    assert returned(uses, fen, milli, fen, gone_milli) == uses
