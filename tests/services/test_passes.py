"""Passes through the real services on a real database: money, points, rights, repeats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from memberpos.domain.pass_terms import Hours, PassTerms
from memberpos.reports import shift_report
from memberpos.services import (
    due,
    pass_desk,
    pass_kinds,
    shifts,
)
from memberpos.services.checkout import TenderRequest
from tests.refusals import refused
from tests.services.passes import CASH, check_in, held, money, pay_by, refund, renew, sell
from tests.services.shop import DAY_MS, Shop, new_shop

# --- selling ----------------------------------------------------------------------------------------------------------


def test_a_sale_is_money_that_is_not_revenue_yet(desk: Shop, member: str) -> None:
    done = sell(desk, member, "TEN", TenderRequest("cash", 60000))
    assert (done.left, done.valid_from, done.valid_to) == (12, "2026-01-01", "2026-01-31")
    assert (done.change_fen, done.paid_fen, done.points_earned, done.cash) == (10000, 50000, 500, True)
    assert held(desk, member) == [("TEN", 12, "2026-01-31")]
    assert (money(desk, "shop:passes"), money(desk, "shop:sales"), money(desk, "shop:pass_revenue")) == (50000, 0, 0)
    x = shift_report.x_report(desk.db)
    assert (x["passes_sold_fen"], x["sales_fen"], x["expected_cash_fen"]) == (50000, 0, 70000)
    assert x["rollforward"]["pass_uses"] == {"open": 0, "in": 12, "out": 0, "close": 12}
    profile = desk.profile(member)
    assert (profile.points, profile.growth, profile.tier_measure) == (500, 0, 0)


def test_a_sale_by_stored_value_earns_on_principal_only(desk: Shop, member: str) -> None:
    desk.recharge(member, 30000, 20000)
    done = sell(desk, member, "TEN", TenderRequest("stored_value", 50000))
    assert done.points_earned == 300
    now = desk.profile(member)
    assert (now.principal_fen, now.bonus_fen) == (0, 0)


@pytest.mark.parametrize(
    ("code", "tenders", "error"),
    [
        ("TEN", (TenderRequest("scan_pay", 49999),), "tender_mismatch"),
        ("TEN", (TenderRequest("scan_pay", 50001),), "tender_mismatch"),
        ("TEN", (TenderRequest("stored_value", None),), "insufficient_stored_value"),
        ("TEN", (pay_by("TEN"),), "tender_mismatch"),
        ("NONE", (CASH,), "not_found"),
    ],
)
def test_sales_that_are_refused(desk: Shop, member: str, code: str, tenders: Any, error: str) -> None:
    before = desk.db.value("SELECT count(*) FROM event")
    assert refused(lambda: sell(desk, member, code, *tenders)).code == error
    assert desk.db.value("SELECT count(*) FROM event") == before
    assert sell(desk, member).receipt_no.endswith("00000001"), "a refusal takes no receipt number"


def test_nothing_is_sold_or_paid_back_without_a_shift(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    shifts.close(desk.use(), {"cash_fen": 70000})
    for work in (lambda: sell(desk, member), lambda: renew(desk, one), lambda: refund(desk, one)):
        assert refused(work).code == "no_shift"
    assert check_in(desk, member, one).left == 11


def test_a_repeat_books_once(desk: Shop, member: str) -> None:
    ids = [str(desk.use().new_id()) for _ in range(5)]
    first = sell(desk, member, event_id=ids[0])
    assert sell(desk, member, event_id=ids[0]) == first
    renewed = renew(desk, first.pass_id, event_id=ids[4])
    assert renew(desk, first.pass_id, event_id=ids[4]) == renewed
    used = check_in(desk, member, first.pass_id, 3, event_id=ids[1])
    assert check_in(desk, member, first.pass_id, 3, event_id=ids[1]) == used
    undone = pass_desk.undo(desk.use(), used.event_id, ids[2])
    assert pass_desk.undo(desk.use(), used.event_id, ids[2]) == undone
    back = refund(desk, first.pass_id, event_id=ids[3])
    assert refund(desk, first.pass_id, event_id=ids[3]) == back
    assert held(desk, member) == [("TEN", 12, "2026-03-02")]


def test_a_changed_kind_leaves_sold_passes_alone(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    pass_kinds.put(desk.use(), PassTerms("TEN", 1, 1))
    assert check_in(desk, member, one).left == 11
    assert sell(desk, member).left == 1
    assert [terms.uses for terms in pass_kinds.everything(desk.db) if terms.code == "TEN"] == [1]


def test_a_free_pass_can_be_sold_used_and_paid_back(desk: Shop, member: str) -> None:
    pass_kinds.put(desk.use(), PassTerms("FREE", 0, 3, list_fen=100))
    one = sell(desk, member, "FREE").pass_id
    assert check_in(desk, member, one).left == 2
    assert refund(desk, one).refund_fen == 0


# --- check-in ---------------------------------------------------------------------------------------------------------


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


# --- points at use ----------------------------------------------------------------------------------------------------


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
