from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from memberpos.printing.content import Content
from memberpos.printing.samples import LABEL, SALE
from memberpos.printing.spool import Spool, Tally
from memberpos.printing.worker import SpoolState
from memberpos.store.database import Database, open_database
from memberpos.store.migrations import migrate
from memberpos.store.print_jobs import PrintJobRow
from memberpos.store.writer import Writer
from memberpos.ui.papers import Papers

WAITS, EMPTY = Tally(queued=1), Tally()


@pytest.fixture
def papers(qapp) -> Papers:
    return Papers(None, None, lambda _slot: False, lambda: "en")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("states", "told"),
    [
        ([SpoolState(WAITS, "paper_out")] * 3, ["paper_out"]),
        ([SpoolState(WAITS, "paper_out"), SpoolState(WAITS), SpoolState(WAITS, "paper_out")], ["paper_out"]),
        ([SpoolState(WAITS, "paper_out"), SpoolState(WAITS, "device_lost")], ["paper_out", "device_lost"]),
        ([SpoolState(WAITS, "paper_out"), SpoolState(EMPTY), SpoolState(WAITS, "paper_out")], ["paper_out"] * 2),
        ([SpoolState(EMPTY)], []),
    ],
    ids=["again and again", "a retry", "another reason", "after all was printed", "nothing wrong"],
)
def test_why_nothing_prints_is_said_once(papers: Papers, states: list[SpoolState], told: list[str]) -> None:
    heard = []
    papers.refused.connect(lambda error: heard.append(error.code))
    for state in states:
        papers.heard(state)
    assert heard == told


def test_a_till_without_a_printer_prints_no_receipt(papers: Papers) -> None:
    papers.print_event("e1", drawer=True)


# --- what a person decides ------------------------------------------------------------------------------------------


class Desk:
    """A till's two spools on a real database, and work that is done at once."""

    def __init__(self, writer: Writer) -> None:
        numbers = count(1)
        self.spool, self.labels = (
            Spool(writer.call, lambda: 1_767_225_600_000, lambda: f"j{next(numbers)}", name) for name in ("", "label")
        )
        self.woken: list[str] = []
        self.presses = {name: Press(name, self.woken) for name in ("printer", "label")}
        self.noted = 0

    def aside(self, work: Callable[[], object], then: Any, _failed: object, _owner: object) -> None:
        """`Background.aside`, at once."""
        then(work())

    def run(self, _work: object, then: Any, _failed: object, _owner: object) -> None:
        """`Background.run`: the audit of a reprint."""
        self.noted += 1
        then(None)

    def job(self, job_id: str) -> PrintJobRow:
        """As it stands."""
        found = {each.id: each for each in self.spool.papers_of("e1") + self.spool.papers_of("")}
        return found[job_id]


class Press:
    """Notes that it was woken."""

    def __init__(self, name: str, woken: list[str]) -> None:
        self.wake = lambda: woken.append(name)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    def open_books() -> Database:
        db = open_database(tmp_path / "till.db", bytes(32))
        migrate(db)
        return db

    writer = Writer(open_books)
    yield Desk(writer)
    writer.close()


@pytest.mark.parametrize(
    ("steps", "what", "end", "copies", "noted"),
    [
        (["held"], "print", "queued", [0], 0),
        (["failed"], "print", "queued", [0], 0),
        (["sent", "unknown"], "print", "dropped", [0, 1], 1),
        (["sent", "unknown"], "printed", "confirmed", [0], 0),
        (["held"], "drop", "dropped", [0], 0),
        ([], "drop", "dropped", [0], 0),
    ],
)
def test_what_becomes_of_a_paper_somebody_decided_about(
    qapp: QApplication, desk: Desk, steps: list[str], what: str, end: str, copies: list[int], noted: int
) -> None:
    """A paper that may be out is printed again only as a copy, and that is audited."""
    till: Any = desk
    papers, done = Papers(till, till, lambda _slot: True, lambda: "en"), []
    job_id = desk.spool.queue(Content(SALE), "e1")
    for step in steps:
        desk.spool.mark(job_id, step)
    papers.decide(desk.job(job_id), what, lambda: done.append(True))
    assert desk.job(job_id).state == end
    assert [job.copy for job in desk.spool.papers_of("e1")] == copies
    assert (desk.noted, desk.woken, done) == (noted, ["printer"], [True])


def test_a_label_is_decided_about_in_its_own_queue(qapp: QApplication, desk: Desk) -> None:
    till: Any = desk
    papers = Papers(till, till, lambda _slot: True, lambda: "en")
    job_id = desk.labels.queue(Content(LABEL), "")
    for step in ("sent", "unknown"):
        desk.labels.mark(job_id, step)
    papers.decide(desk.job(job_id), "print", lambda: None)
    assert desk.woken == ["label"]
    assert {job.printer for job in desk.spool.papers_of("")} == {"label"}
    assert desk.noted == 0


def test_how_many_papers_wait_is_said_when_there_are_more(papers: Papers) -> None:
    said: list[int] = []
    papers.asked.connect(said.append)
    for held, printer in ((1, ""), (1, ""), (2, "label"), (0, ""), (1, "")):
        papers.heard(SpoolState(Tally(held=held), "", printer))
    assert said == [1, 3, 3]
