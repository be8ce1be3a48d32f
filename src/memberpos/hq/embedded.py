"""A PostgreSQL server of headquarters' own: started, taken over after a crash, stopped.

It listens on a Unix socket in a folder only its user may enter (on Windows: on a loopback port, with a password). It is
started through `pg_ctl`, so it outlives a `kill -9` of headquarters; the next start finds it running and goes on.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self
from urllib.parse import quote

from memberpos.domain.errors import PosError
from memberpos.files import os_refusal, write_whole
from memberpos.hq.database import connect
from memberpos.hq.home import make_hq_home
from memberpos.hq.postgres_files import Places, find_places
from memberpos.lock import FileLock

#: Small enough for a shop's PC; every commit is on the disk before its answer.
SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "shared_buffers": "64MB",
        "max_connections": "40",
        "synchronous_commit": "on",
        "fsync": "on",
        "timezone": "UTC",
        "log_min_messages": "warning",
        "logging_collector": "off",
    }
)
_ADMIN = "postgres"
_START_S, _STOP_S, _LOCK_S = 60, 60, 30
#: A server that runs may be silent so long; what is asked for after a pause is another silence.
_SILENT_S, _EPISODE_S = 120.0, 120.0
_WINDOWS = sys.platform == "win32"


class EmbeddedPostgres:
    """The server of one headquarters' home; a context manager that starts it and stops it again.

    One owner a home: a second `start` waits for the first to end, then PosError home_locked.
    """

    def __init__(self, home: Path, settings: Mapping[str, str] = SETTINGS, stop_s: int = _STOP_S) -> None:
        self._home, self._stop_s = make_hq_home(home), stop_s
        self._asked_s, self._silent_since_s = -_EPISODE_S, 0.0
        self._settings = {**SETTINGS, **settings}
        self._places: Places = find_places(self._home)
        self._lock = FileLock(self._home / "lock")

    @property
    def data(self) -> Path:
        """The cluster's folder."""
        return self._places.data

    @property
    def url(self) -> str:
        """Where a running server of this home answers."""
        password = self._password_file.read_text("ascii") if self._password_file.exists() else ""
        host, port = (str(self._places.sockets), 5432) if not _WINDOWS else ("127.0.0.1", self._port())
        return f"postgresql://{_ADMIN}:{password}@/{_ADMIN}?host={quote(host, safe='')}&port={port}"

    @property
    def _password_file(self) -> Path:
        return self._home / "postgres.password"

    def start(self) -> str:
        """Starts the server, or takes over the one a killed headquarters left; returns its URL."""
        self._take_lock()
        try:
            if not (self.data / "PG_VERSION").exists():
                self._make_cluster()
            self.revive()
            if not self._answers_within(_START_S):
                self._begin_anew()
        except BaseException:
            self._lock.release()
            raise
        return self.url

    def stop(self) -> None:
        """Stops the server and gives the home back; a second call does nothing."""
        if self.is_running():
            self._end_server()
        self._lock.release()

    def revive(self) -> None:
        """Starts the server when it does not run: it was killed, memory ran out. The caller owns this home, and calls
        again while nothing answers: one that runs and stays silent for too long is ended and started.
        """
        if not self.is_running():
            self._run_server()
            return
        now_s = time.monotonic()
        if now_s - self._asked_s > _EPISODE_S:
            self._silent_since_s = now_s
        self._asked_s = now_s
        if now_s - self._silent_since_s > _SILENT_S:
            self._begin_anew()
            self._asked_s = -_EPISODE_S

    def is_running(self) -> bool:
        """True when a server of this data folder is alive, whoever started it."""
        if not (self.data / "postmaster.pid").exists():
            return False
        return self._program("pg_ctl", "status", "-D", str(self.data), check=False) == 0

    def is_owned(self) -> bool:
        """True while some process has started the server of this home and not yet given it back."""
        try:
            self._lock.take()
        except PosError:
            return True
        self._lock.release()
        return False

    def destroy(self) -> None:
        """Stops the server and deletes all its data."""
        self.stop()
        for folder in {self.data, self._places.sockets}:
            shutil.rmtree(folder, ignore_errors=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _take_lock(self) -> None:
        deadline = time.monotonic() + _LOCK_S
        while True:
            try:
                return self._lock.take()
            except PosError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def _answers_within(self, seconds: float) -> bool:
        """One that was running may be recovering, because one of its processes was killed."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                connect(self.url).close()
            except PosError:
                if time.monotonic() > deadline:
                    return False
                time.sleep(0.1)
            else:
                return True

    def _begin_anew(self) -> None:
        """Ends a server that does not answer, and starts it; PosError hq_unreachable when that does not help."""
        self._end_server()
        self._run_server()
        if not self._answers_within(_START_S):
            raise PosError("hq_unreachable", what="database")

    def _end_server(self) -> None:
        """As it should be; at once when one of its processes does not listen: nothing committed is lost by that."""
        stop = ("pg_ctl", "stop", "-w", "-D", str(self.data))
        if self._program(*stop, "-m", "fast", "-t", str(self._stop_s), check=False) != 0:
            self._program(*stop, "-m", "immediate", "-t", str(_STOP_S))

    def _make_cluster(self) -> None:
        """Makes the cluster beside its place and moves it there whole: a crash never leaves half of one."""
        new = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        self._make_folder(new)
        self._program("initdb", "-D", str(new), "-U", _ADMIN, "-E", "UTF8", "--locale=C", *self._auth())
        self._make_room()
        new.rename(self.data)

    def _make_room(self) -> None:
        if self.data.exists():  # an empty or broken leftover, never a cluster: that has PG_VERSION
            with suppress(OSError):
                self.data.rmdir()

    def _auth(self) -> Sequence[str]:
        if not _WINDOWS:  # the folder of the socket is closed to everybody else
            return ("--auth-local=trust", "--auth-host=reject")
        write_whole(self._password_file, secrets.token_hex(16).encode())
        return ("--auth=scram-sha-256", f"--pwfile={self._password_file}")

    def _make_folder(self, folder: Path) -> None:
        """A folder only the server's user may enter; PosError when somebody else's stands there."""
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._places.user is not None:
                shutil.chown(folder, self._places.user, self._places.user)
                folder.chmod(0o700)
            elif not _WINDOWS and folder.stat().st_uid != os.geteuid():
                raise PosError("read_only", what="postgres")
        except OSError as error:
            raise os_refusal(error) from error

    def _run_server(self) -> None:
        self._make_folder(self._places.sockets)
        listen = f"-c listen_addresses=127.0.0.1 -p {_free_port()}" if _WINDOWS else "-c listen_addresses="
        sockets = "" if _WINDOWS else f'-c unix_socket_directories="{self._places.sockets}" -p 5432'
        options = " ".join([listen, sockets, *(f"-c {name}={value}" for name, value in self._settings.items())])
        log = str(self.data / "server.log")
        self._program("pg_ctl", "start", "-w", "-t", str(_START_S), "-D", str(self.data), "-l", log, "-o", options)

    def _port(self) -> int:
        return int((self.data / "postmaster.pid").read_text().splitlines()[3])

    def _program(self, name: str, *arguments: str, check: bool = True) -> int:
        """Runs one of PostgreSQL's programs as its user. PosError hq_refused with its name when it fails."""
        user = self._places.user
        ending = ".exe" if _WINDOWS else ""
        # A pipe would be inherited by the server and never close: a file takes the output.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(  # noqa: S603
                [str(self._places.programs / (name + ending)), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self._places.programs,
                env={**os.environ, "LC_ALL": "C"},
                start_new_session=True,
                check=False,
                user=user,
                group=user,
                extra_groups=None if user is None else (),
            )
            if check and done.returncode != 0:
                output.seek(0)
                said = output.read()[-400:].decode("utf-8", "replace")
                raise PosError("hq_refused", what=name, status=done.returncode, said=said)
        return done.returncode


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
