"""Top-ups: offers and their versions, gifts, instalments, tiers, and what the law allows."""

from __future__ import annotations

import pytest

from memberpos.domain.errors import PosError
from memberpos.domain.gifts import Gift
from memberpos.domain.ids import derived_id
from memberpos.services import (
    adjust,
    due,
    gifts,
    law,
    recharge_offers,
    recharge_refunds,
    recharges,
    shop_settings,
    staff,
)
from memberpos.services.checkout import TenderRequest
from memberpos.services.members import EnrolRequest, enrol
from memberpos.services.recharges import RechargeRequest
from memberpos.store import recharge_offers as offer_rows
from memberpos.store import tier_grants
from tests.refusals import code_of
from tests.services.shop import DAY_MS, Shop

LADDER = {
    "name": "充值有礼",
    "steps": [
        {"amount_fen": 20_000, "bonus_fen": 1_000},
        {"amount_fen": 50_000, "bonus_fen": 6_000, "points": 500, "points_after_days": 7},
    ],
}


def offer(shop: Shop, code: str = "A", **changes: object) -> int:
    return recharge_offers.put(shop.use(), code, LADDER | changes)


def top_up(shop: Shop, member_id: str, fen: int, code: str = "A", **more: object) -> recharges.RechargeDone:
    return recharges.recharge(shop.use(), RechargeRequest(member_id, fen, offer=code, **more))


def test_the_offers_gifts_come_under_the_top_ups_id(shop: Shop) -> None:
    offer(shop)
    member = shop.enrol()
    done = top_up(shop, member.member_id, 50_000)
    assert (done.bonus_fen, done.points, done.offer) == (6_000, 500, "A")
    lots = shop.db.all("SELECT kind, granted, gift, available_from FROM lot WHERE recharge_id = ?", (done.event_id,))
    assert {tuple(row) for row in lots} == {
        ("PRINCIPAL", 50_000, 0, None), ("BONUS", 6_000, 1, None), ("POINTS", 500, 1, "2026-01-08"),
    }  # fmt: skip
    row = recharges.recharges.find(shop.db, done.event_id)
    assert (row.offer, row.offer_version) == ("A", 1)
    shop.assert_books_agree()


def test_points_that_count_later_cannot_be_spent_before(shop: Shop) -> None:
    offer(shop)
    member = shop.enrol()
    top_up(shop, member.member_id, 50_000)
    adjust.points(shop.use(), member.member_id, 30, "x")
    gifts.put(shop.use(), Gift("MUG", "杯", 100))
    assert code_of(shop.sell, member.member_id, points=31) == "insufficient_points"
    little = ("GIFT", 100)  # 15 fen: of what is asked 15 points would be used
    assert code_of(shop.sell, member.member_id, little, points=530) == "insufficient_points"
    assert shop.sell(member.member_id, little, points=30).points_used == 15
    profile = shop.profile(member.member_id)
    assert (profile.points, profile.points_spendable) == (515, 15)
    assert [view.why_not for view in gifts.catalogue(shop.db, member.member_id, shop.now_ms)] == ["insufficient_points"]
    shop.now_ms += 7 * DAY_MS
    assert shop.profile(member.member_id).points_spendable == 515
    assert [view.why_not for view in gifts.catalogue(shop.db, member.member_id, shop.now_ms)] == [""]
    assert shop.sell(member.member_id, points=100).points_used == 100


def test_the_version_in_force_counts_and_says_who_made_it(shop: Shop) -> None:
    member = shop.enrol()
    offer(shop)
    tomorrow = shop.now_ms + DAY_MS
    steps = [{"amount_fen": 20_000, "bonus_fen": 3_000}]
    recharge_offers.put(shop.use(), "A", LADDER | {"steps": steps}, starts_at_ms=tomorrow)
    assert top_up(shop, member.member_id, 20_000).bonus_fen == 1_000
    shop.now_ms = tomorrow
    assert top_up(shop, member.member_id, 20_000).bonus_fen == 3_000
    assert [row.version for row in offer_rows.in_force(shop.db, tomorrow - 1)] == [1]
    assert [(kept.version, kept.staff_id) for _, kept in recharge_offers.versions(shop.db, "A")] == [
        (2, shop.owner_id), (1, shop.owner_id),
    ]  # fmt: skip
    offer(shop, active=False)
    assert recharge_offers.in_force(shop.db, shop.now_ms) == []
    assert code_of(top_up, shop, member.member_id, 20_000) == "not_found"


def test_only_those_who_may_change_the_offers(shop: Shop) -> None:
    cashier = staff.add(shop.use(), "A", "cashier", "8642")
    with pytest.raises(PosError, match="needs_approval"):
        recharge_offers.put(shop.use(cashier), "A", LADDER)


