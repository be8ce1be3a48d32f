"""Lots: spending order, debts, returns. Open lots and a debt never stand together."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from memberpos.domain import lots as rules
from memberpos.domain.errors import PosError
from memberpos.domain.ledger import Lot, LotMove
from memberpos.domain.lots import (
    Change,
    apply,
    balance,
    expire,
    expiring,
    give_back,
    grant,
    take,
    take_or_owe,
)

TODAY = date(2026, 1, 31)


def lot(name, open_, expires=None, made=0, granted=None, available=None):
    granted = open_ if granted is None else granted
    return Lot(name, "acct", "POINTS", granted, open_, made, expires=expires, available_from=available)


def test_the_vector_of_the_rules():
    lots = [lot("a", 100, "2026-01-31"), lot("b", 50)]
    change = take(lots, 120, TODAY)
    assert change.moves == (LotMove("a", -100), LotMove("b", -20))
    after = apply(lots, change)
    assert expire(after, date(2026, 2, 1)).moves == ()
    assert balance(after) == 30


def test_soonest_expiring_first_older_on_a_tie_never_last():
    lots = [
        lot("never", 1),
        lot("late", 1, "2026-12-31"),
        lot("young", 1, "2026-06-30", 2),
        lot("old", 1, "2026-06-30", 1),
    ]
    assert [move.lot_id for move in take(lots, 4, TODAY).moves] == ["old", "young", "late", "never"]


def test_what_cannot_be_spent():
    lots = [lot("a", 5), lot("b", 5, available="2026-02-01"), lot("c", 5, "2026-01-30")]
    with pytest.raises(PosError) as caught:
        take(lots, 6, TODAY)
    assert (caught.value.code, caught.value.facts) == ("insufficient_points", {"have": 5, "asked": 6})
    assert take(lots, 10, date(2026, 2, 1)).amount == -10
    with pytest.raises(PosError) as caught:
        take([lot("debt", -3)], 1, TODAY)
    assert caught.value.code == "points_debt"


def test_expiry_is_due_the_day_after_the_last_day():
    lots = [lot("a", 7, "2026-01-31"), lot("b", 9, "2026-02-28"), lot("c", 0, "2026-01-01", granted=4), lot("d", 1)]
    assert expire(lots, TODAY).moves == ()
    assert expire(lots, date(2026, 2, 1)).moves == (LotMove("a", -7),)
    assert expiring(lots, TODAY, 60) == ((date(2026, 1, 31), 7), (date(2026, 2, 28), 9))
    assert expiring([*lots, lot("e", 1, "2026-02-28")], TODAY, 27) == ((date(2026, 1, 31), 7),)
    assert expiring(lots, date(2026, 1, 31), 0) == (), "0 days: never"
    assert expiring(lots, date(2026, 2, 1), 60) == ((date(2026, 2, 28), 9),)


def test_a_grant_pays_the_debt_first():
    owing = [lot("debt", -30, granted=0)]
    change = grant(owing, lot("new", 50))
    assert change.moves == (LotMove("new", 50), LotMove("new", -30), LotMove("debt", 30))
    assert apply(owing, change) == (lot("debt", 0, granted=0), lot("new", 20, granted=50))
    small = grant(owing, lot("new", 10))
    assert apply(owing, small) == (lot("debt", -20, granted=0), lot("new", 0, granted=10))


def test_what_is_missing_is_owed_once():
    change = take_or_owe([lot("a", 5)], 8, TODAY, lot("debt", 0))
    assert change == Change((LotMove("a", -5), LotMove("debt", -3)), (lot("debt", -3, granted=0),))
    again = take_or_owe([lot("debt", -3)], 4, TODAY, lot("debt2", 0))
    assert again == Change((LotMove("debt", -4),))
    assert take_or_owe([lot("a", 5)], 5, TODAY, lot("debt", 0)).new == ()


def test_a_claw_takes_its_own_lot_first_then_in_order_then_what_is_not_yet_available():
    lots = [lot("soon", 5, "2026-02-01"), lot("own", 5), lot("later", 5, available="2027-01-01")]
    change = take_or_owe(lots, 14, TODAY, lot("debt", 0), first="own")
    assert [(m.lot_id, m.amount) for m in change.moves] == [("own", -5), ("soon", -5), ("later", -4)]


def test_points_go_back_last_taken_first():
    lots = [lot("a", 0, "2026-06-30", granted=100), lot("b", 30, granted=50)]
    taken = [LotMove("a", -100), LotMove("b", -20)]
    assert give_back(lots, taken, 25, TODAY, lot("new", 0)).moves == (LotMove("b", 20), LotMove("a", 5))
    later = [*taken, LotMove("b", 20), LotMove("a", 5)]
    assert give_back(lots, later, 95, TODAY, lot("new", 0)).moves == (LotMove("a", 95),)


def test_points_of_a_past_day_go_to_a_new_lot():
    lots = [lot("a", 0, "2026-01-30", granted=100), lot("b", 30, granted=50)]
    taken = [LotMove("a", -100), LotMove("b", -20)]
    change = give_back(lots, taken, 120, TODAY, lot("new", 0, "2026-03-02"))
    assert change.moves == (LotMove("b", 20), LotMove("new", 100))
    assert change.new == (lot("new", 100, "2026-03-02"),)
    gone = give_back([], taken, 7, TODAY, lot("new", 0))
    assert gone.moves == (LotMove("new", 7),)


def test_a_return_pays_the_debt_first():
    lots = [lot("debt", -10, granted=0), lot("a", 0, granted=100)]
    assert give_back(lots, [LotMove("a", -100)], 25, TODAY, lot("new", 0)).moves == (
        LotMove("debt", 10),
        LotMove("a", 15),
    )


@given(st.lists(st.integers(1, 100), min_size=1, max_size=6), st.data())
def test_a_spend_and_its_returns_in_any_parts_restore_every_lot(opens, data):
    lots = tuple(lot(f"l{n}", open_, f"2026-0{n + 2}-01") for n, open_ in enumerate(opens))
    total = data.draw(st.integers(1, sum(opens)))
    spent = take(lots, total, TODAY)
    now, history, left = apply(lots, spent), list(spent.moves), total
    while left:
        part = data.draw(st.integers(1, left))
        back = give_back(now, history, part, TODAY, lot("new", 0))
        now, left = apply(now, back), left - part
        history += back.moves
    assert now == lots


class Account(RuleBasedStateMachine):
    """Any order of grants, spends, claws, expiry and passing days."""

    def __init__(self):
        super().__init__()
        self.lots = ()
        self.ledger = 0
        self.day = TODAY
        self.names = 0

    def book(self, change):
        self.lots = apply(self.lots, change)
        self.ledger += change.amount

    def name(self):
        self.names += 1
        return f"l{self.names:03d}"

    @rule(amount=st.integers(1, 100), days=st.one_of(st.none(), st.integers(0, 40)), wait=st.integers(0, 5))
    def earn(self, amount, days, wait):
        last = None if days is None else (self.day + timedelta(days=days)).isoformat()
        start = (self.day + timedelta(days=wait)).isoformat() if wait else None
        change = grant(self.lots, lot(self.name(), amount, last, self.names, available=start))
        assert change.amount == amount
        self.book(change)

    @rule(amount=st.integers(1, 150))
    def spend(self, amount):
        try:
            change = take(self.lots, amount, self.day)
        except PosError:
            assert amount > balance(rules.spending_order(self.lots, self.day))
            return
        assert change.amount == -amount
        self.book(change)

    @rule(amount=st.integers(1, 150), data=st.data())
    def claw(self, amount, data):
        own = data.draw(st.sampled_from([entry.id for entry in self.lots] or [""]))
        change = take_or_owe(self.lots, amount, self.day, lot(self.name(), 0), own)
        assert change.amount == -amount
        self.book(change)

    @rule(days=st.integers(1, 20))
    def wait(self, days):
        self.day += timedelta(days=days)
        self.book(expire(self.lots, self.day))

    @invariant()
    def lots_are_the_balance(self):
        assert balance(self.lots) == self.ledger
        assert len({entry.id for entry in self.lots}) == len(self.lots)

    @invariant()
    def open_lots_and_a_debt_never_stand_together(self):
        debts = [entry for entry in self.lots if entry.open < 0]
        assert len(debts) <= 1
        assert not debts or not [entry for entry in self.lots if entry.open > 0]


TestAccount = Account.TestCase
