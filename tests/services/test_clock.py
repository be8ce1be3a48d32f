"""A clock that stands wrong is said, and confirmed before the first sale (domain rules §10)."""

from __future__ import annotations

import pytest

from memberpos.domain.errors import PosError
from memberpos.services import checkout, clock, staff
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.results import SaleDone
from memberpos.store import events
from tests.services.shop import DAY_MS, Shop


def sell(shop: Shop, *, confirmed: bool, staff_id: str | None = None, approver: str = "") -> SaleDone:
    request = FinishSale(shop.cart(None, ("LATTE", 1000)), (TenderRequest("cash", None),), clock_confirmed=confirmed)
    return checkout.finish(shop.use(staff_id, approver_id=approver), request)


def test_a_clock_before_the_last_entrys_date_is_confirmed_once(shop: Shop) -> None:
    shop.sell(None)
    shop.now_ms -= 3 * DAY_MS
    found = clock.state(shop.db, shop.now_ms)
    assert (found.state, found.today, found.last, found.days) == ("back", "2025-12-29", "2026-01-01", 3)
    with pytest.raises(PosError) as caught:
        sell(shop, confirmed=False)
    assert (caught.value.code, caught.value.facts) == ("clock_back", {"today": "2025-12-29", "last": "2026-01-01"})
    sell(shop, confirmed=True)
    assert clock.state(shop.db, shop.now_ms).state == "ok"
    sell(shop, confirmed=False)
    shop.now_ms -= DAY_MS  # set back once more
    with pytest.raises(PosError, match="clock_back"):
        sell(shop, confirmed=False)
    shop.assert_books_agree()


def test_another_action_in_between_does_not_hide_it(shop: Shop) -> None:
    member = shop.enrol().member_id
    shop.now_ms -= 3 * DAY_MS
    shop.recharge(member, 100)
    with pytest.raises(PosError, match="clock_back"):
        sell(shop, confirmed=False)


def test_right_again_nothing_is_asked(shop: Shop) -> None:
    shop.now_ms -= 3 * DAY_MS
    clock.confirm(shop.use())
    shop.now_ms += 10 * DAY_MS
    sell(shop, confirmed=False)
    shop.now_ms -= 3 * DAY_MS
    with pytest.raises(PosError, match="clock_back"):
        sell(shop, confirmed=False)


def test_an_hour_back_on_the_same_date_is_nothing(shop: Shop) -> None:
    shop.now_ms += 3 * 3600_000
    shop.sell(None)
    shop.now_ms -= 3600_000
    assert not clock.state(shop.db, shop.now_ms).wrong
    sell(shop, confirmed=False)


def test_only_who_may_confirms_it_and_a_refused_sale_confirms_nothing(shop: Shop) -> None:
    cashier = staff.add(shop.use(), "小王", "cashier", "2580")
    shop.now_ms -= 3 * DAY_MS
    with pytest.raises(PosError, match="needs_approval"):
        sell(shop, confirmed=True, staff_id=cashier)
    bad = FinishSale(shop.cart(None, ("LATTE", 1000)), (TenderRequest("cash", 1),), clock_confirmed=True)
    with pytest.raises(PosError, match="tender_mismatch"):
        checkout.finish(shop.use(), bad)
    assert clock.state(shop.db, shop.now_ms).state == "back"
    done = sell(shop, confirmed=True, staff_id=cashier, approver=shop.owner_id)
    event = events.by_id(shop.db, done.event_id)
    assert event is not None
    assert (event.staff_id, event.approver_id) == (cashier, shop.owner_id)
    assert shop.db.value("SELECT count(*) FROM event WHERE kind = 'clock.confirm'") == 1


def test_a_long_absence_or_a_clock_set_ahead_is_said(shop: Shop) -> None:
    shop.now_ms += 45 * DAY_MS
    assert clock.state(shop.db, shop.now_ms).state == "ok"
    shop.now_ms += DAY_MS
    found = clock.state(shop.db, shop.now_ms)
    assert (found.state, found.days) == ("ahead", 46)
    sell(shop, confirmed=False)
    assert clock.state(shop.db, shop.now_ms).state == "ok"


@pytest.mark.parametrize(
    ("wall_ms", "running_ms", "jumped"),
    [(60_000, 60_000, False), (-3_600_000, 60_000, True), (3_600_000, 60_000, True), (190_000, 100_000, False)],
)
def test_a_clock_set_while_the_till_runs(wall_ms: int, running_ms: int, jumped: bool) -> None:
    assert clock.jumped(wall_ms, running_ms) is jumped
