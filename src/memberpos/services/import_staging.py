"""Every row of a file read, judged and put aside, before anything is booked: what a dry run shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from memberpos.domain import import_rows as rules
from memberpos.domain import search as search_rules
from memberpos.domain.errors import PosError
from memberpos.domain.import_map import REFUSE, ImportMap
from memberpos.domain.import_rows import Finding, Incoming, Reading
from memberpos.reports.incoming import open_table
from memberpos.reports.incoming_table import IncomingRow
from memberpos.services.import_reading import Look, look_at, reading, rows_below
from memberpos.store import imports as known
from memberpos.store.database import Database
from memberpos.store.imports import Here
from memberpos.store.scratch import ROW, Scratch, StagedRow

READ, PREPARE, BOOK, WAIT = "read", "prepare", "book", "wait"
BATCH = 500
CARDS = ("card", "old_card")


@dataclass(frozen=True)
class Progress:
    """How far an import is: phase read | prepare | book | wait (for a quiet counter); `total` 0 = not known."""

    phase: str
    done: int
    total: int


Tell = Callable[[Progress], object]
Stopped = Callable[[], bool]


@dataclass
class Sums:
    """What the accepted rows come to, to be held against the other system's own totals."""

    members: int = 0
    cards: int = 0
    principal_fen: int = 0
    bonus_fen: int = 0
    points: int = 0

    def add(self, fields: dict[str, Any], sign: int = 1) -> None:
        """Counts a row in (or, with -1, out)."""
        self.members += sign
        self.cards += sign * (("card" in fields) + ("old_card" in fields))
        self.principal_fen += sign * fields.get("principal_fen", 0)
        self.bonus_fen += sign * fields.get("bonus_fen", 0)
        self.points += sign * fields.get("points", 0)


@dataclass
class Staged:
    """The rows of a file in `scratch`; `seq` is the last event when they were judged."""

    seen: Look
    how: Reading
    scratch: Scratch
    rows: int = 0
    sums: Sums = field(default_factory=Sums)
    seq: int = 0

    def refuse(self, late: Iterable[tuple[StagedRow, Finding]]) -> None:
        """Refuses rows that were accepted before."""
        rows = [(row, self.heading(finding), finding) for row, finding in late]
        self.scratch.refuse((row.row, rules.REFUSED, finding.code, heading) for row, heading, finding in rows)
        for row, _, _ in rows:
            self.sums.add(row.fields, -1)

    def heading(self, finding: Finding) -> str:
        """The column of the file that a finding is about."""
        return _heading(finding, self.how)


def stage(db: Database, path: Path, told: ImportMap | None, scratch: Scratch, tell: Tell, stopped: Stopped) -> Staged:
    """Reads and judges all rows. PosError as `import_reading`, cancelled."""
    wanted = told or ImportMap()
    with open_table(path, wanted.sheet, wanted.encoding) as table:
        seen = look_at(db, table, wanted)
        staged = Staged(seen, reading(db, table, seen), scratch, seq=known.last_event(db))
        judge = Judge(db, staged.how)
        total = max(0, table.total - seen.header_row)
        for batch in _batches(rows_below(table, seen.header_row)):
            if stopped():
                raise PosError("cancelled")
            judged = list(judge.judged(batch))
            scratch.add(judged)
            staged.rows += len(judged)
            for row in judged:
                if row.verdict != rules.REFUSED:
                    staged.sums.add(row.fields)
            tell(Progress(READ, staged.rows, total))
    scratch.set_referrers(judge.referrers())
    return staged


def _batches(rows: Iterable[IncomingRow]) -> Iterator[list[IncomingRow]]:
    batch: list[IncomingRow] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


