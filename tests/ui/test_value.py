"""Stored value in the member's drawer: undoing, transferring, closing, paying out, deducting, freezing."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from tests.ui.live import Live, press, type_into, words_of

from memberpos.services import closings, members, recharge_offers, recharges, shop_settings, value_view
from memberpos.services.closings import ClosingRequest
from memberpos.services.members import EnrolRequest, enrol
from memberpos.services.recharges import RechargeRequest
from memberpos.ui.dialogs.approve import ApproveDialog
from memberpos.ui.dialogs.close_card import CloseCardDialog
from memberpos.ui.dialogs.pick import PickDialog
from memberpos.ui.dialogs.recharge_refund import RechargeRefundDialog
from memberpos.ui.dialogs.transfer import TransferDialog
from memberpos.ui.dialogs.value_move import ValueMoveDialog
from memberpos.ui.drawer_value import ValuePage
from memberpos.ui.member_drawer import VALUE, MemberDrawer


@pytest.fixture
def other(live: Live) -> str:
    return live.run(lambda use: enrol(use, EnrolRequest("李四", "13900000004"))).member_id


@pytest.fixture
def drawer(qtbot, live: Live) -> MemberDrawer:
    live.stage.window.go("counter")
    made = MemberDrawer(live.context, live.member)
    live.stage.window.open_drawer(made)
    made.turn(VALUE)
    qtbot.waitUntil(lambda: made._value._view is not None)
    return made


def top_up_id(live: Live) -> str:
    view = live.read(lambda db: value_view.value_of(db, live.member.member_id, live.till.now_ms))
    return view.top_ups[-1].recharge_id


def lines(dialog: RechargeRefundDialog) -> dict[str, str]:
    rows = [dialog._facts.itemAt(at).widget() for at in range(dialog._facts.count())]
    return {row.label.whole_text(): row.value.text() for row in rows}


def test_a_top_up_is_undone_with_what_was_used_of_its_gift(qtbot, live: Live, drawer: MemberDrawer) -> None:
    live.run(lambda use: recharges.recharge(use, RechargeRequest(live.member.member_id, 10_000, 2_000, 50)))
    drawer.reload()
    qtbot.waitUntil(lambda: len(drawer._value._view.top_ups) == 2)
    press(drawer, f"undo-{top_up_id(live)}")
    dialog = live.dialog(RechargeRefundDialog)
    qtbot.waitUntil(lambda: dialog.next.isEnabled())
    assert lines(dialog) == {"Principal not used": "200.00", "Bonus taken back": "10.00"}
    assert dialog.next.text() == "Pay back ¥ 200.00"
    live.stage.window.take_key("F4")
    dialog.accept()
    assert dialog._reason_row._hint.text() == "Give a reason."
    type_into(dialog, "reason", "customer moved")
    live.stage.window.take_key("F6")
    with qtbot.waitSignal(dialog.undone) as caught:
        live.stage.window.take_key("F12")
    done = caught.args[0]
    assert (done.pay, done.refund_fen) == ("scan_pay", 20_000)
    assert live.printed == [(done.event_id, False)]
    qtbot.waitUntil(lambda: drawer.profile.principal_fen == 10_000)
    qtbot.waitUntil(lambda: drawer._value._view.top_ups[-1].undone)


def test_undoing_needs_approval_of_a_cashier(qtbot, live: Live, drawer: MemberDrawer) -> None:
    live.sign_in(live.cashier_id)
    press(drawer, f"undo-{top_up_id(live)}")
    dialog = live.dialog(RechargeRefundDialog)
    qtbot.waitUntil(lambda: dialog.next.isEnabled())
    dialog.accept()
    qtbot.waitUntil(lambda: isinstance(live.stage.window._dialog(), ApproveDialog))
    live.dialog(ApproveDialog).reject()
    qtbot.waitUntil(lambda: words_of(dialog).startswith("A manager must approve this."))


def test_principal_goes_to_another_member(qtbot, live: Live, drawer: MemberDrawer, other: str) -> None:
    live.stage.window.take_key("F5")
    pick = live.dialog(PickDialog)
    type_into(pick, "pick-search", live.run(lambda use: members.profile(use.db, other, use.now_ms)).name)
    pick._look()
    qtbot.waitUntil(lambda: bool(pick._choices))
    assert [choice.value for choice in pick._choices] == [other]
    pick.accept()
    qtbot.waitUntil(lambda: isinstance(live.stage.window._dialog(), TransferDialog))
    dialog = live.dialog(TransferDialog)
    dialog.accept()
    assert dialog._amount_row._hint.text() == "Enter an amount."
    type_into(dialog, "amount", "50")
    assert (dialog._from.value.text(), dialog._to.value.text()) == ("150.00", "50.00")
    live.stage.window.take_key("F11")
    assert dialog._amount.fen() == 20_000
    type_into(dialog, "amount", "500")
    dialog.accept()
    qtbot.waitUntil(lambda: words_of(dialog).startswith("Not enough stored value: ¥ 200.00 left"))
    type_into(dialog, "amount", "80")
    with qtbot.waitSignal(dialog.moved) as caught:
        live.stage.window.take_key("F12")
    assert live.printed == [(caught.args[0].event_id, False)]
    assert live.profile(other).principal_fen == 8_000
    qtbot.waitUntil(lambda: drawer.profile.principal_fen == 12_000)


def test_the_three_figures_stand_side_by_side_and_the_cards_come_back(qtbot, live: Live, drawer: MemberDrawer) -> None:
    live.run(lambda use: shop_settings.change(use, {"stored_value.spend_order": "proportional"}))
    live.stage.window.take_key("F9")
    dialog = live.dialog(CloseCardDialog)
    qtbot.waitUntil(lambda: dialog._found is not None)
    assert {name: button.text() for name, button in dialog._methods.items()} == {
        "bonus_first": "¥ 200.00", "proportional": "¥ 200.00", "principal_first": "¥ 200.00",
    }  # fmt: skip
    assert dialog._chosen(dialog._methods) == "proportional"
    assert dialog._why.text() == "This is what the contract says."
    live.stage.window.take_key("F8")
    assert dialog._why.text() == "Not what the contract says."
    live.stage.window.take_key("F3")
    live.stage.window.take_key("F7")
    assert (dialog._forfeited.value.text(), dialog._refund.value.text()) == ("10.00", "¥ 200.00")
    with qtbot.waitSignal(dialog.closed_card) as caught:
        live.stage.window.take_key("F12")
    done = caught.args[0]
    assert (done.cause, done.pay, done.method, done.refund_fen, done.forfeited_fen) == (
        "shop", "bank_card", "bonus_first", 20_000, 1_000,
    )  # fmt: skip
    assert live.printed == [(done.event_id, False)]
    qtbot.waitUntil(lambda: [card.state for card in drawer.profile.cards] == ["returned"])


def test_nothing_can_be_closed_twice(qtbot, live: Live, drawer: MemberDrawer) -> None:
    live.run(lambda use: closings.close(use, ClosingRequest(live.member.member_id)))
    live.stage.window.take_key("F9")
    dialog = live.dialog(CloseCardDialog)
    qtbot.waitUntil(lambda: dialog._found is not None)
    dialog.accept()
    qtbot.waitUntil(lambda: words_of(dialog).startswith("All of this is refunded already."))


@pytest.mark.parametrize(
    ("button", "left"),
    [("value-cash_out", (15_000, 1_000)), ("value-deduct", (16_000, 0))],
    ids=["paid out", "deducted"],
)
def test_value_taken_without_a_sale(
    qtbot, live: Live, drawer: MemberDrawer, button: str, left: tuple[int, int]
) -> None:
    press(drawer, button)
    dialog = live.dialog(ValueMoveDialog)
    dialog.accept()
    assert dialog._amount_row._hint.text() == "Enter an amount."
    type_into(dialog, "amount", "50")
    dialog.accept()
    assert dialog._reason_row._hint.text() == "Give a reason."
    type_into(dialog, "reason", "moved away")
    with qtbot.waitSignal(dialog.booked):
        live.stage.window.take_key("F12")
    assert len(live.printed) == 1
    qtbot.waitUntil(lambda: (drawer.profile.principal_fen, drawer.profile.bonus_fen) == left)


def test_a_frozen_account_shows_it_and_can_be_let_go(qtbot, live: Live, drawer: MemberDrawer) -> None:
    page: ValuePage = drawer._value
    for frozen in (True, False):
        press(drawer, "value-freeze")
        dialog = live.dialog(ValueMoveDialog)
        type_into(dialog, "reason", "dispute")
        with qtbot.waitSignal(dialog.booked):
            dialog.accept()
        qtbot.waitUntil(lambda frozen=frozen: page._view.frozen is frozen)
        assert page._frozen.isVisible() is frozen
        assert page._buttons["transfer"].isEnabled() is not frozen
        undo = f"undo-{top_up_id(live)}"
        qtbot.waitUntil(lambda frozen=frozen, undo=undo: (page.findChild(QWidget, undo) is None) is frozen)


def test_bonus_to_come_is_listed(qtbot, live: Live, drawer: MemberDrawer) -> None:
    steps = [{"amount_fen": 10_000, "instalments": {"fen": 900, "count": 3}}]
    live.run(lambda use: recharge_offers.put(use, "A", {"name": "A", "steps": steps}))
    live.run(lambda use: recharges.recharge(use, RechargeRequest(live.member.member_id, 10_000, offer="A")))
    drawer._value.read()
    qtbot.waitUntil(lambda: drawer._value._coming.count() == 3)
    facts = [drawer._value._coming.itemAt(at).widget() for at in range(3)]
    assert [(fact.label.whole_text(), fact.value.text()) for fact in facts] == [
        ("2026-12-21", "3.00"), ("2027-01-21", "3.00"), ("2027-02-21", "3.00"),
    ]  # fmt: skip
