"""Carts put aside (挂单): they survive a restart and end after twelve hours."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from memberpos.domain.cart import Cart, CartLine, StaffShare, TypedPrice
from memberpos.domain.catalog import Product
from memberpos.domain.errors import PosError
from memberpos.store.database import Database

KEEP_MS = 12 * 3600 * 1000


@dataclass(frozen=True)
class HeldRow:
    """A cart put aside: its id, the name to call it by, how many lines."""

    id: str
    name: str
    member_id: str | None
    held_at_ms: int
    lines: int


def put(db: Database, cart: Cart, now_ms: int) -> None:
    """Stores a cart; the same cart again takes the place of the old one."""
    db.execute(
        "INSERT OR REPLACE INTO held_cart(id, name, member_id, doc, held_at_ms, until_ms) VALUES(?, ?, ?, ?, ?, ?)",
        (
            cart.id,
            cart.short_name,
            cart.member_id,
            json.dumps(asdict(cart), ensure_ascii=False),
            now_ms,
            now_ms + KEEP_MS,
        ),
    )


def waiting(db: Database, now_ms: int) -> list[HeldRow]:
    """Carts put aside that have not ended, oldest first."""
    rows = db.all(
        "SELECT id, name, member_id, held_at_ms, json_array_length(doc, '$.lines') FROM held_cart"
        " WHERE until_ms > ? ORDER BY held_at_ms",
        (now_ms,),
    )
    return [HeldRow(*row) for row in rows]


def is_waiting(db: Database, cart_id: str | None, now_ms: int) -> bool:
    """A cart is put aside and has not ended."""
    return db.value("SELECT 1 FROM held_cart WHERE id = ? AND until_ms > ?", (cart_id, now_ms)) is not None


def take(db: Database, cart_id: str) -> Cart:
    """Gives a cart back and forgets it. PosError not_found."""
    text = db.value("SELECT doc FROM held_cart WHERE id = ?", (cart_id,))
    if text is None:
        raise PosError("not_found", what="held_cart")
    db.execute("DELETE FROM held_cart WHERE id = ?", (cart_id,))
    doc: dict[str, Any] = json.loads(text)
    lines = tuple(_line(line) for line in doc.pop("lines"))
    return Cart(**{**doc, "lines": lines, "coupons": tuple(doc["coupons"]), "add_ons": tuple(doc["add_ons"])})


def _line(doc: dict[str, Any]) -> CartLine:
    typed = TypedPrice(**doc["typed"]) if doc["typed"] else None
    staff = tuple(StaffShare(**share) for share in doc["staff"])
    return CartLine(**{**doc, "product": Product(**doc["product"]), "typed": typed, "staff": staff})
