"""Passes at the counter and in the drawer, by keys and pointer, on a real shop."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.ui.gallery_passes import photo_jpeg
from tests.ui.live import Live, press, words_of
from tests.ui.stage import NOW_MS

from memberpos.domain.pass_terms import Hours, PassTerms
from memberpos.domain.passes import UNDO_MS
from memberpos.services import pass_desk, pass_kinds, pass_sales, shifts
from memberpos.services.pass_sales import CASH_REST, SellPass
from memberpos.services.results import PassView
from memberpos.ui.dialogs.approve import ApproveDialog
from memberpos.ui.dialogs.check_in import CheckInDialog
from memberpos.ui.dialogs.pass_days import FreezeDialog, ReactivateDialog
from memberpos.ui.dialogs.pass_pay import PassPayDialog
from memberpos.ui.dialogs.pass_refund import RefundPassDialog
from memberpos.ui.dialogs.pass_renew import RenewPassDialog
from memberpos.ui.dialogs.pass_sell import SellPassDialog
from memberpos.ui.dialogs.pay import PayDialog
from memberpos.ui.dialogs.sale_done import SaleDoneDialog
from memberpos.ui.member_drawer import PASSES, MemberDrawer
from memberpos.ui.pass_words import hold_words, left_words, state_words, term_words, uses_words, validity_words
from memberpos.ui.screens.counter import Counter
from memberpos.ui.widgets.day_edit import DayEdit
from memberpos.ui.widgets.photo import Photo

WASH = PassTerms("WASH", 50_000, 10, 2, valid_days=30, list_fen=6_000, name="Ten washes")
GYM = PassTerms("GYM", 30_000, None, months=1, persons=2, name="Gym")
CAKES = PassTerms("CAKES", 10_000, 3, skus=("6933",), name="Cakes")
DAY_MS = 24 * 3600 * 1000


@pytest.fixture
def kinds(live: Live) -> Live:
    for terms in (CAKES, GYM, WASH):
        live.run(lambda use, terms=terms: pass_kinds.put(use, terms))
    return live


@pytest.fixture
def counter(qtbot, kinds: Live) -> Counter:
    screen = kinds.show("counter", Counter)
    qtbot.waitUntil(lambda: screen.model.is_open)
    return screen


def member_in(qtbot, live: Live, counter: Counter) -> None:
    live.swipe()
    qtbot.waitUntil(lambda: counter.model.sale.profile is not None and live.till.runner.idle)


def sold(live: Live, code: str = "WASH") -> str:
    return live.run(lambda use: pass_sales.sell(use, SellPass(live.member.member_id, code, CASH_REST))).pass_id


def key(live: Live, name: str) -> None:
    assert live.stage.window.take_key(name), name


def left(live: Live) -> list[tuple[str, int | None]]:
    return [(view.code, view.left) for view in live.profile().passes]


def approve(qtbot, live: Live, pin: str = "8642") -> None:
    qtbot.waitUntil(lambda: isinstance(live.stage.window._dialog(), ApproveDialog))
    dialog = live.dialog(ApproveDialog)
    qtbot.waitUntil(lambda: bool(dialog._buttons))
    next(button for button in dialog._buttons if button.text() == "Manager").click()
    dialog._pad.entered.emit(pin)


# --- selling --------------------------------------------------------------------------------------------------------


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


# --- check-in -------------------------------------------------------------------------------------------------------


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


# --- taking back ----------------------------------------------------------------------------------------------------


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


# --- a pass pays ----------------------------------------------------------------------------------------------------


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


# --- the drawer -----------------------------------------------------------------------------------------------------


@pytest.fixture
def drawer(kinds: Live) -> MemberDrawer:
    kinds.pass_id = sold(kinds)  # type: ignore[attr-defined]
    kinds.stage.window.go("counter")
    made = MemberDrawer(kinds.context, kinds.profile())
    kinds.stage.window.open_drawer(made)
    made.turn(PASSES)
    return made


def act(qtbot, drawer: MemberDrawer, name: str) -> None:
    view = drawer.profile.passes[0]
    press(drawer, f"{name}-{view.pass_id}")


def test_a_freeze_and_its_end(qtbot, kinds: Live, drawer: MemberDrawer) -> None:
    act(qtbot, drawer, "freeze")
    dialog = kinds.dialog(FreezeDialog)
    assert (dialog._first.text(), dialog._last.text()) == ("2026-11-21", "2026-11-27")
    press(dialog, "days-14")
    assert dialog._after.value.text() == "2027-01-04"
    with qtbot.waitSignal(drawer.changed):
        kinds.stage.window.take_key("F12")
    assert "Ten washes: good to 2027-01-04." in kinds.toasts()
    assert drawer.profile.passes[0].frozen_to == "2026-12-04"
    with qtbot.waitSignal(drawer.changed):
        act(qtbot, drawer, "unfreeze")
    assert drawer.profile.passes[0].valid_to == "2026-12-21"


def test_wrong_days_are_said(qtbot, kinds: Live, drawer: MemberDrawer) -> None:
    act(qtbot, drawer, "freeze")
    dialog = kinds.dialog(FreezeDialog)
    dialog._last.setText("2026-13-01")
    dialog.accept()
    assert words_of(dialog) == "Enter the first and the last frozen day."
    dialog._first.setText("2027-06-01")
    dialog._last.setText("2027-06-02")
    dialog.accept()
    qtbot.waitUntil(lambda: words_of(dialog).startswith("These days cannot be frozen"))
    assert dialog.next.isEnabled()


def test_a_cashier_freezes_by_approval(qtbot, kinds: Live, drawer: MemberDrawer) -> None:
    kinds.sign_in(kinds.cashier_id)
    act(qtbot, drawer, "freeze")
    kinds.dialog(FreezeDialog).accept()
    with qtbot.waitSignal(drawer.changed):
        approve(qtbot, kinds)
    assert (
        kinds.read(lambda db: db.value("SELECT approver_id FROM event WHERE kind = 'pass.freeze'")) == kinds.manager_id
    )


def test_both_figures_stand_before_a_refund_is_confirmed(qtbot, kinds: Live, drawer: MemberDrawer) -> None:
    kinds.run(lambda use: pass_desk.use(use, pass_desk.UsePass(kinds.member.member_id, kinds.pass_id, 5)))
    act(qtbot, drawer, "refund")
    dialog = kinds.dialog(RefundPassDialog)
    qtbot.waitUntil(lambda: dialog.next.isEnabled())
    assert [button.text() for button in dialog._methods.values()] == ["¥ 291.65", "¥ 200.00"]
    assert dialog.next.text() == "Refund ¥ 291.65"
    kinds.stage.window.take_key("F6")
    qtbot.waitUntil(lambda: dialog.next.text() == "Refund ¥ 200.00" and dialog.next.isEnabled())
    press(dialog, "pay-scan_pay")
    qtbot.waitUntil(lambda: dialog.next.isEnabled())
    QTest.keyClicks(dialog._reason, "moving")
    with qtbot.waitSignal(drawer.changed):
        kinds.stage.window.take_key("F12")
    assert drawer.profile.passes == ()
    assert kinds.printed[-1][1] is False
    assert "Ten washes: ¥ 200.00 refunded." in kinds.toasts()
    assert kinds.read(lambda db: db.value("SELECT reason FROM pass_refund")) == "moving"


def test_a_refund_that_is_refused_is_said(qtbot, kinds: Live, drawer: MemberDrawer) -> None:
    kinds.run(shifts.begin_count)
    kinds.run(lambda use: shifts.close(use, {"cash_fen": 120_000}, ""))
    act(qtbot, drawer, "refund")
    dialog = kinds.dialog(RefundPassDialog)
    qtbot.waitUntil(lambda: dialog.next.isEnabled())
    dialog.accept()
    qtbot.waitUntil(lambda: words_of(dialog).startswith("No shift is open."))
    assert dialog.next.isEnabled()


def test_a_renewal_shows_its_days_and_is_paid(qtbot, kinds: Live, drawer: MemberDrawer) -> None:
    act(qtbot, drawer, "renew")
    dialog = kinds.dialog(RenewPassDialog)
    qtbot.waitUntil(lambda: dialog.next.isEnabled())
    assert [button._sub.whole_text() for button in dialog._ways.values()] == [
        "2026-12-21 to 2027-01-20", "2026-11-21 to 2026-12-21",
    ]  # fmt: skip
    kinds.stage.window.take_key("F6")
    kinds.stage.window.take_key("F5")
    kinds.stage.window.take_key("F12")
    kinds.dialog(PayDialog)._take_rest("scan_pay")
    with qtbot.waitSignal(drawer.changed):
        kinds.stage.window.take_key("F12")
    assert [view.valid_to for view in drawer.profile.passes] == ["2026-12-21", "2027-01-20"]


def test_a_lapsed_pass_is_brought_back(qtbot, kinds: Live, drawer: MemberDrawer) -> None:
    from memberpos.services import due

    kinds.till.now_ms = NOW_MS + 40 * DAY_MS
    kinds.run(due.run_all)
    with qtbot.waitSignal(drawer.changed):
        drawer.reload()
    act(qtbot, drawer, "reactivate")
    dialog = kinds.dialog(ReactivateDialog)
    dialog._last.setText("2026-11-21")
    dialog.accept()
    assert words_of(dialog) == "Enter a day from today on."
    press(dialog, "days-7")
    with qtbot.waitSignal(drawer.changed):
        dialog.accept()
    assert (drawer.profile.passes[0].lapsed, drawer.profile.passes[0].valid_to) == (False, "2027-01-07")
    kinds.till.now_ms = NOW_MS


def test_the_drawers_own_key(qtbot, kinds: Live, drawer: MemberDrawer) -> None:
    kinds.stage.window.take_key("F1")
    assert kinds.dialog(CheckInDialog)
    kinds.stage.window.take_key("Esc")
    press(drawer, "sell-pass")
    assert kinds.dialog(SellPassDialog)
    kinds.stage.window.take_key("Esc")
    nobody = MemberDrawer(kinds.context, kinds.member)
    kinds.stage.window.open_drawer(nobody)
    kinds.stage.window.take_key("F1")
    assert kinds.dialog(SellPassDialog)


# --- words ----------------------------------------------------------------------------------------------------------


def view(**more: Any) -> PassView:
    return PassView(**({"pass_id": "p", "code": "P", "left": 3, "valid_to": None, "valid_from": "2026-01-01"} | more))


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (view(), ("", "")),
        (view(lapsed=True), ("lapsed", "bad")),
        (view(frozen_to="2026-02-01"), ("frozen to 02-01", "info")),
        (view(refusal="pass_not_now"), ("not at this time", "warn")),
        (view(refusal="pass_used_up"), ("cannot be used", "bad")),
        (view(freezes_from="2026-02-01"), ("freeze from 02-01", "info")),
    ],
)
def test_states_have_words(english: None, one: PassView, words: tuple[str, str]) -> None:
    assert state_words(one) == words


def test_validity_uses_and_terms_have_words(english: None) -> None:
    assert [validity_words(one) for one in (view(), view(valid_from=None), view(valid_to="2026-02-01"))] == [
        "no last day", "begins with its first use", "to 2026-02-01",
    ]  # fmt: skip
    assert [left_words(left) for left in (None, 0, 1_024)] == ["no limit of uses", "0 left", "1,024 left"]
    kinds = (WASH, GYM, PassTerms("A", 1, 1), PassTerms("B", 1, 5, valid_days=1, starts="first_use"))
    assert [uses_words(terms) for terms in kinds] == ["10 + 2 uses", "no limit of uses", "1 use", "5 uses"]
    assert [term_words(terms) for terms in kinds] == ["30 days", "1 month", "no last day", "1 day from the first use"]
    assert term_words(PassTerms("C", 1, 1, months=12)) == "12 months"
    assert hold_words((7, 1), str(Hours.parse("09:00-12:00"))) == "Mon Sun 09:00-12:00"
    assert hold_words(tuple(range(1, 8)), "") == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-05-21", date(2026, 5, 21)),
        ("20260521", date(2026, 5, 21)),
        ("2026.5.1", date(2026, 5, 1)),
        ("2026-13-1", None),
        ("", None),
    ],
)
def test_a_date_with_or_without_separators(qtbot, text: str, day: date | None) -> None:
    field = DayEdit()
    qtbot.addWidget(field)
    field.setText(text)
    assert field.day() == day
