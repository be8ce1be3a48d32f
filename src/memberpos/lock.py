"""A lock held by one process, gone with it however it ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from memberpos.domain.errors import PosError
from memberpos.files import os_refusal


class FileLock:
    """Locks `path` against other processes; the file holds the owner's process id, for messages only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def take(self) -> None:
        """PosError home_locked (pid) while another process, or another lock of this one, holds it."""
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise os_refusal(error) from error
        try:
            _lock(handle)
        except OSError as error:
            os.close(handle)
            raise PosError("home_locked", pid=self._owner()) from error
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, str(os.getpid()).encode())
        self._handle = handle

    def release(self) -> None:
        """Gives it back; a second call does nothing. The file stays: removing it would race with the next owner."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _owner(self) -> int:
        with suppress(OSError, ValueError):
            return int(self.path.read_text("ascii"))
        return 0


if sys.platform == "win32":
    import msvcrt

    #: Locked bytes cannot be read by others on Windows: lock one far behind the process id.
    _FAR = 1 << 30

    def _lock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
