from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from memberpos.devices.keyboard_wedge import WedgeDetector
from memberpos.devices.readings import CardPresented, Scan
from memberpos.ui.keys import KeyRouter, sequence_of

GAP_MS = 6
HUMAN_MS = 180


class Bench(QWidget):
    """Two fields, a router with a real detector, and what came out."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = QLineEdit(), QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.first)
        layout.addWidget(self.second)
        self.taken: list[str] = []
        self.readings: list[object] = []
        self.clock_ms = 1000
        self.router = KeyRouter(self._take, WedgeDetector(), parent=self)
        self.router.read.connect(self.readings.append)

    def _take(self, name: str) -> bool:
        if name.startswith("F"):
            self.taken.append(name)
            return True
        return False

    def press(self, text: str, key: Qt.Key | int = 0, gap_ms: int = GAP_MS) -> None:
        """One key as the window system brings it, with its time."""
        self.clock_ms += gap_ms
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            code = key or (ord(text.upper()) if text else 0)
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self.clock_ms)
            QApplication.sendEvent(QApplication.focusWidget() or self, event)

    def burst(self, text: str, gap_ms: int = GAP_MS, *, enter: bool = True) -> None:
        for letter in text:
            self.press(letter, gap_ms=gap_ms)
        if enter:
            self.press("\r", Qt.Key.Key_Return, gap_ms)


@pytest.fixture
def bench(qtbot, qapp) -> Iterator[Bench]:
    made = Bench()
    qtbot.addWidget(made)
    made.router.install(qapp)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.first.setFocus()
    qtbot.waitUntil(made.first.hasFocus)
    yield made
    qapp.removeEventFilter(made.router)


def test_a_scanner_s_burst_is_a_scan_and_reaches_no_field(bench: Bench) -> None:
    bench.burst("6901234567892")
    assert [type(reading) for reading in bench.readings] == [Scan]
    assert bench.readings[0].text == "6901234567892"
    assert bench.first.text() == ""


def test_a_card_swiped_through_a_wedge_reader(bench: Bench) -> None:
    bench.burst(";860000027715?")
    assert [type(reading) for reading in bench.readings] == [CardPresented]
    assert bench.readings[0].number == "860000027715"


def test_a_person_s_keys_arrive_unchanged(qtbot, bench: Bench) -> None:
    bench.burst("abc12", HUMAN_MS, enter=False)
    qtbot.waitUntil(lambda: bench.first.text() == "abc12")
    assert bench.readings == []


def test_fast_keys_that_are_no_scan_are_given_back(qtbot, bench: Bench) -> None:
    bench.burst("ab", enter=False)
    qtbot.waitUntil(lambda: bench.first.text() == "ab")
    assert bench.readings == []


def test_keys_without_a_time_are_never_a_scan(bench: Bench) -> None:
    QTest.keyClicks(bench.first, "6901234567892")
    QTest.keyClick(bench.first, Qt.Key.Key_Return)
    assert bench.first.text() == "6901234567892"
    assert bench.readings == []


def test_keys_of_the_bar_are_taken_once_and_not_typed(bench: Bench) -> None:
    bench.press("", Qt.Key.Key_F12, HUMAN_MS)
    assert bench.taken == ["F12"]
    QTest.keyClick(bench.first, Qt.Key.Key_F6)
    assert bench.taken == ["F12", "F6"]


def test_a_key_within_a_burst_keeps_its_place(qtbot, bench: Bench) -> None:
    bench.press("a", gap_ms=HUMAN_MS)
    bench.press("", Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: bench.first.text() == "a")
    assert bench.taken == ["F12"]


@pytest.mark.parametrize(
    ("key", "modifier", "name"),
    [
        (Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier, "F12"),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "Esc"),
        (Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier, "Ctrl+P"),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "Enter"),
        (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, "Enter"),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, "Up"),
    ],
)
def test_names_of_keys(key: Qt.Key, modifier: Qt.KeyboardModifier, name: str) -> None:
    assert sequence_of(QKeyEvent(QEvent.Type.KeyPress, key, modifier)) == name


def test_clicks_pass(qtbot, bench: Bench) -> None:
    QTest.mouseClick(bench.second, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.waitUntil(bench.second.hasFocus)
