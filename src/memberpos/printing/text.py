"""Laid-out lines as plain text, as wide as the paper."""

from __future__ import annotations

from collections.abc import Iterable

from memberpos.printing.layout import pad
from memberpos.printing.lines import PaperLine


def plain_text(lines: Iterable[PaperLine], columns: int) -> str:
    """One line of text for each of the paper; codes stand in brackets, a cut is a row of `=`.

    Enlarged text is of normal width here; drawer and logo leave no trace.
    """
    return "".join(f"{text}\n" for line in lines for text in _texts(line, columns))


def _texts(line: PaperLine, columns: int) -> list[str]:
    if line.drawer or line.logo:
        return []
    if line.feed:
        return [""] * line.feed
    if line.cut:
        return ["=" * columns]
    shown = f"[QR {line.qr}]" if line.qr else line.text
    return [pad(shown, columns, line.align).rstrip(" ")]
