"""The state of a running printer and how it sets characters into lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.escpos_interpreter.paper import DOTS_A_COLUMN, Event, Fault, Glyph, Line, Model, Qr, Raster


class EndOfDataError(Exception):
    """The stream ended inside a command."""


def fresh_qr() -> Qr:
    return Qr(b"", 2, 3, "L", "left")


@dataclass
class Style:
    """What the next character looks like."""

    size: tuple[int, int] = (1, 1)
    ascii_size: tuple[int, int] = (1, 1)
    chinese_size: tuple[int, int] = (1, 1)
    bold: bool = False
    bang_bold: bool = False
    underline: bool = False
    chinese_spacing: int = 0
    code_page: int = 0
    chinese: bool = True


@dataclass
class Machine:
    """A running printer: `data` from `at`, its style, the line being set and what has come out."""

    data: bytes
    model: Model
    at: int = 0
    style: Style = field(default_factory=Style)
    glyphs: list[Glyph] = field(default_factory=list)
    x: int = 0
    align: str = "left"
    left: int = 0
    area: int = 0
    qr: Qr = field(default_factory=fresh_qr)
    stored_picture: Raster | None = None
    events: list[Event] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def reset(self) -> None:
        self.style = Style(chinese=self.model.chinese_at_start)
        self.glyphs, self.x, self.align = [], 0, "left"
        self.left, self.area = 0, self.model.columns * DOTS_A_COLUMN
        self.qr = fresh_qr()

    def take(self, count: int) -> bytes:
        if self.at + count > len(self.data):
            raise EndOfDataError
        piece = self.data[self.at : self.at + count]
        self.at += count
        return piece

    def byte(self) -> int:
        return self.take(1)[0]

    def word(self) -> int:
        return int.from_bytes(self.take(2), "little")

    def fault(self, what: str) -> None:
        self.faults.append(Fault(self.at, what))

    def line_start_only(self, what: str) -> None:
        if self.glyphs:
            self.fault(f"{what} inside a line")

    def put(self, text: str, columns: int, *, chinese: bool = False) -> None:
        """Sets one character, breaking the line first when it does not fit."""
        style = self.style
        size = self._size(chinese)
        width = columns * DOTS_A_COLUMN * size[0]
        if self.x + width > self.area and self.glyphs:
            self.end_line(wrapped=True)
        bold = style.bold or (style.bang_bold and not chinese)
        self.glyphs.append(Glyph(text, self.left + self.x, width, size, bold, style.underline, chinese))
        self.x += width + (style.chinese_spacing if chinese else 0)

    def _size(self, chinese: bool) -> tuple[int, int]:
        style = self.style
        own = style.chinese_size if chinese and not self.model.esc_bang_scales_chinese else style.ascii_size
        return style.size[0] * own[0], style.size[1] * own[1]

    def end_line(self, *, wrapped: bool = False) -> None:
        self.events.append(Line(tuple(self.glyphs), self.align, wrapped))
        self.glyphs, self.x = [], 0

    def flush_before(self, what: str) -> None:
        """A picture, code or cut with text still waiting: the text comes out, and the host was careless."""
        if self.glyphs:
            self.fault(f"{what} inside a line")
            self.end_line()
