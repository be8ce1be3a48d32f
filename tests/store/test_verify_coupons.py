"""Each way of cooking coupons and discounts is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.services.shop import DAY_MS, Shop, new_shop

from memberpos.services import coupons, due, exchange, refunds
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.exchange import Exchange
from memberpos.services.refunds import RefundRequest
from memberpos.store.difference import Difference
from memberpos.store.verify import verify
from memberpos.store.verify_coupons import coupons as prove

CASH = (TenderRequest("cash", None),)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """A used, a returned, a handed on, an expired, a void and a bearer's coupon."""
    made = new_shop(tmp_path)
    made.coupon_kind("TEN", "amount", 1000)
    made.coupon_kind("SOON", "amount", 100, valid_days=0)
    lin, other = made.enrol("林", "13800000001").member_id, made.enrol("乙", "13800000002").member_id
    made.coupon(lin, "SOON")
    made.now_ms += DAY_MS
    due.run_all(made.use())
    first = made.sell(lin, coupons=(made.coupon(lin, "TEN"),))
    again = made.sell(lin, coupons=(made.coupon(lin, "TEN"),))
    refunds.refund(made.use(), RefundRequest(again.event_id, everything=True))
    cart = made.cart(lin, ("CUP", 1000))
    exchange.exchange(made.use(), Exchange(RefundRequest(first.event_id, fen=100), FinishSale(cart, CASH)))
    coupons.transfer(made.use(), made.coupon(lin, "TEN"), other)
    coupons.void(made.use(), made.coupon(other, "TEN"), "mistake")
    made.sell(None, coupons=(coupons.batch(made.use(), "TEN", 2)[0].number,))
    yield made
    made.db.close()


CRIMES = {
    "used again": "UPDATE coupon SET state = 'issued', used_event = NULL WHERE state = 'used'",
    "back from the dead": "UPDATE coupon SET state = 'issued' WHERE state = 'expired'",
    "taken away": "UPDATE coupon SET state = 'void' WHERE state = 'issued'",
    "expired instead of void": "UPDATE coupon SET state = 'expired' WHERE state = 'void'",
    "stolen": "UPDATE coupon SET account_id = (SELECT min(account_id) FROM coupon) WHERE state = 'issued'"
    " AND account_id > (SELECT min(account_id) FROM coupon)",
    "used by another sale": "UPDATE coupon SET used_event = made_event WHERE state = 'used'",
    "given by another event": "UPDATE coupon SET made_event = (SELECT id FROM event WHERE kind = 'sale')",
    "gone": "DELETE FROM coupon WHERE state = 'issued'",
    "out of nothing": "INSERT INTO coupon(id, number, code, account_id, state, made_at_ms, made_event, terms)"
    " SELECT 'x', 'C0', code, account_id, 'issued', 0, made_event, terms FROM coupon LIMIT 1",
    "worth": "UPDATE coupon SET terms = json_set(terms, '$.value', 99999)",
    "last day": "UPDATE coupon SET valid_to = '2099-12-31' WHERE state = 'issued'",
    "discount": "UPDATE sale_discount SET fen = fen + 1",
    "header of an exchanged sale": "UPDATE sale SET total_fen = total_fen + 1 WHERE id ="
    " (SELECT id FROM event WHERE kind = 'exchange')",
    "header of an exchange's refund": "UPDATE refund SET points_clawed = points_clawed + 1 WHERE seq ="
    " (SELECT seq FROM event WHERE kind = 'exchange')",
    "lot of a coupon": "UPDATE lot SET open = 1 WHERE kind = 'COUPON' AND open = 0",
}


def test_honest_books_agree(shop: Shop) -> None:
    states = {row[0] for row in shop.db.all("SELECT state FROM coupon")}
    assert states == {"issued", "used", "expired", "void"}
    assert verify(shop.db).differences == ()


def test_a_coupon_that_is_gone_is_named(shop: Shop) -> None:
    coupon = shop.db.value("SELECT id FROM coupon WHERE state = 'expired'")
    with shop.db.transaction():
        shop.db.execute("DELETE FROM coupon WHERE id = ?", (coupon,))
    assert list(prove(shop.db)) == [Difference("balance", "coupon", coupon, "", "row", "missing")]


@pytest.mark.parametrize("crime", CRIMES)
def test_each_way_of_cooking_coupons_is_found(shop: Shop, crime: str) -> None:
    with shop.db.transaction():
        assert shop.db.execute(CRIMES[crime]).rowcount >= 1
    found = verify(shop.db).differences
    assert {difference.kind for difference in found} <= {"balance", "lot"}
    assert found
