"""Rows of an import on their way in: a database of its own beside the till's, its key nowhere but in memory.

It is no part of the books and needs no durability. Closed, it is deleted; left behind by a crash, nobody can read it,
and `sweep` takes it away.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sqlcipher3 import dbapi2

from memberpos.store.database import KEY_BYTES, Database
from memberpos.store.errors import raise_translated
from memberpos.store.prepared import Preparation, attached

PREFIX, SUFFIX = "import-", ".tmp"
#: Begins a referrer that is a row of the same file.
ROW = "row:"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_PRAGMAS = ("journal_mode=OFF", "synchronous=OFF", "cache_size=-16384", "temp_store=MEMORY")


@dataclass(frozen=True)
class StagedRow:
    """One row: number in its file, verdict, the finding that decided it (`code`, `column`), all findings
    [[code, field], …], its cells as they came, and its fields as they will be kept.
    """

    row: int
    verdict: str
    code: str
    column: str
    findings: Sequence[Sequence[str]]
    cells: Sequence[str]
    fields: dict[str, Any]


class Scratch:
    """The staging table; use as a context manager or `close` it. One thread at a time."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}"
        self._key = f"x'{secrets.token_bytes(KEY_BYTES).hex()}'"
        try:
            connection = dbapi2.connect(str(self.path), isolation_level=None, check_same_thread=False)
            connection.execute(f'PRAGMA key="{self._key}"')
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}").fetchall()
            connection.execute(
                "CREATE TABLE staged(n INTEGER PRIMARY KEY, row INTEGER NOT NULL, verdict TEXT NOT NULL,"
                " code TEXT NOT NULL,"
                " col TEXT NOT NULL, findings TEXT NOT NULL, cells TEXT NOT NULL, fields TEXT NOT NULL) STRICT"
            )
        except dbapi2.Error as error:
            self.path.unlink(missing_ok=True)
            raise_translated(error)
            raise
        connection.row_factory = dbapi2.Row
        self._db = Database(connection, self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Takes everything away; a second call does nothing."""
        self._db.close()
        self.path.unlink(missing_ok=True)

    def add(self, rows: Iterable[StagedRow]) -> None:
        """Appends rows."""
        self._db.execute("BEGIN")
        self._db.executemany(
            "INSERT INTO staged(row, verdict, code, col, findings, cells, fields) VALUES(?, ?, ?, ?, ?, ?, ?)",
            ((r.row, r.verdict, r.code, r.column, _json(r.findings), _json(r.cells), _json(r.fields)) for r in rows),
        )
        self._db.execute("COMMIT")

    def counts(self) -> dict[str, int]:
        """{verdict: rows}."""
        return {row[0]: row[1] for row in self._db.all("SELECT verdict, count(*) FROM staged GROUP BY verdict")}

    def rows(self, verdicts: Sequence[str], after: int = 0, limit: int = -1) -> list[StagedRow]:
        """Rows with these verdicts (none = all) in order of the file, from the `after`-th on."""
        marks = ", ".join("?" * len(verdicts))
        condition = f"WHERE verdict IN ({marks})" if verdicts else ""
        columns = "row, verdict, code, col, findings, cells, fields"
        sql = f"SELECT {columns} FROM staged {condition} ORDER BY n LIMIT ? OFFSET ?"
        return [_row(row) for row in self._db.all(sql, (*verdicts, limit, after))]

    def stream(self, verdicts: Sequence[str], batch: int) -> Iterator[list[StagedRow]]:
        """Rows with these verdicts in order, a batch at a time."""
        marks = ", ".join("?" * len(verdicts))
        last = 0
        while True:
            found = self._db.all(
                "SELECT n, row, verdict, code, col, findings, cells, fields FROM staged"
                f" WHERE n > ? AND verdict IN ({marks}) ORDER BY n LIMIT ?",
                (last, *verdicts, batch),
            )
            if not found:
                return
            last = found[-1][0]
            yield [_row(tuple(row)[1:]) for row in found]

    def refuse(self, rows: Iterable[tuple[int, str, str, str]]) -> None:
        """Refuses rows after all: (row, verdict, code, column)."""
        self._db.execute("BEGIN")
        self._db.executemany(
            "UPDATE staged SET verdict = ?2, code = ?3, col = ?4,"
            " findings = json_insert(findings, '$[#]', json_array(?3, ?4)) WHERE row = ?1",
            list(rows),
        )
        self._db.execute("COMMIT")

    def referenced(self) -> list[int]:
        """Rows that were named as referrers and are not refused."""
        found = self._db.all(
            "SELECT row FROM staged WHERE verdict <> 'refused' AND row IN (SELECT"
            " CAST(substr(json_extract(fields, '$.referrer_id'), ?) AS INTEGER) FROM staged"
            " WHERE json_extract(fields, '$.referrer_id') GLOB ?)",
            (len(ROW) + 1, f"{ROW}*"),
        )
        return [row[0] for row in found]

    def set_referrers(self, found: Iterable[tuple[int, str]]) -> None:
        """Keeps who brought the members of rows: (row, member id, or ROW and the number of a row)."""
        self._db.execute("BEGIN")
        self._db.executemany(
            "UPDATE staged SET fields = json_set(fields, '$.referrer_id', ?2) WHERE row = ?1", list(found)
        )
        self._db.execute("COMMIT")

    def preparation(self) -> Preparation:
        """Empty tables for what will be booked."""
        return Preparation(self._db)

    def beside(self, books: Database) -> AbstractContextManager[None]:
        """The scratch attached to a connection of the books, so that SQLite itself takes its rows over."""
        return attached(books, str(self.path), self._key)


def sweep(folder: Path) -> None:
    """Deletes what a crash left behind; call while no import runs."""
    for left in folder.glob(f"{PREFIX}*{SUFFIX}*"):
        with suppress(OSError):
            left.unlink()


def _json(value: Any) -> str:
    return _JSON.encode(value)


def _row(row: Sequence[Any]) -> StagedRow:
    number, verdict, code, column, findings, cells, fields = row
    return StagedRow(number, verdict, code, column, json.loads(findings), json.loads(cells), json.loads(fields))
