"""Each way of cooking stored value and cards is found where it was done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.services.shop import DAY_MS, Shop, new_shop

from memberpos.domain.catalog import Product
from memberpos.services import (
    card_batches,
    cards,
    closings,
    due,
    products,
    recharge_offers,
    recharge_refunds,
    recharges,
    transfers,
    value_moves,
)
from memberpos.services.card_batches import BatchRequest
from memberpos.services.checkout import TenderRequest
from memberpos.services.closings import ClosingRequest
from memberpos.services.recharge_refunds import RechargeRefundRequest
from memberpos.services.recharges import RechargeRequest
from memberpos.store.difference import Difference
from memberpos.store.verify import verify
from memberpos.store.verify_cards import CHECKS as CARD_CHECKS
from memberpos.store.verify_value import CHECKS as VALUE_CHECKS


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """A shop in which everything happened once."""
    made = new_shop(tmp_path, {"tiers": []})
    steps = [{"amount_fen": 10_000, "bonus_fen": 1_000, "points": 5, "instalments": {"fen": 900, "count": 3}}]
    recharge_offers.put(made.use(), "A", {"name": "n", "steps": steps})
    products.put(made.use(), Product("ANY", "任意", 4_000))
    first, second, third = (made.enrol(name).member_id for name in "甲乙丙")
    undone = recharges.recharge(made.use(), RechargeRequest(first, 10_000, offer="A"))
    made.recharge(first, 20_000, 3_000)
    made.sell(first, ("ANY", 1000), tenders=(TenderRequest("stored_value", None),))
    made.now_ms += 31 * DAY_MS
    due.run_all(made.use())
    transfers.transfer(made.use(), first, second, 5_000)
    recharge_refunds.refund(made.use(), RechargeRefundRequest(undone.event_id, "seven_days"))
    card_batches.make(made.use(), BatchRequest("8001", 3))
    cards.issue(made.use(), first, "8001", "sub", 5_000)
    cards.issue(made.use(), second, "9001")
    cards.lost(made.use(), "8001")
    cards.replace_card(made.use(), "8001", "8002")
    transfers.move_card(made.use(), "9001", third, "x")
    value_moves.cash_out(made.use(), third, 1_000, "x")
    closings.close(made.use(), ClosingRequest(first, "proportional"))
    yield made
    made.db.close()


def found(shop: Shop, table: str) -> list[Difference]:
    return [difference for difference in verify(shop.db).differences if difference.table == table]


def cook(shop: Shop, sql: str) -> None:
    with shop.db.transaction():
        assert shop.db.execute(sql).rowcount >= 1


CRIMES = {
    "paid less than topped up": ("UPDATE tender SET fen = fen - 1 WHERE event_id IN (SELECT id FROM recharge)", "tender"),
    "paid back more than undone": ("UPDATE tender SET fen = fen - 1 WHERE event_id IN (SELECT id FROM recharge_refund)", "tender"),
    "paid more than closed": ("UPDATE tender SET fen = fen - 1 WHERE event_id IN (SELECT id FROM closing)", "tender"),
    "an undone top-up is alive again": ("UPDATE recharge SET refunded_by = NULL", "recharge"),
    "a living top-up marked as undone": ("UPDATE recharge SET refunded_by = 'x' WHERE refunded_by IS NULL", "recharge"),
    "a charge left out": ("UPDATE recharge_refund SET charge_fen = charge_fen + 1", "recharge_refund"),
    "who holds a top-up": ("UPDATE recharge SET account_id = 'x' WHERE refunded_by IS NULL", "recharge"),
    "offer of a top-up": ("UPDATE recharge SET offer = ''", "recharge"),
    "last day to withdraw": ("UPDATE recharge SET withdraw_until = '2099-01-01'", "recharge"),
    "a part said to be given": ("UPDATE instalment SET state = 'given' WHERE state = 'called_off'", "instalment"),
    "a part called off comes after all": ("UPDATE instalment SET state = 'planned', event_id = NULL WHERE state = 'called_off'", "instalment"),
    "a given part comes again": ("UPDATE instalment SET state = 'planned' WHERE state = 'given'", "instalment"),
    "a larger part": ("UPDATE instalment SET fen = fen + 1 WHERE n = 2", "instalment"),
    "an earlier part": ("UPDATE instalment SET due = '2026-01-02' WHERE n = 3", "instalment"),
    "a part left out": ("DELETE FROM instalment WHERE n = 2", "instalment"),
    "figure of a closing": ("UPDATE closing SET principal_first_fen = principal_first_fen + 1", "closing"),
    "method of a closing": ("UPDATE closing SET method = 'principal_first'", "closing"),
    "money of a closing": ("UPDATE closing SET refund_fen = refund_fen + 1, forfeited_fen = forfeited_fen - 1", "closing"),
    "granted lot behind a closing": ("UPDATE lot SET granted = granted + 1000 WHERE kind = 'BONUS'", "closing"),
    "a lost card in use": ("UPDATE card SET state = 'active' WHERE number = '8001'", "card"),
    "a card of somebody else": ("UPDATE card SET account_id = (SELECT account_id FROM card WHERE number = '9001') WHERE number = '8002'", "card"),
    "a card without its limit": ("UPDATE card SET day_limit_fen = NULL WHERE number = '8002'", "card"),
    "a card nobody made": ("INSERT INTO card(number, state, state_at_ms) VALUES('7777', 'stock', 0)", "card"),
    "a card gone": ("DELETE FROM card WHERE number = '9001'", "card"),
    "a card of a batch gone": ("DELETE FROM card WHERE number = '8003'", "card_batch"),
    "a larger batch": ("UPDATE card_batch SET made = made + 1", "card_batch"),
}  # fmt: skip


def test_honest_books_agree(shop: Shop) -> None:
    assert verify(shop.db).differences == ()
    assert len(VALUE_CHECKS) + len(CARD_CHECKS) == 8


@pytest.mark.parametrize("crime", CRIMES)
def test_each_way_of_cooking_is_found_in_its_table(shop: Shop, crime: str) -> None:
    sql, table = CRIMES[crime]
    cook(shop, sql)
    assert found(shop, table), verify(shop.db).differences


def test_value_left_on_its_way_is_found(shop: Shop) -> None:
    cook(shop, "UPDATE balance SET amount = 7 WHERE account = 'shop:transfers'")
    assert "shop:transfers" in {difference.account for difference in found(shop, "balance")}


def test_cards_that_headquarters_spoke_of_are_not_this_tills_to_judge(shop: Shop) -> None:
    cook(shop, "UPDATE card SET state = 'lost' WHERE number = '8003'")
    assert found(shop, "card")
    cook(shop, "INSERT INTO told_row(entity, id) VALUES('card', '8003')")
    assert not found(shop, "card")
