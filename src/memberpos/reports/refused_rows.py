"""The rows an import refused, as a sheet to correct and import again: its columns, and one that says what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from memberpos.reports import text_files
from memberpos.reports.table import TEXT, Column
from memberpos.reports.words import Words

#: (cells, codes of what is wrong with them).
Refused = tuple[Sequence[str], Sequence[str]]


def write(path: Path, headings: Sequence[str], rows: Iterable[Refused], words: Words, made_at_ms: int) -> int:
    """Writes the rows to an XLSX or CSV; every cell is text, so that leading zeros stay. Gives their number."""
    problem = Column(words.heading(Column("problem")), TEXT)
    columns = (*(Column(heading, TEXT) for heading in headings), problem)
    lines = (
        (*_fitted(cells, len(headings)), "; ".join(words.word("verdict", code) for code in dict.fromkeys(codes)))
        for cells, codes in rows
    )
    as_they_stand = Words(words.language, {}, words.zone)  # a heading "name" of the file is not ours to translate
    if path.suffix.lower() == ".csv":
        return text_files.write_csv(path, columns, lines, as_they_stand)
    from memberpos.reports import xlsx

    title = words.word("report", "refused_rows")
    return xlsx.write_rows(path, title, columns, lines, as_they_stand, made_at_ms)


def _fitted(cells: Sequence[str], width: int) -> tuple[str | None, ...]:
    return (*(cell or None for cell in cells), *(None,) * (width - len(cells)))[:width]
