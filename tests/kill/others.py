"""Kills where no sale is: in the first start of a home, in a backup, and of everything at once."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

from tests.hq.world import public_folder
from tests.kill.campaign import Ended, Mortal, Shot, shots
from tests.kill.chain import HQ_BEATS, HQ_STAGES, Chain
from tests.kill.evidence import Trail
from tests.kill.nursery import Nursery
from tests.kill.page import Stage
from tests.kill.report import Report
from tests.kill.shop import new_shop, open_shop

from memberpos.domain.errors import PosError
from memberpos.hq.embedded import EmbeddedPostgres
from memberpos.security import keys
from memberpos.store import schema_v1
from memberpos.store.backup import read_manifest, write_backup
from memberpos.store.database import SCHEMA_VERSION
from memberpos.till import system_now_ms

FIRST_START, BACKUP = "in a first start", "in a backup"
#: Kills a home must stand before its first start may end.
TRIES = 8
#: About so many are run on a new database.
STATEMENTS = len(schema_v1.STATEMENTS)


def kill_first_starts(nursery: Nursery, folder: Path, seed: str, kills: int) -> Report:
    """Homes whose first start is killed again and again, then left alone: each must come to be."""
    report, random, began = Report(), Random(seed), time.monotonic()
    while report.kills.total() < kills and not report.problems:
        home = folder / f"first{report.kills.total()}"
        maker = Mortal(nursery, "first_start", folder, has_an_end=True, home=str(home))
        with suppress(Ended):
            for _ in range(TRIES):
                maker.start()
                count, spin_us = random.randrange(1, STATEMENTS), random.randrange(3000)
                maker.shoot(Shot(Stage.MIGRATION, count, spin_us, random.random() < 0.4))
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
    report.problems += [*Trail(home).problems(), *backer.said(), *till.said(), *_no_good_backup(home)]
    for mortal in (till, backer):
        mortal.end()
    report.seconds = time.monotonic() - began
    return report


def _no_good_backup(folder: Path) -> list[str]:
    """One more, left alone: it must work and clear away what the killed ones left."""
    with open_shop(folder, exclusive=False) as home:
        db = home.open_database(read_only=True)
        keyfile = keys.load(home.layout.keys.keys)
        made = write_backup(db, home.key, keyfile, folder / "backup", now_ms=system_now_ms(), app="0.1.0")
        last_seq = db.value("SELECT max(seq) FROM outbox")
        db.close()
    ours = {"backup", "backup.page", "backup.errors"}
    found = [f"left behind: {path.name}" for path in folder.glob("*backup*") if path.name not in ours]
    return found + ([] if made.last_seq == last_seq else [f"the backup ends at {made.last_seq}, not {last_seq}"])


def _bad_backup(file: Path) -> list[str]:
    if not file.exists():
        return []
    try:
        read_manifest(file)
    except PosError as error:
        return [f"a broken backup: {error}"]
    return []


def power_cuts(nursery: Nursery, folder: Path, seed: str, times: int) -> Report:
    """Tills, headquarters and a PostgreSQL of their own (with fsync) die together, again and again."""
    public = public_folder()
    server = EmbeddedPostgres(public / "hq")
    server.start()
    chain = Chain(nursery, folder, server.url)
    try:
        for number, shot in zip(range(times), shots(seed, HQ_STAGES, HQ_BEATS), strict=False):
            chain.kill_everything(f"{seed}/{number}", shot, lambda: kill_postgres(server))
            server.stop()
            server.start()
            chain.hq.start()
        chain.settle()
    finally:
        chain.close()
        last = postmaster(server)
        server.destroy()
        bury([last])
        shutil.rmtree(public)
    return chain.report


PR_SET_CHILD_SUBREAPER = 36


@contextmanager
def taking_orphans() -> Iterator[None]:
    """Inside, processes that lose their parent become children of this one. Where nobody takes the corpses of orphans
    away (a container whose first process does not), a killed server's pid would look alive for ever, also to
    headquarters that has ended a server itself: those of database servers are taken away as they come.
    """
    prctl, over = ctypes.CDLL(None).prctl, threading.Event()
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    undertaker = threading.Thread(target=_take_away, args=(over,))
    undertaker.start()
    try:
        yield
    finally:
        over.set()
        undertaker.join()
        prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


def _take_away(over: threading.Event) -> None:
    mine = str(os.getpid())
    while not over.wait(0.2):
        for pid in (int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()):
            with suppress(OSError):
                text = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
                state, parent = text.rpartition(")")[2].split()[:2]
                if state == "Z" and parent == mine and "(postgres)" in text:
                    os.waitpid(pid, os.WNOHANG)


def kill_postgres(server: EmbeddedPostgres) -> bool:
    """`kill -9` of a database server and all its processes, as when the power fails; False when there is none."""
    master = postmaster(server)
    if not master:
        return False
    everybody = (int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit())
    family = [master, *(pid for pid in everybody if _parent(pid) == master)]
    for pid in family:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    bury(family)
    return True


def postmaster(server: EmbeddedPostgres) -> int:
    """The server's process id; 0 when it does not run. The file outlives a killed server, and its number may be
    somebody else's by now.
    """
    with suppress(OSError, IndexError, ValueError):
        pid = int((server.data / "postmaster.pid").read_text("ascii").splitlines()[0])
        if str(server.data).encode() in Path(f"/proc/{pid}/cmdline").read_bytes():
            return pid
    return 0


def bury(family: Iterable[int]) -> None:
    """Waits for the end of adopted processes."""
    for pid in filter(None, family):
        with suppress(ChildProcessError):
            os.waitpid(pid, 0)


def _stat(pid: int) -> list[str]:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    return ["X", "0"]


def _parent(pid: int) -> int:
    return int(_stat(pid)[1])