def test_limits_count_top_ups_that_were_not_undone(shop: Shop) -> None:
    offer(shop, member_limit=1, per="month")
    offer(shop, "FIRST", first_only=True)
    first, other = shop.enrol("甲").member_id, shop.enrol("乙").member_id
    views = {view.offer.code: view.why_not for view in recharge_offers.for_member(shop.db, first, shop.now_ms)}
    assert views == {"A": None, "FIRST": None}
    done = top_up(shop, first, 20_000)
    views = {view.offer.code: view.why_not for view in recharge_offers.for_member(shop.db, first, shop.now_ms)}
    assert views == {"A": "member_limit", "FIRST": "first_only"}
    assert code_of(top_up, shop, first, 20_000) == "offer_not_applicable"
    assert code_of(top_up, shop, other, 19_999) == "offer_not_applicable"
    top_up(shop, other, 20_000, "FIRST")
    recharge_refunds.refund(shop.use(), recharge_refunds.RechargeRefundRequest(done.event_id))
    assert top_up(shop, first, 20_000, "FIRST").bonus_fen == 1_000
    top_up(shop, first, 20_000)
    shop.now_ms += 31 * DAY_MS
    assert top_up(shop, first, 20_000).bonus_fen == 1_000


def test_what_a_fast_clock_dated_later_counts_in_its_own_period(shop: Shop) -> None:
    offer(shop, member_limit=1, per="day")
    offer(shop, "MONTHLY", member_limit=1, per="month")
    member = shop.enrol().member_id
    shop.now_ms += 20 * DAY_MS
    top_up(shop, member, 20_000)
    top_up(shop, member, 20_000, "MONTHLY")
    shop.now_ms -= 18 * DAY_MS
    assert top_up(shop, member, 20_000).bonus_fen == 1_000
    assert code_of(top_up, shop, member, 20_000) == "offer_not_applicable"
    assert code_of(top_up, shop, member, 20_000, "MONTHLY") == "offer_not_applicable"


def test_a_limit_for_everybody(shop: Shop) -> None:
    offer(shop, total_limit=1)
    top_up(shop, shop.enrol("甲").member_id, 20_000)
    assert code_of(top_up, shop, shop.enrol("乙").member_id, 20_000) == "offer_not_applicable"


def test_for_tiers_only(shop: Shop) -> None:
    offer(shop, tiers=["金卡"])
    member = shop.enrol().member_id
    assert code_of(top_up, shop, member, 20_000) == "offer_not_applicable"
    shop.sell(member, ("BEANS", 3000))
    assert shop.profile(member).tier == "金卡"
    assert top_up(shop, member, 20_000).bonus_fen == 1_000


def test_gifts_beyond_an_offer_need_their_own_right(shop: Shop) -> None:
    offer(shop)
    member = shop.enrol().member_id
    cashier, manager = (staff.add(shop.use(), role, role, "8642") for role in ("cashier", "manager"))
    request = RechargeRequest(member, 20_000, bonus_fen=1, offer="A")
    with pytest.raises(PosError) as caught:
        recharges.recharge(shop.use(cashier), request)
    assert (caught.value.code, caught.value.facts) == ("needs_approval", {"right": "recharge.gift"})
    assert recharges.recharge(shop.use(cashier, approver_id=manager), request).bonus_fen == 1_001
    assert recharges.recharge(shop.use(cashier), RechargeRequest(member, 20_000, offer="A")).bonus_fen == 1_000


def test_bonus_in_instalments_comes_on_its_days_once_and_is_spent_with_its_top_up(shop: Shop) -> None:
    steps = [{"amount_fen": 10_000, "instalments": {"fen": 1_000, "count": 3}}]
    offer(shop, steps=steps)
    member = shop.enrol().member_id
    done = top_up(shop, member, 10_000)
    assert done.instalments == (("2026-02-01", 334), ("2026-03-01", 333), ("2026-04-01", 333))
    assert shop.profile(member).bonus_fen == 0
    shop.recharge(member, 5_000, 700)
    shop.now_ms += 31 * DAY_MS
    assert due.run_all(shop.use()) == ["bonus.instalment"]
    assert due.run_all(shop.use()) == []
    assert shop.profile(member).bonus_fen == 1_034
    shop.now_ms += 90 * DAY_MS
    assert "bonus.instalment" in due.run_all(shop.use())
    events = shop.db.all(
        "SELECT id, business_date, cause_event_id FROM event WHERE kind = 'bonus.instalment' ORDER BY seq"
    )
    assert [(row[1], row[2]) for row in events] == [(day, done.event_id) for day, _ in done.instalments]
    assert [row[0] for row in events] == [
        str(derived_id("bonus.instalment", done.event_id, day)) for day, _ in done.instalments
    ]
    sale = shop.sell(member, ("BEANS", 100), tenders=(recharges_tender(900),))
    assert sale.stored_bonus_fen == 900
    spent = shop.db.all(
        "SELECT l.recharge_id, sum(m.amount) FROM lot_move m JOIN lot l ON l.id = m.lot_id WHERE m.amount < 0 GROUP BY 1"
    )
    assert [tuple(row) for row in spent] == [(done.event_id, -900)]
    shop.assert_books_agree()


