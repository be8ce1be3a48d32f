"""The life of a coupon: given, held, used, given back, handed on, expired, void; in the ledger and provable."""

from __future__ import annotations

from typing import Any

import pytest

from memberpos.domain.errors import PosError
from memberpos.services import (
    counter,
    coupon_ends,
    coupon_holds,
    coupons,
    due,
    offers,
    recharge_refunds,
    recharges,
    refunds,
    staff,
)
from memberpos.services.checkout import FinishSale, finish
from memberpos.services.recharge_refunds import RechargeRefundRequest
from memberpos.services.recharges import RechargeRequest
from memberpos.services.refunds import RefundRequest
from memberpos.services.shop import shop_of
from memberpos.store import coupons as rows
from memberpos.store import events, ledger
from tests.services.shop import DAY_MS, Shop


@pytest.fixture
def lin(shop: Shop) -> str:
    shop.coupon_kind("TEN", "amount", 1000, valid_days=7)
    return shop.enrol().member_id


def refused(shop: Shop, code: str, work: Any, **facts: Any) -> None:
    """`work` is refused with a code and facts, and nothing is booked."""
    before = events.last(shop.db)
    with pytest.raises(PosError) as caught:
        work()
    assert (caught.value.code, events.last(shop.db)) == (code, before)
    assert facts.items() <= caught.value.facts.items()


def held(shop: Shop, member_id: str) -> list[str]:
    return [coupon.code for coupon in shop.profile(member_id).coupons]


def test_a_coupon_is_one_unit_of_its_own_in_the_ledger(shop: Shop, lin: str) -> None:
    coupon = shop.coupon(lin, "TEN")
    account = shop.profile(lin).account_id
    assert ledger.balances(shop.db, account)["COUPON", coupon] == 1
    sale = shop.sell(lin, coupons=(coupon,))
    assert (sale.due_fen, sale.discount_fen) == (1800, 1000)
    assert ledger.balances(shop.db, account)["COUPON", coupon] == 0
    row = rows.find(shop.db, coupon)
    assert row is not None
    assert (row.state, row.used_event, row.used_on) == ("used", sale.event_id, "2026-01-01")
    shop.assert_books_agree()


def test_days_and_worth_of_a_coupon_are_fixed_when_it_is_given(shop: Shop, lin: str) -> None:
    given = coupons.issue(shop.use(), lin, "TEN")
    assert given.valid_to == "2026-01-08"
    shop.coupon_kind("TEN", "amount", 1, valid_days=1, min_fen=99999, transferable=False)
    view = shop.profile(lin).coupons[0]
    assert (view.valid_to, view.number, view.name, view.value) == ("2026-01-08", given.number, "TEN", 1000)
    assert shop.sell(None, coupons=(given.number,)).discount_fen == 1000


def test_a_coupon_is_found_by_its_number_and_by_its_kind(shop: Shop, lin: str) -> None:
    first, second = (coupons.issue(shop.use(), lin, "TEN") for _ in range(2))
    number = second.number
    shop.sell(lin, coupons=(f"{number[:7]} {number[7:].lower()}",))
    assert [view.coupon_id for view in shop.profile(lin).coupons] == [first.coupon_id]
    shop.sell(lin, coupons=("TEN",))
    assert held(shop, lin) == []
    refused(shop, "coupon_used", lambda: shop.sell(lin, coupons=("TEN",)))
    refused(shop, "coupon_used", lambda: shop.sell(lin, coupons=(number,)))
    refused(shop, "not_found", lambda: shop.sell(lin, coupons=("NONE",)))
    refused(shop, "not_found", lambda: shop.sell(None, coupons=("TEN",)))


def test_the_coupon_that_ends_first_is_taken_first(shop: Shop, lin: str) -> None:
    shop.coupon(lin, "TEN")
    shop.coupon_kind("TEN", "amount", 1000, valid_days=2)
    soon = shop.coupon(lin, "TEN")
    shop.sell(lin, coupons=("TEN",))
    assert soon not in [view.coupon_id for view in shop.profile(lin).coupons]


