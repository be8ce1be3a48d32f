"""The interpreter itself, on streams of other programs: receiptline, python-escpos, the manuals' examples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from escpos.printer import Dummy
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.escpos_interpreter import Barcode, Buzz, Cut, Feed, Kick, Model, Qr, interpret

STREAMS = json.loads((Path(__file__).parents[1] / "data/escpos/receiptline.json").read_text("utf-8"))["streams"]
EITHER = pytest.mark.parametrize("chinese_at_start", [True, False])


def of_receiptline(name, **model):
    entry = STREAMS[name]
    return interpret(bytes.fromhex(entry["hex"]), Model(columns=entry["columns"], **model))


@EITHER
def test_a_chinese_heading_of_receiptline_in_double_size(chinese_at_start):
    line = of_receiptline("heading", chinese_at_start=chinese_at_start).lines[0]
    assert (line.text.strip(), line.size, line.columns) == ("阳光美发会员店", (2, 2), 10 + 28)


@EITHER
def test_price_columns_of_receiptline_end_at_the_papers_edge(chinese_at_start):
    paper = of_receiptline("sale32", chinese_at_start=chinese_at_start)
    assert paper.texts[2:6] == [
        "洗剪吹套餐              ￥128.00",
        "烫发护理（长发）        ￥399.50",
        "─" * 32,
        "合计                    ￥527.50",
    ]
    assert {line.columns for line in paper.lines[2:6]} == {32}
    assert not paper.faults
    assert paper.cuts == [Cut(partial=True, feed=0)]


def test_mixed_text_and_underline_of_receiptline():
    paper = of_receiptline("mixed48")
    assert [text.split() for text in paper.texts[:2]] == [["Coffee", "咖啡", "x2", "36.00"], ["会员卡", "*6688"]]
    assert [glyph.underline for glyph in paper.lines[1].glyphs if glyph.text.strip()][:3] == [True] * 3


def test_pictures_of_receiptline_both_ways():
    (stored,), (raster,) = of_receiptline("qr48").rasters, of_receiptline("raster48").rasters
    assert (stored.width, stored.height, stored.align) == (116, 116, "center")
    assert (raster.width, raster.height) == (64, 63)
    assert 0 < raster.black < 64 * 63


def test_a_four_byte_character_prints_its_two_digits():
    """receiptline sends U+00A5 as the four bytes 81 30 84 36: real units print "0 6" of it, with two dead bytes."""
    paper = of_receiptline("yen")
    assert "06128.50" in paper.texts[0]
    assert len(paper.faults) == 2


def test_double_width_text_of_receiptline_for_impact_printers():
    assert of_receiptline("impact32").texts[0] == "洗剪吹套餐              ￥128.00"


def test_the_recorded_vectors():
    line = interpret(bytes.fromhex("1d21111b74001c26d1f4b9e2c3c0b7a2bbe1d4b1b5ea0a")).lines[0]
    assert (line.text, line.size, line.columns) == ("阳光美发会员店", (2, 2), 28)
    assert interpret(bytes.fromhex("1b40")).events == ()
    assert interpret(bytes.fromhex("1d564200")).cuts == [Cut(partial=True, feed=0)]
    assert interpret(bytes.fromhex("1b700019fa")).kicks == [Kick(2, 50, 500)]
    code = "1d286b0400314132001d286b03003143031d286b03003145301d286b0700315030313233341d286b0300315130"
    assert interpret(bytes.fromhex(code)).qr_codes == [Qr(b"1234", 2, 3, "L", "left")]


def python_escpos(play):
    printer = Dummy()
    play(printer)
    return printer.output


def test_python_escpos_text_needs_a_printer_whose_chinese_mode_is_on():
    """python-escpos sends GB18030 without FS &: right on some units, rubbish on the others."""
    stream = python_escpos(lambda p: p.text("会员卡 6688\n"))
    assert interpret(stream, Model(chinese_at_start=True)).texts == ["会员卡 6688"]
    assert interpret(stream, Model(chinese_at_start=False)).texts != ["会员卡 6688"]


def test_python_escpos_double_size_leaves_chinese_small():
    def play(printer):
        printer.set(double_width=True, double_height=True, bold=True, align="center")
        printer.text("A店\n")

    stream = python_escpos(play)
    (line,) = interpret(stream).lines
    assert [glyph.size for glyph in line.glyphs] == [(2, 2), (1, 1)]
    assert (line.columns, line.align, line.bold) == (4, "center", True)
    (scaled,) = interpret(stream, Model(esc_bang_scales_chinese=True)).lines
    assert scaled.columns == 6


def test_python_escpos_custom_size_code_cut_drawer_buzzer():
    def play(printer):
        printer.set(custom_size=True, width=2, height=3)
        printer.textln("xy")
        printer.set_with_default()
        printer.qr("https://m.example/七", native=True, size=4, ec=1)
        printer.barcode("123456789012", "EAN13")
        printer.cashdraw(5)
        printer.buzzer(2, 3)
        printer.ln(2)
        printer.cut()

    paper = interpret(python_escpos(play))
    assert (paper.lines[0].text, paper.lines[0].size) == ("xy", (2, 3))
    assert paper.qr_codes == [Qr("https://m.example/七".encode(), 2, 4, "M", "left")]
    assert Barcode(2, b"123456789012") in paper.events
    assert Buzz(2, 3) in paper.events
    assert paper.kicks[0].pin == 5
    assert paper.cuts == [Cut(partial=False, feed=0)]
    assert Feed(6) in paper.events


@pytest.mark.parametrize("impl", ["bitImageRaster", "graphics"])
@pytest.mark.filterwarnings("ignore")
def test_python_escpos_pictures(impl):
    black = Image.new("1", (16, 26))
    (raster,) = interpret(python_escpos(lambda p: p.image(black, impl=impl))).rasters
    assert (raster.width, raster.height, raster.black) == (16, 26, 16 * 26)


def test_fs_switches_decide_what_high_bytes_mean():
    assert interpret(b"\x1c.\x1bt\x13\xd5\n").texts == ["€"]
    assert interpret(b"\x1c.\x1bt\x10\xe9\x1c&\xc4\xe3\n").texts == ["é你"]
    assert interpret(b"\x1c.\x1b@\xc4\xe3\n", Model(chinese_at_start=True)).texts == ["你"]


def test_a_lead_byte_before_a_line_feed_is_a_fault_and_eats_nothing():
    paper = interpret(b"\xc4\nabc\n")
    assert paper.texts == ["", "abc"]
    assert len(paper.faults) == 1


def test_a_chinese_character_that_does_not_fit_goes_to_the_next_line_whole():
    paper = interpret(
        "一二三四五六七八九十一二三四五六".encode("gbk")[:-2] + b"x" + "六\n".encode("gbk"), Model(columns=32)
    )
    first, second = paper.lines
    assert (first.columns, first.wrapped, second.text, second.wrapped) == (31, True, "六", False)


def test_fs_size_and_spacing_touch_chinese_only():
    (line,) = interpret(b"\x1c!\x0c\x1cS\x00\x06a\xc4\xe3\xba\xc3\n").lines
    assert [(g.text, g.size, g.x) for g in line.glyphs] == [("a", (1, 1), 0), ("你", (2, 2), 12), ("好", (2, 2), 66)]


def test_utf8_firmware():
    (line,) = interpret("A店é\n".encode(), Model(charset="utf-8")).lines
    assert (line.text, line.columns) == ("A店é", 5)


@pytest.mark.parametrize(
    ("stream", "what"),
    [
        (b"abc\x1dV\x00", "cut inside"),
        (b"abc\x1ba\x01\n", "ESC a inside"),
        (b"abc", "without a line feed"),
        (b"\x1b", "inside a command"),
        (b"\x1cZ1\n", "unknown command"),
        (b"abc\x1b@", "throws away"),
        (b"\x1dv0\x00\x80\x00\x01\x00" + bytes(128), "wider than the paper"),
        (b"\x1bp\x00\xfa\x19", "out of range"),
    ],
)
def test_careless_streams_are_named(stream, what):
    assert any(what in fault.what for fault in interpret(stream).faults)


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_end(stream, chinese):
    paper = interpret(stream, Model(chinese_at_start=chinese))
    assert all(line.text is not None for line in paper.lines)
