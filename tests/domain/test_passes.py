"""Passes: validity, who is let in, freezes, renewals; and any history of one pass against a list of its uses."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from memberpos.domain import passes as rules
from memberpos.domain.errors import PosError
from memberpos.domain.money import split
from memberpos.domain.pass_terms import FIRST_USE, Hours, PassTerms
from memberpos.domain.pass_values import prepaid_fen, refund_figures, unused_fen
from memberpos.domain.passes import ACTIVE, ENDED, LAPSED, REFUNDED, UNDO_MS, Freeze, Pass

TODAY = date(2026, 1, 1)  # a Thursday
NOON = 720
TEN = PassTerms("P10", 50000, 10, 2, valid_days=30)
ENDLESS = PassTerms("E", 50000, 10)
MONTHLY = PassTerms("M", 30000, None, valid_days=30)


def day(offset):
    return TODAY + timedelta(days=offset)


def made(terms=TEN, today=TODAY, **more):
    return replace(rules.sold("p", "a", terms, today, 0), **more)


def refusal(work, *arguments, **more):
    with pytest.raises(PosError) as caught:
        work(*arguments, **more)
    return caught.value.code


def test_the_start_day_is_not_counted():
    assert (made().valid_from, made().valid_to) == (TODAY, date(2026, 1, 31))
    assert made(replace(TEN, valid_days=0)).valid_to == TODAY
    assert made(ENDLESS).valid_to is None


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [((2026, 1, 31), 1, (2026, 2, 28)), ((2026, 1, 15), 1, (2026, 2, 15)), ((2024, 2, 29), 12, (2025, 2, 28))],
)
def test_months_end_on_the_same_day_or_the_months_last(start, months, last):
    assert made(replace(TEN, valid_days=None, months=months), date(*start)).valid_to == date(*last)


def test_a_pass_that_begins_with_its_first_use():
    one = made(replace(TEN, starts=FIRST_USE))
    assert (one.valid_from, one.valid_to) == (None, None)
    begun, paid, gift = rules.used(one, 1, day(100))
    assert (begun.valid_from, begun.valid_to, paid, gift) == (day(100), day(130), 1, 0)
    again, _, _ = rules.used(begun, 1, day(110))
    assert again.valid_to == day(130)
    assert rules.given_back(begun, 1, 0, unused=True) == one
    assert rules.given_back(begun, 1, 0, unused=False).valid_from == day(100)


def test_paid_uses_go_first_and_gift_ones_last():
    one, paid, gift = rules.used(made(), 11, TODAY)
    assert (paid, gift, one.paid_left, one.gift_left, one.left) == (10, 1, 0, 1, 1)


@pytest.mark.parametrize(
    ("one", "when", "minute", "persons", "code"),
    [
        (made(), day(31), NOON, 1, "pass_expired"),
        (made(state=LAPSED), TODAY, NOON, 1, "pass_expired"),
        (made(state=REFUNDED), TODAY, NOON, 1, "pass_used_up"),
        (made(), TODAY, NOON, 13, "pass_used_up"),
        (made(paid_left=0, gift_left=0), TODAY, NOON, 1, "pass_used_up"),
        (made(freezes=(Freeze(TODAY, day(1)),)), TODAY, NOON, 1, "pass_frozen"),
        (made(freezes=(Freeze(TODAY, day(1)),)), day(1), NOON, 1, "pass_frozen"),
        (made(replace(TEN, weekdays=(1, 2, 3))), TODAY, NOON, 1, "pass_not_now"),
        (made(replace(TEN, hours=Hours.parse("09:00-12:00"))), TODAY, NOON, 1, "pass_not_now"),
        (made(valid_from=day(5)), TODAY, NOON, 1, "pass_not_now"),
        (made(replace(TEN, persons=2)), TODAY, NOON, 3, "limit_exceeded"),
        (made(MONTHLY), TODAY, NOON, 2, "limit_exceeded"),
    ],
)
def test_who_is_not_let_in(one, when, minute, persons, code):
    assert refusal(rules.check_usable, one, when, minute, persons) == code


@pytest.mark.parametrize(
    ("one", "when", "minute", "persons"),
    [
        (made(), TODAY, NOON, 12),
        (made(), day(30), NOON, 1),
        (made(freezes=(Freeze(day(1), day(2)),)), TODAY, NOON, 1),
        (made(replace(TEN, weekdays=(4,))), TODAY, NOON, 1),
        (made(replace(TEN, hours=Hours.parse("09:00-12:00"))), TODAY, 719, 1),
        (made(replace(MONTHLY, persons=3)), TODAY, NOON, 3),
        (made(replace(TEN, starts=FIRST_USE)), day(999), NOON, 1),
    ],
)
def test_who_is_let_in(one, when, minute, persons):
    rules.check_usable(one, when, minute, persons)


def test_soonest_last_day_first_older_on_a_tie_endless_last():
    passes = [
        made(ENDLESS, id="endless"), made(id="late", valid_to=day(60)), made(id="young", made_at_ms=2),
        made(id="old", made_at_ms=1), made(replace(TEN, starts=FIRST_USE), id="waiting", made_at_ms=9),
    ]  # fmt: skip
    assert [one.id for one in rules.spending_order(passes)] == ["old", "young", "late", "endless", "waiting"]


def test_persons_spread_over_passes():
    passes = [made(id="a", paid_left=2, gift_left=0), made(id="b", valid_to=day(60)), made(id="c", valid_to=day(99))]
    spread = rules.spread(passes, TODAY, NOON, 5)
    assert [(one.id, count) for one, count in spread] == [("a", 2), ("b", 3)]
    frozen = replace(passes[0], freezes=(Freeze(TODAY, TODAY),))
    assert [one.id for one, _ in rules.spread([frozen, passes[1]], TODAY, NOON, 5)] == ["b"]
    assert refusal(rules.spread, passes, TODAY, NOON, 99) == "pass_used_up"
    assert refusal(rules.spread, [frozen, replace(passes[1], valid_from=day(9))], TODAY, NOON, 1) == "pass_frozen"
    assert refusal(rules.spread, [made(MONTHLY)], TODAY, NOON, 2) == "limit_exceeded"
    two = [made(MONTHLY, id="a"), made(MONTHLY, id="b")]
    assert [count for _, count in rules.spread(two, TODAY, NOON, 2)] == [1, 1]


def test_both_days_of_a_freeze_count_and_the_last_day_moves():
    one = rules.freeze(made(), Freeze(day(4), day(13)), [], TODAY)
    assert one.valid_to == day(40)
    assert refusal(rules.check_usable, one, day(13), NOON) == "pass_frozen"
    rules.check_usable(one, day(14), NOON)
    assert rules.freeze(made(), Freeze(day(30), day(30)), [], TODAY).valid_to == day(31)


@pytest.mark.parametrize(
    ("one", "wanted", "used_on", "code"),
    [
        (made(ENDLESS), Freeze(TODAY, TODAY), (), "pass_no_end"),
        (made(replace(TEN, starts=FIRST_USE)), Freeze(TODAY, TODAY), (), "pass_no_end"),
        (made(), Freeze(day(2), day(1)), (), "bad_amount"),
        (made(), Freeze(day(-1), day(1)), (), "bad_amount"),
        (made(), Freeze(day(31), day(32)), (), "bad_amount"),
        (made(), Freeze(TODAY, day(1)), (TODAY,), "bad_amount"),
        (made(freezes=(Freeze(day(3), day(5)),)), Freeze(day(5), day(6)), (), "pass_frozen"),
        (made(freezes=(Freeze(day(3), day(5)),)), Freeze(day(1), day(9)), (), "pass_frozen"),
        (made(state=LAPSED), Freeze(TODAY, TODAY), (), "pass_expired"),
        (made(state=REFUNDED), Freeze(TODAY, TODAY), (), "pass_used_up"),
        (made(valid_to=day(-1)), Freeze(TODAY, TODAY), (), "pass_expired"),
    ],
)
def test_freezes_that_are_refused(one, wanted, used_on, code):
    assert refusal(rules.freeze, one, wanted, used_on, TODAY) == code


def test_ending_a_freeze_gives_back_the_days_not_taken():
    one = rules.freeze(made(), Freeze(day(4), day(13)), [], TODAY)
    ended = rules.unfreeze(one, day(7))
    assert (ended.valid_to, ended.freezes) == (day(33), (Freeze(day(4), day(6)),))
    rules.check_usable(ended, day(7), NOON)
    assert rules.unfreeze(one, day(4)) == made()
    assert rules.unfreeze(one, day(2)) == made()
    assert refusal(rules.unfreeze, made(), TODAY) == "not_found"
    assert refusal(rules.unfreeze, replace(one, state=LAPSED), TODAY) == "pass_expired"


def test_after_the_last_day_gift_uses_end_and_paid_ones_lapse():
    one = rules.lapse(made(paid_left=3), day(31))
    assert (one.state, one.paid_left, one.gift_left, one.ended) == (LAPSED, 3, 0, 2)
    assert rules.lapse(made(paid_left=0), day(31)).state == ENDED
    assert rules.lapse(made(MONTHLY), day(31)).state == ENDED
    with pytest.raises(ValueError, match="last day"):
        rules.lapse(made(), day(30))
    back = rules.reactivate(one, day(60), day(31))
    assert (back.state, back.valid_to, back.left) == (ACTIVE, day(60), 3)
    assert refusal(rules.reactivate, one, day(30), day(31)) == "bad_amount"
    assert refusal(rules.reactivate, made(), day(60), TODAY) == "pass_used_up"


def test_renewals_start_on_the_old_last_day_or_today():
    old = made()
    assert rules.renewal_start(old, "end", day(9)) == old.valid_to
    assert rules.renewal_start(old, "today", day(9)) == day(9)
    assert rules.renewal_start(made(ENDLESS), "end", day(9)) is None
    assert rules.renewal_start(replace(old, state=REFUNDED), "end", day(9)) == day(9)
    assert refusal(rules.renewal_start, old, "never", day(9)) == "bad_setting"
    assert rules.sold("q", "a", TEN, day(9), 0, old.valid_to).valid_to == day(60)
    assert refusal(rules.sold, "q", "a", TEN, day(99), 0, old.valid_to) == "pass_expired"
    assert rules.sold("q", "a", replace(TEN, starts=FIRST_USE), day(9), 0, day(9)).valid_from == day(9)


def test_ten_minutes_alone():
    assert rules.may_undo_alone("a", "a", UNDO_MS)
    assert not rules.may_undo_alone("a", "a", UNDO_MS + 1)
    assert not rules.may_undo_alone("a", "b", 0)


@given(st.integers(0, 400), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=4))
def test_the_last_day_is_start_and_term_and_every_frozen_day(days, freezes):
    one = made(replace(TEN, valid_days=days))
    for begin, length in freezes:
        wanted = Freeze(day(begin), day(begin + length))
        try:
            one = rules.freeze(one, wanted, [], TODAY)
        except PosError as error:
            assert error.code in {"pass_frozen", "bad_amount"}
    assert one.valid_to == day(days + one.frozen_days)
    assert [one.frozen_on(day(n)) is not None for n in range(99)].count(True) == sum(
        1 for n in range(99) for f in one.freezes if f.from_on <= day(n) <= f.to_on
    )
    assert all(later.from_on > earlier.to_on for earlier, later in zip(one.freezes, one.freezes[1:], strict=False))


class OnePass(RuleBasedStateMachine):
    """Any order of uses, undos, last days, reactivations and refunds; beside it the plain list of what each use cost."""

    def __init__(self):
        super().__init__()
        self.today = TODAY
        self.one: Pass = made(replace(TEN, price_fen=49999, list_fen=6000))
        self.values = split(49999, [1] * 12)
        self.taken = []

    @rule(count=st.integers(1, 4))
    def use(self, count):
        try:
            rules.check_usable(self.one, self.today, NOON, count)
        except PosError as error:
            assert error.code in {"pass_used_up", "pass_expired"}
            return
        self.one, paid, gift = rules.used(self.one, count, self.today)
        assert paid + gift == count
        self.taken.append((paid, gift))

    @precondition(lambda self: self.taken and self.one.state != REFUNDED)
    @rule(pick=st.integers(0))
    def undo(self, pick):
        paid, gift = self.taken.pop(pick % len(self.taken))
        self.one = rules.given_back(self.one, paid, gift, unused=not self.taken)
        self._lapse()

    @rule(days=st.integers(1, 40))
    def time_passes(self, days):
        self.today += timedelta(days=days)
        self._lapse()

    def _lapse(self):
        if self.one.state == ACTIVE and self.one.left and self.one.valid_to < self.today:
            self.one = rules.lapse(self.one, self.today)

    @precondition(lambda self: self.one.state == LAPSED)
    @rule(days=st.integers(0, 30))
    def reactivate(self, days):
        self.one = rules.reactivate(self.one, self.today + timedelta(days=days), self.today)

    @precondition(lambda self: self.one.state in (ACTIVE, LAPSED) and self.one.left)
    @rule()
    def refund(self):
        figures = refund_figures(self.one, 0, self.today)
        assert figures.average_fen == prepaid_fen(self.one)
        assert figures.list_price_fen == max(0, 49999 - self.one.used * 6000)
        self.one = rules.refunded(self.one)
        assert prepaid_fen(self.one) == 0

    @invariant()
    def every_use_is_somewhere(self):
        one = self.one
        assert one.used == sum(paid + gift for paid, gift in self.taken)
        assert one.used + one.left + one.ended + one.refunded == 12
        assert min(one.paid_left, one.gift_left, one.ended, one.refunded, one.used) >= 0
        assert prepaid_fen(one) == sum(self.values[one.used : 12 - one.ended - one.refunded])
        assert unused_fen(one, self.today) == prepaid_fen(one) <= one.paid_fen


TestOnePass = OnePass.TestCase
