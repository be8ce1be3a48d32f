"""What sign-in keeps between requests of a server process: the hasher, and how often an address tried."""

from __future__ import annotations

from functools import cached_property

from memberpos.domain.errors import PosError
from memberpos.hq.admission import ClockMs, TokenBuckets
from memberpos.hq.console.passwords import Passwords

#: Tries of one address: thirty at once, then one in twenty seconds.
_RATE_PER_S, _BURST = 0.05, 30


class Desk:
    """Thread-safe."""

    def __init__(self, now_ms: ClockMs, passwords: Passwords | None = None) -> None:
        self._passwords = passwords
        self._buckets = TokenBuckets(now_ms, _RATE_PER_S, _BURST)

    @cached_property
    def passwords(self) -> Passwords:
        """Made with the first sign-in."""
        return self._passwords or Passwords()

    def count_try(self, address: str) -> None:
        """PosError locked_out (wait_s) when there are too many from here, whoever they are for."""
        wait_s = self._buckets.wait_s(address)
        if wait_s:
            raise PosError("locked_out", wait_s=wait_s)
