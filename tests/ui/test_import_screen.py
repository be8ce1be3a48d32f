"""Importing members at the window: file, columns, verdicts, taking over, cancelling."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from tests.ui.live import Live, press

from memberpos.domain.member_profile import CustomField
from memberpos.services import definitions, imports, members
from memberpos.ui.dialogs.save_as import SaveAsDialog
from memberpos.ui.screens.import_members import CHECKED, COLUMNS, DONE, FILE, RUNNING, ImportScreen
from memberpos.ui.settings_pages.base import choose

TABLE = "编号,客户,手机,余额,鞋\n001,甲,13900139001,12.5,38\n002,乙,电话,1,\n003,丙,13900139003.0,2,\n"


@pytest.fixture
def screen(qtbot, live: Live) -> ImportScreen:
    live.run(lambda use: definitions.set_fields(use, [CustomField("shoe", "Shoe", "number")]))
    return live.show("import", ImportScreen)


@pytest.fixture
def table(live: Live, tmp_path: Path) -> Path:
    path = tmp_path / "old.csv"
    live.read(lambda _db: path.write_bytes(TABLE.encode("gbk")))
    return path


def chosen(screen: ImportScreen) -> list[str]:
    return [box.currentData() for box in screen._map._boxes]


def at(qtbot, screen: ImportScreen, step: str) -> None:
    qtbot.waitUntil(lambda: screen._step == step and screen.context.runner.idle)


def test_from_a_file_to_members(qtbot, live: Live, screen: ImportScreen, table: Path) -> None:
    before = live.read(members.count)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(table))])
    screen.dropEvent(
        QDropEvent(
            QPointF(9, 9), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    at(qtbot, screen, COLUMNS)
    assert chosen(screen) == ["", "", "phone", "stored", ""]
    live.stage.window.take_key("F12")
    at(qtbot, screen, CHECKED)
    assert screen._result.refused == 1, "a phone is name enough"
    live.stage.window.take_key("Esc")
    for place, name in ((0, "card"), (1, "name"), (4, "custom.shoe")):
        choose(screen._map._boxes[place], name)
        screen._map._chosen(screen._map._boxes[place])
    screen._map._percent.setText("20")
    live.stage.window.take_key("F12")
    at(qtbot, screen, CHECKED)
    assert (screen._result.sums.principal_fen, screen._result.sums.bonus_fen) == (1160, 290)
    assert [row.code for row in screen._checked._rows] == ["bad_phone"]
    press(screen, "rows-warning")
    qtbot.waitUntil(lambda: [row.code for row in screen._checked._rows] == ["phone_repaired"])
    assert live.read(members.count) == before, "nothing is booked by looking"
    live.stage.window.take_key("F5")
    dialog = live.dialog(SaveAsDialog)
    assert dialog._field.text().endswith("old.refused.xlsx")
    dialog.accept()
    qtbot.waitUntil(lambda: any("1 row" in text for text in live.toasts()))
    sheet = table.with_name("old.refused.xlsx")
    rows = live.read(lambda _db: list(openpyxl.load_workbook(sheet).active.values))
    assert rows[1] == ("002", "乙", "电话", "1", None, "No phone number")
    live.stage.window.take_key("F12")
    at(qtbot, screen, DONE)
    assert live.read(members.count) == before + 2
    found = live.read(lambda db: db.one("SELECT name, custom FROM member WHERE k_phone = '13900139001'"))
    assert tuple(found) == ("甲", '{"shoe": "38"}')
    assert "2 members and 2 cards" in screen._end._title.text()
    live.stage.window.take_key("F5")
    dialog = live.dialog(SaveAsDialog)
    dialog._field.setText(str(table.with_name("later.csv")))
    dialog.accept()
    qtbot.waitUntil(table.with_name("later.csv").exists)
    live.stage.window.take_key("F12")
    qtbot.waitUntil(lambda: not live.read(lambda _db: list(live.till.folder.glob("import-*"))))
    live.stage.window.go("import")
    assert screen._step == FILE


def test_a_field_is_in_one_column(qtbot, live: Live, screen: ImportScreen, table: Path) -> None:
    screen.take_file(table)
    at(qtbot, screen, COLUMNS)
    choose(screen._map._boxes[1], "phone")
    screen._map._chosen(screen._map._boxes[1])
    assert chosen(screen) == ["", "phone", "", "stored", ""]
    choose(screen._map._boxes[0], "principal")
    screen._map._chosen(screen._map._boxes[0])
    assert chosen(screen) == ["principal", "phone", "", "", ""]
    choose(screen._map._boxes[1], "")
    live.stage.window.take_key("F12")
    at(qtbot, screen, COLUMNS)
    qtbot.waitUntil(lambda: "which column is the name" in screen._problem.text())


@pytest.mark.parametrize("phase", ["read", "book"])
def test_esc_cancels_without_a_trace(
    qtbot, live: Live, screen: ImportScreen, tmp_path: Path, phase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "many.csv"
    rows = "".join(f"{n:06},人{n},139{n:08}\n" for n in range(1500))
    live.read(lambda _db: path.write_text("卡号,姓名,手机\n" + rows, "utf-8"))
    before = live.read(lambda db: [db.value("SELECT max(seq) FROM event"), members.count(db)])
    screen.take_file(path)
    at(qtbot, screen, COLUMNS)
    if phase == "book":
        live.stage.window.take_key("F12")
        at(qtbot, screen, CHECKED)

    real = imports.check if phase == "read" else imports.take

    def told(*arguments: object) -> object:
        *first, tell, cancel = arguments

        def tell_here(progress: imports.Progress) -> None:
            if progress.phase == phase and progress.done:
                cancel.set()
            tell(progress)

        return real(*first, tell_here, cancel)

    monkeypatch.setattr(imports, real.__name__, told)
    live.stage.window.take_key("F12")
    at(qtbot, screen, COLUMNS if phase == "read" else CHECKED)
    assert "Nothing was changed" in screen._problem.text()
    assert live.read(lambda db: [db.value("SELECT max(seq) FROM event"), members.count(db)]) == before
    screen._drop_scratch()
    qtbot.waitUntil(lambda: live.till.runner.idle)


def test_esc_while_it_runs_is_a_cancel(live: Live, screen: ImportScreen) -> None:
    screen._turn(RUNNING)
    live.stage.window.take_key("Esc")
    assert screen._cancel.is_set()
    screen._turn(FILE)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"), (b"<html></html>", "web page"), (b"PK\x03\x04x", "no XLSX"), (b"\x80\x81\xff\xff,\n", "encoding"),
        (b",,\n", "headings"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_taken(
    qtbot, live: Live, screen: ImportScreen, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "x.xlsx"
    live.read(lambda _db: path.write_bytes(content))
    screen.take_file(path)
    qtbot.waitUntil(lambda: words in screen._problem.text())
    assert screen._step == FILE


def test_another_sheet_of_the_workbook(qtbot, live: Live, screen: ImportScreen, tmp_path: Path) -> None:
    path = tmp_path / "two.xlsx"

    def make(_db: object) -> None:
        book = openpyxl.Workbook()
        book.active.append(["说明"])
        sheet = book.create_sheet("会员")
        sheet.append(["姓名", "手机"])
        sheet.append(["甲", 13900139001])
        book.save(path)

    live.read(make)
    screen.take_file(path)
    at(qtbot, screen, COLUMNS)
    assert chosen(screen) == ["notes"]
    screen._map.sheet_box.setCurrentIndex(1)
    screen._other_sheet()
    qtbot.waitUntil(lambda: chosen(screen) == ["name", "phone"])
