from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from tests.ui.conftest import Till
from tests.ui.stage import Stage

from memberpos.domain.cart import Cart
from memberpos.domain.catalog import Product
from memberpos.printing.render import lay_out
from memberpos.printing.template import template_for
from memberpos.services import checkout, members, products, recharges, shifts
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.store.database import Database
from memberpos.ui.dialogs.save_as import SaveAsDialog
from memberpos.ui.screen import Screen
from memberpos.ui.screens.end_of_day import EndOfDayScreen
from memberpos.ui.widgets import Toast

DAY_MS = 24 * 3_600_000
LATTE = Product("LATTE", "拿铁", 2800)


def sell(till: Till, db: Database, kind: str = "cash", member: str | None = None) -> None:
    use = till.use(db)
    cart = Cart(str(use.new_id())).set_member(member).add(LATTE)
    checkout.finish(use, FinishSale(cart, (TenderRequest(kind, None),)))


def two_days(till: Till, db: Database) -> None:
    """Yesterday, when the shop was made, and today."""
    products.put(till.use(db), LATTE)
    shifts.open_shift(till.use(db), 20000)
    sell(till, db)
    shifts.close(till.use(db), {"cash_fen": 22700}, "unknown")
    till.now_ms += DAY_MS
    shifts.open_shift(till.use(db), 10000)
    member = members.enrol(till.use(db), members.EnrolRequest("林晓棠", "13800136021")).member_id
    recharges.recharge(till.use(db), recharges.RechargeRequest(member, 10000, 2000))
    sell(till, db, "stored_value", member)
    sell(till, db)


