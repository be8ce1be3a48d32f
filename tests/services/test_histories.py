"""Generated counter histories through the real services on a real database, checked after every step."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from memberpos.domain.errors import PosError
from memberpos.services import adjust, due, refunds
from memberpos.services.checkout import TenderRequest
from memberpos.services.refunds import RefundRequest
from tests.services.shop import DAY_MS, GOODS, Shop, new_shop

SKUS = [product.sku for product in GOODS]
LINES = st.lists(st.tuples(st.sampled_from(SKUS), st.sampled_from([500, 1000, 2000, 3000])), min_size=1, max_size=3)
#: What a refused action may say in these histories; anything else is a bug.
REFUSALS = {
    "tender_mismatch", "insufficient_stored_value", "insufficient_points", "points_debt", "over_refund",
    "nothing_to_refund", "bad_amount",
}  # fmt: skip


class Histories(RuleBasedStateMachine):
    """Two members top up, buy, use points, get refunds; days pass and points expire."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.shop: Shop = new_shop(
            Path(self._folder.name), {"points.expiry": "months:1:end_of_month", "tiers.validity": "months:2"}
        )
        self.members = [self.shop.enrol("甲", "13800000001"), self.shop.enrol("乙", "13800000002")]
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

    @rule(who=st.integers(0, 1), amount=st.integers(1, 30000), bonus=st.integers(0, 5000))
    def recharge(self, who: int, amount: int, bonus: int) -> None:
        self.shop.recharge(self.members[who].member_id, amount, bonus)

    @rule(
        who=st.integers(-1, 1), lines=LINES, stored=st.integers(0, 20000), points=st.integers(0, 400),
        other=st.sampled_from(["cash", "scan_pay", "bank_card"]),
    )  # fmt: skip
    def sell(self, who: int, lines: list[tuple[str, int]], stored: int, points: int, other: str) -> None:
        member = self.members[who].member_id if who >= 0 else None
        tenders = (TenderRequest(other, None),)
        if member is not None and stored:
            tenders = (TenderRequest("stored_value", stored), *tenders)
        done = self._try(lambda: self.shop.sell(member, *lines, tenders=tenders, points=points if member else 0))
        if done is not None:
            assert done.total_fen - done.discount_fen == done.due_fen == sum(line.net_fen for line in done.lines)
            assert sum(tender.fen for tender in done.tenders) == done.due_fen
            self.sales.append(done.event_id)

    @precondition(lambda self: self.sales)
    @rule(
        pick=st.integers(0),
        fen=st.integers(1, 12000),
        everything=st.booleans(),
        to=st.sampled_from(["original", "stored_value"]),
    )
    def refund(self, pick: int, fen: int, everything: bool, to: str) -> None:
        sale = self.sales[pick % len(self.sales)]
        view = refunds.find(self.shop.db, sale)
        to = to if view.member_id else "original"
        request = RefundRequest(sale, everything=everything, fen=None if everything else fen, to=to)
        shown = self._try(lambda: refunds.preview(self.shop.use(), request))
        done = self._try(lambda: refunds.refund(self.shop.use(), request))
        assert (shown is None) == (done is None)
        if done is not None:
            assert (shown.refund_fen, shown.tenders, shown.points_clawed) == (
                done.refund_fen,
                done.tenders,
                done.points_clawed,
            )
            assert sum(tender.fen for tender in done.tenders) == done.refund_fen - done.claw_value_fen

    @rule(who=st.integers(0, 1), points=st.integers(-300, 300).filter(bool))
    def adjust_points(self, who: int, points: int) -> None:
        self._try(lambda: adjust.points(self.shop.use(), self.members[who].member_id, points, "test"))

    @rule(days=st.integers(1, 70))
    def time_passes(self, days: int) -> None:
        self.shop.now_ms += days * DAY_MS
        due.run_all(self.shop.use())
        assert due.run_all(self.shop.use()) == []

    @invariant()
    def books_agree(self) -> None:
        self.shop.assert_books_agree()

    @invariant()
    def stored_value_is_never_below_zero(self) -> None:
        for member in self.members:
            now = self.shop.profile(member.member_id)
            assert now.principal_fen >= 0
            assert now.bonus_fen >= 0


TestHistories = pytest.mark.timeout(300)(Histories.TestCase)
TestHistories.settings = settings(
    max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    lines=LINES,
    stored=st.integers(0, 9000),
    points=st.integers(0, 150),
    parts=st.lists(st.integers(1, 9000), max_size=4),
)
def test_a_sale_refunded_in_any_parts_on_its_day_leaves_everything_as_before(
    lines: list[tuple[str, int]], stored: int, points: int, parts: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shop = new_shop(Path(folder), {"tiers.refund_downgrade": "immediate", "rounding.mode": "drop_jiao"})
        member = shop.enrol()
        shop.recharge(member.member_id, 9000, 1500)
        shop.sell(member.member_id, ("BEANS", 1000))
        before, lots_before = shop.profile(member.member_id), _open_lots(shop)
        tenders = (TenderRequest("cash", None),)
        if stored:
            tenders = (TenderRequest("stored_value", stored), *tenders)
        try:
            sale = shop.sell(member.member_id, *lines, tenders=tenders, points=points)
        except PosError as error:
            assume(error.code not in REFUSALS)
            raise
        back = 0
        for part in parts:
            if back + part < sale.due_fen:
                back += refunds.refund(shop.use(), RefundRequest(sale.event_id, fen=part)).refund_fen
        if back < sale.due_fen or sale.due_fen == 0:
            back += refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True)).refund_fen
        after = shop.profile(member.member_id)
        assert back == sale.due_fen
        names = ("points", "growth", "principal_fen", "bonus_fen", "tier", "tier_to")
        assert {name: getattr(after, name) for name in names} == {name: getattr(before, name) for name in names}
        assert _open_lots(shop) == lots_before
        shop.assert_books_agree()
        shop.db.close()


def _open_lots(shop: Shop) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in shop.db.all("SELECT id, open, expires FROM lot WHERE open <> 0 ORDER BY id")]
