"""Exchange: goods back and goods sold in one event with two documents."""

from __future__ import annotations

import json

import pytest

from memberpos.domain.errors import PosError
from memberpos.printing.documents import RefundReceipt, SaleReceipt
from memberpos.reports import shift_report
from memberpos.reports.end_of_day import end_of_day
from memberpos.services import adjust, exchange, receipts, staff
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.exchange import Exchange, ExchangeDone
from memberpos.services.refunds import RefundRequest, refund
from memberpos.services.reprint import reprint
from memberpos.store import events
from tests.services.shop import DAY_MS, Shop

CASH = (TenderRequest("cash", None),)
STORED = (TenderRequest("stored_value", None),)


def swap(
    shop: Shop, sale: str, member_id: str | None, *lines: tuple[str, int], points: int = 0,
    coupons: tuple[str, ...] = (), tenders: tuple[TenderRequest, ...] = CASH,
) -> ExchangeDone:  # fmt: skip
    cart = shop.cart(member_id, *lines, points=points).set_coupons(coupons)
    return exchange.exchange(shop.use(), Exchange(RefundRequest(sale, everything=True), FinishSale(cart, tenders)))


def test_an_exchange_is_one_event_with_two_documents(shop: Shop) -> None:
    sale = shop.sell(None, ("CUP", 1000))
    before = events.last(shop.db)
    done = swap(shop, sale.event_id, None, ("LATTE", 2000))
    event = events.last(shop.db)
    assert before is not None
    assert event is not None
    assert (event.seq, event.kind, event.id) == (before.seq + 1, "exchange", done.sale.event_id)
    assert event.reverses_id == sale.event_id
    assert (done.refund.refund_fen, done.sale.due_fen, done.to_pay_fen) == (3333, 5600, 2267)
    numbers = [done.refund.receipt_no, done.sale.receipt_no]
    said = json.loads(event.payload)
    assert [said["refund"]["receipt_no"], said["sale"]["receipt_no"]] == numbers
    assert int(numbers[1][-8:]) == int(numbers[0][-8:]) + 1
    shop.assert_books_agree()


def test_both_documents_are_printed(shop: Shop) -> None:
    sale = shop.sell(None, ("CUP", 1000))
    done = swap(shop, sale.event_id, None, ("LATTE", 2000))
    sold, back = (receipts.paper(shop.db, one.event_id) for one in (done.sale, done.refund))
    assert isinstance(sold, SaleReceipt)
    assert isinstance(back, RefundReceipt)
    assert (sold.head.receipt_no, sold.due_fen) == (done.sale.receipt_no, 5600)
    assert (back.head.receipt_no, back.refund_fen, back.original_no) == (done.refund.receipt_no, 3333, sale.receipt_no)
    assert [tender.fen for tender in (*sold.tenders, *back.tenders)] == [5600, 3333]
    for one in (done.sale, done.refund):
        reprint(shop.use(), one.event_id)
    assert shop.db.value("SELECT count(*) FROM audit WHERE action = 'reprint'") == 2


def test_an_exchange_asked_for_twice_is_one(shop: Shop) -> None:
    sale = shop.sell(None, ("CUP", 1000))
    cart = shop.cart(None, ("LATTE", 1000))
    request = Exchange(RefundRequest(sale.event_id, everything=True), FinishSale(cart, CASH))
    assert exchange.exchange(shop.use(), request) == exchange.exchange(shop.use(), request)
    assert shop.db.value("SELECT count(*) FROM event WHERE kind = 'exchange'") == 1


def test_the_sale_finds_what_the_refund_leaves(shop: Shop) -> None:
    """Stored value and redeemed points of the goods that come back pay for the new ones; the coupon is used again."""
    shop.coupon_kind("TEN", "amount", 1000)
    member = shop.enrol().member_id
    shop.recharge(member, 5000)
    shop.sell(member, ("BEANS", 1000))
    points = shop.profile(member).points
    coupon = shop.coupon(member, "TEN")
    paid = (TenderRequest("stored_value", 5000), TenderRequest("cash", None))
    sale = shop.sell(
        member,
        ("BEANS", 1000),
        points=points,
        coupons=(coupon,),
        tenders=paid,
    )
    assert shop.profile(member).principal_fen == 0
    done = swap(shop, sale.event_id, member, ("BEANS", 2000), points=points, coupons=(coupon,), tenders=paid)
    after = shop.profile(member)
    assert done.sale.points_used == points
    assert (after.principal_fen, after.coupons) == (0, ())
    assert done.refund.coupons_back == ("TEN",)
    assert after.points == done.sale.points_earned
    shop.assert_books_agree()


