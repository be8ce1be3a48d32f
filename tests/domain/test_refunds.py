"""Refunds of what is left: by lines, by amount, in any parts."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.errors import PosError
from memberpos.domain.points import EarnLine, bases, earned
from memberpos.domain.refunds import LineLeft, Original, Wish, after, payout, plan, points_to_claw
from memberpos.domain.rules import Rate, Rules
from memberpos.domain.tenders import Cell, Part

ALL = Wish(everything=True)


def sale(lines, parts, cells, points_used=0):
    return Original(
        tuple(LineLeft(n, qty, qty, points) for n, (qty, points) in enumerate(lines, 1)),
        tuple(Part(kind, sum(fen for _, part, fen in cells if part == n), n) for n, kind in enumerate(parts)),
        tuple(Cell(*cell) for cell in cells),
        tuple(Cell(*cell) for cell in cells),
        points_used,
    )


def refused(original, wish):
    with pytest.raises(PosError) as caught:
        plan(original, wish)
    return caught.value.code


THREE = sale([(3000, 0)], ["scan_pay", "bank_card", "cash"], [(1, 0, 6), (1, 1, 6), (1, 2, 2)])


def test_no_share_ever_goes_back_to_the_shop():
    original, given_back = THREE, []
    for fen in (10, 1, 3):
        done = plan(original, Wish(fen=fen))
        given_back.append([done.part_fen(part) for part in range(3)])
        original = after(original, done)
    assert given_back == [[4, 4, 2], [1, 0, 0], [1, 2, 0]]
    assert (original.left_fen, done.last) == (0, True)
    assert refused(original, ALL) == "nothing_to_refund"


def test_stored_value_goes_back_in_the_proportion_it_was_spent():
    original = sale([(1000, 0)], ["BONUS", "PRINCIPAL"], [(1, 0, 2000), (1, 1, 8000)])
    half = plan(original, Wish(fen=5000))
    assert [half.part_fen(0), half.part_fen(1)] == [1000, 4000]
    rest = plan(after(original, half), ALL)
    assert [rest.part_fen(0), rest.part_fen(1)] == [1000, 4000]


def test_by_lines_each_cell_rounds_down_and_the_last_piece_takes_the_rest():
    original = sale([(3000, 0), (1000, 0)], ["scan_pay", "cash"], [(1, 0, 50), (1, 1, 50), (2, 1, 7)])
    one = plan(original, Wish(lines={1: 1000}))
    assert one.cells == (Cell(1, 0, 16), Cell(1, 1, 16))
    two = after(original, one)
    assert plan(two, Wish(lines={1: 1000})).cells == (Cell(1, 0, 17), Cell(1, 1, 17))
    assert plan(two, Wish(lines={1: 2000})).cells == (Cell(1, 0, 34), Cell(1, 1, 34))
    both = plan(two, Wish(lines={1: 2000, 2: 1000}))
    assert (both.refund_fen, both.last, both.line_fen(2)) == (75, True, 7)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish(lines={1: 3001}), "over_refund"),
        (Wish(lines={2: 1000}), "not_found"),
        (Wish(lines={1: 0}), "bad_amount"),
        (Wish(), "bad_amount"),
        (Wish(fen=0), "bad_amount"),
        (Wish(fen=-1), "bad_amount"),
        (Wish(fen=15), "over_refund"),
    ],
)
def test_what_is_refused(wish, code):
    assert refused(THREE, wish) == code


def test_an_amount_that_takes_all_takes_the_goods_back_too():
    done = plan(THREE, Wish(fen=14))
    assert (done.last, done.qty_milli) == (True, {1: 3000})
    assert plan(THREE, Wish(fen=13)).qty_milli == {}


def test_points_come_back_in_proportion_and_the_last_refund_takes_the_rest():
    original = sale([(1000, 300)], ["cash"], [(1, 0, 700)], points_used=100)
    back = []
    for fen in (100, 233, 367):
        done = plan(original, Wish(fen=fen))
        back.append(done.points_returned)
        original = after(original, done)
    assert back == [14, 33, 53]


def test_a_sale_that_points_paid_in_full():
    original = sale([(2000, 600), (1000, 300)], [], [], points_used=90)
    one = plan(original, Wish(lines={1: 1000}))
    assert (one.refund_fen, one.points_returned, one.last) == (0, 30, False)
    rest = plan(after(original, one), ALL)
    assert (rest.points_returned, rest.qty_milli, rest.last) == (60, {1: 1000, 2: 1000}, True)
    assert refused(after(after(original, one), rest), ALL) == "nothing_to_refund"
    assert refused(original, Wish(fen=1)) == "over_refund"


def test_shares_of_a_sale_that_points_paid_are_rounded_once():
    """Half of 75 fen of points is half of the points, not 37 fen of them."""
    original = sale([(2000, 75)], [], [], points_used=2)
    one = plan(original, Wish(lines={1: 1000}))
    assert (one.points_returned, plan(after(original, one), ALL).points_returned) == (1, 1)


def test_a_free_line_comes_back_with_the_others():
    original = sale([(1000, 0), (1000, 0)], ["cash"], [(1, 0, 100)])
    free = plan(original, Wish(lines={2: 1000}))
    assert (free.refund_fen, free.qty_milli, free.last) == (0, {2: 1000}, False)


PARTS = (
    Part("BONUS", 10, 0, "a"),
    Part("PRINCIPAL", 20, 0, "a"),
    Part("bank_card", 30, 1),
    Part("cash", 40, 2),
    Part("scan_pay", 50, 3),
)
PAID = Original(
    (LineLeft(1, 1000, 1000),),
    PARTS,
    tuple(Cell(1, n, p.fen) for n, p in enumerate(PARTS)),
    tuple(Cell(1, n, p.fen) for n, p in enumerate(PARTS)),
)


def test_money_goes_back_as_it_came():
    assert payout(plan(PAID, ALL), PARTS) == PARTS
    assert [part.fen for part in payout(plan(PAID, Wish(fen=15)), PARTS)] == [1, 2, 3, 4, 5]


def test_or_to_stored_value_where_it_may():
    assert [(part.kind, part.fen, part.account) for part in payout(plan(PAID, ALL), PARTS, "stored_value")] == [
        ("BONUS", 10, "a"),
        ("PRINCIPAL", 20, "a"),
        ("bank_card", 30, ""),
        ("PRINCIPAL", 40, ""),
        ("PRINCIPAL", 50, ""),
    ]


@pytest.mark.parametrize(
    ("charge", "left"),
    [(15, [10, 20, 30, 25, 50]), (90, [10, 20, 30]), (145, [5]), (150, []), (999, [])],
)
def test_missing_points_are_charged_to_cash_first_and_bonus_last(charge, left):
    backs = payout(plan(PAID, ALL), PARTS, claw_value_fen=charge)
    assert sorted(part.fen for part in backs) == sorted(left)
    assert sum(part.fen for part in backs) == max(150 - charge, 0)


def test_the_claw_vector_of_the_rules():
    rules, lines = Rules(points_rate=Rate(1, 10)), [EarnLine(1, 2190)]
    clawed, refunded = [], 0
    for fen in (500, 500, 500, 690):
        refunded += fen
        clawed.append(points_to_claw(lines, {1: refunded}, sum(clawed), rules))
    assert (earned(lines, rules), sum(clawed)) == (2, 2)
    assert clawed == [1, 0, 1, 0]


def test_what_has_expired_counts_as_clawed():
    rules, lines = Rules(points_rate=Rate(1, 1)), [EarnLine(1, 1000)]
    assert points_to_claw(lines, {1: 1000}, 6, rules) == 4
    assert points_to_claw(lines, {1: 500}, 6, rules) == 0


@st.composite
def originals(draw):
    count, columns = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    cells = [
        (line, part, draw(st.integers(1, 3000)))
        for part in range(columns)
        for line in range(1, count + 1)
        if draw(st.booleans())
    ]
    lines = [
        (draw(st.integers(1, 4)) * draw(st.sampled_from([1000, 700])), draw(st.integers(0, 200))) for _ in range(count)
    ]
    kinds = draw(
        st.lists(st.sampled_from(["BONUS", "PRINCIPAL", "cash", "scan_pay"]), min_size=columns, max_size=columns)
    )
    points = draw(st.integers(0, 500)) if any(points for _, points in lines) else 0
    return sale(lines, kinds, cells, points)


def some_wish(draw, original):
    way = draw(st.sampled_from(["all", "lines", "fen", "fen"]))
    open_lines = [line for line in original.lines if line.left_milli]
    if way == "fen" and original.left_fen:
        return Wish(fen=draw(st.integers(1, original.left_fen)))
    if way == "lines" and open_lines:
        chosen = draw(st.lists(st.sampled_from(open_lines), min_size=1, unique_by=lambda line: line.line))
        return Wish(lines={line.line: draw(st.integers(1, line.left_milli)) for line in chosen})
    return ALL


def nothing_left(original):
    if original.paid_fen:
        return original.left_fen == 0
    return not any(line.left_milli for line in original.lines)


@given(originals(), st.data())
def test_any_partition_restores_everything(original, data):
    sold, rules = original, Rules(points_rate=Rate(1, 1), points_bonus_earns=False)
    factors = data.draw(st.lists(st.fractions(0, 3, max_denominator=4), min_size=4, max_size=4))
    base = bases(sold.cells, sold.parts, rules)
    lines = [EarnLine(line.line, base.get(line.line, 0), factors[line.line - 1]) for line in sold.lines]
    cells, qty, refunded, points, clawed = Counter(), Counter(), Counter(), 0, 0
    for _ in range(30):
        if nothing_left(original):
            break
        done = plan(original, some_wish(data.draw, original))
        original = after(original, done)
        cells.update({(cell.line, cell.part): cell.fen for cell in done.cells})
        qty.update(done.qty_milli)
        refunded.update(bases(done.cells, sold.parts, rules))
        points += done.points_returned
        now = points_to_claw(lines, refunded, clawed, rules)
        clawed += now
        assert min(now, done.refund_fen, done.points_returned) >= 0
        assert clawed <= earned(lines, rules)
        if done.last:
            break
    else:
        return
    assert cells == Counter({(cell.line, cell.part): cell.fen for cell in sold.cells})
    assert qty == Counter({line.line: line.qty_milli for line in sold.lines})
    assert points == sold.points_used
    assert clawed == earned(lines, rules)
    assert refused(original, ALL) == "nothing_to_refund"


@given(originals(), st.data())
def test_no_cell_gives_more_than_it_has_left(original, data):
    for _ in range(4):
        if original.paid_fen == 0 or original.left_fen == 0:
            return
        done = plan(original, some_wish(data.draw, original))
        left = {(cell.line, cell.part): cell.fen for cell in original.left}
        assert all(0 < cell.fen <= left[cell.line, cell.part] for cell in done.cells)
        assert done.refund_fen == sum(done.part_fen(part) for part in range(len(original.parts)))
        original = after(original, done)


def test_multipliers_of_lines_never_make_a_claw_negative():
    lines = [EarnLine(1, 160, Fraction(1)), EarnLine(2, 155, Fraction(2))]
    assert points_to_claw(lines, {1: 12}, 0, Rules(points_rate=Rate(1, 1))) == 0  # the formula alone says −1
