"""Closing a card three ways, paying out, deducting, freezing."""

from __future__ import annotations

import pytest

from memberpos.domain.catalog import Product
from memberpos.domain.errors import PosError
from memberpos.domain.stored_value import SPEND_ORDERS, Closing
from memberpos.reports import shift_report
from memberpos.services import (
    cards,
    closings,
    due,
    freezing,
    products,
    recharge_offers,
    recharge_refunds,
    recharges,
    refunds,
    shop_settings,
    staff,
    transfers,
    value_moves,
)
from memberpos.services.checkout import TenderRequest
from memberpos.services.closings import ClosingRequest
from memberpos.services.recharges import RechargeRequest
from memberpos.services.refunds import RefundRequest
from memberpos.services.results import SaleDone
from memberpos.store import closings as closing_rows
from tests.refusals import code_of
from tests.services.shop import DAY_MS, Shop

STORED = (TenderRequest("stored_value", None),)


def close(shop: Shop, member_id: str, **how: str) -> closings.ClosingDone:
    return closings.close(shop.use(), ClosingRequest(member_id, **how))


def spend(shop: Shop, member_id: str, fen: int) -> SaleDone:
    products.put(shop.use(), Product("ANY", "任意", fen))
    return shop.sell(member_id, ("ANY", 1000), tenders=STORED)


@pytest.mark.parametrize(
    ("method", "cause", "refund_fen"),
    [
        ("bonus_first", "consumer", 40_600),
        ("principal_first", "consumer", 0),
        ("proportional", "consumer", 30_450),
        ("bonus_first", "shop", 40_600),
        ("principal_first", "shop", 30_450),
        ("principal_first", "seven_days", 0),
    ],
)
def test_the_vector_of_the_rules_each_way(shop: Shop, method: str, cause: str, refund_fen: int) -> None:
    member = shop.enrol().member_id
    shop.set(tiers=[])
    shop.recharge(member, 300_000, 100_000)
    spend(shop, member, 359_400)
    done = close(shop, member, method=method, cause=cause)
    assert done.figures == Closing(40_600, 0, 30_450)
    assert (done.refund_fen, done.forfeited_fen) == (refund_fen, 40_600 - refund_fen)
    assert done.method == ("proportional" if refund_fen == 30_450 else method)
    row = closing_rows.find(shop.db, done.event_id)
    assert (row.principal_fen + row.bonus_fen, row.refund_fen, row.forfeited_fen) == (
        40_600,
        refund_fen,
        40_600 - refund_fen,
    )
    after = shop.profile(member)
    assert (after.principal_fen, after.bonus_fen) == (0, 0)
    assert (
        shop.db.value("SELECT coalesce(sum(amount), 0) FROM balance WHERE account = 'shop:forfeited'")
        == done.forfeited_fen
    )
    shop.assert_books_agree()


@pytest.mark.parametrize("order", SPEND_ORDERS)
def test_the_contracts_method_is_proposed(shop: Shop, order: str) -> None:
    member = shop.enrol().member_id
    shop.set(stored_value__spend_order=order)
    assert closings.figures(shop.db, member).proposed == order
    shop_settings.change_shop(shop.use(), {"closing_method": "principal_first"})
    assert closings.figures(shop.db, member).proposed == "principal_first"
    shop.recharge(member, 10_000, 2_000)
    spend(shop, member, 3_000)
    assert close(shop, member).method == "principal_first"


def test_used_up_top_ups_drop_out_and_refunds_come_back_as_value(shop: Shop) -> None:
    member = shop.enrol().member_id
    shop.set(tiers=[])
    shop.recharge(member, 10_000, 2_000)
    sale = spend(shop, member, 12_000)
    shop.recharge(member, 5_000, 500)
    assert closings.figures(shop.db, member).figures == Closing(5_000, 5_000, 5_000)
    close(shop, member)
    refunds.refund(shop.use(), RefundRequest(sale.event_id, fen=6_000))
    found = closings.figures(shop.db, member)
    assert (found.held_fen, found.figures) == (6_000, Closing(6_000, 4_000, 5_000))
    close(shop, member)
    shop.assert_books_agree()


