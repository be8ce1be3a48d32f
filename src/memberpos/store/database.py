"""One encrypted connection: opening with the till's pragmas, transactions, error translation.

Durability: WAL with synchronous=FULL; every transaction begins IMMEDIATE, because a deferred one that reads and then
writes fails at once when another connection wrote in between. Checkpoints are the writer's business (`store.writer`).
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2
from sqlcipher3.dbapi2 import Cursor, Row

from memberpos.domain.errors import PosError
from memberpos.files import os_refusal
from memberpos.store.errors import raise_translated

#: Newest schema this program knows; a file's own is its `PRAGMA user_version`.
SCHEMA_VERSION = 1
#: Older engines can lose a committed transaction when a WAL is reset during a checkpoint.
OLDEST_ENGINE = (3, 51, 3)
KEY_BYTES = 32
BUSY_TIMEOUT_MS = 5000

_PLAIN_HEADER = b"SQLite format 3\x00"
_PRAGMAS = (
    "cache_size=-65536",
    "mmap_size=0",
    "temp_store=MEMORY",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
    f"busy_timeout={BUSY_TIMEOUT_MS}",
)
_WRITER_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "wal_autocheckpoint=0",
    "journal_size_limit=67108864",
)
_MACOS_PRAGMAS = ("fullfsync=1", "checkpoint_fullfsync=1")

Params = Sequence[Any] | Mapping[str, Any]
Guard = Callable[[], None]


def forbid_thread(ident: int) -> Guard:
    """A guard that raises RuntimeError when a database is used on the thread `ident` (the UI thread)."""

    def guard() -> None:
        if threading.get_ident() == ident:
            raise RuntimeError("database used on the UI thread")

    return guard


class Database:
    """One connection, used by one thread at a time, in autocommit mode outside `transaction()`.

    Errors of the environment are raised as PosError (disk_full, read_only, disk_error, db_corrupt, db_busy, bad_file);
    any other driver error propagates: it is a bug. `guard` is called before each statement.
    """

    def __init__(
        self, connection: dbapi2.Connection, path: Path, *, read_only: bool = False, guard: Guard | None = None
    ) -> None:
        self.connection = connection
        self.path = path
        self.read_only = read_only
        self.guard = guard
        self._endings: dict[str, Callable[[], None]] = {}

    def at_end(self, name: str, action: Callable[[], None]) -> None:
        """Runs `action` inside the present transaction as its last step, once for each `name`."""
        self._endings.setdefault(name, action)

    @property
    def in_transaction(self) -> bool:
        return self.connection.in_transaction

    @property
    def schema_version(self) -> int:
        """Schema version of the file; 0 for a new one."""
        return int(self.value("PRAGMA user_version"))

    def execute(self, sql: str, params: Params = ()) -> Cursor:
        if self.guard is not None:
            self.guard()
        try:
            return self.connection.execute(sql, params)
        except dbapi2.Error as error:
            raise_translated(error)
            raise

    def executemany(self, sql: str, rows: Iterable[Params]) -> Cursor:
        if self.guard is not None:
            self.guard()
        try:
            return self.connection.executemany(sql, rows)
        except dbapi2.Error as error:
            raise_translated(error)
            raise

    def one(self, sql: str, params: Params = ()) -> Row | None:
        """First row or None. The statement is finished, so that it does not hold back checkpoints."""
        cursor = self.execute(sql, params)
        try:
            row: Row | None = cursor.fetchone()
        except dbapi2.Error as error:
            raise_translated(error)
            raise
        finally:
            cursor.close()
        return row

    def all(self, sql: str, params: Params = ()) -> list[Row]:
        cursor = self.execute(sql, params)
        try:
            return cursor.fetchall()
        except dbapi2.Error as error:
            raise_translated(error)
            raise

    def value(self, sql: str, params: Params = ()) -> Any:
        """First column of the first row, or None."""
        row = self.one(sql, params)
        return None if row is None else row[0]

    def limit_cache(self, kib: int) -> None:
        """Keeps at most so many KiB of pages in memory."""
        self.value(f"PRAGMA cache_size=-{kib}")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """BEGIN IMMEDIATE … COMMIT; ROLLBACK on any exception. Not to be nested (RuntimeError).

        Driver errors from fetching rows inside the block are translated as well.
        """
        if self.in_transaction:
            raise RuntimeError("nested transaction")
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            while self._endings:
                self._endings.pop(next(iter(self._endings)))()
            self.execute("COMMIT")
        except BaseException as error:
            self._endings.clear()
            self.roll_back()
            if isinstance(error, dbapi2.Error):
                raise_translated(error)
            raise

    @contextmanager
    def tried(self) -> Iterator[None]:
        """Inside a transaction: what the block writes can be read in the block and is gone after it."""
        if not self.in_transaction:
            raise RuntimeError("tried without a transaction")
        self.execute("SAVEPOINT tried")
        try:
            yield
        finally:
            if self.in_transaction:  # a full disk makes SQLite roll back by itself
                self.execute("ROLLBACK TO tried")
                self.execute("RELEASE tried")

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part of a transaction that is undone alone when it raises. PosError bad_file for rows that break a rule of
        their table (what another machine sent may).
        """
        self.execute("SAVEPOINT part")
        try:
            yield
        except BaseException as error:
            self.execute("ROLLBACK TO part")
            self.execute("RELEASE part")
            if isinstance(error, dbapi2.IntegrityError):
                raise PosError("bad_file", what="row") from error
            raise
        self.execute("RELEASE part")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads inside see the database as it is at the first one, whatever other connections commit meanwhile.

        Inside a transaction that is so anyway. Not to be held for long: the WAL cannot be reused as long as it lasts.
        """
        if self.in_transaction:
            yield
            return
        self.execute("BEGIN")
        try:
            yield
        finally:
            self.roll_back()

    def roll_back(self) -> None:
        """Ends an open transaction, if there is one, without its changes."""
        if self.connection.in_transaction:  # a full disk makes SQLite roll back by itself
            with suppress(dbapi2.Error):
                self.connection.execute("ROLLBACK")

    def close(self) -> None:
        """Closes the connection. The last one of a file folds the WAL into it; a second call does nothing."""
        self.connection.close()


def open_database(path: Path, key: bytes, *, read_only: bool = False, guard: Guard | None = None) -> Database:
    """Opens (when not `read_only`: or makes) the encrypted database `path` with the raw 32-byte `key`.

    The schema is left as it is (`store.migrations.migrate`). PosError: key_missing (no key of 32 bytes), not_found
    (read-only and no file), db_newer, db_corrupt (also: not a database, another key), read_only, disk_full, db_busy,
    bad_file, disk_error.
    """
    check_engine(dbapi2.sqlite_version_info)
    if len(key) != KEY_BYTES:
        raise PosError("key_missing")
    if read_only and not path.is_file():
        raise PosError("not_found", what="database")
    _refuse_plain(path)
    connection = _connect(path, read_only=read_only)
    try:
        _prepare(connection, key, read_only=read_only)
        db = Database(connection, path, read_only=read_only, guard=guard)
        _refuse_newer(db)
    except dbapi2.Error as error:
        connection.close()
        raise_translated(error)
        raise
    except BaseException:
        connection.close()
        raise
    return db


def memory_connection() -> dbapi2.Connection:
    """A connection to a new database in memory: not encrypted, not durable, gone when it is closed. For simulations."""
    connection = dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.row_factory = Row
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def check_engine(version: tuple[int, ...]) -> None:
    """Raises RuntimeError for an SQLite engine that may lose a committed sale."""
    if version < OLDEST_ENGINE:
        raise RuntimeError(f"SQLite {version} is older than {OLDEST_ENGINE}")


def _refuse_plain(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(len(_PLAIN_HEADER))
    except FileNotFoundError:
        return
    except OSError as error:
        raise os_refusal(error) from error
    if head == _PLAIN_HEADER:
        raise PosError("db_corrupt", reason="not_encrypted")


def _connect(path: Path, *, read_only: bool) -> dbapi2.Connection:
    uri = path.absolute().as_uri() + ("?mode=ro" if read_only else "?mode=rwc")
    try:
        connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    except dbapi2.Error as error:
        raise_translated(error)
        raise
    connection.row_factory = Row
    return connection


def _prepare(connection: dbapi2.Connection, key: bytes, *, read_only: bool) -> None:
    # cipher_log_level: one corrupt page would otherwise print thousands of lines to stderr.
    pragmas = [f"key=\"x'{key.hex()}'\"", "cipher_log_level=NONE", *_PRAGMAS]
    if read_only:
        pragmas.append("query_only=ON")
    else:
        pragmas += ["auto_vacuum=INCREMENTAL", *_WRITER_PRAGMAS]
    if sys.platform == "darwin":
        pragmas += _MACOS_PRAGMAS
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the first read shows a wrong key


def _refuse_newer(db: Database) -> None:
    version = db.schema_version
    if version > SCHEMA_VERSION:
        raise PosError("db_newer", version=version, newest=SCHEMA_VERSION)
