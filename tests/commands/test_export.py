"""The command `export` as owners and their scripts type it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pypdf
import pytest
from tests.reports.days import busy_day
from tests.services.shop import GOODS, TIERS, Shop, new_shop

from memberpos.cli import main
from memberpos.home import home_layout, open_home, open_layout
from memberpos.security.keys import Cost
from memberpos.services import adjust, exports, members, setup
from memberpos.store.writer import Writer

FAST = Cost(time=1, memory_kib=8, lanes=1)


def fill(home: Path) -> None:
    from memberpos.services import products, shifts

    with open_home(home) as opened:
        db = opened.open_database()
        shop = Shop(db, "")
        request = setup.SetupRequest(
            "阳光咖啡", "周敏", "1234", rules={"law.enforce": False, "points.rate": "1/1", "tiers": TIERS}
        )
        shop.owner_id = setup.create_shop(shop.use(), request).owner_id
        for product in GOODS:
            products.put(shop.use(), product)
        shifts.open_shift(shop.use(), 20000)
        busy_day(shop)
        db.close()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "home"
    open_layout(home_layout(folder, None), create=True, exclusive=True, cost=FAST).close()
    fill(folder)
    return folder


def export(home: Path, *words: str) -> int:
    return main(["--home", str(home), "export", *words])


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))


def test_members_as_csv(home: Path, tmp_path: Path) -> None:
    assert export(home, "members", str(tmp_path / "m.csv")) == 0
    first, second = rows_of(tmp_path / "m.csv")
    assert (first["姓名"], first["手机"], first["等级"]) == ("林晓棠", "+8613800136021", "金卡")
    assert (first["本金"], first["赠金"], first["卡号"]) == ("226.67", "50.00", "")
    assert float(first["累计消费"]) > 0
    assert second["姓名"] == "'=HYPERLINK(1)"


def test_headings_in_another_language(home: Path, tmp_path: Path) -> None:
    assert export(home, "members", str(tmp_path / "m.csv"), "--language", "en") == 0
    assert {"Name", "Phone", "Principal"} <= set(rows_of(tmp_path / "m.csv")[0])


def test_sales_add_up_to_the_day(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(home, "sales", str(tmp_path / "s.json"), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    found = json.loads((tmp_path / "s.json").read_text("utf-8"))
    assert told == {"export": "sales", "file": str(tmp_path / "s.json"), "rows": len(found["rows"])}
    assert export(home, "end-of-day", str(tmp_path / "d.json"), "--date", "2026-01-01") == 0
    day = json.loads((tmp_path / "d.json").read_text("utf-8"))
    value = day["tables"]["sales_value"]["totals"]
    assert sum(row["net_fen"] for row in found["rows"]) == value["sales_fen"]
    assert sum(row["refunded_fen"] for row in found["rows"]) == value["refunds_fen"]
    assert (day["books_agree"], day["open_shift"], day["currency"]) == (True, "20260101-A", "CNY")


def test_the_ledger_sums_to_zero(home: Path, tmp_path: Path) -> None:
    assert export(home, "ledger", str(tmp_path / "l.XLSX")) == 0
    page = openpyxl.load_workbook(tmp_path / "l.XLSX").active
    heads = [cell.value for cell in page[1]]
    at = heads.index("金额")
    assert round(sum(row[at] or 0 for row in page.iter_rows(min_row=2, values_only=True)), 2) == 0
    assert {row[heads.index("科目")] for row in page.iter_rows(min_row=2, values_only=True)} >= {
        "PRINCIPAL",
        "CASH",
        "POINTS",
    }


def test_a_day_as_pdf_while_the_till_is_open(home: Path, tmp_path: Path) -> None:
    with open_home(home) as opened:
        writer: Writer = opened.open_writer()
        assert export(home, "end-of-day", str(tmp_path / "d.pdf"), "--date", "2026-01-01") == 0
        writer.close()
    assert "班次 20260101-A 尚未交班" in pypdf.PdfReader(tmp_path / "d.pdf").pages[0].extract_text()


def test_today_is_the_default(home: Path, tmp_path: Path) -> None:
    assert export(home, "end-of-day", str(tmp_path / "d.csv")) == 0
    assert (tmp_path / "d.csv").read_text("utf-8-sig").startswith("阳光咖啡 日结报表")


@pytest.mark.parametrize(
    "words",
    [
        ["goods", "x.csv"], ["members", "x.pdf"], ["members", "x"], ["end-of-day", "x.docx"], ["members"], [],
        ["end-of-day", "x.pdf", "--date", "yesterday"], ["members", "x.csv", "--date", "2026-01-01"],
        ["members", "x.csv", "--language", "fr"],
    ],
)  # fmt: skip
def test_wrong_usage(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as caught:
        export(home, *words)
    assert caught.value.code == 2
    assert list(tmp_path.iterdir()) == []


def test_refusals_have_a_code(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", str(tmp_path / "none"), "export", "members", str(tmp_path / "x.csv")]) == 1
    assert capsys.readouterr().err.startswith("not_found: ")
    (tmp_path / "file").write_text("")
    assert export(home, "members", str(tmp_path / "file" / "x.csv")) == 1
    assert capsys.readouterr().err.startswith("bad_file: ")


def test_a_home_without_a_shop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    open_layout(home_layout(tmp_path / "empty", None), create=True, exclusive=True, cost=FAST).close()
    assert export(tmp_path / "empty", "members", str(tmp_path / "x.xlsx")) == 1
    assert capsys.readouterr().err.startswith("not_found: ")
    assert not (tmp_path / "x.xlsx").exists()


def test_reminders_of_points_birthdays_and_tiers(tmp_path: Path) -> None:
    shop = new_shop(tmp_path, {"points.expiry": "months:0:end_of_month", "tiers.validity": "months:1"})
    member = members.enrol(shop.use(), members.EnrolRequest("林", "13800136021", "1990-12-01", lunar=True))
    for points in (30, 12):
        adjust.points(shop.use(), member.member_id, points, "test")
    file = tmp_path / "r.csv"
    assert exports.write(shop.db, "reminders", file, shop.now_ms, language="en") == 3
    assert [(row["Reminder"], row["Date"], row["Points"]) for row in rows_of(file)] == [
        ("Birthday", "2026-01-19", ""), ("Points expire", "2026-01-31", "42"), ("Tier ends", "2026-02-01", ""),
    ]  # fmt: skip
    assert {row["Phone"] for row in rows_of(file)} == {"+8613800136021"}
    shop.db.close()
