"""Tells where the database thread is, statement by statement; installed in a child process only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from tests.kill.page import Page, Slot, Stage

from memberpos.store.database import Database

T = TypeVar("T")


class Marks:
    """`selling` says that what runs now is a customer's business; `migrating` that everything is a first start."""

    def __init__(self, page: Page, *, migrating: bool = False) -> None:
        self._page, self._migrating = page, migrating
        self._selling = False

    def selling(self, work: Callable[[], T]) -> T:
        """Runs the use case of a sale; on the writer's thread."""
        self._selling = True
        try:
            return work()
        finally:
            self._selling = False
            self._page[Slot.DATABASE] = Stage.IDLE

    def watch_database(self) -> None:
        """From now on each statement of this process is told before, and COMMIT also after."""
        plain = Database.execute

        def execute(db: Database, sql: str, params: Any = ()) -> Any:
            if db.read_only:
                return plain(db, sql, params)
            before = self._before(sql, inside=db.in_transaction)
            self._page.reach(before, Slot.DATABASE)
            cursor = plain(db, sql, params)
            self._after(sql)
            return cursor

        Database.execute = execute  # type: ignore[method-assign]

    def _before(self, sql: str, *, inside: bool) -> Stage:
        if sql.startswith("PRAGMA wal_checkpoint"):
            return Stage.CHECKPOINT
        if self._migrating:
            return Stage.MIGRATION
        if not inside:
            return Stage.IDLE
        if not self._selling:
            return Stage.OTHER
        return Stage.SALE_COMMIT if sql == "COMMIT" else Stage.SALE

    def _after(self, sql: str) -> None:
        if sql == "COMMIT" and self._selling:
            self._page[Slot.OWED] = 1
            self._page[Slot.SALES] += 1
            self._page.reach(Stage.SALE_DONE, Slot.DATABASE)
        elif sql == "COMMIT" or sql.startswith("PRAGMA wal_checkpoint"):
            self._page[Slot.DATABASE] = Stage.IDLE
