"""The conflict rules are semilattices: whatever order, however often, both sides end in the same state."""

from __future__ import annotations

import itertools
import random as randoms
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.cards import MOVES
from memberpos.sync import merge
from memberpos.sync.merge import Aliases, CardStatus, Row, Stamp, Value

devices = st.sampled_from([UUID(int=n) for n in range(1, 4)])
stamps = st.builds(Stamp, st.integers(0, 5), devices)
values = st.builds(Value, st.sampled_from(["", "a", "b"]), stamps)
profiles = st.dictionaries(st.sampled_from(["name", "phone", "notes"]), values)
statuses = st.builds(CardStatus.of, st.integers(0, 3), st.sampled_from(sorted(MOVES)))
rows = st.builds(Row, st.integers(0, 2), st.integers(0, 9))


@given(profiles, profiles, profiles)
def test_profiles(one: dict[str, Value], two: dict[str, Value], three: dict[str, Value]) -> None:
    assert merge.fields(one, two) == merge.fields(two, one)
    assert merge.fields(merge.fields(one, two), three) == merge.fields(one, merge.fields(two, three))
    assert merge.fields(one, one) == one


@given(statuses, statuses, statuses)
def test_cards(one: CardStatus, two: CardStatus, three: CardStatus) -> None:
    assert merge.card(one, two) == merge.card(two, one)
    assert merge.card(merge.card(one, two), three) == merge.card(one, merge.card(two, three))
    assert merge.card(one, one) == one
    assert merge.card(one, two).epoch == max(one.epoch, two.epoch), "found again beats every loss before it"


@given(rows, rows)
def test_authored_rows(one: Row, two: Row) -> None:
    assert merge.authored(one, two) == merge.authored(two, one) == max(one, two)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=7), st.integers())
def test_who_a_merged_member_is_does_not_depend_on_the_order(pairs: list[tuple[str, str]], seed: int) -> None:
    pairs = [(loser, winner) for loser, winner in pairs if loser != winner]
    shuffled = pairs * 2
    randoms.Random(seed).shuffle(shuffled)
    one, two = Aliases(pairs), Aliases(shuffled)
    assert [one.find(member) for member in "abcdef"] == [two.find(member) for member in "abcdef"]
    for loser, winner in pairs:
        assert one.find(loser) == one.find(winner)


def test_the_winner_stays() -> None:
    assert Aliases([("a", "b"), ("b", "c")]).find("a") == "c"
    assert {Aliases(order).find("x") for order in itertools.permutations([("x", "y"), ("y", "x")])} == {"x"}


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(-50, 50)), max_size=8), st.integers(-500, 500), st.integers(0, 9)
)
def test_what_is_shown_is_headquarters_amount_and_what_it_does_not_know(
    own: list[tuple[int, int]], amount: int, incl: int
) -> None:
    total = sum(part for _, part in own)
    assert total + merge.others(amount, own, incl) == merge.shown(amount, own, incl)
    assert merge.shown(amount, own, 9) == amount


def test_the_same_clock_value_of_two_lives_of_a_till_is_settled_by_the_device() -> None:
    """A restored till runs through clock values again: its new device id keeps the two apart, everywhere alike."""
    before, after = Value("old", Stamp(7, UUID(int=1))), Value("new", Stamp(7, UUID(int=2)))
    assert merge.newer(before, after) == merge.newer(after, before) == after


@given(st.integers(0, 2**62), st.integers(0, 2**46))
def test_a_clock_ahead_becomes_headquarters_time(hlc: int, now_ms: int) -> None:
    kept = merge.clamped(hlc, now_ms)
    assert kept >> 16 <= now_ms + merge.CLOCK_AHEAD_MS
    assert kept in (hlc, now_ms << 16)
