"""Check-in at the counter and taking it back, by keys and pointer, on a real shop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.ui.gallery_passes import photo_jpeg
from tests.ui.live import Live, press, words_of
from tests.ui.passes import approve, key, left, member_in, sold
from tests.ui.stage import NOW_MS

from memberpos.domain.pass_terms import PassTerms
from memberpos.domain.passes import UNDO_MS
from memberpos.services import pass_desk, pass_kinds
from memberpos.ui.dialogs.approve import ApproveDialog
from memberpos.ui.dialogs.check_in import CheckInDialog
from memberpos.ui.dialogs.pass_sell import SellPassDialog
from memberpos.ui.member_drawer import PASSES, MemberDrawer
from memberpos.ui.screens.counter import Counter
from memberpos.ui.widgets.photo import Photo


@pytest.fixture
def counter(pass_counter: Counter) -> Counter:
    """The counter of a shop that sells passes."""
    return pass_counter


def test_a_check_in_by_keys_alone(qtbot, kinds: Live, counter: Counter) -> None:
    sold(kinds)
    member_in(qtbot, kinds, counter)
    assert next(hint.label for hint in kinds.stage.window.hints() if hint.key == "F1") == "Check in"
    key(kinds, "F1")
    dialog = kinds.dialog(CheckInDialog)
    qtbot.waitUntil(lambda: bool(dialog._desk.staff))
    key(kinds, "+")
    key(kinds, "+")
    key(kinds, "-")
    key(kinds, "F5")
    assert dialog.next.text() == "Check in, 2 uses"
    with qtbot.waitSignal(dialog.used) as caught:
        key(kinds, "F12")
    assert left(kinds) == [("WASH", 10)]
    assert kinds.printed == [(caught.args[0].event_id, False)]
    assert "Ten washes: checked in, 10 left." in kinds.toasts()
    served = kinds.read(lambda db: db.value("SELECT staff_id FROM pass_use"))
    assert served == dialog._desk.staff[0][0]
    qtbot.waitUntil(lambda: counter.model.sale.profile.passes[0].left == 10)


def test_no_slip_where_none_is_wanted(qtbot, kinds: Live, counter: Counter) -> None:
    sold(kinds, "GYM")
    member_in(qtbot, kinds, counter)
    counter._pay.print_toggle.setChecked(False)
    key(kinds, "F1")
    dialog = kinds.dialog(CheckInDialog)
    for _ in range(5):
        dialog.step(1)
    assert (dialog._persons, dialog.next.text()) == (2, "Check in")
    with qtbot.waitSignal(dialog.used):
        dialog.accept()
    assert kinds.printed == []
    assert left(kinds) == [("GYM", None)]


def test_the_photo_is_large_and_its_place_is_never_empty(qtbot, kinds: Live, counter: Counter) -> None:
    sold(kinds)
    member_in(qtbot, kinds, counter)
    key(kinds, "F1")
    dialog = kinds.dialog(CheckInDialog)
    qtbot.waitUntil(lambda: kinds.till.runner.idle)
    assert (dialog.photo.width(), dialog.photo.has_photo) == (220, False)
    without = dialog.photo.grab().toImage()
    key(kinds, "Esc")
    member = kinds.member.member_id
    kinds.read(lambda db: db.execute("INSERT INTO member_photo VALUES(?, ?)", (member, photo_jpeg())))
    key(kinds, "F1")
    dialog = kinds.dialog(CheckInDialog)
    qtbot.waitUntil(lambda: dialog.photo.has_photo)
    assert dialog.photo.grab().toImage() != without


def test_a_broken_photo_is_no_photo(qtbot, english: None) -> None:
    photo = Photo("Lin")
    qtbot.addWidget(photo)
    photo.set_photo(b"no picture")
    assert not photo.has_photo
    photo.grab()


def test_what_cannot_be_used_now_comes_last_and_says_why(qtbot, kinds: Live, counter: Counter) -> None:
    kinds.run(lambda use: pass_kinds.put(use, PassTerms("SUN", 1_000, 5, valid_days=3, weekdays=(7,), name="Sundays")))
    sold(kinds, "SUN")
    sold(kinds)
    member_in(qtbot, kinds, counter)
    key(kinds, "F1")
    dialog = kinds.dialog(CheckInDialog)
    assert [card.view.code for card in dialog._cards] == ["WASH", "SUN"]
    assert dialog.next.isEnabled()
    key(kinds, "Down")
    assert words_of(dialog).startswith("This pass does not hold at this time.")
    assert not dialog.next.isEnabled()
    dialog.accept()
    QTest.keyClick(dialog, Qt.Key.Key_Up)
    assert (words_of(dialog), dialog.next.isEnabled()) == ("", True)
    dialog._cards[1].pressed.emit(dialog._cards[1].view.pass_id)
    assert not dialog.next.isEnabled()


def test_the_service_is_chosen_where_a_pass_names_several(qtbot, kinds: Live, counter: Counter) -> None:
    kinds.run(lambda use: pass_kinds.put(use, PassTerms("BOTH", 1_000, 5, skus=("6001", "6933"), name="Both")))
    sold(kinds, "BOTH")
    member_in(qtbot, kinds, counter)
    key(kinds, "F1")
    dialog = kinds.dialog(CheckInDialog)
    qtbot.waitUntil(lambda: dialog.findChild(QWidget, "service-6933") is not None)
    press(dialog, "service-6933")
    with qtbot.waitSignal(dialog.used):
        dialog.accept()
    assert kinds.read(lambda db: db.value("SELECT service FROM pass_use")) == "6933"


def test_a_pass_that_was_used_up_meanwhile_is_said(qtbot, kinds: Live, counter: Counter) -> None:
    one = sold(kinds)
    member_in(qtbot, kinds, counter)
    key(kinds, "F1")
    dialog = kinds.dialog(CheckInDialog)
    kinds.run(lambda use: pass_desk.use(use, pass_desk.UsePass(kinds.member.member_id, one, 12)))
    dialog.accept()
    qtbot.waitUntil(lambda: words_of(dialog).startswith("Not enough uses: 0 left, 1 needed."))
    assert dialog.back.isEnabled()


def test_selling_and_managing_from_the_check_in(qtbot, kinds: Live, counter: Counter) -> None:
    sold(kinds)
    member_in(qtbot, kinds, counter)
    key(kinds, "F1")
    key(kinds, "F6")
    assert kinds.dialog(SellPassDialog)
    key(kinds, "Esc")
    key(kinds, "F1")
    key(kinds, "F3")
    drawer = kinds.stage.window._drawer.content
    assert isinstance(drawer, MemberDrawer)
    assert drawer._stack.currentWidget() is drawer._pages[PASSES]


def test_a_use_is_taken_back_at_once_and_later_by_approval(qtbot, kinds: Live, counter: Counter) -> None:
    one = sold(kinds)
    kinds.sign_in(kinds.cashier_id)
    for _ in range(2):
        kinds.run(lambda use: pass_desk.use(use, pass_desk.UsePass(kinds.member.member_id, one, 3)))
    member_in(qtbot, kinds, counter)
    key(kinds, "F1")
    dialog = kinds.dialog(CheckInDialog)
    qtbot.waitUntil(lambda: len(dialog._desk.recent) == 2)
    with qtbot.waitSignal(dialog.undone):
        key(kinds, "F8")
    assert left(kinds) == [("WASH", 9)]
    assert "Ten washes: taken back." in kinds.toasts()
    qtbot.waitUntil(lambda: isinstance(kinds.stage.window._dialog(), CheckInDialog) and kinds.till.runner.idle)
    again = kinds.dialog(CheckInDialog)
    qtbot.waitUntil(lambda: len(again._desk.recent) == 1)
    assert [card.view.left for card in again._cards] == [9]
    kinds.till.now_ms = NOW_MS + UNDO_MS + 1
    key(kinds, "F8")
    with qtbot.waitSignal(again.undone):
        approve(qtbot, kinds)
    assert left(kinds) == [("WASH", 12)]
    kinds.till.now_ms = NOW_MS


def test_an_approval_turned_down_is_said(qtbot, kinds: Live, counter: Counter) -> None:
    one = sold(kinds)
    kinds.run(lambda use: pass_desk.use(use, pass_desk.UsePass(kinds.member.member_id, one)))
    kinds.sign_in(kinds.cashier_id)
    member_in(qtbot, kinds, counter)
    key(kinds, "F1")
    dialog = kinds.dialog(CheckInDialog)
    qtbot.waitUntil(lambda: bool(dialog._desk.recent))
    press(dialog, f"undo-{dialog._desk.recent[0].event_id}")
    qtbot.waitUntil(lambda: isinstance(kinds.stage.window._dialog(), ApproveDialog))
    kinds.dialog(ApproveDialog).reject()
    assert words_of(dialog) == "This can no longer be undone. Ask a manager."
    assert left(kinds) == [("WASH", 11)]
