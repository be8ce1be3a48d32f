"""Settings measured from scans take those scans, and leave a person who types alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.devices.keyboard_wedge import Burst, Key, WedgeDetector, WedgeSettings
from memberpos.devices.wedge_times import KeyTimes, Proposal, propose, times_of

CODE = "6901234567892"


def burst(gaps_ms: list[int], end: str = "Enter") -> list[Key]:
    """Keys of a code, one gap before each but the first."""
    at, keys = 1000, [Key(1000, CODE[0])]
    for place, gap in enumerate(gaps_ms, 1):
        at += gap
        last = place == len(gaps_ms) and end
        keys.append(Key(at, "\r" if last else CODE[place % len(CODE)], end if last else ""))
    return keys


def test_times_of_a_burst() -> None:
    times = times_of(burst([5, 9, 4]))
    assert times == KeyTimes(3, (5, 9, 4), "Enter")
    assert (times.longest_ms, times.mean_ms) == (9, 6)
    assert times_of([]) == KeyTimes(0, ())


@pytest.mark.parametrize("gaps_ms", [[0] * 13, [5, 0, 5, 5], [5, 5]])
def test_keys_without_times_of_their_own_prove_nothing(gaps_ms: list[int]) -> None:
    assert propose([times_of(burst(gaps_ms))]) == Proposal(WedgeSettings(), "untimed")


def test_nothing_measured_changes_nothing() -> None:
    assert propose([]).settings == WedgeSettings()


def test_as_slow_as_a_person_is_said_so() -> None:
    assert propose([times_of(burst([110] * 13))]).problem == "slow"


def test_a_person_as_fast_as_the_scanner_is_said_so() -> None:
    scan, person = times_of(burst([38] * 13)), times_of(burst([45] * 13))
    assert propose([scan], person).problem == "like_typing"
    assert propose([scan], times_of(burst([140] * 13))).problem == ""


def test_a_prefix_is_kept() -> None:
    assert propose([times_of(burst([8] * 13))], now=WedgeSettings(prefix="~")).settings.prefix == "~"


@given(gaps=st.lists(st.lists(st.integers(1, 60), min_size=8, max_size=30), min_size=1, max_size=3))
def test_what_was_measured_is_a_scan_from_then_on(gaps: list[list[int]]) -> None:
    proposal = propose([times_of(burst(each)) for each in gaps])
    if proposal.problem:
        assert proposal.problem == "slow"
        return
    for each in gaps:
        detector = WedgeDetector(proposal.settings)
        events = [event for key in burst(each) for event in detector.feed(key)]
        assert [type(event) for event in events] == [Burst]
