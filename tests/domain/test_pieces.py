"""Pieces of lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain import pieces
from memberpos.domain.catalog import Product
from memberpos.domain.pieces import Run
from memberpos.domain.quote import QuoteLine

LINES = st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 12)), max_size=5)


def lines_of(entries: list[tuple[int, int]]) -> list[QuoteLine]:
    """Lines of (net, pieces)."""
    return [
        QuoteLine(n, Product("A", "A", 0), count * 1000, 0, 0, "list", net, net)
        for n, (net, count) in enumerate(entries, 1)
    ]


@given(LINES, st.integers(0, 70))
def test_pieces_cost_what_their_lines_cost_and_differ_by_a_fen(entries: list[tuple[int, int]], count: int) -> None:
    found = pieces.runs(lines_of(entries))
    assert pieces.cost(found) == sum(net for net, _ in entries)
    assert pieces.count_of(found) == sum(many for _, many in entries)
    assert [run.fen for run in found] == sorted((run.fen for run in found), reverse=True)
    one_by_one = [fen for run in found for fen in [run.fen] * run.count]
    assert pieces.cost(pieces.first(found, count)) == sum(one_by_one[:count])
    assert pieces.cost(pieces.cheapest(found, count)) == sum(one_by_one[::-1][:count])


def test_the_odd_fen_makes_some_pieces_dearer() -> None:
    assert pieces.runs(lines_of([(1000, 3)])) == [Run(334, 1), Run(333, 2)]


def test_weighed_goods_have_none() -> None:
    half = QuoteLine(1, Product("A", "A", 0), 1500, 0, 0, "list", 100, 100)
    assert (half.pieces, pieces.runs([half])) == (0, [])
