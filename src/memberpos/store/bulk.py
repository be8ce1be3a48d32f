"""Many rows at once: members with their search keys, and whole tables filled without their indexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from memberpos.domain.search import SearchKeys, part_starts, phone_parts
from memberpos.store import members
from memberpos.store.database import Database
from memberpos.store.members import MemberRow


@dataclass(frozen=True)
class NewMember:
    """A member as columns of its table (in the order of COLUMNS), and the id of its account."""

    values: tuple[Any, ...]
    account_id: str

    @property
    def phone(self) -> str:
        """National digits."""
        return str(self.values[_PHONE])


#: Columns of a new member, without the row number.
COLUMNS = members.COLUMNS
_PHONE, _ID, _JOINED = (COLUMNS.index(name) for name in ("k_phone", "id", "joined_at_ms"))


def new_member(row: MemberRow, keys: SearchKeys) -> NewMember:
    """A member to be added."""
    return NewMember(tuple(members.columns(row, keys).values()), row.account_id)


def add_members(db: Database, new: Sequence[NewMember], *, parts: bool = True) -> None:
    """Adds members with their accounts and search keys; inside the caller's transaction. Without `parts` the middles
    of their phone numbers wait for `add_phone_parts`.
    """
    first = int(db.value("SELECT coalesce(max(n), 0) + 1 FROM member"))
    marks = ", ".join("?" * (len(COLUMNS) + 1))
    db.executemany(
        f"INSERT INTO member(n, {', '.join(COLUMNS)}) VALUES({marks})",
        [(n, *each.values) for n, each in enumerate(new, first)],
    )
    db.executemany(
        "INSERT INTO account(id, owner_kind, owner_id, made_at_ms) VALUES(?, 'member', ?, ?)",
        [(each.account_id, each.values[_ID], each.values[_JOINED]) for each in new],
    )
    if parts:
        add_phone_parts(db, ((n, each.phone) for n, each in enumerate(new, first)))


def add_phone_parts(db: Database, phones: Iterable[tuple[int, str]]) -> None:
    """Adds the parts of (row number, national digits) in order: a million numbers fill the table from its first page
    to its last.
    """
    found = sorted((part, n) for n, digits in phones for part in phone_parts(digits))
    db.executemany("INSERT INTO member_phone_part(part, n) VALUES(?, ?) ON CONFLICT DO NOTHING", found)


def add_parts_from(db: Database, start: int) -> None:
    """Adds the part of every member's number that begins at `start` digits, in order; needs the index of numbers."""
    shortest = next(length for length in range(start, 99) if start in part_starts(length))
    db.execute(
        "INSERT INTO member_phone_part(part, n) SELECT substr(k_phone, ?1 + 1), n FROM member"
        " WHERE length(k_phone) >= ?2 ORDER BY 1, 2 ON CONFLICT DO NOTHING",
        (start, shortest),
    )


def phones(db: Database) -> Iterator[tuple[int, str]]:
    """(row number, national digits) of all members."""
    yield from db.execute("SELECT n, k_phone FROM member")


@contextmanager
def without_indexes(db: Database, *tables: str) -> Iterator[None]:
    """Drops the indexes of tables and makes them again after the block: a table filled so is written once in order.

    For a database nobody else uses: between the two it has no indexes.
    """
    marks = ", ".join("?" * len(tables))
    found = db.all(
        f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({marks})",
        tables,
    )
    for name, _ in found:
        db.execute(f"DROP INDEX {name}")
    yield
    for _, sql in found:
        db.execute(sql)
        db.all("PRAGMA wal_checkpoint(PASSIVE)")
