from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.limits import PERIODS, Limit, period_start


@pytest.mark.parametrize("text", ["1/day", "3/week", "10/month", "0/year", "2/ever"])
def test_written_as_read(text):
    assert str(Limit.parse(text)) == text


@pytest.mark.parametrize("text", ["", "day", "1/hour", "-1/day", "1 / day", "１/day", "1/days"])
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        Limit.parse(text)


def test_periods_of_a_wednesday():
    day = date(2026, 7, 15)
    starts = [period_start(period, day) for period in PERIODS]
    assert starts == [day, date(2026, 7, 13), date(2026, 7, 1), date(2026, 1, 1), date.min]


@given(st.dates(date(2000, 1, 1)), st.sampled_from([period for period in PERIODS if period != "ever"]))
def test_a_period_holds_its_start_and_the_next_day_at_most_begins_another(day, period):
    start = period_start(period, day)
    assert start <= day
    assert period_start(period, start) == start
    following = period_start(period, day + timedelta(days=1)) if day < date.max else start
    assert following in (start, day + timedelta(days=1))
