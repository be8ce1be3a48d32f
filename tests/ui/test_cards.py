"""Cards in the window: batches and their writing, what the drawer does with a card, passwords at payment."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from tests.ui.live import CARD, STOCK, Live, press, type_into, words_of

from memberpos.devices.readings import CardPresented, WriteProgress, WriteResult
from memberpos.services import card_batches, card_passwords, cards, shop_settings
from memberpos.services.card_batches import BatchRequest
from memberpos.services.members import EnrolRequest, enrol
from memberpos.store import cards as rows
from memberpos.ui.dialogs.approve import ApproveDialog
from memberpos.ui.dialogs.batch_new import BatchDialog
from memberpos.ui.dialogs.batch_write import DONE, FAILED, VERIFY, WRITE, WriteBatchDialog
from memberpos.ui.dialogs.card_password import CardPasswordDialog, ChangePasswordDialog, SetPasswordDialog
from memberpos.ui.dialogs.day_limit import DayLimitDialog
from memberpos.ui.dialogs.pay import PayDialog
from memberpos.ui.dialogs.pick import PickDialog
from memberpos.ui.dialogs.transfer import TransferDialog
from memberpos.ui.dialogs.write_card import WriteCardDialog
from memberpos.ui.member_drawer import CARDS, MemberDrawer
from memberpos.ui.screens.cards import CardsScreen
from memberpos.ui.screens.counter import Counter


@pytest.fixture
def screen(qtbot, live: Live) -> CardsScreen:
    made = live.show("cards", CardsScreen)
    qtbot.waitUntil(lambda: bool(made._batches))
    return made


@pytest.fixture
def drawer(live: Live) -> MemberDrawer:
    live.stage.window.go("counter")
    made = MemberDrawer(live.context, live.member)
    live.stage.window.open_drawer(made)
    made.turn(CARDS)
    return made


def card(live: Live, number: str = CARD) -> rows.CardRow:
    return live.read(lambda db: rows.by_number(db, number))


# --- batches --------------------------------------------------------------------------------------------------------


def test_a_batch_is_made_with_its_numbers_in_sight(qtbot, live: Live, screen: CardsScreen) -> None:
    live.stage.window.take_key("F4")
    dialog = live.dialog(BatchDialog)
    assert not dialog.next.isEnabled()
    QTest.keyClicks(dialog._first, "80010031")
    type_into(dialog, "batch-count", "20")
    assert dialog._shown.text() == "8001 0031 to 8001 0062, 20 cards"
    press(dialog, "check-digit")
    press(dialog, "passwords-generated")
    numbers = card_batches.preview(dialog.request())
    assert numbers[-1].replace("4", "") == numbers[-1]
    with qtbot.waitSignal(dialog.made):
        live.stage.window.take_key("F12")
    qtbot.waitUntil(lambda: len(screen._batches) == 2)
    batch = next(each for each in screen._batches.values() if each.made == 20)
    assert (batch.first, batch.last, batch.password_kind) == (numbers[0], numbers[-1], "generated")


def test_a_number_that_exists_is_named(qtbot, live: Live, screen: CardsScreen) -> None:
    screen.make()
    dialog = live.dialog(BatchDialog)
    dialog._first.setText(STOCK)
    dialog._show()
    dialog.accept()
    qtbot.waitUntil(lambda: words_of(dialog).startswith(f"This number is in use already. {STOCK[:4]}"))
    press(dialog, "passwords-chosen")
    dialog._password.setText("12")
    dialog.accept()
    assert dialog._rows[2]._hint.text() == "At least 4 digits."


def test_a_batch_is_written_card_by_card_and_goes_on_after_a_stop(qtbot, live: Live, screen: CardsScreen) -> None:
    live.stage.window.take_key("F9")
    dialog = live.dialog(WriteBatchDialog)
    qtbot.waitUntil(lambda: dialog.state == WRITE)
    assert live.tracks[-1] == live.read(lambda db: cards.encoding(db, STOCK))
    dialog.on_reading(WriteProgress("swipe_to_verify"))
    assert dialog.state == VERIFY
    qtbot.waitUntil(lambda: card(live, STOCK).state == "encoded")
    dialog.on_reading(WriteResult(False, "card_mismatch"))
    assert dialog.state == FAILED
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.state == WRITE)
    assert dialog.number == STOCK
    dialog.on_reading(WriteResult(True))
    qtbot.waitUntil(lambda: dialog.state == WRITE and dialog.number != STOCK)
    assert card(live, STOCK).state == "ready"
    dialog.reject()
    dialog.on_reading(WriteResult(False, "cancelled"))
    assert live.cancelled == 1
    qtbot.waitUntil(lambda: next(iter(screen._batches.values())).ready == 1)
    screen.write()
    again = live.dialog(WriteBatchDialog)
    for _ in range(4):
        qtbot.waitUntil(lambda: again.state == WRITE)
        again.on_reading(WriteResult(True))
        qtbot.waitUntil(lambda: again.state in (WRITE, DONE) and live.till.runner.idle)
    assert again.state == DONE
    again.accept()
    qtbot.waitUntil(lambda: not screen._may_write(screen.chosen()))
    assert screen._hint.text() == "All cards of this batch are written."


def test_without_a_writer_the_screen_says_so(qtbot, live: Live) -> None:
    live.devices.discard("card")
    screen = live.show("cards", CardsScreen)
    qtbot.waitUntil(lambda: bool(screen._batches))
    assert screen._hint.text().startswith("No card writer is connected.")
    assert not screen._write.isEnabled()


def test_first_passwords_are_printed_and_noted(qtbot, live: Live) -> None:
    papers: list[object] = []
    live.context.services["print_document"] = papers.append
    live.context.services["language"] = lambda: "en"
    batch = live.run(lambda use: card_batches.make(use, BatchRequest("7001", 2, password_kind="generated"))).batch_id
    screen = live.show("cards", CardsScreen)
    qtbot.waitUntil(lambda: batch in screen._batches)
    screen.table.set_lines(screen.table.lines._lines, batch)
    screen._show()
    live.stage.window.take_key("F7")
    qtbot.waitUntil(lambda: bool(papers))
    (table,) = papers[0].document.blocks
    assert [number for number, _ in table.rows] == ["7001", "7002"]
    assert live.read(lambda db: db.value("SELECT count(*) FROM event WHERE kind = 'card.passwords'")) == 1


def test_only_who_changes_settings_allows_cards_without_proof(qtbot, live: Live, screen: CardsScreen) -> None:
    press(screen, "without-mac")
    qtbot.waitUntil(lambda: live.read(lambda db: shop_settings.current(db).rules.cards_without_mac))
    live.sign_in(live.cashier_id)
    again = live.show("cards", CardsScreen)
    qtbot.waitUntil(lambda: again._allow.isChecked() and not again._allow.isEnabled())


# --- in the drawer --------------------------------------------------------------------------------------------------


def test_a_sub_card_with_limit_and_password_is_issued(qtbot, live: Live, drawer: MemberDrawer) -> None:
    press(drawer, "issue")
    dialog = live.dialog(WriteCardDialog)
    qtbot.waitUntil(lambda: bool(dialog.number()))
    press(dialog, "write-toggle")
    press(dialog, "role-sub")
    type_into(dialog, "day-limit", "30")
    type_into(dialog, "password", "12")
    dialog.accept()
    assert dialog._terms._password_row._hint.text() == "At least 4 digits."
    type_into(dialog, "password", "246810")
    with qtbot.waitSignal(drawer.changed):
        dialog.accept()
    made = card(live, STOCK)
    assert (made.state, made.role, made.day_limit_fen) == ("active", "sub", 3_000)
    assert made.password_hash.startswith("$argon2id$")
    press(drawer, f"limit-{STOCK}")
    limit = live.dialog(DayLimitDialog)
    assert limit._limit.fen() == 3_000
    limit._limit.set_fen(None)
    with qtbot.waitSignal(drawer.changed):
        limit.accept()
    assert card(live, STOCK).day_limit_fen is None


def test_a_replacement_takes_its_fee_and_prints_its_slip(qtbot, live: Live, drawer: MemberDrawer) -> None:
    press(drawer, f"replace-{CARD}")
    dialog = live.dialog(WriteCardDialog)
    qtbot.waitUntil(lambda: bool(dialog.number()))
    press(dialog, "write-toggle")
    assert not dialog._ways.isVisible()
    type_into(dialog, "fee", "10")
    with qtbot.waitSignal(dialog.issued) as caught:
        dialog.accept()
    assert live.printed == [(caught.args[0].event_id, True)]
    assert live.read(lambda db: db.value("SELECT amount FROM balance WHERE account = 'shop:fees'")) == 1_000


def test_a_card_is_taken_back_put_to_stock_and_voided(qtbot, live: Live, drawer: MemberDrawer) -> None:
    for button, state in (("return", "returned"), ("restock", "stock")):
        with qtbot.waitSignal(drawer.changed):
            press(drawer, f"{button}-{CARD}")
        assert card(live).state == state
    assert drawer.profile.cards == ()


def test_a_forgotten_password_is_set_anew_and_taken_away(qtbot, live: Live, drawer: MemberDrawer) -> None:
    press(drawer, f"password-{CARD}")
    dialog = live.dialog(SetPasswordDialog)
    type_into(dialog, "new-password", "2468")
    type_into(dialog, "password-again", "2469")
    dialog.accept()
    assert dialog._again_row._hint.text() == "Not the same."
    type_into(dialog, "password-again", "2468")
    with qtbot.waitSignal(drawer.changed):
        live.stage.window.take_key("F12")
    assert card_passwords.has_password(card(live))
    assert drawer.profile.cards[0].has_password
    drawer._cards.set_password(CARD)
    with qtbot.waitSignal(drawer.changed):
        live.dialog(SetPasswordDialog).accept()
    assert not card_passwords.has_password(card(live))


def test_a_card_is_handed_over_with_a_reason(qtbot, live: Live, drawer: MemberDrawer) -> None:
    other = live.run(lambda use: enrol(use, EnrolRequest("李四", "13900000004"))).member_id
    press(drawer, f"hand-over-{CARD}")
    pick = live.dialog(PickDialog)
    type_into(pick, "pick-search", "李四")
    pick._look()
    qtbot.waitUntil(lambda: bool(pick._choices))
    pick.accept()
    qtbot.waitUntil(lambda: isinstance(live.stage.window._dialog(), TransferDialog))
    dialog = live.dialog(TransferDialog)
    dialog.accept()
    assert dialog._reason_row._hint.text() == "Give a reason."
    type_into(dialog, "reason", "gift")
    with qtbot.waitSignal(drawer.changed):
        dialog.accept()
    assert card(live).member_id == other
    assert live.profile(other).principal_fen == 20_000


# --- at the counter -------------------------------------------------------------------------------------------------


@pytest.fixture
def counter(qtbot, live: Live) -> Counter:
    made = live.show("counter", Counter)
    qtbot.waitUntil(lambda: made.model.facts is not None)
    made.model.take_member(live.profile(), CARD)
    made.model.add(made.model.facts.quick_keys[0])
    return made


def pay(qtbot, live: Live) -> None:
    live.stage.window.take_key("F12")
    live.dialog(PayDialog).accept()
    qtbot.waitUntil(lambda: live.till.runner.idle)


def test_the_holder_enters_the_password_to_pay(qtbot, live: Live, counter: Counter) -> None:
    live.run(lambda use: card_passwords.put(use, CARD, "246810"))
    pay(qtbot, live)
    dialog = live.dialog(CardPasswordDialog)
    dialog._pad.entered.emit("111111")
    qtbot.waitUntil(lambda: live.stage.window._dialog() not in (None, dialog))
    again = live.dialog(CardPasswordDialog)
    assert words_of(again) == "Wrong card password. Tries left: 4."
    with qtbot.waitSignal(counter.model.sold) as caught:
        again._pad.entered.emit("246810")
    assert caught.args[0].stored_principal_fen + caught.args[0].stored_bonus_fen == 2_800
    assert counter.model.tried == ()


def test_giving_up_the_password_keeps_the_cart(qtbot, live: Live, counter: Counter) -> None:
    live.run(lambda use: card_passwords.put(use, CARD, "246810"))
    pay(qtbot, live)
    live.dialog(CardPasswordDialog).reject()
    assert not counter.model.sale.cart.empty
    assert not counter.model.busy


def test_the_first_password_is_changed_before_it_pays(qtbot, live: Live, counter: Counter) -> None:
    live.run(lambda use: card_batches.make(use, BatchRequest("7001", 1, password_kind="chosen", password="888888")))
    live.run(lambda use: cards.replace_card(use, CARD, "7001"))
    counter.model.take_member(live.profile(), "7001")
    pay(qtbot, live)
    live.dialog(CardPasswordDialog)._pad.entered.emit("888888")
    qtbot.waitUntil(lambda: isinstance(live.stage.window._dialog(), ChangePasswordDialog))
    dialog = live.dialog(ChangePasswordDialog)
    type_into(dialog, "new-password", "246810")
    type_into(dialog, "password-again", "246810")
    with qtbot.waitSignal(counter.model.sold):
        dialog.accept()
    assert not card(live, "7001").password_new


@pytest.mark.parametrize(
    ("state", "said"),
    [("lost", "This card is reported lost."), ("no_mac", "This card does not prove that it is one of ours.")],
)
def test_a_card_that_must_not_be_used_shows_a_red_bar_and_is_logged(
    qtbot, live: Live, counter: Counter, state, said
) -> None:
    live.run(lambda use: cards.lost(use, CARD) if state == "lost" else None)
    text = live.read(lambda db: cards.encoding(db, CARD))[1] if state == "lost" else CARD
    live.stage.window.read(CardPresented(CARD, "magstripe", ("", text, "")))
    qtbot.waitUntil(lambda: said in live.toasts())
    (toast,) = live.stage.window.toasts._toasts
    assert toast.property("tone") == "bad"
    assert not toast.passing
    actions = live.read(lambda db: [row[0] for row in db.all("SELECT action FROM audit WHERE subject = ?", (CARD,))])
    assert f"card.presented.{state}" in actions


def test_approval_is_asked_where_a_cashier_may_not(qtbot, live: Live, drawer: MemberDrawer) -> None:
    live.sign_in(live.cashier_id)
    drawer._cards.take_back(CARD)
    qtbot.waitUntil(lambda: isinstance(live.stage.window._dialog(), ApproveDialog))
    live.dialog(ApproveDialog).reject()
    assert card(live).state == "active"
