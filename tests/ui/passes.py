"""Kinds of passes for tests of the window, and short ways to sell and approve."""

from __future__ import annotations

from typing import Any

from tests.ui.live import Live

from memberpos.domain.pass_terms import PassTerms
from memberpos.services import pass_sales
from memberpos.services.pass_sales import CASH_REST, SellPass
from memberpos.ui.dialogs.approve import ApproveDialog

WASH = PassTerms("WASH", 50_000, 10, 2, valid_days=30, list_fen=6_000, name="Ten washes")
GYM = PassTerms("GYM", 30_000, None, months=1, persons=2, name="Gym")
CAKES = PassTerms("CAKES", 10_000, 3, skus=("6933",), name="Cakes")
KINDS = (CAKES, GYM, WASH)
DAY_MS = 24 * 3600 * 1000


def sold(live: Live, code: str = "WASH") -> str:
    """A pass of the live member, paid in cash; its id."""
    return live.run(lambda use: pass_sales.sell(use, SellPass(live.member.member_id, code, CASH_REST))).pass_id


def key(live: Live, name: str) -> None:
    """A key that must mean something."""
    assert live.stage.window.take_key(name), name


def left(live: Live) -> list[tuple[str, int | None]]:
    """(kind, uses left) of the passes of the live member."""
    return [(view.code, view.left) for view in live.profile().passes]


def approve(qtbot: Any, live: Live, pin: str = "8642") -> None:
    """The manager approves by PIN."""
    qtbot.waitUntil(lambda: isinstance(live.stage.window._dialog(), ApproveDialog))
    dialog = live.dialog(ApproveDialog)
    qtbot.waitUntil(lambda: bool(dialog._buttons))
    next(button for button in dialog._buttons if button.text() == "Manager").click()
    dialog._pad.entered.emit(pin)
