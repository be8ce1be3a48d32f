"""Clocks for a window: when something new has been painted, and how long its event loop was away. For `bench`."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

_TICK_MS = 1


def application() -> QApplication:
    """The one application of this process."""
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(["memberpos"])


def quit_soon(app: QApplication) -> None:
    """Ends the application's loop, also when it has not begun yet (`quit` alone would be forgotten then)."""
    QTimer.singleShot(0, app.quit)


class PaintClock(QObject):
    """Calls `painted(seconds of perf_counter)` once, when the window `watched` has been painted with `ready()` true.

    A repaint is one event of the window; what it put off (another layout) is done before the loop comes to a timer.
    """

    def __init__(self, watched: QWidget, ready: Callable[[], bool], painted: Callable[[float], object]) -> None:
        super().__init__(watched)
        self._ready, self._painted, self._done = ready, painted, False
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.UpdateRequest, QEvent.Type.Paint) and not self._done and self._ready():
            self._done = True
            QTimer.singleShot(0, self._finish)
        return False

    def _finish(self) -> None:
        self._painted(time.perf_counter())
        self.deleteLater()


def seconds_to_paint(window: QWidget, act: Callable[[], object], ready: Callable[[], bool], limit_s: float) -> float:
    """Seconds from before `act()` until the window shows what makes `ready()` true. TimeoutError after `limit_s`.

    The loop sleeps as the program's own does: one that looks again and again would keep other threads from working.
    """
    painted: list[float] = []
    loop, limit = QEventLoop(), QTimer()
    limit.setSingleShot(True)
    limit.timeout.connect(loop.quit)
    limit.start(round(limit_s * 1000))

    def done(at_s: float) -> None:
        painted.append(at_s)
        loop.quit()

    PaintClock(window, ready, done)
    begun_s = time.perf_counter()
    act()
    loop.exec()
    if not painted:
        raise TimeoutError(f"nothing was painted within {limit_s:g} s")
    return painted[0] - begun_s


class BareLabel(QLabel):
    """A window with one text: the floor of anything that shows something."""

    def __init__(self) -> None:
        super().__init__(" " * 20)
        self.resize(400, 200)
        self.show()


class LoopClock(QObject):
    """Counts ticks of the event loop and keeps the gaps between them, in seconds, from `start` to `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.gaps_s: list[float] = []
        self._last_s = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Begin to count."""
        self._last_s = time.perf_counter()
        self._timer.start(_TICK_MS)

    def stop(self) -> None:
        """Count no longer."""
        self._timer.stop()

    def _tick(self) -> None:
        now_s = time.perf_counter()
        self.gaps_s.append(now_s - self._last_s)
        self._last_s = now_s
