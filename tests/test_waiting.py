from __future__ import annotations

import threading

import pytest

from tests.waiting import wait_until


def test_gives_what_the_predicate_gave() -> None:
    done = threading.Event()
    threading.Thread(target=done.set).start()
    assert wait_until(lambda: done.is_set() and "seen") == "seen"


def test_fails_at_the_deadline_and_says_why() -> None:
    with pytest.raises(AssertionError, match="never came"):
        wait_until(lambda: False, timeout_s=0.02, why="never came")
