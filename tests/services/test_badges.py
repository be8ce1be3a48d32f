"""Badges: for what the owner says, once, and gone with what led there."""

from __future__ import annotations

from typing import Any

import pytest

from memberpos.domain.events import COUPON_ISSUE, PASS_GIFT
from memberpos.services import badges, caused, grants, members, refunds, sources, tier_grants
from memberpos.services.members import EnrolRequest
from memberpos.services.refunds import RefundRequest
from memberpos.store import badges as rows
from tests.services.shop import DAY_MS, Shop


def badge(criterion: str, at_least: int, **more: Any) -> dict[str, Any]:
    return {"code": criterion, "name": criterion, "criterion": criterion, "at_least": at_least, **more}


def held(shop: Shop, member: str) -> list[str]:
    shop.assert_books_agree()
    return [one.code for one in shop.profile(member).badges]


@pytest.mark.parametrize(
    ("criterion", "at_least", "more"),
    [
        ("visits", 2, {}),
        ("spend", 180, {}),
        ("points", 180, {}),
        ("growth", 180, {}),
        ("item", 2, {"sku": "BEANS"}),
    ],
)
def test_given_by_the_sale_that_completes_it(shop: Shop, criterion: str, at_least: int, more: dict[str, Any]) -> None:
    shop.set(tiers=[], badges=[badge(criterion, at_least, **more)])
    member = shop.enrol().member_id
    shop.sell(member, ("BEANS", 1000))
    assert held(shop, member) == []
    shop.now_ms += DAY_MS
    sale = shop.sell(member, ("BEANS", 1000))
    assert held(shop, member) == [criterion]
    refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True))
    assert held(shop, member) == []
    shop.sell(member, ("BEANS", 1000))
    assert held(shop, member) == [criterion]


def test_it_stays_while_what_it_is_for_still_stands(shop: Shop) -> None:
    shop.set(tiers=[], badges=[badge("visits", 1)])
    member = shop.enrol().member_id
    first = shop.sell(member)
    shop.sell(member)
    refunds.refund(shop.use(), RefundRequest(first.event_id, everything=True))
    assert held(shop, member) == ["visits"]


def test_points_that_come_with_it_go_with_it(shop: Shop) -> None:
    shop.set(tiers=[], points__rate="0/1", badges=[badge("visits", 1, points=30)])
    member = shop.enrol().member_id
    sale = shop.sell(member)
    assert shop.profile(member).points == 30
    refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True))
    assert shop.profile(member).points == 0
    assert held(shop, member) == []


def test_windows_begin_anew(shop: Shop) -> None:
    shop.set(tiers=[], badges=[badge("visits", 2, window="month")])
    member = shop.enrol().member_id
    shop.now_ms += 30 * DAY_MS  # 31 January
    shop.sell(member)
    shop.now_ms += DAY_MS
    shop.sell(member)
    assert held(shop, member) == []
    shop.now_ms += DAY_MS
    shop.sell(member)
    assert held(shop, member) == ["visits"]


def test_for_checking_in_tasks_and_bringing_members(shop: Shop) -> None:
    shop.set(
        tiers=[], points__check_in=1, points__tasks=[{"code": "t", "name": "t", "points": 1}], points__referral=5,
        badges=[badge("check_ins", 1), badge("tasks", 2), badge("referrals", 1)],
    )  # fmt: skip
    member = shop.enrol().member_id
    sources.check_in(shop.use(), member)
    assert held(shop, member) == ["check_ins"]
    sources.task(shop.use(), member, "t")
    sources.task(shop.use(), member, "t")
    assert held(shop, member) == ["check_ins", "tasks"]
    brought = members.enrol(shop.use(), EnrolRequest("乙", referrer_id=member)).member_id
    shop.sell(brought)
    assert held(shop, member) == ["check_ins", "tasks", "referrals"]
    assert rows.referrals(shop.db, member, ("2027-01-01", "2027-12-31")) == 0


def test_each_caused_thing_is_undone_by_its_own_kind() -> None:
    assert set(caused.UNDOS) == {badges.AWARD, grants.GRANT, tier_grants.GRANT, COUPON_ISSUE, PASS_GIFT}
