"""A headquarters to measure: PostgreSQL, schemas of the run's own in it, and `hq serve` as a process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from memberpos.commands.benchmarks.figures import InvalidRunError, LeftOutError
from memberpos.commands.hq import missing
from memberpos.domain.errors import PosError

_MB = 1024


@contextmanager
def postgres(folder: Path, named: str | None = None) -> Iterator[str]:
    """The database `named`, or a server of its own with the settings of a headquarters; LeftOutError without one."""
    needed()
    if named is not None:
        yield named
        return
    from memberpos.hq.embedded import EmbeddedPostgres

    place = folder / "hq"
    place.mkdir(mode=0o755, exist_ok=True)
    folder.chmod(0o755)
    try:
        server = EmbeddedPostgres(place)
        server.start()
    except PosError as error:
        raise LeftOutError(f"no PostgreSQL: {error}") from error
    try:
        yield server.url
    finally:
        server.stop()


def needed() -> None:
    """LeftOutError when headquarters' packages are not installed."""
    absent = missing()
    if absent:
        raise LeftOutError(f"not installed: {', '.join(absent)} (memberpos[hq])")


@contextmanager
def schema(database: str) -> Iterator[str]:
    """A URL with headquarters' tables of its own, laid out over the nodes where the server is a cluster's."""
    from memberpos.hq import layout
    from memberpos.hq import schema as tables
    from memberpos.hq.database import Pool, connect, is_cluster

    name = f"bench_{uuid4().hex[:12]}"
    with closing(connect(database)) as admin:
        admin.execute(f"CREATE SCHEMA {name}".encode())
        url = f"{database}{'&' if '?' in database else '?'}options=-csearch_path%3D{name}"
        pool = Pool(url)
        try:
            tables.migrate(pool)
            if pool.transact(is_cluster):
                layout.distribute(pool)
            yield url
        finally:
            pool.close()
            admin.execute("SET client_min_messages = warning")
            admin.execute(f"DROP SCHEMA {name} CASCADE".encode())


@dataclass(frozen=True)
class Served:
    """A running `hq serve`."""

    url: str
    pid: int

    def peak_mb(self) -> float | None:
        """The most memory the process and its bookers have had in use; None where the system does not tell."""
        try:
            return sum(_peak_mb(pid) for pid in (self.pid, *_children(self.pid)))
        except OSError:
            return None


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text("ascii").split()]


def _peak_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next((int(line.split()[1]) / _MB for line in lines if line.startswith("VmHWM")), 0.0)


@contextmanager
def served(database: str, folder: Path) -> Iterator[Served]:
    """`hq serve` on the database; InvalidRunError when it does not start."""
    command = [
        sys.executable, "-m", "memberpos", "hq", "serve", "--database", database, "--port", "0",
        "--snapshots", str(folder / "snapshots"),
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"}) as process:  # noqa: S603
        try:
            assert process.stdout is not None
            line = process.stdout.readline().decode()
            if not line.startswith("ready "):
                raise InvalidRunError(f"headquarters did not start: {line!r}")
            yield Served(line.split()[1], process.pid)
        finally:
            process.terminate()