def test_two_of_a_kind_are_two_coupons_and_one_twice_is_refused(shop: Shop, lin: str) -> None:
    first, _ = shop.coupon(lin, "TEN"), shop.coupon(lin, "TEN")
    refused(shop, "coupon_used", lambda: shop.sell(lin, coupons=(first, first)))
    assert shop.sell(lin, coupons=("TEN", "TEN")).due_fen == 800


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ({"min_fen": 2801}, "below_minimum"),
        ({"skus": ["BEANS"]}, "not_for_goods"),
        ({"weekdays": [5]}, "not_now"),
        ({"hours": "20:00-21:00"}, "not_now"),
        ({"from_": "2026-01-02"}, "not_now"),
    ],
)
def test_a_sale_with_a_coupon_whose_conditions_are_not_met_is_refused(
    shop: Shop, lin: str, keys: dict[str, Any], reason: str
) -> None:
    shop.coupon_kind("K", "amount", 100, **keys)
    coupon = shop.coupon(lin, "K")
    want = reason if reason != "not_now" else None
    facts = {"reason": want} if want else {}
    refused(shop, "coupon_not_applicable", lambda: shop.sell(lin, coupons=(coupon,)), **facts)
    assert held(shop, lin) == ["K"]


def test_a_coupon_without_effect_stays_with_the_member(shop: Shop, lin: str) -> None:
    shop.coupon_kind("ALL", "percent", 0)
    everything, ten = shop.coupon(lin, "ALL"), shop.coupon(lin, "TEN")
    sale = shop.sell(lin, coupons=(everything, ten), tenders=())
    assert (sale.due_fen, held(shop, lin)) == (0, ["TEN"])
    shop.assert_books_agree()


def test_refunds_give_the_coupon_back_with_the_last_of_the_money(shop: Shop, lin: str) -> None:
    coupon = shop.coupon(lin, "TEN")
    sale = shop.sell(lin, coupons=(coupon,))
    first = refunds.refund(shop.use(), RefundRequest(sale.event_id, fen=1799))
    assert (first.coupons_back, held(shop, lin)) == ((), [])
    assert refunds.preview(shop.use(), RefundRequest(sale.event_id, everything=True)).coupons_back == ("TEN",)
    last = refunds.refund(shop.use(), RefundRequest(sale.event_id, fen=1))
    assert (last.coupons_back, held(shop, lin)) == (("TEN",), ["TEN"])
    assert shop.sell(lin, coupons=(coupon,)).due_fen == 1800
    refused(shop, "nothing_to_refund", lambda: refunds.refund(shop.use(), RefundRequest(sale.event_id, fen=1)))
    assert held(shop, lin) == []
    shop.assert_books_agree()


def test_a_sale_that_a_coupon_paid_in_full_gives_it_back_with_the_last_piece(shop: Shop, lin: str) -> None:
    shop.coupon_kind("ALL", "percent", 0)
    sale = shop.sell(lin, ("LATTE", 2000), coupons=(shop.coupon(lin, "ALL"),), tenders=())
    assert refunds.refund(shop.use(), RefundRequest(sale.event_id, lines={1: 1000})).coupons_back == ()
    assert refunds.refund(shop.use(), RefundRequest(sale.event_id, lines={1: 1000})).coupons_back == ("ALL",)
    shop.assert_books_agree()


def test_a_coupon_whose_last_day_has_passed_does_not_come_back(shop: Shop, lin: str) -> None:
    on_time, late = (shop.sell(lin, coupons=(shop.coupon(lin, "TEN"),)) for _ in range(2))
    shop.now_ms += 7 * DAY_MS
    assert refunds.refund(shop.use(), RefundRequest(on_time.event_id, everything=True)).coupons_back == ("TEN",)
    shop.now_ms += DAY_MS
    done = refunds.refund(shop.use(), RefundRequest(late.event_id, everything=True))
    assert (done.coupons_back, done.coupons_lost, held(shop, lin)) == ((), ("TEN",), [])
    shop.assert_books_agree()


