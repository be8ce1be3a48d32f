from datetime import date, time

import pytest

from memberpos.domain.errors import PosError
from memberpos.domain.gifts import Gift, check, document, from_document, within
from memberpos.domain.limits import Limit

DAY, NOON = date(2026, 7, 15), time(12)  # a Wednesday
MUG = Gift("MUG", "杯", 100, points_by_tier={"金卡": 80})


def test_points_by_tier():
    assert [MUG.points_for(tier) for tier in (None, "普卡", "金卡")] == [100, 100, 80]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({}, ""),
        ({"from_on": DAY, "to_on": DAY}, ""),
        ({"from_on": date(2026, 7, 16)}, "date"),
        ({"to_on": date(2026, 7, 14)}, "date"),
        ({"weekdays": (3,)}, ""),
        ({"weekdays": (6, 7)}, "weekday"),
        ({"hours": ("10:00", "12:01")}, ""),
        ({"hours": ("10:00", "12:00")}, "hour"),
        ({"hours": ("22:00", "13:00")}, ""),
        ({"tiers": ("金卡",)}, "tier"),
        ({"tiers": ("普卡",)}, ""),
    ],
)
def test_when_and_for_whom(more, why):
    gift = Gift("MUG", "杯", 100, **more)
    try:
        gift.refuse_unless_open("普卡", DAY, NOON)
        assert why == ""
    except PosError as error:
        assert (error.code, error.facts["why"]) == ("not_now", why)


def test_hours_over_midnight():
    assert [within(("22:00", "02:00"), time(hour)) for hour in (21, 22, 1, 2)] == [False, True, True, False]


@pytest.mark.parametrize(
    "gift",
    [
        Gift("MUG", "杯", -1), Gift("MUG", "杯", 1, fen=-1), Gift("", "杯", 1), Gift("MUG", " ", 1),
        Gift("MUG", "杯", 1, points_by_tier={"金卡": -5}), Gift("MUG", "杯", 1, hours=("noon", "night")),
        Gift("MUG", "杯", 1, weekdays=(0,)), Gift("MUG", "杯", 1, limit=Limit(0, "day")),
    ],
)  # fmt: skip
def test_what_is_no_gift(gift):
    with pytest.raises(PosError):
        check(gift)


def test_kept_as_written():
    gift = Gift("MUG", "杯", 100, 500, {"金卡": 80}, Limit(2, "month"), ("金卡",), DAY, DAY, (1, 7), ("10:00", "20:00"))
    check(gift)
    assert Gift("MUG", "杯", 100, 500, **from_document(document(gift))) == gift
    assert Gift("MUG", "杯", 100, **from_document({})) == Gift("MUG", "杯", 100)
