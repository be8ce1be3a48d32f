from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.ui.stage import Stage

from memberpos.ui.theme import Theme
from memberpos.ui.widgets import (
    Badge,
    BarChart,
    Button,
    Cell,
    Column,
    Dialog,
    ElidedText,
    EmptyState,
    FormRow,
    Line,
    LineChart,
    MoneyEdit,
    MoneyLabel,
    NumberPad,
    PinPad,
    ProgressBar,
    Table,
    TileButton,
    Toast,
    Toggle,
)
from memberpos.ui.widgets import (
    overlay as overlay_module,
)
from memberpos.ui.widgets.badge_row import BadgeRow

RIGHT = Qt.AlignmentFlag.AlignRight


@pytest.fixture
def put(qtbot, english, qapp):
    """Shows a widget."""
    Theme().apply(qapp)

    def show(widget, width: int = 300, height: int = 200):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        return widget

    return show


@pytest.mark.parametrize(
    ("typed", "fen"),
    [("", None), ("12", 1200), ("12.5", 1250), ("0.05", 5), (".5", 50), ("12.345", 1234), ("a1b2", 1200)],
)
def test_money_is_typed_in_yuan_and_given_in_fen(put, typed: str, fen: int | None) -> None:
    edit = put(MoneyEdit())
    QTest.keyClicks(edit, typed)
    assert edit.fen() == fen


@pytest.mark.parametrize(("typed", "fen"), [("-12", -1200), ("-0.05", -5), ("-", None), ("1-2", 1200), ("7", 700)])
def test_a_signed_amount_takes_a_minus_in_front(put, typed: str, fen: int | None) -> None:
    edit = put(MoneyEdit(signed=True))
    QTest.keyClicks(edit, typed)
    assert edit.fen() == fen


@pytest.mark.parametrize(
    ("fen", "text"), [(None, ""), (1200, "12"), (1250, "12.50"), (5, "0.05"), (-9000, "-90"), (-5, "-0.05")]
)
def test_money_is_shown_as_typed(put, fen: int | None, text: str) -> None:
    edit = put(MoneyEdit(fen, signed=True))
    assert (edit.text(), edit.fen()) == (text, fen)


def test_money_tells_what_it_is_now(qtbot, put) -> None:
    edit = put(MoneyEdit())
    with qtbot.waitSignal(edit.fen_changed) as caught:
        QTest.keyClick(edit, "7")
    assert caught.args == [700]


def test_amounts_stand_at_the_right(put) -> None:
    label = put(MoneyLabel(86250))
    assert (label.text(), bool(label.alignment() & RIGHT)) == ("¥ 862.50", True)


def test_the_pad_types_into_its_field(qtbot, put) -> None:
    edit, pad = put(MoneyEdit()), put(NumberPad(done="OK"))
    pad.feed(edit)
    for name in ("1", "2", ".", "5", "back", "0"):
        QTest.mouseClick(pad.findChild(Button, f"pad-{name}"), Qt.MouseButton.LeftButton)
    assert edit.text() == "12.0"
    with qtbot.waitSignal(edit.returnPressed):
        QTest.mouseClick(pad.done_button, Qt.MouseButton.LeftButton)


def test_the_pad_turns_the_sign_where_there_is_one(put) -> None:
    pad, signed, plain = put(NumberPad(signed=True)), put(MoneyEdit(1250, signed=True)), put(MoneyEdit(1250))
    seen = []
    for edit in (signed, plain):
        pad.feed(edit)
    sign = pad.findChild(Button, "pad-±")
    for _ in range(2):
        QTest.mouseClick(sign, Qt.MouseButton.LeftButton)
        seen.append((signed.fen(), plain.fen()))
    assert seen == [(-1250, 1250), (1250, 1250)]
    QTest.mouseClick(sign, Qt.MouseButton.LeftButton)
    QTest.mouseClick(pad.findChild(Button, "pad-back"), Qt.MouseButton.LeftButton)
    assert signed.text() == "-12.5", "typing goes on at the end"


