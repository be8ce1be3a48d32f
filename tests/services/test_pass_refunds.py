"""Passes paid back: both figures, points, and the way the money goes."""

from __future__ import annotations

from typing import Any

from memberpos.services import (
    pass_refunds,
)
from memberpos.services.checkout import TenderRequest
from memberpos.services.pass_refunds import RefundPass
from memberpos.store import ledger
from tests.refusals import refused
from tests.services.passes import check_in, held, money, refund, sell
from tests.services.shop import DAY_MS, Shop


def test_both_figures_and_the_points_of_the_sale(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    check_in(desk, member, one, 5)
    shown = pass_refunds.preview(desk.use(), RefundPass(one, "average"))
    assert (shown.average_fen, shown.list_price_fen, shown.points_clawed) == (29165, 20000, 292)
    assert held(desk, member)[0][1] == 7
    done = refund(desk, one)
    assert (done.refund_fen, done.cash_fen, done.points_clawed) == (29165, 29165, 292)
    assert desk.profile(member).points == 208
    assert (money(desk, "shop:passes"), money(desk, "shop:pass_revenue")) == (0, 20835)
    assert refused(lambda: refund(desk, one)).code == "pass_used_up"
    assert refused(lambda: check_in(desk, member, one)).code == "pass_used_up"
    assert held(desk, member) == []


def test_the_list_price_leaves_the_rest_with_the_shop(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    check_in(desk, member, one, 5)
    assert refund(desk, one, "list_price", "bank_card").refund_fen == 20000
    assert (money(desk, "shop:passes"), money(desk, "shop:pass_revenue")) == (0, 30000)
    endless = sell(desk, member, "ENDLESS").pass_id
    assert refused(lambda: refund(desk, endless, "list_price")).facts == {"setting": "list_fen"}
    assert refused(lambda: refund(desk, endless, pay="shells")).code == "bad_amount"


def test_stored_value_goes_back_to_its_lots_and_never_becomes_cash(desk: Shop, member: str) -> None:
    top_up = desk.recharge(member, 30000, 10000)
    before = _lots(desk)
    one = sell(desk, member, "TEN", TenderRequest("stored_value", 40000), TenderRequest("scan_pay", None)).pass_id
    done = refund(desk, one)
    assert (done.refund_fen, done.cash_fen, done.stored_fen) == (50000, 10000, 40000)
    assert _lots(desk) == before
    assert all(lot[2] == top_up.event_id for lot in before)
    assert desk.profile(member).points == 0


def _lots(shop: Shop) -> list[tuple[Any, ...]]:
    rows = shop.db.all("SELECT id, open, recharge_id FROM lot WHERE kind IN ('PRINCIPAL', 'BONUS') AND open <> 0")
    return sorted(tuple(row) for row in rows)


def test_part_of_the_stored_value_goes_back_in_proportion(desk: Shop, member: str) -> None:
    desk.recharge(member, 30000, 10000)
    one = sell(desk, member, "TEN", TenderRequest("stored_value", 40000), TenderRequest("scan_pay", None)).pass_id
    check_in(desk, member, one, 12 - 6)
    done = refund(desk, one, pay="stored_value")
    assert (done.refund_fen, done.cash_fen, done.stored_fen) == (24998, 0, 24998)
    now = desk.profile(member)
    assert now.bonus_fen == 5000
    assert now.principal_fen == 19998


def test_a_debt_is_lowered_by_a_refund(desk: Shop, member: str) -> None:
    one = sell(desk, member, "TEN", TenderRequest("on_account", None)).pass_id
    done = refund(desk, one)
    assert (done.refund_fen, done.cash_fen) == (50000, 0)
    assert ledger.balances(desk.db, desk.profile(member).account_id).get(("RECEIVABLE", ""), 0) == 0


def test_missing_points_may_be_charged_in_money(desk: Shop, member: str) -> None:
    desk.set(points__claw="value")
    one = sell(desk, member).pass_id
    desk.sell(member, ("BEANS", 1000), points=500)
    earned = desk.profile(member).points
    done = refund(desk, one)
    assert (done.points_clawed, done.claw_value_fen) == (500, 500 - earned)
    assert (done.refund_fen, done.cash_fen) == (50000, 50000 - done.claw_value_fen)
    assert desk.profile(member).points == 0


def test_a_time_pass_is_paid_back_by_its_days(desk: Shop, member: str) -> None:
    one = sell(desk, member, "MONTHLY").pass_id
    check_in(desk, member, one, 2)
    desk.now_ms += 10 * DAY_MS
    done = refund(desk, one)
    assert done.refund_fen == 30000 - (30000 // 31 * 10 + 10)
    assert held(desk, member) == []
