"""Lists: how a page's address asks for order, page and search, and a list as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from starlette.responses import Response

from memberpos.hq.console.texts import Language
from memberpos.hq.console.visit import Visit
from memberpos.reports.text_files import safe

PER_PAGE = 50
#: Rows of a file; a longer list is for `memberpos export`.
MOST_IN_FILE = 100_000
#: Kinds of columns: plain text, a whole number, fen, UTC milliseconds, an ISO date.
TEXT, NUMBER, MONEY, TIME, DATE = "text", "number", "money", "time", "date"
_RIGHT = frozenset({NUMBER, MONEY})
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Column:
    """`label` is an English text of the catalogues; `sql` the expression it is ordered by, empty for none.

    `show` makes the cell of a row for people and files; by default the row's own value by kind.
    """

    key: str
    label: str
    kind: str = TEXT
    sql: str = ""
    show: Callable[[Mapping[str, Any], Visit], str] | None = None
    #: Left out on a phone.
    minor: bool = False
    #: Colour of a badge around the cell: ok, warn, bad, info, gold, or empty.
    tone: Callable[[Mapping[str, Any]], str] | None = None

    @property
    def is_right(self) -> bool:
        return self.kind in _RIGHT


@dataclass(frozen=True)
class Order:
    """What part of a list is asked for. `sql` goes behind ORDER BY: it is made of the columns' own expressions."""

    key: str
    down: bool
    number: int
    search: str
    sql: str
    per: int = PER_PAGE

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.per

    @property
    def params(self) -> dict[str, int]:
        """For `LIMIT %(limit)s OFFSET %(offset)s`: one row more than a page tells whether there is another."""
        return {"limit": self.per + 1, "offset": self.offset}


@dataclass(frozen=True)
class Listing:
    """A part of a list with its columns. `rows` may hold one more than a page: it is not shown."""

    columns: tuple[Column, ...]
    rows: Sequence[Mapping[str, Any]]
    order: Order
    name: str = "list"
    empty: str = ""
    #: Formats that may be had as a file.
    files: tuple[str, ...] = ("csv", "xlsx")
    link: Callable[[Mapping[str, Any]], str] | None = None

    @property
    def shown(self) -> Sequence[Mapping[str, Any]]:
        return self.rows[: self.order.per]

    @property
    def has_more(self) -> bool:
        return len(self.rows) > self.order.per

    def cell(self, column: Column, row: Mapping[str, Any], visit: Visit) -> str:
        """A cell as people read it."""
        return column.show(row, visit) if column.show else plain(row.get(column.key), column.kind, visit.language)


def asked(visit: Visit, columns: Sequence[Column], first: str, *, down: bool = False) -> Order:
    """The order a page's address asks for (`sort`, `down`, `page`, `q`); anything odd is the default `first`.

    As a file (`format`), all of the list is asked for.
    """
    sortable = {column.key: column.sql for column in columns if column.sql}
    key = visit.query("sort")
    downwards = visit.query("down") == "1" if key in sortable else down
    key = key if key in sortable else first
    number = visit.query("page")
    page = int(number) if number.isascii() and number.isdigit() and 0 < int(number) < 100_000 else 1
    sql = f"{sortable[key]} {'DESC' if downwards else 'ASC'} NULLS LAST"
    whole = visit.query("format") in _TYPES
    per = MOST_IN_FILE if whole else PER_PAGE
    return Order(key, downwards, 1 if whole else page, visit.query("q").strip()[:80], sql, per)


def dicts(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    """Rows of a statement by name."""
    return [dict(zip(names, row, strict=True)) for row in rows]


def plain(value: Any, kind: str, language: Language) -> str:
    """A value by its kind."""
    if value is None or value == "":
        return "—" if kind in _RIGHT else ""
    match kind:
        case "number":
            return language.number(value)
        case "money":
            return language.money(int(value))
        case "time":
            return language.when(int(value))
        case "date":
            return language.date(value)
    return str(value)


def as_file(visit: Visit, listing: Listing) -> Response | None:
    """The list as CSV or XLSX when the address asks for it and the person may; else None."""
    form = visit.query("format")
    if form not in listing.files or not visit.may("export.make"):
        return None
    visit.act("export.make", listing.name, lambda _: None, facts={"format": form, "rows": len(listing.shown)})
    data = _csv(visit, listing) if form == "csv" else _xlsx(visit, listing)
    headers = {"Content-Disposition": f'attachment; filename="{listing.name}.{form}"'}
    return Response(data, 200, headers, _TYPES[form])


def _csv(visit: Visit, listing: Listing) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([safe(visit.text(column.label)) for column in listing.columns])
    for row in listing.shown:
        writer.writerow([safe(str(_raw(listing, column, row, visit))) for column in listing.columns])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(visit: Visit, listing: Listing) -> bytes:
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet()
    formats = {MONEY: book.add_format({"num_format": "#,##0.00"}), NUMBER: book.add_format({"num_format": "#,##0"})}
    sheet.write_row(0, 0, [visit.text(column.label) for column in listing.columns], book.add_format({"bold": True}))
    for at, row in enumerate(listing.shown, 1):
        for place, column in enumerate(listing.columns):
            sheet.write(at, place, _raw(listing, column, row, visit), formats.get(column.kind))
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return file.getvalue()


def _raw(listing: Listing, column: Column, row: Mapping[str, Any], visit: Visit) -> str | int | float:
    """A cell for a file: figures as plain numbers, everything else as people read it."""
    value = row.get(column.key)
    if column.show is None and column.is_right and isinstance(value, int | float | Decimal):
        return int(value) / 100 if column.kind == MONEY else int(value)
    return listing.cell(column, row, visit)
