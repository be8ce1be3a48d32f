"""The page of a member's passes, a pass's card, and the dialogs opened from either."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from tests.ui.gallery_passes import FROZEN, LAPSED, MONTH, TEN, WAITING
from tests.ui.live import Live
from tests.ui.passes import key, sold

from memberpos.services import pass_desk
from memberpos.services.results import PassView
from memberpos.ui.dialogs.check_in import CheckInDialog
from memberpos.ui.dialogs.pass_sell import SellPassDialog
from memberpos.ui.pass_flow import PassFlow
from memberpos.ui.pass_page import PassPage
from memberpos.ui.widgets.pass_card import NO_COUNT, PassCard


@pytest.mark.parametrize(
    ("view", "names"),
    [
        (TEN, "freeze renew refund"), (MONTH, "freeze renew refund"), (WAITING, "renew refund"),
        (replace(WAITING, freezes_from="2026-12-01"), "unfreeze renew refund"), (FROZEN, "unfreeze renew refund"),
        (LAPSED, "reactivate renew refund"),
    ],
)  # fmt: skip
def test_what_may_be_done_with_a_pass(qtbot: Any, english: None, live: Live, view: PassView, names: str) -> None:
    page = PassPage(PassFlow(live.stage.window, live.context))
    qtbot.addWidget(page)
    page.show_profile(replace(live.member, passes=(view,)))
    found = [button.objectName() for button in page.findChildren(QPushButton)]
    assert [name for name in found if name.endswith(f"-{view.pass_id}")] == [
        f"{name}-{view.pass_id}" for name in names.split()
    ]


def test_a_check_in_needs_a_pass_that_holds(qtbot: Any, english: None, live: Live) -> None:
    page = PassPage(PassFlow(live.stage.window, live.context))
    qtbot.addWidget(page)
    page.retranslate()
    page.check_in()
    assert live.stage.window._dialog() is None, "nobody is shown yet"
    for passes, able in (((), False), ((LAPSED,), False), ((LAPSED, TEN), True)):
        page.show_profile(replace(live.member, passes=passes))
        assert (page._check_in.isEnabled(), page._empty.isHidden()) == (able, bool(passes))
    page.retranslate()
    assert len([card for card in page.findChildren(PassCard) if not card.isHidden()]) == 2


@pytest.mark.parametrize(("view", "figure", "unit"), [(TEN, "6", "of 12"), (MONTH, NO_COUNT, "no limit of uses")])
def test_a_card_says_what_is_left_and_is_pressed(
    qtbot: Any, english: None, view: PassView, figure: str, unit: str
) -> None:
    card = PassCard(view)
    qtbot.addWidget(card)
    assert (card._figure.text(), card._unit.text()) == (figure, unit)
    with qtbot.waitSignal(card.pressed) as caught:
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert caught.args == [view.pass_id]
    card.set_chosen(True)
    assert card.property("tone") == "chosen"


def test_an_undo_shows_the_check_in_again_with_what_is_left(qtbot: Any, kinds: Live) -> None:
    one = sold(kinds)
    kinds.run(lambda use: pass_desk.use(use, pass_desk.UsePass(kinds.member.member_id, one, 2)))
    flow = PassFlow(kinds.stage.window, kinds.context)
    flow.check_in(kinds.profile())
    first = kinds.dialog(CheckInDialog)
    assert first._cards[0].view.left == 10
    with qtbot.waitSignal(flow.changed):
        first.undone.emit()
    qtbot.waitUntil(lambda: kinds.stage.window._dialog() is not first)
    assert kinds.dialog(CheckInDialog)._cards[0].view.left == 10
    key(kinds, "F6")
    assert kinds.dialog(SellPassDialog)
