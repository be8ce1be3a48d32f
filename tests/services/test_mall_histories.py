"""Generated histories of everything that gives or takes points and tiers, the books proved after every step.

More of them: raise `max_examples` here, or run with `--hypothesis-seed`.
"""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from memberpos.domain.draws import Draw, Prize
from memberpos.domain.errors import PosError
from memberpos.domain.gifts import Gift
from memberpos.domain.limits import Limit
from memberpos.services import (
    adjust,
    checkout,
    clock,
    draws,
    due,
    gifts,
    grants,
    members,
    refunds,
    sources,
    tier_grants,
)
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.gifts import GiftTender, RedeemRequest
from memberpos.services.members import EnrolRequest
from memberpos.services.refunds import RefundRequest
from memberpos.services.shop import shop_of
from tests.services.shop import DAY_MS, Shop, new_shop

TIERS = [
    {"name": "A", "threshold": 0},
    {"name": "B", "threshold": 60, "points_multiplier": "3/2", "birthday_points": 99},
    {"name": "C", "threshold": 200, "price_percent": 90, "keep": 100},
]
EVERYTHING: dict[str, Any] = {
    "points.rate": "1/1", "points.expiry": "months:1:end_of_month", "points.birthday": 30, "points.visit": 3,
    "points.check_in": 2, "points.registration": 10, "points.referral": 25, "points.referred": 15,
    "points.referral_limit": 2, "points.items": {"GIFT": 4}, "tiers": TIERS, "tiers.validity": "months:2",
    "badges": [
        {"code": "two", "name": "两次", "criterion": "visits", "at_least": 2, "points": 8},
        {"code": "rich", "name": "一百", "criterion": "spend", "at_least": 100, "window": "month"},
    ],
}  # fmt: skip
CHOICES = {
    "tiers.criterion": ["spend", "visits", "points", "growth"],
    "tiers.window": ["lifetime", "rolling:2", "since_tier_start", "calendar_year"],
    "tiers.down": ["one_down", "by_balance"],
    "tiers.growth_resets": [False, True],
    "tiers.refund_downgrade": ["at_period_end", "immediate"],
    "points.claw": ["negative", "value"],
}
REFUSALS = {
    "insufficient_points", "points_debt", "over_refund", "nothing_to_refund", "bad_amount", "out_of_stock",
    "limit_exceeded", "tender_mismatch", "not_now", "insufficient_stored_value",
}  # fmt: skip
some_rules = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in CHOICES.items()})


def lively_shop(folder: Path, chosen: dict[str, Any]) -> Shop:
    """Every source of points, tiers of the chosen kind, two gifts and a draw."""
    shop = new_shop(folder, {**EVERYTHING, **chosen})
    gifts.put(shop.use(), Gift("MUG", "杯", 20, 300, {"C": 10}, Limit(3, "month")), 6)
    gifts.put(shop.use(), Gift("PEN", "笔", 5))
    prizes = (Prize("p", "p", 2, "points", 9), Prize("m", "m", 1, "gift", ref="MUG"), Prize("n", "n", 3))
    draws.put(shop.use(), Draw("W", "W", 4, prizes, Limit(5, "week")))
    return shop


