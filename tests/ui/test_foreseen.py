"""Scans into a field where an input method is at work: the scan is told whole, the field is as it was."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from tests.ui.input_method import Pinyin
from tests.ui.test_wedge_replays import CODES, Gaps, bluetooth, cable, measured, typist

from memberpos.devices.keyboard_wedge import WedgeDetector, WedgeSettings
from memberpos.devices.readings import CardPresented, Scan
from memberpos.ui.keys import KeyRouter

LETTERS = ("MB-2026-000318", "abcdefgh", "https://shop.example/m?c=86", "lot7-b", CODES[0], CODES[1])


class Desk(QWidget):
    """A field for a name and one for a note, both with an input method, behind the till's key filter."""

    def __init__(self, settings: WedgeSettings) -> None:
        super().__init__()
        self.name, self.note, self.entered = QLineEdit(), QPlainTextEdit(), 0
        layout = QVBoxLayout(self)
        layout.addWidget(self.name)
        layout.addWidget(self.note)
        self.readings: list[Any] = []
        self.router = KeyRouter(lambda _name: False, WedgeDetector(), parent=self)
        self.router.use(settings)
        self.router.foresight._under_way.setInterval(40)
        self.router.foresight._aftermath.setInterval(60)
        self.router.read.connect(self.readings.append)
        self.name.returnPressed.connect(self._enter)

    def _enter(self) -> None:
        self.entered += 1

    def texts(self) -> list[str]:
        """What was read."""
        return [each.text if isinstance(each, Scan) else each.tracks[1] for each in self.readings]


@pytest.fixture
def desk(qtbot: Any, qapp: QApplication) -> Iterator[Desk]:
    made = Desk(WedgeSettings())
    qtbot.addWidget(made)
    made.router.install(qapp)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    focus(qtbot, made.name)
    yield made
    made.router.remove(qapp)


def focus(qtbot: Any, field: QWidget) -> None:
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)


def quiet(qtbot: Any, desk: Desk, keyboard: Pinyin) -> None:
    """Nothing is under way any more."""
    seen = desk.router.foresight
    qtbot.waitUntil(
        lambda: not (
            keyboard.under_way or desk.router.waiting or seen._scan or seen._detector.waiting
            or seen._aftermath.isActive()
        )
    )  # fmt: skip


@pytest.mark.parametrize("later_ms", [None, 25])
@pytest.mark.parametrize("code", LETTERS)
def test_a_scan_is_told_once_and_leaves_the_field_alone(
    qtbot: Any, desk: Desk, code: str, later_ms: int | None
) -> None:
    desk.name.setText("林晓")
    desk.name.setCursorPosition(1)
    keyboard = Pinyin(desk.router, later_ms=later_ms)
    keyboard.type(code, 6, "Enter")
    quiet(qtbot, desk, keyboard)
    assert desk.texts() == [code]
    assert (desk.name.text(), desk.name.cursorPosition(), desk.entered) == ("林晓", 1, 0)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", [cable, bluetooth])
def test_scans_and_people_in_turn(qtbot: Any, desk: Desk, kind: Gaps, seed: int) -> None:
    """What a person types through the input method is all there, whatever is scanned in between."""
    luck = Random(seed)
    desk.router.use(measured(kind, luck))
    keyboard = Pinyin(desk.router, later_ms=luck.choice([None, 3]))
    scanned, expected = [], ""
    for _ in range(4):
        word = luck.choice(["lin ", "xiaotang1", "zhou2", "88", "a1"])
        keyboard.type(word, lambda: max(60, typist(luck)))
        quiet(qtbot, desk, keyboard)
        letters = sum(char.isalpha() for char in word)
        expected += f"字{letters}" if letters else word
        scanned.append(luck.choice(LETTERS))
        keyboard.at_ms += 500
        keyboard.type(scanned[-1], lambda: kind(luck), luck.choice(["Enter", "Tab"]))
        quiet(qtbot, desk, keyboard)
        keyboard.at_ms += 500
        focus(qtbot, desk.name)
    assert desk.texts() == scanned
    assert desk.name.text() == expected


def test_what_was_being_composed_stays_as_it_was_typed(qtbot: Any, desk: Desk) -> None:
    keyboard = Pinyin(desk.router)
    keyboard.type("xiao", 150)
    keyboard.at_ms += 500
    keyboard.type("lot7-b", 5, "Enter")
    quiet(qtbot, desk, keyboard)
    assert desk.texts() == ["lot7-b"]
    assert desk.name.text() == "xiao"


def test_a_note_of_several_lines(qtbot: Any, desk: Desk) -> None:
    focus(qtbot, desk.note)
    desk.note.setPlainText("第一行\n第二行")
    keyboard = Pinyin(desk.router)
    keyboard.type(";860000027715?", 4, "Enter")
    keyboard.at_ms += 300
    keyboard.type("lot7-b", 6, "Enter")
    quiet(qtbot, desk, keyboard)
    assert desk.note.toPlainText() == "第一行\n第二行"
    assert isinstance(desk.readings[0], CardPresented)
    assert desk.readings[1:] == [Scan("lot7-b", source="wedge")]


def test_without_an_input_method_the_scan_is_told_at_once_by_what_arrived(desk: Desk) -> None:
    Pinyin(desk.router, on=False).type("lot7-b", 6, "Enter")
    assert desk.texts() == ["lot7-b"]
    assert desk.router.foresight._scan is None
    assert (desk.name.text(), desk.entered) == ("", 0)


def test_a_person_who_types_on_is_not_taken_for_the_end_of_a_scan(qtbot: Any, desk: Desk) -> None:
    """A key right after a scan that was taken to pieces; and a line feed of the scanner, which is none."""
    keyboard = Pinyin(desk.router)
    keyboard.type("mb2026", 6, "Enter")
    keyboard.press("Enter", 4)
    keyboard.type("lin ", 90)
    quiet(qtbot, desk, keyboard)
    assert desk.texts() == ["mb2026"]
    assert (desk.name.text(), desk.entered) == ("字3", 0)


def test_a_key_typed_just_before_a_scan_stays(qtbot: Any, desk: Desk) -> None:
    keyboard = Pinyin(desk.router)
    keyboard.type("7", 200)
    keyboard.press("m", 65)
    keyboard.type("b-2026", 5, "Enter")
    quiet(qtbot, desk, keyboard)
    assert desk.texts() == ["mb-2026"]
    assert desk.name.text() == "7"


def test_keys_that_come_much_later_are_not_a_second_scan(qtbot: Any, desk: Desk) -> None:
    """The input method was busy with something else."""
    keyboard = Pinyin(desk.router, later_ms=250)
    keyboard.type(CODES[0], 6, "Enter")
    quiet(qtbot, desk, keyboard)
    assert desk.texts() == [CODES[0]]
    assert (desk.name.text(), desk.entered) == ("", 0)


def test_pinyin_typed_fast_is_a_persons(qtbot: Any, desk: Desk) -> None:
    keyboard = Pinyin(desk.router, later_ms=5)
    keyboard.type("zhongshanlu", 60, "Enter")
    quiet(qtbot, desk, keyboard)
    assert desk.readings == []
    assert desk.name.text() == "zhongshanlu"


def test_a_field_that_goes_away_meanwhile(qtbot: Any, desk: Desk) -> None:
    keyboard = Pinyin(desk.router)
    keyboard.type("mb2026", 6, "Enter")
    desk.name.deleteLater()
    focus(qtbot, desk.note)
    quiet(qtbot, desk, keyboard)
    assert desk.texts() == ["mb2026"]
