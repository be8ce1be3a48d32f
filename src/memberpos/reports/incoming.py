"""Tables that come from elsewhere (XLSX, XLS, CSV): every cell as text, row by row, whatever wrote them.

Which kind of file it is shows in its first bytes, not in its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from memberpos.domain.errors import PosError
from memberpos.files import os_refusal
from memberpos.reports import incoming_csv, incoming_sheets
from memberpos.reports.incoming_table import TableFile

MOST_BYTES = 1 << 30
_HEAD = 4096


@contextmanager
def open_table(path: Path, sheet: str | int = 0, encoding: str = "") -> Iterator[TableFile]:
    """The table in a file; `rows()` may be called again. `encoding` "" = found out.

    PosError not_found, read_only …; bad_file (reason): empty, html, encrypted, sheet (no such one), damaged, kind,
    encoding, too_big.
    """
    with _refused(), path.open("rb") as file:
        head = file.read(_HEAD)
        if path.stat().st_size > MOST_BYTES:
            raise PosError("bad_file", reason="too_big", limit=MOST_BYTES)
    with _opener(head)(path, sheet, encoding) as found:
        yield found


def _opener(head: bytes) -> Callable[[Path, str | int, str], AbstractContextManager[TableFile]]:
    if not head.strip():
        raise PosError("bad_file", reason="empty")
    if head.startswith(b"PK\x03\x04"):
        return incoming_sheets.open_xlsx
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return incoming_sheets.open_xls
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        raise PosError("bad_file", reason="html")
    return incoming_csv.open_csv


@contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise os_refusal(error) from error
