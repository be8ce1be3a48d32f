"""The encrypted connection: pragmas, transactions, and which errors are the machine's."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from tests.limits import largest_file
from tests.refusals import code_of

from memberpos.domain.errors import PosError
from memberpos.store.database import Database, check_engine, forbid_thread, open_database
from memberpos.store.errors import translated

KEY = bytes(range(32))


@pytest.fixture
def db(tmp_path):
    db = open_database(tmp_path / "shop.db", KEY)
    db.execute("CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT) STRICT")
    yield db
    db.close()


def insert(db: Database, text: str) -> None:
    with db.transaction():
        db.execute("INSERT INTO t(b) VALUES(?)", (text,))


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("wal_autocheckpoint", 0),
        ("auto_vacuum", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("cache_size", -65536),
        ("journal_size_limit", 67108864),
        ("busy_timeout", 5000),
        ("cipher_log_level", "NONE"),
    ],
)
def test_pragmas(db, pragma, value):
    assert db.value(f"PRAGMA {pragma}") == value


def test_importing_store_gives_sqlite_utils_the_encrypted_driver():
    program = (
        "import memberpos.store, sys; assert 'sqlite_utils' not in sys.modules; import sqlite_utils.utils, sqlcipher3;"
        "assert sqlite_utils.utils.sqlite3.OperationalError is sqlcipher3.OperationalError"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True, timeout=60)


def test_the_file_is_encrypted(db):
    insert(db, "needle in the hay")
    db.all("PRAGMA wal_checkpoint(TRUNCATE)")
    data = db.path.read_bytes()
    assert len(data) > 4096
    assert b"needle" not in data
    assert not data.startswith(b"SQLite")


def test_reading_back(db):
    insert(db, "一")
    insert(db, "二")
    assert [row["b"] for row in db.all("SELECT b FROM t ORDER BY a")] == ["一", "二"]
    assert db.one("SELECT a, b FROM t WHERE b = :b", {"b": "二"})["a"] == 2
    assert db.one("SELECT a FROM t WHERE b = ?", ("三",)) is None
    assert db.value("SELECT count(*) FROM t") == 2
    assert db.value("SELECT a FROM t WHERE b = ?", ("三",)) is None


def test_executemany(db):
    with db.transaction():
        db.executemany("INSERT INTO t(b) VALUES(?)", [("x",), ("y",)])
    assert db.value("SELECT count(*) FROM t") == 2


def test_a_transaction_takes_the_write_lock_at_once(db):
    other = open_database(db.path, KEY)
    other.execute("PRAGMA busy_timeout=1")
    with db.transaction():
        assert db.in_transaction
        with pytest.raises(PosError) as refused, other.transaction():
            pass
    assert refused.value.code == "db_busy"
    insert(other, "now it works")
    other.close()


@pytest.mark.parametrize("error", [RuntimeError(), KeyboardInterrupt(), PosError("no_shift")])
def test_any_exception_rolls_back(db, error):
    def work():
        with db.transaction():
            db.execute("INSERT INTO t(b) VALUES('lost')")
            raise error

    with pytest.raises(type(error)):
        work()
    assert not db.in_transaction
    assert db.value("SELECT count(*) FROM t") == 0


def test_a_nested_transaction_is_a_bug_and_undoes_the_outer_one(db):
    def work():
        with db.transaction():
            db.execute("INSERT INTO t(b) VALUES('lost')")
            insert(db, "inner")

    with pytest.raises(RuntimeError, match="nested"):
        work()
    assert db.value("SELECT count(*) FROM t") == 0


def test_bugs_are_not_translated(db):
    with pytest.raises(dbapi2.OperationalError):
        db.execute("SELECT nothing FROM nowhere")
    with pytest.raises(dbapi2.IntegrityError), db.transaction():
        db.execute("INSERT INTO t(a, b) VALUES(1, 'x'), (1, 'y')")
    with pytest.raises(dbapi2.IntegrityError):
        db.execute("INSERT INTO t(a) VALUES('not a number')")
    with pytest.raises(dbapi2.Error):
        db.executemany("INSERT INTO nowhere VALUES(?)", [(1,)])


def test_a_read_only_connection_writes_nothing(db):
    insert(db, "x")
    reader = open_database(db.path, KEY, read_only=True)
    assert reader.value("SELECT b FROM t") == "x"
    with pytest.raises(PosError) as refused:
        reader.execute("DELETE FROM t")
    assert refused.value.code == "read_only"
    reader.close()


def test_a_read_only_connection_makes_no_file(tmp_path):
    with pytest.raises(PosError) as refused:
        open_database(tmp_path / "none.db", KEY, read_only=True)
    assert refused.value.code == "not_found"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("key", [b"", b"short", bytes(33)])
def test_no_key(tmp_path, key):
    with pytest.raises(PosError) as refused:
        open_database(tmp_path / "shop.db", key)
    assert refused.value.code == "key_missing"
    assert not (tmp_path / "shop.db").exists()


def _plain(path: Path) -> None:
    connection = dbapi2.connect(str(path))
    connection.execute("CREATE TABLE t(a)")
    connection.close()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(path.read_bytes()[:100] + b"\x00" + path.read_bytes()[101:]),
        lambda path: path.write_bytes(b"not a database at all" * 1000),
        lambda path: path.write_bytes(os.urandom(8192)),
        lambda path: path.write_bytes(path.read_bytes()[:1000]),
        lambda path: (path.unlink(), _plain(path)),
    ],
)
def test_what_is_no_sound_database_is_refused_at_open(db, spoil):
    db.close()
    spoil(db.path)
    with pytest.raises(PosError) as refused:
        open_database(db.path, KEY)
    assert refused.value.code == "db_corrupt"


def test_another_key_is_refused(db):
    with pytest.raises(PosError) as refused:
        open_database(db.path, bytes(32))
    assert refused.value.code == "db_corrupt"


def test_a_flipped_bit_is_found_when_its_page_is_read(db):
    with db.transaction():
        db.executemany("INSERT INTO t(b) VALUES(?)", [("x" * 500,)] * 100)
    db.close()
    data = bytearray(db.path.read_bytes())
    data[-2000] ^= 4
    db.path.write_bytes(data)
    spoiled = open_database(db.path, KEY)
    with pytest.raises(PosError) as refused:
        spoiled.all("SELECT b FROM t")
    assert refused.value.code == "db_corrupt"
    with pytest.raises(PosError), spoiled.transaction():
        spoiled.execute("SELECT b FROM t ORDER BY a DESC").fetchall()
    assert not spoiled.in_transaction
    spoiled.close()


def test_a_newer_schema_is_refused(db):
    db.execute("PRAGMA user_version=99")
    with pytest.raises(PosError) as refused:
        open_database(db.path, KEY)
    assert (refused.value.code, refused.value.facts) == ("db_newer", {"version": 99, "newest": 1})


def test_a_folder_or_a_missing_folder_is_no_database(tmp_path):
    for path in (tmp_path, tmp_path / "none" / "shop.db"):
        with pytest.raises(PosError) as refused:
            open_database(path, KEY)
        assert refused.value.code == "bad_file"


def test_an_old_engine_is_refused():
    check_engine((3, 51, 3))
    with pytest.raises(RuntimeError):
        check_engine((3, 51, 2))


def test_a_full_database_rolls_back_and_goes_on(db):
    insert(db, "kept")
    db.execute(f"PRAGMA max_page_count={db.value('PRAGMA page_count')}")
    with pytest.raises(PosError) as refused:
        insert(db, "x" * 1_000_000)
    assert refused.value.code == "disk_full"
    assert not db.in_transaction
    insert(db, "small")
    assert db.value("SELECT count(*) FROM t") == 2


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_file_that_may_not_grow_loses_nothing(db):
    insert(db, "kept")
    wal = db.path.with_name(db.path.name + "-wal").stat().st_size
    with largest_file(wal + 10_000):
        assert code_of(insert, db, "x" * 1_000_000) in {"disk_full", "disk_error"}
    assert [row["b"] for row in db.all("SELECT b FROM t")] == ["kept"]
    insert(db, "later")


_UNPRIVILEGED = """
import os, sys
from pathlib import Path
from memberpos.domain.errors import PosError
from memberpos.store.database import open_database
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    db = open_database(Path(sys.argv[1]), bytes(range(32)))
    with db.transaction():
        db.execute("INSERT INTO t(b) VALUES('x')")
