"""Everything the member engine books: headquarters has the same books afterwards, and a second till the same members.

The scenarios are tests of the services themselves: a shop lives through one of them alone, joins a headquarters, sends
its ledger, and another till of the shop begins.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.hq.world import Till, World
from tests.services import (
    test_badges,
    test_cards,
    test_closings,
    test_coupons,
    test_exchange,
    test_gifts,
    test_imports,
    test_kept_change,
    test_member_profile,
    test_merging,
    test_pass_care,
    test_pass_desk,
    test_pass_gifts,
    test_pass_refunds,
    test_pass_sales,
    test_pass_tenders,
    test_recharge_refunds,
    test_recharges,
    test_sources,
    test_transfers,
)
from tests.services.passes import with_kinds
from tests.services.shop import KEY, START_MS, TIERS, Shop, new_shop

from memberpos.domain.ids import IdSource, seeded_random
from memberpos.services import members, setup
from memberpos.services.use import Use
from memberpos.store.database import open_database
from memberpos.store.migrations import migrate
from memberpos.store.verify import verify

MODULES = (
    test_badges,
    test_cards,
    test_closings,
    test_coupons,
    test_exchange,
    test_gifts,
    test_imports,
    test_kept_change,
    test_member_profile,
    test_merging,
    test_pass_care,
    test_pass_desk,
    test_pass_gifts,
    test_pass_refunds,
    test_pass_sales,
    test_pass_tenders,
    test_recharge_refunds,
    test_recharges,
    test_sources,
    test_transfers,
)
_KNOWN = {"shop", "desk", "member", "lin", "tmp_path"}


def _scenarios() -> Iterator[Any]:
    for module in MODULES:
        for name, function in vars(module).items():
            own = inspect.isfunction(function) and function.__module__ == module.__name__ and name.startswith("test_")
            if own and set(inspect.signature(function).parameters) <= _KNOWN:
                yield pytest.param(module, name, id=f"{module.__name__.rpartition('_')[2]}-{name}")


def play(module: ModuleType, name: str, folder: Path) -> Shop:
    """The shop as a test of the services leaves it."""
    shop = with_kinds(new_shop(folder))
    given: dict[str, Any] = {"shop": shop, "desk": shop, "tmp_path": folder}
    function = getattr(module, name)
    wanted = inspect.signature(function).parameters
    if "member" in wanted:
        given["member"] = shop.enrol().member_id
    if "lin" in wanted:
        given["lin"] = given_lin(module, shop)
    function(**{key: given[key] for key in wanted})
    return shop


def given_lin(module: ModuleType, shop: Shop) -> str:
    return module.lin.__wrapped__(shop) if hasattr(module.lin, "__wrapped__") else shop.enrol().member_id


@pytest.mark.parametrize(("module", "name"), list(_scenarios()))
def test_both_sides_have_the_same(world: World, tmp_path: Path, module: ModuleType, name: str) -> None:
    folder, other = tmp_path / "a", tmp_path / "b"
    folder.mkdir(), other.mkdir()
    shop = play(module, name, folder)
    second = another(other)
    world.clock.ms = shop.now_ms = max(shop.now_ms, world.clock.ms)
    first_till, second_till = Till(shop.db, world.clock), Till(second.db, world.clock)
    first_till.join(world)
    assert first_till.sync(world).state == "idle"
    second_till.join(world)
    for _ in range(2):
        for till in (first_till, second_till):
            assert till.sync(world).state == "idle"
    assert world.rows("SELECT seq, why FROM dead_letter") == []
    assert world.rows("SELECT seq, why, subject FROM review") == []
    same_books(world, shop)
    for row in shop.db.all("SELECT id, status FROM member"):
        same_member(shop, second, row[0], world.clock.ms)
    shop.assert_books_agree()
    assert verify(second.db).differences == ()


def another(folder: Path) -> Shop:
    """A till of its own with the same rules."""
    db = open_database(folder / "second.db", KEY)
    migrate(db)
    ids = IdSource(seeded_random("second"))
    rules = {"law.enforce": False, "points.rate": "1/1", "tiers": TIERS}
    owner = setup.create_shop(
        Use(db, START_MS, lambda: ids.new(START_MS)), setup.SetupRequest("二店", "Owner", "1234", rules=rules)
    )
    return Shop(db, owner.owner_id)


def same_books(world: World, shop: Shop) -> None:
    """Every balance and every lot of a member is at headquarters as it is here, rights too."""
    here = {
        (row[0], row[1], row[2], row[3]): row[4]
        for row in shop.db.all(
            "SELECT account, kind, instance, unit, amount + others FROM balance WHERE account NOT LIKE 'shop:%'"
        )
    }
    there = {
        (str(row[0]), row[1], row[2], row[3]): int(row[4])
        for row in world.rows("SELECT account_id, kind, instance, unit, balance FROM account WHERE name = ''")
    }
    assert {key: amount for key, amount in here.items() if amount} == {
        key: amount for key, amount in there.items() if amount
    }
    own = {
        row[0]: tuple(row)[1:]
        for row in shop.db.all("SELECT id, account, open, held, expires, event_id FROM lot WHERE open <> 0")
    }
    told = {
        str(row[0]): (str(row[1]), int(row[2]), int(row[3]), row[4] and row[4].isoformat(), str(row[5]))
        for row in world.rows("SELECT lot_id, account_id, open, held, expires, event_id FROM lot WHERE open <> 0")
    }
    assert told == own


def same_member(shop: Shop, second: Shop, member: str, now_ms: int) -> None:
    here = dataclasses.asdict(members.profile(shop.db, member, now_ms))
    there = dataclasses.asdict(members.profile(second.db, member, now_ms))
    different = {key: (here[key], there[key]) for key in here if here[key] != there[key] and key != "recent"}
    assert different == {}
