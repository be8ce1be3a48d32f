"""A disk that is full, or fails, while a till sells: a clean refusal, nothing lost, and on as soon as it works again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.kill.evidence import Trail
from tests.kill.nursery import ROOT
from tests.kill.shop import new_shop
from tests.kill.till_life import ACKS, REFUSALS

pytestmark = [
    pytest.mark.foreign("strace"),
    pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's"),
]


def sell(folder: Path, fault: str, sales: int) -> Trail:
    """A till whose calls on its WAL fail as `fault` (of `strace -e inject`) says; ends well."""
    home = new_shop(folder / "home")
    wal = home / "memberpos.db-wal"
    wal.touch()
    options = {"home": str(home), "page": str(folder / "page"), "seed": "disk", "sales": sales}
    command = ["strace", "-f", "-o", str(folder / "record"), "-P", str(wal), "-e", f"inject={fault}"]
    child = [sys.executable, "-m", "tests.kill.till_life", json.dumps(options)]
    done = subprocess.run([*command, *child], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Trail(home)


def words(trail: Trail) -> list[str]:
    """What became of each customer's wish: `ack` or the code of its refusal."""
    lines = (trail.folder / ACKS).read_text("ascii").splitlines()
    return [line.split()[0] if line.startswith("ack") else line.split()[2] for line in lines if line[:3] != "try"]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("pwrite64:error=ENOSPC:when=150..160", "disk_full"),
        ("pwrite64:error=EIO:when=150..160", "disk_error"),
        # spread: whatever else is written at that moment tries again until it has taken up a few in a row
        ("fsync:error=EIO:when=9..45+3", "disk_error"),
    ],
)
def test_a_till_refuses_cleanly_and_sells_on_when_there_is_room_again(tmp_path: Path, fault: str, code: str) -> None:
    trail = sell(tmp_path, fault, 18)
    assert trail.problems() == []
    said = [word for word in words(trail) if word not in REFUSALS]
    assert code in said
    assert said[0] == said[-1] == "ack"
    assert set(said) == {"ack", code}