def test_the_same_closing_sent_twice_is_one_and_nothing_is_left_to_close(shop: Shop) -> None:
    member = shop.enrol().member_id
    shop.recharge(member, 10_000)
    request = ClosingRequest(member, event_id=str(shop.use().new_id()))
    assert closings.close(shop.use(), request) == closings.close(shop.use(), request)
    assert code_of(close, shop, member) == "nothing_to_refund"
    assert code_of(close, shop, "nobody") == "not_found"


@pytest.mark.parametrize("how", [{"method": "average"}, {"cause": "weather"}])
def test_methods_and_causes_are_a_fixed_set(shop: Shop, how: dict[str, str]) -> None:
    assert code_of(close, shop, shop.enrol().member_id, **how) == "bad_setting"


def test_cards_come_back_and_lost_ones_are_void(shop: Shop) -> None:
    member = shop.enrol().member_id
    shop.recharge(member, 10_000)
    for number in ("A1", "A2"):
        cards.issue(shop.use(), member, number)
    cards.lost(shop.use(), "A2")
    done = close(shop, member)
    assert {card.number: card.state for card in shop.profile(member).cards} == {"A1": "returned", "A2": "void"}
    causes = shop.db.all("SELECT kind FROM event WHERE cause_event_id = ? ORDER BY seq", (done.event_id,))
    assert sorted(row[0] for row in causes) == ["card.return", "card.void"]
    shop.assert_books_agree()


def test_bonus_to_come_ends_with_the_card(shop: Shop) -> None:
    steps = [{"amount_fen": 10_000, "instalments": {"fen": 600, "count": 2}}]
    recharge_offers.put(shop.use(), "A", {"name": "n", "steps": steps})
    member = shop.enrol().member_id
    recharges.recharge(shop.use(), RechargeRequest(member, 10_000, offer="A"))
    assert closings.figures(shop.db, member).planned_fen == 600
    close(shop, member)
    shop.now_ms += 90 * DAY_MS
    assert due.run_all(shop.use()) == []
    shop.assert_books_agree()


def test_much_money_does_not_go_back_in_cash_by_law(shop: Shop) -> None:
    shop.set(law__enforce=True)
    member = shop.enrol().member_id
    shop.recharge(member, 10_001)
    with pytest.raises(PosError) as caught:
        close(shop, member)
    assert caught.value.facts == {"what": "refund_in_cash", "limit_fen": 10_000}
    assert close(shop, member, pay="bank_card").refund_fen == 10_001


def test_seven_days_are_over_after_seven_days(shop: Shop) -> None:
    shop.set(law__enforce=True)
    member = shop.enrol().member_id
    shop.recharge(member, 5_000)
    shop.now_ms += 8 * DAY_MS
    shop.recharge(member, 5_000)
    assert code_of(close, shop, member, cause="seven_days") == "undo_too_late"
    close(shop, member)


def test_seven_days_go_with_the_money_and_however_many_top_ups_came_later(shop: Shop) -> None:
    shop.set(law__enforce=True)
    giver, taker = shop.enrol("甲").member_id, shop.enrol("乙").member_id
    shop.recharge(giver, 5_000)
    transfers.transfer(shop.use(), giver, taker, 2_000, "家人")
    shop.now_ms += 8 * DAY_MS
    for _ in range(51):
        shop.recharge(giver, 10)
    assert code_of(close, shop, taker, cause="seven_days") == "undo_too_late"
    assert code_of(close, shop, giver, cause="seven_days") == "undo_too_late"
    assert close(shop, taker).refund_fen == 2_000
    shop.recharge(taker, 3_000)
    assert close(shop, taker, cause="seven_days").refund_fen == 3_000, "what is closed is no hindrance"


def test_a_cashier_needs_somebody_to_close_and_the_drawer_pays(shop: Shop) -> None:
    member = shop.enrol().member_id
    shop.recharge(member, 10_000)
    cashier, manager = (staff.add(shop.use(), role, role, "8642") for role in ("cashier", "manager"))
    with pytest.raises(PosError, match="needs_approval"):
        closings.close(shop.use(cashier), ClosingRequest(member))
    closings.close(shop.use(cashier, approver_id=manager), ClosingRequest(member))
    assert shift_report.x_report(shop.db)["expected_cash_fen"] == 20_000


