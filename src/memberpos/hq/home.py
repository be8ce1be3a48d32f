"""Headquarters' own data folder, apart from any till's, and where its embedded database may live."""

from __future__ import annotations

from pathlib import Path

from memberpos.domain.errors import PosError
from memberpos.files import os_refusal

#: A till's database; a folder that holds one is no place for a headquarters.
_TILL_DATABASE = "memberpos.db"


def find_hq_home(named: Path | None, till_home: Path) -> Path:
    """The folder for headquarters: the one named, else beside the default home of a till, never in it.

    PosError not_empty when the folder is a till's.
    """
    home = named or till_home.with_name(till_home.name + "-hq")
    if (home / _TILL_DATABASE).exists():
        raise PosError("not_empty", what="till")
    return home


def make_hq_home(home: Path) -> Path:
    """Makes the folder. An embedded database may run as another user, so that user may pass, but not list."""
    try:
        home.mkdir(mode=0o711, parents=True, exist_ok=True)
    except OSError as error:
        raise os_refusal(error) from error
    return home.resolve()


def all_may_pass(path: Path) -> bool:
    """True when every user may go through `path` and all folders above it."""
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents))
