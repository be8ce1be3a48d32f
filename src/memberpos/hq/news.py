"""Who waits for news of which buckets, in this process; those of other processes are found by looking."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable


class News:
    """Thread-safe. A waiter's callback is called once, on the thread that tells the news."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[int, set[Callable[[], object]]] = {}

    def wait(self, buckets: Iterable[int], call: Callable[[], object]) -> Callable[[], None]:
        """Calls `call` at the next news of one of the buckets; the result ends the waiting."""
        wanted = tuple(buckets)
        with self._lock:
            for bucket in wanted:
                self._waiting.setdefault(bucket, set()).add(call)

        def stop() -> None:
            with self._lock:
                for bucket in wanted:
                    self._waiting.get(bucket, set()).discard(call)

        return stop

    def tell(self, buckets: Iterable[int]) -> None:
        """There are news of these buckets (committed already)."""
        with self._lock:
            found = {call for bucket in buckets for call in self._waiting.pop(bucket, ())}
        for call in found:
            call()

    def tell_all(self) -> None:
        """Something changed, nobody knows what (another process)."""
        with self._lock:
            buckets = list(self._waiting)
        self.tell(buckets)

    @property
    def waiting(self) -> int:
        """Waiters at this moment."""
        with self._lock:
            return len({call for calls in self._waiting.values() for call in calls})