def test_an_exchange_and_then_its_refund_leave_everything_as_before(shop: Shop) -> None:
    shop.set(tiers__refund_downgrade="immediate")
    shop.coupon_kind("TEN", "amount", 1000)
    member = shop.enrol().member_id
    shop.recharge(member, 9000, 1000)
    coupon = shop.coupon(member, "TEN")
    before = shop.profile(member)
    sale = shop.sell(member, ("LATTE", 1000), coupons=(coupon,), tenders=STORED)
    done = swap(shop, sale.event_id, member, ("BEANS", 1000), coupons=(coupon,), tenders=STORED)
    refund(shop.use(), RefundRequest(done.sale.event_id, fen=1234))
    refund(shop.use(), RefundRequest(done.sale.receipt_no, everything=True))
    after = shop.profile(member)
    names = ("points", "growth", "principal_fen", "bonus_fen", "tier", "tier_to", "coupons")
    assert {name: getattr(after, name) for name in names} == {name: getattr(before, name) for name in names}
    shop.assert_books_agree()


def test_tier_down_by_the_refund_and_up_by_the_sale_in_one_event(shop: Shop) -> None:
    shop.set(tiers__refund_downgrade="immediate")
    member = shop.enrol().member_id
    sale = shop.sell(member, ("BEANS", 3000))
    assert shop.profile(member).tier == "金卡"
    done = swap(shop, sale.event_id, member, ("CUP", 9000))
    assert done.sale.due_fen == 29997  # at the price of the tier that the refund leaves
    assert (done.sale.upgraded_to, shop.profile(member).tier) == (None, "金卡")  # what it was before the exchange
    refund(shop.use(), RefundRequest(done.sale.event_id, everything=True))
    assert shop.profile(member).tier == "普卡"
    shop.assert_books_agree()


def test_an_exchange_that_only_takes_a_tier_back_tells_of_no_rise(shop: Shop) -> None:
    shop.set(tiers__refund_downgrade="immediate")
    member = shop.enrol().member_id
    sale = shop.sell(member, ("BEANS", 3000))
    done = swap(shop, sale.event_id, member, ("GIFT", 1000))
    assert (done.sale.upgraded_to, shop.profile(member).tier) == (None, "普卡")
    paper = receipts.paper(shop.db, done.sale.event_id)
    assert isinstance(paper, SaleReceipt)
    assert paper.tier_up == ""
    shop.assert_books_agree()


def test_both_steps_of_an_exchange_are_kept(shop: Shop) -> None:
    """The tier that its refund left is the one a later refund comes back to, with its own beginning."""
    ladder = [{"name": "A", "threshold": 0}, {"name": "B", "threshold": 100}, {"name": "C", "threshold": 500}]
    shop.set(tiers=ladder, tiers__refund_downgrade="immediate", tiers__validity="months:12")
    member = shop.enrol().member_id
    sale = shop.sell(member, ("CUP", 16_000))
    part = Exchange(RefundRequest(sale.event_id, fen=40_000), FinishSale(shop.cart(member, ("CUP", 12_000)), CASH))
    done = exchange.exchange(shop.use(), part)
    assert (done.sale.upgraded_to, shop.profile(member).tier) == (None, "C")
    shop.now_ms += 20 * DAY_MS
    refund(shop.use(), RefundRequest(done.sale.event_id, everything=True))
    after = shop.profile(member)
    assert (after.tier, after.tier_to) == ("B", "2027-01-01")
    shop.assert_books_agree()


