"""Dialogs and messages above the page: one Enter is one answer, and a message stands in nobody's way."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.ui.stage import Stage

from memberpos.domain.errors import PosError
from memberpos.ui.context import KeyHint
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog, Toast


class Question(Dialog):
    """A field whose Enter answers, as in the till's own dialogs."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.answers = 0
        self.field = Field()
        self.field.returnPressed.connect(self.accept)
        self.body.addWidget(self.field)
        self.set_texts("Question", "Yes", "No")

    def first_field(self) -> QWidget:
        return self.field

    def keys(self) -> list[KeyHint]:
        return [KeyHint("F9", "Only here", lambda: None)]

    def accept(self) -> None:
        self.answers += 1
        self.finish(True)


def _toast(stage: Stage) -> Toast:
    return next(toast for toast in stage.window.findChildren(Toast) if toast.isVisible())


def _middle(stage: Stage, widget: QWidget) -> QPoint:
    return widget.mapTo(stage.window, widget.rect().center())


def test_one_enter_is_one_answer(stage: Stage, qtbot: Any) -> None:
    question = Question(stage.window)
    question.open()
    QTest.keyClick(question.field, Qt.Key.Key_Return)
    assert question.answers == 1


def test_the_bottom_keys_follow_the_dialog(stage: Stage, qtbot: Any) -> None:
    def has_own_key() -> bool:
        return any("Only here" in str(each.accessibleName()) for each in _buttons(stage))

    question = Question(stage.window)
    question.open()
    qtbot.waitUntil(has_own_key)
    question.reject()
    qtbot.waitUntil(lambda: not has_own_key())


def _buttons(stage: Stage) -> list[QWidget]:
    return [each for each in stage.window.foot.findChildren(QWidget) if each.isVisible()]


@pytest.mark.parametrize(("tone", "covers"), [("ok", False), ("info", False), ("bad", True)])
def test_a_passing_message_lets_the_pointer_through(stage: Stage, qtbot: Any, tone: str, *, covers: bool) -> None:
    stage.window.toast("Saved", tone)
    toast = _toast(stage)
    under = stage.window.childAt(_middle(stage, toast))
    assert (under is toast or toast.isAncestorOf(under)) is covers
    assert toast.close_button.isVisible() is covers


def test_messages_keep_clear_of_a_dialogs_buttons(stage: Stage, qtbot: Any) -> None:
    question = Question(stage.window)
    question.open()
    stage.window.error(PosError("paper_out"))
    toast = _toast(stage)
    assert _middle(stage, toast).y() < stage.window.height() // 3
    under = stage.window.childAt(_middle(stage, toast))
    assert under is toast or toast.isAncestorOf(under), "above the dialog's shade"
    question.reject()
    qtbot.waitUntil(lambda: _middle(stage, toast).y() > stage.window.height() // 2)


def test_there_is_no_way_back_while_something_is_booked(stage: Stage, qtbot: Any) -> None:
    question = Question(stage.window)
    question.open()
    question.hold(booking=True)
    QTest.keyClick(question.field, Qt.Key.Key_Escape)
    assert question.isVisible()
    assert not question.back.isEnabled()
    question.hold(booking=False)
    QTest.keyClick(question.field, Qt.Key.Key_Escape)
    assert not question.isVisible()
