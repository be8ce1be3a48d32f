"""One process a lock, gone with the process."""

import os
import subprocess
import sys

import pytest

from memberpos.domain.errors import PosError
from memberpos.lock import FileLock

_HOLDER = """
import sys
from pathlib import Path
from memberpos.lock import FileLock
FileLock(Path(sys.argv[1])).take()
print("held", flush=True)
sys.stdin.read()
"""


def test_only_one_holds_it(tmp_path):
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    first.take()
    with pytest.raises(PosError) as refused:
        second.take()
    assert (refused.value.code, refused.value.facts) == ("home_locked", {"pid": os.getpid()})
    first.release()
    second.take()
    first.release()
    with pytest.raises(PosError):
        first.take()
    second.release()


def test_a_killed_process_holds_nothing(tmp_path):
    command = [sys.executable, "-c", _HOLDER, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(PosError) as refused:
            FileLock(tmp_path / "lock").take()
        assert refused.value.facts == {"pid": holder.pid}
        holder.kill()
    mine = FileLock(tmp_path / "lock")
    mine.take()
    mine.release()


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(PosError, match="not_found"):
        FileLock(tmp_path / "none" / "lock").take()
