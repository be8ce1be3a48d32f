"""When something holds: business dates, weekdays, hours on the wall; and for which goods."""

from __future__ import annotations

from datetime import date

import pytest
from tests.domain.priced import at

from memberpos.domain.catalog import Product
from memberpos.domain.conditions import ALL_GOODS, ALWAYS, GoodsFilter, Moment, When, moment


def test_a_moment_is_read_in_the_shop() -> None:
    assert moment(at("2026-01-02T01:30"), "Asia/Shanghai", "00:00") == Moment(date(2026, 1, 2), 90)
    assert moment(at("2026-01-02T01:30"), "Asia/Shanghai", "04:00") == Moment(date(2026, 1, 1), 90)
    assert moment(at("2026-01-02T01:30"), "Europe/Berlin", "00:00") == Moment(date(2026, 1, 1), 18 * 60 + 30)


@pytest.mark.parametrize(
    ("when", "why"),
    [
        (ALWAYS, ""),
        (When(date(2026, 1, 1), date(2026, 1, 1)), ""),
        (When(date(2026, 1, 2)), "early"),
        (When(to_on=date(2025, 12, 31)), "late"),
        (When(weekdays=frozenset({4})), ""),
        (When(weekdays=frozenset({5})), "weekday"),
        (When(hours=(540, 600)), "hours"),
        (When(hours=(600, 660)), ""),
        (When(hours=(660, 601)), ""),
        (When(hours=(660, 600)), "hours"),
        (When(date(2026, 1, 2), weekdays=frozenset({5}), hours=(0, 1)), "early"),
    ],
)
def test_why_something_does_not_hold(when: When, why: str) -> None:
    assert when.why_not(Moment(date(2026, 1, 1), 600)) == why


def test_goods_are_named_by_sku_or_category() -> None:
    tea = Product("TEA", "TEA", 1, "drinks")
    assert ALL_GOODS.everything
    assert ALL_GOODS.takes(tea)
    for skus, categories, taken in (
        (["TEA"], [], True),
        ([], ["drinks"], True),
        (["X"], ["drinks"], True),
        (["X"], [], False),
    ):
        assert GoodsFilter(frozenset(skus), frozenset(categories)).takes(tea) is taken
    assert not GoodsFilter(categories=frozenset({""})).takes(tea)
