from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from memberpos.resources import resource
from memberpos.ui.theme import NAMES, Theme, tokens
from memberpos.ui.widgets import Button, Dot, Table

AA = 4.5
FINGER = 44
PAIRS = [(name, front, back) for name in NAMES for front, backs in tokens()["contrast"].items() for back in backs]


def luminance(color: QColor) -> float:
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in color.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize(("name", "front", "back"), PAIRS)
def test_text_can_be_read(name: str, front: str, back: str) -> None:
    lights = sorted(luminance(Theme(name).color(role)) for role in (front, back))
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= AA


def test_both_themes_have_the_same_roles() -> None:
    assert tokens()["light"].keys() == tokens()["dark"].keys()


def test_a_name_means_one_thing() -> None:
    assert not tokens()["light"].keys() & tokens()["size"].keys()


@pytest.mark.parametrize("name", NAMES)
def test_the_style_sheet_is_filled_and_accepted(name: str, qapp: QApplication) -> None:
    sheet = Theme(name).qss()
    assert "@" not in re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    Theme(name).apply(qapp)  # a sheet Qt cannot parse is a warning, and a warning fails the test


@pytest.mark.parametrize("touch", [False, True])
def test_light_and_dark_take_the_same_room(touch: bool) -> None:
    """They differ in colours and pictures alone; so what fits in one fits in the other."""
    looks = r"#[0-9A-Fa-f]{6,8}\b|rgba?\([^)]*\)|url\([^)]*\)"
    sheets = [re.sub(looks, "look", Theme(name, touch=touch).qss()) for name in NAMES]
    assert sheets[0] == sheets[1]


def test_every_colour_of_the_sheet_comes_from_the_tokens() -> None:
    sheet = resource("theme", "app.qss").read_text("utf-8")
    assert re.findall(r"#[0-9A-Fa-f]{6}\b", sheet) == []


def test_painted_widgets_follow_a_change_of_theme(qtbot, qapp: QApplication) -> None:
    dot = Dot("bad")
    qtbot.addWidget(dot)
    for name in NAMES:
        Theme(name).apply(qapp)
        dot.ensurePolished()
        assert dot.paint_color("accent") == Theme(name).color("bad-dot")


def test_nothing_is_too_small_for_a_finger(qtbot, qapp: QApplication) -> None:
    theme = Theme(touch=True)
    theme.apply(qapp)
    for button in (Button("A"), Button("A", size="small"), Button("A", "F1", kind="primary", size="large")):
        qtbot.addWidget(button)
        button.show()
        assert button.height() >= FINGER
    table = Table([], theme)
    qtbot.addWidget(table)
    assert table.verticalHeader().defaultSectionSize() >= FINGER
