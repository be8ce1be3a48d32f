"""Offers and coupon kinds as the owner writes them down (and the database keeps them): JSON documents, checked.

A document holds the keys of the `offer` and `coupon_kind` actions; keys that are missing take their defaults.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from memberpos.domain.catalog import Product
from memberpos.domain.conditions import DAY_MIN, GoodsFilter, When
from memberpos.domain.coupons import AMOUNT, GOODS, KINDS, PERCENT, TRIAL, CouponKind, Limits
from memberpos.domain.errors import PosError
from memberpos.domain.money import MAX_FEN
from memberpos.domain.offers import (
    AddOn,
    Bundle,
    Cheapest,
    MinimumSpend,
    Multiplier,
    Offer,
    Percent,
    ServiceCharge,
    SpecialPrice,
    SpendSave,
    Terms,
)
from memberpos.domain.rules import parse_multiplier

#: Finds the product a fee is charged as; None if there is none (any more).
FindProduct = Callable[[str], Product | None]

_COMMON = frozenset(
    {
        *("code", "kind", "name", "group", "from", "to", "weekdays", "hours", "tiers", "members_only", "skus"),
        *("categories", "combinable", "active"),
    }
)
_KIND_KEYS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "spend_save": frozenset({"steps"}),
        "percent": frozenset({"percent", "min_fen"}),
        "multiplier": frozenset({"multiplier"}),
        "n_for_m": frozenset({"n", "m"}),
        "cheapest": frozenset({"n", "percent"}),
        "second_half": frozenset(),
        "bundle": frozenset({"fen"}),
        "special_price": frozenset({"sku", "price_fen"}),
        "add_on": frozenset({"sku", "price_fen", "points", "min_fen", "most"}),
        "service_charge": frozenset({"sku", "percent"}),
        "minimum_spend": frozenset({"sku", "fen"}),
    }
)
OFFER_KINDS = tuple(_KIND_KEYS)
_COUPON_KEYS = frozenset(
    {
        *("code", "kind", "value", "name", "min_fen", "valid_days", "from", "to", "weekdays", "hours", "skus"),
        *("categories", "group", "per_member", "per_day", "total", "transferable"),
    }
)
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)", re.ASCII)
_MOST_DAYS, _MOST_PIECES = 36500, 10**6


class _Document:
    """A document being read; anything wrong is PosError bad_setting naming `what` and the key."""

    def __init__(self, what: str, values: Mapping[str, Any], allowed: frozenset[str]) -> None:
        self._what, self._values = what, values
        for key in values:
            if key not in allowed:
                raise self.wrong(key)

    def wrong(self, key: str) -> PosError:
        """The refusal of a key."""
        return PosError("bad_setting", setting=f"{self._what}.{key}")

    def need(self, condition: bool, key: str) -> None:
        """Refuses the key unless the condition holds."""
        if not condition:
            raise self.wrong(key)

    def whole(self, key: str, low: int, high: int = MAX_FEN, default: int | None = None) -> int:
        """A whole number within bounds; without default it must be there."""
        value = self._values.get(key, default)
        self.need(isinstance(value, int) and not isinstance(value, bool) and low <= value <= high, key)
        return int(value)

    def whole_or_none(self, key: str, low: int, high: int = MAX_FEN) -> int | None:
        """The same, or None when it is missing or null."""
        return None if self._values.get(key) is None else self.whole(key, low, high)

    def flag(self, key: str, default: bool = False) -> bool:
        """true or false."""
        value = self._values.get(key, default)
        self.need(isinstance(value, bool), key)
        return bool(value)

    def text(self, key: str, default: str | None = None) -> str:
        """A string; without default one with something in it."""
        value = self._values.get(key, default)
        self.need(isinstance(value, str) and (default is not None or bool(value.strip())), key)
        return str(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings with something in them, empty when missing."""
        value = self._values.get(key, ())
        self.need(isinstance(value, list | tuple) and all(isinstance(one, str) and one for one in value), key)
        return tuple(value)

    def day(self, key: str) -> date | None:
        """A date, or None when missing or null."""
        value = self._values.get(key)
        try:
            return None if value is None else date.fromisoformat(value)
        except (TypeError, ValueError):
            raise self.wrong(key) from None

    def raw(self, key: str) -> Any:
        """Whatever stands there."""
        return self._values.get(key)


def offer_from(values: Mapping[str, Any], find: FindProduct) -> Offer:
    """The offer of a document. PosError bad_setting (setting=offer.<key>) for a key, type or value that cannot be.

    `find` gives the product of a fee; one that is not there (any more) is charged under its sku.
    """
    kind = str(values.get("kind"))
    if kind not in _KIND_KEYS:
        raise PosError("bad_setting", setting="offer.kind")
    doc = _Document("offer", values, _COMMON | _KIND_KEYS[kind])
    doc.flag("active", default=True)
    return Offer(
        code=doc.text("code"), kind=kind, terms=_terms(doc, kind, find), name=doc.text("name", ""),
        group=doc.text("group", ""), when=_when(doc),
        goods=GoodsFilter() if kind in ("bundle", "special_price") else _goods(doc),
        tiers=frozenset(doc.texts("tiers")), members_only=doc.flag("members_only"), combinable=doc.flag("combinable"),
    )  # fmt: skip


