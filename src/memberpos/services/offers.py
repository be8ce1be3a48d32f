"""Offers and coupon kinds: writing them down, and reading those that stand for a quote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.domain.offer_documents import coupon_kind_from, offer_from
from memberpos.domain.offers import Offer
from memberpos.services.booking import Draft, book
from memberpos.services.rights import require
from memberpos.services.use import Use
from memberpos.store import offers as rows
from memberpos.store import products
from memberpos.store.database import Database

RIGHT = "offer.change"
#: Kinds that sell a product of their own.
_FEES = frozenset({"service_charge", "minimum_spend"})


def put(use: Use, doc: Mapping[str, Any]) -> None:
    """Adds an offer or changes the one with its code. PosError bad_setting, not_found (a fee's goods), not_allowed."""
    with use.db.transaction():
        require(use, RIGHT)
        write(use, doc)


def write(use: Use, doc: Mapping[str, Any]) -> None:
    """`put` in the caller's transaction, who has checked the right."""
    offer = offer_from(doc, lambda sku: products.by_sku(use.db, sku))
    if offer.is_charge and products.by_sku(use.db, str(doc["sku"])) is None:
        raise PosError("not_found", what="product")
    rows.put(use.db, dict(doc))
    book(use, Draft("offer", {"offer": dict(doc)}))


def put_kind(use: Use, doc: Mapping[str, Any]) -> None:
    """Adds a coupon kind or changes the one with its code, for coupons given from now on. PosError bad_setting,
    not_allowed.
    """
    with use.db.transaction():
        require(use, RIGHT)
        write_kind(use, doc)


def write_kind(use: Use, doc: Mapping[str, Any]) -> None:
    """`put_kind` in the caller's transaction, who has checked the right."""
    coupon_kind_from(doc)
    rows.put_kind(use.db, dict(doc))
    book(use, Draft("coupon_kind", {"coupon_kind": dict(doc)}))


def everything(db: Database) -> list[dict[str, Any]]:
    """The documents of all offers, also of those put aside, in order of code."""
    return rows.everything(db)


def kinds(db: Database) -> list[dict[str, Any]]:
    """The documents of all coupon kinds, in order of code."""
    return rows.kinds(db)


def active(db: Database) -> tuple[Offer, ...]:
    """The shop's offers that are not put aside, in order of code."""
    return tuple(_offer(db, text) for text in rows.active(db))


def _offer(db: Database, text: str) -> Offer:
    known = _plain(text)
    return known if known is not None else offer_from(json.loads(text), lambda sku: products.by_sku(db, sku))


@lru_cache(maxsize=1024)
def _plain(text: str) -> Offer | None:
    """The offer of a document that needs no product: every sale asks for all of them."""
    doc = json.loads(text)
    return None if doc["kind"] in _FEES else offer_from(doc, lambda _sku: None)
