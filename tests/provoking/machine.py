"""Errors of the machine: its disk, its data folder, its clock, its files."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from memberpos.commands.doctor_checks import FAIL, Patient, clock
from memberpos.commands.messages import MESSAGES
from memberpos.domain.errors import PosError
from memberpos.home import Home, open_home
from memberpos.security import keys
from memberpos.services import members, setup, staff
from memberpos.services.members import EnrolRequest
from memberpos.services.use import Use
from memberpos.store.backup import read_manifest, restore_backup
from memberpos.store.database import Database, open_database
from tests.provoking.place import Place, Provocation
from tests.services.shop import DAY_MS, KEY, START_MS

FILE_KEYS = {"MEMBERPOS_KEYSTORE": "file"}


def db_newer(place: Place) -> object:
    place.shop.db.execute("PRAGMA user_version=99")
    return open_database(place.shop.db.path, KEY)


def db_corrupt(place: Place) -> object:
    path = place.folder / "broken.db"
    path.write_bytes(os.urandom(8192))
    return open_database(path, KEY)


def key_missing(place: Place) -> object:
    """The file that held the key is gone."""
    folder = place.folder / "home"
    with open_home(folder, create=True, environ=FILE_KEYS) as home:
        home.layout.keys.file.unlink()
    return open_home(folder, environ=FILE_KEYS)


def home_locked(place: Place) -> object:
    with open_home(place.folder / "home", create=True, environ=FILE_KEYS):
        return open_home(place.folder / "home", environ=FILE_KEYS)


def disk_full(place: Place) -> object:
    """No page more than the database has."""
    place.shop.db.value(f"PRAGMA max_page_count={place.shop.db.value('PRAGMA page_count')}")
    return enrol_many(place)


def disk_error(place: Place) -> object:
    """The system refuses to let the log of the database grow: a write fails for a reason that is not a full disk."""
    log = Path(f"{place.shop.db.path}-wal")
    with file_size_limit(log.stat().st_size + 1):
        return enrol_many(place)


def enrol_many(place: Place) -> object:
    """More than there is room for."""
    for _ in range(200):
        members.enrol(place.shop.use(), EnrolRequest("x" * 2000))
    return None


@contextmanager
def file_size_limit(limit: int) -> Iterator[None]:
    """No file of this process may grow over `limit` bytes meanwhile (the signal is ignored by Python)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def read_only(place: Place) -> object:
    with closing(open_database(place.shop.db.path, KEY, read_only=True)) as db:
        return members.enrol(_use_of(place, db), EnrolRequest("A"))


def db_busy(place: Place) -> object:
    """Another program is in the middle of writing."""
    with closing(open_database(place.shop.db.path, KEY)) as other:
        place.shop.db.value("PRAGMA busy_timeout=0")
        with other.transaction():
            return staff.add(place.shop.use(), "A", "cashier", "8642")


def _use_of(place: Place, db: Database) -> Use:
    use = place.shop.use()
    return Use(db, use.now_ms, use.new_id, use.staff_id, random=use.random)


def bad_file(place: Place) -> object:
    file = place.folder / "backup"
    file.write_text("no backup")
    return read_manifest(file)


def not_empty(place: Place) -> object:
    with open_home(place.folder / "home", create=True, environ=FILE_KEYS) as home:
        return _restore(home)


def _restore(home: Home) -> object:
    new_device = Use(None, 0, None).random(16)  # type: ignore[arg-type] # never used: the home is refused first
    return restore_backup(
        home.folder / "none", home.layout.database, home.layout.keys, "", random=os.urandom, new_device=new_device
    )


def wrong_recovery_code(place: Place) -> object:
    with open_home(place.folder / "home", create=True, environ=FILE_KEYS) as home:
        return keys.open_with_code(keys.load(home.layout.keys.keys), "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA")


def clock_back(place: Place) -> PosError:
    """`doctor` finds the computer's clock before the last booking, and says what this code says."""
    folder = place.folder / "home"
    with open_home(folder, create=True, environ=FILE_KEYS) as home, closing(home.open_database()) as db:
        use = Use(db, START_MS, place.shop.use().new_id)
        setup.create_shop(use, setup.SetupRequest("A", "B", "2580"))
    found = clock(Patient(folder, START_MS - DAY_MS, FILE_KEYS, lambda _url: 200))
    assert (found.state, found.next) == (FAIL, MESSAGES["clock_back"])
    return PosError("clock_back")


MACHINE: Mapping[str, Provocation] = {
    work.__name__: work
    for work in (
        db_newer, db_corrupt, key_missing, home_locked, disk_full, disk_error, read_only, db_busy, bad_file, not_empty,
        clock_back,
    )
}  # fmt: skip
