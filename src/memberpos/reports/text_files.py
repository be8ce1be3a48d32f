"""Reports as CSV for spreadsheets and JSON for programs."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from memberpos.reports import table as kinds
from memberpos.reports.end_of_day import EndOfDay
from memberpos.reports.output import whole_file
from memberpos.reports.sheet import Sheet
from memberpos.reports.table import Cell, Column, Table
from memberpos.reports.words import Words, local, quantity

#: What a spreadsheet would run as a formula.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
#: A phone number or an amount is none, whatever it begins with.
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_UNITS: Mapping[str, str] = {
    kinds.MONEY: "_fen", kinds.DIFFERENCE: "_fen", kinds.QTY: "_milli", kinds.TIME: "_ms",
}  # fmt: skip


def safe(text: str) -> str:
    """Text that a spreadsheet shows and never runs: what looks like a formula gets an apostrophe in front."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def write_csv(path: Path, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], words: Words) -> int:
    """One table: headings, then rows as they come; gives their number. UTF-8 with a mark that spreadsheets look for."""
    with whole_file(path) as new, new.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([safe(words.heading(column)) for column in columns])
        n = 0
        for row in rows:
            writer.writerow([plain(cell, column, words) for cell, column in zip(row, columns, strict=True)])
            n += 1
    return n


def write_sheet_csv(path: Path, sheet: Sheet, words: Words) -> None:
    """A whole report: its tables one below the other, an empty line between."""
    with whole_file(path) as new, new.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([[safe(f"{sheet.shop} {sheet.title}")], [safe(" ".join(sheet.lines))]])
        writer.writerows([[safe(warning)] for warning in sheet.warnings])
        for each in sheet.tables:
            writer.writerows([[], [words.word("table", each.key)]])
            writer.writerow([words.heading(column) for column in each.columns])
            for row in _rows_with_totals(each, words):
                writer.writerow(row)


def _rows_with_totals(made: Table, words: Words) -> Iterator[list[str]]:
    for row in made.rows:
        yield [plain(cell, column, words) for cell, column in zip(row, made.columns, strict=True)]
    if made.totals is not None:
        rest = [plain(cell, column, words) for cell, column in zip(made.totals, made.columns, strict=True)][1:]
        yield [words.word("label", "total"), *rest]


def plain(cell: Cell, column: Column, words: Words) -> str:
    """A cell for a spreadsheet: bare numbers with a point, ISO dates, words for keys, no formula."""
    if cell is None:
        return ""
    if column.kind == kinds.WORD:
        return safe(words.word(column.words, str(cell)))
    if isinstance(cell, str):
        return safe(cell)
    if column.kind in (kinds.MONEY, kinds.DIFFERENCE):
        return decimal(cell)
    if column.kind == kinds.QTY:
        return quantity(cell).replace(",", "").replace("\N{MINUS SIGN}", "-")
    if column.kind == kinds.TIME:
        return f"{local(cell, words.zone):%Y-%m-%d %H:%M:%S}"
    return str(cell)


def decimal(fen: int) -> str:
    """-1234 → "-12.34"."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole}.{rest:02}"


def write_json(path: Path, head: Mapping[str, Any], columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> int:
    """`head` with a list `rows` of objects: amounts stay whole fen, their key says so. Gives the number of rows."""
    names = [key_of(column) for column in columns]
    with whole_file(path) as new, new.open("w", encoding="utf-8") as file:
        file.write(json.dumps(dict(head), ensure_ascii=False)[:-1] + ', "rows": [')
        n = _stream(file, names, rows)
        file.write("\n]}\n")
    return n


def _stream(file: TextIO, names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    n = 0
    for n, row in enumerate(rows, 1):
        file.write(",\n" if n > 1 else "\n")
        file.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False))
    return n


def key_of(column: Column) -> str:
    """The column's key with its unit: "principal_fen", "qty_milli", "at_ms", "points"."""
    return column.key + _UNITS.get(column.kind, "")


def write_day_json(path: Path, day: EndOfDay, head: Mapping[str, Any]) -> None:
    """The end of day as one object: tables by key, each with rows and totals."""
    document = {
        **head,
        "business_date": day.business_date,
        "currency": day.currency,
        "open_shift": day.open_shift,
        "z_numbers": list(day.z_numbers),
        "tables": {each.key: _table_document(each) for each in day.tables},
    }
    with whole_file(path) as new:
        new.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _table_document(made: Table) -> dict[str, Any]:
    names = [key_of(column) for column in made.columns]
    rows = [dict(zip(names, row, strict=True)) for row in made.rows]
    totals = None if made.totals is None else dict(list(zip(names, made.totals, strict=True))[1:])
    return {"rows": rows, "totals": totals}
