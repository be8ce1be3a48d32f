"""Undoing a top-up: what comes back, what is charged, what is taken with it."""

from __future__ import annotations

import pytest

from memberpos.domain.errors import PosError
from memberpos.reports import shift_report
from memberpos.services import due, recharge_offers, recharge_refunds, recharges, refunds, transfers
from memberpos.services.checkout import TenderRequest
from memberpos.services.recharge_refunds import RechargeRefundRequest
from memberpos.services.recharges import RechargeRequest
from memberpos.services.refunds import RefundRequest
from memberpos.store import instalments
from tests.refusals import code_of
from tests.services.shop import DAY_MS, Shop

STORED = (TenderRequest("stored_value", None),)


def undo(shop: Shop, recharge: str, cause: str = "wrong_entry", pay: str = "") -> recharge_refunds.RechargeRefundDone:
    return recharge_refunds.refund(shop.use(), RechargeRefundRequest(recharge, cause, pay))


def test_an_unused_top_up_is_as_if_it_had_not_been(shop: Shop) -> None:
    member = shop.enrol().member_id
    before = shop.profile(member)
    made = recharges.recharge(shop.use(), RechargeRequest(member, 10_000, 2_000, 300, pay="scan_pay"))
    shown = recharge_refunds.preview(shop.use(), RechargeRefundRequest(made.receipt_no))
    done = undo(shop, made.receipt_no)
    assert (shown.refund_fen, shown.points) == (done.refund_fen, done.points) == (10_000, 300)
    assert (done.pay, done.bonus_fen, done.charge_fen, done.opens_drawer) == ("scan_pay", 2_000, 0, False)
    after = shop.profile(member)
    names = ("principal_fen", "bonus_fen", "points")
    assert [getattr(after, name) for name in names] == [getattr(before, name) for name in names]
    shop_accounts = shop.db.all("SELECT account, amount FROM balance WHERE account LIKE 'shop:%' AND unit <> 'GROW'")
    assert {row[0]: row[1] for row in shop_accounts if row[0] not in ("shop:cash", "shop:safe")} == {
        "shop:scan_pay": 0, "shop:bonus_cost": 0, "shop:points_issued": 0,
    }  # fmt: skip
    shop.assert_books_agree()


def test_each_used_coupon_costs_what_the_entry_that_gave_it_says(shop: Shop) -> None:
    """Those by hand cost nothing and are used first; the offer gives two of the kind, at different charges."""
    shop.coupon_kind("TEN", "amount", 1000)
    steps = [{"amount_fen": 1, "coupons": [{"code": "TEN", "charge_fen": 300}, {"code": "TEN", "charge_fen": 50}]}]
    recharge_offers.put(shop.use(), "A", {"name": "n", "steps": steps})
    costs = []
    for used in range(4):
        member = shop.enrol().member_id
        made = recharges.recharge(shop.use(), RechargeRequest(member, 10_000, offer="A", coupons=("TEN",)))
        for _ in range(used):
            shop.sell(member, coupons=("TEN",))
        done = undo(shop, made.event_id)
        costs.append((done.charge_fen, sum(each.n for each in done.used)))
    assert costs == [(0, 0), (0, 1), (300, 2), (350, 3)]
    shop.assert_books_agree()


def test_the_same_request_undoes_once(shop: Shop) -> None:
    made = shop.recharge(shop.enrol().member_id, 10_000, 2_000)
    request = RechargeRefundRequest(made.event_id, event_id=str(shop.use().new_id()))
    assert recharge_refunds.refund(shop.use(), request) == recharge_refunds.refund(shop.use(), request)
    assert code_of(undo, shop, made.event_id) == "nothing_to_refund"
    assert code_of(undo, shop, "nothing") == "not_found"


def test_spent_bonus_is_charged(shop: Shop) -> None:
    member = shop.enrol().member_id
    made = shop.recharge(member, 10_000, 2_000)
    shop.sell(member, ("GIFT", 10_000), tenders=STORED)
    done = undo(shop, made.event_id)
    assert (done.principal_fen, done.bonus_fen, done.bonus_used_fen, done.charge_fen, done.refund_fen) == (
        10_000, 500, 1_500, 1_500, 8_500,
    )  # fmt: skip
    assert shop.db.value("SELECT amount FROM balance WHERE account = 'shop:bonus_cost'") == 0
    shop.assert_books_agree()


