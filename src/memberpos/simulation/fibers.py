"""Work that waits for the network in the middle of a call: a thread that runs only while the simulation waits for it.

At any moment one thread runs, so nothing depends on timing, and the code that is simulated keeps its straight form.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread
from typing import Any


class Killed(BaseException):
    """The machine died while it waited; nothing may catch it."""


class Fiber:
    """Runs `work` up to each `ask`; `resume` gives the answer and runs on to the next."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work = work
        self._mine, self._theirs = Lock(), Lock()
        self._mine.acquire()
        self._theirs.acquire()
        self._answer: Any = None
        self.asked: Any = None
        self.done = False
        self.result: Any = None
        self.error: BaseException | None = None
        self._thread = Thread(target=self._main, daemon=True)
        self._thread.start()

    def resume(self, answer: Any = None) -> None:
        """Goes on until the work asks again (`asked`) or ends (`done`, with `result` or `error`)."""
        self.asked, self._answer = None, answer
        self._mine.release()
        self._theirs.acquire()
        if self.done:
            self._thread.join()

    def ask(self, question: Any) -> Any:
        """Called by the work: waits for an answer; an exception given as one is raised."""
        self.asked = question
        self._theirs.release()
        self._mine.acquire()
        if isinstance(self._answer, BaseException):
            raise self._answer
        return self._answer

    def kill(self) -> None:
        """Ends work that waits."""
        if not self.done:
            self.resume(Killed())

    def _main(self) -> None:
        self._mine.acquire()
        try:
            self.result = self._work()
        except BaseException as error:  # noqa: BLE001 - handed to the simulation, which knows what it means
            self.error = error
        self.done = True
        self._theirs.release()
