"""Buckets, wrong codes and nonces on a clock that only the test moves."""

from __future__ import annotations

import pytest
from tests.hq.world import Clock

from memberpos.hq import admission
from memberpos.hq.admission import Nonces, TokenBuckets, WrongCodes


def test_a_bucket_fills_at_its_rate_up_to_its_burst(clock: Clock) -> None:
    buckets = TokenBuckets(clock, rate_per_s=2, burst=3)
    assert [buckets.wait_s("a") for _ in range(4)] == [0, 0, 0, 1]
    assert buckets.wait_s("b") == 0
    clock.ms += 1000
    assert [buckets.wait_s("a") for _ in range(3)] == [0, 0, 1]
    clock.ms += 3_600_000
    assert [buckets.wait_s("a") for _ in range(4)] == [0, 0, 0, 1]


def test_a_clock_that_goes_back_gives_and_takes_nothing(clock: Clock) -> None:
    buckets = TokenBuckets(clock, rate_per_s=1, burst=1)
    assert buckets.wait_s("a") == 0
    clock.ms -= 60_000
    assert buckets.wait_s("a") > 0
    clock.ms += 1000
    assert buckets.wait_s("a") == 0


def test_an_address_waits_from_its_last_wrong_code(clock: Clock) -> None:
    wrong = WrongCodes(clock, limit=2, window_s=10)
    wrong.add("x")
    clock.ms += 9_999
    assert wrong.wait_s("x") == 0
    wrong.add("x")
    assert (wrong.wait_s("x"), wrong.wait_s("y")) == (10, 0)
    clock.ms += 9_001
    assert wrong.wait_s("x") == 1
    clock.ms += 999
    assert wrong.wait_s("x") == 0
    wrong.add("x")
    assert wrong.wait_s("x") == 0, "it begins anew"


def test_a_nonce_is_used_once_by_each_key(clock: Clock) -> None:
    nonces = Nonces(clock, keep_s=10)
    assert [nonces.fresh("a", "n"), nonces.fresh("a", "n"), nonces.fresh("b", "n")] == [True, False, True]
    clock.ms += 10_000
    assert nonces.fresh("a", "n")


def test_memory_is_bounded(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "_MOST", 3)
    nonces, wrong = Nonces(clock, keep_s=10), WrongCodes(clock)
    buckets = TokenBuckets(clock, rate_per_s=1, burst=1)
    for number in range(50):
        nonces.fresh("a", str(number))
        wrong.add(str(number))
        buckets.wait_s(str(number))
    assert max(len(nonces._until), len(wrong._seen), len(buckets._levels)) <= 4
