"""Where a process stands, in memory it shares with its killer: a word survives the `kill -9` of who wrote it."""

from __future__ import annotations

import mmap
import threading
from enum import IntEnum, auto
from pathlib import Path


class Stage(IntEnum):
    """Points of a till or of headquarters. Each belongs to one thread or is counted under a lock."""

    IDLE = 0
    SALE = auto()  # inside the transaction of a sale, a top-up or a refund
    SALE_COMMIT = auto()  # its COMMIT is asked for and has not returned
    SALE_DONE = auto()  # COMMIT returned, no byte of its paper has left
    OTHER = auto()  # inside another transaction of the till: print queue, watermark
    CHECKPOINT = auto()
    PAPER = auto()  # between two pieces of a paper
    POSTING = auto()  # the till has sent a push and waits for the answer
    ANSWERED = auto()  # the answer came and is not applied yet
    HQ_PUSH = auto()  # headquarters inside the transaction of a push
    HQ_COMMIT = auto()  # its COMMIT comes next
    HQ_DONE = auto()  # COMMIT returned, no byte of the answer has left
    MIGRATION = auto()
    BACKUP = auto()


class Slot(IntEnum):
    READY = 0  # the process does its work
    DATABASE = auto()  # Stage of the writer thread
    OWED = auto()  # 1 while a committed sale has no byte of its paper out
    SYNC = auto()  # Stage of the sync thread
    PUSHES = auto()  # headquarters: pushes inside their transaction
    UNANSWERED = auto()  # headquarters: pushes with new events that are committed and not answered
    AIM = auto()  # the killer's wish: stop at this Stage …
    COUNTDOWN = auto()  # … when it is reached for the n-th time
    PASSING = auto()  # it is to tell and go on instead: the killer wants to hit what comes next
    HELD = auto()  # it is there
    BEATS = auto()  # grows with everything that happens
    SALES = auto()  # committed in this life
    SHUT = auto()  # the killer's wish (1): no further customer; 2: the last one is served


class Page:
    """The words of one process; both sides open the same file."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(8 * len(Slot)))
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), 0)
        self._words = memoryview(self._map).cast("Q")
        self._lock = threading.Lock()

    def __getitem__(self, slot: Slot) -> int:
        return self._words[slot]

    def __setitem__(self, slot: Slot, value: int) -> None:
        self._words[slot] = value

    def clear(self) -> None:
        """Before a new life."""
        for slot in Slot:
            self._words[slot] = 0

    def close(self) -> None:
        self._words.release()
        self._map.close()

    def aim(self, stage: Stage, count: int, *, passing: bool = False) -> None:
        """The process is to stop (or only to tell) when it is at `stage` for the `count`-th time."""
        self[Slot.COUNTDOWN] = count
        self[Slot.PASSING] = passing
        self[Slot.AIM] = stage

    def add(self, slot: Slot, change: int) -> None:
        """Counts up or down; threads may call it at once."""
        with self._lock:
            self._words[slot] += change

    def reach(self, stage: Stage, slot: Slot | None = None) -> None:
        """The calling thread is at `stage` (told in `slot`, if any). Never returns when the killer waits here."""
        if slot is not None:
            self._words[slot] = stage
        with self._lock:
            self._words[Slot.BEATS] += 1
            if not stage or self._words[Slot.AIM] != stage:
                return
            self._words[Slot.COUNTDOWN] -= 1
            if self._words[Slot.COUNTDOWN]:
                return
            self._words[Slot.AIM] = 0
        self._words[Slot.HELD] = 1
        if not self._words[Slot.PASSING]:
            threading.Event().wait()
