"""The single writer: order, failures, checkpoints, end."""

import gc
import sys
import threading
import time
import weakref
from concurrent.futures import CancelledError

import pytest
from tests.waiting import wait_until

from memberpos.domain.errors import PosError
from memberpos.store import writer as module
from memberpos.store.database import Database, open_database
from memberpos.store.writer import MAINTENANCE, SYNC, TILL, Reader, Writer

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "shop.db"


@pytest.fixture
def writer(path):
    writer = Writer(lambda: open_database(path, KEY))
    writer.call(lambda db: db.execute("CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT) STRICT"))
    yield writer
    writer.close()


def insert(db):
    with db.transaction():
        db.execute("INSERT INTO t(b) VALUES(?)", ("x" * 3000,))


def wal_bytes(path):
    wal = path.with_name(path.name + "-wal")
    return wal.stat().st_size if wal.exists() else 0


class Gate:
    """Holds the writer until `open` is called."""

    def __init__(self, writer):
        self._entered, self._open = threading.Event(), threading.Event()
        self.future = writer.submit(self._work)
        assert self._entered.wait(10)

    def _work(self, db):
        self._entered.set()
        assert self._open.wait(10)

    def open(self):
        self._open.set()


def test_results_and_errors_come_back(writer):
    assert writer.call(lambda db: db.value("SELECT 7")) == 7
    assert writer.submit(lambda db: 8).result() == 8

    def refuse(db):
        raise PosError("no_shift")

    with pytest.raises(PosError, match="no_shift"):
        writer.call(refuse)
    with pytest.raises(SystemExit):
        writer.call(lambda db: sys.exit())
    assert writer.call(lambda db: 9) == 9


def test_priority_first_then_order_of_arrival(writer):
    gate, ran = Gate(writer), []
    jobs = [(MAINTENANCE, "m"), (SYNC, "s1"), (TILL, "t1"), (SYNC, "s2"), (TILL, "t2")]
    futures = [writer.submit(lambda db, name=name: ran.append(name), priority) for priority, name in jobs]
    gate.open()
    for future in futures:
        future.result(10)
    assert ran == ["t1", "t2", "s1", "s2", "m"]


def test_a_transaction_left_open_is_undone_and_told(writer):
    def careless(db):
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO t(b) VALUES('lost')")

    with pytest.raises(RuntimeError, match="transaction open"):
        writer.call(careless)
    assert writer.call(lambda db: db.value("SELECT count(*) FROM t")) == 0
    writer.call(insert)


def test_a_cancelled_job_does_not_run(writer):
    gate, ran = Gate(writer), []
    future = writer.submit(lambda db: ran.append(1))
    assert future.cancel()
    gate.open()
    writer.call(lambda db: None)
    assert ran == []
    with pytest.raises(CancelledError):
        future.result()


def test_the_constructor_raises_what_opening_raises(path):
    with pytest.raises(PosError, match="key_missing"):
        Writer(lambda: open_database(path, b""))


def test_waiting_for_oneself_is_refused(writer):
    with pytest.raises(RuntimeError, match="wait for itself"):
        writer.call(lambda db: writer.call(lambda db: None))


def test_close_finishes_all_jobs_and_leaves_one_file(writer, path):
    gate = Gate(writer)
    futures = [writer.submit(insert, priority) for priority in (MAINTENANCE, TILL) * 20]
    closing = threading.Thread(target=writer.close)
    closing.start()
    gate.open()
    closing.join(10)
    assert all(future.done() for future in futures)
    assert [file.name for file in path.parent.iterdir()] == ["shop.db"]
    with pytest.raises(RuntimeError, match="closed"):
        writer.submit(insert)
    writer.close()
    db = open_database(path, KEY, read_only=True)
    assert db.value("SELECT count(*) FROM t") == 40
    db.close()


def test_a_rest_checkpoints_and_a_long_rest_empties_the_wal(writer, path, monkeypatch):
    monkeypatch.setattr(module, "TRUNCATE_AFTER_S", 0.05)
    for _ in range(20):
        writer.call(insert)
    assert wal_bytes(path) > 0
    wait_until(lambda: wal_bytes(path) == 0)
    assert path.stat().st_size > 20 * 3000


def test_the_wal_stays_bounded_when_the_queue_is_never_empty(writer, path, monkeypatch):
    monkeypatch.setattr(module, "JOBS_BETWEEN_CHECKPOINTS", 5)
    gate = Gate(writer)
    futures = [writer.submit(insert) for _ in range(200)]
    gate.open()
    for future in futures:
        future.result(30)
    assert wal_bytes(path) < 200 * 3000 / 2


def test_a_long_report_holds_up_no_sale(writer, path, monkeypatch):
    monkeypatch.setattr(module, "PASSIVE_AFTER_S", 0.0)
    monkeypatch.setattr(module, "TRUNCATE_AFTER_S", 0.0)
    reader = open_database(path, KEY, read_only=True)
    reader.execute("BEGIN")
    assert reader.value("SELECT count(*) FROM t") == 0
    begun = time.monotonic()
    for _ in range(10):
        writer.call(insert)
    assert time.monotonic() - begun < 4  # a TRUNCATE that waits for the reader takes 5 s each
    assert reader.value("SELECT count(*) FROM t") == 0
    reader.execute("COMMIT")
    assert reader.value("SELECT count(*) FROM t") == 10
    reader.close()
    assert writer.call(lambda db: db.value("PRAGMA busy_timeout")) == 5000


def test_a_failing_checkpoint_does_not_end_the_writer(writer, path, monkeypatch):
    class Sick(Database):
        def all(self, sql, params=()):
            if "checkpoint" in sql and not healed.is_set():
                met.set()
                raise PosError("disk_error")
            return super().all(sql, params)

    met, healed = threading.Event(), threading.Event()
    monkeypatch.setattr(module, "TRUNCATE_AFTER_S", 0.05)
    sick = Writer(lambda: Sick(open_database(path, KEY).connection, path))
    sick.call(insert)
    assert met.wait(10)
    healed.set()
    sick.call(insert)
    wait_until(lambda: wal_bytes(path) == 0)
    sick.close()


def test_readers_see_what_is_committed_and_do_not_wait_for_the_writer(writer, path):
    reader = Reader(lambda: open_database(path, KEY, read_only=True))
    writer.call(insert)
    gate = Gate(writer)
    assert reader.submit(lambda db: db.value("SELECT count(*) FROM t")).result(10) == 1
    with pytest.raises(PosError, match="read_only"):
        reader.call(insert)
    gate.open()
    gate.future.result(10)
    reader.close()


def test_many_threads_submit(writer):
    def work():
        for _ in range(25):
            writer.call(insert)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert writer.call(lambda db: db.value("SELECT count(*) FROM t")) == 100


def test_an_idle_writer_holds_nothing_of_its_last_job(writer):
    class Big:
        def work(self, db):
            return None

    big = Big()
    writer.call(big.work)
    gone = weakref.ref(big)
    del big
    writer.call(lambda db: None)
    gc.collect()
    wait_until(lambda: gone() is None)
