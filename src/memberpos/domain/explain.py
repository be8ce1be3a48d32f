"""Explanations of a quote: machine codes and facts, of which the front end makes sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Everything a quote can say. Facts: fen, percent, points, code … as named by each use in `pricing`.
NOTE_CODES = frozenset(
    {
        *("price_list", "price_typed", "price_member", "price_tier", "price_tier_percent", "price_offer"),
        *("not_discountable", "offer_applied", "offer_points", "offer_next_step", "charge"),
        *("offer_not_now", "offer_not_for_tier", "offer_members_only", "offer_not_for_goods", "offer_too_few"),
        *("offer_below_minimum", "offer_group_taken", "offer_no_effect", "offer_not_asked", "offer_points_short"),
        *("coupon_applied", "coupon_not_now", "coupon_below_minimum", "coupon_not_for_goods", "coupon_group_taken"),
        *("coupon_no_effect", "manual_discount", "manual_discount_reduced"),
        *("points_discount", "points_reduced", "points_off", "rounding"),
    }
)


@dataclass(frozen=True)
class Note:
    """One fact of a quote. `line` from 1, 0 = the whole order."""

    code: str
    line: int = 0
    facts: Mapping[str, int | str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if self.code not in NOTE_CODES:
            raise ValueError(f"unknown note code {self.code!r}")


def note(code: str, line: int = 0, /, **facts: int | str) -> Note:
    """A note with its facts as keywords."""
    return Note(code, line, facts)
