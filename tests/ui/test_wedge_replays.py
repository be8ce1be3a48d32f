"""Scans and people at one keyboard, replayed with the times they have: no key of a person is lost, no scan is.

The times are made, not recorded: cable scanners 1 to 10 ms a key, Bluetooth 15 to 60 ms, a fast typist with rolled
keys, input methods that pass characters on one by one. Seeds are fixed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from memberpos.devices.keyboard_wedge import Burst, Key, Replay, WedgeDetector, WedgeSettings
from memberpos.devices.readings import CardPresented, Scan
from memberpos.devices.wedge_times import propose, times_of
from memberpos.ui.keys import KeyRouter
from memberpos.ui.widgets.inputs import MoneyEdit

CODES = ("6901234567892", ";860000027715?", "MB-2026-000318", "https://shop.example/m?c=8600000277150042", "20011234")
WORDS = ("13800136021", "latte", "wang xiaotang", "88.50", "1234", "a", "zhongshanlu 18", "2468", "100", "0571-8888")
Gaps = Callable[[Random], int]


def cable(luck: Random) -> int:
    """A scanner at the cable."""
    return luck.randint(1, 10)


def bluetooth(luck: Random) -> int:
    """A scanner without one."""
    return luck.randint(15, 60)


def typist(luck: Random) -> int:
    """Some 130 words a minute, with keys that roll."""
    return max(26, round(luck.gauss(92, 28)))


@dataclass
class Keyboard:
    """One keyboard for a scanner and a person; the clock goes on."""

    detector: WedgeDetector
    luck: Random
    at_ms: int = 10_000

    def __post_init__(self) -> None:
        self.events: list[Burst | Replay] = []

    def send(self, text: str, gaps: Gaps, *, end: str = "Enter", pause_ms: int = 400) -> list[Key]:
        """A text with its end after a pause, in which the till would have taken up what waits."""
        self.at_ms += pause_ms
        self.events += self.detector.tick(self.at_ms)
        keys = []
        for char in text:
            keys.append(Key(self.at_ms, char))
            self.at_ms += gaps(self.luck)
        if end:
            keys.append(Key(self.at_ms, "\r", end))
        for key in keys:
            self.events += self.detector.feed(key)
        return keys

    def finish(self) -> None:
        """Nothing comes any more."""
        self.events += self.detector.flush()

    def scans(self) -> list[str]:
        """What was taken for scans and cards."""
        return [event.text for event in self.events if isinstance(event, Burst)]

    def given_back(self) -> list[Key]:
        """What a person typed."""
        return [key for event in self.events if isinstance(event, Replay) for key in event.keys]


def measured(gaps: Gaps, luck: Random) -> WedgeSettings:
    """What calibration sets after three scans and a line typed."""
    board = Keyboard(WedgeDetector(), luck)
    scans = [times_of(board.send(CODES[0], gaps)) for _ in range(3)]
    found = propose(scans, times_of(board.send("13800136021", typist)))
    assert found.problem == ""
    return found.settings


SCANNERS = pytest.mark.parametrize(
    ("gaps", "settings"),
    [(cable, None), (cable, "measured"), (bluetooth, "measured")],
    ids=["cable", "cable-measured", "bluetooth-measured"],
)


@SCANNERS
@pytest.mark.parametrize("seed", range(8))
def test_no_scan_is_lost_and_no_key_swallowed(gaps: Gaps, settings: str | None, seed: int) -> None:
    """Scans and words in turn, forty of them."""
    luck = Random(seed)
    board = Keyboard(WedgeDetector(measured(gaps, luck) if settings else None), luck)
    scanned, typed = [], []
    for _ in range(20):
        scanned.append(luck.choice(CODES))
        board.send(scanned[-1], gaps)
        typed += board.send(luck.choice(WORDS), typist, end=luck.choice(["Enter", "Tab", ""]))
    board.finish()
    assert board.scans() == scanned
    assert board.given_back() == typed


def test_bluetooth_without_calibration_is_typed_whole_and_never_half() -> None:
    """Too slow for the usual times: a person sees it in the field; nothing is looked up by halves."""
    luck = Random(1)
    board = Keyboard(WedgeDetector(), luck)
    sent = [key for _ in range(40) for key in board.send(CODES[0], lambda luck: luck.randint(40, 60))]
    board.finish()
    assert board.scans() == []
    assert board.given_back() == sent


@pytest.mark.parametrize("settings", [WedgeSettings(), WedgeSettings(max_gap_ms=82, mean_gap_ms=56)])
def test_a_pin_typed_at_once_is_a_persons(settings: WedgeSettings) -> None:
    board = Keyboard(WedgeDetector(settings), Random(3))
    typed = board.send("2468", lambda _luck: 45) + board.send("13579", lambda _luck: 50)
    board.finish()
    assert board.scans() == []
    assert board.given_back() == typed


@pytest.mark.parametrize("pause_ms", [55, 70, 90, 200])
def test_a_scan_in_the_middle_of_a_word(pause_ms: int) -> None:
    board = Keyboard(WedgeDetector(), Random(5))
    before = board.send("12", typist, end="", pause_ms=400)
    board.at_ms -= board.at_ms - before[-1].timestamp_ms  # the scan follows the last key, not the next one's time
    board.send("6901234567892", cable, pause_ms=pause_ms)
    after = board.send("3", typist, end="", pause_ms=pause_ms)
    board.finish()
    assert board.scans() == ["6901234567892"]
    assert board.given_back() == before + after


# --- in the window ----------------------------------------------------------------------------------------------------


class Form(QWidget):
    """An amount, a name with an input method, and the till's key filter."""

    def __init__(self) -> None:
        super().__init__()
        self.amount, self.name = MoneyEdit(), QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.amount)
        layout.addWidget(self.name)
        self.readings: list[Any] = []
        self.router = KeyRouter(lambda _name: False, WedgeDetector(), parent=self)
        self.router.read.connect(self.readings.append)
        self.at_ms = 5_000

    def key(self, text: str, gap_ms: int, code: int = 0) -> None:
        """One key of the keyboard."""
        self.at_ms += gap_ms
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code or ord(text.upper()), Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self.at_ms)
            QApplication.sendEvent(QApplication.focusWidget(), event)

    def scan(self, text: str) -> None:
        """A burst with Enter."""
        for at, char in enumerate(text):
            self.key(char, 6 if at else 120)
        self.key("\r", 6, Qt.Key.Key_Return)

    def commit(self, text: str, preedit: str = "") -> None:
        """What an input method hands on."""
        event = QInputMethodEvent(preedit, [])
        if text:
            event.setCommitString(text)
        QApplication.sendEvent(QApplication.focusWidget(), event)


