"""Kills where no sale is: in the first start of a home, in a backup, and of everything at once."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from random import Random

from tests.kill.campaign import Mortal, Report, Shot
from tests.kill.evidence import Trail
from tests.kill.nursery import Nursery
from tests.kill.page import Stage
from tests.kill.shop import new_shop, open_shop
from tests.waiting import wait_until

from memberpos.domain.errors import PosError
from memberpos.hq.embedded import EmbeddedPostgres
from memberpos.store.backup import read_manifest
from memberpos.store.database import SCHEMA_VERSION

FIRST_START, BACKUP = "in a first start", "in a backup"
#: Kills a home must stand before its first start may end.
TRIES = 8


def kill_first_starts(nursery: Nursery, folder: Path, seed: str, kills: int) -> Report:
    """Homes whose first start is killed again and again, then left alone: each must come to be."""
    report, random, began = Report(), Random(seed), time.monotonic()
    while report.kills.total() < kills and not report.problems:
        home = folder / f"first{report.kills.total()}"
        maker = Mortal(nursery, "first_start", folder, home=str(home))
        for _ in range(TRIES):
            maker.start()
            maker.shoot(Shot(Stage.MIGRATION, random.randrange(1, 100), random.randrange(3000), random.random() < 0.4))
            report.kills["first start"] += 1
            report.fell[FIRST_START] += 1
        maker.start()
        maker.joined()
        maker.end()
        report.problems += _unborn(home)
    report.seconds = time.monotonic() - began
    return report


def _unborn(folder: Path) -> list[str]:
    """What is wrong with a home that was just made."""
    with open_shop(folder) as home:
        db = home.open_database()
        found = [] if db.schema_version == SCHEMA_VERSION else [f"schema {db.schema_version}"]
        found += [str(row[0]) for row in db.all("PRAGMA integrity_check") if row[0] != "ok"]
        db.close()
    return found


def kill_backups(nursery: Nursery, folder: Path, seed: str, kills: int) -> Report:
    """A selling till whose backups are killed: the file there is always a whole backup, and the next one works."""
    report, random, began = Report(), Random(seed), time.monotonic()
    home = new_shop(folder / "backed-up")
    till, backer = Mortal(nursery, "till", home, home=str(home)), Mortal(nursery, "backup", home, home=str(home))
    till.start(seed=seed)
    while report.kills.total() < kills and not report.problems:
        backer.start()
        backer.ready()
        backer.shoot(Shot(Stage.BACKUP, random.randrange(1, 10), random.randrange(3000), random.random() < 0.5))
        report.kills["backup"] += 1
        report.fell[BACKUP] += 1
        report.problems += [*_bad_backup(home / "backup"), *Trail(home).problems(dead=False)]
    till.kill()
    report.problems += [*Trail(home).problems(), *backer.said(), *till.said()]
    for mortal in (till, backer):
        mortal.end()
    report.seconds = time.monotonic() - began
    return report


def _bad_backup(file: Path) -> list[str]:
    if not file.exists():
        return []
    try:
        read_manifest(file)
    except PosError as error:
        return [f"a broken backup: {error}"]
    return []


def kill_postgres(server: EmbeddedPostgres) -> None:
    """`kill -9` of a database server and all its processes, as when the power fails."""
    master = int((server.data / "postmaster.pid").read_text().splitlines()[0])
    family = [master, *(pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if _parent(pid) == master)]
    for pid in family:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not any(_lives(pid) for pid in family))


def _stat(pid: int) -> list[str]:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    return ["X", "0"]


def _parent(pid: int) -> int:
    return int(_stat(pid)[1])


def _lives(pid: int) -> bool:
    return _stat(pid)[0] not in "XZ"
