"""Reports as PDF, A4 upright, with an embedded font of the characters used. Import late."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from memberpos.reports.output import whole_file
from memberpos.reports.pdf_font import Face, small_fonts
from memberpos.reports.sheet import Sheet
from memberpos.reports.table import Cell, Column, Table
from memberpos.reports.words import Words, money

_FAMILY = "Report"
_MARGIN_MM, _WIDTH_MM, _GAP_MM, _ROW_MM = 15.0, 180.0, 6.0, 6.4
_INK, _INK_2, _BRAND, _BAR = (22, 32, 42), (81, 96, 111), (11, 110, 105), (144, 192, 186)
_LINE, _SOFT, _BAD = (226, 231, 236), (243, 246, 247), (179, 38, 30)
_CHART_MM = 42.0
_REGULAR, _BOLD = 400, 700
#: Always in the font, for page numbers.
_DIGITS = "0123456789 /"
Color = tuple[int, int, int]


def write_sheet(path: Path, sheet: Sheet, words: Words, faces: Sequence[Face]) -> None:
    """Writes the report. `faces` are those to take characters from, best first. PosError as `files.os_refusal`."""
    page = _Page(sheet, words)
    with tempfile.TemporaryDirectory() as folder:
        fonts = small_fonts(_characters(sheet, words), faces, (_REGULAR, _BOLD), _FAMILY)
        for style, data in zip(("", "B"), fonts, strict=True):
            file = Path(folder) / f"font{style}.ttf"
            file.write_bytes(data)
            page.add_font(_FAMILY, style, file)
        _fill(page, sheet, words)
        with whole_file(path) as new:
            page.output(str(new))


def _fill(page: _Page, sheet: Sheet, words: Words) -> None:
    page.set_title(f"{sheet.shop} {sheet.title}")
    page.set_creator("memberpos")
    page.set_creation_date(datetime.fromtimestamp(sheet.made_at_ms / 1000, UTC))
    page.set_lang(words.language.replace("_", "-"))
    page.add_page()
    page.top()
    page.glances()
    if sheet.bars:
        page.chart()
    for each in sheet.tables:
        if each.rows and each.key != "hours":
            page.figures(each)


def _characters(sheet: Sheet, words: Words) -> set[str]:
    texts = [sheet.title, sheet.shop, *sheet.lines, *sheet.warnings, sheet.chart, words.word("label", "page"),
             words.word("label", "total"), words.word("label", "none"), _DIGITS, money(-1), "+—…·"]  # fmt: skip
    texts += [text for glance in sheet.glances for text in (glance.label, glance.figure, glance.remark)]
    texts += [label for label, _ in sheet.bars]
    for each in sheet.tables:
        texts += [words.word("table", each.key), *(words.heading(column) for column in each.columns)]
        texts += [words.text(cell, c) for row in each.rows for cell, c in zip(row, each.columns, strict=True)]
    return {ch for text in texts for ch in text if ch.isprintable()}


class _Page(FPDF):
    """The sheet on paper, from top to bottom."""

    def __init__(self, sheet: Sheet, words: Words) -> None:
        super().__init__(format="A4")
        self._sheet, self._words = sheet, words
        self.set_margins(_MARGIN_MM, _MARGIN_MM)
        self.c_margin = 0.0
        self.set_auto_page_break(True, margin=18)
        self.alias_nb_pages("{total}")

    def header(self) -> None:
        """From the second page on: whose report it is."""
        if self.page_no() > 1:
            self._font(8, _INK_2)
            self.cell(_WIDTH_MM, 5, f"{self._sheet.shop}  {self._sheet.title}  {self._sheet.lines[0]}")
            self.ln(9)

    def footer(self) -> None:
        """Page x of y."""
        self.set_y(-13)
        self._font(8, _INK_2)
        text = self._words.word("label", "page").format(page=self.page_no(), pages="{total}")
        self.cell(_WIDTH_MM, 5, text, align="C")

    def top(self) -> None:
        """Shop, title, lines, warnings."""
        self._font(18, _BRAND, "B")
        self.cell(_WIDTH_MM, 10, self._fit(self._sheet.title, _WIDTH_MM), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self._font(12, _INK, "B")
        self.cell(_WIDTH_MM, 7, self._fit(self._sheet.shop, _WIDTH_MM), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self._font(9, _INK_2)
        lines = "   ·   ".join(self._sheet.lines)
        self.multi_cell(_WIDTH_MM, 5, lines, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self._font(9, _BAD, "B")
        for warning in self._sheet.warnings:
            self.multi_cell(_WIDTH_MM, 5, warning, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(4)

    def glances(self) -> None:
        """Large figures side by side on a soft ground."""
        wide, top = (_WIDTH_MM - 4 * (len(self._sheet.glances) - 1)) / max(len(self._sheet.glances), 1), self.get_y()
        for at, glance in enumerate(self._sheet.glances):
            left = _MARGIN_MM + at * (wide + 4)
            self.set_fill_color(*_SOFT)
            self.rect(left, top, wide, 17, style="F", round_corners=True, corner_radius=1.6)
            self._font(8, _INK_2)
            self._at(left + 3, top + 3, wide - 6, 4, self._fit(glance.label, wide - 6), "L")
            self._shrink(glance.figure, 13, wide - 6)
            self._at(left + 3, top + 8, wide - 6, 6.5, glance.figure, "L")
        self.set_y(top + 17 + _GAP_MM)

    def chart(self) -> None:
        """Bars with their labels; the highest is strong and says its value."""
        self._title(self._sheet.chart)
        top, most = self.get_y() + 4, max(value for _, value in self._sheet.bars)
        room = _WIDTH_MM / max(len(self._sheet.bars), 8)
        left = _MARGIN_MM + (_WIDTH_MM - room * len(self._sheet.bars)) / 2
        for at, (label, value) in enumerate(self._sheet.bars):
            self._bar(left + at * room, top, room, label, value, most)
        self.set_draw_color(*_LINE)
        self.line(_MARGIN_MM, top + _CHART_MM, _MARGIN_MM + _WIDTH_MM, top + _CHART_MM)
        self.set_y(top + _CHART_MM + 6 + _GAP_MM)

    def _bar(self, left: float, top: float, room: float, label: str, value: int, most: int) -> None:
        high, wide = (_CHART_MM * value / most if most else 0.0), min(room * 0.6, 9.0)
        self.set_fill_color(*(_BRAND if value == most else _BAR))
        if high > 0:
            self.rect(left + (room - wide) / 2, top + _CHART_MM - high, wide, high, style="F")
        self._font(7, _INK_2)
        self._at(left, top + _CHART_MM + 1, room, 4, label, "C")
        if value == most and value:
            self._at(left - 10, top - 4.5, room + 20, 4, money(value), "C")

    def figures(self, made: Table) -> None:
        """A table: names at the left, figures at the right; its title never stands alone at the end of a page."""
        if self.will_page_break(_ROW_MM * 4 + 8):
            self.add_page()
        self._title(self._words.word("table", made.key))
        wide = self._widths(made)
        self._line([self._words.heading(column) for column in made.columns], made, wide, head=True)
        for row in made.rows:
            self._line(self._texts(row, made.columns), made, wide, cells=row)
        if made.totals is not None:
            texts = [self._words.word("label", "total"), *self._texts(made.totals, made.columns)[1:]]
            self._line(texts, made, wide, cells=made.totals, bold=True)
        self.ln(_GAP_MM)

    def _texts(self, cells: Sequence[Cell], columns: Sequence[Column]) -> list[str]:
        return [self._words.text(cell, column) for cell, column in zip(cells, columns, strict=True)]

    def _widths(self, made: Table) -> list[float]:
        """As wide as the longest text wants; what is left is shared, what is missing is taken from the texts."""
        self._font(9, _INK, "B")
        wanted = []
        for at, column in enumerate(made.columns):
            texts = [self._words.heading(column), *(self._words.text(row[at], column) for row in made.rows)]
            texts += [self._words.text(made.totals[at], column)] if made.totals else []
            wanted.append(max(self.get_string_width(text) for text in texts) + 6)
        spare = _WIDTH_MM - sum(wanted)
        if spare >= 0:
            return [each + spare / len(wanted) for each in wanted]
        room = sum(each for each, column in zip(wanted, made.columns, strict=True) if not column.is_figure)
        shrunk = max((room + spare) / room, 0.1) if room else 1.0
        kept = [e if c.is_figure else e * shrunk for e, c in zip(wanted, made.columns, strict=True)]
        return [each * min(_WIDTH_MM / sum(kept), 1.0) for each in kept]

    def _line(
        self, texts: list[str], made: Table, wide: list[float], *, cells: Sequence[Cell] = (), head: bool = False,
        bold: bool = False,
    ) -> None:  # fmt: skip
        if self.will_page_break(_ROW_MM):
            self.add_page()
            if not head:
                self._line([self._words.heading(column) for column in made.columns], made, wide, head=True)
        left, top = _MARGIN_MM, self.get_y()
        if head:
            self.set_fill_color(*_SOFT)
            self.rect(left, top, _WIDTH_MM, _ROW_MM, style="F")
        for at, (text, column) in enumerate(zip(texts, made.columns, strict=True)):
            bad = column.kind == "difference" and bool(cells) and isinstance(cells[at], int) and cells[at] != 0
            self._font(8 if head else 9, _INK_2 if head else _BAD if bad else _INK, "B" if bold else "")
            align = "R" if column.is_figure else "L"
            self._at(left + 2, top, wide[at] - 4, _ROW_MM, self._fit(text, wide[at] - 4), align)
            left += wide[at]
        self.set_draw_color(*(_INK_2 if bold else _LINE))
        line = top if bold else top + _ROW_MM
        self.line(_MARGIN_MM, line, _MARGIN_MM + _WIDTH_MM, line)
        self.set_xy(_MARGIN_MM, top + _ROW_MM)

    def _title(self, text: str) -> None:
        self._font(11, _INK, "B")
        self.cell(_WIDTH_MM, 8, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _at(self, left: float, top: float, wide: float, high: float, text: str, align: str) -> None:
        self.set_xy(left, top)
        self.cell(wide, high, text, align=align)

    def _font(self, size_pt: float, color: Color, style: str = "") -> None:
        self.set_font(_FAMILY, style, size_pt)
        self.set_text_color(*color)

    def _fit(self, text: str, wide: float) -> str:
        """The text, shortened with … when it has no room."""
        text = "".join(ch for ch in text if ch.isprintable())
        if self.get_string_width(text) <= wide:
            return text
        while text and self.get_string_width(text + "…") > wide:
            text = text[:-1]
        return text + "…"

    def _shrink(self, text: str, size_pt: float, wide: float) -> None:
        """The largest size at which the text has room."""
        self._font(size_pt, _INK, "B")
        width: Any = self.get_string_width(text)
        if width > wide:
            self._font(size_pt * wide / width, _INK, "B")
