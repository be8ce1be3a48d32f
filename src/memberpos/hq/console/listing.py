"""Lists: how a page's address asks for order, page and search, and a list as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import xlsxwriter
from starlette.responses import Response

from memberpos.hq.console.texts import N_, Language
from memberpos.hq.console.visit import ROOT, Visit
from memberpos.hq.scopes import START, Turn
from memberpos.reports.text_files import safe

PER_PAGE = 50
#: Rows of a file; who wants more is told to narrow the list.
MOST_IN_FILE = 100_000
#: Kinds of columns: plain text, a whole number, fen, UTC milliseconds.
TEXT, NUMBER, MONEY, TIME = "text", "number", "money", "time"
_RIGHT = frozenset({NUMBER, MONEY})
#: A page of a list has this number at most.
_MOST_PAGES = 100_000
TYPES = {
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
    #: Where the page lies in a list too long to be counted.
    turn: Turn = START

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.per

    @property
    def params(self) -> dict[str, int]:
        """For `LIMIT %(limit)s OFFSET %(offset)s`: one row more than a page tells whether there is another."""
        return {"limit": self.per + 1, "offset": self.offset}


@dataclass(frozen=True)
class Listing:
    """A part of a list with its columns. `rows` may hold one more than a page: it is not shown.

    `total`: how many there are on all pages, where that is cheap to know; then `rows` are the page. `mark`: the name of
    a row, for lists whose pages begin behind a row instead of at a number.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Mapping[str, Any]]
    order: Order
    name: str = "list"
    empty: str = ""
    #: Formats that may be had as a file.
    files: tuple[str, ...] = ("csv", "xlsx")
    link: Callable[[Mapping[str, Any]], str] | None = None
    total: int | None = None
    mark: Callable[[Mapping[str, Any]], str] | None = None

    @property
    def shown(self) -> Sequence[Mapping[str, Any]]:
        return self.rows if self.total is not None else self.rows[: self.order.per]

    @property
    def has_more(self) -> bool:
        """Whether there is a next page; a page reached backwards has the one it was left for."""
        if self.total is not None:
            return self.order.offset + self.order.per < self.total
        return len(self.rows) > self.order.per or self.order.turn.back

    @property
    def previous(self) -> Mapping[str, object] | None:
        """What changes in the address for the page before; None on the first."""
        number = self.order.number - 1
        if number < 1:
            return None
        if self.mark is None or number == 1 or not self.shown:
            return {"page": number if self.mark is None and number > 1 else "", "after": "", "before": ""}
        return {"page": number, "after": "", "before": self.mark(self.shown[0])}

    @property
    def following(self) -> Mapping[str, object] | None:
        """What changes in the address for the next page; None on the last."""
        if not self.has_more or not self.shown:
            return None
        after = self.mark(self.shown[-1]) if self.mark else ""
        return {"page": self.order.number + 1, "after": after, "before": ""}

    def place(self, language: Language) -> str:
        """Which rows are shown: "Rows 51 to 100 of 230"."""
        last = self.order.offset + min(self.order.per, len(self.shown))
        facts = {"first": language.number(min(self.order.offset + 1, last)), "last": language.number(last)}
        if self.total is None:
            return language.text(N_("Rows %(first)s to %(last)s"), **facts)
        return language.text(N_("Rows %(first)s to %(last)s of %(all)s"), all=language.number(self.total), **facts)

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
    sql = f"{sortable[key]} {'DESC' if downwards else 'ASC'} NULLS LAST"
    return replace(part(visit), key=key, down=downwards, sql=sql)


def part(visit: Visit) -> Order:
    """Page and search of a list that comes in an order of its own. As a file, all of it."""
    text = visit.query("page")
    number = int(text) if text.isascii() and text.isdigit() and 0 < int(text[:9]) < _MOST_PAGES else 1
    search = visit.query("q").strip()[:80]
    if visit.query("format") in TYPES:
        return Order("", False, 1, search, "", MOST_IN_FILE)
    before = visit.query("before")
    return Order("", False, number, search, "", turn=Turn(before or visit.query("after"), back=bool(before)))


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
    return str(value)


def as_file(visit: Visit, listing: Listing) -> Response | None:
    """The list as CSV or XLSX when the address asks for it and the person may; else None.

    One that is longer than a file may be is not cut: the page says so instead.
    """
    form = visit.query("format")
    if form not in listing.files or not visit.may("export.make"):
        return None
    if listing.has_more:
        told = N_("The file would have more than %(most)s rows: narrow the list by a search first.")
        path = visit.link(format=None, page=None, after=None, before=None).removeprefix(ROOT)
        return visit.go(path, visit.text(told, most=visit.language.number(MOST_IN_FILE)), "warn")
    visit.act("export.make", listing.name, lambda _: None, facts={"format": form, "rows": len(listing.shown)})
    data = _csv(visit, listing) if form == "csv" else _xlsx(visit, listing)
    headers = {"Content-Disposition": f'attachment; filename="{listing.name}.{form}"'}
    return Response(data, 200, headers, TYPES[form])


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
