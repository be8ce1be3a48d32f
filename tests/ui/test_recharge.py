from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from tests.ui.live import Live, press, words_of

from memberpos.services import recharge_offers, shifts
from memberpos.ui.dialogs.approve import ApproveDialog
from memberpos.ui.dialogs.recharge import RechargeDialog

OFFERS = {
    "LADDER": {"name": "Ladder", "steps": [{"amount_fen": 10_000}, {"amount_fen": 50_000, "bonus_fen": 6_000}]},
    "MONTHLY": {"name": "Monthly", "steps": [
        {"amount_fen": 80_000, "points": 100, "instalments": {"fen": 9_000, "count": 3}}]},
    "FIRST": {"name": "First", "first_only": True, "steps": [{"amount_fen": 10_000, "bonus_fen": 9_000}]},
}  # fmt: skip


@pytest.fixture
def dialog(qtbot, live: Live) -> RechargeDialog:
    for code, document in OFFERS.items():
        live.run(lambda use, code=code, document=document: recharge_offers.put(use, code, document))
    made = RechargeDialog(live.stage.window, live.context, live.member)
    made.open()
    qtbot.waitUntil(lambda: made.findChild(object, "offer-LADDER-50000") is not None and live.till.runner.idle)
    return made


def facts(dialog: RechargeDialog) -> dict[str, str]:
    """The gifts shown."""
    rows = [dialog._gifts.itemAt(at).widget() for at in range(dialog._gifts.count())]
    return {row.label.whole_text(): row.value.text() for row in rows}


def test_an_offers_tile_fills_the_amount_and_its_gift_is_booked(qtbot, live: Live, dialog: RechargeDialog) -> None:
    press(dialog, "offer-LADDER-50000")
    assert dialog._amount.fen() == 50_000
    assert dialog._total.value.text() == "¥ 770.00"
    assert dialog.next.text() == "Take ¥ 500.00"
    with qtbot.waitSignal(dialog.recharged) as caught:
        live.stage.window.take_key("F12")
    assert live.printed == [(caught.args[0].event_id, True)]
    assert caught.args[0].offer == "LADDER"
    after = live.profile()
    assert (after.principal_fen, after.bonus_fen) == (70_000, 7_000)
    assert "Topped up ¥ 500.00. Balance ¥ 770.00." in live.toasts()


def test_an_amount_typed_takes_the_best_offer_and_says_what_it_brings(
    qtbot, live: Live, dialog: RechargeDialog
) -> None:
    QTest.keyClicks(dialog._amount, "500")
    assert dialog._offer.offer.code == "LADDER"
    QTest.keyClicks(dialog._amount, "00")  # 50000.00
    assert facts(dialog) == {
        "Bonus later, 2026-12-21 to 2027-02-21": "30.00 × 3", "Points": "+100", "Offer": "Monthly",
    }  # fmt: skip
    assert dialog.findChild(object, "offer-MONTHLY-80000").isChecked()
    live.stage.window.take_key("F8")
    assert (dialog._offer, facts(dialog)) == (None, {})
    for code in ("LADDER", "MONTHLY"):
        live.stage.window.take_key("F8")
        assert dialog._offer.offer.code == code


def test_an_offer_that_does_not_apply_says_why(live: Live, dialog: RechargeDialog) -> None:
    tile = dialog.findChild(object, "offer-FIRST-10000")
    assert not tile.isEnabled()
    assert tile._sub.whole_text() == "First top-up only"


def test_an_extra_gift_asks_a_cashier_for_approval(qtbot, live: Live, dialog: RechargeDialog) -> None:
    live.sign_in(live.cashier_id)
    dialog._amount.set_fen(10_000)
    dialog._bonus.set_fen(500)
    dialog.accept()
    qtbot.waitUntil(lambda: isinstance(live.stage.window._dialog(), ApproveDialog))
    live.dialog(ApproveDialog).reject()
    qtbot.waitUntil(lambda: words_of(dialog) != "")
    assert live.profile().bonus_fen == 1_000


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
