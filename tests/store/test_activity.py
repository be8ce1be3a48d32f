"""A sale tells the member's day: what that costs does not grow with what the member bought before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hq.world import START_MS, Clock
from tests.sync.shop import Shop, open_shop

from memberpos.services import refunds
from memberpos.services.refunds import RefundRequest
from memberpos.store import activity
from memberpos.store.activity import _OWN, _USES

DAY_MS = 86_400_000
DAYS = 30


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with open_shop(tmp_path, Clock(START_MS)) as made:
        yield made


def steps(shop: Shop, sql: str, values: tuple[str, ...]) -> int:
    """How many instructions SQLite runs for a query."""
    ran = 0

    def count() -> int:
        nonlocal ran
        ran += 1
        return 0

    shop.db.connection.set_progress_handler(count, 1)
    try:
        shop.db.all(sql, values)
    finally:
        shop.db.connection.set_progress_handler(None, 0)
    return ran


def today(shop: Shop) -> tuple[str, str, str]:
    """(member, business date, device) of the last sale to a member."""
    row = shop.db.one(
        "SELECT member_id, business_date, device_id FROM event WHERE kind = 'sale' AND member_id IS NOT NULL"
        " ORDER BY seq DESC LIMIT 1"
    )
    assert row is not None
    return row[0], row[1], row[2]


def test_the_day_costs_the_same_after_many_days(shop: Shop) -> None:
    member = shop.enrol_member()
    cost = []
    for day in range(DAYS):
        shop.clock.ms = START_MS + (day + 1) * DAY_MS
        done = shop.sell(member.member_id, 1000, pay="cash")
        refunds.refund(shop.use(), RefundRequest(done.event_id, fen=100))
        cost.append(steps(shop, _OWN, today(shop)))
    assert cost[1] == cost[-1]


def test_the_day_is_what_was_sold_less_what_came_back(shop: Shop) -> None:
    member = shop.enrol_member()
    first = shop.sell(member.member_id, 2000, pay="cash")
    second = shop.sell(member.member_id, 3000, pay="cash")
    refunds.refund(shop.use(), RefundRequest(second.event_id, fen=1000))
    shop.sell(None, 5000, pay="cash")
    _, day, device = today(shop)
    told = activity.own_day(shop.db, member.account_id, device, day)
    assert told == {"spend_fen": 4000, "visits": 1, "times": 2, "points": 40, "growth": 40}
    for sale in (first, second):
        refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True))
    told = activity.own_day(shop.db, member.account_id, device, day)
    assert told == {"spend_fen": 0, "visits": 0, "times": 2, "points": 0, "growth": 0}
    assert activity.own_day(shop.db, member.account_id, "another", day)["times"] == 0


def test_uses_of_passes_are_found_by_their_day(shop: Shop) -> None:
    plan = [row[3] for row in shop.db.all(f"EXPLAIN QUERY PLAN {_USES}", ("a", "2026-01-01", "d"))]
    assert any("pass_use_pass (pass_id=? AND on_date=?)" in line for line in plan), plan
