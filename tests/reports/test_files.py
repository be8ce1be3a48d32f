"""The files as other programs read them: openpyxl for XLSX, csv, json, pypdf for PDF."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from datetime import datetime
from pathlib import Path

import openpyxl
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reports.days import busy_day, close
from tests.services.shop import Shop

from memberpos.domain.errors import PosError
from memberpos.printing.fonts import faces
from memberpos.reports import pdf, text_files, xlsx
from memberpos.reports.output import whole_file
from memberpos.reports.pdf_font import small_fonts
from memberpos.reports.sheet import Sheet
from memberpos.reports.table import COUNT, DATE, DIFFERENCE, MONEY, QTY, TEXT, TIME, WORD, Column, table
from memberpos.reports.words import words_of
from memberpos.services import exports

WORDS = words_of("zh_CN", "Asia/Shanghai")
COLUMNS = (Column("name", TEXT), Column("tender", WORD, "tender"), Column("paid", MONEY), Column("difference", DIFFERENCE),
           Column("n", COUNT), Column("qty", QTY), Column("birthday", DATE), Column("at", TIME))  # fmt: skip
ROW = ("=1+1", "cash", -1234, 200, 3, 1500, "1990-02-28", 1_795_228_920_000)


def test_xlsx_rows_are_numbers_dates_and_harmless_text(tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    assert xlsx.write_rows(file, "会员", COLUMNS, [ROW, (None,) * 8], WORDS, ROW[-1]) == 2
    page = openpyxl.load_workbook(file).active
    assert page.title == "会员"
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:H3"
    assert [cell.value for cell in page[1]][:3] == ["姓名", "方式", "收款"]
    cells = page[2]
    assert [cell.value for cell in cells] == [
        "=1+1", "现金", -12.34, 2, 3, 1.5, datetime(1990, 2, 28), datetime(2026, 11, 21, 10, 42),  # noqa: DTZ001 - as cells are
    ]  # fmt: skip
    assert cells[0].data_type == "s"
    assert cells[2].number_format == "#,##0.00"
    assert [cell.value for cell in page[3]] == [None] * 8


def test_a_full_worksheet_goes_on_in_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    file = tmp_path / "long.xlsx"
    assert xlsx.write_rows(file, "Sales", (Column("n", COUNT),), [(n,) for n in range(5)], words_of("en"), 0) == 5
    book = openpyxl.load_workbook(file)
    assert [[row[0] for row in page.values] for page in book] == [["Count", 0, 1], ["Count", 2, 3], ["Count", 4]]


@pytest.mark.parametrize("text", ["a\x00b\x07", "x" * 40000, "2026-13-99"])
def test_xlsx_takes_any_text(tmp_path: Path, text: str) -> None:
    file = tmp_path / "odd.xlsx"
    xlsx.write_rows(file, "t", (Column("name", TEXT), Column("birthday", DATE)), [(text, text)], WORDS, 0)
    value = openpyxl.load_workbook(file).active["A2"].value
    assert value == text.replace("\x00", "").replace("\x07", "")[:32767]


@pytest.fixture
def closed(shop: Shop) -> Shop:
    busy_day(shop)
    close(shop, missing_fen=200, reason="找零有误")
    return shop


def test_a_day_as_xlsx(closed: Shop, tmp_path: Path) -> None:
    file = tmp_path / "day.xlsx"
    exports.write(closed.db, "end-of-day", file, closed.now_ms)
    page = openpyxl.load_workbook(file).active
    cells = {cell.value for row in page for cell in row}
    assert {"阳光咖啡  日结报表", "收款对账", "储值 (本金)", "合计", "异常提示", -2, 297.83} <= cells
    assert len(page._charts) == 1


def test_a_day_as_pdf(closed: Shop, tmp_path: Path) -> None:
    file = tmp_path / "day.pdf"
    exports.write(closed.db, "end-of-day", file, closed.now_ms)
    document = pypdf.PdfReader(file)
    text = "\n".join(page.extract_text() for page in document.pages)
    for words in (
        "阳光咖啡",
        "日结报表",
        "2026-01-01 周四",
        "收款对账",
        "−2.00",
        "297.83",
        "找零有误",
        "账实平衡校验 通过",
    ):
        assert words in text
    assert "第 1 / 2 页" in text
    fonts = document.pages[0]["/Resources"]["/Font"].values()
    files = [font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]["/FontFile2"] for font in fonts]
    assert len(files) == 2
    assert all(len(file.get_object().get_data()) < 100_000 for file in files)


def test_a_pdf_in_another_language(closed: Shop, tmp_path: Path) -> None:
    file = tmp_path / "day.pdf"
    exports.write(closed.db, "end-of-day", file, closed.now_ms, language="zh_TW")
    assert "會員消費占比" in pypdf.PdfReader(file).pages[0].extract_text()


def test_long_pdf_tables_break_and_repeat_their_headings(tmp_path: Path) -> None:
    rows = [(f"行{n} " + "长" * 90, n * 100) for n in range(90)]
    made = table("drawer", (Column("shift", TEXT), Column("paid")), rows)
    sheet = Sheet("报表", "店", ("2026-01-01",), "CNY", tables=(made,))
    pdf.write_sheet(tmp_path / "long.pdf", sheet, WORDS, faces())
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "long.pdf").pages]
    assert len(pages) == 3
    assert all("收款" in page for page in pages)
    assert "行89" in pages[-1]
    assert "…" in pages[0]


def test_a_character_no_font_has_is_a_box_and_no_failure() -> None:
    regular, bold = small_fonts("店\U0010fffd", faces(), (400, 700), "Test")
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(regular))
    assert set(font.getBestCmap()) == {ord("店")}
    assert font["glyf"][".notdef"].numberOfContours == 2
    assert bold != regular


def test_csv_is_for_spreadsheets(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    assert text_files.write_csv(file, COLUMNS, [ROW], WORDS) == 1
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    assert rows[1] == ["'=1+1", "现金", "-12.34", "2.00", "3", "1.5", "1990-02-28", "2026-11-21 10:42:00"]


@given(st.text())
def test_no_text_is_a_formula(text: str) -> None:
    shown = text_files.safe(text)
    assert shown.removeprefix("'") == text.removeprefix("'") or shown == "'" + text
    if shown[:1] in "=+-@\t\r" and shown:
        float(shown)


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_formulas_are_quoted(text: str) -> None:
    assert text_files.safe(text) == "'" + text


def test_phone_numbers_stay_as_they_are() -> None:
    assert text_files.safe("+8613800136021") == "+8613800136021"


def test_json_keeps_fen(tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    assert text_files.write_json(file, {"export": "x"}, COLUMNS, [ROW, ROW]) == 2
    found = json.loads(file.read_text("utf-8"))
    assert found["export"] == "x"
    assert found["rows"][1] == {
        "name": "=1+1", "tender": "cash", "paid_fen": -1234, "difference_fen": 200, "n": 3, "qty_milli": 1500,
        "birthday": "1990-02-28", "at_ms": 1_795_228_920_000,
    }  # fmt: skip


def test_json_without_rows(tmp_path: Path) -> None:
    assert text_files.write_json(tmp_path / "x.json", {"export": "x"}, COLUMNS, []) == 0
    assert json.loads((tmp_path / "x.json").read_text("utf-8"))["rows"] == []


def test_a_file_is_whole_or_as_before(tmp_path: Path) -> None:
    file = tmp_path / "new" / "list.csv"
    text_files.write_csv(file, COLUMNS, [ROW], WORDS)
    before = file.read_bytes()

    def broken():
        yield ROW
        raise PosError("db_corrupt")

    with pytest.raises(PosError):
        text_files.write_csv(file, COLUMNS, broken(), WORDS)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["list.csv"]
    if os.name != "nt":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(PosError) as caught, whole_file(tmp_path / "x.csv") as new:
        new.write_text("x")
    assert caught.value.code == "bad_file"
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]
