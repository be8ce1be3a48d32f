"""CSV of other systems: UTF-8, GB18030 (GBK), UTF-16 with or without a mark, any usual separator."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from memberpos.domain.errors import PosError
from memberpos.files import os_refusal
from memberpos.reports.incoming_table import CSV, MOST_COLUMNS, IncomingRow, TableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, ""), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_CHUNK = 1 << 20
_SEPARATORS = (",", "\t", ";", "|", "，")
_LONGEST_CELL = 1 << 20
#: How spreadsheets are told to keep leading zeros: ="00123".
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)


@contextmanager
def open_csv(path: Path, _sheet: str | int, encoding: str) -> Iterator[TableFile]:
    """A CSV file; PosError as `incoming.open_table`."""
    try:
        chosen = encoding or detect(path)
        separator = _separator(path, chosen)
    except OSError as error:
        raise os_refusal(error) from error
    yield TableFile(CSV, ("",), "", lambda: _rows(path, chosen, separator), {}, 0, chosen)


def detect(path: Path) -> str:
    """The encoding all of the file can be read in: by its mark, by the zero bytes of UTF-16, UTF-8, else GB18030.

    PosError bad_file (encoding).
    """
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    for mark, name in _MARKS:
        if head.startswith(mark):
            if not name:
                break
            return name
    if found := _by_zeros(head):
        return found
    for name in ("utf-8", "gb18030"):
        if _decodes(path, name):
            return name
    raise PosError("bad_file", reason="encoding")


def _by_zeros(head: bytes) -> str:
    """UTF-16 without a mark: its separators and digits have a zero byte, always on the same side."""
    sample = head[: len(head) // 2 * 2][:65536]
    high, low = sample[0::2].count(0), sample[1::2].count(0)
    if max(high, low) * 20 < len(sample) or min(high, low) * 10 > max(high, low):
        return ""
    return "utf-16-le" if low > high else "utf-16-be"


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                if b"\0" in chunk:
                    return False
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _separator(path: Path, encoding: str) -> str:
    """What stands most often outside quotes in the first lines that have any."""
    with path.open(encoding=encoding, newline="", errors="replace") as file:
        lines = [line for line in (file.readline(_CHUNK) for _ in range(20)) if line.strip()]
    for line in lines:
        bare = re.sub(r'"(?:[^"]|"")*"', "", line)
        counts = {separator: bare.count(separator) for separator in _SEPARATORS}
        best = max(counts, key=lambda one: counts[one])
        if counts[best]:
            return best
    return ","


def _rows(path: Path, encoding: str, separator: str) -> Iterator[IncomingRow]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding=encoding, newline="") as file:
            for number, cells in enumerate(csv.reader(file, delimiter=separator), 1):
                yield IncomingRow(number, [_cell(cell) for cell in cells[:MOST_COLUMNS]])
    except (csv.Error, UnicodeError) as error:
        raise PosError("bad_file", reason="encoding" if isinstance(error, UnicodeError) else "damaged") from error
    except OSError as error:
        raise os_refusal(error) from error


def _cell(text: str) -> str:
    text = text.strip().replace("\0", "")
    if text.startswith('="') and (match := _AS_TEXT.fullmatch(text)):
        return match[1].replace('""', '"')
    return text
