"""The queue of papers. Printing comes after the COMMIT of what is printed and never holds it up.

    queued → sent → confirmed   the printer answered after the last byte
                  → unknown     may be on paper; a person looks and decides
                  → failed      certainly not on paper and cannot be
    sent → queued               the printer refused before the first byte (off, no paper): it waits
    queued → held               it waited so long that a person is asked first; then queued again, or dropped

A job is marked `sent` before its first byte leaves, so that after a crash nothing that may be on paper prints again by
itself: `sent` becomes `unknown`. A reprint is a new job whose paper says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from memberpos.domain.errors import PosError
from memberpos.printing.content import Content, pack
from memberpos.printing.kinds import kind_of
from memberpos.store import print_jobs
from memberpos.store.database import Database
from memberpos.store.print_jobs import PrintJobRow

T = TypeVar("T")

#: State → states it may be reached from.
REACHED_FROM: Mapping[str, frozenset[str]] = {
    "queued": frozenset({"sent", "held", "failed"}),
    "held": frozenset({"queued"}),
    "sent": frozenset({"queued"}),
    "confirmed": frozenset({"sent", "unknown"}),
    "unknown": frozenset({"sent"}),
    "failed": frozenset({"sent", "queued", "unknown"}),
    "dropped": frozenset({"queued", "held", "unknown", "failed"}),
}
#: States of jobs that are certainly not on paper and that a person may let go.
_OFF_PAPER = frozenset({"held", "failed"})
KEEP_MS = 90 * 24 * 3600 * 1000


class Run(Protocol):
    """Runs work with the database of the one writer and waits for it: `Writer.call`."""

    def __call__(self, work: Callable[[Database], T], /) -> T: ...


@dataclass(frozen=True)
class Tally:
    """Jobs of a printer: waiting, held until somebody wants them, on their way, to be looked at by a person, not
    printable.
    """

    queued: int = 0
    held: int = 0
    sent: int = 0
    unknown: int = 0
    failed: int = 0


class Spool:
    """The print queue of one printer in the till's database. Has no thread; `run` waits for the writer."""

    def __init__(self, run: Run, now_ms: Callable[[], int], new_id: Callable[[], str], printer: str = "") -> None:
        self._run = run
        self._now_ms = now_ms
        self._new_id = new_id
        self.printer = printer

    def queue(self, content: Content, event_id: str) -> str:
        """Queues the first print of an event's paper in a transaction of its own; the job's id.

        Call it after the event's COMMIT. The same paper of the same event again is a reprint and marked as one.
        """
        kind = kind_of(content.document)
        return self._write(lambda db: self._add(db, kind, event_id, pack(content)))

    def reprint(self, job_id: str) -> str:
        """Queues another copy, marked 补打 / 補印 / REPRINT; the new job's id. PosError not_found."""

        def work(db: Database) -> str:
            job = _job(db, job_id)
            return self._add(db, job.kind, job.event_id, job.content, copy_of=job)

        return self._write(work)

    def next_job(self) -> PrintJobRow | None:
        """The oldest waiting job, left as it is."""
        return self._run(lambda db: print_jobs.next_queued(db, self.printer))

    def mark(self, job_id: str, state: str) -> None:
        """Changes a job's state. PosError not_found, or not_allowed when it cannot follow the present state."""
        now_ms = self._now_ms()
        self._write(lambda db: _change(db, job_id, state, now_ms))

    def let_go(self, job_id: str) -> None:
        """A job that was held, or could not be printed, is wanted: it waits as if made now. PosError not_found,
        not_allowed for one that may be on paper.
        """
        now_ms = self._now_ms()

        def work(db: Database) -> None:
            _change(db, job_id, "queued", now_ms, _OFF_PAPER)
            print_jobs.want(db, job_id, now_ms)

        self._write(work)

    def open_jobs(self) -> list[PrintJobRow]:
        """What waits or has to be looked at, of all printers, oldest first."""
        return self._run(print_jobs.open_jobs)

    def recover(self) -> int:
        """At program start: half-sent jobs become unknown (how many), old finished ones are dropped."""
        now_ms = self._now_ms()

        def work(db: Database) -> int:
            print_jobs.forget(db, now_ms - KEEP_MS)
            return print_jobs.sent_to_unknown(db, self.printer, now_ms)

        return self._write(work)

    def tally(self) -> Tally:
        """How many jobs stand where."""
        found = self._run(lambda db: print_jobs.counts(db, self.printer))
        return Tally(**{name: found.get(name, 0) for name in Tally.__dataclass_fields__})

    def papers_of(self, event_id: str) -> list[PrintJobRow]:
        """All jobs of an event, oldest first."""
        return self._run(lambda db: print_jobs.of_event(db, event_id))

    def _add(self, db: Database, kind: str, event_id: str, content: bytes, copy_of: PrintJobRow | None = None) -> str:
        now_ms = self._now_ms()
        copy = copy_of.copy + 1 if copy_of else 0
        if event_id:
            copy = print_jobs.last_copy(db, kind, event_id) + 1
        job = PrintJobRow(self._new_id(), kind, event_id, copy, "queued", now_ms, now_ms, now_ms, self.printer, content)
        print_jobs.insert(db, job)
        return job.id

    def _write(self, work: Callable[[Database], T]) -> T:
        def inside(db: Database) -> T:
            with db.transaction():
                return work(db)

        return self._run(inside)


def _change(db: Database, job_id: str, state: str, now_ms: int, allowed: frozenset[str] = frozenset()) -> None:
    """`allowed`: the only states it may have now, if not all from which the new one is reached."""
    if not print_jobs.change(db, job_id, state, now_ms, allowed=allowed or REACHED_FROM[state]):
        raise PosError("not_allowed", job=job_id, state=_job(db, job_id).state, wanted=state)


def _job(db: Database, job_id: str) -> PrintJobRow:
    job = print_jobs.by_id(db, job_id)
    if job is None:
        raise PosError("not_found", job=job_id)
    return job
