"""What a sale earns (domain rules §3). Used for the sale and again, on what is left of it, for the claw of a refund (§5)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.oracle.arithmetic import floor, rate, split

ONE = Fraction(1)
Line = dict[str, Any]


def earns(rules: dict[str, Any], part: str) -> bool:
    """Whether the share of a line that this kind of tender pays earns points."""
    if part == "bonus":
        return bool(rules["points.bonus_earns"] and rules["points.stored_value_earns"])
    if part == "principal":
        return bool(rules["points.stored_value_earns"])
    return part != "pass" or bool(rules["points.pass_earns"] == "use")


def is_spend(rules: dict[str, Any], part: str) -> bool:
    """Whether it counts towards tiers and growth: all but the bonus share (domain rules §6)."""
    return part != "bonus" or bool(rules["points.bonus_earns"])


def bases(sale: dict[str, Any], taken: list[list[int]] | None = None) -> list[int]:
    """Base of each line in fen, less the cells that refunds have taken."""
    amounts = [0] * len(sale["lines"])
    for number, part in enumerate(sale["parts"]):
        if earns(sale["rules"], part["kind"]):
            back = taken[number] if taken else [0] * len(amounts)
            amounts = [a + cell - b for a, cell, b in zip(amounts, part["cells"], back, strict=True)]
    return [a if line["earns"] else 0 for a, line in zip(amounts, sale["lines"], strict=True)]


def spend(sale: dict[str, Any], taken: list[list[int]] | None = None) -> int:
    """Net of goods, also those that do not earn, less the bonus share (domain rules §6)."""
    counted = [n for n, part in enumerate(sale["parts"]) if is_spend(sale["rules"], part["kind"])]
    return sum(sum(sale["parts"][n]["cells"]) - (sum(taken[n]) if taken else 0) for n in counted)


def multiplier_of(rules: dict[str, Any], tier: dict[str, Any] | None, campaign: Fraction = ONE) -> Fraction:
    """Exact product of tier and campaign, capped (domain rules §3)."""
    exact = rate(tier.get("points_multiplier", "1/1")) if tier else ONE
    exact *= campaign
    cap = rules["points.multiplier_cap"]
    return exact if cap is None else min(exact, rate(cap))


def points(rules: dict[str, Any], base: list[int], multipliers: list[Fraction]) -> int:
    """Base points once for the whole sale, then the multiplier, floored once."""
    per = rules["points.rate"].partition("/")
    p, q, total = int(per[0]), int(per[2]), sum(base)
    steps = p * (total // (100 * q))
    base_points = steps if rules["points.whole_steps"] else floor(Fraction(total * p, 100 * q))
    shares = split(base_points, base)
    return floor(sum((share * by for share, by in zip(shares, multipliers, strict=True)), Fraction(0)))


def growth(rules: dict[str, Any], spend_fen: int) -> int:
    """⌊spend in yuan × growth.rate⌋, no multiplier."""
    return floor(Fraction(spend_fen, 100) * rate(rules["growth.rate"]))
