"""Measuring a scanner that types: three scans and a line typed set the times."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from tests.ui.desk import Desk
from tests.ui.stage import Stage

from memberpos.devices.keyboard_wedge import WedgeDetector
from memberpos.settings import Wedge
from memberpos.ui.dialogs.wedge_calibrate import CalibrateDialog
from memberpos.ui.keys import KeyRouter


@pytest.fixture
def empty_till(no_books: Any) -> Any:
    """Screens of devices need no books."""
    return no_books


class Typist:
    """Keys with times, as a window system brings them."""

    def __init__(self) -> None:
        self.at_ms = 1000

    def __call__(self, text: str, gap_ms: int, *, enter: bool = True) -> None:
        self.at_ms += 2000
        for char in text:
            self._press(char, ord(char))
            self.at_ms += gap_ms
        if enter:
            self._press("\r", Qt.Key.Key_Return)

    def _press(self, text: str, key: int) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self.at_ms)
            QApplication.sendEvent(QApplication.focusWidget(), event)


@pytest.fixture
def routed(qtbot: Any, qapp: QApplication, stage: Stage, empty_till: Any) -> Any:
    """The desk with the real key filter."""
    router = KeyRouter(stage.window.take_key, WedgeDetector())
    router.install(qapp)
    desk = Desk(stage, empty_till, watch_keys=router.watch)
    stage.window.activateWindow()
    desk.readings = []  # type: ignore[attr-defined]
    router.read.connect(desk.readings.append)  # type: ignore[attr-defined]
    yield desk
    qapp.removeEventFilter(router)


def test_three_scans_and_a_line_typed_set_the_times(qtbot: Any, routed: Any) -> None:
    routed.floor.press("F8")
    dialog, type_ = routed.floor.dialog(CalibrateDialog), Typist()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    for done in range(3):
        type_("6901234567892", 40)
        qtbot.waitUntil(lambda done=done: dialog._at == done + 1)
        assert dialog.isVisible(), "the Enter of a scan pressed a button"
    assert not dialog.next.isEnabled()
    type_("13800136021", 130)
    qtbot.waitUntil(lambda: dialog._done)
    assert routed.readings == []
    assert not dialog.problem.isVisible()
    type_("", 0)  # Enter alone: a person's again
    qtbot.waitUntil(lambda: bool(routed.kept))
    assert routed.kept[0].devices.wedge == Wedge(56, 56)
    assert "56 ms" in routed.screen._wedge_state.text()


def test_keys_without_times_are_refused_and_one_may_start_over(qtbot: Any, routed: Any) -> None:
    routed.floor.press("F8")
    dialog, type_ = routed.floor.dialog(CalibrateDialog), Typist()
    for done in range(3):
        type_("6901234567892", 0)
        qtbot.waitUntil(lambda done=done: dialog._at == done + 1)
    routed.floor.press("F9")
    assert "no times of their own" in dialog.problem.text()
    assert not dialog.next.isEnabled()
    routed.floor.press("F5")
    assert dialog._at == 0
    routed.floor.press("Esc")
    type_("6901234567892", 5)
    qtbot.waitUntil(lambda: len(routed.readings) == 1)
    assert routed.kept == []


def test_other_times_are_used_at_once(qtbot: Any, qapp: QApplication, stage: Stage) -> None:
    from memberpos.devices.keyboard_wedge import WedgeSettings

    router, readings = KeyRouter(lambda _key: False, WedgeDetector()), []
    router.read.connect(readings.append)
    router.install(qapp)
    stage.window.activateWindow()
    stage.window.setFocus()
    type_ = Typist()
    type_("6901234567892", 45)
    assert readings == []
    times = WedgeSettings(max_gap_ms=62, mean_gap_ms=60)
    router.use(times)
    type_("6901234567892", 45)
    qapp.removeEventFilter(router)
    assert [reading.text for reading in readings] == ["6901234567892"]
