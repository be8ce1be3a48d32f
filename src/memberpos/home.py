"""A till's data folder: where its files are, its lock, its key, its database.

    <home>/  memberpos.db  keys.json  key (only with the file key store)  settings.toml  logs/  lock

With `--db FILE` the files stand beside FILE instead and the system's key ring is never touched.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from memberpos.domain.errors import PosError
from memberpos.files import make_private, os_refusal
from memberpos.lock import FileLock
from memberpos.security import keys
from memberpos.security.keys import Cost, KeyPlace
from memberpos.security.keystore import FILE, Ring, system_ring
from memberpos.store import scratch
from memberpos.store.database import Database, Guard, open_database
from memberpos.store.migrations import migrate
from memberpos.store.writer import Reader, Writer

HOME_VARIABLE = "MEMBERPOS_HOME"
DATABASE, KEYS = "memberpos.db", "keys.json"


@dataclass(frozen=True)
class Layout:
    """The paths of one till; `ring` is the key ring its key may be kept in, None = a file."""

    database: Path
    lock: Path
    settings: Path
    logs: Path
    keys: KeyPlace

    @property
    def folder(self) -> Path:
        return self.database.parent


def home_layout(folder: Path, ring: Ring | None) -> Layout:
    place = KeyPlace(folder / KEYS, folder / "key", ring)
    return Layout(folder / DATABASE, folder / "lock", folder / "settings.toml", folder / "logs", place)


def file_layout(path: Path) -> Layout:
    def beside(ending: str) -> Path:
        return path.with_name(path.name + ending)

    place = KeyPlace(beside(".keys.json"), beside(".key"), None)
    return Layout(path, beside(".lock"), beside(".settings.toml"), beside(".logs"), place)


@dataclass
class Home:
    """An opened data folder; use as a context manager or `close` it. `recovery_code` is there only right after it
    was made: show it once, it is kept nowhere.
    """

    layout: Layout
    key: bytes = field(repr=False)
    lock: FileLock | None = None
    recovery_code: str | None = field(default=None, repr=False)

    @property
    def folder(self) -> Path:
        return self.layout.folder

    def open_database(self, *, read_only: bool = False, guard: Guard | None = None) -> Database:
        """A connection of its own; a writing one is brought to the newest schema. PosError as `open_database`."""
        db = open_database(self.layout.database, self.key, read_only=read_only, guard=guard)
        if not read_only:
            try:
                migrate(db)
            except BaseException:
                db.close()
                raise
        return db

    def open_writer(self, guard: Guard | None = None) -> Writer:
        """The one writer of this process; close it before the home."""
        return Writer(lambda: self.open_database(guard=guard))

    def open_reader(self, guard: Guard | None = None) -> Reader:
        return Reader(lambda: self.open_database(read_only=True, guard=guard))

    def close(self) -> None:
        if self.lock is not None:
            self.lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def find_home(home: Path | None, environ: Mapping[str, str] = os.environ) -> Path:
    """The data folder: `--home`, else $MEMBERPOS_HOME, else the system's place for a user's data."""
    if home is not None:
        return home
    named = environ.get(HOME_VARIABLE)
    if named:
        return Path(named)
    import platformdirs

    return platformdirs.user_data_path("memberpos", appauthor=False)


def open_home(
    home: Path | None, *, create: bool = False, exclusive: bool = True, environ: Mapping[str, str] = os.environ
) -> Home:
    """Opens the data folder; with `create` makes it when it has no database.

    `exclusive` takes the lock (one till a home); without it the home is only to be read. The database is opened later.
    PosError not_found, home_locked, key_missing, read_only, disk_full, bad_file.
    """
    folder = find_home(home, environ)
    return open_layout(home_layout(folder, _ring_for(folder, environ)), create=create, exclusive=exclusive)


def _ring_for(folder: Path, environ: Mapping[str, str]) -> Ring | None:
    """The key ring, looked for (a quarter of a second) only when the key is or may come to be in it."""
    with suppress(PosError):
        if keys.kept_in(keys.load(folder / KEYS)) == FILE:
            return None
    return system_ring(environ)


def open_db_file(path: Path, *, create: bool = True, exclusive: bool = True) -> Home:
    """The same for one database file (`--db FILE`), its key in `FILE.key`."""
    return open_layout(file_layout(path), create=create, exclusive=exclusive)


def open_layout(layout: Layout, *, create: bool, exclusive: bool, cost: Cost | None = None) -> Home:
    if not create and not layout.database.is_file():
        raise PosError("not_found", what="home")
    _make_folder(layout.folder)
    lock = FileLock(layout.lock) if exclusive or create else None
    if lock is not None:
        lock.take()
    try:
        if lock is not None:
            scratch.sweep(layout.folder)
        if _is_empty(layout.database):
            return _make(layout, lock, cost)
        return Home(layout, keys.unlock(layout.keys), lock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _is_empty(database: Path) -> bool:
    return not database.exists() or database.stat().st_size == 0


def _make(layout: Layout, lock: FileLock | None, cost: Cost | None) -> Home:
    if layout.keys.keys.exists():  # left by a set-up that broke off, or by a deleted database: never overwritten
        layout.keys.keys.replace(layout.keys.keys.with_name(layout.keys.keys.name + ".old"))
    key, code = keys.create(layout.keys, secrets.token_bytes, cost)
    home = Home(layout, key, lock, code)
    make_private(layout.database)
    home.open_database().close()
    return home


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise os_refusal(error) from error
