"""Business dates over clock changes, months of different length, expiry policies."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.dates import (
    Expiry,
    add_months,
    business_date,
    day_start_ms,
    expired,
    local_time,
    month_end,
    offset_min,
    parse_day_start,
    parse_validity,
    valid_days_end,
    validity_end,
)

ZONES = ["Asia/Shanghai", "Asia/Kuala_Lumpur", "America/New_York", "Europe/London", "Australia/Lord_Howe"]
days = st.dates(date(1992, 1, 1), date(2060, 12, 31))
moments = st.integers(int(datetime(1992, 1, 2, tzinfo=UTC).timestamp() * 1000), 2_800_000_000_000)
starts = st.times().map(lambda t: t.strftime("%H:%M"))


def ms(year, month, day, hour, minute, zone):
    return int(datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone)).timestamp() * 1000)


@pytest.mark.parametrize(
    ("at", "start", "want"),
    [
        ((2026, 1, 1, 10, 0), "00:00", date(2026, 1, 1)),
        ((2026, 1, 2, 3, 59), "04:00", date(2026, 1, 1)),
        ((2026, 1, 2, 4, 0), "04:00", date(2026, 1, 2)),
        ((2026, 1, 1, 23, 59), "00:00", date(2026, 1, 1)),
        ((2026, 1, 1, 23, 59), "23:59", date(2026, 1, 1)),
        ((2026, 1, 1, 23, 58), "23:59", date(2025, 12, 31)),
    ],
)
def test_business_date(at, start, want):
    assert business_date(ms(*at, "Asia/Shanghai"), "Asia/Shanghai", start) == want


def test_the_day_starts_by_the_clock_on_the_wall_also_when_it_was_put_forward():
    zone = "America/New_York"  # 2026-03-08 02:00 became 03:00
    assert business_date(ms(2026, 3, 8, 4, 0, zone), zone, "04:00") == date(2026, 3, 8)
    assert business_date(ms(2026, 3, 8, 3, 59, zone), zone, "04:00") == date(2026, 3, 7)
    assert business_date(ms(2026, 3, 8, 3, 0, zone), zone, "02:30") == date(2026, 3, 7)
    assert business_date(ms(2026, 3, 8, 3, 30, zone), zone, "02:30") == date(2026, 3, 8)


@given(moments, st.sampled_from(ZONES), starts)
def test_a_business_date_holds_exactly_its_moments(at_ms, zone, start):
    day = business_date(at_ms, zone, start)
    assert day_start_ms(day, zone, start) <= at_ms < day_start_ms(day + timedelta(days=1), zone, start)


@given(moments, st.integers(0, 3 * 86_400_000), st.sampled_from(ZONES), starts)
def test_business_dates_never_go_back(at_ms, later, zone, start):
    assert business_date(at_ms, zone, start) <= business_date(at_ms + later, zone, start)


@given(moments, starts)
def test_without_clock_changes_it_is_the_local_date_of_the_time_less_the_start(at_ms, start):
    cut = parse_day_start(start)
    shifted = at_ms - (cut.hour * 60 + cut.minute) * 60_000
    assert business_date(at_ms, "Asia/Shanghai", start) == local_time(shifted, "Asia/Shanghai").date()


def test_offsets():
    assert offset_min(0, "Asia/Shanghai") == 480
    assert offset_min(ms(2026, 7, 1, 12, 0, "America/New_York"), "America/New_York") == -240


@pytest.mark.parametrize(
    ("day", "months", "want"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 11, 15), 14, date(2028, 1, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_add_months(day, months, want):
    assert add_months(day, months) == want


@given(days, st.integers(-240, 240))
def test_adding_months_keeps_the_day_or_the_months_last(day, months):
    there = add_months(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day == min(day.day, month_end(there).day)


@pytest.mark.parametrize(
    ("policy", "granted", "want"),
    [
        ("never", date(2026, 1, 15), None),
        ("months:12:end_of_month", date(2026, 1, 15), date(2027, 1, 31)),
        ("months:1:end_of_month", date(2026, 1, 31), date(2026, 2, 28)),
        ("months:0:end_of_month", date(2026, 1, 31), date(2026, 1, 31)),
        ("year:03-31", date(2026, 1, 15), date(2027, 3, 31)),
        ("year:03-31", date(2026, 12, 31), date(2027, 3, 31)),
        ("year:02-29", date(2027, 5, 1), date(2028, 2, 29)),
        ("year:02-29", date(2026, 5, 1), date(2027, 2, 28)),
    ],
)
def test_expiry_policies(policy, granted, want):
    assert Expiry.parse(policy).last_day(granted) == want
    assert str(Expiry.parse(policy)) == policy


@pytest.mark.parametrize(
    "text",
    [
        "",
        "months:1",
        "months:x:end_of_month",
        "year:13-01",
        "year:02-30",
        "year:3-31",
        "Never",
        "months:-1:end_of_month",
    ],
)
def test_policies_that_are_none(text):
    with pytest.raises(ValueError):
        Expiry.parse(text)


def test_validity():
    assert validity_end(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert valid_days_end(date(2026, 1, 1), 30) == date(2026, 1, 31)
    assert parse_validity("months:12") == 12
    for text in ("months:0", "12", "months:12:end_of_month"):
        with pytest.raises(ValueError):
            parse_validity(text)


def test_a_last_day_is_still_good():
    assert not expired("2026-01-31", date(2026, 1, 31))
    assert expired("2026-01-31", date(2026, 2, 1))
    assert not expired(None, date(9999, 1, 1))


@pytest.mark.parametrize("text", ["24:00", "4:00", "04:60", "", "04:00:00"])
def test_day_starts_that_are_none(text):
    with pytest.raises(ValueError):
        parse_day_start(text)
