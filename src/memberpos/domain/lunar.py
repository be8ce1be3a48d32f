"""The Chinese lunar calendar, as far as birthdays need it. Years 1900 to 2100 of the library `borax`."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1900, 2100


def is_day(year: int, month: int, day: int, *, leap: bool) -> bool:
    """Whether the lunar calendar has that day; False outside the years it is known for."""
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
        return False
    return 1 <= day <= _days_in(year, month, leap=leap)


@lru_cache(maxsize=4096)
def solar(year: int, month: int, day: int, *, leap: bool) -> date | None:
    """The day on which a lunar month and day fall in a lunar year; None outside the years that are known.

    A leap month falls into the ordinary month of that number in years without it, a 30th into the 29th of a short one.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    from borax.calendars.lunardate import LunarDate

    in_leap = leap and _days_in(year, month, leap=True) > 0
    found: date = LunarDate(year, month, min(day, _days_in(year, month, leap=in_leap)), int(in_leap)).to_solar_date()
    return found


def _days_in(year: int, month: int, *, leap: bool) -> int:
    """29 or 30; 0 for a leap month that the year does not have."""
    from borax.calendars.lunardate import LCalendars

    if leap and LCalendars.leap_month(year) != month:
        return 0
    return int(LCalendars.ndays(year, month, int(leap)))
