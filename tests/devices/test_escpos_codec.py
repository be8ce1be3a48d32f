from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.devices import escpos
from memberpos.devices.escpos_decode import MAX_RUN, EscPosDecoder
from memberpos.devices.escpos_tokens import (
    Barcode,
    Cut,
    Feed,
    Init,
    Other,
    Pulse,
    QrCode,
    Query,
    Raster,
    Style,
    Text,
    Token,
)

PRINTABLE = st.characters(min_codepoint=0x20, max_codepoint=0xFFFF, exclude_categories=("Cs", "Cc", "Co", "Cn")).filter(
    escpos.printable
)


def tokens(data: bytes, *, kanji: bool = True) -> list[Token]:
    decoder = EscPosDecoder(kanji)
    return decoder.feed(data) + decoder.flush()


def texts(data: bytes) -> list[str]:
    return [token.text for token in tokens(data) if isinstance(token, Text)]


@given(st.text(PRINTABLE, min_size=1, max_size=40))
def test_text_comes_back(value: str) -> None:
    assert texts(escpos.text(value) + b"\n") == [value]


@given(st.characters())
def test_printable_means_one_ascii_or_two_bytes(char: str) -> None:
    if escpos.printable(char):
        encoded = escpos.text(char)
        assert len(encoded) == (1 if char.isascii() else 2)
        assert not set(encoded) & set(range(0x20))
    else:
        with pytest.raises(UnicodeEncodeError) as refused:
            escpos.text("好" + char)
        assert refused.value.start == 1


@pytest.mark.parametrize("char", ["㐂", "𠮷", "😀", "¥", "\n", "\x1b", "\x7f", "ñ", "\ue000", "\ud800"])
def test_what_a_printer_lacks(char: str) -> None:
    assert not escpos.printable(char)


def test_the_yen_sign_and_the_fixed_space_have_other_numbers() -> None:
    assert escpos.text(escpos.normalise("¥1\u00a02")) == "￥1 2".encode("gbk")


def test_a_four_byte_character_prints_as_on_paper() -> None:
    assert texts("¥".encode("gb18030")) == ["\ufffd0\ufffd6"]


def test_a_run_is_one_token_over_chunks_and_ends_at_a_command() -> None:
    decoder = EscPosDecoder()
    raw = "会员卡".encode("gb18030")
    assert decoder.feed(raw[:1]) == decoder.feed(raw[1:5]) == decoder.feed(raw[5:]) == []
    assert decoder.feed(b"\n") == [Text("会员卡", Style(), "GB18030"), Feed()]


def test_styles_stand_at_the_text() -> None:
    data = escpos.size(2, 3) + escpos.bold(True) + escpos.align("center") + escpos.underline(1) + b"A"
    assert tokens(data)[-1] == Text("A", Style(2, 3, True, 1, "center"), "GB18030")
    assert tokens(data + escpos.init() + b"B")[-1] == Text("B", Style(), "GB18030")


@pytest.mark.parametrize(
    ("data", "style"),
    [
        (b"\x1b!\x38A", Style(2, 2, True)),
        (b"\x1b!\x80A", Style(underline=1)),
        (escpos.kanji_size(True, False) + b"A", Style(2, 1)),
        (b"\x1cW\x01A", Style(2, 2)),
        (b"\x1ba\x32A", Style(align="right")),
        (b"\x1ba\x09A", Style()),
        (escpos.kanji_off() + b"A", Style(kanji=False)),
        (escpos.kanji_off() + escpos.kanji_on() + b"A", Style()),
    ],
)
def test_style_commands(data: bytes, style: Style) -> None:
    (text,) = [token for token in tokens(data) if isinstance(token, Text)]
    assert text.style == style


def test_without_kanji_mode_bytes_are_of_the_code_page() -> None:
    assert tokens(escpos.kanji_off() + b"\x9b")[-1] == Text("¢", Style(kanji=False), "cp437")
    assert tokens(escpos.kanji_off() + escpos.code_page(16) + b"\xe9")[-1] == Text("é", Style(kanji=False), "cp1252")
    assert tokens(b"\x9b", kanji=False) == [Text("¢", Style(kanji=False), "cp437")]


