"""Generated counter histories with offers and coupons, proved after every step; refunds in any parts, exchanges too."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from memberpos.domain.errors import PosError
from memberpos.services import coupons, due, exchange, kept_change, refunds
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.exchange import Exchange
from memberpos.services.refunds import RefundRequest
from memberpos.services.results import SaleDone
from tests.services.shop import DAY_MS, GOODS, Shop, new_shop

SKUS = [product.sku for product in GOODS]
LINES = st.lists(st.tuples(st.sampled_from(SKUS), st.sampled_from([500, 1000, 2000, 3000])), min_size=1, max_size=3)
KINDS = ("TEN", "HALF", "CUP", "ALONE", "GROUP")
HANDED = st.lists(st.sampled_from(KINDS), max_size=3)
REFUSALS = {
    "tender_mismatch", "insufficient_stored_value", "insufficient_points", "points_debt", "over_refund",
    "nothing_to_refund", "bad_amount", "coupon_used", "coupon_expired", "coupon_not_applicable", "not_found",
    "limit_exceeded",
}  # fmt: skip


def shop_with_offers(folder: Path, rules: dict[str, Any]) -> Shop:
    """Every kind of offer and coupon, freely and in groups."""
    shop = new_shop(folder, rules)
    shop.offer("A1", "n_for_m", n=3, m=2, skus=["LATTE"])
    shop.offer("B1", "spend_save", steps=[[5000, 700], [12000, 2000]], group="g")
    shop.offer("B2", "percent", percent=95, min_fen=8000, group="g")
    shop.offer("C1", "special_price", sku="CUP", price_fen=3000, members_only=True)
    shop.offer("D1", "bundle", skus=["LATTE", "CUP"], fen=5500, group="exclusive")
    shop.offer("E1", "multiplier", multiplier="2/1", categories=["drinks"])
    shop.offer("F1", "add_on", sku="GIFT", price_fen=50, min_fen=3000)
    shop.coupon_kind("TEN", "amount", 1000, min_fen=3000, valid_days=20)
    shop.coupon_kind("HALF", "percent", 50, skus=["LATTE"], valid_days=40)
    shop.coupon_kind("CUP", "goods", 1, skus=["CUP"])
    shop.coupon_kind("ALONE", "percent", 70, group="exclusive", per_day=1)
    shop.coupon_kind("GROUP", "amount", 333, group="g", valid_days=3)
    return shop


class CouponHistories(RuleBasedStateMachine):
    """Two members get coupons, buy, exchange and give back; days pass and coupons end."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.shop = shop_with_offers(Path(self._folder.name), {"rounding.mode": "drop_jiao"})
        self.members = [self.shop.enrol("甲", "13800000001").member_id, self.shop.enrol("乙", "13800000002").member_id]
        self.sales: list[str] = []

    def teardown(self) -> None:
        self.shop.db.close()
        self._folder.cleanup()

    def _try(self, work: Any) -> Any:
        before = self.shop.db.value("SELECT count(*) FROM event"), self.shop.db.value("SELECT count(*) FROM ledger")
        try:
            return work()
        except PosError as error:
            assert error.code in REFUSALS, error
            after = self.shop.db.value("SELECT count(*) FROM event"), self.shop.db.value("SELECT count(*) FROM ledger")
            assert after == before
            return None

    @rule(who=st.integers(0, 1), kind=st.sampled_from(KINDS))
    def give(self, who: int, kind: str) -> None:
        self._try(lambda: coupons.issue(self.shop.use(), self.members[who], kind))

    @rule(who=st.integers(0, 1), pick=st.integers(0))
    def hand_on_or_void(self, who: int, pick: int) -> None:
        usable = [c.coupon_id for member in self.members for c in self.shop.profile(member).coupons]
        if usable and pick % 5:
            self._try(lambda: coupons.transfer(self.shop.use(), usable[pick % len(usable)], self.members[who]))
        elif usable:
            self._try(lambda: coupons.void(self.shop.use(), usable[pick % len(usable)], "test"))

    @rule(
        who=st.integers(-1, 1), lines=LINES, handed=HANDED, points=st.integers(0, 60), kept=st.integers(0, 900),
        coins=st.integers(0, 700),
    )  # fmt: skip
    def sell(
        self, who: int, lines: list[tuple[str, int]], handed: list[str], points: int, kept: int, coins: int
    ) -> None:
        member = self.members[who] if who >= 0 else None
        note = TenderRequest("cash", 100_000) if kept else TenderRequest("cash", None)
        coins = min(coins, self.shop.profile(member).change_fen) if member else 0
        given = (TenderRequest("kept_change", coins), note) if coins else (note,)
        done = self._try(
            lambda: self.shop.sell(
                member, *lines, tenders=given, points=points if member else 0, coupons=tuple(handed),
                keep_change_fen=kept,
            )
        )  # fmt: skip
        if done is not None:
            assert done.total_fen - done.discount_fen == done.due_fen == sum(line.net_fen for line in done.lines)
            self.sales.append(done.event_id)

    @precondition(lambda self: self.sales)
    @rule(pick=st.integers(0), lines=LINES, handed=HANDED, fen=st.one_of(st.none(), st.integers(1, 9000)))
    def swap(self, pick: int, lines: list[tuple[str, int]], handed: list[str], fen: int | None) -> None:
        sale = self.sales[pick % len(self.sales)]
        member = refunds.find(self.shop.db, sale).member_id
        cart = self.shop.cart(member, *lines).set_coupons(handed)
        request = Exchange(
            RefundRequest(sale, everything=fen is None, fen=fen), FinishSale(cart, (TenderRequest("cash", None),))
        )
        shown = self._try(lambda: exchange.preview(self.shop.use(), request))
        done = self._try(lambda: exchange.exchange(self.shop.use(), request))
        assert (shown is None) == (done is None)
        if done is not None:
            assert (shown.to_pay_fen, shown.sale.lines) == (done.to_pay_fen, done.sale.lines)
            self.sales.append(done.sale.event_id)

    @precondition(lambda self: self.sales)
    @rule(pick=st.integers(0), fen=st.integers(1, 9000), everything=st.booleans())
    def refund(self, pick: int, fen: int, everything: bool) -> None:
        request = RefundRequest(
            self.sales[pick % len(self.sales)], everything=everything, fen=None if everything else fen
        )
        self._try(lambda: refunds.refund(self.shop.use(), request))

    @rule(who=st.integers(0, 1))
    def pay_kept_change_out(self, who: int) -> None:
        self._try(lambda: kept_change.pay_out(self.shop.use(), self.members[who]))

    @rule(days=st.integers(1, 25))
    def time_passes(self, days: int) -> None:
        self.shop.now_ms += days * DAY_MS
        due.run_all(self.shop.use())
        assert due.run_all(self.shop.use()) == []

    @invariant()
    def books_agree(self) -> None:
        self.shop.assert_books_agree()


