"""What prices, offers, the day and histories are called, and what one box finds."""

from __future__ import annotations

from datetime import date

import pytest
from tests.ui.live import CAKE, CARD, Live

from memberpos.domain.cart import Cart
from memberpos.domain.explain import Note
from memberpos.domain.recharge_gifts import Gifts, Instalments, Pieces, TierGift
from memberpos.domain.recharge_offers import Step
from memberpos.reports.end_of_day import end_of_day
from memberpos.services import coupons, offers
from memberpos.services.results import HistoryRow, Presented
from memberpos.ui import counter_find, day_words, history_words, offer_words, price_words
from memberpos.ui.coupon_keeper import CouponKeeper


def test_a_step_of_an_offer_in_a_few_words(english: None) -> None:
    gifts = Gifts(
        bonus_fen=5_000, points=1_200, coupons=(Pieces("TEN", 2),), passes=(Pieces("WASH"),),
        instalments=Instalments(900, 3), tier=TierGift("Gold", 12),
    )  # fmt: skip
    words = offer_words.step_words(Step(10_000, gifts=gifts))
    assert words == "+50 gift · 9 in 3 parts · 1,200 points · TEN ×2 · WASH ×1 · Gold"
    facts = dict(offer_words.gift_facts(gifts, date(2026, 1, 31)))
    assert facts["Bonus later, 2026-02-28 to 2026-04-30"] == "3.00 × 3"
    assert (facts["Pass"], facts["Coupon"], facts["Tier"], facts["Points"]) == ("WASH × 1", "TEN × 2", "Gold", "+1,200")


def test_prices_say_where_they_come_from(english: None) -> None:
    assert price_words.percent_words(90) == "90 %"
    assert price_words.price_words(Note("price_list", 1)) == ""
    assert price_words.price_words(Note("price_member", 1, facts={"unit_fen": 900})) == "Member price 9.00"
    assert price_words.price_words(Note("offer_applied", 1)) == ""
    assert price_words.why_words("nothing", {}) == ""


def test_every_exception_of_the_day_has_words(english: None, live: Live) -> None:
    rows = live.read(lambda db: end_of_day(db, "2026-11-21").table("exceptions").rows)
    kinds = [str(row[0]) for row in rows]
    assert {"manual_tiers", "clock_confirmations"} <= set(kinds)
    assert [kind for kind in kinds if day_words.exception_words(kind) == kind] == []
    assert day_words.received_words("stored_bonus") == "Stored, bonus"


def test_everything_that_happened_to_the_live_member_has_words(english: None, live: Live) -> None:
    live.sell()
    shown = [history_words.history_line(row) for row in live.profile().recent]
    assert [line.cells[1] for line in shown] == ["Sale", "Top-up + 10 gift", "Card issued", "Joined"]
    assert history_words.kind_words("pass.gift") == "Pass given"
    assert history_words.kind_words("unheard.of") == "unheard.of"
    assert {kind for kind in history_words.MONEY_KINDS if history_words.kind_words(kind) == kind} == set()


@pytest.mark.parametrize(("points", "want"), [(0, ""), (12, "+12"), (-3, "−3")])
def test_points_of_a_history_carry_their_sign(english: None, points: int, want: str) -> None:
    row = HistoryRow("e", "points.adjust", "2026-01-02", None, points, "")
    assert history_words.history_line(row).cells[3].text == want


def test_one_box_finds_cards_goods_and_people(live: Live) -> None:
    now_ms = live.till.now_ms

    def found(text: str) -> list[object]:
        return list(live.read(lambda db: counter_find.look_for(db, text, now_ms)))

    (seen,) = found(CARD)
    assert isinstance(seen, Presented)
    assert found(CAKE.sku) == [CAKE]
    assert found(" ") == []
    assert found("6021") == [live.member.member_id]
    assert [choice.text for choice in live.read(lambda db: counter_find.found_choices(db, "", None))] == [
        "Latte", "Cake",
    ]  # fmt: skip


def test_the_coupons_of_the_open_cart_stay_held(qtbot, live: Live) -> None:
    live.run(lambda use: offers.put_kind(use, {"code": "TEN", "kind": "amount", "value": 1000}))
    coupon = live.run(lambda use: coupons.issue(use, live.member.member_id, "TEN")).coupon_id
    keeper = CouponKeeper(live.context)
    cart = Cart("0198b6b0-0000-7000-8000-000000000001").set_member(live.member.member_id)
    with qtbot.waitSignal(keeper.known) as caught:
        keeper.keep(cart.set_coupons((coupon,)))
    assert [one.id for one in caught.args[0]] == [coupon]
    held = live.read(lambda db: db.value("SELECT held_by FROM coupon WHERE id = ?", (coupon,)))
    assert held == cart.id
    with qtbot.waitSignal(keeper.known):
        keeper.keep(cart)
    assert live.read(lambda db: db.value("SELECT held_by FROM coupon WHERE id = ?", (coupon,))) is None
    with qtbot.waitSignal(keeper.lost) as caught:
        keeper.keep(cart.set_coupons(("nothing",)))
    assert caught.args[1] == ()
    keeper.deleteLater()
