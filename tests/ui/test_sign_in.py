from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.stage import Stage

from memberpos.ui.screens.sign_in import SignIn


@pytest.fixture
def screen(qtbot, stage: Stage, till) -> SignIn:
    stage.window.add_screen("sign_in", lambda: SignIn(till.context(stage)), bare=True)
    stage.window.go("sign_in")
    shown = stage.window.screen("sign_in")
    qtbot.waitUntil(lambda: len(shown._buttons) == 1)
    return shown


def enter(screen: SignIn, pin: str) -> None:
    QTest.keyClicks(screen._pad.focusProxy(), pin)
    QTest.keyClick(screen._pad.focusProxy(), Qt.Key.Key_Return)


def test_the_right_pin_opens_the_counter(qtbot, stage: Stage, screen: SignIn, till) -> None:
    with qtbot.waitSignal(screen.signed_in) as caught:
        enter(screen, "2468")
    assert caught.args[0].staff_id == till.owner_id
    assert stage.window.place == "counter"
    session = stage.window.session()
    assert (session.staff_name, session.role, session.till) == ("Owner", "owner", "1")
    assert "sale.make" in session.rights


def test_a_wrong_pin_says_how_many_tries_are_left(qtbot, screen: SignIn) -> None:
    enter(screen, "1111")
    qtbot.waitUntil(lambda: screen._message.text() == "Wrong PIN. Tries left: 4.")
    assert screen._step.text() == "Enter it again."
    assert screen._enter.isEnabled()


def test_after_five_wrong_pins_the_lock_is_shown_and_ends(qtbot, screen: SignIn) -> None:
    for _ in range(5):
        qtbot.waitUntil(screen._enter.isEnabled)
        screen._say(None)
        enter(screen, "1111")
        qtbot.waitUntil(lambda: bool(screen._message.text()))
    qtbot.waitUntil(screen._enter.isEnabled)
    enter(screen, "2468")
    qtbot.waitUntil(lambda: screen._message.text() == "Too many wrong PINs. Locked for 1:00.")
    assert not screen._enter.isEnabled()
    screen._second()
    assert screen._message.text() == "Too many wrong PINs. Locked for 0:59."
    for _ in range(59):
        screen._second()
    assert screen._enter.isEnabled()
    assert screen._message.text() == ""


def test_the_list_follows_the_arrow_keys(screen: SignIn) -> None:
    from tests.ui.gallery import STAFF

    screen.show_people(STAFF)
    screen._choose(0)
    screen._move(1)
    assert screen._who.text() == STAFF[1].name
    screen._move(-1)
    screen._move(-1)
    assert screen._who.text() == STAFF[2].name


def test_signing_in_ends_the_session_before(stage: Stage, screen: SignIn) -> None:
    assert stage.window.session().staff_id == ""
    assert stage.window.session().till == "1"
