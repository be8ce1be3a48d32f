"""`memberpos doctor`: each answer of each check, and mending the key."""

import json
import os
import pty
import sys
from dataclasses import replace
from uuid import UUID

import pytest
from tests.security.rings import GoodRing

from memberpos import settings
from memberpos.cli import main
from memberpos.commands import doctor, doctor_checks
from memberpos.commands.doctor_checks import CHECKS, EARLIEST_MS, FAIL, OK, WARN, Patient, examine
from memberpos.commands.messages import MESSAGES
from memberpos.devices import print_queue
from memberpos.home import home_layout, open_home, open_layout
from memberpos.security import keys
from memberpos.security.keys import Cost
from memberpos.store import sync_state

NOW = EARLIEST_MS + 10**9

FAST = Cost(time=1, memory_kib=8, lanes=1)


@pytest.fixture
def shop(tmp_path):
    home = open_layout(home_layout(tmp_path / "shop", None), create=True, exclusive=True, cost=FAST)
    (tmp_path / "code").write_text(home.recovery_code)
    home.close()
    return tmp_path / "shop"


def look(check, home, now_ms=NOW, fetch=lambda url: pytest.fail("no network")):
    found = check(Patient(home, now_ms, {"MEMBERPOS_KEYSTORE": "file"}, fetch))
    return found if isinstance(found, doctor_checks.Finding) else list(found)


def change(shop, work):
    with open_home(shop) as home:
        db = home.open_database()
        with db.transaction():
            work(db)
        db.close()


def test_the_report(shop, capsys):
    status = main(["doctor", "--json", "--home", str(shop)])
    report = json.loads(capsys.readouterr().out)
    assert [set(line) for line in report] == [{"check", "state", "detail", "next"}] * len(report)
    checks = [line["check"] for line in report]
    assert checks == ["database", "key", "fonts", "qt_libraries", "ports", "printer", "clock", "disk", "headquarters"]
    assert {line["state"] for line in report} <= {OK, WARN, FAIL}
    assert status == (1 if any(line["state"] == FAIL for line in report) else 0)
    assert all(line["next"] for line in report if line["state"] != OK)


def test_the_report_for_people(shop, capsys):
    main(["doctor", "--home", str(shop)])
    out = capsys.readouterr().out
    assert "protects less" in out
    assert "→" in out


def test_no_shop_yet_makes_nothing(tmp_path, capsys):
    main(["doctor", "--home", str(tmp_path / "none")])
    assert "no shop" in capsys.readouterr().out
    assert not (tmp_path / "none").exists()


def test_beside_a_running_till(shop):
    with open_home(shop) as home:
        writer = home.open_writer()
        assert look(doctor_checks.database, shop).state == OK
        writer.close()


def test_database(shop):
    assert look(doctor_checks.database, shop).state == OK
    path = shop / "memberpos.db"
    data = bytearray(path.read_bytes())
    data[-3000] ^= 1
    path.write_bytes(data)
    found = look(doctor_checks.database, shop)
    assert (found.state, found.next) == (FAIL, MESSAGES["db_corrupt"])
    path.write_bytes(b"nonsense" * 1000)
    assert look(doctor_checks.database, shop).state == FAIL
    (shop / "key").unlink()
    assert "key_missing" in look(doctor_checks.database, shop).detail


def test_a_newer_and_an_older_database(shop, monkeypatch):
    monkeypatch.setattr(doctor_checks, "SCHEMA_VERSION", 2)
    assert look(doctor_checks.database, shop).state == WARN
    with open_home(shop) as home:
        db = home.open_database()
        db.execute("PRAGMA user_version=99")
        db.close()
    found = look(doctor_checks.database, shop)
    assert (found.state, found.next) == (FAIL, MESSAGES["db_newer"])


def test_key(shop, monkeypatch):
    assert look(doctor_checks.key, shop).state == WARN
    ring = GoodRing()
    monkeypatch.setattr(doctor_checks, "system_ring", lambda environ: ring)
    keys.move(home_layout(shop, ring).keys, os.urandom)
    assert look(doctor_checks.key, shop).state == OK
    keyfile = keys.load(shop / "keys.json")
    (shop / "keys.json").write_bytes(keyfile.without("recovery").to_bytes())
    assert look(doctor_checks.key, shop).state == WARN
    ring.memory.clear()
    found = look(doctor_checks.key, shop)
    assert (found.state, "--recover" in found.next) == (FAIL, True)


