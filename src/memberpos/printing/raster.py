"""Lines drawn with a font: for characters a printer lacks, and pictures of whole papers for the screen and the demo.

Everything stands on the printer's grid: a column is 12 dots wide, a line 30 high, so a drawn line is aligned like the
printed ones around it. Import this module late: Pillow and the font take a moment.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PIL import Image, ImageDraw, ImageFont, ImageOps

from memberpos.printing.codes import qr_module_dots, qr_rows
from memberpos.printing.fonts import Face, faces
from memberpos.printing.layout import char_width, clusters, width
from memberpos.printing.lines import COLUMN_DOTS, Bits, PaperLine

EM_DOTS = 24
LINE_DOTS = 30
_BASELINE_DOTS = 23
#: Letters of this part of the em are as wide as a column, digits above all.
_LATIN_EM = 0.9
_MISSING = "〓"
_NO_CHARACTER = "\U000ffffe"
_INK, _PAPER, _DESK = (28, 28, 32), (253, 252, 248), (222, 224, 228)
_MARGIN_DOTS = 24
#: From this grey a dot is burnt: thin strokes stay whole.
_INK_LEVEL = 110


@dataclass
class Pen:
    """Draws with the first of its faces that has a character. Fonts are opened once per size."""

    faces: Sequence[Face]
    _fonts: dict[tuple[Face, int], ImageFont.FreeTypeFont] = field(default_factory=dict)
    _chosen: dict[str, Face | None] = field(default_factory=dict)

    def font(self, face: Face, size: int) -> ImageFont.FreeTypeFont:
        if (face, size) not in self._fonts:
            font = ImageFont.truetype(str(face.path), size, index=face.index, layout_engine=ImageFont.Layout.BASIC)
            if face.weight is not None:
                font.set_variation_by_axes([face.weight])
            self._fonts[face, size] = font
        return self._fonts[face, size]

    def face_of(self, ch: str) -> Face | None:
        """The first face that has `ch`; None if none has."""
        if ch not in self._chosen:
            self._chosen[ch] = next((face for face in self.faces if self._has(face, ch)), None)
        return self._chosen[ch]

    def _has(self, face: Face, ch: str) -> bool:
        font = self.font(face, EM_DOTS)
        shape, empty = font.getmask(ch), font.getmask(_NO_CHARACTER)
        return (shape.size, bytes(shape)) != (empty.size, bytes(empty))


def pen_for(language: str = "zh_CN") -> Pen:
    """A pen with the best fonts of this machine; PosError not_found when none has Chinese."""
    return Pen(faces(language))


def line_bits(line: PaperLine, columns: int, pen: Pen) -> Bits:
    """One line of text for the printer, as wide as its text when centred or at the right, else as the paper."""
    room = columns if line.align == "left" else width(line.text) * line.wide
    return _bits(draw_line(line, max(1, min(room, columns)), pen))


def qr_bits(text: str, columns: int) -> Bits:
    """A QR code of `text` (level M) for paper of `columns`."""
    return _bits(qr_image(text, qr_module_dots(text, columns)))


def _bits(image: Image.Image) -> Bits:
    padded = Image.new("L", ((image.width + 7) // 8 * 8, image.height), 0)
    padded.paste(image, (0, 0))
    black = padded.point([255 if level >= _INK_LEVEL else 0 for level in range(256)]).convert("1")
    return Bits(padded.width // 8, padded.height, black.tobytes())


def qr_image(text: str, module_dots: int) -> Image.Image:
    """White ink on black ground, like every picture of this module before it is put on paper."""
    matrix = qr_rows(text)
    small = Image.new("L", (len(matrix), len(matrix)), 0)
    small.putdata([255 if bit else 0 for row in matrix for bit in row])
    return small.resize((small.width * module_dots, small.height * module_dots), Image.Resampling.NEAREST)


def draw_line(line: PaperLine, columns: int, pen: Pen) -> Image.Image:
    """The text of `line` from the left edge, `columns` × 12 dots wide, 30 × `high` dots high; ink is 255."""
    zoom = max(line.wide, line.high)
    natural = Image.new("L", (columns * COLUMN_DOTS * zoom // line.wide, LINE_DOTS * zoom), 0)
    at = 0
    for ch in _glyphs(line.text):
        cells = sum(char_width(part) for part in ch)
        _draw_glyph(natural, ch, (at * COLUMN_DOTS * zoom, cells * COLUMN_DOTS * zoom), zoom, pen, bold=line.bold)
        at += cells
    size = (columns * COLUMN_DOTS, LINE_DOTS * line.high)
    return natural if natural.size == size else natural.resize(size, Image.Resampling.LANCZOS)


def _glyphs(text: str) -> list[str]:
    """Base characters with their combining marks; joiners and variation selectors draw nothing."""
    glyphs: list[str] = []
    for ch in "".join(clusters(text)):
        if char_width(ch):
            glyphs.append(ch)
        elif glyphs and unicodedata.combining(ch):
            glyphs[-1] += ch
    return glyphs


def _draw_glyph(target: Image.Image, ch: str, place: tuple[int, int], zoom: int, pen: Pen, *, bold: bool) -> None:
    """Draws into the cell `place` = (left, width), squeezed when the letter is wider than the cell."""
    left, room = place
    if ch == " ":
        return
    face = pen.face_of(ch[0])
    text, face = (ch, face) if face else (_MISSING, pen.faces[0])
    narrow = room == COLUMN_DOTS * zoom
    font = pen.font(face, round(EM_DOTS * zoom * (_LATIN_EM if narrow else 1)))
    advance = round(font.getlength(text))
    glyph = Image.new("L", (max(advance, room), target.height), 0)
    draw = ImageDraw.Draw(glyph)
    x = (glyph.width - advance) / 2
    for shift in (0, zoom) if bold else (0,):
        draw.text((x + shift, _BASELINE_DOTS * zoom), text, fill=255, font=font, anchor="ls")
    if glyph.width > room:
        glyph = glyph.resize((room, glyph.height), Image.Resampling.LANCZOS)
    target.paste(255, (left, 0), glyph)


def paper_png(
    lines: Iterable[PaperLine], columns: int, pen: Pen | None = None, logo: Image.Image | None = None
) -> Image.Image:
    """A picture of the printed paper (RGB) of `columns` columns: laid-out lines on white with a torn lower edge; `logo`
    in ink (`printing.logo.picture`).
    """
    pen = pen or pen_for()
    blocks = [block for line in lines for block in _blocks(line, columns, pen, logo)]
    height = sum(block.height for block in blocks)
    sheet = Image.new("L", (columns * COLUMN_DOTS + 2 * _MARGIN_DOTS, height + 2 * _MARGIN_DOTS), 0)
    y = _MARGIN_DOTS
    for block, align in ((block, block.info["align"]) for block in blocks):
        sheet.paste(block, (_MARGIN_DOTS + _offset(block.width, columns * COLUMN_DOTS, align), y))
        y += block.height
    return _on_desk(ImageOps.colorize(sheet, _PAPER, _INK))


def _offset(size: int, room: int, align: str) -> int:
    return {"left": 0, "center": (room - size) // 2, "right": room - size}[align]


def _blocks(line: PaperLine, columns: int, pen: Pen, logo: Image.Image | None) -> list[Image.Image]:
    """The picture of a line, empty for a drawer kick, for the cut at the end and for a logo there is not."""
    if line.drawer or line.cut or (line.logo and logo is None):
        return []
    if line.feed:
        image = Image.new("L", (COLUMN_DOTS, LINE_DOTS * line.feed), 0)
    elif line.logo and logo is not None:
        image = ImageOps.expand(logo.convert("L"), border=(0, 0, 0, LINE_DOTS // 3), fill=0)
    elif line.qr:
        code = qr_image(line.qr, qr_module_dots(line.qr, columns))
        image = ImageOps.expand(code, border=LINE_DOTS // 2, fill=0)
    else:
        room = columns if line.align == "left" else max(1, width(line.text) * line.wide)
        image = draw_line(line, room, pen)
    image.info["align"] = line.align
    return [image]


def _on_desk(paper: Image.Image) -> Image.Image:
    """The paper on a grey ground, its lower edge cut in small teeth."""
    border, tooth = 16, 8
    desk = Image.new("RGB", (paper.width + 2 * border, paper.height + 2 * border), _DESK)
    desk.paste(paper, (border, border))
    edge = border + paper.height
    draw = ImageDraw.Draw(desk)
    for x in range(border, border + paper.width, tooth):
        draw.polygon([(x, edge), (x + tooth // 2, edge - tooth // 2), (x + tooth, edge)], fill=_DESK)
    return desk
