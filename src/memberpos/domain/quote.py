"""What a price is made of: lines, discounts with their source, coupons used, and what was said about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from memberpos.domain.catalog import FEE, MILLI, Product
from memberpos.domain.explain import Note
from memberpos.domain.money import half_up, split

LIST, MEMBER, TIER, OFFER, TYPED, CHARGE = "list", "member", "tier", "offer", "typed", "charge"


@dataclass(frozen=True)
class Discount:
    """What one source took off a line. `source`: price | offer | coupon | manual | points | rounding; `code` names it,
    `label` is the name people read ("" = none but the code).

    `fen` is negative where the source made the line dearer (a typed price above list, rounding up).
    """

    source: str
    code: str
    fen: int
    label: str = ""


@dataclass(frozen=True)
class QuoteLine:
    """`line` from 1. Σ discounts = list_fen − net_fen; `price_source`: list | member | tier | offer | typed | charge.

    `campaign` multiplies the points of the line; `groups` are the exclusion groups its own price belongs to.
    """

    line: int
    product: Product
    qty_milli: int
    list_unit_fen: int
    unit_fen: int
    price_source: str
    list_fen: int
    net_fen: int
    discounts: tuple[Discount, ...] = ()
    campaign: Fraction = Fraction(1)
    groups: frozenset[str] = frozenset()

    @property
    def discountable(self) -> bool:
        """Whether tier percentages, offers, coupons and manual discounts may lower it."""
        return self.product.discountable and self.product.kind != FEE

    @property
    def pieces(self) -> int:
        """Whole pieces; 0 of weighed goods that are not a whole number of their unit."""
        return 0 if self.qty_milli % MILLI else self.qty_milli // MILLI

    def discount_of(self, source: str) -> int:
        """What one source took off, in fen."""
        return sum(discount.fen for discount in self.discounts if discount.source == source)


@dataclass(frozen=True)
class CouponUse:
    """What became of a coupon of the cart: `fen` it took off, or why nothing (a note code, with its facts)."""

    id: str
    code: str
    fen: int = 0
    why: str = ""
    facts: Mapping[str, int | str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Quote:
    """total = Σ list, discount = total − due (points and rounding included), Σ net = due; all in fen.

    `points_asked` is what the cart wanted off the price, `points_used` all points taken: for `points_discount_fen`, and
    `add_on_points` for add-on goods. `rounding_fen` is what rounding took off (negative: added). `notes` explain lines
    and offers; `tier` is the one prices were made for.
    """

    lines: tuple[QuoteLine, ...]
    points_asked: int = 0
    points_used: int = 0
    points_discount_fen: int = 0
    rounding_fen: int = 0
    tier: str | None = None
    notes: tuple[Note, ...] = ()
    coupons: tuple[CouponUse, ...] = ()
    add_on_points: int = 0

    @property
    def total_fen(self) -> int:
        return sum(line.list_fen for line in self.lines)

    @property
    def due_fen(self) -> int:
        return sum(line.net_fen for line in self.lines)

    @property
    def discount_fen(self) -> int:
        return self.total_fen - self.due_fen

    def taken_off(self, source: str) -> dict[str, int]:
        """{code: fen} of what a source (offer, coupon …) took off the lines; codes without effect are left out."""
        sums: dict[str, int] = {}
        for line in self.lines:
            for discount in line.discounts:
                if discount.source == source:
                    sums[discount.code] = sums.get(discount.code, 0) + discount.fen
        return {code: fen for code, fen in sums.items() if fen}

    def say(self, *notes: Note) -> Quote:
        """The same with more said."""
        return replace(self, notes=(*self.notes, *notes)) if notes else self


def line_amount(unit_fen: int, qty_milli: int) -> int:
    """Unit price × quantity, rounded half up to the fen (weighed goods)."""
    return half_up(unit_fen * qty_milli, MILLI)


def lower(so_far: Quote, fen: int, source: str, code: str, on: Sequence[bool], label: str = "") -> Quote:
    """Takes `fen` off the lines marked in `on`, by `split` over what they still cost."""
    weights = [line.net_fen if marked else 0 for line, marked in zip(so_far.lines, on, strict=True)]
    shares = split(fen, weights)
    return replace(
        so_far,
        lines=tuple(
            _less(line, Discount(source, code, share, label)) for line, share in zip(so_far.lines, shares, strict=True)
        ),
    )


def _less(line: QuoteLine, discount: Discount) -> QuoteLine:
    if discount.fen == 0:
        return line
    return replace(line, net_fen=line.net_fen - discount.fen, discounts=(*line.discounts, discount))
