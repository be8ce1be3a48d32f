"""Time-driven work: in order of its dates, on the rules of its dates, once (domain rules §1, §4, §6)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from memberpos.domain.ids import derived_id
from memberpos.services import (
    adjust,
    birthdays,
    due,
    members,
    points_expiry,
    refunds,
    settings_plans,
    tier_review,
    timed,
)
from memberpos.services.refunds import RefundRequest
from memberpos.services.shop import shop_of
from memberpos.services.timed import Work
from memberpos.services.use import Use
from memberpos.store import events
from tests.services.shop import DAY_MS, Shop, new_shop

TIERS = [{"name": "A", "threshold": 0}, {"name": "B", "threshold": 100}, {"name": "C", "threshold": 300}]


def timed_events(shop: Shop) -> list[tuple[str, str]]:
    """(kind, business date) of time-driven events, in the order they were booked."""
    kinds = ("points.expire", "tier.review", "birthday")
    rows = shop.db.all(
        f"SELECT kind, business_date FROM event WHERE kind IN ({', '.join('?' * len(kinds))}) ORDER BY seq", kinds
    )
    return [(row[0], row[1]) for row in rows]


def later(shop: Shop, days: int) -> list[str]:
    shop.now_ms += days * DAY_MS
    done = due.run_all(shop.use())
    assert due.run_all(shop.use()) == []
    shop.assert_books_agree()
    return done


def test_months_of_absence_are_made_up_for_in_order_of_dates(shop: Shop) -> None:
    """Birthday points are granted, expire, and are granted again, between two reviews, as if no day had been missed."""
    shop.set(
        tiers=TIERS, tiers__validity="months:6", points__expiry="months:0:end_of_month", points__birthday=50,
        points__rate="0/1", tiers__window="rolling:6",
    )  # fmt: skip
    member = members.enrol(shop.use(), members.EnrolRequest("林", birthday="1990-03-10"))
    shop.sell(member.member_id, ("BEANS", 2000))
    assert shop.profile(member.member_id).tier == "B"
    assert later(shop, 450) == ["birthday", "points.expire", "tier.review"]
    assert timed_events(shop) == [
        ("birthday", "2026-03-10"), ("points.expire", "2026-04-01"), ("tier.review", "2026-07-02"),
        ("tier.review", "2027-01-03"), ("birthday", "2027-03-10"),
    ]  # fmt: skip
    now = shop.profile(member.member_id)
    assert (now.points, now.tier, now.birthday_in_days) == (50, "A", 349)


def test_the_ids_are_those_any_terminal_would_give(shop: Shop) -> None:
    shop.set(points__expiry="months:0:end_of_month", points__birthday=5, tiers=TIERS, tiers__validity="months:1")
    member = members.enrol(shop.use(), members.EnrolRequest("林", birthday="1990-01-20"))
    later(shop, 40)
    wanted = {
        derived_id("birthday", member.member_id, "2026"): "birthday",
        derived_id("points.expire", member.account_id, date(2026, 2, 1)): "points.expire",
        derived_id("tier.review", member.member_id, date(2026, 2, 2)): "tier.review",
    }
    for event_id, kind in wanted.items():
        event = events.by_id(shop.db, str(event_id))
        assert event is not None
        assert event.kind == kind


def test_the_rules_of_the_due_date_count_not_those_of_today(shop: Shop) -> None:
    shop.set(points__birthday=50)
    first = members.enrol(shop.use(), members.EnrolRequest("甲", birthday="1990-01-03"))
    shop.now_ms += 5 * DAY_MS
    shop.set(points__birthday=70)
    second = members.enrol(shop.use(), members.EnrolRequest("乙", birthday="1990-01-10"))
    later(shop, 10)
    assert (shop.profile(first.member_id).points, shop.profile(second.member_id).points) == (50, 70)


def test_a_rule_switched_on_later_gives_nothing_for_days_before(shop: Shop) -> None:
    member = members.enrol(shop.use(), members.EnrolRequest("甲", birthday="1990-01-03"))
    shop.now_ms += 30 * DAY_MS
    shop.set(points__birthday=50)
    assert later(shop, 1) == []
    assert shop.profile(member.member_id).points == 0
    assert later(shop, 365) == ["birthday"]


def test_joining_on_the_day_counts_and_a_day_before_joining_does_not(shop: Shop) -> None:
    shop.set(points__birthday=50)
    today = members.enrol(shop.use(), members.EnrolRequest("甲", birthday="1990-01-01"))
    yesterday = members.enrol(shop.use(), members.EnrolRequest("乙", birthday="1990-12-31"))
    due.run_all(shop.use())
    assert [shop.profile(one.member_id).points for one in (today, yesterday)] == [50, 0]


def test_changing_a_birthday_never_gives_two_gifts_in_a_year(shop: Shop) -> None:
    shop.set(points__birthday=50)
    member = members.enrol(shop.use(), members.EnrolRequest("甲", birthday="1990-01-10"))
    later(shop, 10)
    for birthday in ("1990-02-01", "1990-03-01"):
        members.change(shop.use(), member.member_id, {"birthday": birthday})
        later(shop, 30)
    members.change(shop.use(), member.member_id, {"birthday": "1990-02-10", "lunar": True})  # 2026-03-28
    later(shop, 40)
    assert shop.profile(member.member_id).points == 50
    later(shop, 365)  # and the next year one again
    assert shop.profile(member.member_id).points == 100


def test_a_lunar_birthday_and_one_in_a_leap_month(shop: Shop) -> None:
    shop.set(points__birthday=50)
    plain = members.enrol(shop.use(), members.EnrolRequest("甲", birthday="1990-08-15", lunar=True))
    leap = members.enrol(shop.use(), members.EnrolRequest("乙", birthday="2020-04-10", lunar=True, leap_month=True))
    assert (plain.birthday_in_days, leap.leap_month) == (267, True)
    later(shop, 450)
    assert sorted(timed_events(shop)) == [("birthday", "2026-05-26"), ("birthday", "2026-09-25")]


def test_a_gift_goes_to_the_tier_of_the_day_with_its_validity(shop: Shop) -> None:
    gold = {"name": "B", "threshold": 100, "birthday_points": 200, "points_expiry": "year:12-31"}
    shop.set(tiers=[{"name": "A", "threshold": 0, "birthday_points": 0}, gold], points__birthday=50)
    silver = members.enrol(shop.use(), members.EnrolRequest("甲", birthday="1990-01-05"))
    member = members.enrol(shop.use(), members.EnrolRequest("乙", birthday="1990-01-05"))
    shop.set(points__rate="0/1")
    shop.sell(member.member_id, ("BEANS", 2000))
    later(shop, 10)
    assert shop.profile(silver.member_id).points == 0
    rows = shop.db.all("SELECT granted, expires FROM lot WHERE account = ?", (member.account_id,))
    assert [tuple(row) for row in rows] == [(200, "2027-12-31")]


def test_a_use_case_does_what_is_due_for_its_member_first(shop: Shop) -> None:
    shop.set(points__expiry="months:0:end_of_month")
    member = shop.enrol()
    adjust.points(shop.use(), member.member_id, 50, "test")
    shop.now_ms += 40 * DAY_MS
    assert adjust.points(shop.use(), member.member_id, 7, "test") == 7
    shop.assert_books_agree()


def test_growth_is_cleared_by_each_review_and_what_is_cleared_is_not_clawed(shop: Shop) -> None:
    shop.set(
        tiers=TIERS, tiers__criterion="growth", tiers__validity="months:1", tiers__growth_resets=True,
        points__rate="0/1",
    )  # fmt: skip
    member = shop.enrol()
    old = shop.sell(member.member_id, ("BEANS", 2000))
    assert (shop.profile(member.member_id).growth, shop.profile(member.member_id).tier) == (180, "B")
    later(shop, 32)  # 180 ≥ 100: kept, and the count begins anew
    assert (shop.profile(member.member_id).growth, shop.profile(member.member_id).tier) == (0, "B")
    shop.sell(member.member_id, ("BEANS", 1000))
    refunds.refund(shop.use(), RefundRequest(old.event_id, everything=True))
    assert shop.profile(member.member_id).growth == 90
    later(shop, 31)
    assert (shop.profile(member.member_id).growth, shop.profile(member.member_id).tier) == (0, "A")


def test_a_clock_set_back_books_no_date_twice_and_nothing_early(shop: Shop) -> None:
    shop.set(points__expiry="months:0:end_of_month", points__birthday=50)
    member = members.enrol(shop.use(), members.EnrolRequest("甲", birthday="1990-02-10"))
    later(shop, 60)
    seen = timed_events(shop)
    assert seen == [("birthday", "2026-02-10"), ("points.expire", "2026-03-01")]
    shop.now_ms -= 30 * DAY_MS
    adjust.points(shop.use(), member.member_id, 9, "test")  # 31 January again: good to its end
    assert due.run_all(shop.use()) == []
    shop.now_ms += 2 * DAY_MS
    assert due.run_all(shop.use()) == ["points.expire"]
    later(shop, 40)
    assert timed_events(shop) == [*seen, ("points.expire", "2026-02-01")]


def test_an_imported_birthday_begins_on_the_day_it_is_first_seen(shop: Shop) -> None:
    shop.set(points__birthday=50)
    member = members.enrol(shop.use(), members.EnrolRequest("甲", birthday="1990-01-01"))
    shop.db.execute("UPDATE member SET birthday_next = NULL")
    assert due.run_all(shop.use()) == ["birthday"]
    assert shop.profile(member.member_id).points == 50
    shop.db.execute("UPDATE member SET birthday_next = NULL")
    assert due.run_all(shop.use()) == []


def test_work_that_does_not_move_on_is_a_bug_that_is_told(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    stuck = Work("stuck", lambda _db, _today: [], lambda _db, _member, today: today, lambda *_: True)
    monkeypatch.setattr(due, "WORKS", (stuck,))
    with pytest.raises(RuntimeError, match="still due"):
        shop.sell(shop.enrol().member_id)


def test_what_belongs_to_no_member_is_done_too(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[date] = []

    def of_shop(_use: Use, _shop: object, today: date) -> bool:
        asked.append(today)
        return len(asked) == 1

    bearer = Work("coupon.expire", lambda _db, _today: [], lambda _db, _member, _today: None, lambda *_: True, of_shop)
    monkeypatch.setattr(due, "WORKS", (*due.WORKS, bearer))
    assert due.run_all(shop.use()) == ["coupon.expire"]
    assert due.run_all(shop.use()) == []
    assert asked == [date(2026, 1, 1)] * 2


def test_every_kind_of_work_is_of_the_contract() -> None:
    known = {
        "points.expire",
        "tier.review",
        "bonus.instalment",
        "coupon.expire",
        "pass.expire",
        "birthday",
        settings_plans.KIND,
    }
    kinds = [work.kind for work in due.WORKS]
    assert len(set(kinds)) == len(kinds)
    assert {points_expiry.WORK, tier_review.WORK, birthdays.WORK} <= set(due.WORKS)
    assert set(kinds) <= known


def test_late_work_takes_the_rules_in_force_at_the_end_of_its_date(tmp_path: Any) -> None:
    shop = new_shop(tmp_path)
    first = timed.shop_on(shop.db, shop_of(shop.db), date(2026, 1, 1))
    shop.now_ms += 3 * DAY_MS
    shop.set(points__birthday=9)
    assert timed.shop_on(shop.db, shop_of(shop.db), date(2026, 1, 3)).rules.version == first.rules.version
    assert timed.shop_on(shop.db, shop_of(shop.db), date(2026, 1, 4)).rules.points_birthday == 9
    assert timed.shop_on(shop.db, shop_of(shop.db), date(2020, 1, 1)).rules.points_birthday == 9  # older than the shop
    shop.db.close()


def test_the_second_work_of_a_date_has_a_fresh_id(shop: Shop) -> None:
    shop.set(points__birthday=9)
    member = members.enrol(shop.use(), members.EnrolRequest("甲", birthday="1990-01-01"))
    day = date(2026, 1, 1)
    wanted = derived_id("points.expire", member.account_id, day)
    assert timed.event_id(shop.use(), "points.expire", member.account_id, day) == wanted
    shop.db.execute("UPDATE event SET id = ? WHERE kind = 'member.enrol'", (str(wanted),))
    assert timed.event_id(shop.use(), "points.expire", member.account_id, day).version == 7
