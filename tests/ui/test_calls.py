from __future__ import annotations

from typing import Any

import pytest
from tests.ui.live import Live

from memberpos.services import calls, members
from memberpos.services.calls import CallCard
from memberpos.services.members import EnrolRequest
from memberpos.ui.call_facts import act, facts_of, missed, popup_of, spoken
from memberpos.ui.dialogs.call_note import CallNoteDialog
from memberpos.ui.dialogs.pick import PickDialog
from memberpos.ui.screens.calls import Calls
from memberpos.ui.widgets.calls import KEPT, CallFacts, CallPopup


@pytest.fixture
def went(live: Live) -> list[dict[str, Any]]:
    """What the counter was asked."""
    seen: list[dict[str, Any]] = []
    live.stage.window.screen("counter").on_shown = lambda **facts: seen.append(facts)
    return seen


def ring(live: Live, number: str | None, line: str = "1") -> CallCard:
    """A call at the top right."""
    card = live.run(lambda use: calls.incoming(use, number, line))
    live.stage.window.show_call(popup_of(card, live.stage.window.theme, "CNY"))
    return card


def state_of(live: Live, call_id: str) -> str:
    return live.read(lambda db: calls.one(db, call_id)).state


@pytest.fixture(autouse=True)
def wired(live: Live) -> None:
    live.stage.window.call_acted.connect(lambda key, action: act(live.context, key, action))


def test_a_known_caller_is_shown_and_comes_to_the_counter(qtbot, live: Live, went: list[dict[str, Any]]) -> None:
    card = ring(live, "13800136021")
    popup = live.stage.window.calls.top()
    assert popup.facts.name == live.member.name
    assert popup.facts.remark == "Stored ¥ 210.00 · 0 points"
    assert popup.facts.number == "138 0013 6021"
    assert ("Birthday in 3 days", "warn") in popup.facts.badges
    live.stage.window.take_key("F8")
    qtbot.waitUntil(lambda: went == [{"member_id": live.member.member_id}])
    assert live.stage.window.calls.top() is None
    qtbot.waitUntil(lambda: state_of(live, card.call_id) == "opened")


def test_an_unknown_number_is_enrolled_with_one_key(qtbot, live: Live, went: list[dict[str, Any]]) -> None:
    card = ring(live, "13900137788")
    assert ("Member", "Not a member yet") in facts_of(card, "CNY").facts
    live.stage.window.take_key("F8")
    qtbot.waitUntil(lambda: went == [{"phone": "13900137788"}])


def test_several_members_with_one_phone_are_asked_for(qtbot, live: Live, went: list[dict[str, Any]]) -> None:
    live.run(lambda use: members.enrol(use, EnrolRequest("Guest", "13800136021")))
    card = ring(live, "13800136021")
    assert facts_of(card, "CNY").facts[0][0] == "2 members"
    live.stage.window.take_key("F8")
    qtbot.waitUntil(lambda: live.stage.window._dialog() is not None)
    dialog = live.dialog(PickDialog)
    wanted = next(at for at, choice in enumerate(dialog._choices) if choice.text == "Guest")
    dialog._table.selectRow(wanted)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(went))
    assert live.profile(went[0]["member_id"]).name == "Guest"
    qtbot.waitUntil(lambda: live.read(lambda db: calls.one(db, card.call_id)).member_id == went[0]["member_id"])


def test_a_note_is_kept_and_shown_at_the_next_call(qtbot, live: Live) -> None:
    card = ring(live, "13800136021")
    live.stage.window.call_acted.emit(card.call_id, "note")
    qtbot.waitUntil(lambda: live.stage.window._dialog() is not None)
    dialog = live.dialog(CallNoteDialog)
    assert not dialog.next.isEnabled()
    dialog._field.setText("table for four")
    dialog.accept()
    qtbot.waitUntil(lambda: state_of(live, card.call_id) == "noted")
    live.till.now_ms += 60_000
    again = live.run(lambda use: calls.incoming(use, "13800136021"))
    assert ("Last call", "table for four") in facts_of(again, "CNY").facts


def test_a_note_not_written_keeps_the_call_for_later(qtbot, live: Live) -> None:
    card = ring(live, None)
    assert facts_of(card, "CNY").number == "Number withheld"
    live.stage.window.take_key("F8")
    qtbot.waitUntil(lambda: live.stage.window._dialog() is not None)
    live.dialog(CallNoteDialog).reject()
    qtbot.waitUntil(lambda: state_of(live, card.call_id) == "later")


