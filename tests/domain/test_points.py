"""Earning and taking back."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.ledger import Lot, LotMove
from memberpos.domain.points import EarnLine, bases, claw, earned, earning_cells, growth, multiplier, paid_earns
from memberpos.domain.rules import Rate, Rules, Tier
from memberpos.domain.tenders import Cell, Part, Settled

TODAY = date(2026, 1, 31)
GOLD = Tier("gold", 2000, 100, Fraction(3, 2))
ONE = Rules(points_rate=Rate(1, 1))


def lot(name, open_, expires=None):
    return Lot(name, "acct", "POINTS", max(open_, 0), open_, 0, expires=expires)


@pytest.mark.parametrize(
    ("base_fen", "rate", "factor", "points"),
    [
        (9990, Rate(1, 1), Fraction(1), 99),
        (9990, Rate(1, 1), Fraction(3, 2), 148),
        (7990, Rate(1, 1), Fraction(3, 2), 118),
        (9990, Rate(3, 2), Fraction(1), 149),
        (0, Rate(1, 1), Fraction(3, 2), 0),
        (2190, Rate(1, 10), Fraction(1), 2),
        (9990, Rate(0, 1), Fraction(1), 0),
    ],
)
def test_the_vectors_of_the_rules(base_fen, rate, factor, points):
    assert earned([EarnLine(1, base_fen, factor)], Rules(points_rate=rate)) == points


def test_whole_steps():
    assert earned([EarnLine(1, 2990)], Rules(points_rate=Rate(3, 10), points_whole_steps=True)) == 6
    assert earned([EarnLine(1, 2990)], Rules(points_rate=Rate(3, 10))) == 8


def test_base_points_are_counted_once_for_the_sale():
    assert earned([EarnLine(1, 50), EarnLine(2, 50)], ONE) == 1


def test_lines_with_different_multipliers_share_the_base_points():
    lines = [EarnLine(1, 150, Fraction(1)), EarnLine(2, 150, Fraction(2))]
    assert earned(lines, ONE) == 4  # 2 and 1 of 3
    halves = [EarnLine(1, 100, Fraction(3, 2)), EarnLine(2, 100, Fraction(3, 2))]
    assert earned(halves, ONE) == 3  # floored once, not per line


def test_multipliers_are_exact_and_capped():
    assert multiplier(ONE, None) == 1
    assert multiplier(ONE, GOLD, Fraction(2)) == 3
    assert multiplier(replace(ONE, points_multiplier_cap=Fraction(5, 2)), GOLD, Fraction(2)) == Fraction(5, 2)
    assert multiplier(replace(ONE, points_multiplier_cap=Fraction(5, 2)), GOLD) == Fraction(3, 2)


@pytest.mark.parametrize(
    ("settings", "kinds"),
    [
        ({}, {"PRINCIPAL", "cash", "scan_pay"}),
        ({"points_bonus_earns": True}, {"BONUS", "PRINCIPAL", "cash", "scan_pay"}),
        ({"points_stored_value_earns": False}, {"cash", "scan_pay"}),
        ({"points_stored_value_earns": False, "points_bonus_earns": True}, {"cash", "scan_pay"}),
        ({"points_pass_earns": "use"}, {"PRINCIPAL", "cash", "scan_pay", "pass"}),
    ],
)
def test_what_paid_money_earns(settings, kinds):
    rules = Rules(**settings)
    assert {kind for kind in ("BONUS", "PRINCIPAL", "cash", "scan_pay", "pass") if paid_earns(kind, rules)} == kinds


def test_the_bonus_share_of_a_line_is_left_out_of_its_base():
    parts = (Part("BONUS", 30, 0), Part("cash", 70, 1))
    cells = (Cell(1, 0, 30), Cell(1, 1, 20), Cell(2, 1, 50))
    assert bases(cells, parts, Rules()) == {1: 20, 2: 50}
    assert earning_cells(Settled(parts, cells, 0), Rules()) == (Cell(1, 1, 20), Cell(2, 1, 50))


def test_growth_has_no_multiplier():
    assert growth(9990, Rules()) == 99
    assert growth(9990, Rules(growth_rate=Rate(2, 1))) == 199


def test_a_claw_that_finds_its_points():
    lots = [lot("own", 10), lot("other", 10)]
    taken = claw(lots, 4, "own", Rules(), TODAY, 0, lot("debt", 0))
    assert (taken.points, taken.missing, taken.value_fen, taken.change.moves) == (4, 0, 0, (LotMove("own", -4),))


def test_a_claw_leaves_a_debt_by_default():
    taken = claw([lot("own", 3), lot("other", 2)], 10, "own", Rules(), TODAY, 9999, lot("debt", 0))
    assert (taken.missing, taken.value_fen) == (5, 0)
    assert taken.change.moves == (LotMove("own", -3), LotMove("other", -2), LotMove("debt", -5))


@pytest.mark.parametrize(
    ("per_yuan", "money_fen", "value_fen"), [(100, 9999, 5), (100, 3, 3), (300, 9999, 1), (100, 0, 0)]
)
def test_or_charges_what_the_missing_points_are_worth(per_yuan, money_fen, value_fen):
    rules = Rules(points_claw="value", points_per_yuan=per_yuan)
    taken = claw([lot("own", 5)], 10, "own", rules, TODAY, money_fen, lot("debt", 0))
    assert (taken.points, taken.missing, taken.value_fen) == (10, 5, value_fen)
    assert taken.change.amount == -5


def test_points_without_a_value_are_owed():
    rules = Rules(points_claw="value", points_per_yuan=None)
    taken = claw([], 10, "own", rules, TODAY, 9999, lot("debt", 0))
    assert (taken.missing, taken.value_fen, taken.change.amount) == (10, 0, -10)


earn_lines = st.lists(
    st.tuples(st.integers(0, 100_000), st.fractions(0, 5, max_denominator=20)), min_size=1, max_size=5
).map(lambda entries: [EarnLine(n, fen, factor) for n, (fen, factor) in enumerate(entries, 1)])
rates = st.builds(Rate, st.integers(0, 20), st.integers(1, 20))


@given(earn_lines, rates, st.booleans())
def test_points_stay_within_the_multipliers(lines, rate, whole_steps):
    rules = Rules(points_rate=rate, points_whole_steps=whole_steps)
    plain = earned([replace(line, multiplier=Fraction(1)) for line in lines], rules)
    points = earned(lines, rules)
    assert plain * min(line.multiplier for line in lines) - 1 < points <= plain * max(line.multiplier for line in lines)


@given(earn_lines, rates)
def test_one_multiplier_is_floored_once(lines, rate):
    same = [replace(line, multiplier=Fraction(3, 2)) for line in lines]
    base_points = sum(line.base_fen for line in lines) * rate.p // (100 * rate.q)
    assert earned(same, Rules(points_rate=rate)) == base_points * 3 // 2
