"""A small TrueType font made of the characters a document uses, drawn from the faces of this machine.

One road for every source (variable or static, CFF or TrueType outlines, collections): each glyph is drawn at the
wanted weight and kept as quadratic curves, which every PDF reader shows and from which text can be copied.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

EM = 1000
_ASCENT, _DESCENT = 880, -120
_NOTDEF = ".notdef"
#: Largest distance in font units between a curve and its approximation.
_TOLERANCE = 1.0


class Face(Protocol):
    """A face inside a font file; `weight` is not None for a variable one."""

    @property
    def path(self) -> Path: ...
    @property
    def index(self) -> int: ...
    @property
    def weight(self) -> int | None: ...


@dataclass(frozen=True)
class _Opened:
    font: TTFont
    cmap: dict[int, str]
    varies: bool

    def at(self, weight: int) -> _Source:
        location = {"wght": weight} if self.varies else None
        return _Source(self.font, self.cmap, self.font.getGlyphSet(location=location))


@dataclass(frozen=True)
class _Source:
    font: TTFont
    cmap: dict[int, str]
    glyphs: Any

    @property
    def scale(self) -> float:
        return EM / int(self.font["head"].unitsPerEm)


def small_fonts(
    characters: Iterable[str], faces: Sequence[Face], weights: Sequence[int], name: str
) -> tuple[bytes, ...]:
    """A TrueType font of each weight with these characters, each from the first face that has it.

    A character that no face has shows as a box. Faces without a weight axis look the same in every weight.
    """
    wanted = sorted(set(characters))
    opened: list[_Opened] = []
    try:
        _open_needed(wanted, faces, opened)
        return tuple(_build(wanted, [source.at(weight) for source in opened], name, weight) for weight in weights)
    finally:
        for source in opened:
            source.font.close()


def _open_needed(wanted: Iterable[str], faces: Sequence[Face], opened: list[_Opened]) -> None:
    """Opens faces until every character is found: each costs a good part of a second."""
    missing = {ord(ch) for ch in wanted}
    for face in faces:
        if not missing:
            return
        opened.append(_open(face))
        missing -= opened[-1].cmap.keys()


def _open(face: Face) -> _Opened:
    number = face.index if face.path.suffix.lower() in (".ttc", ".otc") else -1
    font = TTFont(face.path, fontNumber=number, lazy=True)
    return _Opened(font, font.getBestCmap() or {}, varies=face.weight is not None)


def _build(characters: Sequence[str], sources: Sequence[_Source], name: str, weight: int) -> bytes:
    drawn = dict(_drawn(characters, sources))
    order = [_NOTDEF, *(_name(ch) for ch in drawn)]
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(ch): _name(ch) for ch in drawn})
    builder.setupGlyf({_NOTDEF: _box(), **{_name(ch): glyph for ch, (glyph, _) in drawn.items()}})
    lefts = builder.font["glyf"]
    widths = {_NOTDEF: EM, **{_name(ch): width for ch, (_, width) in drawn.items()}}
    metrics = {glyph: (width, getattr(lefts[glyph], "xMin", 0)) for glyph, width in widths.items()}
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=_ASCENT, descent=_DESCENT)
    style = "Bold" if weight >= 600 else "Regular"
    builder.setupNameTable({"familyName": name, "styleName": style, "psName": f"{name}-{style}"})
    builder.setupOS2(sTypoAscender=_ASCENT, sTypoDescender=_DESCENT, usWinAscent=_ASCENT, usWinDescent=-_DESCENT)
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def _drawn(characters: Sequence[str], sources: Sequence[_Source]) -> Iterator[tuple[str, tuple[Any, int]]]:
    """(character, (outline, width)) of every character that some face has."""
    for ch in characters:
        source = next((each for each in sources if ord(ch) in each.cmap), None)
        if source is not None:
            yield ch, _outline(source, source.cmap[ord(ch)])


def _outline(source: _Source, glyph: str) -> tuple[Any, int]:
    record = DecomposingRecordingPen(source.glyphs)
    source.glyphs[glyph].draw(record)
    quadratic = TTGlyphPen(None)
    scaled = TransformPen(
        Cu2QuPen(quadratic, _TOLERANCE, reverse_direction=_has_cubic_outlines(source.font)),
        (source.scale, 0, 0, source.scale, 0, 0),
    )
    record.replay(scaled)
    return quadratic.glyph(), round(source.glyphs[glyph].width * source.scale)


def _has_cubic_outlines(font: TTFont) -> bool:
    """PostScript outlines run the other way round than TrueType's."""
    return "glyf" not in font


def _box() -> Any:
    pen = TTGlyphPen(None)
    for left, low, right, high in ((100, 0, 900, 700), (160, 60, 840, 640)):
        corners = [(left, low), (left, high), (right, high), (right, low)]
        pen.moveTo(corners[0])
        for corner in corners[1:] if left == 100 else corners[:0:-1]:
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()


def _name(ch: str) -> str:
    return f"u{ord(ch):05X}"
