"""Charts, painted parts, buttons and the payment panel by themselves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.ui.stage import Stage

from memberpos.ui.widgets import buttons, charts, painted, pay_panel, text


def picture(qtbot, widget: QWidget, wide: int = 200, high: int = 120) -> bytes:
    if widget.parent() is None:
        qtbot.addWidget(widget)
    widget.resize(wide, high)
    image = widget.grab().toImage()
    return bytes(image.constBits())


def test_a_chart_of_other_values_is_another_picture(qtbot, stage: Stage) -> None:
    bars = charts.BarChart()
    bars.set_bars([])
    empty = picture(qtbot, bars)
    bars.set_bars([("9", 0), ("10", 1200), ("11", 600)])
    assert picture(qtbot, bars) != empty
    course = charts.LineChart()
    course.set_values([1])
    flat = picture(qtbot, course)
    course.set_values([1, 3, 2])
    assert picture(qtbot, course) != flat


def test_a_progress_bar_never_leaves_its_room(qtbot, stage: Stage) -> None:
    bar = painted.ProgressBar()
    bar.set_part(1.0)
    full = picture(qtbot, bar, 100, 8)
    bar.set_part(7.5)
    assert picture(qtbot, bar, 100, 8) == full
    bar.set_part(0.0)
    assert picture(qtbot, bar, 100, 8) != full


def test_a_toggle_is_switched_by_pointer_and_space(qtbot, stage: Stage) -> None:
    toggle = painted.Toggle(on=True)
    qtbot.addWidget(toggle)
    toggle.resize(60, 32)
    QTest.mouseClick(toggle, Qt.MouseButton.LeftButton)
    assert not toggle.isChecked()
    QTest.keyClick(toggle, Qt.Key.Key_Space)
    assert toggle.isChecked()


def test_a_button_makes_room_for_its_key(qtbot, stage: Stage) -> None:
    plain, keyed = buttons.Button("Pay"), buttons.Button("Pay", "F12")
    for button in (plain, keyed):
        qtbot.addWidget(button)
    assert keyed.sizeHint().width() > plain.sizeHint().width()
    assert keyed.text() == "Pay"
    keyed.set_kind("danger")
    assert keyed.property("kind") == "danger"


def test_a_text_that_does_not_fit_is_shortened_and_kept(qtbot, stage: Stage) -> None:
    label = text.ElidedText("A rather long name of a member")
    qtbot.addWidget(label)
    label.resize(60, 24)
    label.show()
    assert label.text().endswith("…")
    assert label.whole_text() == label.toolTip() == "A rather long name of a member"


@pytest.mark.parametrize("kind", [*pay_panel.KINDS, "on_account"])
def test_every_way_to_pay_has_words(english: None, kind: str) -> None:
    assert pay_panel.tender_words(kind) != kind


def test_the_pass_is_a_way_to_pay_for_who_holds_one(qtbot, stage: Stage) -> None:
    panel = pay_panel.PayPanel()
    qtbot.addWidget(panel)
    panel.show_facts(pay_panel.PayFacts(), "CNY")
    assert panel._tenders["pass"].isHidden()
    panel.show_facts(pay_panel.PayFacts(passes=2, stored_fen=100), "CNY")
    assert not panel._tenders["pass"].isHidden()
    with qtbot.waitSignal(panel.asked) as caught:
        panel.show_open(is_open=False)
        QTest.mouseClick(panel.pay, Qt.MouseButton.LeftButton)
    assert caught.args == ["shift"]
