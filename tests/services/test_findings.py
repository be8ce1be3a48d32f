"""Things that once went wrong at the counter."""

from __future__ import annotations

from typing import Any

import pytest

from memberpos.domain.cart import TypedPrice
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import PRINCIPAL
from memberpos.services import adjust, card_batches, cards, checkout, members, recharges, refunds
from memberpos.services.card_batches import BatchRequest
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.refunds import RefundRequest
from memberpos.store import ledger
from tests.services.shop import Shop


def test_a_top_up_sent_twice_is_one(shop: Shop) -> None:
    request = recharges.RechargeRequest(shop.enrol().member_id, 5000, 500, event_id=str(shop.use().new_id()))
    assert recharges.recharge(shop.use(), request) == recharges.recharge(shop.use(), request)
    assert shop.profile(request.member_id).principal_fen == 5000


def test_a_card_nobody_lost_is_not_found(shop: Shop) -> None:
    card_batches.make(shop.use(), BatchRequest("9001", 1))
    with pytest.raises(PosError, match="card_state"):
        cards.found(shop.use(), "9001")
    assert cards.verify(shop.db, "9001") == ("stock", "stock")


def test_a_name_headquarters_would_refuse_is_refused_here(shop: Shop) -> None:
    with pytest.raises(PosError, match="limit_exceeded"):
        members.enrol(shop.use(), members.EnrolRequest("x" * 4097))
    assert members.count(shop.db) == 0


def test_a_typed_price_beyond_any_till_is_refused(shop: Shop) -> None:
    cart = shop.cart(None, ("LATTE", 1000)).override_price(0, TypedPrice(10**18))
    with pytest.raises(PosError, match="bad_amount"):
        checkout.finish(shop.use(), FinishSale(cart, (TenderRequest("cash", None),)))


def test_money_turned_into_stored_value_is_a_lot_of_its_own(shop: Shop) -> None:
    member = shop.enrol()
    shop.recharge(member.member_id, 4500)
    paid = (TenderRequest("stored_value", 4500), TenderRequest("cash", None))
    sale = shop.sell(member.member_id, ("BEANS", 1000), tenders=paid)
    refunds.refund(shop.use(), RefundRequest(sale.event_id, fen=4500, to="stored_value"))
    lots = ledger.open_lots(shop.db, member.account_id, (PRINCIPAL,))
    assert [(lot.granted, lot.open, lot.recharge_id is None) for lot in lots] == [
        (4500, 2250, False),
        (2250, 2250, True),
    ]
    shop.assert_books_agree()


def test_a_sale_reads_no_more_rows_when_the_member_holds_many_lots(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.set(tiers=[])
    member = shop.enrol()

    def rows_of_a_sale() -> int:
        seen: list[int] = []
        plain = type(shop.db).all

        def counted(db: Any, sql: str, params: Any = ()) -> Any:
            found = plain(db, sql, params)
            seen.append(len(found))
            return found

        with monkeypatch.context() as patch:
            patch.setattr(type(shop.db), "all", counted)
            shop.sell(member.member_id)
        return sum(seen)

    for _ in range(15):
        shop.sell(member.member_id)
    few = rows_of_a_sale()
    for _ in range(40):
        adjust.points(shop.use(), member.member_id, 1, "test")
    assert rows_of_a_sale() == few