def test_moving_the_key(shop, monkeypatch, capsys):
    ring = GoodRing()
    monkeypatch.setattr(doctor, "system_ring", lambda environ: ring)
    main(["doctor", "--move-key", "--home", str(shop)])
    assert not (shop / "key").exists()
    assert len(ring.memory) == 1
    main(["doctor", "--move-key", "--home", str(shop)])
    assert (shop / "key").exists()
    assert ring.memory == {}
    open_home(shop).close()


def test_moving_the_key_where_there_is_no_ring(shop, monkeypatch, capsys):
    monkeypatch.setattr(doctor, "system_ring", lambda environ: None)
    assert main(["doctor", "--move-key", "--home", str(shop)]) == 1
    assert capsys.readouterr().err.startswith("not_found: ")
    open_home(shop).close()


def test_a_key_is_not_moved_under_a_running_till(shop, capsys):
    with open_home(shop):
        assert main(["doctor", "--move-key", "--home", str(shop)]) == 1
    assert capsys.readouterr().err.startswith("home_locked: ")


def test_recovering_the_key(shop, tmp_path, capsys):
    (shop / "key").unlink()
    main(["doctor", "--recover", "--recovery-file", str(tmp_path / "code"), "--home", str(shop)])
    assert "sound" in capsys.readouterr().out
    open_home(shop).close()


def test_recovering_where_there_is_nothing(tmp_path, capsys):
    (tmp_path / "code").write_text("x")
    for words in (["--recover", "--recovery-file", str(tmp_path / "code")], ["--move-key"]):
        assert main(["doctor", *words, "--home", str(tmp_path / "none")]) == 1
        assert capsys.readouterr().err.startswith("not_found: ")


def test_fonts(shop, monkeypatch):
    monkeypatch.setattr(doctor_checks.shutil, "which", lambda name: None)
    monkeypatch.setattr(doctor_checks.sys, "platform", "linux")
    assert look(doctor_checks.fonts, shop).state == OK
    monkeypatch.setattr(doctor_checks.importlib.util, "find_spec", lambda name: None)
    found = look(doctor_checks.fonts, shop)
    assert (found.state, "fonts-noto-cjk" in found.next) == (FAIL, True)


def test_qt_libraries(shop, tmp_path, monkeypatch):
    monkeypatch.setattr(doctor_checks.sys, "platform", "linux")
    ldd = tmp_path / "ldd"
    ldd.write_text("#!/bin/sh\necho '\tlibxcb-cursor.so.0 => not found'\necho '\tlibc.so.6 => /lib/libc.so.6'\n")
    ldd.chmod(0o755)
    monkeypatch.setattr(doctor_checks.shutil, "which", lambda name: str(ldd))
    found = look(doctor_checks.qt_libraries, shop)
    assert (found.state, found.detail) == (FAIL, "missing: libxcb-cursor.so.0")
    monkeypatch.setattr(doctor_checks.importlib.util, "find_spec", lambda name: None)
    assert look(doctor_checks.qt_libraries, shop).state == FAIL


def with_port(shop, port, kind="msr605"):
    chosen = settings.Settings(devices=settings.Devices(card=settings.Device(kind, port)))
    settings.save(shop / "settings.toml", chosen)


@pytest.mark.skipif(sys.platform == "win32", reason="ports with file rights")
def test_ports(shop, monkeypatch):
    (found,) = look(doctor_checks.ports, shop)
    assert found.state == OK
    master, slave = pty.openpty()
    with_port(shop, os.ttyname(slave))
    (found,) = look(doctor_checks.ports, shop)
    assert (found.check, found.state) == ("ports.card", OK)
    os.close(master)
    os.close(slave)
    with_port(shop, "/dev/no-such-port")
    assert [one.state for one in look(doctor_checks.ports, shop)] == [FAIL]
    for elsewhere in ("socket://127.0.0.1:9100", "192.168.1.87:9100", "pcsc:ACS", "library:mwrf32.dll,port=0"):
        with_port(shop, elsewhere)
        assert [one.state for one in look(doctor_checks.ports, shop)] == [OK], elsewhere
    monkeypatch.setattr(print_queue, "queue_names", lambda: ["counter"])
    for queue, state in (("queue:counter", OK), ("queue:gone", FAIL)):
        with_port(shop, queue, "print_queue")
        assert [one.state for one in look(doctor_checks.ports, shop)] == [state]
    with_port(shop, "", "wedge")
    assert [one.state for one in look(doctor_checks.ports, shop)] == [OK]


