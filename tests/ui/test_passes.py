"""Passes at the counter, by keys and pointer, on a real shop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.ui.gallery_passes import photo_jpeg
from tests.ui.live import Live, press, words_of
from tests.ui.passes import approve, key, left, sold
from tests.ui.stage import NOW_MS

from memberpos.domain.pass_terms import PassTerms
from memberpos.domain.passes import UNDO_MS
from memberpos.services import pass_desk, pass_kinds, shifts
from memberpos.ui.dialogs.approve import ApproveDialog
from memberpos.ui.dialogs.check_in import CheckInDialog
from memberpos.ui.dialogs.pass_pay import PassPayDialog
from memberpos.ui.dialogs.pass_sell import SellPassDialog
from memberpos.ui.dialogs.pay import PayDialog
from memberpos.ui.dialogs.sale_done import SaleDoneDialog
from memberpos.ui.member_drawer import PASSES, MemberDrawer
from memberpos.ui.screens.counter import Counter
from memberpos.ui.widgets.photo import Photo


@pytest.fixture
def counter(qtbot, kinds: Live) -> Counter:
    screen = kinds.show("counter", Counter)
    qtbot.waitUntil(lambda: screen.model.is_open)
    return screen


def member_in(qtbot, live: Live, counter: Counter) -> None:
    live.swipe()
    qtbot.waitUntil(lambda: counter.model.sale.profile is not None and live.till.runner.idle)


# --- selling ----------------------------------------------------------------------------------------------------------


def test_a_first_pass_is_sold_by_keys_alone(qtbot, kinds: Live, counter: Counter) -> None:
    member_in(qtbot, kinds, counter)
    assert next(hint.label for hint in kinds.stage.window.hints() if hint.key == "F1") == "Sell a pass"
    key(kinds, "F1")
    dialog = kinds.dialog(SellPassDialog)
    qtbot.waitUntil(lambda: dialog.next.isEnabled())
    assert [tile.text() for tile in dialog._tiles] == ["Cakes", "Gym", "Ten washes"]
    key(kinds, "Right")
    key(kinds, "Right")
    key(kinds, "Right")
    assert dialog.next.text() == "Take ¥ 500.00"
    key(kinds, "F12")
    pay = kinds.dialog(PayDialog)
    pay._fields["cash"].set_fen(60_000)
    key(kinds, "F12")
    qtbot.waitUntil(lambda: kinds.quiet)
    assert left(kinds) == [("WASH", 12)]
    assert kinds.printed[0][1], "the drawer opens"
    assert "Ten washes sold. Change ¥ 100.00." in kinds.toasts()
    qtbot.waitUntil(lambda: len(counter.model.sale.profile.passes) == 1)


def test_a_pass_by_stored_value_and_its_refusal(qtbot, kinds: Live, counter: Counter) -> None:
    member_in(qtbot, kinds, counter)
    counter.flow.pass_key()
    dialog = kinds.dialog(SellPassDialog)
    qtbot.waitUntil(lambda: dialog.next.isEnabled())
    press(dialog, "kind-CAKES")
    dialog.accept()
    kinds.run(shifts.begin_count)
    kinds.run(lambda use: shifts.close(use, {"cash_fen": 70_000}, ""))
    pay = kinds.dialog(PayDialog)
    press(pay, "rest-stored_value")
    pay.accept()
    qtbot.waitUntil(lambda: words_of(dialog).startswith("No shift is open."))
    kinds.run(lambda use: shifts.open_shift(use, 0))
    dialog.accept()
    press(kinds.dialog(PayDialog), "rest-stored_value")
    with qtbot.waitSignal(dialog.sold) as caught:
        kinds.dialog(PayDialog).accept()
    assert kinds.printed == [(caught.args[0].event_id, False)]
    assert left(kinds) == [("CAKES", 3)]


def test_a_shop_without_kinds_says_so(qtbot, live: Live) -> None:
    dialog = SellPassDialog(live.stage.window, live.context, live.member)
    dialog.open()
    qtbot.waitUntil(lambda: live.till.runner.idle)
    assert dialog._empty.isVisible()
    dialog.accept()
    assert live.dialog(SellPassDialog) is dialog


# --- check-in ---------------------------------------------------------------------------------------------------------


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


# --- taking back ------------------------------------------------------------------------------------------------------


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


# --- a pass pays ------------------------------------------------------------------------------------------------------


def fill(qtbot, live: Live, counter: Counter, *skus: str) -> None:
    from tests.ui.live import CAKE, LATTE

    for sku in skus:
        counter.model.add(CAKE if sku == CAKE.sku else LATTE)
    qtbot.waitUntil(lambda: counter.model.quote is not None and bool(counter.model.quote.lines))


def test_a_pass_pays_what_it_is_for_and_cash_the_rest(qtbot, kinds: Live, counter: Counter) -> None:
    sold(kinds, "CAKES")
    member_in(qtbot, kinds, counter)
    fill(qtbot, kinds, counter, "6001", "6933", "6933")
    assert next(hint.label for hint in kinds.stage.window.hints() if hint.key == "F1") == "Pass"
    key(kinds, "F1")
    dialog = kinds.dialog(PassPayDialog)
    boxes = [dialog._group.button(number) for number in (1, 2)]
    assert [(box.isEnabled(), box.isChecked()) for box in boxes] == [(False, False), (True, True)]
    assert dialog.next.text() == "Pay, then 28.00 another way"
    key(kinds, "F12")
    pay = kinds.dialog(PayDialog)
    assert pay._due_fen == 2_800
    key(kinds, "F11")
    key(kinds, "F12")
    qtbot.waitUntil(lambda: isinstance(kinds.stage.window._dialog(), SaleDoneDialog))
    done = kinds.dialog(SaleDoneDialog)._done
    assert [(tender.kind, tender.fen) for tender in done.tenders] == [("pass", 7_600), ("cash", 2_800)]
    assert left(kinds) == [("CAKES", 1)]


def test_a_pass_pays_everything(qtbot, kinds: Live, counter: Counter) -> None:
    sold(kinds, "WASH")
    sold(kinds, "CAKES")
    member_in(qtbot, kinds, counter)
    fill(qtbot, kinds, counter, "6001", "6933")
    press(counter, "tender-pass")
    dialog = kinds.dialog(PassPayDialog)
    key(kinds, "Right")
    assert dialog.next.text() == "Pay, then 28.00 another way"
    key(kinds, "Left")
    assert dialog.next.text() == "Pay"
    dialog._group.button(1).setChecked(False)
    dialog._group.button(2).setChecked(False)
    assert not dialog.next.isEnabled()
    dialog.choose(0)
    key(kinds, "F12")
    qtbot.waitUntil(lambda: isinstance(kinds.stage.window._dialog(), SaleDoneDialog))
    assert sorted(left(kinds)) == [("CAKES", 3), ("WASH", 10)]


def test_more_than_is_left_is_said(qtbot, kinds: Live, counter: Counter) -> None:
    one = sold(kinds)
    kinds.run(lambda use: pass_desk.use(use, pass_desk.UsePass(kinds.member.member_id, one, 11)))
    member_in(qtbot, kinds, counter)
    fill(qtbot, kinds, counter, "6001", "6933")
    counter.flow.choose_tender("pass")
    dialog = kinds.dialog(PassPayDialog)
    assert [dialog._group.button(number).isChecked() for number in (1, 2)] == [True, False]
    dialog._group.button(2).setChecked(True)
    assert words_of(dialog) == "Not so many uses are left on this pass."
    assert not dialog.next.isEnabled()


def test_without_a_pass_there_is_no_such_way_to_pay(qtbot, kinds: Live, counter: Counter) -> None:
    member_in(qtbot, kinds, counter)
    fill(qtbot, kinds, counter, "6001")
    assert not counter._pay._tenders["pass"].isVisible()
    assert next(hint.label for hint in kinds.stage.window.hints() if hint.key == "F1") == "Sell a pass"
