"""Passes in the member's drawer: freeze, refund, renewal, reactivation."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from tests.ui.live import Live, press, words_of
from tests.ui.passes import approve, sold
from tests.ui.stage import NOW_MS

from memberpos.services import pass_desk, shifts
from memberpos.ui.dialogs.check_in import CheckInDialog
from memberpos.ui.dialogs.pass_days import FreezeDialog, ReactivateDialog
from memberpos.ui.dialogs.pass_refund import RefundPassDialog
from memberpos.ui.dialogs.pass_renew import RenewPassDialog
from memberpos.ui.dialogs.pass_sell import SellPassDialog
from memberpos.ui.dialogs.pay import PayDialog
from memberpos.ui.member_drawer import PASSES, MemberDrawer
from memberpos.ui.widgets.buttons import Button

DAY_MS = 24 * 3600 * 1000


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


def test_the_last_use_of_a_pass_is_taken_back_days_later(qtbot, kinds: Live, drawer: MemberDrawer) -> None:
    one = drawer.profile.passes[0]
    assert one.left
    used = kinds.run(lambda use: pass_desk.use(use, pass_desk.UsePass(kinds.member.member_id, one.pass_id, one.left)))
    kinds.till.now_ms += 5 * DAY_MS
    drawer.reload()
    qtbot.waitUntil(lambda: not drawer.profile.passes)
    qtbot.waitUntil(lambda: drawer.findChild(Button, f"undo-{used.event_id}") is not None)
    with qtbot.waitSignal(drawer.changed):
        press(drawer, f"undo-{used.event_id}")
    assert [view.left for view in drawer.profile.passes] == [one.left]
    assert "Ten washes: taken back." in kinds.toasts()
    kinds.till.now_ms = NOW_MS
