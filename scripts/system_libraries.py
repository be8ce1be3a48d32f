"""What comes from the system and not from a Python package: Qt's shared libraries, and the tests' foreign programs.

As root on Debian and Ubuntu missing packages are installed; anyone else is shown the exact line to type.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

Say = Callable[[str], None]

#: Shared library → Debian package: what Qt's xcb, wayland and offscreen platforms link to and PySide6 does not bring.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}


def ensure(packages: Iterable[str], test_packages: Path, say: Say) -> None:
    """`packages` and Qt's libraries or the end of the process; the tests' programs as root, else a note.

    `test_packages`: lines of `program package` (or `/a/file package`), `#` begins a comment.
    """
    install([*packages, *missing_libraries()], "memberpos", say)
    programs = missing_programs(test_packages)
    if programs and is_root() and shutil.which("apt-get"):
        install(programs, "the tests", say)
    elif programs:
        say(f"tests that need these are not run until they are installed: {apt_line(programs)}")


def missing_libraries() -> list[str]:
    """Debian packages of the libraries that do not load here."""
    return [package for library, package in QT_LIBRARIES.items() if not loads(library)]


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_programs(test_packages: Path) -> list[str]:
    """Debian packages of the programs that are not on the PATH, and of the files that are not there."""
    lines = (line.split("#")[0].split() for line in test_packages.read_text(encoding="utf-8").splitlines())
    return list(dict.fromkeys(words[1] for words in lines if words and not present(words[0])))


def present(program: str) -> bool:
    return bool(shutil.which(program)) or Path(program).is_file()


def install(packages: Iterable[str], purpose: str, say: Say) -> None:
    """Install Debian packages as root; ends the process with the line to type where that cannot be done here."""
    wanted = list(packages)
    if not wanted:
        return
    if not is_root() or not shutil.which("apt-get"):
        sys.exit(f"setup: {purpose} needs system packages; type:  {apt_line(wanted)}")
    say(f"installing for {purpose}: {' '.join(wanted)}")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call(["apt-get", "update", "-qq"], env=quiet, stdout=subprocess.DEVNULL)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted]
    if subprocess.call(command, env=quiet, stdout=subprocess.DEVNULL):
        sys.exit(f"setup: could not install; type:  {apt_line(wanted)}")


def apt_line(packages: Iterable[str]) -> str:
    return "sudo apt-get install " + " ".join(packages)


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
