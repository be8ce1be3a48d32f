"""Collects garbage on the UI thread only.

Python may collect on whichever thread allocates; a widget in a reference cycle would then be destroyed away from its
thread, which Qt answers with a crash. So the automatic collector is off while a window lives; a timer does its work.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 3000
#: Every so many rounds the old generations are looked through too.
FULL_ROUNDS = 20


class Garbage(QObject):
    """Takes over collection from `start` to `stop`; both on the UI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._round = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._collect)

    def start(self) -> None:
        """The automatic collector rests."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """The automatic collector works again."""
        self._timer.stop()
        gc.enable()

    def _collect(self) -> None:
        self._round += 1
        gc.collect(2 if self._round % FULL_ROUNDS == 0 else 1)
