"""Passwords of the console: what is taken, how it is kept, and that not too many are hashed at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from memberpos.domain.errors import PosError

MIN_CHARS, MAX_CHARS = 10, 128
#: Each takes 64 MiB for a moment; who would wait longer is sent away, so that no thread tills need is held up.
_AT_ONCE, _WAIT_S = 2, 1.0


class Passwords:
    """Argon2id. Thread-safe; PosError db_busy when too many are looked at."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._slots = BoundedSemaphore(_AT_ONCE)
        self._nobody = self._hasher.hash("nobody has this password")

    def hash(self, password: str) -> str:
        with self._slot():
            return self._hasher.hash(_normal(password))

    def matches(self, kept: str, password: str) -> bool:
        """Whether `password` made `kept`; takes as long when there is nobody to compare with (`kept` is empty)."""
        with self._slot():
            try:
                self._hasher.verify(kept or self._nobody, _normal(password))
                return bool(kept)
            except (VerificationError, InvalidHashError):
                return False

    @contextmanager
    def _slot(self) -> Iterator[None]:
        if not self._slots.acquire(timeout=_WAIT_S):
            raise PosError("db_busy")
        try:
            yield
        finally:
            self._slots.release()


def check_new(password: str, name: str) -> None:
    """PosError bad_setting (why) for one that is too easy to guess."""
    text = _normal(password)
    if not MIN_CHARS <= len(text) <= MAX_CHARS:
        raise PosError("bad_setting", setting="password", why="length")
    if len(set(text)) < 4 or name.casefold() in text.casefold():
        raise PosError("bad_setting", setting="password", why="weak")


def _normal(password: str) -> str:
    """The same signs, however a keyboard composed them."""
    return unicodedata.normalize("NFKC", password)[: MAX_CHARS * 4]
