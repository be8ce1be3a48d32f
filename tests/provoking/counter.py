"""Errors of the counter: selling, paying, refunding, members, cards, staff, shifts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from memberpos.commands.rehearsal.play import Player
from memberpos.commands.rehearsal.stage import Stage
from memberpos.domain.errors import PosError
from memberpos.domain.gifts import Gift
from memberpos.services import (
    adjust,
    cards,
    checkout,
    gifts,
    member_status,
    members,
    refunds,
    setup,
    shifts,
    shop_settings,
    staff,
)
from memberpos.services.checkout import FinishSale, TenderRequest
from memberpos.services.members import EnrolRequest
from memberpos.services.refunds import RefundRequest
from tests.provoking.place import Place, Provocation
from tests.services.shop import DAY_MS

STORED = TenderRequest("stored_value", None)


def bad_amount(place: Place) -> object:
    return place.shop.recharge(place.shop.enrol().member_id, 0)


def bad_setting(place: Place) -> object:
    return shop_settings.change(place.shop.use(), {"points.rate": "many"})


def not_found(place: Place) -> object:
    return members.profile(place.shop.db, "nobody", 0)


def not_allowed(place: Place) -> object:
    """Somebody who no longer works here."""
    return shifts.open_shift(place.shop.use("nobody"), 0)


def needs_approval(place: Place) -> object:
    cashier = staff.add(place.shop.use(), "A", "cashier", "8642")
    return shop_settings.change(place.shop.use(cashier), {"points.rate": "1/1"})


def no_shift(place: Place) -> object:
    shifts.close(place.shop.use(), {"cash_fen": 20000})
    return place.shop.sell(None)


def shift_open(place: Place) -> object:
    return shifts.open_shift(place.shop.use(), 0)


def empty_cart(place: Place) -> object:
    cart = place.shop.cart(None, ("LATTE", 1000)).remove(0)
    return checkout.finish(place.shop.use(), FinishSale(cart, ()))


def quote_changed(place: Place) -> object:
    request = FinishSale(place.shop.cart(None, ("LATTE", 1000)), (TenderRequest("cash", None),), 1)
    return checkout.finish(place.shop.use(), request)


def tender_mismatch(place: Place) -> object:
    return place.shop.sell(None, tenders=(TenderRequest("cash", 1),))


def insufficient_stored_value(place: Place) -> object:
    return place.shop.sell(place.shop.enrol().member_id, tenders=(STORED,))


def insufficient_points(place: Place) -> object:
    return place.shop.sell(place.shop.enrol().member_id, points=100)


def points_debt(place: Place) -> object:
    """The points of a sale are spent before it is given back."""
    member_id = place.shop.enrol().member_id
    first = place.shop.sell(member_id, ("BEANS", 1000))
    place.shop.sell(member_id, ("LATTE", 1000), points=90)
    refunds.refund(place.shop.use(), RefundRequest(first.event_id, everything=True))
    return place.shop.sell(member_id, points=1)


def coupon_used(place: Place) -> object:
    coupon, member_id = _coupon(place, {})
    place.shop.sell(member_id, coupons=(coupon,))
    return place.shop.sell(member_id, coupons=(coupon,))


def coupon_expired(place: Place) -> object:
    coupon, member_id = _coupon(place, {"valid_days": 0})
    place.shop.now_ms += DAY_MS
    return place.shop.sell(member_id, coupons=(coupon,))


def coupon_not_applicable(place: Place) -> object:
    coupon, member_id = _coupon(place, {"min_fen": 100_000})
    return place.shop.sell(member_id, coupons=(coupon,))


def _coupon(place: Place, keys: Mapping[str, int]) -> tuple[str, str]:
    place.shop.coupon_kind("TEN", "amount", 1000, **keys)
    member_id = place.shop.enrol().member_id
    return place.shop.coupon(member_id, "TEN"), member_id


def member_blocked(place: Place) -> object:
    member_id = place.shop.enrol().member_id
    member_status.block(place.shop.use(), member_id, "frozen", "投诉处理中")
    return place.shop.sell(member_id)


def over_refund(place: Place) -> object:
    sale = place.shop.sell(None)
    return refunds.refund(place.shop.use(), RefundRequest(sale.event_id, fen=sale.due_fen + 1))


def nothing_to_refund(place: Place) -> object:
    request = RefundRequest(place.shop.sell(None).event_id, everything=True)
    refunds.refund(place.shop.use(), request)
    return refunds.refund(place.shop.use(), request)


def not_now(place: Place) -> object:
    """A gift that nobody can have before next year."""
    return take_gift(place, Gift("MUG", "A", 1, from_on=date(2027, 1, 1)), 1)


def out_of_stock(place: Place) -> object:
    return take_gift(place, Gift("MUG", "A", 1), 0)


def take_gift(place: Place, gift: Gift, pieces: int) -> object:
    """A member with points asks for a gift."""
    member_id = place.shop.enrol().member_id
    adjust.points(place.shop.use(), member_id, 100, "test")
    gifts.put(place.shop.use(), gift, pieces)
    return gifts.redeem(place.shop.use(), gifts.RedeemRequest(member_id, gift.sku))


def law_limit(place: Place) -> object:
    place.shop.set(law__enforce=True)
    return place.shop.recharge(place.shop.enrol().member_id, 10_000_000)


def limit_exceeded(place: Place) -> object:
    return members.enrol(place.shop.use(), EnrolRequest("A", notes="x" * 70_000))


def number_taken(place: Place) -> object:
    for name in ("A", "B"):
        cards.issue(place.shop.use(), place.shop.enrol(name).member_id, "8001")
    return None


def card_state(place: Place) -> object:
    cards.issue(place.shop.use(), place.shop.enrol().member_id, "8001")
    return cards.found(place.shop.use(), "8001")


def card_lost(place: Place) -> PosError:
    """A sale with the number of a card that was reported lost."""
    shop = place.shop
    cards.issue(shop.use(), shop.enrol().member_id, "8001")
    cards.lost(shop.use(), "8001")
    sale = {"do": "sale", "card": "8001", "lines": [{"sku": "LATTE", "qty": 1}], "tenders": [CASH]}
    return rehearsed(place, sale)


def bad_line(place: Place) -> PosError:
    return rehearsed(place, {"do": "dance"})


def expect(place: Place) -> PosError:
    member = place.shop.enrol(phone="13800136021")
    return rehearsed(place, {"do": "expect", "member": member.member_id, "points": 5})


CASH = {"kind": "cash", "fen": "rest"}


def rehearsed(place: Place, line: Mapping[str, object]) -> PosError:
    """The error of the answer to one line."""
    return PosError(Player(Stage(place.shop.db, "1")).answer(1, json.dumps(line))["error"])


def wrong_pin(place: Place) -> object:
    return staff.sign_in(place.shop.use(), place.shop.owner_id, "0000")


def locked_out(place: Place) -> object:
    """The wrong PIN until the door shuts."""
    for _ in range(20):
        try:
            staff.sign_in(place.shop.use(), place.shop.owner_id, "0000")
        except PosError as error:
            if error.code != "wrong_pin":
                raise
    return None


def already_open(place: Place) -> object:
    return setup.create_shop(place.shop.use(), setup.SetupRequest("A", "B", "2580"))


COUNTER: Mapping[str, Provocation] = {
    work.__name__: work
    for work in (
        bad_amount, bad_setting, not_found, not_allowed, needs_approval, no_shift, shift_open, empty_cart,
        quote_changed, tender_mismatch, insufficient_stored_value, insufficient_points, points_debt, member_blocked, over_refund,
        nothing_to_refund, not_now, out_of_stock, coupon_used, coupon_expired, coupon_not_applicable, law_limit, limit_exceeded, number_taken, card_state, card_lost, bad_line, expect, wrong_pin,
        locked_out, already_open,
    )
}  # fmt: skip
