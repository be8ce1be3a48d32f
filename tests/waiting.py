"""Waiting with a deadline, for tests: nothing here or in a test sleeps for a guessed time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

#: How often a condition that has no event of its own is looked at, in seconds.
LOOK_EVERY_S = 0.005


def wait_until(predicate: Callable[[], T], timeout_s: float = 10, why: str = "") -> T:
    """Look until `predicate()` is truthy and return what it gave; AssertionError after `timeout_s` seconds.

    Not for a test that runs on Qt's thread: there `qtbot.waitUntil` lets events through.
    """
    pause = threading.Event()
    deadline_s = time.monotonic() + timeout_s
    while not (seen := predicate()):
        if time.monotonic() > deadline_s:
            raise AssertionError(why or f"still {seen!r} after {timeout_s} s: {predicate}")
        pause.wait(LOOK_EVERY_S)
    return seen
