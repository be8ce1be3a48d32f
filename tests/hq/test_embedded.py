"""The embedded PostgreSQL: closed to others, taken over after a crash, gone when headquarters ends."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.hq.world import public_folder
from tests.kill import others

from memberpos.domain.errors import PosError
from memberpos.hq import database, embedded, postgres_files
from memberpos.hq.embedded import EmbeddedPostgres
from memberpos.hq.home import find_hq_home

FAST = {"fsync": "off"}


@pytest.fixture
def folder() -> Iterator[Path]:
    made = public_folder()
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A home whose cluster is made once for all tests that only start and stop it."""
    folder = public_folder()
    yield folder / "hq"
    EmbeddedPostgres(folder / "hq", FAST).destroy()
    shutil.rmtree(folder)


@pytest.fixture
def server(home: Path) -> Iterator[EmbeddedPostgres]:
    made = EmbeddedPostgres(home, FAST)
    yield made
    made.stop()


def modes(folder: Path) -> dict[Path, int]:
    return {path: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.parents)}


def test_it_starts_stops_and_keeps_its_data(server: EmbeddedPostgres, home: Path) -> None:
    before = modes(home.parent)
    with psycopg.connect(server.start(), autocommit=True) as conn:
        conn.execute("CREATE TABLE kept AS SELECT 7 AS n")
    server.stop()
    assert not server.is_running()
    with psycopg.connect(server.start()) as conn:
        assert conn.execute("SELECT n FROM kept").fetchone() == (7,)
    assert modes(home.parent) == before, "no folder above was opened"


def test_nobody_else_may_enter(server: EmbeddedPostgres) -> None:
    with psycopg.connect(server.start()) as conn:
        row = conn.execute("SHOW listen_addresses").fetchone()
        sockets = conn.execute("SHOW unix_socket_directories").fetchone()
    assert row == ("",)
    assert sockets is not None
    for path in (server.data, Path(sockets[0])):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_by_default_money_is_on_the_disk_before_the_answer_and_a_deep_folder_has_its_socket_elsewhere(
    folder: Path,
) -> None:
    server = EmbeddedPostgres(folder / ("d" * 90))
    with psycopg.connect(server.start()) as conn:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            assert conn.execute(f"SHOW {name}".encode()).fetchone() == ("on",)
    sockets = list(Path("/tmp").glob(f"memberpos-*-{postgres_files._short(server.data)}"))
    assert [stat.S_IMODE(path.stat().st_mode) for path in sockets] == [0o700]
    server.destroy()
    assert not sockets[0].exists()


def test_a_server_left_by_a_killed_headquarters_is_taken_over(home: Path) -> None:
    """The child starts the server and dies without a word; its lock dies with it."""
    code = "import os, sys, pathlib; from memberpos.hq.embedded import EmbeddedPostgres as P; "
    code += "P(pathlib.Path(sys.argv[1])).start(); os._exit(9)"
    assert subprocess.run([sys.executable, "-c", code, str(home)], check=False).returncode == 9
    heir = EmbeddedPostgres(home, FAST)
    assert heir.is_running()
    pid = (heir.data / "postmaster.pid").read_text().splitlines()[0]
    with psycopg.connect(heir.start()) as conn:
        assert conn.execute("SELECT 1").fetchone() == (1,)
    assert (heir.data / "postmaster.pid").read_text().splitlines()[0] == pid
    heir.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="/proc and prctl are Linux's")
def test_one_that_died_is_started_again(server: EmbeddedPostgres) -> None:
    with others.taking_orphans():
        with psycopg.connect(server.start(), autocommit=True) as conn:
            conn.execute("CREATE TABLE survived AS SELECT 7 AS n")
        assert others.kill_postgres(server)
        assert not server.is_running()
        server.revive()
        with psycopg.connect(server.url) as conn:
            assert conn.execute("SELECT n FROM survived").fetchone() == (7,)
        master = others.postmaster(server)
        server.revive()
        assert others.postmaster(server) == master, "one that runs is left alone"
        server.stop()
        others.bury([master])