def test_a_refused_exchange_changes_nothing(shop: Shop) -> None:
    sale = shop.sell(None, ("CUP", 1000))
    before = events.last(shop.db), shop.db.value("SELECT sum(amount) FROM lot_move")
    for request, code in (
        (
            Exchange(RefundRequest(sale.event_id, fen=9999), FinishSale(shop.cart(None, ("CUP", 1000)), CASH)),
            "over_refund",
        ),
        (
            Exchange(RefundRequest(sale.event_id, fen=1), FinishSale(shop.cart(None, ("CUP", 1000)), CASH, 1)),
            "quote_changed",
        ),
        (
            Exchange(
                RefundRequest(sale.event_id, fen=1),
                FinishSale(shop.cart(None, ("CUP", 1000)), (TenderRequest("scan_pay", 1),)),
            ),
            "tender_mismatch",
        ),
        (Exchange(RefundRequest(sale.event_id, fen=1), FinishSale(shop.cart(None), CASH)), "empty_cart"),
    ):
        with pytest.raises(PosError, match=code):
            exchange.exchange(shop.use(), request)
        assert (events.last(shop.db), shop.db.value("SELECT sum(amount) FROM lot_move")) == before


def test_a_preview_says_the_same_and_books_nothing(shop: Shop) -> None:
    member = shop.enrol().member_id
    sale = shop.sell(member, ("BEANS", 1000))
    request = Exchange(
        RefundRequest(sale.event_id, lines={1: 1000}), FinishSale(shop.cart(member, ("CUP", 1000)), CASH)
    )
    before = events.last(shop.db)
    shown = exchange.preview(shop.use(), request)
    assert events.last(shop.db) == before
    done = exchange.exchange(shop.use(), request)
    assert (shown.to_pay_fen, shown.refund.refund_fen, shown.sale.lines) == (
        done.to_pay_fen,
        done.refund.refund_fen,
        done.sale.lines,
    )


def test_an_exchange_needs_the_right_to_refund(shop: Shop) -> None:
    sale = shop.sell(None, ("CUP", 1000))
    cashier = staff.add(shop.use(), "小王", "cashier", "2580")
    request = Exchange(RefundRequest(sale.event_id, fen=1), FinishSale(shop.cart(None, ("CUP", 1000)), CASH))
    with pytest.raises(PosError, match="needs_approval"):
        exchange.exchange(shop.use(cashier), request)


def test_the_day_knows_both_sides_of_an_exchange(shop: Shop) -> None:
    member = shop.enrol().member_id
    shop.recharge(member, 9000)
    sale = shop.sell(member, ("LATTE", 1000), tenders=STORED)
    done = swap(shop, sale.event_id, member, ("CUP", 1000), tenders=STORED)
    x = shift_report.x_report(shop.db)
    assert (x["counts"]["sales"], x["counts"]["refunds"]) == (2, 1)
    assert (x["sales_fen"], x["refunds_fen"]) == (2800 + 3333, 2800)
    assert x["stored_principal_fen"] == 2800 + 3333
    day = end_of_day(shop.db, "2026-01-01")
    assert day.tiles.sales_fen == 3333
    assert dict(day.liability)["spent"] == -(2800 + 3333)
    assert dict(day.liability)["returned"] == 2800
    assert day.table("exceptions").figure("refunds", "amount") == 2800
    recent = shop.profile(member).recent[0]
    assert (recent.kind, recent.fen, recent.receipt_no) == ("exchange", 533, done.sale.receipt_no)


def test_points_spent_in_an_exchange_return_to_the_lots_they_came_from(shop: Shop) -> None:
    """Not to the one from which the goods given back took what they had earned."""
    member = shop.enrol().member_id
    adjust.points(shop.use(), member, 6, "an older lot to spend first")
    sale = shop.sell(member, ("CUP", 2000))
    earned = sale.points_earned
    cart = shop.cart(member, ("LATTE", 1000), points=10)
    back = RefundRequest(sale.event_id, lines={1: 1000})
    done = exchange.exchange(shop.use(), Exchange(back, FinishSale(cart, CASH)))
    refund(shop.use(), RefundRequest(done.sale.event_id, everything=True))
    lots = shop.db.all("SELECT open FROM lot WHERE kind = 'POINTS' AND open <> 0 ORDER BY rowid")
    assert [row[0] for row in lots] == [6, earned - done.refund.points_clawed]
    assert done.refund.points_clawed > 0
    shop.assert_books_agree()