def coupon_kind_from(values: Mapping[str, Any]) -> CouponKind:
    """The coupon kind of a document. PosError bad_setting (setting=coupon_kind.<key>)."""
    doc = _Document("coupon_kind", values, _COUPON_KEYS)
    kind = doc.text("kind")
    doc.need(kind in KINDS, "kind")
    low, high = {AMOUNT: (1, MAX_FEN), PERCENT: (0, 100), GOODS: (1, _MOST_PIECES), TRIAL: (0, MAX_FEN)}[kind]
    goods = _goods(doc)
    doc.need(kind not in (GOODS, TRIAL) or not goods.everything, "skus")
    return CouponKind(
        code=doc.text("code"), kind=kind, value=doc.whole("value", low, high), name=doc.text("name", ""),
        min_fen=doc.whole("min_fen", 0, default=0), valid_days=doc.whole_or_none("valid_days", 0, _MOST_DAYS),
        when=_when(doc), goods=goods, group=doc.text("group", ""),
        limits=Limits(
            doc.whole_or_none("per_member", 1), doc.whole_or_none("per_day", 1), doc.whole_or_none("total", 1)
        ),
        transferable=doc.flag("transferable", default=True),
    )  # fmt: skip


def _when(doc: _Document) -> When:
    first, last = doc.day("from"), doc.day("to")
    doc.need(first is None or last is None or first <= last, "to")
    weekdays = doc.raw("weekdays") or ()
    doc.need(isinstance(weekdays, list | tuple), "weekdays")
    doc.need(all(isinstance(one, int) and not isinstance(one, bool) and 1 <= one <= 7 for one in weekdays), "weekdays")
    return When(first, last, frozenset(weekdays), _hours(doc))


def _hours(doc: _Document) -> tuple[int, int] | None:
    text = doc.raw("hours")
    if text is None:
        return None
    match = _HOURS.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise doc.wrong("hours")
    first, last = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
    doc.need(first != last and last <= DAY_MIN, "hours")
    return first, last


def _goods(doc: _Document) -> GoodsFilter:
    return GoodsFilter(frozenset(doc.texts("skus")), frozenset(doc.texts("categories")))


def _terms(doc: _Document, kind: str, find: FindProduct) -> Terms:
    makers: Mapping[str, Callable[[], Terms]] = {
        "spend_save": lambda: SpendSave(_steps(doc)),
        "percent": lambda: Percent(doc.whole("percent", 0, 100), doc.whole("min_fen", 0, default=0)),
        "multiplier": lambda: _multiplier(doc),
        "n_for_m": lambda: _n_for_m(doc),
        "cheapest": lambda: Cheapest(doc.whole("n", 1, _MOST_PIECES), 1, doc.whole("percent", 0, 100, 0)),
        "second_half": lambda: Cheapest(2, 1, 50),
        "bundle": lambda: _bundle(doc),
        "special_price": lambda: SpecialPrice(doc.text("sku"), doc.whole("price_fen", 0)),
        "add_on": lambda: AddOn(
            doc.text("sku"), doc.whole("price_fen", 0, default=0), doc.whole("points", 0, default=0),
            doc.whole("min_fen", 0, default=0), doc.whole("most", 1, _MOST_PIECES, 1),
        ),
        "service_charge": lambda: ServiceCharge(doc.whole("percent", 1, 100), _fee(doc, find)),
        "minimum_spend": lambda: MinimumSpend(doc.whole("fen", 1), _fee(doc, find)),
    }  # fmt: skip
    return makers[kind]()


def _steps(doc: _Document) -> tuple[tuple[int, int], ...]:
    """Steps sorted by their least spend, no two of them alike."""
    raw: Sequence[Any] = doc.raw("steps")
    doc.need(isinstance(raw, list | tuple) and len(raw) > 0, "steps")
    for step in raw:
        doc.need(isinstance(step, list | tuple) and len(step) == 2, "steps")
        doc.need(
            all(isinstance(fen, int) and not isinstance(fen, bool) and 0 <= fen <= MAX_FEN for fen in step), "steps"
        )
    steps = tuple(sorted((int(least), int(save)) for least, save in raw))
    doc.need(all(low[0] < high[0] for low, high in pairwise(steps)), "steps")
    return steps


def _multiplier(doc: _Document) -> Multiplier:
    try:
        return Multiplier(parse_multiplier(doc.text("multiplier")))
    except ValueError:
        raise doc.wrong("multiplier") from None


def _n_for_m(doc: _Document) -> Cheapest:
    n = doc.whole("n", 2, _MOST_PIECES)
    return Cheapest(n, n - doc.whole("m", 0, n - 1), 0)


def _bundle(doc: _Document) -> Bundle:
    skus = doc.texts("skus")
    doc.need(len(skus) > 0, "skus")
    return Bundle(skus, doc.whole("fen", 0))


def _fee(doc: _Document, find: FindProduct) -> Product:
    sku = doc.text("sku")
    return find(sku) or Product(sku, sku, 0)
