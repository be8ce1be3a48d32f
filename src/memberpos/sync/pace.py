"""How many events to push next and how long to wait before: full-jitter back-off, growing batches. No clock inside."""

from __future__ import annotations

from collections.abc import Callable

from memberpos.sync.protocol import MAX_EVENTS

FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 300.0
#: Batches grow while an answer comes faster than this. So many events are no reason why one comes slowly: a line with
#: seconds of delay, or a busy headquarters, would otherwise be sent one event at a time and never catch up.
FAST_S, STEADY = 2.0, 64


class Pacer:
    """`random()` gives a float in [0, 1); an argument so that a run can be repeated."""

    def __init__(self, random: Callable[[], float]) -> None:
        self._random = random
        self._failures = 0
        self.batch = 1

    def succeeded(self, took_s: float) -> None:
        """An answer came after `took_s`."""
        self._failures = 0
        grown = min(MAX_EVENTS, self.batch * 2)
        if took_s >= FAST_S:
            grown = min(grown, max(STEADY, self.batch // 2))
        self.batch = grown

    def shrank(self) -> None:
        """The batch was too large."""
        self.batch = max(1, self.batch // 2)

    def failed(self) -> float:
        """No answer: seconds to wait, anywhere between 0 and a bound that doubles up to five minutes."""
        bound_s = min(LONGEST_WAIT_S, FIRST_WAIT_S * (1 << min(self._failures, 16)))
        self._failures += 1
        self.batch = 1
        return self._random() * bound_s
