"""How often something may happen: "2/month" (domain rules §3, §9)."""

from __future__ import annotations

import re
from datetime import date

#: What of a date is the same inside one period.
PERIODS = {
    "day": lambda day: day,
    "week": lambda day: day.isocalendar()[:2],
    "month": lambda day: (day.year, day.month),
    "year": lambda day: day.year,
    "ever": lambda day: None,
}


def right(limit: str | None) -> bool:
    return limit is None or re.fullmatch(r"[1-9]\d*/(" + "|".join(PERIODS) + ")", limit) is not None


def reached(limit: str | None, dates: list[date], today: date, more: int = 1) -> bool:
    """Whether `more` on a business date would be above the limit, after those of `dates`."""
    if limit is None:
        return False
    most, _, period = limit.partition("/")
    same = PERIODS[period]
    return sum(same(day) == same(today) for day in dates) + more > int(most)