class Mall(RuleBasedStateMachine):
    """Three members, one brought by another, over days and months."""

    @initialize(chosen=some_rules)
    def open(self, chosen: dict[str, Any]) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.shop = lively_shop(Path(self._folder.name), chosen)
        first = members.enrol(self.shop.use(), EnrolRequest("甲", birthday="1990-02-10"))
        second = EnrolRequest("乙", birthday="1990-01-20", lunar=True, referrer_id=first.member_id)
        self.members = [first, members.enrol(self.shop.use(), second), self.shop.enrol("丙")]
        self.sales: list[str] = []
        self.taken: list[str] = []

    def teardown(self) -> None:
        if hasattr(self, "shop"):
            self.shop.db.close()
            self._folder.cleanup()

    def _try(self, work: Any) -> Any:
        rows = ("event", "ledger", "lot_move", "points_grant", "audit")
        before = [self.shop.db.value(f"SELECT count(*) FROM {table}") for table in rows]
        try:
            return work()
        except PosError as error:
            assert error.code in REFUSALS, error
            assert [self.shop.db.value(f"SELECT count(*) FROM {table}") for table in rows] == before
            return None

    def _who(self, who: int) -> str:
        return self.members[who].member_id

    @rule(
        who=st.integers(0, 2),
        sku=st.sampled_from(["LATTE", "BEANS", "GIFT"]),
        pieces=st.integers(1, 3),
        points=st.integers(0, 60),
    )
    def sell(self, who: int, sku: str, pieces: int, points: int) -> None:
        done = self._try(lambda: self.shop.sell(self._who(who), (sku, pieces * 1000), points=points))
        if done is not None:
            self.sales.append(done.event_id)

    @precondition(lambda self: self.sales)
    @rule(pick=st.integers(0), fen=st.integers(1, 9000), everything=st.booleans())
    def refund(self, pick: int, fen: int, everything: bool) -> None:
        request = RefundRequest(
            self.sales[pick % len(self.sales)], everything=everything, fen=None if everything else fen
        )
        shown = self._try(lambda: refunds.preview(self.shop.use(), request))
        done = self._try(lambda: refunds.refund(self.shop.use(), request))
        assert (shown and shown.facts) == (done and done.facts)

    @rule(who=st.integers(0, 2), sku=st.sampled_from(["MUG", "PEN"]), qty=st.integers(1, 2))
    def redeem(self, who: int, sku: str, qty: int) -> None:
        cash = (GiftTender("cash", None),) if sku == "MUG" else ()
        done = self._try(lambda: gifts.redeem(self.shop.use(), RedeemRequest(self._who(who), sku, qty, cash)))
        if done is not None:
            self.taken.append(done.event_id)

    @precondition(lambda self: self.taken)
    @rule(pick=st.integers(0))
    def give_back(self, pick: int) -> None:
        self._try(lambda: gifts.give_back(self.shop.use(), self.taken[pick % len(self.taken)]))

    @rule(who=st.integers(0, 2))
    def draw(self, who: int) -> None:
        self._try(lambda: draws.play(self.shop.use(), draws.PlayRequest(self._who(who), "W")))

    @rule(who=st.integers(0, 2))
    def check_in(self, who: int) -> None:
        self._try(lambda: sources.check_in(self.shop.use(), self._who(who)))

    @rule(who=st.integers(0, 2), points=st.integers(-40, 40).filter(bool))
    def adjust(self, who: int, points: int) -> None:
        self._try(lambda: adjust.points(self.shop.use(), self._who(who), points, "test"))

    @rule(who=st.integers(0, 2), tier=st.sampled_from("ABC"), days=st.none() | st.integers(0, 90))
    def give_tier(self, who: int, tier: str, days: int | None) -> None:
        today = shop_of(self.shop.db).business_date(self.shop.now_ms)
        until = None if days is None else today + timedelta(days=days)
        now = tier_grants.grant(self.shop.use(), self._who(who), tier, until, "test")
        assert now.tier >= tier

    @rule(who=st.integers(0, 2), birthday=st.dates(date(1950, 1, 1), date(2010, 12, 31)))
    def change_birthday(self, who: int, birthday: date) -> None:
        members.change(self.shop.use(), self._who(who), {"birthday": birthday.isoformat(), "lunar": False})

    @rule(days=st.integers(1, 100))
    def time_passes(self, days: int) -> None:
        self.shop.now_ms += days * DAY_MS
        due.run_all(self.shop.use())
        assert due.run_all(self.shop.use()) == []

    @rule(days=st.integers(1, 5))
    def the_clock_is_set_back(self, days: int) -> None:
        self.shop.now_ms -= days * DAY_MS
        clock.confirm(self.shop.use())

    @invariant()
    def books_agree(self) -> None:
        if hasattr(self, "shop"):
            self.shop.assert_books_agree()

    @invariant()
    def no_year_has_two_birthday_gifts_of_one_solar_birthday(self) -> None:
        if hasattr(self, "shop"):
            rows = self.shop.db.all(
                "SELECT member_id, substr(business_date, 1, 4) AS year, count(*) FROM event WHERE kind = 'birthday'"
                " GROUP BY member_id, year"
            )
            assert [tuple(row) for row in rows if row[2] > 1] == []

    @invariant()
    def a_balance_is_what_its_open_lots_hold(self) -> None:
        if hasattr(self, "shop"):
            for member in self.members:
                now = self.shop.profile(member.member_id)
                lots = self.shop.db.value(
                    "SELECT coalesce(sum(open), 0) FROM lot WHERE account = ? AND kind = 'POINTS'", (now.account_id,)
                )
                assert now.points == lots


TestMall = pytest.mark.timeout(300)(Mall.TestCase)
TestMall.settings = settings(
    max_examples=10, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck)
)


def state_of(shop: Shop, ids: list[str]) -> list[tuple[Any, ...]]:
    names = ("points", "growth", "tier", "tier_to", "own_tier", "badges", "principal_fen")
    now = [shop.profile(member_id) for member_id in ids]
    lots = shop.db.all("SELECT id, open, expires FROM lot WHERE open <> 0 ORDER BY id")
    return [*(tuple(getattr(one, name) for name in names) for one in now), *(tuple(row) for row in lots)]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    chosen=some_rules,
    before=st.lists(st.sampled_from(["LATTE", "GIFT"]), max_size=2),
    lines=st.lists(st.tuples(st.sampled_from(["LATTE", "BEANS", "GIFT"]), st.integers(1, 3)), min_size=1, max_size=3),
    points=st.integers(0, 20),
    parts=st.lists(st.integers(1, 9000), max_size=3),
)
def test_a_sale_given_back_in_any_parts_takes_back_all_it_caused(
    chosen: dict[str, Any], before: list[str], lines: list[tuple[str, int]], points: int, parts: list[int]
) -> None:
    """Referral of both sides, visit, goods, badges with their points, and the tier under `immediate`."""
    with tempfile.TemporaryDirectory() as folder:
        shop = lively_shop(Path(folder), {**chosen, "tiers.refund_downgrade": "immediate"})
        first = shop.enrol("甲").member_id
        second = members.enrol(shop.use(), EnrolRequest("乙", referrer_id=first)).member_id
        for sku in before:
            shop.sell(first, (sku, 1000))
        earlier = state_of(shop, [first, second])
        cart = shop.cart(second, *((sku, pieces * 1000) for sku, pieces in lines), points=min(points, 10))
        sale = checkout.finish(shop.use(), FinishSale(cart, (TenderRequest("cash", None),)))
        for part in parts:
            left = refunds.find(shop.db, sale.event_id).left_fen
            if part < left:
                refunds.refund(shop.use(), RefundRequest(sale.event_id, fen=part))
        refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True))
        assert state_of(shop, [first, second]) == earlier
        assert grants.room(shop.db, second, "visit", Limit(1, "day"), date(2026, 1, 1)) == 1
        shop.assert_books_agree()
        shop.db.close()
