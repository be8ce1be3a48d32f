"""QR codes as rows of modules (error correction M)."""

from __future__ import annotations

from memberpos.printing.lines import COLUMN_DOTS


def qr_rows(text: str) -> list[list[int]]:
    """1 = dark; without the quiet zone."""
    import segno  # late: the till starts sooner, and most papers have no code

    return [list(row) for row in segno.make(text, error="m", micro=False, boost_error=False).matrix]


def qr_module_dots(text: str, columns: int) -> int:
    """Dots of a module so that the code takes at most half the paper, 3 to 6."""
    return max(3, min(6, columns * COLUMN_DOTS // 2 // len(qr_rows(text))))
