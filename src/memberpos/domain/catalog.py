"""Goods, services and fees as the till sells them; quantities in thousandths of the unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from memberpos.domain.errors import PosError
from memberpos.domain.text import half_width

GOODS, SERVICE, FEE = "goods", "service", "fee"
MILLI = 1000
MAX_QTY_MILLI = 10**9

_QTY = re.compile(r"(\d{1,7})(?:\.(\d{1,3}))?", re.ASCII)


@dataclass(frozen=True)
class Product:
    """One sellable thing. Prices in fen for one `unit`; `prices_by_tier` names tiers with a price of their own.

    `earns`: counts for points; `bonus_allowed`: may be paid from gifted stored value; `discountable`: tier
    percentages, offers and coupons may lower it; `kind`: goods | service | fee.
    """

    sku: str
    name: str
    price_fen: int
    category: str = ""
    unit: str = ""
    prices_by_tier: Mapping[str, int] = field(default_factory=dict, hash=False)
    member_price_fen: int | None = None
    earns: bool = True
    bonus_allowed: bool = True
    discountable: bool = True
    kind: str = GOODS
    multiplier: str = "1/1"


def parse_qty(value: object) -> int:
    """Thousandths of a whole number or a decimal string with up to three places; PosError bad_amount otherwise."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise PosError("bad_amount", reason="qty")
    match = _QTY.fullmatch(half_width(str(value)).strip())
    milli = int(match[1]) * MILLI + int((match[2] or "").ljust(3, "0")) if match else 0
    if not 0 < milli <= MAX_QTY_MILLI:
        raise PosError("bad_amount", reason="qty")
    return milli


def format_qty(milli: int) -> str:
    """As people write it: "2", "0.5", "1.235"."""
    whole, part = divmod(abs(milli), MILLI)
    decimals = f".{part:03d}".rstrip("0") if part else ""
    return f"{'-' if milli < 0 else ''}{whole}{decimals}"
