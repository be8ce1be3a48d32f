"""Real processes and threads: a sale at one till is seen at the other within seconds; headquarters behind TLS."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from tests.hq.processes import HqProcess
from tests.hq.world import Clock, World, served
from tests.sync.shop import Shop, open_shop
from tests.waiting import wait_until

from memberpos.cli import main
from memberpos.store.database import Database, open_database
from memberpos.store.writer import Writer
from memberpos.sync.client import system_link
from memberpos.sync.loop import SyncLoop
from memberpos.sync.pace import Pacer
from memberpos.sync.pull import House

SALES = 12
#: Most of the sales are seen within this.
SEEN_S = 3.0


@contextmanager
def running(shop: Shop) -> Iterator[tuple[Writer, SyncLoop]]:
    """The shop's till with its writer and sync threads, as the window has them."""
    path = shop.db.path
    shop.db.close()
    writer = Writer(lambda: open_database(path, b"k" * 32))
    link = system_link("0.1.0")
    ear = link.twin()
    house = House(lambda: time.time_ns() // 1_000_000, lambda: shop.ids.new(time.time_ns() // 1_000_000))
    loop = SyncLoop(writer, link, lambda _status: None, Pacer(lambda: 0.5), house, ear)
    loop.start()
    try:
        yield writer, loop
    finally:
        loop.stop()
        writer.close()
        link.close()
        ear.close()
        shop.db = open_database(path, b"k" * 32)


def test_a_sale_is_seen_at_another_till_within_seconds(world: World, clock: Clock, tmp_path: Path) -> None:
    clock.ms = time.time_ns() // 1_000_000
    with ExitStack() as stack:
        one, other = (stack.enter_context(open_shop(tmp_path, clock)) for _ in range(2))
        member = one.enrol_member().member_id
        url = stack.enter_context(served(world.hq))
        for shop in (one, other):
            shop.join(world)
            shop.db.execute("UPDATE sync_state SET v = ? WHERE k = 'hq_url'", (url,))
        clock.ms = time.time_ns() // 1_000_000
        writer, loop = stack.enter_context(running(one))
        there, _ = stack.enter_context(running(other))
        wait_until(lambda: there.call(lambda db: db.value("SELECT count(*) FROM member")) == 1, 20)
        took: list[float] = []
        for number in range(1, SALES + 1):
            clock.ms = time.time_ns() // 1_000_000
            begun_s = time.monotonic()
            writer.call(lambda db: sell(one, db, member))
            loop.wake()
            wait_until(lambda n=number: there.call(lambda db: points(db, member)) == 10 * n, 20)  # type: ignore[misc]
            took.append(time.monotonic() - begun_s)
        assert sorted(took)[int(SALES * 0.95) - 1] <= SEEN_S, took


def sell(shop: Shop, db: Database, member: str) -> None:
    shop.db = db
    shop.sell(member, 1000, "cash")


def points(db: Database, member: str) -> int:
    sql = "SELECT coalesce(sum(amount + others), 0) FROM balance b JOIN account a ON a.id = b.account WHERE a.owner_id = ? AND b.kind = 'POINTS'"
    return int(db.value(sql, (member,)))


def test_headquarters_and_a_till_on_one_pc_with_the_chains_own_certificate(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, hq_home = tmp_path / "till", tmp_path / "hq"
    monkeypatch.setenv("MEMBERPOS_KEYSTORE", "file")
    assert main(["--home", str(hq_home), "hq", "tls", "127.0.0.1"]) == 0
    ca, cert, key = capsys.readouterr().out.split()
    hq = HqProcess(
        "--home",
        str(hq_home),
        "--database",
        database,
        "--port",
        "0",
        "--cert",
        cert,
        "--key",
        key,
        errors=tmp_path / "errors",
    )
    try:
        assert hq.url.startswith("https://")
        assert main(["hq", "enrol-code", "--store", "S1", "--database", database]) == 0
        code = capsys.readouterr().out.strip()
        from memberpos.home import open_home

        with open_home(home, create=True) as opened:
            db = opened.open_database()
            from memberpos.domain.ids import IdSource
            from memberpos.services import setup
            from memberpos.services.use import Use

            ids = IdSource(os.urandom)
            setup.create_shop(
                Use(db, 1_767_232_800_000, lambda: ids.new(1_767_232_800_000)), setup.SetupRequest("店", "林", "2580")
            )
            db.close()
        assert main(["--home", str(home), "enrol", hq.url, code]) == 1, "a stranger's certificate"
        capsys.readouterr()
        assert main(["--home", str(home), "enrol", hq.url, code, "--ca", ca]) == 0
        assert capsys.readouterr().out.startswith("store 1 till 1")
        assert main(["--home", str(home), "sync", "--once", "--json"]) == 0
        assert '"state": "idle"' in capsys.readouterr().out
        with open_home(home) as opened:
            device = opened.open_database(read_only=True)
            name = str(device.value("SELECT v FROM sync_state WHERE k = 'device_id'"))
            device.close()
        assert main(["hq", "revoke", name, "--database", database]) == 0
        assert main(["--home", str(home), "sync", "--once"]) == 1
        assert main(["hq", "release", name, "--database", database]) == 0
        assert main(["hq", "release", "00000000-0000-7000-8000-000000000000", "--database", database]) == 1
    finally:
        assert hq.terminate() == 0


def test_plain_http_stays_on_this_machine(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["hq", "serve", "--host", "0.0.0.0", "--database", "postgresql://nowhere", "--port", "0"]) == 1
    assert main(["hq", "serve", "--cert", "x", "--database", "postgresql://nowhere", "--port", "0"]) == 1
