"""Selling and renewing passes through the real services: money, points, repeats, the end of day."""

from __future__ import annotations

from typing import Any

import pytest

from memberpos.domain.errors import PosError
from memberpos.domain.pass_terms import PassTerms
from memberpos.reports import shift_report
from memberpos.reports.end_of_day import end_of_day
from memberpos.services import (
    pass_desk,
    pass_kinds,
    shifts,
)
from memberpos.services.checkout import TenderRequest
from tests.refusals import refused
from tests.services.passes import CASH, check_in, held, money, pay_by, refund, renew, sell
from tests.services.shop import DAY_MS, Shop


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


def test_a_renewal_is_a_pass_of_its_own(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    check_in(desk, member, one, 2)
    renewed = renew(desk, one)
    assert (renewed.left, renewed.valid_from, renewed.valid_to) == (12, "2026-01-31", "2026-03-02")
    assert refused(lambda: check_in(desk, member, renewed.pass_id)).code == "pass_not_now"
    assert renew(desk, one, "today").valid_to == "2026-01-31"
    assert [left for _, left, _ in held(desk, member)] == [10, 12, 12]
    desk.now_ms += 70 * DAY_MS
    assert refused(lambda: renew(desk, one)).code == "pass_expired"
    assert refused(lambda: renew(desk, "TEN")).code == "not_found"
    assert shift_report.x_report(desk.db)["passes_sold_fen"] == 150000


def test_the_end_of_day(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    sell(desk, member, "ENDLESS", TenderRequest("scan_pay", None))
    check_in(desk, member, one, 2)
    desk.sell(member, ("LATTE", 1000), tenders=(pay_by(one),))
    refund(desk, one)
    day = end_of_day(desk.db, "2026-01-01")
    prepaid = {row[0]: row[1:] for row in day.table("prepaid").rows}
    assert prepaid["passes_sold"] == (2, 59999, None)
    assert prepaid["pass_refunds"] == (1, -37499, None)
    assert day.table("received").figure("cash", "passes") == 50000 - 37499
    assert day.table("received").figure("scan_pay", "passes") == 9999
    assert day.table("sales_value").figure("pass", "net") == 2800
    assert day.table("rolls_units").rows[1] == ("pass_uses", 0, 15, 12, 3)
    assert day.table("rolls_passes").rows == (("pass_value", 0, 59999, 50000, 9999),)
    desk.now_ms += DAY_MS
    second = end_of_day(desk.db, "2026-01-02")
    assert second.table("rolls_passes").rows == (("pass_value", 9999, 0, 0, 9999),)


def test_an_error_is_raised_before_anything_is_written(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    before = desk.db.all("SELECT count(*) FROM event")[0][0], held(desk, member)
    with pytest.raises(PosError, match="pass_used_up"):
        check_in(desk, member, one, 13)
    assert (desk.db.all("SELECT count(*) FROM event")[0][0], held(desk, member)) == before


def test_a_members_history_shows_what_passes_cost(desk: Shop, member: str) -> None:
    sold = sell(desk, member)
    check_in(desk, member, sold.pass_id)
    back = refund(desk, sold.pass_id)
    rows = [(row.kind, row.fen, row.points, row.receipt_no) for row in desk.profile(member).recent]
    assert rows[:3] == [
        ("pass.refund", -back.refund_fen, -back.points_clawed, back.receipt_no), ("pass.use", None, 0, ""),
        ("pass.sell", 50000, 500, sold.receipt_no),
    ]  # fmt: skip
