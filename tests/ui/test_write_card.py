from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.live import CARD, STOCK, Live

from memberpos.devices.readings import CardPresented, Scan, WriteProgress, WriteResult
from memberpos.domain.errors import PosError
from memberpos.services import cards
from memberpos.ui.dialogs.write_card import CANCELLING, CHOOSE, FAILED, VERIFY, WRITE, WriteCardDialog

Maker = Callable[..., WriteCardDialog]


@pytest.fixture
def make(qtbot, live: Live) -> Maker:
    def made(replaces: str = "") -> WriteCardDialog:
        dialog = WriteCardDialog(live.stage.window, live.context, live.member, replaces)
        dialog.open()
        qtbot.waitUntil(lambda: dialog.number() == STOCK)
        return dialog

    return made


def begin(qtbot, dialog: WriteCardDialog) -> None:
    QTest.keyClick(dialog._number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.state == WRITE)


def state_of(live: Live, number: str) -> str:
    return live.read(lambda db: cards.verify(db, number)[0])


def test_a_card_is_issued_only_when_it_was_read_back(qtbot, live: Live, make: Maker) -> None:
    dialog = make()
    begin(qtbot, dialog)
    assert live.tracks == [live.read(lambda db: cards.encoding(db, STOCK))]
    assert dialog._steps.tones() == ["now", "", ""]
    live.stage.window.read(WriteProgress("swipe_to_write"))
    assert dialog._now.text() == "Swipe the new card to write it"
    live.stage.window.read(WriteProgress("swipe_to_verify"))
    assert dialog.state == VERIFY
    assert dialog._steps.tones() == ["done", "now", ""]
    assert state_of(live, STOCK) == "stock"
    with qtbot.waitSignal(dialog.issued):
        live.stage.window.read(WriteResult(True))
    assert state_of(live, STOCK) == "active"
    assert {card.number for card in live.profile().cards} == {CARD, STOCK}


@pytest.mark.parametrize(
    ("code", "sentence", "step"),
    [
        (
            "card_mismatch",
            "The card reads back something else than was written.",
            "Write the card again, or take a new one.",
        ),
        ("device_timeout", "The device did not answer in time.", "Check its power, then try again."),
        (
            "card_not_blank",
            "This card holds another number already.",
            "Take a blank card, or issue this one under its own number.",
        ),
        ("device_lost", "The device is disconnected.", "Check plug and power; it is taken up again by itself."),
        (
            "device_busy",
            "Another program holds this device.",
            "End the other program; the device is then taken up by itself.",
        ),
    ],
)
def test_a_failure_says_what_to_do_and_may_be_tried_again(
    qtbot, live: Live, make: Maker, code: str, sentence: str, step: str
) -> None:
    dialog = make()
    begin(qtbot, dialog)
    dialog.on_reading(WriteProgress("swipe_to_verify"))
    dialog.on_reading(WriteResult(False, code))
    assert dialog.state == FAILED
    assert dialog._steps.tones() == ["done", "bad", ""]
    assert (dialog._now.text(), dialog._hint.text()) == (sentence, step)
    assert state_of(live, STOCK) == "stock"
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.state == WRITE)
    assert len(live.tracks) == 2
    with qtbot.waitSignal(dialog.issued):
        dialog.on_reading(WriteResult(True))


def test_enter_tries_again_though_the_field_is_gone(qtbot, live: Live, make: Maker) -> None:
    live.stage.window.activateWindow()
    dialog = make()
    begin(qtbot, dialog)
    dialog.on_reading(WriteResult(False, "device_timeout"))
    focused = live.stage.window.focusWidget()
    assert focused is dialog or dialog.isAncestorOf(focused)
    QTest.keyClick(focused, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.state == WRITE)


