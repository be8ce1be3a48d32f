from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from tests.ui.stage import PLACES, Stage, speaking

from memberpos.devices.readings import CallEnded, CardPresented, DeviceHealth, Scan
from memberpos.domain.errors import PosError
from memberpos.ui.context import Session
from memberpos.ui.hints import KeyHint
from memberpos.ui.screen import Screen
from memberpos.ui.widgets import CallFacts, CallPopup, Dialog, Toast, column
from memberpos.ui.widgets.bars import Chip, KeyHintButton


class Page(Screen):
    """A screen that writes down what it is told."""

    def __init__(self, context) -> None:
        super().__init__(context)
        self.seen: list[object] = []
        self.field = QLineEdit()
        self.setLayout(column(self.field))

    def keys(self):
        return (
            KeyHint("F12", self.tr("Pay"), lambda: self.seen.append("pay")),
            KeyHint("F9", self.tr("Hold"), lambda: self.seen.append("hold"), enabled=False),
        )

    def on_shown(self, **facts: object) -> None:
        self.seen.append(facts)

    def on_reading(self, reading) -> bool:
        self.seen.append(reading)
        return True

    def on_text(self, text: str) -> bool:
        self.seen.append(text)
        return text.isdigit()

    def on_changed(self, what: frozenset[str]) -> None:
        self.seen.append(what)


@pytest.fixture
def page(stage: Stage) -> Page:
    shown = stage.show("page", Page)
    shown.seen.clear()
    return shown


def call(key: str = "1", name: str = "") -> CallPopup:
    return CallPopup(
        CallFacts(key, "Line 1", "13800136021", name, actions=(("open", "Open", "F8"), ("later", "Later", "")))
    )


def shown_keys(stage: Stage) -> list[str]:
    return [b.accessibleName() for b in stage.window.foot.findChildren(KeyHintButton) if not b.isHidden()]


def test_screens_are_made_once_and_told_the_facts(stage: Stage) -> None:
    stage.show("page", Page)
    first = stage.window.current()
    stage.window.go("counter")
    stage.window.go("page", member="m1")
    assert stage.window.current() is first
    assert first.seen == [{}, {"member": "m1"}]


def test_the_keys_of_the_screen_are_in_the_bar_and_work(stage: Stage, page: Page) -> None:
    assert shown_keys(stage) == ["Find", "Pay", "Hold"]
    QTest.keyClick(page.field, Qt.Key.Key_F12)
    QTest.keyClick(page.field, Qt.Key.Key_F9)
    assert page.seen == ["pay"]


def test_f2_goes_to_the_omnibox_and_its_text_to_the_screen(qtbot, stage: Stage, page: Page) -> None:
    assert stage.window.take_key("F2")
    box = stage.window.top.omnibox.field
    qtbot.waitUntil(lambda: stage.window.focusWidget() is box)
    QTest.keyClicks(box, "6901")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert page.seen == ["6901"]
    box.setText("lxt")
    with qtbot.waitSignal(stage.window.searched) as caught:
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert caught.args == ["lxt"]


def test_no_input_method_eats_what_a_scanner_types(stage: Stage) -> None:
    assert not stage.window.top.omnibox.field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_readings_go_to_the_screen_in_front(stage: Stage, page: Page) -> None:
    assert stage.window.read(CardPresented("8600", "magstripe"))
    assert page.seen == [CardPresented("8600", "magstripe")]


def test_a_dialog_keeps_cards_and_keys_from_the_screen(stage: Stage, page: Page) -> None:
    dialog = Dialog(stage.window)
    dialog.set_texts("Title", "OK", "Back")
    dialog.open()
    assert stage.window.read(Scan("6901"))
    assert not stage.window.take_key("F12")
    assert page.seen == []
    stage.window.read(CallEnded())
    assert page.seen == [CallEnded()]
    QTest.keyClick(dialog.next, Qt.Key.Key_Escape)
    assert stage.window.take_key("F12")


def test_a_call_takes_no_focus_and_stays_until_handled(qtbot, stage: Stage, page: Page) -> None:
    page.field.setFocus()
    qtbot.waitUntil(lambda: stage.window.focusWidget() is page.field)
    stage.window.show_call(call("1"))
    stage.window.show_call(call("2"))
    assert stage.window.focusWidget() is page.field
    QTest.keyClicks(page.field, "12")
    assert page.field.text() == "12"
    assert [popup.facts.key for popup in stage.window.calls.popups()] == ["2", "1"]
    with qtbot.waitSignal(stage.window.call_acted) as caught:
        QTest.keyClick(page.field, Qt.Key.Key_F8)
    assert caught.args == ["2", "open"]
    assert [popup.facts.key for popup in stage.window.calls.popups()] == ["1"]
    stage.window.go("counter")
    assert stage.window.calls.isVisible()


class WithF8(Screen):
    """A screen that has a use of its own for the key of a call."""

    def __init__(self, context: object) -> None:
        super().__init__(context)
        self.used = 0

    def keys(self) -> tuple[KeyHint, ...]:
        return (KeyHint("F8", "Own", self._use), KeyHint("F7", "Other", self._use))

    def _use(self) -> None:
        self.used += 1