except PosError as error:
    print(error.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o755), (0o444, 0o777), (0o000, 0o777)])
def test_a_file_that_may_not_be_written(db, file_mode, folder_mode):
    db.close()
    with tempfile.TemporaryDirectory() as name:  # pytest's own folder lets nobody else in
        folder, file = Path(name), Path(name) / "shop.db"
        shutil.copy(db.path, file)
        file.chmod(file_mode)
        folder.chmod(folder_mode)
        told = subprocess.run(
            [sys.executable, "-c", _UNPRIVILEGED, str(file)], capture_output=True, text=True, check=True, timeout=60
        )
        folder.chmod(0o700)
    assert told.stdout.strip() == "read_only"


def test_the_guard_raises_on_the_forbidden_thread_only(db):
    guard = forbid_thread(threading.get_ident())
    with pytest.raises(RuntimeError, match="UI thread"):
        open_database(db.path, KEY, guard=guard)
    db.guard = guard
    for use in (lambda: db.value("SELECT 1"), lambda: db.executemany("INSERT INTO t(b) VALUES(?)", [("x",)])):
        with pytest.raises(RuntimeError, match="UI thread"):
            use()
    seen = []
    thread = threading.Thread(target=lambda: seen.append(db.value("SELECT 1")))
    thread.start()
    thread.join()
    assert seen == [1]