def test_calling_it_off_issues_nothing_even_if_the_card_was_written(qtbot, live: Live, make: Maker) -> None:
    dialog = make()
    begin(qtbot, dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert (live.cancelled, dialog.state) == (1, CANCELLING)
    dialog.on_reading(WriteResult(True))
    assert dialog.state == CHOOSE
    qtbot.waitUntil(lambda: live.till.runner.idle)
    assert state_of(live, STOCK) == "stock"


def test_a_writer_that_never_answers_does_not_hold_the_dialog(qtbot, live: Live, make: Maker) -> None:
    dialog = make()
    begin(qtbot, dialog)
    dialog.reject()
    with qtbot.waitSignal(dialog.closed) as caught:
        dialog.reject()
    assert caught.args == [False]


def test_a_chip_is_written_and_proved_in_one_holding(qtbot, live: Live, make: Maker) -> None:
    dialog = make()
    begin(qtbot, dialog)
    live.stage.window.read(WriteProgress("hold_to_write"))
    assert dialog._now.text() == "Hold the new card to the reader and leave it there"
    live.stage.window.read(WriteProgress("hold_to_verify"))
    assert (dialog.state, dialog._now.text()) == (VERIFY, "Checking: leave the card at the reader")
    with qtbot.waitSignal(dialog.issued):
        live.stage.window.read(WriteResult(True))
    assert state_of(live, STOCK) == "active"


def test_a_blank_chip_does_not_change_the_number_that_is_to_be_written(qtbot, live: Live, make: Maker) -> None:
    dialog = make()
    live.stage.window.read(CardPresented("04A1B2C3", "uid", uid="04A1B2C3"))
    assert (dialog.number(), dialog._write.isChecked()) == (STOCK, True)


def test_a_chip_may_be_issued_under_its_own_number(qtbot, live: Live, make: Maker) -> None:
    dialog = make()
    dialog._write.setChecked(False)
    live.stage.window.read(CardPresented("04A1B2C3", "uid", uid="04A1B2C3"))
    qtbot.waitUntil(lambda: dialog.number() == "04A1B2C3")
    assert not dialog._write.isChecked()
    with qtbot.waitSignal(dialog.issued):
        dialog.accept()
    assert (state_of(live, "04A1B2C3"), live.tracks) == ("active", [])


def test_a_telephone_is_no_card_to_issue(make: Maker) -> None:
    dialog = make()
    assert dialog.on_reading(CardPresented("", "uid", fault="random_id"))
    assert dialog.number() == STOCK


def test_a_lost_writer_is_said_before_anything_is_swiped(qtbot, live: Live, make: Maker) -> None:
    dialog = make()
    live.devices.clear()
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.state == FAILED)
    assert dialog._now.text() == "The device is disconnected."
    dialog.reject()
    assert dialog.state == CHOOSE


def test_without_a_writer_a_printed_number_is_issued_at_once(qtbot, live: Live, make: Maker) -> None:
    live.devices.clear()
    dialog = make()
    assert dialog.next.text() == "Issue card"
    dialog._number.setText("VIP-0007")
    with qtbot.waitSignal(dialog.issued):
        dialog.accept()
    assert state_of(live, "VIP-0007") == "active"
    assert live.tracks == []


def test_a_card_of_ours_from_stock_needs_no_writing(qtbot, live: Live, make: Maker) -> None:
    dialog = make()
    track = live.read(lambda db: cards.encoding(db, "860000000103"))[1]
    live.stage.window.read(CardPresented("x", "magstripe", ("", track, "")))
    qtbot.waitUntil(lambda: dialog.number() == "860000000103")
    assert not dialog._write.isChecked()


def test_numbers_in_use_and_forged_cards_are_refused_before_writing(qtbot, live: Live, make: Maker) -> None:
    dialog = make()
    dialog._number.setText(CARD)
    dialog.accept()
    qtbot.waitUntil(lambda: dialog._row._hint.text().startswith("This number is in use already."))
    track = live.read(lambda db: cards.encoding(db, STOCK))[1]
    forged = f"{track[:-2]}{(int(track[-2]) + 1) % 10}?"
    dialog.on_reading(CardPresented("x", "magstripe", ("", forged, "")))
    qtbot.waitUntil(lambda: dialog._row._hint.text().startswith("This card was not made by this shop."))
    assert live.tracks == []


def test_only_digits_are_written(make: Maker) -> None:
    dialog = make()
    dialog._number.setText("VIP7")
    dialog.accept()
    assert dialog._row._hint.text() == "Only digits can be written on a card."
    dialog._number.clear()
    dialog.accept()
    assert dialog._row._hint.text() == "Enter a card number."


def test_a_scanned_number_is_taken_and_a_payment_code_is_not(qtbot, make: Maker) -> None:
    dialog = make()
    assert not dialog.on_reading(Scan("134567890123456789", purpose="payment"))
    dialog.on_reading(Scan("860000000104"))
    qtbot.waitUntil(lambda: dialog.number() == "860000000104")


def test_a_new_card_takes_the_place_of_the_old_one(qtbot, live: Live, make: Maker) -> None:
    dialog = make(CARD)
    dialog._fee.set_fen(500)
    begin(qtbot, dialog)
    with qtbot.waitSignal(dialog.issued):
        dialog.on_reading(WriteResult(True))
    assert (state_of(live, CARD), state_of(live, STOCK)) == ("replaced", "active")


def test_a_refused_issue_after_writing_is_shown(qtbot, live: Live, make: Maker) -> None:
    dialog = make()
    begin(qtbot, dialog)
    dialog._fail(PosError("number_taken", number=STOCK))
    assert dialog.state == FAILED
    assert dialog._now.text() == "This number is in use already."
