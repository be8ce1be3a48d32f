"""`kill -9` leaves the page cache alone, so it cannot see a missing sync; the recorded order of system calls can."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.kill.nursery import ROOT
from tests.kill.shop import new_shop
from tests.kill.syscalls import TRACED, order, out_of_order, unsafe
from tests.kill.till_life import ACKS, PAPER

pytestmark = [
    pytest.mark.foreign("strace"),
    pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's"),
]
LEAVING = (f"/{ACKS}", f"/{PAPER}")


def record(folder: Path, plant: str = "", sales: int = 5) -> list[str]:
    """The system calls of a till that sells a few times."""
    home, target = new_shop(folder / "home"), folder / "record"
    options = {"home": str(home), "page": str(folder / "page"), "seed": "strace", "sales": sales, "plant": plant}
    # What the printer said of one sale is not written while the next is promised: only one thing is judged at a time.
    options["calm"] = True
    command = ["strace", "-f", "-y", "-s", "16", "-e", f"trace={TRACED}", "-o", str(target)]
    child = [sys.executable, "-m", "tests.kill.till_life", json.dumps(options)]
    done = subprocess.run([*command, *child], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target.read_text("utf-8", "replace").splitlines()


def test_a_sale_is_on_the_disk_before_the_customer_is_told_and_before_its_first_byte_of_paper(tmp_path: Path) -> None:
    seen = record(tmp_path)
    words = order(seen, f"/{ACKS}")
    assert words.count("ack") > 1
    assert words.count("paper") > 1
    assert unsafe(seen, LEAVING) == []
    # A paper of the sale before may go out, and its state be written, while this one is booked: that proves nothing.
    assert [each for each in out_of_order(words) if each.count("sync") < 2 and "paper" not in each] == []


@pytest.mark.parametrize("plant", ["synchronous_off", "synchronous_normal", "paper_before_commit"])
def test_a_till_that_does_not_wait_for_the_disk_is_found(tmp_path: Path, plant: str) -> None:
    seen = record(tmp_path, plant)
    assert out_of_order(order(seen, f"/{ACKS}")) != []
    assert (unsafe(seen, LEAVING) != []) == plant.startswith("synchronous")


WAL, OUT = "/h/memberpos.db-wal", "/h/paper"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([f"7 pwrite64(3<{WAL}>, ...) = 9", f"7 fdatasync(3<{WAL}>) = 0", f"8 write(4<{OUT}>, ...) = 5"], 0),
        ([f"7 pwrite64(3<{WAL}>, ...) = 9", f"8 write(4<{OUT}>, ...) = 5", f"7 fdatasync(3<{WAL}>) = 0"], 1),
        ([f"7 pwrite64(3<{WAL}>, ...) = 9", f"7 fdatasync(3<{WAL}> <unfinished ...>", f"8 write(4<{OUT}>, ...) = 5"], 1),
        (
            [
                f"7 pwrite64(3<{WAL}>, ... <unfinished ...>", "7 <... pwrite64 resumed>) = 9",
                f"7 fdatasync(3<{WAL}> <unfinished ...>", "7 <... fdatasync resumed>) = 0", f"8 write(4<{OUT}>, ...) = 5",
            ],
            0,
        ),
        ([f"7 pwrite64(3<{WAL}>, ...) = 9", f"7 fdatasync(3<{WAL}>) = -1 EIO", f"8 write(4<{OUT}>, ...) = 5"], 1),
    ],
)  # fmt: skip
def test_the_order_is_read_right(lines: list[str], found: int) -> None:
    assert len(unsafe(lines, LEAVING)) == found
