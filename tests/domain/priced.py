"""Carts, offers and coupons in a few words, for the tests of prices."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from memberpos.domain.cart import Cart, CartLine, TypedPrice
from memberpos.domain.catalog import MILLI, Product
from memberpos.domain.coupons import Coupon
from memberpos.domain.member import Profile
from memberpos.domain.offer_documents import coupon_kind_from, offer_from
from memberpos.domain.offers import Offer
from memberpos.domain.pricing import quote
from memberpos.domain.quote import Quote
from memberpos.domain.rules import Rate, Rules, Tier

#: A Thursday.
NOW = int(datetime.fromisoformat("2026-01-01T10:00:00+08:00").timestamp() * 1000)
GOLD = Tier("gold", 2000, 90, Fraction(3, 2))
RULES = Rules(tiers=(Tier("basic", 0), GOLD), points_rate=Rate(1, 1))
GOLD_MEMBER = Profile("m1", "gold", points=10_000)
FEE = Product("FEE", "service", 0, kind="fee")


def at(text: str) -> int:
    """UTC milliseconds of a time in the shop."""
    return int(datetime.fromisoformat(f"{text}+08:00").timestamp() * 1000)


def goods(sku: str, price_fen: int, category: str = "", **more: Any) -> Product:
    """A product named as its sku."""
    return Product(sku, sku, price_fen, category, **more)


def cart(*lines: tuple[Product, int] | Product, **more: Any) -> Cart:
    """Lines of whole pieces (one if not said), each a line of its own."""
    made = Cart("0192f0c1-0000-7000-8000-000000000001", **more)
    for line in lines:
        product, pieces = line if isinstance(line, tuple) else (line, 1)
        made = made.add_line(CartLine(product, pieces * MILLI))
    return made


def weighed(product: Product, milli: int) -> Cart:
    """One line of weighed goods."""
    return Cart("0192f0c1-0000-7000-8000-000000000001").add_line(CartLine(product, milli))


def typed(made: Cart, at_line: int, price_fen: int) -> Cart:
    """A price typed on a line."""
    return made.override_price(at_line, TypedPrice(price_fen, "damaged"))


def offer(code: str, kind: str, **keys: Any) -> Offer:
    """An offer by the keys of its document (`from_` for from)."""
    doc = {"code": code, "kind": kind, **{name.rstrip("_"): value for name, value in keys.items()}}
    return offer_from(doc, lambda sku: FEE if sku == "FEE" else None)


def coupon(kind: str, value: int, name: str = "c", **keys: Any) -> Coupon:
    """A coupon of a kind of its own by the keys of its document; `first` and `last` are its days."""
    days = {day: date.fromisoformat(keys.pop(day)) for day in ("first", "last") if day in keys}
    doc = {"code": name.upper(), "kind": kind, "value": value} | {n.rstrip("_"): v for n, v in keys.items()}
    return Coupon(name, "", coupon_kind_from(doc), days.get("first"), days.get("last"))


def price(
    made: Cart,
    *given: Offer | Coupon,
    profile: Profile | None = None,
    rules: Rules = RULES,
    now_ms: int = NOW,
) -> Quote:
    """The quote of a cart under offers, with coupons handed over."""
    coupons = [one for one in given if isinstance(one, Coupon)]
    made = replace(made, coupons=tuple(one.id for one in coupons))
    return quote(made, profile, [one for one in given if isinstance(one, Offer)], rules, now_ms, coupons)


def nets(quoted: Quote) -> list[int]:
    """What each line costs."""
    return [line.net_fen for line in quoted.lines]


def said(quoted: Quote, code: str) -> list[str]:
    """What a quote says of an offer or coupon: note codes."""
    return [note.code for note in quoted.notes if code in (note.facts.get("offer"), note.facts.get("coupon"))]
