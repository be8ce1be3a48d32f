"""Points: what a sale earns, and how earned points are taken back (domain rules §3, §5). Lots are in `lots`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from memberpos.domain.catalog import MILLI
from memberpos.domain.dates import Expiry
from memberpos.domain.ledger import BONUS, PRINCIPAL, Lot
from memberpos.domain.lots import Change, drain, seizing_order, take_or_owe
from memberpos.domain.money import split
from memberpos.domain.rules import Rate, Rules, Tier
from memberpos.domain.tenders import PASS, Cell, Part, Settled

YUAN_FEN = 100


@dataclass(frozen=True)
class EarnLine:
    """The part of a line that earns, and its multiplier (tier × campaign, capped). `line` from 1."""

    line: int
    base_fen: int
    multiplier: Fraction = Fraction(1)


@dataclass(frozen=True)
class ItemLine:
    """A line whose goods bring `points` for each whole piece, whatever they cost. `line` from 1."""

    line: int
    points: int
    milli: int


def item_points(lines: Iterable[ItemLine]) -> int:
    """Points for whole pieces, neither multiplied nor capped."""
    return sum(line.points * (line.milli // MILLI) for line in lines)


def expiry_of(rules: Rules, tier: Tier | None) -> Expiry:
    """How long points granted to a member of that tier are good for."""
    return rules.points_expiry if tier is None or tier.points_expiry is None else tier.points_expiry


def multiplier(rules: Rules, tier: Tier | None, campaign: Fraction = Fraction(1)) -> Fraction:
    """Exact tier × campaign, not above `points.multiplier_cap`."""
    product = (tier.points_multiplier if tier else Fraction(1)) * campaign
    cap = rules.points_multiplier_cap
    return product if cap is None else min(product, cap)


def paid_earns(kind: str, rules: Rules) -> bool:
    """Whether money paid by a part of this kind counts for points."""
    if kind == BONUS:
        return rules.points_bonus_earns and rules.points_stored_value_earns
    if kind == PRINCIPAL:
        return rules.points_stored_value_earns
    return kind != PASS or rules.points_pass_earns == "use"  # noqa: S105 (a pass is not a password)


def earning_cells(settled: Settled, rules: Rules) -> tuple[Cell, ...]:
    """The cells of a sale that count for points by what paid them (bonus, stored value, pass)."""
    return tuple(cell for cell in settled.cells if paid_earns(settled.parts[cell.part].kind, rules))


def bases(cells: Iterable[Cell], parts: Sequence[Part], rules: Rules) -> Mapping[int, int]:
    """Fen per line that count for points, of all lines that `cells` (paid or refunded) touch."""
    sums: defaultdict[int, int] = defaultdict(int)
    for cell in cells:
        if paid_earns(parts[cell.part].kind, rules):
            sums[cell.line] += cell.fen
    return dict(sums)


def earned(lines: Sequence[EarnLine], rules: Rules) -> int:
    """Points of a sale: base points once for all lines, shared among them, multiplied and floored once."""
    base_points = _base_points(sum(line.base_fen for line in lines), rules.points_rate, rules.points_whole_steps)
    if not base_points:
        return 0
    shares = split(base_points, [line.base_fen for line in lines])
    return floor(sum(share * line.multiplier for share, line in zip(shares, lines, strict=True)))


def growth(spend_fen: int, rules: Rules) -> int:
    """⌊spend in yuan × growth.rate⌋."""
    return _base_points(spend_fen, rules.growth_rate, whole_steps=False)


@dataclass(frozen=True)
class Clawed:
    """`points` taken back in all, `missing` of which were not there; `value_fen` charged instead; `change` on lots."""

    points: int
    missing: int
    value_fen: int
    change: Change


def claw(
    lots: Sequence[Lot], points: int, granted: str, rules: Rules, today: date, money_fen: int, debt: Lot
) -> Clawed:
    """Takes back `points`: from the lot `granted`, then other open lots in spending order; then by `points.claw`.

    `negative`: the rest is owed, on the open debt lot or the new lot `debt`. `value`: ⌊missing × 100 / per_yuan⌋ fen
    are charged, not more than `money_fen`; while points have no value (`per_yuan` null) they are owed.
    """
    per_yuan = rules.points_per_yuan
    if rules.points_claw == "negative" or per_yuan is None:
        change = take_or_owe(lots, points, today, debt, granted)
        there = -sum(move.amount for move in drain(seizing_order(lots, today, granted), points))
        return Clawed(points, points - there, 0, change)
    moves = tuple(drain(seizing_order(lots, today, granted), points))
    missing = points + sum(move.amount for move in moves)
    return Clawed(points, missing, min(missing * YUAN_FEN // per_yuan, money_fen), Change(moves))


def _base_points(base_fen: int, rate: Rate, whole_steps: bool) -> int:
    if whole_steps:
        return rate.p * (base_fen // (YUAN_FEN * rate.q))
    return base_fen * rate.p // (YUAN_FEN * rate.q)
