"""What time brings while the till runs: due work at the start and on each new business date, and a clock that was set.

Nothing depends on it (each use case does what is due for its member first); it keeps lists and reports up to date.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from memberpos.services import clock, due
from memberpos.services.clock import ClockState
from memberpos.services.shop import shop_of
from memberpos.store.database import Database
from memberpos.ui.background import Background

EVERY_MS = 60_000
#: Members whose due work is done in one piece on the writer: a sale waits for no more than that.
PIECE = 20


@dataclass(frozen=True)
class Due:
    """The business date, how the clock stands, and who waits for due work."""

    date: str
    clock: ClockState
    members: tuple[str, ...]


class Upkeep(QObject):
    """`clock_seen` carries a ClockState that is wrong, or was set while the till ran; `done` the kinds of work done."""

    clock_seen = Signal(object)
    done = Signal(object)

    def __init__(
        self,
        background: Background,
        now_ms: Callable[[], int],
        running_ms: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background, self._now_ms, self._running_ms = background, now_ms, running_ms
        self._seen, self._worked, self._before = "", "", (0, 0)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Looks now and then every minute."""
        self._before = (self._now_ms(), self._running_ms())
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Looks no more."""
        self._timer.stop()

    def look(self) -> None:
        """Has another business date begun, or was the clock set?"""
        now_ms, running_ms = self._now_ms(), self._running_ms()
        wall, ran = now_ms - self._before[0], running_ms - self._before[1]
        self._before = (now_ms, running_ms)
        was_set = clock.jumped(wall, ran)
        self._background.read(
            lambda db: _due(db, now_ms), lambda found: self._found(found, was_set=was_set), None, self
        )

    def _found(self, found: Due, *, was_set: bool) -> None:
        """After a long absence nothing is done until somebody has worked on the new date: the clock may be wrong."""
        new_date, self._seen = found.date != self._seen, found.date
        if was_set or (new_date and found.clock.wrong):
            self.clock_seen.emit(found.clock)
        if found.date != self._worked and found.clock.state != clock.AHEAD:
            self._worked = found.date
            self._background.later(due.run_shop, lambda did: self._work(found.members, frozenset(did)), self)

    def _work(self, members: Sequence[str], kinds: frozenset[str]) -> None:
        """One piece after another, so that whatever the till does goes first."""
        if not members:
            self.done.emit(kinds)
            return
        piece, rest = members[:PIECE], members[PIECE:]
        self._background.later(lambda use: due.run_members(use, piece), lambda did: self._work(rest, kinds | did), self)


def _due(db: Database, now_ms: int) -> Due:
    date = shop_of(db).business_date(now_ms).isoformat()
    return Due(date, clock.state(db, now_ms), tuple(due.waiting(db, now_ms)))
