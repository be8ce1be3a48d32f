"""Any history of passes: sold, used, undone, frozen, renewed, paid back, run out, paying in sales that are refunded.

After every step the books are proved, and a refusal has changed nothing.
"""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from memberpos.domain.errors import PosError
from memberpos.domain.pass_values import prepaid_fen
from memberpos.services import due, pass_care, pass_desk, refunds
from memberpos.services.checkout import TenderRequest
from memberpos.services.refunds import RefundRequest
from memberpos.services.shop import shop_of
from memberpos.store import ledger, passes
from tests.services import passes as desk
from tests.services.passes import KINDS, pay_by, with_kinds
from tests.services.shop import DAY_MS, Shop, new_shop

#: More of them: raise max_examples (each history takes about half a second).
EXAMPLES, STEPS = 10, 14
CODES = [terms.code for terms in KINDS]
REFUSALS = {
    "pass_used_up", "pass_expired", "pass_frozen", "pass_not_now", "pass_no_end", "limit_exceeded", "tender_mismatch",
    "insufficient_stored_value", "bad_amount", "bad_setting", "not_found", "undo_too_late", "over_refund",
    "nothing_to_refund",
}  # fmt: skip


class PassHistories(RuleBasedStateMachine):
    """Two members with stored value; passes earn when they are used."""

    settings_: ClassVar = {"points.pass_earns": "use", "points.expiry": "months:1:end_of_month"}

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.shop: Shop = with_kinds(new_shop(Path(self._folder.name), self.settings_))
        self.members = [self.shop.enrol("甲", "13800000001").member_id, self.shop.enrol("乙", "13800000002").member_id]
        for member in self.members:
            self.shop.recharge(member, 30000, 5000)
        self.passes: list[tuple[str, str]] = []
        self.uses: list[str] = []
        self.sales: list[str] = []

    def teardown(self) -> None:
        self.shop.db.close()
        self._folder.cleanup()

    def _try(self, work: Any) -> Any:
        before = self._counts()
        try:
            return work()
        except PosError as error:
            assert error.code in REFUSALS, error
            assert self._counts() == before
            return None

    def _counts(self) -> list[int]:
        tables = ("event", "ledger", "lot_move", "pass", "pass_use", "pass_freeze", "meta")
        return [self.shop.db.value(f"SELECT count(*) FROM {table}") for table in tables]

    def _pick(self, n: int) -> tuple[str, str]:
        return self.passes[n % len(self.passes)]

    def _today(self) -> Any:
        return shop_of(self.shop.db).business_date(self.shop.now_ms)

    @rule(who=st.integers(0, 1), code=st.sampled_from(CODES), stored=st.booleans())
    def sell(self, who: int, code: str, stored: bool) -> None:
        tenders = (TenderRequest("stored_value", 5000), TenderRequest("scan_pay", None)) if stored else (desk.CASH,)
        done = self._try(lambda: desk.sell(self.shop, self.members[who], code, *tenders))
        if done is not None:
            self.passes.append((self.members[who], done.pass_id))

    @precondition(lambda self: self.passes)
    @rule(n=st.integers(0), persons=st.integers(1, 4), by_code=st.booleans())
    def use(self, n: int, persons: int, by_code: bool) -> None:
        member, one = self._pick(n)
        key = passes.find(self.shop.db, one).one.terms.code if by_code else one
        before = sum(view.left or 0 for view in self.shop.profile(member).passes)
        done = self._try(lambda: desk.check_in(self.shop, member, key, persons))
        if done is not None:
            self.uses.append(done.event_id)
            taken = sum(uses for _, _, uses in done.passes)
            assert taken in (0, persons) or any(code == "MONTHLY" for _, code, _ in done.passes)
            after = sum(view.left or 0 for view in self.shop.profile(member).passes)
            assert before - after >= taken, "what was due lapsed, nothing else went"

    @precondition(lambda self: self.uses)
    @rule(n=st.integers(0))
    def undo(self, n: int) -> None:
        use = self.uses[n % len(self.uses)]
        if self._try(lambda: pass_desk.undo(self.shop.use(), use)) is not None:
            assert self._try(lambda: pass_desk.undo(self.shop.use(), use)) is None

    @precondition(lambda self: self.passes)
    @rule(n=st.integers(0), begin=st.integers(-2, 20), days=st.integers(-1, 15))
    def freeze(self, n: int, begin: int, days: int) -> None:
        first = self._today() + timedelta(days=begin)
        last = first + timedelta(days=days)
        one = self._pick(n)[1]
        before = passes.find(self.shop.db, one).one.valid_to
        done = self._try(lambda: pass_care.freeze(self.shop.use(), one, first.isoformat(), last.isoformat()))
        if done is not None:
            assert done.valid_to == (before + timedelta(days=days + 1)).isoformat()

    @precondition(lambda self: self.passes)
    @rule(n=st.integers(0))
    def unfreeze(self, n: int) -> None:
        self._try(lambda: pass_care.unfreeze(self.shop.use(), self._pick(n)[1]))

    @precondition(lambda self: self.passes)
    @rule(n=st.integers(0), days=st.integers(-1, 40))
    def reactivate(self, n: int, days: int) -> None:
        last = (self._today() + timedelta(days=days)).isoformat()
        self._try(lambda: pass_care.reactivate(self.shop.use(), self._pick(n)[1], last))

    @precondition(lambda self: self.passes)
    @rule(n=st.integers(0), start=st.sampled_from(["end", "today"]))
    def renew(self, n: int, start: str) -> None:
        member, one = self._pick(n)
        done = self._try(lambda: desk.renew(self.shop, one, start))
        if done is not None:
            self.passes.append((member, done.pass_id))

    @precondition(lambda self: self.passes)
    @rule(
        n=st.integers(0),
        method=st.sampled_from(["average", "list_price"]),
        pay=st.sampled_from(["cash", "bank_card", "stored_value"]),
    )
    def pay_back(self, n: int, method: str, pay: str) -> None:
        done = self._try(lambda: desk.refund(self.shop, self._pick(n)[1], method, pay))
        if done is not None:
            figure = done.average_fen if method == "average" else done.list_price_fen
            assert done.refund_fen == figure
            assert self._try(lambda: desk.refund(self.shop, done.pass_id)) is None

    @precondition(lambda self: self.passes)
    @rule(n=st.integers(0), milli=st.sampled_from([500, 1000, 3000]), tea=st.booleans(), stored=st.integers(0, 3000))
    def pay_with(self, n: int, milli: int, tea: bool, stored: int) -> None:
        """A pass pays the beans; tea is paid in cash or with stored value."""
        member, one = self._pick(n)
        lines = [("BEANS", milli), *([("LATTE", 1000)] if tea else [])]
        fen = 9000 * milli // 1000
        others = [TenderRequest("stored_value", min(stored, 2000))] if stored and tea else []
        tenders = (pay_by(one, fen), *others, desk.CASH)
        done = self._try(lambda: self.shop.sell(member, *lines, tenders=tenders))
        if done is not None:
            self.sales.append(done.event_id)

    @precondition(lambda self: self.sales)
    @rule(n=st.integers(0), fen=st.integers(1, 20000), everything=st.booleans(), line=st.booleans())
    def refund(self, n: int, fen: int, everything: bool, line: bool) -> None:
        sale = self.sales[n % len(self.sales)]
        how: dict[str, Any] = {"everything": True} if everything else {"lines": {1: 1000}} if line else {"fen": fen}
        shown = self._try(lambda: refunds.preview(self.shop.use(), RefundRequest(sale, **how)))
        done = self._try(lambda: refunds.refund(self.shop.use(), RefundRequest(sale, **how)))
        assert (shown is None) == (done is None)

    @rule(days=st.integers(1, 25))
    def time_passes(self, days: int) -> None:
        self.shop.now_ms += days * DAY_MS
        due.run_all(self.shop.use())
        assert due.run_all(self.shop.use()) == []

    @invariant()
    def books_agree(self) -> None:
        self.shop.assert_books_agree()

    @invariant()
    def lots_ledger_and_prepaid_money_agree(self) -> None:
        held = [one for member in self.members for one in passes.of_account(self.shop.db, _account(self.shop, member))]
        for one in held:
            assert ledger.balances(self.shop.db, one.account).get(("PASS", one.id), 0) == (one.left or 0) >= 0
            booked = ledger.balances(self.shop.db, "shop:passes").get(("PASS_PREPAID", one.id), 0)
            assert booked == prepaid_fen(one) >= 0


