"""Kinds of passes behind the window, and short ways to what the tests of passes do again and again."""

from __future__ import annotations

from tests.ui.live import Live

from memberpos.domain.pass_terms import PassTerms
from memberpos.services import pass_sales
from memberpos.services.pass_sales import CASH_REST, SellPass
from memberpos.ui.dialogs.approve import ApproveDialog
from memberpos.ui.screens.counter import Counter

WASH = PassTerms("WASH", 50_000, 10, 2, valid_days=30, list_fen=6_000, name="Ten washes")
GYM = PassTerms("GYM", 30_000, None, months=1, persons=2, name="Gym")
CAKES = PassTerms("CAKES", 10_000, 3, skus=("6933",), name="Cakes")
KINDS = (CAKES, GYM, WASH)


def member_in(qtbot, live: Live, counter: Counter) -> None:
    live.swipe()
    qtbot.waitUntil(lambda: counter.model.sale.profile is not None and live.till.runner.idle)


def sold(live: Live, code: str = "WASH") -> str:
    return live.run(lambda use: pass_sales.sell(use, SellPass(live.member.member_id, code, CASH_REST))).pass_id


def key(live: Live, name: str) -> None:
    assert live.stage.window.take_key(name), name


def left(live: Live) -> list[tuple[str, int | None]]:
    return [(view.code, view.left) for view in live.profile().passes]


def approve(qtbot, live: Live, pin: str = "8642") -> None:
    qtbot.waitUntil(lambda: isinstance(live.stage.window._dialog(), ApproveDialog))
    dialog = live.dialog(ApproveDialog)
    qtbot.waitUntil(lambda: bool(dialog._buttons))
    next(button for button in dialog._buttons if button.text() == "Manager").click()
    dialog._pad.entered.emit(pin)


def fill(qtbot, live: Live, counter: Counter, *skus: str) -> None:
    from tests.ui.live import CAKE, LATTE

    for sku in skus:
        counter.model.add(CAKE if sku == CAKE.sku else LATTE)
    qtbot.waitUntil(lambda: counter.model.quote is not None and bool(counter.model.quote.lines))
