"""Amounts in the smallest unit of the shop's currency (`_fen`): splitting, rounding, reading and writing them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from memberpos.domain.errors import PosError
from memberpos.domain.text import half_width

#: Largest amount a till accepts or adds up to; far inside 64 bits.
MAX_FEN = 10**15

_AMOUNT = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?")


@dataclass(frozen=True)
class Currency:
    """`exponent` = decimals of the smallest unit (ISO 4217), `symbol` as printed before an amount."""

    code: str
    exponent: int
    symbol: str

    @property
    def units(self) -> int:
        """Smallest units in one of the currency: 100."""
        return int(10**self.exponent)


CURRENCIES: Mapping[str, Currency] = MappingProxyType(
    {
        c.code: c
        for c in (
            Currency("CNY", 2, "¥"),
            Currency("HKD", 2, "HK$"),
            Currency("MOP", 2, "MOP$"),
            Currency("TWD", 2, "NT$"),
            Currency("USD", 2, "US$"),
            Currency("SGD", 2, "S$"),
            Currency("MYR", 2, "RM"),
        )
    }
)


def currency_of(code: str) -> Currency:
    """The currency of an ISO 4217 code; PosError bad_setting for one that is not offered."""
    if code not in CURRENCIES:
        raise PosError("bad_setting", setting="currency", value=code)
    return CURRENCIES[code]


def split(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """`amount` shared by non-negative `weights`: largest remainder, equal remainders to the earlier (domain rules §2).

    The shares sum to `amount`, whatever its sign (the shares of -a are those of a, negated). While |amount| is not
    above the sum of the weights no share is above its weight. If all weights are 0 the first takes everything;
    without weights only 0 can be split.
    """
    if not weights:
        if amount:
            raise ValueError("an amount cannot be split over nothing")
        return ()
    if min(weights) < 0:
        raise ValueError("weights are never negative")
    total = sum(weights)
    if total == 0:
        return (amount,) + (0,) * (len(weights) - 1)
    sign, size = (-1, -amount) if amount < 0 else (1, amount)
    shares = [size * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(size * weights[i] % total), i))
    for index in by_remainder[: size - sum(shares)]:
        shares[index] += 1
    return tuple(sign * share for share in shares)


def check_fen(amount: int, least: int = 0, what: str = "fen") -> None:
    """PosError bad_amount for an amount (fen or points) below `least` or above MAX_FEN."""
    if not least <= amount <= MAX_FEN:
        raise PosError("bad_amount", **{what: amount})


def half_up(numerator: int, denominator: int) -> int:
    """Numerator / denominator rounded to the nearest integer, halves up (away from zero below zero)."""
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    if numerator < 0:
        return -half_up(-numerator, denominator)
    return (2 * numerator + denominator) // (2 * denominator)


def ceil_div(numerator: int, denominator: int) -> int:
    """Numerator / denominator rounded up; the denominator is positive."""
    return -(-numerator // denominator)


def format_amount(fen: int, currency: Currency | str = "CNY") -> str:
    """As "1,234.50", without symbol; a negative amount begins with "-"."""
    unit = currency if isinstance(currency, Currency) else currency_of(currency)
    sign = "-" if fen < 0 else ""
    whole, part = divmod(abs(fen), unit.units)
    decimals = f".{part:0{unit.exponent}d}" if unit.exponent else ""
    return f"{sign}{whole:,}{decimals}"


def parse_amount(text: str, currency: Currency | str = "CNY") -> int:
    """Fen of what a person typed or an Excel cell holds: "12", "1,234.5", "￥１２．５０".

    Full-width digits, a leading currency symbol or code and spaces around are accepted. PosError bad_amount for
    anything else, for more decimals than the currency has, and above MAX_FEN.
    """
    unit = currency if isinstance(currency, Currency) else currency_of(currency)
    plain = half_width(text).strip().removesuffix("元").strip()
    for mark in (unit.symbol, unit.code, "¥", "$"):
        plain = plain.removeprefix(mark).strip()
    match = _AMOUNT.fullmatch(plain) if plain.isascii() else None
    if match is None or not (match[2] or match[3]):
        raise PosError("bad_amount", reason="not_a_number")
    decimals = (match[3] or "").rstrip("0")
    if len(decimals) > unit.exponent:
        raise PosError("bad_amount", reason="too_many_decimals")
    fen = int((match[2] or "0").replace(",", "")) * unit.units
    fen += int(decimals.ljust(unit.exponent, "0") or "0")
    if fen > MAX_FEN:
        raise PosError("bad_amount", reason="too_large")
    return -fen if match[1] == "-" else fen
