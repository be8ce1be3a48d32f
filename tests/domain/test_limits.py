from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.limits import PERIODS, Limit, period_span, period_start


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


def test_a_span_is_the_whole_period_and_not_only_up_to_today():
    day = date(2028, 2, 15)
    assert [period_span(period, day) for period in PERIODS] == [
        ("2028-02-15", "2028-02-15"), ("2028-02-14", "2028-02-20"), ("2028-02-01", "2028-02-29"),
        ("2028-01-01", "2028-12-31"), ("0001-01-01", "9999-12-31"),
    ]  # fmt: skip
    assert period_span("week", date.max) == ("9999-12-27", "9999-12-31")


@given(st.dates(), st.sampled_from(PERIODS))
def test_all_days_of_a_span_have_the_same_span_and_the_day_after_another(day, period):
    first, last = (date.fromisoformat(text) for text in period_span(period, day))
    assert first <= day <= last
    assert {period_span(period, each) for each in (first, day, last)} == {(first.isoformat(), last.isoformat())}
    if last < date.max:
        assert period_start(period, last + timedelta(days=1)) == last + timedelta(days=1)


@given(st.dates(date(2000, 1, 1)), st.sampled_from([period for period in PERIODS if period != "ever"]))
def test_a_period_holds_its_start_and_the_next_day_at_most_begins_another(day, period):
    start = period_start(period, day)
    assert start <= day
    assert period_start(period, start) == start
    following = period_start(period, day + timedelta(days=1)) if day < date.max else start
    assert following in (start, day + timedelta(days=1))
