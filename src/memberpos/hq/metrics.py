"""Counts and times of a server process in Prometheus' text form; some figures are read from the database when asked."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock

from memberpos.hq.database import Conn

_BOUNDS_S = (0.005, 0.02, 0.05, 0.2, 1.0, 5.0, 30.0)
_HELP = {
    "hq_events_total": "events of tills taken or seen again",
    "hq_tills": "tills by state",
    "hq_tills_seen": "active tills heard of in the last hour",
    "hq_cases_open": "cases nobody has settled",
    "hq_dead_letters": "bodies that could not be decoded",
    "hq_grants_open": "allowances that tills hold",
    "hq_exposure_fen": "money that revoked tills may still have spent",
    "hq_unsent_events": "events that tills at work had yet to send when they last said so",
    "hq_unsent_oldest_seconds": "age of the oldest of them",
    "hq_feed_rows": "highest position of the feed, summed over shards",
    "hq_waiting": "tills that wait for news",
}


class Metrics:
    """Thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._lock = Lock()
        self._counts: defaultdict[str, int] = defaultdict(int)
        self._replies: defaultdict[tuple[str, int], int] = defaultdict(int)
        self._times: defaultdict[str, list[int]] = defaultdict(lambda: [0] * (len(_BOUNDS_S) + 1))
        self._sums_s: defaultdict[str, float] = defaultdict(float)
        self.in_flight = 0

    def count(self, name: str, by: int = 1) -> None:
        """Adds to a counter."""
        with self._lock:
            self._counts[name] += by

    @contextmanager
    def request(self, path: str) -> Iterator[Callable[[int], None]]:
        """Times a request; call what it gives with the reply's status."""
        begun_s = self._clock()
        status = 500
        with self._lock:
            self.in_flight += 1

        def done(number: int) -> None:
            nonlocal status
            status = number

        try:
            yield done
        finally:
            took_s = self._clock() - begun_s
            with self._lock:
                self.in_flight -= 1
                self._replies[path, status] += 1
                self._sums_s[path] += took_s
                self._times[path][sum(took_s > bound for bound in _BOUNDS_S)] += 1

    def gauges(self, conn: Conn, now_ms: int) -> dict[str, float]:
        """Figures of the database."""
        queries = {
            "hq_tills_seen": ("SELECT count(*) FROM device WHERE status = 1 AND seen_ms > %s", (now_ms - 3_600_000,)),
            "hq_cases_open": ("SELECT count(*) FROM review WHERE done_ms IS NULL", ()),
            "hq_dead_letters": ("SELECT count(*) FROM dead_letter", ()),
            "hq_grants_open": ("SELECT count(*) FROM escrow WHERE state = 'open'", ()),
            "hq_exposure_fen": ("SELECT coalesce(sum(exposure), 0) FROM device", ()),
            "hq_unsent_events": ("SELECT coalesce(sum(left_n), 0) FROM device WHERE status = 1", ()),
            "hq_unsent_oldest_seconds": (
                "SELECT coalesce(max(%s - left_since_ms), 0) / 1000.0 FROM device WHERE status = 1 AND left_n > 0",
                (now_ms,),
            ),
            "hq_feed_rows": ("SELECT coalesce(sum(pos), 0) FROM feed_head", ()),
        }
        found: dict[str, float] = {}
        for name, (query, params) in queries.items():
            row = conn.execute(query.encode(), params).fetchone()
            found[name] = float(row[0]) if row else 0.0
        for status, number in conn.execute("SELECT status, count(*) FROM device GROUP BY status"):
            found[f'hq_tills{{state="{_STATES.get(status, status)}"}}'] = float(number)
        return found

    def text(self, gauges: Mapping[str, float]) -> str:
        """Everything, one figure a line."""
        with self._lock:
            lines = [f"{name} {value}" for name, value in sorted(self._counts.items())]
            for (path, status), number in sorted(self._replies.items()):
                lines.append(f'hq_requests_total{{path="{path}",status="{status}"}} {number}')
            for path, times in sorted(self._times.items()):
                lines += self._histogram(path, times)
        lines += [f"{name} {value:g}" for name, value in sorted(gauges.items())]
        return "\n".join([*_headers(lines), ""])

    def _histogram(self, path: str, times: list[int]) -> list[str]:
        total, lines = 0, []
        for bound, number in zip((*map(str, _BOUNDS_S), "+Inf"), times, strict=True):
            total += number
            lines.append(f'hq_request_seconds_bucket{{path="{path}",le="{bound}"}} {total}')
        lines.append(f'hq_request_seconds_sum{{path="{path}"}} {self._sums_s[path]:.6f}')
        lines.append(f'hq_request_seconds_count{{path="{path}"}} {total}')
        return lines


_STATES = {1: "active", 2: "revoked", 3: "quarantined", 4: "replaced", 5: "waiting", 9: "headquarters"}


def _headers(lines: list[str]) -> list[str]:
    """A HELP line before the first figure of each name that has one."""
    out, seen = [], set()
    for line in lines:
        name = line.split("{")[0].split(" ")[0]
        if name in _HELP and name not in seen:
            seen.add(name)
            out.append(f"# HELP {name} {_HELP[name]}")
        out.append(line)
    return out