@pytest.mark.skipif(sys.platform == "win32", reason="ports with file rights")
def test_the_line_that_gives_rights(shop, tmp_path, monkeypatch):
    import grp

    port = tmp_path / "ttyS0"
    port.touch()
    with_port(shop, str(port))
    monkeypatch.setattr(doctor_checks.os, "access", lambda path, mode: False)
    monkeypatch.setattr(doctor_checks.getpass, "getuser", lambda: "till")
    monkeypatch.setattr(grp, "getgrgid", lambda gid: grp.struct_group(("dialout", "x", 20, [])))
    port.chmod(0o660)
    (found,) = look(doctor_checks.ports, shop)
    assert (found.state, found.next) == (FAIL, "Type: sudo usermod -aG dialout till, then sign out and in again.")
    port.chmod(0o600)
    assert "chmod" in look(doctor_checks.ports, shop)[0].next


def test_printer(shop):
    assert look(doctor_checks.printer, shop).state == WARN
    chosen = settings.Settings(devices=settings.Devices(printer=settings.Printer("escpos", "/dev/no-such-port")))
    settings.save(shop / "settings.toml", chosen)
    assert look(doctor_checks.printer, shop).state == FAIL
    there = replace(chosen.devices.printer, port="socket://127.0.0.1:9100")
    settings.save(shop / "settings.toml", settings.Settings(devices=settings.Devices(printer=there)))
    assert look(doctor_checks.printer, shop).state == OK


def event_at(db, at_ms):
    db.execute(
        "INSERT INTO event(seq, id, device_id, kind, kv, at_ms, offset_min, business_date, staff_id, rule_version,"
        " payload) VALUES(1, 'e', 'd', 'sale', 1, ?, 480, '2026-01-01', 's', 1, '{}')",
        (at_ms,),
    )


def test_clock(shop):
    assert look(doctor_checks.clock, shop).state == OK
    assert look(doctor_checks.clock, shop, now_ms=EARLIEST_MS - 1).state == FAIL
    change(shop, lambda db: event_at(db, NOW))
    assert look(doctor_checks.clock, shop, now_ms=NOW - 60_000).state == OK
    assert look(doctor_checks.clock, shop, now_ms=NOW - 60_001).state == FAIL


@pytest.mark.parametrize(("free", "state"), [(10**8 - 1, FAIL), (10**9 - 1, WARN), (10**9, OK)])
def test_disk(shop, monkeypatch, free, state):
    usage = type(doctor_checks.shutil.disk_usage(shop))
    monkeypatch.setattr(doctor_checks.shutil, "disk_usage", lambda folder: usage(10**12, 0, free))
    assert look(doctor_checks.disk, shop).state == state
    assert look(doctor_checks.disk, shop / "not" / "yet").state == state


def enrol(db):
    who = sync_state.Identity(UUID(int=1), 7, 3, "chain")
    sync_state.join(db, who, sync_state.Headquarters("https://hq.example/", (bytes(32),)))


def test_headquarters(shop):
    assert look(doctor_checks.headquarters, shop).detail == "standalone"
    change(shop, enrol)
    asked = []
    found = look(doctor_checks.headquarters, shop, fetch=lambda url: asked.append(url) or 200)
    assert (found.state, asked) == (OK, ["https://hq.example/healthz"])
    assert look(doctor_checks.headquarters, shop, fetch=lambda url: 0).state == WARN
    change(shop, lambda db: sync_state.set_state(db, "revoked"))
    assert look(doctor_checks.headquarters, shop).state == FAIL


def test_nothing_answers_on_a_closed_port():
    assert doctor_checks.http_status("http://127.0.0.1:9/healthz") == 0
    assert doctor_checks.http_status("no url at all") == 0


def test_a_check_that_fails_itself_is_a_finding(shop, monkeypatch):
    def disk(patient):
        raise OSError("no such device")

    monkeypatch.setattr(doctor_checks, "CHECKS", (disk, *CHECKS[-1:]))
    found = examine(Patient(shop, NOW, {"MEMBERPOS_KEYSTORE": "file"}, lambda url: 0))
    assert [(one.check, one.state) for one in found] == [("disk", FAIL), ("headquarters", OK)]
