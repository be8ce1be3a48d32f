"""Tables other programs wrote: every encoding, every form of a sheet, and files made to do harm."""

from __future__ import annotations

import codecs
import datetime
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memberpos.domain.errors import PosError
from memberpos.reports import incoming_csv, incoming_sheets, incoming_table
from memberpos.reports.incoming import open_table

DATA = Path(__file__).parent.parent / "data" / "import"
TEXT = "姓名,手机,卡号\n林晓棠,13800138000,00012\n陈默,,\n"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def cells(path: Path, sheet: str | int = 0) -> list[list[str]]:
    with open_table(path, sheet) as table:
        return [list(row.cells) for row in table.rows()]


def reason(path: Path, sheet: str | int = 0) -> str:
    with pytest.raises(PosError) as caught:
        cells(path, sheet)
    assert caught.value.code == "bad_file"
    return str(caught.value.facts["reason"])


@pytest.mark.parametrize(
    ("encoding", "mark", "found"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", codecs.BOM_UTF8, "utf-8-sig"),
        ("gbk", b"", "gb18030"),
        ("gb18030", b"", "gb18030"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
    ],
)
def test_encodings_are_found_out(tmp_path: Path, encoding: str, mark: bytes, found: str) -> None:
    path = tmp_path / "m.csv"
    path.write_bytes(mark + TEXT.encode(encoding))
    with open_table(path) as table:
        assert (table.kind, table.encoding) == ("csv", found)
        assert [list(row.cells) for row in table.rows()] == [
            ["姓名", "手机", "卡号"], ["林晓棠", "13800138000", "00012"], ["陈默", "", ""],
        ]  # fmt: skip


def test_an_encoding_that_was_told(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_bytes("姓名,電話\n陳默,5\n".encode("big5"))
    with open_table(path, encoding="big5") as table:
        assert [list(row.cells) for row in table.rows()][1] == ["陳默", "5"]


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_separators(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "m.txt"
    path.write_text(f'a{separator}"b,;c"\n1{separator}2\n', "utf-8")
    assert cells(path) == [["a", "b,;c"], ["1", "2"]]


def test_cells_that_are_told_to_be_text(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text('card,note\n="00123","say ""hi""\nthen go"\n', "utf-8")
    assert cells(path)[1] == ["00123", 'say "hi"\nthen go']


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(["王", "a", "12", "", "张三丰", "x y"]), min_size=2, max_size=4), min_size=1, max_size=5),
       st.sampled_from(["utf-8", "gb18030", "utf-16"]))  # fmt: skip
def test_any_table_comes_back(tmp_path: Path, table: list[list[str]], encoding: str) -> None:
    path = tmp_path / "m.csv"
    rows = [["头", "尾", "中", "文"], *table]
    path.write_bytes("".join(",".join(row) + "\n" for row in rows).encode(encoding))
    assert cells(path) == rows


def test_a_workbook_of_openpyxl(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["B2"], book.active["C2"], book.active["D2"] = "卡号", "生日", "余额"
    book.active["B4"], book.active["C4"], book.active["D4"] = 42, datetime.date(1990, 5, 21), 0.1 + 0.2
    book.active["B4"].number_format = "00000000"
    book.active["E4"], book.active["F4"] = True, datetime.datetime(2020, 1, 2, 8, 30)  # noqa: DTZ001 - sheets know no zones
    book.create_sheet("空")
    book.save(tmp_path / "m.xlsx")
    with open_table(tmp_path / "m.xlsx") as table:
        rows = list(table.rows())
        assert (table.sheets, table.zeros) == (("Sheet", "空"), {1: 8})
    assert (rows[1].number, rows[1].cells[1:4]) == (2, ["卡号", "生日", "余额"])
    assert rows[3].cells[1:] == ["42", "1990-05-21", "0.3", "TRUE", "2020-01-02 08:30:00"]
    assert cells(tmp_path / "m.xlsx", "空") == []
    assert reason(tmp_path / "m.xlsx", "没有") == "sheet"


def test_a_workbook_of_xlsxwriter_with_formats_of_zeros(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "m.xlsx"))
    sheet = book.add_worksheet("会员")
    sheet.write_row(0, 0, ["a", "b", "c"])
    sheet.write_number(1, 0, 7, book.add_format({"num_format": "000000"}))
    sheet.write_number(1, 1, 7, book.add_format({"num_format": "0.00"}))
    sheet.write_string(1, 2, "0007")
    book.close()
    with open_table(tmp_path / "m.xlsx", "会员") as table:
        assert table.zeros == {0: 6}
        assert [list(row.cells) for row in table.rows()][1] == ["7", "7", "0007"]


def workbook(path: Path, sheet: str, prefix: str = "") -> Path:
    """A workbook as bare as the format allows, of a sheet's XML."""
    p = f"{prefix}:" if prefix else ""
    space = f"xmlns:{prefix}" if prefix else "xmlns"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<{p}workbook {space}="{MAIN}" xmlns:r="{RELATIONS}"><{p}sheets><{p}sheet name="A &amp; B" sheetId="1" r:id="rId1"/></{p}sheets></{p}workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<{p}worksheet {space}="{MAIN}"><{p}sheetData>{sheet}</{p}sheetData></{p}worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return path


def test_text_in_the_cells_themselves_and_a_prefix(tmp_path: Path) -> None:
    row = '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>姓名</x:t></x:is></x:c><x:c r="B1"><x:v>7</x:v></x:c></x:row>'
    path = workbook(tmp_path / "m.xlsx", row, "x")
    with open_table(path) as table:
        assert table.sheets == ("A & B",)
        assert [list(each.cells) for each in table.rows()] == [["姓名", "7"]]


def test_a_stray_cell_at_the_far_corner_takes_no_memory(tmp_path: Path) -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert reason(workbook(tmp_path / "far.xlsx", far)) == "too_big"
    sly = "<row r='1'><c  s='1' r = 'A1'><v>1</v></c></row><row><c r = 'ZZ900000'><v>1</v></c></row>"
    assert reason(workbook(tmp_path / "sly.xlsx", sly)) == "too_big"


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming_sheets, "MOST_UNPACKED", 1 << 20)
    path = workbook(tmp_path / "bomb.xlsx", "<row>" + " " * (2 << 20) + "</row>")
    assert path.stat().st_size < 1 << 16
    assert reason(path) == "too_big"


