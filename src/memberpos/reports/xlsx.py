"""Reports as XLSX workbooks: amounts are numbers with a format, text is never run as a formula. Import late."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from memberpos.reports import table as kinds
from memberpos.reports.output import whole_file
from memberpos.reports.sheet import Sheet
from memberpos.reports.table import Cell, Column, Table
from memberpos.reports.words import Words, local

#: Rows of a worksheet, by the file format.
MAX_ROWS = 1_048_576
_FONT = {"zh_CN": "Microsoft YaHei", "zh_TW": "Microsoft JhengHei", "en": "Calibri"}
_NUMBERS: Mapping[str, str] = {
    kinds.MONEY: "#,##0.00",
    kinds.DIFFERENCE: "+#,##0.00;[Red]-#,##0.00;0.00",
    kinds.COUNT: "#,##0",
    kinds.QTY: "#,##0.###",
    kinds.HOUR: '00":00"',
    kinds.DATE: "yyyy-mm-dd",
    kinds.TIME: "yyyy-mm-dd hh:mm",
}
_WIDTHS: Mapping[str, int] = {
    kinds.TEXT: 16, kinds.WORD: 18, kinds.MONEY: 14, kinds.DIFFERENCE: 12, kinds.COUNT: 10, kinds.QTY: 10,
    kinds.HOUR: 10, kinds.DATE: 12, kinds.TIME: 17,
}  # fmt: skip
_BRAND, _SOFT, _LINE, _INK_2, _BAD = "#0B6E69", "#EEF4F3", "#C9D1DA", "#51606F", "#B3261E"

_Write = Callable[..., None]


@dataclass
class _Book:
    """An open workbook with its formats by name."""

    book: Any
    words: Words
    formats: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def style(self, **look: Any) -> Any:
        """A cell format, made once."""
        key = tuple(sorted(look.items()))
        if key not in self.formats:
            base = {"font_name": _FONT[self.words.language], "font_size": 10, "valign": "vcenter"}
            self.formats[key] = self.book.add_format({**base, **look})
        return self.formats[key]

    def cell(self, column: Column, **look: Any) -> Any:
        """The format of a column's cells."""
        number = {"num_format": _NUMBERS[column.kind]} if column.kind in _NUMBERS else {}
        return self.style(**number, **look)


@contextmanager
def _workbook(path: Path, words: Words, title: str, made_at_ms: int, *, stream: bool) -> Iterator[_Book]:
    options = {"constant_memory": stream, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    with whole_file(path) as new:
        book = xlsxwriter.Workbook(str(new), options)
        made = local(made_at_ms, words.zone).replace(tzinfo=None)
        book.set_properties({"title": title, "author": "", "created": made})
        yield _Book(book, words)
        book.close()


def write_rows(
    path: Path, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], words: Words, made_at_ms: int
) -> int:
    """A long list in constant memory: frozen headings, filter, a new worksheet when one is full. Gives the rows."""
    with _workbook(path, words, title, made_at_ms, stream=True) as book:
        n = at = 0
        page = _list_page(book, title, columns)
        for n, row in enumerate(rows, 1):
            at += 1
            if at == MAX_ROWS:
                page, at = _list_page(book, f"{title} {n // (MAX_ROWS - 1) + 1}", columns), 1
            _write_row(book, page, at, columns, row, {})
        page.autofilter(0, 0, max(at, 1), len(columns) - 1)
    return n


def _list_page(book: _Book, name: str, columns: Sequence[Column]) -> Any:
    page = book.book.add_worksheet(name[:31])
    for at, column in enumerate(columns):
        page.set_column(at, at, _WIDTHS[column.kind])
    _write_heads(book, page, 0, columns)
    page.freeze_panes(1, 0)
    return page


def write_sheet(path: Path, sheet: Sheet, words: Words) -> None:
    """A report on one worksheet: title, figures at a glance, tables one below the other, the chart at the right."""
    with _workbook(path, words, sheet.title, sheet.made_at_ms, stream=False) as book:
        page = book.book.add_worksheet(sheet.title[:31])
        _page_set_up(page, sheet)
        row = _head(book, page, sheet)
        page.freeze_panes(row, 0)
        row = _glances(book, page, row + 1, sheet)
        places = {}
        for each in sheet.tables:
            places[each.key] = row
            row = _table(book, page, row, each)
        if sheet.bars:
            _chart(book, page, sheet, places["hours"])


def _page_set_up(page: Any, sheet: Sheet) -> None:
    page.hide_gridlines(2)
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_landscape()
    page.set_column(0, 0, 24)
    page.set_column(1, max(len(each.columns) for each in sheet.tables) - 1, 14)
    page.set_footer("&C&P / &N")


