"""Tiers given by hand, beside the one that is reached (domain rules §6)."""

from __future__ import annotations

from datetime import date

import pytest

from memberpos.domain.errors import PosError
from memberpos.services import due, refunds, staff, tier_grants, upgrade
from memberpos.services.refunds import RefundRequest
from memberpos.services.results import MemberProfile
from memberpos.store import tier_grants as rows
from tests.services.shop import DAY_MS, Shop

TIERS = [
    {"name": "A", "threshold": 0},
    {"name": "B", "threshold": 100, "price_percent": 90, "benefits": ["优先预约"]},
    {"name": "C", "threshold": 300, "price_percent": 80},
]


@pytest.fixture
def member(shop: Shop) -> str:
    shop.set(tiers=TIERS, tiers__refund_downgrade="immediate", tiers__validity="months:12")
    return shop.enrol().member_id


def give(shop: Shop, member: str, tier: str, until: date | None) -> MemberProfile:
    return tier_grants.grant(shop.use(), member, tier, until, "trial")


def test_a_trial_is_in_force_at_once_and_ends_by_itself(shop: Shop, member: str) -> None:
    now = give(shop, member, "B", date(2026, 1, 31))
    assert (now.tier, now.tier_to, now.tier_given, now.own_tier) == ("B", "2026-01-31", True, "A")
    assert (now.tier_price_percent, now.tier_benefits, now.next_tier, now.to_next) == (90, ("优先预约",), "C", 30000)
    assert shop.sell(member).due_fen == 2520
    shop.now_ms += 30 * DAY_MS
    assert due.run_all(shop.use()) == []
    shop.now_ms += DAY_MS
    assert due.run_all(shop.use()) == ["tier.review"]
    after = shop.profile(member)
    assert (after.tier, after.tier_given, after.tier_to) == ("A", False, "2027-01-01")
    assert shop.sell(member).due_fen == 2800
    shop.assert_books_agree()


def test_what_is_reached_meanwhile_stays(shop: Shop, member: str) -> None:
    give(shop, member, "B", date(2026, 1, 31))
    assert shop.sell(member, ("BEANS", 2000)).upgraded_to is None  # B was in force already
    shop.now_ms += 31 * DAY_MS
    due.run_all(shop.use())
    now = shop.profile(member)
    assert (now.tier, now.tier_given, now.tier_to) == ("B", False, "2027-01-01")
    shop.assert_books_agree()


def test_never_below_a_grant(shop: Shop, member: str) -> None:
    give(shop, member, "B", None)
    sale = shop.sell(member, ("BEANS", 4000))
    assert (sale.upgraded_to, shop.profile(member).tier) == ("C", "C")
    refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True))
    now = shop.profile(member)
    assert (now.tier, now.own_tier, now.tier_to) == ("B", "A", None)
    shop.now_ms += 800 * DAY_MS
    assert due.run_all(shop.use()) == ["tier.review"]  # the one reached is reviewed below it
    assert shop.profile(member).tier == "B"
    shop.assert_books_agree()


def test_a_refund_leaves_what_reviews_had_made_of_the_tier(shop: Shop) -> None:
    """B is what reviews left of C: whoever gives back a sale after that, and then an old one, has not lost it."""
    ladder = [TIERS[0], {**TIERS[1], "keep": 0}, TIERS[2]]
    shop.set(tiers=ladder, tiers__refund_downgrade="immediate", tiers__validity="months:6", tiers__window="rolling:12")
    member = shop.enrol().member_id
    old = shop.sell(member, ("GIFT", 1000))
    shop.sell(member, ("BEANS", 4000))
    shop.now_ms += 680 * DAY_MS
    due.run_all(shop.use())
    assert shop.profile(member).own_tier == "B"
    new = shop.sell(member, ("BEANS", 5000))
    assert new.upgraded_to == "C"
    for sale in (new, old):
        refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True))
        assert shop.profile(member).own_tier == "B"
    shop.assert_books_agree()


