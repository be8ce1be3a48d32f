"""Goods and their categories as headquarters writes them: for the chain (scope 0) or for one store.

A row is the document tills apply (`sync.apply_goods`); prices that begin later stand in its `later`, so that a till
that is offline on the day sells at the new price all the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from memberpos.domain.catalog import FEE, GOODS, SERVICE, Product
from memberpos.domain.errors import PosError
from memberpos.domain.money import check_fen
from memberpos.hq import authoring, catalog
from memberpos.hq.database import Conn, like
from memberpos.hq.granting import Random
from memberpos.hq.scopes import CHAIN, NEW, Scope, check_store
from memberpos.hq.tx import Tx

PRODUCT, CATEGORY = "product", catalog.CATEGORY
KINDS = (GOODS, SERVICE, FEE)
_MOST_LATER, _MOST_BARCODES = 20, 20
_SKU = re.compile(r"[^\s/\x00-\x1f]{1,64}")
_BARCODE = re.compile(r"[0-9A-Za-z.\-]{1,64}")


@dataclass(frozen=True)
class PriceChange:
    """Prices from a moment on; `prices_by_tier` None: as they are."""

    starts_at_ms: int
    price_fen: int
    member_price_fen: int | None = None
    prices_by_tier: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Good:
    """Goods in one scope (0 the chain, n store n, −n as the tills of store n made them). `active` False: not sold."""

    product: Product
    scope: int = 0
    active: bool = True
    barcodes: tuple[str, ...] = ()
    later: tuple[PriceChange, ...] = ()
    ver: int = 0

    @property
    def sku(self) -> str:
        return self.product.sku


@dataclass(frozen=True)
class Category:
    """Goods are put together by its name; offers name it. `n` counts the goods in it."""

    name: str
    note: str = ""
    place: int = 0
    active: bool = True
    n: int = field(default=0, compare=False)


def listing(
    conn: Conn, scope: Scope, text: str = "", category: str | None = None, *, off: bool = False,
    limit: int | None = None, offset: int = 0,
) -> list[Good]:  # fmt: skip
    """Goods of the chain and of the stores inside, in the order of their numbers, behind the first `offset`; `off`:
    those not sold, too.

    `text`: a part of number, name or barcode.
    """
    pattern = f"%{like(text.strip())}%"
    rows = conn.execute(
        """SELECT id, scope, doc, ver FROM catalog WHERE entity = 'product' AND NOT gone
          AND (%s::int[] IS NULL OR scope = 0 OR abs(scope) = ANY(%s))
          AND (id ILIKE %s OR doc::json ->> 'name' ILIKE %s OR doc::json ->> 'barcodes' LIKE %s)
          AND (%s::text IS NULL OR coalesce(doc::json ->> 'category', '') = %s)
          AND (%s OR coalesce(doc::json ->> 'active', 'true') = 'true')
        ORDER BY id, scope DESC LIMIT %s OFFSET %s""",
        (scope.ids, scope.ids, pattern, pattern, pattern, category, category, off, limit, offset),
    ).fetchall()
    return [_good(*row) for row in rows]


def find(conn: Conn, sku: str, scope: int) -> Good:
    """One row. PosError not_found."""
    row = conn.execute(
        "SELECT id, scope, doc, ver FROM catalog WHERE entity = 'product' AND id = %s AND scope = %s AND NOT gone",
        (sku, scope),
    ).fetchone()
    if row is None:
        raise PosError("not_found", what="product")
    return _good(*row)


def everywhere(conn: Conn, sku: str, scope: Scope) -> list[Good]:
    """The rows of one number, the chain's first."""
    rows = conn.execute(
        """SELECT id, scope, doc, ver FROM catalog WHERE entity = 'product' AND id = %s AND NOT gone
          AND (%s::int[] IS NULL OR scope = 0 OR abs(scope) = ANY(%s)) ORDER BY scope = 0 DESC, scope""",
        (sku, scope.ids, scope.ids),
    ).fetchall()
    return [_good(*row) for row in rows]


def names(conn: Conn, skus: Sequence[str], scope: Scope) -> dict[str, tuple[str, str]]:
    """{number: (name, category)} in the stores inside, headquarters' own before a store's."""
    rows = conn.execute(
        """SELECT id, doc FROM catalog WHERE entity = 'product' AND id = ANY(%s)
          AND (%s::int[] IS NULL OR scope = 0 OR abs(scope) = ANY(%s)) ORDER BY id, scope <> 0, scope""",
        (list(skus), scope.ids, scope.ids),
    ).fetchall()
    found: dict[str, tuple[str, str]] = {}
    for sku, text in rows:
        doc = json.loads(text)
        found.setdefault(sku, (_text(doc, "name") or sku, _text(doc, "category")))
    return found


