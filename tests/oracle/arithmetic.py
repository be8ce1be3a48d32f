"""Exact numbers and the few ways in which the rules round them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def floor(value: Fraction | int) -> int:
    return value.numerator // value.denominator


def ceil(value: Fraction | int) -> int:
    return -floor(-value)


def half_up(value: Fraction | int) -> int:
    return floor(value + Fraction(1, 2))


def split(amount: int, weights: Sequence[int]) -> list[int]:
    """Largest remainder; equal remainders go to the earlier one (domain rules §2, spreading)."""
    if amount < 0:
        return [-share for share in split(-amount, weights)]
    total = sum(weights)
    if total == 0:
        return [0] * len(weights) if amount == 0 or not weights else [amount, *[0] * (len(weights) - 1)]
    exact = [Fraction(amount * weight, total) for weight in weights]
    shares = [floor(value) for value in exact]
    order = sorted(range(len(weights)), key=lambda place: (shares[place] - exact[place], place))
    for place in order[: amount - sum(shares)]:
        shares[place] += 1
    return shares


def rate(text: str) -> Fraction:
    """ "p/q" of a setting."""
    top, _, bottom = text.partition("/")
    return Fraction(int(top), int(bottom))


def priced(unit_fen: int, qty: int) -> int:
    """A unit price times a quantity in thousandths, half up (domain rules §2.1)."""
    return half_up(Fraction(unit_fen * qty, 1000))


def percent_of(amount_fen: int, percent: int) -> int:
    """A price of which `percent` is paid, half up to the fen (domain rules §2.1)."""
    return half_up(Fraction(amount_fen * percent, 100))
