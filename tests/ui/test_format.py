from __future__ import annotations

import pytest

from memberpos.ui import format as fmt


@pytest.mark.parametrize(
    ("fen", "amount", "money", "signed"),
    [
        (0, "0.00", "¥ 0.00", "0.00"),
        (5, "0.05", "¥ 0.05", "+0.05"),
        (1864250, "18,642.50", "¥ 18,642.50", "+18,642.50"),
        (-200, "−2.00", "−¥ 2.00", "−2.00"),
    ],
)
def test_amounts(fen: int, amount: str, money: str, signed: str) -> None:
    assert (fmt.amount(fen), fmt.money(fen), fmt.signed(fen)) == (amount, money, signed)


def test_other_currencies() -> None:
    assert fmt.money(1250, "HKD") == "HK$ 12.50"


def test_numbers_people_read() -> None:
    assert fmt.count(-12345) == "−12,345"
    assert fmt.phone("13800136021") == "138 **** 6021"
    assert fmt.phone("62215501") == "62215501"
    assert fmt.grouped("860000027715") == "8600 0002 7715"


def test_times_are_the_shop_s() -> None:
    at_ms = 1_795_228_920_000
    assert (fmt.clock(at_ms, "Asia/Shanghai"), fmt.day(at_ms, "Asia/Shanghai")) == ("10:42", "2026-11-21")
    assert fmt.minutes(at_ms, "UTC") == "11-21 02:42"


def test_who_gave_only_a_phone_is_called_by_it() -> None:
    assert fmt.person("+8613800136021") == "138 **** 6021"
    assert fmt.person("+85261234567") == "852 **** 4567"
    assert fmt.person("林晓棠") == "林晓棠"
