"""Passes in the member drawer, on a real shop, and the words for passes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtTest import QTest
from tests.ui.live import Live, press, words_of
from tests.ui.passes import DAY_MS, GYM, WASH, approve, sold
from tests.ui.stage import NOW_MS

from memberpos.domain.pass_terms import Hours, PassTerms
from memberpos.services import pass_desk, shifts
from memberpos.services.results import PassView
from memberpos.ui.dialogs.check_in import CheckInDialog
from memberpos.ui.dialogs.pass_days import FreezeDialog, ReactivateDialog
from memberpos.ui.dialogs.pass_refund import RefundPassDialog
from memberpos.ui.dialogs.pass_renew import RenewPassDialog
from memberpos.ui.dialogs.pass_sell import SellPassDialog
from memberpos.ui.dialogs.pay import PayDialog
from memberpos.ui.member_drawer import PASSES, MemberDrawer
from memberpos.ui.pass_words import hold_words, left_words, state_words, term_words, uses_words, validity_words
from memberpos.ui.widgets.day_edit import DayEdit

# --- the drawer -------------------------------------------------------------------------------------------------------


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


# --- words ------------------------------------------------------------------------------------------------------------


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
