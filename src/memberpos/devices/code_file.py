"""Files of codes as handheld collectors save them: `code[,quantity[,time]]` a line, on a USB disk or by mail."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from memberpos.devices.text import decode_text
from memberpos.domain.text import half_width

MAX_BYTES = 16 * 1024 * 1024
MAX_QTY = 1_000_000
_SEPARATOR = re.compile(r"[,;\t|]")
_CODE = re.compile(r"[!-~]{1,64}")
_QTY = re.compile(r"\d{1,7}")


@dataclass(frozen=True)
class CodeLine:
    """One line: `qty` 1 where the file has none; `at`: its time as written, "" if none."""

    code: str
    qty: int = 1
    at: str = ""


@dataclass(frozen=True)
class CodeFile:
    """What a file holds, and the numbers (from 1) of lines that are none of its kind."""

    lines: tuple[CodeLine, ...]
    bad: tuple[int, ...] = ()

    def counted(self) -> tuple[tuple[str, int], ...]:
        """Each code with its whole quantity, in the order of its first line."""
        return counted((line.code, line.qty) for line in self.lines)


def counted(codes: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """The same codes, each once with its whole quantity."""
    sums: dict[str, int] = {}
    for code, qty in codes:
        sums[code] = sums.get(code, 0) + qty
    return tuple(sums.items())


def parse(data: bytes) -> CodeFile:
    """UTF-8 or GBK, any line end, separated by comma, semicolon, tab or bar; a heading may come first."""
    lines: list[CodeLine] = []
    bad: list[int] = []
    for number, text in enumerate(decode_text(data.removeprefix(b"\xef\xbb\xbf")).splitlines(), 1):
        if not text.strip():
            continue
        line = _line(text)
        if line is not None:
            lines.append(line)
        elif number > 1:  # the first one may be a heading
            bad.append(number)
    return CodeFile(tuple(lines), tuple(bad))


def _line(text: str) -> CodeLine | None:
    code, *rest = (half_width(field).strip().strip('"') for field in _SEPARATOR.split(text, maxsplit=2))
    qty = rest[0] if rest and rest[0] else "1"
    if not _CODE.fullmatch(code) or not _QTY.fullmatch(qty) or int(qty) > MAX_QTY:
        return None
    return CodeLine(code, int(qty), rest[1] if len(rest) > 1 else "")
