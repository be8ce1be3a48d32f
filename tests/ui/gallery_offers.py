"""States of offers, coupons, kept change and exchanges, filled with the data of `samples`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.ui import samples
from tests.ui.gallery_counter import Show, counter, on_counter, paid
from tests.ui.gallery_people import drawer
from tests.ui.stage import Stage

from memberpos.domain.errors import PosError
from memberpos.services.refunds import RefundRequest
from memberpos.ui.counter_state import Swap
from memberpos.ui.dialogs.discount import DiscountDialog
from memberpos.ui.dialogs.offers import OffersDialog
from memberpos.ui.dialogs.pay import PayDialog
from memberpos.ui.member_drawer import COUPONS, OVERVIEW
from memberpos.ui.screens.counter import Counter


def offered(stage: Stage, *, profile: Any = samples.RICH, lines: int = 3) -> Counter:
    """The counter of a shop with offers, coupons in the member's hand."""
    screen = counter(stage, profile=profile, lines=lines)
    screen.model.take_facts(samples.FACTS_WITH_OFFERS)
    return screen


def counter_offers(stage: Stage) -> None:
    screen = offered(stage)
    screen.model.hand_over(samples.COUPONS[:2])
    screen.model.do(screen.model.sale.cart, 0)


def counter_many_offers(stage: Stage) -> None:
    """More came off than there are rows for."""
    screen = offered(stage, lines=12)
    screen.model.hand_over(samples.COUPONS[:3])
    cart = screen.model.sale.cart.set_points(800).set_order_discount(500, "熟客")
    screen.model.do(cart)


def offers(*ticked: int, profile: Any = samples.RICH, coupons: Any = samples.COUPONS) -> Show:
    def show(stage: Stage) -> None:
        screen = offered(stage, profile=profile)
        dialog = OffersDialog(screen, screen.context, screen.model.quote_with, coupons)
        dialog.tick([coupons[at] for at in ticked], ())
        dialog.open()

    return show


def by_hand(stage: Stage) -> None:
    screen = offered(stage)
    dialog = DiscountDialog(screen, screen.model.sale.cart.set_order_discount(500, ""), 10_000)
    dialog.open()
    dialog.accept()


def offers_wrong(stage: Stage) -> None:
    screen = offered(stage)
    dialog = OffersDialog(screen, screen.context, screen.model.quote_with, samples.COUPONS)
    dialog.open()
    dialog._say(PosError("coupon_used", coupon="K1"))


def kept(name: str, cash: int) -> Show:
    def show(stage: Stage) -> None:
        screen = counter(stage)
        dialog = PayDialog(screen, 9_733, "cash", samples.RICH, "CNY")
        dialog.open()
        dialog._fields["cash"].set_fen(cash)
        dialog._keep[name].click()

    return show


def swapping(*, lines: int) -> Show:
    """Goods come back for others."""

    def show(stage: Stage) -> None:
        screen = offered(stage, profile=None, lines=0)
        screen.model.begin_swap(Swap(RefundRequest("s1", everything=True), samples.PLAN, "S0000-01-00000318", "m1"))
        screen.model.take_member(samples.RICH)
        for product in samples.PRODUCTS[5 : 5 + lines]:
            screen.model.add(product)

    return show


STATES: dict[str, Show] = {
    "discount-by-hand": by_hand,
    "counter-offers": counter_offers,
    "counter-many-offers": counter_many_offers,
    "counter-exchange": swapping(lines=2),
    "counter-exchange-gets": swapping(lines=0),
    "offers": offers(0, 1),
    "offers-none": offers(profile=None, coupons=()),
    "offers-unticked": offers(),
    "offers-used": offers_wrong,
    "pay-keep-coins": kept("coins", 10_000),
    "pay-keep-all": kept("all", 10_000),
    "paid-kept": on_counter(paid(samples.DONE_KEPT)),
    "paid-exchange": on_counter(paid(samples.DONE, back=samples.PLAN)),
    "drawer-kept-change": drawer(OVERVIEW, replace(samples.RICH, notes="", expiring=())),
    "drawer-coupons": drawer(COUPONS, samples.RICH),
    "drawer-no-coupons": drawer(COUPONS),
}