@pytest.fixture
def form(qtbot: Any, qapp: QApplication) -> Iterator[Form]:
    made = Form()
    qtbot.addWidget(made)
    made.router.install(qapp)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    qapp.removeEventFilter(made.router)


def focus(qtbot: Any, field: QLineEdit) -> None:
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)


@pytest.mark.parametrize("code", ["6901234567892", ";860000027715?", "88.50", "123456"])
def test_a_scan_while_an_amount_is_typed_does_not_touch_it(qtbot: Any, form: Form, code: str) -> None:
    """Also when the code would be an amount itself."""
    focus(qtbot, form.amount)
    for digit in "12":
        form.key(digit, 130)
    form.scan(code)
    form.key("5", 130)
    qtbot.waitUntil(lambda: form.amount.text() == "125")
    assert form.amount.fen() == 12_500
    assert len(form.readings) == 1
    assert not form.router.waiting


def test_many_scans_while_amounts_are_typed(qtbot: Any, form: Form) -> None:
    focus(qtbot, form.amount)
    luck = Random(7)
    for _ in range(15):
        amount = str(luck.randint(1, 9999))
        place = luck.randint(0, len(amount))
        for at, digit in enumerate(amount):
            if at == place:
                form.scan(luck.choice(CODES))
            form.key(digit, luck.randint(90, 180))
        qtbot.waitUntil(lambda: not form.router.waiting)
        assert form.amount.text() == amount
        form.amount.clear()
    assert len(form.readings) >= 10


def test_no_input_method_comes_between_a_scan_and_an_amount(form: Form) -> None:
    assert not form.amount.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_a_card_through_an_input_method_is_a_card(qtbot: Any, form: Form) -> None:
    """Digits come as keys, `;` and `?` as full-width characters that the input method hands on."""
    focus(qtbot, form.name)
    form.key("x", 200)
    qtbot.waitUntil(lambda: form.name.text() == "x")
    form.commit("；")
    for digit in "860000027715":
        form.at_ms = form.router._last_ms
        form.key(digit, 5)
    form.commit("？")
    form.at_ms = form.router._last_ms
    form.key("\r", 5, Qt.Key.Key_Return)
    assert [type(reading) for reading in form.readings] == [CardPresented]
    assert form.readings[0].number == "860000027715"
    assert form.name.text() == "x"


def test_a_scan_handed_on_character_by_character(qtbot: Any, form: Form) -> None:
    focus(qtbot, form.name)
    for char in "6901234567892":
        form.commit(char)
    qtbot.waitUntil(lambda: bool(form.readings))
    assert form.readings == [Scan("6901234567892", source="wedge")]
    assert form.name.text() == ""


def test_chinese_typed_by_a_person_arrives_unchanged(qtbot: Any, form: Form) -> None:
    """Compositions, words of several characters, single ones: all of it, in order."""
    focus(qtbot, form.name)
    form.commit("", preedit="lin")
    form.commit("林")
    form.commit("", preedit="xiaotang")
    form.commit("晓棠")
    form.commit("，")
    qtbot.waitUntil(lambda: form.name.text() == "林晓棠，")
    form.key("a", 300)
    form.commit("林")
    qtbot.waitUntil(lambda: form.name.text() == "林晓棠，a林")
    assert form.readings == []


def test_who_measures_a_scanner_hears_of_the_input_method(qtbot: Any, form: Form) -> None:
    focus(qtbot, form.name)
    seen: list[Key] = []
    form.router.watch(seen.append)
    form.commit("6")
    form.router.watch(None)
    assert [(key.timestamp_ms, key.text) for key in seen] == [(0, "6")]
    assert form.name.text() == ""
