"""What cards paid, what passes admitted, and where stored value went: read from the tables after real bookings."""

from __future__ import annotations

from datetime import date

import pytest
from tests.services.passes import check_in, sell, with_kinds
from tests.services.shop import Shop

from memberpos.domain.cart import CartLine
from memberpos.domain.catalog import MILLI
from memberpos.services import cards, checkout, pass_desk, products, recharge_refunds, refunds, value_moves
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.recharge_refunds import RechargeRefundRequest
from memberpos.services.refunds import RefundRequest
from memberpos.store import card_spending, pass_uses, value_lots

TODAY = "2026-01-01"
STORED = (TenderRequest("stored_value", None),)


@pytest.fixture
def member(books: Shop) -> str:
    return books.enrol().member_id


def account(shop: Shop, member_id: str) -> str:
    return shop.profile(member_id).account_id


def test_a_card_spent_what_its_sales_took_less_what_came_back(books: Shop, member: str) -> None:
    cards.issue(books.use(), member, "7001")
    books.recharge(member, 20_000)
    product = products.find(books.db, "LATTE")
    assert product is not None
    cart = books.cart(member).set_member(member, "7001").add_line(CartLine(product, 2 * MILLI))
    sale = checkout.finish(books.use(), FinishSale(cart, STORED))
    assert card_spending.spent_on(books.db, "7001", TODAY) == 5_600
    assert card_spending.spent_on(books.db, "7001", "2026-01-02") == 0
    refunds.refund(books.use(), RefundRequest(sale.event_id, lines={1: MILLI}))
    assert card_spending.spent_on(books.db, "7001", TODAY) == 2_800


def test_uses_of_a_pass_count_while_they_stand(books: Shop, member: str) -> None:
    one = sell(with_kinds(books), member).pass_id
    first, second = check_in(books, member, one, 2), check_in(books, member, one)
    assert pass_uses.visits(books.db, one) == 3
    assert pass_uses.dates(books.db, one) == [date(2026, 1, 1)]
    assert pass_uses.others_stand(books.db, one, first.event_id)
    undone = pass_desk.undo(books.use(), second.event_id)
    assert not pass_uses.others_stand(books.db, one, first.event_id)
    assert pass_uses.visits(books.db, one) == 2
    (row,) = pass_uses.of_event(books.db, second.event_id)
    assert (row.uses, row.back, row.undone_by) == (1, 1, undone.event_id)
    assert pass_uses.refunds_of(books.db, one) == []
    assert pass_uses.refund(books.db, "nothing") is None


def test_stored_value_that_left_without_being_consumed(books: Shop, member: str) -> None:
    first, second = books.recharge(member, 10_000, 1_000), books.recharge(member, 5_000)
    mine = account(books, member)
    assert [(lot.kind, lot.granted) for lot in value_lots.all_lots(books.db, mine)] == [
        ("PRINCIPAL", 10_000), ("BONUS", 1_000), ("PRINCIPAL", 5_000),
    ]  # fmt: skip
    books.sell(member, tenders=STORED)
    assert value_lots.gone(books.db, mine) == {}, "a sale consumes it"
    recharge_refunds.refund(books.use(), RechargeRefundRequest(second.event_id))
    value_moves.cash_out(books.use(), member, 1_000, "x")
    (principal, _bonus), (other,) = (value_lots.of_recharge(books.db, each.event_id, mine) for each in (first, second))
    assert value_lots.gone(books.db, mine) == {principal.id: 1_000, other.id: 5_000}
    assert value_lots.points_lots(books.db, first.event_id, mine) == []


def test_an_account_is_frozen_until_it_is_let_go(books: Shop, member: str) -> None:
    mine = account(books, member)
    for on in (True, False):
        value_lots.set_frozen(books.db, mine, on=on)
        assert value_lots.frozen(books.db, mine) is on
