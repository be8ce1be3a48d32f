"""Taking uses back, freezing, lapsing, renewing, paying back."""

from __future__ import annotations

from typing import Any

from memberpos.domain.pass_terms import PassTerms
from memberpos.domain.passes import UNDO_MS
from memberpos.reports import shift_report
from memberpos.services import (
    due,
    pass_care,
    pass_desk,
    pass_kinds,
    pass_refunds,
    pass_views,
    staff,
)
from memberpos.services.checkout import TenderRequest
from memberpos.services.pass_refunds import RefundPass
from memberpos.store import ledger, passes
from tests.refusals import refused
from tests.services.passes import check_in, held, money, refund, renew, sell
from tests.services.shop import DAY_MS, Shop

# --- undo -------------------------------------------------------------------------------------------------------------


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


# --- freezing, lapsing, renewing --------------------------------------------------------------------------------------


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


# --- refunds ----------------------------------------------------------------------------------------------------------


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
