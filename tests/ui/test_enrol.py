from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from tests.ui.live import Live, press

from memberpos.devices.readings import Scan
from memberpos.services import members
from memberpos.ui.dialogs.enrol import EnrolDialog
from memberpos.ui.dialogs.pick import PickDialog
from memberpos.ui.dialogs.write_card import WriteCardDialog
from memberpos.ui.member_form import iso_date


@pytest.fixture
def dialog(qtbot, live: Live) -> EnrolDialog:
    made = EnrolDialog(live.stage.window, live.context)
    made.open()
    qtbot.waitUntil(lambda: live.till.runner.idle)
    return made


def test_a_phone_is_enough_and_a_card_comes_next(qtbot, live: Live, dialog: EnrolDialog) -> None:
    assert dialog._card.isChecked()
    QTest.keyClicks(dialog.form.phone, "139 0013 7788")
    with qtbot.waitSignal(dialog.enrolled) as caught:
        live.stage.window.take_key("F12")
    assert caught.args[0].phone == "+8613900137788"
    assert caught.args[0].name == "+8613900137788"
    assert live.dialog(WriteCardDialog)._profile.member_id == caught.args[0].member_id


def test_everything_of_the_form_is_kept(qtbot, live: Live, dialog: EnrolDialog) -> None:
    form = dialog.form
    for field, text in (
        (form.phone, "13900137788"),
        (form.name, "Rosa"),
        (form.birthday, "1991/2/3"),
        (form.notes, "window"),
    ):
        QTest.keyClicks(field, text)
    form.sexes["f"].click()
    dialog._card.setChecked(False)
    press(dialog, "referrer")
    picker = live.dialog(PickDialog)
    QTest.keyClicks(picker._field, "lxt")
    qtbot.waitUntil(lambda: [choice.text for choice in picker._choices] == [live.member.name])
    picker.accept()
    assert dialog._referrer_button.text() == live.member.name
    with qtbot.waitSignal(dialog.enrolled) as caught:
        dialog.accept()
    made = caught.args[0]
    assert (made.name, made.birthday, made.sex, made.notes) == ("Rosa", "1991-02-03", "f", "window")
    assert made.referrer_id == live.member.member_id
    assert live.stage.window._dialog() is None


def test_a_known_phone_offers_its_member(qtbot, live: Live, dialog: EnrolDialog) -> None:
    before = live.read(members.count)
    dialog.on_reading(Scan("13800136021"))
    qtbot.waitUntil(lambda: dialog._same.isVisible())
    assert live.member.name in dialog._same_text.text()
    with qtbot.waitSignal(dialog.enrolled) as caught:
        dialog._same_button.click()
    assert caught.args[0].member_id == live.member.member_id
    assert live.read(members.count) == before


@pytest.mark.parametrize(
    ("phone", "birthday", "row", "said"),
    [
        ("12", "", "phone", "This cannot be a phone number."),
        ("", "", "phone", "Enter a phone number or a name."),
        ("13900137788", "1990-13-01", "birthday", "Enter the day as 1990-05-21."),
    ],
)
def test_what_cannot_be_is_marked(
    live: Live, dialog: EnrolDialog, phone: str, birthday: str, row: str, said: str
) -> None:
    dialog.form.phone.setText(phone)
    dialog.form.birthday.setText(birthday)
    dialog.accept()
    assert dialog.form.rows[row]._hint.text() == said
    assert dialog.isVisible()
    assert dialog.next.isEnabled()


def test_a_payment_code_is_no_phone(dialog: EnrolDialog) -> None:
    assert not dialog.on_reading(Scan("134567890123456789", purpose="payment"))
    assert dialog.form.phone.text() == ""


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1990-5-21", "1990-05-21"),
        ("19900521", "1990-05-21"),
        ("1990.05.21", "1990-05-21"),
        ("1990", None),
        ("1990-02-30", None),
    ],
)
def test_days_are_read_as_people_write_them(text: str, date: str | None) -> None:
    assert iso_date(text) == date
