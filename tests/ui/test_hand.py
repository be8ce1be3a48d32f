"""The hand types as a person, swipes as a reader, and presses only what can be pressed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from memberpos.devices.keyboard_wedge import WedgeDetector
from memberpos.devices.readings import CardPresented, Scan
from memberpos.ui.hand import Hand, LostError
from memberpos.ui.keys import KeyRouter
from memberpos.ui.widgets.inputs import Field


class Desk:
    """A window with a field, a button and a list, behind the till's own key router."""

    def __init__(self, qtbot: Any) -> None:
        self.window = QWidget()
        self.field, self.button, self.pressed = Field(), QPushButton("Pay now"), 0
        self.field.setObjectName("name")
        self.button.clicked.connect(self._press)
        self.rows = QTableWidget(2, 1)
        for at, text in enumerate(("Tea", "Coffee")):
            self.rows.setItem(at, 0, QTableWidgetItem(text))
        layout = QVBoxLayout(self.window)
        for widget in (self.field, self.button, QLabel("Due"), QLabel("¥ 5.00"), self.rows):
            layout.addWidget(widget)
        self.readings: list[object] = []
        self.router = KeyRouter(lambda _name: False, WedgeDetector(), parent=self.window)
        self.router.read.connect(self.readings.append)
        self.router.install(QApplication.instance())
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        self.field.setFocus()
        self.hand = Hand(self.window, lambda: not self.router.waiting)
        self.hand.wait(lambda: QApplication.focusWidget() is self.field, "the field to have the keys")

    def _press(self) -> None:
        self.pressed += 1


@pytest.fixture
def desk(qtbot: Any) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    QApplication.instance().removeEventFilter(made.router)


def test_typing_is_no_scan(desk: Desk) -> None:
    desk.hand.type("Aa 12，茶")
    assert desk.hand.value_of("name") == "Aa 12，茶"
    desk.hand.clear_field()
    assert desk.hand.value_of("name") == ""
    assert desk.readings == []


@pytest.mark.parametrize(("text", "kind"), [(";860010016=57952742?", CardPresented), ("6925550100013", Scan)])
def test_a_reader_is_no_typing(desk: Desk, text: str, kind: type) -> None:
    desk.hand.wedge(text)
    assert [type(reading) for reading in desk.readings] == [kind]
    assert desk.hand.value_of("name") == ""


def test_pressing_by_text_and_focus_by_pointer(desk: Desk) -> None:
    desk.hand.click("Pay")
    assert desk.pressed == 1
    desk.hand.click("name")
    assert desk.hand.focus_name() == "name"


def test_what_is_covered_cannot_be_pressed(desk: Desk) -> None:
    cover = QLabel("shade", desk.window)
    cover.setGeometry(desk.window.rect())
    cover.show()
    with pytest.raises(LostError, match="is covered by QLabel"):
        desk.hand.click("Pay now")
    assert desk.pressed == 0


def test_what_is_not_there_is_named(desk: Desk) -> None:
    with pytest.raises(LostError, match=r"nothing named 'Refund' to press; seen: .*Pay now"):
        desk.hand.click("Refund")
    desk.button.setEnabled(False)
    assert not desk.hand.has("Pay now")
    with pytest.raises(LostError, match=r"not on the screen: \['Tea time'\]"):
        desk.hand.expect("Tea", "Tea time", limit_s=0.05)


def test_reading_the_window(desk: Desk, tmp_path: Path) -> None:
    assert desk.hand.fact("Due") == "¥ 5.00"
    assert desk.hand.row_with("Coffee") == 1
    assert desk.hand.row_with("Milk") == -1
    desk.hand.click_row("Coffee")
    assert desk.rows.currentRow() == 1
    assert desk.hand.shoot(tmp_path / "desk.png", (700, 500)) == (700, 500)
    assert (tmp_path / "desk.png").read_bytes().startswith(b"\x89PNG")
