"""The audit table over a real file."""

import pytest

from memberpos.store import audit
from memberpos.store.database import open_database
from memberpos.store.migrations import migrate
from memberpos.store.secrets import SecretBox

#: So long that no other bytes are it by chance.
SECRET = b"a key of the device, replaced"


@pytest.fixture
def db(tmp_path):
    db = open_database(tmp_path / "shop.db", bytes(32))
    migrate(db)
    yield db
    db.close()


def append(db, **changes):
    row = {"at_ms": 1, "staff_id": "s", "action": "sign_in", "subject": "s"} | changes
    with db.transaction():
        audit.append(db, **row)


def test_rows_are_chained(db):
    assert audit.broken_at(db) is None
    for n in range(5):
        append(db, at_ms=n, subject="会员" * n)
    assert db.value("SELECT max(seq) FROM audit") == 5
    assert audit.broken_at(db) is None


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE audit SET at_ms = 99 WHERE seq = 3", 3),
        ("UPDATE audit SET hash = zeroblob(32) WHERE seq = 2", 2),
        ("DELETE FROM audit WHERE seq = 1", 1),
        ("UPDATE audit SET seq = 9 WHERE seq = 4", 4),
    ],
)
def test_tampering_is_found(db, sql, found):
    for n in range(4):
        append(db, at_ms=n)
    db.execute(sql)
    assert audit.broken_at(db) == found


def test_secrets_are_kept_replaced_and_forgotten(db):
    box = SecretBox(db)
    assert box.get("device_key") is None
    box.put("device_key", b"one")
    box.put("device_key", SECRET)
    assert box.get("device_key") == SECRET
    db.all("PRAGMA wal_checkpoint(TRUNCATE)")
    assert SECRET not in db.path.read_bytes()
    box.forget("device_key")
    assert box.get("device_key") is None
