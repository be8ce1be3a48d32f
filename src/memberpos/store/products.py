"""Goods, prices and barcodes."""

from __future__ import annotations

import json

from memberpos.domain.catalog import Product
from memberpos.store.database import Database

_COLUMNS = "sku, name, price_fen, category, unit, member_price_fen, earns, bonus_allowed, discountable, kind"
_SELECT = (
    f"SELECT {_COLUMNS}, (SELECT json_group_object(tier, price_fen) FROM product_price x"
    " WHERE x.sku = p.sku AND x.from_on = '') FROM product p"
)
_END = "\U0010ffff"


def put(db: Database, product: Product, *, pinyin: str = "", initials: str = "", quick_key: int | None = None) -> None:
    """Adds a product or changes it; its tier prices are replaced; `quick_key` None keeps its place."""
    db.execute(
        f"INSERT INTO product({_COLUMNS}, quick_key, k_pinyin, k_initials)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(sku) DO UPDATE SET name = excluded.name, price_fen = excluded.price_fen,"
        " member_price_fen = excluded.member_price_fen, category = excluded.category, unit = excluded.unit,"
        " kind = excluded.kind, earns = excluded.earns, bonus_allowed = excluded.bonus_allowed,"
        " discountable = excluded.discountable, quick_key = coalesce(excluded.quick_key, quick_key),"
        " k_pinyin = excluded.k_pinyin, k_initials = excluded.k_initials, active = 1",
        (product.sku, product.name, product.price_fen, product.category, product.unit, product.member_price_fen,
         int(product.earns), int(product.bonus_allowed), int(product.discountable), product.kind, quick_key, pinyin,
         initials),
    )  # fmt: skip
    db.execute("DELETE FROM product_price WHERE sku = ?", (product.sku,))
    for tier, price_fen in product.prices_by_tier.items():
        db.execute("INSERT INTO product_price(sku, tier, price_fen) VALUES(?, ?, ?)", (product.sku, tier, price_fen))


def drop_barcodes(db: Database, sku: str) -> None:
    """Takes all barcodes off goods; inside the caller's transaction."""
    db.execute("DELETE FROM barcode WHERE sku = ?", (sku,))


def put_barcode(db: Database, code: str, sku: str) -> None:
    """Lets `code` stand for the product."""
    db.execute(
        "INSERT INTO barcode(code, sku) VALUES(?, ?) ON CONFLICT(code) DO UPDATE SET sku = excluded.sku", (code, sku)
    )


def withdraw(db: Database, sku: str) -> None:
    """The product is no longer sold; what was sold of it keeps its name."""
    db.execute("UPDATE product SET active = 0 WHERE sku = ?", (sku,))


def by_sku(db: Database, sku: str) -> Product | None:
    """The product with this sku."""
    return _row(db.one(f"{_SELECT} WHERE p.sku = ? AND p.active = 1", (sku,)))


def by_code(db: Database, code: str) -> Product | None:
    """The product a barcode or sku stands for."""
    found = _row(db.one(f"{_SELECT} WHERE p.sku = (SELECT sku FROM barcode WHERE code = ?) AND p.active = 1", (code,)))
    return found or by_sku(db, code)


def search(db: Database, text: str, limit: int = 20) -> list[Product]:
    """Products whose name, pinyin, initials or sku begin with `text`, each once."""
    found: dict[str, Product] = {}
    for column in ("sku", "name", "k_pinyin", "k_initials"):
        rows = db.all(
            f"{_SELECT} WHERE p.{column} >= ? AND p.{column} < ? AND p.active = 1 ORDER BY p.{column} LIMIT ?",
            (text, text + _END, limit),
        )
        for row in rows:
            product = _must(row)
            found.setdefault(product.sku, product)
    return list(found.values())[:limit]


def all_active(db: Database, limit: int = 500) -> list[Product]:
    """Products by sku."""
    return [_must(row) for row in db.all(f"{_SELECT} WHERE p.active = 1 ORDER BY p.sku LIMIT ?", (limit,))]


def quick_keys(db: Database, limit: int = 24) -> list[Product]:
    """Products on the counter's quick keys, in their order."""
    rows = db.all(
        f"{_SELECT} WHERE p.active = 1 AND p.quick_key IS NOT NULL ORDER BY p.quick_key, p.sku LIMIT ?", (limit,)
    )
    return [_must(row) for row in rows]


def _row(row: object) -> Product | None:
    return None if row is None else _must(row)


def _must(row: object) -> Product:
    sku, name, price_fen, category, unit, member_fen, earns, bonus, discountable, kind, prices = tuple(row)  # type: ignore[arg-type, var-annotated]
    return Product(
        sku=sku, name=name, price_fen=price_fen, category=category, unit=unit, member_price_fen=member_fen,
        prices_by_tier={str(tier): int(fen) for tier, fen in json.loads(prices or "{}").items()}, earns=bool(earns),
        bonus_allowed=bool(bonus), discountable=bool(discountable), kind=kind,
    )  # fmt: skip
