"""Spool, worker and the real printer driver together: the words they exchange mean the same on both sides."""

from __future__ import annotations

import itertools

import pytest
from tests.escpos_interpreter import interpret

from memberpos.devices.drivers.base import Send
from memberpos.devices.drivers.printer import PrinterDriver, PrintJob
from memberpos.devices.readings import JobState
from memberpos.printing.content import Content
from memberpos.printing.escpos import Profile
from memberpos.printing.press import Press
from memberpos.printing.samples import SALE
from memberpos.printing.spool import Spool
from memberpos.printing.worker import PrintWorker
from memberpos.store.database import open_database
from memberpos.store.migrations import migrate


class Device:
    """The driver on a wire that takes every byte at once; `answer` gives the printer's reply to what it got."""

    def __init__(self, answer):
        self.driver, self.answer = PrinterDriver(auto_status=False), answer
        self.now_s, self.wire, self.states, self.worker = 0.0, b"", [], None

    def take(self, outputs):
        """Carries out what the driver wants until it is quiet."""
        for output in outputs:
            if isinstance(output, Send):
                self.wire += output.data
                self.take(self.driver.sent(len(output.data), self.now_s))
                self.take(self.driver.received(self.answer(output.data), self.now_s))
            elif isinstance(output, JobState):
                self.states.append(output.state)
                self.worker.heard(output)

    def send(self, job_id, data):
        self.take(self.driver.command(PrintJob(job_id, data), self.now_s))

    def pass_time(self):
        """Lets every deadline of the driver come."""
        for _ in range(20):
            if (deadline := self.driver.deadline_s()) is None:
                return
            self.now_s = max(self.now_s, deadline)
            self.take(self.driver.tick(self.now_s))


def healthy(sent):
    return {b"\x1dr\x01": b"\x00", b"\x10\x04": b"\x12"}.get(sent[:3] if sent[:1] == b"\x1d" else sent[:2], b"")


@pytest.fixture
def spool(tmp_path):
    db = open_database(tmp_path / "till.db", bytes(32))
    migrate(db)
    numbers, clock = itertools.count(1), itertools.count(1_767_225_600_000)
    yield Spool(lambda work: work(db), lambda: next(clock), lambda: f"job-{next(numbers)}")
    db.close()


def printing(spool, device):
    worker = PrintWorker(spool, Press(Profile()), device.send, lambda state: None, lambda: 1_767_225_600_000)
    device.worker = worker
    return worker


def drain(worker):
    """The worker's inbox, on this thread."""
    while not worker._inbox.empty():
        worker.step(worker._inbox.get())


def run(spool, device):
    worker = printing(spool, device)
    spool.queue(Content(SALE), "e1")
    worker.step(None)
    drain(worker)
    device.pass_time()
    drain(worker)
    return spool.papers_of("e1")[0].state


@pytest.mark.parametrize(
    ("answer", "connected", "end"),
    [(healthy, True, "confirmed"), (lambda sent: b"", True, "unknown"), (healthy, False, "queued")],
)
def test_the_end_of_a_job(spool, answer, connected, end):
    device = Device(answer)
    device.worker = printing(spool, device)
    if connected:
        device.take(device.driver.opened(0.0))
    assert run(spool, device) == end
    assert ("消费小票" in interpret(device.wire).texts) == connected


def test_a_printer_that_is_back_prints_what_waited(spool):
    device = Device(healthy)
    assert run(spool, device) == "queued"
    device.take(device.driver.opened(device.now_s))
    device.worker.step(device.driver.health if device.driver.health.state == "ready" else device.driver.state)
    drain(device.worker)
    device.pass_time()
    drain(device.worker)
    assert spool.papers_of("e1")[0].state == "confirmed"