def test_a_refund_in_parts_takes_two_steps_back_one_after_the_other(shop: Shop, member: str) -> None:
    sale = shop.sell(member, ("BEANS", 3400))  # 306.00 reaches C in one step
    assert shop.profile(member).tier == "C"
    refunds.refund(shop.use(), RefundRequest(sale.event_id, fen=1000))
    assert shop.profile(member).tier == "B"
    refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True))
    now = shop.profile(member)
    assert (now.tier, now.tier_to) == ("A", "2027-01-01")
    shop.assert_books_agree()


def test_a_step_down_of_a_review_is_not_taken_further_by_a_refund(shop: Shop, member: str) -> None:
    shop.set(tiers__window="since_tier_start")
    shop.sell(member, ("BEANS", 4000))
    shop.now_ms += 400 * DAY_MS
    due.run_all(shop.use())
    shop.now_ms += 370 * DAY_MS
    due.run_all(shop.use())
    assert shop.profile(member).tier == "B"  # C was kept once by its own year, then one down
    sale = shop.sell(member)
    refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True))
    assert shop.profile(member).tier == "B"


def test_the_longer_grant_holds_after_the_shorter(shop: Shop, member: str) -> None:
    give(shop, member, "B", date(2026, 3, 31))
    give(shop, member, "C", date(2026, 1, 15))
    assert shop.profile(member).tier == "C"
    shop.now_ms += 20 * DAY_MS
    due.run_all(shop.use())
    assert shop.profile(member).tier == "B"
    ended = tier_grants.of_member(shop.db, member)
    assert [(row.tier, row.to_on) for row in ended] == [("C", "2026-01-15"), ("B", "2026-03-31")]


def test_taken_back_by_hand(shop: Shop, member: str) -> None:
    give(shop, member, "C", None)
    row = rows.of_member(shop.db, member)[0]
    now = tier_grants.end(shop.use(), member, row.event_id, "mistake")
    assert now.tier == "A"
    with pytest.raises(PosError, match="not_found"):
        tier_grants.end(shop.use(), member, row.event_id, "again")
    shop.assert_books_agree()


@pytest.mark.parametrize(
    ("tier", "until", "reason", "code"),
    [
        ("C", None, " ", "bad_amount"),
        ("C", date(2025, 12, 31), "x", "bad_amount"),
        ("Z", None, "x", "not_found"),
    ],
)
def test_what_is_refused(shop: Shop, member: str, tier: str, until: date | None, reason: str, code: str) -> None:
    with pytest.raises(PosError, match=code):
        tier_grants.grant(shop.use(), member, tier, until, reason)
    cashier = staff.add(shop.use(), "小王", "cashier", "2580")
    with pytest.raises(PosError, match="needs_approval"):
        tier_grants.grant(shop.use(cashier), member, "B", None, "x")


def test_needed_to_reach_and_to_stay(shop: Shop, member: str) -> None:
    shop.set(tiers=[TIERS[0], {**TIERS[1], "keep": 150}, TIERS[2]], tiers__window="since_tier_start")
    shop.sell(member, ("BEANS", 1500))
    now = shop.profile(member)
    assert (now.tier, now.next_tier, now.to_next) == ("B", "C", 16500)
    assert (now.to_keep, now.keep_by) == (1500, "2027-01-01")


def test_coupons_of_a_tier_come_with_reaching_it_and_with_nothing_else(
    shop: Shop, member: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[str, str]] = []
    monkeypatch.setattr(upgrade, "coupon", lambda *args: given.append((args[3], args[4].kind)))
    shop.set(tiers=[TIERS[0], {**TIERS[1], "upgrade_coupons": ["B1", "B2"]}, {**TIERS[2], "upgrade_coupons": ["C1"]}])
    shop.sell(member)  # stays A
    give(shop, member, "B", date(2026, 1, 31))
    assert given == [("B1", "tier.grant"), ("B2", "tier.grant")]
    shop.sell(member, ("BEANS", 1000))  # reaches B, which is in force already
    sale = shop.sell(member, ("BEANS", 3000))  # reaches C
    assert given[2:] == [("C1", "sale")]
    refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True))
    shop.now_ms += 400 * DAY_MS
    due.run_all(shop.use())  # down
    assert len(given) == 3