def test_a_top_up_spent_to_its_last_principal_stays(shop: Shop) -> None:
    member = shop.enrol().member_id
    made = shop.recharge(member, 1_500)
    sale = shop.sell(member, ("GIFT", 10_000), tenders=STORED)
    assert code_of(undo, shop, made.event_id) == "nothing_to_refund"
    refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True))
    assert undo(shop, made.event_id).refund_fen == 1_500


def test_spent_points_are_owed_or_charged(shop: Shop) -> None:
    member = shop.enrol().member_id
    made = recharges.recharge(shop.use(), RechargeRequest(member, 10_000, points=300))
    shop.sell(member, ("LATTE", 1000), points=200)
    have = shop.profile(member).points
    assert undo(shop, made.event_id).refund_fen == 10_000
    assert shop.profile(member).points == have - 300
    shop.set(points__claw="value")
    other = shop.enrol("乙").member_id
    made = recharges.recharge(shop.use(), RechargeRequest(other, 10_000, points=300))
    shop.sell(other, ("LATTE", 1000), points=300)
    earned = shop.profile(other).points
    done = undo(shop, made.event_id)
    assert (done.charge_fen, done.refund_fen) == (300 - earned, 10_000 - 300 + earned)
    assert shop.profile(other).points == 0
    assert shop.db.value("SELECT amount FROM balance WHERE account = 'shop:gifts_charged'") == done.charge_fen
    shop.assert_books_agree()


def test_expired_points_of_a_top_up_count_as_taken_back(shop: Shop) -> None:
    shop.set(points__expiry="months:0:end_of_month")
    member = shop.enrol().member_id
    made = recharges.recharge(shop.use(), RechargeRequest(member, 10_000, points=300))
    shop.now_ms += 40 * DAY_MS
    assert undo(shop, made.event_id).points == 0
    assert shop.profile(member).points == 0


def test_bonus_to_come_is_called_off(shop: Shop) -> None:
    steps = [{"amount_fen": 10_000, "instalments": {"fen": 900, "count": 3}}]
    recharge_offers.put(shop.use(), "A", {"name": "n", "steps": steps})
    member = shop.enrol().member_id
    made = recharges.recharge(shop.use(), RechargeRequest(member, 10_000, offer="A"))
    shop.now_ms += 31 * DAY_MS
    done = undo(shop, made.event_id)
    assert (done.bonus_fen, done.called_off_fen, done.refund_fen) == (300, 600, 10_000)
    shop.now_ms += 90 * DAY_MS
    assert due.run_all(shop.use()) == []
    assert [part.state for part in instalments.of_recharge(shop.db, made.event_id)] == [
        "given",
        "called_off",
        "called_off",
    ]
    assert instalments.planned(shop.db, shop.profile(member).account_id) == []
    assert shop.profile(member).bonus_fen == 0
    shop.assert_books_agree()


def test_seven_days_and_cash_by_law(shop: Shop) -> None:
    shop.set(law__enforce=True)
    member = shop.enrol().member_id
    first, second, third = (shop.recharge(member, fen) for fen in (10_000, 20_000, 30_000))
    assert undo(shop, first.event_id, "seven_days").refund_fen == 10_000
    with pytest.raises(PosError) as caught:
        undo(shop, second.event_id, "seven_days")
    assert (caught.value.code, caught.value.facts["what"]) == ("law_limit", "refund_in_cash")
    assert undo(shop, second.event_id, "wrong_entry").pay == "cash"
    shop.now_ms += 8 * DAY_MS
    assert code_of(undo, shop, third.event_id, "seven_days", "bank_card") == "undo_too_late"
    shop.now_ms -= DAY_MS
    assert undo(shop, third.event_id, "seven_days", "bank_card").refund_fen == 30_000


def test_a_transferred_part_stays_where_it_is(shop: Shop) -> None:
    giver, taker = shop.enrol("甲").member_id, shop.enrol("乙").member_id
    made = shop.recharge(giver, 10_000, 2_000)
    transfers.transfer(shop.use(), giver, taker, 4_000)
    done = undo(shop, made.event_id)
    assert (done.refund_fen, done.bonus_fen) == (6_000, 2_000)
    assert shop.profile(taker).principal_fen == 4_000


def test_the_drawer_knows_of_it(shop: Shop) -> None:
    made = shop.recharge(shop.enrol().member_id, 10_000, 2_000)
    undo(shop, made.event_id)
    x = shift_report.x_report(shop.db)
    assert x["expected_cash_fen"] == 20_000
    assert (x["tenders"]["cash"]["in_fen"], x["tenders"]["cash"]["out_fen"]) == (10_000, 10_000)
