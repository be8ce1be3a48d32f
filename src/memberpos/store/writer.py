"""Threads that own one connection: the till's single writer, and readers.

Every write of the process goes through one `Writer`: two writing connections make sales wait for each other. Jobs run
by priority, then in the order they came.
"""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, PriorityQueue
from typing import Any, TypeVar

from memberpos.domain.errors import PosError
from memberpos.store.database import BUSY_TIMEOUT_MS, Database

TILL, SYNC, MAINTENANCE = 0, 1, 2
_STOP = 3

#: The queue is "empty" when nothing came for this long: a burst of jobs is not interleaved with checkpoints.
PASSIVE_AFTER_S = 0.05
TRUNCATE_AFTER_S = 30.0
#: Jobs after which a checkpoint runs although the queue was never empty, so that the WAL stays bounded.
JOBS_BETWEEN_CHECKPOINTS = 1000

T = TypeVar("T")

_LOG = logging.getLogger(__name__)


@dataclass(order=True)
class _Job:
    priority: int
    number: int
    work: Callable[[Database], Any] = field(compare=False)
    future: Future[Any] = field(compare=False)


class Worker:
    """A thread with a connection of its own and a priority queue. The constructor raises what `open_db` raises."""

    name = "memberpos-reader"

    def __init__(self, open_db: Callable[[], Database]) -> None:
        self._queue: PriorityQueue[_Job] = PriorityQueue()
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._closed = False
        opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._main, args=(open_db, opened), name=self.name, daemon=True)
        self._thread.start()
        opened.result()

    def submit(self, work: Callable[[Database], T], priority: int = TILL) -> Future[T]:
        """Runs `work(db)` on the thread; its result or exception is in the future. RuntimeError after `close`."""
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise RuntimeError(f"{self.name} is closed")
            self._queue.put(_Job(priority, next(self._numbers), work, future))
        return future

    def call(self, work: Callable[[Database], T], priority: int = TILL) -> T:
        """`submit` and wait; raises what `work` raises. Not from the thread itself (RuntimeError)."""
        if threading.current_thread() is self._thread:
            raise RuntimeError(f"{self.name} would wait for itself")
        return self.submit(work, priority).result()

    def is_wanted(self, before: int) -> bool:
        """Whether a job of a priority before `before` is waiting: a long one of that priority makes room for it."""
        with self._queue.mutex:
            return bool(self._queue.queue) and self._queue.queue[0].priority < before

    def close(self) -> None:
        """Finishes all jobs, closes the connection and ends the thread. A second call does nothing."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._queue.put(_Job(_STOP, next(self._numbers), _nothing, Future()))
        self._thread.join()

    def _main(self, open_db: Callable[[], Database], opened: Future[None]) -> None:
        try:
            db = open_db()
        except BaseException as error:  # noqa: BLE001 - the constructor raises it
            opened.set_exception(error)
            return
        opened.set_result(None)
        try:
            while (job := self._next(db)).priority != _STOP:
                _run(job, db)
                del job  # a job waiting in a local would keep its arguments alive while the thread idles
        finally:
            db.close()

    def _next(self, db: Database) -> _Job:
        return self._queue.get()


class Reader(Worker):
    """A read-only connection on its own thread, for lists and reports; give `open_db` with read_only=True."""


class Writer(Worker):
    """The only writer of the process. Between jobs it checkpoints: PASSIVE soon, TRUNCATE after a long rest."""

    name = "memberpos-writer"

    def __init__(self, open_db: Callable[[], Database]) -> None:
        self._since_checkpoint = 0
        self._holds = 0
        super().__init__(open_db)

    @contextmanager
    def held_checkpoints(self) -> Iterator[None]:
        """No checkpoint on this thread inside the block: whoever writes very much at once checkpoints on a connection
        of its own, so that a sale that comes then does not wait for it.
        """
        with self._lock:
            self._holds += 1
        try:
            yield
        finally:
            with self._lock:
                self._holds -= 1

    def _next(self, db: Database) -> _Job:
        if self._since_checkpoint >= JOBS_BETWEEN_CHECKPOINTS:
            self._checkpoint(db, "PASSIVE")
        job = self._take_or_tidy(db) if self._since_checkpoint else self._queue.get()
        self._since_checkpoint += 1
        return job

    def _take_or_tidy(self, db: Database) -> _Job:
        for wait_s, mode in ((PASSIVE_AFTER_S, "PASSIVE"), (TRUNCATE_AFTER_S, "TRUNCATE")):
            try:
                return self._queue.get(timeout=wait_s)
            except Empty:
                self._checkpoint(db, mode)
        return self._queue.get()

    def _checkpoint(self, db: Database, mode: str) -> None:
        if self._holds:
            return
        try:
            db.value("PRAGMA busy_timeout=0")  # TRUNCATE would wait for a long report, and the next sale with it
            db.all(f"PRAGMA wal_checkpoint({mode})")
            self._since_checkpoint = 0
        except PosError as error:
            # The next job meets the same disk and tells its caller; the WAL keeps what was committed.
            _LOG.warning("checkpoint.failed", extra={"facts": {"error": error.code}})
        finally:
            db.value(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def _nothing(_: Database) -> None:
    """The work of the job that ends the thread."""


def _run(job: _Job, db: Database) -> None:
    if not job.future.set_running_or_notify_cancel():
        return
    try:
        result = job.work(db)
        if db.in_transaction:
            raise RuntimeError("a job left its transaction open")
    except BaseException as error:  # noqa: BLE001 - the future carries it
        db.roll_back()
        job.future.set_exception(error)
    else:
        job.future.set_result(result)