def test_while_a_call_shows_its_key_is_the_calls(stage: Stage) -> None:
    screen = stage.show("with-f8", WithF8)
    assert [hint.label for hint in stage.window.hints() if hint.key == "F8"] == ["Own"]
    stage.window.show_call(call())
    assert [hint.label for hint in stage.window.hints() if hint.key == "F8"] == ["Open"]
    assert sum(words.startswith("F8") or words.endswith("F8") for words in shown_keys(stage)) <= 1
    assert "Own" not in "".join(shown_keys(stage))
    assert stage.window.take_key("F8")
    assert screen.used == 0
    assert [hint.label for hint in stage.window.hints() if hint.key == "F8"] == ["Own"]
    assert stage.window.take_key("F8")
    assert screen.used == 1


def test_a_drawer_gives_its_key_to_a_call_too(stage: Stage, page: Page) -> None:
    content = QWidget()
    content.keys = lambda: (KeyHint("F8", "Drawer", lambda: None),)
    stage.window.open_drawer(content)
    stage.window.show_call(call())
    assert [hint.label for hint in stage.window.hints() if hint.key == "F8"] == ["Open"]


def test_more_is_learnt_of_the_same_call(stage: Stage, page: Page) -> None:
    stage.window.show_call(call("1"))
    stage.window.show_call(call("1", "Member"))
    assert [popup.facts.name for popup in stage.window.calls.popups()] == ["Member"]


def test_five_calls_are_kept_three_are_shown(stage: Stage, page: Page) -> None:
    for number in range(5):
        stage.window.show_call(call(str(number)))
    popups = stage.window.calls.popups()
    assert [popup.isVisible() for popup in popups] == [True, True, True, False, False]
    stage.window.calls.dismiss("4")
    assert popups[3].isVisible()


def test_an_error_says_what_to_do_and_goes_with_the_next_key(stage: Stage, page: Page) -> None:
    stage.window.error(PosError("paper_out"))
    said = [label.text() for label in stage.window.findChild(Toast).findChildren(QLabel)]
    assert "The receipt printer is out of paper." in said
    assert "Put in a new roll; waiting receipts then print by themselves." in said
    stage.window.take_key("F12")
    assert not stage.window.toasts.isVisible()


def test_the_line_to_headquarters_is_always_in_sight(qtbot, stage: Stage) -> None:
    chip = stage.window.findChild(Chip, "chip-hq")
    assert chip.text() == "HQ offline · 128 waiting"
    stage.window.set_hq("idle", 0)
    assert chip.text() == "HQ up to date"
    stage.window.set_hq("offline", 7, 2)
    assert chip.text() == "HQ offline · 7 waiting · 2 to look at"
    stage.window.set_hq("standalone", 7, 2)
    assert chip.text() == "No headquarters"
    stage.window.set_hq("idle", 0)
    with speaking("zh_CN"):
        qtbot.waitUntil(lambda: chip.text() == "总部已同步")


def test_a_lost_device_says_so_in_words(stage: Stage) -> None:
    chip = stage.window.findChild(Chip, "chip-printer")
    assert chip.text() == "Printer"
    stage.window.read(DeviceHealth("tm", "printer", "lost"))
    assert chip.text() == "Printer reconnecting"


def test_what_changed_is_told_to_the_screen_in_front(stage: Stage, page: Page) -> None:
    stage.window.tell_changed(frozenset({"member"}))
    assert page.seen == [frozenset({"member"})]


def test_a_drawer_opens_at_the_right_and_closes_with_the_place(stage: Stage, page: Page) -> None:
    inside = QLabel("member")
    stage.window.open_drawer(inside)
    assert inside.isVisible()
    assert inside.mapTo(stage.window, inside.rect().topRight()).x() > stage.window.width() - 40
    stage.window.go("counter")
    assert not inside.isVisible()


def test_bare_screens_have_no_frame(stage: Stage) -> None:
    stage.show("bare", Page, bare=True)
    assert not stage.window.rail.isVisible()
    stage.window.go("counter")
    assert stage.window.rail.isVisible()


def test_who_works_is_in_the_bar(stage: Stage) -> None:
    stage.window.set_session(Session("s", "Zhou", shift_name="A", till="1"))
    assert stage.window.foot.who.text() == "Shift A · Zhou · Till 1"
    stage.window.set_session(Session())
    assert stage.window.foot.who.text() == ""


@pytest.mark.parametrize(("height", "each"), [(1080, 56), (768, 56), (600, 48)])
def test_every_place_is_seen_in_a_low_window(stage: Stage, height: int, each: int) -> None:
    stage.window.resize(1366, height)
    stage.window.show()
    QApplication.processEvents()
    rail = stage.window.rail
    assert stage.window.height() == height
    buttons = [rail.findChild(QPushButton, f"place-{name}") for name in PLACES]
    assert len(buttons) == 9
    assert {button.height() for button in buttons} == {each}
    bottoms = [button.mapTo(rail, button.rect().bottomLeft()).y() for button in buttons]
    user = rail.findChild(QPushButton, "user")
    assert bottoms == sorted(bottoms)
    assert bottoms[-1] < user.mapTo(rail, user.rect().topLeft()).y()
    assert user.mapTo(rail, user.rect().bottomLeft()).y() < rail.height() <= height
