"""Members as rows of a list: a million of them as numbers in the order wanted, the rows themselves as they are seen.

An order is an array of row numbers (4 bytes each). Orders by name, phone and card come out of an index; the others are
sorted from one pass over the members, in runs: SQLite's sorter would hold 60 MB for a million rows.
"""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from mmap import mmap
from typing import Any, Literal

from memberpos.domain.member_filter import MemberFilter
from memberpos.store.database import Database
from memberpos.store.member_filters import HELD_POINTS, STORED, needs_account, where

_DAY = "CAST(replace({}, '-', '') AS INTEGER)"
#: Sort → the whole number it goes by; NULL = empty, shown last either way.
_KEYS = {
    "joined": _DAY.format("m.joined_on"), "visit": _DAY.format("m.last_visit_on"), "visits": "m.visits",
    "stored": STORED, "points": HELD_POINTS, "tier": "m.tier",
}  # fmt: skip
_BY_INDEX = {"name": "k_pinyin", "phone": "k_phone"}
_INDEX = "SELECT n FROM member WHERE {key} > '' ORDER BY {key}"
_CARDS = (
    "SELECT m.n FROM card c CROSS JOIN member m ON m.id = c.member_id WHERE c.state IN ('active', 'lost')"
    " ORDER BY c.number"
)
_BY_ACCOUNT = ("stored", "points")
SORTS = (*_KEYS, *_BY_INDEX, "card")
_BATCH, _RUN = 10_000, 50_000
#: Room for members that join between counting and reading.
_MORE = 65_536
#: A row number's bits in a sort key; a key beside it has the rest of 63.
_ROW_BITS = 25
_ROW = (1 << _ROW_BITS) - 1
_LAST = (1 << (62 - _ROW_BITS)) - 1
#: Row numbers fit in 4 bytes (`_ROW_BITS`), keys beside them in 8.
_NUMBERS: Literal["I"] = "I"
_KEYED: Literal["q"] = "q"


@dataclass(frozen=True)
class MemberLine:
    """One row; `card_number` is a card in use, else a lost one (`card_lost`), `points` may be negative."""

    member_id: str
    name: str
    phone: str | None
    tier: str | None
    last_visit_on: str | None
    card_number: str | None
    card_lost: bool
    stored_fen: int
    points: int
    blocked: str = ""


_LINE = (
    "SELECT m.n, m.id, m.name, m.phone, m.tier, m.last_visit_on, c.number, c.state, m.blacklisted, m.frozen, m.ends_on,"
    f" {STORED}, {HELD_POINTS}"
    " FROM member m JOIN account a ON a.owner_id = m.id"
    " LEFT JOIN card c ON c.number = (SELECT number FROM card d WHERE d.member_id = m.id"
    " AND d.state IN ('active', 'lost') ORDER BY d.state LIMIT 1)"
)


def order(
    db: Database,
    wanted: MemberFilter,
    today: date,
    sort: str = "joined",
    *,
    descending: bool = True,
    tiers: Sequence[str] = (),
) -> Sequence[int]:
    """Row numbers of the members of a filter, sorted by one of SORTS; ties by row. `tiers` are in rising order."""
    if sort in _BY_INDEX or sort == "card":
        index = _CARDS if sort == "card" else _INDEX.format(key=_BY_INDEX[sort])
        rows = _pairs(db, f"{index} {'DESC' if descending else 'ASC'}", ())
        return _narrowed(db, (row[0] for row in rows), wanted, today, descending=descending)
    condition, values = where(wanted, today)
    joined = sort in _BY_ACCOUNT or needs_account(wanted)
    source = "account a JOIN member m ON m.id = a.owner_id" if joined else "member m"
    ranks = {name: at for at, name in enumerate(tiers)}
    pairs = _pairs(db, f"SELECT {_KEYS[sort]}, m.n FROM {source} WHERE {condition}", values)
    keyed = ((ranks.get(key) if sort == "tier" else key, n) for key, n in pairs)
    return _sorted(keyed, int(db.value("SELECT count(*) FROM member")), descending=descending)


