"""Shift figures: expected cash, counts, differences, roll-forwards (domain rules §10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from memberpos.domain.errors import PosError
from memberpos.domain.money import MAX_FEN

#: Notes and coins in fen, largest first, as a count sheet shows them.
DENOMINATIONS: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "CNY": (10000, 5000, 2000, 1000, 500, 100, 50, 10),
        "HKD": (100000, 50000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10),
        "MOP": (100000, 50000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10),
        "TWD": (200000, 100000, 50000, 20000, 10000, 5000, 2000, 1000, 500, 100),
        "USD": (10000, 5000, 2000, 1000, 500, 200, 100, 50, 25, 10, 5, 1),
        "SGD": (100000, 10000, 5000, 1000, 500, 200, 100, 50, 20, 10, 5),
        "MYR": (10000, 5000, 2000, 1000, 500, 100, 50, 20, 10, 5),
    }
)


@dataclass(frozen=True)
class CashSum:
    """Cash in and out of one kind of event, both ≥ 0."""

    kind: str
    in_fen: int
    out_fen: int


@dataclass(frozen=True)
class Counted:
    """Expected against counted for one tender kind; difference = counted − expected."""

    expected_fen: int
    counted_fen: int

    @property
    def difference_fen(self) -> int:
        return self.counted_fen - self.expected_fen


def expected_cash(float_fen: int, sums: Iterable[CashSum]) -> int:
    """Float + cash in − cash out of every kind of event."""
    return float_fen + sum(entry.in_fen - entry.out_fen for entry in sums)


def counted_fen(pieces: Mapping[int, int], currency: str = "CNY") -> int:
    """Sum of a count by denomination (fen → pieces). PosError bad_amount for an unknown one or a negative count."""
    known = DENOMINATIONS[currency]
    if any(value not in known or count < 0 for value, count in pieces.items()):
        raise PosError("bad_amount", reason="denomination")
    total = sum(value * count for value, count in pieces.items())
    if total > MAX_FEN:
        raise PosError("bad_amount", reason="too_large")
    return total
