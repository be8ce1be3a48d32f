"""Pieces of lines by price, for offers that count pieces: the cheapest ones, the dearest ones, sets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from memberpos.domain.quote import QuoteLine


@dataclass(frozen=True)
class Run:
    """`count` pieces of one price."""

    fen: int
    count: int


def runs(lines: Iterable[QuoteLine]) -> list[Run]:
    """What the pieces of lines still cost, dearest first; the pieces of a line sum to its net (they differ by ≤ 1 fen).

    Weighed goods have no pieces.
    """
    found: list[Run] = []
    for line in lines:
        if line.pieces:
            fen, dearer = divmod(line.net_fen, line.pieces)
            found += [Run(fen + 1, dearer), Run(fen, line.pieces - dearer)]
    return sorted((run for run in found if run.count), key=lambda run: -run.fen)


def count_of(of: Sequence[Run]) -> int:
    """How many pieces."""
    return sum(run.count for run in of)


def first(of: Sequence[Run], count: int) -> list[Run]:
    """The first `count` pieces, or all if there are fewer."""
    taken: list[Run] = []
    for run in of:
        share = min(count, run.count)
        if share > 0:
            taken.append(Run(run.fen, share))
            count -= share
    return taken


def cheapest(of: Sequence[Run], count: int) -> list[Run]:
    """The `count` cheapest pieces of runs in falling order."""
    return first(of[::-1], count)


def cost(of: Sequence[Run]) -> int:
    """What they cost together."""
    return sum(run.fen * run.count for run in of)
