"""Tiers of members as a table in a form: one row a tier, two empty ones for more."""

from __future__ import annotations

from typing import Any

from memberpos.domain.errors import PosError
from memberpos.hq.console import entry
from memberpos.hq.console.texts import N_
from memberpos.hq.console.visit import Visit

#: Column → its head.
HEADS = {
    "name": N_("Title"), "threshold": N_("From"), "keep": N_("To stay"), "price_percent": N_("Pays per cent"),
    "points_multiplier": N_("Points ×"), "birthday_points": N_("Birthday points"),
    "upgrade_coupons": N_("Coupons on reaching it"), "benefits": N_("Other benefits, in words"),
}  # fmt: skip
MOST_TIERS, _EMPTY_ROWS = 12, 2


def rows_of(visit: Visit, value: Any) -> list[dict[str, str]]:
    """What stands in the fields: as typed when a form came back, else the value's own rows."""
    if visit.form:
        return [{key: _typed(visit, key, at) for key in HEADS} for at in range(_count(visit))]
    rows = [_row(tier) for tier in value] if isinstance(value, list) else []
    return (rows + [dict.fromkeys(HEADS, "") for _ in range(_EMPTY_ROWS)])[:MOST_TIERS]


def _row(tier: dict[str, Any]) -> dict[str, str]:
    times = entry.decimal_of(tier.get("points_multiplier", "1/1"))
    birthday = tier.get("birthday_points")
    return {
        "name": str(tier["name"]), "threshold": str(tier["threshold"]),
        "keep": str(tier.get("keep", tier["threshold"])),
        "price_percent": str(tier.get("price_percent", 100)), "points_multiplier": times,
        "birthday_points": "" if birthday is None else str(birthday),
        "upgrade_coupons": ", ".join(tier.get("upgrade_coupons", ())), "benefits": ", ".join(tier.get("benefits", ())),
    }  # fmt: skip


def _count(visit: Visit) -> int:
    return min(MOST_TIERS, len(visit.values("name")))


def _typed(visit: Visit, key: str, at: int) -> str:
    values = visit.values(key)
    return values[at].strip() if at < len(values) else ""


def read(visit: Visit) -> list[dict[str, Any]]:
    """The tiers of the form, without its empty rows. PosError bad_amount, bad_setting for one without a name."""
    tiers = []
    for at in range(_count(visit)):
        typed = {key: _typed(visit, key, at) for key in HEADS}
        if not any(typed.values()):
            continue
        if not typed["name"]:
            raise PosError("bad_setting", setting="tiers.name")
        threshold = entry.whole(typed["threshold"] or "0", "threshold")
        tier: dict[str, Any] = {
            "name": typed["name"], "threshold": threshold,
            "keep": entry.whole(typed["keep"], "keep") if typed["keep"] else threshold,
            "price_percent": entry.whole(typed["price_percent"] or "100", "price_percent"),
            "points_multiplier": entry.times(typed["points_multiplier"] or "1", "points_multiplier"),
            "upgrade_coupons": entry.words(typed["upgrade_coupons"]), "benefits": entry.words(typed["benefits"]),
        }  # fmt: skip
        if typed["birthday_points"]:
            tier["birthday_points"] = entry.whole(typed["birthday_points"], "birthday_points")
        tiers.append(tier)
    return tiers