def save(tx: Tx, random: Random, good: Good, by: str) -> None:
    """Adds goods or changes them, in every shop of the scope as soon as it hears. PosError bad_amount, bad_setting,
    not_found (the store).
    """
    product = good.product
    check_store(tx.conn, good.scope)
    if not _SKU.fullmatch(product.sku) or product.sku == NEW:
        raise PosError("bad_setting", setting="product.sku")
    if not 0 < len(product.name.strip()) <= 200:
        raise PosError("bad_setting", setting="product.name")
    if product.kind not in KINDS:
        raise PosError("bad_setting", setting="product.kind")
    if len(good.barcodes) > _MOST_BARCODES or not all(_BARCODE.fullmatch(code) for code in good.barcodes):
        raise PosError("bad_setting", setting="product.barcodes")
    _check_prices(product.price_fen, product.member_price_fen, product.prices_by_tier)
    authoring.put_row(tx, random, PRODUCT, _document(good), good.scope, by=by)


def plan(tx: Tx, random: Random, sku: str, scope: int, change: PriceChange, by: str) -> None:
    """Other prices from a moment on (one that has passed: at once); one for the same moment takes its place.

    PosError not_found, bad_amount, limit_exceeded (too many plans).
    """
    _check_prices(change.price_fen, change.member_price_fen, change.prices_by_tier or {})
    good = _begun(find(tx.conn, sku, scope), tx.now_ms)
    others = [one for one in good.later if one.starts_at_ms != change.starts_at_ms]
    if len(others) >= _MOST_LATER:
        raise PosError("limit_exceeded", limit=_MOST_LATER)
    later = tuple(sorted((*others, change), key=lambda one: one.starts_at_ms))
    save(tx, random, _begun(replace(good, later=later), tx.now_ms), by)


def call_off(tx: Tx, random: Random, sku: str, scope: int, starts_at_ms: int, by: str) -> None:
    """Takes a plan back that has not begun. PosError not_found."""
    good = _begun(find(tx.conn, sku, scope), tx.now_ms)
    later = tuple(one for one in good.later if one.starts_at_ms != starts_at_ms)
    if len(later) == len(good.later):
        raise PosError("not_found", what="plan")
    save(tx, random, replace(good, later=later), by)


def switch(tx: Tx, random: Random, sku: str, scope: int, by: str, *, active: bool) -> None:
    """Sold from now on, or no longer; what was sold keeps its name. PosError not_found."""
    save(tx, random, replace(_begun(find(tx.conn, sku, scope), tx.now_ms), active=active), by)


def take_back(tx: Tx, random: Random, sku: str, store: int, by: str) -> None:
    """A store sells the goods as the chain does again. PosError not_found, bad_setting (there is no chain's row)."""
    find(tx.conn, sku, store)
    find(tx.conn, sku, 0)
    authoring.put_row(tx, random, PRODUCT, {"sku": sku}, store, gone=True, by=by)


def as_of(good: Good, now_ms: int) -> Product:
    """The goods as tills sell them at a moment."""
    return _begun(good, now_ms).product


def _begun(good: Good, now_ms: int) -> Good:
    """With the plans that have begun laid into it."""
    product = good.product
    for one in good.later:
        if one.starts_at_ms <= now_ms:
            tiers = product.prices_by_tier if one.prices_by_tier is None else one.prices_by_tier
            product = replace(
                product, price_fen=one.price_fen, member_price_fen=one.member_price_fen, prices_by_tier=tiers
            )
    later = tuple(one for one in good.later if one.starts_at_ms > now_ms)
    return replace(good, product=product, later=later)


def _check_prices(price_fen: int, member_fen: int | None, tiers: Mapping[str, int]) -> None:
    for fen in (price_fen, member_fen or 0, *tiers.values()):
        check_fen(fen, 0, "price_fen")


def _document(good: Good) -> dict[str, Any]:
    product = good.product
    return {
        "sku": product.sku, "name": product.name.strip(), "price_fen": product.price_fen,
        "category": product.category.strip(), "unit": product.unit.strip(),
        "member_price_fen": product.member_price_fen, "prices_fen": _fens(product.prices_by_tier),
        "earns": product.earns, "bonus_allowed": product.bonus_allowed, "discountable": product.discountable,
        "kind": product.kind, "barcodes": list(good.barcodes), "active": good.active,
        "later": [{"starts_at_ms": one.starts_at_ms, "set": _change(one)} for one in good.later],
    }  # fmt: skip


def _change(one: PriceChange) -> dict[str, Any]:
    made: dict[str, Any] = {"price_fen": one.price_fen, "member_price_fen": one.member_price_fen}
    return made if one.prices_by_tier is None else made | {"prices_fen": _fens(one.prices_by_tier)}


def _fens(prices: Mapping[str, int]) -> dict[str, str]:
    """Under names of tiers, amounts do not say that they are long: they are texts."""
    return {tier: str(fen) for tier, fen in prices.items()}