def aside(work: Callable[[], Any]) -> Any:
    """Files are read on another thread: the guard of the UI thread is on."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


class Desk:
    """The end of day of a real till."""

    def __init__(self, qtbot: Any, stage: Stage, till: Till, home: Path, *rights: str) -> None:
        self.qtbot, self.stage, self.papers = qtbot, stage, []
        services = {
            "now_ms": lambda: till.now_ms, "language": lambda: "zh_CN", "print_document": self.papers.append, "home": home,
        }  # fmt: skip
        context = till.context(stage, **services)
        stage.window.set_session(replace(stage.window.session(), staff_id=till.owner_id, rights=frozenset(rights)))
        stage.window._factories["reports"] = lambda: EndOfDayScreen(context)
        stage.window._factories["shift"] = lambda: Screen(context)
        stage.window.go("reports")
        self.screen: EndOfDayScreen = stage.window.screen("reports")

    def until(self, predicate: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(predicate()), timeout=60_000)

    def shown(self, date: str) -> None:
        self.until(lambda: date in self.screen._title.text())

    def press(self, key: str) -> None:
        assert self.stage.window.take_key(key), key

    def cells(self) -> list[list[str]]:
        lines = self.screen._received.table.lines
        cells = [lines.line(row).cells for row in range(lines.rowCount())]
        return [[cell if isinstance(cell, str) else cell.text for cell in row] for row in cells]

    def words(self) -> str:
        return "\n".join(label.text() for label in self.screen.findChildren(QLabel) if label.isVisible())

    def enabled(self) -> dict[str, bool]:
        hints = self.screen.keys()
        return {hint.key: hint.enabled for hint in hints}


@pytest.fixture
def yesterday(empty_till: Till) -> None:
    empty_till.now_ms -= DAY_MS


@pytest.fixture
def desk(qtbot: Any, stage: Stage, yesterday: None, till: Till, tmp_path: Path) -> Desk:
    till.writer.call(lambda db: two_days(till, db))
    made = Desk(qtbot, stage, till, tmp_path / "home", "report.see", "export.make")
    made.shown("2026-11-21 Sat")
    return made


def test_today_is_shown_first(desk: Desk) -> None:
    assert desk.cells() == [
        ["Cash", "2", "28.00", "100.00", "128.00", "—", "—"], ["WeChat / Alipay", "0", "0.00", "0.00", "0.00", "—", "—"],
        ["Bank card", "0", "0.00", "0.00", "0.00", "—", "—"], ["Stored, principal", "1", "8.00", "—", "—", "—", ""],
        ["Stored, bonus", "1", "20.00", "—", "—", "—", ""],
        ["Total", "2", "56.00", "100.00", "128.00", "—", "—"],
    ]  # fmt: skip
    words = desk.words()
    for text in ("¥ 56.00", "¥ 100.00", "plus bonus 20.00", "50.0%", "Books agree", "Not counted yet", "92.00"):
        assert text in words
    assert desk.enabled()["F5"]
    assert not desk.enabled()["F6"]


def test_the_day_before_and_back(desk: Desk) -> None:
    desk.press("F5")
    desk.shown("2026-11-20 Fri")
    assert desk.cells()[0] == ["Cash", "1", "28.00", "0.00", "28.00", "27.00", "−1.00"]
    assert not desk.enabled()["F5"]
    desk.press("F6")
    desk.shown("2026-11-21 Sat")


def test_the_slip_is_a_whole_paper(desk: Desk) -> None:
    desk.press("Ctrl+P")
    desk.until(lambda: desk.papers)
    content = desk.papers[0]
    template, _ = aside(lambda: template_for("report", None))
    for columns in (32, 48):
        text = "\n".join(line.text for line in lay_out(content.document, template, content.language, columns))
        assert "日结报表" in text
        assert "128.00" in text
        assert "储值负债" in text


def test_a_workbook_is_written_where_it_was_asked(desk: Desk, tmp_path: Path) -> None:
    desk.press("Ctrl+E")
    dialog = desk.stage.window.findChild(SaveAsDialog)
    assert dialog._field.text() == str(tmp_path / "home" / "exports" / "End of day 2026-11-21.xlsx")
    dialog.accept()
    desk.until(lambda: desk.stage.window.findChildren(Toast))
    file = tmp_path / "home" / "exports" / "End of day 2026-11-21.xlsx"
    page = aside(lambda: openpyxl.load_workbook(file).active)
    assert page["A1"].value == "Shop  日结报表"


def test_a_pdf_is_written_off_this_thread(desk: Desk, tmp_path: Path) -> None:
    desk.screen.write(tmp_path / "day.pdf")
    desk.until(lambda: desk.stage.window.findChildren(Toast))
    assert "日结报表" in aside(lambda: pypdf.PdfReader(tmp_path / "day.pdf").pages[0].extract_text())


def test_a_file_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    aside(lambda: (tmp_path / "file").write_text(""))
    desk.screen.write(tmp_path / "file" / "day.xlsx")
    desk.until(lambda: desk.stage.window.findChildren(Toast))
    toast = desk.stage.window.findChildren(Toast)[0]
    assert toast.property("tone") == "bad"


def test_books_that_do_not_agree_are_red(desk: Desk, till: Till) -> None:
    till.writer.call(lambda db: db.execute("UPDATE balance SET amount = amount + 1 WHERE kind = 'PRINCIPAL'") and None)
    desk.screen.on_changed(frozenset({"sale"}))
    desk.until(lambda: desk.screen._badge.text() == "Books do not agree")
    assert desk.screen._badge.property("tone") == "bad"


def test_closing_leads_to_the_shift(desk: Desk) -> None:
    desk.press("F10")
    assert desk.stage.window.place == "shift"


def test_without_the_right_nothing_is_read(qtbot: Any, stage: Stage, till: Till, tmp_path: Path) -> None:
    desk = Desk(qtbot, stage, till, tmp_path, "report.x")
    assert "Reports need another right" in desk.words()
    assert list(desk.enabled()) == ["F10", "Esc"]
    assert till.runner.idle
    desk.screen.export(".xlsx")
    assert stage.window.findChild(SaveAsDialog) is None


def test_who_may_look_may_not_export(qtbot: Any, stage: Stage, till: Till, tmp_path: Path) -> None:
    desk = Desk(qtbot, stage, till, tmp_path, "report.see")
    desk.shown("2026-11-21")
    assert not desk.enabled()["Ctrl+E"]
    desk.screen.export(".pdf")
    assert stage.window.findChild(SaveAsDialog) is None
    assert "No sales on this day" in desk.words()


@pytest.fixture
def dialog(stage: Stage, tmp_path: Path) -> SaveAsDialog:
    made = SaveAsDialog(stage.window, tmp_path / "day.xlsx")
    made.open()
    return made


def test_the_ending_stays(qtbot: Any, dialog: SaveAsDialog, tmp_path: Path) -> None:
    dialog._field.setText(str(tmp_path / "other.txt"))
    with qtbot.waitSignal(dialog.chosen) as caught:
        dialog.accept()
    assert caught.args == [tmp_path / "other.txt.xlsx"]


@pytest.mark.parametrize("text", ["", "  ", "day.xlsx"])
def test_a_path_without_a_folder_is_not_taken(dialog: SaveAsDialog, text: str) -> None:
    dialog._field.setText(text)
    dialog.accept()
    assert dialog.problem.text() == "Give the folder and the name of the file."


def test_the_systems_window_fills_the_path(dialog: SaveAsDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("/media/stick/day.xlsx", ""))
    dialog._browse.click()
    assert dialog._field.text() == "/media/stick/day.xlsx"