def test_one_that_recovers_is_waited_for(server: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when one of its processes was killed: it runs, and takes no connections for a while."""
    refusals, plain = [PosError("hq_unreachable")] * 2, embedded.connect

    def connect(url: str) -> database.Conn:
        if refusals:
            raise refusals.pop()
        return plain(url)

    monkeypatch.setattr(embedded, "connect", connect)
    server.start()
    assert not refusals


def test_a_process_id_of_long_ago_does_not_fool_it(server: EmbeddedPostgres) -> None:
    server.start()
    server.stop()
    stale = f"{os.getpid()}\n{server.data}\n1\n5432\n/tmp\n\n  1  1\nready\n"
    (server.data / "postmaster.pid").write_text(stale)
    (server.data / "postmaster.pid").chmod(0o644)
    with psycopg.connect(server.start()) as conn:
        assert conn.execute("SELECT 1").fetchone() == (1,)


def test_a_process_that_does_not_listen_does_not_keep_it_from_ending(home: Path) -> None:
    server = EmbeddedPostgres(home, FAST, stop_s=1)
    with psycopg.connect(server.start(), autocommit=True) as conn:
        conn.execute("CREATE TABLE IF NOT EXISTS stays AS SELECT 8 AS n")
        stuck = conn.info.backend_pid
        os.kill(stuck, signal.SIGSTOP)
        server.stop()
    assert not server.is_running()
    with psycopg.connect(server.start()) as conn:
        assert conn.execute("SELECT n FROM stays").fetchone() == (8,)
    server.stop()


def test_one_that_runs_and_stays_silent_is_started_anew(home: Path) -> None:
    server = EmbeddedPostgres(home, FAST, stop_s=1)
    server.start()
    number = int((server.data / "postmaster.pid").read_text().splitlines()[0])
    server.revive()
    assert int((server.data / "postmaster.pid").read_text().splitlines()[0]) == number
    server._silent_since_s -= embedded._SILENT_S
    server.revive()
    assert int((server.data / "postmaster.pid").read_text().splitlines()[0]) != number
    psycopg.connect(server.url).close()
    server.stop()


def test_one_owner_a_home(server: EmbeddedPostgres, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memberpos.hq.embedded._LOCK_S", 0.1)
    server.start()
    assert server.is_owned()
    with pytest.raises(PosError, match="home_locked"):
        EmbeddedPostgres(home, FAST).start()
    server.stop()
    assert not server.is_owned()


def test_no_private_folder_is_opened_and_nothing_is_left(folder: Path) -> None:
    folder.chmod(0o700)
    server = EmbeddedPostgres(folder / "hq", FAST)
    half = server.data.with_name(f"{server.data.name}.new")  # left by a start that was cut off
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with psycopg.connect(server.start()) as conn:
        assert conn.execute("SELECT 1").fetchone() == (1,)
    assert not half.exists()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    as_root = os.geteuid() == 0  # PostgreSQL runs as another user then, who cannot enter
    assert server.data.is_relative_to(folder) != as_root
    data = server.data
    server.destroy()
    assert not data.exists()


def test_programs_out_of_reach_are_copied_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private = folder / "private"
    (private / "bin").mkdir(parents=True, mode=0o700)
    (private / "bin" / "postgres").write_text("#!/bin/sh\n")
    (private / "bin" / "postgres").chmod(0o700)
    private.chmod(0o700)
    monkeypatch.setattr(postgres_files, "SYSTEM_PLACE", folder / "place")
    copy = postgres_files._reachable_tree(private)
    assert copy.is_relative_to(folder / "place")
    assert stat.S_IMODE((copy / "bin" / "postgres").stat().st_mode) == 0o755
    assert postgres_files._reachable_tree(private) == copy
    assert stat.S_IMODE(private.stat().st_mode) == 0o700


def test_the_copied_programs_find_their_libraries(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below a private folder the copy is what runs, so the package's shared libraries must come with it."""
    monkeypatch.setattr(postgres_files, "SYSTEM_PLACE", folder / "place")
    monkeypatch.setattr(postgres_files, "all_may_pass", lambda path: False)
    copy = postgres_files._reachable_tree(postgres_files._program_tree())
    assert copy.is_relative_to(folder / "place")
    for program in ("initdb", "postgres"):
        said = subprocess.run([copy / "bin" / program, "--version"], capture_output=True, text=True, check=True)
        assert "PostgreSQL" in said.stdout


def test_a_failing_start_says_what_the_program_said(server: EmbeddedPostgres) -> None:
    server.start()
    server.stop()
    broken = EmbeddedPostgres(server.data.parent, {"fsync": "perhaps"})
    with pytest.raises(PosError, match="hq_refused"):
        broken.start()
    assert not broken.is_owned()


def test_headquarters_lives_beside_a_till_never_in_it(tmp_path: Path) -> None:
    till = tmp_path / "till"
    assert find_hq_home(None, till) == tmp_path / "till-hq"
    assert find_hq_home(tmp_path / "x", till) == tmp_path / "x"
    till.mkdir()
    (till / "memberpos.db").touch()
    with pytest.raises(PosError, match="not_empty"):
        find_hq_home(till, tmp_path / "other")
