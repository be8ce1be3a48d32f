"""XLSX and XLS of other systems (decision 0102). The library keeps a sheet as one rectangle, so a stray cell far down
or a forged size would take all memory: an XLSX is measured before it is opened.
"""

from __future__ import annotations

import datetime
import html
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from memberpos.domain.errors import PosError
from memberpos.files import os_refusal
from memberpos.reports.incoming_table import MOST_COLUMNS, MOST_ROWS, XLS, XLSX, IncomingRow, TableFile

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_T = TypeVar("_T")

MOST_UNPACKED, MOST_CELLS, MOST_XLS_BYTES = 1 << 30, 32_000_000, 256 << 20
_CHUNK = 1 << 20
_TAIL = 256
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
#: Cells beyond column Z or row 99999: of all others there are too few to matter.
_FAR = re.compile(rb"""\br\s*=\s*["'](?:([A-Za-z]{2,3})([0-9]{1,7})|([A-Za-z])([0-9]{6,7}))["']""")
_NEAR_ROWS, _NEAR_COLUMNS = 99_999, 26
#: A number format of zeros only ("00000000") shows leading zeros.
_ZEROS = re.compile(r'"?(0{2,40})"?(?:;.*)?')
_NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s[^>]*>")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_FORMAT = re.compile(rb"<(?:\w+:)?xf\s[^>]*>")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>")
_SHEET_TAG = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_PLAIN_TYPES = (b"", b"n")


@contextmanager
def open_xlsx(path: Path, sheet: str | int, _encoding: str) -> Iterator[TableFile]:
    """An XLSX workbook; PosError as `incoming.open_table`."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_size(archive)
            parts = [name for name in archive.namelist() if _SHEET.fullmatch(name)]
            for name in parts:
                _measure(archive, name)
            formats = _zero_formats(archive)
            zeros = {name: _zeros(archive, name, formats) for name in parts}
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise PosError("bad_file", reason="damaged") from error
    except OSError as error:
        raise os_refusal(error) from error
    book = _workbook(path.read_bytes())
    names = _visible(book)
    name = _chosen(names, sheet)
    shown = _part_of(path, name)
    yield _table(XLSX, book, names, name, zeros.get(shown, {}))


@contextmanager
def open_xls(path: Path, sheet: str | int, _encoding: str) -> Iterator[TableFile]:
    """An XLS workbook (at most 65,536 rows of 256 columns by its format)."""
    if path.stat().st_size > MOST_XLS_BYTES:
        raise PosError("bad_file", reason="too_big", limit=MOST_XLS_BYTES)
    book = _workbook(path.read_bytes())
    names = _visible(book)
    yield _table(XLS, book, names, _chosen(names, sheet), {})


def _table(kind: str, book: CalamineWorkbook, names: tuple[str, ...], name: str, zeros: dict[int, int]) -> TableFile:
    sheet = _guarded(lambda: book.get_sheet_by_name(name))
    return TableFile(kind, names, name, lambda: _rows(sheet), zeros, sheet.total_height + 1)


def _workbook(data: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    book: CalamineWorkbook = _guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)))
    return book


def _guarded(work: Callable[[], _T]) -> _T:
    from python_calamine import CalamineError, PasswordError

    try:
        return work()
    except PasswordError as error:
        raise PosError("bad_file", reason="encrypted") from error
    except (CalamineError, ValueError, IndexError) as error:
        raise PosError("bad_file", reason="damaged") from error


def _visible(book: CalamineWorkbook) -> tuple[str, ...]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    shown = [each.name for each in sheets if each.visible == SheetVisibleEnum.Visible]
    if not (shown or sheets):
        raise PosError("bad_file", reason="empty")
    return tuple(shown or [each.name for each in sheets])


def _chosen(names: tuple[str, ...], sheet: str | int) -> str:
    if isinstance(sheet, int) and sheet < len(names):
        return names[sheet]
    if sheet in names:
        return str(sheet)
    raise PosError("bad_file", reason="sheet")


def _rows(sheet: CalamineSheet) -> Iterator[IncomingRow]:
    if sheet.start is None:
        return
    before = [""] * sheet.start[1]
    for number, cells in enumerate(sheet.iter_rows(), 1):
        yield IncomingRow(number, [*before, *map(text_of, cells)][:MOST_COLUMNS])


def text_of(value: Any) -> str:
    """A cell as text: whole numbers without a point, dates as ISO, yes and no as TRUE and FALSE."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "seconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return "" if value is None else str(value)