def test_time_ends_coupons_once_with_an_id_any_till_would_give(shop: Shop, lin: str) -> None:
    coupon = shop.coupon(lin, "TEN")
    bearer = coupons.batch(shop.use(), "TEN", 1)[0]
    shop.now_ms += 7 * DAY_MS
    assert due.run_all(shop.use()) == []
    assert held(shop, lin) == ["TEN"]
    shop.now_ms += 40 * DAY_MS
    assert held(shop, lin) == []
    refused(shop, "coupon_expired", lambda: shop.sell(None, coupons=(bearer.number,)))
    assert due.run_all(shop.use()) == ["coupon.expire"]
    assert due.run_all(shop.use()) == []
    (ended,) = shop.db.all("SELECT business_date, id FROM event WHERE kind = 'coupon.expire' AND member_id = ?", (lin,))
    assert (ended["business_date"], ended["id"][14]) == ("2026-01-09", "5")
    refused(shop, "coupon_expired", lambda: shop.sell(lin, coupons=(coupon,)))
    refused(shop, "coupon_expired", lambda: shop.sell(lin, coupons=("TEN",)))
    shop.assert_books_agree()


def test_a_kind_whose_days_are_over_is_given_no_more(shop: Shop, lin: str) -> None:
    shop.coupon_kind("OLD", "amount", 100, to="2025-12-31")
    refused(shop, "coupon_expired", lambda: shop.coupon(lin, "OLD"))
    refused(shop, "not_found", lambda: shop.coupon(lin, "NONE"))
    refused(shop, "not_found", lambda: shop.coupon("nobody", "TEN"))


def test_limits_per_member_in_all_and_a_day(shop: Shop, lin: str) -> None:
    other = shop.enrol("乙", "13800000009").member_id
    shop.coupon_kind("L", "amount", 100, per_member=2, total=3, per_day=1)
    first, second = shop.coupon(lin, "L"), shop.coupon(lin, "L")
    refused(shop, "limit_exceeded", lambda: shop.coupon(lin, "L"), what="coupons_per_member", limit=2)
    shop.coupon(other, "L")
    refused(shop, "limit_exceeded", lambda: shop.coupon(other, "L"), what="coupons_total", limit=3)
    refused(shop, "limit_exceeded", lambda: shop.sell(lin, coupons=(first, second)), what="coupons_per_day")
    shop.sell(lin, coupons=(first,))
    refused(shop, "limit_exceeded", lambda: shop.sell(lin, coupons=(second,)), what="coupons_per_day")
    shop.now_ms += DAY_MS
    assert shop.sell(lin, coupons=(second,)).discount_fen == 100
    coupons.void(shop.use(), shop.profile(other).coupons[0].number, "mistake")
    shop.coupon(other, "L")


def test_coupons_for_bearers_are_for_whoever_shows_them(shop: Shop, lin: str) -> None:
    made = coupons.batch(shop.use(), "TEN", 250)
    assert len({one.number for one in made}) == 250
    assert shop.sell(None, coupons=(made[0].number,)).due_fen == 1800
    assert shop.sell(lin, coupons=(made[1].number,)).due_fen == 1800
    assert shop.db.value("SELECT count(*) FROM event WHERE kind = 'coupon.issue'") == 3
    refused(shop, "bad_amount", lambda: coupons.batch(shop.use(), "TEN", 0))
    shop.assert_books_agree()


