"""Selling passes and paying with them at the counter, by keys and pointer, on a real shop."""

from __future__ import annotations

import pytest
from tests.ui.live import Live, press, words_of
from tests.ui.passes import fill, key, left, member_in, sold

from memberpos.services import pass_desk, shifts
from memberpos.ui.dialogs.pass_pay import PassPayDialog
from memberpos.ui.dialogs.pass_sell import SellPassDialog
from memberpos.ui.dialogs.pay import PayDialog
from memberpos.ui.dialogs.sale_done import SaleDoneDialog
from memberpos.ui.screens.counter import Counter


@pytest.fixture
def counter(pass_counter: Counter) -> Counter:
    """The counter of a shop that sells passes."""
    return pass_counter


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
