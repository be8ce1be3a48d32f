"""What the counter screen needs when it comes to the front, and carts put aside."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.domain.cart import Cart
from memberpos.domain.catalog import Product
from memberpos.domain.offers import Offer
from memberpos.services import offers
from memberpos.services.shop import Shop, shop_of
from memberpos.services.use import Use
from memberpos.store import held_carts, outbox, products, shifts
from memberpos.store.database import Database
from memberpos.store.held_carts import HeldRow
from memberpos.store.shifts import ShiftRow


@dataclass(frozen=True)
class CounterFacts:
    """Shop and rules in force, products on quick keys, the open shift, carts put aside, length of the queue, offers."""

    shop: Shop
    quick_keys: tuple[Product, ...]
    shift: ShiftRow | None
    held: tuple[HeldRow, ...]
    unsent: int
    offers: tuple[Offer, ...] = ()


def facts(db: Database, now_ms: int) -> CounterFacts:
    """The counter's facts; PosError not_found before set-up."""
    return CounterFacts(
        shop_of(db),
        tuple(products.quick_keys(db)),
        shifts.current(db),
        tuple(held_carts.waiting(db, now_ms)),
        outbox.count_unsent(db),
        offers.active(db),
    )


def hold(use: Use, cart: Cart) -> str:
    """Puts a cart aside for 12 hours and gives the name to call it by."""
    with use.db.transaction():
        held_carts.put(use.db, cart, use.now_ms)
    return cart.short_name


def take(use: Use, cart_id: str) -> Cart:
    """Takes a cart back. PosError not_found."""
    with use.db.transaction():
        return held_carts.take(use.db, cart_id)