def recharges_tender(fen: int):
    return TenderRequest("stored_value", fen)


def test_a_tier_comes_with_a_top_up_and_goes_with_its_undoing(shop: Shop) -> None:
    offer(shop, steps=[{"amount_fen": 10_000, "tier": {"name": "金卡", "months": 12}}])
    member = shop.enrol().member_id
    done = top_up(shop, member, 10_000)
    assert shop.profile(member).tier == "金卡"
    (grant,) = tier_grants.of_member(shop.db, member)
    assert (grant.tier, grant.reason, grant.ended_event) == ("金卡", "recharge", None)
    recharge_refunds.refund(shop.use(), recharge_refunds.RechargeRefundRequest(done.event_id))
    assert shop.profile(member).tier == "普卡"
    (grant,) = tier_grants.of_member(shop.db, member)
    assert grant.ended_event is not None


def test_a_tier_reached_meanwhile_stays(shop: Shop) -> None:
    offer(shop, steps=[{"amount_fen": 10_000, "tier": {"name": "金卡"}}])
    member = shop.enrol().member_id
    done = top_up(shop, member, 10_000)
    shop.sell(member, ("BEANS", 3000))
    recharge_refunds.refund(shop.use(), recharge_refunds.RechargeRefundRequest(done.event_id))
    assert shop.profile(member).tier == "金卡"


def test_a_tier_the_shop_does_not_have_gives_nothing_at_all(shop: Shop) -> None:
    offer(shop, steps=[{"amount_fen": 10_000, "tier": {"name": "黑卡"}}])
    member = shop.enrol().member_id
    before = shop.db.value("SELECT count(*) FROM event")
    assert code_of(top_up, shop, member, 10_000) == "bad_setting"
    assert shop.db.value("SELECT count(*) FROM event") == before
    assert shop.profile(member).principal_fen == 0


# --- law ----------------------------------------------------------------------------------------------------------


def test_the_law_limits_named_and_other_cards(shop: Shop) -> None:
    shop.set(law__enforce=True)
    named, nameless = shop.enrol().member_id, enrol(shop.use(), EnrolRequest(phone="13800000009")).member_id
    shop.recharge(named, 500_000)
    assert code_of(shop.recharge, named, 1) == "law_limit"
    shop.recharge(nameless, 100_000)
    assert code_of(shop.recharge, nameless, 1) == "law_limit"


def test_the_law_writes_down_how_long_one_may_withdraw(shop: Shop) -> None:
    member = shop.enrol().member_id
    assert shop.recharge(member, 100).withdraw_until is None
    shop_settings.change_shop(shop.use(), {"contract_version": "2026-1", "legal_entity": "阳光餐饮有限公司"})
    shop.set(law__enforce=True)
    done = shop.recharge(member, 100)
    row = recharges.recharges.find(shop.db, done.event_id)
    assert (done.withdraw_until, row.contract_version, row.legal_entity) == ("2026-01-08", "2026-1", "阳光餐饮有限公司")


def test_organisations_do_not_pay_much_in_cash(shop: Shop) -> None:
    shop.set(law__enforce=True)
    member = shop.enrol().member_id
    request = RechargeRequest(member, 500_000, organisation=True)
    with pytest.raises(PosError) as caught:
        recharges.recharge(shop.use(), request)
    assert caught.value.facts == {"what": "not_in_cash", "limit_fen": 500_000}
    recharges.recharge(shop.use(), RechargeRequest(member, 500_000, organisation=True, pay="bank_card"))


def test_the_shops_own_law_values_are_a_settings_version(shop: Shop) -> None:
    shop.set(law__enforce=True)
    law.change(shop.use(), {"balance_limit": {"named_fen": 1_000}})
    assert code_of(shop.recharge, shop.enrol().member_id, 1_001) == "law_limit"
    assert code_of(law.change, shop.use(), {"balance_limit": {"fen": 1}}) == "bad_setting"
    law.change(shop.use(), {})
    shop.recharge(shop.enrol().member_id, 1_001)
    assert law.checked_on() >= "2026-01-01"


def test_who_paid_is_kept_beside_the_event(shop: Shop) -> None:
    member = shop.enrol().member_id
    buyer = {"buyer_name": "王五", "buyer_identity": "11010119900101123X"}
    done = recharges.recharge(shop.use(), RechargeRequest(member, 100, buyer=buyer))
    seq = shop.db.value("SELECT seq FROM event WHERE id = ?", (done.event_id,))
    kept = {row[0]: row[1] for row in shop.db.all("SELECT field, value FROM outbox_pii WHERE seq = ?", (seq,))}
    assert kept == buyer
    assert "王五" not in str(shop.db.value("SELECT payload FROM event WHERE seq = ?", (seq,)))
    assert code_of(recharges.recharge, shop.use(), RechargeRequest(member, 100, buyer={"name": "x"})) == "bad_setting"
