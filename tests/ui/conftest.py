"""What tests of the window share."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from tests.ui.stage import NOW_MS, Stage, make_stage, speaking

from memberpos.services.setup import SetupRequest, create_shop
from memberpos.services.use import Use
from memberpos.store.database import Database, forbid_thread, open_database
from memberpos.store.migrations import migrate
from memberpos.store.writer import Writer
from memberpos.ui.background import Background
from memberpos.ui.context import UiContext
from memberpos.ui.guard import UiGuard
from memberpos.ui.theme import Theme

KEY = bytes(range(32))


@pytest.fixture(scope="session")
def ui_guard() -> UiGuard:
    """One guard a process; on inside a `with ui_guard.on():`."""
    return UiGuard(Path(__file__).parents[2])


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    """The window speaks English, the source language."""
    with speaking("en"):
        yield


@pytest.fixture
def stage(qtbot: Any, english: None, ui_guard: UiGuard) -> Iterator[Stage]:
    """A window with a frame and nothing behind it; while it stands, the UI thread may not block."""
    made = make_stage(Theme())
    qtbot.addWidget(made.window)
    made.window.show()
    with ui_guard.on():
        yield made


@dataclass
class Till:
    """A real database behind a real writer and reader."""

    runner: Background
    writer: Writer
    owner_id: str = ""
    now_ms: int = NOW_MS

    def use(self, db: Database) -> Use:
        return Use(db, self.now_ms, uuid.uuid4, self.owner_id)

    def context(self, stage: Stage, **services: Any) -> UiContext:
        """The stage's context with this till behind it."""
        return UiContext(self.runner, stage.window, stage.context.theme, services=services)


@pytest.fixture
def empty_till(tmp_path: Path, qapp: QApplication) -> Iterator[Till]:
    """A till before its first run."""
    path, not_here = tmp_path / "till.db", forbid_thread(threading.get_ident())

    def open_for_writing() -> Database:
        db = open_database(path, KEY, guard=not_here)
        migrate(db)
        return db

    writer = Writer(open_for_writing)
    till = Till(None, writer)  # type: ignore[arg-type]
    till.runner = Background(writer, till.use, lambda: open_database(path, KEY, read_only=True, guard=not_here))
    yield till
    till.runner.close()
    writer.close()
    till.runner.deleteLater()


@pytest.fixture
def till(empty_till: Till) -> Till:
    """A till with a shop whose owner has the PIN 2468."""
    request = SetupRequest("Shop", "Owner", "2468")
    empty_till.owner_id = empty_till.writer.call(lambda db: create_shop(empty_till.use(db), request)).owner_id
    return empty_till
