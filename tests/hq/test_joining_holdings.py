"""Passes and coupons of members who are made one: they go along, come back, and follow their lots."""

from __future__ import annotations

import os
from uuid import UUID

from tests.hq.test_joining import join, sound, state, two
from tests.sync.chain import Chain, chain
from tests.sync.shop import TEA, Shop

from memberpos.domain.cart import Cart
from memberpos.domain.pass_terms import PassTerms
from memberpos.hq import joining
from memberpos.services import checkout, coupons, merging, offers, pass_kinds, pass_sales, refunds
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.pass_sales import SellPass
from memberpos.services.refunds import RefundRequest
from memberpos.store import coupons as coupon_rows
from memberpos.sync import pull, push

__all__ = ["chain", "two"]


def test_passes_and_coupons_go_along_and_come_back(chain: Chain, two: tuple[UUID, UUID]) -> None:
    winner, loser = two
    other = chain.other
    give_pass_and_coupon(chain, str(loser))
    chain.settle()
    held = holdings(other, loser)
    assert [len(one) for one in held] == [1, 1]
    made = join(chain, two)
    chain.settle()
    for shop in (chain.home, other):
        assert holdings(shop, winner) == held
    assert holdings(other, loser) == ([], [])
    sound(chain)
    chain.world.act(lambda tx: joining.ask_to_part(tx, os.urandom, made))
    chain.settle()
    assert holdings(other, loser) == held
    assert holdings(other, winner) == ([], [])
    sound(chain)


def test_what_was_used_up_before_comes_back_to_the_one_also_where_headquarters_was_put_back(
    chain: Chain, two: tuple[UUID, UUID]
) -> None:
    """A till that asks everything anew is told of spent lots, too, when a merge brought them."""
    winner, loser = two
    other = chain.other
    give_pass_and_coupon(chain, str(loser))
    cart = Cart(str(other.ids.new(other.clock.ms)), member_id=str(loser)).add(TEA, qty_milli=4000)
    used = coupon_rows.held_by_account(other.db, other.profile(str(loser)).account_id)[0].id
    sold = checkout.finish(other.use(), FinishSale(cart.set_coupons((used,)), (TenderRequest("cash", None),)))
    chain.settle()
    join(chain, two)
    chain.settle(chain.home)
    push.drain(other.store, chain.world.post)
    chain.settle(chain.home)
    pull.reset(other.db)
    chain.settle()
    assert state(chain.world, winner) == ["done"]
    refunds.refund(other.use(), RefundRequest(sold.receipt_no, everything=True))
    chain.settle()
    assert holdings(other, winner)[1] == [used]
    sound(chain)


def test_a_coupon_that_comes_back_late_follows_its_lot(chain: Chain) -> None:
    """The till that merged had not heard of it: it was used up, and at headquarters already. Then its sale is taken
    back by a till that has not heard of the merge.
    """
    home, other = chain.home, chain.other
    winner, loser = home.enrol_member("王小明", "13800138001"), home.enrol_member("小明", "13800138000")
    home.issue(loser.member_id, "600123")
    home.sync(chain.world)
    other.look_up(chain.world, "600123")
    chain.settle()
    for shop in (home, other):
        offers.put_kind(shop.use(), {"code": "FIVE", "kind": "amount", "value": 500, "valid_days": 30})
    coupons.issue(other.use(), loser.member_id, "FIVE")
    coupon = coupon_rows.held_by_account(other.db, loser.account_id)[0].id
    cart = Cart(str(other.ids.new(other.clock.ms)), member_id=loser.member_id).add(TEA, qty_milli=4000)
    sold = checkout.finish(other.use(), FinishSale(cart.set_coupons((coupon,)), (TenderRequest("cash", None),)))
    push.drain(other.store, chain.world.post)
    merging.merge(home.use(), winner.member_id, loser.member_id)
    push.drain(home.store, chain.world.post)
    refunds.refund(other.use(), RefundRequest(sold.receipt_no, everything=True))
    chain.settle()
    for shop in (home, other):
        assert holdings(shop, UUID(winner.member_id))[1] == [coupon]
        assert holdings(shop, UUID(loser.member_id))[1] == []
    sound(chain)


def give_pass_and_coupon(chain: Chain, member: str) -> None:
    for shop in (chain.home, chain.other):
        offers.put_kind(shop.use(), {"code": "FIVE", "kind": "amount", "value": 500, "valid_days": 30})
        pass_kinds.put(shop.use(), PassTerms("SWIM", 10_000, 5, valid_days=90))
    coupons.issue(chain.other.use(), member, "FIVE")
    pass_sales.sell(chain.other.use(), SellPass(member, "SWIM", (TenderRequest("cash", None),)))


def holdings(shop: Shop, member: UUID) -> tuple[list[str], list[str]]:
    account = shop.profile(str(member)).account_id
    found = [
        [row[0] for row in shop.db.all(f"SELECT id FROM {table} WHERE account_id = ? ORDER BY id", (account,))]
        for table in ("pass", "coupon")
    ]
    return found[0], found[1]
