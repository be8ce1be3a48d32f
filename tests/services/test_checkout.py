from __future__ import annotations

import pytest

from memberpos.domain.cart import Cart, TypedPrice
from memberpos.domain.errors import PosError
from memberpos.services import checkout, recharges, shifts, staff
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.recharges import RechargeRequest
from memberpos.store import events, ledger
from tests.services.shop import Shop

STORED = TenderRequest("stored_value", None)


def test_bonus_is_spent_first_and_earns_nothing(shop: Shop) -> None:
    member = shop.enrol()
    shop.recharge(member.member_id, 10000, 2000)
    done = shop.sell(member.member_id, ("BEANS", 1000), tenders=(STORED,))
    assert (done.due_fen, done.stored_bonus_fen, done.stored_principal_fen) == (9000, 2000, 7000)
    assert done.points_earned == 70
    shop.assert_books_agree()


def test_mixed_payment_gives_change_and_a_drawer(shop: Shop) -> None:
    member = shop.enrol()
    shop.recharge(member.member_id, 5000)
    done = shop.sell(
        member.member_id, ("BEANS", 1000), tenders=(TenderRequest("stored_value", 5000), TenderRequest("cash", 5000))
    )
    assert done.change_fen == 1000
    assert [(t.kind, t.fen) for t in done.tenders] == [("stored_value", 5000), ("cash", 4000)]
    assert done.opens_drawer


def test_tier_reached_by_a_sale_works_from_the_next_one(shop: Shop) -> None:
    member = shop.enrol()
    first = shop.sell(member.member_id, ("BEANS", 3000))
    assert first.upgraded_to == "金卡"
    assert first.points_earned == 270
    second = shop.sell(member.member_id, ("LATTE", 1000))
    assert (second.due_fen, second.points_earned) == (2520, 37)


def test_points_pay_and_leave_their_lots_before_new_ones_come(shop: Shop) -> None:
    member = shop.enrol()
    shop.sell(member.member_id, ("BEANS", 1000))
    done = shop.sell(member.member_id, ("LATTE", 1000), points=80)
    assert (done.points_used, done.points_fen, done.due_fen) == (80, 80, 2720)
    assert shop.profile(member.member_id).points == 90 - 80 + 27
    shop.assert_books_agree()


def test_a_cart_finished_twice_is_one_sale(shop: Shop) -> None:
    cart = shop.cart(None, ("LATTE", 1000))
    request = FinishSale(cart, (TenderRequest("cash", None),))
    assert checkout.finish(shop.use(), request) == checkout.finish(shop.use(), request)
    assert shop.db.value("SELECT count(*) FROM sale") == 1


def test_a_quote_that_changed_meanwhile_is_refused_and_nothing_is_booked(shop: Shop) -> None:
    before = events.last(shop.db)
    with pytest.raises(PosError, match="quote_changed"):
        checkout.finish(shop.use(), FinishSale(shop.cart(None, ("LATTE", 1000)), (TenderRequest("cash", None),), 2700))
    assert events.last(shop.db) == before


@pytest.mark.parametrize(
    ("tenders", "code"),
    [
        ((TenderRequest("cash", 1000),), "tender_mismatch"),
        ((TenderRequest("scan_pay", 3000),), "tender_mismatch"),
        ((STORED,), "insufficient_stored_value"),
        ((TenderRequest("stored_value", None, "nobody"),), "not_found"),
        ((TenderRequest("pass", None),), "not_found"),
        ((TenderRequest("shells", None),), "bad_amount"),
    ],
)
def test_a_refused_payment_changes_nothing(shop: Shop, tenders: tuple[TenderRequest, ...], code: str) -> None:
    member = shop.enrol()
    before = ledger.balances(shop.db, member.account_id), events.last(shop.db)
    with pytest.raises(PosError, match=code):
        shop.sell(member.member_id, tenders=tenders)
    assert (ledger.balances(shop.db, member.account_id), events.last(shop.db)) == before


def test_an_empty_cart_and_a_closed_shop_sell_nothing(shop: Shop) -> None:
    with pytest.raises(PosError, match="empty_cart"):
        checkout.finish(shop.use(), FinishSale(_empty(shop), ()))
    shifts.close(shop.use(), {"cash_fen": 20000})
    with pytest.raises(PosError, match="no_shift"):
        shop.sell(None)


def test_a_typed_price_needs_the_right_or_an_approval(shop: Shop) -> None:
    cashier = staff.add(shop.use(), "小王", "cashier", "2580")
    cart = shop.cart(None, ("LATTE", 1000)).override_price(0, TypedPrice(2000, "damaged"))
    request = FinishSale(cart, (TenderRequest("cash", None),))
    with pytest.raises(PosError, match="needs_approval"):
        checkout.finish(shop.use(cashier), request)
    done = checkout.finish(shop.use(cashier, approver_id=shop.owner_id), request)
    assert done.due_fen == 2000
    event = events.by_id(shop.db, done.event_id)
    assert event is not None
    assert (event.staff_id, event.approver_id) == (cashier, shop.owner_id)


def test_rounding_of_the_order_is_kept_beside_the_discount(shop: Shop) -> None:
    shop.set(rounding__mode="drop_jiao")
    done = shop.sell(None, ("CUP", 1000))
    assert (done.due_fen, done.rounding_fen, done.discount_fen) == (3300, 33, 33)


def test_bonus_never_pays_for_goods_that_do_not_allow_it(shop: Shop) -> None:
    member = shop.enrol()
    shop.recharge(member.member_id, 10000, 5000)
    done = shop.sell(member.member_id, ("CUP", 1000), tenders=(STORED,))
    assert (done.stored_bonus_fen, done.stored_principal_fen) == (0, 3333)


def _empty(shop: Shop) -> Cart:
    return shop.cart(None, ("LATTE", 1000)).remove(0)


def test_a_repeated_top_up_tops_up_once(shop: Shop) -> None:
    member = shop.enrol()
    request = RechargeRequest(member.member_id, 5000, 300, event_id=str(shop.use().new_id()))
    first = recharges.recharge(shop.use(), request)
    assert recharges.recharge(shop.use(), request) == first
    assert shop.profile(member.member_id).principal_fen == 5000
    shop.assert_books_agree()
