"""Files written whole or not at all, and what the system's refusals mean."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from memberpos.domain.errors import PosError

_CODES: dict[int, str] = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.EIO: "disk_error",
    errno.ENOENT: "not_found",
}


def os_refusal(error: OSError) -> PosError:
    """The PosError for a file that cannot be read or written: disk_full, read_only, disk_error, not_found, bad_file."""
    return PosError(_CODES.get(error.errno or 0, "bad_file"), errno=error.errno)


def write_whole(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Puts `data` into `path` and on the disk before it returns; after a crash the old or the new content is there.

    PosError as `os_refusal`.
    """
    new = path.with_name(path.name + ".new")
    try:
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise os_refusal(error) from error


def sync_folder(folder: Path) -> None:
    """Makes a rename in `folder` durable; Windows does that by itself and cannot open folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Makes what was written to `path` durable."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def make_private(path: Path) -> None:
    """Makes sure `path` is there, an empty file only its owner may read if it was not. PosError as `os_refusal`.

    SQLite gives a database's companion files the rights of the database.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    except OSError as error:
        raise os_refusal(error) from error
