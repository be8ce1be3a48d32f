"""Ids only grow, and what time causes has one id wherever it is worked out."""

import threading
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.ids import IdSource, derived_id, seeded_random, uuid7, uuid7_ms

MS = st.integers(0, (1 << 48) - 2)


def test_the_example_of_the_standard():
    made = uuid7(0x017F22E279B0, (0xCC3 << 62 | 0x18C4DC0C0C07398F).to_bytes(10, "big"))
    assert made == UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")


@given(MS, st.binary(min_size=10, max_size=10))
def test_uuid7_has_version_variant_and_time(now_ms, noise):
    made = uuid7(now_ms, noise)
    assert (made.version, made.variant, uuid7_ms(made)) == (7, "specified in RFC 4122", now_ms)


def test_uuid7_holds_48_bits_of_time():
    with pytest.raises(ValueError, match="48 bits"):
        uuid7(1 << 48, bytes(10))


@given(st.lists(MS, min_size=2, max_size=30), st.text(max_size=3))
def test_ids_only_grow_whatever_the_clock_does(clock, seed):
    source = IdSource(seeded_random(seed))
    made = [source.new(now_ms) for now_ms in clock]
    assert made == sorted(set(made))
    assert {entry.version for entry in made} == {7}


def test_a_full_millisecond_runs_into_the_next():
    source = IdSource(lambda count: b"\xff" * count)
    source.new(5)
    source._tail = (1 << 74) - 1
    assert uuid7_ms(source.new(5)) == 6


def test_ids_of_several_threads_are_distinct():
    source, made = IdSource(seeded_random("threads")), []
    threads = [threading.Thread(target=lambda: made.extend(source.new(1) for _ in range(200))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 800


def test_derived_ids_depend_on_kind_subject_and_date_alone():
    first = derived_id("points.expire", "0192", date(2026, 2, 1))
    assert first == UUID("237f281f-dbc3-52d0-9a90-11ec8a2ca7e7")
    assert first == derived_id("points.expire", "0192", "2026-02-01")
    others = [
        derived_id("tier.review", "0192", date(2026, 2, 1)),
        derived_id("points.expire", "0193", date(2026, 2, 1)),
        derived_id("points.expire", "0192", date(2026, 2, 2)),
    ]
    assert len({first, *others}) == 4


def test_seeded_bytes_repeat_and_differ_by_seed():
    one, again, other = seeded_random("a"), seeded_random("a"), seeded_random("b")
    first = one(40) + one(3)
    assert first == again(40) + again(3)
    assert len(first) == 43
    assert first != other(40) + other(3)
