"""Passes that come with a top-up: free of charge, proved by the books, gone with the top-up when it is undone."""

from __future__ import annotations

from typing import Any

import pytest

from memberpos.services import (
    due,
    pass_gifts,
    pass_kinds,
    recharge_gifts,
    recharge_offers,
    recharge_refunds,
    recharges,
    refunds,
)
from memberpos.services.recharge_refunds import RechargeRefundDone, RechargeRefundRequest
from memberpos.services.recharges import RechargeRequest
from memberpos.services.refunds import RefundRequest
from memberpos.store import events, passes
from memberpos.store.verify import verify
from tests.refusals import code_of, refused
from tests.services.passes import TEN, check_in, held, money, pay_by, refund, sell
from tests.services.shop import DAY_MS, Shop


def top_up(shop: Shop, member: str, *gifts: dict[str, Any]) -> str:
    steps = [{"amount_fen": 10_000, "passes": list(gifts)}]
    recharge_offers.put(shop.use(), "A", {"name": "n", "steps": steps})
    return recharges.recharge(shop.use(), RechargeRequest(member, 10_000, offer="A")).event_id


def undo(shop: Shop, recharge: str) -> RechargeRefundDone:
    return recharge_refunds.refund(shop.use(), RechargeRefundRequest(recharge))


def test_a_given_pass_is_used_as_any_other_and_worth_nothing_in_the_books(desk: Shop, member: str) -> None:
    made = top_up(desk, member, {"code": "TEN", "count": 2})
    assert held(desk, member) == [("TEN", 12, "2026-01-31"), ("TEN", 12, "2026-01-31")]
    given = events.caused_by(desk.db, made)
    assert [event.kind for event in given] == ["pass.gift", "pass.gift"]
    rows = passes.caused_by(desk.db, made)
    assert [(row.one.paid_fen, row.receipt_no) for row in rows] == [(0, None), (0, None)]
    assert check_in(desk, member, "TEN", 5).left == 7
    assert (money(desk, "shop:passes"), money(desk, "shop:pass_revenue")) == (0, 0)
    assert refund(desk, rows[1].one.id).refund_fen == 0
    assert desk.profile(member).points == 0


def test_unused_passes_go_with_their_top_up(desk: Shop, member: str) -> None:
    sell(desk, member, "ENDLESS")
    made = top_up(desk, member, {"code": "TEN", "count": 2, "charge_fen": 500}, {"code": "MONTHLY"})
    done = undo(desk, made)
    assert (done.refund_fen, done.charge_fen, done.used) == (10_000, 0, ())
    assert held(desk, member) == [("ENDLESS", 3, None)]
    voids = events.caused_by(desk.db, done.event_id)
    assert [event.kind for event in voids] == ["pass.void"] * 3


def test_used_ones_are_told_and_charged_by_the_use(desk: Shop, member: str) -> None:
    made = top_up(desk, member, {"code": "TEN", "charge_fen": 300}, {"code": "MONTHLY", "charge_fen": 50})
    check_in(desk, member, "TEN", 3)
    check_in(desk, member, "MONTHLY", 2)
    shown = recharge_refunds.preview(desk.use(), RechargeRefundRequest(made))
    done = undo(desk, made)
    assert [(each.kind, each.code, each.n, each.charge_fen) for each in done.used] == [
        ("pass", "TEN", 3, 900), ("pass", "MONTHLY", 2, 100),
    ]  # fmt: skip
    assert shown.used == done.used
    assert (shown.refund_fen, done.refund_fen, done.charge_fen) == (9_000, 9_000, 1_000)
    assert money(desk, "shop:gifts_charged") == 1_000
    assert held(desk, member) == []
    assert code_of(check_in, desk, member, "TEN") == "pass_used_up"


def test_a_use_taken_back_costs_nothing(desk: Shop, member: str) -> None:
    made = top_up(desk, member, {"code": "TEN", "charge_fen": 300})
    (row,) = passes.caused_by(desk.db, made)
    sale = desk.sell(member, ("LATTE", 1000), tenders=(pay_by(row.one.id),))
    assert pass_gifts.used(desk.db, passes.caused_by(desk.db, made)[0].one) == 1
    refunds.refund(desk.use(), RefundRequest(sale.event_id, everything=True))
    assert undo(desk, made).charge_fen == 0


def test_one_past_its_last_day_ends_too_and_one_used_up_is_left_alone(desk: Shop, member: str) -> None:
    made = top_up(desk, member, {"code": "TEN"}, {"code": "ENDLESS"})
    check_in(desk, member, "ENDLESS", 3)
    desk.now_ms += 40 * DAY_MS
    assert due.run_all(desk.use()) == ["pass.expire"]
    done = undo(desk, made)
    assert [event.kind for event in events.caused_by(desk.db, done.event_id)] == ["pass.void"]
    assert {row.one.terms.code: row.one.state for row in passes.caused_by(desk.db, made)} == {
        "TEN": "refunded", "ENDLESS": "active",
    }  # fmt: skip


def test_an_unknown_kind_gives_nothing_at_all(desk: Shop, member: str) -> None:
    before = desk.db.value("SELECT count(*) FROM event")
    assert refused(lambda: top_up(desk, member, {"code": "NONE"})).facts == {"what": "pass_kind"}
    assert desk.db.value("SELECT count(*) FROM event") == before + 1, "the offer alone"
    assert set(recharge_gifts.KINDS) == {"coupon", "pass"}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE pass SET paid_fen = 100 WHERE receipt_no IS NULL",
        "UPDATE pass SET refunded = 0 WHERE receipt_no IS NULL",
        "UPDATE lot SET open = 1 WHERE kind = 'PASS'",
        "UPDATE pass SET state = 'active' WHERE receipt_no IS NULL",
    ],
)
def test_verify_sees_a_given_pass_that_was_changed(shop: Shop, change: str) -> None:
    pass_kinds.put(shop.use(), TEN)
    undo(shop, top_up(shop, shop.enrol().member_id, {"code": "TEN"}))
    shop.assert_books_agree()
    shop.db.execute(change)
    assert not verify(shop.db).ok
