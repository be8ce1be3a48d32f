"""Generated lives of stored value through the real services: top-ups with offers, spending, refunds, undoing,
transfers, cards that go to somebody else, closings, deductions and passing days in any order. After every step the
books are proved; a refused action changes nothing; and money is counted once more beside the books.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from memberpos.domain.errors import PosError
from memberpos.domain.stored_value import SPEND_ORDERS
from memberpos.services import (
    cards,
    closings,
    due,
    recharge_offers,
    recharge_refunds,
    recharges,
    refunds,
    transfers,
    value_moves,
)
from memberpos.services.checkout import TenderRequest
from memberpos.services.closings import ClosingRequest
from memberpos.services.recharge_refunds import RechargeRefundRequest
from memberpos.services.recharges import RechargeRequest
from memberpos.services.refunds import RefundRequest
from memberpos.store import ledger
from tests.services.shop import DAY_MS, Shop, new_shop

#: What a refused action may say in these histories; anything else is a bug.
REFUSALS = {
    "tender_mismatch", "insufficient_stored_value", "points_debt", "over_refund", "nothing_to_refund", "not_found",
    "offer_not_applicable", "bad_amount", "card_state",
}  # fmt: skip
OFFERS: dict[str, dict[str, Any]] = {
    "PLAIN": {"name": "充送", "steps": [{"amount_fen": 1_000, "bonus_fen": 150}, {"amount_fen": 5_000, "bonus_percent": 17}]},
    "MONTHLY": {"name": "分月", "steps": [
        {"amount_fen": 2_000, "points": 20, "instalments": {"fen": 1_001, "count": 3, "day": 31}}]},
    "ONCE": {"name": "首充", "first_only": True, "repeats": True, "steps": [{"amount_fen": 700, "bonus_fen": 70}]},
}  # fmt: skip
EXAMPLES, STEPS = 16, 16
WHO = st.integers(0, 2)


class Lives(RuleBasedStateMachine):
    """Three members. `cash_fen` is what the drawer must hold, counted beside the books."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.recharges: list[str] = []
        self.sales: list[str] = []
        self.cards = 0

    @initialize(
        order=st.sampled_from(SPEND_ORDERS),
        cap=st.sampled_from([0, 40, 100]),
        claw=st.sampled_from(["negative", "value"]),
    )
    def open(self, order: str, cap: int, claw: str) -> None:
        self.shop: Shop = new_shop(
            Path(self._folder.name),
            {"stored_value.spend_order": order, "stored_value.bonus_cap_percent": cap, "points.claw": claw},
        )
        self.cash_fen = 20_000
        self.members = [self.shop.enrol(name).member_id for name in "甲乙丙"]
        for code, document in OFFERS.items():
            recharge_offers.put(self.shop.use(), code, document)

    def teardown(self) -> None:
        self.shop.db.close()
        self._folder.cleanup()

    def _try(self, work: Any) -> Any:
        before = self._rows()
        try:
            return work()
        except PosError as error:
            assert error.code in REFUSALS, error
            assert self._rows() == before
            return None

    def _rows(self) -> list[int]:
        tables = ("event", "ledger", "lot_move", "instalment", "card", "audit")
        return [self.shop.db.value(f"SELECT count(*) FROM {table}") for table in tables]

    def _do_due(self) -> None:
        """What time made due is done by the first action on an account, also by one that is then refused."""
        due.run_all(self.shop.use())

    @rule(who=WHO, fen=st.integers(1, 9_000), offer=st.sampled_from(["", *OFFERS]), bonus=st.sampled_from([0, 0, 333]),
          points=st.sampled_from([0, 0, 40]))  # fmt: skip
    def top_up(self, who: int, fen: int, offer: str, bonus: int, points: int) -> None:
        request = RechargeRequest(self.members[who], fen, bonus, points, offer=offer)
        done = self._try(lambda: recharges.recharge(self.shop.use(), request))
        if done is not None:
            self.cash_fen += fen
            self.recharges.append(done.event_id)

    @rule(who=WHO, payer=WHO, lines=st.lists(st.sampled_from(["LATTE", "CUP", "GIFT"]), min_size=1, max_size=2),
          stored=st.integers(0, 4_000))  # fmt: skip
    def sell(self, who: int, payer: int, lines: list[str], stored: int) -> None:
        tenders = (TenderRequest("stored_value", stored, self.members[payer]), TenderRequest("cash", None))
        skus = [(sku, 1000) for sku in lines]
        done = self._try(lambda: self.shop.sell(self.members[who], *skus, tenders=tenders[0 if stored else 1 :]))
        if done is not None:
            self.cash_fen += sum(tender.fen for tender in done.tenders if tender.kind == "cash")
            self.sales.append(done.event_id)

    @precondition(lambda self: self.sales)
    @rule(pick=st.integers(0), fen=st.none() | st.integers(1, 4_000), to=st.sampled_from(["original", "stored_value"]))
    def refund(self, pick: int, fen: int | None, to: str) -> None:
        request = RefundRequest(self.sales[pick % len(self.sales)], everything=fen is None, fen=fen, to=to)
        done = self._try(lambda: refunds.refund(self.shop.use(), request))
        if done is not None:
            self.cash_fen -= done.cash_fen

    @precondition(lambda self: self.recharges)
    @rule(pick=st.integers(0), cause=st.sampled_from(["wrong_entry", "seven_days"]))
    def undo(self, pick: int, cause: str) -> None:
        request = RechargeRefundRequest(self.recharges[pick % len(self.recharges)], cause)
        shown = self._try(lambda: recharge_refunds.preview(self.shop.use(), request))
        done = self._try(lambda: recharge_refunds.refund(self.shop.use(), request))
        assert (shown is None) == (done is None)
        if done is not None:
            assert (shown.refund_fen, shown.charge_fen, shown.points) == (done.refund_fen, done.charge_fen, done.points)
            self.cash_fen -= done.refund_fen

    @rule(giver=WHO, taker=WHO, fen=st.integers(1, 6_000))
    def transfer(self, giver: int, taker: int, fen: int) -> None:
        before = [self._balance(who, "PRINCIPAL") for who in (giver, taker)]
        work = lambda: transfers.transfer(self.shop.use(), self.members[giver], self.members[taker], fen)  # noqa: E731
        done = self._try(work)
        if done is not None:
            assert [done.from_fen, done.to_fen] == [before[0] - fen, before[1] + fen]

    @rule(giver=WHO, taker=WHO)
    def hand_a_card_over(self, giver: int, taker: int) -> None:
        self.cards += 1
        number = f"9{self.cards:04d}"
        cards.issue(self.shop.use(), self.members[giver], number)
        before, had = (closings.figures(self.shop.db, self.members[each]) for each in (giver, taker))
        done = self._try(lambda: transfers.move_card(self.shop.use(), number, self.members[taker], "x"))
        if done is not None:
            after = closings.figures(self.shop.db, self.members[taker])
            assert (after.held_fen, after.planned_fen) == (
                before.held_fen + had.held_fen, before.planned_fen + had.planned_fen,
            )  # fmt: skip
            assert had.held_fen or after.figures == before.figures

    @rule(who=WHO, method=st.sampled_from(["", *SPEND_ORDERS]), cause=st.sampled_from(["consumer", "shop"]))
    def close(self, who: int, method: str, cause: str) -> None:
        done = self._try(lambda: closings.close(self.shop.use(), ClosingRequest(self.members[who], method, cause)))
        if done is not None:
            self.cash_fen -= done.paid_fen
            assert self._balance(who, "PRINCIPAL") == self._balance(who, "BONUS") == 0
            three = done.figures
            assert 0 <= three.principal_first_fen <= three.proportional_fen <= three.bonus_first_fen

    @rule(who=WHO, fen=st.integers(1, 3_000), pays=st.booleans())
    def take(self, who: int, fen: int, pays: bool) -> None:
        work = value_moves.cash_out if pays else value_moves.deduct
        done = self._try(lambda: work(self.shop.use(), self.members[who], fen, "x"))
        if done is not None and pays:
            self.cash_fen -= fen

    @rule(days=st.integers(1, 50))
    def time_passes(self, days: int) -> None:
        self.shop.now_ms += days * DAY_MS
        self._do_due()
        assert due.run_all(self.shop.use()) == []

    def _balance(self, who: int, kind: str) -> int:
        account = self.shop.profile(self.members[who]).account_id
        return ledger.balances(self.shop.db, account).get((kind, ""), 0)

    @invariant()
    def books_agree(self) -> None:
        if hasattr(self, "shop"):
            self.shop.assert_books_agree()

    @invariant()
    def nothing_is_below_zero_and_the_drawer_is_right(self) -> None:
        if not hasattr(self, "shop"):
            return
        for who in range(3):
            assert self._balance(who, "PRINCIPAL") >= 0
            assert self._balance(who, "BONUS") >= 0
        assert self.shop.db.value("SELECT amount FROM balance WHERE account = 'shop:cash'") == -self.cash_fen

    @invariant()
    def what_members_hold_is_what_they_paid_less_what_they_had(self) -> None:
        """Summed over all members, so that transfers cancel out."""
        if not hasattr(self, "shop"):
            return
        rows = self.shop.db.all(
            "SELECT e.kind, sum(l.amount) FROM ledger l JOIN event e ON e.seq = l.seq"
            " WHERE l.kind = 'PRINCIPAL' AND l.account NOT LIKE 'shop:%' GROUP BY e.kind"
        )
        sums = {row[0]: row[1] for row in rows}
        assert sum(sums.get(kind, 0) for kind in ("transfer", "transfer.in", "card.transfer", "card.transfer.in")) == 0
        assert set(sums) <= {
            "recharge", "sale", "refund", "recharge.refund", "transfer", "transfer.in", "card.transfer",
            "card.transfer.in", "card_close", "value.cash_out", "value.deduct",
        }  # fmt: skip


