from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.live import Live

from memberpos.devices.readings import Scan
from memberpos.services import refunds
from memberpos.services.checkout import TenderRequest
from memberpos.services.results import SaleDone
from memberpos.services.sale_view import RefundableLine
from memberpos.ui.dialogs.approve import ApproveDialog
from memberpos.ui.refund_wish import ALL, AMOUNT, LINES, Wish
from memberpos.ui.screens.refund import RefundScreen


@pytest.fixture
def sold(live: Live) -> SaleDone:
    """9,400 fen: half stored value, half cash."""
    return live.sell(TenderRequest("stored_value", 5_000), TenderRequest("cash", None))


@pytest.fixture
def screen(qtbot, live: Live, sold: SaleDone) -> RefundScreen:
    shown = live.show("refund", RefundScreen)
    qtbot.waitUntil(lambda: len(shown._sales) == 1)
    return shown


def planned(qtbot, live: Live, screen: RefundScreen) -> None:
    qtbot.waitUntil(lambda: live.till.runner.idle and screen._plan is not None)


def rows(screen: RefundScreen) -> dict[str, str]:
    return {label: value for label, value, _tone in screen.panel.rows_of(screen._plan, "CNY")}


def test_pieces_are_shown_before_they_are_booked(qtbot, live: Live, screen: RefundScreen, sold: SaleDone) -> None:
    live.stage.window.read(Scan(sold.receipt_no))
    qtbot.waitUntil(lambda: screen._sale is not None)
    assert not screen.panel.book.isEnabled()
    before = live.profile()
    screen.lines.selectRow(1)
    live.stage.window.take_key("+")
    planned(qtbot, live, screen)
    assert screen._wish.lines == {2: 1000}
    assert screen.panel.due.text() == "¥ 38.00"
    assert rows(screen)["Goods back"] == "¥ 38.00"
    assert rows(screen)["Points taken back"] == "−34"
    assert live.profile() == before
    live.stage.window.take_key("F12")
    qtbot.waitUntil(lambda: bool(live.printed))
    assert live.profile().points == before.points - 34
    left = live.read(lambda db: refunds.find(db, sold.receipt_no))
    assert left.left_fen == 9_400 - 3_800
    assert screen._sale is None


def test_the_whole_line_and_less_of_it(qtbot, live: Live, screen: RefundScreen, sold: SaleDone) -> None:
    screen.find(sold.receipt_no)
    qtbot.waitUntil(lambda: screen._sale is not None)
    live.stage.window.take_key("Space")
    assert screen._wish.lines == {1: 2000}
    live.stage.window.take_key("-")
    assert screen._wish.lines == {1: 1000}
    live.stage.window.take_key("-")
    assert screen._wish.lines == {}
    live.stage.window.take_key("Space")
    live.stage.window.take_key("Space")
    assert screen._wish.lines == {}
    qtbot.waitUntil(lambda: live.till.runner.idle)
    assert screen._plan is None


def test_all_of_it_goes_back_as_it_was_paid(qtbot, live: Live, screen: RefundScreen, sold: SaleDone) -> None:
    screen.find(sold.receipt_no)
    qtbot.waitUntil(lambda: screen._sale is not None)
    live.stage.window.take_key("F4")
    planned(qtbot, live, screen)
    assert (screen._plan.cash_fen, screen._plan.principal_fen + screen._plan.bonus_fen) == (4_400, 5_000)
    screen.panel.reason.setText("cold")
    screen.refund()
    qtbot.waitUntil(lambda: len(live.printed) == 1)
    assert live.printed[0][1], "cash goes out: the drawer opens"
    assert live.profile().stored_fen == 21_000
    assert live.read(lambda db: db.value("SELECT reason FROM refund")) == "cold"


def test_an_amount_to_stored_value(qtbot, live: Live, screen: RefundScreen, sold: SaleDone) -> None:
    screen.find(sold.receipt_no)
    qtbot.waitUntil(lambda: screen._sale is not None)
    live.stage.window.take_key("F5")
    QTest.keyClicks(screen._amount, "10")
    screen.panel.to["stored_value"].click()
    planned(qtbot, live, screen)
    assert (screen._wish.mode, screen._wish.fen) == (AMOUNT, 1_000)
    assert screen._plan.cash_fen == 0
    before = live.profile().stored_fen
    screen.refund()
    qtbot.waitUntil(lambda: len(live.printed) == 1)
    assert live.profile().stored_fen == before + 1_000
    assert not live.printed[0][1]


