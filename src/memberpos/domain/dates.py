"""Shop time: business dates, months, and how long a grant is good for (domain rules §1, §4)."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_START = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_MONTHS = re.compile(r"months:(\d{1,3}):end_of_month", re.ASCII)
_YEAR = re.compile(r"year:(\d\d)-(\d\d)", re.ASCII)
_VALIDITY = re.compile(r"months:(\d{1,3})", re.ASCII)


@lru_cache(maxsize=64)
def parse_day_start(text: str) -> time:
    """The time of "04:00"; ValueError for anything else."""
    match = _DAY_START.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return time(int(match[1]), int(match[2]))


def local_time(at_ms: int, zone: str) -> datetime:
    """UTC milliseconds as local time of an IANA zone."""
    return (_EPOCH + timedelta(milliseconds=at_ms)).astimezone(ZoneInfo(zone))


def offset_min(at_ms: int, zone: str) -> int:
    """Minutes local time is ahead of UTC at that moment."""
    offset = local_time(at_ms, zone).utcoffset()
    return int((offset or timedelta()).total_seconds() // 60)


def day_start_ms(day: date, zone: str, day_starts_at: str = "00:00") -> int:
    """The moment a business date begins: when the clock on the wall first shows `day_starts_at` (or jumps past it)."""
    wall = datetime.combine(day, parse_day_start(day_starts_at), ZoneInfo(zone))
    return int(wall.timestamp() * 1000)


def business_date(at_ms: int, zone: str, day_starts_at: str = "00:00") -> date:
    """The shop's date of a moment: a business date runs from `day_starts_at` to the next day's (decision 0055)."""
    day = local_time(at_ms, zone).date()
    if at_ms < day_start_ms(day, zone, day_starts_at):
        return day - timedelta(days=1)
    if at_ms >= day_start_ms(day + timedelta(days=1), zone, day_starts_at):
        return day + timedelta(days=1)
    return day


def month_end(day: date) -> date:
    """The last day of the date's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """Same day `months` later (earlier if negative), or that month's last day if it is shorter."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


@dataclass(frozen=True)
class Expiry:
    """A points expiry policy: never (both None), `months` to the end of the month, or a day (MM, DD) of next year."""

    months: int | None = None
    month_day: tuple[int, int] | None = None

    @classmethod
    def parse(cls, text: str) -> Expiry:
        """`never`, `months:N:end_of_month`, `year:MM-DD`; ValueError for anything else."""
        if text == "never":
            return cls()
        if match := _MONTHS.fullmatch(text):
            return cls(months=int(match[1]))
        if match := _YEAR.fullmatch(text):
            month, day = int(match[1]), int(match[2])
            date(2024, month, day)  # a real day; 02-29 becomes 02-28 in common years
            return cls(month_day=(month, day))
        raise ValueError(text)

    def __str__(self) -> str:
        if self.month_day is not None:
            return f"year:{self.month_day[0]:02d}-{self.month_day[1]:02d}"
        return "never" if self.months is None else f"months:{self.months}:end_of_month"

    def last_day(self, granted_on: date) -> date | None:
        """The last business date a grant of `granted_on` is good for; None = for ever."""
        if self.month_day is not None:
            month, day = self.month_day
            return date(granted_on.year + 1, month, min(day, monthrange(granted_on.year + 1, month)[1]))
        if self.months is not None:
            return month_end(add_months(granted_on.replace(day=1), self.months))
        return None


NEVER = Expiry()


def parse_validity(text: str) -> int:
    """The 12 of "months:12" (at least 1); ValueError for anything else."""
    match = _VALIDITY.fullmatch(text)
    if match is None or int(match[1]) < 1:
        raise ValueError(text)
    return int(match[1])


def validity_end(start: date, months: int) -> date:
    """Last day of a validity of `months` from `start`: the same day that many months on, or its month's last."""
    return add_months(start, months)


def valid_days_end(start: date, days: int) -> date:
    """Last day of a validity of `days`, the start day not counted (domain rules §8)."""
    return start + timedelta(days=days)


def expired(last_day: date | str | None, today: date) -> bool:
    """Whether a last day (inclusive; None = never) has passed."""
    if last_day is None:
        return False
    return (date.fromisoformat(last_day) if isinstance(last_day, str) else last_day) < today
