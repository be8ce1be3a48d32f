"""From starting the program to the painted sign-in, beside a program that only shows an empty window."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from memberpos.commands.benchmarks.figures import Figure, Goal, InvalidRunError, Samples
from memberpos.commands.benchmarks.subject import Subject

GOAL = Goal("median_ms", 1000)
WARM = 1
LIMIT_S = 60.0


def measure(shop: Subject, folder: Path, rounds: int) -> Figure:
    """`rounds` starts of each, taking turns; the shop's data folder must not be open."""
    samples, environ = Samples(), _environment(folder)
    for number in range(rounds + WARM):
        own_s = _seconds(environ, "memberpos.commands.benchmarks.started", str(shop.home.folder))
        floor_s = _seconds(environ, "memberpos.ui.bare_window")
        if number >= WARM:
            samples.own_s.append(own_s)
            samples.floor_s.append(floor_s)
    return samples.figure("start", GOAL)


def _environment(folder: Path) -> dict[str, str]:
    """As an installed program starts: its modules are compiled already (by the first, uncounted start)."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = {"MEMBERPOS_KEYSTORE": "file", "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    return {"QT_QPA_PLATFORM": "offscreen"} | kept | own


def _seconds(environ: Mapping[str, str], module: str, *arguments: str) -> float:
    """From the start of the process to its word `painted`. InvalidRunError."""
    begun_s = time.perf_counter()
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE, text=True, env=environ
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline().strip()
        took_s = time.perf_counter() - begun_s
        status = process.wait(LIMIT_S)
    if said != "painted" or status:
        raise InvalidRunError(f"start: {module} said {said!r} and ended with {status}")
    return took_s
