"""Drawn lines and pictures of papers."""

from __future__ import annotations

import pytest
from PIL import Image

from memberpos.domain.errors import PosError
from memberpos.printing import fonts
from memberpos.printing.codes import qr_module_dots
from memberpos.printing.kinds import kind_of
from memberpos.printing.lines import COLUMN_DOTS, PaperLine
from memberpos.printing.raster import (
    LINE_DOTS,
    Pen,
    draw_line,
    line_bits,
    paper_png,
    pen_for,
    qr_bits,
)
from memberpos.printing.render import lay_out
from memberpos.printing.samples import PAPERS, SALE
from memberpos.printing.template import built_in

PEN = pen_for()


def ink(image):
    return sum(image.histogram()[128:])


def columns_with_ink(image):
    return {x // COLUMN_DOTS for x in range(image.width) if image.crop((x, 0, x + 1, image.height)).getbbox()}


def test_characters_stand_on_the_grid():
    image = draw_line(PaperLine("A店 1"), 8, PEN)
    assert image.size == (8 * COLUMN_DOTS, LINE_DOTS)
    assert columns_with_ink(image) == {0, 1, 2, 4}


@pytest.mark.parametrize("text", ["W", "M", "@", "%", "店", "㐂", "𠮷", "W" * 8])
def test_no_character_leaves_its_cells(text):
    image = draw_line(PaperLine(" " * 2 + text + " " * 2), 20, PEN)
    taken = columns_with_ink(image)
    assert min(taken) >= 2
    assert max(taken) < 2 + len(text) * (1 if text.isascii() else 2)


@pytest.mark.parametrize("text", ["gjpqy", "Åýg", "鬱龘"])
def test_no_character_is_cut_off_above_or_below(text):
    box = draw_line(PaperLine(text), 12, PEN).getbbox()
    assert box[1] > 0
    assert box[3] < LINE_DOTS


def test_sizes_and_weight():
    normal, bold = (draw_line(PaperLine("会员", bold=bold), 4, PEN) for bold in (False, True))
    assert ink(bold) > ink(normal)
    assert draw_line(PaperLine("会", wide=2, high=2), 4, PEN).size == (4 * COLUMN_DOTS, 2 * LINE_DOTS)
    assert draw_line(PaperLine("会", high=2), 2, PEN).size == (2 * COLUMN_DOTS, 2 * LINE_DOTS)
    assert draw_line(PaperLine("会", wide=2), 4, PEN).size == (4 * COLUMN_DOTS, LINE_DOTS)


def test_bits_are_packed_from_the_left():
    bits = line_bits(PaperLine("-" * 32), 32, PEN)
    assert (bits.width_bytes, bits.height, len(bits.data)) == (48, LINE_DOTS, 48 * LINE_DOTS)
    rows = [bits.data[i : i + 48] for i in range(0, len(bits.data), 48)]
    assert any(all(row[i] for i in range(48)) for row in rows)
    assert rows[0] == bytes(48)


def test_combining_marks_change_the_picture_without_moving_it():
    plain, marked = (draw_line(PaperLine(text), 8, PEN) for text in ("ab1", "a\u0323b1"))
    assert ink(marked) != ink(plain)
    assert columns_with_ink(marked) == columns_with_ink(plain)


def test_what_no_font_has_is_a_mark():
    def pixels(text):
        return draw_line(PaperLine(text), 2, PEN).tobytes()

    assert pixels("\ue5e5") == pixels("〓")
    assert pixels("\u200d") == bytes(2 * COLUMN_DOTS * LINE_DOTS)


def test_traditional_shapes_differ_from_simplified_ones():
    """The same code point has another shape in Taiwan; the packaged font knows both."""
    chinese = Pen(fonts._package_face(traditional=False)), Pen(fonts._package_face(traditional=True))
    drawn = {draw_line(PaperLine("骨"), 2, pen).tobytes() for pen in chinese if pen.faces}
    assert len(drawn) != 1


def test_a_machine_without_fonts_is_told_so(monkeypatch):
    monkeypatch.setattr(fonts, "_existing", lambda names: [])
    monkeypatch.setattr(fonts, "_package_face", lambda traditional: [])
    with pytest.raises(PosError) as caught:
        fonts.faces()
    assert caught.value.code == "not_found"


def test_codes_fit_half_the_paper():
    for columns in (32, 48):
        bits = qr_bits("https://m.example/r/20260101-010007", columns)
        assert bits.width_bytes * 8 <= columns * COLUMN_DOTS // 2 + 8
        assert 3 <= qr_module_dots("x" * 200, columns) <= 6


@pytest.mark.parametrize("columns", [32, 48])
@pytest.mark.parametrize("name", PAPERS)
def test_pictures_of_papers(name, columns):
    document = PAPERS[name]
    lines = lay_out(document, built_in(kind_of(document)), "zh_CN", columns, drawer=True)
    image = paper_png(lines, columns, PEN)
    text_dots = sum(LINE_DOTS * line.high for line in lines if line.printed)
    assert image.mode == "RGB"
    assert image.width == columns * COLUMN_DOTS + 2 * (24 + 16)
    assert image.height >= text_dots
    assert len(image.getcolors(1 << 20)) > 10


def test_the_same_paper_gives_the_same_picture(tmp_path):
    lines = lay_out(SALE, built_in("sale"), "zh_TW", 48)
    first, second = (paper_png(lines, 48, pen_for("zh_TW")) for _ in range(2))
    assert first.tobytes() == second.tobytes()
    first.save(tmp_path / "sale.png")
    with Image.open(tmp_path / "sale.png") as read:
        assert read.size == first.size


def test_alignment_in_pictures():
    rows = [paper_png([PaperLine("店", align=align)], 32, PEN) for align in ("left", "center", "right")]
    ink_at = [
        min(x for x in range(40, 40 + 384) if any(image.getpixel((x, y))[0] < 100 for y in range(40, 70)))
        for image in rows
    ]
    assert ink_at == sorted(ink_at)
    assert ink_at[1] - ink_at[0] == ink_at[2] - ink_at[1] == 180
