"""A chain of two stores with a week behind it, for looking at its pages: real tills, pushed to a real headquarters."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from tests.hq.world import Clock, World
from tests.sync.shop import Shop, open_shop

from memberpos.domain.cart import Cart
from memberpos.domain.catalog import Product
from memberpos.hq import goods, rulebook, worker
from memberpos.hq.goods import Category, Good, PriceChange
from memberpos.services import checkout, products, refunds
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.refunds import RefundRequest

DAY_MS, HOUR_MS = 86_400_000, 3_600_000
TIERS = [
    {"name": "普卡", "threshold": 0},
    {"name": "金卡", "threshold": 2000, "price_percent": 95, "points_multiplier": "3/2", "keep": 1500},
]
GOODS = (
    Product("T-LATTE", "拿铁", 2800, category="咖啡", unit="杯", member_price_fen=2600),
    Product("T-AMER", "美式咖啡", 2200, category="咖啡", unit="杯"),
    Product("T-MILK", "珍珠奶茶", 1800, category="奶茶", unit="杯", prices_by_tier={"金卡": 1600}),
    Product("C-CAKE", "草莓蛋糕", 3600, category="点心", unit="块"),
    Product("C-TART", "蛋挞", 900, category="点心", unit="个"),
)  # fmt: skip
NAMES = ("王小明", "李雷", "韩梅梅", "陈丽", "欧阳静", "张伟")


#: Addresses that only people who see the whole chain may open.
CHAIN_CHANGES = frozenset(
    {
        "/members/{member}/erase", "/members/merge", "/members/merge/{join}/part", "/members/merge/{join}/call-off",
        "/goods/new", "/goods/{sku}/edit", "/goods/{sku}/price", "/goods/{sku}/call-off",
        "/goods/{sku}/switch", "/goods/{sku}/take-back", "/offers/new", "/offers/{code}", "/offers/{code}/switch",
        "/offers/{code}/take-back", "/rules/{name}/withdraw", "/coupons/new", "/coupons/{code}", "/top-ups/new", "/top-ups/{code}",
    }
)  # fmt: skip


#: Forms of pages that others may read.
CHAIN_FORMS = frozenset({"/goods/{sku}", "/categories", "/offers", "/rules/{name}", "/coupons", "/top-ups"})


def example(store: int) -> dict[str, str]:
    """Parts of addresses: something of this store and no other."""
    return {
        "{member}": str(UUID(int=store)),
        "{join}": str(UUID(int=store)),
        "{sku}": f"SKU{store}",
        "{code}": f"OFF{store}",
    }


def add_examples(world: World, store: int) -> None:
    """A member, goods and an offer of one store."""
    parts = example(store)
    world.run(
        lambda c: c.execute(
            "INSERT INTO member(member_id, home_store, home_device) VALUES(%s, %s, %s)",
            (parts["{member}"], store, UUID(int=9)),
        )
    )
    good = Good(Product(parts["{sku}"], f"品{store}", 100), scope=store)
    world.act(lambda tx: goods.save(tx, os.urandom, good, "总部"))
    offer = {"code": parts["{code}"], "kind": "percent", "percent": 90}
    world.act(lambda tx: rulebook.save_offer(tx, os.urandom, offer, store, "总部"))
    coupon = {"code": parts["{code}"], "kind": "amount", "value": 500}
    world.act(lambda tx: rulebook.save_coupon_kind(tx, os.urandom, coupon, store, "总部"))
    steps = {"name": f"充{store}", "steps": [{"amount_fen": 50000, "bonus_fen": 5000}]}
    world.act(lambda tx: rulebook.save_recharge_offer(tx, os.urandom, parts["{code}"], steps, store, 0, "总部"))


@dataclass
class Chain:
    """`tills`: two of store 1, one of store 2; `members` by name."""

    world: World
    tills: list[Shop]
    members: dict[str, str]

    def put(self, work: Any, *args: Any, **named: Any) -> Any:
        return self.world.act(lambda tx: work(tx, os.urandom, *args, by="总部", **named))

    def settle(self) -> None:
        for _ in range(2):
            for till in self.tills:
                assert till.sync(self.world).state == "idle"


def sell(shop: Shop, member: str | None, pieces: dict[str, int], pay: str) -> str:
    cart = Cart(str(uuid4()), member_id=member)
    for sku, count in pieces.items():
        product = products.find(shop.db, sku)
        assert product is not None
        cart = cart.add(product, qty_milli=1000 * count)
    return checkout.finish(shop.use(), FinishSale(cart, (TenderRequest(pay, None),))).event_id


@contextmanager
def week(world: World, clock: Clock, folder: Path, days: int = 7) -> Iterator[Chain]:
    """Opens it; ends at ten in the morning of the day behind it."""
    with ExitStack() as stack:
        tills = [stack.enter_context(open_shop(folder, clock)) for _ in range(3)]
        chain = Chain(world, tills, {})
        for till, store in zip(tills, ("1", "1", "2"), strict=True):
            till.join(world, store)
        world.run(lambda c: c.execute("UPDATE store SET name = CASE store_id WHEN 1 THEN '南京路店' ELSE '西湖店' END"))
        _write_goods(chain)
        chain.settle()
        for number, name in enumerate(NAMES):
            home = tills[2 * (number % 2)]
            chain.members[name] = home.enrol_member(name, f"1380013800{number}").member_id
            home.issue(chain.members[name], f"60010{number}")
            home.recharge(chain.members[name], 60_000 + 5_000 * number, 6_000)
        for day in range(days):
            _day(chain, day)
            clock.ms += DAY_MS
        chain.settle()
        while world.act(lambda tx: worker.allocate(tx, os.urandom)):
            pass
        chain.settle()
        yield chain


def _write_goods(chain: Chain) -> None:
    for place, name in enumerate(("咖啡", "奶茶", "点心"), 1):
        chain.put(goods.save_category, Category(name, "", place))
    for number, product in enumerate(GOODS):
        chain.put(goods.save, Good(product, barcodes=(f"690000000{number}",)))
    chain.put(goods.save, Good(Product("C-CAKE", "草莓蛋糕", 3900, category="点心"), scope=2))
    chain.put(goods.plan, "T-LATTE", 0, PriceChange(chain.world.clock.ms + 30 * DAY_MS, 3000, 2800))
    chain.put(rulebook.change, {"tiers": TIERS, "points.rate": "1/1"}, 0, 0)
    chain.put(rulebook.change, {"points.rate": "2/1"}, 2, 0)
    chain.put(rulebook.change, {"points.birthday": 88}, 0, chain.world.clock.ms + 20 * DAY_MS)
    save = {"code": "SAVE", "kind": "spend_save", "name": "满百减十", "steps": [[10000, 1000], [20000, 3000]]}
    chain.put(rulebook.save_offer, save, 0)
    lunch = {"code": "LUNCH", "kind": "percent", "percent": 90, "name": "午市九折", "hours": "11:00-14:00"}
    chain.put(rulebook.save_offer, {**lunch, "weekdays": [1, 2, 3, 4, 5]}, 2)


def _day(chain: Chain, day: int) -> None:
    """Some sales through the hours of a day, one given back."""
    start_ms = chain.world.clock.ms
    for number, till in enumerate(chain.tills):
        names = [name for at, name in enumerate(NAMES) if at % 2 == (number == 2)]
        for hour in range(3 + (day + number) % 3):
            chain.world.clock.ms = start_ms + (hour * 2 + number) * HOUR_MS
            who = chain.members[names[hour % len(names)]] if number != 1 else None
            pay = ("stored_value", "scan_pay", "cash")[hour % 3] if who else ("cash", "scan_pay", "bank_card")[hour % 3]
            pieces = {GOODS[(day + hour + number) % 5].sku: 1 + hour % 2, GOODS[(day + hour) % 5].sku: 1}
            sold = sell(till, who, pieces, pay)
            if hour == 2 and day % 3 == 0:
                refunds.refund(till.use(), RefundRequest(sold, everything=True))
    chain.world.clock.ms = start_ms
