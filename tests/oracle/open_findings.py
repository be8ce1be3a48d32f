"""Differences that are known and not yet settled: each keeps the generator off one spot until it is.

An entry is removed with the finding; then the spot is played again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.oracle.book import Shop

Rules = dict[str, Any]


def no_referral_no_birthday(drawn: Rules, held: Rules) -> None:
    for name in ("points.referral", "points.referred", "points.birthday"):
        drawn.pop(name, None)


def immediate_on_lifetime_only(drawn: Rules, held: Rules) -> None:
    """Findings 3 and 5."""
    merged = held | drawn
    if merged["tiers.refund_downgrade"] == "immediate":
        drawn |= {"tiers.window": "lifetime", "tiers.validity": None, "tiers": merged["tiers"][:2]}


def growth_is_not_reset(drawn: Rules, held: Rules) -> None:
    """Findings 4 and 7."""
    drawn.pop("tiers.growth_resets", None)


def free_visit(shop: Shop) -> bool:
    return shop.rules["tiers.criterion"] == "visits" and any(sale["due_fen"] == 0 for sale in shop.of("sale"))


def immediate_with_a_wrong_clock(shop: Shop) -> bool:
    dates = [fact["date"] for fact in shop.facts]
    return dates != sorted(dates) and bool(shop.rules["tiers.refund_downgrade"] == "immediate")


#: By the number of the finding: changes what the generator drew.
SETTINGS: dict[int, Callable[[Rules, Rules], None]] = {
    1: no_referral_no_birthday,
    3: immediate_on_lifetime_only,
    4: growth_is_not_reset,
}

#: Actions left out.
ACTIONS: dict[int, str] = {2: "card.verify"}

#: Once true, the rest of a history is not compared.
UP_TO: dict[int, Callable[[Shop], bool]] = {3: immediate_with_a_wrong_clock, 6: free_visit}


def spoiled(shop: Shop) -> bool:
    return any(seen(shop) for seen in UP_TO.values())


def avoid(drawn: Rules, held: Rules) -> Rules:
    """What the generator drew, off the open findings, for a shop that holds these rules."""
    for change in SETTINGS.values():
        change(drawn, held)
    return drawn
