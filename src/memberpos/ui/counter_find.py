"""One box that takes everything: what a typed or scanned text may mean, looked up on the reader thread."""

from __future__ import annotations

from collections.abc import Sequence

from memberpos.services import cards, coupons, members, products
from memberpos.services.results import Presented
from memberpos.store.database import Database
from memberpos.ui.dialogs.pick import Choice
from memberpos.ui.format import amount, person, phone

MOST = 12


def look_for(db: Database, text: str, now_ms: int) -> Sequence[object]:
    """What `text` stands for: one Product, Coupon or Presented when it is exactly that, else the ids of members found
    (text) and the Products whose name begins so. PosError for a coupon that cannot be used any more.
    """
    text = text.strip()
    if not text:
        return ()
    product = products.find(db, text)
    if product is not None:
        return (product,)
    coupon = coupons.by_number(db, text, now_ms)
    if coupon is not None:
        return (coupon,)
    seen = cards.look_up(db, text, now_ms)
    if seen.verdict != "unknown":
        return (seen,)
    hits = members.search(db, text, MOST)
    return (*(hit.member_id for hit in hits), *products.search(db, text, MOST))


def found_choices(db: Database, text: str, now_ms: int | None) -> list[Choice]:
    """The same as rows to choose from; without `now_ms` only goods, all of them while nothing is typed."""
    text = text.strip()
    goods = products.search(db, text, MOST) if text else products.everything(db)[:50]
    rows = [Choice(product, product.name, product.sku, amount(product.price_fen)) for product in goods]
    if now_ms is None:
        return rows
    if not text:
        return []
    people = members.search(db, text, MOST)
    return [
        *(
            Choice(hit.member_id, person(hit.name), phone((hit.phone or "").removeprefix("+86")), hit.tier or "")
            for hit in people
        ),
        *rows,
        *_exact(look_for(db, text, now_ms)),
    ]


def alike_choices(db: Database, seen: Presented, now_ms: int) -> list[Choice]:
    """The cards that an ambiguous number may mean, with their holders."""
    found = [cards.look_up(db, number, now_ms) for number in seen.alike]
    return [Choice(one, person(one.profile.name) if one.profile else "", one.number) for one in found]


def _exact(found: Sequence[object]) -> list[Choice]:
    """A card that is exactly the text (a product that is, is among the rows already)."""
    return [Choice(thing, thing.number, thing.verdict) for thing in found if isinstance(thing, Presented)]
