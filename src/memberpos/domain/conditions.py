"""When and for which goods an offer or a coupon holds: dates, weekdays and hours of the shop; skus and categories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from memberpos.domain.catalog import Product
from memberpos.domain.dates import business_date, local_time

DAY_MIN = 24 * 60


@dataclass(frozen=True)
class Moment:
    """A time as the shop reads it: the business date, and minutes since midnight on the wall clock."""

    day: date
    minute: int


def moment(at_ms: int, zone: str, day_starts_at: str) -> Moment:
    """UTC milliseconds as a moment of the shop."""
    wall = local_time(at_ms, zone)
    return Moment(business_date(at_ms, zone, day_starts_at), wall.hour * 60 + wall.minute)


@dataclass(frozen=True)
class When:
    """Business dates (inclusive, None = open), weekdays (1 = Monday; none = every day), `hours` as (from, to) minutes
    of the day: from is in, to is out, and to may lie after midnight (1320, 120).
    """

    from_on: date | None = None
    to_on: date | None = None
    weekdays: frozenset[int] = frozenset()
    hours: tuple[int, int] | None = None

    def why_not(self, now: Moment) -> str:
        """What does not hold: early | late | weekday | hours; "" while all does."""
        if self.from_on is not None and now.day < self.from_on:
            return "early"
        if self.to_on is not None and now.day > self.to_on:
            return "late"
        if self.weekdays and now.day.isoweekday() not in self.weekdays:
            return "weekday"
        return "" if self._open_at(now.minute) else "hours"

    def _open_at(self, minute: int) -> bool:
        if self.hours is None:
            return True
        first, last = self.hours
        return first <= minute < last if first < last else minute >= first or minute < last


ALWAYS = When()


@dataclass(frozen=True)
class GoodsFilter:
    """The goods named by sku together with those of the categories; naming none takes all."""

    skus: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()

    @property
    def everything(self) -> bool:
        """No goods are named."""
        return not self.skus and not self.categories

    def takes(self, product: Product) -> bool:
        """Whether a product is among them."""
        return self.everything or product.sku in self.skus or product.category in self.categories


ALL_GOODS = GoodsFilter()
