"""How often (or how much) in a period: "1/day", "3/month" (domain rules §3, §9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

PERIODS = ("day", "week", "month", "year", "ever")
_LIMIT = re.compile(r"(\d{1,9})/(day|week|month|year|ever)", re.ASCII)


@dataclass(frozen=True)
class Limit:
    """At most `most` in one period: a business day, a week from Monday, a month, a year, or ever."""

    most: int
    period: str

    @classmethod
    def parse(cls, text: str) -> Limit:
        """ValueError for anything but "N/day|week|month|year|ever"."""
        match = _LIMIT.fullmatch(text)
        if match is None:
            raise ValueError(text)
        return cls(int(match[1]), match[2])

    def __str__(self) -> str:
        return f"{self.most}/{self.period}"

    def since(self, today: date) -> date:
        """The first business date of the period that `today` is in."""
        return period_start(self.period, today)


ONCE_A_DAY = Limit(1, "day")


def period_start(period: str, today: date) -> date:
    """The first day of the period of `today`; of `ever` the first day there is."""
    return {
        "day": today,
        "week": today - timedelta(days=min(today.weekday(), today.toordinal() - 1)),
        "month": today.replace(day=1),
        "year": today.replace(month=1, day=1),
        "ever": date.min,
    }[period]
