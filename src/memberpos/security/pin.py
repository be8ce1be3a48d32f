"""Staff PINs: argon2id hashes, and how long wrong tries lock a person out.

The counting is pure; the caller keeps `Attempts` in the staff row, so that a restart forgives nothing.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from memberpos.domain.errors import PosError

if TYPE_CHECKING:
    from argon2 import PasswordHasher  # imported late: nobody signs in before the window is there

MIN_DIGITS, MAX_DIGITS = 4, 12
#: Wrong tries before the first lock.
TRIES = 5
FIRST_LOCK_MS = 60_000
LONGEST_LOCK_MS = 24 * 3600 * 1000


@dataclass(frozen=True)
class Attempts:
    """Wrong tries since the last right one, and until when (UTC ms) no further try is looked at."""

    fails: int = 0
    locked_until_ms: int = 0


def hash_pin(pin: str, hasher: PasswordHasher | None = None) -> str:
    """argon2id hash of a PIN of 4 to 12 digits (full-width ones too); PosError bad_setting otherwise."""
    digits = _digits(pin)
    if not (digits.isascii() and digits.isdigit() and MIN_DIGITS <= len(digits) <= MAX_DIGITS):
        raise PosError("bad_setting", setting="pin", min_digits=MIN_DIGITS, max_digits=MAX_DIGITS)
    return (hasher or _hasher()).hash(digits)


def pin_matches(pin_hash: str, pin: str) -> bool:
    """Whether `pin` made `pin_hash`; a hash that cannot be read matches nothing."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(pin_hash, _digits(pin))
    except (VerificationError, InvalidHashError):
        return False


def lock_ms(fails: int) -> int:
    """Length of the lock after the `fails`-th wrong try: none before the fifth, then one minute, doubling to a day."""
    if fails < TRIES:
        return 0
    doublings = min(fails - TRIES, LONGEST_LOCK_MS.bit_length())
    return min(FIRST_LOCK_MS << doublings, LONGEST_LOCK_MS)


def wait_ms(attempts: Attempts, now_ms: int) -> int:
    """How long (ms) no try is looked at; 0 = a try is allowed. A clock set back never waits longer than the lock."""
    return max(0, min(attempts.locked_until_ms - now_ms, lock_ms(attempts.fails)))


def after_failure(attempts: Attempts, now_ms: int) -> Attempts:
    """The count after one more wrong try at `now_ms`."""
    fails = attempts.fails + 1
    lock = lock_ms(fails)
    return Attempts(fails, now_ms + lock if lock else 0)


def refuse_locked(attempts: Attempts, now_ms: int) -> None:
    """PosError locked_out (wait_s) while no try is allowed: ask before looking at the PIN."""
    wait = wait_ms(attempts, now_ms)
    if wait:
        raise PosError("locked_out", wait_s=-(-wait // 1000))


def _digits(pin: str) -> str:
    return unicodedata.normalize("NFKC", pin)


def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()
