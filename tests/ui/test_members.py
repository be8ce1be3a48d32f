from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.live import CARD, Live

from memberpos.devices.readings import CardPresented, Scan
from memberpos.services import cards, members
from memberpos.services.members import EnrolRequest
from memberpos.ui.dialogs.enrol import EnrolDialog
from memberpos.ui.dialogs.recharge import RechargeDialog
from memberpos.ui.member_drawer import MemberDrawer
from memberpos.ui.screens.members import PAGE, Members

DAY_MS = 86_400_000


@pytest.fixture
def screen(qtbot, live: Live) -> Members:
    for at in range(3):
        live.run(lambda use, at=at: members.enrol(use, EnrolRequest(f"Guest {at}", f"1390013778{at}", "1990-05-05")))
    shown = live.show("members", Members)
    qtbot.waitUntil(lambda: live.till.runner.idle)
    return shown


def names(screen: Members) -> list[str]:
    return [line.name for line in screen._lines]


def shown_in_row(screen: Members, row: int) -> list[str]:
    model = screen.table.lines
    return [model.data(model.index(row, column)) for column in range(model.columnCount())]


def test_newest_first_with_what_is_on_the_account(live: Live, screen: Members) -> None:
    assert names(screen) == ["Guest 2", "Guest 1", "Guest 0", live.member.name]
    assert screen._counted.text() == "4 in all"
    assert shown_in_row(screen, 3)[:5] == [live.member.name, "13800136021", "8600 0000 0017", "210.00", "0"]
    assert screen._panel.profile.name == "Guest 2"


def test_a_cashier_sees_no_whole_phone(qtbot, live: Live, screen: Members) -> None:
    live.sign_in(live.cashier_id)
    live.stage.window.go("members")
    qtbot.waitUntil(lambda: shown_in_row(screen, 3)[1] == "138 **** 6021")


@pytest.mark.parametrize("text", ["lxt", "6021", "林", CARD])
def test_the_box_at_the_top_searches(qtbot, live: Live, screen: Members, text: str) -> None:
    live.stage.window.go("members", text=text)
    qtbot.waitUntil(lambda: names(screen) == [live.member.name])
    qtbot.waitUntil(lambda: screen._profile is not None and screen._profile.member_id == live.member.member_id)
    assert screen._counted.text() == f"4 in all · “{text}” finds 1"
    live.stage.window.take_key("Esc")
    qtbot.waitUntil(lambda: len(names(screen)) == 4)


def test_nobody_found_is_said(qtbot, screen: Members) -> None:
    screen.on_text("zzz")
    qtbot.waitUntil(lambda: names(screen) == [])
    assert screen._empty._title.text() == "Nobody found"
    assert screen._panel.profile is None


def test_filters_show_whom_they_say(qtbot, live: Live, screen: Members) -> None:
    def of(name: str) -> list[str]:
        screen.choose_filter(name)
        qtbot.waitUntil(lambda: live.till.runner.idle)
        return names(screen)

    assert of("birthday") == [live.member.name]
    assert of("stored") == []
    assert of("away") == []
    assert of("expiring") == []
    live.sell()
    live.till.now_ms += 91 * DAY_MS
    assert of("away") == [live.member.name]
    assert of("all")[-1] == live.member.name


def test_scrolling_down_reads_on(qtbot, live: Live) -> None:
    def many(use: Any) -> None:
        for at in range(PAGE):
            members.enrol(use, EnrolRequest(f"Guest {at}"))

    live.run(many)
    screen = live.show("members", Members)
    qtbot.waitUntil(lambda: len(screen._lines) == PAGE)
    bar = screen.table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: len(screen._lines) == PAGE + 1)
    assert names(screen)[-1] == live.member.name


def test_a_card_shows_its_member_and_a_lost_one_is_marked(qtbot, live: Live, screen: Members) -> None:
    live.run(lambda use: cards.lost(use, CARD))
    live.stage.window.read(CardPresented(CARD, "wedge"))
    qtbot.waitUntil(lambda: names(screen) == [live.member.name])
    assert shown_in_row(screen, 0)[-1] == "Lost"


def test_a_scan_is_searched_but_no_payment_code(qtbot, live: Live, screen: Members) -> None:
    live.stage.window.read(Scan("134567890123456789", purpose="payment"))
    assert screen._text == ""
    live.stage.window.read(Scan("13800136021"))
    qtbot.waitUntil(lambda: names(screen) == [live.member.name])


def test_enter_brings_the_member_to_the_counter(qtbot, live: Live, screen: Members) -> None:
    went: list[dict[str, Any]] = []
    live.stage.window.screen("counter").on_shown = lambda **facts: went.append(facts)
    screen.table.selectRow(3)
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    assert went == [{"member_id": live.member.member_id}]


def test_keys_open_what_they_say(qtbot, live: Live, screen: Members) -> None:
    qtbot.waitUntil(lambda: screen._profile is not None)
    live.stage.window.take_key("F6")
    live.dialog(RechargeDialog).reject()
    live.stage.window.take_key("F4")
    live.dialog(EnrolDialog).reject()
    live.stage.window.take_key("F3")
    assert isinstance(live.stage.window._drawer.content, MemberDrawer)
    live.stage.window.take_key("Esc")
    assert live.stage.window._drawer is None
    qtbot.waitUntil(lambda: live.till.runner.idle)


def test_a_change_elsewhere_is_shown_and_the_choice_stays(qtbot, live: Live, screen: Members) -> None:
    screen.table.selectRow(3)
    qtbot.waitUntil(lambda: screen._profile is not None and screen._profile.member_id == live.member.member_id)
    live.run(lambda use: members.change(use, live.member.member_id, {"name": "林小满"}))
    live.context.tell(frozenset({"member"}))
    qtbot.waitUntil(lambda: names(screen)[-1] == "林小满")
    assert screen.table.choice() == live.member.member_id
    qtbot.waitUntil(lambda: screen._panel.profile.name == "林小满")
