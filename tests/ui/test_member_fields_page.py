"""Fields of the shop's own and the words members agree to, as the owner sets them up."""

from __future__ import annotations

import pytest
from tests.ui.floor import Floor, make_floor
from tests.ui.stage import Stage

from memberpos.domain.member_profile import CHOICE, TEXT, CustomField
from memberpos.services import consents, definitions
from memberpos.services.definitions import MARKETING
from memberpos.ui.screens.settings import SettingsScreen
from memberpos.ui.settings_pages.base import choose
from memberpos.ui.settings_pages.member_fields import ConsentTextDialog, FieldDialog, MemberFieldsSettings


@pytest.fixture
def floor(qtbot, stage: Stage, empty_till) -> Floor:
    return make_floor(stage, empty_till)


@pytest.fixture
def page(qtbot, floor: Floor) -> MemberFieldsSettings:
    screen = floor.show("settings", SettingsScreen)
    screen.show_page("members")
    made = screen._pages["members"]
    qtbot.waitUntil(lambda: bool(made._known.consents))
    return made


def known(floor: Floor) -> definitions.Definitions:
    return floor.ask(definitions.current)


def add(qtbot, floor: Floor, label: str, kind: str = TEXT, choices: str = "") -> None:
    floor.press("F4")
    dialog = floor.dialog(FieldDialog)
    dialog._label.setText(label)
    choose(dialog._kind, kind)
    assert dialog._rows["choices"].isVisible() == (kind == CHOICE)
    dialog._choices.setText(choices)
    with qtbot.waitSignal(dialog.saved):
        floor.press("F12")
    qtbot.waitUntil(lambda: floor.till.runner.idle)


def test_fields_are_added_changed_and_put_out_of_use(qtbot, floor: Floor, page: MemberFieldsSettings) -> None:
    add(qtbot, floor, "Shoe size")
    add(qtbot, floor, "肤质", CHOICE, "干性，油性, ")
    add(qtbot, floor, "鞋码")
    assert known(floor).fields == (
        CustomField("shoe_size", "Shoe size"), CustomField("field", "肤质", CHOICE, ("干性", "油性")),
        CustomField("field_2", "鞋码"),
    )  # fmt: skip
    assert page._fields.lines.rowCount() == 3
    page._fields.opened.emit("shoe_size")
    dialog = floor.dialog(FieldDialog)
    assert not dialog._kind.isEnabled(), "values are kept in the kind they were entered in"
    dialog._label.setText("Shoes")
    dialog._required.setChecked(True)
    dialog._active.setChecked(False)
    with qtbot.waitSignal(dialog.saved):
        floor.press("F12")
    assert known(floor).fields[0] == CustomField("shoe_size", "Shoes", required=True, active=False)


@pytest.mark.parametrize(
    ("label", "kind", "said"), [("", TEXT, "Enter a name."), ("Skin", CHOICE, "Enter the choices.")]
)
def test_a_field_needs_a_name_and_choices(
    floor: Floor, page: MemberFieldsSettings, label: str, kind: str, said: str
) -> None:
    floor.press("F4")
    dialog = floor.dialog(FieldDialog)
    dialog._label.setText(label)
    choose(dialog._kind, kind)
    floor.press("F12")
    assert floor.sees(said)
    assert known(floor).fields == ()


def test_a_field_that_cannot_be_is_refused_in_the_dialog(qtbot, floor: Floor, page: MemberFieldsSettings) -> None:
    floor.press("F4")
    dialog = floor.dialog(FieldDialog)
    dialog._label.setText("x" * 41)
    floor.press("F12")
    qtbot.waitUntil(lambda: dialog.next.isEnabled() and floor.till.runner.idle)
    assert dialog.isVisible()
    assert dialog.problem.text()
    assert known(floor).fields == ()


def test_other_words_are_another_version(qtbot, floor: Floor, page: MemberFieldsSettings) -> None:
    floor.ask(lambda db: consents.give(floor.till.use(db), floor.member, MARKETING))
    page._consents.opened.emit(MARKETING)
    dialog = floor.dialog(ConsentTextDialog)
    dialog._words.setPlainText(" ")
    floor.press("F12")
    assert floor.sees("Enter the purpose and the words.")
    dialog._words.setPlainText("We write at most twice a month.")
    with qtbot.waitSignal(dialog.saved):
        floor.press("F12")
    now = known(floor).consent(MARKETING)
    assert (now.text, now.version) == ("We write at most twice a month.", "2")
    assert [row.text_version for row in floor.ask(lambda db: consents.of_member(db, floor.member))] == ["1"]


def test_a_purpose_of_ones_own(qtbot, floor: Floor, page: MemberFieldsSettings) -> None:
    for title, purpose in (("Newsletter", "newsletter"), ("生日祝福", "purpose_")):
        floor.press("F6")
        dialog = floor.dialog(ConsentTextDialog)
        dialog._title_field.setText(title)
        dialog._words.setPlainText("…")
        with qtbot.waitSignal(dialog.saved):
            floor.press("F12")
        qtbot.waitUntil(lambda: floor.till.runner.idle)
        assert any(text.purpose.startswith(purpose) and text.title == title for text in known(floor).consents)
