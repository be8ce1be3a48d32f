"""Checkpoints beside the writer: held while much is written, done at its end, given back whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.waiting import wait_until

from memberpos.domain.errors import PosError
from memberpos.store import writer as module
from memberpos.store.checkpointing import Checkpointer
from memberpos.store.database import Database, open_database
from memberpos.store.writer import Writer

KEY = bytes(range(32))
ROWS = 200


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "PASSIVE_AFTER_S", 0.0)  # an idle writer checkpoints at once
    return tmp_path / "shop.db"


@pytest.fixture
def writer(path: Path) -> Iterator[Writer]:
    writer = Writer(lambda: open_database(path, KEY))
    writer.call(lambda db: db.execute("CREATE TABLE t(b TEXT) STRICT"))
    yield writer
    writer.close()


def opener(path: Path) -> Callable[[], Database]:
    return lambda: open_database(path, KEY)


def fill(db: Database) -> None:
    with db.transaction():
        db.executemany("INSERT INTO t(b) VALUES(?)", [("x" * 3000,)] * ROWS)


def test_what_is_written_is_folded_at_the_end_and_not_before(writer: Writer, path: Path) -> None:
    checkpointer = Checkpointer(writer, opener(path))
    checkpointer.begin()
    checkpointer.begin()
    size = path.stat().st_size
    for _ in range(3):
        writer.call(fill)
    assert path.stat().st_size < size + ROWS * 3000
    checkpointer.close()
    assert path.stat().st_size > size + 3 * ROWS * 3000


def test_the_writer_checkpoints_again_afterwards(writer: Writer, path: Path) -> None:
    checkpointer = Checkpointer(writer, opener(path))
    checkpointer.begin()
    writer.call(fill)
    checkpointer.close()  # ends, too
    size = path.stat().st_size
    writer.call(fill)
    wait_until(lambda: path.stat().st_size > size + ROWS * 3000, why="the writer checkpoints")


def test_a_sale_comes_through_while_it_folds(writer: Writer, path: Path) -> None:
    checkpointer = Checkpointer(writer, opener(path))
    checkpointer.begin()
    writer.call(fill)
    checkpointer.end()
    writer.call(fill)
    checkpointer.close()
    assert writer.call(lambda db: db.value("SELECT count(*) FROM t")) == 2 * ROWS


def test_one_that_fails_is_told_in_the_log_and_the_writer_does_it(
    writer: Writer, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def locked() -> Database:
        raise PosError("db_busy")

    checkpointer = Checkpointer(writer, locked)
    checkpointer.begin()
    writer.call(fill)
    size = path.stat().st_size
    checkpointer.close()
    assert [record.message for record in caplog.records] == ["checkpoint.failed"]
    writer.call(lambda db: None)
    wait_until(lambda: path.stat().st_size > size, why="the writer checkpoints")
