"""What an event adds to the chain's statistics: pure, from its effect to sums by day, till, measure and item.

Measures (item in brackets; `n` counts, `amount` is in fen, points or uses):
sale (member | guest; by hour), discount, rounding, refund, claw, goods (sku; n in thousandths), tender_in and
tender_out (kind), stored_principal, stored_bonus, recharge, recharge_bonus, pass_sold (code), points_issued,
points_redeemed, points_returned, points_reversed, points_expired, roll_in and roll_out (account kind/event kind),
member_new (enrol | import), event (its kind).

They count as X and Z do (decision 0026), so the sum of a day's Z reports is the day here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from memberpos.domain import events
from memberpos.domain.told_profile import ENROL
from memberpos.hq.effects import MAX_AMOUNT, Booking, Effect, storable

ALL_DAY = -1
SALE, REFUND, GOODS, EVENT, MEMBER_NEW = "sale", "refund", "goods", "event", "member_new"
TENDER_IN, TENDER_OUT, ROLL_IN, ROLL_OUT = "tender_in", "tender_out", "roll_in", "roll_out"
MEMBER, GUEST = "member", "guest"
#: What the shop owes its members, in the ledger's kinds.
ROLLED = ("PRINCIPAL", "BONUS", "CHANGE", "POINTS", "PASS")

#: Housekeeping that nobody counts.
_SILENT = frozenset({"rows", events.HEARTBEAT, events.AUDIT, events.GRANT_RETURN})
#: Cash of these is no payment of a customer.
_NO_PAYMENT = frozenset({events.CASH_MOVE, events.SHIFT_OPEN, events.SHIFT_CLOSE})
_MONEY_ACCOUNTS: Mapping[str, str] = MappingProxyType(
    {"shop:cash": "cash", "shop:scan_pay": "scan_pay", "shop:bank": "bank_card"}
)
#: The shop's account → measures of what goes to it and what comes from it.
_POINTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "shop:points_issued": ("points_reversed", "points_issued"),
        "shop:points_redeemed": ("points_redeemed", "points_returned"),
        "shop:points_expired": ("points_expired", ""),
    }
)
_SPENT: Mapping[str, str] = MappingProxyType({"PRINCIPAL": "stored_principal", "BONUS": "stored_bonus"})
_WHOLE = re.compile(r"-?[0-9]{1,16}", re.ASCII)


#: Measure, item, hour, count, amount.
Fact = tuple[str, str, int, int, int]


def facts(effect: Effect) -> Iterator[Fact]:
    """Everything one event adds to its business date; some of it may be nothing (0, 0)."""
    kind, data = effect.kind, effect.data
    if kind in _SILENT:
        return
    yield EVENT, _event_name(effect), ALL_DAY, 1, 0
    if kind == events.SALE:
        yield from _sold(effect, data)
    elif kind == events.REFUND:
        yield from _given_back(data)
    elif kind == events.EXCHANGE:
        yield from _sold(effect, _object(data.get("sale")))
        yield from _given_back(_object(data.get("refund")))
    else:
        yield from _others(effect)
    if kind not in _NO_PAYMENT:
        yield from _tenders(effect)
    for booking in effect.bookings:
        yield from _booked(kind, booking)


def _event_name(effect: Effect) -> str:
    inner = effect.text("kind") if effect.kind == events.CASH_MOVE else ""
    return f"{effect.kind}/{inner}" if inner else effect.kind


def _sold(effect: Effect, data: Mapping[str, Any]) -> Iterator[Fact]:
    """A sale, or the goods that go out in an exchange."""
    who = GUEST if effect.member_id is None else MEMBER
    hour = (effect.at_ms // 60_000 + effect.offset_min) // 60 % 24
    yield SALE, who, hour, 1, _whole(data, "due_fen")
    yield "discount", "", ALL_DAY, 0, _whole(data, "discount_fen")
    yield "rounding", "", ALL_DAY, 0, _whole(data, "rounding_fen")
    for line in _objects(data.get("lines")):
        yield GOODS, _text(line, "sku"), ALL_DAY, _whole(line, "qty_milli"), _whole(line, "net_fen")
    for booking in effect.bookings:
        if booking.amount < 0 and not booking.name and booking.place.kind in _SPENT:
            yield _SPENT[booking.place.kind], "", ALL_DAY, 0, -booking.amount


def _given_back(data: Mapping[str, Any]) -> Iterator[Fact]:
    yield REFUND, "", ALL_DAY, 1, _whole(data, "refund_fen")
    yield "claw", "", ALL_DAY, 0, _whole(data, "claw_value_fen")


def _tenders(effect: Effect) -> Iterator[Fact]:
    """Customers' money: as the event names it, else as it moved between the shop's money accounts."""
    data = effect.data
    parts = (
        (data, _object(data.get("sale")), _object(data.get("refund"))) if effect.kind == events.EXCHANGE else (data,)
    )
    named = [part["tenders"] for part in parts if "tenders" in part]
    if named:
        for tender in (one for given in named for one in _objects(given)):
            yield _tender(_text(tender, "kind"), _whole(tender, "fen"))
        return
    for booking in effect.bookings:
        if booking.name in _MONEY_ACCOUNTS and booking.amount:
            yield _tender(_MONEY_ACCOUNTS[booking.name], -booking.amount)


def _tender(kind: str, fen: int) -> Fact:
    return TENDER_OUT if fen < 0 else TENDER_IN, kind, ALL_DAY, 1, abs(fen)


def _others(effect: Effect) -> Iterator[Fact]:
    data = effect.data
    if effect.kind == events.RECHARGE:
        yield "recharge", "", ALL_DAY, 1, _whole(data, "amount_fen")
        yield "recharge_bonus", "", ALL_DAY, 0, _whole(data, "bonus_fen")
    elif effect.kind in (events.PASS_SELL, events.PASS_RENEW):
        yield "pass_sold", _text(data, "code"), ALL_DAY, 1, _whole(data, "paid_fen")
    elif effect.kind in ENROL:
        yield MEMBER_NEW, effect.kind.partition(".")[2], ALL_DAY, 1, 0


def _booked(event: str, booking: Booking) -> Iterator[Fact]:
    amount = booking.amount
    if booking.name:
        to, out_of = _POINTS.get(booking.name, ("", ""))
        measure = to if amount > 0 else out_of
        if measure:
            yield measure, "", ALL_DAY, 1, abs(amount)
    elif booking.place.kind in ROLLED:
        yield ROLL_IN if amount > 0 else ROLL_OUT, f"{booking.place.kind}/{event}", ALL_DAY, 1, abs(amount)


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> Iterable[Mapping[str, Any]]:
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) and storable(value) else ""


def _whole(data: Mapping[str, Any], key: str) -> int:
    """A whole number, which a body writes as a text where it is long; 0 for anything else."""
    value = data.get(key)
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        value = int(value)
    return value if type(value) is int and abs(value) <= MAX_AMOUNT else 0
