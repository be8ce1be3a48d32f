"""Gifts of the points mall: what one costs whom, and when (domain rules §9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.domain.limits import Limit
from memberpos.domain.money import check_fen


@dataclass(frozen=True)
class Gift:
    """A gift for `points` (for some tiers fewer or more: `points_by_tier`) and `fen` of money, each piece.

    `tracked`: its stock is counted. `limit`: pieces a member may have in a period. It can be had by `tiers` only
    (empty: by all), on business dates `from_on` to `to_on` inclusive, at `weekdays` (1 = Monday; empty: all), within
    `hours` ("10:00", "20:00") of the shop's clock.
    """

    sku: str
    name: str
    points: int
    fen: int = 0
    points_by_tier: Mapping[str, int] = field(default_factory=dict, hash=False)
    limit: Limit | None = None
    tiers: tuple[str, ...] = ()
    from_on: date | None = None
    to_on: date | None = None
    weekdays: tuple[int, ...] = ()
    hours: tuple[str, str] | None = None
    tracked: bool = False

    def points_for(self, tier: str | None) -> int:
        """What one piece costs a member of a tier."""
        return self.points_by_tier.get(tier or "", self.points)

    def refuse_unless_open(self, tier: str | None, today: date, clock: time) -> None:
        """PosError not_now (what, why: date, weekday, hour or tier)."""
        why = self._closed(tier, today, clock)
        if why:
            raise PosError("not_now", what="gift", why=why)

    def _closed(self, tier: str | None, today: date, clock: time) -> str:
        if (self.from_on and today < self.from_on) or (self.to_on and today > self.to_on):
            return "date"
        if self.weekdays and today.isoweekday() not in self.weekdays:
            return "weekday"
        if self.hours and not within(self.hours, clock):
            return "hour"
        return "tier" if self.tiers and tier not in self.tiers else ""


def within(hours: tuple[str, str], clock: time) -> bool:
    """Whether a clock time lies in ("22:00", "02:00"), the first inclusive, the last not; over midnight too."""
    first, last = (time.fromisoformat(text) for text in hours)
    now = clock.replace(tzinfo=None)
    return first <= now < last if first <= last else now >= first or now < last


def check(gift: Gift) -> None:
    """PosError bad_amount for a price below zero or a gift for nothing, bad_setting for a name or time that is none."""
    for points in (gift.points, *gift.points_by_tier.values()):
        check_fen(points, 0, "points")
    check_fen(gift.fen)
    if not gift.sku.strip() or not gift.name.strip():
        raise PosError("bad_setting", setting="gift")
    if gift.limit is not None and gift.limit.most < 1:
        raise PosError("bad_amount", reason="limit")
    try:
        if gift.hours is not None:
            within(gift.hours, time(0))
    except ValueError:
        raise PosError("bad_setting", setting="hours") from None
    if any(not 1 <= day <= 7 for day in gift.weekdays):
        raise PosError("bad_setting", setting="weekdays")


def document(gift: Gift) -> dict[str, Any]:
    """What is stored beside sku, name, prices and stock."""
    return {
        "points_by_tier": dict(gift.points_by_tier),
        "limit": str(gift.limit) if gift.limit else None,
        "tiers": list(gift.tiers),
        "from": gift.from_on.isoformat() if gift.from_on else None,
        "to": gift.to_on.isoformat() if gift.to_on else None,
        "weekdays": list(gift.weekdays),
        "hours": list(gift.hours) if gift.hours else None,
    }


def from_document(doc: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of `document`, for Gift(**…)."""
    return {
        "points_by_tier": dict(doc.get("points_by_tier") or {}),
        "limit": Limit.parse(doc["limit"]) if doc.get("limit") else None,
        "tiers": tuple(doc.get("tiers") or ()),
        "from_on": date.fromisoformat(doc["from"]) if doc.get("from") else None,
        "to_on": date.fromisoformat(doc["to"]) if doc.get("to") else None,
        "weekdays": tuple(doc.get("weekdays") or ()),
        "hours": (doc["hours"][0], doc["hours"][1]) if doc.get("hours") else None,
    }
