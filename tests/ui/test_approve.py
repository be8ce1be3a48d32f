from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.live import CARD, Live, words_of

from memberpos.domain.errors import PosError
from memberpos.services import cards
from memberpos.ui.dialogs.approve import ApproveDialog, right_words, run_approved


def enter(dialog: ApproveDialog, pin: str) -> None:
    field = dialog._pad.focusProxy()
    QTest.keyClicks(field, pin)
    QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.fixture
def asked(qtbot, live: Live) -> tuple[ApproveDialog, list[object], list[PosError]]:
    """A cashier wants a lost card back in use."""
    live.run(lambda use: cards.lost(use, CARD))
    live.sign_in(live.cashier_id)
    done: list[object] = []
    failed: list[PosError] = []
    run_approved(live.context, live.stage.window, lambda use: cards.found(use, CARD), done.append, failed.append)
    qtbot.waitUntil(lambda: live.stage.window._dialog() is not None)
    dialog = live.dialog(ApproveDialog)
    qtbot.waitUntil(lambda: len(dialog._buttons) == 2)
    return dialog, done, failed


def test_another_s_pin_lets_it_happen_and_is_noted(qtbot, live: Live, asked) -> None:
    dialog, done, failed = asked
    live.stage.window.take_key("Down")
    assert dialog._who.text() == "PIN of Manager"
    enter(dialog, "8642")
    qtbot.waitUntil(lambda: bool(done))
    assert failed == []
    row = live.read(lambda db: db.one("SELECT staff_id, approver_id FROM event ORDER BY seq DESC LIMIT 1"))
    assert tuple(row) == (live.cashier_id, live.manager_id)
    assert json.loads(live.read(lambda db: db.value("SELECT payload FROM event ORDER BY seq DESC LIMIT 1")))


def test_a_wrong_pin_is_said_and_nothing_happens(qtbot, live: Live, asked) -> None:
    dialog, done, _failed = asked
    enter(dialog, "0000")
    qtbot.waitUntil(lambda: words_of(dialog) == "Wrong PIN. Tries left: 4.")
    assert dialog.next.isEnabled()
    assert done == []


def test_turning_it_down_is_told(qtbot, live: Live, asked) -> None:
    dialog, done, failed = asked
    dialog.reject()
    assert [error.code for error in failed] == ["needs_approval"]
    assert done == []


def test_nobody_else_here(qtbot, live: Live) -> None:
    dialog = ApproveDialog(live.stage.window, live.context, "settings.change")
    dialog.open()
    qtbot.waitUntil(lambda: dialog._people is not None)
    assert dialog._nobody.isVisible()
    assert not dialog.next.isEnabled()


def test_other_refusals_are_not_asked_about(qtbot, live: Live) -> None:
    failed: list[PosError] = []
    run_approved(live.context, live.stage.window, lambda use: cards.found(use, CARD), None, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert failed[0].code == "card_state"
    assert live.quiet


def test_rights_have_words() -> None:
    assert right_words("sale.refund") == "Refund a sale"
    assert right_words("audit.see") == "This action"
