"""Text on a receipt's grid of columns: a Chinese character takes two, a Latin letter one, a combining mark none.

32 columns on 58 mm paper, 42 or 48 on 80 mm. A printer gives two columns to every character of its two-byte set, also
to those that Unicode calls ambiguous (`·`, `—`, `×`, `①`), so they count two here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

#: The yen sign of Latin-1 has no two-byte code: on paper it is the full-width one.
_REPLACED = {0xA5: "￥", 0xA0: " ", 0xAD: "", 0x200B: "", 0xFEFF: "", 0xFFFC: "〓", 0xFFFD: "〓"}
_CLOSING = "，。、；：？！）】》」』’”…%％"
_BLANK = frozenset({"Cc", "Zl", "Zp"})
_JOINER = "\u200d"
_ALIGNS = ("left", "right", "center")


@dataclass(frozen=True)
class Cell:
    """One column of a table, `align` left | right | center. Left cells wrap, the others stay in one piece."""

    text: str
    align: str = "left"


def clean(text: str) -> str:
    """`text` as it may stand on paper: composed (NFC), ¥ as ￥, one line, no control or invisible characters."""
    composed = unicodedata.normalize("NFC", text).translate(_REPLACED)
    return "".join(" " if unicodedata.category(ch) in _BLANK else ch for ch in composed if not _unprintable(ch))


def _unprintable(ch: str) -> bool:
    """Marks of reading direction and their like, and lone surrogates; the joiner of emoji stays."""
    return ch != _JOINER and unicodedata.category(ch) in {"Cf", "Cs"}


def char_width(ch: str) -> int:
    """Columns of one character: 0, 1 or 2."""
    if " " <= ch <= "~":
        return 1
    if unicodedata.category(ch) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    if unicodedata.category(ch)[0] == "L" and unicodedata.name(ch, "").startswith("LATIN"):
        return 1  # drawn as a picture: the printer's own é is a two-column pinyin letter
    return 2 if unicodedata.east_asian_width(ch) in "WFA" else 1


def width(text: str) -> int:
    """Columns `text` takes at normal size."""
    return sum(map(char_width, text))


def clusters(text: str) -> list[str]:
    """Pieces that are never split: a character with its combining marks, an emoji with what is joined to it."""
    pieces: list[str] = []
    for ch in text:
        if pieces and (char_width(ch) == 0 or pieces[-1].endswith(_JOINER)):
            pieces[-1] += ch
        else:
            pieces.append(ch)
    return pieces


def _units(text: str) -> list[str]:
    """Clusters, with Latin words and numbers kept whole and closing punctuation kept with what it closes."""
    units: list[str] = []
    word = False
    for cluster in clusters(text):
        in_word = cluster != " " and width(cluster) < 2
        follows = units and units[-1] != " " and ((word and in_word) or cluster in _CLOSING)
        if follows:
            units[-1] += cluster
        else:
            units.append(cluster)
        word = in_word
    return units


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most `columns` columns with the characters of `text` in order; spaces at a break go.

    Never splits a character, splits a word only when it alone is wider than a line. At least one line. `columns` ≥ 2.
    """
    if columns < 2:
        raise ValueError("a Chinese character needs two columns")
    lines, line = [], ""
    for unit in _units(text):
        for piece in [unit] if width(unit) <= columns else clusters(unit):
            if width(line) + width(piece) > columns:
                lines.append(line.rstrip(" "))
                line = ""
            if line or piece != " " or not lines:
                line += piece
    return [*lines, line.rstrip(" ")]


def shorten(text: str, columns: int) -> str:
    """`text` if it fits, else its beginning with "…" (two columns)."""
    if width(text) <= columns:
        return text
    kept = ""
    for cluster in clusters(text):
        if width(kept) + width(cluster) > columns - 2:
            break
        kept += cluster
    return kept + "…" if columns >= 2 else ""


def pad(text: str, columns: int, align: str = "left") -> str:
    """`text` with spaces to `columns`; unchanged if it is wider."""
    if align not in _ALIGNS:
        raise ValueError(f"unknown alignment {align!r}")
    room = max(0, columns - width(text))
    left = {"left": 0, "right": room, "center": room // 2}[align]
    return " " * left + text + " " * (room - left)


def pair(left: str, right: str, columns: int) -> list[str]:
    """`left` and `right` at the two edges; if both do not fit, `left` wraps and `right` ends its last line."""
    if not right:
        return wrap(left, columns)
    if width(right) + 3 > columns:
        return [*(wrap(left, columns) if left else []), *(pad(line, columns, "right") for line in wrap(right, columns))]
    lines = wrap(left, columns)
    if width(lines[-1]) + 1 + width(right) > columns:
        lines.append("")
    lines[-1] += pad(right, columns - width(lines[-1]), "right")
    return lines


def table(rows: Sequence[Sequence[Cell]], columns: int, head: Sequence[str] = ()) -> list[list[str]]:
    """Each row as one or more lines, `head` before them; all rows have the same number of cells.

    Figures (cells that are not left-aligned) get a column as wide as their widest text, two or else one column apart;
    the first left cell has the rest and wraps. When that leaves it less than eight columns, every row is set as a name
    with its figures below, each beside its word of `head`.
    """
    if not rows:
        return []
    named = [[Cell(text, cell.align) for text, cell in zip(head, rows[0], strict=True)]] if head else []
    shown = [*named, *rows]
    for gap in (2, 1):
        if widths := _column_widths(shown, columns, gap):
            return [_row(row, widths, gap) for row in shown]
    return [_stacked(row, columns, head) for row in rows]


def _column_widths(rows: Sequence[Sequence[Cell]], columns: int, gap: int) -> list[int]:
    """Widths of the columns; none when the names would be left with less than eight columns and than they need."""
    widths = [max(width(cell.text) for cell in column) for column in zip(*rows, strict=True)]
    name = next((i for i, cell in enumerate(rows[0]) if cell.align == "left"), 0)
    needed, widths[name] = widths[name], 0
    widths[name] = columns - sum(widths) - gap * (len(widths) - 1)
    return widths if widths[name] >= max(2, min(8, needed)) else []


def _row(row: Sequence[Cell], widths: Sequence[int], gap: int) -> list[str]:
    """Cells side by side; the figures stand on the first line, a long name goes on below."""
    columns = list(zip(row, widths, strict=True))
    wrapped = [wrap(cell.text, max(2, w)) if cell.align == "left" else [cell.text] for cell, w in columns]
    lines = []
    for texts in zip_longest(*wrapped, fillvalue=""):
        parts = (pad(text, w, cell.align) for text, (cell, w) in zip(texts, columns, strict=True))
        lines.append((" " * gap).join(parts).rstrip(" "))
    return lines


def _stacked(row: Sequence[Cell], columns: int, head: Sequence[str]) -> list[str]:
    lines: list[str] = []
    for cell, word in zip(row, head or [""] * len(row), strict=True):
        if cell.text:
            lines += wrap(cell.text, columns) if cell.align == "left" else pair(f"  {word}", cell.text, columns)
    return lines


def rule(columns: int, mark: str = "-") -> str:
    """A line across the paper made of `mark`."""
    return mark * (columns // max(1, width(mark)))


def fits(lines: Iterable[str], columns: int) -> bool:
    """Whether every line stands inside the paper."""
    return all(width(line) <= columns for line in lines)
