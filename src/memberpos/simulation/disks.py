"""A till's database in memory, whose machine can die at any COMMIT, and copies of it as a backup would be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from memberpos.store.database import Database, Params, memory_connection

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Cursor


class Died(BaseException):
    """The till's power went; nothing may catch it."""


class Disk(Database):
    """What was committed stays, what was not is gone. `commits` counts."""

    def __init__(self) -> None:
        super().__init__(memory_connection(), Path(":memory:"))
        self._left = 0
        self._before = False
        self.commits = 0

    def die_in(self, commits: int, *, before: bool) -> None:
        """Plans a death at the n-th COMMIT from now, just before or just after it; 0 calls it off."""
        self._left, self._before = commits, before

    @property
    def doomed(self) -> bool:
        """True while a death is planned."""
        return self._left > 0

    def copy(self) -> Disk:
        """The same contents on another disk."""
        other = Disk()
        self.connection.backup(other.connection)
        return other

    def execute(self, sql: str, params: Params = ()) -> Cursor:
        if sql != "COMMIT":
            return super().execute(sql, params)
        dies = self._left == 1
        self._left = max(0, self._left - 1)
        if dies and self._before:
            raise Died
        cursor = super().execute(sql, params)
        self.commits += 1
        if dies:
            raise Died
        return cursor