@pytest.mark.parametrize(
    ("data", "token"),
    [
        (escpos.init(), Init()),
        (escpos.line_feed(), Feed(1)),
        (escpos.feed(3), Feed(3)),
        (b"\x1bJ\x18", Feed(0, 24)),
        (escpos.cut(), Cut(full=False, feed=True, n=0)),
        (escpos.cut(80, partial=False), Cut(full=True, feed=True, n=80)),
        (b"\x1dV\x00", Cut(full=True, feed=False)),
        (b"\x1dV1", Cut(full=False, feed=False)),
        (b"\x1bi", Cut(full=False, feed=False)),
        (escpos.drawer_kick(), Pulse(2, 50, 500, 0)),
        (escpos.drawer_kick(5, 100, 200), Pulse(5, 100, 200, 1)),
        (b"\x1bp1\x19\xfa", Pulse(5, 50, 500, 0x31)),
        (b"\x10\x14\x01\x01\x02", Pulse(5, 200, 200, 1)),
        (escpos.status_query(4), Query("dle_eot", 4)),
        (escpos.transmit_status(2), Query("gs_r", 2)),
        (escpos.auto_status(15), Query("gs_a", 15)),
        (b"\x1dIC", Query("gs_i", 67)),
        (escpos.barcode("CODE128", "A1", 60, 3, 0)[9:], Barcode("CODE128", "{BA1", "B")),
        (b"\x1dk\x024006381333931\x00", Barcode("EAN13", "4006381333931", "A")),
        (escpos.raster(2, 3, bytes(range(6))), Raster(2, 3, bytes(range(6)))),
        (escpos.buzzer(2, 3), Other("1b42", b"\x02\x03")),
        (b"\x1b*\x21\x02\x00abcdef", Other("1b2a", b"\x21\x02\x00abcdef")),
        (b"\x1bD\x08\x10\x00", Other("1b44", b"\x08\x10\x00")),
        (b"\x1d(A\x02\x00\x00\x02", Other("1d28", b"A\x02\x00\x00\x02")),
        (b"\x1b\xff", Other("1bff")),
        (b"\x10\x04\x07\x01", Query("dle_eot", 7)),
        (b"\x10\x05\x01", Other("1005", b"\x01")),
        (b"\x10\x14\x02\x01\x08", Other("1014", b"\x02\x01\x08")),
        (b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", Other("1014", b"\x08\x01\x03\x14\x01\x06\x02\x08")),
        (b"\x10\x14\x03", Other("1014", b"\x03")),
        (b"\x1dk\x09", Other("1d6b", b"\x09")),
        (b"\x1d*\x01\x01abcdefgh", Other("1d2a", b"\x01\x01abcdefgh")),
        (b"\x1d8L\x03\x00\x00\x00abc", Other("1d38", b"L\x03\x00\x00\x00abc")),
        (b"\x1bp\x07\x19\xfa", Other("1b70", b"\x07\x19\xfa")),
        (b"\x0d", Other("0d")),
    ],
)
def test_commands(data: bytes, token: Token) -> None:
    assert tokens(data) == [token]
    assert tokens(data + b"A")[-2:] == [token, Text("A", tokens(data + b"A")[-1].style, "GB18030")]  # type: ignore[union-attr]


def test_a_list_of_tab_stops_without_end_is_given_up() -> None:
    assert tokens(b"\x1bD" + b"A" * 40) == [Other("1b44"), Text("A" * 40, Style(), "GB18030")]


def test_barcode_shape_is_remembered() -> None:
    assert tokens(escpos.barcode("EAN13", "400638133393", 60, 3, 2))[-1] == Barcode(
        "EAN13", "400638133393", "B", 60, 3, 2
    )


@given(
    st.binary(min_size=1, max_size=300).map(lambda raw: raw.decode("latin-1")),
    st.integers(1, 16),
    st.sampled_from("LMQH"),
    st.integers(1, 2),
)
def test_qr_codes_are_assembled(data: str, size: int, level: str, model: int) -> None:
    assert tokens(escpos.qr(data.encode(), size, level, model))[-1] == QrCode(data, model, size, level)


def test_a_qr_code_without_data_prints_nothing() -> None:
    assert tokens(b"\x1d(k\x03\x001Q0") == [Other("1d28", b"k\x03\x001Q0")]


def test_a_long_text_run_comes_in_whole_characters() -> None:
    value = "A" + "会" * MAX_RUN
    runs = texts(escpos.text(value))
    assert len(runs) > 1
    assert "".join(runs) == value


def test_a_picture_larger_than_any_paper_is_noise() -> None:
    assert tokens(b"\x1dv0\x00\xff\xff\xff\xff")[0] == Other("1d76")


def test_a_picture_byte_by_byte_takes_no_second_look() -> None:
    data = escpos.raster(48, 200, bytes(9600))
    decoder = EscPosDecoder()
    heard = [token for byte in data for token in decoder.feed(bytes((byte,)))]
    assert heard == [Raster(48, 200, bytes(9600))]
    assert decoder.buffered == 0


@pytest.mark.parametrize(
    "bad",
    [
        lambda: escpos.align("up"),
        lambda: escpos.size(0, 1),
        lambda: escpos.size(1, 9),
        lambda: escpos.underline(3),
        lambda: escpos.code_page(256),
        lambda: escpos.feed(256),
        lambda: escpos.cut(-1),
        lambda: escpos.drawer_kick(3),
        lambda: escpos.drawer_kick(2, 1, 500),
        lambda: escpos.drawer_kick(2, 50, 600),
        lambda: escpos.buzzer(0, 1),
        lambda: escpos.qr(b""),
        lambda: escpos.qr(b"1", size=17),
        lambda: escpos.qr(b"1", level="X"),
        lambda: escpos.qr(b"1" * 2954),
        lambda: escpos.barcode("CODE", "1"),
        lambda: escpos.barcode("CODE128", "会"),
        lambda: escpos.barcode("EAN13", "1" * 256),
        lambda: escpos.raster(2, 2, b"123"),
        lambda: escpos.raster(0, 0, b""),
        lambda: escpos.status_query(5),
        lambda: escpos.transmit_status(0),
        lambda: escpos.auto_status(256),
    ],
)
def test_what_no_printer_takes_is_refused(bad: object) -> None:
    with pytest.raises(ValueError):
        bad()  # type: ignore[operator]


def test_a_drawer_rests_at_least_as_long_as_it_is_pulled() -> None:
    assert escpos.drawer_kick(2, 200, 100) == b"\x1bp\x00\x64\x64"
