"""One line of a paper, laid out: what the byte encoder, the text writer and the picture all start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

#: Dots of a column at normal size, on every paper.
COLUMN_DOTS = 12
#: Columns of the two widths of paper, in mm.
COLUMNS: Mapping[int, int] = MappingProxyType({58: 32, 80: 48})
#: The shop's picture for its papers, in the folder of its templates.
LOGO_FILE = "logo.png"


@dataclass(frozen=True)
class PaperLine:
    """`text` is at most columns ÷ `wide` columns, padded inside, not at its right end.

    `wide`, `high`: magnification 1 or 2. `qr`: a code of this content instead of text. `feed`: blank lines instead.
    `logo`: the shop's picture. `cut`, `drawer`: cut the paper, kick the drawer, at this place.
    """

    text: str = ""
    bold: bool = False
    wide: int = 1
    high: int = 1
    align: str = "left"
    qr: str = ""
    logo: bool = False
    feed: int = 0
    cut: bool = False
    drawer: bool = False

    @property
    def printed(self) -> bool:
        """It is a line of text (perhaps an empty one)."""
        return not (self.qr or self.logo or self.feed or self.cut or self.drawer)


@dataclass(frozen=True)
class Bits:
    """A picture of `width_bytes` × 8 by `height` dots, rows from the top, highest bit left, 1 = black."""

    width_bytes: int
    height: int
    data: bytes
