"""What the interpreter read, as a picture: dots where a printer would burn them. For people who look at a failure, and
for tests that text and pictures stand where they should. Letters come from any font with Chinese; the grid is 12 × 24.
"""

from __future__ import annotations

from functools import cache

import segno
from PIL import Image, ImageDraw, ImageFont

from memberpos.printing.raster import Pen, pen_for
from tests.escpos_interpreter.paper import Feed, Line, Paper, Qr, Raster

COLUMN_DOTS, LINE_DOTS, EM_DOTS, GAP_DOTS = 12, 30, 24, 6


def picture(paper: Paper, columns: int = 48) -> Image.Image:
    """The paper in black on white ("1"), as long as what is on it."""
    blocks = [block for event in paper.events if (block := _block(event, columns)) is not None]
    sheet = Image.new("1", (columns * COLUMN_DOTS, max(1, sum(block.height for block in blocks))), 1)
    y = 0
    for block in blocks:
        sheet.paste(block, (0, y))
        y += block.height
    return sheet


def _block(event: object, columns: int) -> Image.Image | None:
    wide = columns * COLUMN_DOTS
    if isinstance(event, Line):
        return _line(event, wide)
    if isinstance(event, Feed):
        return Image.new("1", (wide, LINE_DOTS * event.lines), 1)
    if isinstance(event, Raster):
        image = Image.frombytes("1", (event.width, event.height), b"".join(event.rows)).point(lambda dot: not dot)
        return _placed(image, event.align, wide)
    if isinstance(event, Qr):
        matrix = segno.make(event.data, error=event.level.lower(), micro=False, boost_error=False).matrix
        small = Image.new("1", (len(matrix), len(matrix)))
        small.putdata([not dot for row in matrix for dot in row])
        return _placed(small.resize((small.width * event.size,) * 2), event.align, wide)
    return None


def _line(line: Line, wide: int) -> Image.Image:
    high = max((glyph.size[1] for glyph in line.glyphs), default=1)
    image = Image.new("1", (wide, LINE_DOTS * high), 1)
    for glyph in line.glyphs:
        drawn = _glyph(glyph.text, glyph.width // glyph.size[0], glyph.size, bold=glyph.bold)
        image.paste(drawn, (glyph.x, LINE_DOTS * high - drawn.height))
    used = line.columns * COLUMN_DOTS
    return _placed(image.crop((0, 0, used, image.height)), line.align, wide) if line.align != "left" else image


@cache
def _glyph(text: str, wide: int, size: tuple[int, int], *, bold: bool) -> Image.Image:
    base = (wide, LINE_DOTS)
    image = Image.new("L", base, 255)
    draw = ImageDraw.Draw(image)
    draw.text((base[0] / 2, EM_DOTS - 1), text, fill=0, font=_font(text), anchor="ms")
    if bold:
        draw.text((base[0] / 2 + 1, EM_DOTS - 1), text, fill=0, font=_font(text), anchor="ms")
    scaled = image.resize((base[0] * size[0], base[1] * size[1]), Image.Resampling.NEAREST)
    return scaled.point([0 if level < 128 else 255 for level in range(256)]).convert("1")


def _font(text: str) -> ImageFont.FreeTypeFont:
    pen = _pen()
    return pen.font(pen.face_of(text[0]) or pen.faces[0], EM_DOTS - 3)


@cache
def _pen() -> Pen:
    return pen_for("zh_CN")


def _placed(image: Image.Image, align: str, wide: int) -> Image.Image:
    room = Image.new("1", (wide, image.height + GAP_DOTS), 1)
    left = {"left": 0, "center": (wide - image.width) // 2, "right": wide - image.width}[align]
    room.paste(image, (left, 0))
    return room
