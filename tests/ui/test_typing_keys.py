"""Keys that belong to a text being typed never run an action of the screen below."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from tests.ui.stage import Stage

from memberpos.ui.context import UiContext
from memberpos.ui.hints import KeyHint
from memberpos.ui.screen import Screen
from memberpos.ui.widgets import Cell, Column, Line, Table
from memberpos.ui.widgets.steps import Steps


class Rings(Screen):
    """Notes the keys it was given."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self.taken: list[str] = []
        self.field = QLineEdit(self)

    def keys(self) -> list[KeyHint]:
        return [
            KeyHint(key, key, lambda key=key: self.taken.append(key)) for key in ("+", "Space", "Enter", "F12", "Esc")
        ]


@pytest.fixture
def rings(qtbot, stage: Stage) -> Rings:
    stage.window._factories["counter"] = lambda: Rings(stage.context)
    stage.window.go("counter")
    stage.window.activateWindow()
    return stage.window.screen("counter")


def focus(qtbot, field: QWidget) -> None:
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)


def test_a_field_keeps_its_characters(qtbot, stage: Stage, rings: Rings) -> None:
    focus(qtbot, rings.field)
    assert [stage.window.take_key(key) for key in ("+", "Space", "Enter")] == [False] * 3
    assert stage.window.take_key("F12")
    assert rings.taken == ["F12"]


def test_an_empty_omnibox_leaves_them_to_the_screen(qtbot, stage: Stage, rings: Rings) -> None:
    box = stage.window.top.omnibox.field
    focus(qtbot, box)
    stage.window.take_key("+")
    box.setText("6021")
    assert not stage.window.take_key("Enter")
    assert rings.taken == ["+"]


def test_an_open_drawer_has_the_keys_and_esc_closes_it(qtbot, stage: Stage, rings: Rings) -> None:
    stage.window.open_drawer(QWidget())
    assert [hint.key for hint in stage.window.hints()] == ["F2", "Esc"]
    stage.window.take_key("Esc")
    assert rings.taken == []
    stage.window.take_key("Esc")
    assert rings.taken == ["Esc"]


def test_a_drawer_may_say_how_wide_it_is(stage: Stage, rings: Rings) -> None:
    content = QWidget()
    content.width_px = 432
    stage.window.open_drawer(content)
    assert stage.window._drawer.width() == 432


def test_steps_before_the_present_one_are_done(qtbot, english: None) -> None:
    steps = Steps(3)
    qtbot.addWidget(steps)
    steps.set_names(("Write", "Read back", "Issue"))
    steps.show_at(1)
    assert steps.tones() == ["done", "now", ""]
    steps.show_at(1, failed=True)
    assert steps.tones() == ["done", "bad", ""]
    steps.show_at(3)
    assert steps.tones() == ["done"] * 3


def test_more_rows_may_come_and_badges_are_drawn(qtbot, stage: Stage) -> None:
    table = Table((Column("state", 120),), stage.context.theme)
    qtbot.addWidget(table)
    table.resize(200, 200)
    table.set_lines([Line("a", (Cell("In use", "ok", badge=True),))])
    table.lines.add_lines([Line("b", ("plain",))])
    table.show()
    assert table.lines.rowCount() == 2
    soft = stage.context.theme.color("ok-soft").rgb()
    picture = table.viewport().grab().toImage()
    colors = {picture.pixel(x, 19) for x in range(10, 80)}
    assert soft in colors