_VICTIM = """
import sys
from pathlib import Path
from memberpos.store.database import open_database
db = open_database(Path(sys.argv[1]), bytes(range(32)))
n = 0
while True:
    with db.transaction():
        n = 1 + db.value("SELECT count(*) FROM t")
        db.execute("INSERT INTO t(a, b) VALUES(?, 'x')", (n,))
        print("in", n, flush=True)
        db.execute("UPDATE t SET b = 'y' WHERE a = ?", (n,))
    print("done", n, flush=True)
"""


@pytest.mark.parametrize("stop_at", ["in 3", "done 3", "in 20", "in 41"])
def test_killed_in_a_transaction(db, stop_at):
    with subprocess.Popen([sys.executable, "-c", _VICTIM, str(db.path)], stdout=subprocess.PIPE, text=True) as victim:
        done = 0
        for line in victim.stdout:
            done = int(line.split()[1]) if line.startswith("done") else done
            if line.strip() == stop_at:
                victim.kill()
                break
        whole = [line for line in victim.stdout if line.startswith("done") and line.endswith("\n")]  # not cut by death
        done = max([done, *(int(line.split()[1]) for line in whole)])
    again = open_database(db.path, KEY)
    assert again.value("SELECT count(*) FROM t") in {done, done + 1}  # +1: killed between COMMIT and telling
    assert again.value("SELECT count(*) FROM t WHERE b = 'x'") == 0
    assert again.all("PRAGMA cipher_integrity_check") == []
    assert again.value("PRAGMA integrity_check") == "ok"
    again.close()


def test_two_processes_wait_for_each_other(db):
    program = _VICTIM.replace("while True", "while n < 50").replace('print("in", n, flush=True)', "pass")
    victims = [
        subprocess.Popen([sys.executable, "-c", program, str(db.path)], stdout=subprocess.DEVNULL) for _ in range(2)
    ]
    assert [victim.wait(timeout=60) for victim in victims] == [0, 0]
    assert db.value("SELECT count(*) FROM t WHERE b = 'y'") >= 50


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("disk I/O error", "disk_error"),
        ("database or disk is full", "disk_full"),
        ("database disk image is malformed", "db_corrupt"),
        ("no such table: t", None),
    ],
)
def test_errors_without_a_number(sentence, code):
    found = translated(dbapi2.OperationalError(sentence))
    assert (found and found.code) == code
