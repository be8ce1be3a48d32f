"""What cells of other systems' tables mean."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain import import_values as values
from memberpos.domain.import_values import Read, Unreadable


def code_of(work: Callable[..., object], *args: object) -> str:
    try:
        work(*args)
    except Unreadable as error:
        return error.code
    return ""


@pytest.mark.parametrize(
    ("text", "number", "repaired"),
    [
        ("13800138000", "+8613800138000", ""),
        ("138 0013 8000", "+8613800138000", ""),
        ("'13800138000", "+8613800138000", ""),
        ("13800138000.0", "+8613800138000", "phone_repaired"),
        ("1.3800138001E+10", "+8613800138001", "phone_repaired"),
        ("1.3800138E+10", "+8613800138000", "phone_repaired"),
        ("１３８００１３８０００", "+8613800138000", ""),
        ("0755-12345678", "+8675512345678", ""),
    ],
)
def test_phones(text: str, number: str, repaired: str) -> None:
    assert values.phone(text) == Read(number, repaired)


@pytest.mark.parametrize("text", ["1.38E+10", "1.38001E+10", "电话", "12", "1380013800x"])
def test_what_is_no_phone_any_more(text: str) -> None:
    assert code_of(values.phone, text) == "bad_phone"


@given(st.integers(13_000_000_000, 19_999_999_999))
def test_a_phone_kept_as_a_float_is_whole_again(number: int) -> None:
    for text in (str(number), f"{number}.0", f"{number:.10E}", repr(float(number))):
        assert values.phone(text).value == f"+86{number}"


@pytest.mark.parametrize(
    ("text", "width", "number", "repaired"),
    [
        ("00012345", 0, "00012345", ""),
        ("12345", 8, "00012345", "zeros_restored"),
        ("12345.0", 8, "00012345", "zeros_restored"),
        ("VIP-01", 8, "VIP-01", ""),
        ("6.00100000011E+11", 0, "600100000011", ""),
        ("'0042", 0, "0042", ""),
    ],
)
def test_cards(text: str, width: int, number: str, repaired: str) -> None:
    assert values.card(text, width) == Read(number, repaired)


def test_a_card_whose_digits_were_lost_is_refused() -> None:
    assert code_of(values.card, "6.001E+11") == "bad_count"


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("1990-05-21", "ymd", "1990-05-21"),
        ("1990-5-21", "ymd", "1990-05-21"),
        ("1990/05/21 00:00:00", "ymd", "1990-05-21"),
        ("1990.5.21", "ymd", "1990-05-21"),
        ("19900521", "ymd", "1990-05-21"),
        ("1990年5月21日", "ymd", "1990-05-21"),
        ("1990-05-21T10:30:00", "ymd", "1990-05-21"),
        ("民國79年5月21日", "ymd", "1990-05-21"),
        ("33014", "ymd", "1990-05-21"),
        ("33014.0", "ymd", "1990-05-21"),
        ("21/5/1990", "ymd", "1990-05-21"),
        ("5/21/1990", "ymd", "1990-05-21"),
        ("5/4/1990", "dmy", "1990-04-05"),
        ("5/4/1990", "mdy", "1990-05-04"),
        ("4/4/1990", "ymd", "1990-04-04"),
    ],
)
def test_days(text: str, order: str, day: str) -> None:
    assert values.day(text, order).value == day


@pytest.mark.parametrize("text", ["1990-13-01", "1990-02-30", "5/4/1990", "90-5-21", "05-21", "12", "随便", "9999999"])
def test_what_is_no_day(text: str) -> None:
    assert code_of(values.day, text) == "bad_date"


@given(st.dates(date(1931, 1, 1), date(2098, 12, 31)))
def test_every_form_of_a_day_gives_the_day(day: date) -> None:
    sheet = (day - date(1899, 12, 30)).days
    forms = (day.isoformat(), f"{day:%Y/%m/%d}", f"{day.year}.{day.month}.{day.day}", f"{day:%Y%m%d}",
             f"{day.year}年{day.month}月{day.day}日", f"{day} 08:15", str(sheet))  # fmt: skip
    assert {values.day(form).value for form in forms} == {day.isoformat()}
    assert date(1899, 12, 30) + timedelta(days=sheet) == day


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("农历1990-5-21", ("1990-05-21", True)),
        ("阴历 1990年2月30日", ("1990-02-30", True)),
        ("農曆19900521", ("1990-05-21", True)),
        ("1990-5-21", ("1990-05-21", False)),
    ],
)
def test_birthdays(text: str, kept: tuple[str, bool]) -> None:
    read, lunar = values.birthday(text)
    assert (read.value, lunar) == kept


@pytest.mark.parametrize(
    ("text", "fen", "mended"),
    [
        ("12.5", 1250, ""),
        ("1,234.50", 123_450, ""),
        ("￥1,234.5元", 123_450, ""),
        ("¥0", 0, ""),
        ("12.299999999999999", 1230, "amount_rounded"),
        ("12.300000000000001", 1230, "amount_rounded"),
        ("99.99999999999999", 10_000, "amount_rounded"),
        ("12.300", 1230, ""),
    ],
)
def test_money(text: str, fen: int, mended: str) -> None:
    assert values.fen(text) == (fen, mended)


@pytest.mark.parametrize("text", ["-5", "12.345", "十元", "1.2.3", "(5.00)", "1e3"])
def test_what_is_no_money(text: str) -> None:
    assert code_of(values.fen, text) == "bad_amount"


@given(st.integers(0, 10**11))
def test_a_sum_of_floats_is_the_amount(fen: int) -> None:
    assert values.fen(repr(fen / 100))[0] == fen
    assert values.fen(f"{fen / 100:,.2f}")[0] == fen


@given(st.integers(-(10**9), 10**9))
def test_counts(number: int) -> None:
    assert values.count(str(number)) == values.count(f"{number}.0") == values.count(f"{number:,}") == number


@pytest.mark.parametrize("text", ["12.5", "many", ""])
def test_what_is_no_count(text: str) -> None:
    assert code_of(values.count, text) == "bad_count"


def test_words() -> None:
    assert [values.sex(word) for word in ("男", "女士", "F", "Male", "未知")] == ["m", "f", "f", "m", ""]
    assert [values.yes(word) for word in ("是", "农历", "否", "FALSE", "0")] == [True, True, False, False, False]
    assert values.tags("常客, VIP；常客\n老板") == ("常客", "VIP", "老板")
    assert code_of(values.sex, "哥") == code_of(values.yes, "也许") == "bad_word"


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (
        values.phone,
        values.card,
        values.day,
        values.birthday,
        values.fen,
        values.count,
        values.sex,
        values.yes,
    ):
        code_of(read, text)
