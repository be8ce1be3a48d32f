from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from tests.ui.conftest import Till
from tests.ui.stage import Stage

from memberpos.services import shifts, staff
from memberpos.services.use import Use
from memberpos.ui.dialogs.approve import ApproveDialog
from memberpos.ui.dialogs.cash_move import CashMoveDialog
from memberpos.ui.dialogs.open_shift import OpenShiftDialog
from memberpos.ui.dialogs.shift_reports import ShiftClosedDialog, XReportDialog
from memberpos.ui.screen import Screen
from memberpos.ui.screens.shift import ShiftScreen
from memberpos.ui.widgets.count_sheet import CountSheet
from memberpos.ui.widgets.overlay import Dialog


class Desk:
    """The shift's screen of a real till, worked by keys."""

    def __init__(self, qtbot: Any, stage: Stage, till: Till) -> None:
        self.qtbot, self.stage, self.till, self.printed, self.kicks = qtbot, stage, till, [], []
        self.papers: list[Any] = []
        services = {
            "now_ms": lambda: till.now_ms, "print_event": self.printed.append, "kick_drawer": lambda: self.kicks.append(1),
            "paper": lambda _db, _event: b"", "language": lambda: "en", "print_document": self.papers.append,
        }  # fmt: skip
        context = till.context(stage, **services)
        stage.window.set_session(replace(stage.window.session(), rights=frozenset({"report.x"})))
        stage.window._factories["shift"] = lambda: ShiftScreen(context)
        stage.window._factories["reports"] = lambda: Screen(context)
        stage.window.go("shift")
        self.screen: ShiftScreen = stage.window.screen("shift")
        self.until(lambda: self.screen._facts is not None)

    def until(self, predicate: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(predicate()), timeout=30_000)

    def press(self, key: str) -> None:
        assert self.stage.window.take_key(key), key

    def dialog(self, kind: type[Dialog]) -> Any:
        self.until(lambda: [d for d in self.stage.window.findChildren(kind) if d.isVisible()])
        return [d for d in self.stage.window.findChildren(kind) if d.isVisible()][-1]

    def step(self, name: str) -> None:
        self.until(lambda: self.screen._step == name)

    def enter(self, name: str, text: str) -> None:
        field = self.stage.window.findChild(QWidget, name)
        field.setText(text)

    def value(self, sql: str) -> Any:
        return self.till.writer.call(lambda db: db.value(sql))

    def key_names(self) -> list[str]:
        hints = self.screen.keys()
        return [hint.key for hint in hints]

    def words(self) -> str:
        return "\n".join(label.text() for label in self.screen.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def desk(qtbot: Any, stage: Stage, till: Till) -> Desk:
    return Desk(qtbot, stage, till)


@pytest.fixture
def open_desk(qtbot: Any, stage: Stage, till: Till) -> Desk:
    till.writer.call(lambda db: shifts.open_shift(till.use(db), 20000))
    made = Desk(qtbot, stage, till)
    made.step("open")
    return made


def test_a_shift_is_opened_from_here(desk: Desk) -> None:
    desk.step("none")
    desk.press("F12")
    desk.dialog(OpenShiftDialog)
    desk.enter("float", "150")
    desk.press("F12")
    desk.step("open")
    assert "150.00" in desk.words()
    assert desk.key_names() == ["F4", "F6", "F7", "F9", "F5", "F12", "Esc"]


def test_money_out_of_the_drawer_needs_sum_and_reason(open_desk: Desk) -> None:
    open_desk.press("F6")
    dialog = open_desk.dialog(CashMoveDialog)
    open_desk.press("F12")
    assert dialog.problem.text() == "Enter an amount."
    open_desk.enter("amount", "35")
    open_desk.press("F12")
    assert dialog.problem.text() == "Give a reason."
    dialog._chips[0].click()
    open_desk.press("F12")
    open_desk.until(lambda: open_desk.screen._moves._table.lines.rowCount() == 1)
    line = open_desk.screen._moves._table.lines.line(0)
    assert (line.cells[2], line.cells[4].text) == ("Small purchase", "−35.00")
    assert open_desk.kicks == [1]


def test_the_drawer_opens_without_a_sum(open_desk: Desk) -> None:
    open_desk.press("F9")
    dialog = open_desk.dialog(CashMoveDialog)
    assert not dialog._amount.isVisible()
    open_desk.enter("reason", "coins")
    QTest.keyClick(dialog._reason, Qt.Key.Key_Return)
    open_desk.until(lambda: open_desk.kicks == [1])
    assert open_desk.value("SELECT json_extract(payload, '$.kind') FROM event ORDER BY seq DESC LIMIT 1") == "no_sale"


def test_a_cashier_asks_for_approval(open_desk: Desk) -> None:
    till = open_desk.till
    till.writer.call(lambda db: staff.add(till.use(db), "Cashier", "cashier", "1357", "2"))
    cashier = open_desk.value("SELECT id FROM staff WHERE role = 'cashier'")
    till.runner._make_use = lambda db: Use(db, till.now_ms, uuid.uuid4, cashier)
    open_desk.press("F4")
    open_desk.dialog(CashMoveDialog)
    open_desk.enter("amount", "10")
    open_desk.enter("reason", "coins")
    open_desk.press("F12")
    assert open_desk.dialog(ApproveDialog) is not None
    assert open_desk.value("SELECT count(*) FROM event WHERE kind = 'cash.move'") == 0


def count(desk: Desk, **fields: str) -> None:
    desk.press("F12")
    desk.step("counting")
    for name, text in fields.items():
        desk.enter(name.replace("_", "-", 1), text)
    desk.press("F12")


def test_a_short_drawer_is_told_after_the_count_and_closed_with_a_reason(open_desk: Desk) -> None:
    open_desk.press("F12")
    open_desk.step("counting")
    assert "200.00" not in open_desk.words().replace("Float\n200.00", "")
    open_desk.enter("pieces-10000", "1")
    open_desk.enter("pieces-5000", "1")
    open_desk.enter("count-bank_card", "0")
    open_desk.press("F12")
    open_desk.step("counted")
    assert "−50.00" in open_desk.words()
    assert "Too little" in open_desk.words()
    open_desk.press("F12")
    assert open_desk.screen._review._problem.isVisible()
    assert open_desk.value("SELECT count(*) FROM z_report") == 0
    open_desk.screen._review._chips[-1].click()
    open_desk.press("F12")
    dialog = open_desk.dialog(ShiftClosedDialog)
    assert dialog._difference.text() == "−50.00"
    assert len(open_desk.printed) == 1
    open_desk.press("Ctrl+P")
    assert open_desk.printed == open_desk.printed[:1] * 2
    open_desk.press("Enter")
    assert open_desk.stage.window.place == "reports"
    payload = "SELECT json_extract(payload, '$.{}') FROM event WHERE kind = 'shift.close'"
    assert open_desk.value(payload.format("reason")) == "Unknown"
    assert open_desk.value(payload.format("counted.cash_fen")) == 15000


def test_a_right_drawer_asks_no_reason(open_desk: Desk) -> None:
    count(open_desk, count_cash="200")
    open_desk.step("counted")
    assert not open_desk.screen._review._reason.isVisible()
    assert "Cash is right" in open_desk.words()
    open_desk.press("F12")
    open_desk.dialog(ShiftClosedDialog)
    open_desk.press("Enter")


def test_the_first_count_is_kept_and_recounts_follow(open_desk: Desk) -> None:
    count(open_desk, count_cash="190")
    open_desk.step("counted")
    open_desk.press("F9")
    open_desk.step("counting")
    assert open_desk.screen._count._sheet.fen() is None
    open_desk.enter("count-cash", "200")
    open_desk.press("F12")
    open_desk.step("counted")
    open_desk.press("F12")
    open_desk.dialog(ShiftClosedDialog)
    open_desk.press("Enter")
    docs = "SELECT group_concat(json_extract(doc, '$.cash_fen')) FROM (SELECT doc FROM shift_count ORDER BY n)"
    assert open_desk.value(docs) == "19000,20000"


def test_a_terminal_that_gave_back_is_counted_by_finger(open_desk: Desk) -> None:
    open_desk.press("F12")
    open_desk.step("counting")
    open_desk.enter("count-cash", "200")
    panel = open_desk.screen._count
    panel._others["bank_card"].setFocus()
    for name in ("9", "±"):
        QTest.mouseClick(panel._pad.findChild(QWidget, f"pad-{name}"), Qt.MouseButton.LeftButton)
    open_desk.press("F12")
    open_desk.step("counted")
    assert open_desk.value("SELECT json_extract(doc, '$.bank_card_fen') FROM shift_count") == -900


def test_a_count_without_cash_is_not_taken(open_desk: Desk) -> None:
    count(open_desk)
    assert open_desk.screen._count._problem.isVisible()
    assert open_desk.value("SELECT count(*) FROM shift_count") == 0


def test_back_to_selling(open_desk: Desk) -> None:
    open_desk.press("F12")
    open_desk.step("counting")
    open_desk.press("Esc")
    open_desk.step("open")
    open_desk.until(lambda: open_desk.value("SELECT state FROM shift") == "open")
    count(open_desk, count_cash="1")
    open_desk.step("counted")
    open_desk.press("Esc")
    open_desk.step("open")
    open_desk.press("Esc")
    assert open_desk.stage.window.place == "counter"


def test_x_is_for_who_may_see_it_and_not_while_counting(open_desk: Desk) -> None:
    open_desk.press("F5")
    dialog = open_desk.dialog(XReportDialog)
    open_desk.until(lambda: bool(dialog._z))
    assert dialog._z["expected_cash_fen"] == 20000
    open_desk.press("Ctrl+P")
    open_desk.until(lambda: len(open_desk.papers) == 1)
    assert open_desk.papers[0].document.z_number is None
    open_desk.press("F12")
    open_desk.step("counting")
    assert "F5" not in open_desk.key_names()


def test_x_is_off_without_the_right(open_desk: Desk) -> None:
    window = open_desk.stage.window
    window.set_session(replace(window.session(), rights=frozenset()))
    open_desk.screen._show()
    hints = {hint.key: hint for hint in open_desk.stage.window.hints()}
    assert hints["F5"].enabled is False
    assert not open_desk.screen._moves._x.isVisible()


def test_a_shift_of_yesterday_is_told(qtbot: Any, stage: Stage, till: Till) -> None:
    till.writer.call(lambda db: shifts.open_shift(till.use(db), 0))
    till.now_ms += 24 * 3_600_000
    desk = Desk(qtbot, stage, till)
    desk.step("open")
    assert "earlier day" in desk.words()


@pytest.fixture
def sheet(qtbot: Any, english: None) -> CountSheet:
    made = CountSheet("CNY")
    qtbot.addWidget(made)
    made.show()
    return made


def test_pieces_make_the_sum(sheet: CountSheet) -> None:
    assert sheet.fen() is None
    sheet._pieces[10000].setText("3")
    sheet._pieces[50].setText("3")
    assert (sheet.fen(), sheet.pieces()) == (30150, {10000: 3, 50: 3})
    assert sheet._sums[50].text() == "= 1.50"
    sheet._pieces[10000].clear()
    sheet._pieces[50].clear()
    assert sheet.fen() is None


def test_a_typed_sum_takes_the_pieces_away(sheet: CountSheet) -> None:
    sheet._pieces[10000].setText("3")
    sheet._total.setFocus()
    sheet._total.selectAll()
    QTest.keyClicks(sheet._total, "12.5")
    assert (sheet.fen(), sheet.pieces()) == (1250, {})
    assert sheet._sums[10000].text() == ""


def test_enter_and_arrows_walk_the_pieces(qtbot: Any, sheet: CountSheet) -> None:
    fields = list(sheet._pieces.values())
    fields[0].setFocus()
    QTest.keyClick(fields[0], Qt.Key.Key_Down)
    assert fields[1].hasFocus()
    QTest.keyClick(fields[1], Qt.Key.Key_Up)
    assert fields[0].hasFocus()
    with qtbot.waitSignal(sheet.done):
        QTest.keyClick(fields[-1], Qt.Key.Key_Return)


@pytest.mark.parametrize(("currency", "largest"), [("TWD", 200000), ("HKD", 100000), ("JPY", 10000)])
def test_each_currency_has_its_notes(qtbot: Any, currency: str, largest: int) -> None:
    made = CountSheet(currency)
    qtbot.addWidget(made)
    assert max(made._pieces) == largest