def test_too_much_is_refused_in_words(qtbot, live: Live, screen: RefundScreen, sold: SaleDone) -> None:
    screen.find(sold.receipt_no)
    qtbot.waitUntil(lambda: screen._sale is not None)
    screen.choose_mode(AMOUNT)
    screen._amount.set_fen(999_900)
    qtbot.waitUntil(lambda: screen._problem is not None)
    assert screen.panel.hint.text().startswith("Only ¥ 94.00 is left to refund.")
    assert not screen.panel.book.isEnabled()
    live.stage.window.take_key("F12")
    assert live.printed == []


def test_a_cashier_needs_an_approval_and_presses_twice_for_nothing(
    qtbot, live: Live, screen: RefundScreen, sold: SaleDone
) -> None:
    live.sign_in(live.cashier_id)
    screen.find(sold.receipt_no)
    qtbot.waitUntil(lambda: screen._sale is not None)
    screen.choose_mode(ALL)
    planned(qtbot, live, screen)
    screen.refund()
    screen.refund()
    qtbot.waitUntil(lambda: live.stage.window._dialog() is not None)
    dialog = live.dialog(ApproveDialog)
    qtbot.waitUntil(lambda: len(dialog._buttons) == 2)
    dialog._pad.entered.emit("2468")
    qtbot.waitUntil(lambda: len(live.printed) == 1)
    assert live.read(lambda db: db.value("SELECT count(*) FROM refund")) == 1
    row = live.read(lambda db: db.one("SELECT staff_id, approver_id FROM event WHERE kind = 'refund'"))
    assert tuple(row) == (live.cashier_id, live.till.owner_id)


def test_an_approval_turned_down_leaves_the_plan(qtbot, live: Live, screen: RefundScreen, sold: SaleDone) -> None:
    live.sign_in(live.cashier_id)
    screen.find(sold.receipt_no)
    qtbot.waitUntil(lambda: screen._sale is not None)
    screen.choose_mode(ALL)
    planned(qtbot, live, screen)
    screen.refund()
    qtbot.waitUntil(lambda: live.stage.window._dialog() is not None)
    live.dialog(ApproveDialog).reject()
    assert screen.panel.hint.text().startswith("A manager must approve this.")
    assert screen.panel.book.isEnabled()


def test_the_end_of_a_number_finds_the_sale(qtbot, live: Live, screen: RefundScreen, sold: SaleDone) -> None:
    other = live.sell(member=False)
    live.context.tell(frozenset({"sale"}))
    qtbot.waitUntil(lambda: len(screen._sales) == 2)
    QTest.keyClicks(screen._search, other.receipt_no[-3:])
    qtbot.waitUntil(lambda: [sale.receipt_no for sale in screen._sales] == [other.receipt_no])
    QTest.keyClick(screen._search, Qt.Key.Key_Return)
    assert screen._sale.receipt_no == other.receipt_no
    assert not screen.panel.to["stored_value"].isEnabled()
    live.stage.window.take_key("Esc")
    assert screen._sale is None


def test_an_unknown_number_is_said(qtbot, live: Live, screen: RefundScreen) -> None:
    live.stage.window.read(Scan("nothing"))
    qtbot.waitUntil(lambda: bool(live.toasts()))
    assert "Not found: sale." in live.toasts()


def test_what_was_refunded_is_marked(qtbot, live: Live, screen: RefundScreen, sold: SaleDone) -> None:
    live.run(lambda use: refunds.refund(use, refunds.RefundRequest(sold.event_id, everything=True)))
    screen.find(sold.receipt_no)
    qtbot.waitUntil(lambda: screen._sale is not None)
    assert screen._line() is None
    model = screen.lines.lines
    assert model.data(model.index(0, 3)) == "refunded"
    screen.choose_mode(ALL)
    qtbot.waitUntil(lambda: screen._problem is not None)
    assert screen.panel.hint.text().startswith("All of this is refunded already.")


def test_spaces_of_a_reason_stay_in_the_reason(qtbot, live: Live, screen: RefundScreen, sold: SaleDone) -> None:
    screen.find(sold.receipt_no)
    qtbot.waitUntil(lambda: screen._sale is not None)
    live.stage.window.activateWindow()
    screen.panel.reason.setFocus()
    qtbot.waitUntil(screen.panel.reason.hasFocus)
    assert not live.stage.window.take_key("Space")
    assert not live.stage.window.take_key("+")
    assert screen._wish.lines == {}


def test_weighed_goods_go_back_whole() -> None:
    line = RefundableLine(1, "b", "Beans", 1235, 5000, 1235, 5000)
    assert Wish().step(line, 1000).lines == {1: 1235}
    assert Wish(lines={1: 1235}).step(line, -1000).lines == {}


def test_a_wish_says_when_it_is_empty() -> None:
    assert Wish().empty
    assert Wish(AMOUNT).empty
    assert not Wish(ALL).empty
    assert not Wish(LINES, {1: 1000}).empty
