"""The members of another system: from the workbook to the books, beside the same rows with prepared statements."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlsxwriter

from memberpos.commands.benchmarks.figures import Figure, Goal, InvalidRunError, Samples, rounded, timed
from memberpos.commands.benchmarks.subject import Subject, person, subject
from memberpos.domain.search import national_digits
from memberpos.services import imports
from memberpos.services.imports import ImportResult, Scratch, WriterBooks
from memberpos.services.use import Use
from memberpos.store.database import Database, open_database
from memberpos.store.migrations import migrate
from memberpos.store.verify import verify

#: So many rows in a minute; a run with fewer has no goal.
ROWS, GOAL = 100_000, Goal("median_ms", 60_000)
_HEADINGS = (
    "卡号", "姓名", "手机", "性别", "生日", "地址", "备注", "余额", "赠送余额", "积分", "等级", "开卡日期", "标签",
)  # fmt: skip
_BATCH = 5000
#: The tables an import fills.
_TABLES = (
    "member", "member_phone_part", "account", "card", "event", "outbox", "outbox_pii", "ledger", "balance", "lot",
    "lot_move", "audit",
)  # fmt: skip


def measure(folder: Path, rows: int = ROWS) -> Figure:
    """One import of so many members into a shop without any, cards and opening balances with them. InvalidRunError."""
    table = folder / "old-system.xlsx"
    write_table(table, rows)
    with subject(folder / "taking-over", 1) as shop:
        own_s, result = timed(lambda: _take_over(shop, table))
        db = shop.home.open_database(read_only=True)
        try:
            _check(db, result, rows)
            floor_s = _floor(db, folder / "taking-over-floor.db", shop.home.key)
        finally:
            db.close()
    goals = (GOAL,) if rows >= ROWS else ()
    return Samples([own_s], [floor_s]).figure(
        "import", *goals, rows=rows, per_s=rounded(rows / own_s), floor_per_s=rounded(rows / floor_s)
    )


def write_table(path: Path, rows: int) -> None:
    """A workbook as other systems make it: numbers as numbers, dates as dates, card numbers by a format of zeros."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        zeros, day = book.add_format({"num_format": "0" * 12}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("会员")
        sheet.write_row(0, 0, _HEADINGS)
        formats = {"卡号": zeros, "生日": day, "开卡日期": day}
        for number in range(rows):
            for at, (heading, cell) in enumerate(zip(_HEADINGS, _cells(number), strict=True)):
                if isinstance(cell, datetime.date):
                    sheet.write_datetime(number + 1, at, cell, formats[heading])
                else:
                    sheet.write(number + 1, at, cell, formats.get(heading))


def _cells(number: int) -> tuple[Any, ...]:
    one = person(number + 1)
    return (
        number + 1, one.name, int(national_digits(one.phone)), "男女"[number % 2],
        datetime.date(1960, 1, 1) + datetime.timedelta(days=number % 16_000), f"人民路 {number} 号",
        f"第 {number % 97} 批", number % 90_000 / 100, number % 50, number % 5000, ("普卡", "金卡")[number % 3 == 0],
        datetime.date(2020, 1, 1) + datetime.timedelta(days=number % 1500), "常客,VIP" if number % 5 == 0 else None,
    )  # fmt: skip


def _take_over(shop: Subject, table: Path) -> ImportResult:
    def use(db: Database) -> Use:
        return shop.use(db)

    writer, reader = shop.home.open_writer(), shop.home.open_database(read_only=True)
    try:
        with Scratch(shop.home.folder) as scratch:
            return imports.run(reader, table, None, scratch, WriterBooks(writer, use, shop.home.open_database))
    finally:
        reader.close()
        writer.close()


def _check(db: Database, result: ImportResult, rows: int) -> None:
    if (result.rows, result.sums.members, result.sums.cards) != (rows, rows, rows):
        raise InvalidRunError(f"import: {result.sums.members} members of {rows} rows came over")
    proof = verify(db)
    if not proof.ok:
        raise InvalidRunError(f"import: the books do not agree after the run: {proof.differences[:3]}")


def _floor(own: Database, path: Path, key: bytes) -> float:
    """Seconds that the same rows take with prepared statements, in one transaction, into an empty database with the
    same key, tables and indexes. Reading them from the other is not counted.
    """
    floor = open_database(path, key)
    try:
        migrate(floor)
        floor.all("PRAGMA foreign_keys=OFF")
        seconds = timed(lambda: floor.connection.execute("BEGIN IMMEDIATE"))[0]
        for table in _TABLES:
            for sql, rows in _batches(own, table):
                seconds += timed(lambda sql=sql, rows=rows: floor.connection.executemany(sql, rows))[0]  # type: ignore[misc]
        seconds += timed(lambda: floor.connection.execute("COMMIT"))[0]
        sizes = [[db.value(f"SELECT count(*) FROM {table}") for table in _TABLES] for db in (own, floor)]  # noqa: S608
        if sizes[0] != sizes[1]:
            raise InvalidRunError(f"import: the floor wrote {sizes[1]} rows, the import {sizes[0]}")
        return seconds
    finally:
        floor.close()


def _batches(db: Database, table: str) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    cursor = db.connection.execute(f"SELECT * FROM {table}")  # noqa: S608 - names from above
    names = [each[0] for each in cursor.description or ()]
    sql = f"INSERT INTO {table}({', '.join(names)}) VALUES({', '.join('?' * len(names))})"
    while rows := cursor.fetchmany(_BATCH):
        yield sql, [tuple(row) for row in rows]
