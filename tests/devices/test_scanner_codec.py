from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.devices import scan_meaning
from memberpos.devices.scanner_serial import MAX_LINE, ScanLine, ScannerDecoder, parse_line, to_reading


def lines(data: bytes, prefix: bytes = b"") -> list[ScanLine]:
    decoder = ScannerDecoder(prefix)
    return decoder.feed(data) + decoder.tick(ScannerDecoder.PATIENT_MS)


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\t", b"\x03", b""])
@pytest.mark.parametrize("start", [b"", b"\x02"])
def test_terminators_and_stx(start: bytes, end: bytes) -> None:
    assert lines(start + b"800001" + end) == [ScanLine("800001")]


def test_a_line_without_end_waits_for_silence() -> None:
    decoder = ScannerDecoder()
    assert decoder.feed(b"8000") == decoder.tick(59) == []
    assert decoder.feed(b"01") == []
    assert decoder.tick(60) == [ScanLine("800001")]
    assert decoder.tick(1000) == []


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_chinese_codes(encoding: str) -> None:
    assert lines("会员-01\r".encode(encoding)) == [ScanLine("会员-01")]


def test_bytes_of_no_encoding_are_kept() -> None:
    assert lines(b"A\xff\xffB\r") == [ScanLine("AÿÿB")]


def test_too_long_a_line_is_dropped_and_the_next_one_read() -> None:
    assert lines(b"9" * (MAX_LINE + 1) + b"1\r" + b"22\r") == [ScanLine("22")]
    assert lines(b"9" * MAX_LINE + b"\r") == [ScanLine("9" * MAX_LINE)]


def test_a_configured_prefix_is_dropped() -> None:
    assert lines(b"~800001\r800002\r", b"~") == [ScanLine("800001"), ScanLine("800002")]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("]C1AIMID", ScanLine("AIMID", "]C1", "GS1-128")),
        ("]C0A", ScanLine("A", "]C0", "Code 128")),
        ("]Q1https://a.example/?x=]C1", ScanLine("https://a.example/?x=]C1", "]Q1", "QR Code")),
        ("]d20104\x1d21", ScanLine("0104\x1d21", "]d2", "GS1 Data Matrix")),
        ("]E04006381333931", ScanLine("4006381333931", "]E0", "EAN-13", check_digit_ok=True)),
        ("]E04006381333932", ScanLine("4006381333932", "]E0", "EAN-13", check_digit_ok=False)),
        ("]E496385074", ScanLine("96385074", "]E4", "EAN-8", check_digit_ok=True)),
        ("]E0036000291452", ScanLine("036000291452", "]E0", "UPC-A", check_digit_ok=True)),
        ("]E001234565", ScanLine("01234565", "]E0", "UPC-E", check_digit_ok=True)),
        ("]E3400638133393112", ScanLine("400638133393112", "]E3", "EAN-13 with add-on", check_digit_ok=True)),
        ("]h0码", ScanLine("码", "]h0", "Han Xin")),
        ("]y1X", ScanLine("]y1X")),
        ("]C", ScanLine("]C")),
        ("a]C1X", ScanLine("a]C1X")),
    ],
)
def test_aim_ids(text: str, want: ScanLine) -> None:
    assert parse_line(text) == want


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("150211238899912330", "wechat"),
        ("100000000000000000", "wechat"),
        ("160211238899912330", ""),
        ("15021123889991233", ""),
        ("2512345678901234", "alipay"),
        ("300000000000000000000000", "alipay"),
        ("3000000000000000000000000", ""),
        ("241234567890123456", ""),
        ("6212345678901234567", "unionpay"),
        ("800001", ""),
        ("4006381333931", ""),
        ("１５0211238899912330", ""),
        ("", ""),
    ],
)
def test_payment_codes(text: str, kind: str) -> None:
    assert scan_meaning.payment_kind(text) == kind
    assert to_reading(ScanLine(text)).purpose == ("payment" if kind else "code")


@given(st.text(st.sampled_from("0123456789"), min_size=12, max_size=12), st.integers(1, 9))
def test_a_wrong_digit_is_noticed(digits: str, shift: int) -> None:
    good = next(digits + str(check) for check in range(10) if scan_meaning.ean_ok(digits + str(check)))
    wrong = good[:-1] + str((int(good[-1]) + shift) % 10)
    assert not scan_meaning.ean_ok(wrong)


@pytest.mark.parametrize("text", ["", "123", "12345670a", "１２３４５６７０"])
def test_no_check_digit_without_an_ean(text: str) -> None:
    assert not scan_meaning.ean_ok(text)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("04252614", "042100005264"),
        ("01234565", "012345000065"),
        ("01234531", "012300000451"),
        ("01234541", "012340000051"),
        ("21234565", ""),
        ("0123", ""),
    ],
)
def test_upc_e_expands(short: str, long: str) -> None:
    assert scan_meaning.expand_upc_e(short) == long


def test_a_scanner_that_ends_its_lines_may_stumble() -> None:
    """Silence ends a line only of one that has never ended any by a character."""
    silent, ending = ScannerDecoder(), ScannerDecoder()
    assert [line.data for line in (*silent.feed(b"69"), *silent.tick(ScannerDecoder.IDLE_MS))] == ["69"]
    ending.feed(b"1\r")
    assert ending.feed(b"69") == ending.tick(ScannerDecoder.IDLE_MS) == []
    assert [line.data for line in ending.feed(b"01\r")] == ["6901"]
    assert [line.data for line in (*ending.feed(b"7"), *ending.tick(ScannerDecoder.PATIENT_MS))] == ["7"]
    silent.feed(b"\r\n")
    assert not silent.ends_lines, "line ends alone prove nothing"
