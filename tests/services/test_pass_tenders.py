"""Passes among the tenders of a sale, and its refunds."""

from __future__ import annotations

from memberpos.domain.pass_terms import PassTerms
from memberpos.services import (
    pass_kinds,
    refunds,
)
from memberpos.services.checkout import TenderRequest
from memberpos.services.refunds import RefundRequest
from tests.refusals import refused
from tests.services.passes import CASH, check_in, held, money, pay_by, refund, sell
from tests.services.shop import DAY_MS, Shop


def test_a_pass_pays_its_pieces_and_others_the_rest(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    sale = desk.sell(member, ("LATTE", 1000), ("BEANS", 2000), tenders=(pay_by(one, 18000), CASH))
    assert held(desk, member) == [("TEN", 10, "2026-01-31")]
    assert [(tender.kind, tender.fen) for tender in sale.tenders] == [("pass", 18000), ("cash", 2800)]
    assert sale.points_earned == 28, "the pass earned when it was sold"
    cells = [tuple(row) for row in desk.db.all("SELECT line_n, part, fen FROM sale_cell ORDER BY 1")]
    assert cells == [(1, "cash", 2800), (2, "pass", 18000)]
    assert money(desk, "shop:pass_cost") == -(18000 - 2 * 4167)
    back = refunds.refund(desk.use(), RefundRequest(sale.event_id, lines={2: 1000}))
    assert [(tender.kind, tender.fen) for tender in back.tenders] == [("pass", 9000)]
    assert held(desk, member)[0][1] == 11
    assert refunds.refund(desk.use(), RefundRequest(sale.event_id, everything=True)).cash_fen == 2800
    assert held(desk, member)[0][1] == 12
    assert money(desk, "shop:pass_cost") == 0


def test_a_pass_beside_stored_value(desk: Shop, member: str) -> None:
    """Stored value pays what the pass leaves of each line, and its bonus no more than that."""
    desk.recharge(member, 1000, 9000)
    one = sell(desk, member).pass_id
    tenders = (TenderRequest("stored_value", 2800), pay_by(one, 9000))
    sale = desk.sell(member, ("BEANS", 1000), ("LATTE", 1000), tenders=tenders)
    assert sale.stored_bonus_fen == 2800
    cells = [tuple(row) for row in desk.db.all("SELECT line_n, part, fen FROM sale_cell ORDER BY 1")]
    assert cells == [(1, "pass", 9000), (2, "BONUS", 2800)]
    refunds.refund(desk.use(), RefundRequest(sale.event_id, everything=True))
    assert held(desk, member)[0][1] == 12


def test_only_what_a_pass_is_for(desk: Shop, member: str) -> None:
    pass_kinds.put(desk.use(), PassTerms("COFFEE", 10000, 5, skus=("LATTE",)))
    one = sell(desk, member, "COFFEE").pass_id
    assert refused(lambda: desk.sell(member, ("BEANS", 1000), tenders=(pay_by(one),))).code == "tender_mismatch"
    desk.sell(member, ("BEANS", 1000), ("LATTE", 1000), tenders=(pay_by("COFFEE", 2800), CASH))
    assert held(desk, member) == [("COFFEE", 4, None)]


def test_the_lines_may_be_named(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    lines = (("LATTE", 1000), ("LATTE", 1000))
    desk.sell(member, *lines, tenders=(pay_by(one, 2800, pass_lines=(2,)), CASH))
    assert [tuple(row) for row in desk.db.all("SELECT line_n, part FROM sale_cell ORDER BY 1")] == [
        (1, "cash"), (2, "pass"),
    ]  # fmt: skip
    wrong = (pay_by(one, 5600, pass_lines=(2,)),)
    assert refused(lambda: desk.sell(member, *lines, tenders=wrong)).code == "tender_mismatch"


def test_two_passes_and_one_twice(desk: Shop, member: str) -> None:
    one, two = sell(desk, member).pass_id, sell(desk, member, "ENDLESS").pass_id
    lines = (("LATTE", 1000), ("BEANS", 1000), ("CUP", 1000))
    sale = desk.sell(member, *lines, tenders=(pay_by(one, 2800), pay_by(two, 9000), pay_by(one, 3333)))
    assert {code: left for code, left, _ in held(desk, member)} == {"TEN": 10, "ENDLESS": 2}
    assert refunds.refund(desk.use(), RefundRequest(sale.event_id, lines={3: 1000})).refund_fen == 3333
    assert {code: left for code, left, _ in held(desk, member)} == {"TEN": 11, "ENDLESS": 2}


def test_a_friends_pass_and_a_walk_in(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    friend = desk.enrol("乙").member_id
    assert refused(lambda: desk.sell(friend, tenders=(pay_by(one),))).facts == {"what": "pass"}
    desk.sell(friend, tenders=(pay_by(one, payer_member_id=member),))
    desk.sell(None, tenders=(pay_by(one),))
    assert held(desk, member) == [("TEN", 10, "2026-01-31")]
    assert refused(lambda: desk.sell(None, tenders=(pay_by("NONE"),))).code == "not_found"


def test_a_tender_takes_the_soonest_pass_that_covers_it(desk: Shop, member: str) -> None:
    first, second = sell(desk, member).pass_id, sell(desk, member).pass_id
    check_in(desk, member, first, 11)
    desk.sell(member, ("LATTE", 3000), tenders=(pay_by("TEN"),))
    assert [tuple(row) for row in desk.db.all("SELECT pass_id, uses FROM pass_use WHERE service = 'sale'")] == [
        (second, 3)
    ]
    assert refused(lambda: desk.sell(member, ("LATTE", 12000), tenders=(pay_by("TEN"),))).code == "pass_used_up"
    desk.now_ms += 40 * DAY_MS
    assert refused(lambda: desk.sell(member, tenders=(pay_by("TEN"),))).code == "pass_expired"


def test_a_time_pass_pays_too(desk: Shop, member: str) -> None:
    one = sell(desk, member, "MONTHLY").pass_id
    sale = desk.sell(member, ("LATTE", 2000), tenders=(pay_by(one),))
    assert refused(lambda: desk.sell(member, ("LATTE", 3000), tenders=(pay_by(one),))).code == "limit_exceeded"
    refunds.refund(desk.use(), RefundRequest(sale.event_id, everything=True))
    assert desk.db.value("SELECT undone_by IS NOT NULL FROM pass_use") == 1


def test_a_use_comes_back_to_a_pass_that_was_paid_back(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    sale = desk.sell(member, ("LATTE", 1000), tenders=(pay_by(one),))
    assert refund(desk, one).refund_fen == 50000 - 4167
    refunds.refund(desk.use(), RefundRequest(sale.event_id, everything=True))
    assert held(desk, member) == [("TEN", 1, "2026-01-31")]
    assert refund(desk, one).refund_fen == 4167
    assert desk.profile(member).points == 0


def test_points_are_not_charged_to_a_pass(desk: Shop, member: str) -> None:
    desk.set(points__claw="value", points__pass_earns="use")
    one = sell(desk, member).pass_id
    sale = desk.sell(member, ("BEANS", 1000), tenders=(pay_by(one),))
    assert sale.points_earned == 90
    desk.sell(member, ("LATTE", 1000), points=90)
    back = refunds.refund(desk.use(), RefundRequest(sale.event_id, everything=True))
    assert (back.claw_value_fen, [(t.kind, t.fen) for t in back.tenders]) == (0, [("pass", 9000)])
    assert held(desk, member)[0][1] == 12
