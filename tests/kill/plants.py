"""Bugs to be found: each breaks one promise in a child process, and the checks must then turn red."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from memberpos.hq import booking, devices, ingest
from memberpos.printing.content import Content, pack
from memberpos.services import checkout, receipts, sale_rows
from memberpos.services.checkout import FinishSale
from memberpos.services.results import SaleDone
from memberpos.services.use import Use
from memberpos.store import events, print_jobs
from memberpos.store.database import Database
from memberpos.store.print_jobs import PrintJobRow

if TYPE_CHECKING:
    from tests.kill.page import Page
    from tests.kill.till_life import Cashier, Task


def plant(name: str, cashier: Cashier) -> None:
    """Into a till; "" plants nothing."""
    {
        "": lambda: None,
        "paper_before_commit": lambda: _paper_before_commit(cashier),
        "told_before_commit": lambda: _told_before_commit(cashier),
        "prints_again": _prints_again,
        "synchronous_off": lambda: _synchronous(cashier, "OFF"),
        "synchronous_normal": lambda: _synchronous(cashier, "NORMAL"),
    }[name]()


def plant_hq(name: str, page: Page) -> None:
    """Into headquarters."""
    {"": lambda: None, "no_watermark": _no_watermark, "watermark_first": _watermark_first}[name]()


def _paper_before_commit(cashier: Cashier) -> None:
    def finish(use: Use, request: FinishSale) -> SaleDone:
        with use.db.transaction():
            before = events.exists(use.db, request.cart.id)
            if not before:
                checkout._finish(use, request)
            done = sale_rows.done(use.db, request.cart.id, use.now_ms)
            if before:
                return done
            content = pack(Content(receipts.paper(use.db, done.event_id)))
            job = PrintJobRow(
                str(use.new_id()), "sale", done.event_id, 0, "unknown", use.now_ms, use.now_ms, use.now_ms, "", content
            )
            print_jobs.insert(use.db, job)
            cashier.paper.write(job.id, cashier.till.press()(job))
            return done

    checkout.finish = finish
    cashier._print = lambda task: None  # type: ignore[method-assign]


def _told_before_commit(cashier: Cashier) -> None:
    plain = cashier.book

    def book(db: Database, task: Task) -> str:
        cashier.note(f"ack {task.id} ?")
        return plain(db, task)

    cashier.book = book  # type: ignore[method-assign]


def _prints_again() -> None:
    def sent_to_queued(db: Database, _printer: str, now_ms: int) -> int:
        return int(db.execute("UPDATE print_job SET state = 'queued' WHERE state = 'sent'").rowcount)

    print_jobs.sent_to_unknown = sent_to_queued


def _synchronous(cashier: Cashier, mode: str) -> None:
    cashier.till.writer.call(lambda db: db.execute(f"PRAGMA synchronous={mode}"))


def _no_watermark() -> None:
    """Each batch is taken as if it were the next one."""
    plain, lock = ingest.push, devices.lock

    def push(tx: Any, request: Any, *rest: Any) -> ingest.Outcome:
        row = tx.conn.execute(
            "SELECT hash FROM event WHERE device_id = %s AND seq = %s", (request.device, request.first - 1)
        ).fetchone()
        before = bytes(row[0]) if row else bytes(32)

        def forgetful(conn: Any, device: Any) -> Any:
            found = lock(conn, device)
            return found and replace(found, last_seq=request.first - 1, last_hash=before)

        devices.lock = forgetful
        return plain(tx, request, *rest)

    ingest.push = push


def _watermark_first() -> None:
    """The watermark is committed, and the events after it in a transaction of their own."""
    from tests.kill.hq_life import MarkedHeadquarters

    later = threading.local()
    insert, apply, answer = ingest.insert_events, booking.apply, MarkedHeadquarters._answer

    def note_insert(_conn: Any, *arguments: Any) -> None:
        later.insert = arguments

    def note_apply(_tx: Any, *arguments: Any) -> list[dict[str, Any]]:
        later.apply = arguments
        return []

    def do(tx: Any) -> None:
        insert(tx.conn, *later.insert)
        apply(tx, *later.apply)

    def late(hq: MarkedHeadquarters, *arguments: Any) -> Any:
        reply = answer(hq, *arguments)
        if getattr(later, "insert", None):
            hq.transact(do)
            later.insert = None
        return reply

    ingest.insert_events, booking.apply = note_insert, note_apply
    MarkedHeadquarters._answer = late  # type: ignore[method-assign]
