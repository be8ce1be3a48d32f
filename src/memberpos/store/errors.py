"""Splits the driver's errors into "environment" (a PosError with a next step) and "bug" (left as it is)."""

from __future__ import annotations

from sqlcipher3 import dbapi2

from memberpos.domain.errors import PosError

#: SQLite primary result codes that the machine, not the program, is to blame for.
_ENVIRONMENT: dict[int, str] = {
    3: "read_only",  # PERM
    5: "db_busy",  # BUSY: another process holds the file longer than busy_timeout
    8: "read_only",  # READONLY
    10: "disk_error",  # IOERR
    11: "db_corrupt",  # CORRUPT: also a page whose HMAC is wrong
    13: "disk_full",  # FULL
    14: "bad_file",  # CANTOPEN
    26: "db_corrupt",  # NOTADB: a wrong key looks the same
}


#: The driver's `backup` gives SQLite's sentence without its number.
_SENTENCES: dict[str, str] = {
    "attempt to write a readonly database": "read_only",
    "database is locked": "db_busy",
    "disk I/O error": "disk_error",
    "database disk image is malformed": "db_corrupt",
    "database or disk is full": "disk_full",
    "unable to open database file": "bad_file",
    "file is not a database": "db_corrupt",
}


def translated(error: dbapi2.Error) -> PosError | None:
    """The PosError for an error of the environment, with SQLite's error name as a fact; None for a bug."""
    number = getattr(error, "sqlite_errorcode", None)
    code = _SENTENCES.get(str(error)) if number is None else _ENVIRONMENT.get(number & 0xFF)
    return None if code is None else PosError(code, sqlite=getattr(error, "sqlite_errorname", ""))


def raise_translated(error: dbapi2.Error) -> None:
    """Raises the PosError for an error of the environment; returns for a bug, so that the caller re-raises it."""
    known = translated(error)
    if known is not None:
        raise known from error
