"""Stored value from one member to another, and a card with everything on it."""

from __future__ import annotations

from memberpos.services import (
    adjust,
    cards,
    closings,
    due,
    recharge_offers,
    recharge_refunds,
    recharges,
    refunds,
    transfers,
)
from memberpos.services.checkout import TenderRequest
from memberpos.services.recharges import RechargeRequest
from memberpos.services.refunds import RefundRequest
from memberpos.services.results import MemberProfile
from memberpos.store import instalments, value_lots
from tests.refusals import code_of
from tests.services.shop import DAY_MS, Shop

STORED = (TenderRequest("stored_value", None),)


def two(shop: Shop) -> tuple[str, str]:
    return shop.enrol("甲").member_id, shop.enrol("乙").member_id


def lots(shop: Shop, member: MemberProfile) -> list[tuple[object, ...]]:
    return [
        tuple(row)
        for row in shop.db.all(
            "SELECT kind, recharge_id, made_at_ms, open FROM lot WHERE account = ? AND open <> 0 ORDER BY made_at_ms, kind",
            (member.account_id,),
        )
    ]


def test_principal_moves_bonus_stays_and_lots_keep_their_top_up(shop: Shop) -> None:
    giver, taker = two(shop)
    first, second = shop.recharge(giver, 1_000, 200), shop.recharge(giver, 1_000)
    ages = {row[1]: row[2] for row in lots(shop, shop.profile(giver))}
    done = transfers.transfer(shop.use(), giver, taker, 1_300, "家人")
    assert (done.from_fen, done.to_fen) == (700, 1_300)
    assert shop.profile(giver).bonus_fen == 200
    assert lots(shop, shop.profile(taker)) == [
        ("PRINCIPAL", first.event_id, ages[first.event_id], 1_000),
        ("PRINCIPAL", second.event_id, ages[second.event_id], 300),
    ]
    assert shop.profile(taker).recent[0].kind == "transfer.in"
    shop.assert_books_agree()


def test_parts_of_a_bonus_go_with_the_card_and_those_done_with_stay(shop: Shop) -> None:
    giver, taker = two(shop)
    steps = [{"amount_fen": 1_000, "instalments": {"fen": 300, "count": 3}}]
    recharge_offers.put(shop.use(), "A", {"name": "n", "steps": steps})
    undone, kept = (recharges.recharge(shop.use(), RechargeRequest(giver, 1_000, offer="A")) for _ in range(2))
    recharge_refunds.refund(shop.use(), recharge_refunds.RechargeRefundRequest(undone.event_id))
    shop.now_ms += 31 * DAY_MS
    due.run_all(shop.use())
    cards.issue(shop.use(), giver, "C1")
    transfers.move_card(shop.use(), "C1", taker, "礼物")
    shop.assert_books_agree()
    accounts = {row.n: row.account_id for row in instalments.of_recharge(shop.db, kept.event_id)}
    old, new = (shop.profile(each).account_id for each in (giver, taker))
    assert accounts == {1: old, 2: new, 3: new}
    assert {row.account_id for row in instalments.of_recharge(shop.db, undone.event_id)} == {old}


def test_the_same_transfer_sent_twice_is_one(shop: Shop) -> None:
    giver, taker = two(shop)
    shop.recharge(giver, 1_000)
    event_id = str(shop.use().new_id())
    one, again = (transfers.transfer(shop.use(), giver, taker, 400, event_id=event_id) for _ in range(2))
    assert one == again
    assert shop.profile(taker).principal_fen == 400


def test_what_cannot_be_transferred(shop: Shop) -> None:
    giver, taker = two(shop)
    shop.recharge(giver, 1_000, 5_000)
    assert code_of(transfers.transfer, shop.use(), giver, taker, 1_001) == "insufficient_stored_value"
    assert code_of(transfers.transfer, shop.use(), giver, giver, 1) == "bad_amount"
    assert code_of(transfers.transfer, shop.use(), giver, taker, 0) == "bad_amount"
    assert code_of(transfers.transfer, shop.use(), giver, "nobody", 1) == "not_found"
    shop.set(law__enforce=True)
    shop.recharge(taker, 499_500)
    assert code_of(transfers.transfer, shop.use(), giver, taker, 501) == "law_limit"
    transfers.transfer(shop.use(), giver, taker, 500)


