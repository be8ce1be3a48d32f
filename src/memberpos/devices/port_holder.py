"""Which program holds a port? Linux says so in /proc, of the user's own programs; elsewhere nobody does."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_PROC = Path("/proc")


def holder_of(device: str, proc: Path = _PROC) -> str:
    """Name of another program that has `device` open; "" when none is seen (or it is another user's)."""
    try:
        wanted = os.path.realpath(device)
        programs = [entry for entry in proc.iterdir() if entry.name.isdigit() and entry.name != str(os.getpid())]
    except OSError:
        return ""
    return next((_name(program) for program in programs if _holds(program, wanted)), "")


def holders(devices: Iterable[str]) -> list[str]:
    """Names of other programs that have any of these open, each once."""
    found = {holder_of(device) for device in devices if Path(device).exists()}
    return sorted(found - {""})


def _holds(program: Path, wanted: str) -> bool:
    try:
        return any(_target(link) == wanted for link in (program / "fd").iterdir())
    except OSError:  # another user's, or it ended just now
        return False


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""


def _name(program: Path) -> str:
    try:
        return (program / "comm").read_text(encoding="utf-8").strip()
    except OSError:
        return ""