# --- without a sale -------------------------------------------------------------------------------------------------


def test_paying_out_takes_principal_only_and_is_no_consumption(shop: Shop) -> None:
    member = shop.enrol().member_id
    shop.recharge(member, 10_000, 2_000)
    done = value_moves.cash_out(shop.use(), member, 4_000, "搬家")
    assert (done.principal_after_fen, done.bonus_after_fen, done.opens_drawer) == (6_000, 2_000, True)
    assert closings.figures(shop.db, member).figures == Closing(6_000, 6_000, 6_000)
    assert code_of(value_moves.cash_out, shop.use(), member, 6_001, "x") == "insufficient_stored_value"
    assert code_of(value_moves.cash_out, shop.use(), member, 1, " ") == "bad_amount"
    shop.set(law__enforce=True)
    shop.recharge(member, 10_000)
    assert code_of(value_moves.cash_out, shop.use(), member, 10_001, "x") == "law_limit"
    value_moves.cash_out(shop.use(), member, 10_001, "x", "bank_card")
    shop.assert_books_agree()


def test_a_deduction_is_by_force_for_a_reason_and_in_the_spend_order(shop: Shop) -> None:
    member = shop.enrol().member_id
    shop.set(stored_value__bonus_cap_percent=0)
    shop.recharge(member, 10_000, 2_000)
    done = value_moves.deduct(shop.use(), member, 3_000, "赔偿")
    assert (done.principal_fen, done.bonus_fen, done.principal_after_fen) == (1_000, 2_000, 9_000)
    assert shop.db.value("SELECT amount FROM balance WHERE account = 'shop:deducted'") == 3_000
    assert code_of(value_moves.deduct, shop.use(), member, 9_001, "x") == "insufficient_stored_value"
    assert code_of(value_moves.deduct, shop.use(), member, 1, "") == "bad_amount"
    cashier = staff.add(shop.use(), "A", "cashier", "8642")
    assert code_of(value_moves.deduct, shop.use(cashier), member, 1, "x") == "needs_approval"
    assert code_of(value_moves.cash_out, shop.use(cashier), member, 1, "x") == "needs_approval"
    shop.assert_books_agree()


@pytest.mark.parametrize("work", [value_moves.cash_out, value_moves.deduct])
def test_the_same_taking_sent_twice_is_one(shop: Shop, work) -> None:
    member = shop.enrol().member_id
    shop.recharge(member, 10_000, 2_000)
    event_id = str(shop.use().new_id())
    done = [work(shop.use(), member, 3_000, "x", event_id=event_id) for _ in range(2)]
    assert done[0].event_id == done[1].event_id
    assert done[0].principal_after_fen == done[1].principal_after_fen


def test_a_frozen_account_neither_gives_nor_takes(shop: Shop) -> None:
    member, other = shop.enrol("甲").member_id, shop.enrol("乙").member_id
    made = shop.recharge(member, 10_000)
    shop.recharge(other, 10_000)
    assert freezing.freeze(shop.use(), member, "纠纷").frozen
    refused = [
        (shop.recharge, (member, 100)),
        (shop.sell, (member, ("LATTE", 1000)), {"tenders": STORED}),
        (transfers.transfer, (shop.use(), member, other, 1)),
        (transfers.transfer, (shop.use(), other, member, 1)),
        (value_moves.cash_out, (shop.use(), member, 1, "x")),
        (value_moves.deduct, (shop.use(), member, 1, "x")),
        (close, (shop, member)),
        (recharge_refunds.refund, (shop.use(), recharge_refunds.RechargeRefundRequest(made.event_id))),
    ]
    assert [code_of(work, *args, **(named[0] if named else {})) for work, args, *named in refused] == [
        "account_frozen"
    ] * len(refused)
    shop.sell(member)
    freezing.freeze(shop.use(), member, "已解决", on=False)
    shop.sell(member, ("LATTE", 1000), tenders=STORED)
    assert code_of(freezing.freeze, shop.use(), member, "") == "bad_amount"
    shop.assert_books_agree()
