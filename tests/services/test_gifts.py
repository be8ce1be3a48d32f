"""The points mall over the counter (domain rules §9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from memberpos.domain.errors import PosError
from memberpos.domain.gifts import Gift
from memberpos.domain.limits import Limit
from memberpos.reports import shift_report
from memberpos.services import adjust, gifts, receipts, shifts, stock
from memberpos.services.gifts import GiftTender, RedeemRequest
from memberpos.services.results import GiftDone
from memberpos.store import gifts as rows
from memberpos.store import ledger
from tests.services.shop import DAY_MS, Shop

CASH = (GiftTender("cash", None),)


def with_points(shop: Shop, count: int = 500) -> str:
    member = shop.enrol().member_id
    adjust.points(shop.use(), member, count, "test")
    return member


def put(shop: Shop, pieces: int | None = 5, **more: object) -> None:
    gifts.put(shop.use(), replace(Gift("MUG", "马克杯", 100), **more), pieces)


def take(shop: Shop, member: str, qty: int = 1, tenders: tuple[GiftTender, ...] = ()) -> GiftDone:
    return gifts.redeem(shop.use(), RedeemRequest(member, "MUG", qty, tenders))


def test_points_and_stock_go_and_come_back(shop: Shop) -> None:
    member = with_points(shop)
    put(shop)
    done = take(shop, member, 2)
    assert (done.points_used, done.fen, done.balance, rows.stock(shop.db, "MUG")) == (200, 0, 300, 3)
    back = gifts.give_back(shop.use(), done.receipt_no, "broken")
    assert (back.points_returned, back.tenders, rows.stock(shop.db, "MUG")) == (200, (), 5)
    assert shop.profile(member).points == 500
    with pytest.raises(PosError, match="nothing_to_refund"):
        gifts.give_back(shop.use(), done.event_id)
    shop.assert_books_agree()


def test_a_price_of_its_own_for_a_tier(shop: Shop) -> None:
    member = with_points(shop)
    put(shop, points_by_tier={"金卡": 80})
    assert take(shop, member).points_used == 100
    shop.sell(member, ("BEANS", 3000))
    assert take(shop, member).points_used == 80


def test_the_money_part_is_cash_in_the_drawer_and_no_sale(shop: Shop) -> None:
    member = with_points(shop)
    put(shop, fen=1500)
    done = take(shop, member, 2, (GiftTender("scan_pay", 1000), GiftTender("cash", 5000)))
    assert (done.fen, done.change_fen, done.opens_drawer) == (3000, 3000, True)
    x = shift_report.x_report(shop.db)
    assert (x["expected_cash_fen"], x["sales_fen"], x["tenders"]["scan_pay"]["in_fen"]) == (22000, 0, 1000)
    assert shop.profile(member).growth == 0
    gifts.give_back(shop.use(), done.event_id)
    x = shift_report.x_report(shop.db)
    assert (x["expected_cash_fen"], x["tenders"]["scan_pay"]["out_fen"]) == (20000, 1000)
    shop.assert_books_agree()


def test_stored_value_pays_it_and_goes_back_to_its_lots(shop: Shop) -> None:
    member = with_points(shop)
    shop.recharge(member, 1000, 1000)
    put(shop, fen=1500)
    before = ledger.open_lots(shop.db, shop.profile(member).account_id, ("PRINCIPAL", "BONUS"))
    done = take(shop, member, 1, (GiftTender("stored_value", None),))
    now = shop.profile(member)
    assert (now.principal_fen, now.bonus_fen) == (500, 0)
    back = gifts.give_back(shop.use(), done.event_id)
    assert [(t.kind, t.fen, t.principal_fen, t.bonus_fen) for t in back.tenders] == [
        ("stored_value", 1500, -500, -1000)
    ]
    assert ledger.open_lots(shop.db, now.account_id, ("PRINCIPAL", "BONUS")) == before
    shop.assert_books_agree()


def test_on_account_is_owed_and_the_return_takes_it_back(shop: Shop) -> None:
    member = with_points(shop)
    put(shop, fen=1500)
    account = shop.profile(member).account_id
    done = take(shop, member, 1, (GiftTender("on_account", None),))
    assert ledger.balances(shop.db, account)["RECEIVABLE", ""] == -1500
    gifts.give_back(shop.use(), done.event_id)
    assert ledger.balances(shop.db, account)["RECEIVABLE", ""] == 0
    shop.assert_books_agree()


@pytest.mark.parametrize(
    ("tenders", "code"),
    [
        ((), "tender_mismatch"),
        ((GiftTender("scan_pay", 1501),), "tender_mismatch"),
        ((GiftTender("pass", None),), "bad_amount"),
        ((GiftTender("gift_card", None),), "bad_amount"),
        ((GiftTender("stored_value", None),), "insufficient_stored_value"),
    ],
)
def test_a_money_part_that_is_not_paid_is_refused_and_nothing_is_booked(
    shop: Shop, tenders: tuple[GiftTender, ...], code: str
) -> None:
    member = with_points(shop)
    put(shop, fen=1500)
    before = shop.db.value("SELECT count(*) FROM event")
    with pytest.raises(PosError, match=code):
        take(shop, member, 1, tenders)
    assert shop.db.value("SELECT count(*) FROM event") == before
    assert (shop.profile(member).points, rows.stock(shop.db, "MUG")) == (500, 5)


def test_what_is_refused(shop: Shop) -> None:
    member = with_points(shop, 150)
    put(shop, 3)
    for qty, code in ((4, "out_of_stock"), (2, "insufficient_points"), (0, "bad_amount")):
        with pytest.raises(PosError, match=code if code != "out_of_stock" else "insufficient_points|out_of_stock"):
            take(shop, member, qty)
    with pytest.raises(PosError, match="not_found"):
        gifts.redeem(shop.use(), RedeemRequest(member, "CAR"))
    put(shop, 3, from_on=date(2026, 2, 1))
    with pytest.raises(PosError, match="not_now"):
        take(shop, member)
    shifts.close(shop.use(), {"cash_fen": 20000})
    with pytest.raises(PosError, match="no_shift"):
        take(shop, member)


def test_a_limit_a_month_that_a_return_gives_back(shop: Shop) -> None:
    member = with_points(shop)
    put(shop, limit=Limit(2, "month"))
    first = take(shop, member, 2)
    with pytest.raises(PosError, match="limit_exceeded"):
        take(shop, member)
    gifts.give_back(shop.use(), first.event_id)
    take(shop, member)
    shop.now_ms += 31 * DAY_MS
    take(shop, member, 2)
    assert shop.profile(member).points == 200


def test_nothing_is_taken_with_a_debt_not_even_a_gift_for_money(shop: Shop) -> None:
    from memberpos.services import refunds
    from memberpos.services.refunds import RefundRequest

    member = shop.enrol().member_id
    sale = shop.sell(member, ("BEANS", 1000))
    shop.sell(member, ("LATTE", 1000), points=90)
    refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True))
    put(shop, points=0, fen=100)
    with pytest.raises(PosError, match="points_debt"):
        take(shop, member, 1, CASH)


def test_points_of_a_return_come_back_for_thirty_days_when_their_day_has_passed(shop: Shop) -> None:
    shop.set(points__expiry="months:0:end_of_month")
    member = with_points(shop)
    put(shop)
    done = take(shop, member)
    shop.now_ms += 40 * DAY_MS
    gifts.give_back(shop.use(), done.event_id)
    lots = ledger.open_lots(shop.db, shop.profile(member).account_id, ("POINTS",))
    assert [(lot.open, lot.expires) for lot in lots] == [(100, "2026-03-12")]
    shop.assert_books_agree()


def test_a_repeat_is_one_redemption(shop: Shop) -> None:
    member = with_points(shop)
    put(shop)
    request = RedeemRequest(member, "MUG", event_id=str(shop.use().new_id()))
    assert gifts.redeem(shop.use(), request) == gifts.redeem(shop.use(), request)
    assert shop.profile(member).points == 400


def test_stock_is_counted_by_the_ledger(shop: Shop) -> None:
    member = with_points(shop)
    put(shop, 5)
    take(shop, member)
    put(shop, 10)
    assert rows.stock(shop.db, "MUG") == 10
    put(shop, None)
    take(shop, member, 3)
    assert rows.stock(shop.db, "MUG") == 10
    sums = shop.db.all("SELECT account, sum(amount) FROM ledger WHERE unit = 'PIECE' GROUP BY account ORDER BY account")
    assert [tuple(row) for row in sums] == [(stock.GIVEN_AWAY[0], -1), ("shop:stock", -10), (stock.COUNTED[0], 11)]
    shop.assert_books_agree()


def test_the_catalogue_says_why_not(shop: Shop) -> None:
    member = with_points(shop, 150)
    for sku, pieces, more in (
        ("CAP", 1, {}), ("BAG", 0, {}), ("CAR", None, {"points": 9999}), ("PEN", None, {"limit": Limit(1, "day")}),
        ("HAT", None, {"tiers": ("金卡",)}),
    ):  # fmt: skip
        gifts.put(shop.use(), replace(Gift(sku, sku, 50), **more), pieces)
    gifts.redeem(shop.use(), RedeemRequest(member, "PEN"))
    shown = {view.sku: view.why_not for view in gifts.catalogue(shop.db, member, shop.now_ms)}
    assert shown == {
        "CAP": "", "BAG": "out_of_stock", "CAR": "insufficient_points", "PEN": "limit_exceeded", "HAT": "not_now:tier",
    }  # fmt: skip
    assert {view.why_not for view in gifts.catalogue(shop.db, None, shop.now_ms)} == {
        "",
        "out_of_stock",
        "not_now:tier",
    }
    assert [row.gift for row in gifts.history(shop.db, member)] == ["PEN"]


def test_a_slip_of_what_was_taken_and_of_its_return(shop: Shop) -> None:
    member = with_points(shop)
    put(shop, fen=1500)
    done = take(shop, member, 1, CASH)
    paper = receipts.paper(shop.db, done.event_id)
    assert (paper.name, paper.qty, paper.points, paper.fen, paper.member.points) == ("马克杯", 1, 100, 1500, 400)
    back = gifts.give_back(shop.use(), done.event_id)
    assert receipts.paper(shop.db, back.event_id).returned