# --- measuring an XLSX ----------------------------------------------------------------------------------------------


def _check_size(archive: zipfile.ZipFile) -> None:
    if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
        raise PosError("bad_file", reason="too_big", limit=MOST_UNPACKED)


def _measure(archive: zipfile.ZipFile, name: str) -> None:
    """The rectangle around a sheet's cells. PosError bad_file (too_big)."""
    rows, columns, unpacked, rest = _NEAR_ROWS, _NEAR_COLUMNS, 0, b""
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            unpacked += len(chunk)
            for letters, row, letter, far_row in set(_FAR.findall(rest + chunk)):
                rows, columns = max(rows, int(row or far_row)), max(columns, _column(letters or letter))
            if unpacked > MOST_UNPACKED or rows > MOST_ROWS or rows * columns > MOST_CELLS:
                raise PosError("bad_file", reason="too_big", limit=MOST_CELLS)
            rest = chunk[-_TAIL:]


def _column(letters: bytes) -> int:
    found = 0
    for letter in letters.upper():
        found = found * 26 + letter - 64
    return found


def _zero_formats(archive: zipfile.ZipFile) -> dict[int, int]:
    """{cell format: how many digits it shows at least} of the formats that are zeros only."""
    try:
        styles = archive.read("xl/styles.xml")
    except KeyError:
        return {}
    widths = {}
    for tag in _NUMBER_FORMAT.findall(styles):
        match = _ZEROS.fullmatch(_attribute(tag, b"formatCode").decode(errors="replace").replace("&quot;", '"'))
        if match:
            widths[_attribute(tag, b"numFmtId")] = len(match[1])
    block = _CELL_FORMATS.search(styles)
    formats = _FORMAT.findall(block[0]) if block else []
    return {at: widths[number] for at, tag in enumerate(formats) if (number := _attribute(tag, b"numFmtId")) in widths}


def _zeros(archive: zipfile.ZipFile, name: str, formats: dict[int, int]) -> dict[int, int]:
    """{column: width} as the first megabyte of a sheet formats its numbers."""
    if not formats:
        return {}
    with archive.open(name) as part:
        head = part.read(_CHUNK)
    found: dict[int, int] = {}
    for attributes in _CELL.findall(head):
        tag = b" " + attributes
        style = _attribute(tag, b"s")
        if style.isdigit() and int(style) in formats and _attribute(tag, b"t") in _PLAIN_TYPES:
            letters = _attribute(tag, b"r").rstrip(b"0123456789")
            if letters.isalpha():
                found[_column(letters) - 1] = formats[int(style)]
    return found


def _attribute(tag: bytes, name: bytes) -> bytes:
    match = re.search(rb"\s" + name + rb"""\s*=\s*["']([^"']*)["']""", tag)
    return match[1] if match else b""


def _part_of(path: Path, name: str) -> str:
    """The part of the archive that holds a sheet, by its relation in the workbook; "" when that cannot be told."""
    try:
        with zipfile.ZipFile(path) as archive:
            sheets = _SHEET_TAG.findall(archive.read("xl/workbook.xml"))
            relations = _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, zipfile.BadZipFile, zlib.error):
        return ""
    wanted = next((_attribute(tag, rb"\w+:id") for tag in sheets if _words(_attribute(tag, b"name")) == name), b"")
    target = next((_words(_attribute(tag, b"Target")) for tag in relations if _attribute(tag, b"Id") == wanted), "")
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _words(raw: bytes) -> str:
    return html.unescape(raw.decode(errors="replace"))
