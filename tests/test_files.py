"""Files written whole or not at all."""

import errno
import os
import sys

import pytest

from memberpos.domain.errors import PosError
from memberpos.files import make_private, os_refusal, sync_file, sync_folder, write_whole
from tests.limits import largest_file
from tests.refusals import code_of


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EFBIG, "disk_full"),
        (errno.EROFS, "read_only"),
        (errno.EACCES, "read_only"),
        (errno.EIO, "disk_error"),
        (errno.ENOENT, "not_found"),
        (errno.EISDIR, "bad_file"),
        (None, "bad_file"),
    ],
)
def test_what_refusals_mean(number, code):
    refusal = os_refusal(OSError(number, "x"))
    assert (refusal.code, refusal.facts) == (code, {"errno": number})


def test_old_or_new_content(tmp_path):
    path = tmp_path / "a"
    write_whole(path, b"one")
    write_whole(path, b"two")
    sync_file(path)
    sync_folder(tmp_path)
    assert path.read_bytes() == b"two"


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_leaves_the_old_content_and_nothing_else(tmp_path):
    path = tmp_path / "a"
    write_whole(path, b"one")
    with largest_file(1000):
        assert code_of(write_whole, path, b"x" * 5000) == "disk_full"
    assert path.read_bytes() == b"one"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_a_left_over_of_a_crash_is_in_nobodys_way(tmp_path):
    (tmp_path / "a.new").write_bytes(b"half")
    write_whole(tmp_path / "a", b"whole")
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_making_private_keeps_content(tmp_path):
    make_private(tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b""
    (tmp_path / "a").write_bytes(b"x")
    make_private(tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"x"
    if os.name != "nt":
        assert (tmp_path / "a").stat().st_mode & 0o077 == 0
    with pytest.raises(PosError, match="not_found"):
        make_private(tmp_path / "none" / "a")
