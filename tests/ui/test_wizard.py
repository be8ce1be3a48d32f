from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from tests.ui.gallery import CODE
from tests.ui.stage import Stage

from memberpos.services import setup, shop, staff
from memberpos.ui.screens.wizard import Wizard
from memberpos.ui.widgets import Toggle
from memberpos.ui.wizard_pages import CodePage, OwnerPage, RulesPage, ShopPage


@pytest.fixture
def wizard(stage: Stage, empty_till) -> Wizard:
    stage.window.add_screen("wizard", lambda: Wizard(empty_till.context(stage, recovery_code=CODE)), bare=True)
    stage.window.go("wizard")
    return stage.window.screen("wizard")


def fill(wizard: Wizard) -> None:
    QTest.keyClicks(wizard.shop.name, "Corner Cafe")
    wizard.next()
    wizard.next()
    wizard.rules.choose_order("principal_first")
    wizard.next()
    QTest.keyClicks(wizard.owner.name, "Owner")
    QTest.keyClicks(wizard.owner.pin, "2468")
    QTest.keyClicks(wizard.owner.again, "2468")


def test_a_shop_is_made_and_its_owner_may_sign_in(qtbot, stage: Stage, wizard: Wizard, empty_till) -> None:
    fill(wizard)
    wizard.next()
    qtbot.waitUntil(lambda: wizard._page() is wizard.code)
    assert not wizard._next.isEnabled()
    wizard.findChild(CodePage).findChild(Toggle).click()
    with qtbot.waitSignal(wizard.finished) as caught:
        QTest.mouseClick(wizard._next, Qt.MouseButton.LeftButton)
    made = empty_till.writer.call(shop.shop_of)
    assert made.facts["name"] == "Corner Cafe"
    assert made.facts["language"] == "en"
    assert made.rules.stored_value_spend_order == "principal_first"
    signed_in = empty_till.writer.call(lambda db: staff.sign_in(empty_till.use(db), caught.args[0].owner_id, "2468"))
    assert signed_in.role == "owner"


def test_nothing_is_guessed_that_must_be_asked(wizard: Wizard) -> None:
    wizard.next()
    assert wizard._error.text() == "Enter the name of the shop."
    QTest.keyClicks(wizard.shop.name, "Cafe")
    wizard.next()
    wizard.next()
    wizard.next()
    assert wizard._page() is wizard.rules
    assert wizard._error.text() == "Choose what a member spends first."


@pytest.mark.parametrize(
    ("name", "pin", "again", "said"),
    [
        ("", "2468", "2468", "Enter the owner's name."),
        ("A", "246", "246", "The PIN needs four digits or more."),
        ("A", "2468", "2486", "The two PINs differ. Enter them again."),
        ("A", "2468", "2468", None),
    ],
)
def test_the_owner_s_page(qtbot, english, name: str, pin: str, again: str, said: str | None) -> None:
    page = OwnerPage()
    qtbot.addWidget(page)
    for field, text in ((page.name, name), (page.pin, pin), (page.again, again)):
        field.setText(text)
    assert page.problem() == said


def test_back_is_possible_until_the_shop_stands(qtbot, wizard: Wizard) -> None:
    fill(wizard)
    wizard.back()
    assert wizard._page() is wizard.rules
    wizard.next()
    wizard.next()
    qtbot.waitUntil(lambda: wizard._page() is wizard.code)
    wizard.back()
    assert wizard._page() is wizard.code


def test_a_second_shop_is_refused_in_words(qtbot, wizard: Wizard, empty_till) -> None:
    empty_till.writer.call(lambda db: setup.create_shop(empty_till.use(db), setup.SetupRequest("A", "B", "2468")))
    fill(wizard)
    wizard.next()
    qtbot.waitUntil(lambda: wizard._error.text().startswith("This is open already."))
    assert wizard._next.isEnabled()


def test_the_language_changes_at_once(qtbot, wizard: Wizard) -> None:
    with qtbot.waitSignal(wizard.language_chosen) as caught:
        wizard.shop._language.setCurrentIndex(1)
    assert caught.args == ["zh_TW"]


def test_pages_answer_in_the_service_s_terms(qtbot, english) -> None:
    first, rules = ShopPage(), RulesPage()
    for page in (first, rules):
        qtbot.addWidget(page)
    assert (first.currency(), first.zone()) == ("CNY", "Asia/Shanghai")
    assert (rules.spend_order(), rules.day_start(), rules.columns()) == ("", "00:00", 32)


def test_without_a_code_there_is_nothing_to_write_down(qtbot, english) -> None:
    page = CodePage("")
    qtbot.addWidget(page)
    assert page.noted()


def test_a_trade_proposes_when_the_day_begins(qtbot, wizard: Wizard) -> None:
    QTest.keyClicks(wizard.shop.name, "Baths")
    wizard.next()
    assert wizard.trade.trade() == ""
    wizard.findChild(QPushButton, "trade-sauna").click()
    wizard.next()
    assert (wizard.trade.trade(), wizard.rules.day_start(), wizard.request().preset) == ("sauna", "06:00", "sauna")
