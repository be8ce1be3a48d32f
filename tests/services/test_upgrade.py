"""Coupons that a tier or a draw brings: caused by their event, taken back with it, never in the way of a sale."""

from __future__ import annotations

from typing import Any

from memberpos.domain.draws import Draw, Prize
from memberpos.services import draws, offers, refunds, upgrade
from memberpos.services.draws import PlayRequest
from memberpos.services.refunds import RefundRequest
from memberpos.services.shop import shop_of
from memberpos.store import events, members
from tests.refusals import refused
from tests.services.shop import TIERS, Shop


def kind(shop: Shop, code: str = "TEN", **more: Any) -> None:
    offers.put_kind(shop.use(), {"code": code, "kind": "amount", "value": 1000, "valid_days": 30, **more})


def with_upgrade(shop: Shop, *codes: str) -> str:
    shop.set(tiers=[TIERS[0], {**TIERS[1], "upgrade_coupons": list(codes)}])
    return shop.enrol().member_id


def coupons_of(shop: Shop, member: str) -> list[str]:
    return [coupon.code for coupon in shop.profile(member).coupons]


def not_given(shop: Shop) -> list[str]:
    return [row[0] for row in shop.db.all("SELECT detail FROM audit WHERE action = 'coupon.not_given'")]


def test_reaching_a_tier_gives_its_coupons_once(shop: Shop) -> None:
    kind(shop)
    kind(shop, "FIVE")
    member = with_upgrade(shop, "TEN", "FIVE")
    assert coupons_of(shop, member) == []
    sale = shop.sell(member, ("BEANS", 3000))
    assert sorted(coupons_of(shop, member)) == ["FIVE", "TEN"]
    assert [event.kind for event in events.caused_by(shop.db, sale.event_id, "coupon.issue")] == ["coupon.issue"] * 2
    shop.sell(member, ("BEANS", 3000))
    assert sorted(coupons_of(shop, member)) == ["FIVE", "TEN"]
    assert not_given(shop) == []
    refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True))
    assert coupons_of(shop, member) == [], "what the sale caused goes with it"
    shop.assert_books_agree()


def test_a_coupon_that_cannot_be_given_refuses_no_sale(shop: Shop) -> None:
    kind(shop)
    kind(shop, "OVER", total=1)
    member = with_upgrade(shop, "OVER", "TEN")
    first = shop.enrol("乙").member_id
    shop.sell(first, ("BEANS", 3000))
    sale = shop.sell(member, ("BEANS", 3000))
    assert sale.upgraded_to == "金卡"
    assert coupons_of(shop, member) == ["TEN"]
    assert not_given(shop) == ['{"coupon": "OVER", "error": "limit_exceeded"}']
    shop.assert_books_agree()


def test_an_unknown_kind_is_refused_where_it_is_asked_for(shop: Shop) -> None:
    member, event = members.by_id(shop.db, shop.enrol().member_id), events.last(shop.db)
    assert member is not None
    assert event is not None
    use = shop.use()
    with use.db.transaction():
        assert refused(lambda: upgrade.coupon(use, shop_of(shop.db), member, "NONE", event)).facts == {
            "what": "coupon_kind"
        }


def test_a_coupon_won_is_caused_by_its_play(shop: Shop) -> None:
    kind(shop)
    member = shop.enrol().member_id
    shop.sell(member, ("BEANS", 2000))
    draws.put(shop.use(), Draw("W", "n", 10, (Prize("p", "n", 1, "coupon", ref="TEN"),)))
    done = draws.play(shop.use(), PlayRequest(member, "W"))
    assert coupons_of(shop, member) == ["TEN"]
    assert [event.kind for event in events.caused_by(shop.db, done.event_id)] == ["coupon.issue"]
    shop.assert_books_agree()
