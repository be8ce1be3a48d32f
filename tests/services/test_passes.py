"""Passes through the real services on a real database: money, points, rights, repeats."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from memberpos.domain.errors import PosError
from memberpos.domain.pass_terms import Hours, PassTerms
from memberpos.domain.passes import UNDO_MS
from memberpos.printing import documents
from memberpos.reports import shift_report
from memberpos.reports.end_of_day import end_of_day
from memberpos.services import (
    due,
    pass_care,
    pass_desk,
    pass_kinds,
    pass_refunds,
    pass_views,
    receipts,
    refunds,
    shifts,
    staff,
)
from memberpos.services.checkout import TenderRequest
from memberpos.services.pass_refunds import RefundPass
from memberpos.services.refunds import RefundRequest
from memberpos.store import ledger, passes
from tests.refusals import refused
from tests.services.passes import CASH, check_in, pay_by, refund, renew, sell, with_kinds
from tests.services.shop import DAY_MS, Shop, new_shop


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Shop]:
    made = with_kinds(new_shop(tmp_path))
    yield made
    made.assert_books_agree()
    made.db.close()


@pytest.fixture
def member(desk: Shop) -> str:
    return desk.enrol().member_id


def held(shop: Shop, member_id: str) -> list[tuple[str, int | None, str | None]]:
    return [(view.code, view.left, view.valid_to) for view in shop.profile(member_id).passes]


def money(shop: Shop, account: str) -> int:
    return sum(ledger.balances(shop.db, account).values())


# --- selling --------------------------------------------------------------------------------------------------------


def test_a_sale_is_money_that_is_not_revenue_yet(desk: Shop, member: str) -> None:
    done = sell(desk, member, "TEN", TenderRequest("cash", 60000))
    assert (done.left, done.valid_from, done.valid_to) == (12, "2026-01-01", "2026-01-31")
    assert (done.change_fen, done.paid_fen, done.points_earned, done.cash) == (10000, 50000, 500, True)
    assert held(desk, member) == [("TEN", 12, "2026-01-31")]
    assert (money(desk, "shop:passes"), money(desk, "shop:sales"), money(desk, "shop:pass_revenue")) == (50000, 0, 0)
    x = shift_report.x_report(desk.db)
    assert (x["passes_sold_fen"], x["sales_fen"], x["expected_cash_fen"]) == (50000, 0, 70000)
    assert x["rollforward"]["pass_uses"] == {"open": 0, "in": 12, "out": 0, "close": 12}
    profile = desk.profile(member)
    assert (profile.points, profile.growth, profile.tier_measure) == (500, 0, 0)


def test_a_sale_by_stored_value_earns_on_principal_only(desk: Shop, member: str) -> None:
    desk.recharge(member, 30000, 20000)
    done = sell(desk, member, "TEN", TenderRequest("stored_value", 50000))
    assert done.points_earned == 300
    now = desk.profile(member)
    assert (now.principal_fen, now.bonus_fen) == (0, 0)


@pytest.mark.parametrize(
    ("code", "tenders", "error"),
    [
        ("TEN", (TenderRequest("scan_pay", 49999),), "tender_mismatch"),
        ("TEN", (TenderRequest("scan_pay", 50001),), "tender_mismatch"),
        ("TEN", (TenderRequest("stored_value", None),), "insufficient_stored_value"),
        ("TEN", (pay_by("TEN"),), "tender_mismatch"),
        ("NONE", (CASH,), "not_found"),
    ],
)
def test_sales_that_are_refused(desk: Shop, member: str, code: str, tenders: Any, error: str) -> None:
    before = desk.db.value("SELECT count(*) FROM event")
    assert refused(lambda: sell(desk, member, code, *tenders)).code == error
    assert desk.db.value("SELECT count(*) FROM event") == before
    assert sell(desk, member).receipt_no.endswith("00000001"), "a refusal takes no receipt number"


def test_nothing_is_sold_or_paid_back_without_a_shift(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    shifts.close(desk.use(), {"cash_fen": 70000})
    for work in (lambda: sell(desk, member), lambda: renew(desk, one), lambda: refund(desk, one)):
        assert refused(work).code == "no_shift"
    assert check_in(desk, member, one).left == 11


def test_a_repeat_books_once(desk: Shop, member: str) -> None:
    ids = [str(desk.use().new_id()) for _ in range(5)]
    first = sell(desk, member, event_id=ids[0])
    assert sell(desk, member, event_id=ids[0]) == first
    renewed = renew(desk, first.pass_id, event_id=ids[4])
    assert renew(desk, first.pass_id, event_id=ids[4]) == renewed
    used = check_in(desk, member, first.pass_id, 3, event_id=ids[1])
    assert check_in(desk, member, first.pass_id, 3, event_id=ids[1]) == used
    undone = pass_desk.undo(desk.use(), used.event_id, ids[2])
    assert pass_desk.undo(desk.use(), used.event_id, ids[2]) == undone
    back = refund(desk, first.pass_id, event_id=ids[3])
    assert refund(desk, first.pass_id, event_id=ids[3]) == back
    assert held(desk, member) == [("TEN", 12, "2026-03-02")]


def test_a_changed_kind_leaves_sold_passes_alone(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    pass_kinds.put(desk.use(), PassTerms("TEN", 1, 1))
    assert check_in(desk, member, one).left == 11
    assert sell(desk, member).left == 1
    assert [terms.uses for terms in pass_kinds.everything(desk.db) if terms.code == "TEN"] == [1]


def test_a_free_pass_can_be_sold_used_and_paid_back(desk: Shop, member: str) -> None:
    pass_kinds.put(desk.use(), PassTerms("FREE", 0, 3, list_fen=100))
    one = sell(desk, member, "FREE").pass_id
    assert check_in(desk, member, one).left == 2
    assert refund(desk, one).refund_fen == 0


# --- check-in -------------------------------------------------------------------------------------------------------


def test_uses_become_revenue_one_by_one(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    assert check_in(desk, member, one).left == 11
    assert (money(desk, "shop:passes"), money(desk, "shop:pass_revenue")) == (50000 - 4167, 4167)
    check_in(desk, member, one, 11)
    assert (money(desk, "shop:passes"), money(desk, "shop:pass_revenue")) == (0, 50000)
    assert held(desk, member) == []
    assert refused(lambda: check_in(desk, member, one)).code == "pass_used_up"


def test_by_kind_the_soonest_last_day_goes_first_and_persons_spread(desk: Shop, member: str) -> None:
    late = sell(desk, member).pass_id
    desk.now_ms -= 5 * DAY_MS
    soon = sell(desk, member).pass_id
    desk.now_ms += 5 * DAY_MS
    check_in(desk, member, "TEN", 11)
    done = check_in(desk, member, "TEN", 3)
    assert [(one, uses) for one, _, uses in done.passes] == [(soon, 1), (late, 2)]
    assert (done.left, done.valid_to) == (10, "2026-01-31")
    assert pass_desk.undo(desk.use(), done.event_id).left is not None
    assert sorted(left for _, left, _ in held(desk, member)) == [1, 12]
    assert refused(lambda: check_in(desk, member, "TEN", 14)).code == "pass_used_up"


def test_only_the_holders_passes(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    other = desk.enrol("乙").member_id
    for key in (one, "TEN", "NONE"):
        assert refused(lambda key=key: check_in(desk, other, key)).facts == {"what": "pass"}
    assert refused(lambda: check_in(desk, "nobody", one)).facts == {"what": "member"}
    assert refused(lambda: check_in(desk, member, one, served_by="nobody")).facts == {"what": "staff"}
    assert refused(lambda: check_in(desk, member, one, 0)).code == "bad_amount"


def test_weekdays_and_hours_are_those_of_the_shop(tmp_path: Path) -> None:
    shop = new_shop(tmp_path, {"day_starts_at": "04:00"})
    pass_kinds.put(shop.use(), PassTerms("THU", 1000, 9, weekdays=(4,)))
    pass_kinds.put(shop.use(), PassTerms("NIGHT", 1000, 9, hours=Hours.parse("22:00-03:00")))
    member = shop.enrol().member_id
    for code in ("THU", "NIGHT"):
        sell(shop, member, code)
    assert check_in(shop, member, "THU").left == 8
    assert refused(lambda: check_in(shop, member, "NIGHT")).code == "pass_not_now"
    shop.now_ms += 16 * 3600 * 1000  # 2 o'clock on Friday, still Thursday's business
    assert check_in(shop, member, "THU").left == 7
    assert check_in(shop, member, "NIGHT").left == 8
    shop.now_ms += 3600 * 1000
    assert refused(lambda: check_in(shop, member, "NIGHT")).code == "pass_not_now"
    shop.now_ms += 2 * 3600 * 1000
    assert refused(lambda: check_in(shop, member, "THU")).code == "pass_not_now"
    shop.db.close()


def test_a_time_pass_has_no_count(desk: Shop, member: str) -> None:
    one = sell(desk, member, "MONTHLY").pass_id
    for _ in range(3):
        assert check_in(desk, member, one, 2).left is None
    assert held(desk, member) == [("MONTHLY", None, "2026-02-01")]
    assert refused(lambda: check_in(desk, member, one, 3)).facts == {"what": "persons", "limit": 2}
    assert (money(desk, "shop:passes"), money(desk, "shop:pass_revenue")) == (30000, 0)
    desk.now_ms += 32 * DAY_MS
    assert due.run_all(desk.use()) == ["pass.expire"]
    assert (money(desk, "shop:passes"), money(desk, "shop:pass_revenue")) == (0, 30000)
    assert held(desk, member) == []
    assert refused(lambda: refund(desk, one)).code == "pass_expired"


def test_a_visit_is_noted_and_taken_back(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    assert (desk.profile(member).visits, desk.profile(member).last_visit_on) == (0, None)
    desk.sell(member)
    desk.now_ms += DAY_MS
    used = check_in(desk, member, one)
    assert (desk.profile(member).visits, desk.profile(member).last_visit_on) == (2, "2026-01-02")
    pass_desk.undo(desk.use(), used.event_id)
    assert (desk.profile(member).visits, desk.profile(member).last_visit_on) == (1, "2026-01-01")


# --- points at use --------------------------------------------------------------------------------------------------


def test_passes_that_earn_when_used(desk: Shop, member: str) -> None:
    desk.set(points__pass_earns="use")
    one = sell(desk, member)
    assert one.points_earned == 0
    used = check_in(desk, member, one.pass_id, 3)
    assert used.points_earned == 3 * 4167 // 100
    assert desk.profile(member).points == 125
    desk.sell(member, ("LATTE", 1000), points=50)
    pass_desk.undo(desk.use(), used.event_id)
    assert desk.profile(member).points == -50 + 27
    assert refund(desk, one.pass_id).points_clawed == 0


# --- undo -----------------------------------------------------------------------------------------------------------


def test_who_may_take_a_use_back(desk: Shop, member: str) -> None:
    first, second = (staff.add(desk.use(), name, "cashier", "8642") for name in ("A", "B"))
    boss = staff.add(desk.use(), "C", "manager", "8643")
    one = sell(desk, member).pass_id

    def used() -> str:
        return pass_desk.use(desk.use(first), pass_desk.UsePass(member, one)).event_id

    own = used()
    desk.now_ms += UNDO_MS - 1000
    assert pass_desk.undo(desk.use(first), own).left == 12
    late = used()
    desk.now_ms += UNDO_MS
    for who in (first, second):
        assert refused(lambda who=who: pass_desk.undo(desk.use(who), late)).facts == {"right": "pass.undo"}
    assert pass_desk.undo(desk.use(first, approver_id=boss), late).left == 12
    other = used()
    assert refused(lambda: pass_desk.undo(desk.use(second), other)).code == "undo_too_late"
    assert pass_desk.undo(desk.use(boss), other).left == 12
    assert refused(lambda: pass_desk.undo(desk.use(boss), other)).code == "not_found"
    assert refused(lambda: pass_desk.undo(desk.use(boss), "nothing")).code == "not_found"


def test_what_was_paid_back_is_not_undone(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    used = check_in(desk, member, one)
    refund(desk, one)
    assert refused(lambda: pass_desk.undo(desk.use(), used.event_id)).code == "undo_too_late"
    monthly = sell(desk, member, "MONTHLY").pass_id
    used = check_in(desk, member, monthly)
    desk.now_ms += 40 * DAY_MS
    assert refused(lambda: pass_desk.undo(desk.use(), used.event_id)).code == "undo_too_late"


def test_a_gift_use_that_comes_back_too_late_ends_at_once(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    check_in(desk, member, one, 9)
    used = check_in(desk, member, one, 2)
    desk.now_ms += 40 * DAY_MS
    assert pass_desk.undo(desk.use(), used.event_id).left == 1
    row = passes.find(desk.db, one)
    assert row is not None
    assert (row.one.state, row.one.paid_left, row.one.gift_left, row.one.ended) == ("lapsed", 1, 0, 2)


def test_the_first_use_begins_a_pass_and_its_undo_takes_that_back(desk: Shop, member: str) -> None:
    sold = sell(desk, member, "FIRST")
    assert (sold.valid_from, sold.valid_to) == (None, None)
    desk.now_ms += 100 * DAY_MS
    used = check_in(desk, member, sold.pass_id)
    assert held(desk, member) == [("FIRST", 5, "2026-04-21")]
    assert pass_desk.undo(desk.use(), used.event_id).valid_to is None
    used = check_in(desk, member, sold.pass_id)
    check_in(desk, member, sold.pass_id)
    assert pass_desk.undo(desk.use(), used.event_id).valid_to == "2026-04-21"


def test_recent_uses_say_who_may_take_them_back(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    used = check_in(desk, member, one, 2, served_by=desk.owner_id)
    shown = pass_views.recent_uses(desk.db, member, desk.owner_id, desk.now_ms)
    assert [(use.event_id, use.title, use.persons, use.booked_by, use.served_by, use.alone) for use in shown] == [
        (used.event_id, "洗车十次", 2, "周敏", "周敏", True)
    ]
    late = pass_views.recent_uses(desk.db, member, desk.owner_id, desk.now_ms + UNDO_MS + 1)
    assert [use.alone for use in late] == [False]
    pass_desk.undo(desk.use(), used.event_id)
    assert pass_views.recent_uses(desk.db, member, desk.owner_id, desk.now_ms) == ()
    assert pass_views.recent_uses(desk.db, "nobody", desk.owner_id, desk.now_ms) == ()


# --- freezing, lapsing, renewing ------------------------------------------------------------------------------------


def test_a_cashier_may_sell_and_use_but_not_manage(desk: Shop, member: str) -> None:
    cashier = staff.add(desk.use(), "A", "cashier", "8642")
    one = sell(desk, member).pass_id
    for work in (
        lambda: pass_care.freeze(desk.use(cashier), one, "2026-01-05", "2026-01-06"),
        lambda: pass_care.unfreeze(desk.use(cashier), one),
        lambda: pass_care.reactivate(desk.use(cashier), one, "2026-01-06"),
        lambda: pass_refunds.refund(desk.use(cashier), RefundPass(one, "average")),
    ):
        assert (refused(work).code, refused(work).facts) == ("needs_approval", {"right": "pass.manage"})
    assert refused(lambda: pass_kinds.put(desk.use(cashier), PassTerms("X", 1, 1))).facts == {"right": "goods.change"}
    assert pass_desk.use(desk.use(cashier), pass_desk.UsePass(member, one)).left == 11


def test_frozen_days_move_the_last_day(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    assert pass_care.freeze(desk.use(), one, "2026-01-01", "2026-01-10").valid_to == "2026-02-10"
    error = refused(lambda: check_in(desk, member, one))
    assert (error.code, error.facts) == ("pass_frozen", {"until": "2026-01-10"})
    view = desk.profile(member).passes[0]
    assert (view.frozen_to, view.freezes_from) == ("2026-01-10", None)
    desk.now_ms += 3 * DAY_MS
    assert pass_care.unfreeze(desk.use(), one).valid_to == "2026-02-03"
    assert check_in(desk, member, one).left == 11
    assert refused(lambda: pass_care.freeze(desk.use(), one, "2026-01-04", "2026-01-05")).facts == {
        "reason": "used_on_these_days"
    }
    assert refused(lambda: pass_care.freeze(desk.use(), one, "soon", "2026-01-05")).code == "bad_amount"
    pass_care.freeze(desk.use(), one, "2026-01-20", "2026-01-21")
    assert desk.profile(member).passes[0].freezes_from == "2026-01-20"


def test_lapsed_uses_are_brought_back_by_a_manager(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    check_in(desk, member, one, 3)
    desk.now_ms += 31 * DAY_MS
    assert refused(lambda: check_in(desk, member, one)).code == "pass_expired"
    assert due.run_all(desk.use()) == ["pass.expire"]
    assert held(desk, member) == [("TEN", 7, "2026-01-31")]
    assert desk.profile(member).passes[0].lapsed
    assert money(desk, "shop:passes") == 50000 - 3 * 4167 - 2 * 4166
    assert pass_care.reactivate(desk.use(), one, "2026-02-05").left == 7
    assert check_in(desk, member, one).left == 6
    desk.now_ms += 10 * DAY_MS
    due.run_all(desk.use())
    assert [view.lapsed for view in desk.profile(member).passes] == [True]
    kinds = [row[0] for row in desk.db.all("SELECT business_date FROM event WHERE kind = 'pass.expire' ORDER BY seq")]
    assert kinds == ["2026-02-01", "2026-02-06"]
    assert refund(desk, one).refund_fen == 6 * 4166 + 4


def test_the_same_last_day_twice(desk: Shop, member: str) -> None:
    """Reactivated up to its old last day by a clock that was set back: the work of that day is done once more."""
    one = sell(desk, member).pass_id
    desk.now_ms += 31 * DAY_MS
    due.run_all(desk.use())
    desk.now_ms -= 2 * DAY_MS
    pass_care.reactivate(desk.use(), one, "2026-01-31")
    desk.now_ms += 5 * DAY_MS
    assert due.run_all(desk.use()) == ["pass.expire"]
    assert due.run_all(desk.use()) == []


def test_a_renewal_is_a_pass_of_its_own(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    check_in(desk, member, one, 2)
    renewed = renew(desk, one)
    assert (renewed.left, renewed.valid_from, renewed.valid_to) == (12, "2026-01-31", "2026-03-02")
    assert refused(lambda: check_in(desk, member, renewed.pass_id)).code == "pass_not_now"
    assert renew(desk, one, "today").valid_to == "2026-01-31"
    assert [left for _, left, _ in held(desk, member)] == [10, 12, 12]
    desk.now_ms += 70 * DAY_MS
    assert refused(lambda: renew(desk, one)).code == "pass_expired"
    assert refused(lambda: renew(desk, "TEN")).code == "not_found"
    assert shift_report.x_report(desk.db)["passes_sold_fen"] == 150000


# --- refunds --------------------------------------------------------------------------------------------------------


def test_both_figures_and_the_points_of_the_sale(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    check_in(desk, member, one, 5)
    shown = pass_refunds.preview(desk.use(), RefundPass(one, "average"))
    assert (shown.average_fen, shown.list_price_fen, shown.points_clawed) == (29165, 20000, 292)
    assert held(desk, member)[0][1] == 7
    done = refund(desk, one)
    assert (done.refund_fen, done.cash_fen, done.points_clawed) == (29165, 29165, 292)
    assert desk.profile(member).points == 208
    assert (money(desk, "shop:passes"), money(desk, "shop:pass_revenue")) == (0, 20835)
    assert refused(lambda: refund(desk, one)).code == "pass_used_up"
    assert refused(lambda: check_in(desk, member, one)).code == "pass_used_up"
    assert held(desk, member) == []


def test_the_list_price_leaves_the_rest_with_the_shop(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    check_in(desk, member, one, 5)
    assert refund(desk, one, "list_price", "bank_card").refund_fen == 20000
    assert (money(desk, "shop:passes"), money(desk, "shop:pass_revenue")) == (0, 30000)
    endless = sell(desk, member, "ENDLESS").pass_id
    assert refused(lambda: refund(desk, endless, "list_price")).facts == {"setting": "list_fen"}
    assert refused(lambda: refund(desk, endless, pay="shells")).code == "bad_amount"


def test_stored_value_goes_back_to_its_lots_and_never_becomes_cash(desk: Shop, member: str) -> None:
    top_up = desk.recharge(member, 30000, 10000)
    before = _lots(desk)
    one = sell(desk, member, "TEN", TenderRequest("stored_value", 40000), TenderRequest("scan_pay", None)).pass_id
    done = refund(desk, one)
    assert (done.refund_fen, done.cash_fen, done.stored_fen) == (50000, 10000, 40000)
    assert _lots(desk) == before
    assert all(lot[2] == top_up.event_id for lot in before)
    assert desk.profile(member).points == 0


def _lots(shop: Shop) -> list[tuple[Any, ...]]:
    rows = shop.db.all("SELECT id, open, recharge_id FROM lot WHERE kind IN ('PRINCIPAL', 'BONUS') AND open <> 0")
    return sorted(tuple(row) for row in rows)


def test_part_of_the_stored_value_goes_back_in_proportion(desk: Shop, member: str) -> None:
    desk.recharge(member, 30000, 10000)
    one = sell(desk, member, "TEN", TenderRequest("stored_value", 40000), TenderRequest("scan_pay", None)).pass_id
    check_in(desk, member, one, 12 - 6)
    done = refund(desk, one, pay="stored_value")
    assert (done.refund_fen, done.cash_fen, done.stored_fen) == (24998, 0, 24998)
    now = desk.profile(member)
    assert now.bonus_fen == 5000
    assert now.principal_fen == 19998


def test_a_debt_is_lowered_by_a_refund(desk: Shop, member: str) -> None:
    one = sell(desk, member, "TEN", TenderRequest("on_account", None)).pass_id
    done = refund(desk, one)
    assert (done.refund_fen, done.cash_fen) == (50000, 0)
    assert ledger.balances(desk.db, desk.profile(member).account_id).get(("RECEIVABLE", ""), 0) == 0


def test_missing_points_may_be_charged_in_money(desk: Shop, member: str) -> None:
    desk.set(points__claw="value")
    one = sell(desk, member).pass_id
    desk.sell(member, ("BEANS", 1000), points=500)
    earned = desk.profile(member).points
    done = refund(desk, one)
    assert (done.points_clawed, done.claw_value_fen) == (500, 500 - earned)
    assert (done.refund_fen, done.cash_fen) == (50000, 50000 - done.claw_value_fen)
    assert desk.profile(member).points == 0


def test_a_time_pass_is_paid_back_by_its_days(desk: Shop, member: str) -> None:
    one = sell(desk, member, "MONTHLY").pass_id
    check_in(desk, member, one, 2)
    desk.now_ms += 10 * DAY_MS
    done = refund(desk, one)
    assert done.refund_fen == 30000 - (30000 // 31 * 10 + 10)
    assert held(desk, member) == []


# --- a pass pays in a sale ------------------------------------------------------------------------------------------


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


def test_the_end_of_day(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    sell(desk, member, "ENDLESS", TenderRequest("scan_pay", None))
    check_in(desk, member, one, 2)
    desk.sell(member, ("LATTE", 1000), tenders=(pay_by(one),))
    refund(desk, one)
    day = end_of_day(desk.db, "2026-01-01")
    prepaid = {row[0]: row[1:] for row in day.table("prepaid").rows}
    assert prepaid["passes_sold"] == (2, 59999, None)
    assert prepaid["pass_refunds"] == (1, -37499, None)
    assert day.table("received").figure("cash", "passes") == 50000 - 37499
    assert day.table("received").figure("scan_pay", "passes") == 9999
    assert day.table("sales_value").figure("pass", "net") == 2800
    assert day.table("rolls_units").rows[1] == ("pass_uses", 0, 15, 12, 3)
    assert day.table("rolls_passes").rows == (("pass_value", 0, 59999, 50000, 9999),)
    desk.now_ms += DAY_MS
    second = end_of_day(desk.db, "2026-01-02")
    assert second.table("rolls_passes").rows == (("pass_value", 9999, 0, 0, 9999),)


def test_an_error_is_raised_before_anything_is_written(desk: Shop, member: str) -> None:
    one = sell(desk, member).pass_id
    before = desk.db.all("SELECT count(*) FROM event")[0][0], held(desk, member)
    with pytest.raises(PosError, match="pass_used_up"):
        check_in(desk, member, one, 13)
    assert (desk.db.all("SELECT count(*) FROM event")[0][0], held(desk, member)) == before


# --- papers ---------------------------------------------------------------------------------------------------------


def test_papers_say_what_stood_when_they_were_booked(desk: Shop, member: str) -> None:
    sold = sell(desk, member)
    used = check_in(desk, member, sold.pass_id, 2, service="LATTE", served_by=desk.owner_id)
    sale = desk.sell(member, ("BEANS", 1000), tenders=(pay_by(sold.pass_id),))
    renewed = renew(desk, sold.pass_id)
    back = refund(desk, sold.pass_id, reason="moving")
    paper = receipts.paper(desk.db, sold.event_id)
    assert isinstance(paper, documents.PassReceipt)
    assert (paper.action, paper.left, paper.uses_paid, paper.price_fen, paper.valid_to) == (
        "sold", "12", 10, 50000, "2026-01-31",
    )  # fmt: skip
    slip = receipts.paper(desk.db, used.event_id)
    assert isinstance(slip, documents.PassUseSlip)
    assert (slip.service, slip.served_by, slip.passes) == (
        "拿铁", "周敏", (documents.PassUseLine("洗车十次", 2, "10", "2026-01-31"),),
    )  # fmt: skip
    bought = receipts.paper(desk.db, sale.event_id)
    assert isinstance(bought, documents.SaleReceipt)
    assert [line.left for line in bought.passes] == ["9"]
    again = receipts.paper(desk.db, renewed.event_id)
    assert isinstance(again, documents.PassReceipt)
    assert (again.action, again.valid_from) == ("renewed", "2026-01-31")
    paid = receipts.paper(desk.db, back.event_id)
    assert isinstance(paid, documents.PassReceipt)
    assert (paid.action, paid.original_no, paid.left, paid.paid_out_fen, paid.reason) == (
        "refunded", sold.receipt_no, "9", back.refund_fen, "moving",
    )  # fmt: skip
    assert all(receipts.has_paper(kind) for kind in ("pass.sell", "pass.renew", "pass.refund", "pass.use"))


def test_a_slip_of_a_time_pass_counts_nothing(desk: Shop, member: str) -> None:
    one = sell(desk, member, "MONTHLY")
    paper = receipts.paper(desk.db, one.event_id)
    assert isinstance(paper, documents.PassReceipt)
    assert (paper.left, paper.uses_paid) == ("", 0)
    slip = receipts.paper(desk.db, check_in(desk, member, one.pass_id).event_id)
    assert isinstance(slip, documents.PassUseSlip)
    assert slip.passes == (documents.PassUseLine("MONTHLY", 0, "", "2026-02-01"),)


def test_a_members_history_shows_what_passes_cost(desk: Shop, member: str) -> None:
    sold = sell(desk, member)
    check_in(desk, member, sold.pass_id)
    back = refund(desk, sold.pass_id)
    rows = [(row.kind, row.fen, row.points, row.receipt_no) for row in desk.profile(member).recent]
    assert rows[:3] == [
        ("pass.refund", -back.refund_fen, -back.points_clawed, back.receipt_no), ("pass.use", None, 0, ""),
        ("pass.sell", 50000, 500, sold.receipt_no),
    ]  # fmt: skip
