"""A small real shop in a SQLite file for tests of the services, copied from a template for each test."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from memberpos.domain.cart import Cart, CartLine
from memberpos.domain.catalog import MILLI, Product
from memberpos.domain.ids import IdSource, seeded_random
from memberpos.services import checkout, coupons, members, offers, products, recharges, setup, shifts, shop_settings
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.results import MemberProfile, RechargeDone, SaleDone
from memberpos.services.use import Use
from memberpos.store.database import Database, open_database
from memberpos.store.migrations import migrate
from memberpos.store.verify import verify

KEY = bytes(range(32))
START_MS = 1_767_232_800_000  # 2026-01-01T10:00:00+08:00
DAY_MS = 24 * 3600 * 1000
GOODS = (
    Product("LATTE", "拿铁", 2800, category="drinks"),
    Product("BEANS", "咖啡豆", 9990, category="goods", member_price_fen=9000),
    Product("CUP", "马克杯", 3333, category="goods", bonus_allowed=False),
    Product("GIFT", "礼品袋", 150, category="goods", earns=False),
)
TIERS = [
    {"name": "普卡", "threshold": 0},
    {"name": "金卡", "threshold": 200, "price_percent": 90, "points_multiplier": "3/2"},
]


@dataclass
class Shop:
    """One shop with a clock that moves a second at each use."""

    db: Database
    owner_id: str
    now_ms: int = START_MS
    random: Any = field(default_factory=lambda: seeded_random("shop"))

    def __post_init__(self) -> None:
        self._ids = IdSource(self.random)

    def use(self, staff_id: str | None = None, **changes: Any) -> Use:
        """A use case one second later."""
        self.now_ms += 1000
        now_ms = self.now_ms
        who = self.owner_id if staff_id is None else staff_id
        return Use(self.db, now_ms, lambda: self._ids.new(now_ms), who, random=self.random, **changes)

    def set(self, **values: Any) -> None:
        """Settings by name, `__` for a point."""
        shop_settings.change(self.use(), {name.replace("__", "."): value for name, value in values.items()})

    def enrol(self, name: str = "林晓棠", phone: str | None = None, **more: Any) -> MemberProfile:
        """A new member."""
        return members.enrol(self.use(), members.EnrolRequest(name, phone, **more))

    def profile(self, member_id: str) -> MemberProfile:
        """The member now."""
        return members.profile(self.db, member_id, self.now_ms)

    def recharge(self, member_id: str, amount_fen: int, bonus_fen: int = 0, pay: str = "cash") -> RechargeDone:
        """A top-up."""
        return recharges.recharge(self.use(), recharges.RechargeRequest(member_id, amount_fen, bonus_fen, pay=pay))

    def cart(self, member_id: str | None, *lines: tuple[str, int], points: int = 0) -> Cart:
        """A cart of (sku, thousandths) lines."""
        cart = Cart(str(self.use().new_id())).set_member(member_id)
        for sku, milli in lines:
            product = products.find(self.db, sku)
            assert product is not None
            cart = cart.add_line(CartLine(product, milli))
        return cart.set_points(points)

    def sell(
        self,
        member_id: str | None,
        *lines: tuple[str, int],
        tenders: tuple[TenderRequest, ...] = (TenderRequest("cash", None),),
        points: int = 0,
        coupons: tuple[str, ...] = (),
        keep_change_fen: int = 0,
    ) -> SaleDone:
        """A sale; cash pays the rest unless told otherwise."""
        cart = self.cart(member_id, *(lines or (("LATTE", MILLI),)), points=points).set_coupons(coupons)
        return checkout.finish(self.use(), FinishSale(cart, tenders, keep_change_fen=keep_change_fen))

    def offer(self, code: str, kind: str, **keys: Any) -> None:
        """An offer by the keys of its document (`from_` for from)."""
        offers.put(self.use(), {"code": code, "kind": kind, **{name.rstrip("_"): key for name, key in keys.items()}})

    def coupon_kind(self, code: str, kind: str, value: int, **keys: Any) -> None:
        """A coupon kind."""
        doc = {"code": code, "kind": kind, "value": value, **{name.rstrip("_"): key for name, key in keys.items()}}
        offers.put_kind(self.use(), doc)

    def coupon(self, member_id: str, code: str) -> str:
        """A coupon given to a member: its id."""
        return coupons.issue(self.use(), member_id, code).coupon_id

    def assert_books_agree(self) -> None:
        """The independent check finds nothing."""
        proof = verify(self.db)
        assert proof.differences == ()


@lru_cache(maxsize=1)
def _template() -> tuple[Path, str]:
    folder = Path(tempfile.mkdtemp(prefix="shop-template-"))
    db = open_database(folder / "shop.db", KEY)
    migrate(db)
    random, now_ms = seeded_random("setup"), START_MS - 5000
    rules = {"law.enforce": False, "points.rate": "1/1", "tiers": TIERS}
    owner = setup.create_shop(
        Use(db, now_ms, lambda: IdSource(seeded_random("setup")).new(now_ms), random=random),
        setup.SetupRequest("阳光咖啡", "周敏", "1234", rules=rules),
    )
    db.close()
    return folder / "shop.db", owner.owner_id


def new_shop(folder: Path, rules: Mapping[str, Any] | None = None, *, shift: bool = True) -> Shop:
    """A shop of its own in `folder`, with goods, two tiers, one point a yuan, and an open shift with 200.00."""
    template, owner_id = _template()
    path = folder / "shop.db"
    shutil.copyfile(template, path)
    shop = Shop(open_database(path, KEY), owner_id)
    shop._ids = IdSource(seeded_random("more"))
    for product in GOODS:
        products.put(shop.use(), product)
    if rules:
        shop_settings.change(shop.use(), rules)
    if shift:
        shifts.open_shift(shop.use(), 20000)
    return shop
