"""Who may come how often: token buckets, wrong enrolment codes, nonces. In memory, one set a server process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

ClockMs = Callable[[], int]

#: Addresses, stores or nonces remembered at once; the oldest are forgotten first.
_MOST = 200_000


class TokenBuckets:
    """`rate_per_s` requests a second for each key, `burst` at once."""

    def __init__(self, now_ms: ClockMs, rate_per_s: float, burst: int) -> None:
        self._now_ms = now_ms
        self._rate_per_s = rate_per_s
        self._burst = burst
        self._levels: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = Lock()

    def wait_s(self, key: str) -> int:
        """0 when `key` may come now (and has), else whole seconds until it may."""
        with self._lock:
            now_ms = self._now_ms()
            level, since_ms = self._levels.pop(key, (float(self._burst), now_ms))
            level = min(self._burst, level + max(0, now_ms - since_ms) / 1000 * self._rate_per_s)
            allowed = level >= 1
            self._levels[key] = (level - 1 if allowed else level, now_ms)
            if len(self._levels) > _MOST:
                self._levels.popitem(last=False)
            return 0 if allowed else int((1 - level) / self._rate_per_s) + 1


class WrongCodes:
    """Counts wrong enrolment codes of an address; after `limit` of them it waits `window_s`."""

    def __init__(self, now_ms: ClockMs, limit: int = 5, window_s: int = 600) -> None:
        self._now_ms = now_ms
        self._limit = limit
        self._window_ms = window_s * 1000
        self._seen: OrderedDict[str, tuple[int, int]] = OrderedDict()
        self._lock = Lock()

    def wait_s(self, address: str) -> int:
        """0 when the address may try, else seconds until it may."""
        with self._lock:
            count, since_ms = self._seen.get(address, (0, 0))
            left_ms = since_ms + self._window_ms - self._now_ms()
            return -(-left_ms // 1000) if count >= self._limit and left_ms > 0 else 0

    def add(self, address: str) -> None:
        """One more wrong code from here."""
        with self._lock:
            now_ms = self._now_ms()
            count, since_ms = self._seen.pop(address, (0, now_ms))
            fresh = now_ms - since_ms >= self._window_ms
            self._seen[address] = (1, now_ms) if fresh else (count + 1, now_ms)
            if len(self._seen) > _MOST:
                self._seen.popitem(last=False)


class Nonces:
    """Remembers nonces for `keep_s`, so that a copied request is answered only once."""

    def __init__(self, now_ms: ClockMs, keep_s: int) -> None:
        self._now_ms = now_ms
        self._keep_ms = keep_s * 1000
        self._until: OrderedDict[tuple[str, str], int] = OrderedDict()
        self._lock = Lock()

    def fresh(self, keyid: str, nonce: str) -> bool:
        """True the first time; the nonce is then used."""
        with self._lock:
            now_ms = self._now_ms()
            while self._until and (len(self._until) > _MOST or next(iter(self._until.values())) <= now_ms):
                self._until.popitem(last=False)
            if (keyid, nonce) in self._until:
                return False
            self._until[keyid, nonce] = now_ms + self._keep_ms
            return True