def _account(shop: Shop, member_id: str) -> str:
    return shop.profile(member_id).account_id


class EarningAtSale(PassHistories):
    """The same where the sale of a pass earns, and missing points are charged in money."""

    settings_: ClassVar = {"points.pass_earns": "sale", "points.claw": "value", "points.bonus_earns": True}


for _histories in (PassHistories, EarningAtSale):
    _histories.TestCase.settings = settings(
        max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
    )
TestPassHistories = pytest.mark.timeout(300)(PassHistories.TestCase)
TestEarningAtSale = pytest.mark.timeout(300)(EarningAtSale.TestCase)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    used=st.integers(0, 9),
    pieces=st.integers(1, 3),
    tea=st.booleans(),
    stored=st.integers(0, 2800),
    earns=st.sampled_from(["use", "sale"]),
    code=st.sampled_from(["TEN", "FIRST", "MONTHLY"]),
    parts=st.lists(st.one_of(st.integers(1, 20000), st.just("piece")), max_size=4),
)
def test_a_sale_that_a_pass_paid_refunded_in_any_parts_leaves_the_pass_as_before(
    used: int, pieces: int, tea: bool, stored: int, earns: str, code: str, parts: list[Any]
) -> None:
    """§5: every balance, lot and pass is as before to the fen, and Σ refunds = paid."""
    with tempfile.TemporaryDirectory() as folder:
        rules = {"points.pass_earns": earns, "tiers.refund_downgrade": "immediate"}
        shop = with_kinds(new_shop(Path(folder), rules))
        member = shop.enrol().member_id
        shop.recharge(member, 9000, 1500)
        one = desk.sell(shop, member, code).pass_id
        pieces = min(pieces, 2) if code == "MONTHLY" else pieces
        if used and code == "TEN":
            desk.check_in(shop, member, one, used)
        before = _everything(shop, member)
        lines = [("BEANS", pieces * 1000), *([("LATTE", 1000)] if tea else [])]
        others = (TenderRequest("stored_value", stored), desk.CASH) if stored and tea else (desk.CASH,)
        sale = shop.sell(member, *lines, tenders=(pay_by(one, 9000 * pieces), *others))
        assert _left(shop, one) != before[2] or code == "MONTHLY"
        back = 0
        for part in parts:
            how: dict[str, Any] = {"lines": {1: 1000}} if part == "piece" else {"fen": part}
            try:
                back += refunds.refund(shop.use(), RefundRequest(sale.event_id, **how)).refund_fen
            except PosError as error:
                assert error.code in {"over_refund", "nothing_to_refund"}
        if back < sale.due_fen:
            back += refunds.refund(shop.use(), RefundRequest(sale.event_id, everything=True)).refund_fen
        assert back == sale.due_fen
        assert _everything(shop, member) == before
        shop.assert_books_agree()
        shop.db.close()


def _left(shop: Shop, pass_id: str) -> int | None:
    return passes.find(shop.db, pass_id).one.left


def _everything(shop: Shop, member: str) -> tuple[Any, ...]:
    profile = shop.profile(member)
    names = ("points", "growth", "principal_fen", "bonus_fen", "tier", "tier_to", "passes")
    lots = [tuple(row) for row in shop.db.all("SELECT id, open, expires FROM lot WHERE open <> 0 ORDER BY id")]
    prepaid = shop.db.value("SELECT sum(amount) FROM balance WHERE kind = 'PASS_PREPAID'")
    return (*(getattr(profile, name) for name in names), lots, prepaid)
