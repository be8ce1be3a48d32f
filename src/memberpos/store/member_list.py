"""Members as rows of a list: a million of them as numbers in the order wanted, the rows themselves as they are seen.

An order is an array of row numbers (8 bytes each). Orders by name, phone and card come out of an index; the others are
sorted from one pass over the members, in runs: SQLite's sorter would hold 60 MB for a million rows.
"""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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
_BY_ACCOUNT = ("stored", "points")
SORTS = (*_KEYS, *_BY_INDEX, "card")
_BATCH, _RUN = 10_000, 50_000
#: A row number's bits in a sort key; a key beside it has the rest of 63.
_ROW_BITS = 25
_ROW = (1 << _ROW_BITS) - 1
_LAST = (1 << (62 - _ROW_BITS)) - 1


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
) -> array[int]:
    """Row numbers of the members of a filter, sorted by one of SORTS; ties by row. `tiers` are in rising order."""
    if sort in _BY_INDEX:
        found = _from_index(db, f"SELECT n FROM member WHERE {_BY_INDEX[sort]} > '' ORDER BY {_BY_INDEX[sort]}")
        return _narrowed(db, found, wanted, today, descending=descending)
    if sort == "card":
        found = _from_index(
            db,
            "SELECT m.n FROM card c CROSS JOIN member m ON m.id = c.member_id WHERE c.state IN ('active', 'lost')"
            " ORDER BY c.number",
        )
        return _narrowed(db, found, wanted, today, descending=descending)
    condition, values = where(wanted, today)
    joined = sort in _BY_ACCOUNT or needs_account(wanted)
    source = "account a JOIN member m ON m.id = a.owner_id" if joined else "member m"
    ranks = {name: at for at, name in enumerate(tiers)}
    pairs = _pairs(db, f"SELECT {_KEYS[sort]}, m.n FROM {source} WHERE {condition}", values)
    keyed = ((ranks.get(key) if sort == "tier" else key, n) for key, n in pairs)
    return _sorted(keyed, descending=descending)


def _pairs(db: Database, sql: str, values: Sequence[Any]) -> Iterator[tuple[Any, int]]:
    cursor = db.execute(sql, values)
    try:
        while rows := cursor.fetchmany(_BATCH):
            yield from rows
    finally:
        cursor.close()


def _sorted(pairs: Iterable[tuple[int | None, int]], *, descending: bool) -> array[int]:
    """Row numbers by key: sorted runs of one number each for key and row, merged."""
    empty = -_LAST if descending else _LAST
    runs: list[array[int]] = []
    run: list[int] = []
    for key, n in pairs:
        bounded = empty if key is None else max(min(key, _LAST), -_LAST)
        run.append((bounded << _ROW_BITS) + n)
        if len(run) == _RUN:
            runs.append(array("q", sorted(run)))
            run = []
    runs.append(array("q", sorted(run)))
    found = array("q", (value & _ROW for value in heapq.merge(*runs)))
    if descending:
        found.reverse()
    return found


def _from_index(db: Database, sql: str) -> array[int]:
    return array("q", (row[0] for row in _pairs(db, sql, ())))


def _narrowed(db: Database, found: array[int], wanted: MemberFilter, today: date, *, descending: bool) -> array[int]:
    """Of an order over everybody those the filter shows, each once; who has no key comes last."""
    condition, values = where(wanted, today)
    source = "member m JOIN account a ON a.owner_id = m.id" if needs_account(wanted) else "member m"
    shown = bytearray(int(db.value("SELECT coalesce(max(n), 0) FROM member")) + 1)
    rest = array("q")
    for n, _ in _pairs(db, f"SELECT m.n, 0 FROM {source} WHERE {condition} ORDER BY m.n", values):
        shown[n] = 1
    if descending:
        found.reverse()
    kept = array("q")
    for n in found:
        if shown[n]:
            kept.append(n)
            shown[n] = 0
    rest.extend(n for n, is_left in enumerate(shown) if is_left)
    if descending:
        rest.reverse()
    kept.extend(rest)
    return kept


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


def numbers_of(db: Database, member_ids: Iterable[str]) -> array[int]:
    """Row numbers of the named members in the given order; unknown ids are left out."""
    found = (db.value("SELECT n FROM member WHERE id = ?", (member_id,)) for member_id in member_ids)
    return array("q", (int(n) for n in found if n is not None))


def _line(row: Sequence[Any], today: str) -> MemberLine:
    _, member_id, name, phone, tier, visit, card, state, black, frozen, ends_on, stored, points = row
    blocked = "blacklisted" if black else "frozen" if frozen else "ended" if ends_on and ends_on < today else ""
    return MemberLine(
        member_id, name, phone, tier, visit, card, state == "lost", int(stored), int(points), blocked
    )  # fmt: skip
