"""Goods of headquarters: written there, sold at real tills, at the price of the day."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tests.hq.world import Clock, World
from tests.refusals import code_of
from tests.sync.shop import Shop, open_shop

from memberpos.domain.cart import Cart
from memberpos.domain.catalog import Product
from memberpos.hq import goods
from memberpos.hq.goods import Category, Good, PriceChange
from memberpos.hq.scopes import CHAIN, Scope
from memberpos.services import checkout, products
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.sync import apply_goods

CAKE = Product("cake", "蛋糕", 2800, category="点心", unit="块", prices_by_tier={"金卡": 2500}, member_price_fen=2600)
HOUR_MS = 3_600_000


@pytest.fixture
def tills(world: World, clock: Clock, tmp_path: Path) -> Iterator[tuple[Shop, Shop]]:
    """One in store 1, one in store 2."""
    with ExitStack() as stack:
        found = [stack.enter_context(open_shop(tmp_path, clock)) for _ in range(2)]
        for shop, store in zip(found, ("1", "2"), strict=True):
            shop.join(world, store)
            shop.sync(world)
        yield found[0], found[1]


def put(world: World, work: Callable[..., Any], *args: Any, **named: Any) -> Any:
    return world.act(lambda tx: work(tx, os.urandom, *args, by="boss", **named))


def settle(world: World, tills: tuple[Shop, Shop]) -> None:
    for shop in tills:
        assert shop.sync(world).state == "idle"


def sold_for(shop: Shop, sku: str) -> int:
    """What a real sale of one piece takes."""
    product = products.find(shop.db, sku)
    assert product is not None
    cart = Cart(str(uuid4())).add(product, qty_milli=1000)
    return checkout.finish(shop.use(), FinishSale(cart, (TenderRequest("cash", None),))).due_fen


def test_goods_are_sold_at_every_till_as_headquarters_wrote_them(world: World, tills: tuple[Shop, Shop]) -> None:
    put(world, goods.save, Good(CAKE, barcodes=("690123",)))
    settle(world, tills)
    for shop in tills:
        assert products.find(shop.db, "690123") == CAKE
        assert sold_for(shop, "cake") == 2800
    put(world, goods.save, Good(Product("cake", "蛋糕", 3000), scope=2))
    settle(world, tills)
    assert [sold_for(shop, "cake") for shop in tills] == [2800, 3000]
    put(world, goods.take_back, "cake", 2)
    settle(world, tills)
    assert [sold_for(shop, "cake") for shop in tills] == [2800, 2800]
    assert products.find(tills[1].db, "cake") == CAKE


def test_a_price_begins_on_its_day_also_where_nobody_is_online(world: World, tills: tuple[Shop, Shop]) -> None:
    put(world, goods.save, Good(CAKE))
    starts_ms = world.clock.ms + HOUR_MS
    put(world, goods.plan, "cake", 0, PriceChange(starts_ms, 3200, 3000))
    put(world, goods.plan, "cake", 0, PriceChange(starts_ms + HOUR_MS, 3500, prices_by_tier={}))
    settle(world, tills)
    assert [sold_for(shop, "cake") for shop in tills] == [2800, 2800]
    world.clock.ms = starts_ms
    for shop in tills:
        assert apply_goods.begin_planned(shop.db, world.clock.ms) == 1
        assert apply_goods.begin_planned(shop.db, world.clock.ms) == 0
        assert sold_for(shop, "cake") == 3200
        found = products.find(shop.db, "cake")
        assert found is not None
        assert (found.member_price_fen, found.prices_by_tier) == (3000, {"金卡": 2500})
    world.clock.ms = starts_ms + HOUR_MS
    settle(world, tills)
    assert [sold_for(shop, "cake") for shop in tills] == [3500, 3500]
    now = world.run(lambda conn: goods.as_of(goods.find(conn, "cake", 0), world.clock.ms))
    assert (now.price_fen, now.member_price_fen, now.prices_by_tier) == (3500, None, {})


def test_a_plan_is_called_off_or_takes_the_place_of_one_for_the_same_moment(
    world: World, tills: tuple[Shop, Shop]
) -> None:
    put(world, goods.save, Good(CAKE))
    starts_ms = world.clock.ms + HOUR_MS
    put(world, goods.plan, "cake", 0, PriceChange(starts_ms, 9900))
    put(world, goods.plan, "cake", 0, PriceChange(starts_ms, 3300))
    assert [one.price_fen for one in world.run(lambda c: goods.find(c, "cake", 0)).later] == [3300]
    put(world, goods.call_off, "cake", 0, starts_ms)
    settle(world, tills)
    world.clock.ms = starts_ms
    settle(world, tills)
    assert sold_for(tills[0], "cake") == 2800
    assert code_of(put, world, goods.call_off, "cake", 0, starts_ms) == "not_found"
    put(world, goods.plan, "cake", 0, PriceChange(world.clock.ms - 1, 3100))
    assert world.run(lambda c: goods.find(c, "cake", 0)).later == (), "a moment that has passed means now"
    settle(world, tills)
    assert sold_for(tills[0], "cake") == 3100


def test_goods_are_switched_off_for_the_chain_or_a_store_and_on_again(world: World, tills: tuple[Shop, Shop]) -> None:
    put(world, goods.save, Good(CAKE, barcodes=("690123",)))
    settle(world, tills)
    put(world, goods.save, Good(CAKE, scope=1, active=False))
    settle(world, tills)
    assert [products.find(shop.db, "690123") is None for shop in tills] == [True, False]
    put(world, goods.switch, "cake", 0, active=False)
    settle(world, tills)
    assert [products.find(shop.db, "cake") for shop in tills] == [None, None]
    put(world, goods.switch, "cake", 0, active=True)
    settle(world, tills)
    assert [products.find(shop.db, "cake") is None for shop in tills] == [True, False]


def test_the_list_shows_what_a_person_may_see(world: World, tills: tuple[Shop, Shop]) -> None:
    first, second = tills
    products.put(second.use(), Product("own", "自制", 100))
    settle(world, tills)
    put(world, goods.save, Good(CAKE, barcodes=("690123",)))
    put(world, goods.save, Good(Product("off_1", "旧款", 1), active=False))

    def found(scope: Scope, text: str = "", **named: Any) -> list[tuple[str, int]]:
        rows = world.run(lambda conn: goods.listing(conn, scope, text, **named))
        return [(one.sku, one.scope) for one in rows]

    assert found(CHAIN) == [("cake", 0), ("own", -2), ("tea", -1), ("tea", -2)]
    assert found(Scope((1,))) == [("cake", 0), ("tea", -1)]
    assert found(CHAIN, "蛋") == found(CHAIN, "6901") == found(CHAIN, "CAK") == [("cake", 0)]
    assert found(CHAIN, "off_", off=True) == [("off_1", 0)]
    assert found(CHAIN, "%") == [], "a sign of the query language is only a sign"
    assert found(CHAIN, category="点心") == [("cake", 0)]
    wanted = ["cake", "own", "none"]
    assert world.run(lambda conn: goods.names(conn, wanted, CHAIN)) == {"cake": ("蛋糕", "点心"), "own": ("自制", "")}
    assert world.run(lambda conn: goods.names(conn, wanted, Scope((1,)))) == {"cake": ("蛋糕", "点心")}
    assert first.db.value("SELECT count(*) FROM unknown_row") == 0


def test_categories_have_an_order_and_another_name_with_their_goods(world: World, tills: tuple[Shop, Shop]) -> None:
    put(world, goods.save, Good(CAKE))
    put(world, goods.save_category, Category("饮品", "茶和咖啡", 1))
    put(world, goods.save_category, Category("点心", "", 2))
    put(world, goods.save_category, Category("停用", "", 3, active=False))

    def categories(**named: Any) -> list[tuple[str, int]]:
        return [(one.name, one.n) for one in world.run(lambda conn: goods.categories(conn, CHAIN, **named))]

    assert categories() == [("饮品", 0), ("点心", 1)]
    assert len(categories(off=True)) == 3
    before = world.rows("SELECT count(*) FROM event")[0][0]
    put(world, goods.rename_category, "点心", Category("糕点", "甜的", 2))
    assert categories() == [("饮品", 0), ("糕点", 1)]
    assert world.rows("SELECT count(*) FROM event")[0][0] == before + 3, "the category, its cake, the old name"
    settle(world, tills)
    found = products.find(tills[0].db, "cake")
    assert found is not None
    assert found.category == "糕点"
    assert tills[0].db.value("SELECT count(*) FROM unknown_row") == 0, "tills know categories by their goods"
    assert code_of(put, world, goods.rename_category, "无此分类", Category("新")) == "bad_setting"


@pytest.mark.parametrize(
    "bad",
    [Good(Product("", "a", 1)), Good(Product("a b", "a", 1)), Good(Product("a/b", "a", 1)), Good(Product("a", " ", 1)),
     Good(Product("a", "a", -1)), Good(Product("a", "a", 1, member_price_fen=-1)), Good(Product("a", "a", 1, kind="x")),
     Good(Product("a", "a", 1), barcodes=("<script>",))],
)  # fmt: skip
def test_what_no_till_would_take_is_refused(world: World, bad: Good) -> None:
    assert code_of(put, world, goods.save, bad) in ("bad_setting", "bad_amount")
    assert world.rows("SELECT count(*) FROM catalog") == [(0,)]