def test_a_batch_for_members_is_given_to_all_or_to_none(shop: Shop, lin: str) -> None:
    other = shop.enrol("乙", "13800000009").member_id
    made = coupons.issue_to(shop.use(), "TEN", [lin, other])
    assert [one.valid_to for one in made] == ["2026-01-08"] * 2
    refused(shop, "not_found", lambda: coupons.issue_to(shop.use(), "TEN", [lin, "nobody"]))
    refused(shop, "bad_amount", lambda: coupons.issue_to(shop.use(), "TEN", []))
    assert (held(shop, lin), held(shop, other)) == (["TEN"], ["TEN"])


def test_handing_on_a_coupon(shop: Shop, lin: str) -> None:
    other = shop.enrol("乙", "13800000009").member_id
    coupon = shop.coupon(lin, "TEN")
    coupons.transfer(shop.use(), coupon, other)
    assert (held(shop, lin), held(shop, other)) == ([], ["TEN"])
    bearer = coupons.batch(shop.use(), "TEN", 1)[0]
    assert coupons.transfer(shop.use(), bearer.number, lin).coupon_id == bearer.coupon_id
    assert held(shop, lin) == ["TEN"]
    shop.sell(other, coupons=(coupon,))
    refused(shop, "coupon_used", lambda: coupons.transfer(shop.use(), coupon, lin))
    shop.assert_books_agree()


def test_a_personal_coupon_is_its_members_only(shop: Shop, lin: str) -> None:
    other = shop.enrol("乙", "13800000009").member_id
    shop.coupon_kind("MINE", "amount", 100, transferable=False)
    coupon = shop.coupon(lin, "MINE")
    refused(shop, "coupon_not_applicable", lambda: shop.sell(other, coupons=(coupon,)), reason="owner")
    refused(shop, "coupon_not_applicable", lambda: shop.sell(None, coupons=(coupon,)), reason="owner")
    refused(shop, "coupon_not_applicable", lambda: coupons.transfer(shop.use(), coupon, other), reason="personal")
    assert shop.sell(lin, coupons=(coupon,)).discount_fen == 100


def test_taking_a_coupon_back(shop: Shop, lin: str) -> None:
    coupon = shop.coupon(lin, "TEN")
    refused(shop, "bad_amount", lambda: coupons.void(shop.use(), coupon, " "))
    coupons.void(shop.use(), coupon, "mistake")
    assert held(shop, lin) == []
    refused(shop, "coupon_not_applicable", lambda: shop.sell(lin, coupons=(coupon,)), reason="void")
    refused(shop, "coupon_not_applicable", lambda: coupons.void(shop.use(), coupon, "again"), reason="void")
    shop.assert_books_agree()


def test_coupons_need_the_right(shop: Shop, lin: str) -> None:
    cashier = staff.add(shop.use(), "小王", "cashier", "2580")
    for work in (
        lambda: coupons.issue(shop.use(cashier), lin, "TEN"),
        lambda: coupons.batch(shop.use(cashier), "TEN", 1),
        lambda: offers.put(shop.use(cashier), {"code": "X", "kind": "second_half"}),
        lambda: offers.put_kind(shop.use(cashier), {"code": "X", "kind": "amount", "value": 1}),
    ):
        refused(shop, "needs_approval", work)
    assert coupons.issue(shop.use(cashier, approver_id=shop.owner_id), lin, "TEN").valid_to == "2026-01-08"


def test_gifts_of_a_top_up_name_it_and_go_with_it(shop: Shop, lin: str) -> None:
    request = RechargeRequest(lin, 10000, coupons=("TEN", "TEN"), event_id=str(shop.use().new_id()))
    done = recharges.recharge(shop.use(), request)
    assert recharges.recharge(shop.use(), request) == done
    assert held(shop, lin) == ["TEN", "TEN"]
    causes = [row[0] for row in shop.db.all("SELECT cause_event_id FROM event WHERE kind = 'coupon.issue'")]
    assert causes == [done.event_id] * 2
    refused(shop, "not_found", lambda: recharges.recharge(shop.use(), RechargeRequest(lin, 1, coupons=("NONE",))))
    shop.assert_books_agree()