def _head(book: _Book, page: Any, sheet: Sheet) -> int:
    page.set_row(0, 28)
    page.write_string(0, 0, f"{sheet.shop}  {sheet.title}", book.style(bold=True, font_size=16, font_color=_BRAND))
    page.write_string(1, 0, "  ·  ".join(sheet.lines), book.style(font_color=_INK_2))
    for row, warning in enumerate(sheet.warnings, 2):
        page.write_string(row, 0, warning, book.style(bold=True, font_color=_BAD))
    return 2 + len(sheet.warnings)


def _glances(book: _Book, page: Any, row: int, sheet: Sheet) -> int:
    page.set_row(row + 1, 24)
    for at, glance in enumerate(sheet.glances):
        page.write_string(row, at, glance.label, book.style(font_color=_INK_2, bg_color=_SOFT, indent=1))
        figure = book.style(bold=True, font_size=14, bg_color=_SOFT, indent=1, shrink=True)
        page.write_string(row + 1, at, glance.figure, figure)
    return row + 3


def _table(book: _Book, page: Any, row: int, made: Table) -> int:
    page.set_row(row, 22)
    page.write_string(row, 0, book.words.word("table", made.key), book.style(bold=True, font_size=12))
    _write_heads(book, page, row + 1, made.columns)
    for at, cells in enumerate(made.rows, row + 2):
        _write_row(book, page, at, made.columns, cells, {"bottom": 1, "bottom_color": _LINE})
    end = row + 2 + len(made.rows)
    if made.totals is not None:
        look = {"bold": True, "top": 1, "top_color": _INK_2}
        _write_row(book, page, end, made.columns, made.totals, look)
        page.write_string(end, 0, book.words.word("label", "total"), book.style(**look))
        end += 1
    return end + 1


def _write_heads(book: _Book, page: Any, row: int, columns: Sequence[Column]) -> None:
    for at, column in enumerate(columns):
        look = {"bold": True, "bg_color": _SOFT, "font_color": _INK_2, "bottom": 1, "bottom_color": _LINE}
        align = "right" if column.is_figure else "left"
        page.write_string(row, at, book.words.heading(column), book.style(align=align, **look))


def _write_row(
    book: _Book, page: Any, row: int, columns: Sequence[Column], cells: Sequence[Cell], look: dict[str, Any]
) -> None:
    for at, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        style = book.cell(column, **look)
        if cell is None:
            page.write_blank(row, at, None, style)
        else:
            write: _Write = _WRITERS.get(column.kind, _text)
            write(book, page, (row, at), cell, column, style)


def _text(book: _Book, page: Any, place: tuple[int, int], cell: Cell, column: Column, style: Any) -> None:
    text = book.words.word(column.words, str(cell)) if column.kind == kinds.WORD else str(cell)
    page.write_string(*place, _printable(text), style)


def _number(divisor: int) -> _Write:
    def write(_book: _Book, page: Any, place: tuple[int, int], cell: int, _column: Column, style: Any) -> None:
        page.write_number(*place, cell / divisor if divisor > 1 else cell, style)

    return write


def _date(_book: _Book, page: Any, place: tuple[int, int], cell: Cell, _column: Column, style: Any) -> None:
    try:
        day = date.fromisoformat(str(cell))
    except ValueError:
        page.write_string(*place, str(cell), style)
    else:
        page.write_datetime(*place, day, style)


def _time(book: _Book, page: Any, place: tuple[int, int], cell: int, _column: Column, style: Any) -> None:
    page.write_datetime(*place, local(cell, book.words.zone).replace(tzinfo=None), style)


def _printable(text: str) -> str:
    """Without control characters, which the format cannot hold, and not longer than a cell may be."""
    return "".join(ch for ch in text if unicodedata.category(ch) != "Cc" or ch == "\n")[:32767]


_WRITERS: Mapping[str, _Write] = {
    kinds.MONEY: _number(100), kinds.DIFFERENCE: _number(100), kinds.QTY: _number(1000), kinds.COUNT: _number(1),
    kinds.HOUR: _number(1), kinds.DATE: _date, kinds.TIME: _time,
}  # fmt: skip


def _chart(book: _Book, page: Any, sheet: Sheet, row: int) -> None:
    """A native chart over the cells of the hours' table."""
    name, first, last = page.get_name(), row + 2, row + 1 + len(sheet.bars)
    chart = book.book.add_chart({"type": "column"})
    chart.add_series(
        {
            "categories": [name, first, 0, last, 0], "values": [name, first, 2, last, 2], "name": sheet.chart,
            "fill": {"color": _BRAND}, "gap": 60,
        }
    )  # fmt: skip
    chart.set_title({"name": sheet.chart, "name_font": {"size": 11}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#E2E7EC"}}})
    chart.set_size({"width": 640, "height": 300})
    page.insert_chart(row, 4, chart)
