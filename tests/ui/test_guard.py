from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest

from memberpos.resources import resource
from memberpos.store.database import forbid_thread, open_database
from memberpos.ui.guard import BlockingCallError, UiGuard


def test_files_and_sockets_are_refused_on_the_ui_thread(ui_guard: UiGuard, tmp_path: Path) -> None:
    with socket.socket() as line, ui_guard.on():
        with pytest.raises(BlockingCallError):
            (tmp_path / "file").write_text("x")
        with pytest.raises(BlockingCallError):
            line.connect(("127.0.0.1", 9))
    (tmp_path / "file").write_text("x")


def test_what_ships_with_the_program_may_be_read(ui_guard: UiGuard) -> None:
    with ui_guard.on():
        assert resource("theme", "app.qss").read_text("utf-8")


def test_other_threads_may(ui_guard: UiGuard, tmp_path: Path) -> None:
    with ui_guard.on():
        worker = threading.Thread(target=(tmp_path / "file").write_text, args=("x",))
        worker.start()
        worker.join()
    assert (tmp_path / "file").read_text() == "x"


def test_a_wink(ui_guard: UiGuard, tmp_path: Path) -> None:
    with ui_guard.on(), ui_guard.allowed():
        (tmp_path / "file").write_text("x")


def test_the_database_refuses_the_ui_thread(tmp_path: Path) -> None:
    db = open_database(tmp_path / "till.db", bytes(32))
    db.guard = forbid_thread(threading.get_ident())
    with pytest.raises(RuntimeError, match="UI thread"):
        db.execute("SELECT 1")
    db.close()