def _good(sku: str, scope: int, text: str, ver: int) -> Good:
    doc = json.loads(text)
    tiers = doc.get("prices_fen")
    product = Product(
        sku, _text(doc, "name") or sku, _fen(doc.get("price_fen")) or 0, _text(doc, "category"), _text(doc, "unit"),
        _tiers(tiers) or {}, _fen(doc.get("member_price_fen")), bool(doc.get("earns", True)),
        bool(doc.get("bonus_allowed", True)), bool(doc.get("discountable", True)), _text(doc, "kind") or GOODS,
    )  # fmt: skip
    codes = doc.get("barcodes")
    barcodes = tuple(code for code in codes if isinstance(code, str)) if isinstance(codes, list) else ()
    return Good(product, scope, bool(doc.get("active", True)), barcodes, _later(doc.get("later")), int(ver))


def _later(told: Any) -> tuple[PriceChange, ...]:
    found = []
    for one in told if isinstance(told, list) else ():
        starts, changed = _fen(one.get("starts_at_ms")), one.get("set", {})
        price = _fen(changed.get("price_fen"))
        if starts is not None and price is not None:
            member = _fen(changed.get("member_price_fen"))
            found.append(PriceChange(starts, price, member, _tiers(changed.get("prices_fen"))))
    return tuple(sorted(found, key=lambda one: one.starts_at_ms))


def _tiers(told: Any) -> dict[str, int] | None:
    if not isinstance(told, dict):
        return None
    return {str(tier): fen for tier, value in told.items() if (fen := _fen(value)) is not None}


def _fen(value: Any) -> int | None:
    """A whole number as bodies write it: long ones are texts."""
    if isinstance(value, str) and value.lstrip("-").isdigit():
        return int(value)
    return value if type(value) is int else None


def _text(doc: Mapping[str, Any], key: str) -> str:
    value = doc.get(key)
    return value if isinstance(value, str) else ""


# -- categories


def categories(conn: Conn, scope: Scope, *, off: bool = False) -> list[Category]:
    """Categories in their order, then those that only goods name."""
    rows = conn.execute(
        "SELECT id, doc FROM catalog WHERE entity = %s AND scope = 0 AND NOT gone ORDER BY id", (CATEGORY,)
    ).fetchall()
    counts: dict[str, int] = dict(
        conn.execute(
            """SELECT doc::json ->> 'category', count(DISTINCT id) FROM catalog
            WHERE entity = 'product' AND NOT gone AND (%s::int[] IS NULL OR scope = 0 OR abs(scope) = ANY(%s))
              AND coalesce(doc::json ->> 'category', '') <> '' GROUP BY 1""",
            (scope.ids, scope.ids),
        ).fetchall()
    )
    found = {}
    for name, text in rows:
        doc = json.loads(text)
        found[name] = Category(
            name, _text(doc, "note"), _fen(doc.get("place")) or 0, bool(doc.get("active", True)), counts.get(name, 0)
        )
    for name, n in counts.items():
        found.setdefault(name, Category(name, n=n, place=10**6))
    return sorted((one for one in found.values() if off or one.active), key=lambda one: (one.place, one.name))


def save_category(tx: Tx, random: Random, category: Category, by: str) -> None:
    """Adds a category or changes its note, place, use. PosError bad_setting."""
    if not 0 < len(category.name.strip()) <= 100 or len(category.note) > 500:
        raise PosError("bad_setting", setting="category.name")
    doc = {
        "code": category.name.strip(), "note": category.note, "place": category.place, "active": category.active
    }  # fmt: skip
    authoring.put_row(tx, random, CATEGORY, doc, by=by)


def rename_category(tx: Tx, random: Random, old: str, category: Category, by: str) -> None:
    """The category `old` goes on as another, with its goods of headquarters. Offers that name it keep the old name.

    PosError bad_setting, limit_exceeded (too many goods for one step).
    """
    rows = tx.conn.execute(
        """SELECT id, scope, doc, ver FROM catalog WHERE entity = 'product' AND NOT gone AND scope >= 0
          AND doc::json ->> 'category' = %s ORDER BY id, scope LIMIT %s""",
        (old, _MOST_MOVED + 1),
    ).fetchall()
    if len(rows) > _MOST_MOVED:
        raise PosError("limit_exceeded", limit=_MOST_MOVED)
    known = {one.name for one in categories(tx.conn, CHAIN, off=True)}
    if old not in known or old == category.name:
        raise PosError("bad_setting", setting="category.name")
    save_category(tx, random, category, by)
    for row in rows:
        good = _good(*row)
        save(tx, random, replace(good, product=replace(good.product, category=category.name)), by)
    authoring.put_row(tx, random, CATEGORY, {"code": old}, gone=True, by=by)


_MOST_MOVED = 500
