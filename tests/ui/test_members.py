from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from tests.ui.live import CARD, Live, type_into

from memberpos.devices.readings import CardPresented, Scan
from memberpos.domain.member_filter import MemberFilter
from memberpos.services import cards, members
from memberpos.services.members import EnrolRequest
from memberpos.ui.dialogs.enrol import EnrolDialog
from memberpos.ui.dialogs.member_filter import FilterDialog
from memberpos.ui.dialogs.members_more import MoreDialog
from memberpos.ui.dialogs.pick import PickDialog
from memberpos.ui.dialogs.recharge import RechargeDialog
from memberpos.ui.dialogs.save_as import SaveAsDialog
from memberpos.ui.member_drawer import MemberDrawer
from memberpos.ui.models.member_rows import PAGE
from memberpos.ui.screens.members import Members

DAY_MS = 86_400_000


@pytest.fixture
def screen(qtbot, live: Live) -> Members:
    for at in range(3):
        live.run(lambda use, at=at: members.enrol(use, EnrolRequest(f"Guest {at}", f"1390013778{at}", "1990-05-05")))
    shown = live.show("members", Members)
    qtbot.waitUntil(lambda: live.till.runner.idle and "…" not in names(shown) and len(names(shown)) == 4)
    return shown


def names(screen: Members) -> list[str]:
    """The names in the list, in order; "…" for rows not read yet."""
    rows = [screen.rows.member(row) for row in range(screen.rows.rowCount())]
    return [row.name if row else "…" for row in rows]


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


def test_rows_are_read_as_they_are_seen(qtbot, live: Live) -> None:
    def many(use: Any) -> None:
        for at in range(3 * PAGE):
            members.enrol(use, EnrolRequest(f"Guest {at}"))

    live.run(many)
    screen = live.show("members", Members)
    qtbot.waitUntil(lambda: screen.rows.member(0) is not None)
    assert screen.rows.rowCount() == 3 * PAGE + 1
    assert screen.rows.member(3 * PAGE) is None, "nobody looked there yet"
    bar = screen.table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: screen.rows.member(3 * PAGE) is not None)
    assert screen.rows.member(3 * PAGE).name == live.member.name
    assert shown_in_row(screen, 3 * PAGE)[0] == live.member.name


def test_a_bar_that_is_dragged_reads_where_it_comes_to(qtbot, live: Live, screen: Members) -> None:
    asked: list[int] = []
    screen.rows._fetch = lambda numbers, then: asked.append(numbers[0])
    screen.rows.set_order(range(1, 100_000))
    for row in range(0, 90_000, 1000):
        screen.rows.line(row)
    screen.rows._reading = None
    screen.rows._read_on()
    assert len(asked) == 2
    assert asked[-1] == 89_000 // PAGE * PAGE + 1


@pytest.mark.parametrize(
    ("column", "order"),
    [("Name", ["Guest 0", "Guest 1", "Guest 2", "林晓棠"]), ("Stored", ["林晓棠", "Guest 2", "Guest 1", "Guest 0"])],
)
def test_a_title_that_is_pressed_orders_the_list(
    qtbot, live: Live, screen: Members, column: str, order: list[str]
) -> None:
    head = screen.table.horizontalHeader()
    at = next(at for at in range(7) if screen.rows.headerData(at, Qt.Orientation.Horizontal) == column)
    for expected, arrow in (
        (order, {"Name": " ↑", "Stored": " ↓"}[column]),
        (order[::-1], {"Name": " ↓", "Stored": " ↑"}[column]),
    ):
        QTest.mouseClick(
            head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(head.sectionViewportPosition(at) + 20, 10)
        )
        qtbot.waitUntil(lambda expected=expected: live.till.runner.idle and names(screen) == expected)
        qtbot.waitUntil(lambda first=expected[0]: screen._profile is not None and screen._profile.name == first)
        assert screen.rows.headerData(at, Qt.Orientation.Horizontal) == column + arrow


def test_an_order_by_keys(qtbot, live: Live, screen: Members) -> None:
    live.stage.window.take_key("F8")
    dialog = live.dialog(PickDialog)
    dialog.picked.emit("points")
    dialog.reject()
    qtbot.waitUntil(lambda: live.till.runner.idle)
    assert screen._wanted.sort == "points"


def test_own_conditions_are_kept_under_a_name(qtbot, live: Live, screen: Members) -> None:
    live.stage.window.take_key("F7")
    dialog = live.dialog(FilterDialog)
    qtbot.waitUntil(lambda: live.till.runner.idle)
    type_into(dialog, "filter-name", "rich")
    dialog._stored_from.set_fen(10_000)
    dialog.accept()
    qtbot.waitUntil(lambda: names(screen) == [live.member.name])
    chip = screen._saved_chips[0]
    assert (chip.text(), chip.isVisible(), chip.isChecked()) == ("rich", True, True)
    screen.clear()
    qtbot.waitUntil(lambda: len(names(screen)) == 4)
    chip.click()
    qtbot.waitUntil(lambda: names(screen) == [live.member.name])
    live.stage.window.take_key("F9")
    live.dialog(MoreDialog).picked.emit(("remove", screen._saved[0]))
    live.dialog(MoreDialog).reject()
    qtbot.waitUntil(lambda: not chip.isVisible())


def test_a_filter_says_what_its_fields_say(qtbot, live: Live, screen: Members) -> None:
    wanted = MemberFilter(
        sex="f", birthday_month=0, away_days=30, joined_days=5, expiring_days=9, stored_min_fen=100, stored_max_fen=200,
        points_min=-5, points_max=7, has_card=False, blocked="frozen", no_consent="marketing", tags=("VIP", "a"),
    )  # fmt: skip
    dialog = FilterDialog(screen, live.context, wanted)
    qtbot.waitUntil(lambda: live.till.runner.idle)
    assert dialog.filter() == wanted
    dialog.reset()
    assert dialog.filter() == MemberFilter()
    dialog.reject()


def test_the_list_is_exported_by_who_may(qtbot, live: Live, screen: Members, tmp_path: Any) -> None:
    live.stage.window.take_key("F9")
    live.dialog(MoreDialog)._take(0)
    dialog = live.dialog(SaveAsDialog)
    dialog._field.setText(str(tmp_path / "list.csv"))
    dialog.accept()
    qtbot.waitUntil(lambda: any("4 members" in text for text in live.toasts()))
    text = live.read(lambda _db: (tmp_path / "list.csv").read_text("utf-8-sig"))
    assert "+8613800136021" in text
    assert live.read(lambda db: db.value("SELECT subject FROM audit ORDER BY seq DESC LIMIT 1")) == "members"


def test_a_card_shows_its_member_and_a_lost_one_is_marked(qtbot, live: Live, screen: Members) -> None:
    live.run(lambda use: cards.lost(use, CARD))
    live.stage.window.read(CardPresented(CARD, "wedge"))
    qtbot.waitUntil(lambda: names(screen) == [live.member.name])
    assert shown_in_row(screen, 0)[-1] == "Lost"


def test_a_scan_is_searched_but_no_payment_code(qtbot, live: Live, screen: Members) -> None:
    live.stage.window.read(Scan("134567890123456789", purpose="payment"))
    assert screen._wanted.text == ""
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