def test_what_an_event_gave_is_taken_back_when_it_is_undone(shop: Shop, lin: str) -> None:
    """Void if unused, a fact to show if used."""
    done = recharges.recharge(shop.use(), RechargeRequest(lin, 10000, coupons=("TEN", "TEN")))
    shop.sell(lin, coupons=("TEN",))
    recharge_refunds.refund(shop.use(), RechargeRefundRequest(done.event_id))
    assert held(shop, lin) == []
    states = shop.db.all("SELECT state FROM coupon ORDER BY state")
    assert [state for (state,) in states] == ["used", "void"]
    shop.assert_books_agree()


def test_a_sale_that_gave_coupons_takes_them_back_with_its_last_refund(shop: Shop, lin: str) -> None:
    sale = shop.sell(lin)
    account = shop.profile(lin).account_id
    with shop.db.transaction():
        coupon_ends.give(shop.use(), shop_of(shop.db), "TEN", account, 2, cause=sale.event_id)
    shop.sell(lin, coupons=("TEN",))
    refunds.refund(shop.use(), RefundRequest(sale.event_id, fen=1))
    assert held(shop, lin) == ["TEN"]
    done = refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True))
    assert (held(shop, lin), done.gifts_used) == ([], ("TEN",))
    shop.assert_books_agree()


# --- holds ----------------------------------------------------------------------------------------------------------


def test_a_cart_put_aside_holds_its_coupon(shop: Shop, lin: str) -> None:
    coupon = shop.coupon(lin, "TEN")
    first, second = shop.cart(lin), shop.cart(lin)
    loaded = coupon_holds.hold(shop.use(), first.id, [coupon], lin)
    assert [one.id for one in loaded] == [coupon]
    counter.hold(shop.use(), first.set_coupons((coupon,)))
    refused(
        shop, "coupon_not_applicable", lambda: coupon_holds.hold(shop.use(), second.id, [coupon], lin), reason="held"
    )
    refused(shop, "coupon_not_applicable", lambda: shop.sell(lin, coupons=(coupon,)), reason="held")
    shop.now_ms += coupon_holds.HOLD_MS
    assert shop.sell(lin, coupons=(coupon,)).discount_fen == 1000


def test_a_hold_ends_with_its_cart(shop: Shop, lin: str) -> None:
    coupon, other = shop.coupon(lin, "TEN"), shop.coupon(lin, "TEN")
    cart = shop.cart(lin, ("LATTE", 1000))

    def holder(of: str) -> str | None:
        row = rows.find(shop.db, of)
        return row.held_by if row else None

    coupon_holds.hold(shop.use(), cart.id, [coupon, other], lin)
    assert (holder(coupon), holder(other)) == (cart.id, cart.id)
    coupon_holds.hold(shop.use(), cart.id, [other], lin)
    assert (holder(coupon), holder(other)) == (None, cart.id)
    coupon_holds.release(shop.use(), cart.id)
    assert holder(other) is None


def test_a_hold_left_over_by_a_till_that_died_gives_way(shop: Shop, lin: str) -> None:
    coupon = shop.coupon(lin, "TEN")
    coupon_holds.hold(shop.use(), shop.cart(lin).id, [coupon], lin)
    assert shop.sell(lin, coupons=(coupon,)).discount_fen == 1000


def test_a_sold_cart_frees_the_coupons_it_did_not_use_up(shop: Shop, lin: str) -> None:
    shop.coupon_kind("ALL", "percent", 0)
    everything, ten = shop.coupon(lin, "ALL"), shop.coupon(lin, "TEN")
    cart = shop.cart(lin, ("LATTE", 1000)).set_coupons((everything, ten))
    coupon_holds.hold(shop.use(), cart.id, cart.coupons, lin)
    finish(shop.use(), FinishSale(cart, ()))
    assert [(row.state, row.held_by) for row in (rows.find(shop.db, one) for one in (everything, ten)) if row] == [
        ("used", None),
        ("issued", None),
    ]
