"""The till's sync thread: pushes when something is waiting, asks now and then when nothing is, backs off when alone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from memberpos.domain.errors import PosError
from memberpos.store import outbox
from memberpos.store.writer import SYNC
from memberpos.sync import push
from memberpos.sync.pace import Pacer
from memberpos.sync.push import OFFLINE, STANDALONE, Step, Store


@dataclass(frozen=True)
class Status:
    """What the window shows: state, events waiting, the oldest one's time (UTC ms or None), and why not.

    `state` is one of standalone, offline, pushing, idle, refused, revoked.
    """

    state: str
    queued: int
    oldest_ms: int | None = None
    code: str = ""
    pushed: int = 0


class SyncLoop:
    """Runs on a thread of its own from `start` to `stop`.

    `on_status` is called on that thread whenever the status changed. `clock` measures answers in seconds.
    """

    def __init__(
        self,
        store: Store,
        post: push.Post,
        on_status: Callable[[Status], None],
        pacer: Pacer,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._store = store
        self._post = post
        self._on_status = on_status
        self._pacer = pacer
        self._clock = clock
        self._condition = threading.Condition()
        self._woken = self._forced = self._stopping = False
        self._fruitless = 0
        self._last: Status | None = None
        self._thread = threading.Thread(target=self._main, name="memberpos-sync", daemon=True)

    def start(self) -> None:
        """Begins; call once."""
        self._thread.start()

    def wake(self, *, now: bool = False) -> None:
        """Something was added to the outbox. A back-off goes on unless `now` (a person asked, or the till enrolled)."""
        with self._condition:
            self._woken = True
            self._forced = self._forced or now
            self._condition.notify_all()

    def stop(self) -> None:
        """Ends the thread after the push it is in; a second call does nothing."""
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
        """One push; (seconds to wait or None for "until woken", whether only `wake(now=True)` ends the wait)."""
        began_s = self._clock()
        try:
            done = push.step(self._store, self._post, self._pacer.batch)
            self._tell(done)
        except PosError as error:  # the disk is full or gone: the till itself shows that, sync only waits
            self._changed(Status(OFFLINE, self._last.queued if self._last else 0, None, error.code))
            return self._pacer.failed(), True
        return self._next_wait(done, self._clock() - began_s)

    def _next_wait(self, done: Step, took_s: float) -> tuple[float | None, bool]:
        if done.state == STANDALONE:
            return None, True
        self._fruitless = 0 if done.pushed or done.wait_s else self._fruitless + 1
        if done.wait_s is None or self._fruitless > push.FRUITLESS:
            return self._pacer.failed(), True
        if done.shrink:
            self._pacer.shrank()
        else:
            self._pacer.succeeded(took_s)
        return float(done.wait_s), bool(done.code)

    def _tell(self, done: Step) -> None:
        oldest_ms = self._store.call(outbox.oldest_unsent_ms, SYNC) if done.queued else None
        total = (self._last.pushed if self._last else 0) + done.pushed
        self._changed(Status(done.state, done.queued, oldest_ms, done.code, total))

    def _changed(self, status: Status) -> None:
        if status != self._last:
            self._last = status
            self._on_status(status)

    def _wait(self, wait_s: float | None, *, patient: bool) -> None:
        with self._condition:
            self._condition.wait_for(lambda: self._stopping or self._forced or (self._woken and not patient), wait_s)