TestLives = pytest.mark.timeout(300)(Lives.TestCase)
TestLives.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    order=st.sampled_from(SPEND_ORDERS),
    paid=st.integers(100, 9_000),
    gift=st.integers(0, 4_000),
    spent=st.integers(0, 9_000),
    back=st.booleans(),
)
def test_a_top_up_undone_is_money_less_what_was_had(order: str, paid: int, gift: int, spent: int, back: bool) -> None:
    """Whoever undoes a top-up has paid for exactly what was consumed; a refunded sale consumed nothing."""
    with tempfile.TemporaryDirectory() as folder:
        shop = new_shop(Path(folder), {"stored_value.spend_order": order, "tiers": []})
        member = shop.enrol().member_id
        made = shop.recharge(member, paid, gift)
        spent = min(spent, paid + gift) // 150 * 150
        if spent:
            sale = shop.sell(member, ("GIFT", spent // 150 * 1000), tenders=(TenderRequest("stored_value", None),))
            if back:
                refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True))
                spent = 0
        held = shop.profile(member).principal_fen
        try:
            done = recharge_refunds.refund(shop.use(), RechargeRefundRequest(made.event_id))
        except PosError as error:
            assert (error.code, held) == ("nothing_to_refund", 0)
        else:
            assert done.refund_fen == max(0, min(held, paid - spent))
        shop.assert_books_agree()
        shop.db.close()
