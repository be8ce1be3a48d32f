"""Waiting at the line for news: one long question at a time, on a thread and a connection of its own.

It only hears that something is there; the sync thread then fetches and applies it, so pages are never applied twice.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from memberpos.domain.errors import PosError
from memberpos.store import secrets, sync_state
from memberpos.store.database import Database
from memberpos.store.writer import SYNC
from memberpos.sync import pages, pull
from memberpos.sync.client import Signer
from memberpos.sync.exchange import Line
from memberpos.sync.pages import PullRequest
from memberpos.sync.push import Store

Question = tuple[str, Signer, PullRequest]


class Listener:
    """`heard` is called on the thread when there is news. It waits only after `listen` allowed it."""

    def __init__(self, store: Store, line: Line, heard: Callable[[], None]) -> None:
        self._store, self._line, self._heard = store, line, heard
        self._condition = threading.Condition()
        self._hold_s = 0
        self._stopping = False
        self._thread = threading.Thread(target=self._main, name="memberpos-listen", daemon=True)

    def start(self) -> None:
        """Begins; call once."""
        self._thread.start()

    def listen(self, hold_s: int) -> None:
        """A round is done and everything was heard: wait for the next news, at most `hold_s` a question (0: do not)."""
        with self._condition:
            self._hold_s = hold_s
            self._condition.notify_all()

    def stop(self) -> None:
        """Ends the thread; a question that is out is not waited for."""
        with self._condition:
            self._stopping = True
            self._condition.notify_all()

    def _main(self) -> None:
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._stopping or self._hold_s > 0)
                if self._stopping:
                    return
                hold_s = self._hold_s
            self._ask(hold_s)

    def _ask(self, hold_s: int) -> None:
        """One question. After news or trouble it rests until the next round is done."""
        try:
            question = self._store.call(_question, SYNC)
            if question is None:
                return self.listen(0)
            url, signer, request = question
            value = pages.encode_pull(replace(request, most=1, wait_s=hold_s))
            answer = self._line.post(url, "/v1/pull", value, signer)
        except (PosError, RuntimeError):  # no line, or the till is ending
            return self.listen(0)
        if answer.status != 200 or answer.value.get("rows"):
            self.listen(0)
            if not self._stopping:
                self._heard()
        return None


def _question(db: Database) -> Question | None:
    hq, request = sync_state.headquarters(db), pull.request(db)
    key = secrets.SecretBox(db).get(secrets.DEVICE_KEY)
    if hq is None or request is None or key is None or sync_state.state(db)[0] != sync_state.ENROLLED:
        return None
    return hq.url, Signer(str(sync_state.identity(db).device_id), key), request
