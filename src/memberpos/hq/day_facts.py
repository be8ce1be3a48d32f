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
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from memberpos.domain import events
from memberpos.domain.told_profile import ENROL
from memberpos.hq.effects import MAX_AMOUNT, Effect, storable

ALL_DAY = -1
SALE, REFUND, GOODS, EVENT, MEMBER_NEW = "sale", "refund", "goods", "event", "member_new"
TENDER_IN, TENDER_OUT, ROLL_IN, ROLL_OUT = "tender_in", "tender_out", "roll_in", "roll_out"
MEMBER, GUEST = "member", "guest"
#: What the shop owes its members, in the ledger's kinds.
ROLLED = ("PRINCIPAL", "BONUS", "CHANGE", "POINTS", "PASS")

#: Housekeeping that nobody counts.
_SILENT = frozenset({"rows", events.HEARTBEAT, events.AUDIT, events.GRANT_RETURN, events.CARD_KNOWN})
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
#: What a sale's due lacks of its prices: measure, key of its data.
_LESS = (("discount", "discount_fen"), ("rounding", "rounding_fen"))
_SPENT: Mapping[str, str] = MappingProxyType({"PRINCIPAL": "stored_principal", "BONUS": "stored_bonus"})
_WHOLE = re.compile(r"-?[0-9]{1,16}", re.ASCII)
#: Texts of numbers remembered at once; no longer one is any.
_REMEMBERED, _WHOLE_CHARS = 16_384, 17


#: Measure, item, hour, count, amount.
Fact = tuple[str, str, int, int, int]


def facts(effect: Effect) -> list[Fact]:
    """Everything one event adds to its business date; some of it may be nothing (0, 0)."""
    kind, data = effect.kind, effect.data
    if kind in _SILENT:
        return []
    found: list[Fact] = [(EVENT, _event_name(effect), ALL_DAY, 1, 0)]
    if kind == events.SALE:
        found += _sold(effect, data)
    elif kind == events.REFUND:
        found += _given_back(data)
    elif kind == events.EXCHANGE:
        found += _sold(effect, _object(data.get("sale")))
        found += _given_back(_object(data.get("refund")))
    else:
        found += _others(effect)
    named = [] if kind in _NO_PAYMENT else _named_tenders(kind, data)
    if named:
        found += named
    found += _booked(effect, paid=named is None)
    return found


def _event_name(effect: Effect) -> str:
    inner = effect.text("kind") if effect.kind == events.CASH_MOVE else ""
    return f"{effect.kind}/{inner}" if inner else effect.kind


def _booked(effect: Effect, *, paid: bool) -> list[Fact]:
    """What postings say; `paid`: also of customers' money, which the event does not name."""
    found, kind = list[Fact](), effect.kind
    sold = kind in (events.SALE, events.EXCHANGE)
    for (_, place, _, _), name, amount, _ in effect.bookings:
        if not name:
            if place in ROLLED:
                found.append((ROLL_IN if amount > 0 else ROLL_OUT, f"{place}/{kind}", ALL_DAY, 1, abs(amount)))
            if sold and amount < 0 and place in _SPENT:
                found.append((_SPENT[place], "", ALL_DAY, 0, -amount))
        elif name in _POINTS:
            measure = _POINTS[name][amount <= 0]
            if measure:
                found.append((measure, "", ALL_DAY, 1, abs(amount)))
        elif paid and amount and name in _MONEY_ACCOUNTS:
            found.append(_tender(_MONEY_ACCOUNTS[name], -amount))
    return found


def _sold(effect: Effect, data: Mapping[str, Any]) -> list[Fact]:
    """A sale, or the goods that go out in an exchange."""
    who = GUEST if effect.member_id is None else MEMBER
    hour = (effect.at_ms // 60_000 + effect.offset_min) // 60 % 24
    lines = _objects(data.get("lines"))
    return [
        (SALE, who, hour, 1, _whole(data, "due_fen")),
        *[(measure, "", ALL_DAY, 0, fen) for measure, key in _LESS if (fen := _whole(data, key))],
        *[(GOODS, _text(line, "sku"), ALL_DAY, _whole(line, "qty_milli"), _whole(line, "net_fen")) for line in lines],
    ]


def _given_back(data: Mapping[str, Any]) -> list[Fact]:
    return [
        (REFUND, "", ALL_DAY, 1, _whole(data, "refund_fen")),
        ("claw", "", ALL_DAY, 0, _whole(data, "claw_value_fen")),
    ]


def _named_tenders(kind: str, data: Mapping[str, Any]) -> list[Fact] | None:
    """Customers' money as the event names it; None where it is seen only as it moved between the shop's accounts."""
    parts = (data, _object(data.get("sale")), _object(data.get("refund"))) if kind == events.EXCHANGE else (data,)
    named = [part["tenders"] for part in parts if "tenders" in part]
    if not named:
        return None
    told = [tender for given in named for tender in _objects(given)]
    return [_tender(_text(tender, "kind"), _whole(tender, "fen")) for tender in told]


def _tender(kind: str, fen: int) -> Fact:
    return TENDER_OUT if fen < 0 else TENDER_IN, kind, ALL_DAY, 1, abs(fen)


def _others(effect: Effect) -> list[Fact]:
    data = effect.data
    if effect.kind == events.RECHARGE:
        return [
            ("recharge", "", ALL_DAY, 1, _whole(data, "amount_fen")),
            ("recharge_bonus", "", ALL_DAY, 0, _whole(data, "bonus_fen")),
        ]
    if effect.kind in (events.PASS_SELL, events.PASS_RENEW):
        return [("pass_sold", _text(data, "code"), ALL_DAY, 1, _whole(data, "paid_fen"))]
    if effect.kind in ENROL:
        return [(MEMBER_NEW, effect.kind.partition(".")[2], ALL_DAY, 1, 0)]
    return []


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
    if value is None:
        return 0
    if isinstance(value, str):
        value = _whole_of(value) if len(value) <= _WHOLE_CHARS else None
    return value if type(value) is int and abs(value) <= MAX_AMOUNT else 0


@lru_cache(maxsize=_REMEMBERED)
def _whole_of(text: str) -> int | None:
    return int(text) if _WHOLE.fullmatch(text) else None