def test_entities_are_not_blown_up(tmp_path: Path) -> None:
    path = tmp_path / "m.xlsx"
    workbook(path, '<row r="1"><c r="A1" t="inlineStr"><is><t>&lol;</t></is></c></row>')
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    nested = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    evil = f'<!DOCTYPE worksheet [<!ENTITY l0 "lol">{nested}<!ENTITY lol "&l9;">]>'
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace("?>", f"?>{evil}", 1)
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    try:
        found = cells(path)
    except PosError as error:
        assert error.code == "bad_file"
    else:
        assert sum(len(cell) for row in found for cell in row) < 1000


def test_an_old_workbook() -> None:
    with open_table(DATA / "members.xls") as table:
        assert (table.kind, table.sheets) == ("xls", ("会员资料",))
        assert list(table.rows())[2].cells == ["00012345", "林晓棠", "13800138000", "120.5", "88", "1990-05-21"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "html"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "html"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken", "damaged"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", "encoding"),
        (b"\x80\x81\xff\xff,\n", "encoding"),
    ],
)
def test_files_that_are_no_table(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "m.xlsx"
    path.write_bytes(content)
    assert reason(path) == why


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(PosError) as caught:
        cells(tmp_path / "nothing.csv")
    assert caught.value.code == "not_found"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"]))
def test_any_bytes_are_a_table_or_refused(tmp_path: Path, content: bytes, head: bytes) -> None:
    path = tmp_path / "m.csv"
    path.write_bytes(head + content)
    try:
        cells(path)
    except PosError as error:
        assert error.code == "bad_file"


@pytest.mark.parametrize("cut", [200, 900, 2000])
def test_a_workbook_cut_off(tmp_path: Path, cut: int) -> None:
    data = (DATA / "members.xls").read_bytes()[:cut]
    path = tmp_path / "m.xls"
    path.write_bytes(data)
    assert reason(path) == "damaged"


def test_every_opener_is_reached_by_content_not_by_name(tmp_path: Path) -> None:
    path = tmp_path / "m.xls"
    path.write_text(TEXT, "utf-8")
    assert cells(path)[0] == ["姓名", "手机", "卡号"]
    assert incoming_csv.detect(path) == "utf-8"
    assert incoming_table.MOST_COLUMNS >= 256
