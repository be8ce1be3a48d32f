"""What tests of the window share."""

from __future__ import annotations

import gc
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from tests.ui.live import Ids, Live, build, open_shop
from tests.ui.passes import KINDS
from tests.ui.stage import NOW_MS, Stage, make_stage, speaking

from memberpos.services import pass_kinds
from memberpos.services.setup import SetupRequest, create_shop
from memberpos.services.use import Use
from memberpos.store.database import Database, forbid_thread, open_database
from memberpos.store.migrations import migrate
from memberpos.store.writer import Writer
from memberpos.ui.background import Background
from memberpos.ui.context import UiContext
from memberpos.ui.guard import UiGuard
from memberpos.ui.screens.counter import Counter
from memberpos.ui.theme import Theme

KEY = bytes(range(32))


@pytest.fixture(autouse=True, scope="module")
def _old_things_are_left_alone() -> Iterator[None]:
    """What was there before this file's tests is not looked through after each of them: that took most of their time."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()  # what died meanwhile goes with the next file's beginning


@pytest.fixture(autouse=True)
def _garbage_between_tests() -> Iterator[None]:
    """As in the till (`ui.garbage`): nothing is collected in the middle of Qt's work or on another thread."""
    gc.disable()
    yield
    bury()
    gc.collect()
    gc.enable()


def bury() -> None:
    """Windows that wait for their deletion go now; the next tests would polish and translate them again and again."""
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


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
    bury()  # pytest-qt closed it


@dataclass
class Till:
    """A real database behind a real writer and reader."""

    runner: Background
    writer: Writer
    folder: Path = Path()
    owner_id: str = ""
    now_ms: int = NOW_MS
    staff_id: str = ""

    def use(self, db: Database) -> Use:
        return Use(db, self.now_ms, uuid.uuid4, self.staff_id or self.owner_id)

    def open_database(self) -> Database:
        """One more connection that writes; not for the UI thread."""
        return open_database(self.folder / "till.db", KEY)

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
    till = Till(None, writer, tmp_path)  # type: ignore[arg-type]
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


@pytest.fixture(scope="session")
def shop_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ids]:
    """A shop's database, made once: hashing PINs takes its time."""
    path = tmp_path_factory.mktemp("shop") / "till.db"
    return path, build(path, KEY)


@pytest.fixture
def shop_copy(shop_file: tuple[Path, Ids], tmp_path: Path) -> Ids:
    """The shop's database where the till will look for it."""
    copy(shop_file[0], tmp_path / "till.db")
    return shop_file[1]


@pytest.fixture
def live(qtbot: Any, shop_copy: Ids, stage: Stage, empty_till: Till) -> Iterator[Live]:
    """An open shop behind the window: the owner works, a member has a card and money."""
    yield open_shop(stage, empty_till, shop_copy)
    qtbot.waitUntil(lambda: empty_till.runner.idle)


@pytest.fixture
def kinds(live: Live) -> Live:
    """The open shop, with kinds of passes."""
    for terms in KINDS:
        live.run(lambda use, terms=terms: pass_kinds.put(use, terms))
    return live


@pytest.fixture
def pass_counter(qtbot: Any, kinds: Live) -> Counter:
    """Its counter."""
    screen = kinds.show("counter", Counter)
    qtbot.waitUntil(lambda: screen.model.is_open)
    return screen


@dataclass
class NoBooks:
    """Work off the UI thread without a database behind it."""

    runner: Background
    owner_id: str = ""

    def limit_cache(self, kib: int) -> None:
        """Nothing is kept."""

    def close(self) -> None:
        """Nothing to close."""


@pytest.fixture
def no_books(qapp: QApplication) -> Iterator[NoBooks]:
    writer: Any = None  # nothing here books anything
    till = NoBooks(None)  # type: ignore[arg-type]
    till.runner = Background(writer, lambda _db: writer, lambda: till)  # type: ignore[arg-type,return-value]
    yield till
    till.runner.close()
    till.runner.deleteLater()
