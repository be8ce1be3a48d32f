"""Points from other sources than spending, and their way back (domain rules §3, §5)."""

from __future__ import annotations

import pytest

from memberpos.domain.errors import PosError
from memberpos.services import adjust, members, refunds, sources, staff
from memberpos.services.members import EnrolRequest
from memberpos.services.refunds import RefundRequest
from tests.services.shop import DAY_MS, Shop

BASE = {"points__rate": "0/1", "tiers": []}


def points(shop: Shop, member_id: str) -> int:
    shop.assert_books_agree()
    return shop.profile(member_id).points


def brought(shop: Shop, referrer: str, name: str = "乙") -> str:
    return members.enrol(shop.use(), EnrolRequest(name, referrer_id=referrer)).member_id


def undo(shop: Shop, sale: str) -> tuple[str, ...]:
    shown = refunds.preview(shop.use(), RefundRequest(sale, everything=True))
    done = refunds.refund(shop.use(), RefundRequest(sale, everything=True))
    assert shown.facts == done.facts
    return done.facts


def test_joining(shop: Shop) -> None:
    shop.set(**BASE, points__registration=20)
    assert points(shop, shop.enrol().member_id) == 20


def test_a_visit_a_day_with_any_sale_of_it(shop: Shop) -> None:
    shop.set(**BASE, points__visit=5)
    member = shop.enrol().member_id
    first, second = shop.sell(member), shop.sell(member)
    assert points(shop, member) == 5
    undo(shop, first.event_id)
    assert points(shop, member) == 5  # the second sale of the day stands
    undo(shop, second.event_id)
    shop.now_ms += DAY_MS
    shop.sell(member)
    assert points(shop, member) == 10


def test_a_visit_undone_can_be_made_again_that_day(shop: Shop) -> None:
    shop.set(**BASE, points__visit=5)
    member = shop.enrol().member_id
    undo(shop, shop.sell(member).event_id)
    assert points(shop, member) == 0
    shop.sell(member)
    assert points(shop, member) == 5


def test_visits_are_limited_by_week(shop: Shop) -> None:
    shop.set(**BASE, points__visit=5, points__visit_limit="2/week")
    member = shop.enrol().member_id
    for _ in range(4):  # Thursday to Sunday
        shop.sell(member)
        shop.now_ms += DAY_MS
    assert points(shop, member) == 10
    shop.sell(member)  # Monday
    assert points(shop, member) == 15


def test_goods_bring_points_for_whole_pieces_and_lose_them_with_the_pieces(shop: Shop) -> None:
    shop.set(tiers=[], points__rate="1/1", points__items={"GIFT": 7})
    member = shop.enrol().member_id
    sale = shop.sell(member, ("GIFT", 3500), ("LATTE", 1000))
    assert sale.points_earned == 28 + 3 * 7
    part = refunds.refund(shop.use(), RefundRequest(sale.event_id, lines={1: 1000}))
    assert (part.points_clawed, points(shop, member)) == (7, 42)
    by_amount = refunds.refund(shop.use(), RefundRequest(sale.event_id, fen=100))
    assert by_amount.points_clawed <= 1
    rest = refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True))
    assert part.points_clawed + by_amount.points_clawed + rest.points_clawed == sale.points_earned
    assert points(shop, member) == 0


def test_both_sides_at_the_first_sale_with_money_due(shop: Shop) -> None:
    shop.set(**BASE, points__referral=50, points__referred=20)
    a = shop.enrol().member_id
    b = brought(shop, a)
    adjust.points(shop.use(), b, 150, "test")
    shop.sell(b, ("GIFT", 1000), tenders=(), points=150)  # nothing due
    assert (points(shop, a), points(shop, b)) == (0, 0)
    shop.sell(b)
    assert (points(shop, a), points(shop, b)) == (50, 20)
    shop.sell(b)
    assert (points(shop, a), points(shop, b)) == (50, 20)


def test_so_many_referrals_a_month_and_the_brought_gets_points_all_the_same(shop: Shop) -> None:
    shop.set(**BASE, points__referral=50, points__referred=20, points__referral_limit=1)
    a = shop.enrol().member_id
    b, c, d = (brought(shop, a, name) for name in "乙丙丁")
    shop.sell(b)
    shop.sell(c)
    assert [points(shop, one) for one in (a, b, c)] == [50, 20, 20]
    shop.now_ms += 31 * DAY_MS
    shop.sell(c)  # not the first: not made up for
    shop.sell(d)
    assert [points(shop, one) for one in (a, c, d)] == [100, 20, 20]


def test_a_referral_goes_back_with_the_sale_given_back_in_full(shop: Shop) -> None:
    shop.set(**BASE, points__referral=50, points__referred=20)
    a = shop.enrol().member_id
    b = brought(shop, a)
    sale = shop.sell(b)
    refunds.refund(shop.use(), RefundRequest(sale.event_id, fen=100))
    assert (points(shop, a), points(shop, b)) == (50, 20)
    assert undo(shop, sale.event_id) == ()
    assert (points(shop, a), points(shop, b)) == (0, 0)
    shop.sell(b)  # the first that stands
    assert (points(shop, a), points(shop, b)) == (50, 20)