TestCouponHistories = pytest.mark.timeout(300)(CouponHistories.TestCase)
TestCouponHistories.settings = settings(
    max_examples=10, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    lines=LINES,
    handed=HANDED,
    stored=st.integers(0, 5000),
    points=st.integers(0, 60),
    parts=st.lists(st.integers(1, 6000), max_size=4),
    swapped=st.one_of(st.none(), LINES),
)
def test_a_sale_refunded_in_any_parts_on_its_day_leaves_coupons_and_everything_as_before(
    lines: list[tuple[str, int]], handed: list[str], stored: int, points: int, parts: list[int],
    swapped: list[tuple[str, int]] | None,
) -> None:  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        shop = shop_with_offers(Path(folder), {"tiers.refund_downgrade": "immediate", "rounding.mode": "drop_jiao"})
        member = shop.enrol().member_id
        for kind in KINDS:
            shop.coupon(member, kind)
        shop.recharge(member, 9000, 1500)
        shop.sell(member, ("BEANS", 1000))
        before = _standing(shop, member)
        paid = (TenderRequest("stored_value", stored), TenderRequest("cash", None)) if stored else _CASH
        sale = _sold(shop, member, lines, paid, points, handed)
        back = 0
        for part in parts:
            if back + part < sale.due_fen:
                back += refunds.refund(shop.use(), RefundRequest(sale.event_id, fen=part)).refund_fen
        last = RefundRequest(sale.event_id, everything=True)
        if swapped is None:
            back += refunds.refund(shop.use(), last).refund_fen
        else:
            other = FinishSale(shop.cart(member, *swapped), _CASH)
            done = exchange.exchange(shop.use(), Exchange(last, other))
            back += done.refund.refund_fen
            refunds.refund(shop.use(), RefundRequest(done.sale.event_id, everything=True))
        assert back == sale.due_fen
        assert _standing(shop, member) == before
        shop.assert_books_agree()
        shop.db.close()


def _sold(
    shop: Shop, member_id: str, lines: list[tuple[str, int]], paid: tuple[TenderRequest, ...], points: int,
    handed: list[str],
) -> SaleDone:  # fmt: skip
    """The sale with the longest row of its coupons that it takes."""
    for count in range(len(handed), -1, -1):
        try:
            return shop.sell(member_id, *lines, tenders=paid, points=points, coupons=tuple(handed[:count]))
        except PosError as error:
            if error.code not in REFUSALS:
                raise
    assume(False)
    raise AssertionError


_CASH = (TenderRequest("cash", None),)


def _standing(shop: Shop, member_id: str) -> dict[str, Any]:
    now = shop.profile(member_id)
    names = ("points", "growth", "principal_fen", "bonus_fen", "tier", "tier_to", "coupons")
    lots = [tuple(row) for row in shop.db.all("SELECT id, open, expires FROM lot WHERE open <> 0 ORDER BY id")]
    rows = [tuple(row) for row in shop.db.all("SELECT id, state, account_id, used_event FROM coupon ORDER BY id")]
    return {name: getattr(now, name) for name in names} | {"lots": lots, "rows": rows}
