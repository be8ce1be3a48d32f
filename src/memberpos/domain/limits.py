"""How often (or how much) in a period: "1/day", "3/month" (domain rules §3, §9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from memberpos.domain.dates import month_end

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

    def span(self, today: date) -> tuple[str, str]:
        """The first and the last business date, as ISO text, of the period that `today` is in.

        The whole of it: what a clock that ran ahead dated later in the period counts, what it dated after it does not.
        """
        return period_span(self.period, today)


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


def period_span(period: str, today: date) -> tuple[str, str]:
    """The first and the last day, as ISO text, of the period of `today`; of `ever` all days there are."""
    start = period_start(period, today)
    last = {
        "day": today,
        "week": date.fromordinal(min(start.toordinal() + 6, date.max.toordinal())),
        "month": month_end(today),
        "year": today.replace(month=12, day=31),
        "ever": date.max,
    }[period]
    return start.isoformat(), last.isoformat()
