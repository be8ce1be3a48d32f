"""Errors of stored value and cards: frozen accounts, offers, passwords, days that have passed."""

from __future__ import annotations

from collections.abc import Mapping

from memberpos.services import card_batches, cards, freezing, recharge_refunds, recharges
from memberpos.services.card_batches import BatchRequest
from memberpos.services.checkout import TenderRequest
from memberpos.services.recharge_offers import put
from memberpos.services.recharge_refunds import RechargeRefundRequest
from memberpos.services.recharges import RechargeRequest
from tests.provoking.place import Place, Provocation
from tests.services.shop import DAY_MS

STORED = TenderRequest("stored_value", None)


def account_frozen(place: Place) -> object:
    member_id = place.shop.enrol().member_id
    freezing.freeze(place.shop.use(), member_id, "test")
    return place.shop.recharge(member_id, 100)


def offer_not_applicable(place: Place) -> object:
    put(place.shop.use(), "A", {"name": "A", "steps": [{"amount_fen": 10_000}]})
    request = RechargeRequest(place.shop.enrol().member_id, 9_999, offer="A")
    return recharges.recharge(place.shop.use(), request)


def password_needed(place: Place) -> object:
    member_id = place.shop.enrol().member_id
    place.shop.recharge(member_id, 10_000)
    cards.issue(place.shop.use(), member_id, "8001", password="246810")
    return place.shop.sell(member_id, tenders=(STORED,))


def password_change(place: Place) -> object:
    member_id = place.shop.enrol().member_id
    place.shop.recharge(member_id, 10_000)
    card_batches.make(place.shop.use(), BatchRequest("8001", 1, password_kind="chosen", password="888888"))
    cards.issue(place.shop.use(), member_id, "8001")
    return place.shop.sell(member_id, tenders=(TenderRequest("stored_value", None, password="888888"),))


def undo_too_late(place: Place) -> object:
    """The eighth day after the payment."""
    place.shop.set(law__enforce=True)
    made = place.shop.recharge(place.shop.enrol().member_id, 10_000)
    place.shop.now_ms += 8 * DAY_MS
    return recharge_refunds.refund(place.shop.use(), RechargeRefundRequest(made.event_id, "seven_days"))


VALUE: Mapping[str, Provocation] = {
    work.__name__: work
    for work in (account_frozen, offer_not_applicable, password_needed, password_change, undo_too_late)
}
