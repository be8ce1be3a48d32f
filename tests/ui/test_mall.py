"""Points mall and clock at the counter, on a real shop."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from tests.ui.live import LATTE, Live, press, type_into, words_of

from memberpos.domain.draws import Draw, Prize
from memberpos.domain.gifts import Gift
from memberpos.services import adjust, draws, gifts, shop_settings
from memberpos.services.gifts import RedeemRequest
from memberpos.store import gifts as gift_rows
from memberpos.ui import mall_words
from memberpos.ui.dialogs.approve import ApproveDialog
from memberpos.ui.dialogs.clock import ClockDialog
from memberpos.ui.dialogs.draw import DrawDialog, grouped_hash
from memberpos.ui.dialogs.gift_return import GiftReturnDialog
from memberpos.ui.dialogs.mall import MallDialog
from memberpos.ui.dialogs.redeem import RedeemDialog
from memberpos.ui.dialogs.sale_done import SaleDoneDialog
from memberpos.ui.member_drawer import MemberDrawer
from memberpos.ui.screens.counter import Counter

DAY_MS = 24 * 3_600_000


@pytest.fixture
def shop(live: Live) -> Live:
    live.run(lambda use: adjust.points(use, live.member.member_id, 1_000, "test"))
    live.run(lambda use: gifts.put(use, Gift("MUG", "Mug", 300, 500), 3))
    live.run(lambda use: gifts.put(use, Gift("PEN", "Pen", 5_000)))
    live.run(lambda use: draws.put(use, Draw("W", "Wheel", 10, (Prize("p", "Five points", 1, "points", 5),))))
    live.run(lambda use: shop_settings.change(use, {"points.check_in": 2}))
    live.member = live.profile()
    return live


@pytest.fixture
def counter(qtbot, shop: Live) -> Counter:
    screen = shop.show("counter", Counter)
    qtbot.waitUntil(lambda: screen.model.facts is not None and shop.quiet)
    screen.model.take_member(shop.member)
    return screen


def mall(qtbot, live: Live) -> MallDialog:
    live.stage.window.take_key("F7")
    dialog = live.dialog(MallDialog)
    qtbot.waitUntil(lambda: bool(dialog._offers))
    return dialog


def choose(dialog: MallDialog, name: str) -> None:
    """Arrow keys to the row, then Enter."""
    at = next(at for at, offer in enumerate(dialog._offers) if offer.name == name)
    dialog._table.selectRow(at)
    dialog.accept()


def test_f7_with_an_empty_cart_shows_what_points_are_good_for(qtbot, counter: Counter, shop: Live) -> None:
    dialog = mall(qtbot, shop)
    assert [(offer.name, offer.figure, offer.why_not) for offer in dialog._offers] == [
        ("Check in", "+2 points", ""), ("Mug", "300 points + ¥ 5.00", ""), ("Pen", "5,000 points", "Not enough points"),
        ("Wheel", "10 points", ""),
    ]  # fmt: skip
    choose(dialog, "Pen")
    assert words_of(dialog) == "Not enough points"


def test_a_check_in_is_given_once(qtbot, counter: Counter, shop: Live) -> None:
    dialog = mall(qtbot, shop)
    choose(dialog, "Check in")
    qtbot.waitUntil(lambda: [offer.name for offer in dialog._offers] == ["Mug", "Pen", "Wheel"])
    assert shop.profile().points == 1_002
    assert "2 points given. Balance 1,002." in shop.toasts()
    qtbot.waitUntil(lambda: counter.model.sale.profile.points == 1_002)


def test_a_gift_is_handed_out_with_its_money_part(qtbot, counter: Counter, shop: Live) -> None:
    choose(mall(qtbot, shop), "Mug")
    dialog = shop.dialog(RedeemDialog)
    type_into(dialog, "gift-qty", "2")
    assert (dialog._cost.value.text(), dialog._after.value.text(), dialog._money.value.text()) == (
        "−600", "400", "¥ 10.00",
    )  # fmt: skip
    with qtbot.waitSignal(dialog.booked):
        shop.stage.window.take_key("F12")
    event_id = shop.read(lambda db: db.value("SELECT id FROM redemption"))
    assert shop.printed == [(event_id, True)]
    assert shop.profile().points == 400
    assert shop.read(lambda db: gift_rows.stock(db, "MUG")) == 1


def test_stored_value_pays_it_without_a_drawer_and_too_many_are_said(qtbot, counter: Counter, shop: Live) -> None:
    choose(mall(qtbot, shop), "Mug")
    dialog = shop.dialog(RedeemDialog)
    shop.stage.window.take_key("F8")
    type_into(dialog, "gift-qty", "0")
    dialog.accept()
    assert words_of(dialog) == "Enter how many."
    type_into(dialog, "gift-qty", "4")
    dialog.accept()
    qtbot.waitUntil(lambda: bool(words_of(dialog)))
    assert words_of(dialog).startswith("Not enough points: 1,000 left")
    press(dialog, "pay-stored_value")
    type_into(dialog, "gift-qty", "1")
    with qtbot.waitSignal(dialog.booked):
        dialog.accept()
    assert [drawer for _, drawer in shop.printed] == [False]
    assert shop.profile().stored_fen == 21_000 - 500


def test_a_draw_shows_its_seal_and_then_the_seed(qtbot, counter: Counter, shop: Live) -> None:
    choose(mall(qtbot, shop), "Wheel")
    dialog = shop.dialog(DrawDialog)
    sealed = shop.read(lambda db: db.value("SELECT hash FROM draw_seed WHERE used_event IS NULL"))
    assert dialog._proof.text() == grouped_hash(sealed)
    dialog.accept()
    qtbot.waitUntil(lambda: dialog._result is not None)
    assert (dialog._won.text(), dialog._result.seed_hash) == ("Five points", sealed)
    assert dialog._proof.text().replace(" ", "") == dialog._result.seed
    assert shop.profile().points == 995
    assert [event for event, _ in shop.printed] == [dialog._result.event_id]
    dialog.accept()
    assert shop.stage.window._dialog() is None


def test_a_gift_comes_back_from_the_members_history(qtbot, counter: Counter, shop: Live) -> None:
    request = RedeemRequest(shop.member.member_id, "MUG", 1, (gifts.GiftTender("cash", None),))
    taken = shop.run(lambda use: gifts.redeem(use, request))
    drawer = MemberDrawer(shop.context, shop.profile())
    shop.stage.window.open_drawer(drawer)
    drawer._open_event(taken.event_id)
    qtbot.waitUntil(lambda: shop.stage.window._dialog() is not None)
    dialog = shop.dialog(GiftReturnDialog)
    dialog.accept()
    assert words_of(dialog) == "Give a reason."
    QTest.keyClicks(dialog._reason, "cracked")
    with qtbot.waitSignal(dialog.booked):
        shop.stage.window.take_key("F12")
    assert shop.profile().points == 1_000
    assert shop.printed[-1][1] is True


def test_f7_in_the_drawer_opens_the_mall(qtbot, counter: Counter, shop: Live) -> None:
    counter.flow.show_profile()
    shop.stage.window.take_key("F7")
    dialog = shop.dialog(MallDialog)
    qtbot.waitUntil(lambda: bool(dialog._offers))


def test_a_clock_behind_asks_before_the_first_sale_and_a_manager_approves(qtbot, counter: Counter, shop: Live) -> None:
    shop.sign_in(shop.cashier_id)
    shop.till.now_ms -= 3 * DAY_MS
    counter.model.take_member(None)
    counter.model.add(LATTE)
    counter.flow.exact_cash()
    qtbot.waitUntil(lambda: isinstance(shop.stage.window._dialog(), ClockDialog))
    dialog = shop.dialog(ClockDialog)
    assert (dialog._now_row.value.text(), dialog._last_row.value.text()) == ("2026-11-18", "2026-11-21")
    shop.stage.window.take_key("F12")
    qtbot.waitUntil(lambda: isinstance(shop.stage.window._dialog(), ApproveDialog))
    approve = shop.dialog(ApproveDialog)
    qtbot.waitUntil(lambda: bool(approve._people))
    approve._try("8642" if "Manager" in approve._who.text() else "2468")
    qtbot.waitUntil(lambda: isinstance(shop.stage.window._dialog(), SaleDoneDialog))
    assert shop.read(lambda db: db.value("SELECT count(*) FROM event WHERE kind = 'clock.confirm'")) == 1
    shop.dialog(SaleDoneDialog).accept()
    counter.model.add(LATTE)
    counter.flow.exact_cash()  # confirmed: not asked again
    qtbot.waitUntil(lambda: isinstance(shop.stage.window._dialog(), SaleDoneDialog))


def test_a_clock_not_confirmed_sells_nothing(qtbot, counter: Counter, shop: Live) -> None:
    shop.till.now_ms -= 3 * DAY_MS
    counter.model.add(LATTE)
    counter.flow.exact_cash()
    qtbot.waitUntil(lambda: isinstance(shop.stage.window._dialog(), ClockDialog))
    shop.dialog(ClockDialog).reject()
    assert shop.read(lambda db: db.value("SELECT count(*) FROM sale")) == 0
    assert not counter.model.busy


@pytest.mark.parametrize(
    "why", ["out_of_stock", "insufficient_points", "points_debt", "limit_exceeded", "not_now:date", "not_now:tier"]
)
def test_every_reason_has_words(qapp, why: str) -> None:
    assert mall_words.why_words(why)
    assert mall_words.why_words("") == ""
