"""PINs and how wrong tries lock."""

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.errors import PosError
from memberpos.security import pin
from memberpos.security.pin import (
    FIRST_LOCK_MS,
    LONGEST_LOCK_MS,
    TRIES,
    Attempts,
    after_failure,
    hash_pin,
    lock_ms,
    pin_matches,
    refuse_locked,
    wait_ms,
)

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
NOW = 1_800_000_000_000


def test_a_pin_matches_itself_only(quick_pins, monkeypatch):
    monkeypatch.setattr(pin, "_hasher", quick_pins)
    hashed = hash_pin("4711")
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert pin_matches(hashed, "4711")
    assert not pin_matches(hashed, "4712")
    assert not pin_matches(hashed, "04711")
    assert hash_pin("4711", QUICK) != hash_pin("4711", QUICK)


def test_full_width_digits_are_digits():
    assert pin_matches(hash_pin("４７１１", QUICK), "4711")
    assert pin_matches(hash_pin("4711", QUICK), "４７１１")


@pytest.mark.parametrize("pin", ["", "123", "abcd", "12 34", "-1234", "1" * 13, "١٢٣٤", "²³¹²³x"])
def test_what_is_no_pin(pin):
    with pytest.raises(PosError) as refused:
        hash_pin(pin, QUICK)
    assert refused.value.code == "bad_setting"


@pytest.mark.parametrize("stored", ["", "plain", "$argon2id$v=19$m=8,t=1,p=1$", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA"])
def test_a_spoiled_hash_matches_nothing(stored):
    assert not pin_matches(stored, "4711")


def fail(times, now_ms=NOW):
    attempts = Attempts()
    for _ in range(times):
        attempts = after_failure(attempts, now_ms)
    return attempts


def test_five_tries_then_a_minute_doubling():
    assert [lock_ms(fails) // 60_000 for fails in range(9)] == [0, 0, 0, 0, 0, 1, 2, 4, 8]
    assert wait_ms(fail(4), NOW) == 0
    assert wait_ms(fail(5), NOW) == FIRST_LOCK_MS
    assert wait_ms(fail(5), NOW + FIRST_LOCK_MS - 1) == 1
    assert wait_ms(fail(5), NOW + FIRST_LOCK_MS) == 0


def test_refusing_tells_how_long():
    refuse_locked(fail(4), NOW)
    with pytest.raises(PosError) as refused:
        refuse_locked(fail(5), NOW + 500)
    assert (refused.value.code, refused.value.facts) == ("locked_out", {"wait_s": 60})
    refuse_locked(fail(5), NOW + FIRST_LOCK_MS)


@given(st.integers(0, 10**6))
def test_locks_never_shrink_and_never_pass_a_day(fails):
    assert lock_ms(fails) <= lock_ms(fails + 1) <= LONGEST_LOCK_MS


@given(st.integers(0, 200), st.integers(0, 2**45), st.integers(-(2**45), 2**45))
def test_a_wait_is_never_longer_than_its_lock_whatever_the_clock_does(fails, failed_at, later):
    attempts = after_failure(Attempts(fails), failed_at)
    assert 0 <= wait_ms(attempts, failed_at + later) <= lock_ms(fails + 1)


@given(st.lists(st.integers(0, 10 * LONGEST_LOCK_MS), min_size=1, max_size=40))
def test_guessing_whenever_allowed_is_slow(pauses):
    """However a guesser waits, the n-th look at a PIN comes no sooner than the locks between add up to."""
    now, attempts, looked = NOW, Attempts(), 0
    for pause in pauses:
        now += pause
        if wait_ms(attempts, now) == 0:
            attempts, looked = after_failure(attempts, now), looked + 1
    assert now - NOW >= sum(lock_ms(n) for n in range(TRIES, looked))
    assert attempts.fails == looked


def test_fails_and_lock_survive_being_stored(tmp_path):
    from memberpos.store import staff
    from memberpos.store.database import open_database
    from memberpos.store.migrations import migrate

    db = open_database(tmp_path / "shop.db", bytes(32))
    migrate(db)
    staff.insert(db, staff.StaffRow("s", "1", "", "cashier", "", True, 0, 0))
    attempts = fail(6)
    staff.set_attempts(db, "s", attempts.fails, attempts.locked_until_ms)
    db.close()
    again = open_database(tmp_path / "shop.db", bytes(32))
    row = staff.by_id(again, "s")
    assert wait_ms(Attempts(row.fails, row.locked_until_ms), NOW) == 2 * FIRST_LOCK_MS
    again.close()
