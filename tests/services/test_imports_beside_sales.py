"""Members of another system come over while the till goes on selling: who waits goes first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from memberpos.services import imports, members, shop_settings
from memberpos.services.import_booking import ImportBooked
from memberpos.services.imports import ImportResult, Scratch, WriterBooks
from memberpos.services.use import Use
from memberpos.store.database import Database, open_database
from memberpos.store.verify import verify
from memberpos.store.writer import Writer
from tests.services.importing import ROWS, Here, run, table
from tests.services.shop import KEY, Shop, new_shop
from tests.waiting import wait_until


def test_who_waits_goes_first_and_the_import_tries_again(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "QUIET_S", 0.001)
    here, phases = Here(shop, busy=2), []
    result = run(
        shop, table(tmp_path / "old.csv", *ROWS), None, here, tell=lambda progress: phases.append(progress.phase)
    )
    assert (here.tries, phases.count("wait"), result.ok) == (3, 2, 2)
    shop.assert_books_agree()


def test_what_was_booked_meanwhile_is_looked_at_again(shop: Shop, tmp_path: Path) -> None:
    class Busy(Here):
        def book(self, work: Callable[[Use], ImportBooked]) -> ImportBooked:
            if self.tries == 0:
                self.shop.enrol("林晓棠", "13800138000")
            return super().book(work)

    heads = ("卡号", "姓名", "手机", "推荐人")
    rows = (("1", "林晓棠", "13800138000", ""), ("2", "陈默", "13900139000", "1"))
    busy = Busy(shop)
    result = run(shop, table(tmp_path / "old.csv", *rows, heads=heads), None, busy)
    assert (busy.tries, result.ok, result.refused, result.sums.members) == (2, 1, 1, 1)
    assert result.verdicts[0]["code"] == "duplicate"
    assert members.count(shop.db) == 2
    assert shop.db.value("SELECT referrer_id FROM member WHERE name = '陈默'") is None, "who brought him is not here"
    shop.assert_books_agree()


def test_rules_changed_meanwhile_count(shop: Shop, tmp_path: Path) -> None:
    class Busy(Here):
        def book(self, work: Callable[[Use], ImportBooked]) -> ImportBooked:
            if self.tries == 0:
                shop_settings.change(self.shop.use(), {"points.expiry": "year:12-31"})
            return super().book(work)

    run(shop, table(tmp_path / "old.csv", ROWS[0]), None, Busy(shop))
    assert shop.db.value("SELECT expires FROM lot WHERE kind = 'POINTS'") == "2027-12-31"


def test_sales_do_not_wait_for_an_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer thread, an import of two thousand rows, and sales between: each is let through, all is booked once."""
    monkeypatch.setattr(imports, "QUIET_S", 0.01)
    shop = new_shop(tmp_path)
    path = table(tmp_path / "old.csv", *[(f"9{n:05}", f"人{n}", f"139{n:08}", "1", "0", "1", "") for n in range(2000)])
    main, writer = shop.db, Writer(lambda: open_database(shop.db.path, KEY))
    booking, lock = threading.Event(), threading.Lock()

    def use(db: Database) -> Use:
        with lock:
            made = shop.use()
        return Use(db, made.now_ms, made.new_id, made.staff_id, random=made.random)

    books = WriterBooks(writer, use, lambda: open_database(main.path, KEY))
    seen: list[ImportResult] = []

    def work() -> None:
        with Scratch(tmp_path) as scratch:
            reader = open_database(main.path, KEY, read_only=True)
            seen.append(
                imports.run(reader, path, None, scratch, books, lambda p: booking.set() if p.phase == "book" else None)
            )
            reader.close()

    thread = threading.Thread(target=work)
    thread.start()
    sold = []
    for _ in range(3):
        wait_until(lambda: booking.is_set() or not thread.is_alive(), why="the import books")
        booking.clear()

        def sell(db: Database) -> str:
            with lock:
                other = Shop(db, shop.owner_id, shop.now_ms + 1000)
                other._ids = shop._ids
                done = other.sell(None)
                shop.now_ms = other.now_ms
            return done.receipt_no

        sold.append(writer.submit(sell).result(timeout=60))
    thread.join(60)
    writer.close()
    assert len(set(sold)) == 3
    assert seen[0].ok == 2000
    assert main.value("SELECT count(*) FROM member") == 2000
    assert verify(main).differences == ()
    main.close()
