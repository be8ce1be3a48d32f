"""Birthdays by the solar or the lunar calendar: when one falls, and which comes next (domain rules §1, §12)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from memberpos.domain import lunar
from memberpos.domain.errors import PosError

_TEXT = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


@dataclass(frozen=True)
class Birthday:
    """Year, month and day of a birth in the solar or the lunar calendar; `leap`: born in a leap month (闰月)."""

    year: int
    month: int
    day: int
    lunar: bool = False
    leap: bool = False

    def __str__(self) -> str:
        """As it is stored: a lunar one too, so 1990-02-30 is possible."""
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def in_year(self, year: int) -> tuple[date, ...]:
        """The days of a solar year on which it falls: one; of a lunar one none, one or two.

        29 February falls on the 28th of a common year.
        """
        if not self.lunar:
            return (date(year, self.month, min(self.day, 28 if not _is_long(year) and self.month == 2 else 31)),)
        days = (lunar.solar(of, self.month, self.day, leap=self.leap) for of in (year - 1, year))
        return tuple(day for day in days if day is not None and day.year == year)

    def year_of(self, day: date) -> int:
        """The year of its own calendar that a day of `in_year` belongs to: one day for each year there is."""
        if self.lunar and lunar.solar(day.year, self.month, self.day, leap=self.leap) != day:
            return day.year - 1
        return day.year

    def next_on(self, start: date) -> date | None:
        """The first day from `start` (inclusive) on which it falls; None beyond the years the calendar knows."""
        days = (day for year in range(start.year, start.year + 3) for day in self.in_year(year))
        return next((day for day in days if day >= start), None)


#: Two days of one lunar birthday are never nearer than this.
SHORTEST_LUNAR_YEAR_DAYS = 353


def is_second_gift(birthday: Birthday, day: date, last_gift: date | None) -> bool:
    """Whether a gift on `day` would be a second one in a year, because the birthday was changed after the last gift.

    A lunar birthday may fall twice in one solar year (and then not in the next): left as it is, both are given.
    """
    if last_gift is None or last_gift.year != day.year:
        return False
    return not birthday.lunar or (day - last_gift).days < SHORTEST_LUNAR_YEAR_DAYS


def birthday_of(text: str | None, *, is_lunar: bool = False, is_leap: bool = False) -> Birthday | None:
    """The birthday of a stored or typed YYYY-MM-DD; None for none.

    PosError bad_setting (birthday) for a day that its calendar does not have.
    """
    if not text:
        return None
    match = _TEXT.fullmatch(text)
    year, month, day = (int(part) for part in match.groups()) if match else (0, 0, 0)
    if not (lunar.is_day(year, month, day, leap=is_leap) if is_lunar else not is_leap and _is_date(year, month, day)):
        raise PosError("bad_setting", setting="birthday")
    return Birthday(year, month, day, is_lunar, is_leap)


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _is_long(year: int) -> bool:
    return _is_date(year, 2, 29)
