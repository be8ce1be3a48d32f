"""The home that is sold in: a shop with goods, members who hold value, and an open shift, copied from a template."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from memberpos.domain.catalog import Product
from memberpos.domain.ids import IdSource
from memberpos.domain.pass_terms import PassTerms
from memberpos.home import Home, home_layout, open_layout
from memberpos.security.keys import Cost
from memberpos.services import members, pass_kinds, pass_sales, products, recharges, setup, shifts
from memberpos.services.use import Use
from memberpos.store.database import Database
from memberpos.till import system_now_ms

GOODS = (
    Product("LATTE", "拿铁", 2800, category="drinks"),
    Product("BEANS", "咖啡豆", 9990, category="goods", member_price_fen=9000),
    Product("CUP", "马克杯", 3333, category="goods", bonus_allowed=False),
)
PASS = PassTerms("COFFEE", 100000, 900, 100, valid_days=365, list_fen=2800)
RULES = {
    "law.enforce": False, "points.rate": "1/1",
    "tiers": [{"name": "普卡", "threshold": 0}, {"name": "金卡", "threshold": 2000, "price_percent": 90}],
}  # fmt: skip
MEMBERS = ("林晓棠", "王小明", "陈静")
#: Who works and who buys, beside the home: {"owner": id, "members": [id, …]}.
PEOPLE = "people.json"


def open_shop(folder: Path, *, exclusive: bool = True) -> Home:
    """The home in `folder`; its key is in a file."""
    return open_layout(home_layout(folder, None), create=False, exclusive=exclusive)


def people(folder: Path) -> tuple[str, list[str]]:
    """The owner's id and the members' ids."""
    doc = json.loads((folder / PEOPLE).read_text("utf-8"))
    return doc["owner"], doc["members"]


def new_shop(folder: Path) -> Path:
    """A home of its own at `folder`."""
    shutil.copytree(_template(), folder)
    return folder


@dataclass(frozen=True)
class Stock:
    """What a shop begins with: its members, what each has paid and was given, rules besides RULES."""

    names: Sequence[str] = MEMBERS
    value_fen: tuple[int, int] = (500000, 60000)
    rules: Mapping[str, Any] = field(default_factory=dict)


def fresh_shop(folder: Path, stock: Stock | None = None) -> Path:
    """The same made from nothing: another device, other keys."""
    layout = home_layout(folder, None)
    with open_layout(layout, create=True, exclusive=True, cost=Cost(time=1, memory_kib=8, lanes=1)) as home:
        db = home.open_database()
        _furnish(db, folder, stock or Stock())
        db.close()
    (folder / "lock").unlink(missing_ok=True)
    return folder


@lru_cache(maxsize=1)
def _template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="kill-template-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return fresh_shop(folder / "home")


def _furnish(db: Database, folder: Path, stock: Stock) -> None:
    ids = IdSource(os.urandom)

    def use(staff: str = "") -> Use:
        now_ms = system_now_ms()
        return Use(db, now_ms, lambda: ids.new(now_ms), staff)

    owner = setup.create_shop(
        use(), setup.SetupRequest("阳光咖啡", "周敏", "1234", rules={**RULES, **stock.rules})
    ).owner_id
    for product in GOODS:
        products.put(use(owner), product)
    shifts.open_shift(use(owner), 20000)
    ours = [members.enrol(use(owner), members.EnrolRequest(name)).member_id for name in stock.names]
    pass_kinds.put(use(owner), PASS)
    for member in ours:
        pass_sales.sell(use(owner), pass_sales.SellPass(member, PASS.code, pass_sales.CASH_REST))
        recharges.recharge(use(owner), recharges.RechargeRequest(member, *stock.value_fen))
    (folder / PEOPLE).write_text(json.dumps({"owner": owner, "members": ours}), "utf-8")
