"""What an ESC/POS stream says, as frozen values: text with its style, and each command that does something."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Style:
    """State of the printer at a text run. `kanji`: FS & is on; `align`: left | center | right; underline in dots."""

    width: int = 1
    height: int = 1
    bold: bool = False
    underline: int = 0
    align: str = "left"
    kanji: bool = True


@dataclass(frozen=True)
class Text:
    """A run in one style; `encoding`: GB18030 in kanji mode, else the code page. U+FFFD where no character stands."""

    text: str
    style: Style
    encoding: str


@dataclass(frozen=True)
class Feed:
    """LF or ESC d n (`lines`), ESC J n (`dots`); prints what is in the line."""

    lines: int = 1
    dots: int = 0


@dataclass(frozen=True)
class Init:
    """ESC @."""


@dataclass(frozen=True)
class Cut:
    """`feed`: GS V A or B, feeds to the cutter and `n` dots more before it cuts."""

    full: bool
    feed: bool
    n: int = 0


@dataclass(frozen=True)
class Pulse:
    """Drawer kick: connector pin 2 or 5, times in ms as sent; `m` is the byte that chose the pin."""

    pin: int
    on_ms: int
    off_ms: int
    m: int


@dataclass(frozen=True)
class QrCode:
    """A printed QR code, assembled from its five commands; `ec`: L M Q H."""

    data: str
    model: int
    size: int
    ec: str


@dataclass(frozen=True)
class Barcode:
    """`function`: A (NUL at the end) or B (with a length)."""

    kind: str
    data: str
    function: str
    height: int = 162
    width: int = 3
    hri: int = 0


@dataclass(frozen=True)
class Raster:
    """GS v 0: one bit a dot, highest bit left, 1 = black."""

    width_bytes: int
    height: int
    data: bytes
    mode: int = 0


@dataclass(frozen=True)
class Query:
    """A command that wants an answer: `kind` dle_eot | gs_r | gs_i, or gs_a (automatic status, `n` = mask)."""

    kind: str
    n: int


@dataclass(frozen=True)
class Other:
    """Any other command by its first bytes in hex ("1b74"), with its arguments; styles among them are in Style too."""

    code: str
    data: bytes = b""


Token = Text | Feed | Init | Cut | Pulse | QrCode | Barcode | Raster | Query | Other
