"""Importing members, cards and opening balances from another system's table (domain rules §7, §12; decision 0103)."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from memberpos.domain import import_rows as rules
from memberpos.domain.errors import PosError
from memberpos.domain.import_map import ImportMap
from memberpos.reports import refused_rows
from memberpos.reports.words import words_of
from memberpos.services import import_booking
from memberpos.services.import_booking import GiveWayError, ImportBooked, Ready, StaleError
from memberpos.services.import_reading import Look, look, read_map
from memberpos.services.import_staging import WAIT, Progress, Staged, Sums, Tell, stage
from memberpos.services.shop import shop_of
from memberpos.services.use import Use
from memberpos.store.checkpointing import Checkpointer
from memberpos.store.database import Database
from memberpos.store.scratch import Scratch, StagedRow
from memberpos.store.writer import MAINTENANCE, Writer

__all__ = [
    "Books", "Cancel", "ImportResult", "Look", "Progress", "Scratch", "Sums", "WriterBooks", "check", "look",
    "read_map", "run", "take", "write_refused",
]  # fmt: skip

#: How long the counter must be quiet before an import that gave way tries again; doubled after each try.
QUIET_S, MOST_QUIET_S = 1.0, 30.0

SHEETS = (".xlsx", ".csv")

Cancel = threading.Event


class Books(Protocol):
    """How an import writes: `use` is the context of who imports, to read with on the import's own thread; `book` does
    one use case at the lowest priority, and `wanted` says whether somebody waits meanwhile.
    """

    def use(self, db: Database) -> Use: ...
    def book(self, work: Callable[[Use], ImportBooked]) -> ImportBooked: ...
    def wanted(self) -> bool: ...


class WriterBooks:
    """An import's way to the one writer. What it wrote is folded into the database on a connection of its own
    (`open_db`), so that a sale that comes right after does not wait for a checkpoint of hundreds of megabytes.
    """

    def __init__(self, writer: Writer, use: Callable[[Database], Use], open_db: Callable[[], Database]) -> None:
        self._writer, self._use, self._open_db = writer, use, open_db

    def use(self, db: Database) -> Use:
        """Who imports, now."""
        return self._use(db)

    def wanted(self) -> bool:
        """Whether the till or the sync waits for the writer."""
        return self._writer.is_wanted(MAINTENANCE)

    def book(self, work: Callable[[Use], ImportBooked]) -> ImportBooked:
        """Runs `work` after everything that waits."""
        checkpointer = Checkpointer(self._writer, self._open_db)
        checkpointer.begin()
        try:
            return self._writer.submit(lambda db: work(self._use(db)), MAINTENANCE).result()
        finally:
            checkpointer.close()


@dataclass(frozen=True)
class ImportResult:
    """What an import did or, dry, would do; `import_id` "" for a dry run. Closing `staged` is the caller's business."""

    rows: int
    ok: int
    refused: int
    warnings: int
    sums: Sums
    staged: Staged
    import_id: str = ""
    changed: frozenset[str] = field(default=frozenset({"member", "card", "queue"}))

    def verdicts(self) -> Iterator[dict[str, Any]]:
        """One object a row, in order: row, verdict, code, column, and `others` where there is more to say."""
        for row in self.staged.scratch.rows(()):
            others = [{"code": code, "field": name} for code, name in row.findings]
            one: dict[str, Any] = {"row": row.row, "verdict": row.verdict, "code": row.code, "column": row.column}
            yield one | ({"others": others} if len(others) > 1 else {})

    def problems(self, verdicts: Sequence[str], after: int = 0, limit: int = 200) -> list[StagedRow]:
        """Rows with these verdicts, from the `after`-th on."""
        return self.staged.scratch.rows(verdicts, after, limit)


def _no_tell(_progress: Progress) -> None:
    """Nobody listens."""


def check(
    db: Database,
    path: Path,
    told: ImportMap | None,
    scratch: Scratch,
    tell: Tell = _no_tell,
    cancel: Cancel | None = None,
) -> ImportResult:
    """Reads and judges a file: a dry run. `db` is a connection of the caller's thread; nothing is written to the books.

    PosError cancelled, bad_file, bad_setting (import_map) …
    """
    stop = cancel or Cancel()
    return _result(stage(db, path, told, scratch, tell, stop.is_set), "")


def take(
    db: Database, checked: ImportResult, books: Books, tell: Tell = _no_tell, cancel: Cancel | None = None
) -> ImportResult:
    """Books what `check` accepted, all of it in one transaction. What came into the books meanwhile may refuse more.

    PosError cancelled (nothing was left behind), not_allowed …
    """
    staged = checked.staged
    if not staged.sums.members:
        return checked
    booked = _booked(books.use(db), staged, books, tell, cancel or Cancel())
    return _result(staged, booked.import_id)


def run(
    db: Database,
    path: Path,
    told: ImportMap | None,
    scratch: Scratch,
    books: Books | None,
    tell: Tell = _no_tell,
    cancel: Cancel | None = None,
) -> ImportResult:
    """`check`, and `take` unless `books` is None."""
    checked = check(db, path, told, scratch, tell, cancel)
    return checked if books is None else take(db, checked, books, tell, cancel)


def _result(staged: Staged, import_id: str) -> ImportResult:
    counts = staged.scratch.counts()
    return ImportResult(
        staged.rows, counts.get(rules.OK, 0), counts.get(rules.REFUSED, 0), counts.get(rules.WARNING, 0),
        replace(staged.sums), staged, import_id,
    )  # fmt: skip


def _booked(use: Use, staged: Staged, books: Books, tell: Tell, stop: Cancel) -> ImportBooked:
    """Tries until nobody else needs the writer."""
    quiet_s = QUIET_S
    ready = import_booking.prepare(use, staged, tell, stop.is_set)
    while True:
        try:
            return books.book(partial(_book, staged, ready, tell, stop, books.wanted))
        except StaleError:
            ready = import_booking.prepare(use, staged, tell, stop.is_set)
        except GiveWayError:
            tell(Progress(WAIT, 0, staged.sums.members))
            if stop.wait(quiet_s):
                raise PosError("cancelled") from None
            quiet_s = min(quiet_s * 2, MOST_QUIET_S)


def _book(staged: Staged, ready: Ready, tell: Tell, stop: Cancel, wanted: Callable[[], bool], use: Use) -> ImportBooked:
    return import_booking.book(use, staged, ready, tell, stop.is_set, wanted)


def write_refused(db: Database, result: ImportResult, path: Path, now_ms: int, language: str = "") -> int:
    """The refused rows as a sheet to correct and import again: the file's own columns, and one more that says what is
    wrong (an import passes over it). XLSX or CSV by the ending; gives the rows. PosError bad_file, disk_full …
    """
    if path.suffix.lower() not in SHEETS:
        raise PosError("bad_file", reason="suffix", suffixes=" ".join(SHEETS))
    shop = shop_of(db)
    rows = (
        (row.cells, [code for code, _ in row.findings if code in rules.GRAVE])
        for batch in result.staged.scratch.stream((rules.REFUSED,), 500)
        for row in batch
    )
    words = words_of(language or shop.facts.get("language", "en"), shop.rules.zone)
    return refused_rows.write(path, result.staged.seen.headings, rows, words, now_ms)
