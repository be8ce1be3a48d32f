"""A pass among the tenders of a sale: which lines it pays, how many uses that takes, which of them a refund returns.

One use pays for one piece, whatever the piece costs (decision 0086).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from memberpos.domain.catalog import MILLI
from memberpos.domain.errors import PosError
from memberpos.domain.money import ceil_div

#: Lines among which the fewest that cost exactly the amount are looked for.
_FEW = 12


@dataclass(frozen=True)
class Owing:
    """A line a pass may pay: what it costs, what of that no tender before paid, its quantity in thousandths."""

    line: int
    net_fen: int
    owes_fen: int
    qty_milli: int


@dataclass(frozen=True)
class Share:
    """`fen` of a line, for which `uses` of the pass go."""

    line: int
    fen: int
    uses: int


def shares(lines: Sequence[Owing], fen: int) -> tuple[Share, ...]:
    """The lines a pass tender of `fen` pays: the fewest whole ones that cost exactly that, the earliest of them; else
    one after another as far as it goes. PosError tender_mismatch above what they owe.
    """
    open_ = [line for line in lines if line.owes_fen > 0]
    if fen > sum(line.owes_fen for line in open_):
        raise PosError("tender_mismatch", reason="pass_pays_less", given_fen=fen)
    paid = []
    for line in _exact(open_, fen) or open_:
        part = min(fen, line.owes_fen)
        fen -= part
        if part:
            paid.append(Share(line.line, part, uses_for(line.qty_milli, part, line.net_fen)))
    return tuple(paid)


def uses_for(qty_milli: int, fen: int, net_fen: int) -> int:
    """Uses for `fen` of a line of `net_fen`: its pieces paid in whole or in part, a part of a piece counts whole."""
    return ceil_div(qty_milli * fen, net_fen * MILLI) if net_fen else 0


def returned(uses: int, fen: int, qty_milli: int, gone_fen: int, gone_milli: int) -> int:
    """How many of the `uses` that paid `fen` of a line are back once `gone_fen` and `gone_milli` of it are.

    By pieces or by money, whichever returns more, rounded down; all of them with the last fen.
    """
    if gone_fen >= fen:
        return uses
    return max(uses * gone_fen // fen, uses * gone_milli // qty_milli if gone_fen else 0)


def _exact(lines: Sequence[Owing], fen: int) -> Iterable[Owing]:
    """The fewest lines that together owe exactly `fen`."""
    few = lines[:_FEW]
    for size in range(1, len(few) + 1):
        for chosen in combinations(few, size):
            if sum(line.owes_fen for line in chosen) == fen:
                return chosen
    return ()
