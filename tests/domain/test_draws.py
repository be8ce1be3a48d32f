import hashlib
import hmac
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.draws import Draw, Prize, check, document, from_document, roll, seed_hash, won
from memberpos.domain.errors import PosError
from memberpos.domain.limits import Limit

PRIZES = (Prize("a", "头奖", 1, "thing", stock=1), Prize("b", "积分", 9, "points", 10), Prize("n", "谢谢", 90))
WHEEL = Draw("W", "转盘", 10, PRIZES)


def test_the_roll_is_what_the_formula_on_the_slip_says():
    seed = bytes(range(32))
    number = int.from_bytes(hmac.new(seed, b"W\nm\n1\n0", hashlib.sha256).digest(), "big")
    assert roll(seed, "W", "m", 1, 100) == number % 100
    assert seed_hash(seed) == hashlib.sha256(seed).hexdigest()


@given(st.binary(min_size=32, max_size=32), st.integers(1, 10**6), st.integers(1, 99))
def test_a_roll_is_always_inside_and_the_same(seed, total, n):
    first = roll(seed, "W", "m", n, total)
    assert 0 <= first < total
    assert roll(seed, "W", "m", n, total) == first


def test_every_prize_has_the_share_of_its_weight():
    weights = [(prize.code, prize.weight) for prize in PRIZES]
    assert Counter(won(number, weights) for number in range(100)) == {"a": 1, "b": 9, "n": 90}
    with pytest.raises(ValueError, match="not below"):
        won(100, weights)


def test_rolls_are_spread_evenly():
    """10,000 rolls of a die: each side within five standard deviations (38 each) of 1,667."""
    counts = Counter(roll(n.to_bytes(32, "big"), "W", "m", 1, 6) for n in range(10_000))
    assert all(abs(counts[side] - 10_000 / 6) < 190 for side in range(6))


def test_no_roll_is_favoured_when_the_total_does_not_divide():
    """With a total just above half of what a block can say, half of all blocks are thrown away."""
    total = (1 << 255) + 1
    first = int.from_bytes(hmac.new(bytes(32), b"W\nm\n1\n0", hashlib.sha256).digest(), "big")
    rolled = roll(bytes(32), "W", "m", 1, total)
    assert (rolled == first) == (first < total)


@pytest.mark.parametrize(
    ("draw", "code"),
    [
        (Draw("", "x", 1, PRIZES), "bad_setting"),
        (Draw("W", "x", 1, ()), "bad_setting"),
        (Draw("W", "x", 1, (PRIZES[0], PRIZES[0])), "bad_setting"),
        (Draw("W", "x", -1, PRIZES), "bad_amount"),
        (Draw("W", "x", 1, (Prize("a", "a", 0),)), "bad_amount"),
        (Draw("W", "x", 1, (Prize("a", "a", -1),)), "bad_amount"),
        (Draw("W", "x", 1, (Prize("a", "a", 1, "points"),)), "bad_amount"),
        (Draw("W", "x", 1, (Prize("a", "a", 1, "gift"),)), "bad_setting"),
        (Draw("W", "x", 1, (Prize("a", "a", 1, "luck"),)), "bad_setting"),
        (Draw("W", "x", 1, (Prize("a", "a", 1, stock=-1),)), "bad_amount"),
        (Draw("W", "x", 1, PRIZES, Limit(0, "day")), "bad_amount"),
        (Draw("W", "x", 1, (Prize("a", "a", 1, value_fen=5_000_001),)), "law_limit"),
    ],
)
def test_what_is_no_draw(draw, code):
    with pytest.raises(PosError, match=code):
        check(draw, 5_000_000)


def test_dates_and_tiers():
    draw = Draw("W", "x", 1, PRIZES, tiers=("金卡",), from_on=date(2026, 1, 2), to_on=date(2026, 1, 2))
    check(draw)
    draw.refuse_unless_open("金卡", date(2026, 1, 2))
    for tier, day in (("普卡", 2), ("金卡", 1), ("金卡", 3)):
        with pytest.raises(PosError, match="not_now"):
            draw.refuse_unless_open(tier, date(2026, 1, day))


def test_kept_as_written():
    draw = Draw("W", "转盘", 10, PRIZES, Limit(1, "day"), ("金卡",), date(2026, 1, 1), date(2026, 2, 1))
    assert from_document("W", "转盘", document(draw)) == draw
    assert draw.prize("b").points == 10
