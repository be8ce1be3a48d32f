"""What this machine is like at this moment: printed beside the figures, because a figure alone says little."""

from __future__ import annotations

import hashlib
import os
import platform
import time
from pathlib import Path
from statistics import median

from memberpos.commands.benchmarks.figures import rounded, timed

_MEGABYTE = 1 << 20
_ROUNDS = 20


def probe(folder: Path) -> dict[str, float | str]:
    """Disk, memory, hash, and how much of the processors others take (percent; -1 where nobody tells)."""
    block = os.urandom(8 * _MEGABYTE)
    return {
        "machine": f"{platform.machine()} x{os.cpu_count()}, Python {platform.python_version()}",
        "fdatasync_4k_ms": rounded(_sync_ms(folder)),
        "memcpy_gb_s": rounded(len(block) / 1e9 / _best(lambda: bytearray(block))),
        "sha256_gb_s": rounded(len(block) / 1e9 / _best(lambda: hashlib.sha256(block))),
        "foreign_cpu_percent": rounded(_foreign_cpu_percent()),
    }


def _best(work: object) -> float:
    return min(timed(work)[0] for _ in range(_ROUNDS))  # type: ignore[arg-type]


def _sync_ms(folder: Path) -> float:
    sync = getattr(os, "fdatasync", os.fsync)
    with (folder / "probe").open("w+b", buffering=0) as file:
        file.write(bytes(_ROUNDS * 4096))
        os.fsync(file.fileno())
        file.seek(0)

        def once() -> None:
            file.write(os.urandom(4096))
            sync(file.fileno())

        return median(timed(once)[0] for _ in range(_ROUNDS)) * 1000


def _foreign_cpu_percent(for_s: float = 0.5) -> float:
    """Busy time of all processors while this process waits, in percent of one."""
    try:
        before = _busy_s()
        time.sleep(for_s)
        return 100 * (_busy_s() - before) / for_s
    except OSError:
        return -1.0


def _busy_s() -> float:
    ticks = [int(word) for word in Path("/proc/stat").read_text("ascii").split("\n", 1)[0].split()[1:]]
    return (sum(ticks[:8]) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")
