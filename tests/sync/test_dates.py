"""What a date brings in a chain: the own store's till does it and the others are told; never twice, whoever does it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.hq.world import START_MS, Clock, World
from tests.refusals import code_of
from tests.sync.chain import Chain
from tests.sync.shop import Shop, asking_for, open_shop

from memberpos.domain.dates import business_date
from memberpos.domain.events import BIRTHDAY, TIER_REVIEW
from memberpos.services import adjust, due, members, refunds, shop_settings

DAY_MS = 86_400_000
TIERS = [{"name": "Blue", "threshold": 0}, {"name": "Gold", "threshold": 100}]
RULES = {"points.birthday": 88, "points.expiry": "months:12:end_of_month"}
REVIEWED = {"tiers": TIERS, "tiers.validity": "months:1", "tiers.criterion": "growth", "tiers.window": "since_tier_start",
            "tiers.growth_resets": True}  # fmt: skip


@pytest.fixture
def together(world: World, clock: Clock, tmp_path: Path) -> Iterator[Chain]:
    """Two tills of one store."""
    with open_shop(tmp_path, clock) as one, open_shop(tmp_path, clock) as two:
        one.join(world, "S1")
        two.join(world, "S1")
        yield Chain(world, one, two)


def enrolled(chain: Chain, days_from_now: int) -> str:
    """A member of the first till, known in both, with a birthday soon."""
    day = business_date(START_MS, "Asia/Shanghai").toordinal() + days_from_now
    birthday = date.fromordinal(day).replace(year=1990).isoformat()
    member = members.enrol(chain.home.use(), members.EnrolRequest("王小明", "13800138000", birthday=birthday)).member_id
    chain.home.issue(member, "600123")
    chain.settle()
    chain.other.look_up(chain.world, "600123")
    chain.settle()
    due.run_all(chain.other.use())
    return member


def rule(chain: Chain, rules: dict[str, object]) -> None:
    for shop in (chain.home, chain.other):
        shop_settings.change(shop.use(), rules)


def pass_days(chain: Chain, days: int) -> None:
    chain.world.clock.ms += days * DAY_MS


def done(shop: Shop, kind: str) -> int:
    return int(shop.db.value("SELECT count(*) FROM event WHERE kind = ?", (kind,)))


def points(chain: Chain, member: str) -> list[int]:
    return [shop.profile(member).points for shop in (chain.home, chain.other)]


def all_is_well(chain: Chain) -> None:
    for shop in (chain.home, chain.other):
        shop.books_are_sound()
    chain.rights_agree()
    assert chain.world.rows("SELECT why FROM review") == []


def test_another_stores_till_waits_and_is_told_of_a_birthday(chain: Chain) -> None:
    rule(chain, RULES)
    member = enrolled(chain, 2)
    pass_days(chain, 2)
    due.run_all(chain.other.use())
    assert done(chain.other, BIRTHDAY) == 0, "it is the own store's to do"
    due.run_all(chain.home.use())
    chain.settle()
    assert points(chain, member) == [88, 88]
    pass_days(chain, 5)
    due.run_all(chain.other.use())
    assert done(chain.other, BIRTHDAY) == 0, "it was told"
    assert points(chain, member) == [88, 88]
    all_is_well(chain)


def test_a_store_that_is_closed_is_not_waited_for_and_makes_nothing_double_later(chain: Chain) -> None:
    rule(chain, RULES)
    member = enrolled(chain, 2)
    pass_days(chain, 5)
    due.run_all(chain.other.use())
    assert (done(chain.other, BIRTHDAY), points(chain, member)) == (1, [0, 88])
    chain.settle(chain.other)
    due.run_all(chain.home.use())
    assert done(chain.home, BIRTHDAY) == 1, "it could not know"
    chain.settle()
    assert points(chain, member) == [88, 88]
    all_is_well(chain)


@pytest.mark.parametrize("first", [0, 1])
def test_two_tills_of_a_store_that_do_not_hear_of_each_other_give_it_once(together: Chain, first: int) -> None:
    rule(together, RULES)
    member = enrolled(together, 1)
    pass_days(together, 1)
    shops = [together.home, together.other]
    for shop in shops:
        due.run_all(shop.use())
    assert points(together, member) == [88, 88]
    assert code_of(adjust.points, shops[0].use(), member, -10, "test") == "hq_needed", "two might spend it"
    together.settle(shops[first])
    together.settle()
    assert points(together, member) == [88, 88]
    all_is_well(together)
    asking_for(lambda: adjust.points(shops[1].use(), member, -50, "test"), together.authorise(shops[1]))
    assert code_of(adjust.points, shops[0].use(), member, -50, "test") == "hq_needed", "each holds a part"
    together.settle()
    assert points(together, member) == [38, 38]
    all_is_well(together)
    pass_days(together, 800)
    for shop in shops:
        due.run_all(shop.use())
    together.settle()
    assert [done(shop, BIRTHDAY) for shop in shops] == [3, 3]
    all_is_well(together)


def test_two_tills_with_other_rules_end_with_what_headquarters_heard_first(together: Chain) -> None:
    rule(together, RULES)
    member = enrolled(together, 1)
    shop_settings.change(together.other.use(), {"points.birthday": 50, "points.expiry": "never"})
    pass_days(together, 1)
    for shop in (together.home, together.other):
        due.run_all(shop.use())
    assert points(together, member) == [88, 50]
    together.settle(together.home)
    together.settle()
    assert points(together, member) == [88, 88]
    all_is_well(together)


def test_a_debt_is_paid_once(together: Chain) -> None:
    rule(together, RULES)
    member = enrolled(together, 1)
    sold = together.home.sell(member, 3000, pay="cash")
    together.settle()
    asking_for(lambda: adjust.points(together.home.use(), member, -20, "test"), together.authorise(together.home))
    refunds.refund(together.home.use(), refunds.RefundRequest(sold.event_id, everything=True))
    together.settle()
    assert points(together, member) == [-20, -20]
    pass_days(together, 1)
    for shop in (together.home, together.other):
        due.run_all(shop.use())
    together.settle()
    assert points(together, member) == [68, 68]
    all_is_well(together)


def test_a_review_is_the_own_stores_and_its_end_is_known_to_both(chain: Chain) -> None:
    rule(chain, REVIEWED)
    member = enrolled(chain, 100)
    chain.home.sell(member, 20_000, pay="cash")
    chain.settle()
    assert [shop.profile(member).tier for shop in (chain.home, chain.other)] == ["Gold", "Gold"]
    pass_days(chain, 33)
    due.run_all(chain.other.use())
    assert (done(chain.other, TIER_REVIEW), chain.other.profile(member).tier) == (0, "Gold")
    due.run_all(chain.home.use())
    chain.settle()
    tiers = [shop.profile(member).tier for shop in (chain.home, chain.other)]
    growth = [shop.profile(member).growth for shop in (chain.home, chain.other)]
    assert (tiers[0], growth[0]) == (tiers[1], growth[1])
    pass_days(chain, 4)
    due.run_all(chain.other.use())
    assert done(chain.other, TIER_REVIEW) == 0
    all_is_well(chain)


def test_a_review_done_twice_clears_the_growth_once(together: Chain) -> None:
    rule(together, REVIEWED)
    member = enrolled(together, 100)
    together.home.sell(member, 20_000, pay="cash")
    together.settle()
    pass_days(together, 33)
    for shop in (together.home, together.other):
        due.run_all(shop.use())
    assert [done(shop, TIER_REVIEW) for shop in (together.home, together.other)] == [1, 1]
    together.settle()
    assert [shop.profile(member).growth for shop in (together.home, together.other)] == [0, 0]
    assert len({shop.profile(member).tier for shop in (together.home, together.other)}) == 1
    all_is_well(together)


def test_a_till_alone_spends_it_at_once(tmp_path: Path, clock: Clock) -> None:
    with open_shop(tmp_path, clock) as shop:
        shop_settings.change(shop.use(), RULES)
        day = business_date(START_MS, "Asia/Shanghai").replace(year=1990).isoformat()
        member = members.enrol(shop.use(), members.EnrolRequest("王", "13800138001", birthday=day)).member_id
        clock.ms += 366 * DAY_MS
        due.run_all(shop.use())
        adjust.points(shop.use(), member, -20, "test")
        assert shop.profile(member).points >= 68
        shop.books_are_sound()
