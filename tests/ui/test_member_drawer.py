from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from tests.ui.live import CARD, STOCK, Live, press

from memberpos.devices.readings import WriteResult
from memberpos.domain.errors import PosError
from memberpos.services import cards
from memberpos.ui.dialogs.approve import ApproveDialog
from memberpos.ui.dialogs.recharge import RechargeDialog
from memberpos.ui.dialogs.write_card import WRITE, WriteCardDialog
from memberpos.ui.drawer_cards import card_words
from memberpos.ui.member_drawer import CARDS, EDIT, HISTORY, MemberDrawer


@pytest.fixture
def drawer(live: Live) -> MemberDrawer:
    live.stage.window.go("counter")
    made = MemberDrawer(live.context, live.member)
    live.stage.window.open_drawer(made)
    return made


def state_of(live: Live, number: str) -> str:
    return live.read(lambda db: cards.verify(db, number)[0])


def test_the_drawer_has_its_width_and_keys(live: Live, drawer: MemberDrawer) -> None:
    assert live.stage.window._drawer.width() == drawer.width_px
    assert [hint.key for hint in live.stage.window.hints()] == ["F2", "F6", "F7", "F3", "Ctrl+H", "F1", "Esc"]
    live.stage.window.take_key("F3")
    assert [hint.label for hint in live.stage.window.hints()] == ["Find", "Save", "Top up", "Close"]


def test_edited_fields_are_kept(qtbot, live: Live, drawer: MemberDrawer) -> None:
    drawer.turn(EDIT)
    drawer._form.name.setText("林小满")
    drawer._form.notes.setText("no ice")
    drawer._form.sexes["f"].click()
    with qtbot.waitSignal(drawer.changed):
        live.stage.window.take_key("F12")
    after = live.profile()
    assert (after.name, after.notes, after.sex, after.phone) == ("林小满", "no ice", "f", "+8613800136021")
    assert drawer._name.text() == "林小满"


def test_who_may_not_see_the_phone_does_not_wipe_it(qtbot, live: Live) -> None:
    live.sign_in(live.cashier_id)
    drawer = MemberDrawer(live.context, live.member)
    live.stage.window.open_drawer(drawer)
    drawer.turn(EDIT)
    assert drawer._phone.text() == "138 **** 6021"
    drawer._form.notes.setText("tea")
    with qtbot.waitSignal(drawer.changed):
        drawer.save()
    assert (live.profile().phone, live.profile().notes) == ("+8613800136021", "tea")


def test_a_wrong_birthday_is_marked(live: Live, drawer: MemberDrawer) -> None:
    drawer.turn(EDIT)
    drawer._form.birthday.setText("1990-99-99")
    drawer.save()
    assert drawer._form.rows["birthday"]._hint.text() == "Enter the day as 1990-05-21."
    drawer._not_saved(PosError("not_allowed"))
    assert drawer._problem.text().startswith("Your role may not do this.")


def test_a_lost_card_is_blocked_and_given_back_by_approval(qtbot, live: Live, drawer: MemberDrawer) -> None:
    live.sign_in(live.cashier_id)
    drawer.turn(CARDS)
    press(drawer, f"lost-{CARD}")
    qtbot.waitUntil(lambda: drawer.findChild(QWidget, f"found-{CARD}") is not None)
    assert state_of(live, CARD) == "lost"
    press(drawer, f"found-{CARD}")
    qtbot.waitUntil(lambda: live.stage.window._dialog() is not None)
    dialog = live.dialog(ApproveDialog)
    qtbot.waitUntil(lambda: bool(dialog._buttons))
    dialog._buttons[0].click()
    dialog._pad.entered.emit("2468")
    qtbot.waitUntil(lambda: state_of(live, CARD) == "active")
    qtbot.waitUntil(lambda: drawer.profile.card_number == CARD)


def test_a_card_is_replaced_and_one_more_is_issued(qtbot, live: Live, drawer: MemberDrawer) -> None:
    drawer.turn(CARDS)
    for button in (f"replace-{CARD}", "issue"):
        press(drawer, button)
        dialog = live.dialog(WriteCardDialog)
        qtbot.waitUntil(lambda dialog=dialog: bool(dialog.number()))
        dialog.accept()
        qtbot.waitUntil(lambda dialog=dialog: dialog.state == WRITE)
        with qtbot.waitSignal(drawer.changed):
            dialog.on_reading(WriteResult(True))
    assert state_of(live, CARD) == "replaced"
    assert state_of(live, STOCK) == "active"
    assert len([card for card in drawer.profile.cards if card.state == "active"]) == 2


def test_a_top_up_shows_at_once(qtbot, live: Live, drawer: MemberDrawer) -> None:
    live.stage.window.take_key("F6")
    dialog = live.dialog(RechargeDialog)
    dialog._amount.set_fen(10_000)
    with qtbot.waitSignal(drawer.changed):
        dialog.accept()
    assert drawer.profile.principal_fen == 30_000


def test_a_sale_of_the_history_opens_its_refund(qtbot, live: Live, drawer: MemberDrawer) -> None:
    sold = live.sell()
    with qtbot.waitSignal(drawer.changed):
        drawer.reload()
    drawer.turn(HISTORY)
    went: list[dict[str, object]] = []
    live.stage.window._factories["refund"] = live.stage.window._factories["settings"]
    live.stage.window.screen("refund").on_shown = lambda **facts: went.append(facts)
    drawer._history.opened.emit(sold.event_id)
    assert went == [{"receipt": sold.receipt_no}]


def test_states_have_words() -> None:
    assert [card_words(state) for state in ("active", "lost", "replaced")] == ["In use", "Lost", "Replaced"]
