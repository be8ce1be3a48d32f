"""What a killed till left behind, and whether it keeps its promises. Nothing here uses the code that sold or printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.kill.shop import open_shop

from memberpos.store.database import Database
from memberpos.store.verify import verify

_PIECE = re.compile(rb"%%JOB (\S{36}) (\d+) (\d+) (\d+)\n")
_NUMBER = re.compile(rb"S\d{4}-\d\d-(\d{8})")
_NUMBERED = ("sale", "refund", "recharge", "pass_refund")


@dataclass
class Sheet:
    """One job's bytes that left the till: how often its first byte did, all of them, how many it should be."""

    starts: int = 0
    data: bytes = b""
    total: int = 0


@dataclass(frozen=True)
class Books:
    """The facts of a till's database that the outside is compared with."""

    numbers: Mapping[str, str] = field(default_factory=dict)  # event id → receipt number, "" of a use of a pass
    jobs: Mapping[str, tuple[str, str, int]] = field(default_factory=dict)  # job id → (event id, state, copy)
    differences: tuple[str, ...] = ()

    def jobs_in(self, state: str) -> set[str]:
        return {job for job, (_, found, _) in self.jobs.items() if found == state}


def sheets(paper: bytes) -> dict[str, Sheet]:
    """The pieces of a paper roll put together by job. A piece that a kill cut off is as it is."""
    found: dict[str, Sheet] = {}
    pieces = list(_PIECE.finditer(paper))
    ends = [*(piece.start() for piece in pieces[1:]), len(paper)]
    for piece, end in zip(pieces, ends, strict=False):
        sheet = found.setdefault(piece[1].decode(), Sheet())
        sheet.starts += piece[2] == b"0"
        sheet.data += paper[piece.end() : min(end, piece.end() + int(piece[3]))]
        sheet.total = int(piece[4])
    return found


def read_books(db: Database) -> Books:
    """Reads and verifies."""
    numbers = {
        row[0]: row[1]
        for table in _NUMBERED
        for row in db.all(f"SELECT id, receipt_no FROM {table} JOIN event USING(id, seq)")
    }
    numbers |= {
        row[0]: row[1]
        for row in db.all("SELECT p.made_event, p.receipt_no FROM pass p JOIN event e ON e.id = p.made_event")
    }
    numbers |= {row[0]: "" for row in db.all("SELECT id FROM event WHERE kind = 'pass.use'")}
    jobs = {row[0]: (row[1], row[2], row[3]) for row in db.all("SELECT id, event_id, state, copy FROM print_job")}
    return Books(numbers, jobs, tuple(map(str, verify(db).differences)))


@dataclass
class Trail:
    """A till's traces over its lives. `problems` is to be asked after each death, or while it lives."""

    folder: Path
    half_sent: set[str] = field(default_factory=set)
    last: Books = field(default_factory=Books)

    def problems(self, *, dead: bool = True) -> list[str]:
        """Every broken promise. The outside is read first, so that a till may go on meanwhile."""
        notes, paper = self._read("acks").decode("ascii"), sheets(self._read("paper"))
        with open_shop(self.folder, exclusive=False) as home:
            db = home.open_database(read_only=True)
            try:
                books = read_books(db)
            finally:
                db.close()
        found = [*books.differences, *gaps(books), *told(books, notes), *printed(books, paper)]
        found += [f"half-sent job {job} is {books.jobs[job][1]} now" for job in sorted(self._revived(books))]
        self.last = books
        if dead:
            self.half_sent |= books.jobs_in("sent")
        return found

    def _read(self, name: str) -> bytes:
        path = self.folder / name
        return path.read_bytes() if path.exists() else b""

    def _revived(self, books: Books) -> Iterator[str]:
        return (job for job in self.half_sent if books.jobs[job][1] not in ("sent", "unknown"))


def gaps(books: Books) -> list[str]:
    """Receipt numbers have no hole and no double."""
    got = sorted(int(number[-8:]) for number in books.numbers.values() if number)
    return [] if got == list(range(1, len(got) + 1)) else [f"receipt numbers are not 1…{len(got)}: {got[-9:]}"]


def told(books: Books, notes: str) -> Iterator[str]:
    """What the customer was told stands in the books."""
    for line in notes.splitlines():
        word, _, rest = line.partition(" ")
        if word == "ack" and (event := rest.split()[0]) not in books.numbers:
            yield f"acknowledged and lost: {event}"
        elif word == "ack" and rest.split()[1] not in (books.numbers[event], "?"):
            yield f"acknowledged with another number: {event} {books.numbers[event]}"


def printed(books: Books, paper: Mapping[str, Sheet]) -> Iterator[str]:
    """Every paper has its sale, its job says that it may be out, and it was printed once."""
    known = {number[-8:].encode() for number in books.numbers.values() if number}
    originals: Counter[str] = Counter()
    for job_id, sheet in paper.items():
        job = books.jobs.get(job_id)
        yield from (f"paper of a sale that is not: {n.decode()}" for n in _NUMBER.findall(sheet.data) if n not in known)
        if job is None:
            yield f"paper of no job: {job_id}"
            continue
        yield from _one_paper(books, sheet, job_id, job)
        originals[job[0]] += job[2] == 0
    yield from (f"{count} originals of {event}" for event, count in originals.items() if count > 1)


def _one_paper(books: Books, sheet: Sheet, job_id: str, job: tuple[str, str, int]) -> Iterator[str]:
    event, state, _ = job
    if sheet.starts > 1:
        yield f"printed {sheet.starts} times: {job_id}"
    if state == "queued":
        yield f"bytes are out and the job waits: {job_id}"
    if event not in books.numbers:
        yield f"paper of no event: {job_id}"
    elif len(sheet.data) == sheet.total and books.numbers[event].encode() not in sheet.data:
        yield f"paper without its number: {job_id}"


def outbox_rows(db: Database) -> list[tuple[Any, ...]]:
    """(device, seq, hash) of each event of a till."""
    device = db.value("SELECT v FROM sync_state WHERE k = 'device_id'")
    return [(device, row[0], bytes(row[1]).hex()) for row in db.all("SELECT seq, hash FROM outbox ORDER BY seq")]


def outbox_postings(db: Database) -> dict[tuple[str, ...], int]:
    """Σ of a till's ledger rows by account."""
    rows = db.all("SELECT account, kind, instance, unit, sum(amount) FROM ledger GROUP BY 1, 2, 3, 4")
    return {(row[0], row[1], row[2], row[3]): int(row[4]) for row in rows}
