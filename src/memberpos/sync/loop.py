"""The till's sync thread: pushes when something is waiting, fetches when there is news, backs off when alone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from memberpos.domain.errors import PosError
from memberpos.store import hq_settings, inbox, outbox, tasks
from memberpos.store.database import Database
from memberpos.store.writer import SYNC
from memberpos.sync import exchange, push
from memberpos.sync.exchange import Line
from memberpos.sync.listener import Listener
from memberpos.sync.pace import Pacer
from memberpos.sync.pull import House
from memberpos.sync.push import IDLE, OFFLINE, STANDALONE, Step, Store

#: Housekeeping (rules whose time comes, allowances that end) is looked at so often, online or not.
_LONGEST_REST_S = 300.0


@dataclass(frozen=True)
class Status:
    """What the window shows: state, events waiting, the oldest one's time (UTC ms or None), and why not.

    `state` is one of standalone, offline, pushing, idle, refused, revoked. `tasks` wait for somebody; `changed` names
    the entities that the last round brought.
    """

    state: str
    queued: int
    oldest_ms: int | None = None
    code: str = ""
    pushed: int = 0
    pulled: int = 0
    tasks: int = 0
    changed: frozenset[str] = frozenset()


class SyncLoop:
    """Runs on a thread of its own from `start` to `stop`.

    `on_status` is called on that thread whenever the status changed. `clock` measures answers in seconds. `ear` is a
    second line for waiting for news; without it the till asks every `next_s`.
    """

    def __init__(
        self,
        store: Store,
        line: Line,
        on_status: Callable[[Status], None],
        pacer: Pacer,
        ports: House,
        ear: Line | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._store = store
        self._line = line
        self._on_status = on_status
        self._pacer = pacer
        self._ports = ports
        self._clock = clock
        self._listener = None if ear is None else Listener(store, ear, self.wake)
        self._condition = threading.Condition()
        self._woken = self._forced = self._stopping = False
        self._fruitless = 0
        self._last: Status | None = None
        self._thread = threading.Thread(target=self._main, name="memberpos-sync", daemon=True)

    def start(self) -> None:
        """Begins; call once."""
        self._thread.start()
        if self._listener is not None:
            self._listener.start()

    def wake(self, *, now: bool = False) -> None:
        """Something was added to the outbox. A back-off goes on unless `now` (a person asked, or the till enrolled)."""
        with self._condition:
            self._woken = True
            self._forced = self._forced or now
            self._condition.notify_all()

    def stop(self) -> None:
        """Ends the thread after the round it is in; a second call does nothing."""
        if self._listener is not None:
            self._listener.stop()
        with self._condition:
            self._stopping = True
            self._condition.notify_all()
        if self._thread.is_alive():
            self._thread.join()

    def _main(self) -> None:
        while not self._stopping:
            with self._condition:
                self._woken = self._forced = False
            wait_s, patient = self._once()
            self._wait(wait_s, patient=patient)

    def _once(self) -> tuple[float | None, bool]:
        """One round; (seconds to wait or None for "until woken", whether only `wake(now=True)` ends the wait)."""
        began_s = self._clock()
        try:
            done = exchange.step(self._store, self._line, self._pacer.batch, self._ports)
            self._tell(done)
        except PosError as error:  # the disk is full or gone: the till itself shows that, sync only waits
            self._changed(Status(OFFLINE, self._last.queued if self._last else 0, None, error.code))
            return self._pacer.failed(), True
        wait_s, patient = self._next_wait(done, self._clock() - began_s)
        if self._listener is not None:
            self._listener.listen(done.hold_s if done.state == IDLE and not done.code and wait_s else 0)
        return wait_s, patient

    def _next_wait(self, done: Step, took_s: float) -> tuple[float | None, bool]:
        if done.state == STANDALONE:
            return None, True
        self._fruitless = 0 if done.pushed or done.pulled or done.wait_s else self._fruitless + 1
        if done.wait_s is None or self._fruitless > push.FRUITLESS:
            return min(self._pacer.failed(), self._store.call(self._rest_s, SYNC)), True
        if done.shrink:
            self._pacer.shrank()
        else:
            self._pacer.succeeded(took_s)
        return min(float(done.wait_s), self._store.call(self._rest_s, SYNC)), bool(done.code)

    def _rest_s(self, db: Database) -> float:
        """Seconds until a rule or a price begins to hold."""
        now_ms = self._ports.now_ms()
        starts = [hq_settings.next_start_ms(db, now_ms), inbox.next_ms(db)]
        waits_s = [max(0.0, (start_ms - now_ms) / 1000) for start_ms in starts if start_ms is not None]
        return min(_LONGEST_REST_S, *waits_s) if waits_s else _LONGEST_REST_S

    def _tell(self, done: Step) -> None:
        oldest_ms = self._store.call(outbox.oldest_unsent_ms, SYNC) if done.queued else None
        waiting = self._store.call(tasks.count_open, SYNC)
        before = self._last or Status(done.state, 0)
        self._changed(
            Status(
                done.state, done.queued, oldest_ms, done.code, before.pushed + done.pushed, before.pulled + done.pulled,
                waiting, done.changed,
            )
        )  # fmt: skip

    def _changed(self, status: Status) -> None:
        if status != self._last:
            self._last = status
            self._on_status(status)

    def _wait(self, wait_s: float | None, *, patient: bool) -> None:
        with self._condition:
            self._condition.wait_for(lambda: self._stopping or self._forced or (self._woken and not patient), wait_s)
