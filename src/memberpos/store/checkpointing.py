"""Folding what was written in bulk into the database beside its writer, so that no sale waits for it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from memberpos.domain.errors import PosError
from memberpos.store.database import Database
from memberpos.store.writer import Writer

_LOG = logging.getLogger(__name__)


class Checkpointer:
    """From `begin` on the writer does not checkpoint; `end` does it at once on a connection (`open_db`) and a thread of
    its own: after hundreds of megabytes it takes seconds. That it failed is only told in the log: the WAL keeps it all.
    """

    def __init__(self, writer: Writer, open_db: Callable[[], Database]) -> None:
        self._writer, self._open_db = writer, open_db
        self._held = ExitStack()
        self._begun = False
        self._thread = ThreadPoolExecutor(1, "checkpoint")

    def begin(self) -> None:
        """Much will be written now; a second call does nothing."""
        if not self._begun:
            self._held.enter_context(self._writer.held_checkpoints())
            self._begun = True

    def end(self) -> None:
        """It was written: folds it, after which the writer checkpoints again. Never waits."""
        if self._begun:
            self._begun = False
            self._thread.submit(self._fold, self._held.pop_all())

    def close(self) -> None:
        """Ends, and waits for it; nothing may begin any more."""
        self.end()
        self._thread.shutdown(wait=True)

    def _fold(self, held: ExitStack) -> None:
        with held:
            try:
                db = self._open_db()
                try:
                    db.all("PRAGMA wal_checkpoint(PASSIVE)")
                finally:
                    db.close()
            except PosError as error:
                _LOG.warning("checkpoint.failed", extra={"facts": {"error": error.code}})
