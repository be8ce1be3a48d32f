"""Dates: the business day, months, and when things end (domain rules §1, §4, §6, §8)."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta, timezone

#: Asia/Shanghai, the zone of a scratch shop, has had no summer time since 1991.
ZONE = timezone(timedelta(hours=8))
ONE_DAY = timedelta(days=1)


def business_date(at: datetime, day_starts_at: str) -> date:
    """Local date of (event time - start of the day) (domain rules §1)."""
    hours, _, minutes = day_starts_at.partition(":")
    return (at.astimezone(ZONE) - timedelta(hours=int(hours), minutes=int(minutes))).date()


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a shorter month (domain rules §6)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def on_day(day: date, number: int) -> date:
    """That day of its month, or the month's last."""
    return day.replace(day=min(number, calendar.monthrange(day.year, day.month)[1]))


def end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def points_end(rule: str, granted: date) -> date | None:
    """Last day of points granted on a business date (domain rules §4)."""
    if rule == "never":
        return None
    if months := re.fullmatch(r"months:(\d+):end_of_month", rule):
        return end_of_month(add_months(granted.replace(day=1), int(months[1])))
    month, _, day = rule.removeprefix("year:").partition("-")
    return date(granted.year + 1, int(month), min(int(day), calendar.monthrange(granted.year + 1, int(month))[1]))


def months_of(rule: str | None) -> int | None:
    """N of "months:N" or "rolling:N"."""
    return None if rule is None else int(rule.partition(":")[2])


def sooner(end: date | None) -> tuple[bool, date]:
    """Key of "soonest end first, without an end last"."""
    return (end is None, end or date.max)
