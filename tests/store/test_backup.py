"""Backup and restore over real files: the copy is proved, damage is found, nothing half done is left."""

import json
import os
import random
import shutil
import sys
import threading
import zipfile
from uuid import UUID

import pytest
from tests.limits import largest_file
from tests.refusals import code_of

from memberpos.domain.errors import PosError
from memberpos.domain.ids import IdSource
from memberpos.home import home_layout, open_layout
from memberpos.security import keys
from memberpos.security.keys import Cost, KeyPlace
from memberpos.services import members, setup
from memberpos.services.use import Use
from memberpos.store import backup, outbox, sync_state
from memberpos.store.backup import read_manifest, restore_backup, write_backup
from memberpos.store.database import open_database
from memberpos.store.secrets import SecretBox

FAST = Cost(time=1, memory_kib=8, lanes=1)
NEW = UUID(int=2)
NOW = 1_800_000_000_000


IDS = IdSource(os.urandom)


def event(db, n):
    owner = db.value("SELECT id FROM staff")
    use = Use(db, NOW + n, lambda: IDS.new(NOW + n), owner)
    members.enrol(use, members.EnrolRequest(name=f"会员{n}"))


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A closed shop with ten events, and its recovery code; tests get copies."""
    folder = tmp_path_factory.mktemp("template") / "shop"
    home = open_layout(home_layout(folder, None), create=True, exclusive=True, cost=FAST)
    db = home.open_database()
    setup.create_shop(Use(db, NOW, lambda: IDS.new(NOW)), setup.SetupRequest("店", "店主", "4711"))
    for n in range(9):
        event(db, n)
    db.close()
    home.close()
    return folder, home.recovery_code


class Shop:
    def __init__(self, template, folder):
        shutil.copytree(template[0], folder)
        self.code = template[1]
        self.home = opened(folder)
        self.db = self.home.open_database()

    @property
    def device(self):
        return sync_state.get(self.db, "device_id")

    def backup(self, target, **changes):
        keyfile = keys.load(self.home.layout.keys.keys)
        return write_backup(self.db, self.home.key, keyfile, target, now_ms=NOW, app="0", **changes)

    def restore(self, file, folder, code=None, **changes):
        folder.mkdir(exist_ok=True)
        place = KeyPlace(folder / "keys.json", folder / "key")
        code = code or self.code
        fixed = {"random": os.urandom, "new_device": NEW} | changes
        return restore_backup(file, folder / "memberpos.db", place, code, **fixed)


@pytest.fixture
def shop(tmp_path, template):
    shop = Shop(template, tmp_path / "shop")
    yield shop
    shop.db.close()
    shop.home.close()


def opened(folder):
    return open_layout(home_layout(folder, None), create=False, exclusive=True)


def contents(db):
    return [tuple(row) for table in ("audit", "outbox") for row in db.all(f"SELECT * FROM {table} ORDER BY 1")]


def refused(code, work, *args, **named):
    with pytest.raises(PosError) as error:
        work(*args, **named)
    assert error.value.code == code
    return error.value


def test_there_and_back(shop, tmp_path):
    file = tmp_path / "b"
    manifest = shop.backup(file)
    assert (manifest.last_seq, manifest.device_id, manifest.schema) == (10, shop.device, 1)
    assert manifest.last_hash == outbox.last_hash(shop.db).hex()
    assert read_manifest(file) == manifest
    assert shop.restore(file, tmp_path / "new") == manifest
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["key", "keys.json", "memberpos.db"]
    with opened(tmp_path / "new") as home:
        db = home.open_database()
        assert contents(db) == contents(shop.db)
        event(db, 11)
        db.close()


def test_one_file_without_this_machines_key(shop, tmp_path):
    (tmp_path / "out").mkdir()
    file = tmp_path / "out" / "b"
    shop.backup(file)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["b"]
    if os.name != "nt":
        assert file.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(file) as archive:
        assert archive.namelist() == ["memberpos.db", "keys.json", "manifest.json"]
        assert [wrap["kind"] for wrap in json.loads(archive.read("keys.json"))["wraps"]] == ["recovery"]
    data = file.read_bytes()
    assert shop.home.key not in data
    assert (shop.home.folder / "key").read_bytes().strip() not in data


def test_the_same_content_gives_the_same_file_but_for_fresh_salt(shop, tmp_path):
    first, second = shop.backup(tmp_path / "a"), shop.backup(tmp_path / "b")
    assert (first.last_seq, first.last_hash, first.db_bytes) == (second.last_seq, second.last_hash, second.db_bytes)


def test_a_newer_backup_takes_the_place_of_an_older(shop, tmp_path):
    shop.backup(tmp_path / "b")
    event(shop.db, 10)
    shop.backup(tmp_path / "b")
    assert read_manifest(tmp_path / "b").last_seq == 11


def test_the_till_goes_on_selling_meanwhile(shop, tmp_path):
    reader = shop.home.open_database(read_only=True)
    stop = threading.Event()
    sold = []

    def sell():
        db = shop.home.open_database()
        while not stop.is_set():
            event(db, 100 + len(sold))
            sold.append(1)
        db.close()

    seller = threading.Thread(target=sell)
    seller.start()
    keyfile = keys.load(shop.home.layout.keys.keys)
    manifests = [
        write_backup(reader, shop.home.key, keyfile, tmp_path / f"b{n}", now_ms=NOW, app="0") for n in range(5)
    ]
    stop.set()
    seller.join()
    reader.close()
    assert len(sold) > 0
    seqs = [manifest.last_seq for manifest in manifests]
    assert seqs == sorted(seqs)
    assert 10 <= seqs[0] <= seqs[-1] <= 10 + len(sold)


def test_an_unenrolled_till_keeps_its_chain_and_prints_no_number_twice(shop, tmp_path):
    shop.backup(tmp_path / "b")
    shop.restore(tmp_path / "b", tmp_path / "new")
    with opened(tmp_path / "new") as home:
        db = home.open_database()
        who = sync_state.identity(db)
        assert (who.device_id, who.till) == (UUID(shop.device), 2)
        db.close()


def test_an_enrolled_till_becomes_a_new_device_without_rights(shop, tmp_path):
    hq = sync_state.Headquarters("https://hq.example", (bytes(32),))
    with shop.db.transaction():
        sync_state.join(shop.db, sync_state.Identity(UUID(shop.device), 7, 3, "chain"), hq)
        shop.db.execute(
            "INSERT INTO escrow(grant_id, account, kind, instance, lot_id, amount, state) VALUES('g','a','k','','l',5,'open')"
        )
    SecretBox(shop.db).put("device_key", b"old key")
    shop.backup(tmp_path / "b")
    shop.restore(tmp_path / "b", tmp_path / "new")
    with opened(tmp_path / "new") as home:
        db = home.open_database()
        assert sync_state.identity(db).device_id == NEW
        assert sync_state.state(db) == ("refused", "restored")
        assert db.value("SELECT count(*) FROM escrow") == 0
        assert (sync_state.get(db, "old_device_id"), sync_state.get(db, "base_seq")) == (shop.device, 10)
        box = SecretBox(db)
        assert (box.get("device_key"), box.get("old_device_key")) == (None, b"old key")
        db.close()
    assert shop.db.value("SELECT count(*) FROM escrow") == 1


def test_only_into_an_empty_home(shop, tmp_path):
    shop.backup(tmp_path / "b")
    before = shop.home.layout.database.read_bytes()
    refused("not_empty", shop.restore, tmp_path / "b", shop.home.folder)
    assert shop.home.layout.database.read_bytes() == before


def test_a_wrong_code_leaves_nothing(shop, tmp_path):
    shop.backup(tmp_path / "b")
    refused("wrong_code", shop.restore, tmp_path / "b", tmp_path / "new", "0000-0000-0000-0000-0000-0000-013F")
    refused("wrong_code", shop.restore, tmp_path / "b", tmp_path / "new", "nonsense")
    assert list((tmp_path / "new").iterdir()) == []
    shop.restore(tmp_path / "b", tmp_path / "new")


def test_no_backup(shop, tmp_path):
    refused("not_found", shop.restore, tmp_path / "none", tmp_path / "new")
    refused("not_found", read_manifest, tmp_path / "none")
    refused("bad_file", read_manifest, tmp_path)


def rewritten(file, name, change):
    with zipfile.ZipFile(file) as archive:
        members = {one: archive.read(one) for one in archive.namelist()}
    members[name] = change(members[name])
    with zipfile.ZipFile(file, "w") as archive:
        for one, data in members.items():
            archive.writestr(one, data)


def manifest_with(**changes):
    return lambda data: json.dumps(json.loads(data) | changes).encode()


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("manifest.json", manifest_with(schema=99), "db_newer"),
        ("manifest.json", manifest_with(version=2), "bad_file"),
        ("manifest.json", manifest_with(format="x"), "bad_file"),
        ("manifest.json", manifest_with(db_bytes=1), "bad_file"),
        ("manifest.json", manifest_with(schema="1"), "bad_file"),
        ("manifest.json", manifest_with(more=1), "bad_file"),
        ("manifest.json", manifest_with(db_sha256="00"), "db_corrupt"),
        ("manifest.json", lambda data: b"[]", "bad_file"),
        ("manifest.json", lambda data: b"x" * (1 << 21), "bad_file"),
        ("keys.json", lambda data: b"{}", "bad_file"),
        ("memberpos.db", lambda data: data[:5000] + b"\0" + data[5001:], "db_corrupt"),
        ("memberpos.db", lambda data: data[:-4096], "bad_file"),
    ],
)
def test_a_changed_backup_is_refused(shop, tmp_path, name, change, code):
    shop.backup(tmp_path / "b")
    rewritten(tmp_path / "b", name, change)
    refused(code, shop.restore, tmp_path / "b", tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []


def test_a_damaged_page_is_found_even_when_the_manifest_agrees(shop, tmp_path):
    import hashlib

    shop.backup(tmp_path / "b")
    spoil = lambda data: data[:50_000] + bytes([data[50_000] ^ 1]) + data[50_001:]  # noqa: E731
    rewritten(tmp_path / "b", "memberpos.db", spoil)
    with zipfile.ZipFile(tmp_path / "b") as archive:
        digest = hashlib.sha256(archive.read("memberpos.db")).hexdigest()
    rewritten(tmp_path / "b", "manifest.json", manifest_with(db_sha256=digest))
    refused("db_corrupt", shop.restore, tmp_path / "b", tmp_path / "new")


def test_any_flipped_bit_is_found_or_harmless(shop, tmp_path):
    shop.backup(tmp_path / "b")
    data, dice, found = (tmp_path / "b").read_bytes(), random.Random(7), 0
    for n in range(30):
        spoiled = bytearray(data)
        at = dice.randrange(len(data))
        spoiled[at] ^= 1 << dice.randrange(8)
        (tmp_path / "s").write_bytes(spoiled)
        code = code_of(shop.restore, tmp_path / "s", tmp_path / f"new{n}")
        assert code in {None, "bad_file", "db_corrupt", "wrong_code", "key_missing"}
        found += code is not None
    assert found >= 28  # the file's own dates and rights cover nothing


def test_books_that_do_not_balance_are_no_backup(shop, tmp_path):
    shop.db.execute("INSERT INTO balance(account, kind, instance, unit, amount) VALUES('a', 'PRINCIPAL', '', 'CNY', 5)")
    error = refused("db_corrupt", shop.backup, tmp_path / "b")
    assert error.facts["reason"] == "books"
    assert [path.name for path in tmp_path.iterdir()] == ["shop"]


def test_a_broken_audit_chain_is_no_backup(shop, tmp_path):
    shop.db.execute("UPDATE audit SET subject = 'x' WHERE seq = 3")
    refused("db_corrupt", shop.backup, tmp_path / "b")
    assert shop.backup(tmp_path / "b", check=lambda db: []).last_seq == 10


def test_a_damaged_database_is_no_backup(shop, tmp_path):
    shop.db.close()
    path = shop.home.layout.database
    data = bytearray(path.read_bytes())
    data[60_000] ^= 1
    path.write_bytes(data)
    shop.db = open_database(path, shop.home.key)
    refused("db_corrupt", shop.backup, tmp_path / "b")
    assert [one.name for one in tmp_path.iterdir()] == ["shop"]


def test_no_room(shop, tmp_path, monkeypatch):
    usage = type(backup.shutil.disk_usage(tmp_path))
    monkeypatch.setattr(backup.shutil, "disk_usage", lambda folder: usage(10**9, 10**9, 1000))
    assert refused("disk_full", shop.backup, tmp_path / "b").facts["free_bytes"] == 1000


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("limit", [100_000, 500_000])
def test_a_disk_that_fills_up_leaves_the_last_backup(shop, tmp_path, limit):
    shop.backup(tmp_path / "b")
    old = (tmp_path / "b").read_bytes()
    with largest_file(limit):
        backed_up = code_of(shop.backup, tmp_path / "b")
        restored = code_of(shop.restore, tmp_path / "b", tmp_path / "new")
    assert {backed_up, restored} <= {"disk_full", "disk_error"}
    assert (tmp_path / "b").read_bytes() == old
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "new", "shop"]
    assert list((tmp_path / "new").iterdir()) == []
