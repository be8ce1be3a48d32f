"""Widths, wrapping and columns, as properties over any text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.printing.layout import (
    Cell,
    char_width,
    clean,
    clusters,
    fits,
    pad,
    pair,
    rule,
    shorten,
    table,
    width,
    wrap,
)

COLUMNS = st.sampled_from([32, 42, 48])
SHOP_TEXT = st.text(st.sampled_from("洗剪吹会员卡积分（），。·—￥ABCabc 0123456789éñ㐂𠮷😀e\u0301"), max_size=80).map(
    clean
)
ANY_TEXT = st.text(max_size=60).map(clean)
FIGURE = st.integers(-(10**9), 10**9).map(lambda fen: f"{fen / 100:,.2f}")


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("A", 1),
        ("会", 2),
        ("￥", 2),
        ("·", 2),
        ("—", 2),
        ("×", 2),
        ("①", 2),
        ("★", 2),
        ("é", 1),
        ("ñ", 1),
        ("e\u0301", 1),
        ("㐂", 2),
        ("𠮷", 2),
        ("😀", 2),
        ("ｱ", 1),
        ("Ａ", 2),
        ("", 0),
    ],
)
def test_widths(text, columns):
    assert width(text) == columns


def test_every_two_byte_character_of_a_chinese_printer_counts_two():
    """But for the letters of pinyin, which are drawn."""
    wrong = []
    for code in range(0x80, 0x10000):
        ch = chr(code)
        two_bytes = len(ch.encode("gb18030", "replace")) == 2
        letter = unicodedata.name(ch, "").startswith("LATIN") and unicodedata.category(ch)[0] == "L"
        if two_bytes and not letter and unicodedata.category(ch) != "Co" and char_width(ch) != 2:
            wrong.append(ch)
    assert wrong == []


def test_clean_makes_text_safe_for_paper():
    assert clean("¥12\u00a0元\x1b@\nX\u202eY\u200bZ") == "￥12 元 @ XYZ"
    assert clean("e\u0301") == "é"
    assert clean("\ud800x") == "x"


@given(st.text())
def test_clean_leaves_nothing_a_printer_could_obey(text):
    cleaned = clean(text)
    assert all(unicodedata.category(ch) not in {"Cc", "Cs"} for ch in cleaned)
    assert clean(cleaned) == cleaned


@given(SHOP_TEXT | ANY_TEXT, st.integers(2, 48))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text, columns):
    lines = wrap(text, columns)
    assert fits(lines, columns)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(SHOP_TEXT, st.integers(2, 48))
def test_wrapping_never_tears_a_cluster(text, columns):
    pieces = [cluster for line in wrap(text, columns) for cluster in clusters(line) if cluster != " "]
    assert pieces == [cluster for cluster in clusters(text) if cluster != " "]


def test_words_stay_whole_and_closing_marks_stay_with_their_text():
    assert wrap("Shampoo for dry hair", 12) == ["Shampoo for", "dry hair"]
    assert wrap("洗剪吹（长发），含护理", 14) == ["洗剪吹（长", "发），含护理"]
    assert wrap("abcdefgh", 3) == ["abc", "def", "gh"]


@given(SHOP_TEXT, st.integers(2, 48))
def test_shortened_text_fits_and_begins_alike(text, columns):
    short = shorten(text, columns)
    assert width(short) <= columns
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@given(SHOP_TEXT, COLUMNS, st.sampled_from(["left", "right", "center"]))
def test_padding_fills_exactly(text, columns, align):
    line = wrap(text, columns)[0]
    padded = pad(line, columns, align)
    assert width(padded) == columns
    assert padded.strip(" ") == line.strip(" ")


def test_an_unknown_alignment_is_a_mistake():
    with pytest.raises(ValueError, match="middle"):
        pad("x", 5, "middle")


@given(SHOP_TEXT, FIGURE, COLUMNS)
def test_a_pair_keeps_its_figure_whole_at_the_right_edge(left, figure, columns):
    lines = pair(left, figure, columns)
    assert fits(lines, columns)
    assert lines[-1].endswith(figure)
    assert width(lines[-1]) == columns


def test_a_long_right_text_goes_below():
    assert pair("发卡单位", "阳光美发投资管理有限公司第一分公司", 32) == [
        "发卡单位",
        "阳光美发投资管理有限公司第一分公",
        pad("司", 32, "right"),
    ]


@given(st.lists(st.tuples(SHOP_TEXT, FIGURE, FIGURE, FIGURE), min_size=1, max_size=8), COLUMNS, st.booleans())
def test_tables_fit_and_align_their_figures(rows, columns, with_head):
    head = ["品名", "数量", "单价", "金额"] if with_head else []
    laid = table([[Cell(row[0]), *(Cell(text, "right") for text in row[1:])] for row in rows], columns, head)
    assert fits((line for lines in laid for line in lines), columns)
    body = laid[-len(rows) :]
    for row, lines in zip(rows, body, strict=True):
        assert "".join(lines).replace(" ", "").count(row[3]) >= 1
    firsts = [lines[0] for lines in body]
    side_by_side = all(line.endswith(row[3]) for line, row in zip(firsts, rows, strict=True))
    if side_by_side and len(laid) == len(rows) + with_head:
        ends = {width(line[: line.rindex(row[3])]) + width(row[3]) for line, row in zip(firsts, rows, strict=True)}
        assert len(ends) == 1


def test_three_and_four_columns():
    rows = [[Cell("洗剪吹套餐"), Cell("1", "right"), Cell("128.00", "right")]]
    assert table(rows, 32, ["品名", "数量", "金额"]) == [
        ["品名" + " " * 16 + "数量    金额"],
        ["洗剪吹套餐" + " " * 13 + "1  128.00"],
    ]
    four = table([[Cell("染发"), *(Cell(text, "right") for text in ("2", "45.00", "90.00"))]], 32)
    assert four == [["染发" + " " * 13 + "2  45.00  90.00"]]


def test_figures_too_wide_for_columns_go_below_their_name_with_their_words():
    row = [Cell("本金"), *(Cell(text, "right") for text in ("123,456.00", "15,000.00", "6,400.00"))]
    assert table([row], 32, ["", "期初", "增", "减"]) == [
        [
            "本金",
            "  期初                123,456.00",
            "  增                   15,000.00",
            "  减                    6,400.00",
        ]
    ]


def test_an_empty_table_has_no_head():
    assert table([], 32, ["a", "b"]) == []


def test_rules_fill_the_paper():
    assert rule(32) == "-" * 32
    assert rule(33, "═") == "═" * 16