def test_who_hangs_up_before_anybody_acts_was_missed(qtbot, live: Live) -> None:
    first, second = ring(live, "13900137788", "1"), ring(live, "13800136021", "2")
    over = live.stage.window.calls.ended("1")
    assert list(over) == [first.call_id]
    missed(live.context, over)
    qtbot.waitUntil(lambda: state_of(live, first.call_id) == "missed")
    assert state_of(live, second.call_id) == "ringing"
    assert live.stage.window.calls.ended("1") == [], "a call ends once, also while it still stands there"


def test_calls_that_nobody_takes_do_not_pile_up(live: Live) -> None:
    for at in range(KEPT + 3):
        live.stage.window.show_call(CallPopup(CallFacts(str(at), "Call", line="1")))
    kept = live.stage.window.calls.popups()
    assert [popup.facts.key for popup in kept] == [str(at) for at in reversed(range(3, KEPT + 3))]
    assert sum(popup.isVisibleTo(live.stage.window.calls) for popup in kept) == 3


@pytest.fixture
def screen(qtbot, live: Live) -> Calls:
    for number in ("13900137788", "13800136021", None):
        live.run(lambda use, number=number: calls.incoming(use, number))
        live.till.now_ms += 1_000
    rows = live.read(calls.recent)
    live.run(lambda use: calls.handle(use, rows[2].id, "missed"))
    shown = live.show("calls", Calls)
    qtbot.waitUntil(lambda: len(shown._rows) == 3 and live.till.runner.idle)
    return shown


def choose(qtbot, live: Live, screen: Calls, row: int) -> None:
    screen.table.selectRow(row)
    qtbot.waitUntil(lambda: live.till.runner.idle)


def test_the_list_says_who_and_what(qtbot, live: Live, screen: Calls) -> None:
    assert [(call.state, name) for call, name in screen._rows] == [
        ("ringing", ""), ("ringing", live.member.name), ("missed", ""),
    ]  # fmt: skip
    assert screen._counted.text() == "1 to call back"
    screen.choose_filter("missed")
    assert screen.table.lines.rowCount() == 1
    screen.choose_filter("noted")
    assert screen._empty._title.text() == "None of these"


def test_the_caller_comes_to_the_counter(qtbot, live: Live, screen: Calls, went: list[dict[str, Any]]) -> None:
    choose(qtbot, live, screen, 1)
    assert screen._member.profile.name == live.member.name
    live.stage.window.take_key("F8")
    assert went == [{"member_id": live.member.member_id}]


def test_an_unknown_caller_is_enrolled(qtbot, live: Live, screen: Calls, went: list[dict[str, Any]]) -> None:
    choose(qtbot, live, screen, 2)
    assert screen._primary.text() == "New member"
    assert screen._nobody._title.text() == "Not a member yet"
    live.stage.window.take_key("F8")
    qtbot.waitUntil(lambda: went == [{"phone": "13900137788"}])


def test_somebody_enrolled_since_is_found_by_the_number(
    qtbot, live: Live, screen: Calls, went: list[dict[str, Any]]
) -> None:
    made = live.run(lambda use: members.enrol(use, EnrolRequest("Guest", "13900137788")))
    live.context.tell(frozenset({"member"}))
    choose(qtbot, live, screen, 2)
    qtbot.waitUntil(lambda: screen._primary.text() == "Open member")
    live.stage.window.take_key("F8")
    assert went == [{"member_id": made.member_id}]


def test_a_note_in_the_list(qtbot, live: Live, screen: Calls) -> None:
    choose(qtbot, live, screen, 0)
    assert screen._nobody._title.text() == "The number was withheld"
    live.stage.window.take_key("F7")
    dialog = live.dialog(CallNoteDialog)
    dialog._field.setText("wrong number")
    dialog.accept()
    qtbot.waitUntil(lambda: screen._rows[0][0].note == "wrong number")
    assert screen._note.text() == "wrong number"


@pytest.mark.parametrize(
    ("number", "shown"),
    [("13800136021", "138 0013 6021"), ("+8613800136021", "138 0013 6021"), ("02166668888", "02166668888"), ("*", "*")],
)
def test_numbers_are_shown_as_people_say_them(english: None, number: str, shown: str) -> None:
    assert spoken(number) == shown
