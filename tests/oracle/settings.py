"""The settings of a shop: their defaults and the values they take (contracts, table of settings)."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

#: A scratch shop: no points, no tiers, law off (contracts, "rehearse").
SCRATCH: dict[str, Any] = {
    "points.rate": "0/1",
    "growth.rate": "1/1",
    "points.expiry": "never",
    "points.per_yuan": 100,
    "points.discount_cap_percent": 100,
    "points.bonus_earns": False,
    "points.stored_value_earns": True,
    "points.whole_steps": False,
    "points.pass_earns": "sale",
    "points.multiplier_cap": None,
    "points.claw": "negative",
    "points.reinstatement_days": 30,
    "points.referral": 0,
    "points.referred": 0,
    "points.referral_limit": None,
    "points.birthday": 0,
    "stored_value.spend_order": "bonus_first",
    "stored_value.bonus_cap_percent": 100,
    "tiers": [],
    "tiers.criterion": "spend",
    "tiers.window": "lifetime",
    "tiers.validity": None,
    "tiers.down": "one_down",
    "tiers.growth_resets": False,
    "tiers.refund_downgrade": "at_period_end",
    "rounding.mode": "none",
    "rounding.scope": "order",
    "day_starts_at": "00:00",
    "law.enforce": False,
}

Check = Callable[[Any], bool]


def whole(low: int, high: int | None = None) -> Check:
    return lambda v: type(v) is int and v >= low and (high is None or v <= high)


def one_of(*values: Any) -> Check:
    return lambda v: any(type(v) is type(value) and v == value for value in values)


def pattern(text: str) -> Check:
    return lambda v: isinstance(v, str) and re.fullmatch(text, v) is not None


def or_null(check: Check) -> Check:
    return lambda v: v is None or check(v)


FLAG = one_of(True, False)
RATE = pattern(r"\d+/0*[1-9]\d*")
MULTIPLIER = pattern(r"0*[1-9]\d*/0*[1-9]\d*")
YEAR_DAY = r"year:(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"


def tiers_right(tiers: Any) -> bool:
    """Ascending, the first threshold 0; names differ."""
    if not isinstance(tiers, list) or not all(isinstance(tier, dict) and tier_right(tier) for tier in tiers):
        return False
    thresholds, names = [tier["threshold"] for tier in tiers], [tier["name"] for tier in tiers]
    ascending = all(a < b for a, b in pairwise(thresholds))
    return ascending and (not tiers or thresholds[0] == 0) and len(set(names)) == len(names)


def tier_right(tier: dict[str, Any]) -> bool:
    checks: dict[str, Check] = {
        "name": lambda v: isinstance(v, str) and v != "",
        "threshold": whole(0),
        "keep": whole(0),
        "price_percent": whole(0, 100),
        "points_multiplier": RATE,
    }
    return {"name", "threshold"} <= set(tier) <= set(checks) and all(checks[key](value) for key, value in tier.items())


CHECKS: dict[str, Check] = {
    "points.rate": RATE,
    "growth.rate": RATE,
    "points.expiry": pattern(r"never|months:\d+:end_of_month|" + YEAR_DAY),
    "points.per_yuan": or_null(whole(1)),
    "points.discount_cap_percent": whole(0, 100),
    "points.bonus_earns": FLAG,
    "points.stored_value_earns": FLAG,
    "points.whole_steps": FLAG,
    "points.pass_earns": one_of("sale", "use"),
    "points.multiplier_cap": or_null(MULTIPLIER),
    "points.claw": one_of("negative", "value"),
    "points.reinstatement_days": whole(0),
    "points.referral": whole(0),
    "points.referred": whole(0),
    "points.referral_limit": or_null(whole(0)),
    "points.birthday": whole(0),
    "stored_value.spend_order": one_of("bonus_first", "principal_first", "proportional"),
    "stored_value.bonus_cap_percent": whole(0, 100),
    "tiers": tiers_right,
    "tiers.criterion": one_of("spend", "visits", "points", "growth"),
    "tiers.window": pattern(r"lifetime|rolling:[1-9]\d*|since_tier_start|calendar_year"),
    "tiers.validity": or_null(pattern(r"months:[1-9]\d*")),
    "tiers.down": one_of("one_down", "by_balance", "keep_if_at_least"),
    "tiers.growth_resets": FLAG,
    "tiers.refund_downgrade": one_of("at_period_end", "immediate"),
    "rounding.mode": one_of("none", "drop_fen", "drop_jiao", "round_jiao", "round_yuan"),
    "rounding.scope": one_of("order", "cash"),
    "day_starts_at": pattern(r"([01]\d|2[0-3]):[0-5]\d"),
    "law.enforce": FLAG,
}


def right(name: str, value: Any) -> bool:
    """Whether a setting of this name exists and takes this value."""
    return name in CHECKS and CHECKS[name](value)
