"""What a Chinese receipt printer did with a stream of bytes: frozen facts, in the order they happened."""

from __future__ import annotations

from dataclasses import dataclass

#: Dots a column of font A, and a Chinese character's: the unit of all positions here.
DOTS_A_COLUMN = 12


@dataclass(frozen=True)
class Model:
    """A printer: is Chinese mode on after power-up and `ESC @`, how many columns, which characters ("gbk" | "utf-8").

    `esc_bang_scales_chinese`: on many units `ESC !` enlarges ASCII only and leaves Chinese characters at 1×.
    """

    chinese_at_start: bool = True
    columns: int = 48
    charset: str = "gbk"
    esc_bang_scales_chinese: bool = False


@dataclass(frozen=True)
class Glyph:
    """One printed character: `x` and `width` in dots, `size` = (times wide, times high)."""

    text: str
    x: int
    width: int
    size: tuple[int, int]
    bold: bool = False
    underline: bool = False
    chinese: bool = False


@dataclass(frozen=True)
class Line:
    """A line of text as it stands on the paper; `wrapped` when the printer broke it because the paper is too narrow."""

    glyphs: tuple[Glyph, ...]
    align: str
    wrapped: bool = False

    @property
    def text(self) -> str:
        """The characters with gaps of positioned text filled by blanks of one column."""
        out, at = "", 0
        for glyph in sorted(self.glyphs, key=lambda g: g.x):
            gap = max(0, glyph.x - at) // (DOTS_A_COLUMN * glyph.size[0])
            out += " " * gap + glyph.text
            at = glyph.x + glyph.width
        return out

    @property
    def columns(self) -> int:
        """Columns of normal width up to the right edge of the last character."""
        return max((glyph.x + glyph.width for glyph in self.glyphs), default=0) // DOTS_A_COLUMN

    @property
    def size(self) -> tuple[int, int]:
        """The largest magnification on the line (wide, high)."""
        sizes = [glyph.size for glyph in self.glyphs] or [(1, 1)]
        return max(w for w, _ in sizes), max(h for _, h in sizes)

    @property
    def sizes(self) -> frozenset[tuple[int, int]]:
        return frozenset(glyph.size for glyph in self.glyphs)

    @property
    def bold(self) -> bool:
        """All visible characters are bold."""
        seen = [glyph.bold for glyph in self.glyphs if glyph.text.strip()]
        return bool(seen) and all(seen)


@dataclass(frozen=True)
class Feed:
    lines: int


@dataclass(frozen=True)
class Cut:
    partial: bool
    feed: int


@dataclass(frozen=True)
class Kick:
    """A drawer pulse: the connector's pin (2 | 5), times in ms."""

    pin: int
    on_ms: int
    off_ms: int


@dataclass(frozen=True)
class Qr:
    data: bytes
    model: int
    size: int
    level: str
    align: str


@dataclass(frozen=True)
class Raster:
    """A printed picture: dots wide and high before `scale`, rows of packed bits, most significant first, 1 = black."""

    width: int
    height: int
    rows: tuple[bytes, ...]
    scale: tuple[int, int]
    align: str

    @property
    def black(self) -> int:
        return sum(byte.bit_count() for row in self.rows for byte in row)


@dataclass(frozen=True)
class Barcode:
    system: int
    data: bytes


@dataclass(frozen=True)
class Buzz:
    times: int
    length: int


@dataclass(frozen=True)
class Ask:
    """A status request; the printer would answer."""

    command: str
    n: int


Event = Line | Feed | Cut | Kick | Qr | Raster | Barcode | Buzz | Ask


@dataclass(frozen=True)
class Fault:
    """Something a careful host never sends: at byte `offset`, in words."""

    offset: int
    what: str


@dataclass(frozen=True)
class Paper:
    events: tuple[Event, ...]
    faults: tuple[Fault, ...]

    @property
    def lines(self) -> list[Line]:
        return [event for event in self.events if isinstance(event, Line)]

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]

    @property
    def rasters(self) -> list[Raster]:
        return [event for event in self.events if isinstance(event, Raster)]

    @property
    def qr_codes(self) -> list[Qr]:
        return [event for event in self.events if isinstance(event, Qr)]

    @property
    def cuts(self) -> list[Cut]:
        return [event for event in self.events if isinstance(event, Cut)]

    @property
    def kicks(self) -> list[Kick]:
        return [event for event in self.events if isinstance(event, Kick)]
