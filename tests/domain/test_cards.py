"""Numbers, tracks and states of cards."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.cards import (
    MAX_BATCH,
    MAX_NUMBER,
    MOVES,
    CardNumber,
    check_digit,
    check_usable,
    first_password,
    mac,
    move,
    number_range,
    parse_track,
    track2,
    worse,
)
from memberpos.domain.errors import PosError

KEY = bytes(range(32))
numbers = st.from_regex(rf"[0-9]{{1,{MAX_NUMBER}}}", fullmatch=True)


def test_ranges_keep_prefix_and_width():
    assert number_range("0008", 3) == ("0008", "0009", "0010")
    assert number_range("VIP098", 2) == ("VIP098", "VIP099")


def test_numbers_with_a_four_are_passed_over():
    assert number_range("8000039", 3, skip_four=True) == ("8000039", "8000050", "8000051")
    assert number_range("0399", 2, skip_four=True) == ("0399", "0500")
    assert number_range("A4-0003", 2, skip_four=True) == ("A4-0003", "A4-0005")


@given(st.integers(0, 9999), st.integers(1, 300))
def test_skipping_is_what_filtering_would_give(first, count):
    plain = (f"{n:06d}" for n in itertools.count(first) if "4" not in str(n))
    assert number_range(f"{first:06d}", count, skip_four=True) == tuple(itertools.islice(plain, count))


def test_a_check_digit_is_over_all_digits_and_may_be_a_four_too():
    assert number_range("7992739871", 2, check=True) == ("79927398713", "79927398721")
    assert number_range("A-79", 1, check=True) == ("A-79" + check_digit("79"),)
    plain = number_range("1000", 200, skip_four=True, check=True)
    assert all("4" not in number and number[-1] == check_digit(number[:-1]) for number in plain)
    assert len(set(plain)) == 200


@given(numbers, st.sampled_from(["batch-1", "batch-2"]))
def test_a_first_password_is_six_digits_of_number_batch_and_key(number, batch):
    password = first_password(number, batch, KEY)
    assert len(password) == 6
    assert password.isdigit()
    assert password == first_password(number, batch, KEY)
    assert first_password(number, "another", KEY) != password or first_password(number, batch, bytes(32)) != password


@pytest.mark.parametrize(
    ("first", "count"), [("", 1), ("VIP", 1), ("1", 0), ("1", MAX_BATCH + 1), ("98", 3), ("٣", 1), ("1x", 1)]
)
def test_ranges_that_are_none(first, count):
    with pytest.raises(PosError) as caught:
        number_range(first, count)
    assert caught.value.code == "bad_amount"


def test_a_range_of_fours_alone_runs_out():
    with pytest.raises(PosError):
        number_range("4", 6, skip_four=True)


@pytest.mark.parametrize(("number", "digit"), [("7992739871", "3"), ("411111111111111", "1"), ("0", "0"), ("1", "8")])
def test_luhn(number, digit):
    assert check_digit(number) == digit


def test_the_mac_is_a_fixed_function_of_number_and_key():
    assert mac("80010001", KEY) == mac("80010001", KEY)
    assert len({mac("80010001", KEY), mac("80010002", KEY), mac("80010001", bytes(32))}) == 3
    assert mac("80010001", KEY).isdigit()


@given(numbers)
def test_what_is_written_reads_back_and_fits_a_track(number):
    text = track2(number, KEY)
    assert len(text) <= 39
    assert (text[0], text[-1]) == (";", "?")
    assert parse_track(text, KEY) == parse_track(text[1:-1], KEY) == CardNumber(number, "ok")
    assert parse_track(text, bytes(32)).verdict == "bad_mac"
    assert parse_track(text, None) == CardNumber(number, "no_mac")


@given(numbers, st.data())
def test_one_changed_digit_is_seen(number, data):
    text = track2(number, KEY)
    at = data.draw(st.sampled_from([i for i, ch in enumerate(text) if ch.isdigit()]))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != text[at]]))
    assert parse_track(text[:at] + other + text[at + 1 :], KEY).verdict == "bad_mac"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (";80010001?", "80010001"),
        ("80010001", "80010001"),
        (";6212345=9912101?", "6212345"),
        ("", ""),
        (" NO.800001 ", "NO.800001"),
    ],
)
def test_cards_of_others(text, number):
    assert parse_track(text, KEY) == CardNumber(number, "no_mac")


@pytest.mark.parametrize("number", ["", "12a", "1" * (MAX_NUMBER + 1), "１"])
def test_what_no_track_holds(number):
    with pytest.raises(PosError):
        track2(number, KEY)


def test_the_life_of_a_card():
    state = "stock"
    for to in ("encoded", "ready", "active", "lost", "active", "lost", "replaced", "returned", "stock", "void"):
        state = move(state, to)
    assert state == "void"


@pytest.mark.parametrize(
    ("state", "to"),
    [("void", "stock"), ("stock", "lost"), ("replaced", "active"), ("ready", "replaced"), ("odd", "ready")],
)
def test_moves_no_card_makes(state, to):
    with pytest.raises(PosError) as caught:
        move(state, to)
    assert (caught.value.code, caught.value.facts) == ("card_state", {"state": state, "to": to})


def test_only_an_active_card_is_served():
    check_usable("active")
    for state in set(MOVES) - {"active"}:
        with pytest.raises(PosError) as caught:
            check_usable(state)
        assert caught.value.code == ("card_lost" if state == "lost" else "card_state")


def test_the_worse_state_wins_in_any_order():
    order = ["stock", "encoded", "ready", "active", "lost", "replaced", "void"]
    for (i, a), (j, b) in itertools.product(enumerate(order), repeat=2):
        assert worse(a, b) == order[max(i, j)]
    for a, b, c in itertools.product(MOVES, repeat=3):
        assert worse(a, b) == worse(b, a)
        assert worse(worse(a, b), c) == worse(a, worse(b, c))
