"""Birthdays by both calendars. Dates of the lunar calendar are well known: new years, mid-autumns, leap months."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain import lunar
from memberpos.domain.birthdays import Birthday, birthday_of, is_second_gift
from memberpos.domain.errors import PosError

NEW_YEARS = {
    1950: "1950-02-17", 1979: "1979-01-28", 1985: "1985-02-20", 2000: "2000-02-05", 2008: "2008-02-07",
    2020: "2020-01-25", 2023: "2023-01-22", 2024: "2024-02-10", 2025: "2025-01-29", 2026: "2026-02-17",
    2027: "2027-02-06", 2028: "2028-01-26", 2033: "2033-01-31", 2034: "2034-02-19",
}  # fmt: skip


@pytest.mark.parametrize(("year", "day"), NEW_YEARS.items())
def test_new_years(year, day):
    assert lunar.solar(year, 1, 1, leap=False) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "leap", "year", "days"),
    [
        ("1990-08-15", False, 2026, ["2026-09-25"]),  # mid-autumn
        ("1990-08-15", False, 2023, ["2023-09-29"]),
        ("2023-02-10", True, 2023, ["2023-03-31"]),  # leap second month
        ("2023-02-10", False, 2023, ["2023-03-01"]),
        ("2023-02-10", True, 2024, ["2024-03-19"]),  # no such leap month: the ordinary one
        ("2020-04-29", True, 2028, ["2028-05-23"]),
        ("1990-05-30", False, 2026, ["2026-07-13"]),  # a short month: its 29th
        ("1990-12-08", False, 2025, ["2025-01-07"]),  # a month of the lunar year before
        ("1990-12-01", False, 2000, ["2000-01-07", "2000-12-26"]),
        ("1990-12-01", False, 2001, []),
    ],
)
def test_a_lunar_birthday_in_a_year(text, leap, year, days):
    born = birthday_of(text, is_lunar=True, is_leap=leap)
    assert [day.isoformat() for day in born.in_year(year)] == days


def test_the_29th_of_february_is_the_28th_in_common_years():
    born = birthday_of("2000-02-29")
    assert born.in_year(2026) == (date(2026, 2, 28),)
    assert born.in_year(2028) == (date(2028, 2, 29),)
    assert birthday_of("2000-02-28").in_year(2028) == (date(2028, 2, 28),)
    assert birthday_of("1990-12-31").next_on(date(2026, 12, 31)) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "is_lunar", "is_leap"),
    [
        ("1990-02-30", False, False), ("1990-13-01", True, False), ("1990-02-31", True, False), ("x", False, False),
        ("1990-2-3", False, False), ("1899-01-01", True, False), ("2024-02-10", True, True), ("1990-05-05", False, True),
        ("2101-01-01", True, False), ("1990-00-10", True, False),
    ],
)  # fmt: skip
def test_days_that_a_calendar_does_not_have(text, is_lunar, is_leap):
    with pytest.raises(PosError, match="bad_setting"):
        birthday_of(text, is_lunar=is_lunar, is_leap=is_leap)


def test_no_birthday_is_none():
    assert birthday_of(None) is birthday_of("") is None
    assert str(birthday_of("1990-02-30", is_lunar=True)) == "1990-02-30"


solar_births = st.dates(date(1940, 1, 1), date(2020, 12, 31)).map(lambda day: Birthday(day.year, day.month, day.day))
lunar_births = st.builds(
    Birthday, st.integers(1940, 2020), st.integers(1, 12), st.integers(1, 29), st.just(True), st.booleans()
)


@given(st.one_of(solar_births, lunar_births), st.dates(date(2020, 1, 1), date(2080, 1, 1)))
def test_one_in_each_of_its_years_and_none_is_passed_over(born, start):
    days, seen = start, []
    for _ in range(5):
        day = born.next_on(days)
        seen.append(day)
        days = day + timedelta(days=1)
    years = [born.year_of(day) for day in seen]
    assert years == list(range(years[0], years[0] + 5))
    assert seen[0] - start <= timedelta(days=385)
    assert all(353 <= (later - day).days <= 385 for day, later in pairwise(seen))


@given(lunar_births, st.integers(2021, 2060))
def test_left_as_it_is_no_gift_of_a_lunar_birthday_is_lost(born, year):
    days = [day for of in range(year, year + 4) for day in born.in_year(of)]
    gifts = []
    for day in days:
        if not is_second_gift(born, day, gifts[-1] if gifts else None):
            gifts.append(day)
    assert gifts == days


def test_a_changed_birthday_gives_no_second_gift_in_a_year():
    assert is_second_gift(birthday_of("1990-03-01"), date(2026, 3, 1), date(2026, 1, 19))
    assert is_second_gift(birthday_of("1990-02-10", is_lunar=True), date(2026, 3, 28), date(2026, 1, 19))
    assert not is_second_gift(birthday_of("1990-03-01"), date(2026, 3, 1), date(2025, 12, 31))
    assert not is_second_gift(birthday_of("1990-03-01"), date(2026, 3, 1), None)


def test_beyond_the_years_that_are_known_there_is_none():
    born = birthday_of("1990-08-15", is_lunar=True)
    assert born.next_on(date(2101, 2, 1)) is None
    assert lunar.solar(2101, 1, 1, leap=False) is None
