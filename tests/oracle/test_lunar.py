"""The engine's lunar calendar against the one from the sky: each month of two centuries, and birthdays in it."""

from __future__ import annotations

import pytest

from memberpos.domain import lunar as engine
from tests.oracle import lunar

#: First days of months where the engine (the table of borax) differs from the sky: the calendar published in 1906, and two moons so near
#: midnight that the day hangs on the length of days till then (decision 0170); lunardate, cnlunar and lunar_python have the day of the sky.
OPEN = {(1906, 4, False): "1906-04-24", (2089, 8, False): "2089-09-05", (2097, 7, False): "2097-08-08"}


@pytest.mark.parametrize("decade", range(1900, 2101, 10))
def test_each_month(decade: int) -> None:
    """First and last days, the leap months included."""
    for year in range(decade, min(decade + 10, 2101)):
        for (month, leap), (start, length) in lunar.of_year(year).items():
            day = OPEN.get((year, month, leap), start.isoformat())
            assert engine.solar(year, month, 1, leap=leap).isoformat() == day
            last = lunar.in_year((month, leap), length, year)
            assert engine.solar(year, month, length - (day != start.isoformat()), leap=leap) == last


def test_known_days_of_the_sky() -> None:
    """Mid-autumns, new years, and the year whose leap month was long in doubt."""
    assert lunar.in_year((8, False), 15, 2026).isoformat() == "2026-09-25"
    assert lunar.in_year((1, False), 1, 1985).isoformat() == "1985-02-20"
    assert lunar.in_year((1, False), 1, 2034).isoformat() == "2034-02-19"
    assert [month for month in lunar.of_year(2033) if month[1]] == [(11, True)]
    assert [year for year in range(2020, 2034) if len(lunar.of_year(year)) == 13] == [
        2020,
        2023,
        2025,
        2028,
        2031,
        2033,
    ]
