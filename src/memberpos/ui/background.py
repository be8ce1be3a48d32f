"""Work off the UI thread: use cases on the writer, look-ups on a reader; results come back by a queued signal."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from memberpos.domain.errors import PosError
from memberpos.store.writer import MAINTENANCE, Reader

if TYPE_CHECKING:
    from memberpos.services.use import Use
    from memberpos.store.database import Database
    from memberpos.store.writer import Writer

T = TypeVar("T")
#: Pages kept by the reader of the counter (the upper levels of every index of a million members), and by scans.
READ_CACHE_KIB, SCAN_CACHE_KIB = 16_384, 4096


@dataclass(frozen=True)
class _Done:
    future: Future[Any]
    then: Callable[[Any], object] | None
    failed: Callable[[PosError], object] | None
    owner: weakref.ref[QObject] | None


class Background(QObject):
    """`writer` runs use cases with `make_use(db)` and belongs to its maker; look-ups get the connection of
    `open_reader`, opened on a thread of their own (the constructor raises what it raises).

    `refused` carries a PosError nobody took, `crashed` any other exception, `changed` the `changed` set of a result.
    """

    refused = Signal(object)
    crashed = Signal(object)
    changed = Signal(object)
    _arrived = Signal(object)
    _told = Signal(object, object)

    def __init__(
        self,
        writer: Writer,
        make_use: Callable[[Database], Use],
        open_reader: Callable[[], Database],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._writer, self._make_use = writer, make_use
        self._open_reader = open_reader
        self._reader = Reader(lambda: self._open(READ_CACHE_KIB))
        self._scanner: Reader | None = None
        self._errands = ThreadPoolExecutor(1, thread_name_prefix="memberpos-errand")
        self._aside = ThreadPoolExecutor(1, thread_name_prefix="memberpos-aside")
        self._asking = ThreadPoolExecutor(1, thread_name_prefix="memberpos-asking")
        self._waiting = 0
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[Use], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[PosError], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Do `work(use)` on the writer thread, then `then(result)` or `failed(error)` on the UI thread.

        Neither is called when `owner` is gone by then. A PosError without `failed` goes to `refused`.
        """
        if not self._closed:
            self._track(self._writer.submit(lambda db: work(self._make_use(db))), then, failed, owner)

    def later(
        self, work: Callable[[Use], T], then: Callable[[T], object] | None = None, owner: QObject | None = None
    ) -> None:
        """`run` for work that waits until the till has nothing else to do; keep one piece of it short."""
        if not self._closed:
            self._track(self._writer.submit(lambda db: work(self._make_use(db)), MAINTENANCE), then, None, owner)

    def read(
        self,
        work: Callable[[Database], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[PosError], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Do `work(db)` on the reader thread with a read-only connection; delivery as in `run`."""
        if not self._closed:
            self._track(self._reader.submit(work), then, failed, owner)

    def scan(
        self,
        work: Callable[[Database], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[PosError], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """`read` for look-ups that go through whole tables: on a thread and connection of their own, so that a card
        at the counter never waits behind them.
        """
        if self._closed:
            return
        if self._scanner is None:
            self._scanner = Reader(self._open_scanner)
        self._track(self._scanner.submit(work), then, failed, owner)

    def errand(
        self,
        work: Callable[[Database, Callable[[Any], None]], T],
        told: Callable[[Any], object],
        then: Callable[[T], object] | None = None,
        failed: Callable[[PosError], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Do `work(db, tell)`, which may take minutes, on a thread of its own with a read-only connection; what it
        tells comes to `told` on the UI thread, its end as in `run`. One at a time.
        """
        if self._closed:
            return
        keeper = None if owner is None else weakref.ref(owner)

        def do() -> T:
            db = self._open_scanner()
            try:
                return work(db, lambda what: self._announce_told(told, keeper, what))
            finally:
                db.close()

        self._track(self._errands.submit(do), then, failed, owner)

    def aside(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[PosError], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Do `work()` without a database (a file to write) off the UI thread; delivery as in `run`."""
        if not self._closed:
            self._track(self._aside.submit(work), then, failed, owner)

    def ask(
        self,
        work: Callable[[], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[PosError], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """`aside` for what waits for an answer from elsewhere (headquarters, a device, the system's list of ports): on
        a thread of its own, so that no receipt and no setting waits behind it.
        """
        if not self._closed:
            self._track(self._asking.submit(work), then, failed, owner)

    @property
    def idle(self) -> bool:
        """True when nothing is under way or waiting to be delivered."""
        return self._waiting == 0

    def close(self) -> None:
        """Finish look-ups and work aside and end their threads; the writer is its maker's. What is asked for later,
        by a timer of a screen that is going, is not begun.
        """
        self._closed = True
        self._errands.shutdown()
        self._aside.shutdown()
        self._asking.shutdown()
        if self._scanner is not None:
            self._scanner.close()
        self._reader.close()

    def _open_scanner(self) -> Database:
        """A connection that keeps few pages: what a scan has passed is not needed again."""
        return self._open(SCAN_CACHE_KIB)

    def _open(self, cache_kib: int) -> Database:
        db = self._open_reader()
        db.limit_cache(cache_kib)
        return db

    def _announce_told(self, told: Callable[[Any], object], owner: weakref.ref[QObject] | None, what: Any) -> None:
        if isValid(self):
            self._told.emit((told, owner), what)

    @Slot(object, object)
    def _tell(self, whom: tuple[Callable[[Any], object], weakref.ref[QObject] | None], what: Any) -> None:
        told, owner = whom
        if owner is None or _alive(owner()):
            told(what)

    def _track(
        self,
        future: Future[Any],
        then: Callable[[Any], object] | None,
        failed: Callable[[PosError], object] | None,
        owner: QObject | None,
    ) -> None:
        self._waiting += 1
        asker = None if owner is None else weakref.ref(owner)
        # The future is handed over, not kept in the closure: a ring would keep every result till the next collection.
        future.add_done_callback(lambda future: self._announce(_Done(future, then, failed, asker)))

    def _announce(self, done: _Done) -> None:
        if isValid(self):
            self._arrived.emit(done)

    @Slot(object)
    def _deliver(self, done: _Done) -> None:
        self._waiting -= 1
        error = done.future.exception()
        wanted = done.owner is None or _alive(done.owner())
        if error is None:
            self._succeed(done, wanted=wanted)
        elif not wanted:
            return
        elif not isinstance(error, PosError):
            self.crashed.emit(error)
        elif done.failed is not None:
            done.failed(error)
        else:
            self.refused.emit(error)

    def _succeed(self, done: _Done, *, wanted: bool) -> None:
        """What was booked is told to the window even if the one who asked for it is gone."""
        result = done.future.result()
        if done.then is not None and wanted:
            done.then(result)
        changed = getattr(result, "changed", None)
        if isinstance(changed, frozenset):
            self.changed.emit(changed)


def _alive(owner: QObject | None) -> bool:
    return owner is not None and isValid(owner)
