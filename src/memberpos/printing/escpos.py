"""Laid-out lines → the bytes of a receipt printer with Chinese.

Only what changed is sent: Chinese mode (`FS &`) once before the first Chinese text, bold, size and alignment when they
differ. A line with a character the printer lacks goes out as a picture, or with 〓 in its place, as the profile says.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from memberpos.devices import escpos
from memberpos.domain.errors import PosError
from memberpos.printing.codes import qr_module_dots
from memberpos.printing.layout import char_width, clusters
from memberpos.printing.lines import Bits, PaperLine

if TYPE_CHECKING:
    from memberpos.printing.raster import Pen

_ALL_STATUS = 0x0F
ENCODINGS = ("gb18030-2byte", "gbk", "utf-8", "raster")


@dataclass(frozen=True)
class Profile:
    """A printer model's ways.

    `encoding`: `gb18030-2byte` switches Chinese mode on and sends two bytes a character, `gbk` is for firmware without
    that switch, `utf-8` for firmware that reads it, `raster` draws every line. `columns` 32, 42 or 48. `missing`:
    `raster` draws a line with characters the printer lacks, `mark` prints 〓. `cut`: `partial`, `full` or `none`.
    `feed_lines` before tearing when nothing cuts. `drawer_pin` 2 or 5, pulse in ms. `own_qr`: the printer makes QR
    codes, else they are drawn. `auto_status`: ask for status bytes again, which `ESC @` switches off. `language`: whose
    shapes of characters a drawn line has.
    """

    encoding: str = "gb18030-2byte"
    columns: int = 48
    missing: str = "raster"
    cut: str = "partial"
    feed_lines: int = 4
    drawer_pin: int = 2
    drawer_on_ms: int = 50
    drawer_off_ms: int = 500
    own_qr: bool = True
    auto_status: bool = False
    language: str = "zh_CN"

    def __post_init__(self) -> None:
        if self.encoding not in ENCODINGS or self.missing not in {"raster", "mark"}:
            raise PosError("bad_setting", setting="printer", value=self.encoding)
        if self.cut not in {"partial", "full", "none"} or self.drawer_pin not in {2, 5}:
            raise PosError("bad_setting", setting="printer", value=self.cut)


def encode(lines: Iterable[PaperLine], profile: Profile, pen: Pen | None = None, logo: Bits | None = None) -> bytes:
    """The job for one paper, from `ESC @` to the cut. A drawer kick goes out before all text.

    `logo` is put where the paper wants one.
    `pen` draws what the printer cannot print; without one the machine's fonts are opened when needed.
    """
    stream = _Stream(profile, pen, logo)
    stream.send(escpos.init())
    if profile.auto_status:
        stream.send(escpos.auto_status(_ALL_STATUS))
    for line in sorted(lines, key=lambda line: not line.drawer):
        stream.put(line)
    return bytes(stream.out)


def kick(profile: Profile) -> bytes:
    """The drawer pulse alone."""
    return escpos.drawer_kick(profile.drawer_pin, profile.drawer_on_ms, profile.drawer_off_ms)


def printable(ch: str, encoding: str = "gb18030-2byte") -> bool:
    """Whether a printer with this character set prints `ch` in as many columns as the layout gave it."""
    if " " <= ch <= "~":
        return True
    if char_width(ch) != 2 or unicodedata.category(ch) in {"Co", "Cn"}:
        return False
    if encoding == "utf-8":
        return ch <= "\uffff"
    if encoding == "gbk":
        return _in_gbk(ch)
    return escpos.printable(ch)


def _in_gbk(ch: str) -> bool:
    try:
        return len(ch.encode("gbk")) == 2
    except UnicodeEncodeError:
        return False


def marked(text: str, encoding: str = "gb18030-2byte") -> str:
    """`text` with 〓 for what the printer lacks, letters without their accents, "?" for other narrow ones."""
    return "".join(_mark(cluster[0], encoding) for cluster in clusters(text))


def _mark(ch: str, encoding: str) -> str:
    if printable(ch, encoding):
        return ch
    if char_width(ch) == 2:
        return "〓"
    base = unicodedata.normalize("NFKD", ch)[0]
    return base if base.isascii() and char_width(base) == 1 else "?" * char_width(ch)


@dataclass
class _Stream:
    """The bytes so far and the state the printer is in after them (`ESC @` leaves Chinese mode unknown)."""

    profile: Profile
    pen: Pen | None
    logo: Bits | None = None
    out: bytearray = field(default_factory=bytearray)
    chinese: bool = False
    bold: bool = False
    size: tuple[int, int] = (1, 1)
    align: str = "left"

    def send(self, data: bytes) -> None:
        self.out += data

    def put(self, line: PaperLine) -> None:
        if line.drawer:
            self.send(kick(self.profile))
        elif line.feed:
            self.send(escpos.feed(line.feed))
        elif line.cut:
            self._cut()
        elif line.logo:
            self._logo()
        elif line.qr:
            self._code(line.qr)
        else:
            self._text(line)

    def _cut(self) -> None:
        if self.profile.cut == "none":
            self.send(escpos.feed(self.profile.feed_lines))
        else:
            self.send(escpos.cut(partial=self.profile.cut == "partial"))

    def _logo(self) -> None:
        if self.logo is not None:
            self._aligned("center")
            self._picture(self.logo)

    def _code(self, text: str) -> None:
        self._aligned("center")
        if self.profile.own_qr:
            self.send(escpos.qr(text.encode(), qr_module_dots(text, self.profile.columns)))
        else:
            from memberpos.printing import raster

            self._picture(raster.qr_bits(text, self.profile.columns))

    def _text(self, line: PaperLine) -> None:
        """One line as text or, where the profile says so, as a picture."""
        encoding = self.profile.encoding
        bits = None
        if line.text.strip() and self._to_be_drawn(line.text):
            bits = self._drawn(line)
        self._aligned(line.align)
        if bits is not None:
            self._picture(bits)
            return
        self._styled(line)
        self._characters(marked(line.text, encoding))
        self.send(escpos.line_feed())

    def _to_be_drawn(self, text: str) -> bool:
        if self.profile.encoding == "raster":
            return True
        lacking = any(not printable(ch, self.profile.encoding) for ch in text)
        return lacking and self.profile.missing == "raster"

    def _drawn(self, line: PaperLine) -> Bits | None:
        """The line as a picture; None on a machine without a Chinese font, where 〓 has to do."""
        from memberpos.printing import raster

        try:
            self.pen = self.pen or raster.pen_for(self.profile.language)
        except PosError:
            return None
        return raster.line_bits(line, self.profile.columns, self.pen)

    def _picture(self, bits: Bits) -> None:
        self.send(escpos.raster(bits.width_bytes, bits.height, bits.data))

    def _aligned(self, align: str) -> None:
        if align != self.align:
            self.send(escpos.align(align))
            self.align = align

    def _styled(self, line: PaperLine) -> None:
        if line.bold != self.bold:
            self.send(escpos.bold(line.bold))
            self.bold = line.bold
        if (line.wide, line.high) != self.size:
            self.size = (line.wide, line.high)
            self.send(escpos.size(*self.size))

    def _characters(self, text: str) -> None:
        """Text all of whose characters the printer has, switching Chinese mode on where it is needed first."""
        if self.profile.encoding == "utf-8":
            self.send(text.encode())
            return
        if not text.isascii() and not self.chinese and self.profile.encoding != "gbk":
            self.send(escpos.kanji_on())
            self.chinese = True
        self.send(escpos.text(text))
