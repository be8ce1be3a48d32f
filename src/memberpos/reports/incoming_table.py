"""What a table from elsewhere is, whatever kind of file it came in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

XLSX, XLS, CSV = "xlsx", "xls", "csv"
MOST_ROWS, MOST_COLUMNS = 1_048_576, 512


@dataclass(frozen=True)
class IncomingRow:
    """One row: its number as a spreadsheet shows it (from 1), and its cells."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True)
class TableFile:
    """An opened file. `zeros` {column: width} are columns a spreadsheet shows with leading zeros; `total` how many rows
    there are (0 = not known), `encoding` of a CSV.
    """

    kind: str
    sheets: tuple[str, ...]
    sheet: str
    rows: Callable[[], Iterator[IncomingRow]]
    zeros: dict[int, int]
    total: int = 0
    encoding: str = ""
