"""Steps of the schema: all or nothing, each once."""

import pytest
from sqlcipher3 import dbapi2

from memberpos.domain.errors import PosError
from memberpos.store.database import SCHEMA_VERSION, open_database
from memberpos.store.migrations import STEPS, Step, migrate

KEY = bytes(range(32))


@pytest.fixture
def db(tmp_path):
    db = open_database(tmp_path / "shop.db", KEY)
    yield db
    db.close()


def tables(db):
    return {row[0] for row in db.all("SELECT name FROM sqlite_master WHERE type = 'table'")}


def make(name):
    return Step(name, lambda db: db.execute(f"CREATE TABLE {name}(a INTEGER) STRICT"))


def test_the_newest_schema_is_the_last_step():
    assert len(STEPS) == SCHEMA_VERSION
    assert len({step.name for step in STEPS}) == len(STEPS)


def test_a_new_database_gets_all_of_it_once(db):
    assert db.schema_version == 0
    assert migrate(db) == len(STEPS)
    assert db.schema_version == SCHEMA_VERSION
    assert {"member", "ledger", "outbox", "audit", "secret", "staff"} <= tables(db)
    assert migrate(db) == 0
    db.close()
    again = open_database(db.path, KEY)
    assert migrate(again) == 0
    assert again.value("PRAGMA integrity_check") == "ok"
    again.close()


def test_every_table_is_strict(db):
    migrate(db)
    loose = db.all(
        "SELECT name FROM pragma_table_list WHERE strict = 0 AND schema = 'main' AND name NOT LIKE '%sqlite%'"
    )
    assert [row["name"] for row in loose] == []


def test_later_steps_come_on_top(db):
    assert migrate(db, [make("one")]) == 1
    assert migrate(db, [make("one"), make("two"), make("three")]) == 2
    assert {"one", "two", "three"} <= tables(db)
    assert db.schema_version == 3
    assert migrate(db, [make("one"), make("two"), make("three")]) == 0


def test_a_failing_step_leaves_the_schema_before_it(db):
    def broken(db):
        db.execute("CREATE TABLE half(a INTEGER) STRICT")
        db.execute("CREATE TABLE half(a INTEGER) STRICT")

    with pytest.raises(dbapi2.OperationalError):
        migrate(db, [make("one"), Step("broken", broken), make("three")])
    assert db.schema_version == 1
    assert "one" in tables(db)
    assert not {"half", "three"} & tables(db)
    assert not db.in_transaction
    assert migrate(db, [make("one"), make("mended"), make("three")]) == 2


def test_a_full_disk_is_told(db):
    db.execute("PRAGMA max_page_count=10")
    with pytest.raises(PosError) as refused:
        migrate(db)
    assert refused.value.code == "disk_full"
    assert db.schema_version == 0


def test_another_writer_is_waited_for_or_told(db):
    other = open_database(db.path, KEY)
    db.execute("PRAGMA busy_timeout=1")
    with other.transaction(), pytest.raises(PosError, match="db_busy"):
        migrate(db)
    assert migrate(db) == len(STEPS)
    other.close()