def test_what_is_used_of_it_is_a_fact_and_is_not_given_twice(shop: Shop) -> None:
    shop.set(**BASE, points__referral=50, points__referred=0)
    a = shop.enrol().member_id
    b = brought(shop, a)
    sale = shop.sell(b)
    shop.sell(a, ("LATTE", 1000), points=30)
    assert undo(shop, sale.event_id) == ("points.grant:30",)
    assert points(shop, a) == 0
    shop.sell(b)
    assert points(shop, a) == 0


def test_a_referral_that_was_not_rewarded_at_the_time_is_not_made_up_for(shop: Shop) -> None:
    shop.set(**BASE)
    a = shop.enrol().member_id
    b = brought(shop, a)
    shop.sell(b)
    shop.set(points__referral=50)
    shop.sell(b)
    assert points(shop, a) == 0


def test_check_in_once_a_day(shop: Shop) -> None:
    shop.set(**BASE, points__check_in=2)
    member = shop.enrol().member_id
    assert shop.profile(member).check_in_points == 2
    assert sources.check_in(shop.use(), member).balance == 2
    assert shop.profile(member).check_in_points is None
    with pytest.raises(PosError, match="limit_exceeded"):
        sources.check_in(shop.use(), member)
    shop.now_ms += DAY_MS
    assert sources.check_in(shop.use(), member).balance == 4
    shop.set(points__check_in=0)
    with pytest.raises(PosError, match="not_found"):
        sources.check_in(shop.use(), member)
    assert points(shop, member) == 4


def test_tasks_each_with_its_own_limit(shop: Shop) -> None:
    tasks = [
        {"code": "review", "name": "写评价", "points": 20, "limit": "1/ever"},
        {"code": "share", "name": "分享", "points": 5},
    ]
    shop.set(**BASE, points__tasks=tasks)
    member = shop.enrol().member_id
    for code in ("share", "review", "share"):
        sources.task(shop.use(), member, code)
    with pytest.raises(PosError, match="limit_exceeded"):
        sources.task(shop.use(), member, "review")
    with pytest.raises(PosError, match="not_found"):
        sources.task(shop.use(), member, "dance")
    assert points(shop, member) == 30


def test_points_by_hand_up_to_a_sum_a_month(shop: Shop) -> None:
    shop.set(**BASE, points__manual_limit="100/month")
    member = shop.enrol().member_id
    adjust.points(shop.use(), member, 60, "sorry")
    with pytest.raises(PosError, match="limit_exceeded"):
        adjust.points(shop.use(), member, 41, "sorry")
    adjust.points(shop.use(), member, -60, "mistake")
    adjust.points(shop.use(), member, 40, "sorry")
    shop.now_ms += 31 * DAY_MS
    assert adjust.points(shop.use(), member, 100, "sorry") == 140


def test_giving_needs_the_right(shop: Shop) -> None:
    shop.set(**BASE, points__check_in=2)
    member = shop.enrol().member_id
    auditor = staff.add(shop.use(), "小李", "auditor", "2580")
    cashier = staff.add(shop.use(), "小王", "cashier", "2580")
    with pytest.raises(PosError, match="needs_approval"):
        sources.check_in(shop.use(auditor), member)
    with pytest.raises(PosError, match="needs_approval"):
        adjust.points(shop.use(cashier), member, 5, "test")
    assert sources.check_in(shop.use(cashier), member).points == 2


def test_points_given_pay_a_debt_first(shop: Shop) -> None:
    shop.set(tiers=[], points__rate="1/1", points__check_in=30)
    member = shop.enrol().member_id
    sale = shop.sell(member, ("BEANS", 1000))
    shop.sell(member, ("LATTE", 1000), points=90)
    refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True))
    owed = points(shop, member)
    assert owed < -30
    assert sources.check_in(shop.use(), member).balance == owed + 30
    assert points(shop, member) == owed + 30


def test_points_as_criterion_count_every_source_and_step_up_at_once(shop: Shop) -> None:
    tiers = [{"name": "A", "threshold": 0}, {"name": "B", "threshold": 50}]
    shop.set(
        points__rate="1/1",
        tiers=tiers,
        tiers__criterion="points",
        points__referral=30,
        tiers__refund_downgrade="immediate",
    )
    a = shop.enrol().member_id
    b = brought(shop, a)
    sale = shop.sell(b)
    assert shop.profile(a).tier == "A"
    adjust.points(shop.use(), a, 20, "test")
    assert (shop.profile(a).tier, shop.profile(a).tier_measure) == ("B", 50)
    shop.sell(a, ("LATTE", 1000), points=50)  # spending points is not losing them
    assert shop.profile(a).tier == "B"
    undo(shop, sale.event_id)
    assert shop.profile(a).tier_measure == 50 + 27
    shop.assert_books_agree()
