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
from tests.refusals import code_of
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
from tests.services.passes import check_in, sell, with_kinds
from tests.services.shop import GOODS, KEY, START_MS, TIERS, Shop, new_shop
from tests.sync.shop import asking_for

from memberpos.domain.ids import IdSource, seeded_random
from memberpos.services import members, products, setup, shifts
from memberpos.services.allowances import Wanted
from memberpos.services.use import Use
from memberpos.store.database import open_database
from memberpos.store.migrations import migrate
from memberpos.store.verify import verify
from memberpos.sync import ask

#: Module → its scenarios; together they book every kind of event the engine has. The rest runs under `stress`.
CHOSEN = {
    test_badges: ("test_for_checking_in_tasks_and_bringing_members",),
    test_cards: (
        "test_replacing_keeps_role_limit_and_password_and_takes_the_fee_once",
    ),
    test_closings: ("test_cards_come_back_and_lost_ones_are_void",),
    test_coupons: (
        "test_refunds_give_the_coupon_back_with_the_last_of_the_money", "test_handing_on_a_coupon",
    ),
    test_exchange: ("test_an_exchange_is_one_event_with_two_documents",),
    test_gifts: ("test_stored_value_pays_it_and_goes_back_to_its_lots",),
    test_imports: ("test_cards_of_the_stock_get_their_holder_and_old_numbers_find_them",),
    test_kept_change: ("test_kept_change_is_paid_out",),
    test_member_profile: ("test_own_fields_are_checked_and_kept",),
    test_merging: ("test_merges_one_after_another",),
    test_pass_care: ("test_frozen_days_move_the_last_day",),
    test_pass_desk: ("test_a_visit_is_noted_and_taken_back",),
    test_pass_gifts: ("test_used_ones_are_told_and_charged_by_the_use",),
    test_pass_refunds: ("test_both_figures_and_the_points_of_the_sale",),
    test_pass_sales: ("test_a_renewal_is_a_pass_of_its_own",),
    test_pass_tenders: ("test_a_pass_beside_stored_value",),
    test_recharge_refunds: ("test_bonus_to_come_is_called_off",),
    test_recharges: ("test_a_tier_comes_with_a_top_up_and_goes_with_its_undoing",),
    test_sources: ("test_tasks_each_with_its_own_limit",),
    test_transfers: ("test_a_card_goes_with_everything_on_it",),
}  # fmt: skip
_GIVEN = {"shop", "desk", "member", "lin", "tmp_path"}
#: These leave a database of their own broken on purpose.
_APART = {"test_left_over_scratch_is_unreadable_and_swept"}


def _scenarios() -> Iterator[Any]:
    for module, chosen in CHOSEN.items():
        for name, function in vars(module).items():
            own = inspect.isfunction(function) and function.__module__ == module.__name__ and name.startswith("test_")
            if own and set(inspect.signature(function).parameters) <= _GIVEN and name not in _APART:
                marks = () if name in chosen else (pytest.mark.stress,)
                yield pytest.param(module, name, id=f"{module.__name__.rpartition('_')[2]}-{name}", marks=marks)


def test_the_chosen_are_there() -> None:
    assert [name for module, names in CHOSEN.items() for name in names if not hasattr(module, name)] == []


def play(module: ModuleType, name: str, folder: Path) -> Shop:
    """The shop as a test of the services leaves it."""
    shop = with_kinds(new_shop(folder))
    given: dict[str, Any] = {"shop": shop, "desk": shop, "tmp_path": folder}
    function = getattr(module, name)
    wanted = inspect.signature(function).parameters
    if "member" in wanted:
        given["member"] = shop.enrol().member_id
    if "lin" in wanted:
        shop.coupon_kind("TEN", "amount", 1000, valid_days=7)
        given["lin"] = shop.enrol().member_id
    function(**{key: given[key] for key in wanted})
    return shop


@pytest.mark.parametrize(("module", "name"), list(_scenarios()))
def test_both_sides_have_the_same(world: World, tmp_path: Path, module: ModuleType, name: str) -> None:
    folder, other = tmp_path / "a", tmp_path / "b"
    folder.mkdir()
    other.mkdir()
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


def test_a_pass_and_a_coupon_are_used_at_another_till_once(world: World, tmp_path: Path) -> None:
    folder, other = tmp_path / "a", tmp_path / "b"
    folder.mkdir()
    other.mkdir()
    shop, second = with_kinds(new_shop(folder)), another(other)
    shifts.open_shift(second.use(), 0)
    products.put(second.use(), GOODS[0])
    shop.coupon_kind("FIVE", "amount", 500, valid_days=30)
    member = shop.enrol().member_id
    one = sell(shop, member, "TEN").pass_id
    coupon = shop.coupon(member, "FIVE")
    tills = Till(shop.db, world.clock), Till(second.db, world.clock)
    for till in tills:
        till.join(world)
    settle(world, *tills)
    assert code_of(check_in, second, member, one) == "hq_needed", "the first till may be using it this moment"
    shop.db.execute("INSERT INTO recall(lot_id, keep) SELECT id, 0 FROM lot WHERE instance IN (?, ?)", (one, coupon))
    settle(world, *tills)  # headquarters asked for both

    def authorise(want: Wanted) -> bool:
        return ask.authorise(
            tills[1].store, world, tills[1].house, want.account, want.kinds, want.instance, want.missing
        )

    assert asking_for(lambda: check_in(second, member, one), authorise).left == 11
    sale = asking_for(lambda: second.sell(member, coupons=(coupon,)), authorise)
    assert sale.due_fen == GOODS[0].price_fen - 500
    settle(world, *tills)
    for each in (shop, second):
        profile = each.profile(member)
        assert ([view.left for view in profile.passes], profile.coupons, profile.visits) == ([11], (), 2)
        each.assert_books_agree()
    assert code_of(lambda: shop.sell(member, coupons=(coupon,))) == "coupon_used"
    assert world.rows("SELECT seq, why FROM review") == []


def settle(world: World, *tills: Till) -> None:
    for _ in range(3):
        for till in tills:
            assert till.sync(world).state == "idle"
