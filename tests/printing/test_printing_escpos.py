"""Receipt bytes on printers as the manuals describe them: exact text, widths and sizes, whatever stands in a name."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.escpos_interpreter import Cut, Kick, Line, Model, Raster, interpret

from memberpos.domain.errors import PosError
from memberpos.printing import fonts
from memberpos.printing.documents import GoodsLine, Holder
from memberpos.printing.escpos import Profile, encode, kick, marked, printable
from memberpos.printing.kinds import kind_of
from memberpos.printing.layout import width
from memberpos.printing.lines import COLUMN_DOTS, PaperLine
from memberpos.printing.raster import LINE_DOTS, pen_for
from memberpos.printing.render import lay_out
from memberpos.printing.samples import HEAD, PAPERS, SALE
from memberpos.printing.template import LANGUAGES, built_in

COLUMNS = [32, 48]
STARTS = pytest.mark.parametrize("chinese_at_start", [True, False])


def lines_of(document, columns, language="zh_CN", **options):
    return lay_out(document, built_in(kind_of(document)), language, columns, **options)


def printed(lines, profile, *, chinese_at_start=False, pen=None):
    model = Model(chinese_at_start, profile.columns, "utf-8" if profile.encoding == "utf-8" else "gbk")
    paper = interpret(encode(lines, profile, pen), model)
    assert not paper.faults
    assert not any(line.wrapped for line in paper.lines)
    return paper


def wanted(lines):
    """What a text printer should show: text, columns, size, bold, place."""
    return [
        (line.text, width(line.text) * line.wide, (line.wide, line.high), line.bold, line.align)
        for line in lines
        if line.printed
    ]


def matches(paper, lines):
    """Text lines on paper against the lines laid out; empty ones have no size or weight to compare."""
    got = [(line.text, line.columns, line.align) for line in paper.lines]
    assert got == [(text, columns, align) for text, columns, _, _, align in wanted(lines)]
    for line, (text, _, size, bold, _) in zip(paper.lines, wanted(lines), strict=True):
        if text.strip():
            assert (line.sizes, line.bold) == (frozenset({size}), bold)


@STARTS
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_is_printed_exactly(name, columns, language, chinese_at_start):
    lines = lines_of(PAPERS[name], columns, language)
    paper = printed(lines, Profile(columns=columns), chinese_at_start=chinese_at_start)
    matches(paper, lines)
    assert paper.cuts == [Cut(partial=True, feed=0)]
    assert [code.data.decode() for code in paper.qr_codes] == [line.qr for line in lines if line.qr]
    assert not paper.rasters


@pytest.mark.parametrize("columns", COLUMNS)
def test_figures_end_in_one_column_on_paper(columns):
    paper = printed(lines_of(SALE, columns), Profile(columns=columns))
    money = [line for line in paper.lines if line.text.endswith((".00", ".55", ".16", ".71", ".95", ".30", ".50"))]
    assert len(money) > 10
    assert {line.columns for line in money} == {columns}


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_firmware_without_a_chinese_switch(encoding):
    lines = lines_of(SALE, 48)
    data = encode(lines, Profile(encoding=encoding))
    assert b"\x1c&" not in data
    matches(printed(lines, Profile(encoding=encoding), chinese_at_start=True), lines)


def test_chinese_mode_is_switched_on_once():
    assert encode(lines_of(SALE, 48), Profile()).count(b"\x1c&") == 1
    assert b"\x1c&" not in encode([PaperLine("Total 12.00")], Profile())


def test_a_plain_job_byte_for_byte():
    lines = [PaperLine("店", bold=True, wide=2, high=2, align="center"), PaperLine("Due  ￥1.00"), PaperLine(cut=True)]
    assert encode(lines, Profile()) == (
        b"\x1b@\x1ba\x01\x1bE\x01\x1d!\x11\x1c&\xb5\xea\n"
        b"\x1ba\x00\x1bE\x00\x1d!\x00Due  \xa3\xa41.00\n\x1dVB\x00"
    )  # fmt: skip


def test_a_drawer_opens_before_the_slow_text():
    lines = lines_of(SALE, 48, drawer=True)
    for profile, pulse in ((Profile(), Kick(2, 50, 500)), (Profile(drawer_pin=5, drawer_on_ms=100), Kick(5, 100, 500))):
        paper = printed(lines, profile)
        assert paper.events[0] == pulse
        assert interpret(kick(profile)).kicks == paper.kicks == [pulse]


def test_cutting_is_the_profiles_business():
    lines = lines_of(SALE, 48)
    assert printed(lines, Profile(cut="full")).cuts == [Cut(partial=False, feed=0)]
    torn = printed(lines, Profile(cut="none", feed_lines=6))
    assert torn.cuts == []
    assert torn.events[-1].lines == 6


def test_automatic_status_is_asked_for_again_after_the_reset():
    assert encode([], Profile(auto_status=True)) == b"\x1b@\x1da\x0f"


@pytest.mark.parametrize("change", [{"encoding": "big5"}, {"missing": "?"}, {"cut": "half"}, {"drawer_pin": 3}])
def test_a_profile_with_unknown_values_is_refused(change):
    with pytest.raises(PosError) as caught:
        Profile(**change)
    assert caught.value.code == "bad_setting"


# ---------------------------------------------------------------------------------- characters a printer does not have

RARE = ["㐂", "𠮷野家", "王😀", "José Núñez", "龦", "王\ue000"]


@pytest.mark.parametrize("name", RARE)
@pytest.mark.parametrize("columns", COLUMNS)
def test_a_line_with_a_rare_character_becomes_a_picture_among_text(name, columns):
    lines = lines_of(replace(SALE, member=Holder(name, phone="138****8000"), tier_up=""), columns)
    paper = printed(lines, Profile(columns=columns))
    rare = next(line for line in lines if name in line.text)
    (raster,) = paper.rasters
    assert (raster.width, raster.height, raster.scale) == (columns * COLUMN_DOTS, LINE_DOTS, (1, 1))
    assert raster.black > 200
    matches(paper, [line for line in lines if line is not rare])
    order = [event for event in paper.events if isinstance(event, Line | Raster)]
    assert order.index(raster) == [line for line in lines if line.printed].index(rare)


def test_the_picture_leaves_blanks_where_the_text_has_them():
    """Left part, then empty columns, then the figure in the last columns: aligned like its printed neighbours."""
    line = PaperLine("㐂" + " " * 20 + "1,234.00", align="left")
    (raster,) = printed([line], Profile(columns=32)).rasters
    columns = [any(row[x // 8] >> (7 - x % 8) & 1 for row in raster.rows) for x in range(raster.width)]
    assert any(columns[: 2 * COLUMN_DOTS])
    assert not any(columns[2 * COLUMN_DOTS : 22 * COLUMN_DOTS])
    assert any(columns[22 * COLUMN_DOTS : 30 * COLUMN_DOTS])
    assert not any(columns[30 * COLUMN_DOTS :])


def test_a_centred_heading_with_a_rare_character_is_drawn_large_and_centred():
    (raster,) = printed([PaperLine("㐂店", wide=2, high=2, align="center")], Profile(columns=48)).rasters
    assert (raster.width, raster.height, raster.align) == (4 * 2 * COLUMN_DOTS, 2 * LINE_DOTS, "center")


def test_different_rare_characters_look_different():
    pictures = {printed([PaperLine(ch)], Profile()).rasters[0].rows for ch in ("㐂", "𠮷", "㒷")}
    assert len(pictures) == 3


def test_a_printer_may_mark_what_it_lacks_instead():
    profile = Profile(columns=32, missing="mark")
    paper = printed([PaperLine("会员 𠮷野 José"), PaperLine("😀ñ")], profile)
    assert paper.texts == ["会员 〓野 Jose", "〓n"]
    assert not paper.rasters


def test_without_a_font_the_mark_has_to_do(monkeypatch):
    monkeypatch.setattr(fonts, "_existing", lambda names: [])
    monkeypatch.setattr(fonts, "_package_face", lambda traditional: [])
    assert printed([PaperLine("㐂店")], Profile()).texts == ["〓店"]


def test_a_printer_without_chinese_gets_pictures_only():
    lines = lines_of(PAPERS["card"], 32)
    paper = printed(lines, Profile(encoding="raster", columns=32, own_qr=False))
    assert [text for text in paper.texts if text] == []
    assert len(paper.rasters) == len([line for line in lines if line.text.strip() or line.qr])
    assert not paper.qr_codes


@pytest.mark.parametrize(
    ("ch", "gb", "gbk", "utf8"),
    [("A", 1, 1, 1), ("会", 1, 1, 1), ("￥", 1, 1, 1), ("€", 1, 0, 1), ("㐂", 0, 0, 1), ("😀", 0, 0, 0),
     ("é", 0, 0, 0), ("\x1b", 0, 0, 0), ("\ue000", 0, 0, 0), ("\u0301", 0, 0, 0)],
)  # fmt: skip
def test_what_each_character_set_has(ch, gb, gbk, utf8):
    assert [printable(ch, name) for name in ("gb18030-2byte", "gbk", "utf-8")] == [bool(gb), bool(gbk), bool(utf8)]


@given(st.text(max_size=40))
def test_marks_keep_the_width_and_can_be_printed(text):
    for encoding in ("gb18030-2byte", "gbk", "utf-8"):
        out = marked(text.translate(dict.fromkeys(range(32))), encoding)
        assert all(printable(ch, encoding) for ch in out)


PEN = pen_for()
NAMES = st.text(
    st.sampled_from("王李会员·—￥ABCxyz 019()（），㐂𠮷😀éñ\x1b\n\u0301\u200d¥"), min_size=0, max_size=40
) | st.text(max_size=30)


@settings(max_examples=60)
@given(NAMES, NAMES, st.sampled_from(COLUMNS), st.booleans())
def test_any_name_prints_whole_and_leaves_the_rest_alone(member_name, goods_name, columns, chinese_at_start):
    document = replace(
        SALE,
        head=replace(HEAD, shop="店"),
        member=Holder(member_name, phone="138****8000"),
        lines=(GoodsLine(goods_name, 1000, 100, 100),),
        tier_up="",
    )
    lines = lines_of(document, columns)
    profile = Profile(columns=columns)
    paper = printed(lines, profile, chinese_at_start=chinese_at_start, pen=PEN)
    as_text = [line for line in lines if all(printable(ch) for ch in line.text)]
    matches(paper, as_text)
    assert len(paper.rasters) == len([line for line in lines if line.printed and line not in as_text])
    assert all(raster.width <= columns * COLUMN_DOTS for raster in paper.rasters)
    assert paper.kicks == []
    assert len(paper.cuts) == 1


def test_a_usual_receipt_needs_neither_font_nor_picture_library():
    """Pillow takes half a second to import: the first receipt of the day does not wait for it."""
    program = (
        "import sys\n"
        "from memberpos.printing.documents import Head, SaleReceipt\n"
        "from memberpos.printing.escpos import Profile, encode\n"
        "from memberpos.printing.render import lay_out\n"
        "from memberpos.printing.template import built_in\n"
        "encode(lay_out(SaleReceipt(Head('店'), qr='1'), built_in('sale'), 'zh_CN', 32), Profile(columns=32))\n"
        "assert 'PIL' not in sys.modules and 'PySide6' not in sys.modules and 'escpos' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
