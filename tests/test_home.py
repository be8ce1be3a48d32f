"""A data folder from its making to its next start."""

import os
import stat
from pathlib import Path

import pytest

from memberpos.domain.errors import PosError
from memberpos.home import file_layout, find_home, home_layout, open_db_file, open_home, open_layout
from memberpos.security.keys import Cost
from memberpos.store.audit import append
from memberpos.store.database import SCHEMA_VERSION
from tests.security.rings import GoodRing

FAST = Cost(time=1, memory_kib=8, lanes=1)


def make(folder, ring=None):
    return open_layout(home_layout(folder, ring), create=True, exclusive=True, cost=FAST)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_where_it_is(tmp_path):
    assert find_home(tmp_path, {"MEMBERPOS_HOME": "/else"}) == tmp_path
    assert find_home(None, {"MEMBERPOS_HOME": "/else"}) == Path("/else")
    assert find_home(None, {}).name == "memberpos"


def test_a_new_home(tmp_path):
    folder = tmp_path / "a" / "home"
    with make(folder) as home:
        assert home.recovery_code is not None
        assert names(folder) == ["key", "keys.json", "lock", "memberpos.db"]
        if os.name != "nt":
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
            assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
        db = home.open_database()
        assert db.schema_version == SCHEMA_VERSION
        db.close()


def test_nothing_is_made_unless_asked(tmp_path):
    for exclusive in (True, False):
        with pytest.raises(PosError, match="not_found"):
            open_home(tmp_path / "none", exclusive=exclusive)
    assert not (tmp_path / "none").exists()


def test_what_was_written_is_there_at_the_next_start(tmp_path):
    def write(db):
        with db.transaction():
            append(db, at_ms=1, staff_id="s", action="a", subject="x")

    with make(tmp_path) as home:
        code = home.recovery_code
        writer = home.open_writer()
        writer.call(write)
        writer.close()
    with open_home(tmp_path, create=True, environ={"MEMBERPOS_KEYSTORE": "file"}) as home:
        assert home.recovery_code is None
        assert code is not None
        reader = home.open_reader()
        assert reader.call(lambda db: db.value("SELECT action FROM audit")) == "a"
        reader.close()


def test_one_till_a_home_but_any_number_of_readers(tmp_path):
    home = make(tmp_path)
    environ = {"MEMBERPOS_KEYSTORE": "file"}
    with pytest.raises(PosError, match="home_locked"):
        open_home(tmp_path, environ=environ)
    with pytest.raises(PosError, match="home_locked"):
        open_home(tmp_path, create=True, environ=environ)
    with open_home(tmp_path, exclusive=False, environ=environ) as second:
        db = second.open_database(read_only=True)
        assert db.schema_version == SCHEMA_VERSION
        db.close()
    home.close()
    open_home(tmp_path, environ=environ).close()


def test_the_lock_is_given_back_when_opening_fails(tmp_path):
    make(tmp_path).close()
    (tmp_path / "key").unlink()
    for _ in range(2):
        with pytest.raises(PosError, match="key_missing"):
            open_home(tmp_path, environ={"MEMBERPOS_KEYSTORE": "file"})


def test_a_key_ring_home(tmp_path):
    ring = GoodRing()
    make(tmp_path, ring).close()
    assert "key" not in names(tmp_path)
    open_layout(home_layout(tmp_path, ring), create=False, exclusive=True).close()
    with pytest.raises(PosError, match="key_missing"):
        open_layout(home_layout(tmp_path, GoodRing()), create=False, exclusive=True)


def test_a_set_up_that_broke_off_begins_again_and_loses_no_key_file(tmp_path):
    make(tmp_path).close()
    old = (tmp_path / "keys.json").read_bytes()
    (tmp_path / "memberpos.db").write_bytes(b"")
    with make(tmp_path) as home:
        assert home.recovery_code is not None
        home.open_database().close()
    assert (tmp_path / "keys.json.old").read_bytes() == old


def test_a_database_file_of_its_own(tmp_path):
    file = tmp_path / "scratch.db"
    with open_layout(file_layout(file), create=True, exclusive=True, cost=FAST) as home:
        home.open_database().close()
        assert home.layout.keys.ring is None
        with pytest.raises(PosError, match="home_locked"):
            open_db_file(file)
    assert names(tmp_path) == ["scratch.db", "scratch.db.key", "scratch.db.keys.json", "scratch.db.lock"]
    open_db_file(file).close()
    with pytest.raises(PosError, match="not_found"):
        open_db_file(tmp_path / "other.db", create=False)


def test_its_key_is_in_no_text_of_it(tmp_path):
    with make(tmp_path) as home:
        assert home.key.hex() not in repr(home)
        assert repr(home.key) not in repr(home)
        assert home.recovery_code not in repr(home)


def test_a_file_in_the_homes_place(tmp_path):
    (tmp_path / "home").write_text("")
    with pytest.raises(PosError, match="bad_file"):
        make(tmp_path / "home")


def test_a_key_in_a_file_needs_no_key_ring(tmp_path, monkeypatch):
    make(tmp_path).close()
    monkeypatch.setattr("memberpos.home.system_ring", lambda environ: pytest.fail("looked for a key ring"))
    open_home(tmp_path, environ={}).close()