class Judge:
    """Reads rows and finds what is here already, in the file or in the shop."""

    def __init__(self, db: Database, how: Reading) -> None:
        self._db, self._how = db, how
        self._cards: dict[str, int] = {}
        self._people: dict[tuple[str, str], int] = {}
        self._phones: dict[str, int] = {}
        self._wanted: dict[int, str] = {}
        self._here = Here()

    def judged(self, rows: Iterable[IncomingRow]) -> Iterator[StagedRow]:
        """The rows of a batch that hold something, with their verdicts."""
        read = [(rules.read(row.number, row.cells, self._how), row.cells) for row in rows]
        found = [(each, cells) for each, cells in read if each is not None]
        self._look_up([each for each, _ in found])
        for each, cells in found:
            self._compare(each)
            yield _staged(each, cells, self._how)

    def again(self, rows: Iterable[StagedRow]) -> Iterator[tuple[StagedRow, Finding]]:
        """The rows accepted before that cannot be taken any more: somebody was enrolled or a card issued meanwhile."""
        found = [(Incoming(row.row, dict(row.fields)), row) for row in rows]
        self._look_up([each for each, _ in found])
        for each, row in found:
            self._compare(each)
            if each.verdict == rules.REFUSED and each.first is not None:
                yield row, each.first

    def _look_up(self, rows: Iterable[Incoming]) -> None:
        """What the shop has of the cards, phones and names of a batch, in three questions."""
        cards: set[str] = set()
        phones: set[str] = set()
        names: set[str] = set()
        for row in rows:
            cards.update(number for column in CARDS if (number := row.fields.get(column)))
            if phone := row.fields.get("phone"):
                phones.add(search_rules.national_digits(phone))
            elif not row.fields.get("card"):
                names.add(search_rules.fold(row.fields["name"]))
        self._here = known.here(self._db, cards, phones, names)

    def referrers(self) -> Iterator[tuple[int, str]]:
        """(row, referrer's place): `row:N` for a member of this file, else the id of one who is here."""
        for number, text in self._wanted.items():
            if (found := self._referrer(text)) is not None:
                yield number, found

    def _compare(self, found: Incoming) -> None:
        fields = found.fields
        name, phone = search_rules.fold(fields["name"]), fields.get("phone") or ""
        digits = search_rules.national_digits(phone)
        for column in CARDS:
            number = fields.get(column)
            if number and (number in self._cards or number in self._here.cards):
                found.findings.append(Finding(rules.NUMBER_TAKEN, column))
        if fields.get("card") and fields.get("card") == fields.get("old_card"):
            found.findings.append(Finding(rules.NUMBER_TAKEN, "old_card"))
        self._compare_person(found, name, digits)
        if found.verdict != rules.REFUSED:
            self._remember(found, name, digits)

    def _remember(self, found: Incoming, name: str, digits: str) -> None:
        fields = found.fields
        for column in CARDS:
            if fields.get(column):
                self._cards[fields[column]] = found.row
        self._people[name, digits] = found.row
        if digits:
            self._phones.setdefault(digits, found.row)
        if fields.get("referrer"):
            self._wanted[found.row] = fields["referrer"]
            if not _may_come(fields["referrer"]):
                found.findings.append(Finding(rules.UNKNOWN_REFERRER, "referrer"))

    def _compare_person(self, found: Incoming, name: str, digits: str) -> None:
        if not name or (not digits and found.fields.get("card")):
            return  # a name without a phone says little; the card tells them apart
        column = "phone" if digits else "name"
        here = self._here.phones.get(digits, frozenset()) if digits else self._here.names
        if (name, digits) in self._people or name in here:
            code = rules.DUPLICATE if self._how.told.duplicates == REFUSE else rules.PHONE_SHARED
            found.findings.append(Finding(code, column))
        elif digits and (here or digits in self._phones):
            found.findings.append(Finding(rules.PHONE_SHARED, "phone"))

    def _referrer(self, text: str) -> str | None:
        try:
            digits = search_rules.national_digits(search_rules.normalise_phone(text))
        except PosError:
            digits = ""
        row = self._cards.get(text) or (self._phones.get(digits) if digits else None)
        if row is not None:
            return f"{ROW}{row}"
        return known.member_by_card_or_phone(self._db, text, digits)


def _may_come(text: str) -> bool:
    """A referrer further down in the file may still be found: by a number, not by a name."""
    return any(character.isdigit() for character in text)


def _staged(found: Incoming, cells: Iterable[str], how: Reading) -> StagedRow:
    first, fields = found.first, found.fields
    if found.verdict != rules.REFUSED:
        fields = fields | {"pinyin": search_rules.pinyin_of(search_rules.fold(fields["name"]))}
    return StagedRow(
        found.row, found.verdict, first.code if first else "", _heading(first, how) if first else "",
        [[finding.code, finding.field] for finding in found.findings], list(cells), fields,
    )  # fmt: skip


def _heading(finding: Finding, how: Reading) -> str:
    source = how.told.columns.get(finding.field)
    return "" if source is None else source.heading or str((source.place or 0) + 1)
