from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from tests.ui.live import Live, press, words_of

from memberpos.services import shifts, shop_settings
from memberpos.ui.dialogs.recharge import RechargeDialog


@pytest.fixture
def dialog(qtbot, live: Live) -> RechargeDialog:
    offers = [{"fen": 50_000, "bonus_fen": 6_000}, {"fen": 10_000}]
    live.run(lambda use: shop_settings.change_shop(use, {"recharge_offers": offers}))
    made = RechargeDialog(live.stage.window, live.context, live.member)
    made.open()
    qtbot.waitUntil(lambda: made.findChild(object, "offer-50000") is not None and live.till.runner.idle)
    return made


def test_an_offer_fills_amount_and_gift_and_is_booked(qtbot, live: Live, dialog: RechargeDialog) -> None:
    press(dialog, "offer-50000")
    assert (dialog._amount.fen(), dialog._bonus.fen()) == (50_000, 6_000)
    assert dialog._total.value.text() == "¥ 770.00"
    assert dialog.next.text() == "Take ¥ 500.00"
    with qtbot.waitSignal(dialog.recharged) as caught:
        live.stage.window.take_key("F12")
    assert live.printed == [(caught.args[0].event_id, True)]
    after = live.profile()
    assert (after.principal_fen, after.bonus_fen) == (70_000, 7_000)
    assert "Topped up ¥ 500.00. Balance ¥ 770.00." in live.toasts()


def test_another_way_to_pay_opens_no_drawer(qtbot, live: Live, dialog: RechargeDialog) -> None:
    QTest.keyClicks(dialog._amount, "100")
    live.stage.window.take_key("F6")
    with qtbot.waitSignal(dialog.recharged) as caught:
        dialog.accept()
    assert live.printed == [(caught.args[0].event_id, False)]


def test_nothing_entered_is_said(dialog: RechargeDialog) -> None:
    dialog.accept()
    assert words_of(dialog) == "Enter an amount."


def test_without_a_shift_the_next_step_is_said(qtbot, live: Live, dialog: RechargeDialog) -> None:
    live.run(shifts.begin_count)
    live.run(lambda use: shifts.close(use, {"cash_fen": 70_000}, ""))
    dialog._amount.set_fen(10_000)
    dialog.accept()
    qtbot.waitUntil(lambda: words_of(dialog).startswith("No shift is open."))
    assert dialog.next.isEnabled()