def test_a_transfer_is_no_consumption_when_the_giver_closes(shop: Shop) -> None:
    giver, taker = two(shop)
    shop.recharge(giver, 10_000, 2_000)
    transfers.transfer(shop.use(), giver, taker, 4_000)
    accounts = [shop.profile(member).account_id for member in (giver, taker)]
    assert [sum(value_lots.gone(shop.db, account).values()) for account in accounts] == [4_000, 0]
    found = closings.figures(shop.db, giver).figures
    assert (found.bonus_first_fen, found.principal_first_fen, found.proportional_fen) == (6_000, 6_000, 6_000)
    assert closings.figures(shop.db, taker).figures.principal_first_fen == 4_000


def test_a_card_goes_with_everything_on_it(shop: Shop) -> None:
    giver, taker = two(shop)
    steps = [{"amount_fen": 10_000, "bonus_fen": 2_000, "points": 50, "instalments": {"fen": 600, "count": 2}}]
    recharge_offers.put(shop.use(), "A", {"name": "n", "steps": steps})
    made = recharges.recharge(shop.use(), RechargeRequest(giver, 10_000, offer="A"))
    cards.issue(shop.use(), giver, "A1")
    cards.issue(shop.use(), giver, "A2", "sub", 5_000)
    shop.sell(giver, ("GIFT", 10_000), tenders=STORED)
    before, figures = shop.profile(giver), closings.figures(shop.db, giver).figures
    transfers.move_card(shop.use(), "A1", taker, "转给家人")
    left, there = shop.profile(giver), shop.profile(taker)
    assert (left.principal_fen, left.bonus_fen, left.points, left.cards) == (0, 0, 0, ())
    assert (there.principal_fen, there.bonus_fen, there.points) == (
        before.principal_fen,
        before.bonus_fen,
        before.points,
    )
    assert {(card.number, card.role) for card in there.cards} == {("A1", "main"), ("A2", "sub")}
    assert closings.figures(shop.db, taker).figures == figures
    assert left.growth == before.growth
    shop.now_ms += 31 * DAY_MS
    assert due.run_all(shop.use()) == ["bonus.instalment"]
    assert shop.profile(taker).bonus_fen == before.bonus_fen + 300
    assert recharges.recharges.find(shop.db, made.event_id).account_id == there.account_id
    shop.assert_books_agree()


def test_a_debt_does_not_go_with_a_card(shop: Shop) -> None:
    giver, taker = two(shop)
    cards.issue(shop.use(), giver, "A1")
    sale = shop.sell(giver, ("BEANS", 1000))
    shop.sell(giver, points=90)
    refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True))
    assert code_of(transfers.move_card, shop.use(), "A1", taker, "x") == "points_debt"


def test_which_cards_can_go(shop: Shop) -> None:
    giver, taker = two(shop)
    cards.issue(shop.use(), giver, "A1")
    assert code_of(transfers.move_card, shop.use(), "A1", taker, " ") == "bad_amount"
    assert code_of(transfers.move_card, shop.use(), "A2", taker, "x") == "not_found"
    cards.lost(shop.use(), "A1")
    assert code_of(transfers.move_card, shop.use(), "A1", taker, "x") == "card_lost"


def test_points_stay_usable_after_they_went_with_a_card(shop: Shop) -> None:
    giver, taker = two(shop)
    cards.issue(shop.use(), giver, "A1")
    adjust.points(shop.use(), giver, 500, "test")
    transfers.move_card(shop.use(), "A1", taker, "x")
    assert shop.sell(taker, points=500).points_used == 500
    shop.assert_books_agree()
