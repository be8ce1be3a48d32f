"""Check-in and taking it back, through the real services on a real database."""

from __future__ import annotations

from pathlib import Path

from memberpos.domain.pass_terms import Hours, PassTerms
from memberpos.domain.passes import UNDO_MS
from memberpos.services import (
    due,
    pass_desk,
    pass_kinds,
    pass_views,
    staff,
)
from memberpos.store import passes
from tests.refusals import refused
from tests.services.passes import check_in, held, money, refund, sell
from tests.services.shop import DAY_MS, Shop, new_shop


def test_uses_become_revenue_one_by_one(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    assert check_in(desk, member, one).left == 11
    assert (money(desk, "shop:passes"), money(desk, "shop:pass_revenue")) == (50000 - 4167, 4167)
    check_in(desk, member, one, 11)
    assert (money(desk, "shop:passes"), money(desk, "shop:pass_revenue")) == (0, 50000)
    assert held(desk, member) == []
    assert refused(lambda: check_in(desk, member, one)).code == "pass_used_up"


def test_by_kind_the_soonest_last_day_goes_first_and_persons_spread(desk: Shop, member: str) -> None:
    late = sell(desk, member).pass_id
    desk.now_ms -= 5 * DAY_MS
    soon = sell(desk, member).pass_id
    desk.now_ms += 5 * DAY_MS
    check_in(desk, member, "TEN", 11)
    done = check_in(desk, member, "TEN", 3)
    assert [(one, uses) for one, _, uses in done.passes] == [(soon, 1), (late, 2)]
    assert (done.left, done.valid_to) == (10, "2026-01-31")
    assert pass_desk.undo(desk.use(), done.event_id).left is not None
    assert sorted(left for _, left, _ in held(desk, member)) == [1, 12]
    assert refused(lambda: check_in(desk, member, "TEN", 14)).code == "pass_used_up"


def test_only_the_holders_passes(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    other = desk.enrol("乙").member_id
    for key in (one, "TEN", "NONE"):
        assert refused(lambda key=key: check_in(desk, other, key)).facts == {"what": "pass"}
    assert refused(lambda: check_in(desk, "nobody", one)).facts == {"what": "member"}
    assert refused(lambda: check_in(desk, member, one, served_by="nobody")).facts == {"what": "staff"}
    assert refused(lambda: check_in(desk, member, one, 0)).code == "bad_amount"


def test_weekdays_and_hours_are_those_of_the_shop(tmp_path: Path) -> None:
    shop = new_shop(tmp_path, {"day_starts_at": "04:00"})
    pass_kinds.put(shop.use(), PassTerms("THU", 1000, 9, weekdays=(4,)))
    pass_kinds.put(shop.use(), PassTerms("NIGHT", 1000, 9, hours=Hours.parse("22:00-03:00")))
    member = shop.enrol().member_id
    for code in ("THU", "NIGHT"):
        sell(shop, member, code)
    assert check_in(shop, member, "THU").left == 8
    assert refused(lambda: check_in(shop, member, "NIGHT")).code == "pass_not_now"
    shop.now_ms += 16 * 3600 * 1000  # 2 o'clock on Friday, still Thursday's business
    assert check_in(shop, member, "THU").left == 7
    assert check_in(shop, member, "NIGHT").left == 8
    shop.now_ms += 3600 * 1000
    assert refused(lambda: check_in(shop, member, "NIGHT")).code == "pass_not_now"
    shop.now_ms += 2 * 3600 * 1000
    assert refused(lambda: check_in(shop, member, "THU")).code == "pass_not_now"
    shop.db.close()


def test_a_time_pass_has_no_count(desk: Shop, member: str) -> None:
    one = sell(desk, member, "MONTHLY").pass_id
    for _ in range(3):
        assert check_in(desk, member, one, 2).left is None
    assert held(desk, member) == [("MONTHLY", None, "2026-02-01")]
    assert refused(lambda: check_in(desk, member, one, 3)).facts == {"what": "persons", "limit": 2}
    assert (money(desk, "shop:passes"), money(desk, "shop:pass_revenue")) == (30000, 0)
    desk.now_ms += 32 * DAY_MS
    assert due.run_all(desk.use()) == ["pass.expire"]
    assert (money(desk, "shop:passes"), money(desk, "shop:pass_revenue")) == (0, 30000)
    assert held(desk, member) == []
    assert refused(lambda: refund(desk, one)).code == "pass_expired"


def test_a_visit_is_noted_and_taken_back(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    assert (desk.profile(member).visits, desk.profile(member).last_visit_on) == (0, None)
    desk.sell(member)
    desk.now_ms += DAY_MS
    used = check_in(desk, member, one)
    assert (desk.profile(member).visits, desk.profile(member).last_visit_on) == (2, "2026-01-02")
    pass_desk.undo(desk.use(), used.event_id)
    assert (desk.profile(member).visits, desk.profile(member).last_visit_on) == (1, "2026-01-01")


def test_passes_that_earn_when_used(desk: Shop, member: str) -> None:
    desk.set(points__pass_earns="use")
    one = sell(desk, member)
    assert one.points_earned == 0
    used = check_in(desk, member, one.pass_id, 3)
    assert used.points_earned == 3 * 4167 // 100
    assert desk.profile(member).points == 125
    desk.sell(member, ("LATTE", 1000), points=50)
    pass_desk.undo(desk.use(), used.event_id)
    assert desk.profile(member).points == -50 + 27
    assert refund(desk, one.pass_id).points_clawed == 0


def test_who_may_take_a_use_back(desk: Shop, member: str) -> None:
    first, second = (staff.add(desk.use(), name, "cashier", "8642") for name in ("A", "B"))
    boss = staff.add(desk.use(), "C", "manager", "8643")
    one = sell(desk, member).pass_id

    def used() -> str:
        return pass_desk.use(desk.use(first), pass_desk.UsePass(member, one)).event_id

    own = used()
    desk.now_ms += UNDO_MS - 1000
    assert pass_desk.undo(desk.use(first), own).left == 12
    late = used()
    desk.now_ms += UNDO_MS
    for who in (first, second):
        assert refused(lambda who=who: pass_desk.undo(desk.use(who), late)).facts == {"right": "pass.undo"}
    assert pass_desk.undo(desk.use(first, approver_id=boss), late).left == 12
    other = used()
    assert refused(lambda: pass_desk.undo(desk.use(second), other)).code == "undo_too_late"
    assert pass_desk.undo(desk.use(boss), other).left == 12
    assert refused(lambda: pass_desk.undo(desk.use(boss), other)).code == "not_found"
    assert refused(lambda: pass_desk.undo(desk.use(boss), "nothing")).code == "not_found"


def test_what_was_paid_back_is_not_undone(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    used = check_in(desk, member, one)
    refund(desk, one)
    assert refused(lambda: pass_desk.undo(desk.use(), used.event_id)).code == "undo_too_late"
    monthly = sell(desk, member, "MONTHLY").pass_id
    used = check_in(desk, member, monthly)
    desk.now_ms += 40 * DAY_MS
    assert refused(lambda: pass_desk.undo(desk.use(), used.event_id)).code == "undo_too_late"


def test_a_gift_use_that_comes_back_too_late_ends_at_once(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    check_in(desk, member, one, 9)
    used = check_in(desk, member, one, 2)
    desk.now_ms += 40 * DAY_MS
    assert pass_desk.undo(desk.use(), used.event_id).left == 1
    row = passes.find(desk.db, one)
    assert row is not None
    assert (row.one.state, row.one.paid_left, row.one.gift_left, row.one.ended) == ("lapsed", 1, 0, 2)


def test_the_first_use_begins_a_pass_and_its_undo_takes_that_back(desk: Shop, member: str) -> None:
    sold = sell(desk, member, "FIRST")
    assert (sold.valid_from, sold.valid_to) == (None, None)
    desk.now_ms += 100 * DAY_MS
    used = check_in(desk, member, sold.pass_id)
    assert held(desk, member) == [("FIRST", 5, "2026-04-21")]
    assert pass_desk.undo(desk.use(), used.event_id).valid_to is None
    used = check_in(desk, member, sold.pass_id)
    check_in(desk, member, sold.pass_id)
    assert pass_desk.undo(desk.use(), used.event_id).valid_to == "2026-04-21"


def test_recent_uses_say_who_may_take_them_back(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    used = check_in(desk, member, one, 2, served_by=desk.owner_id)
    shown = pass_views.recent_uses(desk.db, member, desk.owner_id, desk.now_ms)
    assert [(use.event_id, use.title, use.persons, use.booked_by, use.served_by, use.alone) for use in shown] == [
        (used.event_id, "洗车十次", 2, "周敏", "周敏", True)
    ]
    late = pass_views.recent_uses(desk.db, member, desk.owner_id, desk.now_ms + UNDO_MS + 1)
    assert [use.alone for use in late] == [False]
    pass_desk.undo(desk.use(), used.event_id)
    assert pass_views.recent_uses(desk.db, member, desk.owner_id, desk.now_ms) == ()
    assert pass_views.recent_uses(desk.db, "nobody", desk.owner_id, desk.now_ms) == ()
