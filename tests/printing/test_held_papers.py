"""Papers that waited too long ask first; each printer has its own queue and its own end of a crash."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from memberpos.devices.readings import JobState
from memberpos.domain.errors import PosError
from memberpos.printing.content import Content
from memberpos.printing.escpos import Profile
from memberpos.printing.press import Press
from memberpos.printing.samples import LABEL, RECHARGE, SALE
from memberpos.printing.spool import KEEP_MS, Spool, Tally
from memberpos.printing.worker import STALE_MS, PrintWorker, SpoolState
from memberpos.store.database import open_database
from memberpos.store.migrations import migrate
from memberpos.store.writer import Writer

KEY = bytes(range(32))


class Desk:
    """Two spools on one database, a worker for the receipts, and a clock moved by hand."""

    def __init__(self, writer: Writer) -> None:
        self.now_ms = 1_767_225_600_000
        numbers = itertools.count(1)
        self.receipts, self.labels = (
            Spool(writer.call, lambda: self.now_ms, lambda: f"job-{next(numbers):03}", name) for name in ("", "label")
        )
        self.sent: list[str] = []
        self.reports: list[SpoolState] = []
        press = Press(Profile(columns=32))
        self.worker, self.label_worker = (
            PrintWorker(
                spool, press, lambda job, _data: self.sent.append(job), self.reports.append, lambda: self.now_ms
            )
            for spool in (self.receipts, self.labels)
        )

    def state(self, job_id: str) -> str:
        """How a job stands; "" once it is closed."""
        return {job.id: job.state for job in self.receipts.open_jobs()}.get(job_id, "")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    def open_books():
        return open_database(tmp_path / "till.db", KEY)

    db = open_books()
    migrate(db)
    db.close()
    writer = Writer(open_books)
    yield Desk(writer)
    writer.close()


@pytest.mark.parametrize("late_ms", [0, 1])
def test_a_paper_is_printed_unasked_until_it_is_stale(desk: Desk, late_ms: int) -> None:
    job = desk.receipts.queue(Content(SALE), "e1")
    desk.now_ms += STALE_MS + late_ms
    desk.worker.step(None)
    assert desk.sent == ([] if late_ms else [job])
    assert desk.receipts.tally() == (Tally(held=1) if late_ms else Tally(sent=1))
    assert desk.reports[-1].tally.held == late_ms


def test_held_papers_hold_up_nobody(desk: Desk) -> None:
    old = desk.receipts.queue(Content(SALE), "e1")
    desk.now_ms += STALE_MS + 1
    new = desk.receipts.queue(Content(RECHARGE), "e2")
    desk.worker.step(None)
    assert desk.sent == [new]
    assert desk.state(old) == "held"


def test_a_held_paper_that_is_wanted_is_printed_as_the_original(desk: Desk) -> None:
    job = desk.receipts.queue(Content(SALE), "e1")
    desk.now_ms += 10 * STALE_MS
    desk.worker.step(None)
    desk.receipts.let_go(job)
    desk.worker.step(None)
    assert desk.sent == [job]
    assert [row.copy for row in desk.receipts.papers_of("e1")] == [0]
    with pytest.raises(PosError) as refused:
        desk.receipts.let_go(job)
    assert refused.value.code == "not_allowed"


def test_a_printer_without_paper_for_long_asks_before_it_prints_what_waited(desk: Desk) -> None:
    """Retries do not make a paper young again."""
    job = desk.receipts.queue(Content(SALE), "e1")
    desk.worker.step(None)
    for _ in range(4):
        desk.now_ms += STALE_MS // 3
        desk.worker.step(JobState(job, "failed", "paper_out"))
        desk.worker._blocked = ""
        desk.worker.step(None)
    assert desk.state(job) == "held"


def test_what_is_not_needed_is_dropped_for_good(desk: Desk) -> None:
    job = desk.receipts.queue(Content(SALE), "e1")
    desk.receipts.mark(job, "dropped")
    desk.worker.step(None)
    assert desk.sent == []
    assert desk.receipts.open_jobs() == []
    with pytest.raises(PosError):
        desk.receipts.mark(job, "queued")


def test_held_papers_are_kept_as_long_as_nobody_decided(desk: Desk) -> None:
    job = desk.receipts.queue(Content(SALE), "e1")
    desk.now_ms += STALE_MS + 1
    desk.worker.step(None)
    desk.now_ms += 2 * KEEP_MS
    desk.receipts.recover()
    assert desk.state(job) == "held"


def test_one_printer_s_crash_is_not_the_other_s(desk: Desk) -> None:
    receipt, label = desk.receipts.queue(Content(SALE), "e1"), desk.labels.queue(Content(LABEL), "")
    desk.worker.step(None)
    desk.label_worker.step(None)
    assert desk.sent == [receipt, label]
    assert desk.labels.recover() == 1
    assert (desk.state(receipt), desk.state(label)) == ("", "unknown")
    assert {report.printer for report in desk.reports} == {"", "label"}
    assert desk.receipts.recover() == 1


def test_labels_never_wait_behind_receipts(desk: Desk) -> None:
    desk.receipts.queue(Content(SALE), "e1")
    label = desk.labels.queue(Content(LABEL), "")
    desk.label_worker.step(None)
    assert desk.sent == [label]
