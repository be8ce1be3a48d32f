"""Freezing, lapsing and reactivating passes; and who may do that."""

from __future__ import annotations

from memberpos.domain.pass_terms import PassTerms
from memberpos.services import (
    due,
    pass_care,
    pass_desk,
    pass_kinds,
    pass_refunds,
    staff,
)
from memberpos.services.pass_refunds import RefundPass
from tests.refusals import refused
from tests.services.passes import check_in, held, money, refund, sell
from tests.services.shop import DAY_MS, Shop


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
