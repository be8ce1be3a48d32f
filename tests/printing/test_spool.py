"""Print jobs in a real till database: their states, restarts, reprints, and the worker between spool and printer."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.escpos_interpreter import Kick, interpret
from tests.waiting import wait_until

from memberpos.devices.readings import DeviceHealth, JobState, PrinterState
from memberpos.domain.errors import PosError
from memberpos.printing.content import Content, pack, unpack
from memberpos.printing.documents import Expiring, GoodsLine, Head, Holder, Reduction, SaleReceipt
from memberpos.printing.escpos import Profile
from memberpos.printing.kinds import KINDS, kind_of
from memberpos.printing.press import Press
from memberpos.printing.samples import HEAD, PAPERS, RECHARGE, SALE
from memberpos.printing.spool import KEEP_MS, REACHED_FROM, Spool, Tally
from memberpos.printing.worker import DRAWER_FRESH_MS, PrintWorker
from memberpos.store.database import open_database
from memberpos.store.migrations import migrate
from memberpos.store.writer import Writer

KEY = bytes(range(32))


class Clock:
    def __init__(self):
        self.ms = 1_767_225_600_000

    def __call__(self):
        self.ms += 1
        return self.ms


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "till.db"
    db = open_database(path, KEY)
    migrate(db)
    db.close()
    return path


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def writer(path):
    writer = Writer(lambda: open_database(path, KEY))
    yield writer
    writer.close()


@pytest.fixture
def spool(writer, clock):
    numbers = itertools.count(1)
    return Spool(writer.call, clock, lambda: f"job-{next(numbers):03}")


def states(spool):
    return {job.id: job.state for job in spool.papers_of("e1") + spool.papers_of("e2") + spool.papers_of("")}


# ------------------------------------------------------------------------------------------------------------- content


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_survives_its_job(name):
    content = Content(PAPERS[name], "zh_TW", drawer=True)
    assert unpack(kind_of(content.document), pack(content)) == content


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
MONEY = st.integers(-(10**12), 10**12)


@given(TEXT, MONEY, st.lists(st.tuples(TEXT, MONEY), max_size=3), st.none() | TEXT)
def test_any_sale_survives_its_job(text, fen, pairs, member):
    document = SaleReceipt(
        Head(text, copy=1),
        lines=tuple(GoodsLine(name, value, fen, fen) for name, value in pairs),
        discounts=tuple(Reduction(name, value) for name, value in pairs),
        due_fen=fen,
        member=None if member is None else Holder(member, expiring=tuple(Expiring(n, v) for n, v in pairs)),
    )
    assert unpack("sale", pack(Content(document))).document == document


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"\xff", b'{"v":1,"language":"zh_CN","drawer":false,"document":{}}']
)
def test_content_nobody_can_read_is_refused(data):
    with pytest.raises(PosError) as caught:
        unpack("sale", data)
    assert caught.value.code == "bad_file"


def test_content_of_a_newer_version_or_another_kind_is_refused():
    good = pack(Content(SALE))
    for kind, data in (("sale", good.replace(b'"v":1', b'"v":2')), ("card", good), ("poem", good)):
        with pytest.raises(PosError):
            unpack(kind, data)


# --------------------------------------------------------------------------------------------------------------- spool


def test_a_job_waits_in_the_database_in_order(spool, writer, path):
    first = spool.queue(Content(SALE), "e1")
    second = spool.queue(Content(RECHARGE), "e2")
    assert spool.next_job().id == first
    writer.close()
    db = open_database(path, KEY, read_only=True)
    rows = db.all("SELECT id, kind, event_id, copy, state FROM print_job ORDER BY id")
    assert [tuple(row) for row in rows] == [(first, "sale", "e1", 0, "queued"), (second, "recharge", "e2", 0, "queued")]
    db.close()


def test_the_way_of_a_job(spool):
    job = spool.queue(Content(SALE), "e1")
    assert spool.tally() == Tally(queued=1)
    spool.mark(job, "sent")
    assert spool.next_job() is None
    assert spool.tally() == Tally(sent=1)
    spool.mark(job, "confirmed")
    assert states(spool) == {job: "confirmed"}


@pytest.mark.parametrize("before", ["queued", "sent", "confirmed", "unknown", "failed"])
@pytest.mark.parametrize("after", REACHED_FROM)
def test_only_the_allowed_steps_are_taken(spool, writer, before, after):
    job = spool.queue(Content(SALE), "e1")
    writer.call(lambda db: db.execute("UPDATE print_job SET state = ?", (before,)))
    if before in REACHED_FROM[after]:
        spool.mark(job, after)
        assert states(spool) == {job: after}
    else:
        with pytest.raises(PosError) as caught:
            spool.mark(job, after)
        assert caught.value.code == "not_allowed"
        assert states(spool) == {job: before}


def test_what_was_half_sent_never_prints_again_by_itself(spool):
    half, waiting = spool.queue(Content(SALE), "e1"), spool.queue(Content(RECHARGE), "e2")
    spool.mark(half, "sent")
    assert spool.recover() == 1
    assert states(spool) == {half: "unknown", waiting: "queued"}
    assert spool.next_job().id == waiting


def test_a_reprint_is_a_new_job_with_the_next_number(spool):
    job = spool.queue(Content(SALE), "e1")
    again = spool.reprint(job)
    third = spool.reprint(job)
    assert [(row.id, row.copy) for row in spool.papers_of("e1")] == [(job, 0), (again, 1), (third, 2)]
    press = Press(Profile(columns=32))
    texts = [press.text(row) for row in spool.papers_of("e1")]
    assert ["补打" in text for text in texts] == [False, True, True]
    assert "*** 补打 2 ***" in texts[2]
    assert "*** 补打 2 ***" in interpret(press(spool.papers_of("e1")[2])).texts
    with pytest.raises(PosError):
        spool.reprint("nobody")


def test_the_same_paper_queued_twice_is_a_reprint(spool):
    """A queue filled again after a crash cannot hand out two originals of one receipt."""
    spool.queue(Content(SALE), "e1")
    spool.queue(Content(SALE), "e1")
    assert [row.copy for row in spool.papers_of("e1")] == [0, 1]


def test_reports_without_event_stand_alone(spool):
    first = spool.queue(Content(PAPERS["report"]), "")
    second = spool.queue(Content(PAPERS["report"]), "")
    again = spool.reprint(first)
    assert {row.id: row.copy for row in spool.papers_of("")} == {first: 0, second: 0, again: 1}


def test_each_printer_has_its_own_queue(writer, clock):
    ids = iter(("a", "b"))
    counter, kitchen = (Spool(writer.call, clock, lambda: next(ids), printer=name) for name in ("counter", "kitchen"))
    counter.queue(Content(SALE), "e1")
    kitchen.queue(Content(SALE), "e2")
    assert (counter.next_job().id, kitchen.next_job().id) == ("a", "b")
    assert counter.tally() == Tally(queued=1)


def test_old_papers_are_dropped_waiting_ones_never(spool, clock):
    done, waiting = spool.queue(Content(SALE), "e1"), spool.queue(Content(SALE), "e2")
    spool.mark(done, "sent")
    spool.mark(done, "confirmed")
    clock.ms += KEEP_MS - 1000
    spool.recover()
    assert set(states(spool)) == {done, waiting}
    clock.ms += 2000
    spool.recover()
    assert set(states(spool)) == {waiting}


def test_an_unknown_state_is_a_mistake(spool):
    with pytest.raises(KeyError):
        spool.mark(spool.queue(Content(SALE), "e1"), "lost")


# -------------------------------------------------------------------------------------------------------------- worker


class Printer:
    """What the worker hands over, and what it reports; the test answers as the device would."""

    def __init__(self):
        self.jobs = []
        self.reports = []

    def send(self, job_id, data):
        self.jobs.append((job_id, data))


@pytest.fixture
def printer():
    return Printer()


@pytest.fixture
def worker(spool, printer, clock):
    return PrintWorker(spool, Press(Profile(columns=32)), printer.send, printer.reports.append, clock)


def test_jobs_go_out_one_at_a_time_and_are_sent_before_their_first_byte(spool, printer, worker):
    first, second = spool.queue(Content(SALE), "e1"), spool.queue(Content(RECHARGE), "e2")
    worker.step(None)
    assert [job for job, _ in printer.jobs] == [first]
    assert states(spool) == {first: "sent", second: "queued"}
    worker.step(JobState(first, "sent"))
    assert len(printer.jobs) == 1
    worker.step(JobState(first, "confirmed"))
    assert [job for job, _ in printer.jobs] == [first, second]
    worker.step(JobState(second, "unknown", "device_timeout"))
    assert states(spool) == {first: "confirmed", second: "unknown"}
    assert printer.reports[-1].tally == Tally(unknown=1)
    assert "消费小票" in interpret(printer.jobs[0][1]).texts


def test_the_state_is_in_the_database_before_the_printer_gets_anything(spool, worker, printer, monkeypatch):
    seen = []
    monkeypatch.setattr(worker, "_send", lambda job_id, data: seen.append(states(spool)[job_id]))
    spool.queue(Content(SALE), "e1")
    worker.step(None)
    assert seen == ["sent"]


@pytest.mark.parametrize("code", ["paper_out", "printer_offline", "device_lost"])
@pytest.mark.parametrize("good_news", [PrinterState(online=True, paper="ok"), DeviceHealth("p", "printer", "ready")])
def test_without_paper_the_job_waits_and_the_window_hears_why(spool, printer, worker, code, good_news):
    job = spool.queue(Content(SALE), "e1")
    worker.step(None)
    worker.step(JobState(job, "failed", code))
    assert states(spool) == {job: "queued"}
    assert (printer.reports[-1].blocked, printer.reports[-1].tally) == (code, Tally(queued=1))
    worker.step(None)
    worker.step(PrinterState(online=False, paper="out"))
    assert len(printer.jobs) == 1
    worker.step(good_news)
    assert [name for name, _ in printer.jobs] == [job, job]
    worker.step(JobState(job, "confirmed"))
    assert printer.reports[-1].blocked == ""
    assert states(spool) == {job: "confirmed"}


def test_what_the_printer_said_is_kept_until_the_disk_takes_it(spool, printer, worker, monkeypatch):
    job = spool.queue(Content(SALE), "e1")
    worker.step(None)

    def full(job_id, state):
        raise PosError("disk_full")

    with monkeypatch.context() as patch:
        patch.setattr(spool, "mark", full)
        with pytest.raises(PosError):
            worker.step(JobState(job, "confirmed"))
    assert states(spool)[job] == "sent"
    worker.step(None)
    assert states(spool)[job] == "confirmed"


def test_a_job_the_printer_cannot_do_fails_and_the_next_goes_on(spool, printer, worker):
    first, second = spool.queue(Content(SALE), "e1"), spool.queue(Content(SALE), "e2")
    worker.step(None)
    worker.step(JobState(first, "failed", "bad_line"))
    assert states(spool) == {first: "failed", second: "sent"}


def test_a_paper_that_cannot_be_made_does_not_hold_up_the_others(spool, printer, worker, writer):
    broken, good = spool.queue(Content(SALE), "e1"), spool.queue(Content(SALE), "e2")
    writer.call(lambda db: db.execute("UPDATE print_job SET content = x'00' WHERE id = ?", (broken,)))
    worker.step(None)
    assert states(spool) == {broken: "failed", good: "sent"}


def test_answers_about_other_jobs_change_nothing(spool, worker):
    job = spool.queue(Content(SALE), "e1")
    worker.step(None)
    worker.step(JobState("drawer", "failed", "device_lost"))
    assert states(spool) == {job: "sent"}


def test_the_drawer_opens_with_a_fresh_receipt_only(spool, printer, worker, clock):
    late = spool.queue(Content(SALE, drawer=True), "e1")
    clock.ms += DRAWER_FRESH_MS
    fresh = spool.queue(Content(SALE, drawer=True), "e2")
    again = spool.reprint(fresh)
    for job in (late, fresh, again):
        worker.step(None)
        worker.step(JobState(job, "confirmed"))
    kicks = {job: interpret(data).kicks for job, data in printer.jobs}
    assert kicks == {late: [], fresh: [Kick(2, 50, 500)], again: []}


def test_the_thread_prints_what_was_waiting_and_keeps_what_was_half_sent(spool, printer, worker):
    half, waiting = spool.queue(Content(SALE), "e1"), spool.queue(Content(SALE), "e2")
    spool.mark(half, "sent")
    worker.start()
    try:
        wait_until(lambda: printer.jobs)
        worker.heard(JobState(waiting, "confirmed"))
        wait_until(lambda: states(spool) == {half: "unknown", waiting: "confirmed"})
        more = spool.queue(Content(SALE), "e1")
        worker.wake()
        wait_until(lambda: len(printer.jobs) == 2)
        assert printer.jobs[1][0] == more
    finally:
        worker.close()
    assert states(spool)[more] == "sent"


def test_the_thread_survives_a_broken_report(spool, printer, worker, monkeypatch):
    calls = []

    def report(state):
        calls.append(state)
        raise RuntimeError("window gone")

    monkeypatch.setattr(worker, "_report", report)
    worker.start()
    try:
        wait_until(lambda: calls)
        job = spool.queue(Content(SALE), "e1")
        worker.wake()
        wait_until(lambda: states(spool) == {job: "sent"})
    finally:
        worker.close()


# --------------------------------------------------------------------------------------------------------------- press


@pytest.mark.parametrize("name", PAPERS)
def test_a_press_makes_bytes_text_and_picture_of_one_job(spool, name):
    spool.queue(Content(PAPERS[name]), "e1")
    job = replace(spool.next_job(), copy=0)
    press = Press(Profile(columns=32))
    texts = [line.strip() for line in interpret(press(job)).texts if line.strip()]
    plain = [
        line.strip() for line in press.text(job).splitlines() if line.strip() and not line.strip().startswith("[QR")
    ]
    assert texts == plain[:-1]
    assert press.picture(job).width > 384


def test_a_press_uses_the_shops_template(spool, tmp_path):
    (tmp_path / "sale.toml").write_text('[[row]]\ntext = "{head.shop}!"', "utf-8")
    spool.queue(Content(SALE), "e1")
    assert Press(Profile(), tmp_path).text(spool.next_job()).startswith("阳光美发会员店!")
    (tmp_path / "sale.toml").write_text("broken", "utf-8")
    assert "消费小票" in Press(Profile(), tmp_path).text(spool.next_job())


def test_every_kind_names_one_class():
    assert len(set(KINDS.values())) == len(KINDS)
    assert HEAD.copy == 0