def test_a_pin_by_keys_and_by_finger_is_shown_nowhere(qtbot, put) -> None:
    pad = put(PinPad())
    pad.clear()
    QTest.keyClicks(pad.focusProxy(), "24x")
    QTest.mouseClick(pad.findChild(Button, "pad-6"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(pad.entered) as caught:
        QTest.keyClick(pad.focusProxy(), Qt.Key.Key_Return)
    assert caught.args == ["246"]
    assert "246" not in pad.focusProxy().displayText()
    pad.clear()
    with qtbot.assertNotEmitted(pad.entered):
        pad.submit()


def test_long_text_ends_in_dots_and_is_whole_in_the_tip(put) -> None:
    label = put(ElidedText("Alexandra Konstantinopoulou"), 90, 20)
    assert label.text().endswith("…")
    assert label.toolTip() == label.whole_text() == "Alexandra Konstantinopoulou"
    label.resize(400, 20)
    assert (label.text(), label.toolTip()) == ("Alexandra Konstantinopoulou", "")


def test_the_key_cap_stands_beside_the_text(put) -> None:
    plain, capped = put(Button("Pay")), put(Button("Pay", "F12"))
    assert capped.sizeHint().width() > plain.sizeHint().width()
    capped.grab()
    cap = capped._cap.geometry()
    assert capped.rect().contains(cap)
    assert cap.left() > capped.width() / 2 - 1
    capped.show_key(False)
    assert capped._cap.isHidden()


def test_a_tile_shows_its_remark(put) -> None:
    tile = put(TileButton("Latte", "28.00"), 120, 54)
    tile.grab()
    tile.set_sub("29.00")
    assert tile.findChild(ElidedText).whole_text() == "29.00"


@pytest.fixture
def table(put) -> Table:
    made = put(Table([Column("name"), Column("fen", 90, number=True)], Theme(), EmptyState("basket", "Nothing yet")))
    made.set_heads("Name", "Amount")
    return made


def test_an_empty_table_says_so(table: Table) -> None:
    empty = table.findChild(EmptyState)
    assert empty.isVisible()
    table.set_lines([Line("a", ("A", "1.00"))])
    assert not empty.isVisible()
    table.set_lines([])
    assert empty.isVisible()


def test_rows_are_chosen_and_opened_by_id(qtbot, table: Table) -> None:
    lines = [Line("a", ("A", "1.00")), Line("b", ("B", Cell("−2.00", "bad", strong=True)))]
    table.set_lines(lines, choose="a")
    assert table.choice() == "a"
    with qtbot.waitSignal(table.chosen) as chosen:
        QTest.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert (chosen.args, opened.args) == (["b"], ["b"])
    with qtbot.waitSignal(table.opened) as opened:
        box = table.visualRect(table.model().index(0, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert opened.args == ["a"]


def test_numbers_stand_at_the_right_and_colour_means_something(table: Table) -> None:
    table.set_lines([Line("b", ("B", Cell("−2.00", "bad")))])
    index = table.model().index(0, 1)
    assert index.data(Qt.ItemDataRole.TextAlignmentRole) & RIGHT
    assert index.data(Qt.ItemDataRole.ForegroundRole) == Theme().color("bad")
    assert table.model().headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) & RIGHT


def test_tab_leaves_a_table(table: Table) -> None:
    assert not table.tabKeyNavigation()


def test_a_switch(put) -> None:
    toggle = put(Toggle(), 40, 24)
    QTest.mouseClick(toggle, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert toggle.isChecked()


def colours(widget: QWidget) -> set[str]:
    picture = widget.grab().toImage()
    return {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2)
    }


def test_the_highest_bar_is_strong(put) -> None:
    chart = put(BarChart())
    chart.set_bars([("9", 100), ("10", 300)])
    brand, bar = (Theme().color(role).name() for role in ("brand", "bar"))
    assert {brand, bar} <= colours(chart)
    chart.set_bars([])
    assert not {brand, bar} & colours(chart)
    chart.set_bars([("9", 0), ("10", 0)])
    chart.grab()


def test_a_line_needs_two_points(put) -> None:
    chart = put(LineChart())
    for values in ([], [5], [5, 9, 2], [3, 3]):
        chart.set_values(values)
        chart.grab()


def test_progress_stays_within_its_bar(put) -> None:
    bar = put(ProgressBar(), 100, 8)
    bar.set_part(7.5)
    assert bar.grab().toImage().pixelColor(60, 4) == Theme().color("gold-bar")


def test_a_form_row_says_what_is_wrong_and_takes_it_back(put) -> None:
    line = put(FormRow(MoneyEdit()))
    line.set("Amount", "In yuan")
    line.set_error("Too much")
    assert line._hint.text() == "Too much"
    line.set_error("")
    assert line._hint.text() == "In yuan"


def test_messages_go_by_themselves_but_errors_stay(qtbot, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlay_module, "TOAST_MS", 1)
    good, bad = Toast("Done"), Toast("Failed", "Try again", "bad")
    for toast in (bad, good):
        stage.window.toasts.add(toast)
    with qtbot.waitSignal(good.gone):
        pass
    assert bad.isVisible()
    bad.dismiss()
    assert not stage.window.toasts.isVisible()


def test_at_most_three_messages(stage: Stage) -> None:
    for number in range(5):
        stage.window.toast(str(number), "warn")
    assert len(stage.window.toasts._toasts) == 3


@pytest.mark.parametrize(("key", "accepted"), [(Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, False)])
def test_a_dialog_ends_by_key(qtbot, stage: Stage, key: Qt.Key, accepted: bool) -> None:
    dialog = Dialog(stage.window)
    dialog.set_texts("Title", "OK", "Back", "Remark")
    dialog.open()
    with qtbot.waitSignal(dialog.closed) as caught:
        QTest.keyClick(dialog, key)
    assert caught.args == [accepted]


def test_tab_stays_in_a_dialog(stage: Stage) -> None:
    dialog = Dialog(stage.window)
    edit = MoneyEdit()
    dialog.body.addWidget(edit)
    dialog.set_texts("Title", "OK", "Back")
    dialog.open()
    edit.setFocus()
    seen = []
    for _ in range(3):
        dialog.focusNextPrevChild(True)
        seen.append(stage.window.focusWidget())
    assert seen == [dialog.back, dialog.next, edit]


def test_a_dialog_says_what_is_wrong(stage: Stage) -> None:
    dialog = Dialog(stage.window)
    dialog.set_texts("Title", "OK", "Back")
    dialog.open()
    dialog.set_problem("Too much")
    assert dialog.problem.isVisible()
    dialog.set_problem("")
    assert not dialog.problem.isVisible()


def test_badges_without_room_are_counted(put) -> None:
    badges = put(BadgeRow(), 400, 24)
    badges.set([("Birthday today", "warn"), ("VIP", ""), ("regular", ""), ("brings her dog", "")])

    def shown() -> list[str]:
        return [badge.text() for badge in badges.findChildren(Badge) if badge.isVisible()]

    assert sorted(shown()) == ["Birthday today", "VIP", "brings her dog", "regular"]
    badges.resize(210, 24)
    assert sorted(shown()) == ["+2", "Birthday today", "VIP"]
    assert all(badges.rect().contains(badge.geometry()) for badge in badges.findChildren(Badge) if badge.isVisible())
    badges.set([("VIP", "")])
    assert shown() == ["VIP"]
    badges.set([])
    assert (shown(), badges.sizeHint().height()) == ([], 0)
