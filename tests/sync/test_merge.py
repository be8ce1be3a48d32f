"""The conflict rules are semilattices: whatever order, however often, both sides end in the same state."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.cards import MOVES
from memberpos.sync import merge
from memberpos.sync.merge import CardStatus, Stamp, Value

devices = st.sampled_from([UUID(int=n) for n in range(1, 4)])
stamps = st.builds(Stamp, st.integers(0, 5), devices)
values = st.builds(Value, st.sampled_from(["", "a", "b"]), stamps)
profiles = st.dictionaries(st.sampled_from(["name", "phone", "notes"]), values)
statuses = st.builds(CardStatus.of, st.integers(0, 3), st.sampled_from(sorted(MOVES)))
amounts = st.dictionaries(st.sampled_from("abc"), st.integers(-500, 500))


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


@pytest.mark.parametrize(("scope", "rank"), [(-3, 0), (0, 1), (3, 2), (4, None), (-4, None)])
def test_what_is_authored_for_a_store_beats_the_chain_and_that_its_tills(scope: int, rank: int | None) -> None:
    assert merge.rank(scope, 3) == rank


@given(amounts, amounts, amounts, amounts)
def test_what_is_shown_is_headquarters_amount_and_what_it_does_not_know(
    told: dict[str, int], own: dict[str, int], after: dict[str, int], more: dict[str, int]
) -> None:
    """`own` is everything posted here, of which headquarters does not know `after`."""
    after = {key: amount for key, amount in after.items() if key in own}
    found = merge.others(told, own, after)
    for key, others in found.items():
        assert own.get(key, 0) + others == told.get(key, 0) + after.get(key, 0)
    posted = {key: own.get(key, 0) + more.get(key, 0) for key in {**own, **more}}
    unknown = {key: after.get(key, 0) + more.get(key, 0) for key in {**after, **more}}
    assert {key: merge.others(told, posted, unknown)[key] for key in found} == found, "posting here moves nothing"


def test_the_same_clock_value_of_two_lives_of_a_till_is_settled_by_the_device() -> None:
    """A restored till runs through clock values again: its new device id keeps the two apart, everywhere alike."""
    before, after = Value("old", Stamp(7, UUID(int=1))), Value("new", Stamp(7, UUID(int=2)))
    assert merge.newer(before, after) == merge.newer(after, before) == after


@given(st.integers(0, 2**62), st.integers(0, 2**46))
def test_a_clock_ahead_becomes_headquarters_time(hlc: int, now_ms: int) -> None:
    kept = merge.clamped(hlc, now_ms)
    assert kept >> 16 <= now_ms + merge.CLOCK_AHEAD_MS
    assert kept in (hlc, now_ms << 16)