def _pairs(db: Database, sql: str, values: Sequence[Any]) -> Iterator[tuple[Any, int]]:
    cursor = db.execute(sql, values)
    try:
        while rows := cursor.fetchmany(_BATCH):
            yield from rows
    finally:
        cursor.close()


def _filled(typecode: Literal["I", "q"], values: Iterator[int], most: int) -> memoryview:
    """About `most` values side by side, in pages of the system's own: a heap this big would stay with the process.

    Pages that nothing is written to cost nothing.
    """
    place = memoryview(mmap(-1, array(typecode).itemsize * (most + _MORE))).cast(typecode)
    size = 0
    for size, value in enumerate(islice(values, len(place)), 1):
        place[size - 1] = value
    return place[:size]


def _sorted(pairs: Iterable[tuple[int | None, int]], most: int, *, descending: bool) -> Sequence[int]:
    """Row numbers by key: one number for key and row, sorted in runs, the runs merged."""
    empty = -_LAST if descending else _LAST
    keyed = _filled(_KEYED, (_keyed(empty if key is None else key, n) for key, n in pairs), most)
    runs = [keyed[first : first + _RUN] for first in range(0, len(keyed), _RUN)]
    for run in runs:
        run[:] = array(_KEYED, sorted(run, reverse=descending))
    return _filled(_NUMBERS, (value & _ROW for value in heapq.merge(*runs, reverse=descending)), len(keyed))


def _keyed(key: int, n: int) -> int:
    return (max(min(key, _LAST), -_LAST) << _ROW_BITS) + n


def _narrowed(
    db: Database, found: Iterable[int], wanted: MemberFilter, today: date, *, descending: bool
) -> Sequence[int]:
    """Of an order over everybody those the filter shows, each once; who has no key comes last."""
    condition, values = where(wanted, today)
    source = "member m JOIN account a ON a.owner_id = m.id" if needs_account(wanted) else "member m"
    shown = bytearray(int(db.value("SELECT coalesce(max(n), 0) FROM member")) + _MORE)
    for n, _ in _pairs(db, f"SELECT m.n, 0 FROM {source} WHERE {condition} ORDER BY m.n", values):
        shown[n] = 1
    places = range(len(shown) - 1, 0, -1) if descending else range(1, len(shown))

    def once() -> Iterator[int]:
        for n in chain(found, places):
            if shown[n]:
                shown[n] = 0
                yield n

    return _filled(_NUMBERS, once(), shown.count(1))


def count(db: Database, wanted: MemberFilter, today: date) -> int:
    """How many members a filter shows."""
    condition, values = where(wanted, today)
    source = "member m JOIN account a ON a.owner_id = m.id" if needs_account(wanted) else "member m"
    return int(db.value(f"SELECT count(*) FROM {source} WHERE {condition}", values))


def rows(db: Database, numbers: Sequence[int], today: str) -> list[MemberLine | None]:
    """The rows with these numbers, in their order; None for one that is gone."""
    marks = ", ".join("?" * len(numbers))
    found = {row[0]: _line(row, today) for row in db.all(f"{_LINE} WHERE m.n IN ({marks})", tuple(numbers))}
    return [found.get(n) for n in numbers]


def numbers_of(db: Database, member_ids: Iterable[str]) -> Sequence[int]:
    """Row numbers of the named members in the given order; unknown ids are left out."""
    found = (db.value("SELECT n FROM member WHERE id = ?", (member_id,)) for member_id in member_ids)
    return array(_NUMBERS, (int(n) for n in found if n is not None))


def _line(row: Sequence[Any], today: str) -> MemberLine:
    _, member_id, name, phone, tier, visit, card, state, black, frozen, ends_on, stored, points = row
    blocked = "blacklisted" if black else "frozen" if frozen else "ended" if ends_on and ends_on < today else ""
    return MemberLine(
        member_id, name, phone, tier, visit, card, state == "lost", int(stored), int(points), blocked
    )  # fmt: skip
