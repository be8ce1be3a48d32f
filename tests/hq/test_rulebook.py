"""Rules and offers of headquarters reach the tills of their stores, from their time on, and no others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tests.hq.world import Clock, World
from tests.refusals import code_of, refused
from tests.sync.shop import TEA, Shop, open_shop

from memberpos.domain.cart import Cart
from memberpos.domain.catalog import Product
from memberpos.hq import allowance, goods, rulebook
from memberpos.hq.goods import Good
from memberpos.hq.scopes import CHAIN, Scope
from memberpos.services import checkout, recharge_offers, shop_settings
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.store import hq_settings

HALF = {"code": "HALF", "kind": "percent", "percent": 50, "name": "半价"}
DAY_MS = 86_400_000


@pytest.fixture
def tills(world: World, clock: Clock, tmp_path: Path) -> Iterator[tuple[Shop, Shop]]:
    with ExitStack() as stack:
        found = [stack.enter_context(open_shop(tmp_path, clock)) for _ in range(2)]
        for shop, store in zip(found, ("1", "2"), strict=True):
            shop.join(world, store)
            shop.sync(world)
        yield found[0], found[1]


def put(world: World, work: Callable[..., Any], *args: Any, **named: Any) -> Any:
    return world.act(lambda tx: work(tx, os.urandom, *args, by="boss", **named))


def settle(world: World, tills: tuple[Shop, Shop]) -> None:
    for _ in range(2):
        for shop in tills:
            assert shop.sync(world).state == "idle"


def rates(tills: tuple[Shop, Shop]) -> list[str]:
    return [shop_settings.all_values(shop.db)["points.rate"] for shop in tills]


def earned(shop: Shop) -> int:
    member = shop.enrol_member(phone=f"139{shop.clock.ms % 10**8:08}").member_id
    return shop.sell(member, 1000, "cash").points_earned


def due(shop: Shop) -> int:
    cart = Cart(str(uuid4())).add(TEA, qty_milli=1000)
    return checkout.finish(shop.use(), FinishSale(cart, (TenderRequest("cash", None),))).due_fen


def held(world: World, store: int) -> dict[str, Any]:
    """What the console shows to hold in a store."""
    found = world.run(lambda c: rulebook.parameters(c, Scope((store,)), world.clock.ms))
    best = {one.name: (*one.stores[-1:], one.chain, None)[0] for one in found}
    return {one.name: one.default if (entry := best[one.name]) is None else entry.value for one in found}


def test_a_rule_for_one_store_reaches_its_tills_and_no_other(world: World, tills: tuple[Shop, Shop]) -> None:
    put(world, rulebook.change, {"points.rate": "2/1"}, 0, 0)
    put(world, rulebook.change, {"points.rate": "5/1"}, 2, 0)
    settle(world, tills)
    assert rates(tills) == ["2/1", "5/1"]
    assert [earned(shop) for shop in tills] == [20, 50]
    assert (held(world, 2)["points.rate"], held(world, 1)["points.rate"]) == ("5/1", "2/1")
    assert tills[0].db.value("SELECT count(*) FROM hq_setting WHERE scope = 2") == 0
    row = world.run(lambda c: rulebook.entries(c, Scope((2,))))[-1]
    put(world, rulebook.withdraw, row.row_id, 2)
    settle(world, tills)
    assert rates(tills) == ["2/1", "2/1"], "the chain's rule holds again"
    for shop in tills:
        shop.books_are_sound()


def test_a_rule_begins_on_its_day_and_a_later_word_takes_its_place(world: World, tills: tuple[Shop, Shop]) -> None:
    starts_ms = world.clock.ms + DAY_MS
    put(world, rulebook.change, {"points.rate": "3/1"}, 1, starts_ms)
    put(world, rulebook.change, {"points.rate": "2/1"}, 0, 0)
    settle(world, tills)
    assert rates(tills) == ["2/1", "2/1"]
    shown = next(
        p for p in world.run(lambda c: rulebook.parameters(c, CHAIN, world.clock.ms)) if p.name == "points.rate"
    )
    assert shown.chain is not None
    assert (shown.chain.value, [one.value for one in shown.planned], shown.stores) == ("2/1", ["3/1"], ())
    world.clock.ms = starts_ms
    settle(world, tills)
    assert rates(tills) == ["3/1", "2/1"]
    put(world, rulebook.change, {"points.rate": "4/1"}, 1, 0)
    settle(world, tills)
    assert rates(tills) == ["4/1", "2/1"], "what is set now is not overruled by a plan that began before"
    assert hq_settings.next_start_ms(tills[0].db, world.clock.ms) is None


def test_a_plan_is_taken_back_before_its_day(world: World, tills: tuple[Shop, Shop]) -> None:
    put(world, rulebook.change, {"points.rate": "3/1"}, 0, world.clock.ms + DAY_MS)
    settle(world, tills)
    row = world.run(lambda c: rulebook.entries(c, CHAIN))[0]
    put(world, rulebook.withdraw, row.row_id, 0)
    world.clock.ms += 2 * DAY_MS
    settle(world, tills)
    assert rates(tills) == ["1/1", "1/1"], "as the shop itself had it"
    put(world, rulebook.change, {"points.rate": "3/1"}, 0, 0)
    row = world.run(lambda c: rulebook.entries(c, CHAIN))[0]
    assert refused(lambda: put(world, rulebook.withdraw, row.row_id, 0)).facts["reason"] == "nothing_behind"
    assert code_of(put, world, rulebook.withdraw, "points.rate@7", 0) == "not_found"


@pytest.mark.parametrize(
    ("values", "scope", "code"),
    [({}, 0, "bad_setting"), ({"points.rate": "0"}, 0, "bad_setting"), ({"colour": 1}, 0, "bad_setting"),
     ({"points.rate": "1/1"}, 77, "not_found"), ({"allowance.home_percent": 101}, 0, "bad_setting"),
     ({"allowance.days": 0}, 0, "bad_setting"), ({"allowance.cap_fen": -1}, 0, "bad_setting"),
     ({"allowance.days": 9}, 1, "bad_setting")],
)  # fmt: skip
def test_what_cannot_be_a_rule_is_refused(
    world: World, tills: tuple[Shop, Shop], values: dict[str, Any], scope: int, code: str
) -> None:
    assert code_of(put, world, rulebook.change, values, scope, 0) == code
    assert world.run(lambda c: rulebook.entries(c, CHAIN)) == []


def test_parameters_of_allowances_hold_from_their_day(world: World, tills: tuple[Shop, Shop]) -> None:
    put(world, rulebook.change, {"allowance.home_percent": 40, "allowance.cap_fen": None}, 0, 0)
    put(world, rulebook.change, {"allowance.home_percent": 90}, 0, world.clock.ms + DAY_MS)
    assert world.act(allowance.policy_of).home_percent == 40
    world.clock.ms += DAY_MS
    assert world.act(allowance.policy_of).home_percent == 90
    assert world.act(allowance.policy_of).cap_fen is None
    values = held(world, 1)
    assert (values["allowance.home_percent"], values["allowance.other_percent"]) == (90, 20)


def test_an_offer_holds_in_its_stores_until_it_is_put_aside(world: World, tills: tuple[Shop, Shop]) -> None:
    put(world, rulebook.save_offer, HALF, 2)
    settle(world, tills)
    assert [due(shop) for shop in tills] == [1000, 500]
    put(world, rulebook.save_offer, {**HALF, "percent": 90}, 0)
    settle(world, tills)
    assert [due(shop) for shop in tills] == [900, 500]
    put(world, rulebook.switch_offer, "HALF", 2, active=False)
    settle(world, tills)
    assert [due(shop) for shop in tills] == [900, 1000], "put aside in one store, whatever the chain does"
    put(world, rulebook.take_offer_back, "HALF", 2)
    settle(world, tills)
    assert [due(shop) for shop in tills] == [900, 900]
    put(world, rulebook.take_offer_back, "HALF", 0)
    settle(world, tills)
    assert [due(shop) for shop in tills] == [1000, 1000]


def test_offers_are_listed_as_they_were_written(world: World, tills: tuple[Shop, Shop]) -> None:
    steps = {"code": "SAVE", "kind": "spend_save", "steps": [[10000, 1000], [20000, 3000]], "from": "2026-01-01"}
    put(world, rulebook.save_offer, steps, 0)
    put(world, rulebook.save_offer, HALF, 1)
    put(world, rulebook.save_coupon_kind, {"code": "TEN", "kind": "amount", "value": 1000, "min_fen": 5000}, 0)
    rows = world.run(lambda c: rulebook.offers(c, CHAIN))
    assert [(row.code, row.scope) for row in rows] == [("HALF", 1), ("SAVE", 0)]
    assert dict(rows[1].doc) == steps
    assert [row.code for row in world.run(lambda c: rulebook.offers(c, Scope((2,))))] == ["SAVE"]
    kind = world.run(lambda c: rulebook.offers(c, CHAIN, rulebook.COUPON_KIND))[0]
    assert (kind.doc["value"], kind.doc["min_fen"]) == (1000, 5000)
    assert code_of(put, world, rulebook.save_offer, {**HALF, "percent": 101}, 0) == "bad_setting"
    fee = {"code": "TIP", "kind": "service_charge", "sku": "fee", "percent": 10}
    assert code_of(put, world, rulebook.save_offer, fee, 0) == "not_found"
    put(world, goods.save, Good(Product("fee", "服务费", 0, kind="fee")))
    put(world, rulebook.save_offer, fee, 0)


def test_a_top_up_offer_begins_on_its_day(world: World, tills: tuple[Shop, Shop]) -> None:
    doc = {"name": "充五百送五十", "steps": [{"amount_fen": 50000, "bonus_fen": 5000}]}
    put(world, rulebook.save_recharge_offer, "BIG", doc, 2, world.clock.ms + DAY_MS)
    settle(world, tills)
    assert [recharge_offers.codes(shop.db) for shop in tills] == [[], ["BIG"]]
    row = world.run(lambda c: rulebook.offers(c, CHAIN, rulebook.RECHARGE_OFFER))[0]
    assert (row.code, row.scope, row.doc["doc"]["name"]) == ("BIG", 2, "充五百送五十")
