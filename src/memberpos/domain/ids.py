"""Identities: UUIDv7 in order of time, and derived UUIDv5 for work that time causes (domain rules §1)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from threading import Lock
from uuid import UUID, uuid5

#: The namespace of all derived ids of memberpos; never change it, ids already given depend on it.
NAMESPACE = UUID("6d656d62-6572-5070-8f73-2d6576656e74")

_RANDOM_BITS = 74


def uuid7(now_ms: int, random_bytes: bytes) -> UUID:
    """A UUIDv7 (RFC 9562 §5.7) of UTC `now_ms` with 10 random bytes, of which 74 bits are used."""
    return _assemble(now_ms, int.from_bytes(random_bytes[:10], "big") & ((1 << _RANDOM_BITS) - 1))


def uuid7_ms(value: UUID) -> int:
    """The UTC milliseconds a UUIDv7 was made at."""
    return value.int >> 80


def derived_id(kind: str, subject: str, due: date | str) -> UUID:
    """The one id of work that time causes: kind, subject (a UUID's text) and due date (birthday: the year)."""
    when = due.isoformat() if isinstance(due, date) else due
    return uuid5(NAMESPACE, f"{kind}\n{subject}\n{when}")


class IdSource:
    """Makes UUIDv7 that only grow, also within one millisecond and when the clock was set back. Thread-safe."""

    def __init__(self, random: Callable[[int], bytes]) -> None:
        self._random = random
        self._ms = -1
        self._tail = 0
        self._lock = Lock()

    def new(self, now_ms: int) -> UUID:
        """The next id for UTC `now_ms`."""
        with self._lock:
            if now_ms > self._ms:
                self._ms, self._tail = now_ms, self._fresh_tail()
            else:
                self._tail += 1
            if self._tail >> _RANDOM_BITS:
                self._ms, self._tail = self._ms + 1, self._fresh_tail()
            return _assemble(self._ms, self._tail)

    def _fresh_tail(self) -> int:
        """Random with the top bit clear, so that there is room to count up."""
        return int.from_bytes(self._random(10), "big") & ((1 << (_RANDOM_BITS - 1)) - 1)


def seeded_random(seed: str) -> Callable[[int], bytes]:
    """A repeatable byte source (SHA-256 in counter mode) for rehearsals, demos and simulations; never for keys."""
    counter = 0

    def read(count: int) -> bytes:
        nonlocal counter
        out = b""
        while len(out) < count:
            out += hashlib.sha256(f"{seed}/{counter}".encode()).digest()
            counter += 1
        return out[:count]

    return read


def _assemble(now_ms: int, tail: int) -> UUID:
    if not 0 <= now_ms < 1 << 48:
        raise ValueError("a UUIDv7 holds 48 bits of milliseconds")
    high, low = tail >> 62, tail & ((1 << 62) - 1)
    return UUID(int=now_ms << 80 | 7 << 76 | high << 64 | 2 << 62 | low)
